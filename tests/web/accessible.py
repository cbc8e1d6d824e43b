"""A check of a page for the faults that shut people out: an equal, for our pages, of axe-core's serious rules.

``faults(page)`` looks at an open page of a browser and names what is wrong, one sentence a fault, "" for none. What it
looks at: language and title of the page, one main landmark and one heading of the first level, the order of headings,
names of links, buttons, fields, pictures, tables and landmarks, labels, ids that stand twice or are named and are not
there, roles and ARIA values, what only a mouse can reach, focus that cannot be seen, text that is too close in colour
to what is behind it (WCAG 2.2 1.4.3: 4.5 to 1, large text 3 to 1), targets under 24 pixels that are no words of a text
(2.5.8), zoom that is forbidden, and a page wider than its window.
"""

from __future__ import annotations

from pathlib import Path

LOOK = Path(__file__).with_suffix(".js").read_text("utf-8").partition("\n")[2]

FOCUS = r"""
() => {
  const seen = (e) => {
    const style = getComputedStyle(e);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  };
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const what = `<${e.tagName.toLowerCase()}> ${(e.textContent || e.name || "").trim().slice(0, 40)}`;
  return { what, seen: seen(e), native: ["VIDEO", "AUDIO"].includes(e.tagName) };
}
"""


def faults(page) -> list[str]:
    """What is wrong with an open page, in a fixed order; empty when nothing is."""
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
