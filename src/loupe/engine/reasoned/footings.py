"""On what each side of a claim rests: the graph of one claim, its chains, and what all of them hang on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from loupe.engine.understood.provenance import Provenance
from loupe.language import fold, teller_key
from loupe.model import Claim, Evidence, Finding, Source
from loupe.reasoning.origins import Independence, independence, lines_of, with_unknown

__all__ = ["ClaimOrigins", "Footing", "Footings", "retells"]

_RETELL = frozenset(
    "article book blog digest feature magazine news newspaper post press review web website wire document".split()
)
"""Kinds of sources that retell: made by somebody who was not there, unless they say whom they have it from."""


@dataclass(frozen=True, slots=True)
class Footing:
    """On what one side of a claim rests: ``sources`` by id, all others by what a person calls them.

    ``origins`` is the verdict's number: what names no source stands for itself. ``strict`` is the number if all that
    name no source had it from one, which nobody knows. There may be fewer ``chains`` than ``origins`` where a text was
    taken from one that the check did not count. ``chains`` share no node, the origin first; ``roots`` are all
    origins, relays ignored. ``hangs_on`` are those that every chain runs through; ``cut`` a smallest set without which
    nothing is left; ``interests`` groups with a stake that all of it goes back to.
    """

    origins: int
    strict: int
    sources: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]
    roots: tuple[str, ...]
    hangs_on: tuple[str, ...]
    cut: tuple[str, ...]
    interests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimOrigins:
    """A claim with its proposed verdict and what both sides rest on."""

    claim: Claim
    label: str
    supports: Footing
    contradicts: Footing


def retells(source: Source) -> bool:
    """Whether a source is of a kind that retells what others saw."""
    return bool(_RETELL.intersection(fold(source.kind).replace("-", " ").split()))


@dataclass(frozen=True, slots=True)
class Footings:
    """All that is known of an archive, asked claim by claim."""

    provenance: Provenance
    names: dict[str, str]
    sources: Mapping[str, Source]
    texts: Mapping[str, str]
    twins: Callable[[str, str], bool]
    groups: Mapping[str, frozenset[str]]
    label: Callable[[str], str]
    taken: Mapping[str, Sequence[tuple[int, int, str]]]

    def of(self, finding: Finding) -> ClaimOrigins:
        """What both sides of one claim rest on."""
        verdict = finding.verdict
        counted = {i for o in verdict.origins for i in o.evidence_ids}
        evidence = [e for e in finding.evidence if e.id in counted]
        basis = self.provenance.basis(finding.claim, evidence, self.texts, self.twins)
        self.names.update(basis.names)
        sides = []
        for stance, count in (("supports", verdict.supporting), ("contradicts", verdict.contradicting)):
            side = [e for e in evidence if e.stance == stance]
            own = basis.own if stance == "supports" else frozenset()
            against = {e.source_id for e in evidence if e.stance != stance} - {e.source_id for e in side}
            sides.append(self._footing(side, basis.tellers, basis.copies, own, frozenset(against), count))
        return ClaimOrigins(finding.claim, verdict.label, *sides)

    def _footing(
        self,
        evidence: Sequence[Evidence],
        tellers: Mapping[str, frozenset[str]],
        copies: Collection[tuple[str, str]],
        own: frozenset[str],
        against: frozenset[str],
        count: int,
    ) -> Footing:
        holders = {e.source_id for e in evidence}
        # who argues against another has it in view and does not have it from there
        parents = {node: frozenset(up - against) for node, up in self.provenance.parents.items()}
        graph, origins = _claim_graph(evidence, tellers, copies, parents, own, self.taken)
        found = independence(holders, graph, blocked=own, origins=origins, interests=self.groups)
        silent = self._silent(evidence, tellers, graph)
        unknown = with_unknown({node: frozenset() if node in silent else up for node, up in graph.items()}, silent)
        strict = independence(holders, unknown, blocked=own, origins=origins - silent)
        return self._named(found, holders, count, min(count, strict.kappa))

    def _silent(
        self, evidence: Sequence[Evidence], tellers: Mapping[str, frozenset[str]], graph: Mapping[str, frozenset[str]]
    ) -> frozenset[str]:
        """The sources that retell and name nobody whom they have it from; their makers were not there."""
        credit = {e.source_id for e in evidence if tellers.get(e.id)}
        return frozenset(
            node
            for node, source in self.sources.items()
            if node not in credit and retells(source) and graph.get(node, frozenset()) <= _makers(source)
        )

    def _named(self, found: Independence, holders: Collection[str], count: int, strict: int) -> Footing:
        circles = dict(found.circles)

        def named(node: str) -> str:
            return " and ".join(self.label(n) for n in circles.get(node, (node,)))

        return Footing(
            origins=count,
            strict=strict,
            sources=tuple(sorted(holders)),
            chains=tuple(tuple(map(named, chain)) for chain in found.chains),
            roots=tuple(map(named, found.origins)),
            hangs_on=tuple(map(named, found.hangs_on)),
            cut=tuple(map(named, found.cut)),
            interests=found.interests,
        )


def _half(e: Evidence) -> float:
    return (e.locator.end - e.locator.start) / 2


def _makers(source: Source) -> frozenset[str]:
    key = teller_key(source.maker) or fold(source.maker) if source.maker else ""
    return frozenset({f"name:{key}"}) if key and not any(d.strip() for d in source.draws_on) else frozenset()


def _claim_graph(
    evidence: Sequence[Evidence],
    tellers: Mapping[str, frozenset[str]],
    copies: Collection[tuple[str, str]],
    parents: Mapping[str, frozenset[str]],
    own: frozenset[str],
    taken: Mapping[str, Sequence[tuple[int, int, str]]],
) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """What goes back to what in the matter of one claim, and who is an origin whatever else it draws on.

    What a source draws on in general counts where its passage credits nobody and repeats nobody; a credited name stands
    before the line that brought its word. Where one of those that a source draws on holds the same evidence, or is the
    work itself, the line is taken to come from that one.
    """
    sources = {e.id: e.source_id for e in evidence}
    holders = frozenset(sources.values())
    graph = dict(parents)
    entry: dict[str, frozenset[str]] = dict.fromkeys(holders, frozenset())
    origins: set[str] = set()
    for e in sorted(evidence, key=lambda e: e.id):
        s = e.source_id
        echoed = {sources[a] for a, b in copies if b == e.id and a in sources and sources[a] != s}
        credited = tellers.get(e.id, frozenset()) - {s}
        echoed |= credited & holders
        # words that are an earlier text's have what they say from there, also where that is no evidence itself
        echoed |= {p for a, b, p in taken.get(s, ()) if min(b, e.locator.end) - max(a, e.locator.start) > _half(e)}
        if echoed:
            entry[s] |= echoed
            continue
        line = lines_of(s, parents)
        above = parents.get(s, frozenset())
        if credited and credited <= line:
            entry[s] |= {p for p in above if lines_of(p, parents) & credited}
            continue
        entry[s] |= (above & own) or (above & holders) or above
        roots = {node for node in line if not parents.get(node)}
        if not credited:
            origins |= roots
            continue
        for teller in sorted(credited - line):
            if lines_of(teller, parents) & line - {teller}:
                entry[s] = frozenset({teller})
            else:
                for root in roots:
                    graph[root] = graph.get(root, frozenset()) | {teller}
                entry[s] |= {teller} if s in roots else frozenset()
    return graph | entry, frozenset(origins)
