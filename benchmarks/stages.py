"""One stage of a benchmark in a process of its own, so that its seconds and its memory are its own.

Called by cases.py: python benchmarks/stages.py STAGE ARGUMENTS. Prints one JSON document.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path


def read(case: str, archive: str) -> None:
    """Read the files and write sources and passages down, without an index."""
    from loupe.engine import Case
    from loupe.engine.intake.adding import add_files, items_of
    from loupe.engine.intake.sheet import Description
    from loupe.engine.settings import Settings
    from loupe.store import Store

    Case.create(case).close()
    store = Store.open(Path(case))
    add_files(store, list(items_of([Path(archive)], Description())), Settings())
    store.close()


def index(case: str, folder: str, vectors: str) -> None:
    """Index what is in the case into a folder, with or without vectors."""
    from loupe.search import SearchIndex, static_encoder
    from loupe.store import Store

    store = Store.open(Path(case), readonly=True)
    made = SearchIndex.open(Path(folder), static_encoder() if vectors == "vectors" else None)
    for source in store.sources("archive"):
        made.add(source.id, store.passages(source.id))
    made.commit()


def read_and_index(case: str, archive: str) -> None:
    """Both in one process, without vectors: what `loupe add` does where the part for meaning is not installed."""
    read(case, archive)
    index(case, str(Path(case) / "index"), "words")


def facts(case: str) -> dict[str, object]:
    """What is in a case: sources, words, passages, speakers, time codes, and megabytes on disk."""
    from loupe.engine import Case
    from loupe.model import TimePlace

    with Case.open(case, readonly=True) as opened:
        sources = [s for s in opened.sources() if s.role == "archive"]
        passages = [p for s in sources for p in opened.passages(s.id)]
    timed = [p for p in passages if any(isinstance(s.place, TimePlace) for s in p.locator.segments)]
    speakers = Counter(p.speaker for p in passages if p.speaker)
    sizes = {name: _megabytes(Path(case) / name) for name in ("blobs", "index")}
    sizes["database"] = sum(_megabytes(p) for p in Path(case).glob("case.db*"))
    return {
        "sources": len(sources),
        "failed": sum(bool(s.problem) for s in sources),
        "words": sum(s.words for s in sources),
        "passages": len(passages),
        "time_coded": len(timed),
        "with_speaker": sum(speakers.values()),
        "speakers": dict(speakers.most_common(8)),
        "disk_mb": {name: round(size, 1) for name, size in sizes.items()},
    }


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(p.stat().st_size for p in files) / 1e6


def search(case: str, queries: str) -> dict[str, float]:
    """Search one text after the other, as `loupe search` does, in a case that is open."""
    from loupe.engine import Case

    asked = json.loads(Path(queries).read_text("utf-8"))
    began = time.perf_counter()
    with Case.open(case, readonly=True) as opened:
        opened.search("the first search opens the index")
        opening = time.perf_counter() - began
        return {"open_s": round(opening, 3), **_timed(asked, lambda text: opened.search(text, limit=10))}


def _timed(asked: list[str], find: Callable[[str], object]) -> dict[str, float]:
    times = []
    for text in asked:
        began = time.perf_counter()
        find(text)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return {"p50_ms": round(times[len(times) // 2], 2), "p95_ms": round(times[len(times) * 95 // 100], 2)}


# --- peers ------------------------------------------------------------------------------------------------------------


def _paragraphs(archive: str) -> list[str]:
    files = sorted(p for p in Path(archive).rglob("*") if p.is_file())
    return [block for path in files for block in re.split(r"\n\s*\n", path.read_text("utf-8")) if block.strip()]


def fts5_index(folder: str, archive: str) -> dict[str, int]:
    """Paragraphs into a table of SQLite's full-text search, with its Porter stemmer."""
    Path(folder).mkdir()
    found = _paragraphs(archive)
    connection = sqlite3.connect(Path(folder) / "fts5.db")
    connection.execute("CREATE VIRTUAL TABLE p USING fts5(text, tokenize='porter unicode61')")
    connection.executemany("INSERT INTO p VALUES (?)", ((text,) for text in found))
    connection.commit()
    connection.close()
    return {"passages": len(found)}


def fts5_search(folder: str, queries: str) -> dict[str, float]:
    """The ten best by BM25 of the paragraphs that hold any of the words."""
    connection = sqlite3.connect(Path(folder) / "fts5.db")

    def find(text: str) -> object:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        return connection.execute("SELECT text FROM p WHERE p MATCH ? ORDER BY rank LIMIT 10", (words,)).fetchall()

    find("the first search opens the index")
    return _timed(json.loads(Path(queries).read_text("utf-8")), find)


def bm25s_index(folder: str, archive: str) -> dict[str, int]:
    """Paragraphs into bm25s with its own tokenizer and stop words, saved to disk with the texts."""
    import bm25s

    found = _paragraphs(archive)
    engine = bm25s.BM25(corpus=[{"id": n, "text": text} for n, text in enumerate(found)])
    engine.index(bm25s.tokenize(found, stopwords="en", show_progress=False), show_progress=False)
    engine.save(folder, corpus=engine.corpus)
    return {"passages": len(found)}


def bm25s_search(folder: str, queries: str) -> dict[str, float]:
    """The ten best by BM25."""
    import bm25s

    engine = bm25s.BM25.load(folder, load_corpus=True)

    def find(text: str) -> object:
        tokens = bm25s.tokenize(text, stopwords="en", show_progress=False)
        return engine.retrieve(tokens, k=10, show_progress=False)

    find("the first search opens the index")
    return _timed(json.loads(Path(queries).read_text("utf-8")), find)


STAGES: dict[str, Callable[..., object]] = {
    "read": read,
    "index": index,
    "read-and-index": read_and_index,
    "facts": facts,
    "search": search,
    "fts5-index": fts5_index,
    "fts5-search": fts5_search,
    "bm25s-index": bm25s_index,
    "bm25s-search": bm25s_search,
}


if __name__ == "__main__":
    if sys.argv[1:2] in ([], ["--help"]) or sys.argv[1] not in STAGES:
        print(f"{__doc__}\nStages: {', '.join(STAGES)}")
        sys.exit(0 if sys.argv[1:2] in ([], ["--help"]) else 2)
    print(json.dumps(STAGES[sys.argv[1]](*sys.argv[2:])))
