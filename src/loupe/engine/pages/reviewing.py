"""What a person decides, held against the case before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loupe.engine.pages.known import Known
from loupe.engine.pages.signing import sign_off
from loupe.model import Claim, Finding, Passage, Source
from loupe.model.errors import AlreadyDecided, IdUnknown, UsageError
from loupe.review import Review, basis_of, redoable, said_already, undoable
from loupe.review.shapes import UNCHECKED, joined_basis, merged_into, part_basis, parts_of
from loupe.store import Decision, DecisionKind, Store

__all__ = ["decide", "redo", "refuse_unseen_evidence", "undo"]


def decide(
    known: Known, work: Source, kind: DecisionKind, fields: Mapping[str, Any], why: str, seen: int | None, who: str
) -> Decision:
    """Keep a decision; where one of the same person's says the same already, that one stands.

    Raises IdUnknown for what is not there, UsageError for what cannot be decided, AlreadyDecided.

    A verdict is kept with what Loupe proposed and the hash of the evidence that stood there; a card's quote must stand
    in its passage where it says; a line is signed with the hashes of what is signed (``signing``). A page sends with a
    verdict what it showed, as ``proposed`` and ``basis``: where either is another by now, nothing is kept
    (AlreadyDecided).
    """
    if kind == "undo":
        raise UsageError("Undo takes back your last decision; it names none.", hint="Press z, or run loupe undo.")
    try:
        store, taken = known.store, known.decisions(work.id)
        done = _completed(store, work, kind, dict(fields), known.review(work.id))
        if kind == "signed":
            done |= sign_off(known, work, _passage(store, done["passage"]), done["on"], seen, who)
        if kind == "verdict":
            refuse_unseen_evidence(fields, done, "this claim", "It was not kept.")
        return said_already(taken, kind, done, who, why) or store.decide(work.id, kind, done, who, why, seen)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"This is no {kind} decision: {error}.", hint="See docs/deciding.md.") from error


def undo(store: Store, work: Source, who: str) -> Decision | None:
    """Take back the person's last decision in force; None where there is none."""
    seq = undoable(store.decisions(work.id), who)
    return None if seq is None else store.decide(work.id, "undo", {"seq": seq}, who, "")


def redo(store: Store, work: Source, who: str) -> Decision | None:
    """Take back the person's last taking back; None where something new was decided since."""
    seq = redoable(store.decisions(work.id), who)
    return None if seq is None else store.decide(work.id, "undo", {"seq": seq}, who, "")


def refuse_unseen_evidence(shown: Mapping[str, Any], now: Mapping[str, Any], claim: str, so: str) -> None:
    """Raise AlreadyDecided when a page showed another proposal or other evidence than stands ``now``.

    Both hold ``proposed`` and ``basis``; ``shown`` may lack them: then it is decided without a page. ``so`` says what
    was not kept.
    """
    if all(shown.get(name, now[name]) == now[name] for name in ("proposed", "basis")):
        return
    before = shown.get("proposed", now["proposed"])
    if before != now["proposed"]:
        found = f"the page showed “{before}”, by now “{now['proposed']}” is proposed"
    else:
        found = f"“{before}” is still proposed, but on other passages than the page showed"
    raise AlreadyDecided(
        f"The evidence for {claim} has changed: {found}. {so}",
        hint="Look at it again, then decide. While a check runs, pages show what it found when it is done.",
    )


def _completed(
    store: Store, work: Source, kind: DecisionKind, fields: dict[str, Any], review: Review
) -> dict[str, Any]:
    if "claim" in fields:
        fields["claim"] = _claim(store, work, review, str(fields["claim"]))
    if kind == "verdict":
        return _verdict(store, review, fields)
    if kind == "split":
        return _split(store, review, fields)
    if kind == "merge":
        return _merged(store, work, review, fields)
    if kind == "card":
        passage = _passage(store, fields["passage"])
        start, end = (fields[name] for name in ("start", "end"))
        if type(start) is not int or type(end) is not int:
            raise ValueError("whole numbers expected")
        base = passage.locator.start
        if not base <= start < end <= passage.locator.end or passage.text[start - base : end - base] != fields["quote"]:
            raise UsageError("The quote does not stand in the passage where it says.", hint="Load the page again.")
        fields["passage"] = passage.id
    if kind == "public":
        fields["source"] = store.source(str(fields["source"])).id
    if kind == "signed":
        fields["passage"] = _passage(store, fields["passage"]).id
    return fields


