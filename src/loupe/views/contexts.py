"""What a page or a file of the annotated script shows: frozen, finished values, so that a renderer only sets them.

Every format is rendered from one ``ScriptContext``. Nothing in it tells the time, so the same inputs give the same
bytes. ``label`` and ``status`` of a claim are always Loupe's proposal; what a person decided stands beside it in
``decided`` and never in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loupe.model import VERDICTS, ClaimKind, Grade, Locator, Problem, Stance, VerdictLabel

__all__ = [
    "SHOWN",
    "AlsoSaid",
    "ClaimView",
    "DrawnOn",
    "EvidenceView",
    "GuessView",
    "LineView",
    "NoteView",
    "OriginView",
    "PartOf",
    "PolicyView",
    "Run",
    "ScriptContext",
    "SearchView",
    "ShownLabel",
    "SourceView",
    "Span",
    "SummaryRow",
    "VerdictCount",
]


ShownLabel = VerdictLabel | Literal["not checked yet"]
"""What stands where a verdict stands: one, or that nothing has judged this part of a claim that a person split."""
SHOWN: tuple[ShownLabel, ...] = (
    "contradicted", "contested", "not checked yet", "uncorroborated", "corroborated", "not checkable",
)  # fmt: skip
"""Everything that may stand there, what needs a person most first."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a claim's quote: characters ``[start, end)`` of the text of line ``line``."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line under the same claims; runs in order make the line's text.

    ``claims`` are claim numbers ("12.1"), ``label`` the verdict among them that needs a person most; both are empty
    where no claim stands.
    """

    text: str
    claims: tuple[str, ...]
    label: ShownLabel | None


@dataclass(frozen=True, slots=True)
class GuessView:
    """What bracketed words of a claim's text are taken to mean, and what that rests on: a guess, a person decides.

    ``words`` are those of the line, ``shown`` what the claim's text has for them, brackets included, ``by`` whom or
    what they are taken to mean. It rests on the words ``rests_on``, characters ``[start, end)`` of the work's stored
    text, in line ``line`` at ``place``. Where it rests on the name beside a line, ``rests_on`` is empty,
    ``passage_id`` None, and the place is that of ``words``. ``score`` in [0, 1] says how sure it is, ``reason`` why.
    ``line`` is None where the place is not among the lines.
    """

    words: str
    shown: str
    by: str
    rests_on: str
    line: int | None
    place: str
    passage_id: str | None
    start: int
    end: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One passage of the archive for, against or near a claim.

    ``origin`` counts the claim's origins from 1, None when the passage was not counted. ``shares_origin_with`` names
    the other passages ("The Seattle Times, paragraph 3") that go back to the same root. ``circular`` marks a root that
    is the work itself or the claim's own speaker: it shows that the thing was said, not that it is so. A passage that
    says it in the same words as a better one of its origin is a copy: ``copy_of`` is the better one's id, and that one
    names it in ``copies``; a page shows the better one alone. ``copies`` also names places with the same words in
    sources that are no evidence of the claim.

    ``decided`` is what a person says that it says to the claim ("supports", "contradicts", "irrelevant"), "" where
    nobody did; ``decided_by`` and ``decided_at`` (UTC, ISO 8601) belong to it. ``by_hand`` marks a passage that Loupe
    had not found and a person attached: its ``stance`` is theirs, "related" for an irrelevant one. ``source_address``
    is where the source stands on the web.
    """

    id: str
    passage_id: str
    stance: Stance
    quote: str
    place: str
    locator: Locator
    source_id: str
    source_label: str
    source_maker: str | None
    source_published: str | None
    source_reliability: Grade
    source_sha256: str
    score: float
    reasons: tuple[str, ...]
    checks: tuple[str, ...]
    attribution: tuple[str, ...]
    origin: int | None
    origin_label: str | None
    shares_origin_with: tuple[str, ...]
    circular: bool
    copies: tuple[str, ...]
    copy_of: str | None
    decided: str = ""
    decided_by: str = ""
    decided_at: str = ""
    by_hand: bool = False
    source_address: str | None = None

    @property
    def holds(self) -> str:
        """What it says to the claim as it stands: by the person who decided, else as proposed."""
        return self.decided or self.stance


