"""A real browser on a page: what it asks for and what it complains of."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@contextmanager
def chromium():
    """A headless browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


class Window:
    """A window of its own, and everything it asked for beyond ``base`` or complained of."""

    def __init__(self, browser, base, **said):
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **said})
        self.page = self.context.new_page()
        self.base = base
        self.strange = []
        self.page.on("request", lambda r: None if r.url.startswith(base) else self.strange.append(r.url))
        self.page.on("console", lambda message: self.strange.append(message.text))
        self.page.on("pageerror", lambda error: self.strange.append(str(error)))

    def go(self, address):
        self.page.goto(address)
        return self.page

    def told(self, words):
        """Wait until the page has said this."""
        self.page.wait_for_function("words => document.getElementById('told').textContent.includes(words)", arg=words)

    def close(self):
        self.context.close()
