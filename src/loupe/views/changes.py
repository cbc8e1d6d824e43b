"""What is no longer as it was when persons decided: other evidence, other proposals, other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loupe.review import Review
from loupe.views.contexts import ClaimView, ScriptContext

__all__ = ["Changes", "ClaimChange", "changes"]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A decided claim that wants another look: ``then`` and ``now`` are what Loupe proposed and proposes.

    ``reworded`` says that its evidence is the same, and that only its words are others now.
    """

    id: str
    number: str
    text: str
    label: str
    who: str
    then: str
    now: str
    reworded: bool = False

    @property
    def would_change(self) -> bool:
        """Whether Loupe would propose another verdict today."""
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since persons decided of a work; nothing of what they decided is changed by it.

    ``claims`` are decided ones whose evidence, proposal or words are others now, ``gone`` counts decided ones that the
    work has no longer, ``lines`` are the numbers of lines whose sign-off holds no longer, ``lost`` counts signed
    lines that are no longer there. ``waiting`` says that a check has to be run before all that is known.
    """

    work_id: str
    claims: tuple[ClaimChange, ...] = ()
    gone: int = 0
    lines: tuple[int, ...] = ()
    lost: int = 0
    waiting: bool = False

    def __bool__(self) -> bool:
        return bool(self.claims or self.gone or self.lines or self.lost)

    @property
    def said(self) -> str:
        """In one line: "3 claims have new evidence, 1 verdict would change, 2 lines changed"."""
        would = sum(one.would_change for one in self.claims)
        parts = [
            _count(
                sum(not one.reworded for one in self.claims),
                "decided claim has new evidence",
                "decided claims have new evidence",
            ),
            _count(
                sum(one.reworded for one in self.claims),
                "decided claim has other words",
                "decided claims have other words",
            ),
            _count(would, "verdict would change", "verdicts would change"),
            _count(self.gone, "decided claim is gone", "decided claims are gone"),
            _count(len(self.lines), "signed line is open again", "signed lines are open again"),
            _count(self.lost, "signed line is gone", "signed lines are gone"),
        ]
        return ", ".join(part for part in parts if part)


def changes(
    script: ScriptContext, review: Review, bases: Mapping[str, str], lines: Mapping[str, tuple[int, bool]]
) -> Changes:
    """Hold every decision in force against what is there now.

    ``bases`` are the hashes of the evidence now by the id of the claim, ``lines`` the number of each line by its
    id, and whether a sign-off of it holds. A claim that no check has judged since says nothing yet and is left out.
    """
    now = {claim.id: claim for claim in script.claims}
    aside = {claim.id for claim in script.set_aside}
    decided = [
        (claim, stands.verdict)
        for claim, stands in review.claims.items()
        if stands.verdict is not None and claim not in aside
    ]
    other = []
    for claim_id, verdict in decided:
        claim, stands = now.get(claim_id), review.of(claim_id)
        if claim is not None and verdict is not None and stands.changed_since(bases.get(claim_id)):
            reworded = verdict.basis == bases.get(claim_id, verdict.basis)
            other.append(_change(claim, verdict.label, verdict.who, verdict.proposed, review, reworded))
    place = {claim_id: order for order, claim_id in enumerate(now)}
    signed = [lines.get(passage) for passage in review.signed]
    return Changes(
        work_id=script.work.id,
        claims=tuple(sorted(other, key=lambda one: (not one.would_change, place[one.id]))),
        gone=0 if script.waiting else sum(claim not in now for claim, _ in decided),
        lines=tuple(sorted(line[0] for line in signed if line is not None and not line[1])),
        lost=sum(line is None for line in signed),
        waiting=bool(script.waiting or script.outdated),
    )


def _change(claim: ClaimView, label: str, who: str, then: str, review: Review, reworded: bool) -> ClaimChange:
    text = review.of(claim.id).text
    shown = text.text if text else claim.text
    return ClaimChange(claim.id, claim.number, shown, label, who, then, claim.label, reworded)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""
