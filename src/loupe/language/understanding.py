"""A source's stretches of text become what is named and said in them: the whole of the language room, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loupe.language.coreference import Link, resolve
from loupe.language.detecting import GRAMMAR_LANGUAGES, READ_LANGUAGES
from loupe.language.names import NO_GAZETTEER, Gazetteer, find_mentions, known_of
from loupe.language.parsing import Parse, Parser
from loupe.language.quantities import find_quantities
from loupe.language.quotations import Quotation, find_quotations
from loupe.language.setting import Setting
from loupe.language.statements import can_tell, find_statements
from loupe.language.times import find_times
from loupe.model.mentions import Mention
from loupe.model.quantities import Quantity
from loupe.model.statements import Participant, Statement
from loupe.model.times import Interval, TimeSpan
from loupe.model.understanding import Stretch, Understood

__all__ = ["understand", "understanding_version"]


def understanding_version() -> str:
    """Part of what makes a reading repeatable: changes whenever the same text may be understood otherwise."""
    return "understanding/3"


def understand(
    stretches: Sequence[Stretch],
    setting: Setting,
    parser: Parser | None,
    *,
    source_id: str,
    gazetteer: Gazetteer = NO_GAZETTEER,
) -> tuple[Understood, ...]:
    """What is named and said in consecutive stretches of one source, one value for each.

    Dates and figures are read in ``READ_LANGUAGES``, who did what in ``GRAMMAR_LANGUAGES`` and with a parser only; of
    a text in another language nothing comes back. ``gazetteer`` holds the names that the case knows already.
    """
    if setting.language not in READ_LANGUAGES:
        return ()
    texts = [s.text.replace("\n", " ") for s in stretches]
    parses: Sequence[Parse] | None = None
    if parser and setting.language in GRAMMAR_LANGUAGES:
        parses = list(parser.parse(texts))
    mentions = [find_mentions(text, parses[n] if parses else None, gazetteer, setting) for n, text in enumerate(texts)]
    spoken = _spoken(stretches, texts) if setting.language in GRAMMAR_LANGUAGES else [()] * len(texts)
    meant = _meant(stretches, parses, mentions)
    found = []
    for n, stretch in enumerate(stretches):
        one = _Part(stretch, texts[n], mentions[n], parses[n] if parses else None, meant[n], spoken[n])
        here = replace(setting, teller=stretch.speaker or setting.teller)
        understood, times = one.read(here, source_id)
        setting = replace(setting, previous=_last_named(times) or setting.previous)
        found.append(understood)
    return tuple(found)


def _named(
    texts: Sequence[str], parses: Sequence[Parse] | None, known: Gazetteer, setting: Setting, source_id: str
) -> list[tuple[Mention, ...]]:
    """The names of each stretch; what one names in full, the next ones know."""
    named = []
    for n, text in enumerate(texts):
        found = find_mentions(text, parses[n] if parses else None, known, setting)
        new = [k for k in known_of(found, source_id) if k.kind not in known.kinds_of(k.name) or k.aliases]
        if new:
            known = known.with_names(new)
        named.append(found)
    return named


def _meant(
    stretches: Sequence[Stretch], parses: Sequence[Parse] | None, mentions: Sequence[Sequence[Mention]]
) -> list[dict[int, Link]]:
    """For each stretch, whom its words are taken to mean, by where they end."""
    meant: list[dict[int, Link]] = [{} for _ in stretches]
    for link in resolve(parses, [s.speaker for s in stretches], mentions) if parses else ():
        if link.named:
            meant[link.passage].setdefault(link.end, link)
    return meant


def _spoken(stretches: Sequence[Stretch], texts: Sequence[str]) -> list[tuple[Quotation, ...]]:
    """For each stretch, the speech in quotation marks whose speaker is told."""
    spoken: list[list[Quotation]] = [[] for _ in stretches]
    for quotation in find_quotations(texts):
        if quotation.kind == "speech" and quotation.speaker:
            spoken[quotation.passage].append(quotation)
    return [tuple(row) for row in spoken]


@dataclass(frozen=True, slots=True)
class _Part:
    """One stretch with all that is known of it so far."""

    stretch: Stretch
    text: str
    mentions: Sequence[Mention]
    parse: Parse | None
    meant: Mapping[int, Link]
    spoken: Sequence[Quotation]

    def read(self, setting: Setting, source_id: str) -> tuple[Understood, Sequence[TimeSpan]]:
        """What is understood of it, at its places in the source, and the times at theirs in the stretch."""
        stretch, text = self.stretch, self.text
        times = find_times(text, setting)
        quantities = find_quantities(text, [(t.start_at, t.end_at) for t in times], setting.language)
        statements: Sequence[Statement] = ()
        if self.parse is not None:
            statements = find_statements(
                text,
                self.parse,
                source_id=source_id,
                passage_id=stretch.passages[0][1],
                setting=setting,
                resolve=self._resolve,
                times=times,
                quantities=quantities,
            )
        understood = Understood(
            passage_id=stretch.passages[0][1],
            mentions=tuple(_moved_mention(m, stretch) for m in self._mentions(times)),
            times=tuple(_moved_time(t, stretch) for t in times),
            quantities=tuple(_moved_quantity(q, stretch) for q in quantities),
            statements=tuple(_moved_statement(self._with_speaker(s), stretch) for s in statements),
        )
        return understood, times

    def _resolve(self, start: int, end: int) -> tuple[str, bool] | None:
        link = self.meant.get(end)
        return (link.name, link.kind != "name") if link and start <= link.start else None

    def _mentions(self, times: Sequence[TimeSpan]) -> Iterator[Mention]:
        """The mentions, each with whom it is taken to mean; pronouns that are understood are mentions too."""
        taken = set()
        for mention in self.mentions:
            if any(t.start_at <= mention.start < t.end_at for t in times):
                continue  # nobody is meant by Valentine's Day
            link = self.meant.get(mention.end)
            taken.add(mention.end)
            yield replace(mention, entity=link.name) if link and mention.entity is None else mention
        for link in self.meant.values():
            if link.kind == "pronoun" and link.end not in taken:
                yield Mention(link.start, link.end, link.text, "person", link.text, "pronoun", link.name)

    def _with_speaker(self, said: Statement) -> Statement:
        """What stands inside quotation marks is said by who speaks them, even where its own sentence is silent."""
        if said.chain:
            return said
        for quotation in self.spoken:
            if quotation.start <= said.start and said.end <= quotation.end and quotation.speaker:
                mention = quotation.speaker.mention
                here = quotation.mention_passage in (None, quotation.passage)
                known = self._resolve(mention.start, mention.end) if here else None
                teller = known[0] if known else mention.text
                if not can_tell(teller):
                    continue  # "You then say: ..." is read out to somebody, and names nobody
                modality = "reported" if said.modality == "asserted" else said.modality
                return replace(said, chain=(teller,), modality=modality)
        return said


def _last_named(times: Sequence[TimeSpan]) -> Interval | None:
    """The last date that stands there in full: what "three days later" in the next paragraph counts from."""
    full = [t for t in times if t.frame == "absolute" and t.anchor is None and not t.unresolved and t.other is None]
    return (full[-1].start, full[-1].end) if full else None


def _passage_at(stretch: Stretch, at: int) -> str:
    starts = [start for start, _ in stretch.passages]
    return stretch.passages[max(0, bisect_right(starts, at) - 1)][1]


def _moved_mention(mention: Mention, stretch: Stretch) -> Mention:
    start, end = mention.start, mention.end
    return replace(mention, start=start + stretch.at, end=end + stretch.at, text=stretch.text[start:end])


def _moved_time(time: TimeSpan, stretch: Stretch) -> TimeSpan:
    """The time at its place in the source, with the words that stand there."""
    start, end = time.start_at, time.end_at
    return replace(time, start_at=start + stretch.at, end_at=end + stretch.at, text=stretch.text[start:end])


def _moved_quantity(quantity: Quantity, stretch: Stretch) -> Quantity:
    start, end = quantity.start, quantity.end
    return replace(quantity, start=start + stretch.at, end=end + stretch.at, text=stretch.text[start:end])


def _moved_statement(said: Statement, stretch: Stretch) -> Statement:
    by = stretch.at
    return replace(
        said,
        passage_id=_passage_at(stretch, said.start + by),
        start=said.start + by,
        end=said.end + by,
        quote=stretch.text[said.start : said.end],
        verb=(said.verb[0] + by, said.verb[1] + by),
        participants=tuple(_moved_participant(p, stretch) for p in said.participants),
        place=said.place and (said.place[0] + by, said.place[1] + by),
        times=tuple(_moved_time(t, stretch) for t in said.times),
        quantities=tuple(_moved_quantity(q, stretch) for q in said.quantities),
    )


def _moved_participant(one: Participant, stretch: Stretch) -> Participant:
    start, end = one.start, one.end
    return replace(one, start=start + stretch.at, end=end + stretch.at, text=stretch.text[start:end])
