"""Statements that somebody goes by another name: "known as", "nicknamed", "alias", "whom they called"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loupe.language.names.tables import GROUP_NOUNS
from loupe.language.words import fold
from loupe.model.mentions import Mention, MentionKind

__all__ = ["AliasStatement", "find_aliases"]

_QUOTED = r"[\"“”„«‘'`]{1,2}(?P<quoted>[^\"“”„«»‘’'`\n]{2,60})[\"”“»’']{1,2}"
_CAPITALS = (
    r"(?P<bare>(?:[Tt]he\s+)?[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:of|the|de|di|von|van|and|in)\s+){0,2}[A-ZÀ-Þ][\w’'-]*){0,5})"
)
_ALIAS = rf"(?:{_QUOTED}|{_CAPITALS})"
_ADVERB = r"(?:(?:also|better|otherwise|commonly|widely|usually|simply|only|sometimes|once|often|now|popularly)\s+)?"
_NICKNAME = r"(?:name|nickname|alias|pseudonym)"
_CALLERS = (
    r"(?:they|he|she|we|everyone|everybody|people|friends|police|investigators|detectives|others|some|the\s+\w+|"
    r"his\s+\w+|her\s+\w+)"
)
_CUES = re.compile(
    rf"(?:\b{_ADVERB}(?:known(?:\s+(?:to|by|among|in)\s+(?:[\w’'-]+\s+){{1,6}}?)?\s*"
    rf"(?:as|by\s+the\s+{_NICKNAME}(?:\s+of)?|simply\s+as)"
    r"|nicknamed|dubbed|alias|a\.?k\.?a\.?|aka|baptised|baptized|christened|codenamed|code-named|styled)"
    r"|\b(?:called|calls|call|calling|named|nicknamed|dubbed)\s+(?:himself|herself|themselves|itself|him|her|them|it)"
    r"|\b(?:whom|that)\s+(?:[\w’'-]+\s+){1,3}?(?:calls?|called|nicknamed|dubbed|knew\s+as)\b"
    rf"|\b(?:(?:whom|who|that|which)\s+)?{_CALLERS}\s+(?:all\s+)?(?:called|nicknamed|dubbed|knew\s+as|call|calls)\b"
    r"|\b(?:was|is|were|are|been|being)\s+(?:\w+\s+)?called"
    r"|\b(?:nickname|alias|pseudonym|code\s?name|nom\s+de\s+guerre|(?:stage|street)\s+name)\s*(?:was|is|of|:|,)?"
    r"|\b(?:goes|went|going)\s+by(?:\s+the\s+(?:name|nickname|alias))?(?:\s+of)?"
    r"|\bunder\s+the\s+(?:name|alias|pseudonym|nickname)(?:\s+of)?)"
    rf"\s*[:,]?\s*(?:as\s+)?{_ALIAS}"
)
_INSIDE = re.compile(
    r"(?P<before>[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)?)\s+[(]?[\"“‘']"
    r"(?P<quoted>(?:[Tt]he\s+)?[A-ZÀ-Þ][\w’' -]{1,30}?)[\"”’'][)]?\s+(?P<after>[A-ZÀ-Þ][\w’'-]+)"
)
_REAL = re.compile(rf"\s*[,(]?\s*(?:whose\s+)?real\s+name\s*(?:is|was|,|:)?\s*{_ALIAS}")
_SEVERAL = frozenset(
    "thieves robbers burglars men women people brothers friends criminals gangsters accomplices".split()
)
_SELF = re.compile(r"\b(?:himself|herself|themselves|itself)\b")
_SINGLE = re.compile(r"\b(?:himself|herself|him|her)\b")
_OTHER = re.compile(r"\b(?:him|her|them|it)\b")
_BREAK = re.compile(r"[.!?;]\s")
_NEAR = 90


@dataclass(frozen=True, slots=True)
class AliasStatement:
    """That ``name`` goes by ``alias``, as a text says it at ``[start, end)``.

    ``alias_at`` is where the alias stands, verbatim; ``name_at`` where the name stands, None when the text only points
    ("they called him"), and then ``name`` is empty. ``named`` is the proper name, None when only a role or nobody is
    named. Two texts may give one alias to two people: both are kept.
    """

    name: str
    alias: str
    kind: MentionKind
    start: int
    end: int
    alias_at: tuple[int, int]
    name_at: tuple[int, int] | None
    named: str | None = None


def find_aliases(text: str, mentions: Sequence[Mention] = ()) -> tuple[AliasStatement, ...]:
    """The alias statements of a text in order, each bound to the nearest name or role before it in its sentence."""
    mentions = sorted(mentions, key=lambda m: (m.end, m.start))
    found = [s for m in _CUES.finditer(text) if (s := _bind(text, m, mentions))]
    found += [s for m in _INSIDE.finditer(text) if (s := _inside(m))]
    found += [s for m in mentions if m.kind in ("person", "thing") and (s := _real(text, m))]
    taken: set[tuple[int, int]] = set()
    once: list[AliasStatement] = []
    for statement in sorted(found, key=lambda s: (s.alias_at, s.start)):
        if statement.alias_at not in taken:
            taken.add(statement.alias_at)
            once.append(statement)
    return tuple(once)


def _bind(text: str, match: re.Match[str], mentions: Sequence[Mention]) -> AliasStatement | None:
    place = _alias_place(match)
    if place is None:
        return None
    alias = text[place[0] : place[1]]
    cue = text[match.start() : place[0]]
    bearer = _bearer(text, match.start(), mentions, fold(alias))
    kind = _kind_before(text, match.start()) if bearer is None else bearer.kind
    kind = "person" if _SINGLE.search(cue) or kind == "thing" else kind
    if bearer is None or (_OTHER.search(cue) and not _SELF.search(cue)):
        return AliasStatement("", alias, kind, match.start(), match.end(), place, None)
    named = bearer.entity or (bearer.value if bearer.how == "name" else None)
    start = min(bearer.start, match.start())
    at = (bearer.start, bearer.end)
    return AliasStatement(named or bearer.text, alias, kind, start, match.end(), place, at, named)


def _alias_place(match: re.Match[str]) -> tuple[int, int] | None:
    quoted = match.group("quoted")
    start, end = match.span("quoted") if quoted is not None else match.span("bare")
    words = match.string[start:end].rstrip(" ,.;:’'")
    end = start + len(words)
    if not any(c.isupper() for c in words) and (
        quoted is None or re.search(r"\bcall", match.string[match.start() : start])
    ):
        return None
    return (start, end) if words and len(words.split()) <= 7 else None


def _bearer(text: str, at: int, mentions: Sequence[Mention], alias: str) -> Mention | None:
    """The last name or role that ends shortly before the cue, with no full stop between; for "whom they called" too."""
    near = [
        m
        for m in mentions
        if m.kind not in ("time", "quantity") and m.how not in ("pronoun", "alias")
        and m.end <= at and at - m.end <= _NEAR and fold(m.text) != alias and not _BREAK.search(text[m.end : at])
    ]  # fmt: skip
    near = [m for m in near if m.kind != "place"] or near
    if not near:
        return None
    last = near[-1]
    if last.how == "role" and last.entity is None and len(near) > 1 and text[near[-2].end : last.start] == ", ":
        return near[-2]  # "Notarbartolo, a jeweller from Turin, known as ..."
    return last


def _kind_before(text: str, at: int) -> MentionKind:
    near = re.findall(r"[\w-]+", fold(text[max(0, at - 50) : at]))
    several = any(w in GROUP_NOUNS or w.removesuffix("s") in GROUP_NOUNS or w in _SEVERAL for w in near[-6:])
    return "organisation" if several else "person"


def _real(text: str, mention: Mention) -> AliasStatement | None:
    """Speedy, whose real name is Pietro Tavano: here the alias comes first."""
    match = _REAL.match(text, mention.end) if mention.how in ("name", "alias") else None
    place = _alias_place(match) if match else None
    if match is None or place is None:
        return None
    name = text[place[0] : place[1]]
    at = (mention.start, mention.end)
    return AliasStatement(name, mention.text, "person", mention.start, match.end(), at, place, name)


def _inside(match: re.Match[str]) -> AliasStatement | None:
    """Pietro "Speedy" Tavano: the nickname stands inside the name."""
    alias = match.group("quoted").rstrip(" ,.")
    if not alias or alias.endswith(("?", "!")):
        return None
    start = match.start("quoted")
    name = f"{match.group('before')} {match.group('after')}"
    return AliasStatement(
        name, alias, "person", match.start(), match.end(), (start, start + len(alias)), (match.start(), match.end()),
        name,
    )  # fmt: skip
