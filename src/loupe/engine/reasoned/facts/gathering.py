"""All facts of a case: what each sentence tells, once it is known who is who and what belongs to what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loupe.engine.reasoned.facts.counts import counts_in
from loupe.engine.reasoned.facts.measures import measures_in
from loupe.engine.reasoned.facts.moments import moments_in
from loupe.engine.reasoned.facts.persons import ages_in, deeds_in, roles_in, sightings_in, stays_in
from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.engine.reasoned.facts.states import states_in
from loupe.engine.reasoned.facts.things import kind_of
from loupe.engine.reasoned.facts.told import Spoken
from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.impossible import Fact

__all__ = ["Gathered", "gather_facts"]

_PART_OF = re.compile(
    r"\b(?:the|its|a|an)\s+(?:\w+\s+)?(\w+)\s+(?:of|to)\s+(?:the|a|an|that|this|its)\s+(\w+)(?:\s+(?!of\b)(\w+))?", re.I
)
_PARTS = frozenset(
    map(kind_of, "door gate window lock key lid seal wall roof hatch light tape camera alarm safe bag box".split())
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of a case, and for each statement behind them where it stands and who says it."""

    facts: tuple[Fact, ...]
    spoken: Mapping[str, Spoken]


def gather_facts(sentences: Sequence[Sentence], who: Mapping[str, str], widths: Widths = DEFAULT_WIDTHS) -> Gathered:
    """The facts that the sentences of all sources tell.

    ``who`` gives for every name of a person or organisation, as a source has it, the name that stands for them;
    ``widths`` say how many "a few" are.
    """
    owners = _owners(sentences)
    told: list[tuple[Fact, Spoken]] = [*counts_in(sentences)]
    for sentence in sentences:
        told.extend(_of(sentence, owners, who, widths))
    return Gathered(tuple(dict.fromkeys(fact for fact, _ in told)), {spoken.id: spoken for _, spoken in told})


def _of(
    sentence: Sentence, owners: Mapping[str, frozenset[str]], who: Mapping[str, str], widths: Widths
) -> Iterator[tuple[Fact, Spoken]]:
    yield from states_in(sentence, owners, who)
    yield from measures_in(sentence, owners, who)
    yield from moments_in(sentence, who, widths)
    yield from stays_in(sentence, who)
    yield from sightings_in(sentence, who)
    yield from roles_in(sentence, who)
    yield from ages_in(sentence, who)
    yield from deeds_in(sentence, who)


def _owners(sentences: Iterable[Sentence]) -> dict[str, frozenset[str]]:
    """Whose a part may be in this case, as its sources say somewhere: "the door of the vault"."""
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for match in _PART_OF.finditer(sentence.text):
            part, owner = kind_of(match[1]), kind_of(match[2])
            if part in _PARTS:
                found.setdefault(part, set()).add(owner)
    return {part: frozenset(owners) for part, owners in sorted(found.items())}
