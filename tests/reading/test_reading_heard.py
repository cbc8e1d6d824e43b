"""Machine transcripts: whose JSON is read, what is believed of it, and what is kept out of the evidence."""

# ruff: noqa: E501 - whole cases are written out in one line each

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_promises import check

from loupe.model import TimePlace
from loupe.model.errors import FileDamaged, FormatUnknown, NoText, ReadError
from loupe.reading import ReadingLimits
from loupe.reading.heard import read_heard

SAID = "The vault was robbed. Nobody saw it."


def read(document, name="film.json"):
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return check(read_heard(data, name, ReadingLimits()))


def told(reading):
    """Start, end, speaker and words of every passage."""
    places = [(p.locator.segments[0].place, p) for p in reading.passages]
    return [(t.start_ms, t.end_ms, p.speaker, reading.text[p.locator.start : p.locator.end]) for t, p in places]


def timed(words, key="word", sure="probability", **more):
    """Words of half a second each."""
    return [{key: word, "start": n / 2, "end": n / 2 + 0.4, sure: 0.9, **more} for n, word in enumerate(words.split())]


OPENAI = {
    "text": " " + SAID,
    "segments": [
        {"id": 0, "start": 0.0, "end": 3.4, "text": " " + SAID, "avg_logprob": -0.2, "no_speech_prob": 0.01,
         "compression_ratio": 1.1, "words": timed(SAID)}
    ],
    "language": "en",
}  # fmt: skip
WHISPERX = {
    "segments": [
        {"start": 0.0, "end": 3.4, "text": " " + SAID, "speaker": "SPEAKER_00",
         "words": timed(SAID, sure="score", speaker="SPEAKER_00")}
    ],
    "word_segments": [],
}  # fmt: skip
CPP = {
    "systeminfo": "AVX = 1",
    "model": {"type": "base"},
    "params": {"model": "models/ggml-base.en.bin"},
    "result": {"language": "en"},
    "transcription": [
        {"timestamps": {"from": "00:00:00,000", "to": "00:00:03,400"}, "offsets": {"from": 0, "to": 3400},
         "text": " " + SAID,
         "tokens": [{"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}, "id": 50363, "p": 1.0}] + [
             {"text": piece, "offsets": {"from": n * 300, "to": n * 300 + 250}, "id": n, "p": 0.9}
             for n, piece in enumerate([" The", " v", "ault", " was", " robbed", ".", " Nobody", " saw", " it", "."])]}
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("document", "speaker"),
    [
        pytest.param(OPENAI, None, id="openai-whisper"),
        pytest.param(OPENAI["segments"], None, id="a bare list, as faster-whisper is dumped"),
        pytest.param(WHISPERX, "SPEAKER_00", id="whisperX"),
        pytest.param(CPP, None, id="whisper.cpp"),
    ],
)
def test_sentences_and_words_have_their_times_and_confidence(document, speaker):
    reading = read(document)
    sentences = [(who, words) for _, _, who, words in told(reading)]
    assert sentences == [(speaker, "The vault was robbed."), (speaker, "Nobody saw it.")]
    assert [p.read_by for p in reading.passages] == ["speech", "speech"]
    assert [p.confidence for p in reading.passages] == [0.9, 0.9]
    assert [reading.text[w.start : w.end] for w in reading.words] == SAID.split()
    assert all(isinstance(w.place, TimePlace) and w.confidence == 0.9 for w in reading.words)
    assert (reading.format, reading.kind) == ("heard", "machine transcript")
    assert reading.notes[0].startswith("Written by a machine that listened")


def test_segments_without_word_times_are_cues():
    reading = read([{"start": 1, "end": 3.5, "text": SAID, "avg_logprob": -0.105}, {"start": 4, "text": "Gone."}])
    assert told(reading) == [(1000, 3500, None, SAID), (4000, 4000, None, "Gone.")]
    assert [p.confidence for p in reading.passages] == [pytest.approx(0.9, abs=0.001), None]
    assert reading.words == ()


def test_transformers_pipelines():
    reading = read({"text": SAID, "chunks": [{"timestamp": [0.0, 3.5], "text": " " + SAID}, {"timestamp": [4, None], "text": "Gone."}]})  # fmt: skip
    assert told(reading) == [(0, 3500, None, SAID), (4000, 4000, None, "Gone.")]


def test_a_sentence_over_two_segments_is_one_passage_and_another_speaker_begins_another():
    one = {"start": 0, "end": 1, "text": "The vault", "words": timed("The vault"), "speaker": "A"}
    two = {"start": 1, "end": 2, "text": "was robbed", "speaker": "A",
           "words": [{"word": "was", "start": 1, "end": 1.4}, {"word": "robbed", "start": 1.5, "end": 1.9}]}  # fmt: skip
    three = {"start": 2, "end": 3, "text": "by whom", "speaker": "B", "words": [
        {"word": "by", "start": 2, "end": 2.4}, {"word": "whom", "start": 2.5, "end": 2.9}]}  # fmt: skip
    reading = read({"segments": [one, two, three]})
    assert told(reading) == [(0, 1900, "A", "The vault was robbed"), (2000, 2900, "B", "by whom")]


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        pytest.param("Mr. Peys was there. He called.", ["Mr. Peys was there.", "He called."], id="a title"),
        pytest.param("It was 3 p.m. on Monday.", ["It was 3 p.m. on Monday."], id="an hour"),
        pytest.param("Who? Nobody. Really!", ["Who?", "Nobody.", "Really!"], id="questions"),
        pytest.param("They took... nothing.", ["They took... nothing."], id="small letters go on"),
    ],
)
def test_where_sentences_end(said, sentences):
    reading = read([{"start": 0, "end": 9, "text": said, "words": timed(said)}])
    assert [words for _, _, _, words in told(reading)] == sentences


