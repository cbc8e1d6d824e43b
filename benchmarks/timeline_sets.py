"""News with events: articles, targets and timelines of SemEval-2015 task 4, and event instances of MEANTIME."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from timeline_score import Line

__all__ = ["Document", "Task", "documents", "event_instances", "tasks", "timeline_in"]

_GLUED = re.compile(r"[.,;:!?%)\]}]|'s|'S|n't|'re|'ve|'ll|'d|'m")
_OPENING = frozenset({"(", "[", "{", "$", "€", "£", "``"})


@dataclass(frozen=True, slots=True)
class Document:
    """A news article: its text put together from its tokens, where each token begins, and its date.

    ``sentences`` numbers the sentence of each token; ``body`` is where the text after title and date begins. ``events``
    are the tokens of each marked event, where they are marked.
    """

    id: str
    text: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    sentences: tuple[int, ...] = field(repr=False)
    body: int
    published: tuple[datetime, datetime]
    events: tuple[tuple[int, ...], ...] = ()

    def token_at(self, offset: int) -> int:
        """The number of the token at a place of the text."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def mention(self, tokens: Sequence[int]) -> str:
        """The event as the task writes it: document, sentence and words."""
        return f"{self.id}-{self.sentences[tokens[0]]}-{'_'.join(self.words[t] for t in tokens)}"


@dataclass(frozen=True, slots=True)
class Task:
    """One corpus: raw documents, documents with marked events, and the gold timeline of each target."""

    name: str
    raw: tuple[Document, ...]
    marked: tuple[Document, ...]
    targets: Mapping[str, tuple[Line, ...]]


def tasks(folder: Path) -> Iterator[Task]:
    """The corpora of the test data that are there."""
    for corpus in sorted((folder / "test").glob("corpus_*")):
        gold = {}
        for file in sorted((corpus / "TimeLines_Gold_Standard").glob("*.txt")):
            target, lines = timeline_in(file.read_text("utf-8"))
            gold[target] = lines
        raw, marked = (tuple(documents(corpus / f"corpus_track{t}_CAT")) for t in "AB")
        yield Task(corpus.name, raw, marked, gold)


def timeline_in(text: str) -> tuple[str, tuple[Line, ...]]:
    """A timeline as the task writes it: the target, then a line for each event."""
    target, *rows = text.strip().splitlines()
    cells = [row.split("\t") for row in rows if row.strip()]
    return target.strip(), tuple(Line(int(c[0]), c[1], tuple(e for e in c[2:] if e)) for c in cells)


def documents(folder: Path) -> Iterator[Document]:
    """The articles of a folder in the order of their numbers."""
    for file in sorted(folder.glob("*.xml"), key=lambda f: (int(re.match(r"\d+", f.name)[0]), f.name)):  # type: ignore[index]
        yield _document(ET.parse(file).getroot())


def _document(root: ET.Element) -> Document:
    tokens = root.findall("token")
    text, starts = "", []
    previous = ""
    for at, token in enumerate(tokens):
        word = token.text or ""
        new_sentence = at > 0 and token.get("sentence") != tokens[at - 1].get("sentence")
        if new_sentence and int(token.get("sentence", "0")) <= 2:
            text += "\n\n"
        elif text and not (_GLUED.fullmatch(word) or previous in _OPENING):
            text += " "
        starts.append(len(text))
        text += word
        previous = word
    number = {t.get("t_id"): n for n, t in enumerate(tokens)}
    made = [t.get("value", "") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"]
    day = _day(made[0] if made else "", " ".join(t.text or "" for t in tokens if t.get("sentence") == "1"))
    events = [
        tuple(sorted(number[a.get("t_id")] for a in e.findall("token_anchor"))) for e in root.iter("EVENT_MENTION")
    ]
    body = next((n for n, t in enumerate(tokens) if int(t.get("sentence", "0")) >= 2), 0)
    return Document(
        id=root.get("doc_id", ""),
        text=text,
        starts=tuple(starts),
        words=tuple(t.text or "" for t in tokens),
        sentences=tuple(int(t.get("sentence", "0")) for t in tokens),
        body=starts[body],
        published=(day, day + timedelta(days=1)),
        events=tuple(sorted(e for e in events if e)),
    )


def _day(created: str, date_line: str) -> datetime:
    """The day of an article; where the data lack it or write it otherwise, its own date line says it."""
    if re.match(r"\d{4}-\d\d-\d\d", created):
        return datetime.fromisoformat(created[:10])
    return datetime.strptime(re.sub(r"[^\w]+", " ", date_line).strip(), "%B %d %Y")


def event_instances(file: Path) -> tuple[Document, dict[tuple[int, ...], str]]:
    """A MEANTIME article, and the instance across documents that each of its event mentions refers to."""
    root = ET.parse(file).getroot()
    document = _document(root)
    number = {t.get("t_id"): n for n, t in enumerate(root.findall("token"))}
    spans = {
        e.get("m_id"): tuple(sorted(number[a.get("t_id")] for a in e.findall("token_anchor")))
        for e in root.iter("EVENT_MENTION")
    }
    instances = {e.get("m_id"): e.get("instance_id") for e in root.iter("EVENT") if e.get("instance_id")}
    found: dict[tuple[int, ...], str] = {}
    for link in root.iter("REFERS_TO"):
        target = link.find("target")
        instance = instances.get(target.get("m_id")) if target is not None else None
        for source in link.findall("source"):
            span = spans.get(source.get("m_id"))
            if instance and span:
                found[span] = instance
    return document, found
