"""A case in which every text from outside tries to become script, in every place where such text is kept."""

from __future__ import annotations

from pathlib import Path

from payloads import PAYLOADS

from loupe.engine import Case
from loupe.model import (
    Locator,
    MailPlace,
    ParagraphPlace,
    Passage,
    Problem,
    RowPlace,
    Segment,
    Source,
    TimePlace,
    content_id,
    sha256_hex,
    source_id,
)
from loupe.store import Store

FORMATS = ("mail", "html", "vtt", "csv")


def make_hostile(folder: Path) -> Path:
    """Make it; returns the case's folder. One source, one cue and one of each decision for each of the payloads."""
    cues = [
        f"{n}\n00:{n:02d}:00,000 --> 00:{n:02d}:05,000\n{words}: {words} opened {n} of the 189 boxes.\n"
        for n, words in enumerate(PAYLOADS, 1)
    ]
    (folder / "film.srt").write_text("\n".join(cues))
    (folder / "paper.txt").write_text("Detectives counted 123 opened boxes of 189 in the vault.\n")
    case = folder / "case"
    with Case.create(case, PAYLOADS[0]) as made:
        made.add(folder / "paper.txt")
    with Store.open(case) as store:
        store.add_sources([_source(store, number, words) for number, words in enumerate(PAYLOADS)])
    with Case.open(case) as made:
        made.check(folder / "film.srt", title=PAYLOADS[27], maker=PAYLOADS[2], fast=True)
        work = made.works()[0].id
        claim = next(c.id for c in made.claims() if c.checkable)
        for number, words in enumerate(PAYLOADS):
            who = words[:60]
            made.decide(work, "searched", {"claim": claim, "query": words, "found": 0}, who=who)
            made.decide(work, "note", {"claim": claim, "text": words, "private": False}, who=who)
            passage = made.passages(_id(number))[-1]
            at = {"start": passage.locator.start, "end": passage.locator.end, "quote": passage.text}
            fields = {"claim": claim, "passage": passage.id, "stance": "supports", **at}
            made.decide(work, "card", fields, words, who=who)
        made.decide(work, "text", {"claim": claim, "text": PAYLOADS[2]}, who=PAYLOADS[4])
        made.decide(work, "verdict", {"claim": claim, "label": "unsure"}, PAYLOADS[4], who=PAYLOADS[4])
        made.describe_source(_id(0), {"kind": PAYLOADS[2]}, why=PAYLOADS[4], who=PAYLOADS[4])
    return case


def _id(number: int) -> str:
    return source_id(sha256_hex(f"hostile {number}".encode()))


def _source(store: Store, number: int, words: str) -> tuple[Source, list[Passage]]:
    format_ = FORMATS[number % len(FORMATS)]
    text = f"{words}\n\n{words}"
    spans = [(0, len(words)), (len(words) + 2, len(text))]
    places = {
        "mail": [MailPlace(words, None), MailPlace(None, 1)],
        "html": [ParagraphPlace(1, 1, words), ParagraphPlace(2, 3, words)],
        "vtt": [TimePlace(0, 1000, 1), TimePlace(1000, 2000, 2)],
        "csv": [RowPlace(1, words), RowPlace(2, words)],
    }[format_]
    kinds = {"mail": "header", "html": "heading", "vtt": "cue", "csv": "table-row"}
    id_ = _id(number)
    passages = [
        Passage(
            content_id("p", id_, start, end), id_, n, kinds[format_] if not n else "paragraph", words,
            Locator((Segment(start, end, place),)), text[start:end], "ocr", 0.5,
        )
        for n, ((start, end), place) in enumerate(zip(spans, places, strict=True))
    ]  # fmt: skip
    source = Source(
        id_, sha256_hex(words.encode()), f"{number} {words}", format_, 10, title=words, maker=words, publisher=words,
        kind=words, published="2003", came_from=words, draws_on=(words, "paper.txt"), reader=words,
        text_sha256=store.keep_text(text), characters=len(text), words=2, passages=2, notes=(words,),
        problem=Problem("file-damaged", words, words), part_of=_id(number - 1) if number % 5 else None,
    )  # fmt: skip
    return source, passages
