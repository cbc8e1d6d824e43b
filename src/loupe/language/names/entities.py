"""The entities of one source: which of its mentions name the same person, organisation, place, work or thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loupe.language.resolution.forms import form_of
from loupe.language.words import fold
from loupe.model.mentions import Entity, Mention, MentionKind

__all__ = ["entities_of"]

_BETWEEN = re.compile(r",? and |,? or |, | & |; ")
_LAST = re.compile(r",? and |,? or | & ")
_BRACKET = re.compile(r"\s*\((?:the\s+)?[\"“'‘]?$")
_BORN = re.compile(
    r"^[\s,(]*(?:(?:was|is)\s+)?(?:born|b\.)\s+(?:(?:in|on)\s+)?(?:[\w ]{0,30}?)\b(1[6-9]\d\d|20[0-2]\d)\b"
)
_SMALL = frozenset("of the and for de di la del des du & in on".split())
_BY_NAME: tuple[MentionKind, ...] = ("person", "organisation", "place", "work", "thing")


@dataclass(slots=True)
class _Group:
    """Mentions that name one entity, as they come in; ``words`` is the form of its fullest name."""

    kind: MentionKind
    names: dict[str, int] = field(default_factory=dict)
    aliases: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    beside: dict[str, None] = field(default_factory=dict)
    mentions: int = 0
    born: int | None = None

    @property
    def name(self) -> str:
        return max(self.names, key=lambda n: (len(form_of(n, self.kind).words), len(n), -list(self.names).index(n)))

    @property
    def words(self) -> tuple[str, ...]:
        return form_of(self.name, self.kind).words


def entities_of(source_id: str, passages: Iterable[tuple[str, Sequence[Mention]]]) -> tuple[Entity, ...]:
    """The entities of a source from its passages' texts and mentions, in the order in which they are first named.

    Only names with the same words are one (titles and legal forms set aside). A surname or a first part alone
    ("Hollis") goes to the one fuller name before it that ends or begins with it, or the one in the whole source when
    none stands before; where two could be meant it stays by itself. Abbreviations follow their long form in brackets
    (Schwartz & Hearst 2003) or, alone, the one name whose capitals they are. Aliases and roles go where the text says.
    """
    read = [(text, [m for m in mentions if m.kind in _BY_NAME]) for text, mentions in passages]
    groups: list[_Group] = []
    home: dict[tuple[int, int], _Group] = {}
    short: list[tuple[int, int, Mention]] = []
    for number, (text, mentions) in enumerate(read):
        for at, mention in enumerate(mentions):
            if mention.how != "name":
                continue
            group = _long_form(text, mentions, at, home, number) or _same(groups, mention) or None
            if group is None and _is_short(mention):
                group = _fuller(groups, mention)
                if group is None:
                    short.append((number, at, mention))
                    continue
            if group is None:
                group = _Group(mention.kind)
                groups.append(group)
            _take(group, mention, text)
            home[number, at] = group
    for number, at, mention in short:
        group = _fuller(groups, mention) or _same(groups, mention)
        if group is None:
            group = _Group(mention.kind)
            groups.append(group)
        _take(group, mention, read[number][0])
        home[number, at] = group
    _other_names(read, groups, home)
    _lists(read, home)
    return tuple(_entity(source_id, g) for g in _in_order(groups, home))


def _is_short(mention: Mention) -> bool:
    form = form_of(mention.value, mention.kind)
    if form.legal:
        return False  # a firm's full name, however short
    return len(form.words) == 1 or (mention.kind == "organisation" and len(form.words) <= 2)


def _same(groups: list[_Group], mention: Mention) -> _Group | None:
    """The group that has a name of the same words; numbers and generations too ("Boeing 747", "Jr.")."""
    form = form_of(mention.value, mention.kind)
    for group in groups:
        if group.kind == mention.kind and any(_alike(form, form_of(n, group.kind)) for n in group.names):
            return group
    return None


def _alike(left: object, right: object) -> bool:
    return all(getattr(left, part) == getattr(right, part) for part in ("words", "numbers", "generation"))


def _fuller(groups: list[_Group], mention: Mention) -> _Group | None:
    """The one group whose name goes on where the mention stops; None when there is none, or more than one."""
    if mention.kind not in ("person", "organisation"):
        return None
    words = form_of(mention.value, mention.kind).words
    fits = [g for g in groups if g.kind == mention.kind and _is_part(words, g.words, mention.kind)]
    if not fits and mention.text.isupper() and len(mention.text) > 1:
        fits = [g for g in groups if g.kind == mention.kind and mention.text.lower() in _initials(g.name)]
    return fits[0] if len(fits) == 1 else None


def _is_part(short: tuple[str, ...], full: tuple[str, ...], kind: MentionKind) -> bool:
    if len(short) >= len(full):
        return False
    if kind == "person":
        return short[-1] in (full[-1], full[0]) and len(short) == 1 and len(short[0]) > 1
    return full[: len(short)] == short or (full[-len(short) :] == short and len(short) > 1)


def _initials(name: str) -> tuple[str, ...]:
    """The capitals of a name, with and without its small words and legal form: fbi, gm, bofa not."""
    words = re.findall(r"[^\W_]+", name)
    big = [w for w in words if fold(w) not in _SMALL]
    cores = (words, big, big[:-1] if len(big) > 2 else big)
    return tuple(dict.fromkeys("".join(fold(w)[0] for w in core) for core in cores if len(core) > 1))


def _long_form(
    text: str, mentions: Sequence[Mention], at: int, home: dict[tuple[int, int], _Group], number: int
) -> _Group | None:
    """The long form before a short one in brackets, "Federal Bureau of Investigation (FBI)": the letters of the short
    one stand in order in the long one."""
    mention = mentions[at]
    if not at or len(mention.value) > 10 or (number, at - 1) not in home:
        return None
    before = mentions[at - 1]
    closes = text[mention.end : mention.end + 2].lstrip("\"”'’").startswith(")")
    if not (closes and _BRACKET.fullmatch(text[before.end : mention.start])):
        return None
    letters = "".join(c for c in fold(mention.value) if c.isalnum())
    rest = iter(fold(before.value))
    fits = letters[:1] == fold(before.value)[:1] and all(c in rest for c in letters) and mention.value[:1].isupper()
    return home[number, at - 1] if fits else None


def _take(group: _Group, mention: Mention, text: str) -> None:
    group.names[mention.value] = group.names.get(mention.value, 0) + 1
    group.mentions += 1
    born = _BORN.match(text[mention.end : mention.end + 60])
    if born and mention.kind == "person" and group.born is None:
        group.born = int(born.group(1))


def _other_names(
    read: list[tuple[str, list[Mention]]], groups: list[_Group], home: dict[tuple[int, int], _Group]
) -> None:
    """Aliases and roles join the entity that the text gives them to; an alias of nobody is an entity by itself."""
    for number, (_, mentions) in enumerate(read):
        for at, mention in enumerate(mentions):
            if mention.how == "name" or (mention.how == "role" and mention.entity is None):
                continue
            owner = _named(groups, mention.entity) if mention.entity else None
            if owner is None and mention.how == "alias":
                owner = next((g for g in groups if mention.value in g.aliases or mention.value in g.names), None)
                if owner is None:
                    owner = _Group(mention.kind, {mention.value: 0})
                    groups.append(owner)
            if owner is None:
                continue
            if mention.value not in owner.names:
                (owner.aliases if mention.how == "alias" else owner.roles)[mention.value] = None
            owner.mentions += 1
            home[number, at] = owner


def _named(groups: list[_Group], name: str | None) -> _Group | None:
    if name is None:
        return None
    exact = next((g for g in groups if name in g.names), None)
    if exact is not None:
        return exact
    return next((g for g in groups if form_of(name, g.kind).words == g.words), None)


def _lists(read: list[tuple[str, list[Mention]]], home: dict[tuple[int, int], _Group]) -> None:
    """Names of one kind in a row that "and" or "or" closes name different ones: "Leonardo, Francesco and Marco"."""
    for number, (text, mentions) in enumerate(read):
        run: list[int] = []
        for at, mention in enumerate(mentions):
            if (number, at) not in home or mention.how == "role":
                continue
            if run and mentions[run[-1]].kind == mention.kind:
                between = text[mentions[run[-1]].end : mention.start]
                if _BETWEEN.fullmatch(between):
                    run.append(at)
                    if _LAST.fullmatch(between):
                        _set_apart([home[number, i] for i in run])
                        run = [at]
                    continue
            run = [at]


def _set_apart(listed: Sequence[_Group]) -> None:
    for group in listed:
        for other in listed:
            if other is not group and other.name != group.name:
                group.beside[other.name] = None


def _in_order(groups: list[_Group], home: dict[tuple[int, int], _Group]) -> list[_Group]:
    first: dict[int, tuple[int, int]] = {}
    for place in sorted(home):
        first.setdefault(id(home[place]), place)
    return sorted(groups, key=lambda g: first.get(id(g), (1 << 30, 0)))


def _entity(source_id: str, group: _Group) -> Entity:
    name = group.name
    names = (name, *(n for n in group.names if n != name))
    return Entity(
        source_id, name, group.kind, names, tuple(group.aliases), tuple(group.roles), max(group.mentions, 1),
        tuple(group.beside), group.born,
    )  # fmt: skip