@dataclass(frozen=True, slots=True)
class OriginView:
    """An independent root of a claim's evidence: its number from 1, its name, and why passages were put together."""

    number: int
    label: str
    evidence_ids: tuple[str, ...]
    why: tuple[str, ...]
    circular: bool


@dataclass(frozen=True, slots=True)
class SearchView:
    """What was searched for a claim: the queries, and how many sources, passages and candidates were looked at."""

    queries: tuple[str, ...]
    sources: int
    passages: int
    candidates: int


@dataclass(frozen=True, slots=True)
class NoteView:
    """A person's note on a claim that is not private; ``at`` is UTC, ISO 8601."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class PartOf:
    """The claim that a person split, of which this one is a part: its id, number and text, and who did it when."""

    id: str
    number: str
    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class AlsoSaid:
    """A claim that a person says is the same: its id and number, where the work says it, and who said so when."""

    id: str
    number: str
    line: int
    place: str
    quote: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim of the work with its proposed verdict, all that was found, and what a person decided of it.

    ``number`` is "line.claim" ("12.1"). ``said_by`` is the outer layer, the teller nearest to the assertion last.
    ``supporting`` and ``contradicting`` count independent origins. ``why`` is one sentence of counts; ``because`` is
    the strongest reason in plain words, empty without evidence that counts; ``because_of`` is the id of its evidence.
    ``spans`` is empty when the quote could not be found letter for letter in the work's lines: then nothing is
    underlined. ``guesses`` are those in ``text``, in its order.

    ``decided`` is a person's verdict, "unsure" where a person left it open, "" where nobody decided; ``decided_by``,
    ``decided_at`` (UTC, ISO 8601) and ``decided_why`` belong to it. ``edited`` is the claim's text as a person made it
    clearer, "" where nobody did. ``changed`` says that the evidence or the words are not what they were when the person
    decided, ``reworded`` that the words are not.

    ``part_of`` is the claim that a person split, where this is a part of one: then ``label`` is "not checked yet", and
    the evidence is that of the whole. ``also`` are the claims that a person merged into this one.
    ``notes`` are those of persons that are not private. ``supporting_now`` and ``contradicting_now`` count the origins
    of the cards as persons decided them, None where nobody decided any; ``disagrees`` says why they do not bear out a
    person's verdict, "" where they do.
    """

    id: str
    number: str
    line: int
    spans: tuple[Span, ...]
    locator: Locator
    quote: str
    text: str
    guesses: tuple[GuessView, ...]
    speaker: str | None
    said_by: tuple[str, ...]
    kinds: tuple[ClaimKind, ...]
    checkable: bool
    why_not: str
    label: ShownLabel
    status: str
    supporting: int
    contradicting: int
    why: str
    because: str
    because_of: str | None
    rule: str
    trace: tuple[str, ...]
    policy: str
    origins: tuple[OriginView, ...]
    search: SearchView
    evidence: tuple[EvidenceView, ...]
    decided: str = ""
    decided_by: str = ""
    decided_at: str = ""
    decided_why: str = ""
    edited: str = ""
    edited_by: str = ""
    changed: bool = False
    part_of: PartOf | None = None
    also: tuple[AlsoSaid, ...] = ()
    notes: tuple[NoteView, ...] = ()
    supporting_now: int | None = None
    contradicting_now: int | None = None
    disagrees: str = ""
    reworded: bool = False

    @property
    def final(self) -> bool:
        """Whether a person has reached a verdict; "unsure" is none."""
        return self.decided not in ("", "unsure")

    @property
    def holds(self) -> ShownLabel:
        """The verdict that holds: the person's, else the proposed one."""
        return next((label for label in VERDICTS if label == self.decided), self.label)

    @property
    def touches(self) -> tuple[int, ...]:
        """The numbers of the lines that its words stand in, in order; the one that it is shown under is among them."""
        return tuple(sorted({self.line, *(span.line for span in self.spans)}))

    @property
    def shown(self) -> str:
        """The claim's text that is shown: as a person made it clearer, else as Loupe reads it."""
        return self.edited or self.text


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the work (a subtitle cue, a paragraph): ``time`` is its time code, empty in a work without times.

    ``also`` are the numbers of claims of other lines that persons say are said here too.
    """

    number: int
    speaker: str | None
    place: str
    time: str
    locator: Locator
    text: str
    runs: tuple[Run, ...]
    claims: tuple[ClaimView, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnOn:
    """What a source re-tells: a source of the case, or by name alone (``source_id`` None) one that is not in it."""

    label: str
    source_id: str | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as the archive list shows it.

    ``origins`` names the roots its evidence was counted under, in reading order; ``retold_by`` the labels of the
    sources that say they draw on it; ``cited`` counts its passages among the evidence; ``notes`` say what the reader
    left out or read otherwise than the file's name promised; ``address`` is where it stands on the web.
    """

    id: str
    label: str
    name: str
    maker: str | None
    publisher: str | None
    kind: str
    published: str | None
    came_from: str | None
    address: str | None
    reliability: Grade
    sha256: str
    format: str
    size: int
    words: int
    passages: int
    draws_on: tuple[DrawnOn, ...]
    retold_by: tuple[str, ...]
    origins: tuple[str, ...]
    cited: int
    problem: Problem | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many claims have a verdict."""

    label: ShownLabel
    claims: int


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The rules that gave the verdicts: their name, their full text, and how many origins corroborate a claim."""

    name: str
    text: str
    corroborating_origins: int = 2


