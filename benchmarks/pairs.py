"""Public pairs of claim and evidence, each with the stance that people gave it, in one form."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["SETS", "Pair", "PairSet"]

_STANCE = {"SUPPORTS": "supports", "REFUTES": "contradicts"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, its evidence, and its label: supports, contradicts or related."""

    claim: str
    evidence: str
    label: str


@dataclass(frozen=True, slots=True)
class PairSet:
    """A public set: what it is called, what its pairs are, where it lies below the data, and how it is read."""

    name: str
    kind: str
    path: str
    read: Callable[[Path], Iterator[Pair]]


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _fever_symmetric(path: Path) -> Iterator[Pair]:
    for row in _lines(path):
        yield Pair(str(row["claim"]), str(row["evidence"]), _STANCE.get(str(row["label"]), "related"))


def _fool_me_twice(path: Path) -> Iterator[Pair]:
    for row in _lines(path):
        gold = " ".join(piece["text"] for piece in row["gold_evidence"])  # type: ignore[attr-defined]
        yield Pair(str(row["text"]), gold, _STANCE[str(row["label"])])


def _healthver(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Pair(row["claim"], row["evidence"], _STANCE.get(row["label"].upper(), "related"))


def _climate_fever(path: Path) -> Iterator[Pair]:
    for row in _lines(path):
        for piece in row["evidences"]:  # type: ignore[attr-defined]
            yield Pair(str(row["claim"]), piece["evidence"], _STANCE.get(piece["evidence_label"], "related"))


def _wice(path: Path) -> Iterator[Pair]:
    for row in _lines(path):
        label = "supports" if row["label"] == "supported" else "related"
        yield Pair(str(row["claim"]), " ".join(row["evidence"]), label)  # type: ignore[call-overload]


def _scifact(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            label = "supports" if row["entailment"] == "entailment" else "contradicts"
            yield Pair(row["sentence2"], row["sentence1"], label)


def _rte(folder: Path) -> Iterator[Pair]:
    for path in sorted(folder.glob("*.xml")):
        for row in ElementTree.parse(path).getroot().iter("pair"):
            yes = (row.get("entailment") or row.get("value")) in ("YES", "TRUE")
            yield Pair(row.findtext("h") or "", row.findtext("t") or "", "supports" if yes else "related")


SETS = (
    PairSet("fever-symmetric", "altered encyclopaedia sentences", "fever-symmetric/v0.2_dev.jsonl", _fever_symmetric),
    PairSet("fool-me-twice", "claims written to mislead", "fool-me-twice/dev.jsonl", _fool_me_twice),
    PairSet("healthver", "health claims, abstracts", "healthver/dev.csv", _healthver),
    PairSet("climate-fever", "real climate claims", "climate-fever/claims_first1228.jsonl", _climate_fever),
    PairSet("wice", "cited web pages, oracle chunks", "wice/oracle_chunks_claim_dev.jsonl", _wice),
    PairSet("scifact-rte", "science claims, rationales", "scifact-rte/dev.tsv", _scifact),
    PairSet("rte-1-3", "news text and hypothesis", "rte-1-3/rte", _rte),
)
