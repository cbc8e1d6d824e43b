"""Of what kind a name is: what the case knows, its own words, the words around it, and last what the parser thinks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loupe.language.names.spans import Draft
from loupe.language.names.tables import (
    COMMON_TITLES,
    EVENT_WORDS,
    GIVEN,
    JOURNEY,
    MOTION,
    ORGANISATION_NOUNS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    RELATIVES,
    ROLES,
    SPEECH,
    SURNAMES_TOO,
    TITLE_WORDS,
    WORK_NOUNS,
    WORK_WORDS,
)
from loupe.language.parsing import Parse, Word
from loupe.language.resolution.tables import GIVEN_NAMES, LEGAL_FORMS
from loupe.language.words import fold
from loupe.model.mentions import MentionKind

__all__ = ["is_speaker", "kind_by_words", "settle_kinds"]

_BY_LAST: dict[str, MentionKind] = {
    **dict.fromkeys(WORK_WORDS, "work"),
    **dict.fromkeys(PLACE_WORDS, "place"),
    **dict.fromkeys(EVENT_WORDS, "thing"),
    **dict.fromkeys(ORGANISATION_WORDS, "organisation"),
}
MONTHS = frozenset(("april", "may", "june", "august"))
"""Months that are also given names: alone they are months."""
_INTO = frozenset("in at near from to outside around via toward towards inside across".split())


def kind_by_words(words: Sequence[str]) -> MentionKind | None:
    """The kind that a name's own folded words settle: a legal form, "Police", "Street", a known given name."""
    last, first = words[-1].replace(".", ""), words[0].rstrip(".")
    if len(words) == 1:
        return "organisation" if last in ORGANISATION_WORDS else None
    if last in LEGAL_FORMS and len(last) > 1 and last not in ("as", "se", "co", "sl"):
        return "organisation"
    given = first in GIVEN or first in GIVEN_NAMES
    if _is_titled(words) or (given and len(words) == 2 and last in SURNAMES_TOO):
        return "person"
    if last in _BY_LAST:
        return _BY_LAST[last]
    if len(words) > 2 and words[1] in ("of", "for"):
        return _kind_of_head(first)
    return "person" if given and len(words) <= 3 and words[1] not in ("of", "and", "&") else None


def _is_titled(words: Sequence[str]) -> bool:
    """Whether a name begins with a person's title; "General" and the like count only before another one."""
    first, second = words[0].rstrip("."), words[1].rstrip(".")
    if first not in TITLE_WORDS or second in ("of", "for"):
        return False
    return first not in COMMON_TITLES or (len(words) > 2 and second in TITLE_WORDS)


def _kind_of_head(word: str) -> MentionKind | None:
    """The first word says: "University of Turin", "Isle of Man"."""
    if word in ORGANISATION_WORDS:
        return "organisation"
    return "place" if word in PLACE_WORDS else None


def settle_kinds(parse: Parse, drafts: Sequence[Draft]) -> list[MentionKind]:
    """One kind for each draft: its own words, then its neighbours, then the label, then what the same name is elsewhere
    in the text; "thing" for a name whose kind nothing tells."""
    own = [_own_kind(parse, d) for d in drafts]
    votes: dict[str, Counter[MentionKind]] = {}
    surnames: set[str] = set()
    for draft, kind in zip(drafts, own, strict=True):
        if kind is None:
            continue
        words = _folded(parse, draft)
        votes.setdefault(" ".join(words), Counter())[kind] += 1
        if kind == "person" and len(words) > 1:
            surnames.add(words[-1])
    kinds = [_final(kind, _folded(parse, d), votes, surnames) for d, kind in zip(drafts, own, strict=True)]
    for at in range(len(drafts) - 2, -1, -1):
        if (
            kinds[at + 1] == "person"
            and kinds[at] in ("organisation", "thing")
            and _listed(parse, drafts[at], drafts[at + 1])
        ):
            kinds[at] = "person"
    return kinds


def _listed(parse: Parse, draft: Draft, after: Draft) -> bool:
    """Whether a lone given name stands before another person's in a list: "Leonardo, Francesco and Marco N."."""
    word = fold(parse.words[draft.first].text)
    between = [w.text for w in parse.words[draft.last : after.first]]
    lone = draft.last - draft.first == 1
    return lone and (word in GIVEN or word in GIVEN_NAMES) and between in ([","], ["and"], [",", "and"])


def _folded(parse: Parse, draft: Draft) -> list[str]:
    return [fold(w.text) for w in parse.words[draft.first : draft.last]]


def _own_kind(parse: Parse, draft: Draft) -> MentionKind | None:
    words = _folded(parse, draft)
    told = kind_by_words(words)
    if told:
        return told
    if _is_product(parse, draft):
        return "thing"
    before = parse.words[draft.first - 1] if draft.first else None
    if before is not None and before.text[0].isupper() and fold(before.text).rstrip(".") in TITLE_WORDS - COMMON_TITLES:
        return "person"
    if before is not None and (told := _by_noun(parse.words, draft)):
        return told
    if draft.label == "organisation" and draft.last - draft.first == 1 and _moved_to(parse, draft, JOURNEY):
        return "place"
    if draft.label == "person" and before is not None:
        return _doubted(parse, draft, fold(before.text))
    if draft.label is not None:
        return draft.label
    return _by_neighbours(parse, draft)