def test_a_long_pause_parts_what_no_sign_parts():
    words = [*timed("first words"), {"word": "later", "start": 9, "end": 9.5}]
    reading = read([{"start": 0, "end": 9.5, "text": "first words later", "words": words}])
    assert told(reading) == [(0, 900, None, "first words"), (9000, 9500, None, "later")]


LOOP = "and then we went home " * 6


@pytest.mark.parametrize(
    ("segment", "reason"),
    [
        pytest.param({"start": 5, "end": 7, "text": "Thanks for watching!"}, "a phrase that such models write", id="stock phrase"),
        pytest.param({"start": 5, "end": 7, "text": " Subtitles by the Amara.org community"}, "a phrase that such models write", id="credits"),
        pytest.param({"start": 5, "end": 35, "text": LOOP}, "the same words again and again", id="loop"),
        pytest.param({"start": 5, "end": 6, "text": "one two three four five six seven eight nine ten"}, "more words than anybody", id="too fast"),
        pytest.param({"start": 5, "end": 7, "text": "I do not know.", "no_speech_prob": 0.9, "avg_logprob": -1.2}, "no voice is heard", id="silence"),
        pytest.param({"start": 5, "end": 7, "text": "Plumptoo.", "words": [{"word": "Plumptoo.", "start": 5, "end": 6, "probability": 0.1}]}, "very unsure", id="unsure"),
        pytest.param({"start": -3, "end": 2, "text": "Before the beginning."}, "without a time", id="negative time"),
        pytest.param({"start": 1e300, "end": 1e301, "text": "After the end."}, "without a time", id="false time"),
        pytest.param({"start": None, "end": None, "text": "No time."}, "without a time", id="no time"),
    ],
)  # fmt: skip
def test_what_is_in_doubt_is_shown_and_in_no_passage(segment, reason):
    reading = read({"segments": [OPENAI["segments"][0], segment]})
    doubted = " ".join(segment["text"].split())
    assert [words for _, _, _, words in told(reading)] == ["The vault was robbed.", "Nobody saw it."]
    assert doubted in reading.text
    assert "in doubt" in reading.text
    assert any(reason in note and "1 of 2 stretches" in note for note in reading.notes)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("No, no, no, no.", id="said four times"),
        pytest.param("Thanks for watching over us that night.", id="a phrase in a sentence"),
        pytest.param("Row, row, row your boat, gently down the stream.", id="a song"),
        pytest.param("The second, the second, the second time it was open.", id="a stammer"),
    ],
)
def test_what_people_do_say_is_kept(text):
    assert [words for _, _, _, words in told(read([{"start": 0, "end": 4, "text": text}]))] == [text]


