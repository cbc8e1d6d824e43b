"""Public sets of claims with their evidence, each with the label that people gave it, in one form.

An item is a claim with the passages it is to be read against and the label of the whole. Where a set labels its
passages one by one, those labels are kept too. ``trainable`` says whether its licence lets a model that ships learn
from it; ``kind`` says what its claims are.
"""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

__all__ = ["SETS", "EvidenceSet", "Item", "Label", "as_written", "beside_the_evidence", "may_be_learnt"]

Label = Literal["supports", "contradicts", "related", "disputed"]
Metric = Literal["accuracy", "balanced accuracy", "macro-F1"]
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"', "--": "–"}
_STANCE: dict[str, Label] = {"SUPPORTS": "supports", "REFUTES": "contradicts", "DISPUTED": "disputed"}


@dataclass(frozen=True, slots=True)
class Item:
    """A claim, the passages to read it against, and its label; ``each`` labels the passages, empty if nobody did.

    ``key`` is the same for items that must not be parted when the set is cut in two.
    """

    claim: str
    passages: tuple[str, ...]
    label: Label
    key: str
    each: tuple[Label, ...] = ()


def may_be_learnt(item: Item) -> bool:
    """Whether an item of a trainable set is in the half that a model of Loupe may be trained on; the other measures.

    Told by the key alone, so that what belongs together stays on one side.
    """
    return int.from_bytes(sha256(f"half{item.key}".encode()).digest()[:4]) < 2**31


@dataclass(frozen=True, slots=True)
class EvidenceSet:
    """A public set, how it is read, and how its makers score it.

    ``labels`` are the classes an answer has to be one of: what a reader leaves open becomes the last one. ``floor`` and
    ``aim`` are Loupe's bars. ``published`` is what somebody else printed, with whom.
    """

    name: str
    kind: str
    path: str
    read: Callable[[Path], Iterator[Item]]
    metric: Metric
    labels: tuple[Label, ...]
    floor: float
    aim: float
    trainable: bool
    published: str = ""

    @property
    def has_contradictions(self) -> bool:
        """Whether its makers told contradiction from mere silence."""
        return "contradicts" in self.labels


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _wice(path: Path) -> Iterator[Item]:
    """One item a claim, with its chunks of the cited page; "partially supported" is not supported, as they say."""
    chunks: dict[str, list[dict[str, Any]]] = {}
    for row in _lines(path):
        chunks.setdefault(row["meta"]["id"], []).append(row)
    for rows in chunks.values():
        claim = rows[0]["claim"]
        label: Label = "supports" if rows[0]["label"] == "supported" else "related"
        yield Item(claim, tuple(" ".join(row["evidence"]) for row in rows), label, claim)


def _fool_me_twice(path: Path) -> Iterator[Item]:
    for row in _lines(path):
        gold = " ".join(piece["text"] for piece in row["gold_evidence"])
        yield Item(row["text"], (gold,), _STANCE[row["label"]], row["wikipedia_page"])


def _fever_symmetric(path: Path) -> Iterator[Item]:
    """Four by four: two claims, two passages. What shares a claim or a passage has one key."""
    keys: dict[str, str] = {}
    rows = list(_lines(path))
    for row in rows:
        claim, evidence = row["claim"], row["evidence"]
        keys[claim] = keys[evidence] = keys.get(claim) or keys.get(evidence) or claim
    for row in rows:
        claim, evidence = row["claim"], row["evidence"]
        yield Item(as_written(claim), (as_written(evidence),), _STANCE[row["label"]], keys[claim])


def as_written(text: str) -> str:
    """Text that was cut into tokens, put back as people write it."""
    for token, mark in _BRACKETS.items():
        text = text.replace(token, mark)
    text = re.sub(r" (n[’']t|[’'](?:s|re|ve|ll|d|m))\b", r"\1", text)
    text = re.sub(r" ([,.;:!?%)\]])", r"\1", text)
    return " ".join(re.sub(r"([(\[$]) ", r"\1", text).split())


def _rte(path: Path) -> Iterator[Item]:
    """YES is *supports*; NO holds contradictions and silence alike."""
    for row in ElementTree.parse(path).getroot().iter("pair"):
        yes = (row.get("entailment") or row.get("value")) in ("YES", "TRUE")
        text = (row.findtext("t") or "").strip()
        yield Item((row.findtext("h") or "").strip(), (text,), "supports" if yes else "related", text)


