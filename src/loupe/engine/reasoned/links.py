"""Who draws on whom in an archive: what sources declare, whom they credit, whose words they share, and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from loupe.checking import earlier
from loupe.engine.understood.provenance import NARRATORS, Provenance, teller_node
from loupe.engine.understood.said import Said
from loupe.language import find_reuse, fold, teller_key
from loupe.model import Passage, Source
from loupe.reasoning.origins import SharedText, Taken, descent

__all__ = ["LinkKind", "OriginLink", "SharedPlace", "credited_links", "declared_links", "shared_links"]

_LIVE = 20
"""Words in a row that two records of live talk have to share: what is less is how people talk, ask and take an oath."""
LinkKind = Literal["declared", "made by", "credits", "shares text", "disputes"]
_REBUTS = re.compile(
    r"\b(?:(?:un|not )true|false|wrong(?:ly)?|incorrect|mistaken|den(?:y|ies|ied)|disput(?:e|es|ed|ing)"
    r"|refut(?:e|es|ed)|rebut(?:s|ted)?|contradict(?:s|ed)?|no evidence|contrary to|myth|nonsense|debunk(?:s|ed)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """Words of the child that a link rests on: verbatim, with their place in words and their span in the stored text.

    Of shared text the same words in the parent stand beside them; of a credit or a declaration those are empty.
    """

    place: str
    quote: str
    start: int
    end: int
    parent_place: str = ""
    parent_quote: str = ""
    parent_start: int = 0
    parent_end: int = 0


@dataclass(frozen=True, slots=True)
class OriginLink:
    """The child has something from the parent; nodes are source ids or names ("name:...").

    ``directed`` is False where two share text and nobody knows who was first. ``words`` counts shared words that no
    other link explains, ``why`` says in words what the link rests on, ``places`` are all of its ``times``.
    A link that ``disputes`` has the other's words in view and is no descent.
    """

    parent: str
    child: str
    kind: LinkKind
    directed: bool
    words: int
    times: int
    why: str
    places: tuple[SharedPlace, ...] = ()


def declared_links(provenance: Provenance, label: Callable[[str], str]) -> list[OriginLink]:
    """What every source says that it draws on, or who made it where it says nothing."""
    found = []
    for source in sorted(provenance.sources.values(), key=lambda s: s.id):
        declared = any(d.strip() for d in source.draws_on)
        for parent in sorted(provenance.parents[source.id]):
            why = f"says that it draws on {label(parent)}" if declared else f"made by {label(parent)}"
            found.append(OriginLink(parent, source.id, "declared" if declared else "made by", True, 0, 1, why))
    return found


def credited_links(
    said: Iterable[Said],
    provenance: Provenance,
    names: dict[str, str],
    own: Collection[str],
    speakers: Mapping[str, Collection[str]] | None = None,
) -> list[OriginLink]:
    """Whom the statements of every source credit: of "the paper says that police say" police, then the paper.

    ``speakers`` are the keys of those who speak in each source: "I think" in a hearing credits nobody beside it.
    """
    found: dict[tuple[str, str], list[SharedPlace]] = {}
    for one in said:
        child = one.source.id
        present = speakers.get(child, ()) if speakers else ()
        place = SharedPlace(one.place, one.statement.quote, one.statement.start, one.statement.end)
        for teller in one.statement.chain:
            parent = teller_node(teller, one.source.id, names, provenance.outlets)
            if (
                parent.startswith("name:?")
                or parent in own
                or parent == child
                or fold(teller) in NARRATORS
                or teller_key(teller) in present
            ):
                break  # "he says", and what an article about the work has the work say, credit nobody beside it
            found.setdefault((parent, child), []).append(place)
            child = parent
    return [
        OriginLink(parent, child, "credits", True, 0, len(places), _times(len(places)), tuple(places))
        for (parent, child), places in sorted(found.items())
    ]


def _times(count: int) -> str:
    return "credited once" if count == 1 else f"credited {count} times"


def shared_links(
    passages: Mapping[str, Sequence[Passage]],
    sources: Mapping[str, Source],
    disputes: Collection[frozenset[str]] = (),
) -> list[OriginLink]:
    """Who took whose words: the few links that explain all shared text of an archive.

    ``passages`` by source id, in order. ``disputes`` are pairs of sources that say the opposite of each other. Who
    quotes another in order to say otherwise has its words in view, which makes no copy.
    """
    by_id = {p.id: p for of in passages.values() for p in of}
    runs: dict[tuple[str, str], list[tuple[tuple[int, int], tuple[int, int], int]]] = {}
    for found in find_reuse([(p.id, p.source_id, p.text) for p in by_id.values()]):
        left, right = by_id[found.left], by_id[found.right]
        turned = left.source_id > right.source_id
        for run in found.runs:
            a, b = _moved(run.left, left), _moved(run.right, right)
            key = (right.source_id, left.source_id) if turned else (left.source_id, right.source_id)
            runs.setdefault(key, []).append((b, a, run.words) if turned else (a, b, run.words))
    for pair in [pair for pair in runs if all(_live(sources[s], passages[s]) for s in pair)]:
        long = [run for run in runs[pair] if run[2] >= _LIVE]
        runs = {**runs, pair: long} if long else {k: v for k, v in runs.items() if k != pair}
    shares = [SharedText(left, right, tuple(sorted(of))) for (left, right), of in sorted(runs.items())]
    finder = _Finder(passages)

    def order(a: str, b: str) -> int:
        return earlier(sources[a].published, sources[b].published)

    apart = {frozenset((s.left, s.right)) for s in shares if _in_view(s, disputes, order, finder)}
    copied = [s for s in shares if frozenset((s.left, s.right)) not in apart]
    shared = {(s.left, s.right): s for s in shares}
    links = [_shared_link(t, shared, sources, finder) for t in descent(copied, order)]
    for one, other in sorted((min(pair), max(pair)) for pair in apart):
        first, then = (other, one) if order(one, other) > 0 else (one, other)
        every = Taken(first, then, 0, order(first, then) < 0, tuple(range(len(shared[one, other].runs))))
        link = _shared_link(every, shared, sources, finder)
        links.append(replace(link, kind="disputes", why="quotes the other and says otherwise: no copy"))
    return sorted(links, key=lambda link: (link.child, link.parent))


def _live(source: Source, passages: Sequence[Passage]) -> bool:
    """Whether a source is a record of live talk: it says so, or most of its passages have a speaker."""
    return source.kind == "transcript" or sum(bool(p.speaker) for p in passages) > len(passages) / 2


def _moved(span: tuple[int, int], passage: Passage) -> tuple[int, int]:
    return span[0] + passage.locator.start, span[1] + passage.locator.start


def _in_view(
    share: SharedText, disputes: Collection[frozenset[str]], order: Callable[[str, str], int], finder: _Finder
) -> bool:
    """Whether the later of the two quotes the other in order to say otherwise.

    Quotation marks are needed: a copy in which somebody changed a figure says otherwise too, and is a copy.
    """
    first = order(share.left, share.right)
    opposed = frozenset((share.left, share.right)) in disputes
    spans = [(left, right) for left, right, _ in share.runs]

    def objects(later: str, other: str, own: int) -> bool:
        return all(
            finder.quoted(later, span[own])
            and not finder.quoted(other, span[1 - own])
            and (opposed or finder.rebutted(later, span[own]))
            for span in spans
        )

    return (first <= 0 and objects(share.right, share.left, 1)) or (first >= 0 and objects(share.left, share.right, 0))


def _shared_link(
    taken: Taken, shared: Mapping[tuple[str, str], SharedText], sources: Mapping[str, Source], finder: _Finder
) -> OriginLink:
    turned = taken.parent > taken.child
    share = shared[(taken.child, taken.parent) if turned else (taken.parent, taken.child)]
    places = []
    for number in taken.runs:
        left, right, _ = share.runs[number]
        mine, theirs = (left, right) if turned else (right, left)
        place, quote = finder.words(taken.child, mine)
        there, same = finder.words(taken.parent, theirs)
        places.append(SharedPlace(place, quote, *mine, there, same, *theirs))
    dates = [sources[node].published or "undated" for node in (taken.parent, taken.child)]
    when = f"{dates[1]} after {dates[0]}" if taken.directed else "nobody knows who was first"
    why = f"{taken.words:,} words in common, {when}"
    return OriginLink(
        taken.parent, taken.child, "shares text", taken.directed, taken.words, len(taken.runs), why, tuple(places)
    )


class _Finder:
    """Places and words of spans of stored texts."""

    def __init__(self, passages: Mapping[str, Sequence[Passage]]) -> None:
        self._passages = passages
        self._starts = {source: [p.locator.start for p in of] for source, of in passages.items()}

    def _holding(self, source: str, at: int) -> Passage:
        return self._passages[source][bisect_right(self._starts[source], at) - 1]

    def words(self, source: str, span: tuple[int, int]) -> tuple[str, str]:
        """The place in words, and the words as they stand there."""
        passage = self._holding(source, span[0])
        base = passage.locator.start
        return passage.locator.clip(*span).words(), passage.text[span[0] - base : span[1] - base]

    def quoted(self, source: str, span: tuple[int, int]) -> bool:
        """Whether the words stand in quotation marks."""
        before, after = self._around(source, span)
        closed = max(before.rfind("”"), before.rfind("»"))
        if max(before.rfind("“"), before.rfind("«"), before.rfind("„")) > closed:
            return True
        return before.count('"') % 2 == 1 and '"' in after

    def rebutted(self, source: str, span: tuple[int, int]) -> bool:
        """Whether words that say it is not so stand beside these in their passage."""
        return any(_REBUTS.search(part) for part in self._around(source, span))

    def _around(self, source: str, span: tuple[int, int]) -> tuple[str, str]:
        passage = self._holding(source, span[0])
        base = passage.locator.start
        return passage.text[: span[0] - base], passage.text[span[1] - base :]
