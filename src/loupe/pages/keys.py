"""The keys of the workbench: the one table that the handlers, the sheet behind ``?`` and the docs are made from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["KEYS", "PLAYING", "READING", "Key"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key, the name of what it does (a handler of ``static/loupe.js``), and what that is in words.

    ``where`` is "everywhere", "claim" (a claim is chosen), "card" (a card of its evidence is chosen), "table" (a table
    of claims), "film", "pair" (a proposal of two that may be one is chosen), "question" (an open question is chosen),
    "timeline" or "script". One key may do another thing on another page.
    """

    key: str
    does: str
    words: str
    where: str = "everywhere"

    def on(self, page: str) -> bool:
        """Whether the key may do something on a page (a name of ``rendering.ROOMS``)."""
        return self.where == "everywhere" or page in _PAGES[self.where]

    @property
    def place(self) -> str:
        """Where it does that, in words; empty for everywhere."""
        return _WORDS.get(self.where, self.where)


_PAGES = {
    "claim": ("film", "claims"),
    "card": ("film",),
    "table": ("claims",),
    "film": ("film", "sources"),
    "pair": ("things", "timeline"),
    "question": ("things",),
    "timeline": ("timeline",),
    "script": ("script",),
}
_WORDS = {
    "everywhere": "",
    "table": "the table of claims",
    "pair": "two that may be one",
    "question": "an open question",
}

KEYS: tuple[Key, ...] = (
    Key("j", "next-claim", "next claim"),
    Key("k", "previous-claim", "previous claim"),
    Key("a", "accept", "accept the proposed verdict", "claim"),
    Key("x", "change", "choose another verdict", "claim"),
    Key("u", "unsure", "leave it open: unsure", "claim"),
    Key("n", "note", "write a note", "claim"),
    Key("e", "edit", "make the claim's text clearer", "claim"),
    Key("p", "split", "split it into parts, each a claim of its own", "claim"),
    Key("m", "merge", "merge it: it is the same as another claim", "claim"),
    Key("t", "put-together", "take back a split or a merge of it, whoever made it", "claim"),
    Key("v", "checkable", "it can be checked after all", "claim"),
    Key("f", "star", "star it, or take the star away", "claim"),
    Key("J", "next-card", "next card", "claim"),
    Key("K", "previous-card", "previous card", "claim"),
    Key("s", "supports", "this card supports the claim", "card"),
    Key("c", "contradicts", "this card contradicts the claim", "card"),
    Key("i", "irrelevant", "this card is irrelevant", "card"),
    Key("o", "open-card", "open the place of this card", "card"),
    Key("x", "tick", "tick the row, or take the tick away", "table"),
    Key("X", "tick-all", "tick every row of the page, or none", "table"),
    Key("w", "filter", "filter the table by words", "table"),
    Key("o", "open-claim", "open the claim beside the film", "table"),
    Key(" ", "play", "play or pause", "film"),
    Key("ArrowLeft", "back", "five seconds back", "film"),
    Key("ArrowRight", "forward", "five seconds forward", "film"),
    Key("a", "accept", "two names or events that may be one: they are one", "pair"),
    Key("x", "change", "two names or events that may be one: keep them apart", "pair"),
    Key("a", "accept", "an open question: it is answered", "question"),
    Key("x", "change", "an open question: it is not needed", "question"),
    Key("+", "zoom-in", "look closer", "timeline"),
    Key("-", "zoom-out", "look at more", "timeline"),
    Key("0", "whole", "look at the whole time", "timeline"),
    Key("ArrowLeft", "back", "earlier", "timeline"),
    Key("ArrowRight", "forward", "later", "timeline"),
    Key("S", "sign", "sign this line off, or take that back", "script"),
    Key("P", "publish", "publish what is signed", "script"),
    Key("z", "undo", "undo your last decision"),
    Key("Z", "redo", "redo it"),
    Key("/", "search", "search claims and archive"),
    Key("?", "keys", "show or hide these keys"),
    Key("Escape", "close", "close what is open"),
)

READING = frozenset({
    "next-claim", "previous-claim", "next-card", "previous-card", "open-card", "play", "back", "forward", "keys",
    "close",
})  # fmt: skip
"""What keys do in a published folder, where nothing is decided."""

PLAYING = frozenset({"play", "back", "forward"})
"""What keys do there only where the folder holds the film."""
