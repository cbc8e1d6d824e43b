"""Measures how well, how fast and in how much memory the search finds passages.

Quality: nDCG@10 and recall@20 (a document counts as relevant or not) by words alone, by meaning alone and fused, with
bm25s on the same texts beside them. Speed: the hearings of the Post Office Horizon inquiry, indexed and searched in
fresh processes. Run: python benchmarks/retrieval.py [FOLDER OF THE BENCHMARK DATA]
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measuring import bench_folder, header, write_results

from loupe.model import Locator, ParagraphPlace, Passage, Segment
from loupe.search import SearchIndex, static_encoder

PACKAGES = ("tantivy", "numpy", "tokenizers", "safetensors", "wordllama", "bm25s")
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents and questions by id, and which documents answer a question."""

    name: str
    documents: dict[str, str]
    questions: dict[str, str]
    relevant: dict[str, set[str]]


def passages(source: str, texts: dict[str, str]) -> list[Passage]:
    made, at = [], 0
    for number, (name, text) in enumerate(texts.items(), 1):
        place = ParagraphPlace(number)
        made.append(
            Passage(name, source, number, "paragraph", None, Locator((Segment(at, at + len(text), place),)), text)
        )
        at += len(text) + 2
    return made


def smart_records(path: Path) -> Iterator[tuple[str, str]]:
    for record in re.split(r"^\.I ", path.read_text("latin-1"), flags=re.M)[1:]:
        number, _, rest = record.partition("\n")
        fields = re.split(r"^\.([A-Z])\s*$", rest, flags=re.M)
        wanted = [fields[at + 1] for at in range(1, len(fields), 2) if fields[at] in "TW"]
        yield number.strip(), " ".join(" ".join(wanted).split())


def judgements(path: Path, column: int) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in path.read_text().splitlines():
        fields = line.split()
        if fields[-1] not in {"0", "-1"}:
            found.setdefault(fields[0], set()).add(fields[column])
    return found


def smart(folder: Path) -> Iterator[Collection]:
    documents = dict(smart_records(folder / "cran" / "cran.all.1400"))
    questions = {str(n): text for n, (_, text) in enumerate(smart_records(folder / "cran" / "cran.qry"), 1)}
    good = judgements(folder / "cran" / "cranqrel", 1)
    good = {question: {d.lstrip("0") for d in ids} for question, ids in good.items()}
    yield Collection("cran", {d.lstrip("0"): text for d, text in documents.items()}, questions, good)
    for name, column in (("med", 2), ("cisi", 1)):
        base = folder / name / name.upper()
        yield Collection(
            name,
            dict(smart_records(base.with_suffix(".ALL"))),
            dict(smart_records(base.with_suffix(".QRY"))),
            judgements(base.with_suffix(".REL"), column),
        )
    parts = {}
    for name in ("doc-text", "query-text", "rlv-ass"):
        blocks = re.split(r"^\s*/\s*$", (folder / "npl" / name).read_text("latin-1"), flags=re.M)
        parts[name] = dict([*b.split(None, 1), ""][:2] for b in blocks if b.strip())
    good = {question: set(ids.split()) for question, ids in parts["rlv-ass"].items()}
    tidy = {name: {n: " ".join(text.split()) for n, text in parts[name].items()} for name in ("doc-text", "query-text")}
    yield Collection("npl", tidy["doc-text"], tidy["query-text"], good)


def checkthat(folder: Path) -> Collection:
    def rows(path: Path) -> Iterator[list[str]]:
        with path.open(encoding="utf-8", newline="") as file:
            yield from list(csv.reader(file, delimiter="\t"))[1:]

    documents = {row[0]: f"{row[1]} {row[2]}" for row in rows(folder / "verified_claims.docs.tsv")}
    questions = {row[0]: row[1] for row in rows(folder / "train" / "tweets.queries.tsv")}
    good = judgements(folder / "train" / "tweet-vclaim-pairs.qrels", 2)
    return Collection("checkthat-2020 train", documents, questions, good)


def quality(ranked: dict[str, list[str]], relevant: dict[str, set[str]]) -> dict[str, float]:
    gains, recalls = [], []
    for question, good in relevant.items():
        names = ranked.get(question, [])
        gain = sum(1 / math.log2(rank + 1) for rank, name in enumerate(names[:10], 1) if name in good)
        gains.append(gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(len(good), 10) + 1)))
        recalls.append(len(good.intersection(names[:20])) / len(good))
    return {"ndcg@10": round(statistics.mean(gains), 4), "recall@20": round(statistics.mean(recalls), 4)}


