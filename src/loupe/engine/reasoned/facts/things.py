"""What a thing is called: the noun of a noun phrase, whose it is, and what "it" and "they" stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.language import stem, tokens
from loupe.language.lexicon import concept

__all__ = ["Thing", "kind_of", "nouns_in", "owners_in", "thing_named"]

_DETERMINERS = frozenset(
    "the a an this that these those its his her their our your my some any no every each all both such".split()
)
_PRONOUNS = frozenset("it they them this that these those".split())
_ENDS = frozenset(
    "of in on at by for with from to behind beside under over between among near that which who whom whose where when "
    "while and or but , ; : ( ) - – —".split()
)
_MORE = {"recording": "tape", "recordings": "tape", "footage": "tape", "video": "tape", "videos": "tape",
         "lamp": "light", "lamps": "light", "lighting": "light"}  # fmt: skip
_SHORT_MEMORY = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing by its kind (one word for all that mean the same), its owner's kind, and what stands before its noun."""

    kind: str
    owner: str
    before: frozenset[str]
    words: str

    @property
    def key(self) -> str:
        """Kind and owner in one."""
        return f"{self.kind} of {self.owner}" if self.owner else self.kind


def kind_of(word: str) -> str:
    """The word that stands for all words of the same kind of thing."""
    low = word.casefold()
    return concept(stem(_MORE.get(low, low)))


def thing_named(words: str, sentence: Sentence) -> Thing | None:
    """The thing that a noun phrase names; a pronoun is followed to the subject of the sentence before."""
    found = [t for t in tokens(words) if t.low[0].isalnum() or t.low in _ENDS]
    if not found:
        return None
    if len(found) == 1 and found[0].low in _PRONOUNS:
        return _meant(found[0].low, sentence)
    if found[0].low in _PRONOUNS - _DETERMINERS:
        return None
    head: list[str] = []
    rest = found
    while rest and not (head and rest[0].low in _ENDS):
        if rest[0].low not in _DETERMINERS and rest[0].low not in _ENDS:
            head.append(rest[0].low)
        rest = rest[1:]
    if not head:
        return None
    kind = kind_of(head[-1])
    owner = ""
    if rest and rest[0].low == "of":
        owner = next((kind_of(n) for n in nouns_in(words[rest[0].end :])), "")
    before = frozenset(kind_of(w.removesuffix("'s")) for w in head[:-1])
    possessor = next((w for w in head[:-1] if w.endswith(("'s", "s'"))), "")
    if not owner and possessor:
        owner = kind_of(possessor.rstrip("'").removesuffix("'s"))
    return Thing(kind, owner, before, " ".join(words.split()))


def nouns_in(words: str) -> Iterator[str]:
    """The last word of the first noun phrase in these words, folded."""
    head = ""
    for t in tokens(words):
        if t.low in _ENDS or not t.low[0].isalnum():
            if head:
                break
            continue
        if t.low not in _DETERMINERS:
            head = t.low
    if head:
        yield head


def owners_in(sentence: Sentence, owners: frozenset[str]) -> str:
    """The one of these kinds of owners that the sentence or those just before it speak of; "" when none or several."""
    for one in sentence.back(_SHORT_MEMORY):
        named = {kind_of(t.low) for t in tokens(one.text) if t.low.isalpha()} & owners
        if named:
            return min(named) if len(named) == 1 else ""
    return ""


_PLURAL = re.compile(r"(?:s|people|men|women)$")


def _meant(pronoun: str, sentence: Sentence) -> Thing | None:
    """The subject of the sentence before, where it agrees in number."""
    plural = pronoun in ("they", "them", "these", "those")
    for one in sentence.back(_SHORT_MEMORY):
        if one is sentence:
            continue
        for statement in one.statements[:1]:
            for p in statement.participants:
                words = " ".join(p.text.split())
                if p.role in ("agent", "patient") and words.casefold() not in _PRONOUNS and not p.entity:
                    thing = thing_named(words, one)
                    head = next(nouns_in(words), "")
                    if thing and bool(_PLURAL.search(head)) == plural:
                        return thing
                    return None
    return None
