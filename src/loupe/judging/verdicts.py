"""Evidence to origins to a verdict, with every step on record. Pure: no files, no clock, no chance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from loupe.judging.copies import readings
from loupe.judging.independence import Chain, Telling, ancestors, sure_chains
from loupe.judging.policy import Policy
from loupe.model import Claim, Evidence, Origin, Search, Source, Stance, Verdict, VerdictLabel

__all__ = ["Basis", "judge"]

_READ_ONLY = ("model",)
"""The checks of evidence that a stance model alone gives, beside a comparison that saw nothing to decide on."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What judging needs to know beside the evidence.

    ``sources`` by id. ``parents``: for every source or credited name, what it draws on (node keys as in
    ``independence``). ``copies``: pairs of evidence ids whose passages share their text, the earlier first; pairs whose
    order is unknown appear both ways. ``tellers``: evidence id to the node keys of whom the passage credits.
    ``own``: node keys of the work itself and of the claim's speaker, whose word cannot bear itself out. ``names``:
    words for node keys that are not sources.
    """

    sources: Mapping[str, Source]
    parents: Mapping[str, frozenset[str]]
    copies: Collection[tuple[str, str]]
    tellers: Mapping[str, frozenset[str]]
    own: frozenset[str]
    names: Mapping[str, str]


def judge(claim: Claim, evidence: Sequence[Evidence], basis: Basis, policy: Policy, search: Search) -> Verdict:
    """The proposed verdict on one claim under a policy.

    More independent support never worsens it, a copy never improves it, and with a credible contradiction it is never
    *corroborated*.
    """
    if not claim.checkable:
        return Verdict(claim.id, "not checkable", 0, 0, "not checkable", (claim.why_not,), (), search, policy.name)
    ordered = sorted(evidence, key=lambda e: e.id)
    counted = [e for e in ordered if _counts(e, basis, policy)]
    supporting = _origins([e for e in counted if e.stance == "supports"], "supports", basis, counted)
    contradicting = _origins([e for e in counted if e.stance == "contradicts"], "contradicts", basis, counted)
    pro = sum(1 for o in supporting if not o.circular)
    con = sum(1 for o in contradicting if not o.circular)
    label, rule = _rule(pro, con, policy)
    trace = _trace(ordered, counted, supporting, contradicting, pro, con, policy, label, rule)
    return Verdict(claim.id, label, pro, con, rule, trace, (*supporting, *contradicting), search, policy.name)


def _counts(e: Evidence, basis: Basis, policy: Policy) -> bool:
    source = basis.sources.get(e.source_id)
    grade = source.reliability if source else "F"
    least = policy.least_score
    if e.checks == _READ_ONLY:
        # a likelihood of 1 is never reached, so that a policy can keep readings from counting at all
        least = max(least, policy.least_reading if policy.least_reading < 1 else math.inf)
    return e.stance != "related" and e.score >= least and grade in policy.credible_grades


def _rule(pro: int, con: int, policy: Policy) -> tuple[VerdictLabel, str]:
    if con >= policy.contradicting_origins:
        return ("contested", "support and contradiction") if pro else ("contradicted", "contradiction, no support")
    if con:
        return "uncorroborated", "contradiction below the policy's number"
    if pro >= policy.corroborating_origins:
        return "corroborated", f"{policy.corroborating_origins} or more independent origins, none against"
    if pro > 1:
        return "uncorroborated", "fewer independent origins than the policy asks for"
    return "uncorroborated", "one origin only" if pro else "no independent evidence found"


# --- origins --------------------------------------------------------------------------------------------------------


def _origins(
    evidence: Sequence[Evidence], stance: Stance, basis: Basis, counted: Sequence[Evidence]
) -> tuple[Origin, ...]:
    """The origins of one stance: those that are left however texts came to be shared and whomever a line is from."""
    if not evidence:
        return ()
    parents = _parents_for(evidence, stance, basis, counted)
    blocked = basis.own if stance == "supports" else frozenset()
    sources = {e.id: e.source_id for e in evidence}
    credited = {e.id: basis.tellers.get(e.id, frozenset()) for e in evidence}
    held = Counter(sources.values())
    standing = {e: (parents.get(s), credited[e], s if held[s] > 1 else None) for e, s in sources.items()}
    best: tuple[Sequence[Telling], Sequence[Chain]] | None = None
    for repeats in readings(sources, basis.copies, standing):
        tellings = [Telling(e.source_id, credited[e.id], repeats[e.id]) for e in evidence]
        chains = sure_chains(tellings, parents, blocked)
        if best is None or len(chains) < len(best[1]):
            best = tellings, chains
    assert best is not None
    return _group_by_chain(evidence, *best, parents, blocked, basis)


def _parents_for(
    evidence: Sequence[Evidence], stance: Stance, basis: Basis, counted: Sequence[Evidence]
) -> dict[str, frozenset[str]]:
    """Who re-tells whom in this matter: a source that argues against another has it in view, and is no copy of it."""
    drop = {e.source_id for e in counted if e.stance != stance} - {e.source_id for e in evidence}
    if stance == "contradicts":
        drop |= basis.own
    return {node: frozenset(up - drop) for node, up in basis.parents.items()}


def _group_by_chain(
    evidence: Sequence[Evidence],
    tellings: Sequence[Telling],
    chains: Sequence[Chain],
    parents: Mapping[str, frozenset[str]],
    blocked: frozenset[str],
    basis: Basis,
) -> tuple[Origin, ...]:
    """Each piece of evidence goes to the first chain it shares a node with; what shares none only echoes the work."""
    up: dict[str, frozenset[str]] = dict(parents)
    for t in tellings:
        up[t.holder] = up.get(t.holder, frozenset()) | t.credits | t.echoes
    members: list[list[Evidence]] = [[] for _ in chains]
    circular: dict[str, list[Evidence]] = {}
    for e, t in zip(evidence, tellings, strict=True):
        line = ancestors(e.source_id, up)
        home = next((i for i, chain in enumerate(chains) if chain.nodes[-1] == e.source_id), None)
        if home is None:
            home = next((i for i, chain in enumerate(chains) if line & set(chain.nodes)), None)
        if home is None or (t.credits and t.credits <= blocked):
            circular.setdefault(min((line & blocked) or {e.source_id}), []).append(e)
        else:
            members[home].append(e)
    origins = [
        Origin(_label(chain.nodes[0], basis), tuple(e.id for e in found), _why(chain, found, basis))
        for chain, found in zip(chains, members, strict=True)
    ]
    for root, found in sorted(circular.items()):
        why = (f"goes back to {_label(root, basis)}, whose word cannot bear itself out",)
        origins.append(Origin(_label(root, basis), tuple(e.id for e in found), why, circular=True))
    return tuple(origins)


def _why(chain: Chain, found: Sequence[Evidence], basis: Basis) -> tuple[str, ...]:
    reasons = []
    if len(chain.nodes) > 1:
        reasons.append(" ← ".join(_label(n, basis) for n in reversed(chain.nodes)))
    others = sorted({e.source_id for e in found} - {chain.nodes[-1]})
    if others:
        reasons.append("shared with " + ", ".join(_label(o, basis) for o in others))
    return tuple(reasons)


def _label(node: str, basis: Basis) -> str:
    source = basis.sources.get(node)
    return source.label if source else basis.names.get(node, node.removeprefix("name:"))


# --- the trace ------------------------------------------------------------------------------------------------------


def _trace(
    ordered: Sequence[Evidence], counted: Sequence[Evidence], supporting: Sequence[Origin],
    contradicting: Sequence[Origin], pro: int, con: int, policy: Policy, label: str, rule: str,
) -> tuple[str, ...]:  # fmt: skip
    left_out = sum(1 for e in ordered if e.stance != "related") - len(counted)
    lines = [_step("support it", [e for e in counted if e.stance == "supports"], supporting, pro)]
    lines.append(_step("contradict it", [e for e in counted if e.stance == "contradicts"], contradicting, con))
    if left_out:
        lines.append(f"{left_out} more left out: below the score or reliability that the policy asks for")
    lines.append(f"{policy.name}: {rule} → {label}")
    return tuple(lines)


def _step(what: str, evidence: Sequence[Evidence], origins: Sequence[Origin], independent: int) -> str:
    if not evidence:
        return f"no passage was found to {what}"
    passages = f"{len(evidence)} passage{'s' if len(evidence) > 1 else ''}"
    circular = sum(len(o.evidence_ids) for o in origins if o.circular)
    echo = f", {circular} of them only echoing the work or its speaker" if circular else ""
    verb = what if len(evidence) > 1 else what.replace("support", "supports").replace("contradict", "contradicts")
    return f"{passages} {verb}{echo}: {independent} independent origin{'' if independent == 1 else 's'}"
