"""Pictures of the workbench for the docs: each page on the demo case, in light and dark.

Run ``python docs/pictures.py CASE`` with a case of the demo (``python demo/run.py`` makes one in ``demo/build/case``).
The case is copied first: claims are decided and lines signed in the copy, so that the pages have something to show.
Pages that are not there are left out, and said. Needs Chromium and Playwright.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from loupe.engine import Case
from loupe.web import serve

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
TO = Path(__file__).resolve().parent / "images"
PAGES = ("case", "film", "claims", "sources", "timeline", "things", "script", "history")
LINES = 30
WHO = "Anna de Vries"


def prepare(case: Path) -> None:
    """Decide and sign the first lines, so that proposed and decided stand beside each other."""
    with Case.open(case) as opened:
        for line in opened.page_of_script().lines[:LINES]:
            todo = [claim.head for claim in line.claims if claim.head.checkable]
            for head in todo:
                opened.decide(None, "verdict", {"claim": head.id, "label": "accept"}, who=WHO)
            if todo:
                opened.decide(None, "signed", {"passage": line.passage_id, "on": True}, who=WHO)
        opened.make_public([s.id for s in opened.sources() if s.role == "archive"], who=WHO)
        opened.publish(case.parent / "site", by="The Antwerp Desk")


def picture(page: Page, address: str, name: str, before: Callable[[Page], None] | None = None) -> None:
    """One picture; a page that does not answer is said and left out."""
    answer = page.goto(address)
    if answer is not None and not answer.ok:
        sys.stdout.write(f"{name}: not there\n")
        return
    if before:
        before(page)
    page.wait_for_timeout(400)
    to = TO / f"workbench-{name}.png"
    page.screenshot(path=to)
    smaller(to)
    sys.stdout.write(f"{to.name}: {to.stat().st_size // 1024} kB\n")


def smaller(path: Path) -> None:
    """Give the picture a palette of its own where Pillow is installed: a third of the bytes, and the eye sees none."""
    try:
        from PIL import Image
    except ModuleNotFoundError:
        return
    with Image.open(path) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def choose(page: Page) -> None:
    """On the film page: the first claims, so that cards are shown."""
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_selector("#claim")


def filled(page: Page) -> None:
    """Until all that the page works out behind itself stands there."""
    page.wait_for_selector(".working", state="detached", timeout=120_000)


def take(browser: Browser, case: Path) -> None:
    """All pictures."""
    serving = serve(case, WHO)
    base = f"http://127.0.0.1:{serving.port}"
    state = None
    for scheme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, color_scheme=scheme, reduced_motion="reduce", storage_state=state
        )
        page = context.new_page()
        if state is None:
            page.goto(serving.link)
            state = context.storage_state()
        for name in PAGES:
            address = base + ("/" if name == "case" else f"/{name}")
            picture(page, address, f"{name}-{scheme}", choose if name == "film" else filled)
        film = case.parent / "site" / "film.html"
        picture(page, film.as_uri(), f"published-{scheme}", choose)
        context.close()
    serving.stop()


def main(case: Path) -> None:
    """Copy the case, decide a little in it, and take the pictures."""
    TO.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="loupe-pictures-") as folder, sync_playwright() as playwright:
        copy = Path(folder) / "Antwerp"
        shutil.copytree(case, copy)
        prepare(copy)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        take(browser, copy)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