def _healthver(path: Path) -> Iterator[Item]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Item(row["claim"], (row["evidence"],), _STANCE.get(row["label"].upper(), "related"), row["claim"])


def _climate_fever(path: Path) -> Iterator[Item]:
    """A claim and five sentences; it is disputed when one supports and one contradicts it."""
    for row in _lines(path):
        each = tuple(_STANCE.get(piece["evidence_label"], "related") for piece in row["evidences"])
        passages = tuple(piece["evidence"] for piece in row["evidences"])
        yield Item(row["claim"], passages, _STANCE.get(row["claim_label"], "related"), row["claim_id"], each)


def _politihop(path: Path) -> Iterator[Item]:
    """A statement and the chains of sentences that its checkers rest on, each chain one passage.

    True is *supports*, false is *contradicts*, half-true is *disputed*: something bears it out, something does not.
    """
    labels: dict[str, Label] = {"true": "supports", "false": "contradicts", "half-true": "disputed"}
    chains: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            chains.setdefault(row["statement"].strip(), []).append(row)
    for statement, rows in chains.items():
        passages = []
        for row in rows:
            sentences = json.loads(row["ruling"])
            for chain in json.loads(row["annotated_evidence"]).values():
                numbers = [int(at) for step in chain for at in step.split(",")]
                passages.append(" ".join(sentences[at] for at in numbers if at < len(sentences)))
        yield Item(statement, tuple(dict.fromkeys(passages)), labels[rows[0]["annotated_label"]], statement)


_MOST_BESIDE = 3


def beside_the_evidence(bench: Path) -> Iterator[Item]:
    """Claims of fool-me-twice with up to three sentences each of the same page that are not their evidence.

    A check meets mostly such passages: near by their words, deciding nothing.
    """
    for row in _lines(bench / "fool-me-twice" / "dev.jsonl"):
        gold = {piece["text"] for piece in row["gold_evidence"]}
        others = [piece["text"] for piece in row["retrieved_evidence"] if piece["text"] not in gold]
        for text in others[:_MOST_BESIDE]:
            yield Item(row["text"], (text,), "related", row["wikipedia_page"])


SETS = (
    EvidenceSet(
        "wice", "encyclopaedia sentences and the pages they cite", "wice/oracle_chunks_claim_dev.jsonl", _wice,
        "balanced accuracy", ("supports", "related"), 0.66, 0.75, True,
    ),
    EvidenceSet(
        "fool-me-twice", "claims written to mislead", "fool-me-twice/dev.jsonl", _fool_me_twice,
        "accuracy", ("supports", "contradicts"), 0.66, 0.78, True,
    ),
    EvidenceSet(
        "fever-symmetric", "altered encyclopaedia sentences", "fever-symmetric/v0.2_dev.jsonl", _fever_symmetric,
        "accuracy", ("supports", "contradicts"), 0.75, 0.85, True, "BERT .57, re-weighted .62 (v0.1)",
    ),
    EvidenceSet(
        "rte-3", "news text and hypothesis", "rte-1-3/rte/rte3_test.xml", _rte,
        "accuracy", ("supports", "related"), 0.67, 0.78, False,
    ),
    EvidenceSet(
        "healthver", "health claims, abstracts", "healthver/dev.csv", _healthver,
        "macro-F1", ("supports", "contradicts", "related"), 0.50, 0.65, False,
        "T5-base .80 trained on its train (test)",
    ),
    EvidenceSet(
        "climate-fever", "real climate claims, five sentences each", "climate-fever/claims_first1228.jsonl",
        _climate_fever, "macro-F1", ("supports", "contradicts", "disputed", "related"), 0.33, 0.50, False,
    ),
    EvidenceSet(
        "politihop", "politicians' statements, chains of sentences", "politihop/valid.tsv", _politihop,
        "macro-F1", ("supports", "disputed", "contradicts"), 0.49, 0.60, False,
        "Transformer-XH .57–.64 with training (test)",
    ),
    EvidenceSet(
        "politihop, more", "the same, its other file", "politihop/train.tsv", _politihop,
        "macro-F1", ("supports", "disputed", "contradicts"), 0.49, 0.60, False,
    ),
)  # fmt: skip
