"""How well Loupe ranks and sorts sentences by whether they need checking.

ClaimBuster: the tenth that the shipped model was not trained on. CheckThat 2019 task 1 and 2020 task 5: debates,
speeches and interviews, scored as their official scorer does (average precision over all lines of a file, then the
mean over files); files whose lines ClaimBuster holds are left out. The demo's gold: lines of a film.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from language_tasks.rows import Row, bootstrap
from loupe.checking.checkable import Line, check_worthiness, why_not_checkable, worthiness_of_lines
from loupe.checking.checkable.rules import refusal
from loupe.language import read_sentence

DEMO = Path(__file__).resolve().parents[2] / "demo" / "gold.csv"
_MIXED = 0.05
"""Share of a file's longer lines that may stand in ClaimBuster too: stock phrases do, a debate has a fourth."""
_GROUPS = 5
SETS = {"checkthat-2019-task1": "training", "checkthat-2020-task5": "v2.0/training"}
PUBLISHED = {
    "checkthat-2019-task1": "best of 2019 .166 (Copenhagen, recurrent network), on seven other files, trained on these",
    "checkthat-2020-task5": "best of 2020 .087 (NLPIR01) [M], on twenty other files, trained on these",
}


@dataclass(frozen=True, slots=True)
class File:
    """One debate, speech or interview: who says each line, the line, and whether fact-checkers took it up."""

    name: str
    speakers: tuple[str, ...]
    texts: tuple[str, ...]
    worthy: tuple[bool, ...]


def rows(bench: Path) -> list[Row]:
    """The rows of this task; none, with a sentence printed, when the data or scikit-learn is missing."""
    needed = ("claimbuster", "factcheck-gpt", *SETS)
    missing = [name for name in needed if not (bench / name).is_dir()]
    if missing:
        print(f"checkable: left out, {bench} has no {', '.join(missing)}")
        return []
    try:
        import sklearn  # noqa: F401
    except ImportError:
        print("checkable: left out, the peer scikit-learn is not installed")
        return []
    debates = _claimbuster(bench)
    kept = [(text, worthy) for text, worthy in debates if _part_of(text) != 0]
    held = [(text, worthy) for text, worthy in debates if _part_of(text) == 0]
    peer = _tfidf([*kept, *_factcheck_gpt(bench)])
    found = [*_sorted_out(held, peer), *_kept_open("claimbuster, held-out tenth", held, whole=True)]
    known = {_plain(text) for text, _ in debates}
    for name, folder in SETS.items():
        files = [f for f in _files(bench / name / folder) if not _mixed(f, known)]
        found += _ranked(name, files, peer)
        found += _kept_open(name, [(t, w) for f in files for t, w in zip(f.texts, f.worthy, strict=True)], whole=True)
    return [*found, *_demo()]


# --- the data -------------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _part_of(text: str) -> int:
    """As in training/checkable.py: the part of ten that a sentence falls into; part 0 was not trained on."""
    return int.from_bytes(sha256(_plain(text).encode()).digest()[:8], "big") % 10


def _claimbuster(bench: Path) -> list[tuple[str, bool]]:
    by_number: dict[int, tuple[str, bool]] = {}
    for name in ("3.0xNCS.json", "ratio_study_train_2.5.json"):
        for row in json.loads((bench / "claimbuster" / name).read_text("utf-8")):
            by_number[row["sentence_id"]] = (row["text"], bool(row["label"]))
    return list({_plain(text): (text, worthy) for _, (text, worthy) in sorted(by_number.items())}.values())


