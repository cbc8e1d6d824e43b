"""Real odd mails and office files, kept beside the repository: each is read, or refused for a stated reason."""

# ruff: noqa: E501 - tables

from __future__ import annotations

from pathlib import Path

import pytest
from direct import read_as, words

from loupe.model.errors import ReadError

FIXTURES = Path(__file__).parents[3] / "shared/bench/parser-fixtures"
pytestmark = pytest.mark.skipif(not FIXTURES.exists(), reason="shared/bench/parser-fixtures is not here")

FORMS = {
    ".eml": "mail", ".emlx": "emlx", ".msg": "msg", ".mbox": "mbox", ".pst": "pst", ".vcf": "vcf", ".ics": "ics", ".doc": "doc",
    ".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".pptx": "pptx", ".xls": "xls", ".xlsx": "xlsx", ".ods": "ods", ".ppt": "doc",
    ".p7s": "mail",
}  # fmt: skip
REASONS = {
    "empty.eml": "format-unknown", "fake-encrypted.eml": "file-encrypted", "fake-encrypted.msg": "file-encrypted",
    "slides.ppt": "format-unknown",
}  # fmt: skip


def form_of(path: Path) -> str | None:
    if path.parent.name == "mail-parser":
        return "msg" if path.name == "mail_outlook_1" else "mail"
    return FORMS.get(path.suffix)


def fixtures() -> list[Path]:
    return sorted(path for path in FIXTURES.rglob("*") if path.is_file() and form_of(path)) if FIXTURES.exists() else []


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_ends_in_words_or_in_a_reason(path, tmp_path):
    form = form_of(path)
    if form == "pst":
        pytest.importorskip("pypff", reason="the extra mailboxes is not installed")
    if path.name in REASONS:
        with pytest.raises(ReadError) as caught:
            read_as(form, path.read_bytes(), tmp_path, path.name)
        assert caught.value.code == REASONS[path.name]
        assert str(caught.value).startswith(path.name)
        assert caught.value.hint
    else:
        reading = read_as(form, path.read_bytes(), tmp_path, path.name)
        assert reading.passages or reading.parts


def test_there_are_enough_of_them():
    assert len(fixtures()) >= 90


def test_one_table_in_two_formats():
    rows = {
        form: words(read_as(form, (FIXTURES / f"ingest-file/rom.{form}").read_bytes(), FIXTURES))
        for form in ("xls", "ods")
    }
    assert len(rows["xls"]) == len(rows["ods"]) == 338
    same = sum(a == b for a, b in zip(rows["xls"], rows["ods"], strict=True))
    assert same >= 330


@pytest.mark.parametrize(
    ("name", "form", "parts"),
    [
        ("unstructured/eml/fake-email-attachment.eml", "mail", ["fake-attachment.txt"]),
        ("unstructured/eml/email-equals-attachment-filename.eml", "mail", ["odd=file=name.txt"]),
        ("unstructured/fake-email-attachment.msg", "msg", ["fake-attachment.txt"]),
        ("mail-parser/mail_test_1", "mail", ["ФНС_РФ558.zip"]),
        ("mail-parser/mail_malformed_1", "mail", ["20160523_916527.jpg_.zip"]),
        ("unstructured/eml/mime-multipart-digest.eml", "mail", ["First Message.eml", "Second Message.eml", "Third Message.eml"]),
    ],
)  # fmt: skip
def test_what_is_attached(name, form, parts, tmp_path):
    reading = read_as(form, (FIXTURES / name).read_bytes(), tmp_path, Path(name).name)
    assert [part.name for part in reading.parts] == parts


def test_the_mails_of_an_outlook_mailbox_read_as_mails(tmp_path):
    pytest.importorskip("pypff", reason="the extra mailboxes is not installed")
    box = read_as("pst", (FIXTURES / "ingest-file/testPST.pst").read_bytes(), tmp_path)
    assert len(box.parts) == 6
    (tmp_path / "inner").mkdir()
    for part in box.parts:
        mail = read_as("mail", part.path.read_bytes(), tmp_path / "inner", part.name)
        assert (mail.maker, mail.published) == (part.maker, part.published)
        assert sum(p.kind == "paragraph" for p in mail.passages) >= 2
