"""Everything that a text names: persons, organisations, places, works and things, by name, role and alias."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from loupe.language.names.aliases import AliasStatement, find_aliases
from loupe.language.names.capitals import find_names
from loupe.language.names.gazetteer import NO_GAZETTEER, Gazetteer, KnownName, NameFound
from loupe.language.names.kinds import is_speaker, kind_by_words, settle_kinds
from loupe.language.names.roles import find_roles
from loupe.language.names.spans import from_parse, title_length
from loupe.language.names.tables import NATIONAL, SPEECH, TITLE_WORDS
from loupe.language.parsing import Parse
from loupe.language.setting import NOTHING_KNOWN, Setting
from loupe.language.words import fold
from loupe.model.mentions import Mention, MentionKind

__all__ = ["find_mentions", "known_of"]

_TITLE = re.compile(r"(?:\b([A-Z][a-z]+)\.?\s+)$")
_PREPOSITION = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s*,?\s+([a-z]+)")


def find_mentions(
    text: str, parse: Parse | None = None, gazetteer: Gazetteer = NO_GAZETTEER, setting: Setting = NOTHING_KNOWN
) -> tuple[Mention, ...]:
    """The mentions of a text in order of place, none overlapping another of its sort.

    Names come from the gazetteer first, then from the parse's entities, corrected; without a parse from capitals alone,
    and then a name whose kind nothing around it tells is a ``thing``. ``value`` of a person is the name without titles;
    ``entity`` is set where the case knows the full name or alias, or the text itself says whose alias or role it is.
    Only English is read; a text of another language has the names that the gazetteer knows, and no others.
    """
    finds = gazetteer.find(text)
    known = [_known(text, f) for f in finds if len({k.kind for k in f.known}) == 1]
    torn = [_known(text, f) for f in finds if len({k.kind for k in f.known}) > 1]
    if setting.language != "en":
        return tuple(sorted((*known, *torn), key=lambda m: m.start))
    free = _from_parse(parse) if parse is not None else _from_capitals(text)
    names = _united(text, known, free, gazetteer)
    names += [t for t in torn if not any(n.start < t.end and t.start < n.end for n in names)]
    statements = find_aliases(text, [*names, *find_roles(text, parse, names)])
    names = _with_aliases(text, names, statements)
    roles = find_roles(text, parse, names)
    return tuple(sorted((*names, *roles), key=lambda m: (m.start, -m.end)))


def _known(text: str, found: NameFound) -> Mention:
    start, end = found.start, found.end
    first = found.known[0]
    sure = len({k.name for k in found.known}) == 1
    words = text[start:end]
    if found.how == "surname":
        return Mention(start, end, words, "person", words, "name", None)
    how: Literal["name", "alias"] = "alias" if found.how == "alias" else "name"
    return Mention(
        start, end, words, first.kind, words if how == "alias" else first.name, how, first.name if sure else None
    )


def _from_parse(parse: Parse) -> list[Mention]:
    drafts = sorted(from_parse(parse), key=lambda d: d.start)
    kinds = settle_kinds(parse, drafts)
    found: list[Mention] = []
    floor = 0
    for draft, kind in zip(drafts, kinds, strict=True):
        first, value_from = draft.first, draft.first
        if kind == "person":
            inside = _titles_inside(parse, draft.first, draft.last)
            value_from = draft.first + inside
            first = draft.first - title_length(parse.words, draft.first, floor)
        start, value = parse.words[first].start, parse.text[parse.words[value_from].start : draft.end]
        found.append(Mention(start, draft.end, parse.text[start : draft.end], kind, value))
        floor = draft.last
    return found


def _titles_inside(parse: Parse, first: int, last: int) -> int:
    """How many words at the beginning of a name are its titles; the last word is always the name."""
    count = 0
    while first + count < last - 1:
        word = fold(parse.words[first + count].text).rstrip(".")
        if (word and word not in TITLE_WORDS) or parse.words[first + count + 1].text == "of":
            break
        count += 1
    return count


def _from_capitals(text: str) -> list[Mention]:
    found: list[Mention] = []
    names = find_names(text)
    persons = {fold(n.text.split()[-1]) for n in names if _guess(text, n.start, n.end) == "person"}
    for name in names:
        words = name.text
        end = name.end - (2 if words.endswith(("'s", "’s")) else 0)
        words = text[name.start : end]
        if all(fold(w) in NATIONAL for w in words.split()):
            continue
        kind = _guess(text, name.start, end)
        kind = "person" if kind is None and fold(words.split()[-1]) in persons else kind
        if (
            kind is None
            and " " in words
            and found
            and found[-1].kind == "person"
            and text[found[-1].end : name.start] == " and "
        ):
            kind = "person"
        start = _with_title(text, name.start) if kind == "person" else name.start
        found.append(Mention(start, end, text[start:end], kind or "thing", _bare(words) if kind == "person" else words))
    return found


def _guess(text: str, start: int, end: int) -> MentionKind | None:
    told = kind_by_words([fold(w) for w in text[start:end].split()])
    if told:
        return told
    if is_speaker(text, start, end):
        return "person"
    title = _TITLE.search(text[max(0, start - 20) : start])
    if title and fold(title.group(1)) in TITLE_WORDS:
        return "person"
    if _PREPOSITION.search(text[max(0, start - 16) : start]) and text[end : end + 2] not in ("'s", "’s"):
        return "place"
    after = _NEXT_WORD.match(text[end : end + 24])
    return "person" if after and _lemma(after.group(1)) in SPEECH else None


def _lemma(verb: str) -> str:
    if verb in ("said", "told", "thought", "knew", "wrote"):
        return {"said": "say", "told": "tell", "thought": "think", "knew": "know", "wrote": "write"}[verb]
    for ending, stem in (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("s", "")):
        if verb.endswith(ending) and verb.removesuffix(ending) + stem in SPEECH:
            return verb.removesuffix(ending) + stem
    return verb


def _with_title(text: str, start: int) -> int:
    while (title := _TITLE.search(text[max(0, start - 20) : start])) and fold(title.group(1)) in TITLE_WORDS:
        start -= len(title.group())
    return start


def _bare(words: str) -> str:
    parts = words.split()
    while len(parts) > 1 and fold(parts[0]).rstrip(".") in TITLE_WORDS and parts[1] != "of":
        parts.pop(0)
    return " ".join(parts)


def _united(text: str, known: list[Mention], free: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The known names and the free ones: of two that meet, the longer stays, and the known one where both are as long
    or only a title is added. A free name around a surname that the case knows is a person's."""
    kept: list[Mention] = []
    for mention in free:
        inside = [k for k in known if k.start < mention.end and mention.start < k.end]
        if any(k.end - k.start >= mention.end - mention.start for k in inside):
            continue
        titled = next((k for k in inside if k.kind == "person" and _only_titles(text, mention, k)), None)
        if titled is not None:
            widened = replace(titled, start=mention.start, text=text[mention.start : titled.end])
            known = [widened if k is titled else k for k in known]
            continue
        known = [k for k in known if k not in inside]
        kept.append(_corrected(_around_surname(mention, inside), gazetteer))
    return sorted((*known, *kept), key=lambda m: (m.start, m.end))


