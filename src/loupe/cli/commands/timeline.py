"""``loupe timeline``: who tells what of when, an account beside the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.understanding import read_first
from loupe.cli.words import count, indented, next_step, shell
from loupe.model import to_plain
from loupe.model.errors import UsageError

if TYPE_CHECKING:
    from loupe.engine import Case
    from loupe.reasoning.accounts import Account, Entry, Telling
    from loupe.reasoning.timelines import Timeline, Window

_FORMATS = {".json": "TimelineJS", ".csv": "Timesketch", ".ics": "a calendar", ".svg": "the picture"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@make(
    "timeline",
    when="Use it to see what each teller says of when, side by side: what has a date in the order of time, what has "
    "none below it, where accounts part, what nobody covers, and what a speaker told otherwise before. Loupe proposes "
    "which statements tell of one event; --same says so, is kept in the log with your name, and can be taken back.",
    example='loupe timeline antwerp --about "Notarbartolo" --picture lanes.svg',
    gives={
        "accounts": "list of accounts, each with its `dated` statements in order of time and its `undated` ones",
        "happenings": "events that persons put together, with the ids of their statements",
        "proposals": "pairs of statements that may tell of one event, with score and reasons",
        "partings": "where accounts of one event do not agree",
        "gaps": "stretches of time that nobody covers",
        "drifts": "what a speaker told otherwise in another version",
        "outside": "how many dated statements the window leaves out",
        "written": "files that were written",
        "decision": "what was decided just now of two statements, else null",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--about", metavar="NAME", help="Only what this one tells or takes part in.")
@click.option("--by", multiple=True, metavar="NAME", help="Only the accounts of this teller; may be given again.")
@click.option("--from", "since", metavar="DATE", help="Only from this year, month or day on (2003, 2003-02-15).")
@click.option(
    "--to",
    "to",
    multiple=True,
    metavar="DATE|FILE",
    help="Only to the end of this year, month or day; or write a file: .json for TimelineJS, .csv for Timesketch, "
    ".ics for a calendar. May be given again.",
)
@click.option("--picture", type=PATH, metavar="FILE", help="Draw the lanes as a picture (SVG).")
@click.option("--same", nargs=2, metavar="A B", help="These two statements tell of one event.")
@click.option("--apart", nargs=2, metavar="A B", help="These two tell of two events; Loupe shall not ask again.")
@click.option("--undo", is_flag=True, help="With --same or --apart: take back what was decided of the two.")
@click.option("--why", default="", metavar="REASON", help="Why you decided so; it is kept in the log.")
def command(
    out: Output,
    case: Path,
    about: str | None,
    by: Sequence[str],
    since: str | None,
    to: Sequence[str],
    picture: Path | None,
    same: tuple[str, str] | None,
    apart: tuple[str, str] | None,
    undo: bool,
    why: str,
) -> None:
    """Show the timeline, write it, or keep a person's word on two statements."""
    window, files = _asked(about, since, to, picture, same, apart, undo)
    from loupe.engine import Case

    pair = same or apart
    with Case.open(case) if pair else Case.open_as_allowed(case) as opened:
        report = read_first(out, opened)
        decision = None
        if pair:
            decision = opened.decide_event(*pair, "open" if undo else "same" if same else "apart", why)
        timeline = opened.timeline(about, by, window)
        written = [_write(opened, timeline, path, about) for path in files]
    out.document(_plain(timeline, written, decision, report))
    if decision:
        said = {"same": "tell of one event", "apart": "tell of two events", "open": "are open again"}
        out.note(f"{decision.left} and {decision.right} {said[decision.verdict]}.")
        return
    _show(out, case, timeline, brief=not (about or by or since or to))
    for path in written:
        out.note(f"Written: {path}")
    if not timeline.accounts:
        out.note("Nobody tells anything here." if about or by or since else "Nothing is told in this case yet.")
        if not (about or by or since):
            out.note(next_step("add", case, "FILES"))


