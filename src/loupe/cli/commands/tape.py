"""``loupe tape``: from the time of a film to the time of its tapes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.moments import moment_ms
from loupe.cli.output import Output
from loupe.cli.words import count
from loupe.model import timecode
from loupe.model.errors import PathMissing, UsageError


@make(
    "tape",
    when="Use it to find the tape behind a line: an editor's cut list (EDL CMX 3600, or OpenTimelineIO) says which "
    "stretch of which tape stands where in the film. Places in Loupe are times of the film.",
    example="loupe tape final.edl --at 00:12:34 --rate 25",
    gives={
        "rate": "frames a second, as they are counted",
        "at": "the moment asked for, in milliseconds of the film; null for none",
        "reel": "the tape or file of that moment; null for black, or outside the list",
        "tape_code": "the SMPTE time code on it",
        "events": "list of stretches: `number`, `reel`, `track`, `from` and `to` in the film, `tape_from` on the tape",
        "notes": "list of what was read otherwise than written",
    },
)
@click.argument("cuts", type=PATH)
@click.option("--at", metavar="TIME", help="The moment of the film: 00:12:34, 12:34 or seconds.")
@click.option("--rate", metavar="FRAMES", help="Frames a second, where the list does not say: 25, 29.97 ...")
@click.option("--drop", is_flag=True, help="The time codes are drop-frame.")
@click.option("--starts-at", metavar="CODE", help="The time code of the film's first frame; 01:00:00:00 by custom.")
def command(out: Output, cuts: Path, at: str | None, rate: str | None, drop: bool, starts_at: str | None) -> None:
    """Read the list, and say where the moment is."""
    from loupe.model.timecodes import FrameRate, ms_to_code
    from loupe.reading import ReadingLimits
    from loupe.reading.cutlist import read_cut_list

    try:
        wanted = FrameRate.of(rate, drop=drop) if rate else None
    except ValueError as error:
        raise UsageError(f"{rate} is no frame rate.", hint="Write 23.976, 24, 25, 29.97, 30, 50 or 59.94.") from error
    try:
        data = cuts.read_bytes()
    except OSError as error:
        raise PathMissing(f"There is no file at {cuts} that could be read.") from error
    listed = read_cut_list(data, cuts.name, ReadingLimits(), rate=wanted, starts_at=starts_at)
    moment = moment_ms(at) if at else None
    found = listed.to_tape(moment) if moment is not None else None
    events: list[dict[str, Any]] = [
        {
            "number": e.number, "reel": e.reel, "track": e.track,
            "from": int(e.record_in * 1000), "to": int(e.record_out * 1000),
            "tape_from": ms_to_code(int(e.source_in * 1000), listed.rate),
        }
        for e in listed.events
    ]  # fmt: skip
    code = ms_to_code(found[1], listed.rate) if found else None
    out.document({"rate": str(listed.rate.nominal), "at": moment, "reel": found[0] if found else None,
                  "tape_code": code, "events": events, "notes": list(listed.notes)})  # fmt: skip
    if moment is not None:
        where = f"{code} on {found[0]}" if found else "on no tape: black, or outside the list"
        out.result(f"{timecode(moment)} of the film is {where}.")
    else:
        for event in events:
            reel = event["reel"] or "black"
            out.result(
                f"{timecode(event['from'])}–{timecode(event['to'])}  {event['track']:8} {reel}  {event['tape_from']}"
            )
        out.note(f"{count(len(events), 'stretch', 'stretches')}.")
    for note in listed.notes:
        out.note(note)
