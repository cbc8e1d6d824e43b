"""The sentences that pairs are made of, out of data sets that may be trained on.

What is read: FEVER development evidence and entailed claims (CC BY-SA), SciFact rationales (CC BY), premises of five
parts of the Curriculum collection (DROP, temporal, ESTER, relations, names), MEANTIME news (CC BY) and the evidence of
Factcheck-GPT (Apache-2.0). The sets that the stance model is measured on are never opened.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from contrast.made import Source
from contrast.natural import natural_text, well_formed
from loupe.language.sentences import split_sentences

__all__ = ["read_sources", "sources_of"]

_NEIGHBOURS = 3
_QUESTION = re.compile(r"[^.!?\n]*\?\s*$")
_CURRICULUM = ("drop", "temporal", "ester", "kg_relations", "ner")


def read_sources(bench: Path) -> list[Source]:
    """Every well-formed sentence of the trainable sets under a folder, each once, in the order of the files.

    A set that is not there is passed over.
    """
    found: dict[str, Source] = {}
    for name, documents in (
        ("fever", _fever(bench / "fever-dev-pairs" / "pairs.tsv")),
        ("scifact", _scifact(bench / "scifact-rte")),
        *((part, _curriculum(bench / "curriculum-nli", part)) for part in _CURRICULUM),
        ("meantime", _meantime(bench / "meantime")),
        ("factcheck", _factcheck(bench / "factcheck-gpt" / "subtask3_claim_evidence_stance.jsonl")),
    ):
        for number, document in enumerate(documents):
            for source in sources_of(document, f"{name}/{number}"):
                kept = found.get(source.text)
                if kept is None or len(kept.before + kept.after) < len(source.before + source.after):
                    found[source.text] = source
    return list(found.values())


def sources_of(document: str, origin: str) -> Iterator[Source]:
    """The well-formed sentences of one document, with up to three well-formed neighbours on either side."""
    text = natural_text(document)
    sentences = [text[a:b].strip() for a, b in split_sentences(text)]
    good = [well_formed(s) for s in sentences]
    for at, sentence in enumerate(sentences):
        if not good[at]:
            continue
        before, after = at, at + 1
        while before > 0 and good[before - 1] and at - before < _NEIGHBOURS:
            before -= 1
        while after < len(sentences) and good[after] and after - at <= _NEIGHBOURS:
            after += 1
        yield Source(sentence, tuple(sentences[before:at]), tuple(sentences[at + 1 : after]), origin)


def _fever(path: Path) -> Iterator[str]:
    for row in _rows(path):
        yield row["evidence"]
        if row["label"] == "entailment":
            yield row["claim"]


def _scifact(folder: Path) -> Iterator[str]:
    for name in ("train.tsv", "dev.tsv"):
        for row in _rows(folder / name):
            yield row["sentence1"]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _curriculum(folder: Path, part: str) -> Iterator[str]:
    seen: dict[str, None] = {}
    if not (folder / f"{part}.zip").exists():
        return
    with zipfile.ZipFile(folder / f"{part}.zip") as packed:
        for name in (f"{part}/train.jsonl", f"{part}/val.jsonl"):
            for line in packed.read(name).decode("utf-8").splitlines():
                seen[json.loads(line)["premise"]] = None
    for premise in seen:
        yield _QUESTION.sub("", premise.strip()) if part == "ester" else premise


def _meantime(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.xml")):
        tokens = ElementTree.parse(path).getroot().iter("token")
        lines = (" ".join(t.text or "" for t in group) for _, group in groupby(tokens, lambda t: t.get("sentence")))
        yield "\n\n".join(lines)


def _factcheck(path: Path) -> Iterator[str]:
    if path.exists():
        seen = {json.loads(line)["evidence"]: None for line in path.read_text(encoding="utf-8").splitlines()}
        yield from seen
