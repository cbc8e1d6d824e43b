"""``loupe conflicts``: which statements cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.understanding import read_first
from loupe.cli.words import count, indented, next_step
from loupe.model.errors import UsageError

if TYPE_CHECKING:
    from loupe.engine import ConflictGroup, Voice

_SHOWN_SETS = 12
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@make(
    "conflicts",
    when="Use it to see what cannot all be true, whoever says it: the work and the archive together. Each set is as "
    "small as can be, with the rule it breaks, its passages, and what could be doubted to make the account possible. "
    "A conflict says under which condition all could yet be true, where there is one; a tension is less: the words "
    "may only just miss, or something changed in between. Loupe never says who is right.",
    example='loupe conflicts antwerp --about "Notarbartolo"',
    gives={
        "groups": "list of groups about one thing, the strongest and shortest first: `strength` (`conflict` or "
        "`tension`), `family` of the rule, `positions` (what is put forward, with the statements that say so), `sets` "
        "(each with `statements`, `words`, `strength`, `rule`, `unless`, and `width`: how its vague times were taken), "
        "`repairs` (statements to doubt together, the lightest first), `proven` (nothing lighter would do) and `statements` (by id: source, label, place, quote, who says so, and `also`)",
        "repair": "the statements that, if doubted, leave no conflict in the whole case, at the least weight; `certain` "
        "says that every choice as light has this one",
        "proven": "whether nothing lighter would do",
        "undecided": "people who were seen in too many places in no known order to try all orders",
        "read": "how many statements were read (`statements`) and how many facts they gave (`facts`)",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--about", metavar="NAME", help="Only sets that speak of this person, thing, event or word.")
@click.option("--widths", is_flag=True, help="Write the table of vague times as widths.toml of the case, to be changed.")
def command(out: Output, case: Path, about: str | None, widths: bool) -> None:
    """List the impossible sets."""
    if about is not None and not about.strip():
        raise UsageError("There is no name to look for.", hint='Give one: loupe conflicts CASE --about "Notarbartolo"')
    from loupe.engine import Case

    with Case.open_as_allowed(case) as opened:
        report = read_first(out, opened)
        if widths:
            from loupe.engine.widthsfile import write_widths

            written = write_widths(opened.path)
        found = opened.conflicts(about)
    out.document(
        {
            "groups": [_plain(g) for g in found.groups],
            "repair": [{**_voice_plain(v), "certain": v.id in found.certain} for v in found.repair],
            "proven": found.proven,
            "undecided": list(found.undecided),
            "read": {"statements": found.statements, "facts": found.facts},
            "understood": report,
        }
    )
    for number, group in enumerate(found.groups, 1):
        _show(out, number, group)
    sets = sum(len(g.group.sets) for g in found.groups)
    hard = sum(s.strength == "conflict" for g in found.groups for s in g.group.sets)
    out.note(
        f"{count(sets, 'set')} about {count(len(found.groups), 'thing')} in {count(found.statements, 'statement')}: "
        f"{count(hard, 'conflict')}, {count(sets - hard, 'tension')}."
    )
    if found.repair and about is None:
        least = "No fewer would do, by weight" if found.proven else "Perhaps fewer would do"
        out.note(f"With {count(len(found.repair), 'statement')} doubted the rest is free of conflicts. {least}.")
    if not found.statements:
        out.note("Here stands what cannot all be true, once there are sources to read.")
        out.note(next_step("add", case, "FILES"))
    elif not found.groups and about is None:
        out.note("No rule finds statements that exclude each other; that is no proof that all of them are true.")
    elif found.groups:
        out.note(next_step("people", case))


def _show(out: Output, number: int, shown: ConflictGroup) -> None:
    group = shown.group
    numbers = {i: n for n, i in enumerate(dict.fromkeys(i for p in group.positions for i in p.statements), 1)}
    out.result(indented(_heading(shown, len(numbers)), f"{number:>3}  ", 100).replace(f"\n{number:>3}  ", "\n     "))
    for text in dict.fromkeys(_because(s.rule, s.unless) for s in group.sets[:1]):
        out.result(indented(text, "     ", 100))
    told: set[str] = set()
    for letter, position in zip(_letters(len(group.positions)), group.positions, strict=True):
        out.result(indented(f"{letter}  {position.words}", "     ", 100))
        for identity in position.statements:
            if identity in told:
                out.result(f"       [{numbers[identity]}]")
                continue
            told.add(identity)
            _passage(out, shown.voices[identity], numbers[identity])
    for strength, lead in (("conflict", "Not together"), ("tension", "Hardly together")):
        some = [s for s in group.sets if s.strength == strength]
        if some and len(group.sets) > 1:
            sets = ["+".join(str(n) for n in sorted(numbers[i] for i in s.statements)) for s in some]
            more = f" and {len(sets) - _SHOWN_SETS} more" if len(sets) > _SHOWN_SETS else ""
            out.result(indented(f"{lead}: {', '.join(sets[:_SHOWN_SETS])}{more}.", "     ", 100))
    out.result(indented(_doubt(group.repairs, numbers), "     ", 100))
    out.result()


def _heading(shown: ConflictGroup, many: int) -> str:
    group = shown.group
    size = max(len(s.statements) for s in group.sets)
    verb = "cannot" if group.strength == "conflict" else "can hardly"
    which = "both" if size == 2 else "all"
    these = f"These {many} statements" if len(group.sets) == 1 else f"Of these {many} statements some"
    return f"{these} {verb} {which} be true: {' / '.join(p.words for p in group.positions)}"


def _because(rule: str, unless: str) -> str:
    return f"{rule[0].upper()}{rule[1:]}{f', unless {unless}' if unless else ''}."


def _passage(out: Output, voice: Voice, number: int) -> None:
    out.result(indented(f"[{number}] “{' '.join(voice.quote.split())}”", "       ", 100))
    says = f"{' ← '.join(voice.chain)}: " if voice.chain else ""
    out.result(indented(f"{says}{voice.source.label}, {voice.place}", "           ", 100))
    if voice.also:
        also = dict.fromkeys(f"{v.source.label}, {v.place}" for v in voice.also)
        out.result(indented(f"also in {'; '.join(also)}", "           ", 100))


def _doubt(repairs: Sequence[Sequence[str]], numbers: dict[str, int]) -> str:
    ways = [sorted(numbers[i] for i in repair) for repair in repairs]
    if all(len(way) == 1 for way in ways):
        return f"Doubt any one of: {', '.join(f'[{way[0]}]' for way in ways)}."
    return "Doubt " + ", or ".join(" and ".join(f"[{n}]" for n in way) for way in ways) + "."


def _letters(many: int) -> list[str]:
    return [_LETTERS[n] if n < len(_LETTERS) else f"{_LETTERS[n % 26]}{n // 26}" for n in range(many)]


def _plain(shown: ConflictGroup) -> dict[str, Any]:
    group = shown.group
    return {
        "strength": group.strength,
        "family": group.family,
        "positions": [{"words": p.words, "statements": list(p.statements)} for p in group.positions],
        "sets": [
            {
                "statements": list(s.statements),
                "words": list(s.words),
                "strength": s.strength,
                "rule": s.rule,
                "unless": s.unless,
            }
            for s in group.sets
        ],
        "repairs": [list(r) for r in group.repairs],
        "statements": [_voice_plain(v) for _, v in sorted(shown.voices.items())],
    }


def _voice_plain(voice: Voice) -> dict[str, Any]:
    return {
        "id": voice.id,
        "source": voice.source.id,
        "label": voice.source.label,
        "place": voice.place,
        "quote": voice.quote,
        "start": voice.start,
        "end": voice.end,
        "chain": list(voice.chain),
        "also": [
            {"id": v.id, "source": v.source.id, "label": v.source.label, "place": v.place, "quote": v.quote}
            for v in voice.also
        ],
    }
