"""Names before their kind is settled: a span, where it came from, and how its ends are cut."""

from __future__ import annotations

from dataclasses import dataclass

from loupe.language.names.tables import NATIONAL, NO_NAMES, ROLES, TITLE_WORDS
from loupe.language.parsing import Parse, Word
from loupe.language.resolution.tables import GENERATIONS, LEGAL_FORMS
from loupe.language.tables import FUNCTION_WORDS
from loupe.language.words import fold
from loupe.model.mentions import MentionKind

__all__ = ["Draft", "from_parse", "title_length"]

_KINDS: dict[str, MentionKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "WORK_OF_ART": "work",
    "LAW": "work", "PRODUCT": "thing", "EVENT": "thing",
}  # fmt: skip
_LINKS = frozenset("of de van von der den di da del della la le du ten ter el bin ibn al and & the for - ' ’".split())
_CUTS = frozenset("( ) [ ] ; : \" “ ” „ « » `` ''".split())
_WIDE = frozenset(("at", "by", "with", "in", "on"))
_PREPOSITIONS: dict[MentionKind | None, frozenset[str]] = {
    "person": _WIDE, "place": _WIDE, "organisation": frozenset(("at", "by", "with")), "thing": frozenset(("at", "by")),
    "work": frozenset(), None: _WIDE,
}  # fmt: skip
"""Words that no name of a kind goes across; the title of a work may go across any."""
_NOT_WITHIN = frozenset("DATE TIME CARDINAL ORDINAL MONEY PERCENT QUANTITY NORP LANGUAGE".split())

_NO_PLACE_OF_NAMES = frozenset(("ROOT", "dep", "advmod", "amod", "intj", "advcl", "npadvmod"))
"""Relations of a word to its sentence that a name at its beginning does not have."""


@dataclass(slots=True)
class Draft:
    """A span that names something: ``label`` is the kind that the parser gave it, None when only its capitals speak."""

    start: int
    end: int
    label: MentionKind | None
    first: int
    last: int


def from_parse(parse: Parse) -> list[Draft]:
    """The names that the parser labelled and the runs of proper nouns that it left, in order, their ends cut clean."""
    words = parse.words
    drafts: list[Draft] = []
    openers = {a for a, _ in parse.sentences}
    headline = _headlines(parse)
    at = 0
    while at < len(words):
        word = words[at]
        stop = at + 1
        if word.entity == "DATE" and _is_given_month(words, at):
            stop = _run_end(words, at + 1)
            drafts.extend(d for d in (_cut(parse, at, stop, "person"),) if d)
            at = stop
            continue
        if word.entity and word.entity not in _NOT_WITHIN:
            while stop < len(words) and words[stop].entity == word.entity and not words[stop].begins:
                stop += 1
            drafts.extend(_parts(parse, at, stop, _KINDS.get(word.entity)))
            draft = None
        elif _capital(word) and not word.entity and not (at in openers and not _proper(word)) and at not in headline:
            stop = _run_end(words, at)
            draft = _cut(parse, at, stop, None)
            if draft and draft.first in openers and draft.last == draft.first + 1 and not _firm(words[draft.first]):
                draft = None
        else:
            draft = None
        if draft:
            drafts.append(draft)
        at = stop
    first = {_first_word(words, a, b) for a, b in parse.sentences}
    drafts = [d for d in _with_legal_forms(parse, drafts) if not _opens_as_no_name(parse, first, d)]
    return drafts + [d for d in _again(parse, drafts) if not _opens_as_no_name(parse, first, d)]


def _first_word(words: tuple[Word, ...], start: int, end: int) -> int:
    """The first word of a sentence that is one, after dashes, stars and quotation marks."""
    return next((i for i in range(start, end) if words[i].text[0].isalnum()), start)


