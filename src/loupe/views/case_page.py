"""What the page of the case shows: what is in, what failed and why, how far each work is, and what to do first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loupe.model import Source
from loupe.review import Review
from loupe.review.shapes import UNCHECKED
from loupe.store import Decision, in_force
from loupe.views.archive_count import archive_count
from loupe.views.changes import Changes
from loupe.views.contexts import SHOWN, ScriptContext, ShownLabel
from loupe.views.riskiest import OpenClaim, riskiest
from loupe.views.shapes import proposed_counts
from loupe.views.signing import SignOff, holding
from loupe.views.wording import counted

__all__ = ["CasePage", "FailedSource", "LastDecision", "WorkProgress", "case_page", "decision_words"]

RISKIEST = 10
"""Open claims that the page names; the rest is on the page of the claims."""
LAST = 10
"""Decisions that the page names; the rest is on the page of the history."""


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """How far a work is: claims that can be checked, how many of them a person has decided, and ``counts`` of what the
    check proposed.

    ``signed`` of ``to_sign`` lines that hold something to check are signed off. ``caution`` says why a check is due.
    """

    id: str
    title: str
    checkable: int
    decided: int
    signed: int
    to_sign: int
    counts: tuple[tuple[ShownLabel, int], ...]
    caution: str


@dataclass(frozen=True, slots=True)
class FailedSource:
    """A file that is kept but could not be read, or not in full."""

    id: str
    label: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class LastDecision:
    """A decision as the page tells it; ``back`` says that it was taken back. ``claim`` is a number, "" for none."""

    at: str
    who: str
    words: str
    work_id: str
    claim: str
    back: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """The page of the case. ``sources`` and ``words`` count the archive, ``by_format`` what it is made of.

    ``unread`` counts the files of the archive of which nothing could be read: they are in no other count. ``count``
    says all that is in, in the words of every page that counts it.

    ``riskiest`` are the open claims of all works that want a person first, ``open`` counts them all.
    ``changes`` are those of works where something is no longer as it was when persons decided.
    """

    case: str
    sources: int
    words: int
    by_format: tuple[tuple[str, int], ...]
    works: tuple[WorkProgress, ...]
    failed: tuple[FailedSource, ...]
    riskiest: tuple[OpenClaim, ...]
    open: int
    last: tuple[LastDecision, ...]
    changes: tuple[Changes, ...] = ()
    unread: int = 0
    count: str = ""


def case_page(
    *,
    case: str,
    sources: Sequence[Source],
    works: Sequence[Source],
    scripts: Mapping[str, ScriptContext],
    reviews: Mapping[str, Review],
    signs: Mapping[str, Mapping[int, SignOff]],
    taken: Sequence[Decision],
    changes: Mapping[str, Changes] | None = None,
) -> CasePage:
    """The page of the case from values.

    ``scripts``, ``reviews`` and ``signs`` (the sign-offs by the number of the line) are by the id of the work,
    ``taken`` all decisions, ``changes`` by the id of the work too.
    """
    archive = [s for s in sources if s.role == "archive" and (s.problem is None or s.passages)]
    count = archive_count(sources)
    formats = [s.format for s in archive]
    open_claims = [one for work in works for one in _open(work, scripts[work.id], reviews[work.id])]
    if len(works) > 1:  # each work's are in order; together they are ordered anew by what comes first in each
        open_claims.sort(key=lambda one: _first(one))
    return CasePage(
        case=case,
        sources=count.sources,
        words=sum(s.words for s in archive),
        by_format=tuple(sorted({f: formats.count(f) for f in set(formats)}.items(), key=lambda p: (-p[1], p[0]))),
        works=tuple(_progress(work, scripts[work.id], reviews[work.id], signs[work.id]) for work in works),
        failed=tuple(
            FailedSource(s.id, s.label, s.problem.message, s.problem.hint) for s in sources if s.problem is not None
        ),
        riskiest=tuple(open_claims[:RISKIEST]),
        open=len(open_claims),
        last=_last(taken, scripts),
        changes=tuple(found for work in works if (found := (changes or {}).get(work.id))),
        unread=count.unread,
        count=count.words,
    )


def _open(work: Source, script: ScriptContext, review: Review) -> tuple[OpenClaim, ...]:
    return riskiest(work.id, script.claims, review, script.set_aside)


def _first(one: OpenClaim) -> tuple[object, ...]:
    return (SHOWN.index(one.label), not one.adverse, not one.starred, one.origins)


def _progress(work: Source, script: ScriptContext, review: Review, signs: Mapping[int, SignOff]) -> WorkProgress:
    checkable = [claim for claim in script.claims if claim.checkable]
    said = []
    if script.waiting:
        said.append(f"{counted(script.waiting, 'claim')} not judged yet.")
    if script.outdated:
        said.append("The archive, the policy or a model has changed since the check.")
    touched = {number for claim in checkable for number in claim.touches}
    to_sign = {line.number for line in script.lines if line.also or line.number in touched}
    return WorkProgress(
        work.id,
        work.label,
        len(checkable),
        sum(review.of(claim.id).decided for claim in checkable),
        len(to_sign & holding(signs).keys()),
        len(to_sign),
        proposed_counts(script),
        " ".join(said),
    )


def _last(taken: Sequence[Decision], scripts: Mapping[str, ScriptContext]) -> tuple[LastDecision, ...]:
    held = {d.seq for d in in_force(taken)}
    shown = [d for d in taken if d.kind != "undo"][-LAST:]
    numbers: dict[tuple[str, str], str] = {}
    for work in {d.work_id for d in shown} & scripts.keys():
        numbers |= {(work, claim.id): claim.number for claim in (*scripts[work].claims, *scripts[work].set_aside)}
    return tuple(
        LastDecision(
            d.at, d.who, decision_words(d), d.work_id, numbers.get((d.work_id, d.fields.get("claim", "")), ""),
            d.seq not in held,
        )
        for d in reversed(shown)
    )  # fmt: skip


def decision_words(decision: Decision) -> str:
    """A decision in a few words, without the words of notes and texts."""
    fields = decision.fields
    match decision.kind:
        case "verdict":
            took = " (as proposed)" if fields["label"] == fields["proposed"] else f" (proposed: {fields['proposed']})"
            took = "" if fields["proposed"] == UNCHECKED else took
            return f"decided: {fields['label']}{took if fields['label'] != 'unsure' else ''}"
        case "card":
            return f"card: {fields['stance']}"
        case "star":
            return "starred" if fields["on"] else "star taken away"
        case "signed":
            return "line signed off" if fields["on"] else "sign-off taken away"
        case "public":
            return "source marked public" if fields["on"] else "source marked private"
        case "asked":
            return f"question: {fields['state']}"
        case "note":
            return "private note" if fields["private"] else "note"
        case "whole":
            return "merge taken back" if fields["into"] else "split taken back"
        case "checkable":
            return f"{'can' if fields['on'] else 'cannot'} be checked"
    return {"text": "claim made clearer", "split": "claim split", "merge": "claim merged",
            "private": "note made private", "searched": "searched"}.get(decision.kind, decision.kind)  # fmt: skip
