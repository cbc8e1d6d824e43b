"""The timeline of a case: who tells what, in which version; whom names and pronouns mean; a person's word on events."""

from datetime import datetime

import pytest
from engine_samples import new_case, write_files

from loupe.engine.understood.people import People, Person
from loupe.engine.understood.said import Said
from loupe.engine.understood.telling import Names, tellings_of
from loupe.language import find_parser
from loupe.model import Source
from loupe.model.errors import CaseDamaged, IdAmbiguous, IdUnknown, UsageError
from loupe.model.statements import Participant, Statement
from loupe.store import LogEntry, NameDecision
from loupe.store.events import event_decisions

needs_grammar = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")

FIRST = """\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Reporter>Who gave you the work?

00:00:04.000 --> 00:00:08.000
<v Lena Holt>A banker hired me. I opened the safe on 3 May 1997.
"""
SECOND = """\
WEBVTT

00:00:04.000 --> 00:00:08.000
<v Lena Holt>A man named Otto Vane hired me. I opened the safe on 10 May 1997.

00:00:08.000 --> 00:00:12.000
<v Marta Cruz>The safe was opened in the night of 3 May 1997. Nobody has seen Otto Vane.
"""
SHEET = """\
file,title,maker,date,kind
first.vtt,The first interview,Jo Writer,1998-02-01,interview
second.vtt,Twenty years on,Jo Writer,2019-05-03,interview
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A case with two interviews that was read; never changed."""
    folder = tmp_path_factory.mktemp("safe")
    write_files(folder / "archive", {"first.vtt": FIRST, "second.vtt": SECOND, "sheet.csv": SHEET})
    case = new_case(folder / "case")
    case.add_sheet(folder / "archive" / "sheet.csv")
    case.understand()
    yield case
    case.close()


@needs_grammar
def test_a_speakers_versions_are_lanes_of_their_own_and_stand_together(told):
    lanes = [(a.teller, a.label, a.named) for a in told.timeline().accounts]
    assert lanes[:2] == [("Lena Holt", "The first interview", True), ("Lena Holt", "Twenty years on", True)]
    assert ("Marta Cruz", "Twenty years on", True) in lanes


@needs_grammar
def test_what_a_speaker_tells_otherwise_is_found_with_both_passages(told):
    timeline = told.timeline()
    by_id = {e.telling.id: e.telling for a in timeline.accounts for e in a.entries}
    found = {d.kind: d for d in timeline.drifts}
    assert set(found) == {"who", "when"}
    assert found["who"].words == "once “A banker”, once “Otto Vane”"
    assert found["when"].words == "once “3 May 1997”, once “10 May 1997”"
    for drift in timeline.drifts:
        assert drift.dated
        assert by_id[drift.earlier].label == "The first interview"
        assert by_id[drift.later].label == "Twenty years on"


@needs_grammar
def test_a_window_and_a_teller_narrow_the_lanes(told):
    timeline = told.timeline(by=["Cruz"], window=(datetime(1997, 5, 1), datetime(1997, 5, 10)))
    assert [(a.teller, len(a.dated)) for a in timeline.accounts] == [("Marta Cruz", 1)]
    assert told.timeline(about="Otto Vane").accounts
    assert told.timeline(about="Nobody at all").accounts == ()


@needs_grammar
def test_a_person_says_that_two_statements_are_one_event_and_takes_it_back(tmp_path):
    write_files(tmp_path / "archive", {"first.vtt": FIRST, "second.vtt": SECOND})
    with new_case(tmp_path / "case") as case:
        case.add(tmp_path / "archive")
        case.understand()
        opened = [e.telling.id for a in case.timeline().accounts for e in a.dated if e.telling.deed == "open"]
        a, b = sorted(opened)[:2]
        assert any({p.left, p.right} == {a, b} for p in case.timeline().proposals)
        decided = case.decide_event(b, a[:12], "same", "one night")
        assert (decided.left, decided.right, decided.why) == (a, b, "one night")
        assert [h.statements for h in case.timeline().happenings] == [(a, b)]
        assert not any({p.left, p.right} == {a, b} for p in case.timeline().proposals)
        case.decide_event(a, b, "open")
        assert case.timeline().happenings == ()
        assert [e.payload["verdict"] for e in case._store.log() if e.action == "events decided"] == ["same", "open"]
        with pytest.raises(UsageError, match="Nothing was decided"):
            case.decide_event(a, b, "open")
        with pytest.raises(UsageError, match="one statement"):
            case.decide_event(a, a, "same")
        with pytest.raises(IdUnknown):
            case.decide_event(a, "t-0000", "same")
        assert case.verify() == ()


def test_a_source_is_found_by_the_words_of_its_title_where_nobody_is_called_so():
    from loupe.engine.reasoned.timelines import _tellers

    paper = Source(id="s-1", sha256="", name="a.txt", format="text", size=0, title="The note (after Moor)")
    one = statement(1, source=paper)
    assert _tellers(tellings_of([one], {}, [paper], names(ADA)), "moor") == {"source:s-1"}
    other = statement(2, source=paper, chain=("Ada Moor",))
    assert _tellers(tellings_of([one, other], {}, [paper], names(ADA)), "Moor") == {"ada moor"}