def _asked(
    about: str | None,
    since: str | None,
    to: Sequence[str],
    picture: Path | None,
    same: tuple[str, str] | None,
    apart: tuple[str, str] | None,
    undo: bool,
) -> tuple[Window, list[Path]]:
    """The window and the files that were asked for; raises UsageError for what cannot be."""
    if about is not None and not about.strip():
        raise UsageError("There is no name to look for.", hint='Give one: loupe timeline CASE --about "Notarbartolo"')
    if same and apart:
        raise UsageError("Say --same or --apart, not both.", hint="Run: loupe timeline --help")
    if undo and not (same or apart):
        raise UsageError("--undo takes back a decision on two statements.", hint="Say which: --same A B --undo")
    dates = [value for value in to if _DATE.fullmatch(value)]
    files = [Path(value) for value in to if not _DATE.fullmatch(value)]
    if len(dates) > 1:
        raise UsageError("The timeline can end only once.", hint="Give --to with one date.")
    for path in files:
        if path.suffix.lower() not in _FORMATS:
            known = ", ".join(f"{ending} ({name})" for ending, name in _FORMATS.items())
            raise UsageError(
                f"{path} ends in nothing that a timeline can be written as, and is no date.",
                hint=f"Dates: 2003, 2003-02, 2003-02-15. Endings: {known}.",
            )
    if picture is not None and picture.suffix.lower() != ".svg":
        raise UsageError(
            f"{picture} is no SVG.", hint="Pictures are written as .svg; a browser prints them or makes a PNG."
        )
    start, end = _moment(since, 0), _moment(dates[0] if dates else None, 1)
    if start and end and start >= end:
        raise UsageError("The timeline would end before it begins.", hint="Give --from an earlier date than --to.")
    return (start, end), files + ([picture] if picture else [])


def _moment(written: str | None, side: int) -> Any:
    from loupe.reasoning.moments import calendar_interval

    if written is None:
        return None
    interval = calendar_interval(written) if _DATE.fullmatch(written) else None
    if interval is None:
        raise UsageError(f"{written} is no date.", hint="Write a year, a month or a day: 2003, 2003-02, 2003-02-15.")
    return interval[side]


def _write(opened: Case, timeline: Timeline, path: Path, about: str | None) -> str:
    from loupe.publish.timeline_files import render_calendar, render_sketch, render_timelinejs
    from loupe.publish.timeline_picture import draw_timeline
    from loupe.publish.writing import write_whole

    title = f"{opened.name}: {about}" if about else opened.name
    ending = path.suffix.lower()
    if ending == ".json":
        data = render_timelinejs(timeline, title)
    elif ending == ".csv":
        data = render_sketch(timeline)
    elif ending == ".ics":
        data = render_calendar(timeline, title, opened.changed)
    else:
        data = draw_timeline(timeline, title).encode("utf-8")
    return str(write_whole(path, data))


_MANY_ACCOUNTS = 60
_MOST_DATED = 8
_MOST_FINDINGS = 12


def _show(out: Output, case: Path, timeline: Timeline, brief: bool) -> None:
    """All of it; of a large case that nobody narrowed the beginning of each lane, and no lanes without a date."""
    brief = brief and len(timeline.accounts) > _MANY_ACCOUNTS
    shown = [a for a in timeline.accounts if a.dated or not brief]
    for account in shown:
        _show_account(out, account, _MOST_DATED if brief else None)
    if left := len(timeline.accounts) - len(shown):
        out.result(f"… and {count(left, 'account')} without a date; --by NAME shows them, --json has them all")
        out.result()
    by_id = {e.telling.id: e.telling for a in timeline.accounts for e in a.entries}
    _show_findings(out, timeline, by_id, _MOST_FINDINGS if brief else None)
    _show_proposals(out, case, timeline, by_id)
    out.note()
    outside = f" {count(timeline.outside, 'statement')} outside these dates." if timeline.outside else ""
    out.note(
        f"{count(len(timeline.accounts), 'account')}, {count(timeline.dated, 'statement')} with a date, "
        f"{timeline.undated:,} without.{outside}"
    )


_MOST_UNDATED = 5


def _show_account(out: Output, account: Account, most: int | None) -> None:
    from loupe.reasoning.events import events_first

    told = account.release.words if account.teller == account.label else f"{account.label}, {account.release.words}"
    out.result(indented(f"{account.teller}  ({told})", "", 100))
    if account.guessed:
        out.result(indented(f"“he” or “she” is taken to be {account.teller}: {account.guessed}", "    ", 100))
    for entry in account.dated[:most]:
        when = entry.when
        assert when is not None
        sign = "✕" if entry.telling.statement.denied else "?" if when.guess else "•"
        out.result(f"  {sign} {when.edtf:25} {_line(entry.telling)}")
        if when.guess:
            out.result(indented(f"the date is a guess, {when.guess}: “{', '.join(when.words)}”", " " * 30, 100))
        _show_quote(out, entry.telling)
    if most is not None and len(account.dated) > most:
        out.result(f"  … and {len(account.dated) - most} more with a date; --by NAME or --from DATE shows them")
    if account.undated:
        out.result(f"    without a date: {len(account.undated)}")
    if most is not None:
        out.result()
        return
    for entry in events_first(account.undated)[:_MOST_UNDATED]:
        why = "" if entry.why_undated == "no time is said" else f"  ({entry.why_undated})"
        out.result(indented(f"{_line(entry.telling)}{why}", "      – ", 100))
        _show_quote(out, entry.telling)
    if len(account.undated) > _MOST_UNDATED:
        out.result(f"      … and {len(account.undated) - _MOST_UNDATED} more; --json has them all")
    out.result()