def by_loupe(collection: Collection, folder: Path) -> dict[str, dict[str, list[str]]]:
    index = SearchIndex.open(folder, static_encoder())
    index.add("s-1", passages("s-1", {name: text for name, text in collection.documents.items() if text}))
    index.commit()
    found = index.search_many(list(collection.questions.values()), limit=400)
    ranked: dict[str, dict[str, list[str]]] = {"words": {}, "meaning": {}, "fused": {}}
    for question, hits in zip(collection.questions, found, strict=True):
        ranked["fused"][question] = [hit.passage_id for hit in hits[:DEPTH]]
        words = sorted((hit.word_rank, hit.passage_id) for hit in hits if hit.word_rank)
        meaning = sorted((hit.meaning_rank, hit.passage_id) for hit in hits if hit.meaning_rank)
        ranked["words"][question] = [name for _, name in words[:DEPTH]]
        ranked["meaning"][question] = [name for _, name in meaning[:DEPTH]]
    return ranked


def by_bm25s(collection: Collection) -> dict[str, list[str]]:
    import bm25s

    names = list(collection.documents)
    engine = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    tokens = bm25s.tokenize(list(collection.documents.values()), stopwords="en", show_progress=False)
    engine.index(tokens, show_progress=False)
    asked = bm25s.tokenize(list(collection.questions.values()), stopwords="en", show_progress=False)
    found, _ = engine.retrieve(asked, k=DEPTH, show_progress=False)
    return {question: [names[d] for d in row] for question, row in zip(collection.questions, found, strict=True)}


def hearings(folder: Path) -> dict[str, dict[str, str]]:
    sources = {}
    for path in sorted(folder.rglob("*.rst")):
        text = re.sub(r"`([^`<]*)<[^`]*`_+", r"\1", path.read_text("utf-8"))
        blocks = [block.strip() for block in re.split(r"\n\s*\n", text)]
        name = str(path.relative_to(folder))
        sources[name] = {f"{name}#{n}": block for n, block in enumerate(blocks) if block and block[:2] != ".."}
    return sources


def archive(folder: Path, index_folder: Path, step: str) -> dict[str, float]:
    """One step in this process: "words" or "meaning" index, "search" looks up; its own peak memory is reported."""
    encoder = None if step == "words" else static_encoder()
    texts = hearings(folder)
    words = sum(len(text.split()) for blocks in texts.values() for text in blocks.values())
    given = {name: passages(name, blocks) for name, blocks in texts.items()}
    opened = time.perf_counter()
    index = SearchIndex.open(index_folder, encoder)
    result: dict[str, float] = {"words": words}
    if step == "search":
        index.search("first question")
        result["open_s"] = round(time.perf_counter() - opened, 3)
        claims = [" ".join(text.split()[:30]) for blocks in texts.values() for text in blocks.values()]
        asked = random.Random(7).sample([claim for claim in claims if len(claim.split()) >= 12], 300)
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


def peak_megabytes() -> int:
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count what the process that started this one had used
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure_archive(folder: Path) -> dict[str, dict[str, float]]:
    results = {}
    with tempfile.TemporaryDirectory() as scratch:
        for step, where in (("words", "w"), ("meaning", "m"), ("search", "m")):
            command = [sys.executable, __file__, "--step", step, str(folder), str(Path(scratch) / where)]
            results[step] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return results


def main() -> None:
    if sys.argv[1:2] == ["--step"]:
        print(json.dumps(archive(Path(sys.argv[3]), Path(sys.argv[4]), sys.argv[2])))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", help="the folder of the benchmark data")
    given = parser.parse_args()
    needed = ("smart-ir-collections", "checkthat-2020-task2-verified-claim-retrieval", "case-post-office-horizon")
    bench = bench_folder([given.bench] if given.bench else [], *needed)
    if bench is None:
        return
    collections = [*smart(bench / "smart-ir-collections")]
    collections.append(checkthat(bench / "checkthat-2020-task2-verified-claim-retrieval" / "v3.0"))
    results = header(*PACKAGES)
    table: dict[str, dict[str, dict[str, float]]] = {}
    print(f"{'nDCG@10 / recall@20':24}{'bm25s':>16}{'words':>16}{'meaning':>16}{'fused':>16}")
    for collection in collections:
        with tempfile.TemporaryDirectory() as scratch:
            ranked = by_loupe(collection, Path(scratch) / "index")
        ranked = {"bm25s": by_bm25s(collection), **ranked}
        table[collection.name] = {name: quality(found, collection.relevant) for name, found in ranked.items()}
        cells = (f"{found['ndcg@10']:.3f} / {found['recall@20']:.3f}" for found in table[collection.name].values())
        print(f"{collection.name:24}" + "".join(f"{cell:>16}" for cell in cells))
    results["quality"] = table
    results["archive"] = measure_archive(bench / "case-post-office-horizon")
    print(json.dumps(results["archive"], indent=2))
    write_results("retrieval", results)


if __name__ == "__main__":
    main()