def _factcheck_gpt(bench: Path) -> list[tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for name, key, worthy in (("subtask1_sentence", "sentence", "yes"), ("subtask2_claim", "claim", "factual")):
        path = bench / "factcheck-gpt" / f"{name}_checkworthiness.jsonl"
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            found.setdefault(_plain(row[key]), (row[key], row["checkworthy"] == worthy))
    return list(found.values())


def _files(folder: Path) -> list[File]:
    files = []
    for path in sorted(folder.glob("*.tsv")):
        cells = [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]
        _, speakers, texts, worthy = zip(*cells, strict=True)
        files.append(File(path.name, speakers, texts, tuple(label.strip() == "1" for label in worthy)))
    return files


def _mixed(file: File, known: set[str]) -> bool:
    plain = [p for p in map(_plain, file.texts) if len(p.split()) > 4]
    return sum(p in known for p in plain) > _MIXED * len(plain)


# --- ranking --------------------------------------------------------------------------------------------------------


def average_precision(worthy: Sequence[bool], scores: Sequence[float]) -> float:
    """The mean of the precisions at the rank of each check-worthy line; equals keep the order of the file."""
    hits, precisions = 0, list[float]()
    for rank, at in enumerate(_order(scores), start=1):
        if worthy[at]:
            hits += 1
            precisions.append(hits / rank)
    return sum(precisions) / len(precisions) if precisions else 0.0


def precision_at(worthy: Sequence[bool], scores: Sequence[float], rank: int) -> float:
    """The share of check-worthy lines among the first ``rank``."""
    return sum(worthy[at] for at in _order(scores)[:rank]) / rank if rank else 0.0


def _order(scores: Sequence[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda at: -scores[at])


def _ranked(name: str, files: Sequence[File], peer: Any) -> list[Row]:
    ours = [
        worthiness_of_lines([Line(t, read_sentence(t), s) for s, t in zip(f.speakers, f.texts, strict=True)])
        for f in files
    ]
    theirs = [peer(f.texts) for f in files]
    inside = _trained_inside(files)
    chance = [_by_chance(f) for f in files]
    pairs = list(zip(files, ours, theirs, strict=True))
    late = [at for at, f in enumerate(files) if int(sha256(f.name.encode()).hexdigest(), 16) % 2]
    print(f"{name}: {len(files)} files, {len(late)} of them looked at once")
    of_length = _mean([average_precision(f.worthy, [len(t) for t in f.texts]) for f in files])
    of_inside = _mean([average_precision(f.worthy, s) for f, s in zip(files, inside, strict=True)])
    note = (
        f"same measure: TF-IDF+LR trained on the other files of the set {of_inside:.3f}, longest first "
        f"{of_length:.3f}, chance {_mean(chance):.3f}; none trained on"
    )
    measures: list[tuple[str, Callable[[File, Sequence[float]], float], Sequence[int], str]] = [
        ("MAP", lambda f, s: average_precision(f.worthy, s), range(len(files)), note),
        ("MAP, files looked at once", lambda f, s: average_precision(f.worthy, s), late,
         f"no setting was chosen on these; TF-IDF+LR trained on the other files "
         f"{_mean([average_precision(files[i].worthy, inside[i]) for i in late]):.3f}, "
         f"chance {_mean([chance[i] for i in late]):.3f}"),
        ("P@10", lambda f, s: precision_at(f.worthy, s, 10), range(len(files)), "none trained on"),
        ("R-precision", lambda f, s: precision_at(f.worthy, s, sum(f.worthy)), range(len(files)), "none trained on"),
    ]  # fmt: skip
    found = []
    for metric, measure, which, said in measures:
        per_file = [(measure(pairs[i][0], pairs[i][1]), measure(pairs[i][0], pairs[i][2])) for i in which]
        found.append(
            Row(
                "what is checkable", name, metric, round(_mean([a for a, _ in per_file]), 4), len(per_file),
                interval=bootstrap(per_file, lambda drawn: _mean([a for a, _ in drawn])),  # type: ignore[misc]
                peer=round(_mean([b for _, b in per_file]), 4), peer_name="TF-IDF+LR, same training data",
                published=PUBLISHED[name] if metric == "MAP" else "", note=said,
            )
        )  # fmt: skip
    return found


def _by_chance(file: File, rounds: int = 50) -> float:
    chance = random.Random(0)
    return _mean([average_precision(file.worthy, [chance.random() for _ in file.texts]) for _ in range(rounds)])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


# --- peers ----------------------------------------------------------------------------------------------------------


def _tfidf(examples: Sequence[tuple[str, bool]], balanced: bool = False) -> Any:
    """Word pairs, TF-IDF and logistic regression: what a good engineer has in ten lines. Gives log odds."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    terms = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    model = LogisticRegression(C=10, class_weight="balanced" if balanced else None, solver="liblinear", random_state=0)
    model.fit(terms.fit_transform([text for text, _ in examples]), [worthy for _, worthy in examples])
    return lambda texts: [float(v) for v in model.decision_function(terms.transform(texts))]


def _trained_inside(files: Sequence[File]) -> list[list[float]]:
    """TF-IDF+LR trained on the other files of the set, a fifth of the files at a time: for reference, never shipped."""
    scores: list[list[float]] = [[] for _ in files]
    for group in range(_GROUPS):
        others = [f for at, f in enumerate(files) if at % _GROUPS != group]
        peer = _tfidf([(t, w) for f in others for t, w in zip(f.texts, f.worthy, strict=True)], balanced=True)
        for at in range(group, len(files), _GROUPS):
            scores[at] = peer(files[at].texts)
    return scores


# --- sorting --------------------------------------------------------------------------------------------------------


def _sorted_out(held: Sequence[tuple[str, bool]], peer: Any) -> list[Row]:
    from sklearn.metrics import f1_score

    worthy = [w for _, w in held]
    ours = [check_worthiness(text, read_sentence(text)) >= 0.5 for text, _ in held]
    theirs = [logit >= 0 for logit in peer([text for text, _ in held])]

    def accuracy(pairs: Sequence[Any]) -> float:
        return sum(a == b for a, b in pairs) / len(pairs)

    def f1(pairs: Sequence[Any], average: str) -> float:
        return float(f1_score([a for a, _ in pairs], [b for _, b in pairs], average=average))

    note = f"{sum(worthy)} of {len(worthy)} check-worthy; its official test is not at hand"
    found = []
    for metric, measure in (
        ("accuracy", accuracy),
        ("macro-F1", lambda pairs: f1(pairs, "macro")),
        ("weighted-F1", lambda pairs: f1(pairs, "weighted")),
    ):
        mine, other = list(zip(worthy, ours, strict=True)), list(zip(worthy, theirs, strict=True))
        found.append(
            Row(
                "what is checkable", "claimbuster, held-out tenth", metric, round(measure(mine), 4), len(held),
                interval=bootstrap(mine, measure, rounds=200), peer=round(measure(other), 4),
                peer_name="TF-IDF+LR, same training data", note=note,
                published="SVM .80-.88, adversarial BERT .91-.93 [M], on another split" if "weigh" in metric else "",
            )
        )  # fmt: skip
    return found


def _kept_open(name: str, examples: Sequence[tuple[str, bool]], *, whole: bool) -> list[Row]:
    """How many check-worthy lines stay open to a check, beside the rules alone."""
    read = [(text, read_sentence(text), worthy) for text, worthy in examples]
    open_now = [(worthy, not why_not_checkable(text, said, whole=whole)) for text, said, worthy in read]
    by_rules = [(worthy, not refusal(text, said, whole=whole)) for text, said, worthy in read]

    def recall(told: Sequence[Any]) -> float:
        return sum(w and o for w, o in told) / max(sum(w for w, _ in told), 1)

    def precision(told: Sequence[Any]) -> float:
        return sum(w and o for w, o in told) / max(sum(o for _, o in told), 1)

    note = f"{sum(o for _, o in open_now)} of {len(read)} lines open, {sum(o for _, o in by_rules)} by the rules alone"
    return [
        Row(
            "what is checkable", name, f"{label} of the lines left open", round(measure(open_now), 4), len(read),
            interval=bootstrap(open_now, measure, rounds=200) if len(read) < 2000 else None,
            peer=round(measure(by_rules), 4), peer_name="the rules alone", note=note,
        )
        for label, measure in (("recall", recall), ("precision", precision))
    ]  # fmt: skip


def _demo() -> list[Row]:
    """The lines of the demo's film: all that a careful person would check has to stay open."""
    if not DEMO.is_file():
        print("checkable: the demo's gold is not at hand")
        return []
    with DEMO.open(encoding="utf-8", newline="") as sheet:
        examples = [(row["words"], row["verdict"] != "not checkable") for row in csv.DictReader(sheet)]
    return _kept_open("demo film", examples, whole=False)
