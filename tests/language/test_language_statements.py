"""Statements read from a parse: who did what to whom, where, when, how much; who says so, and how far."""

import pytest

from loupe.language.parsing import find_parser
from loupe.language.setting import NOTHING_KNOWN, Setting
from loupe.language.statements import EVENT_TYPES, find_statements
from loupe.language.statements.events import find_sense

PARSER = find_parser()
pytestmark = pytest.mark.skipif(PARSER is None, reason="the parser's model is not installed")


def read(text, **more):
    (parse,) = PARSER.parse([text])
    given = {"source_id": "s-1", "passage_id": "p-1", "setting": NOTHING_KNOWN} | more
    return find_statements(text, parse, **given)


def events(text):
    return [s.event for s in read(text)]


def told(text, event):
    (found,) = [s for s in read(text) if s.event == event]
    return found


def roles(statement):
    return {role: [p.text for p in statement.participants if p.role == role] for role in _roles(statement)}


def _roles(statement):
    return dict.fromkeys(p.role for p in statement.participants)


# --- what happened, and who took part -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        pytest.param(
            "Belgian police arrested the dealer.", "arrest",
            {"agent": ["Belgian police"], "patient": ["the dealer"]}, id="subject-and-object",
        ),
        pytest.param(
            "The man who rented the office left.", "rent", {"agent": ["The man"], "patient": ["the office"]},
            id="a-relative-clause-is-about-its-noun",
        ),
        pytest.param(
            "The dealer was arrested by Belgian police.", "arrest",
            {"patient": ["The dealer"], "agent": ["Belgian police"]}, id="a-passive-with-its-agent",
        ),
        pytest.param("The alarm was disabled.", "disable", {"patient": ["The alarm"]}, id="a-passive-without-agent"),
        pytest.param(
            "The thieves broke into the vault and stole the diamonds.", "steal",
            {"agent": ["The thieves"], "patient": ["the diamonds"]}, id="a-shared-subject-is-repeated",
        ),
        pytest.param(
            "They had bought and sold stones for years.", "buy", {"agent": ["They"], "patient": ["stones"]},
            id="so-is-a-shared-object",
        ),
        pytest.param(
            "After stealing the diamonds, they drove to the forest.", "steal",
            {"patient": ["the diamonds"], "agent": ["they"]}, id="a-gerund-has-the-subject-of-its-clause",
        ),
        pytest.param(
            "The film, directed by Anna Holm, was shown.", "make",
            {"patient": ["The film"], "agent": ["Anna Holm"]}, id="a-participle-is-about-its-noun",
        ),
        pytest.param(
            "He sold the shop to a dealer.", "sell",
            {"agent": ["He"], "patient": ["the shop"], "recipient": ["a dealer"]}, id="to-whom",
        ),
        pytest.param(
            "The manager gave the auditor a key.", "give",
            {"agent": ["The manager"], "recipient": ["the auditor"], "patient": ["a key"]}, id="to-whom-without-to",
        ),
        pytest.param(
            "Speedy travelled to Antwerp with his brother.", "travel",
            {"agent": ["Speedy"], "companion": ["his brother"]}, id="with-somebody",
        ),
        pytest.param(
            "They covered the sensor with tape.", "put",
            {"agent": ["They"], "patient": ["the sensor"], "instrument": ["tape"]}, id="with-something",
        ),
        pytest.param(
            "She was accused of theft.", "accuse", {"patient": ["She"], "topic": ["theft"]}, id="of-what",
        ),
        pytest.param(
            "He was a jeweller.", "work-as", {"agent": ["He"], "topic": ["a jeweller"]}, id="an-office",
        ),
        pytest.param(
            "The door was very thick.", "have-property", {"agent": ["The door"], "topic": ["very thick"]},
            id="a-property",
        ),
        pytest.param(
            "There were ten layers of security.", "be-at", {"agent": ["ten layers of security"]}, id="there-is",
        ),
        pytest.param(
            "They provided the inquiry with statements.", "give",
            {"agent": ["They"], "recipient": ["the inquiry"], "patient": ["statements"]}, id="provided-with",
        ),
        pytest.param(
            "The failure to report it surprised the auditor.", "surprise",
            {"agent": ["The failure to report it"], "patient": ["the auditor"]}, id="a-noun-and-its-infinitive",
        ),
        pytest.param(
            "The box belonged to a dealer.", "own", {"patient": ["The box"], "agent": ["a dealer"]},
            id="who-owns-it-is-the-agent",
        ),
        pytest.param(
            "The court ordered the guard to leave.", "order",
            {"agent": ["The court"], "recipient": ["the guard"], "topic": ["to leave"]}, id="what-is-ordered",
        ),
        pytest.param(
            "It was hard to open the vault.", "have-property",
            {"topic": ["hard"], "agent": ["to open the vault"]}, id="what-it-stands-for",
        ),
        pytest.param(
            "It was Speedy who opened the door.", "open", {"agent": ["Speedy"], "patient": ["the door"]}, id="a-cleft",
        ),
    ],
)  # fmt: skip
def test_who_takes_part_and_as_what(text, event, expected):
    assert roles(told(text, event)) == expected


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("They broke into the house.", "enter"),
        ("He broke the lock.", "open"),
        ("The gang got away with the jewels.", "steal"),
        ("He threw the bags away.", "discard"),
        ("She made a call to the helpline.", "call"),
        ("The police took him into custody.", "arrest"),
        ("The robbery took place in Antwerp.", "happen"),
        ("A court found him guilty of the theft.", "convict"),
        ("He served ten years.", "serve"),
        ("She worked for the Post Office.", "work-as"),
        ("The company set up a committee.", "put"),
        ("He paid a visit to the dealer.", "meet"),
        ("The review took two years.", "last"),
        ("He was called Speedy.", "have-property"),
        ("The vault was in the basement.", "be-at"),
        ("The vault held 100 boxes.", "contain"),
        ("The dealer held a key.", "own"),
        ("The inquiry looked into the matter.", "investigate"),
        ("He stepped down.", "step-down"),
        ("The shop is located in Turin.", "be-at"),
        ("The committee pointed out a fault.", "say"),
        ("He left out the vault.", "leave-out"),
        ("The birds sang.", "sing"),
    ],
)
def test_words_of_one_meaning_are_one_type_of_event(text, event):
    assert events(text) == [event]


