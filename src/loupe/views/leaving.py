"""What of a work may leave the case: the script page counts it, and the published folder holds nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass

from loupe.views.contexts import ClaimView, ScriptContext

__all__ = ["Leaving", "leaving"]


@dataclass(frozen=True, slots=True)
class Leaving:
    """The numbers of the lines and the ids of the claims that may leave."""

    lines: frozenset[int]
    claims: frozenset[str]


def leaving(
    script: ScriptContext,
    signed: Collection[int],
    settled: Callable[[ClaimView], bool],
    wanted: Callable[[ClaimView], bool],
) -> Leaving:
    """What may leave, where the lines ``signed`` are signed with the words that they have now.

    ``settled`` says whether a claim's verdict is a person's and still holds, ``wanted`` whether a reader would miss it.
    A claim leaves with all the lines that its words stand in, or not at all. A line leaves when every wanted claim that
    touches it does, and those that persons say are said in it too: a line shown without it would look as if there were
    nothing to say about it.
    """
    touching: defaultdict[int, list[ClaimView]] = defaultdict(list)
    for claim in script.claims:
        for line in claim.touches:
            touching[line].append(claim)
    by_number = {claim.number: claim for claim in script.claims}
    said = {line.number: [*touching[line.number], *(by_number[n] for n in line.also)] for line in script.lines}
    also: defaultdict[str, list[int]] = defaultdict(list)
    for one in script.lines:
        for named in one.also:
            also[by_number[named].id].append(one.number)
    lines = {line.number for line in script.lines if line.number in signed}
    claims = {claim.id: claim for claim in script.claims if settled(claim) and lines.issuperset(claim.touches)}
    held = [n for n in sorted(lines) if any(wanted(c) and c.id not in claims for c in said[n])]
    while held:  # a line that is held back takes the claims in it along, and these the other lines that they touch
        number = held.pop()
        if number not in lines:
            continue
        lines.discard(number)
        for claim in touching[number]:
            if claims.pop(claim.id, None) is not None and wanted(claim):
                held += [other for other in (*claim.touches, *also[claim.id]) if other in lines]
    return Leaving(frozenset(lines), frozenset(claims))
