"""Films and recordings: what they are, their subtitles inside, and who has to listen."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest
from film_samples import SOUNDS, add_cover, delayed, make_film, mov_text
from reading_promises import check

from loupe.model import TimePlace
from loupe.model.errors import FileDamaged, FileEncrypted, NeedsSpeech, NoText, OverBudget, ReadError
from loupe.reading import ReadingLimits, ReadJob
from loupe.reading.film import probe_film, read_film
from loupe.reading.film import tracks as tracks_module
from loupe.reading.values import Recognition, no_step

FIXTURES = Path(__file__).parents[3] / "shared/bench/parser-fixtures"
DEAF = Recognition(speech=False)
ENGLISH = {"language": "eng"}
LINE = [(500, 1000, "ANNA: They opened 109 boxes.")]


def read(path, recognition=DEAF, name=None):
    return read_film(ReadJob(path, name or path.name, path.parent / "scratch", recognition), ReadingLimits(), no_step)


def said(reading):
    return [(p.kind, p.speaker, reading.text[p.locator.start : p.locator.end]) for p in reading.passages]


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".mkv", ".webm", ".avi", *SOUNDS])
def test_every_kind_is_told_with_its_length_and_tags(tmp_path, ending):
    path = make_film(tmp_path / f"a{ending}", 3, tags={"title": "The Heist", "artist": "Anna", "date": "2005-03-01"})
    probe = probe_film(path, path.name)
    assert probe.container == {".m4a": "mp4", ".opus": "ogg"}.get(ending, ending[1:])
    assert probe.duration_ms == pytest.approx(3000, abs=70)
    assert (probe.picture is None) == (ending in SOUNDS)
    assert probe.sound is not None
    assert probe.fps == (None if ending in SOUNDS else 25)
    assert probe.notes == ()
    if ending not in (".aac", ".avi"):
        assert (probe.title, probe.maker) == ("The Heist", "Anna")
        assert ending == ".mov" or probe.published == "2005-03-01"


@pytest.mark.parametrize(
    ("ending", "codec", "packet"),
    [
        pytest.param(".mkv", "subrip", "ANNA: <i>They opened</i> 109 boxes.", id="SRT in Matroska"),
        pytest.param(".mkv", "ass", r"0,0,Default,ANNA,0,0,0,,{\i1}They opened{\i0} 109 boxes.", id="ASS in Matroska"),
        pytest.param(".mkv", "webvtt", "<v ANNA>They opened 109 boxes.", id="WebVTT in Matroska"),
        pytest.param(".webm", "webvtt", "<v ANNA>They opened 109 boxes.", id="WebVTT in WebM"),
        pytest.param(".mp4", "mov_text", mov_text("ANNA: They opened 109 boxes."), id="MP4's own"),
        pytest.param(".mov", "mov_text", mov_text("ANNA: They opened 109 boxes."), id="QuickTime's own"),
    ],
)
def test_subtitles_inside_are_the_film_s_own_passages(tmp_path, ending, codec, packet):
    path = make_film(tmp_path / f"a{ending}", 2, [(codec, ENGLISH, [(500, 1000, packet)])])
    reading = check(read(path))
    assert said(reading) == [("cue", "ANNA", "They opened 109 boxes.")]
    passage = reading.passages[0]
    assert passage.locator.segments[0].place == TimePlace(500, 1500, 1)
    assert (passage.read_by, reading.format, reading.kind, reading.reader) == ("file", "film", "film", "film/1")
    assert reading.notes == ("Its words are the subtitles inside the film: English.",)


def test_ttml_inside_mp4_is_read_and_a_cue_over_a_seam_once(tmp_path):
    def document(*cues):
        body = "".join(f'<p begin="{a}ms" end="{b}ms">{words}</p>' for a, b, words in cues)
        return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{body}</div></body></tt>'

    seam = (900, 1200, "109<br/>of 189.")
    packets = [
        (0, 1000, document((200, 800, "ANNA: They opened"), seam)),
        (1000, 900, document(seam)),
        (1900, 50, "no TTML"),
    ]
    path = make_film(tmp_path / "a.mp4", 2, [("ttml", ENGLISH, packets)])
    reading = check(read(path))
    assert [(who, words) for _, who, words in said(reading)] == [("ANNA", "They opened"), ("ANNA", "109\nof 189.")]
    assert reading.passages[1].locator.segments[0].place == TimePlace(900, 1200, 2)
    assert reading.notes[-1] == "Subtitles that were dropped, since they hold no words or no time: 1."


def tracks(*properties):
    return [("subrip", found, [(100, 500, f"track {n}")]) for n, found in enumerate(properties)]


@pytest.mark.parametrize(
    ("properties", "language", "chosen"),
    [
        pytest.param([{"language": "fre", "flags": ["default"]}, ENGLISH], "", 1, id="the language that is spoken"),
        pytest.param([{"language": "fre"}, ENGLISH], "fr", 0, id="the language that is asked for"),
        pytest.param([{**ENGLISH, "flags": ["forced"]}, {"language": "fre"}], "", 1, id="full before forced"),
        pytest.param([{**ENGLISH, "title": "Forced"}, ENGLISH], "", 1, id="forced by its name"),
        pytest.param([ENGLISH, {**ENGLISH, "flags": ["hearing_impaired"]}], "", 1, id="for the hard of hearing"),
        pytest.param([{**ENGLISH, "title": "Director's commentary"}, ENGLISH], "", 1, id="not the commentary"),
        pytest.param([ENGLISH, {**ENGLISH, "flags": ["default"]}], "", 1, id="the default"),
        pytest.param([ENGLISH, ENGLISH], "", 0, id="else the first"),
    ],
)
def test_which_subtitles_a_fact_checker_wants(tmp_path, properties, language, chosen):
    path = make_film(tmp_path / "a.mkv", 1, tracks(*properties), audio_language="eng")
    reading = read(path, Recognition(speech=False, language=language))
    assert reading.text == f"track {chosen}"
    assert any(note.startswith("Subtitles inside that were not read:") for note in reading.notes)


def test_forced_subtitles_alone_are_said_to_be_only_a_part(tmp_path):
    path = make_film(tmp_path / "a.mkv", 1, tracks({**ENGLISH, "flags": ["forced"]}))
    assert "not all that is said" in " ".join(read(path).notes)


def test_chapters_are_headings_among_the_cues(tmp_path):
    cues = [(100, 300, "One."), (1200, 300, "Two.")]
    chapters = [(0, 1000, "The vault"), (1000, 2000, "The court")]
    path = make_film(tmp_path / "a.mkv", 2, [("subrip", ENGLISH, cues)], chapters=chapters)
    assert [words for _, _, words in said(read(path))] == ["The vault", "One.", "The court", "Two."]
    assert [kind for kind, _, _ in said(read(path))] == ["heading", "cue", "heading", "cue"]


def test_chapters_that_a_machine_named_are_no_headings(tmp_path):
    chapters = [(0, 500, "Chapter 01"), (500, 900, "00:00:00.500"), (900, 1000, "Part of the truth")]
    path = make_film(tmp_path / "a.mkv", 1, [("subrip", ENGLISH, LINE)], chapters=chapters)
    assert [words for kind, _, words in said(read(path)) if kind == "heading"] == ["Part of the truth"]


def test_subtitles_of_another_cut_are_said(tmp_path):
    path = make_film(tmp_path / "a.mkv", 1, [("subrip", ENGLISH, [(500, 100, "One."), (90_000, 100, "Two.")])])
    assert "Subtitles that begin after the film has ended: 1. They may be of another cut." in read(path).notes


def test_the_time_code_of_the_tape_is_said(tmp_path):
    path = make_film(
        tmp_path / "a.mov", 1, [("mov_text", ENGLISH, [(100, 500, mov_text("One."))])], tags={"timecode": "10:00:00:00"}
    )
    assert probe_film(path, path.name).tape_start == "10:00:00:00"
    assert "Its time code begins at 10:00:00:00; times here count from its first picture." in read(path).notes


def test_more_subtitles_than_any_film_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tracks_module, "MOST_CUES", 3)
    path = make_film(tmp_path / "a.mkv", 1, [("subrip", ENGLISH, [(n * 100, 90, "x") for n in range(5)])])
    with pytest.raises(OverBudget, match="more than 3 subtitles"):
        read(path)


def test_cues_that_lie_over_each_other_or_have_no_end_are_read(tmp_path):
    cues = [(100, 0, "No end."), (101, 700, "- Yes.\n- No."), (900, 100, "Late.")]
    path = make_film(tmp_path / "a.mkv", 2, [("subrip", ENGLISH, cues)])
    reading = check(read(path))
    assert [words for *_, words in said(reading)] == ["No end.", "Yes.", "No.", "Late."]
    assert [p.locator.segments[0].place for p in reading.passages[:2]] == [
        TimePlace(100, 101, 1),
        TimePlace(101, 801, 2),
    ]


def test_damaged_subtitles_give_what_is_text(tmp_path):
    cues = [(100, 300, b"\xff\xfe\xfd"), (500, 300, b"Good."), (900, 300, b"\x00\x00"), (1200, 100, b"caf\xe9")]
    path = make_film(tmp_path / "a.mkv", 2, [("subrip", ENGLISH, cues)])
    words = [words for *_, words in said(check(read(path)))]
    assert words[-2:] == ["Good.", "café"]


@pytest.mark.parametrize("ending", [".mp4", ".mp3", ".wav"])
def test_without_subtitles_somebody_has_to_listen(tmp_path, ending):
    path = make_film(tmp_path / f"a{ending}", 1)
    with pytest.raises(NeedsSpeech, match=rf"^a{ending} has no subtitles") as caught:
        read(path)
    assert "loupe-workbench[speech]" in caught.value.hint


def test_words_that_are_heard_elsewhere_are_not_asked_for_again(tmp_path):
    path = make_film(tmp_path / "a.mp4", 1, chapters=[(0, 500, "The vault")])
    reading = read(path, Recognition(speech=True, heard_elsewhere=True))
    assert [words for *_, words in said(reading)] == ["The vault"]
    assert reading.parts == ()
    assert reading.notes[-1] == "Its words are in the subtitles or the transcript of it that are in the case."


def test_a_film_without_sound_has_nothing_to_hear(tmp_path):
    path = make_film(tmp_path / "a.mp4", 1, audio=None)
    with pytest.raises(NoText, match="no sound"):
        read(path, Recognition())


@pytest.fixture
def listener(monkeypatch):
    """A listener that writes a transcript, or hears nothing."""
    calls = []
    module = types.ModuleType("loupe.reading.speech")

    def transcribe(film, name, scratch, recognition, limits, step):
        calls.append((film.name, name, recognition.language))
        if recognition.speech_model == "none":
            raise NeedsSpeech(f"{name} holds speech, and no speech model is installed.")
        if name.startswith("silent"):
            return None
        scratch.mkdir(exist_ok=True)
        (scratch / "heard.json").write_text("{}")
        return scratch / "heard.json"

    module.transcribe = transcribe
    monkeypatch.setitem(sys.modules, "loupe.reading.speech", module)
    return calls


def test_what_a_machine_hears_is_a_part_that_retells_the_film(tmp_path, listener):
    path = make_film(tmp_path / "blob.mp4", 1)
    reading = read(path, Recognition(language="en"), name="films/The Heist.mp4")
    (part,) = reading.parts
    assert (part.name, part.place, part.retells, part.kind) == (
        "The Heist.transcript.json",
        "machine transcript",
        True,
        "machine transcript",
    )
    assert part.path.read_text() == "{}"
    assert (reading.passages, reading.format) == ((), "film")
    assert reading.notes == ("Its words are in a machine transcript, which is a source of its own.",)
    assert listener == [("blob.mp4", "films/The Heist.mp4", "en")]


def test_nobody_listens_where_there_are_subtitles_nothing_is_said_or_no_model_is_there(tmp_path, listener):
    assert said(read(make_film(tmp_path / "a.mkv", 1, [("subrip", ENGLISH, LINE)]), Recognition()))
    assert listener == []
    path = make_film(tmp_path / "b.mp3", 1)
    with pytest.raises(NoText, match="Nothing is said"):
        read(path, Recognition(), name="silent.mp3")
    with pytest.raises(NeedsSpeech, match="no speech model"):
        read(path, Recognition(speech_model="none"))
    with pytest.raises(NeedsSpeech):
        read_film(ReadJob(path, path.name), ReadingLimits(), no_step)  # no folder to work in


def test_a_recording_with_a_picture_of_its_cover_is_no_film(tmp_path):
    path = add_cover(make_film(tmp_path / "a.mp3", 2))
    probe = probe_film(path, path.name)
    assert (probe.picture, [track.kind for track in probe.tracks]) == (None, ["sound", "cover"])
    assert probe.duration_ms == pytest.approx(2000, abs=70)
    assert read(path, Recognition(heard_elsewhere=True)).format == "sound"


def test_a_file_is_what_it_is_and_not_what_it_is_called(tmp_path):
    path = make_film(tmp_path / "a.mkv", 1, [("subrip", ENGLISH, LINE)]).rename(tmp_path / "a.mp3")
    assert read(path).format == "film"
    assert said(read(path)) == [("cue", "ANNA", "They opened 109 boxes.")]


def test_a_length_that_the_file_only_claims_is_not_believed(tmp_path):
    path = make_film(tmp_path / "a.mkv", 3, [("subrip", ENGLISH, LINE)])
    data = path.read_bytes()
    at = data.index(b"\x44\x89\x88")  # Duration, eight bytes
    import struct

    path.write_bytes(data[: at + 3] + struct.pack(">d", 7_200_000.0) + data[at + 11 :])
    probe = probe_film(path, path.name)
    assert (probe.claimed_ms, probe.duration_ms) == (7_200_000, pytest.approx(3000, abs=50))
    assert read(path).notes[0] == "The file says that it lasts 02:00:00, but it lasts 00:00:03."
    path.write_bytes(data[: at + 3] + struct.pack(">d", 1000.0) + data[at + 11 :])
    assert probe_film(path, path.name).duration_ms == pytest.approx(3000, abs=50)


@pytest.mark.parametrize("ending", [".mkv", ".mp4", ".mp3", ".flac", ".wav", ".ogg"])
def test_a_file_that_was_cut_off_is_as_long_as_what_is_left(tmp_path, ending):
    path = make_film(tmp_path / f"a{ending}", 6, options={"movflags": "+faststart"} if ending == ".mp4" else None)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])
    probe = probe_film(path, path.name)
    assert 2000 < probe.duration_ms < 5000


def test_a_film_whose_index_was_never_written_is_damaged(tmp_path):
    path = make_film(tmp_path / "a.mov", 2)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"moov") - 8])
    with pytest.raises(FileDamaged, match=r"^a\.mov is no film or recording that can be opened") as caught:
        read(path)
    assert caught.value.hint


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"hello", id="text"),
        pytest.param(b"ffconcat version 1.0\nfile /etc/passwd\n", id="a list of other files"),
        pytest.param(b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n", id="a playlist"),
        pytest.param(b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=audio 5004 RTP/AVP 0\n", id="a call"),
        pytest.param(b"\x1aE\xdf\xa3" + b"\x00" * 100, id="the beginning of Matroska"),
        pytest.param(b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 4000, id="the beginning of MP4"),
        pytest.param(b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f" + b"\x00" * 100, id="an endless tag"),
        pytest.param(b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00" + b"\x00" * 16, id="sound without a form"),
    ],
)
def test_what_is_no_film_is_refused_and_opens_nothing_else(tmp_path, data):
    path = tmp_path / "a.mp4"
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert str(caught.value).startswith("a.mp4")
    assert caught.value.code in ("file-damaged", "needs-speech")


def test_a_film_that_its_seller_locked_says_so(tmp_path):
    lock = {"encryption_scheme": "cenc-aes-ctr", "encryption_key": "00" * 16, "encryption_kid": "11" * 16}
    path = make_film(tmp_path / "a.mp4", 1, options=lock)
    with pytest.raises(FileEncrypted, match="locked by its seller"):
        read(path)


@pytest.mark.parametrize("step", [1, 7, 61])
def test_holes_in_a_film_never_bring_it_down(tmp_path, step):
    path = make_film(tmp_path / "a.mkv", 2, [("subrip", ENGLISH, [(n * 100, 90, f"cue {n}") for n in range(20)])])
    data = bytearray(path.read_bytes())
    for at in range(600 + step, len(data), 400 * step):
        data[at : at + 5] = b"\xa5\x5a\x00\xff\x11"
    path.write_bytes(bytes(data))
    try:
        assert check(read(path)).format == "film"
    except (NeedsSpeech, FileDamaged) as error:
        said = str(error)
    else:
        return
    assert said.startswith("a.mkv")


def test_times_count_from_the_first_moment_that_a_player_shows(tmp_path):
    late = delayed(
        make_film(tmp_path / "a.mkv", 2, [("subrip", ENGLISH, LINE)], b_pictures=False), tmp_path / "late.mkv", 10
    )
    assert probe_film(late, late.name).zero > 9
    assert read(late).passages[0].locator.segments[0].place.start_ms == pytest.approx(500, abs=50)


@pytest.mark.skipif(not FIXTURES.exists(), reason="shared/bench/parser-fixtures is not here")
def test_a_voice_memo_of_somebody_else():
    path = FIXTURES / "ingest-file/memo.m4a"
    probe = probe_film(path, path.name)
    assert (probe.container, probe.picture) == ("mp4", None)
    with pytest.raises(NeedsSpeech):
        read_film(ReadJob(path, path.name, None, DEAF), ReadingLimits(), no_step)
