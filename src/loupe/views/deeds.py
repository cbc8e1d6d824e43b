"""What a decision did, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from loupe.review import searched_words
from loupe.review.shapes import UNCHECKED
from loupe.store import Decision
from loupe.views.contexts import ClaimView, ScriptContext

__all__ = ["NO_LINES", "Lines", "Names", "meant", "took_back"]

Fields = Mapping[str, Any]
Lines = Mapping[str, tuple[int, str]]
"""The lines of a work by id: the number of each, and its words."""
NO_LINES: Lines = MappingProxyType({})


class Names:
    """What the things that decisions are about are called; ``sources`` are the labels of sources by their ids."""

    def __init__(self, script: ScriptContext, sources: Mapping[str, str], lines: Lines = NO_LINES) -> None:
        self._lines = lines
        self._claims: dict[str, ClaimView] = {c.id: c for c in (*script.set_aside, *script.claims)}
        self._sources = sources

    def number(self, claim_id: str) -> str:
        """The number of a claim; its id where the work has it no longer."""
        claim = self._claims.get(claim_id)
        return claim.number if claim else claim_id

    def source(self, source_id: str) -> str:
        """The label of a source; its id where the case has it no longer."""
        return self._sources.get(source_id, source_id)

    def line(self, passage_id: str) -> str:
        """Which line it is; where the work has it no longer, its id says so."""
        found = self._lines.get(passage_id)
        return f"line {found[0]}" if found else f"line {passage_id}, which is no longer in the work"

    def subject(self, d: Decision) -> str:
        """What a decision is about, in the words of the work."""
        claim = self._claims.get(str(d.fields.get("claim", "")))
        if claim:
            return claim.text
        if d.kind == "signed":
            return self._lines.get(str(d.fields["passage"]), (0, ""))[1]
        return self.source(str(d.fields["source"])) if "source" in d.fields else ""

    def did(self, d: Decision) -> str:
        """What a decision says."""
        said = _DID.get(d.kind)
        return said(d.fields, self) if said else d.kind


def meant(d: Decision, by_seq: Mapping[int, Decision]) -> tuple[Decision | None, bool]:
    """The decision that an undo is about in the end, and whether it gives it again instead of taking it back."""
    target, gives = by_seq.get(d.fields["seq"]), False
    while target is not None and target.kind == "undo":
        target, gives = by_seq.get(target.fields["seq"]), not gives
    return target, gives


def took_back(d: Decision, by_seq: Mapping[int, Decision], names: Names) -> str:
    """What an undo did: it takes a decision back, or gives it again by taking back its taking back."""
    target, gives = meant(d, by_seq)
    verb = "gave back" if gives else "took back"
    if target is None:
        return f"{verb} no. {d.fields['seq']}"
    return f"{verb} no. {target.seq}: {names.did(target)}"


def _verdict(f: Fields, _names: Names) -> str:
    proposed = "nothing" if f["proposed"] == UNCHECKED else f["proposed"]
    if f["label"] == "unsure":
        return f"left it open; Loupe proposed {proposed}"
    if f["label"] == f["proposed"]:
        return f"decided {f['label']}, as Loupe proposed"
    return f"decided {f['label']}; Loupe proposed {proposed}"


def _searched(f: Fields, _names: Names) -> str:
    return f"searched “{f['query']}”: {searched_words(f['found'], f.get('close'))}"


def _public(f: Fields, names: Names) -> str:
    return f"said that {names.source(f['source'])} may {'be shown in public' if f['on'] else 'not be shown in public'}"


def _signed(f: Fields, names: Names) -> str:
    line = names.line(f["passage"])
    return f"signed off {line}" if f["on"] else f"took away the sign-off of {line}"


_STANCES = {"supports": "supports it", "contradicts": "contradicts it", "irrelevant": "is irrelevant to it"}
_DID: Mapping[str, Callable[[Fields, Names], str]] = {
    "verdict": _verdict,
    "text": lambda f, _: f"made its text clearer: “{f['text']}”",
    "note": lambda f, _: f"noted{' (private)' if f['private'] else ''}: “{f['text']}”",
    "star": lambda f, _: "starred it" if f["on"] else "took the star away",
    "card": lambda f, _: f"said that this {_STANCES[f['stance']]}: “{f['quote']}”",
    "split": lambda f, _: "split it into: " + "; ".join(f"“{one}”" for one in f["texts"]),
    "merge": lambda f, names: f"said that it is the same as {names.number(f['into'])}",
    "whole": lambda f, names: (
        f"took back that it is the same as {names.number(f['into'])}" if f["into"] else "took back its split"
    ),
    "checkable": lambda f, _: f"said that it {'can' if f['on'] else 'cannot'} be checked",
    "private": lambda f, _: f"made a note private: “{f['text']}”",
    "searched": _searched,
    "signed": _signed,
    "public": _public,
    "asked": lambda f, _: (
        f"opened a question again: {f['about']}"
        if f["state"] == "open"
        else f"ticked off a question, {f['state']}: {f['about']}"
    ),
    "view": lambda f, _: f"kept the view “{f['name']}”" if f["on"] else f"dropped the view “{f['name']}”",
}
