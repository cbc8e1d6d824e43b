"""A line signed off: refused while something in it is open, and kept with what was signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loupe.engine.pages.known import Known
from loupe.model import Passage, Source
from loupe.model.errors import AlreadyDecided, UsageError
from loupe.review import shown_of_since
from loupe.views.contexts import ClaimView
from loupe.views.signing import claims_said, text_hash, unsettled, what_is_signed

__all__ = ["sign_off"]

_NAMED = 3


def sign_off(known: Known, work: Source, passage: Passage, on: bool, seen: int | None, who: str) -> dict[str, Any]:
    """The fields of a sign-off that say what it is for; taking one back (not ``on``) needs none.

    Raises UsageError for a passage that is no line of the work and for a line with a claim that is open, AlreadyDecided
    where somebody else decided something of its claims after what this person saw.
    """
    words: dict[str, Any] = {"text_sha256": text_hash(passage), "what": None}
    if not on:
        return words
    number = next((n for n, line in enumerate(known.lines(work.id), 1) if line.id == passage.id), None)
    if number is None:
        raise UsageError(f"{passage.id} is no line of {work.label}.", hint="Only lines of the work are signed.")
    claims, stands = claims_said(known.script(work))[number], known.standing(work)
    if why := [f"{claim.number} {one}" for claim in claims if (one := unsettled(claim, stands))]:
        more = f", and {len(why) - _NAMED} more" if len(why) > _NAMED else ""
        raise UsageError(
            f"Line {number} cannot be signed yet: {', '.join(why[:_NAMED])}{more}.",
            hint="Decide it on the film page, then sign the line.",
        )
    if seen is not None:
        _refuse_unseen(known, work, number, claims, seen, who)
    return words | {"what": what_is_signed(claims, stands)}


def _refuse_unseen(known: Known, work: Source, number: int, claims: Sequence[ClaimView], seen: int, who: str) -> None:
    touched = shown_of_since(known.decisions(work.id), seen, who).keys() & {claim.id for claim in claims}
    if touched:
        named = ", ".join(claim.number for claim in claims if claim.id in touched)
        raise AlreadyDecided(
            f"Somebody else has decided something of {named} in the meantime. Line {number} was not signed.",
            hint="Look at the line again, then sign it.",
        )
