"""The places where a text speaks of somebody or something: names, descriptions and pronouns, with their grammar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from loupe.language.coreference.grammar import (
    SUBJECTS,
    ParsedPassage,
    Quotes,
    grammar_of,
    has_tail,
    stands_for_nothing,
    twin_of,
    with_who,
)
from loupe.language.coreference.lexicon import (
    FEMALE_NAMES,
    GROUPS,
    MALE_NAMES,
    PRONOUNS,
    SAYING,
    TITLES,
    Pronoun,
    gender_of_noun,
)
from loupe.language.parsing import Parse, Word

__all__ = ["Spot", "find_spots"]

Kind = Literal["name", "noun", "pronoun"]
_HEADS = frozenset("nsubj nsubjpass dobj pobj dative attr appos poss conj oprd ROOT nmod obj obl dep advcl".split())
_NOT_PERSON = frozenset("GPE LOC FAC ORG PRODUCT EVENT WORK_OF_ART LAW NORP LANGUAGE".split())
_NO_THING = frozenset("DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL".split())


@dataclass(frozen=True, slots=True)
class Spot:
    """One such place: half-open offsets in its passage's text, and what its words and grammar tell.

    ``head`` is the index of its chief word, ``first`` and ``last`` those of its ends. ``key`` is the folded chief word,
    ``words`` every content word of it, ``given`` the first
    word of a name. ``number`` is "one", "many" or "" and ``gender`` "m", "f", "n" or "" where
    nothing tells; ``person`` is whether it names a person, None when nothing tells. ``role`` is "subject", "object",
    "possessive" or "other"; ``clause`` is the word it is an argument of, counted through the source, -1 without one.
    ``open`` says how it comes in: "the", "that", "his" (any possessor), "a", or "" with nothing before it.
    """

    passage: int
    start: int
    end: int
    text: str
    kind: Kind
    head: int
    first: int
    last: int
    key: str
    words: frozenset[str]
    given: str
    number: str
    gender: str
    person: bool | None
    role: str
    clause: int
    sentence: int
    quote: int
    open: str
    entity: str = ""
    pronoun: Pronoun | None = None
    twin: int = -1
    """The word that this one is said beside: "Peys, the detective"; -1 without one."""
    told: bool = False
    """Whether the kind of a name was found otherwise."""
    tail: bool = False
    """Whether words after the chief one tell which is meant: "the man who came", "the door of the vault"."""


def find_spots(
    parses: Sequence[Parse], names: Sequence[Sequence[tuple[int, int, bool | None]]] = ()
) -> tuple[list[Spot], dict[int, tuple[int, int]]]:
    """The spots of a source in order, and the first and last word of each of its quotations, counted through it.

    ``names`` are, for each passage, the half-open places of names found otherwise and whether each is a person's; a
    word that is a name elsewhere in the source is one at the beginning of a sentence too.
    """
    proper = {w.text for parse in parses for w in parse.words if w.pos == "PROPN" and w.text[:1].isupper()}
    spots: list[Spot] = []
    base, sentence, quotes = 0, 0, Quotes()
    quoted: dict[int, tuple[int, int]] = {}
    for index, parse in enumerate(parses):
        known = _known(parse, names[index] if index < len(names) else ())
        passage = ParsedPassage(parse, index, base, sentence, known)
        marked = [quotes.at(word) for word in parse.words]
        for i, number in enumerate(marked, start=base):
            if number % 2:
                quoted[number] = (quoted.get(number, (i, i))[0], i)
        spots.extend(_spots_of(passage, marked, proper))
        base += len(parse.words)
        sentence += len(parse.sentences)
    return _agreed(spots, parses), quoted


def _agreed(spots: list[Spot], parses: Sequence[Parse]) -> list[Spot]:
    """The same spots, each name a person's or not as most of the places say where it stands: one may be misread.

    A title, a given name or a verb of saying beside it speaks for a person; a name found otherwise keeps its kind.
    """
    votes: dict[str, int] = {}
    for spot in spots:
        if spot.kind == "name":
            word = parses[spot.passage].words[spot.head]
            verb = parses[spot.passage].words[word.head]
            says = word.dep == "nsubj" and verb.lemma in SAYING and not spot.key.endswith("s")
            vote = 2 if spot.person else -1 if spot.person is False else 0
            votes[spot.key] = votes.get(spot.key, 0) + vote + (2 if says else 0)
    agreed = []
    for spot in spots:
        if spot.kind == "name" and not spot.told:
            vote = votes[spot.key]
            person = True if vote > 0 else False if vote < 0 else None
            if person != spot.person and not (spot.person and spot.gender):
                spot = replace(spot, person=person)
        agreed.append(spot)
    return agreed


def _known(parse: Parse, names: Iterable[tuple[int, int, bool | None]]) -> dict[int, tuple[int, bool | None]]:
    """For each word of a name found otherwise: the first word of the name, and whether it is a person's."""
    found: dict[int, tuple[int, bool | None]] = {}
    at = 0
    for start, end, person in sorted(names, key=lambda n: (n[0], n[1])):
        while at < len(parse.words) and parse.words[at].start < start:
            at += 1
        first = at
        for i in range(first, len(parse.words)):
            if parse.words[i].start >= end:
                break
            found[i] = (first, person)
    return found


