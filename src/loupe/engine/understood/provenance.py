"""Who draws on whom in this case: what judging needs to count origins, from what sources say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from loupe.checking import find_copies
from loupe.judging import Basis
from loupe.language import fold, teller_key
from loupe.model import Claim, Evidence, Source

__all__ = ["NARRATORS", "Provenance", "teller_node"]

NARRATORS = frozenset({"", "narrator", "voice-over", "voiceover", "v.o", "vo", "commentary", "host", "presenter"})
_ITSELF = ("film", "documentary", "movie", "programme", "podcast", "series", "episode")
"""What an article about the work calls it: "the film says" is the work's own word."""
_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "it"})


@dataclass(frozen=True, slots=True)
class Provenance:
    """The sources of a case by id, and what each of them draws on as node keys (ids, or ``name:...``)."""

    sources: Mapping[str, Source]
    parents: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    outlets: Mapping[str, str]

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Provenance:
        """Resolve ``draws_on`` of every source: an id, a file name or title of the case, else a plain name.

        A source that declares nothing goes back to its maker, so that two articles of one author are one origin.
        """
        by_name: dict[str, str] = {}
        for source in sorted(sources, key=lambda s: s.id, reverse=True):
            for name in (source.title, source.name, source.name.rpartition("/")[2]):
                if name:
                    by_name[fold(name)] = source.id
        known = {source.id: source for source in sources}
        parents: dict[str, frozenset[str]] = {}
        names: dict[str, str] = {}
        for source in sources:
            declared = [d for d in source.draws_on if d.strip()]
            nodes = {_node(d, known, by_name, names) for d in declared}
            if not nodes and source.maker:
                nodes = {_name_node(source.maker, names)}
            parents[source.id] = frozenset(nodes - {source.id})
        return cls(known, parents, names, _outlets(sources))

    def basis(
        self, claim: Claim, evidence: Sequence[Evidence], texts: Mapping[str, str], twins: Callable[[str, str], bool]
    ) -> Basis:
        """What judging needs for one claim; ``texts`` are the passages' by id, ``twins`` knows copied sources."""
        names = dict(self.names)
        tellers: dict[str, frozenset[str]] = {}
        for piece in evidence:
            if piece.attribution:
                tellers[piece.id] = frozenset(
                    {teller_node(piece.attribution[-1], piece.source_id, names, self.outlets)}
                )
        own = set(self.itself(claim.work_id, names))
        speaker = (claim.speaker or "").strip()
        if fold(speaker).strip(" .:") not in NARRATORS:
            own.add(_name_node(speaker, names))
        dates = {s.id: s.published for s in self.sources.values()}
        copies = find_copies(evidence, texts, dates, twins)
        return Basis(self.sources, self.parents, frozenset(copies), tellers, frozenset(own), names)

    def itself(self, work_id: str, names: dict[str, str]) -> frozenset[str]:
        """The nodes that are the work: its id, its maker, its title, and what an article about it calls it."""
        work = self.sources[work_id]
        return frozenset({work_id, *(_name_node(name, names) for name in (work.maker, work.title, *_ITSELF) if name)})


def _node(declared: str, known: Mapping[str, Source], by_name: Mapping[str, str], names: dict[str, str]) -> str:
    if declared in known:
        return declared
    short = [identity for identity in known if identity.startswith(declared)] if declared.startswith("s-") else []
    if len(short) == 1:
        return short[0]
    return by_name.get(fold(declared)) or _name_node(declared, names)


def _name_node(name: str, names: dict[str, str]) -> str:
    key = teller_key(name) or fold(name)
    node = f"name:{key}"
    shown = name.removeprefix("after ")
    names[node] = min(names.get(node, shown), shown, key=lambda n: (-len(n), n))
    return node


def _outlets(sources: Sequence[Source]) -> dict[str, str]:
    """Sources by the key of their publisher or by their title, where one alone has it: "according to Wired"."""
    found: dict[str, set[str]] = {}
    for source in sources:
        if source.publisher:
            found.setdefault(teller_key(source.publisher), set()).add(source.id)
        if source.title:
            found.setdefault(_by_title(source.title), set()).add(source.id)
    return {key: min(ids) for key, ids in found.items() if len(ids) == 1 and key}


def _by_title(name: str) -> str:
    return "title:" + fold(name).strip(" .,;:“”\"'").removeprefix("the ")


def teller_node(root: str, source_id: str, names: dict[str, str], outlets: Mapping[str, str]) -> str:
    """The node of somebody whom a source credits: a source of the case that is known by that name, else the name.

    Somebody whom the passage does not name is a root of that source alone.
    """
    if fold(root) in _PRONOUNS:
        node = f"name:?{source_id}"
        names[node] = "somebody the passage does not name"
        return node
    outlet = outlets.get(teller_key(root)) or outlets.get(_by_title(root))
    return outlet if outlet and outlet != source_id else _name_node(root, names)