def test_of_two_senses_the_more_particular_is_taken():
    assert find_sense("take", {"place"}, {"place"}, set()).event == "happen"
    assert find_sense("take", set(), {"diamond"}, set()).event == "steal"
    assert find_sense("take", set(), {"train"}, {"obj"}) is None


def test_the_span_of_a_verb_holds_its_particle_and_its_light_object():
    assert [_verb(t) for t in ("They set up a shop.", "She made a call.", "He was not arrested.")] == [
        "set up", "made a call", "arrested",
    ]  # fmt: skip


def _verb(text):
    (found,) = read(text)
    return text[slice(*found.verb)]


# --- where, when, how much ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event", "place", "name"),
    [
        pytest.param("He was arrested in Turin.", "arrest", "Turin", "Turin", id="in-a-city"),
        pytest.param("They drove to the forest.", "travel", "the forest", None, id="where-a-way-leads"),
        pytest.param("They entered through a side door.", "enter", "a side door", None, id="by-what-way"),
        pytest.param("They entered the vault.", "enter", "the vault", None, id="the-goal-of-a-movement"),
        pytest.param("The dealers met there.", "meet", "there", None, id="an-adverb"),
        pytest.param("He rented an office in Antwerp.", "rent", "Antwerp", "Antwerp", id="hung-on-the-object"),
        pytest.param("He was interested in the matter.", "have-property", None, None, id="a-matter-is-no-place"),
    ],
)
def test_where(text, event, place, name):
    found = told(text, event)
    assert (found.place and text[slice(*found.place)]) == place
    assert found.place_name == name


def test_a_time_belongs_to_the_nearest_verb_above_it():
    text = "The man who had rented the office in 2000 was arrested in 2003."
    assert [[t.text for t in s.times] for s in read(text)] == [["2000"], ["2003"]]


def test_the_year_in_the_name_of_a_thing_dates_nothing():
    assert told("The judge read his 2013 review.", "see").times == ()


def test_a_figure_belongs_to_each_statement_that_it_measures():
    found = read("Two men rented an office and bought three drills.")
    assert [[q.low for q in s.quantities] for s in found] == [[2], [2, 3]]


