"""What a person decides, held against the case before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from loupe.engine.pages import reshaping
from loupe.engine.pages.known import Known
from loupe.engine.pages.signing import sign_off
from loupe.model import Passage, Source
from loupe.model.errors import AlreadyDecided, IdUnknown, UsageError
from loupe.review import redoable, said_already, undoable
from loupe.review.shapes import parts_of
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
    (AlreadyDecided). A claim is named by its id or its number.
    """
    if kind == "undo":
        raise UsageError("Undo takes back your last decision; it names none.", hint="Press z, or run loupe undo.")
    try:
        store, taken = known.store, known.decisions(work.id)
        done = _completed(known, work, kind, dict(fields))
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


_OF_CLAIMS: Mapping[DecisionKind, Callable[[Known, Source, Mapping[str, Any]], dict[str, Any]]] = {
    "verdict": reshaping.verdict,
    "split": reshaping.split,
    "merge": reshaping.merged,
    "whole": reshaping.put_together,
    "private": reshaping.made_private,
}


def _completed(known: Known, work: Source, kind: DecisionKind, fields: dict[str, Any]) -> dict[str, Any]:
    store = known.store
    if "claim" in fields:
        fields["claim"] = reshaping.claim_named(known, work, str(fields["claim"]))
        reshaping.refuse_unseen_shape(known, work, kind, fields["claim"])
    if made := _OF_CLAIMS.get(kind):
        return made(known, work, fields)
    if kind == "checkable" and fields["claim"] in parts_of(known.review(work.id).claims):
        raise UsageError("A part of a claim can be checked as it is.", hint="Decide it, or take back the split.")
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


def _passage(store: Store, wanted: Any) -> Passage:
    found = store.find(str(wanted))
    if not isinstance(found, Passage):
        raise IdUnknown(f"There is no passage {wanted} in the case.")
    return found