def _opens_as_no_name(parse: Parse, openers: set[int], draft: Draft) -> bool:
    """A lone word that opens a sentence, is no proper noun, and stands where no name does: "Retold after Wired".

    "Jobs said so" keeps its name though the parser takes it for a noun: a name may be what a sentence speaks of.
    """
    word = parse.words[draft.first]
    alone = draft.last == draft.first + 1 and draft.first in openers
    return alone and not _proper(word) and word.dep in _NO_PLACE_OF_NAMES


def _with_legal_forms(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """A legal form that stands as a name of its own joins the name before it."""
    joined: list[Draft] = []
    for draft in drafts:
        word = fold(parse.words[draft.first].text).rstrip(".")
        if joined and draft.last - draft.first == 1 and word in LEGAL_FORMS and joined[-1].last == draft.first:
            before = joined.pop()
            draft = Draft(before.start, draft.end, "organisation", before.first, draft.last)
        joined.append(draft)
    return joined


def _is_given_month(words: tuple[Word, ...], at: int) -> bool:
    """Whether a month is a given name: "August Van Camp found it", but not "in August Apple grew"."""
    if words[at].text not in ("April", "May", "June", "August") or at + 1 >= len(words):
        return False
    before, after = words[at - 1] if at else None, words[at + 1]
    free = before is None or before.tag not in ("IN", "DT", "JJ", "NNP", "CD", "TO")
    return free and _capital(after) and after.tag == "NNP" and after.entity not in _NOT_WITHIN


def _parts(parse: Parse, first: int, last: int, label: MentionKind | None) -> list[Draft]:
    """A labelled name cut where a bracket, a quotation mark or a comma stands in it ("Leonardo, Francesco"); the comma
    before a legal form or "Jr." cuts nothing."""
    parts: list[Draft] = []
    begin = first
    if any(w.text in ('"', "”", "“") for w in parse.words[first + 1 : last - 1]):
        label = None  # a name across a quotation mark is a slip, and so is its label
    for at in range(first, last + 1):
        after_form = first < at < last and _ends_firm(parse.words, at)
        if at < last and not after_form and not _cuts(parse.words[at], label) and not _listing(parse.words, at, last):
            continue
        draft = _cut(parse, begin, at, label) if at > begin else None
        if draft:
            parts.append(draft)
        begin = at if after_form else at + 1
    return parts


def _ends_firm(words: tuple[Word, ...], at: int) -> bool:
    """Whether a firm's name ended just before: "Vandor LLC | Ada Press"."""
    before = words[at - 1].text.rstrip(".")
    return before in ("LLC", "Inc", "Ltd", "GmbH", "Corp", "PLC", "plc") and words[at].text[0].isupper()


def _cuts(word: Word, label: MentionKind | None) -> bool:
    if word.text in _CUTS:
        return True
    return word.text in _PREPOSITIONS[label]


def _listing(words: tuple[Word, ...], at: int, last: int) -> bool:
    if words[at].text != ",":
        return False
    after = fold(words[at + 1].text).rstrip(".") if at + 1 < last else ""
    return after not in LEGAL_FORMS and after not in GENERATIONS


def _again(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Lone words that the parser overlooked, and that are part of a person's or firm's name elsewhere in the text."""
    taken = {i for d in drafts for i in range(d.first, d.last)}
    parts = {parse.words[d.last - 1].text for d in drafts if d.last - d.first > 1 and d.label in ("person", None)}
    parts |= {parse.words[d.first].text for d in drafts if d.last - d.first == 1}
    return [
        Draft(w.start, w.end, None, i, i + 1)
        for i, w in enumerate(parse.words)
        if i not in taken and w.text in parts and len(w.text) > 2 and w.text[0].isupper()
        and w.entity not in _NOT_WITHIN
        and fold(w.text) not in FUNCTION_WORDS
    ]  # fmt: skip


def _headlines(parse: Parse) -> frozenset[int]:
    """Words of sentences where nearly all words have capitals: there a capital says nothing."""
    inside: set[int] = set()
    for a, b in parse.sentences:
        plain = [w for w in parse.words[a:b] if w.text.isalpha() and len(w.text) > 3]
        if len(plain) >= 4 and sum(w.text[0].isupper() for w in plain) > 0.8 * len(plain):
            inside.update(range(a, b))
    return frozenset(inside)


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and (len(word.text) > 1 or word.pos == "PROPN")


def _proper(word: Word) -> bool:
    return word.pos == "PROPN"


def _firm(word: Word) -> bool:
    """A lone word at the beginning of a sentence is a name if the parser is sure and it is no word of the language."""
    low = fold(word.text)
    return _proper(word) and low not in FUNCTION_WORDS and low not in NO_NAMES and word.tag.startswith("NNP")


def _run_end(words: tuple[Word, ...], at: int) -> int:
    stop = at + 1
    while stop < len(words) and words[stop].entity not in _NOT_WITHIN and not words[stop].begins:
        if _capital(words[stop]) and "\n" not in _gap(words, stop):
            stop += 1
        elif (
            fold(words[stop].text) in _LINKS and stop + 1 < len(words) and _capital(words[stop + 1])
            and not words[stop + 1].entity and fold(words[stop].text) not in ("and", "'", "’", "the", "for")
            and (words[stop].text != "-" or _gap(words, stop) == "")
        ):  # fmt: skip
            stop += 2
        else:
            break
    return stop


def _gap(words: tuple[Word, ...], at: int) -> str:
    return " " if words[at].start > words[at - 1].end else ""


def _cut(parse: Parse, first: int, last: int, label: MentionKind | None) -> Draft | None:
    """A draft without the article, days, function words and possessive at its ends; None when nothing is left."""
    words = parse.words
    while first < last and _is_edge(words[first], leading=True):
        first += 1
    while first < last and _is_edge(words[last - 1], leading=False):
        last -= 1
    if first >= last or not any(w.text[0].isupper() or w.text[0].isdigit() for w in words[first:last]):
        return None
    if _is_trade(words[first]):
        if last - first == 1 and label != "person":
            return None
        first += label == "person" and last - first > 1
    if _names_nobody(words[first:last], label):
        return None
    start, end = words[first].start, words[last - 1].end
    text = parse.text[start:end]
    if text.endswith(("'s", "’s")):
        end -= 2
    elif text.endswith(("'", "’")):
        end -= 1
    return Draft(start, end, label, first, last) if end > start and "\n" not in text else None


def _names_nobody(words: tuple[Word, ...], label: MentionKind | None) -> bool:
    """Whether words with capitals are days, peoples, titles or figures only."""
    core = [fold(w.text).rstrip(".") for w in words]
    if all(w in NO_NAMES or w in NATIONAL or w.isdigit() or not w[:1].isalpha() for w in core):
        return True
    if all(w in TITLE_WORDS or w in FUNCTION_WORDS for w in core):
        return True
    return label is None and len(words) == 1 and not any(c.isalpha() for c in words[0].text)


def _is_trade(word: Word) -> bool:
    """A trade with a capital before a name, as at the beginning of a sentence: "Lawyer Ada Lund spoke"."""
    low = fold(word.text)
    return low in ROLES and low not in TITLE_WORDS


def _is_edge(word: Word, *, leading: bool) -> bool:
    low = fold(word.text)
    if low in ("'s", "'", '"', "”", "“", "``", "''", ",", "(", ")", ":", ";", "-", "the", "a", "an", ".", "#", "‘"):
        return not (low == "." and not leading)
    if not leading and low in ("'s", "s"):
        return True
    return word.text[0].islower() and low in FUNCTION_WORDS and low not in ("de", "van", "von", "al")


def title_length(words: tuple[Word, ...], first: int, floor: int) -> int:
    """How many words with capitals before a name are titles ("Detective Inspector"), no further back than ``floor``."""
    at = first
    while at > floor:
        word = words[at - 1]
        if (word.text == "." and at - 1 > floor and fold(words[at - 2].text) in TITLE_WORDS) or (
            word.text[0].isupper() and fold(word.text).rstrip(".") in TITLE_WORDS
        ):
            at -= 1
        else:
            break
    return first - at
