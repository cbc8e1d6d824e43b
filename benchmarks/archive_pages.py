"""How fast the pages of the archive are in a case of 10,000 sources under a film of 1,500 lines and 5,000 claims.

Writes the case straight into the store, serves it, and asks each page over HTTP: the first time, which makes what is
held from then on, and nine times more. Prints a table, writes ``results/archive_pages.json``.
Run: python benchmarks/archive_pages.py [HOW MANY SOURCES]
"""

from __future__ import annotations

import http.client
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from measuring import header, print_table, write_results

from loupe.engine import Case
from loupe.model import (
    Claim,
    Evidence,
    Finding,
    Locator,
    Origin,
    ParagraphPlace,
    Passage,
    Search,
    Segment,
    Source,
    TimePlace,
    Verdict,
    content_id,
    sha256_hex,
    source_id,
)
from loupe.store import Store
from loupe.web import Serving, serve

SOURCES, LINES, CLAIMS = 10_000, 1_500, 5_000
PARAGRAPHS = 4
LONG = 20_000
"""Passages of the one source that is a long book."""
WORDS = tuple(a + b + c for a in ("ba", "du", "fi", "go", "ke", "lo", "mu", "ra", "se", "vu", "ty", "no", "pi", "ze")
              for b in ("l", "m", "rt", "nd", "s", "k", "v", "st", "g", "x", "p", "bl", "tr", "h")
              for c in ("a", "e", "in", "or", "um", "is", "on", "ek"))  # fmt: skip
BAR_MS = 200
ASKED = 9


def build(folder: Path, sources: int) -> tuple[str, str]:
    """The case; returns the ids of a source that claims rest on and of the long one."""
    case = folder / "case"
    with Case.create(case):
        pass
    with Store.open(case) as store:
        archive = [_source(store, n, PARAGRAPHS) for n in range(sources)]
        long = _source(store, sources, LONG)
        work, lines = _film(store)
        store.add_sources([*archive, long, (work, lines)])
        findings = list(_findings(work, lines, [passage for _, of in archive for passage in of]))
        store.save_claims(work.id, [f.claim for f in findings])
        store.save_findings(work.id, "bench", findings)
    with Case.open(case) as opened:
        opened.index()
    return archive[0][0].id, long[0].id


def _source(store: Store, n: int, paragraphs: int) -> tuple[Source, list[Passage]]:
    pieces = [
        f"Report {n}, paragraph {k}: {_words(n * 31 + k)} and {(n * 7 + k) % 400} {WORDS[(n * 13 + k) % len(WORDS)]}."
        for k in range(paragraphs)
    ]
    return _made(store, n, pieces, ("article", "wire", "book", "mail")[n % 4], None)


def _words(seed: int) -> str:
    """Twelve words that differ from paragraph to paragraph, some of them common and most rare, as in a language."""
    return " ".join(WORDS[(seed * 7919 + k * k * 104_729) % (40 if k % 3 == 0 else len(WORDS))] for k in range(12))


def _made(store: Store, n: int, pieces: list[str], kind: str, seconds: int | None) -> tuple[Source, list[Passage]]:
    digest = sha256_hex(f"source {kind} {n}".encode())
    id_ = source_id(digest)
    passages, at = [], 0
    for k, text in enumerate(pieces):
        place = TimePlace(k * 4000, k * 4000 + 3500, k + 1) if seconds else ParagraphPlace(k + 1, None, None)
        locator = Locator((Segment(at, at + len(text), place),))
        cue = "cue" if seconds else "paragraph"
        passages.append(Passage(content_id("p", id_, at, at + len(text), cue), id_, k, cue, None, locator, text))
        at += len(text) + 2
    text = "\n\n".join(pieces)
    source = Source(
        id_, digest, f"papers/{n}.txt", "srt" if seconds else "text", len(text), "work" if seconds else "archive",
        f"Report {n}", f"Agency {n % 60}", kind=kind, published=f"20{n % 20:02d}", text_sha256=store.keep_text(text),
        draws_on=(f"Origin {n % 700}",) if n % 3 else (f"papers/{n // 2}.txt",), characters=len(text),
        words=len(text.split()), passages=len(passages),
    )  # fmt: skip
    return source, passages


