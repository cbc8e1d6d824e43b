"""Takes the README's picture: some lines of the demo's annotated script, one claim with its evidence open.

Usage: python demo/picture.py [SCRIPT.html] [PICTURE.png]  (needs the package playwright and an installed Chromium)
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SHOWN = (58, 59, 66)
OPENED = 59


def main(script: Path, picture: Path) -> None:
    """Show only the lines wanted, open one claim's evidence, and photograph the list of lines."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium is installed; the picture cannot be taken.")
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": 1240, "height": 900}, device_scale_factor=1.5)
        page.goto(script.resolve().as_uri())
        page.evaluate(
            "([shown, opened]) => { document.querySelector('.controls')?.remove();"
            " for (const line of document.querySelectorAll('li.line')) {"
            " const number = Number(line.id.slice(5)); if (!shown.includes(number)) line.remove();"
            " if (number === opened) line.querySelector('details.evidence').open = true; } }",
            [list(SHOWN), OPENED],
        )
        page.locator("ol.lines").screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    given = [Path(a) for a in sys.argv[1:]]
    default = (HERE / "build" / "script.html", HERE.parent / "docs" / "images" / "annotated-script.png")
    main(*(given + list(default[len(given) :])))
