"""How fast the workbench is at the size that it is built for: its pages over HTTP, and under the hand in a browser.

Pages of ``loupe open``: each is asked for once after the server says that it is ready, and nine times more; again right
after a decision or a corrected source; and while the archive is being understood behind them. Browser: headless
Chromium opens pages, presses keys, seeks and plays; what is told is what the page itself saw. Prints tables, writes
``results/workbench.json``.
Run: python benchmarks/workbench.py [HOW MANY SOURCES]
"""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bigcase import CLAIMS, LINES, SOURCES, WORDS, Big, build
from measuring import header, print_table, write_results

from loupe.engine import Case
from loupe.store import Store

LAST_SEEN = 12_000
"""An entry of the log within the last of the decisions."""
BARS = {"page_ms": 200, "usable_ms": 1000, "key_ms": 100, "seek_ms": 300, "card_s": 0.2}
ASKED = 9
KEYS, SEEKS, PLAYED = 12, 8, 6


class Client:
    """Asks a server as a browser that has entered by its link."""

    def __init__(self, link: str) -> None:
        parts = urlsplit(link)
        self.port = int(parts.port or 0)
        self._cookie = ""
        self._cookie = self.ask(f"{parts.path}?{parts.query}")[1].split(";")[0]
        self.cookie = self._cookie.partition("=")

    def ask(self, path: str, value: object = None) -> tuple[float, str]:
        """Milliseconds for an answer, and the cookie that it set."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        headers = {"Cookie": self._cookie, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
        began = time.perf_counter()
        connection.request(
            "GET" if value is None else "POST", path, None if value is None else json.dumps(value), headers
        )
        answer = connection.getresponse()
        said = answer.read()
        taken = 1000 * (time.perf_counter() - began)
        connection.close()
        if answer.status not in (200, 303):
            raise SystemExit(f"{path}: {answer.status} {said[:300]!r}")
        return taken, answer.getheader("set-cookie") or ""


def pages_of(big: Big) -> dict[str, str]:
    """What is asked for, by what it is called."""
    work = big.work
    return {
        "case": "/",
        "film": f"/film/{work}",
        "film, one claim": f"/film/{work}/claim/700.1",
        "film, claims decided since": f"/film/{work}/heads.json?since={LAST_SEEN}",
        "claims": f"/claims/{work}",
        "claims, three facets, by risk": f"/claims/{work}?verdict=contested&state=proposed&kind=number&sort=risk",
        "claims, words, page 3": f"/claims/{work}?words=vault&page=3",
        "sources": "/sources",
        "sources, narrowed": "/sources?text=report+99&kind=wire",
        "sources, by date, page 50": "/sources?sort=date&descending=1&page=50",
        "a source with claims": f"/sources/{big.cited}",
        "a source of 20,000 passages, page 60": f"/sources/{big.long}?page=60",
        "search": "/search?q=" + "+".join((WORDS[7], WORDS[500], WORDS[911], "paragraph")),
        "script": f"/script/{work}",
        "script, part 10": f"/script/{work}?part=10",
        "history": f"/history/{work}",
        "history, two moments": f"/history/{work}?from=0&to=1000",
    }


def measure_pages(client: Client, pages: Mapping[str, str]) -> list[dict[str, object]]:
    """Each page again and again."""
    rows: list[dict[str, object]] = []
    for name, path in pages.items():
        first, *later = (client.ask(path)[0] for _ in range(1 + ASKED))
        rows.append({"page": name, "first ms": round(first), "median ms": round(statistics.median(later), 1),
                     "most ms": round(max(later), 1)})  # fmt: skip
    return rows


def measure_changes(client: Client, big: Big) -> list[dict[str, object]]:
    """What a page takes right after a change that somebody else made, before the keeper of the pages has seen it."""
    with Case.open(big.case, readonly=True) as case:
        claim = next(c.id for c in reversed(case.claims(big.work)) if c.checkable)
    star = {"work": big.work, "kind": "star", "fields": {"claim": claim, "on": True}, "seen": 0}

    def correct(n: int) -> None:
        with Store.open(big.case) as store:
            source = store.source(big.cited)
            store.replace_source(replace(source, reliability="ABCDEF"[n % 3], published=f"2003-02-1{n}"), "corrected")

    def rename(n: int) -> None:
        with Store.open(big.case) as store:
            store.replace_source(replace(store.source(big.cited), title=f"Report, corrected {n}"), "corrected")

    changes = {
        "a decision": lambda n: client.ask("/api/decide", star | {"fields": {"claim": claim, "on": n % 2 == 0}}),
        "a source's date and grade corrected": correct,
        "a source's title corrected": rename,
    }
    rows: list[dict[str, object]] = []
    for name, change in changes.items():
        row: dict[str, object] = {"after": name}
        for page, path in (("film", f"/film/{big.work}"), ("claims", f"/claims/{big.work}"), ("sources", "/sources")):
            times = []
            for n in range(3):
                change(n)
                times.append(client.ask(path)[0])
            row[f"{page} ms"] = round(statistics.median(times))
        rows.append(row)
    return rows


_PAINTED = """() => new Promise((done) => {
  const at = () => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0));
  if (document.readyState === "complete") at(); else addEventListener("load", at);
})"""
# From the key going down to the first frame after the page has changed under it.
_WATCH = """() => {
  window.presses = [];
  let began = 0;
  const shows = () => {
    if (!began) return;
    const since = began;
    began = 0;
    requestAnimationFrame(() => setTimeout(() => window.presses.push(performance.now() - since), 0));
  };
  addEventListener("keydown", () => { began = performance.now(); }, true);
  addEventListener("focusin", shows, true);
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  new MutationObserver(shows).observe(document.body, all);
}"""
_SEEKS = """() => {
  window.seeks = [];
  const media = document.getElementById("media");
  let began = 0;
  addEventListener("click", () => { began = performance.now(); }, true);
  media.addEventListener("seeked", () => requestAnimationFrame(() => window.seeks.push(performance.now() - began)));
}"""
# How far the film is when the cards of a claim stand in the page, against when its line begins.
_CARDS = """() => {
  window.cards = [];
  const media = document.getElementById("media");
  new MutationObserver(() => {
    const claim = document.getElementById("claim");
    const head = claim && document.getElementById(`head-${claim.dataset.claim}`);
    if (!head || media.paused) return;
    window.cards.push(media.currentTime - Number(head.closest(".line").dataset.start) / 1000);
  }).observe(document.getElementById("evidence"), { childList: true });
}"""


def measure_browser(client: Client, big: Big) -> dict[str, Any]:
    """What a person waits for."""
    from playwright.sync_api import sync_playwright

    at = f"http://127.0.0.1:{client.port}"
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": client.cookie[0], "value": client.cookie[2], "url": at}])
        page = context.new_page()
        usable = {}
        for name in ("case", "film", "claims", "sources", "a source with claims", "script", "history"):
            times = []
            for _ in range(3):
                page.goto(at + pages_of(big)[name])
                times.append(page.evaluate(_PAINTED))
            usable[name] = round(statistics.median(times))
        page.goto(f"{at}/film/{big.work}?claim=700.1")
        page.wait_for_selector("#claim")
        page.evaluate(_WATCH)
        keys = {}
        for key, presses in (("j", KEYS), ("J", 3), ("f", 6), ("a", 6)):
            page.evaluate("window.presses.length = 0")
            for _ in range(presses):
                if key == "a":
                    page.keyboard.press("j")
                    page.wait_for_timeout(300)
                    page.evaluate("window.presses.length = 0")
                page.keyboard.press(key)
                page.wait_for_timeout(400)
                if key == "a":
                    keys.setdefault("a", []).extend(page.evaluate("window.presses.slice(0, 1)"))
            if key != "a":
                keys[key] = page.evaluate("window.presses")
        page.evaluate(_SEEKS)
        page.wait_for_timeout(1000)
        box = page.locator("#strip").bounding_box()
        for n in range(SEEKS):
            page.mouse.click(box["x"] + box["width"] * (0.1 + 0.8 * n / SEEKS), box["y"] + box["height"] / 2)
            page.wait_for_timeout(700)
        seeks = page.evaluate("window.seeks")
        page.evaluate(_CARDS)
        page.evaluate("media.currentTime = 2000.5; media.play()")
        page.wait_for_timeout(1000 * 4 * (PLAYED + 1))
        cards = page.evaluate("window.cards")[1:]  # the first was in the middle of its line
        browser.close()
    return {
        "usable_ms": usable,
        "key_ms": {key: _spread(times) for key, times in keys.items()},
        "seek_ms": _spread(seeks),
        "card_s": _spread(cards, 3),
    }


def _spread(times: list[float], digits: int = 0) -> dict[str, float]:
    if not times:
        return {"times": 0}
    return {"median": round(statistics.median(times), digits or None), "most": round(max(times), digits or None),
            "times": len(times)}  # fmt: skip


def main() -> None:
    """Build, ask, press, tell."""
    sources = int(sys.argv[1]) if len(sys.argv) > 1 else SOURCES
    with tempfile.TemporaryDirectory() as folder:
        found = measure(build(Path(folder), sources))
    write_results("workbench", header("fastapi", "uvicorn", "jinja2", "playwright") | {"sources": sources} | found)


def measure(big: Big) -> dict[str, Any]:
    """All of it on a case that is there; prints as it goes."""
    began = time.perf_counter()
    loupe = [str(Path(sys.executable).with_name("loupe")), "open", str(big.case), "--as", "Anna", "--no-browser"]
    with subprocess.Popen([*loupe, "--json"], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            client = Client(json.loads("".join(iter(server.stdout.readline, "}\n")) + "}")["link"])
            ready = time.perf_counter() - began
            pages = pages_of(big)
            asked = measure_pages(client, pages)
            print_table(asked)
            changes = measure_changes(client, big)
            print_table(changes)
            browser = measure_browser(client, big)
            print(json.dumps(browser, indent=2))
            busy = measure_pages(client, {"timeline": "/timeline", "people": "/things/people"} | {
                name: pages[name] for name in ("case", "film", "claims", "sources", "script")
            })  # fmt: skip
            print_table(busy)
        finally:
            server.terminate()
    return {"lines": LINES, "claims": CLAIMS, "bars": BARS, "ready_s": round(ready, 1), "pages": asked,
            "changes": changes, "browser": browser, "busy": busy}  # fmt: skip


if __name__ == "__main__":
    main()
