"""Reports of the engine made into what pages show of them: people, impossible sets, what was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loupe.engine.reasoned.conflicts import ConflictGroup, Voice
from loupe.engine.understood.people import Person
from loupe.engine.understood.understanding import UnderstandReport
from loupe.language import fold
from loupe.model import Source
from loupe.views.impossible import ImpossibleView, PassageView, PositionView
from loupe.views.people_page import PersonRow

__all__ = ["person_row", "set_view", "unread_words"]


def unread_words(report: UnderstandReport) -> Iterator[str]:
    """What of the archive was not understood, a sentence each."""
    for source, language in report.foreign:
        yield f"{source.label}: it is in a language that Loupe does not read ({language})."
    for source, language in report.partly:
        yield f"{source.label}: only its dates, figures and amounts were read, not its sentences ({language})."
    for source, why in report.failed:
        yield f"{source.label}: {why}"
    if report.waiting:
        yield f"{report.waiting:,} words were not read yet: this case may not be changed."
    if not report.grammar:
        yield "Without its grammar Loupe reads times and figures, but not who did what: see loupe doctor."


def person_row(person: Person, labels: Mapping[str, str]) -> PersonRow:
    """Somebody as the list shows them; ``labels`` are those of the sources by id."""

    def named(sources: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((i, labels.get(i, i)) for i in sources)

    return PersonRow(
        key=fold(person.name),
        name=person.name,
        kind=person.kind,
        names=tuple(n for n in person.names if n != person.name),
        aliases=tuple((alias, named(sources)) for alias, sources in person.aliases),
        roles=person.roles,
        sources=named(person.sources),
        mentions=person.mentions,
        together=person.together,
    )


def set_view(number: int, shown: ConflictGroup) -> ImpossibleView:
    """Impossible sets about one thing, called by a number."""
    group = shown.group
    first = group.sets[0]
    said = {i: words for s in group.sets for i, words in zip(s.statements, s.words, strict=True)}
    positions = tuple(
        PositionView(p.words, tuple(_passage(shown.voices[i], said.get(i, "")) for i in p.statements))
        for p in group.positions
    )
    return ImpossibleView(
        number=number,
        strength=group.strength,
        rule=first.rule,
        unless=first.unless,
        widths=tuple(dict.fromkeys(part for s in group.sets for part in s.width.split("; ") if part)),
        positions=positions,
        statements=tuple(sorted(shown.voices)),
        proven=group.proven,
    )


def _passage(voice: Voice, said: str) -> PassageView:
    source: Source = voice.source
    also = tuple(dict.fromkeys(f"{v.source.label}, {v.place}" for v in voice.also))
    return PassageView(
        voice.id, source.id, source.label, voice.passage, voice.place, voice.quote, voice.chain, voice.start, voice.end,
        also, said,
    )  # fmt: skip