def _spots_of(passage: ParsedPassage, marked: list[int], proper: set[str]) -> Iterator[Spot]:
    words = passage.parse.words
    for i, word in enumerate(words):
        low = word.text.lower()
        if low in PRONOUNS and (word.pos == "PRON" or word.tag in ("PRP", "PRP$") or low not in ("mine", "his")):
            if not (low == "it" and stands_for_nothing(words, i)):
                yield _pronoun(passage, i, marked[i], PRONOUNS[low])
            continue
        name = word.pos == "PROPN" or (word.text in proper and word.text[:1].isupper()) or i in passage.known
        if (name or word.pos == "NOUN" or (word.tag == "CD" and word.dep in SUBJECTS)) and word.dep != "compound":
            spot = _name(passage, i, marked[i]) if name and word.text[:1].isupper() else _noun(passage, i, marked[i])
            if spot is not None:
                yield spot
                group = _together(passage, i, spot)
                if group is not None:
                    yield group


def _pronoun(passage: ParsedPassage, i: int, quote: int, pronoun: Pronoun) -> Spot:
    word = passage.parse.words[i]
    role, clause = grammar_of(passage, i)
    if pronoun.kind == "possessive" and word.text.lower() not in ("mine", "ours", "yours", "hers", "theirs"):
        # "her" is either: what the parser says decides
        role, clause = ("possessive", passage.base + word.head) if word.tag != "PRP" else (role, clause)
    elif word.tag == "PRP$":
        role, clause = "possessive", passage.base + word.head
    low = word.text.lower()
    person = True if pronoun.gender in ("m", "f") or pronoun.person < 3 else (False if pronoun.gender == "n" else None)
    return Spot(
        passage.index, word.start, word.end, word.text, "pronoun", i, i, i, low, frozenset(), "", pronoun.number,
        pronoun.gender, person, role, clause, passage.sentences[i], quote, "", "", pronoun,
    )  # fmt: skip


def _name(passage: ParsedPassage, i: int, quote: int) -> Spot | None:
    words = passage.parse.words
    first, last = _name_ends(passage, i)
    if words[i].entity in _NO_THING or last < first:
        return None
    parts = [w.text.lower().rstrip(".") for w in words[first : last + 1] if w.text[:1].isalnum()]
    titles = [p for p in parts if p in TITLES]
    plain = [p for p in parts if p not in TITLES] or parts
    gender, person = _name_kind(words[i], titles, plain, passage.known.get(i, (0, None))[1])
    many = words[i].tag == "NNPS" and person is not False
    role, clause = grammar_of(passage, i)
    determiner = words[first - 1].text.lower() if first else ""
    head = last if words[last].text[:1].isalnum() else i
    return Spot(
        passage.index, words[first].start, words[last].end, passage.parse.text[words[first].start : words[last].end],
        "name", i, first, last, words[head].text.lower().rstrip("."), frozenset(plain), plain[0] if plain else "",
        "many" if many else "one", gender, person, role, clause, passage.sentences[i], quote,
        "the" if determiner == "the" else "",
        words[i].entity, None, twin_of(words, i, first), passage.known.get(i, (0, None))[1] is not None,
    )  # fmt: skip