def is_speaker(text: str, start: int, end: int) -> bool:
    """Whether a name in capitals opens a line of dialogue: "MADELEINE: I never met him."."""
    opens = start == 0 or text[:start].rstrip(" ")[-1:] in "\n.?!…"
    return opens and text[start:end].isupper() and end - start > 2 and text[end : end + 2] in (": ", ":\n", ":")


def _by_noun(words: tuple[Word, ...], draft: Draft) -> MentionKind | None:
    """What the noun right before says: "retailer Dixie Mart", "the locksmith Elio Tavano", "the village of" no more."""
    at = draft.first
    before = words[at - 1]
    if before.text in (",", '"', "“", "`") and at > 1:
        before = words[at - 2]
        return "work" if before.lemma in WORK_NOUNS and before.pos == "NOUN" else None
    if before.lemma in WORK_NOUNS and before.text.islower() and before.pos == "NOUN":
        return "work" if draft.label != "person" else None
    if before.pos != "NOUN" or not before.text.islower():
        return None
    if before.lemma in ORGANISATION_NOUNS:
        return "organisation" if draft.label in ("person", None, "thing") else None
    if (before.lemma in ROLES or before.lemma in RELATIVES) and before.tag == "NN" and draft.label != "place":
        return "person"
    return None


def _doubted(parse: Parse, draft: Draft, before: str) -> MentionKind:
    """A parser's person whom the words around make something else: nobody is called "the Ramones", or is in a place
    that is a person."""
    after = parse.words[draft.last] if draft.last < len(parse.words) else None
    lone = draft.last - draft.first == 1
    if lone and before == "the" and draft.first > 1 and fold(parse.words[draft.first - 2].text) in _INTO:
        return "place"
    if before == "the" and not any(
        fold(w.text).rstrip(".") in TITLE_WORDS for w in parse.words[draft.first : draft.last]
    ):
        if after is not None and after.pos == "PROPN":
            return "person"
        last = parse.words[draft.last - 1]
        return "organisation" if last.text.endswith("s") and not last.text.endswith(("us", "ss", "is")) else "person"
    owned = after is not None and after.text in ("'s", "’s", "'", "’")
    if (
        lone
        and not owned
        and (
            before == "in"
            or _moved_to(parse, draft, MOTION)
            or (before in ("to", "at", "from", "near") and _then_place(parse, draft))
        )
    ):
        return "place"
    return "person"


def _moved_to(parse: Parse, draft: Draft, verbs: frozenset[str]) -> bool:
    """Who moves to a name without more ("drove to Zaventem") goes to a place."""
    before = parse.words[draft.first - 1] if draft.first else None
    return before is not None and before.text == "to" and parse.words[before.head].lemma in verbs


def _then_place(parse: Parse, draft: Draft) -> bool:
    """Whether a larger place follows: "to Poitiers, France", "from Poitiers in France"."""
    after = parse.words[draft.last : draft.last + 2]
    return len(after) == 2 and after[0].text in (",", "in") and after[1].entity == "GPE"


def _is_product(parse: Parse, draft: Draft) -> bool:
    """A maker's name with a model's number ("Boeing 747", "A380"), or a brand with a small letter first ("iPod")."""
    words = parse.words[draft.first : draft.last]
    if words[0].text[0].islower() and len(words[0].text) > 1 and words[0].text[1].isupper():
        return True
    after = parse.words[draft.last] if draft.last < len(parse.words) else None
    number = words[-1] if len(words) > 1 else after if draft.label != "place" else None
    return number is not None and _is_model(number.text) and (number is words[-1] or len(words) == 1)


def _is_model(word: str) -> bool:
    digits = sum(c.isdigit() for c in word)
    year = len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")
    letters = sum(c.isalpha() for c in word)
    return digits > 1 and not year and word[0].isalnum() and ("," not in word) and (letters > 0 or digits == 3)


def _by_neighbours(parse: Parse, draft: Draft) -> MentionKind | None:
    """Of a name that the parser gave no label: who speaks is a person, where one is is a place."""
    last = parse.words[draft.last - 1]
    if is_speaker(parse.text, draft.start, draft.end):
        return "person"
    if draft.last - draft.first == 1 and (word := fold(last.text)) in GIVEN | GIVEN_NAMES and word not in MONTHS:
        return "person"
    head = parse.words[last.head]
    if last.dep in ("nsubj", "nsubjpass") and head.lemma in SPEECH:
        return "person"
    if last.dep == "pobj" and draft.first and fold(parse.words[draft.first - 1].text) in _INTO:
        return "place"
    return None


def _final(
    kind: MentionKind | None, words: list[str], votes: dict[str, Counter[MentionKind]], surnames: set[str]
) -> MentionKind:
    told = kind_by_words(words)
    if told:
        return told
    if len(words) == 1 and words[0] in surnames:
        return "person"
    same = votes.get(" ".join(words))
    if same:
        best = same.most_common(1)[0]
        if kind is None or best[1] > same[kind]:
            return best[0]
    return kind or "thing"
