"""Who copied whom in a case, and on how many independent origins each claim rests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from loupe.engine.reasoned.footings import ClaimOrigins, Footings, retells
from loupe.engine.reasoned.links import OriginLink, credited_links, declared_links, shared_links
from loupe.engine.understood.provenance import Provenance, teller_node
from loupe.engine.understood.said import Said
from loupe.language import fold, teller_key
from loupe.model import Finding, Passage, Source

__all__ = ["OriginNode", "OriginReport", "trace_origins"]

NodeKind = Literal["publication", "work", "teller"]


@dataclass(frozen=True, slots=True)
class OriginNode:
    """A source, or a person or paper that sources name; ``published`` is an EDTF date."""

    id: str
    label: str
    kind: NodeKind
    published: str | None = None


@dataclass(frozen=True, slots=True)
class OriginReport:
    """Who draws on whom: nodes and links in order, the sources that name no source, and the claims of the work."""

    nodes: tuple[OriginNode, ...]
    links: tuple[OriginLink, ...]
    nameless: tuple[str, ...]
    interests: tuple[tuple[str, tuple[str, ...]], ...]
    claims: tuple[ClaimOrigins, ...]

    def label(self, node: str) -> str:
        """What a person calls a node."""
        return next((n.label for n in self.nodes if n.id == node), node)


def trace_origins(
    sources: Sequence[Source],
    passages_of: Callable[[str], Sequence[Passage]],
    said: Iterable[Said],
    findings: Sequence[Finding],
    interests: Mapping[str, Sequence[str]],
    twins: Callable[[str, str], bool],
) -> OriginReport:
    """The origins of a case: its links, and what each claim of ``findings`` rests on.

    ``said`` is who says what in the sources, ``interests`` maps groups with a stake to the names of their members;
    ``twins`` tells whether two sources are copies as a whole.
    """
    provenance = Provenance.of(sources)
    names = dict(provenance.names)
    works = sorted({f.claim.work_id for f in findings})
    own = {node for work in works for node in provenance.itself(work, names)}
    known = {s.id: s for s in sources}

    def label(node: str) -> str:
        return known[node].label if node in known else names.get(node, node.removeprefix("name:"))

    passages = {s.id: passages_of(s.id) for s in sorted(sources, key=lambda s: s.id) if s.passages}
    links = [
        *declared_links(provenance, label),
        *credited_links(said, provenance, names, own, _speakers(passages)),
        *shared_links(passages, known, _disputing(findings)),
    ]
    in_links = {node for link in links for node in (link.parent, link.child)} | set(known)
    nodes = [
        OriginNode(node, label(node), _kind(known.get(node)), known[node].published if node in known else None)
        for node in sorted(in_links)
    ]
    groups = {name: frozenset(_member(m, provenance, names) for m in members) for name, members in interests.items()}
    texts = {p.id: p.text for of in passages.values() for p in of}
    footing = Footings(provenance, names, known, texts, twins, groups, label, _taken(links))
    return OriginReport(
        tuple(nodes),
        tuple(sorted(links, key=lambda link: (link.child, link.parent, link.kind))),
        _nameless(known.values(), links),
        tuple((name, tuple(sorted(map(label, members)))) for name, members in sorted(groups.items())),
        tuple(footing.of(f) for f in findings if f.claim.checkable),
    )


def _speakers(passages: Mapping[str, Sequence[Passage]]) -> dict[str, frozenset[str]]:
    """The keys of those who speak in each source."""
    return {s: frozenset(teller_key(p.speaker) for p in of if p.speaker) for s, of in passages.items()}


def _taken(links: Sequence[OriginLink]) -> dict[str, list[tuple[int, int, str]]]:
    """By source: the spans of its text that are surely an earlier one's, and whose."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for link in links:
        if link.kind == "shares text" and link.directed:
            found.setdefault(link.child, []).extend((p.start, p.end, link.parent) for p in link.places)
    return found


def _kind(source: Source | None) -> NodeKind:
    if source is None:
        return "teller"
    return "work" if source.role == "work" else "publication"


def _nameless(sources: Iterable[Source], links: Sequence[OriginLink]) -> tuple[str, ...]:
    """Sources of the archive that retell and name nobody whom they have it from."""
    named = {link.child for link in links if link.kind != "made by" and link.directed}
    return tuple(sorted(s.id for s in sources if s.role == "archive" and retells(s) and s.id not in named))


def _disputing(findings: Sequence[Finding]) -> frozenset[frozenset[str]]:
    """Pairs of sources of which one supports what the other contradicts, and neither says both."""
    found = set()
    for finding in findings:
        counted = {i for o in finding.verdict.origins for i in o.evidence_ids}
        sides = [
            {e.source_id for e in finding.evidence if e.stance == stance and e.id in counted}
            for stance in ("supports", "contradicts")
        ]
        found |= {frozenset((a, b)) for a in sides[0] - sides[1] for b in sides[1] - sides[0]}
    return frozenset(found)


def _member(name: str, provenance: Provenance, names: dict[str, str]) -> str:
    """A member of a group: a source by its id, file name or title, else a teller by name."""
    for source in provenance.sources.values():
        if name in (source.id, source.name, source.name.rpartition("/")[2]) or fold(name) == fold(source.title or ""):
            return source.id
    return teller_node(name, "", names, provenance.outlets)