def _claim(store: Store, work: Source, review: Review, wanted: str) -> str:
    """The id of a claim of the work, or of a part of one that a person split."""
    if wanted in parts_of(review.claims):
        return wanted
    claim = store.find(wanted)
    if not isinstance(claim, Claim) or claim.work_id != work.id:
        raise IdUnknown(f"There is no claim {wanted} in {work.label}.")
    return claim.id


def _verdict(store: Store, review: Review, fields: dict[str, Any]) -> dict[str, Any]:
    claim, label = fields["claim"], fields["label"]
    part = parts_of(review.claims).get(claim)
    finding = store.finding(part[0] if part else claim)
    if finding is None:
        raise UsageError("No check has judged this claim yet.", hint="Run loupe check again, then decide.")
    if part:
        if label == "accept":
            raise UsageError(
                "No check has judged this part of a claim: there is nothing to accept.",
                hint="Say yourself what holds: press x, or name the verdict.",
            )
        basis = part_basis(basis_of(finding), claim)
        return {"claim": claim, "label": label, "proposed": UNCHECKED, "basis": basis}
    stands = review.of(claim)
    if stands.split:
        raise UsageError("This claim was split.", hint="Decide its parts, or take the split back.")
    into = merged_into(review.claims)
    if claim in into:
        raise UsageError("This claim was merged into another.", hint="Decide that one, or take the merge back.")
    others = [found for one, root in sorted(into.items()) if root == claim and (found := store.finding(one))]
    basis = joined_basis(basis_of(finding), _cards(finding), [(basis_of(one), _cards(one)) for one in others])
    proposed = finding.verdict.label
    return {"claim": claim, "label": proposed if label == "accept" else label, "proposed": proposed, "basis": basis}


def _cards(finding: Finding) -> set[tuple[str, str]]:
    return {(card.passage_id, card.quote) for card in finding.evidence}


def _split(store: Store, review: Review, fields: dict[str, Any]) -> dict[str, Any]:
    claim = fields["claim"]
    if claim in parts_of(review.claims):
        raise UsageError("This is a part already.", hint="Take the split back, then split the whole anew.")
    if any(root == claim for root in merged_into(review.claims).values()):
        raise UsageError("Another claim was merged into this one.", hint="Take the merge back first.")
    if store.finding(claim) is None:
        raise UsageError("No check has judged this claim yet.", hint="Run loupe check again, then split it.")
    texts = [" ".join(str(text).split()) for text in fields["texts"]]
    if len(set(texts)) != len(texts):
        raise UsageError("Two of the parts say the same.", hint="Each part stands for itself.")
    return {"claim": claim, "texts": texts}


def _merged(store: Store, work: Source, review: Review, fields: dict[str, Any]) -> dict[str, Any]:
    claim, parts = fields["claim"], parts_of(review.claims)
    into = _claim(store, work, review, str(fields["into"]))
    if claim in parts or into in parts:
        raise UsageError("A part of a claim is merged with nothing.", hint="Take the split back first.")
    roots = merged_into(review.claims)
    into = roots.get(into, into)
    if into == claim:
        raise UsageError("A claim is the same as itself.", hint="Name another claim.")
    if review.of(into).split:
        raise UsageError("That claim was split.", hint="Take the split back first, or name another claim.")
    if store.finding(claim) is None or store.finding(into) is None:
        raise UsageError("No check has judged one of these claims yet.", hint="Run loupe check again, then merge them.")
    return {"claim": claim, "into": into}


def _passage(store: Store, wanted: Any) -> Passage:
    found = store.find(str(wanted))
    if not isinstance(found, Passage):
        raise IdUnknown(f"There is no passage {wanted} in the case.")
    return found