def test_times_and_figures_that_are_known_already_are_taken_as_given():
    text = "Two men rented an office in 2003."
    assert [(s.times, s.quantities) for s in read(text, times=(), quantities=())] == [((), ())]


# --- how it is put forward ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event", "modality", "denied"),
    [
        pytest.param("They opened the vault.", "open", "asserted", False, id="plain"),
        pytest.param("They did not open the vault.", "open", "asserted", True, id="not"),
        pytest.param("They never opened the vault.", "open", "asserted", True, id="never"),
        pytest.param("Nobody opened the vault.", "open", "asserted", True, id="nobody"),
        pytest.param("They found no trace.", "find", "asserted", True, id="no-trace"),
        pytest.param("They failed to open the vault.", "open", "asserted", True, id="failed-to"),
        pytest.param("They could not open the vault.", "open", "asserted", True, id="could-not"),
        pytest.param("They left without opening the vault.", "open", "asserted", True, id="without"),
        pytest.param("They not only opened the vault.", "open", "asserted", False, id="not-only"),
        pytest.param("They managed to open the vault.", "open", "asserted", False, id="managed-to"),
        pytest.param("They may have opened the vault.", "open", "possible", False, id="may"),
        pytest.param("Perhaps they opened the vault.", "open", "possible", False, id="perhaps"),
        pytest.param("They seem to have opened the vault.", "open", "possible", False, id="seem"),
        pytest.param("They are believed to have opened the vault.", "open", "possible", False, id="believed"),
        pytest.param("They allegedly opened the vault.", "open", "alleged", False, id="allegedly"),
        pytest.param("They were accused of opening the vault.", "open", "alleged", False, id="accused-of"),
        pytest.param("They are said to have opened the vault.", "open", "reported", False, id="said"),
        pytest.param("They reportedly opened the vault.", "open", "reported", False, id="reportedly"),
        pytest.param("They will open the vault.", "open", "future", False, id="will"),
        pytest.param("They were going to open the vault.", "open", "future", False, id="going-to"),
        pytest.param("If they opened the vault, they left.", "open", "conditional", False, id="if"),
        pytest.param("They would open the vault if they had a key.", "open", "conditional", False, id="would-if"),
        pytest.param("Did they open the vault?", "open", "asked", False, id="a-question"),
        pytest.param("Police asked whether they opened the vault.", "open", "asked", False, id="whether"),
        pytest.param("They must open the vault.", "open", "asserted", False, id="a-duty-changes-nothing"),
        pytest.param("He denied that he opened the vault.", "open", "alleged", True, id="denied"),
        pytest.param("He denied opening the vault.", "open", "alleged", True, id="denied-doing"),
        pytest.param("I do not think that he opened the vault.", "open", "possible", True, id="not-think-is-think-not"),
        pytest.param("There is no evidence that he opened it.", "open", "possible", True, id="no-evidence-that"),
    ],
)
def test_how_it_is_put_forward(text, event, modality, denied):
    found = told(text, event)
    assert (found.modality, found.denied) == (modality, denied)


def test_a_helper_that_stands_once_holds_for_both_verbs():
    found = read("They may have entered the vault and taken the diamonds.")
    assert [(s.event, s.modality) for s in found] == [("enter", "possible"), ("steal", "possible")]


@pytest.mark.parametrize(
    ("text", "event", "chain"),
    [
        pytest.param("Peys says that the vault was open.", "have-property", ("Peys",), id="in-front"),
        pytest.param("The vault was open, Peys said.", "have-property", ("Peys",), id="behind"),
        pytest.param("The vault, Peys says, was open.", "have-property", ("Peys",), id="by-the-way"),
        pytest.param("According to the police, a dealer rented it.", "rent", ("the police",), id="according-to"),
        pytest.param("Police say that a dealer claims that he rented it.", "rent", ("Police", "a dealer"), id="two"),
        pytest.param("I say that he rented it.", "rent", (), id="the-speaker-is-no-teller"),
        pytest.param("It was reported that he rented it.", "rent", (), id="nobody-is-named"),
        pytest.param("The man who rented it says that he left.", "rent", (), id="not-what-the-teller-is-told-by"),
    ],
)
def test_who_says_so(text, event, chain):
    assert told(text, event).chain == chain