def _around_surname(mention: Mention, inside: Sequence[Mention]) -> Mention:
    words = [fold(w) for w in mention.text.split()]
    last = any(k.kind == "person" and k.end == mention.end for k in inside)
    if not last or mention.kind == "person" or len(words) > 3 or kind_by_words(words):
        return mention
    return replace(mention, kind="person", value=_bare(mention.text))


def _corrected(mention: Mention, gazetteer: Gazetteer) -> Mention:
    kinds = gazetteer.kinds_of(mention.value)
    return replace(mention, kind=kinds[0]) if len(kinds) == 1 else mention


def _only_titles(text: str, mention: Mention, known: Mention) -> bool:
    """Whether a mention is a known person's with titles before."""
    before = text[mention.start : known.start].split()
    return mention.end == known.end and all(fold(w).rstrip(".") in TITLE_WORDS for w in before)


def _with_aliases(text: str, names: list[Mention], statements: Sequence[AliasStatement]) -> list[Mention]:
    """The names, with the aliases that the text states; an alias takes the place of what was found inside it, and every
    later use of it in the same text is the alias too."""
    for statement in statements:
        start, end = statement.alias_at
        if statement.name_at and statement.name_at[0] <= start and end <= statement.name_at[1]:
            continue
        told = next((n.entity for n in names if n.how == "alias" and start <= n.start and n.end <= end), None)
        meant = statement.named or told
        alias = Mention(start, end, text[start:end], statement.kind, statement.alias, "alias", meant)
        names = [n for n in names if n.end <= start or end <= n.start] + [alias]
        names = [_as_bearer(n, statement) for n in names]
    for statement in statements:
        names = _around(text, names, statement)
    spoken = {fold(s.alias): s for s in statements if s.named}
    return sorted((_as_alias(n, spoken) for n in names), key=lambda m: (m.start, m.end))


def _as_bearer(mention: Mention, statement: AliasStatement) -> Mention:
    """Who goes by an alias is no mere thing, when nothing else told what he is."""
    if mention.kind != "thing" or (mention.start, mention.end) != statement.name_at:
        return mention
    return replace(mention, kind=statement.kind)


def _around(text: str, names: list[Mention], statement: AliasStatement) -> list[Mention]:
    """Of Pietro "Speedy" Tavano: one name around, and the alias in it."""
    (start, end), place = statement.alias_at, statement.name_at
    if place is None or not (place[0] <= start and end <= place[1]):
        return names
    outside = [n for n in names if n.end <= place[0] or place[1] <= n.start]
    whole = Mention(place[0], place[1], text[place[0] : place[1]], "person", statement.name)
    alias = Mention(start, end, text[start:end], "person", statement.alias, "alias", statement.name)
    return [*outside, whole, alias]


def _as_alias(mention: Mention, spoken: dict[str, AliasStatement]) -> Mention:
    statement = spoken.get(fold(mention.text)) or spoken.get("the " + fold(mention.text))
    if statement is None or mention.how != "name" or mention.entity:
        return mention
    return Mention(
        mention.start, mention.end, mention.text, statement.kind, mention.value, "alias", statement.named
    )  # fmt: skip


def known_of(mentions: Sequence[Mention], told: str) -> tuple[KnownName, ...]:
    """What a read text adds to the gazetteer: its full names, with the aliases that it states; a thing's
    kind is too often only that nothing told it."""
    aliases: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.how == "alias" and mention.entity:
            aliases.setdefault(mention.entity, []).append(mention.value)
    return tuple(
        KnownName(m.value, m.kind, tuple(dict.fromkeys(aliases.get(m.value, ()))), told)
        for m in mentions
        if m.how == "name" and m.kind != "thing" and (m.kind != "person" or " " in m.value)
    )
