"""Contexts to HTML: the same templates for the live workbench and for the folder that opens from disk."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from loupe.model import sha256_hex, to_plain
from loupe.pages.keys import KEYS, PLAYING, READING, Key
from loupe.views.film_page import FilmPage
from loupe.views.guesses import guessed
from loupe.views.wording import counted

__all__ = ["OF_A_WORK", "ROOMS", "Place", "draw_lines", "fragment", "quote_mark", "render", "static_files"]

ROOMS: Mapping[str, str] = {
    "case": "Case",
    "film": "Film",
    "claims": "Claims",
    "sources": "Sources",
    "timeline": "Timeline",
    "things": "People and things",
    "script": "Script",
    "history": "History",
}
"""The pages of the workbench by the name in their address, and what their tabs say."""

OF_A_WORK = ("film", "claims", "script", "history")
"""The pages that are of one work each; all others are of the whole case."""

FOLDER_POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "media-src 'self' file:; base-uri 'none'; form-action 'none'"
)
"""What a page of a folder may load: what lies beside it, from a disk or from the host that holds the folder."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: ``live`` in the workbench, else in a folder that opens from disk and changes nothing.

    ``here`` is the name of the page (of ``ROOMS``), ``case`` the name of the case, ``who`` whoever decides, "" in a
    folder. ``root`` leads from the page to the folder that holds ``static``, "/" live. ``files`` are the pages that a
    folder has, by name, each with the file that its tab leads to; live there are all. ``work`` is the id of the work
    that the tabs stay with, ``works`` what can be switched to from a page that is of one of several, by id. ``plays``
    says whether a folder holds the film. ``at`` is the case's folder, which commands on a page name; a folder that is
    published says nothing of it.
    """

    live: bool
    here: str
    case: str
    who: str = ""
    root: str = "/"
    files: Mapping[str, str] = field(default_factory=dict)
    work: str = ""
    works: Mapping[str, str] = field(default_factory=dict)
    plays: bool = True
    at: Path | None = None

    @property
    def folder(self) -> str:
        """The case's folder as a command line reads it."""
        return shlex.quote(str(self.at.absolute())) if self.live and self.at else "CASE"

    def has(self, page: str) -> bool:
        """Whether this page is there."""
        return self.live or page in self.files

    def link(self, page: str, *parts: str) -> str:
        """The address of another page, seen from this one."""
        if self.live:
            return "/" + "/".join((page, *parts)) if page != "case" else "/"
        if not parts and page in self.files:
            return self.root + self.files[page]
        return self.root + "-".join((page, *parts)) + ".html" if page != "case" else self.root + "index.html"

    def room(self, page: str) -> str:
        """The address of a page in the navigation: where pages are of a work, that of the work one is in."""
        return self.link(page, self.work) if self.work and page in OF_A_WORK else self.link(page)

    def quote(self, source: str, passage: str, start: int, end: int, words: str = "") -> str:
        """The address of a quote in its source: live it is marked in its passage, in a folder it stands by itself."""
        if self.live:
            return f"{self.link('sources', source)}?quote={passage}:{start}-{end}#{passage}"
        return f"{self.link('sources', source)}#{quote_mark(passage, words)}"

    def claim(self, number: str) -> str:
        """The address of a claim beside the film in a folder; where no script runs, it is that of its line."""
        line = number.partition(".")[0]
        return f"{self.link('film')}?claim={number}#line-{line}"


def quote_mark(passage: str, words: str) -> str:
    """What a quote of a passage is found by on the page of its source in a folder: each has one of its own."""
    return f"{passage}-{sha256_hex(words.encode('utf-8', 'surrogatepass'))[:8]}"


def render(template: str, place: Place, **context: Any) -> str:
    """One page. Text from outside is text only: everything is escaped, and no script or style stands in a page."""
    page = _environment().get_template(f"{template}.html.j2")
    keys = KEYS if place.live else _keys_of_a_folder(place)
    return page.render(place=place, rooms=ROOMS, keys=keys, policy=FOLDER_POLICY, **context)


def _keys_of_a_folder(place: Place) -> tuple[Key, ...]:
    """The keys that do something on this page of a folder."""
    does = READING if place.plays else READING - PLAYING
    return tuple(key for key in KEYS if key.does in does and key.on(place.here) and key.where != "timeline")


def fragment(template: str, place: Place, **context: Any) -> str:
    """A part of a page, as its script asks for it."""
    return _environment().get_template(f"{template}.html.j2").render(place=place, **context)


def draw_lines(page: FilmPage) -> None:
    """Draw the lines of a film page that live in the workbench, so that ``render`` finds them drawn."""
    for line in page.lines:
        _kept("film_line", line=line, plays=page.media is not None)


def static_files() -> Iterator[tuple[str, bytes]]:
    """The styles and scripts of the pages: names and bytes, in order."""
    folder = resources.files("loupe.pages").joinpath("static")
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        yield entry.name, entry.read_bytes()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("loupe.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["data"] = _data
    environment.filters["counted"] = counted
    environment.filters["guessed"] = guessed
    environment.globals["kept"] = _kept
    environment.globals["quote_mark"] = quote_mark
    environment.tests["same_words_as"] = _same_words
    environment.filters["shell"] = shlex.quote
    return environment


def _same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but where their lines break."""
    return one.split() == other.split()


def _kept(template: str, **values: Any) -> Markup:
    """The macro ``part`` of a template, of values that never change and nothing else: made once, then kept.

    A film has thousands of lines, and a decision changes one of them.
    """
    return _made(template, tuple(values.items()))


@lru_cache(maxsize=8_192)
def _made(template: str, values: tuple[tuple[str, Any], ...]) -> Markup:
    module: Any = _environment().get_template(f"{template}.html.j2").module
    return Markup(module.part(**dict(values)))  # noqa: S704 - a macro escapes what it is given


def _data(value: Any) -> str:
    """A value for a ``data-`` attribute: scripts read it from there, since none stands in a page."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))
