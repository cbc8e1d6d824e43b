"""Plain text, Markdown and reStructuredText."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

from pathlib import Path

import pytest

from loupe.model import ParagraphPlace, TimePlace
from loupe.model.errors import FileEmpty, FormatUnknown, NoText, OverBudget
from loupe.reading import ReadingLimits, ReadJob, read_file

HORIZON = Path(__file__).parents[3] / "shared/bench/case-post-office-horizon"
APOLLO = Path(__file__).parents[3] / "shared/bench/case-apollo"


def test_paragraphs_have_numbers_and_lines(read, said):
    reading = read("The heist.\n\nOn Monday the vault\nwas found open.\n\n\n  Indented.  \n", "note.txt")
    assert said(reading) == [
        ("paragraph", None, "The heist."),
        ("paragraph", None, "On Monday the vault\nwas found open."),
        ("paragraph", None, "Indented."),
    ]
    assert [p.locator.segments[0].place for p in reading.passages] == [
        ParagraphPlace(1, 1),
        ParagraphPlace(2, 3),
        ParagraphPlace(3, 7),
    ]
    assert (reading.format, reading.reader, reading.kind) == ("text", "text/1", "document")


def test_windows_and_old_mac_line_ends_are_one_kind_of_line_end(read):
    assert read("a\r\n\r\nb\rc", "x.txt").text == "a\n\nb\nc"


def test_markdown_headings_lists_and_tables(read, said):
    text = "# The job\nIt began early.\n\n- one lock\n- two locks\n  of steel\n\n| year | boxes |\n|---|---|\n| 2003 | 123 |\n"
    reading = read(text, "n.md")
    assert said(reading) == [
        ("heading", None, "The job"),
        ("paragraph", None, "It began early."),
        ("list-item", None, "one lock"),
        ("list-item", None, "two locks\n  of steel"),
        ("table-row", None, "year | boxes"),
        ("table-row", None, "2003 | 123"),
    ]
    assert reading.title == "The job"


def test_a_dash_in_the_middle_of_a_paragraph_is_no_list(read, said):
    reading = read("The man\n- a thief -\nran in\n2003. He fell.\n", "n.txt")
    assert [kind for kind, _, _ in said(reading)] == ["paragraph"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "**Mr Beer**: Good morning.\n\n**The Witness**: Morning.",
            [("Mr Beer", "Good morning."), ("The Witness", "Morning.")],
            id="bold",
        ),
        pytest.param(
            "**Mr Beer:** Good morning.\n\n**The Witness:** Morning.",
            [("Mr Beer", "Good morning."), ("The Witness", "Morning.")],
            id="colon inside the bold",
        ),
        pytest.param(
            "MR BEER: Good morning.\nMRS O'NEILL: Morning.",
            [("MR BEER", "Good morning."), ("MRS O'NEILL", "Morning.")],
            id="capitals, a line each",
        ),
        pytest.param(
            "CDR (EVA): Roger.\n\nCMP/LMP: Okay.", [("CDR (EVA)", "Roger."), ("CMP/LMP", "Okay.")], id="call signs"
        ),
        pytest.param(
            "Q. Were you there?\nA. Yes.\nQ. When?\nA. Monday.",
            [("Q", "Were you there?"), ("A", "Yes."), ("Q", "When?"), ("A", "Monday.")],
            id="question and answer",
        ),
        pytest.param(
            "Anna: One.\nBob: Two.\nAnna: Three.\nBob: Four.",
            [("Anna", "One."), ("Bob", "Two."), ("Anna", "Three."), ("Bob", "Four.")],
            id="names, a line each",
        ),
    ],
)
def test_speakers(read, text, expected):
    reading = read(text, "hearing.txt")
    assert [(p.speaker, reading.text[p.locator.start : p.locator.end]) for p in reading.passages] == expected
    assert {p.kind for p in reading.passages} == {"turn"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Note: the date is wrong.\n\nIt was Monday.", id="note"),
        pytest.param("BRUSSELS: Police said so.\n\nThey were sure.\n\nNobody asked.\n\nWhy not?", id="dateline"),
        pytest.param("He had one rule: never run.\n\nHe ran: badly.", id="colon in a sentence"),
        pytest.param("He wrote this.\nRemember: one\nthing.\n\nNothing else.", id="a colon at a line's start"),
        pytest.param("A. Smith went home.\n\nB. Jones stayed.", id="initial"),
    ],
)
def test_what_only_looks_like_a_speaker(read, text):
    assert {p.speaker for p in read(text, "x.txt").passages} == {None}


def test_a_rejected_label_does_not_cut_its_paragraph(read, said):
    reading = read("He wrote this.\nRemember: one\nthing.\n\nNothing else.", "x.txt")
    assert said(reading)[0][2] == "He wrote this.\nRemember: one\nthing."


def test_in_a_transcript_the_speaker_speaks_on_until_a_heading(read, said):
    text = (
        "Hearing\n=======\n\n*(10.00 am)*\n\n**Ms Hodge**: One.\n\nTwo.\n\n*(A short break)*\n\nThree.\n\n"
        "**Mr Ball**: Four.\n\n**Ms Hodge**: Five.\n\nNext\n----\n\nSix.\n"
    )
    assert said(read(text, "h.rst")) == [
        ("heading", None, "Hearing"),
        ("paragraph", None, "*(10.00 am)*"),
        ("turn", "Ms Hodge", "One."),
        ("turn", "Ms Hodge", "Two."),
        ("paragraph", None, "*(A short break)*"),
        ("turn", "Ms Hodge", "Three."),
        ("turn", "Mr Ball", "Four."),
        ("turn", "Ms Hodge", "Five."),
        ("heading", None, "Next"),
        ("paragraph", None, "Six."),
    ]


def test_directives_of_rst_give_no_passages(read, said):
    text = (
        '.. raw:: html\n\n   <a href="x">Official page</a>\n\n9 May 2023 – Barbara Longley\n======\n\n'
        ".. rst-class:: indented\n\nIt was so.\n\n.. note:: \n   Mind this.\n\n.. a comment\n\n   and its end\n\nEnd.\n"
    )
    reading = read(text, "h.rst")
    assert [words for _, _, words in said(reading)] == [
        "9 May 2023 – Barbara Longley",
        "It was so.",
        "Mind this.",
        "End.",
    ]
    assert (reading.title, reading.published) == ("9 May 2023 – Barbara Longley", "2023-05-09")


def test_time_marks_time_what_follows(read, said):
    text = "[00:00:00:04]\n_page : 3\nCDR: Roger.\n\n[01:02:03:04] CC: Go.\n\nStay.\n\n[01:02:03:09]\nCDR: Out.\n"
    reading = read(text, "TEC.txt")
    assert said(reading) == [
        ("turn", "CDR", "Roger."),
        ("turn", "CC", "Go."),
        ("turn", "CC", "Stay."),
        ("turn", "CDR", "Out."),
    ]
    day = 86_400_000 + 7_383_000
    assert [p.locator.segments[0].place for p in reading.passages] == [
        TimePlace(4000, day + 1000, 1),
        TimePlace(day + 1000, day + 6000, 2),
        TimePlace(day + 1000, day + 6000, 2),
        TimePlace(day + 6000, day + 6000, 3),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("---\ntitle: 'The Job'\nauthor: A. Writer\ndate: 2003-03-04\nkind: article\n---\nText.", ("The Job", "A. Writer", "2003-03-04", "article"), id="front matter"),
        pytest.param("Title: The Job\nBy: A. Writer\nDate: 4 March 2003\n\nText.", ("The Job", "A. Writer", "2003-03-04", "document"), id="lines"),
        pytest.param("# The Job\n\nBy Ann Writer\n\nText.", ("The Job", None, None, "document"), id="a heading first"),
        pytest.param("By Ann Writer\nDate: March 2003\n\nText.", (None, "Ann Writer", "2003-03", "document"), id="byline"),
    ],
)  # fmt: skip
def test_metadata(read, said, text, expected):
    reading = read(text, "n.md")
    assert (reading.title, reading.maker, reading.published, reading.kind) == expected
    assert said(reading)[-1][2] == "Text."
    if expected[0] is None or not text.startswith("#"):
        assert len(reading.passages) == 1


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        pytest.param("utf-8-sig", (), id="utf-8 with mark"),
        pytest.param("utf-16", ("Read as utf-16-le.",), id="utf-16 with mark"),
        pytest.param("utf-16-le", ("Read as utf-16-le.",), id="utf-16-le"),
        pytest.param("utf-16-be", ("Read as utf-16-be.",), id="utf-16-be"),
        pytest.param("utf-32", ("Read as utf-32-le.",), id="utf-32 with mark"),
        pytest.param("utf-32-be", ("Read as utf-32-be.",), id="utf-32-be"),
        pytest.param("cp1252", ("Read as cp1252.",), id="cp1252"),
    ],
)
def test_encodings(read, encoding, note):
    text = "Die schöne Frau sagte: „Das war köstlich!“ – für 5 €."
    reading = read(text.encode(encoding), "n.txt")
    assert reading.text == text
    assert reading.notes == note


def test_greek_utf_16_without_a_mark(read):
    text = "Η κλοπή έγινε το Σάββατο στις δύο το πρωί.\n" * 3
    assert read(text.encode("utf-16-le"), "n.txt").text == text


def test_russian_in_an_old_encoding(read):
    text = "Ограбление произошло в субботу ночью, сообщила полиция города Антверпен.\n" * 4
    assert read(text.encode("cp1251"), "n.txt").text == text


def test_nul_bytes_are_left_out_with_a_note(read):
    reading = read(b"one\x00 two\x00 three words and some more", "n.txt")
    assert reading.text == "one two three words and some more"
    assert reading.notes == ("2 NUL characters were left out.",)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", FileEmpty, id="no bytes"),
        pytest.param(b" \n\t\n", NoText, id="blanks"),
        pytest.param(b"* * *\n\n----\n", NoText, id="signs only"),
        pytest.param(bytes(range(32)) * 100, FormatUnknown, id="binary"),
    ],
)
def test_what_is_no_text(read, data, error):
    with pytest.raises(error, match=r"^n\.txt "):
        read(data, "n.txt")


def test_too_many_characters(read):
    with pytest.raises(OverBudget, match="more than 1,000 characters"):
        read("word " * 500, "n.txt", ReadingLimits(max_characters=1000))


def test_horizon_hearings_keep_their_speakers():
    if not HORIZON.exists():
        pytest.skip("shared/bench/case-post-office-horizon is not here")
    reading = read_file(ReadJob(HORIZON / "phase-3/2023-05-09.rst", "2023-05-09.rst"))
    turns = [p for p in reading.passages if p.kind == "turn"]
    assert len(turns) > 0.9 * len(reading.passages)
    assert {"Mr Blake", "Barbara Longley", "Sir Wyn Williams"} <= {p.speaker for p in turns}
    assert all("::" not in reading.text[p.locator.start : p.locator.end] for p in reading.passages)
    assert (reading.published, reading.kind) == ("2023-05-09", "transcript")


@pytest.mark.parametrize(("mission", "tape", "least"), [("a11", "TEC", 8000), ("a11", "CM", 3000), ("a8", "TEC", 8000)])
def test_apollo_turns_have_times(mission, tape, least):
    path = APOLLO / mission / "transcripts" / tape
    if not path.exists():
        pytest.skip("shared/bench/case-apollo is not here")
    reading = read_file(ReadJob(path, f"{tape}.txt"))
    timed = [p for p in reading.passages if isinstance(p.locator.segments[0].place, TimePlace)]
    assert len(timed) >= least
    assert len(timed) > 0.99 * len(reading.passages)
    assert {"CDR", "CC", "LMP"} & {p.speaker for p in timed}


def test_without_blank_lines_long_lines_are_paragraphs(read, said):
    long = "The thieves went in at night. " * 8
    reading = read(f"Title\n{long}\n{long}\nEnd", "n.txt")
    assert [words for _, _, words in said(reading)] == ["Title", long.strip(), long.strip(), "End"]


def test_small_letters_of_other_alphabets_are_no_capitals(read):
    text = "Москва: тихо.\n\nМосква сегодня: тихо.\n\nМосква сегодня: шумно."
    assert {p.speaker for p in read(text, "x.txt").passages} <= {None, "Москва"}
    assert {p.speaker for p in read("БЕЛОВ: тихо.\n\nПЕТРОВ: да.", "x.txt").passages} == {"БЕЛОВ", "ПЕТРОВ"}


def test_a_line_all_in_capitals_is_a_heading(read, said):
    reading = read("LETTER TO THE EDITOR: TOO LOUD\n\nSir,\n\nIT WAS LOUD.\n\nUPI\n\nNobody slept.", "n.txt")
    assert [kind for kind, _, _ in said(reading)] == ["heading", "paragraph", "paragraph", "paragraph", "paragraph"]
    assert reading.title == "LETTER TO THE EDITOR: TOO LOUD"
