"""A parsed sentence that can be said again with words left out, changed or put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from contrast.made import Source
from loupe.language.parsing import Parse, Word

__all__ = ["Edits", "Read", "capital", "is_asserted"]

Edits = Mapping[int, str]
"""What is said in place of a word, by its index; an empty text leaves the word out."""

_HEDGES = frozenset(
    "may might could would should must shall if unless whether perhaps maybe possibly probably allegedly "
    "reportedly apparently supposedly purportedly seemingly likely unlikely presumably potentially "
    "hypothetically otherwise".split()
)
_DENIES = frozenset(
    "not n't n’t never no none nobody nothing neither nor nowhere without hardly scarcely barely".split()
)
_REPORTS = frozenset(
    "say tell claim allege report believe suggest estimate think expect hope want plan deny accuse argue "
    "assume suppose propose predict doubt wonder ask demand insist promise threaten intend try attempt "
    "fail refuse warn rumor rumour seem appear consider suspect charge urge call wish need pretend "
    "imagine dream feel decide agree offer vow pledge order request recommend require permit allow forbid "
    "prevent stop ban avoid aim seek prepare help".split()
)
_CLOSE = frozenset({",", ".", ";", ":", ")", "!", "?", "%", "'s", "’s", "'", "n't", "n’t", "'ll", "'re", "'ve", "'d"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True)
class Read:
    """A source with its parse; asks about the tree and says the sentence anew."""

    source: Source
    parse: Parse

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the sentence."""
        return self.parse.words

    @cached_property
    def root(self) -> int:
        """The main verb."""
        return next(i for i, w in enumerate(self.words) if w.head == i)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The words that hang on each word."""
        found: list[list[int]] = [[] for _ in self.words]
        for i, w in enumerate(self.words):
            if w.head != i:
                found[w.head].append(i)
        return tuple(tuple(c) for c in found)

    @cached_property
    def everything(self) -> frozenset[int]:
        """All words."""
        return frozenset(range(len(self.words)))

    def subtree(self, top: int) -> list[int]:
        """A word and all that hangs on it, in order."""
        found, todo = [], [top]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.children[at])
        return sorted(found)

    def child(self, at: int, *deps: str) -> int | None:
        """The first word that hangs on another by one of some relations."""
        return next((c for c in self.children[at] if self.words[c].dep in deps), None)

    def path(self, at: int) -> list[int]:
        """A word, its head, the head of that, up to the main verb."""
        found = [at]
        while self.words[at].head != at:
            at = self.words[at].head
            found.append(at)
        return found

    def phrase(self, top: int, kept: Iterable[int] | None = None) -> str:
        """The words under a word as they stand."""
        return self.say(self.subtree(top) if kept is None else kept, {})

    def say(self, kept: Iterable[int], edits: Edits) -> str:
        """The kept words in order with their edits, spaced as in the source; words left out leave one space."""
        out, last = "", -1
        for i in sorted(kept):
            text = edits.get(i, self.words[i].text)
            if not text:
                continue
            tight = (
                last == i - 1 and self.words[last].end == self.words[i].start and i - 1 not in edits and i not in edits
            )
            glued = tight or (text in _CLOSE and i not in edits) or (last >= 0 and self._joined(last, i))
            out += text if not out or glued or out.endswith(("(", "$", "£", "€")) else " " + text
            last = i
        return out

    def _joined(self, last: int, at: int) -> bool:
        return last == at - 1 and self.words[last].end == self.words[at].start

    def claim(self, kept: Iterable[int], edits: Edits | None = None) -> str:
        """The kept words as a sentence by itself: capital letter, full stop, no comma left over."""
        text = self.say(kept, edits or {}).strip(" ,;:–-")
        text = re.sub(r"\s*,(\s*[,.;])+", ",", text)
        text = re.sub(r"\(\s*\)|\(\s*,", "", text)
        text = re.sub(r"\s+", " ", text).rstrip(" .,;:")
        return capital(_article(text)) + "."


def _article(text: str) -> str:
    """An article that fits the word after it, where a change of word made it wrong."""
    text = re.sub(
        r"\b([Aa]) (?=(?:[aeio]|un(?!i)|u[^ns]|8\d*\b|1[18]\b)\w*)(?!one\b|once\b|eu|uni|us[ae])", r"\1n ", text
    )
    return re.sub(
        r"\b([Aa])n (?=(?:[bcdfgjklmnpqrstvwyz]|[1-79]\b|10\b|1[2-79]\b|[2-79]\d)\w*)(?!honou?r|hour|heir)",
        r"\1 ",
        text,
    )


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def is_asserted(read: Read) -> bool:
    """Whether a sentence plainly states what its main verb says: not hedged, denied, quoted, reported or wished."""
    root = read.words[read.root]
    low = {w.text.lower() for w in read.words}
    if not root.text.isalpha() or root.text != root.text.lower() or low & {":", ";", "'"}:
        return False
    if (
        low & {"i", "my", "we", "our", "you", "your"}
        or low & _HEDGES
        or low & _DENIES
        or '"' in read.source.text
        or root.lemma in _REPORTS
    ):
        return False
    finite = [root, *(read.words[c] for c in read.children[read.root] if read.words[c].dep in {"aux", "auxpass"})]
    if not any(w.tag in _FINITE for w in finite) or any(w.tag == "MD" for w in finite):
        return False
    subject = read.child(read.root, "nsubj", "nsubjpass")
    if subject is None or subject > read.root or len(read.parse.sentences) > 1:
        return False
    return read.words[subject].text.lower() not in {
        "i",
        "we",
        "you",
        "it",
        "one",
        "this",
        "that",
        "there",
        "who",
        "which",
        "what",
    }
