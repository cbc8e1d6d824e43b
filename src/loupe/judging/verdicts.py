"""Evidence to origins to a verdict, with every step on record. Pure: no files, no clock, no chance."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from loupe.judging.independence import Chain, ancestors, disjoint_chains
from loupe.judging.policy import Policy
from loupe.model import Claim, Evidence, Origin, Search, Source, Stance, Verdict, VerdictLabel

__all__ = ["Basis", "judge"]


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
    return e.stance != "related" and e.score >= policy.least_score and grade in policy.credible_grades


def _rule(pro: int, con: int, policy: Policy) -> tuple[VerdictLabel, str]:
    if con >= policy.contradicting_origins:
        return ("contested", "support and contradiction") if pro else ("contradicted", "contradiction, no support")
    if con:
        return "uncorroborated", "contradiction below the policy's number"
    if pro >= policy.corroborating_origins:
        return "corroborated", f"{policy.corroborating_origins} or more independent origins, none against"
    return "uncorroborated", "one origin only" if pro else "no independent evidence found"


# --- origins --------------------------------------------------------------------------------------------------------


def _origins(
    evidence: Sequence[Evidence], stance: Stance, basis: Basis, counted: Sequence[Evidence]
) -> tuple[Origin, ...]:
    if not evidence:
        return ()
    parents = _parents_for(evidence, stance, basis, counted)
    group = _merged(evidence, basis)
    holders: dict[str, set[str]] = {}
    own_voice: set[str] = set()
    for e in evidence:
        holder = group[e.source_id]
        credited = basis.tellers.get(e.id, frozenset())
        holders.setdefault(holder, set()).update(credited)
        if not credited:
            own_voice.add(holder)
    # a source that also says it in its own voice needs nobody's credit
    needs = {holder: frozenset() if holder in own_voice else frozenset(names) for holder, names in holders.items()}
    merged_parents = _merge_parents(parents, group)
    chains = disjoint_chains(needs, merged_parents, basis.own if stance == "supports" else frozenset())
    return _group_by_chain(evidence, chains, needs, merged_parents, group, basis)


def _parents_for(
    evidence: Sequence[Evidence], stance: Stance, basis: Basis, counted: Sequence[Evidence]
) -> dict[str, frozenset[str]]:
    """Who re-tells whom, as far as this claim goes: a source that argues against another has it in view, and is no copy."""
    opposite = {e.source_id for e in counted if e.stance != stance}
    same = {e.source_id for e in evidence}
    drop = opposite - same
    if stance == "contradicts":
        drop |= basis.own
    parents = {node: frozenset(up - drop) for node, up in basis.parents.items()}
    by_id = {e.id: e for e in evidence}
    for earlier, later in sorted(basis.copies):
        if earlier in by_id and later in by_id and (later, earlier) not in basis.copies:
            a, b = by_id[earlier].source_id, by_id[later].source_id
            if a != b and b not in ancestors(a, parents):
                parents[b] = parents.get(b, frozenset()) | {a}
    return parents


def _merged(evidence: Sequence[Evidence], basis: Basis) -> dict[str, str]:
    """Sources whose passages share text in an order nobody knows count as one: each source to its representative."""
    group = {e.source_id: e.source_id for e in evidence}
    by_id = {e.id: e.source_id for e in evidence}

    def find(x: str) -> str:
        while group[x] != x:
            x = group[x]
        return x

    for a, b in sorted(basis.copies):
        if (b, a) in basis.copies and a in by_id and b in by_id:
            low, high = sorted((find(by_id[a]), find(by_id[b])))
            group[high] = low
    return {source: find(source) for source in group}


def _merge_parents(parents: Mapping[str, frozenset[str]], group: Mapping[str, str]) -> dict[str, frozenset[str]]:
    merged: dict[str, set[str]] = {}
    for node, up in parents.items():
        target = group.get(node, node)
        merged.setdefault(target, set()).update(group.get(p, p) for p in up)
    return {node: frozenset(up - {node}) for node, up in merged.items()}


def _group_by_chain(
    evidence: Sequence[Evidence],
    chains: Sequence[Chain],
    needs: Mapping[str, frozenset[str]],
    parents: Mapping[str, frozenset[str]],
    group: Mapping[str, str],
    basis: Basis,
) -> tuple[Origin, ...]:
    """Each piece of evidence goes to the first chain it shares a node with; what shares none only echoes the work."""
    members: list[list[Evidence]] = [[] for _ in chains]
    circular: dict[str, list[Evidence]] = {}
    for e in evidence:
        holder = group[e.source_id]
        line = ancestors(holder, parents) | needs[holder]
        home = next((i for i, chain in enumerate(chains) if chain.nodes[-1] == holder), None)
        if home is None:
            home = next((i for i, chain in enumerate(chains) if line & set(chain.nodes)), None)
        if home is not None:
            members[home].append(e)
        else:
            root = min((line & basis.own) or {holder})
            circular.setdefault(root, []).append(e)
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
