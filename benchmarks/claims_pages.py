"""How fast the pages of claims and history are on a work with 5,000 claims, 2,500 of them decided.

Writes a case with that many lines and findings straight into the store, serves it, and asks each page over HTTP: first
unheld, then five times more. Prints a table, writes ``results/claims_pages.json``.
"""

from __future__ import annotations

import http.client
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from measuring import header, print_table, write_results

from loupe.engine import Case
from loupe.model import (
    VERDICTS,
    Claim,
    Evidence,
    Finding,
    Locator,
    Origin,
    Search,
    Segment,
    Source,
    Verdict,
    content_id,
)
from loupe.web import serve

CLAIMS = 5_000
BAR_MS = 200


def build(folder: Path, claims: int) -> str:
    """A case with a film of ``claims`` lines, one claim and two pieces of evidence each, half of them decided."""
    film = folder / "film.srt"
    cues = []
    for n in range(1, claims + 1):
        start, end = (f"{t // 3600:02d}:{t // 60 % 60:02d}:{t % 60:02d},000" for t in (n * 2, n * 2 + 2))
        cues.append(f"{n}\n{start} --> {end}\nSPEAKER {n % 12}: They took {n} boxes from vault {n % 97} that night.\n")
    film.write_text("\n".join(cues), "utf-8")
    paper = folder / "paper.txt"
    paper.write_text("\n\n".join(f"Paragraph {n} says that {n} boxes were found." for n in range(400)), "utf-8")
    with Case.create(folder / "case") as case:
        case.add(paper)
        case.add(film)
        store = case._store
        by_name = {s.name: s for s in store.sources()}
        work, source = by_name["film.srt"], by_name["paper.txt"]
        passages = store.passages(source.id)
        made = [_finding(work, line, passages[n % len(passages)], n) for n, line in enumerate(store.passages(work.id))]
        store.save_claims(work.id, [f.claim for f in made])
        store.save_findings(work.id, "bench", made)
        wanted = [f.claim.id for f in made if f.claim.checkable][: claims // 2]
        case.decide_all(work.id, wanted, "accept", "two papers", who="Anna")
        return work.id


def _finding(work: Source, line, passage, n: int) -> Finding:
    label = VERDICTS[n % len(VERDICTS)]
    claim = Claim(
        content_id("c", work.id, n), work.id, n, n + 1, line.locator, line.text, line.text, line.speaker, (),
        ("number", "event"), label != "not checkable",
    )  # fmt: skip
    place = passage.locator.segments[0]
    evidence = tuple(
        Evidence(
            content_id("e", claim.id, stance), claim.id, passage.id, passage.source_id,
            Locator((Segment(place.start, place.end, place.place),)), passage.text, stance, 0.7,
            ("the figures are the same",), (),
        )
        for stance in ("supports", "related")
    )  # fmt: skip
    origin = Origin("The Paper", tuple(e.id for e in evidence), ("only source",))
    return Finding(
        claim, evidence,
        Verdict(claim.id, label, 1, 0, "rule", ("a step",), (origin,), Search((line.text,), 1, 400, 20), "default"),
    )  # fmt: skip


class Asking:
    """A client that has come in by the link."""

    def __init__(self, link: str) -> None:
        parts = urlsplit(link)
        self.port = int(parts.port or 0)
        self.cookie = ""
        self.cookie = self._ask(f"{parts.path}?{parts.query}")[1].split(";")[0]

    def ask(self, path: str, value: object = None) -> tuple[float, int]:
        """Milliseconds, and bytes of the answer."""
        start = time.perf_counter()
        size, _ = self._ask(path, value)
        return (time.perf_counter() - start) * 1000, size

    def _ask(self, path: str, value: object = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        body = None
        if value is not None:
            body = json.dumps(value)
            headers |= {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        connection.request("POST" if body else "GET", path, body, headers)
        answer = connection.getresponse()
        data = answer.read()
        if answer.status >= 400:
            raise SystemExit(f"{path}: {answer.status} {data[:300]!r}")
        connection.close()
        return len(data), answer.getheader("set-cookie") or ""


def main(claims: int) -> None:
    """Measure and tell."""
    figures: dict[str, dict[str, int]] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        work = build(folder, claims)
        serving = serve(folder / "case", "Anna")
        asking = Asking(serving.link)
        with Case.open(folder / "case", readonly=True) as case:
            open_ones = [c.id for c in case.claims(work)][-200:]
        paths = {
            "claims, first page": f"/claims/{work}",
            "claims, three facets, by risk": f"/claims/{work}?verdict=contested&state=proposed&kind=number&sort=risk",
            "claims, words": f"/claims/{work}?words=vault+13",
            "claims, last page as JSON": f"/claims/{work}.json?page=25",
            "history, first page": f"/history/{work}",
            "history, two moments": f"/history/{work}?from=0&to=1000",
            "CSV of all": f"/claims/{work}/claims.csv",
        }
        for name, path in paths.items():
            first, size = asking.ask(path)
            times = [asking.ask(path)[0] for _ in range(5)]
            figures[name] = {"first_ms": round(first), "held_ms": round(statistics.median(times)), "bytes": size}
        value = {"work": work, "claims": open_ones, "act": "star"}
        times = [asking.ask("/api/decide/all", value | {"act": act})[0] for act in ("star", "unstar", "star")]
        figures["200 decisions at once"] = {"first_ms": round(times[0]), "held_ms": round(statistics.median(times))}
        after = asking.ask(f"/claims/{work}")[0]
        figures["claims, after a decision"] = {"first_ms": round(after), "held_ms": round(after)}
        serving.stop()
    rows = [
        {"page": name, "first ms": got["first_ms"], "held ms": got["held_ms"], "kB": got.get("bytes", 0) // 1000}
        for name, got in figures.items()
    ]
    print_table(rows)
    found = {"claims": claims, "bar_ms": BAR_MS, "rows": rows}
    write_results("claims_pages", header("fastapi", "uvicorn", "jinja2") | found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS)
