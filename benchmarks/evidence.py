"""Measures how often Loupe is right about what evidence says of a claim, and how often it has to leave that open.

Public sets of claims with given evidence, each scored as its makers score it: always *supports*, a guess from the
claim alone, an overlap of words, Loupe's typed comparison, its stance model, and both together. Beside the measure of
each set stand precision and recall of *supports* and *contradicts* as a check would say them, abstentions left out; the
share of unsupported claims that were not borne out; and the curve of precision against share answered.
Run: python benchmarks/evidence.py [FOLDER OF THE BENCHMARK DATA] [--model FOLDER] [--sample 200] [--sets wice rte-3]
"""

from __future__ import annotations

import argparse
import math
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from evidence_against import run_against, with_all
from evidence_curve import Said, draw, precision_curve
from evidence_sets import SETS, EvidenceSet, Item, Label, beside_the_evidence, may_be_learnt
from language_tasks.rows import bootstrap
from measuring import bench_folder, header, print_table, wilson, write_results

from loupe.checking import (
    Candidate,
    Look,
    Sought,
    TypedStance,
    likelihood,
    look_at,
    statement_reader,
    sureness,
    weigh_together,
)
from loupe.checking.models import Opinion, Pair, StanceModel
from loupe.checking.stance import MODEL
from loupe.language import content_stems, find_parser
from loupe.model import Claim, Locator, ParagraphPlace, Passage, Segment