def _film(store: Store) -> tuple[Source, list[Passage]]:
    lines = [f"Line {n}: they took {n} boxes, then {n + 1}, then {n + 2} from vault {n % 97}." for n in range(LINES)]
    return _made(store, 0, lines, "film", 4)


def _findings(work: Source, lines: list[Passage], archive: list[Passage]) -> Iterator[Finding]:
    for n in range(CLAIMS):
        line = lines[n * LINES // CLAIMS]
        id_ = content_id("c", work.id, n)
        claim = Claim(id_, work.id, n, line.ordinal + 1, line.locator, line.text, f"They took {n} boxes.", None, (),
                      ("number",), True)  # fmt: skip
        evidence = tuple(
            Evidence(
                content_id("e", id_, p.id), id_, p.id, p.source_id, p.locator, p.text, "related", 0.5, ("near",), ()
            )
            for p in (archive[(n * 3 + k * 11) % len(archive)] for k in range(3))
        )
        origin = Origin("A paper", tuple(e.id for e in evidence), ("only source",))
        verdict = Verdict(id_, "uncorroborated", 0, 0, "nothing counts", ("nothing",), (origin,),
                          Search(("boxes",), 1, len(archive), 3), "bench")  # fmt: skip
        yield Finding(claim, evidence, verdict)


class Browser:
    """Asks a server as a browser that has entered by its link."""

    def __init__(self, serving: Serving) -> None:
        self._port = serving.port
        parts = urlsplit(serving.link)
        self._cookie = self.ask(f"{parts.path}?{parts.query}")[1].split(";")[0]

    def ask(self, path: str, value: object = None) -> tuple[float, str]:
        """Milliseconds for an answer, and the cookie that it set."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=300)
        headers = {"Cookie": getattr(self, "_cookie", ""), "Sec-Fetch-Site": "same-origin"}
        body = None if value is None else json.dumps(value)
        began = time.perf_counter()
        connection.request(
            "GET" if body is None else "POST", path, body, headers | {"Content-Type": "application/json"}
        )
        answer = connection.getresponse()
        answer.read()
        taken = 1000 * (time.perf_counter() - began)
        connection.close()
        if answer.status not in (200, 303):
            raise SystemExit(f"{path}: {answer.status}")
        return taken, answer.getheader("set-cookie") or ""


def main() -> None:
    """Build, ask, print."""
    sources = int(sys.argv[1]) if len(sys.argv) > 1 else SOURCES
    with tempfile.TemporaryDirectory() as folder:
        cited, long = build(Path(folder), sources)
        serving = serve(Path(folder) / "case", "Anna")
        try:
            rows = _measured(Browser(serving), cited, long)
        finally:
            serving.stop()
    print_table(rows)
    write_results("archive_pages", header() | {"sources": sources, "claims": CLAIMS, "bar_ms": BAR_MS, "pages": rows})


def _measured(browser: Browser, cited: str, long: str) -> list[dict[str, object]]:
    asked = {
        "list of sources": "/sources",
        "list, narrowed": "/sources?text=report+99&kind=wire",
        "list, by date, page 50": "/sources?sort=date&descending=1&page=50",
        "a source with claims": f"/sources/{cited}",
        "a source of 20,000 passages, page 60": f"/sources/{long}?page=60",
        "search": "/search?q=" + "+".join((WORDS[7], WORDS[500], WORDS[911], "paragraph")),
    }
    rows: list[dict[str, object]] = []
    for name, path in asked.items():
        first, *later = (browser.ask(path)[0] for _ in range(1 + ASKED))
        rows.append(
            {"page": name, "first ms": round(first), "median ms": round(statistics.median(later), 1),
             "most ms": round(max(later), 1)}
        )  # fmt: skip
    return rows


if __name__ == "__main__":
    main()
