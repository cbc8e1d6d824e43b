"""Files inside files, films with their words beside them, and one web page: each a source that points back."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from loupe.engine import Case
from loupe.engine.net.publicnet import WebPolicy
from loupe.model.errors import AddressRefused, NotHeard, UsageError

SRT = "1\n00:00:01,000 --> 00:00:03,000\nThe thieves opened 109 boxes.\n"


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "case") as made:
        yield made


def packed(**members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def mail(path, **attachments):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann <a@example.org>", "b@example.org", "The vault"
    message["Date"], message["Message-ID"] = "Tue, 4 Mar 2003 10:00:00 +0100", "<1@example.org>"
    message.set_content("See the notes.")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(bytes(message))


def named(case):
    return {source.name: source for source in case.sources()}


def test_an_attachment_is_a_source_that_points_back_to_its_mail(case, tmp_path):
    mail(tmp_path / "mail.eml", **{"notes.txt": b"Detectives counted 123 boxes."})
    report = case.add(tmp_path / "mail.eml")
    assert len(report.added) == 2
    found = named(case)
    notes = found["mail.eml/notes.txt"]
    assert notes.part_of == found["mail.eml"].id
    assert notes.draws_on == (), "an attachment is no retelling of its mail"
    assert notes.came_from == "mail.eml, attachment 1"
    assert next(hit.source.id for hit in case.search("detectives counted")) == notes.id


def test_archives_in_archives_are_opened_and_what_lies_too_deep_is_said(case, tmp_path):
    data = b"The deepest paper."
    for depth in range(6):
        data = packed(**{f"level{depth}.zip" if depth else "paper.txt": data})
    (tmp_path / "all.zip").write_bytes(data)
    report = case.add(tmp_path / "all.zip")
    assert [source.problem.code for source in report.failed] == ["over-budget"]
    assert "deep" in report.failed[0].problem.message
    assert len(report.added) == case.settings.limits.max_depth + 1


def test_one_bad_member_keeps_no_other_from_being_read(case, tmp_path):
    (tmp_path / "all.zip").write_bytes(packed(**{"bad.pdf": b"%PDF-1.4 broken", "good.txt": b"Good words."}))
    report = case.add(tmp_path / "all.zip")
    assert [s.name for s in report.failed] == ["all.zip/bad.pdf"]
    assert "all.zip/good.txt" in {s.name for s in report.added}


def test_the_same_again_changes_nothing_and_leaves_no_scratch(case, tmp_path):
    (tmp_path / "all.zip").write_bytes(packed(**{"a.txt": b"One letter.", "b.txt": b"Another letter."}))
    case.add(tmp_path / "all.zip")
    before = case.sources()
    report = case.add(tmp_path / "all.zip")
    assert (report.added, len(report.known)) == ((), 1)
    assert case.sources() == before
    assert list((case.path / "work").iterdir()) == []
    assert case.verify() == ()


def test_a_film_and_the_subtitles_beside_it_belong_together(case, tmp_path, small_film):
    film = small_film(tmp_path / "heist.mp4")
    (tmp_path / "heist.en.srt").write_text(SRT)
    (tmp_path / "heist.json").write_text(json.dumps({"made": "no transcript"}))
    report = case.add(film)
    assert {s.name for s in report.added} == {"heist.mp4", "heist.en.srt"}
    found = named(case)
    assert found["heist.mp4"].problem is None
    assert found["heist.en.srt"].draws_on == (found["heist.mp4"].id,)
    views = case.film(found["heist.mp4"].id)
    assert views.poster.is_file()
    assert case.views_of(found["heist.mp4"]) == views


def test_a_film_is_checked_by_the_words_beside_it(case, tmp_path, small_film):
    film = small_film(tmp_path / "heist.mp4")
    (tmp_path / "heist.srt").write_text(SRT)
    (tmp_path / "paper.txt").write_text("Detectives counted 123 opened boxes.")
    case.add(tmp_path / "paper.txt")
    check = case.check(film, fast=True)
    assert check.work.name == "heist.srt"
    page = case.page_of_film(check.work.id)
    assert page.media is not None
    assert page.media.kind == "video"


def test_a_film_that_nobody_has_put_into_words_is_refused_with_what_to_do(tmp_path, small_film):
    film = small_film(tmp_path / "heist.mp4")
    with Case.create(tmp_path / "case") as made:
        (made.path / "loupe.toml").write_text("[recognition]\nspeech = false\n")
    with Case.open(tmp_path / "case") as case:
        (failed,) = case.add(film).failed
        assert failed.problem.code == "needs-speech"
        with pytest.raises(Exception, match="heist") as caught:
            case.check(film, fast=True)
        assert caught.value.code == "needs-speech"


def transcript(words):
    segment = {"id": 0, "start": 1.0, "end": 3.0, "text": " " + " ".join(w for w, _ in words), "words": [
        {"word": f" {word}", "start": 1.0 + n * 0.3, "end": 1.2 + n * 0.3, "probability": sure}
        for n, (word, sure) in enumerate(words)
    ]}  # fmt: skip
    return json.dumps({"text": segment["text"], "segments": [segment], "language": "en"})


def test_words_that_a_machine_heard_are_marked_and_corrected_with_a_name(case, tmp_path, monkeypatch):
    monkeypatch.setenv("LOUPE_USER", "Anna")
    words = [("The", 0.9), ("no", 0.3), ("time", 0.3), ("art", 0.2), ("vault", 0.9), ("was", 0.9), ("open.", 0.9)]
    (tmp_path / "talk.json").write_text(transcript(words))
    case.add(tmp_path / "talk.json")
    (source,) = case.sources()
    (hit,) = case.search("vault")
    assert "heard by a machine, unsure" in hit.place
    with pytest.raises(NotHeard):
        case.correct(source.id, 1500, "window", "vault")
    corrected, correction = case.correct(source.id, 1500, "no time art", "Notarbartolo", "She said it twice.")
    assert correction.who == "Anna"
    (hit,) = case.search("Notarbartolo")
    assert hit.source.id == corrected.id
    assert {hit.source.id for hit in case.search("no time art")} == {corrected.id}
    assert {s.id: s.passages for s in case.sources()}[source.id] == 0
    assert case.verify() == ()
    (tmp_path / "paper.txt").write_text("Words of somebody's own.")
    (paper,) = case.add(tmp_path / "paper.txt").added
    with pytest.raises(UsageError, match="no machine transcript"):
        case.correct(paper.id, 0, "Words", "Letters")


class _Page(BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"<!doctype html><html><title>The vault</title><p>Detectives counted 123 opened boxes there.</p></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said):
        pass


def test_a_web_page_is_kept_as_it_came_and_its_words_are_found(case):
    server = HTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/vault"
    try:
        with pytest.raises(AddressRefused):
            case.add_page(address)
        assert case.sources() == ()
        policy = WebPolicy(ports=(server.server_port,), private=("127.0.0.0/8",))
        report = case.add_page(address, policy=policy)
    finally:
        server.shutdown()
        server.server_close()
    kept = next(s for s in report.added if s.format == "warc")
    page = next(s for s in report.added if s.part_of == kept.id)
    assert page.title == "The vault"
    assert address in page.came_from
    assert (page.address, kept.address) == (address, None)
    _, original = case.original(kept.id)
    assert b"HTTP/1.0 200" in original.read_bytes() or b"HTTP/1.1 200" in original.read_bytes()


def test_labels_get_the_names_that_a_person_gives_them(tmp_path):
    with Case.create(tmp_path / "case") as made:
        (made.path / "loupe.toml").write_text('[cast]\n"NARR" = "Anna Berg"\n')
    (tmp_path / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nNARR: It was dark.\n")
    with Case.open(tmp_path / "case") as case:
        (source,) = case.add(tmp_path / "talk.srt").added
        assert {p.speaker for p in case.passages(source.id)} == {"Anna Berg"}
