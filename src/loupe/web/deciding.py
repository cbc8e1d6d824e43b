"""Decisions from the pages: one at a time, kept before it is answered for."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request

from loupe.model import to_plain
from loupe.model.errors import UsageError
from loupe.store import Decision, DecisionKind
from loupe.web.pages import Seen, case_of

__all__ = ["router"]

router = APIRouter(prefix="/api")


@router.post("/decide")
def decide(
    request: Request,
    work: Annotated[str, Body(max_length=100)],
    kind: Annotated[DecisionKind, Body()],
    fields: Annotated[dict[str, Any], Body()],
    why: Annotated[str, Body(max_length=20_000)] = "",
    seen: Seen = None,
) -> dict[str, Any]:
    """Keep one decision; answers 409 when somebody else has decided the same thing since ``seen``.

    A verdict comes with the ``proposed`` and the ``basis`` that the page showed: 409 as well where they are others now.
    """
    return {
        "decision": to_plain(case_of(request).decide(work, kind, fields, why, seen=seen, who=request.app.state.who))
    }


@router.post("/undo")
def undo(request: Request, work: Annotated[str, Body(embed=True, max_length=100)]) -> dict[str, Any]:
    """Take back this person's last decision on a work."""
    taken_back = case_of(request).undo(work, who=request.app.state.who)
    return _told(request, taken_back, "Taken back", "There is nothing of yours to undo.")


@router.post("/redo")
def redo(request: Request, work: Annotated[str, Body(embed=True, max_length=100)]) -> dict[str, Any]:
    """Give back what this person took back last."""
    given_back = case_of(request).redo(work, who=request.app.state.who)
    return _told(request, given_back, "Given back", "There is nothing of yours to redo.")


def _told(request: Request, decision: Decision | None, did: str, otherwise: str) -> dict[str, Any]:
    """The decision, and in ``words`` what it took back or gave back."""
    if decision is None:
        raise UsageError(otherwise, hint="Decide something first.")
    return {"decision": to_plain(decision), "words": f"{did}: {case_of(request).words_of(decision)}."}