@dataclass(frozen=True, slots=True)
class ScriptContext:
    """The annotated script: everything that any of its formats shows.

    ``waiting`` counts the claims of the work that no check has judged yet: they are not in ``lines`` nor in any count.
    ``outdated`` is True when the archive, the policy, a model or Loupe has changed since the check.
    ``counts`` holds every verdict that holds, the one that needs a person most first. ``claim_count`` counts all judged
    claims, ``checkable_count`` those of them that can be checked (all but those whose verdict is "not checkable"),
    ``decided_count`` those of these that a person has decided. ``reviewed`` is True when all of them are, and none
    waits. ``searched_sources`` and ``searched_passages`` are the most that any claim was searched in. ``unread`` are
    the archive's sources with a problem.
    ``set_aside`` are claims as Loupe reads them that persons split or merged: they stand in no line and in no count.
    """

    case: str
    title: str
    work: SourceView
    version: str
    reviewed: bool
    waiting: int
    outdated: bool
    line_count: int
    claim_count: int
    checkable_count: int
    counts: tuple[VerdictCount, ...]
    speakers: tuple[str, ...]
    searched_sources: int
    searched_passages: int
    lines: tuple[LineView, ...]
    archive: tuple[SourceView, ...]
    policy: PolicyView
    decided_count: int = 0
    set_aside: tuple[ClaimView, ...] = ()

    @property
    def unread(self) -> tuple[SourceView, ...]:
        """The archive's sources that could not be read, or not in full."""
        return tuple(source for source in self.archive if source.problem is not None)

    @property
    def claims(self) -> tuple[ClaimView, ...]:
        """All claims, in the order of the lines."""
        return tuple(claim for line in self.lines for claim in line.claims)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One row of the short table of findings; texts are empty where there is nothing to say."""

    line: int
    claim: str
    time: str
    speaker: str
    text: str
    label: ShownLabel
    reason: str
    source: str
    place: str
