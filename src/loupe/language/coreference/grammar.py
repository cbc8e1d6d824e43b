"""What the grammar of a passage tells of a word: what hangs on it, its role, its quotation, what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from loupe.language.coreference.lexicon import WEATHER
from loupe.language.parsing import Parse, Word

__all__ = [
    "OBJECTS",
    "SUBJECTS",
    "ParsedPassage",
    "Quotes",
    "grammar_of",
    "has_tail",
    "stands_for_nothing",
    "twin_of",
    "with_who",
]

SUBJECTS = frozenset("nsubj nsubjpass csubj expl".split())
OBJECTS = frozenset("dobj dative attr oprd obj".split())
_MARKS = frozenset('“”"«»') | frozenset(["``", "''"])
_BESIDE = frozenset([",", "(", "-", "–", "—", ":"])
_ATTACHED = frozenset(["appos", "conj", "cc", "punct", "relcl", "preconj"])
_REACH = 400
"""Words after which an opened quotation is taken to have ended: a mark was missing."""


class ParsedPassage:
    """A parse on its way to spots: where the words below each word begin and end, and which words are quoted."""

    __slots__ = ("base", "index", "known", "left", "marked", "parse", "quotes", "right", "sentences", "trimmed")

    def __init__(self, parse: Parse, index: int, base: int, sentence: int, known: dict[int, tuple[int, bool | None]]):
        self.parse, self.index, self.base, self.known = parse, index, base, known
        words = parse.words
        self.left = list(range(len(words)))
        self.right = list(range(len(words)))
        self.sentences = [sentence] * len(words)
        for number, (start, end) in enumerate(parse.sentences):
            for i in range(start, end):
                self.sentences[i] = sentence + number
        self._extents()

    def _extents(self) -> None:
        """Widen each word to what hangs on it, appositions and second parts of a list left out; deepest words first."""
        words = self.parse.words
        depth = [-1] * len(words)
        for i in range(len(words)):
            chain: list[int] = []
            j = i
            while depth[j] < 0 and words[j].head != j and len(chain) <= len(words):
                chain.append(j)
                j = words[j].head
            if depth[j] < 0:
                depth[j] = 0
            for back, k in enumerate(reversed(chain), start=1):
                depth[k] = depth[j] + back
        order = sorted(range(len(words)), key=lambda i: -depth[i])
        for i in order:
            word = words[i]
            if word.head != i and word.dep not in _ATTACHED:
                head = word.head
                self.left[head] = min(self.left[head], self.left[i])
                self.right[head] = max(self.right[head], self.right[i])


class Quotes:
    """Counts quotations: odd inside one, even outside."""

    __slots__ = ("mark", "number", "since")

    def __init__(self) -> None:
        self.number, self.since, self.mark = 0, 0, ""

    def at(self, word: Word) -> int:
        """The number of the quotation that a word stands in, or of what is between two."""
        self.since += 1
        inside, text = self.number % 2, word.text
        if inside:
            closes = text == "’" and word.tag != "POS" if self.mark == "‘" else text in _MARKS and text not in "“«``"
            if closes or self.since > _REACH:
                self.number, self.since = self.number + 1, 0
        elif (text in _MARKS and text not in "”»''") or text == "‘":
            self.number, self.since, self.mark = self.number + 1, 0, text
        return self.number


def grammar_of(passage: ParsedPassage, i: int) -> tuple[str, int]:
    """The role of a word and the word of the source that it is an argument of."""
    words = passage.parse.words
    word, at = words[i], i
    for _ in range(6):  # a list's later parts have the role of its first
        if word.dep != "conj" or words[word.head].pos not in ("NOUN", "PROPN", "PRON"):
            break
        at = word.head
        word = words[at]
    if word.dep in SUBJECTS:
        return "subject", passage.base + word.head
    if word.dep in OBJECTS:
        return "object", passage.base + word.head
    if word.dep == "poss":
        return "possessive", passage.base + word.head
    if word.dep in ("pobj", "obl") and words[word.head].dep in ("prep", "agent", "dative"):
        return "other", passage.base + words[word.head].head
    return "other", -1


def stands_for_nothing(words: Sequence[Word], i: int) -> bool:
    """Whether "it" stands for nothing: weather and time, "it seems", "it was X who", "it is hard to"."""
    verb = words[i].head
    if verb == i or words[i].dep not in SUBJECTS:
        return False
    if words[verb].lemma in WEATHER:
        return True
    if words[verb].lemma not in ("be", "take", "have", "make"):
        return False
    after = list(words[verb + 1 : verb + 14])
    complement = next((w for w in after if w.dep in ("attr", "acomp", "dobj") or w.entity in ("DATE", "TIME")), None)
    if complement is None:
        return False
    if complement.entity in ("DATE", "TIME") or complement.lemma in _TIMES or complement.lemma in _FACTS:
        return True
    later = [w for w in after if w.start > complement.start]
    if complement.dep == "acomp":
        return any(w.text.lower() in ("that", "to", "whether", "how", "why", "for") for w in later[:4])
    return any(
        w.tag in ("WP", "WDT", "WRB") or (w.text == "that" and w.dep in SUBJECTS | {"mark", "dobj"}) for w in later
    )


_TIMES = frozenset(
    "morning evening night day week month year hour minute o'clock time afternoon midnight noon winter summer spring "
    "autumn sunday monday tuesday wednesday thursday friday saturday".split()
)
_FACTS = frozenset("fact truth case pity shame wonder matter".split())


def with_who(words: Sequence[Word], i: int) -> bool:
    """Whether "who" stands for a noun."""
    for j in range(i + 1, min(i + 8, len(words))):
        if words[j].text == "who":
            verb = words[words[j].head]
            return verb.dep == "relcl" and verb.head == i
    return False


def has_tail(words: Sequence[Word], i: int, last: int) -> bool:
    """Whether words after a noun tell which is meant."""
    return last > i or any(w.head == i and w.dep in ("relcl", "acl") for w in words[i + 1 : i + 8])


def twin_of(words: Sequence[Word], i: int, first: int) -> int:
    """The word an apposition stands beside: only with a comma, dash or bracket between, and no other list around."""
    word = words[i]
    if word.dep == "appos" and word.head < i:
        before = words[first - 1] if first else None
        if (
            before is None
            or before.text not in _BESIDE
            or any(w.head == i and w.dep in ("conj", "cc") for w in words[i : i + 12])
        ):
            return -1
        if any(w.head == word.head and w.dep in ("conj", "cc") for w in words[word.head : i]):
            return -1
        return word.head
    if word.dep == "oprd" and words[word.head].lemma in ("call", "name") and words[word.head].dep == "acl":
        return words[word.head].head
    return -1
