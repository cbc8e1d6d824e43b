"""E-books."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import pytest
from reading_samples import CONTAINER, book, page

from loupe.model.errors import FileDamaged, FileEncrypted, OverBudget
from loupe.reading import ReadingLimits


def test_chapters_in_reading_order_with_their_titles(read, said):
    reading = read(book(), "b.epub")
    assert said(reading) == [
        ("heading", None, "The Door"),
        ("paragraph", None, "It was open."),
        ("paragraph", None, "First words."),
        ("paragraph", None, "More."),
        ("paragraph", None, "Last."),
    ]
    places = [p.locator.segments[0].place for p in reading.passages]
    assert [p.part for p in places] == ["The Door", "The Door", "Chapter One", "Chapter One", "three.xhtml"]
    assert [p.number for p in places] == [1, 2, 3, 4, 5]
    assert (reading.title, reading.maker, reading.published, reading.kind) == (
        "Flawless", "S. Selby, G. Campbell", "2010-02-01", "book",
    )  # fmt: skip
    assert reading.notes == ("Chapters named in the book but missing in the file: 1.",)


@pytest.mark.parametrize(
    ("members", "limits", "error"),
    [
        pytest.param({"OPS/text/two.xhtml": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>'}, ReadingLimits(), FileDamaged, id="xxe in a chapter"),
        pytest.param({"OPS/book.opf": '<!DOCTYPE x [<!ENTITY a "l"><!ENTITY b "&a;&a;">]><x>&b;</x>'}, ReadingLimits(), FileDamaged, id="laughs in the package"),
        pytest.param({"META-INF/container.xml": None, "OPS/book.opf": None}, ReadingLimits(), FileDamaged, id="no package"),
        pytest.param({"META-INF/container.xml": CONTAINER.replace("OPS/", "../../")}, ReadingLimits(), FileDamaged, id="package outside"),
        pytest.param({"OPS/text/two.xhtml": b"<p>" + b"a" * 90_000_000}, ReadingLimits(), OverBudget, id="bomb"),
        pytest.param({"OPS/text/two.xhtml": page("<p>" + "word " * 500)}, ReadingLimits(max_characters=1000), OverBudget, id="characters"),
        pytest.param({"META-INF/encryption.xml": '<e><CipherReference URI="OPS/text/two.xhtml"/></e>'}, ReadingLimits(), FileEncrypted, id="copy protection"),
    ],
)  # fmt: skip
def test_refused(read, members, limits, error):
    with pytest.raises(error, match=r"^b\.epub "):
        read(book(members=members), "b.epub", limits)


def test_scrambled_fonts_are_no_lock(read):
    members = {"META-INF/encryption.xml": '<e><CipherReference URI="OPS/fonts/a.otf"/></e>'}
    assert "It was open." in read(book(members=members), "b.epub").text
