"""What is held against a page that shows payloads: that nothing of them became more than text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from string import Formatter
from typing import Any

__all__ = ["OPEN_ALL", "WATCH", "addresses", "get_routes", "harm"]

WATCH = """
window.taken = () => { window.ran = true; };
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
"""Put into every page before anything of it: what a payload would call, and an ear for the page's own policy."""

OPEN_ALL = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll("dialog")) { if (!one.open) { one.showModal(); one.close(); } }
}"""
"""Open what can be opened."""

# Elements that no template of ours puts into a page's content, however it is shown.
_FOREIGN = (
    "script, iframe, frame, object, embed, base, meta, link, style, template, math, applet, portal, "
    "noscript:not(#no-script), "
    "foreignObject, animate, set, marquee, textarea[autofocus], input[autofocus], button[autofocus], "
    "img:not(#leaf-picture), video:not(#media), audio:not(#media)"
)
_HARM = """(foreign) => {
  const led = new Set("href src action formaction xlink:href data poster ping data-open".split(" "));
  const found = [];
  if (window.ran) found.push("a payload ran");
  if (document.title === "taken") found.push("a payload set the title");
  for (const said of window.violations ?? []) found.push(`against the policy: ${said}`);
  for (const part of document.querySelectorAll("main, dialog, header, #told, body > *:not(script)"))
    for (const one of part.matches(foreign) ? [part] : part.querySelectorAll(foreign))
      found.push(`element ${one.outerHTML.slice(0, 200)}`);
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (name.startsWith("on")) found.push(`attribute ${name} of ${one.tagName}`);
      if (name === "style" || name === "srcdoc") found.push(`attribute ${name} of ${one.tagName}`);
      if (!led.has(name)) continue;
      if (!URL.canParse(value, document.baseURI)) { found.push(`no address: ${value.slice(0, 100)}`); continue; }
      const to = new URL(value, document.baseURI);
      const here = to.protocol === location.protocol && to.host === location.host;
      const out = one.tagName === "A" && ["http:", "https:", "mailto:"].includes(to.protocol);
      if (!here && !out) found.push(`${name} of ${one.tagName} leads to ${to.href.slice(0, 120)}`);
    }
  }
  return found;
}"""


def harm(page: Any) -> list[str]:
    """What a payload has become on this page; empty when every one is text."""
    found: list[str] = page.evaluate(_HARM, _FOREIGN)
    return found


def get_routes(app: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address that answers GET, from the router itself, with the names of what it takes as a query."""
    waiting = list(app.routes)
    for route in waiting:
        waiting += getattr(getattr(route, "original_router", None), "routes", [])
        if "GET" in (getattr(route, "methods", None) or ()):
            dependant = getattr(route, "dependant", None)
            yield route.path, tuple(field.alias for field in getattr(dependant, "query_params", ()))


def addresses(path: str, values: dict[str, Iterable[str]]) -> list[str]:
    """The addresses of a route with every value for each of its parameters; a parameter without values is a KeyError.

    Whoever adds a parameter says in ``values`` what fills it.
    """
    names = [name for _, name, _, _ in Formatter().parse(path) if name is not None]
    return [path.format(**dict(zip(names, chosen, strict=True))) for chosen in product(*(values[n] for n in names))]
