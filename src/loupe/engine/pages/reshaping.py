"""Claims named, judged, split and merged: what is held against how they stand before a decision on them is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import ascii_lowercase
from typing import Any

from loupe.engine.pages.known import Known
from loupe.model import Claim, Finding, Source
from loupe.model.errors import IdUnknown, UsageError
from loupe.review import Review, basis_of
from loupe.review.shapes import UNCHECKED, joined_basis, merged_into, part_basis, part_id, parts_of
from loupe.store import Decision, DecisionKind
from loupe.views.contexts import ClaimView

__all__ = ["CALL", "claim_named", "made_private", "merged", "put_together", "refuse_unseen_shape", "split", "verdict"]

CALL = "If it can be checked after all, say so first: press v, or run loupe mark."
"""What to do about a claim that takes no verdict."""


def claim_named(known: Known, work: Source, wanted: str) -> str:
    """The id of a claim of the work, or of a part of one that a person split, by its id or number.

    Raises IdUnknown; for a part that stands no longer, or a number that a person's split or merge took away, UsageError
    says who did it.
    """
    review, script = known.review(work.id), known.script(work)
    if wanted in parts_of(review.claims):
        return wanted
    for claim in (*script.claims, *script.set_aside):
        if wanted in (claim.id, claim.number):
            return claim.id
    if lost := _lost_part(known, work, wanted):
        whole = _number(known, work, str(lost.fields["claim"]))
        raise UsageError(
            f"This part of {whole} stands no longer: the split by {lost.who} was taken back or made anew.",
            hint=f"Look at {whole} again.",
        )
    if re.fullmatch(r"\d+\.\d+[a-z]?", wanted):
        raise IdUnknown(
            f"There is no claim {wanted} in {work.label}.", hint="Numbers stand under its lines, such as 7.1."
        )
    found = known.store.find(wanted)
    if not isinstance(found, Claim) or found.work_id != work.id:
        raise IdUnknown(f"There is no claim {wanted} in {work.label}.")
    return found.id


def refuse_unseen_shape(known: Known, work: Source, kind: DecisionKind, claim: str) -> None:
    """Raise UsageError for words on a claim that no longer stands by itself, which nobody would see there.

    Notes and the star of a split claim stand with its parts.
    """
    if kind in ("text", "card") or (kind in ("note", "star") and not known.review(work.id).of(claim).split):
        _refuse_shaped(known, work, claim)


def verdict(known: Known, work: Source, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a verdict: beside it what is proposed now, and the hash of the evidence."""
    claim, label, review = fields["claim"], fields["label"], known.review(work.id)
    part = parts_of(review.claims).get(claim)
    finding = known.store.finding(part[0] if part else claim)
    if finding is None:
        raise UsageError("No check has judged this claim yet.", hint="Run loupe check again, then decide.")
    _refuse_shaped(known, work, claim)
    view = _view(known, work, claim)
    if not (view.checkable if view else finding.claim.checkable):
        raise UsageError(f"{_number(known, work, claim)} cannot be checked: it takes no verdict.", hint=CALL)
    proposed: str = UNCHECKED if view and view.label == UNCHECKED else finding.verdict.label
    if label == "accept" and proposed == UNCHECKED:
        what = "this part of a claim" if part else "this claim as it is now"
        raise UsageError(
            f"No check has judged {what}: there is nothing to accept.",
            hint="Say yourself what holds: press x, or name the verdict.",
        )
    basis = part_basis(basis_of(finding), claim) if part else _joined(known, review, finding)
    return {"claim": claim, "label": proposed if label == "accept" else label, "proposed": proposed, "basis": basis}


def _joined(known: Known, review: Review, finding: Finding) -> str:
    """The hash of the evidence of a claim, with that of those that persons merged into it."""
    roots = sorted(merged_into(review.claims).items())
    others = [found for one, root in roots if root == finding.claim.id and (found := known.store.finding(one))]
    return joined_basis(basis_of(finding), _cards(finding), [(basis_of(one), _cards(one)) for one in others])


def _cards(finding: Finding) -> set[tuple[str, str]]:
    return {(card.passage_id, card.quote) for card in finding.evidence}