def _name_ends(passage: ParsedPassage, i: int) -> tuple[int, int]:
    """First and last word of the name whose chief word is ``i``: what was found otherwise, the parser's entity, or the
    capitalised words before it."""
    words = passage.parse.words
    if i in passage.known:
        first = passage.known[i][0]
        last = i
        while last + 1 < len(words) and passage.known.get(last + 1, (-1, None))[0] == first:
            last += 1
        return first, last
    first = last = i
    if words[i].entity and words[i].entity not in _NO_THING:
        while first > 0 and words[first].entity and not words[first].begins:
            first -= 1
        while last + 1 < len(words) and words[last + 1].entity and not words[last + 1].begins:
            last += 1
    while first > 0 and first > i - 8 and _goes_before(words, first - 1, i):
        first -= 1
    while last > i and (words[last].tag == "POS" or not words[last].text[:1].isalnum()):
        last -= 1
    while first < i and (words[first].pos == "DET" or not words[first].text[:1].isalnum()):
        first += 1
    return first, last


def _goes_before(words: Sequence[Word], j: int, i: int) -> bool:
    word = words[j]
    if not word.text[:1].isalnum() or not (word.dep in ("compound", "nmod", "amod") and i >= word.head >= j):
        return False
    return word.pos == "PROPN" or word.text.lower().rstrip(".") in TITLES


def _name_kind(word: Word, titles: list[str], plain: list[str], told: bool | None) -> tuple[str, bool | None]:
    gender = next((TITLES[t] for t in titles if TITLES[t]), "")
    given = plain[0] if plain else ""
    if not gender and told is not False:
        gender = "m" if given in MALE_NAMES else "f" if given in FEMALE_NAMES else ""
    if told is not None:
        return (gender if told else "n"), told
    if titles or (gender and word.entity in ("PERSON", "")) or (word.entity == "PERSON"):
        return gender, True
    if gender:  # a given name that the parser takes for a place or a firm
        return gender, None
    return "", (False if word.entity in _NOT_PERSON else None)


def _noun(passage: ParsedPassage, i: int, quote: int) -> Spot | None:
    words = passage.parse.words
    word = words[i]
    if word.dep not in _HEADS or word.entity in ("DATE", "TIME", "PERCENT", "MONEY"):
        return None
    first, last = passage.left[i], passage.right[i]
    lemma = word.lemma.lower()
    many = word.tag in ("NNS", "NNPS") or word.tag == "CD"
    person, gender = gender_of_noun(lemma)
    if (
        lemma in ("brother", "sister", "mother", "father", "son", "daughter")
        and word.text.lower() != lemma
        and not many
    ):
        gender = gender_of_noun(lemma)[1]
    opening = words[first].text.lower()
    how = "a" if opening in ("a", "an", "some", "any", "no", "every", "each", "another") else ""
    how = "the" if opening == "the" else "that" if opening in ("that", "this", "those", "these") else how
    if words[first].tag == "PRP$" or any(w.dep == "poss" for w in words[first:i]):
        how = "his"
    content = frozenset(
        w.lemma.lower() for w in words[first : i + 1] if w.pos in ("NOUN", "PROPN", "ADJ", "NUM") and w.dep != "poss"
    )
    role, clause = grammar_of(passage, i)
    return Spot(
        passage.index, words[first].start, words[last].end, passage.parse.text[words[first].start : words[last].end],
        "noun", i, first, last, lemma, content, "", "many" if many else "" if lemma in GROUPS else "one",
        gender if not many else "", True if person or with_who(words, i) else None, role, clause,
        passage.sentences[i], quote, how,
        word.entity, None, twin_of(words, i, first), False, has_tail(words, i, last),
    )  # fmt: skip


def _together(passage: ParsedPassage, i: int, spot: Spot) -> Spot | None:
    """The whole of "X and Y", for those that "they" means."""
    words = passage.parse.words
    if words[i].dep == "conj":
        return None
    last, parts, joined = i, 1, False
    at = i
    for j in range(i + 1, min(i + 40, len(words))):
        if words[j].dep == "conj" and words[j].head == at and words[j].pos in ("NOUN", "PROPN", "PRON"):
            at, last, parts = j, max(j, passage.right[j]), parts + 1
        joined = joined or (words[j].dep == "cc" and words[j].lemma == "and" and j < at + 1)
    if parts < 2 or not any(w.dep == "cc" and w.lemma == "and" for w in words[i:last]):
        return None
    return Spot(
        spot.passage, spot.start, words[last].end, passage.parse.text[spot.start : words[last].end], "noun", i,
        spot.first, last, "and", frozenset(), "", "many", "", spot.person, spot.role, spot.clause, spot.sentence,
        spot.quote, "and",
    )  # fmt: skip