def test_nothing_beyond_doubt_is_no_text_and_says_where():
    with pytest.raises(NoText, match=r"film\.json holds no words beyond doubt.*00:00:05"):
        read([{"start": 5, "end": 7, "text": "Thank you for watching."}])


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b'{"a": [1, 2', FileDamaged, id="cut off"),
        pytest.param(b"[" * 100_000, FileDamaged, id="lists in lists"),
        pytest.param(
            b'{"segments": [{"start": ' + b"9" * 10_000 + b', "text": "x"}]}', FileDamaged, id="a huge number"
        ),
        pytest.param(b'{"name": "loupe", "version": 1}', FormatUnknown, id="some other JSON"),
        pytest.param(b'{"segments": []}', FormatUnknown, id="no segments"),
        pytest.param(b'{"segments": [1, null, "a", {"text": "no time"}]}', FormatUnknown, id="odd segments"),
        pytest.param(b"[[1, 2], [3, 4]]", FormatUnknown, id="a table"),
        pytest.param(b"42", FormatUnknown, id="a number"),
        pytest.param(b'{"segments": [{"start": 0, "end": 1, "text": "\\u0000 \\n"}]}', NoText, id="no words"),
    ],
)
def test_what_is_no_transcript(data, error):
    with pytest.raises(error, match=r"^film\.json ") as caught:
        read(data)
    assert caught.value.hint


def test_segments_out_of_order_are_put_in_order_with_a_note():
    reading = read([{"start": 9, "end": 10, "text": "Second."}, {"start": 1, "end": 2, "text": "First."}])
    assert [words for _, _, _, words in told(reading)] == ["First.", "Second."]
    assert "Put in order of time: 1 segments that stood before earlier ones." in reading.notes


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([{"word": "The", "start": 500, "end": 501}, {"word": "vault.", "start": 2, "end": 3}], id="elsewhere"),
        pytest.param([{"word": "Quite", "start": 0, "end": 1}, {"word": "other", "start": 1, "end": 2}, {"word": "words", "start": 1, "end": 2}], id="other words"),
        pytest.param([None, 3, {"word": 7}, {"start": 1}], id="no words"),
        pytest.param("The vault.", id="no list"),
    ],
)  # fmt: skip
def test_words_that_do_not_fit_are_not_believed(words):
    reading = read([{"start": 0, "end": 2, "text": "The vault.", "words": words}])
    assert told(reading) == [(0, 2000, None, "The vault.")]
    assert reading.words == ()


def test_figures_without_times_get_those_between_their_neighbours():
    words = [{"word": "In", "start": 0, "end": 0.2}, {"word": "2003"}, {"word": "it", "start": 1.0, "end": 1.2}]
    reading = read([{"start": 0, "end": 2, "text": "In 2003 it", "words": words}])
    assert [(w.place.start_ms, w.place.end_ms) for w in reading.words] == [(0, 200), (200, 1000), (1000, 1200)]


_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers(-(10**12), 10**12) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["segments", "words", "word", "text", "start", "end", "probability", "speaker", "transcription",
                         "tokens", "offsets", "from", "to", "chunks", "timestamp", "loupe_transcript", "doubts",
                         "corrections", "made_with", "language", "avg_logprob"]), inner, max_size=8),
    max_leaves=40,
)  # fmt: skip


@given(_json)
def test_any_json_is_read_or_refused_with_a_code(document):
    try:
        refusal = None
        read(document)
    except ReadError as error:
        refusal = str(error)
    assert refusal is None or refusal.startswith("film.json")


@given(
    st.lists(st.tuples(st.text("abc .?'", min_size=1, max_size=30), st.integers(0, 100_000)), min_size=1, max_size=12)
)
def test_every_word_lies_in_a_passage_at_its_place(segments):
    document = [
        {"start": start / 1000, "end": start / 1000 + 20, "text": text,
         "words": [{"word": w, "start": start / 1000 + n, "end": start / 1000 + n + 0.5} for n, w in enumerate(text.split())]}
        for text, start in segments
    ]  # fmt: skip
    try:
        reading = read(document)
    except ReadError:
        return
    spans = [(p.locator.start, p.locator.end) for p in reading.passages]
    at = 0
    for word in reading.words:
        assert at <= word.start < word.end
        at = word.end
        assert any(a <= word.start and word.end <= b for a, b in spans)
        assert not any(map(str.isspace, reading.text[word.start : word.end]))