OVERLAP = 0.6
_NOT = re.compile(r"\b(?:not|no|never|none|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_ROUNDS, _FOLDS = 400, 5
_BY_VALUE = 0.95
"""How sure a comparison of values counts among the likelihoods of the curve: it is right about that often."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader makes of one passage: how likely it supports and contradicts the claim, and what it says of it.

    ``by_model`` says that a model alone gave it, beside a comparison that saw nothing to decide on. ``sure_against`` is
    given where a reader holds something else than the likelihood against a threshold.
    """

    supports: float
    contradicts: float
    said: Label
    by_model: bool = False
    sure_against: float | None = None

    @property
    def against(self) -> float:
        """How surely it may be said that the passage contradicts: what a threshold is held against."""
        if self.sure_against is not None:
            return self.sure_against
        return self.contradicts if self.contradicts > self.supports else 0.0

    @property
    def forced(self) -> Label:
        """The likeliest of the three, with no right to abstain; a tie abstains."""
        neither = 1 - self.supports - self.contradicts
        if self.supports > max(self.contradicts, neither):
            return "supports"
        return "contradicts" if self.contradicts > max(self.supports, neither) else "related"


TOGETHER = "model, passages together"
Reader = Callable[[Sequence[Item]], list[list[Answer]]]


# --- readers --------------------------------------------------------------------------------------------------------


def always(items: Sequence[Item]) -> list[list[Answer]]:
    """Says *supports* of everything."""
    return [[Answer(1.0, 0.0, "supports") for _ in item.passages] for item in items]


def by_overlap(items: Sequence[Item]) -> list[list[Answer]]:
    """Enough of the claim's words are there; against it when only one of the two holds a "not"."""
    return [[_overlap(item.claim, passage) for passage in item.passages] for item in items]


def _overlap(claim: str, passage: str) -> Answer:
    wanted = set(content_stems(claim))
    shared = len(wanted.intersection(content_stems(passage))) / max(len(wanted), 1)
    likely = min(shared * 0.5 / OVERLAP, 1.0)
    against = bool(_NOT.search(claim)) != bool(_NOT.search(passage))
    said: Label = "related" if shared < OVERLAP else "contradicts" if against else "supports"
    return Answer(0.0, likely, said) if against else Answer(likely, 0.0, said)


def by_typed(items: Sequence[Item]) -> list[list[Answer]]:
    """What a check without a model does with a passage that search has found."""
    return [[_typed(look) for look in found] for found in look_at_all(tuple(items))]


def said_by_typed(items: Sequence[Item]) -> list[Label]:
    """The same of items with one passage each, as it is said."""
    return [answer.said for (answer,) in by_typed(items)]


def _typed(look: Look) -> Answer:
    decided = [weighed for weighed, _ in look.best.values() if weighed.stance != "related"]
    best = max(decided, key=lambda weighed: weighed.score, default=None)
    if best is None:
        return Answer(0.0, 0.0, "related")
    return Answer(best.score, 0.0, best.stance) if best.stance == "supports" else Answer(0.0, best.score, best.stance)


def rarity_in(items: Sequence[Item]) -> Callable[[str], float]:
    """Words weighed by how rare they are among the passages of the set."""
    passages = {passage for item in items for passage in item.passages}
    holding = Counter(stem for passage in sorted(passages) for stem in set(content_stems(passage)))
    total = len(passages)
    return lambda stem: math.log((total + 2) / (holding[stem] + 1)) / math.log(total + 2)


def claim_of(text: str) -> Claim:
    """A claim of one sentence, as a work would hold it."""
    return Claim("c", "w", 0, 1, _place(text), text, text, None, (), ("event",), checkable=True)


def candidate_of(text: str, number: int = 0) -> Candidate:
    """A passage that the search has hit as a whole."""
    passage = Passage(f"p{number}", f"s{number}", 0, "paragraph", None, _place(text), text)
    return Candidate(passage, 0, len(text))


def _place(text: str) -> Locator:
    return Locator((Segment(0, len(text), ParagraphPlace(1)),))


def by_model(model: StanceModel) -> Reader:
    """The model alone, on each passage as it is given."""

    def read(items: Sequence[Item]) -> list[list[Answer]]:
        opinions = iter(model.read([Pair(item.claim, passage) for item in items for passage in item.passages]))
        answers = []
        for item in items:
            answers.append([])
            for _ in item.passages:
                found = next(opinions)
                if found is None:
                    answers[-1].append(Answer(0.0, 0.0, "related"))
                    continue
                plain = Answer(found.supports, found.contradicts, "related")
                answers[-1].append(Answer(plain.supports, plain.contradicts, plain.forced))
        return answers

    return read


def by_model_together(model: StanceModel) -> Reader:
    """The model alone, on all passages of a claim as one text, in their order, as far as it reads."""

    def read(items: Sequence[Item]) -> list[list[Answer]]:
        joined = [replace(item, passages=(" ".join(dict.fromkeys(item.passages)),)) for item in items]
        return by_model(model)(joined)

    return read


def by_both(model: StanceModel) -> Reader:
    """What a check with a model does with the passages that search has found, as long as it may ask of all of them."""

    def read(items: Sequence[Item]) -> list[list[Answer]]:
        looks = look_at_all(tuple(items))
        asked = list(dict.fromkeys(look.pair for found in looks for look in found if look.pair))
        opinions = dict(zip(asked, model.read(asked), strict=True))
        return [[_both(look, opinions.get(look.pair) if look.pair else None) for look in found] for found in looks]

    return read


@lru_cache(maxsize=1)
def look_at_all(items: tuple[Item, ...]) -> list[list[Look]]:
    """The passages of each item as the comparison sees them, with what the model is to be asked."""
    rarity = rarity_in(items)
    stance = TypedStance(statements=statement_reader(find_parser()))
    found = []
    for item in items:
        candidates = [candidate_of(passage, number) for number, passage in enumerate(item.passages)]
        found.append(look_at(Sought(claim_of(item.claim), candidates), stance, rarity, most=len(candidates)))
    return found


def _both(look: Look, opinion: Opinion | None) -> Answer:
    typed = next((weighed for weighed, _ in look.best.values()), None)
    if opinion is None:
        stance = typed.stance if typed else "related"
        return Answer(float(stance == "supports"), float(stance == "contradicts"), stance)
    weighed = weigh_together(typed, opinion, look.signs or {})
    pro, con = likelihood(opinion, look.signs or {})
    sure_against = sureness(opinion, look.signs or {})[1] if con > pro else 0.0
    if weighed is None or weighed.stance == "related":
        return Answer(pro, con, "related", sure_against=sure_against)
    alone = weighed.checks == (MODEL,)
    sure = weighed.score if alone else max(weighed.score, _BY_VALUE)
    told = (sure, 0.0) if weighed.stance == "supports" else (0.0, sure)
    return Answer(*told, weighed.stance, by_model=alone)


def claim_only(items: Sequence[Item]) -> list[Label]:
    """A guess from the claim's words alone (TF-IDF, logistic regression), learnt in the set itself, five-fold."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold
    from sklearn.pipeline import make_pipeline

    claims, labels = [item.claim for item in items], [item.label for item in items]
    guessed: list[Label] = ["related"] * len(items)
    for learn, ask in GroupKFold(_FOLDS).split(claims, labels, [item.key for item in items]):
        known = [labels[i] for i in learn]
        if len(set(known)) == 1:
            told: Iterable[Label] = [known[0]] * len(ask)
        else:
            model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000))
            told = model.fit([claims[i] for i in learn], known).predict([claims[i] for i in ask])
        for at, label in zip(ask, told, strict=True):
            guessed[at] = str(label)  # type: ignore[call-overload]
    return guessed


# --- from passages to the claim -------------------------------------------------------------------------------------


def forced_label(answers: Sequence[Answer], labels: Sequence[Label]) -> Label:
    """The set's own question answered with no right to abstain.

    The passages' likeliest readings are taken together: one for and one against is *disputed*, where the set has that.
    Where nothing is left but a choice between two, it falls on the likelier.
    """
    pro = max(a.supports for a in answers)
    con = max(a.contradicts for a in answers)
    told = {a.forced for a in answers} - {"related"}
    if labels == ("supports", "related"):
        return "supports" if "supports" in told else "related"
    if len(told) == 2:
        return "disputed" if "disputed" in labels else "supports" if pro >= con else "contradicts"
    if told:
        return told.pop()
    if "related" in labels:
        return "related"
    return "supports" if pro > con or (pro == con and labels[-1] == "supports") else "contradicts"


def said_label(answers: Sequence[Answer]) -> Label:
    """What a check would say of the claim, each passage a source of its own."""
    told = {a.said for a in answers} - {"related"}
    return "disputed" if len(told) == 2 else told.pop() if told else "related"


# --- scores ---------------------------------------------------------------------------------------------------------


def measure(metric: str, pairs: Sequence[tuple[Label, Label]], labels: Sequence[Label]) -> float:
    """A measure of pairs of true and given label over the classes of a set."""
    counted = Counter(pairs)
    if metric == "accuracy":
        return sum(n for (gold, told), n in counted.items() if gold == told) / len(pairs)
    golds, tolds = Counter(gold for gold, _ in pairs), Counter(told for _, told in pairs)
    if metric == "balanced accuracy":
        return sum(counted[c, c] / golds[c] for c in labels if golds[c]) / max(sum(golds[c] > 0 for c in labels), 1)
    return sum(2 * counted[c, c] / max(golds[c] + tolds[c], 1) for c in labels) / len(labels)


def scores(
    chosen: EvidenceSet, items: Sequence[Item], forced: Sequence[Label], said: Sequence[Label]
) -> dict[str, Any]:
    """The figures of one reader on one set."""
    golds = [item.label for item in items]
    pairs = list(zip(golds, forced, strict=True))

    def metric(drawn: Sequence[object]) -> float:
        return measure(chosen.metric, drawn, chosen.labels)  # type: ignore[arg-type]

    low, high = bootstrap(pairs, metric, rounds=_ROUNDS)
    spoken = list(zip(golds, said, strict=True))
    unsupported = [told for gold, told in spoken if gold != "supports"]
    sides = ("supports", "contradicts") if chosen.has_contradictions else ("supports",)
    return {
        "score": round(metric(pairs), 3),
        "low": round(low, 3),
        "high": round(high, 3),
        "macro_f1": round(measure("macro-F1", pairs, chosen.labels), 3),
        **{side: _side(side, spoken) for side in sides},
        "rejected": _share(sum(told != "supports" for told in unsupported), len(unsupported)),
        "answered": round(sum(told != "related" for told in said) / len(said), 3),
    }


def _side(side: str, spoken: Sequence[tuple[Label, Label]]) -> dict[str, Any]:
    told = [gold for gold, label in spoken if label == side]
    gold = sum(label == side for label, _ in spoken)
    right = sum(label == side for label in told)
    return {"gold": gold, "said": len(told), "precision": _share(right, len(told)), "recall": _share(right, gold)}


def _share(hits: int, total: int) -> dict[str, float] | None:
    if not total:
        return None
    low, high = wilson(hits, total)
    return {"share": round(hits / total, 3), "low": round(low, 3), "high": round(high, 3)}


def said_of_passages(chosen: EvidenceSet, items: Sequence[Item], answers: Sequence[Sequence[Answer]]) -> list[Said]:
    """How surely each labelled passage was held to contradict its claim, and whether it does."""
    found = []
    for item, given in zip(items, answers, strict=True):
        each = item.each or ((item.label,) if len(item.passages) == 1 else ())
        for label, answer in zip(each, given, strict=False):
            found.append(Said(chosen.name, answer.against, label == "contradicts"))
    return found if chosen.has_contradictions else []


MIXING: dict[str, Callable[[Answer], bool]] = {
    "all count": lambda _answer: True,
    "none contradicts by the model alone": lambda answer: not (answer.by_model and answer.said == "contradicts"),
    "none decides by the model alone": lambda answer: not answer.by_model,
}
"""Which answers about passages may count in the verdict on a claim that has several."""


def mixed(chosen: EvidenceSet, items: Sequence[Item], answers: Sequence[Sequence[Answer]]) -> dict[str, Any]:
    """How the verdict fares when only some answers count: macro-F1 with *disputed*, and *contradicts* as it is said."""
    found = {}
    for name, counts in MIXING.items():
        kept = [[a if counts(a) else replace(a, said="related") for a in given] for given in answers]
        pairs = [(item.label, said_label(given)) for item, given in zip(items, kept, strict=True)]
        labels = tuple(dict.fromkeys((*chosen.labels, "related")))
        against = [(gold, told) for gold, told in pairs if told in ("contradicts", "disputed")]
        right = sum(gold in ("contradicts", "disputed") for gold, _ in against)
        found[name] = {
            "macro_f1": round(measure("macro-F1", pairs, labels), 3),
            "against": len(against),
            "against_right": _share(right, len(against)),
        }
    return found


# --- the run --------------------------------------------------------------------------------------------------------


def read_items(chosen: EvidenceSet, bench: Path, sample: int | None = None, *, whole: bool = False) -> list[Item]:
    """A set's items in the order of its file, or a sample of them that is the same each time.

    Of a set that a model may be trained on, the half that none is trained on, unless the ``whole`` is asked for.
    """
    items = [i for i in chosen.read(bench / chosen.path) if whole or not chosen.trainable or not may_be_learnt(i)]
    if sample is None or sample >= len(items):
        return items
    picked = sorted(random.Random(chosen.name).sample(range(len(items)), sample))
    return [items[i] for i in picked]


def run_beside(bench: Path, sample: int | None, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """How often each reader says something of sentences that decide nothing, of the half that none is trained on."""
    items = [item for item in beside_the_evidence(bench) if not may_be_learnt(item)][:sample]
    found: dict[str, Any] = {"passages": len(items)}
    for name, read in readers.items():
        if name == TOGETHER:
            continue
        told = Counter(answer.said for given in read(items) for answer in given)
        found[name] = {side: _share(told[side], len(items)) for side in ("supports", "contradicts")}
    return found


def run_set(
    chosen: EvidenceSet, items: Sequence[Item], readers: Mapping[str, Reader]
) -> tuple[dict[str, Any], dict[str, list[Said]]]:
    """All readers on one set: their figures, and what they said of each passage."""
    found: dict[str, Any] = {}
    said: dict[str, list[Said]] = {}
    several = any(len(item.passages) > 1 for item in items)
    for name, read in readers.items():
        if name == TOGETHER and not several:
            continue
        began = time.perf_counter()
        answers = read(items)
        forced = [forced_label(given, chosen.labels) for given in answers]
        told = [said_label(given) for given in answers]
        found[name] = {**scores(chosen, items, forced, told), "seconds": round(time.perf_counter() - began, 1)}
        if name == "combined" and "disputed" in chosen.labels:
            found[name]["mixing"] = mixed(chosen, items, answers)
        said[name] = [] if name == TOGETHER else said_of_passages(chosen, items, answers)
    guessed = claim_only(items)
    found["claim alone"] = scores(chosen, items, guessed, guessed)
    return found, said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", help="the folder of the benchmark data")
    parser.add_argument("--model", type=Path, help="the folder of a stance model; without it the model is left out")
    parser.add_argument("--sample", type=int, help="at most so many claims of each set; no file is written")
    parser.add_argument("--sets", nargs="+", choices=[s.name for s in SETS], help="these sets only; no file is written")
    parser.add_argument("--whole", action="store_true", help="both halves of the sets a model may be trained on")
    parser.add_argument("--curve", type=Path, help="where to draw the curve of precision, an SVG file")
    given = parser.parse_args()
    chosen = [s for s in SETS if not given.sets or s.name in given.sets]
    bench = bench_folder([given.bench] if given.bench else [], *(s.path for s in chosen))
    if bench is None:
        return
    named = ""
    readers: dict[str, Reader] = {"always": always, "overlap": by_overlap, "typed": by_typed}
    if given.model:
        from loupe.checking.models import open_model

        model = open_model(given.model)
        named = model.name
        readers |= {"model": by_model(model), TOGETHER: by_model_together(model), "combined": by_both(model)}
    table: dict[str, Any] = {}
    said: dict[str, list[Said]] = {name: [] for name in readers}
    for one in chosen:
        items = read_items(one, bench, given.sample, whole=given.whole)
        found, told = run_set(one, items, readers)
        table[one.name] = {
            "kind": one.kind, "claims": len(items), "passages": sum(len(i.passages) for i in items),
            "metric": one.metric, "floor": one.floor, "aim": one.aim, "trainable": one.trainable,
            "published": one.published, "readers": found,
        }  # fmt: skip
        for name, points in told.items():
            said[name] += points
        print_table([_row(one, name, figures) for name, figures in found.items()])
    beside = {} if given.sets else run_beside(bench, given.sample, readers)
    if beside:
        sides = ("supports", "contradicts")
        told = [{"beside": n, **{s: _shown(f[s]) for s in sides}} for n, f in beside.items() if n != "passages"]
        print_table(told)
    against = {} if given.sets else with_all(run_against(bench, said_by_typed, given.sample), table)
    if against:
        print_table([{"set": n, **{k: f[k] for k in ("pairs", "gold", "said", "right")}} for n, f in against.items()])
    far = {s.name for s in SETS if not s.trainable}
    curves = {
        name: {
            "trainable sets": precision_curve([s for s in points if s.set not in far]),
            "other sets": precision_curve([s for s in points if s.set in far]),
            **{one.name: precision_curve([s for s in points if s.set == one.name]) for one in chosen},
        }
        for name, points in said.items()
        if name in ("typed", "model", "combined")
    }
    if given.curve:
        given.curve.write_text(draw(curves), "utf-8")
    if not (given.sample or given.sets or given.whole):
        write_results(
            "evidence",
            {
                **header("scikit-learn"),
                "model": named,
                "sets": table,
                "beside": beside,
                "against": against,
                "curves": curves,
            },
        )


def _row(chosen: EvidenceSet, name: str, figures: Mapping[str, Any]) -> dict[str, object]:
    sides = {
        side: figures.get(side) or {"said": "", "precision": None, "recall": None}
        for side in ("supports", "contradicts")
    }
    return {
        chosen.name: name,
        chosen.metric: f"{figures['score']:.3f} ({figures['low']:.2f}–{figures['high']:.2f})",
        **({} if chosen.metric == "macro-F1" else {"macro-F1": f"{figures['macro_f1']:.3f}"}),
        "S said": sides["supports"]["said"],
        "S precision": _shown(sides["supports"]["precision"]),
        "S recall": _shown(sides["supports"]["recall"]),
        "C said": sides["contradicts"]["said"],
        "C precision": _shown(sides["contradicts"]["precision"]),
        "C recall": _shown(sides["contradicts"]["recall"]),
        "rejected": _shown(figures["rejected"]),
        "answered": f"{figures['answered']:.2f}",
    }


def _shown(share: Mapping[str, float] | None) -> str:
    return f"{share['share']:.2f} ({share['low']:.2f}–{share['high']:.2f})" if share else "–"


if __name__ == "__main__":
    main()
