"""Over-claims: words that say guilt where a court has not, and the steps from suspicion to conviction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from loupe.checking.doubts.kinds import Doubt
from loupe.checking.doubts.tables import ACQUITTED, CONVICTED, GUILT_NOUNS, GUILT_VERBS, LADDER
from loupe.language import find_names
from loupe.model.readings import SentenceReading

__all__ = ["STEPS", "doubt_status", "named_convicted", "steps_in"]

STEPS = tuple(name for name, _ in LADDER)
"""The steps of a criminal case, from suspicion to conviction."""
_STEP = {name: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for name, words in LADDER}
_CLEARED = re.compile(rf"\b(?:{'|'.join(ACQUITTED)})\b", re.IGNORECASE)
_NOUN = rf"(?:{'|'.join(GUILT_NOUNS)})"
_VERB = rf"(?:{'|'.join(GUILT_VERBS)})"
_SOME = r"(?:(?:a|an|the|one of the|some|no|his|her|their)\s+)?(?:(?!not\b|never\b)[\w-]+\s+){0,2}?"
_IS_ONE = re.compile(rf"\b(?:was|were|is|are|became|been|as)\s+(?P<cue>{_SOME}{_NOUN})\b", re.IGNORECASE)
_BESIDE = re.compile(rf",\s+(?P<cue>{_SOME}{_NOUN})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?P<cue>(?:the\s+)?(?:[a-z-]+\s+)?{_NOUN})\s+(?=[A-Z][a-z])")
_DID = re.compile(rf"(?P<aux>\b(?:was|were|been|is|are|being)\s+(?:\w+ly\s+)?)?\b(?P<cue>{_VERB})\b", re.IGNORECASE)
_ALWAYS = re.compile(r"murder(?:ed|s)|assassinated", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she|who)\b", re.IGNORECASE)
_FRAMED = frozenset({"accused", "acquitted", "suspected", "doubted", "false", "hypothetical", "attempted", "intended"})


@lru_cache(maxsize=1 << 14)  # pages ask it of every claim of a work, each time
def steps_in(text: str) -> frozenset[str]:
    """The steps of a criminal case that a text names; "acquitted" where it says so."""
    found = {name for name, pattern in _STEP.items() if pattern.search(text)}
    if _CLEARED.search(text):
        found.add("acquitted")
    return frozenset(found)


def named_convicted(lines: Iterable[str]) -> frozenset[str]:
    """Keys of the names of which some line of the work says that they were convicted or sentenced."""
    found: set[str] = set()
    for line in lines:
        if _STEP[CONVICTED].search(line) and not _CLEARED.search(line):
            found.update(name.key for name in find_names(line))
    return frozenset(found)


def doubt_status(said: SentenceReading, convicted: frozenset[str] = frozenset()) -> Iterator[Doubt]:
    """Words of guilt about somebody who can be told, and a conviction that is claimed.

    ``convicted`` are the name keys of whom the work itself says that a court convicted them: there it is no alarm. A
    line that says it in somebody else's name, or as an accusation, is asked about and raises no alarm.
    """
    text = said.text
    plainly = not said.tellers and not said.asked and not said.hedged and not said.frames & _FRAMED
    seen: list[tuple[int, int]] = []
    for start, end, sure in sorted(_guilt(said)):
        if any(a < end and start < b for a, b in seen):
            continue
        seen.append((start, end))
        words = " ".join(text[start:end].split())
        answered = bool({n.key for n in said.names} & convicted)
        alarm = plainly and sure and not answered
        yield Doubt(
            "over-claim", text[start:end], start, end, f"Is there a conviction? The words “{words}” say so.",
            alarm, "guilt is told as a fact" if alarm else "",
        )  # fmt: skip
    for match in _STEP[CONVICTED].finditer(text):
        if any(a < match.end() and match.start() < b for a, b in seen):
            continue
        alarm = plainly and not _CLEARED.search(text) and bool(said.names or _SOMEBODY.search(text))
        yield Doubt(
            "over-claim", match.group(), *match.span(),
            "Which court convicted, of what, and when? Was there an appeal?",
            alarm, "a conviction is told without its court" if alarm else "",
        )  # fmt: skip


_SOMEBODY = re.compile(
    r"\b(?:he|she|they|who|m[ae]n|wom[ae]n|people|persons?|suspects?|managers?|clerks?)\b", re.IGNORECASE
)


def _guilt(said: SentenceReading) -> Iterator[tuple[int, int, bool]]:
    """Spans that call somebody guilty, and whether that somebody can be told."""
    text = said.text
    for match in _IS_ONE.finditer(text):
        yield (*match.span("cue"), _told_before(said, match.start()))
    for match in _BESIDE.finditer(text):
        named = any(text[n.end : match.start()].strip(" ’'s") == "" for n in said.names if n.end <= match.start())
        if named:
            yield (*match.span("cue"), True)
    for match in _BEFORE.finditer(text):
        if any(n.start == match.end() for n in said.names):
            yield (*match.span("cue"), True)
    for match in _DID.finditer(text):
        by = re.match(r"\s+(?:\w+\s+){0,4}?by\s+", text[match.end() : match.end() + 60])
        if match["aux"]:
            doer = bool(by) and any(0 <= n.start - match.end() - (by.end() if by else 0) < 5 for n in said.names)
            sure = doer or bool(_ALWAYS.match(match["cue"]))
        else:
            sure = _told_before(said, match.start()) or bool(_ALWAYS.match(match["cue"]))
        if sure or _ALWAYS.match(match["cue"]):
            yield (*match.span("cue"), sure)


def _told_before(said: SentenceReading, at: int) -> bool:
    """Somebody who can be told is the subject: a name, he or she, shortly before."""
    low = max(said.text.rfind(c, 0, at) for c in ".;:") + 1
    near = max(low, at - 60)
    return any(near <= n.start < at for n in said.names) or bool(_PERSON.search(said.text[near:at]))
