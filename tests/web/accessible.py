"""A check of an open page for faults that shut people out.

``violations(page)`` is axe-core with its rules, the good practices too. ``faults(page)`` is what axe does not look at:

- targets under 24 pixels that are no words of a text (axe forgives those that stand alone),
- a page wider than its window, which is what 200 % zoom makes of one,
- drawings with neither a role nor words, and tables without headers (axe looks at headers that are there),
- with less motion asked for, anything that moves or would move,
- with forced colours, controls and badges that only a colour sets off,
- on paper, what is cut off, what stands on every sheet, and what nobody can press there.

``unseen_focus(page)`` is what the Tab key reaches without anything showing where one is. Each returns one sentence for
a fault, and none for a page as it should be.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest

LOOK = Path(__file__).with_suffix(".js").read_text("utf-8").partition("\n")[2]
# Sheets of style are not fetched again: a page from disk may fetch nothing.
RUN = """only => axe.run({preload: false, resultTypes: ["violations"], ...(only.length ? {runOnly: only} : {rules: {
  "target-size": {enabled: true}, "td-has-header": {enabled: true}, "p-as-heading": {enabled: true},
  "table-fake-caption": {enabled: true}, "css-orientation-lock": {enabled: true},
  "focus-order-semantics": {enabled: true}, "label-content-name-mismatch": {enabled: true},
}})})"""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that another scheme of colours can break."""
FOCUS = r"""
() => {
  const seen = (e) => {
    const style = getComputedStyle(e);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
    return [...e.querySelectorAll("svg a > *")].some((part) => parseFloat(getComputedStyle(part).strokeWidth) >= 3);
  };
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const what = `<${e.tagName.toLowerCase()}> ${(e.textContent || e.name || "").trim().slice(0, 40)}`;
  return { what, seen: seen(e), native: ["VIDEO", "AUDIO"].includes(e.tagName) };
}
"""


def violations(page, only: Sequence[str] = ()) -> list[str]:
    """The rules of axe-core, or of some of them, that the page breaks: how bad it is, and the first place."""
    pytest.importorskip("axe_playwright_python", reason="axe-core comes in axe-playwright-python, of the extra dev")
    if not page.evaluate("() => 'axe' in window"):
        # Run by the driver: the pages themselves forbid scripts that are not theirs.
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = []
    for broken in page.evaluate(RUN, list(only))["violations"]:
        node = broken["nodes"][0]
        why = " ".join(node["failureSummary"].split())
        found.append(f"{broken['id']} ({broken['impact']}, {len(broken['nodes'])} times): {node['html'][:200]} {why}")
    return found


def faults(page) -> list[str]:
    """What is wrong with an open page beyond the rules of axe-core, in a fixed order."""
    return list(dict.fromkeys(page.evaluate(LOOK)))


def unseen_focus(page, steps: int = 30) -> list[str]:
    """What the Tab key reaches from the top of the page without anything showing where one is."""
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUS)
        if now is None:
            break
        if not now["seen"] and not now["native"]:
            found.append(now["what"])
    return found
