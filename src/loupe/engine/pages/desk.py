"""The pages of the case and of the script, from what is known of the case."""

from __future__ import annotations

from collections.abc import Mapping

from loupe.engine.intake.films import film_of
from loupe.engine.pages.known import Known
from loupe.model import Source
from loupe.views.case_page import CasePage, case_page
from loupe.views.changes import Changes
from loupe.views.script_page import ScriptPage, script_page

__all__ = ["page_of_case", "page_of_script"]


def page_of_case(known: Known, changes: Mapping[str, Changes]) -> CasePage:
    """The page of the case; ``changes`` are those of the works by id."""
    works = known.works()
    return case_page(
        case=known.store.name,
        sources=tuple(sorted(known.sources().values(), key=lambda s: (s.name, s.id))),
        works=works,
        scripts={work.id: known.script(work) for work in works},
        reviews={work.id: known.review(work.id) for work in works},
        signs={work.id: known.sign_offs(work) for work in works},
        taken=sorted((d for work in works for d in known.decisions(work.id)), key=lambda d: d.seq),
        changes=changes,
    )


def page_of_script(known: Known, work: Source, part: int) -> ScriptPage:
    """The script page of a work."""

    def made() -> ScriptPage:
        bases = known.bases(work)
        return script_page(
            known.script(work),
            known.review(work.id),
            known.lines(work.id),
            lambda claim: bases.get(claim, ""),
            part,
            film_of(known.store, work),
            by_hand=known.by_hand(work),
            signs=known.sign_offs(work),
        )

    part = max(1, min(part, len(known.lines(work.id))))  # no more pages are held than there can be
    return known.held(work, f"script {part}", made)
