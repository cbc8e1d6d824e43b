"""What somebody wanted or felt, told as a fact: nobody can see into a head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loupe.checking.doubts.kinds import Doubt
from loupe.checking.doubts.tables import EMOTIONS, FEELING, MANNER, MOTIVE_CUES, PURPOSES
from loupe.checking.doubts.values import own_voice
from loupe.language.names.tables import GROUP_NOUNS, RELATIVES, ROLES
from loupe.model.readings import SentenceReading

__all__ = ["doubt_minds"]

_REST = r"[^.;:!?,–—]{0,80}"
_MOTIVE = re.compile(rf"\b(?P<cue>{'|'.join(MOTIVE_CUES)})\b{_REST}")
_PURPOSE = re.compile(rf"\bto\s+(?P<cue>{'|'.join(PURPOSES)})\b{_REST}", re.IGNORECASE)
_NO_PURPOSE = re.compile(
    r"\b(?:used|able|unable|tried|trying|had|has|have|going|wanted|want|wants|need|needs|needed|failed|likely|seems?|"
    r"appeared|began|started|asked|told|order|ordered|forced|required|decided|refused|how|ability|attempt|attempts|"
    r"allowed|due|supposed|as|up|not|is|was|are|were|managed|wish|wished|hoped|hard|easy|impossible|possible)\s+$",
    re.IGNORECASE,
)
_CALLED = "|".join(sorted({*ROLES, *RELATIVES, *GROUP_NOUNS}))
_WHO = rf"(?:he|she|they|who|(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?)\s+(?:{_CALLED})s?|[A-Z][\w’'-]+)"
"""Somebody: a pronoun, a role or relative ("the captain"), a name."""
_FELT = re.compile(rf"\b(?P<who>{_WHO})\s+(?:\w+ly\s+|had\s+|never\s+)?(?P<cue>{'|'.join(FEELING)})\b{_REST}")
_AND_FELT = re.compile(rf"\band\s+(?:\w+ly\s+)?(?P<cue>{'|'.join(FEELING)})\b{_REST}")
_WAS = re.compile(
    rf"\b(?P<who>{_WHO})\s+(?:was|were|is|are|felt|became|grew|had been|got)\s+(?:\w+\s+)?"
    rf"(?P<cue>{'|'.join(EMOTIONS)})\b(?!\s+(?:Street|Road)){_REST}"
)
_MANNER = re.compile(rf"\b(?P<cue>{'|'.join(MANNER)})\b", re.IGNORECASE)


def doubt_minds(said: SentenceReading) -> Iterator[Doubt]:
    """Motives and feelings of other people; the alarm only where the line says them in its own voice."""
    text = said.text
    taken: list[tuple[int, int]] = []
    found = [(m, "motive") for m in _MOTIVE.finditer(text)]
    found += [(m, "motive") for m in _PURPOSE.finditer(text) if not _NO_PURPOSE.search(text[: m.start()])]
    found += [(m, "feeling") for pattern in (_FELT, _AND_FELT, _WAS, _MANNER) for m in pattern.finditer(text)]
    for match, sort in sorted(found, key=lambda each: (each[0].start(), -each[0].end())):
        start = match.start() if sort == "motive" or "who" not in match.groupdict() else match.end("who") + 1
        end = start + len(text[start : match.end()].rstrip(" \"”'"))
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        who = match.groupdict().get("who") or "anybody"
        ask = (
            "How does the film know why? Who says that this was the reason?"
            if sort == "motive"
            else f"How would anybody know what {_named(who)} felt or meant?"
        )
        alarm = own_voice(said)
        reason = "a motive is told as a fact" if sort == "motive" else "a feeling or an intention is told as a fact"
        yield Doubt("motive", text[start:end], start, end, ask, alarm, reason if alarm else "")


def _named(who: str) -> str:
    return "they" if who in ("who", "anybody") else who
