"""A real browser over a real server, which remembers everything that a page complained of or asked other hosts for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loupe.web import serve

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium at /usr/bin/chromium")


class Window:
    """A page of the workbench."""

    def __init__(self, page, port):
        self.page, self.port = page, port
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def _said(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} at {message.location['url']}")

    def _asked(self, request):
        if not request.url.startswith((f"http://127.0.0.1:{self.port}/", "data:")):
            self.elsewhere.append(request.url)

    def go(self, path):
        self.page.goto(f"http://127.0.0.1:{self.port}{path}")
        self.page.wait_for_load_state("networkidle")
        return self.page


@contextmanager
def window(case: Path, who: str = "Anna", **looks: object) -> Iterator[Window]:
    """Serve a case and enter it with a browser."""
    from playwright.sync_api import sync_playwright

    serving = serve(case, who)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            page = browser.new_context(viewport={"width": 1280, "height": 900}, **looks).new_page()
            shown = Window(page, serving.port)
            page.goto(serving.link)
            yield shown
            browser.close()
    finally:
        serving.stop()
