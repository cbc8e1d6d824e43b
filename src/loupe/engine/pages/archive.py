"""What pages about the archive are made from: costly to make, held as long as nothing but decisions changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loupe.engine.pages.claimsearch import ClaimSearch
from loupe.engine.reasoned.roots import origin_groups
from loupe.model import Source
from loupe.search import static_encoder
from loupe.views import ScriptContext
from loupe.views.archive_count import archive_count
from loupe.views.contexts import ClaimView, DrawnOn, EvidenceView
from loupe.views.source_page import BEARING, Related
from loupe.views.sources_page import Listing, OriginGroup, listing_of, made_by_machine, source_rows

__all__ = ["Archive", "Script"]

Script = tuple[Source, ScriptContext]
"""A work that was checked, with its lines and claims."""
RELATED = 500
"""Parts of one source, or sources that draw on it, that its page names."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive as it stands with these ``sources`` and ``scripts``, by label and in the order of the works.

    ``listing`` is all of the list. ``parts`` and ``retellers`` are by the id of the whole and of what is drawn on.
    ``resting`` are the claims with their evidence by the id of its source. ``claims`` are all claims of all works in
    order, ``finder`` searches their texts.
    """

    sources: Mapping[str, Source]
    scripts: tuple[Script, ...]
    listing: Listing
    groups: Mapping[str, OriginGroup]
    parts: Mapping[str, Sequence[Source]]
    retellers: Mapping[str, Sequence[Source]]
    resting: Mapping[str, Sequence[tuple[Source, ClaimView, EvidenceView]]]
    works: tuple[Source, ...]
    claims: tuple[tuple[Source, ClaimView], ...]
    finder: ClaimSearch
    _known: Mapping[str, Source]
    _named: Mapping[str, Source]

    @classmethod
    def of(cls, known: Mapping[str, Source], scripts: tuple[Script, ...], before: Archive | None = None) -> Archive:
        """Make it of all sources and the works that were checked; what still holds of the one ``before`` is kept."""
        sources = dict(sorted(known.items(), key=lambda item: (item[1].label.casefold(), item[0])))
        named = {name: s for s in reversed(sources.values()) for name in _names(s)}
        claims = tuple((work, claim) for work, script in scripts for claim in script.claims)
        resting: defaultdict[str, list[tuple[Source, ClaimView, EvidenceView]]] = defaultdict(list)
        for work, claim in claims:
            for evidence in claim.evidence:
                resting[evidence.source_id].append((work, claim, evidence))
        parts: defaultdict[str, list[Source]] = defaultdict(list)
        retellers: defaultdict[str, list[Source]] = defaultdict(list)
        for source in sources.values():
            if source.part_of:
                parts[source.part_of].append(source)
            for root in sorted({named[d].id for d in source.draws_on if d in named} - {source.id}):
                retellers[root].append(source)
        groups = before.groups if before and before.groups_hold(sources) else origin_groups(tuple(sources.values()))
        cited = {
            id_: len({claim.id for _, claim, evidence in found if evidence.stance in BEARING})
            for id_, found in resting.items()
        }
        rows = source_rows(tuple(sources.values()), groups, cited, before.folded(sources) if before else {})
        finder = before.finder if before and _texts(before.claims) == _texts(claims) else _finder(claims)
        return cls(
            sources, scripts, listing_of(rows, archive_count(sources.values()).words), groups, dict(parts),
            dict(retellers), dict(resting), tuple(work for work, _ in scripts), claims, finder, known, named,
        )  # fmt: skip

    def is_of(self, known: Mapping[str, Source], scripts: tuple[Script, ...]) -> bool:
        """Whether it was made of these very sources and scripts."""
        same = len(scripts) == len(self.scripts) and all(
            mine is script for (_, mine), (_, script) in zip(self.scripts, scripts, strict=True)
        )
        return known is self._known and same

    def groups_hold(self, sources: Mapping[str, Source]) -> bool:
        """Whether these sources go back to the same roots by the same names: what that rests on has not changed."""
        return sources.keys() == self.sources.keys() and all(
            mine is source or _roots_from(mine) == _roots_from(source)
            for mine, source in ((self.sources[id_], source) for id_, source in sources.items())
        )

    def folded(self, sources: Mapping[str, Source]) -> dict[str, str]:
        """What the filter looks in, of the sources that are as they were."""
        return {row.id: row.folded for row in self.listing.rows if sources.get(row.id) is self.sources[row.id]}

    def related(self, found: Iterable[Source]) -> tuple[Related, ...]:
        """Sources as a page of another names them, the first of them."""
        shown = list(found)[:RELATED]
        return tuple(Related(s.id, s.label, s.kind, s.problem.message if s.problem else "") for s in shown)

    def drawn_on(self, source: Source) -> tuple[DrawnOn, ...]:
        """What a source says it draws on, as sources of the case where they are in it."""
        found = [(declared, self._named.get(declared)) for declared in source.draws_on]
        return tuple(DrawnOn(s.label, s.id) if s else DrawnOn(declared, None) for declared, s in found)

    def words_of(self, source: Source) -> Source:
        """Where the words of a film are: in a part of it that retells it, its maker's before a machine's."""
        if source.passages:
            return source
        told = [s for s in self.parts.get(source.id, ()) if s.passages and source.id in s.draws_on]
        return min(told, key=lambda s: (bool(made_by_machine(s)), s.id), default=source)


def _finder(claims: Sequence[tuple[Source, ClaimView]]) -> ClaimSearch:
    return ClaimSearch(_texts(claims), static_encoder())


def _texts(claims: Sequence[tuple[Source, ClaimView]]) -> list[str]:
    return [claim.text for _, claim in claims]


def _roots_from(source: Source) -> tuple[object, ...]:
    return source.title, source.name, source.maker, source.publisher, source.draws_on


def _names(source: Source) -> tuple[str, ...]:
    return tuple(filter(None, (source.title, source.name, source.name.rpartition("/")[2], source.id)))
