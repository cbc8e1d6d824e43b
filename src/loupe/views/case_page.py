"""What the page of the case shows: what is in, what failed and why, and how far each work is reviewed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loupe.model import VERDICTS, Finding, Source, VerdictLabel
from loupe.review import Review
from loupe.views.changes import Changes

__all__ = ["CasePage", "FailedSource", "WorkProgress", "case_page"]


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """How far a work is: claims that can be checked, how many of them a person has decided, and claims by verdict."""

    id: str
    title: str
    checkable: int
    decided: int
    counts: tuple[tuple[VerdictLabel, int], ...]


@dataclass(frozen=True, slots=True)
class FailedSource:
    """A file that is kept but could not be read, or not in full."""

    id: str
    label: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """The page of the case. ``sources`` and ``words`` count the archive.

    ``changes`` are those of works where something is no longer as it was when persons decided.
    """

    case: str
    sources: int
    words: int
    works: tuple[WorkProgress, ...]
    failed: tuple[FailedSource, ...]
    changes: tuple[Changes, ...] = ()


def case_page(
    *,
    case: str,
    sources: Sequence[Source],
    works: Sequence[Source],
    findings: Callable[[str], Sequence[Finding]],
    review: Callable[[str], Review],
    changes: Callable[[str], Changes] = Changes,
) -> CasePage:
    """The page of the case from values: ``findings``, ``review`` and ``changes`` give those of a work by its id."""
    archive = [s for s in sources if s.role == "archive"]
    return CasePage(
        case=case,
        sources=len(archive),
        words=sum(s.words for s in archive),
        works=tuple(_progress(work, findings(work.id), review(work.id)) for work in works),
        failed=tuple(
            FailedSource(s.id, s.label, s.problem.message, s.problem.hint) for s in sources if s.problem is not None
        ),
        changes=tuple(found for work in works if (found := changes(work.id))),
    )


def _progress(work: Source, findings: Sequence[Finding], review: Review) -> WorkProgress:
    checkable = [f for f in findings if f.claim.checkable]
    counts = tuple((label, number) for label in VERDICTS if (number := sum(f.verdict.label == label for f in findings)))
    decided = sum(review.of(f.claim.id).decided for f in checkable)
    return WorkProgress(work.id, work.label, len(checkable), decided, counts)