def test_each_statement_has_its_own_tellers():
    found = read("Peys says that the vault was open, but Notarbartolo says that he left.")
    assert [(s.event, s.chain) for s in found] == [("have-property", ("Peys",)), ("leave", ("Notarbartolo",))]


def test_a_pronoun_that_tells_is_whom_it_is_known_to_be():
    text = "He said that the vault was open."
    assert [s.chain for s in read(text)] == [("he",)]
    assert [s.chain for s in read(text, known="Peys")] == [("Peys",)]
    assert [s.chain for s in read(text, setting=Setting(teller="Peys"))] == [("Peys",)]


# --- what tells of nothing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He went to Antwerp to buy a ring.", ["travel"], id="a-purpose"),
        pytest.param("He planned to leave.", ["plan"], id="a-plan"),
        pytest.param("The police asked them to leave.", ["ask"], id="a-request"),
        pytest.param("Who opened the vault?", [], id="asking-who"),
        pytest.param("The police did not say who had opened the vault.", ["say"], id="asking-who-in-a-clause"),
        pytest.param("The police explained how he left.", ["leave"], id="how-takes-it-for-granted"),
        pytest.param("They did not say that he left.", ["say"], id="what-is-not-said-is-not-told"),
        pytest.param("Somebody found that he left.", ["find", "leave"], id="a-discovery"),
        pytest.param("The court found that he left.", ["leave"], id="a-finding"),
        pytest.param("The reference is POL00028149.", [], id="the-number-of-a-document"),
        pytest.param("It was a brilliant film.", [], id="praise"),
        pytest.param("A teller has his reasons.", [], id="any-one-of-its-kind"),
        pytest.param("She has an eye for clocks.", [], id="a-bent"),
        pytest.param("He should be looked up.", [], id="advice"),
        pytest.param("Could we look at the page?", [], id="a-request-in-the-form-of-a-question"),
        pytest.param("They lived as if they were kings.", ["be-at"], id="a-comparison"),
        pytest.param("Turn to page three.", [], id="a-command"),
        pytest.param("I want to turn to the audit.", [], id="the-talk-about-the-talk"),
        pytest.param("Thank you, sir.", [], id="thanks"),
        pytest.param("The stolen diamonds vanished.", ["vanish"], id="a-participle-before-its-noun"),
        pytest.param("The police report that he left.", ["leave"], id="a-report-with-its-content"),
        pytest.param("The police told the inquiry that he left.", ["say", "leave"], id="told-to-somebody"),
        pytest.param("The police said on Monday that he left.", ["say", "leave"], id="said-on-a-day"),
        pytest.param("He admitted that he left.", ["admit", "leave"], id="an-admission"),
        pytest.param("It is right to say that he left.", ["leave"], id="a-judgement-of-what-follows"),
        pytest.param("Erm, no.", [], id="no-verb"),
        pytest.param("Let it rain.", [], id="nobody-takes-part"),
    ],
)
def test_what_is_a_statement_and_what_is_none(text, expected):
    assert events(text) == expected


# --- ids, names, errors ---------------------------------------------------------------------------------------------


def test_the_same_words_in_another_passage_are_another_statement():
    text = "He left."
    one, other = read(text)[0], read(text, passage_id="p-2")[0]
    assert one.id.startswith("t-")
    assert one.id != other.id
    assert one == read(text)[0]


def test_who_a_participant_is_comes_from_the_resolver_and_else_from_its_own_name():
    text = "He rented the office of Mr Katz, and Detective Peys left."
    rent, leave = read(text)
    assert [(p.entity, p.guessed) for p in rent.participants] == [(None, False), (None, False)]
    assert [(p.entity, p.guessed) for p in leave.participants] == [("Peys", False)]
    rent, _ = read(text, resolve=lambda start, end: ("Notarbartolo", True) if text[start:end] == "He" else None)
    assert [(p.entity, p.guessed) for p in rent.participants] == [("Notarbartolo", True), (None, False)]


def test_a_parse_of_another_text_is_refused():
    (parse,) = PARSER.parse(["He left."])
    with pytest.raises(ValueError, match="another text"):
        find_statements("She left.", parse, source_id="s", passage_id="p", setting=NOTHING_KNOWN)


def test_what_is_not_english_is_not_read():
    assert read("He left.", setting=Setting(language="nl")) == ()


def test_the_types_are_few():
    assert 35 <= len(EVENT_TYPES) <= 60
