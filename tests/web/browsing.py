"""A real browser on a page, which remembers everything that a page complained of or asked other hosts for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from loupe.web import serve

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium at /usr/bin/chromium")
pytest.importorskip("playwright", reason="playwright drives the browser; it is of the extra dev")


@contextmanager
def chromium():
    """A headless browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


class Window:
    """A window of its own on everything under ``base``: ``complaints`` of its console, ``elsewhere`` what it asked for.

    ``looks`` are how playwright opens it: ``viewport``, ``color_scheme``, ``reduced_motion`` and such.
    """

    def __init__(self, browser, base: str, **looks: object) -> None:
        given = {"viewport": {"width": 1280, "height": 900}, "base_url": base, **looks}
        self.context = browser.new_context(**given)
        self.page = self.context.new_page()
        self.base, self.port = base, urlsplit(base).port
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def _said(self, message):
        self.complaints.append(f"{message.text} at {message.location['url']}")

    def _asked(self, request):
        if not request.url.startswith((f"{self.base}/", "data:")):
            self.elsewhere.append(request.url)

    @property
    def strange(self) -> list[str]:
        """Everything that should not be; empty for a page as it should be."""
        return self.complaints + self.elsewhere

    def go(self, address):
        """Open an address, under ``base`` or whole, and wait until it asks for nothing more."""
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def arrived(self, selector):
        """Wait until the page that a key or a click leads to is there and its scripts listen, else a key is lost."""
        self.page.wait_for_selector(selector)
        self.page.wait_for_load_state("load")

    def told(self, words):
        """Wait until the page has said this."""
        self.page.wait_for_function("words => document.getElementById('told').textContent.includes(words)", arg=words)

    def close(self):
        self.context.close()


@contextmanager
def served(browser, case: Path, who: str = "Anna", **looks: object) -> Iterator[Window]:
    """Serve a case and enter it with a window of a browser."""
    serving = serve(case, who)
    try:
        shown = Window(browser, f"http://127.0.0.1:{serving.port}", **looks)
        shown.page.goto(serving.link)
        yield shown
        shown.close()
    finally:
        serving.stop()


@contextmanager
def window(case: Path, who: str = "Anna", **looks: object) -> Iterator[Window]:
    """Serve a case and enter it with a browser of its own."""
    with chromium() as browser, served(browser, case, who, **looks) as shown:
        yield shown
