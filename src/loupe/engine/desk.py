"""The pages of the case and of the script, from what is held of each work."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loupe.engine.films import film_of
from loupe.model import Passage, Source
from loupe.review import review_of
from loupe.store import Store
from loupe.views import ScriptContext
from loupe.views.case_page import CasePage, case_page
from loupe.views.changes import Changes
from loupe.views.script_page import ScriptPage, script_page

__all__ = ["Lines", "page_of_case", "page_of_script"]


@dataclass(slots=True)
class Lines:
    """The lines of each work as they stood at an entry of the log; safe to use from several threads."""

    _held: dict[str, tuple[int, tuple[Passage, ...]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, store: Store, work: str) -> tuple[Passage, ...]:
        """The lines of a work in order, read anew only where something but decisions has changed."""
        with self._lock:
            now = store.last_change()
            held = self._held.get(work)
            if held is None or held[0] != now:
                passages = sorted(store.passages(work), key=lambda p: (p.ordinal, p.locator.start))
                held = self._held[work] = (now, tuple(passages))
            return held[1]


def page_of_case(
    store: Store,
    sources: Sequence[Source],
    works: Sequence[Source],
    scripts: Mapping[str, ScriptContext],
    lines: Lines,
    changes: Mapping[str, Changes],
) -> CasePage:
    """The page of the case; ``scripts`` and ``changes`` are those of the works by id."""
    taken = {work.id: store.decisions(work.id) for work in works}
    return case_page(
        case=store.name,
        sources=sources,
        works=works,
        scripts=scripts,
        reviews={work: review_of(decided) for work, decided in taken.items()},
        lines={work.id: lines.of(store, work.id) for work in works},
        taken=sorted((d for decided in taken.values() for d in decided), key=lambda d: d.seq),
        changes=changes,
    )


def page_of_script(
    store: Store, work: Source, script: ScriptContext, bases: Mapping[str, str], lines: Lines, part: int
) -> ScriptPage:
    """The script page of a work; ``bases`` are the hashes of the evidence of its claims."""
    review = review_of(store.decisions(work.id))
    film = film_of(store, work)
    return script_page(script, review, lines.of(store, work.id), lambda claim: bases.get(claim, ""), part, film)
