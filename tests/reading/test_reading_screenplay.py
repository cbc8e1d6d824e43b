"""Screenplays and scripts of two columns."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import io

import docx
import pytest
from direct import places, read_as, read_or_refuse, said, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loupe.model.errors import FileDamaged
from loupe.reading.avscript import columns_of_script, plain_speaker, who_is_heard

FOUNTAIN = """Title:
    _**The Big Heist**_
Author: Ann Writer
Draft date: 3 March 2020

FADE IN:

INT. VAULT - NIGHT #1A#

A man *opens* the door. [[check
this]] It is dark.

LEONARDO (V.O.)
(quietly)
We took 109 boxes.
And left 80.
(beat)
Really.

@McCLANE ^
No.

/* struck
out */

# Act Two

= A synopsis

.THE STREET

!SHOUTING
all over

> THE END <
"""


def test_a_fountain_script(tmp_path):
    reading = read_as("fountain", FOUNTAIN, tmp_path)
    assert said(reading) == [
        ("header", None, "The Big Heist"),
        ("header", None, "Ann Writer"),
        ("header", None, "3 March 2020"),
        ("paragraph", None, "FADE IN:"),
        ("heading", None, "INT. VAULT - NIGHT"),
        ("paragraph", None, "A man opens the door.\nIt is dark."),
        ("turn", "LEONARDO", "We took 109 boxes.\nAnd left 80."),
        ("turn", "LEONARDO", "Really."),
        ("turn", "McCLANE", "No."),
        ("heading", None, "THE STREET"),
        ("paragraph", None, "SHOUTING\nall over"),
        ("paragraph", None, "THE END"),
    ]
    assert places(reading)[4:8] == [
        "scene 1A, paragraph 5 (line 8)", "scene 1A, paragraph 6 (line 10)", "scene 1A, paragraph 7 (line 15)",
        "scene 1A, paragraph 8 (line 18)",
    ]  # fmt: skip
    assert (reading.title, reading.maker, reading.published, reading.kind) == (
        "The Big Heist", "Ann Writer", "2020-03-03", "script",
    )  # fmt: skip
    assert "LEONARDO (V.O.): (quietly) We took" in reading.text
    assert reading.notes == ("Notes and passages that are commented out, not read: 2.",)


def test_marks_that_never_end_cost_nothing(tmp_path):
    reading = read_as("fountain", "[[" * 300_000 + "\n\n" + "/*" * 300_000 + "\n\nWords." + "*" * 100_000, tmp_path)
    assert any("Words." in text for text in words(reading))


def test_a_script_without_a_title_page(tmp_path):
    assert words(read_as("fountain", "EXT. STREET - DAY\n\nRain.\n", tmp_path)) == ["EXT. STREET - DAY", "Rain."]


def fdx(body: str, title: str = "") -> str:
    page = f"<TitlePage><Content>{title}</Content></TitlePage>" if title else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?><FinalDraft DocumentType="Script" Version="4">'
        f"<Content>{body}</Content>{page}</FinalDraft>"
    )


def para(kind: str, text: str, more: str = "") -> str:
    return f'<Paragraph Type="{kind}" {more}><Text>{text}</Text></Paragraph>'


def test_a_final_draft_script(tmp_path):
    body = (
        '<Paragraph Type="Scene Heading" Number="12"><SceneProperties><Summary><Paragraph><Text>sum</Text></Paragraph>'
        "</Summary></SceneProperties><Text>INT. VAULT</Text></Paragraph>"
        '<Paragraph Type="Action"><Text>It is </Text><Text Style="Bold">dark</Text><Text Style="Strikeout">red</Text>'
        "<Text>.</Text><ScriptNote><Paragraph><Text>A note</Text></Paragraph></ScriptNote></Paragraph>"
        + para("Character", "ANN (CONT'D)") + para("Parenthetical", "(low)") + para("Dialogue", "It was 109.")
        + "<Paragraph><DualDialogue>" + para("Character", "BOB") + para("Dialogue", "No.") + "</DualDialogue></Paragraph>"
        + "<OmittedScene>" + para("Action", "Gone.") + "</OmittedScene>" + para("Character", "SILENT") + para("Transition", "CUT TO:")
    )  # fmt: skip
    reading = read_as("fdx", fdx(body, para("", "The Heist")), tmp_path)
    assert said(reading) == [
        ("header", None, "The Heist"),
        ("heading", None, "INT. VAULT"),
        ("paragraph", None, "It is dark."),
        ("turn", "ANN", "It was 109."),
        ("turn", "BOB", "No."),
        ("paragraph", None, "CUT TO:"),
    ]
    assert places(reading)[3] == "scene 12, paragraph 4"
    assert (reading.title, reading.kind) == ("The Heist", "script")
    assert len(reading.notes) == 2


@pytest.mark.parametrize(
    "data",
    [
        pytest.param('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><FinalDraft>&a;</FinalDraft>', id="another file"),
        pytest.param('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><FinalDraft>&b;</FinalDraft>', id="laughs"),
        pytest.param("<Other/>", id="no script"),
        pytest.param("<FinalDraft><Content>", id="cut off"),
    ],
)  # fmt: skip
def test_what_is_no_script_is_refused(tmp_path, data):
    with pytest.raises(FileDamaged, match=r"^x\.fdx "):
        read_as("fdx", data, tmp_path)


def table(*rows: tuple[str, ...]) -> bytes:
    document = docx.Document()
    made = document.add_table(len(rows), len(rows[0]))
    for cell, text in zip(made._cells, [text for row in rows for text in row], strict=True):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_script_of_two_columns(tmp_path):
    data = table(
        ("TC", "VIDEO", "AUDIO / NARRATION"),
        ("00:10", "Wide: the vault.\nCU: door.", "NARRATOR (V.O.): They took 109 boxes.\nThey left 80.\nMUSIC: tense"),
        ("00:20", "Map of Antwerp", "ANN:\nIt was night."),
        ("", "", "Rain falls."),
    )
    reading = read_as("docx", data, tmp_path)
    assert said(reading) == [
        ("table-row", None, "TC\tVIDEO\tAUDIO / NARRATION"),
        ("block", None, "00:10"),
        ("block", None, "Wide: the vault."),
        ("block", None, "CU: door."),
        ("turn", "NARRATOR", "They took 109 boxes."),
        ("turn", "NARRATOR", "They left 80."),
        ("block", None, "MUSIC: tense"),
        ("block", None, "00:20"),
        ("block", None, "Map of Antwerp"),
        ("turn", "ANN", "It was night."),
        ("turn", None, "Rain falls."),
    ]
    assert places(reading)[3] == "table 1, row 2, video, paragraph 4"
    assert places(reading)[4] == "table 1, row 2, audio, paragraph 5"
    assert reading.kind == "script"
    assert "NARRATOR (V.O.): They took" in reading.text


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["Video", "Audio"], {0: "video", 1: "audio"}),
        (["Picture", "Sound / Dialogue", "Notes"], {0: "video", 1: "audio", 2: "Notes"}),
        (["Bild", "Ton"], {0: "video", 1: "audio"}),
        (["Year", "Boxes"], None),
        (["Video"], None),
        (["Video", "Pictures of the audio equipment that was used on that day"], None),
        (["Audio", "Sound"], None),
    ],
)
def test_columns(heads, expected):
    assert columns_of_script(heads) == expected


@pytest.mark.parametrize(
    ("cue", "speaker"),
    [("ANN (V.O.)", "ANN"), ("Ann (cont’d) (O.S.)", "Ann"), ("MAN (40)", "MAN (40)"), ("(V.O.)", "(V.O.)")],
)
def test_speakers(cue, speaker):
    assert plain_speaker(cue) == speaker


def test_a_name_alone_speaks_below_it_and_a_noise_does_not():
    heard = [(h.text, h.speaker, h.label, h.voice) for h in who_is_heard(["ANN:", "Yes.", "SFX: bang", "More."])]
    assert heard == [("Yes.", "ANN", "ANN:", True), ("SFX: bang", None, "", False), ("More.", None, "", True)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*FOUNTAIN.splitlines(), "===", "  ", "~song", "[[", "*/", "@", ".", "^", "()"]), max_size=30
    )
)
def test_any_order_of_lines(tmp_path, lines):
    read_or_refuse("fountain", "\n".join(lines), tmp_path)