def test_an_id_that_begins_two_statements_is_refused():
    from loupe.engine.reasoned.timelines import _by_id

    said = tellings_of([statement(1), statement(2)], {}, [SOURCE], Names({}, {}, frozenset()))
    with pytest.raises(IdAmbiguous):
        _by_id(said, "t-00")


def test_a_log_that_was_tampered_with_is_refused():
    payload = {"left": "t-1", "right": "t-2", "left_quote": "", "right_quote": "", "verdict": "perhaps", "why": ""}
    with pytest.raises(CaseDamaged, match="log entry 7"):
        event_decisions([LogEntry(7, "", "Jo", "events decided", payload, "", "")])
    with pytest.raises(CaseDamaged):
        event_decisions([LogEntry(7, "", "Jo", "events decided", {"left": 3}, "", "")])


# --- who tells it, and whom names mean ---

SOURCE = Source(id="s-1", sha256="", name="note.txt", format="text", size=0, title="The note", published="2009-03")


def statement(number, *, chain=(), event="open", participants=(), source=SOURCE, quote="it was opened", verb=(3, 6)):
    base = number * 100
    said = Statement(
        f"t-00{number}", source.id, "p-1", base, base + len(quote), quote, chain, False, "asserted", event,
        (base + verb[0], base + verb[1]), participants, None, None, (), (),
    )  # fmt: skip
    return Said(source, "paragraph 1", said, quote)


def person(name, *more, kind="person"):
    return Person(name, kind, (name, *more), (), (), ("s-1",), 1)


def names(*persons, decisions=()):
    return Names.of(People(persons, ()), decisions)


ADA = person("Ada Moor")


def teller(chain, *, speaker=None, known=(ADA,), others=()):
    told = tellings_of([statement(1, chain=chain), *others], {"p-1": speaker}, [SOURCE], names(*known))
    one = next(t for t in told if t.id == "t-001")
    return one.teller, one.named, one.guessed


@pytest.mark.parametrize(
    ("chain", "speaker", "told"),
    [
        pytest.param((), None, ("The note", False, False), id="the-text-in-its-own-voice"),
        pytest.param((), "NARRATOR", ("The note", False, False), id="a-narrator-is-the-source"),
        pytest.param((), "MOOR", ("Ada Moor", True, False), id="a-speaker-by-surname"),
        pytest.param((), "CY HALE", ("CY HALE", True, False), id="a-speaker-nobody-else-names"),
        pytest.param((), "SECOND DETECTIVE", ("SECOND DETECTIVE", False, False), id="a-speaker-by-office"),
        pytest.param(("the paper", "Moor"), None, ("Ada Moor", True, False), id="the-root-of-a-chain"),
        pytest.param(("police",), None, ("police", False, False), id="a-group"),
        pytest.param(("I",), "Ada Moor", ("Ada Moor", True, False), id="i-is-who-speaks"),
        pytest.param(("he",), None, ("somebody who is not named", False, False), id="a-pronoun-nobody-explains"),
        pytest.param(("it",), None, ("somebody who is not named", False, False), id="it"),
    ],
)
def test_who_tells_it(chain, speaker, told):
    assert teller(chain, speaker=speaker) == told


def test_he_is_the_one_person_who_is_named_as_telling_there_and_marked_as_a_guess():
    other = statement(2, chain=("Ada Moor",))
    assert teller(("he",), others=[other]) == ("Ada Moor", True, True)
    third = statement(3, chain=("Bo Lind",))
    known = (ADA, person("Bo Lind"))
    assert teller(("he",), known=known, others=[other, third]) == ("somebody who is not named", False, False)


def test_a_surname_is_the_one_full_name_that_ends_with_it_and_nobodys_where_there_are_two():
    assert names(ADA, person("Moor")).key("Moor") == "ada moor"
    assert names(ADA, person("Ida Moor"), person("Moor")).key("Moor") == "moor"
    apart = NameDecision("Ada Moor", "Moor", "apart", "Jo", "", "")
    assert names(ADA, person("Moor"), decisions=[apart]).key("Moor") == "moor"


def test_a_man_named_so_is_called_so():
    man = Participant("agent", "A man", 100, 105)
    naming = statement(
        1,
        event="have-property",
        participants=(man, Participant("topic", "Otto Vane", 112, 121)),
        quote="A man named Otto Vane",
        verb=(6, 11),
    )
    hired = statement(2, event="employ", participants=(man,))
    told = tellings_of([naming, hired], {}, [SOURCE], names())
    assert [p.name for p in told[1].parties] == ["Otto Vane"]


def test_a_source_without_a_date_is_no_later_than_what_draws_on_it():
    film = Source(id="s-2", sha256="", name="film.srt", format="srt", size=0, title="The film")
    note = Source(
        id="s-1", sha256="", name="note.txt", format="text", size=0, published="2009-03", draws_on=("film.srt",)
    )
    (one,) = tellings_of([statement(1, source=film)], {}, [film, note], names())
    assert one.release.words == "no later than 2009-03 (note.txt draws on it)"
    assert one.release.latest


def test_a_robbery_that_took_place_is_a_theft():
    robbery = Participant("agent", "The robbery", 100, 111)
    (one,) = tellings_of([statement(1, event="happen", participants=(robbery,))], {}, [SOURCE], names())
    assert one.deed == "steal"