def _line(telling: Telling) -> str:
    return " ".join(telling.words.split())


def _who(telling: Telling) -> str:
    return telling.teller if telling.teller == telling.label else f"{telling.teller}, {telling.label}"


def _show_quote(out: Output, telling: Telling) -> None:
    quote = " ".join(telling.statement.quote.split())
    out.result(indented(f"“{quote}”, {telling.label}, {telling.place}", " " * 30, 110))


def _show_findings(out: Output, timeline: Timeline, by_id: Mapping[str, Telling], most: int | None) -> None:
    for drift in timeline.drifts[:most]:
        if drift.earlier in by_id and drift.later in by_id:
            out.result(f"TOLD OTHERWISE by {drift.teller} ({drift.kind}): {drift.words}")
            for one in (by_id[drift.earlier], by_id[drift.later]):
                guess = f"  (taken to be {one.teller})" if one.guessed else ""
                out.result(indented(f"{one.release.words}: {_line(one)}{guess}", "    ", 100))
                _show_quote(out, one)
    _show_left(out, len(timeline.drifts), most, "more that was told otherwise")
    for parting in timeline.partings[:most]:
        joined = "one event by a person's word" if parting.decided else "if these tell of one event"
        out.result(f"ACCOUNTS PART ({parting.kind}; {joined}): {parting.words}")
        for one in (by_id[parting.left], by_id[parting.right]):
            out.result(indented(f"{_who(one)}: {_line(one)}", "    ", 100))
            _show_quote(out, one)
        if parting.silent:
            names = {a.id: a.teller for a in timeline.accounts}
            out.result(indented("silent: " + ", ".join(dict.fromkeys(names[i] for i in parting.silent)), "    ", 100))
    _show_left(out, len(timeline.partings), most, "more where accounts part")
    for gap in timeline.gaps:
        over = f"; reached over by {count(len(gap.spanned_by), 'statement')}" if gap.spanned_by else ""
        out.result(f"NOBODY COVERS {gap.start:%Y-%m-%d %H:%M} to {gap.end:%Y-%m-%d %H:%M}{over}")


def _show_left(out: Output, all_of_them: int, most: int | None, what: str) -> None:
    if most is not None and all_of_them > most:
        out.result(f"… and {all_of_them - most} {what}; --about NAME narrows them, --json has them all")


_MOST_PROPOSALS = 12


def _show_proposals(out: Output, case: Path, timeline: Timeline, by_id: Mapping[str, Telling]) -> None:
    for happening in timeline.happenings:
        out.result(f"ONE EVENT, decided by {'; '.join(happening.because)}:")
        for member in happening.statements:
            out.result(indented(f"{_who(by_id[member])}: {_line(by_id[member])}", "    ", 100))
            _show_quote(out, by_id[member])
    for proposal in timeline.proposals[:_MOST_PROPOSALS]:
        out.result(f"ONE EVENT? ({proposal.score:.2f}) {'; '.join(proposal.reasons)}")
        for one in (by_id[proposal.left], by_id[proposal.right]):
            out.result(indented(f"{_who(one)}: {_line(one)}", "    ", 100))
            _show_quote(out, one)
        out.result(f"    loupe timeline {shell(case)} --same {proposal.left} {proposal.right}")
    more = len(timeline.proposals) - _MOST_PROPOSALS
    if more > 0:
        out.result(f"… and {more} more pairs; --json has them all")


def _plain(timeline: Timeline, written: Sequence[str], decision: Any, report: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "accounts": [_account(a) for a in timeline.accounts],
        **{
            name: to_plain(getattr(timeline, name))
            for name in ("happenings", "proposals", "partings", "gaps", "drifts", "outside")
        },
        "written": list(written),
        "decision": to_plain(decision),
        "understood": dict(report),
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "teller": account.teller,
        "named": account.named,
        "guessed": account.guessed,
        "source": account.source_id,
        "label": account.label,
        "told": to_plain(account.release),
        "dated": [_entry(e) for e in account.dated],
        "undated": [_entry(e) for e in account.undated],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    told = entry.telling
    return {
        "id": told.id,
        "words": told.words,
        "quote": told.statement.quote,
        "place": told.place,
        "start": told.statement.start,
        "end": told.statement.end,
        "deed": told.deed,
        "denied": told.statement.denied,
        "modality": told.statement.modality,
        "teller_guessed": told.guessed,
        "when": to_plain(entry.when),
        "why_undated": entry.why_undated,
    }
