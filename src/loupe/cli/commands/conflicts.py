"""``loupe conflicts``: which statements cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
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
    from loupe.engine import ConflictGroup, Conflicts, Voice
    from loupe.reasoning.impossible import Group, Position

_SHOWN_SETS = 12
_SHOWN_WORDS = 4
_SHOWN_WIDTHS = 4
_SHOWN_WAYS = 4
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you"})
_LITTLE = frozenset({"the", "a", "an", "one", "this", "that", "his", "her", "their", "its", "some"})
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
        "`repairs` (statements to doubt together, the lightest first), `proven` (nothing lighter would do) and "
        "`statements` (by id: source, label, place, quote, who says so, and `also`)",
        "repair": "the statements that, if doubted, leave no conflict in the whole case, at the least weight; "
        "`certain` says that every choice as light has this one",
        "proven": "whether nothing lighter would do",
        "undecided": "people who were seen in too many places in no known order to try all orders",
        "read": "how many statements were read (`statements`) and how many facts they gave (`facts`)",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--about", metavar="NAME", help="Only sets that speak of this person, thing, event or word.")
@click.option(
    "--widths", is_flag=True, help="Write the table of vague times as widths.toml of the case, to be changed."
)
def command(out: Output, case: Path, about: str | None, widths: bool) -> None:
    """List the impossible sets."""
    if about is not None and not about.strip():
        raise UsageError("There is no name to look for.", hint='Give one: loupe conflicts CASE --about "Notarbartolo"')
    from loupe.engine import Case

    with Case.open_as_allowed(case) as opened:
        report = read_first(out, opened)
        if widths:
            from loupe.engine.reasoned.widthsfile import write_widths

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
    if found.repair and about is None:
        _mend(out, found)
    out.note(
        f"{count(sets, 'set')} about {count(len(found.groups), 'thing')} in {count(found.statements, 'statement')}: "
        f"{count(hard, 'conflict')}, {count(sets - hard, 'tension')}."
    )
    if found.undecided:
        out.note(f"Seen in too many places to try every order of them: {', '.join(found.undecided)}.")
    if widths:
        out.note(f"Written: {written}")
    if not found.statements:
        out.note("Here stands what cannot all be true, once there are sources to read.")
        out.note(next_step("add", case, "FILES"))
    elif not found.groups:
        whose = f" that speak of “{about.strip()}”" if about else ""
        out.note(
            f"No rule finds statements{whose} that exclude each other; that is no proof that all of them are true."
        )
    else:
        out.note(next_step("people", case))


def _show(out: Output, number: int, shown: ConflictGroup) -> None:
    group = shown.group
    numbers = _numbers(group)
    out.result(indented(_heading(shown, len(numbers)), f"{number:>3}  ", 100).replace(f"\n{number:>3}  ", "\n     "))
    first = group.sets[0]
    out.result(indented(_because(first.rule, first.unless), "     ", 100))
    widths = dict.fromkeys(part for s in group.sets for part in s.width.split("; ") if part)
    if widths:
        more = f"; and {len(widths) - _SHOWN_WIDTHS} more" if len(widths) > _SHOWN_WIDTHS else ""
        out.result(indented(f"Widths: {'; '.join(list(widths)[:_SHOWN_WIDTHS])}{more}.", "     ", 100))
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
        sets = [s.statements for s in group.sets if s.strength == strength]
        if sets and len(group.sets) > 1:
            out.result(indented(f"{lead}: {_together(sets, group.positions, numbers)}.", "     ", 100))
    out.result(indented(_doubt(group, numbers), "     ", 100))
    out.result()


def _numbers(group: Group) -> dict[str, int]:
    """The number that each passage of a group is shown with."""
    return {i: n for n, i in enumerate(dict.fromkeys(i for p in group.positions for i in p.statements), 1)}


def _heading(shown: ConflictGroup, many: int) -> str:
    group = shown.group
    words = [p.words for p in group.positions]
    if len(words) > _SHOWN_WORDS:
        words = [*words[: _SHOWN_WORDS - 1], f"and {len(words) - _SHOWN_WORDS + 1} more"]
    verb = "cannot" if group.strength == "conflict" else "can hardly"
    return f"These {many} statements {verb} {'both' if many == 2 else 'all'} be true: {' / '.join(words)}"


def _because(rule: str, unless: str) -> str:
    return f"{rule[0].upper()}{rule[1:]}{f', unless {unless}' if unless else ''}."


def _passage(out: Output, voice: Voice, number: int) -> None:
    quote = indented(f"[{number}] “{' '.join(voice.quote.split())}”", "           ", 100)
    out.result(f"       {quote.lstrip()}")
    out.result(indented(f"{_tellers(voice.chain)}{voice.source.label}, {voice.place}", "           ", 100))
    if voice.also:
        also = dict.fromkeys(f"{v.source.label}, {v.place}" for v in voice.also)
        out.result(indented(f"also in {'; '.join(also)}", "           ", 100))


def _tellers(chain: Sequence[str]) -> str:
    """Who says so, and on whose word: "NARRATOR, citing the first reports: "; a pronoun names nobody."""
    named = [who for who in chain if who.casefold() not in _PRONOUNS]
    if not named:
        return ""
    first, *others = named
    cited = [who[0].lower() + who[1:] if who.split()[0].casefold() in _LITTLE else who for who in others]
    return f"{', citing '.join([first, *cited])}: "


def _together(sets: Sequence[Sequence[str]], positions: Sequence[Position], numbers: dict[str, int]) -> str:
    """Which passages exclude each other: by letters where everyone of one side excludes everyone of the other."""
    left = {frozenset(s) for s in sets}
    told = []
    letters = _letters(len(positions))
    for size in sorted({len(s) for s in sets}):
        for some in combinations(range(len(positions)), size):
            whole = {frozenset(one) for one in product(*(positions[at].statements for at in some))}
            if whole and whole <= left and all(len(one) == size for one in whole):
                left -= whole
                told.append(" with ".join(letters[at] for at in some))
    rest = sorted(sorted(numbers[i] for i in one) for one in left)
    told += ["+".join(map(str, one)) for one in rest[:_SHOWN_SETS]]
    return ", ".join(told) + (f" and {len(rest) - _SHOWN_SETS} more" if len(rest) > _SHOWN_SETS else "")


def _doubt(group: Group, numbers: dict[str, int]) -> str:
    ways = [sorted(numbers[i] for i in repair) for repair in group.repairs]
    least = "" if group.proven else " Perhaps fewer would do."
    if len(ways) > 1 and all(len(way) == 1 for way in ways):
        return f"Doubt any one of: {', '.join(f'[{way[0]}]' for way in ways)}.{least}"
    more = f", or in {len(ways) - _SHOWN_WAYS} more ways" if len(ways) > _SHOWN_WAYS else ""
    return f"Doubt {', or '.join(_listed(way) for way in ways[:_SHOWN_WAYS])}{more}.{least}"


def _listed(numbers: Sequence[int]) -> str:
    """ "[1], [2] and [3]"."""
    *some, last = (f"[{n}]" for n in numbers)
    return f"{', '.join(some)} and {last}" if some else last


def _mend(out: Output, found: Conflicts) -> None:
    """What to doubt so that the whole case is free of conflicts, by the groups in which it stands."""
    least = "no lighter choice would do" if found.proven else "not shown to be the smallest choice"
    many = count(len(found.repair), "statement")
    out.result(f"With {many} doubted, the case is free of conflicts ({least}, by the grades of the sources):")
    lines: list[tuple[int, int, str]] = []
    for voice in found.repair:
        places: list[tuple[int, int]] = []
        words: dict[str, None] = {}
        for number, shown in enumerate(found.groups, 1):
            numbers = _numbers(shown.group)
            if voice.id in numbers and shown.group.strength == "conflict":
                places.append((number, numbers[voice.id]))
                told = (dict(zip(s.statements, s.words, strict=True)) for s in shown.group.sets)
                words.update(dict.fromkeys(of[voice.id] for of in told if voice.id in of))
        where = ", ".join(f"{group} [{passage}]" for group, passage in places)
        other = "" if voice.id in found.certain else "; another choice is as light"
        lines.append((*places[0], f"{where}: {' / '.join(words)}; {voice.source.label}, {voice.place}{other}"))
    for _, _, line in sorted(lines):
        out.result(f"     {indented(line, '       ', 100).lstrip()}")
    out.result()


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
                "width": s.width,
            }
            for s in group.sets
        ],
        "repairs": [list(r) for r in group.repairs],
        "proven": group.proven,
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