def split(known: Known, work: Source, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a split: the parts in plain words, no two alike."""
    claim, review = fields["claim"], known.review(work.id)
    if claim in parts_of(review.claims):
        raise UsageError("This is a part already.", hint="Take back the split, then split the whole anew.")
    if not review.of(claim).split:
        _refuse_shaped(known, work, claim)
    if others := [one for one, root in merged_into(review.claims).items() if root == claim]:
        named = " and ".join(_number(known, work, one) for one in others)
        raise UsageError(f"{named} was merged into this claim.", hint="Take back the merge first.")
    if known.store.finding(claim) is None:
        raise UsageError("No check has judged this claim yet.", hint="Run loupe check again, then split it.")
    texts = [" ".join(str(text).split()) for text in fields["texts"]]
    if len(set(texts)) != len(texts):
        raise UsageError("Two of the parts say the same.", hint="Each part stands for itself.")
    return {"claim": claim, "texts": texts}


def merged(known: Known, work: Source, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a merge: ``into`` is the claim that this one is to stand with in the end."""
    claim, review = fields["claim"], known.review(work.id)
    named = claim_named(known, work, str(fields["into"]))
    parts, roots = parts_of(review.claims), merged_into(review.claims)
    if claim in parts or named in parts:
        raise UsageError("A part of a claim is merged with nothing.", hint="Take back the split first.")
    if named == claim:
        raise UsageError("A claim is the same as itself.", hint="Name another claim.")
    if review.of(claim).split:
        _refuse_shaped(known, work, claim)
    into = roots.get(named, named)
    if into == claim:
        number, by = _number(known, work, named), review.of(named).shaped_by
        raise UsageError(f"{number} was merged into this claim by {by}.", hint="They stand as one already.")
    if stands := review.of(into).split and review.of(into):
        raise UsageError(
            f"{_number(known, work, into)} was split by {stands.shaped_by}.",
            hint="Take back the split first, or name another claim.",
        )
    one, other = _view(known, work, claim), _view(known, work, into)
    if other is None or known.store.finding(claim) is None:
        raise UsageError("No check has judged one of these claims yet.", hint="Run loupe check again, then merge them.")
    if one is not None and one.checkable and not other.checkable:
        raise UsageError(
            f"{one.number} can be checked and {other.number} cannot: merged into it, nobody could decide it.",
            hint=f"Merge {other.number} into {one.number} instead: choose {other.number} and press m.",
        )
    return {"claim": claim, "into": into}


def put_together(known: Known, work: Source, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a taking back of a split or a merge, whoever made it; a part may be named for its whole."""
    review, claim = known.review(work.id), fields["claim"]
    whole = parts_of(review.claims).get(claim, (claim, ""))[0]
    stands = review.of(whole)
    if not stands.split and not stands.merged_into:
        number = _number(known, work, whole)
        raise UsageError(f"{number} stands by itself: it is neither split nor merged.", hint="Load the page anew.")
    into = stands.merged_into and merged_into(review.claims).get(whole, stands.merged_into)
    return {"claim": whole, "into": into or ""}


def made_private(known: Known, work: Source, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that make a note private: the claim that it was written on, its number in the log, its words."""
    review, claim = known.review(work.id), fields["claim"]
    note = next((one for one in review.of(claim).notes if one.seq == fields["note"]), None)
    if note is None or note.private:
        said = "is private already" if note else "is not there any more"
        raise UsageError(f"This note {said}.", hint="Load the page anew.")
    owner = parts_of(review.claims)[claim][0] if note.of_whole else claim
    return {"claim": owner, "note": note.seq, "text": note.text}


def _view(known: Known, work: Source, claim: str) -> ClaimView | None:
    return next((one for one in known.script(work).claims if one.id == claim), None)


def _number(known: Known, work: Source, claim: str) -> str:
    script = known.script(work)
    return next((one.number for one in (*script.claims, *script.set_aside) if one.id == claim), claim)


def _refuse_shaped(known: Known, work: Source, claim: str) -> None:
    """Raise UsageError that says who split or merged a claim, where it stands no longer by itself."""
    review = known.review(work.id)
    stands, into = review.of(claim), merged_into(review.claims).get(claim)
    if stands.split:
        raise UsageError(
            f"This claim was split by {stands.shaped_by}.", hint="Decide its parts, or take back the split."
        )
    if into:
        raise UsageError(
            f"This claim was merged into another, {_number(known, work, into)}, by {stands.shaped_by}.",
            hint="Decide that one, or take back the merge.",
        )


def _lost_part(known: Known, work: Source, wanted: str) -> Decision | None:
    """The last split that had a part with this id or number."""
    for d in reversed(known.decisions(work.id)):
        if d.kind == "split":
            claim = str(d.fields["claim"])
            number, ids = _number(known, work, claim), [part_id(claim, text) for text in d.fields["texts"]]
            if wanted in ids or wanted in {f"{number}{letter}" for letter in ascii_lowercase[: len(ids)]}:
                return d
    return None
