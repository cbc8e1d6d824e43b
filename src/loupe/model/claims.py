"""Claims of the work, the evidence found for and against them, origins, and verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loupe.model.locators import Locator

__all__ = [
    "CLAIM_KINDS",
    "VERDICTS",
    "Claim",
    "ClaimKind",
    "Evidence",
    "Filled",
    "Finding",
    "Origin",
    "Search",
    "Stance",
    "Verdict",
    "VerdictLabel",
]

ClaimKind = Literal["number", "amount", "date", "time", "name", "place", "quote", "event", "superlative", "motive"]
CLAIM_KINDS: tuple[ClaimKind, ...] = (
    "number", "amount", "date", "time", "name", "place", "quote", "event", "superlative", "motive",
)  # fmt: skip
Stance = Literal["supports", "contradicts", "related"]
VerdictLabel = Literal["corroborated", "contested", "contradicted", "uncorroborated", "not checkable"]
VERDICTS: tuple[VerdictLabel, ...] = ("contradicted", "contested", "uncorroborated", "corroborated", "not checkable")
"""All verdicts, the one that needs a person most first."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Words of a claim's line that its text says in other words, so that it can be read alone: a guess, and its source.

    ``words`` stand verbatim at ``start`` to ``end`` in the work's stored text. The claim's text has ``shown`` there,
    which holds in brackets what is meant, ``by``: a name, a description with "the", or a year. That was taken from
    ``from_start`` to ``from_end`` of the stored text, in passage ``passage_id``; all three are None when it is the name
    of the speaker. ``score`` in [0, 1] says how sure the guess is, ``reason`` why, in plain words.
    """

    start: int
    end: int
    words: str
    shown: str
    by: str
    passage_id: str | None
    from_start: int | None
    from_end: int | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of the work that can be checked, or a line marked as not checkable.

    ``quote`` is the verbatim span at ``locator`` in the work's stored text. ``text`` is the inner assertion P made
    self-contained (speaker for "I", no "X says"). ``attribution`` is the outer layer, the teller nearest to P last:
    ("Narrator", "police") for a narrator's "police say ...". ``line`` counts the work's lines (cues, paragraphs)
    from 1.
    ``why_not`` says why a line is not checkable, empty when it is. ``filled`` are the guesses in ``text``, in order.
    """

    id: str
    work_id: str
    ordinal: int
    line: int
    locator: Locator
    quote: str
    text: str
    speaker: str | None
    attribution: tuple[str, ...]
    kinds: tuple[ClaimKind, ...]
    checkable: bool
    why_not: str = ""
    filled: tuple[Filled, ...] = ()

    @property
    def said(self) -> str:
        """The text without its guesses: each is the words again that stand in the line."""
        parts, rest = [], self.text
        for one in self.filled:
            before, found, after = rest.partition(one.shown)
            if found:
                parts += [before, one.words]
                rest = after
        return "".join(parts) + rest


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one passage of the archive says about one claim.

    ``quote`` is verbatim at ``locator`` in the source's stored text. ``score`` in [0, 1] says how closely the passage
    speaks of the claim. ``reasons`` are plain words; ``checks`` names the comparators that decided (number, amount,
    date, time, name, negation, wording, model). ``attribution`` is whom the passage itself credits, the root last.
    """

    id: str
    claim_id: str
    passage_id: str
    source_id: str
    locator: Locator
    quote: str
    stance: Stance
    score: float
    reasons: tuple[str, ...]
    checks: tuple[str, ...]
    attribution: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The independent root that pieces of evidence go back to.

    ``circular`` marks an origin that is the work itself or the claim's own speaker: it shows that the thing was said,
    never that it is so.
    """

    label: str
    evidence_ids: tuple[str, ...]
    why: tuple[str, ...]
    circular: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched for a claim, so that "we looked and found nothing" is on record."""

    queries: tuple[str, ...]
    sources: int
    passages: int
    candidates: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence adds up to under the case's policy; proposed by Loupe until a person decides.

    ``supporting`` and ``contradicting`` count independent origins. ``rule`` names the policy rule that gave the label,
    ``trace`` tells step by step how.
    """

    claim_id: str
    label: VerdictLabel
    supporting: int
    contradicting: int
    rule: str
    trace: tuple[str, ...]
    origins: tuple[Origin, ...]
    search: Search
    policy: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its evidence, best first, and its verdict."""

    claim: Claim
    evidence: tuple[Evidence, ...]
    verdict: Verdict
