"""A film copied without what it says of itself: the same picture and sound, and not a word of its tags."""

from __future__ import annotations

import hashlib
from pathlib import Path

import av
import pytest
from film_samples import add_cover, make_film

from loupe.model.errors import FormatUnknown, LoupeError
from loupe.reading import ReadingLimits, ReadJob, read_all
from loupe.reading.film import bare, bare_copy
from loupe.reading.values import no_step

TAGS = {"title": "CANARY cut 7", "comment": "/home/CANARY/edit.prproj", "artist": "Anna CANARY"}
WORDS = [("mov_text", {"title": "CANARY words"}, [(0, 900, "CANARY said so.")])]


def tagged(path: Path, **fields: object) -> Path:
    return make_film(path, 2.0, tags=TAGS, chapters=[(0, 1000, "CANARY scene")], **fields)


def copy_of(path: Path) -> Path:
    folder = path.parent / f"copy of {path.name}"
    folder.mkdir(exist_ok=True)
    return bare_copy(path, path.name, folder, no_step)


def played(path: Path) -> list[tuple[str, float, str]]:
    """Kind, second and content of each picture and stretch of sound, in order."""
    with av.open(str(path)) as film:
        streams = [s for s in film.streams if s.type in ("video", "audio")]
        return sorted(
            (type(f).__name__, round(f.time, 3), hashlib.sha256(f.to_ndarray().tobytes()).hexdigest())
            for f in film.decode(*streams)
        )


@pytest.mark.parametrize(
    "name", ["a.mp4", "a.m4a", "a.webm", "a.mp3", "a.wav", "a.flac", "a.ogg", "a.opus", "a.aac"],
)  # fmt: skip
def test_nothing_of_what_it_says_of_itself_is_left_and_it_plays_the_same(tmp_path, name):
    path = tagged(tmp_path / name, **({"subtitles": WORDS} if name == "a.mp4" else {}))
    before = path.read_bytes()
    copy = copy_of(path)
    assert path.read_bytes() == before
    assert b"CANARY" not in copy.read_bytes()
    with av.open(str(copy)) as film:
        assert film.chapters() == []
        assert [s.type for s in film.streams] in (["video", "audio"], ["audio"])
        assert not {"title", "comment", "artist", "creation_time"} & {key.lower() for key in film.metadata}
    assert played(copy) == played(path)
    first = copy.read_bytes()
    assert copy_of(path).read_bytes() == first


def test_the_cover_of_a_recording_is_left_behind(tmp_path):
    path = add_cover(tagged(tmp_path / "a.mp3"))
    with av.open(str(path)) as film:
        assert len(film.streams) == 2
    with av.open(str(copy_of(path))) as film:
        assert [s.type for s in film.streams] == ["audio"]


def test_what_browsers_do_not_play_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(FormatUnknown, match="cannot be copied without what it says of itself") as caught:
        copy_of(tagged(tmp_path / "a.mkv", video="libx264"))
    assert "loupe film" in caught.value.hint


def test_the_tags_in_the_header_of_a_vorbis_stream_are_known():
    tags = [b"encoder=somebody's program", b"title=CANARY cut 7", b"date=2003"]
    packed = b"".join(len(tag).to_bytes(4, "little") + tag for tag in tags)
    listed = len(tags).to_bytes(4, "little") + packed
    header = b"\x02\x1e\x10\x01vorbis..\x03vorbis\x03\0\0\0us." + listed + b"\x01\x05vorbis"
    assert list(bare._comments(header)) == [b"CANARY cut 7"]
    assert list(bare._comments(header[:40])) == list(bare._comments(b"")) == []


def test_a_tag_across_two_pieces_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(bare, "_PIECE", 8)
    (tmp_path / "copy").write_bytes(b"....... CANARY said so ......." * 2)
    with pytest.raises(FormatUnknown):
        bare._refuse_leak(tmp_path / "copy", "a.mp4", iter([b"CANARY said so"]), no_step)


def test_it_is_made_in_a_limited_process(tmp_path):
    path, scratch = tagged(tmp_path / "a.mp4"), tmp_path / "lent" / "film"
    scratch.mkdir(parents=True)
    [(_, made)] = read_all([ReadJob(path, "a.mp4", scratch, task="bare")], ReadingLimits(), 1)
    assert not isinstance(made, LoupeError)
    assert b"CANARY" not in made.parts[0].path.read_bytes()
    (tmp_path / "words.txt").write_text("no film")
    [(_, refused)] = read_all([ReadJob(tmp_path / "words.txt", "words.txt", scratch, task="bare")], ReadingLimits(), 1)
    assert isinstance(refused, FormatUnknown)
