"""Which entities of several sources may be one: candidates by shared keys, then the names held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from loupe.language.resolution.comparing import LIKELY, NameMatch, compare_forms
from loupe.language.resolution.forms import NameForm, form_of
from loupe.language.resolution.likeness import sound
from loupe.language.words import fold
from loupe.model.mentions import Entity, MentionKind, MergeProposal

__all__ = ["propose_merges"]

_FLOOR = 0.45
"""Below this a pair is not worth a person's look, unless it is blocked in spite of one surname."""
_CROWD = 60
"""A key that more entities share tells too little; they meet by a narrower one."""


def propose_merges(
    entities: Sequence[Entity], *, floor: float = _FLOOR, show_blocked: bool = False
) -> tuple[MergeProposal, ...]:
    """Pairs of entities that may be one, the likeliest first, each with its score and reasons.

    An alias that a source states, and another source uses as a name, makes a proposal too; where sources give one alias
    to several names, each is proposed and says so. A pair that cannot be one (other first name, both in one list, other
    year of birth, other generation) is left out, or comes last with ``blocked`` set when ``show_blocked`` is given. A
    surname alone is proposed for every full name that it may mean, weaker the more there are. Nothing is merged here.
    """
    forms = [[form_of(n, e.kind) for n in e.names] for e in entities]
    found: dict[tuple[int, int], NameMatch] = {}
    for i, j in _candidates(entities, forms):
        match = _compare(entities[i], entities[j], forms[i], forms[j])
        if match.score >= floor or match.blocked:
            found[i, j] = match
    for (i, j), match in _by_alias(entities):
        before = found.get((i, j))
        if before is None or (match.score > before.score and not before.blocked):
            found[i, j] = match
    found = _open_surnames(entities, forms, found)
    pairs = sorted(found.items(), key=lambda p: (bool(p[1].blocked), -p[1].score, p[0]))
    return tuple(
        _proposal(entities[i], entities[j], m)
        for (i, j), m in pairs
        if (show_blocked if m.blocked else m.score >= floor)
    )


def _proposal(left: Entity, right: Entity, match: NameMatch) -> MergeProposal:
    kind = right.kind if left.kind == "thing" else left.kind
    return MergeProposal(
        left.name, right.name, kind, match.score, match.reasons, match.blocked, left.source_id, right.source_id
    )


def _compare(left: Entity, right: Entity, ours: Sequence[NameForm], theirs: Sequence[NameForm]) -> NameMatch:
    kind = right.kind if left.kind == "thing" else left.kind
    match = compare_forms(ours[0], theirs[0], kind)
    if match.score < LIKELY and not match.blocked and max(len(ours), len(theirs)) > 1:
        match = _by_other_names(match, ours, theirs, kind)
    if kind != "person" and match.score < 0.72 and (initials := _initials_of(left, right)):
        match = initials
    if match.blocked:
        return match
    if reason := _apart(left, right):
        return NameMatch(match.score, match.reasons, reason)
    return match


def _by_other_names(
    match: NameMatch, ours: Sequence[NameForm], theirs: Sequence[NameForm], kind: MentionKind
) -> NameMatch:
    """The best of all their names; of a person one word alone is no name to go by."""
    for a in ours:
        for b in theirs:
            if kind == "person" and min(len(a.words), len(b.words)) < 2:
                continue
            other = compare_forms(a, b, kind)
            if other.score > match.score and (min(len(a.words), len(b.words)) > 1 or a.words == b.words):
                match = NameMatch(min(other.score, 0.9), (*other.reasons, "by another of its names"))
    return match


def _initials_of(left: Entity, right: Entity) -> NameMatch | None:
    """Initials ("USAF" for United States Air Force): three letters or more; two could be anybody's."""
    for short, full in ((left, right), (right, left)):
        letters = short.name.replace(".", "")
        if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6 and " " not in letters:
            words = [w for w in full.name.replace("-", " ").split() if w[:1].isalpha()]
            big = [w for w in words if w[0].isupper()]
            if letters in ("".join(w[0] for w in words).upper(), "".join(w[0] for w in big)) and len(big) > 1:
                score = 0.72 if len(letters) > 2 else 0.55
                return NameMatch(score, (f"{short.name} are the initials of {full.name}",))
    return None


def _apart(left: Entity, right: Entity) -> str:
    """What rules out that two are one, whatever their names."""
    if left.born and right.born and left.born != right.born:
        return f"born in different years: {left.born}, {right.born}"
    if _stands_in(right.names, left.beside) or _stands_in(left.names, right.beside):
        return "both stand in one list"
    return ""


def _stands_in(names: Iterable[str], beside: Sequence[str]) -> bool:
    others = {fold(b) for b in beside}
    return any(fold(n) in others for n in names)


def _candidates(entities: Sequence[Entity], forms: Sequence[Sequence[NameForm]]) -> Iterator[tuple[int, int]]:
    """Pairs that share a key, each once, in order, of one kind or with a thing: nothing told of what kind that is."""
    blocks: dict[str, list[int]] = {}
    for number, ways in enumerate(forms):
        for key in dict.fromkeys(k for form in ways for k in _keys(form)):
            blocks.setdefault(key, []).append(number)
    pairs: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        members = blocks[key]
        if len(members) > 1 and (len(members) <= _CROWD or key.startswith("=")):
            pairs.update(
                (i, j)
                for i, j in combinations(members, 2)
                if entities[i].kind == entities[j].kind or "thing" in (entities[i].kind, entities[j].kind)
            )
    yield from sorted(pairs)


def _keys(form: NameForm) -> Iterator[str]:
    """What two names of one share, whatever slip: the sound of a word, its first or last letters with another word's
    initial, all letters in a run, the initials."""
    words = form.words
    sounds = [sound(w) for w in words]
    yield "=" + "".join(sorted(words))
    for at, word in enumerate(words):
        rest = sorted({s[:1] for i, s in enumerate(sounds) if i != at})
        yield "s" + sounds[at]
        for initial in rest:
            yield f"i{sounds[at]}/{initial}"
            yield f"p{word[:4]}/{initial}"
            yield f"e{word[-4:]}/{initial}"
        if len(words) == 1:
            yield f"p{word[:4]}"
            yield f"e{word[-4:]}"
    if len(words) > 1:
        yield "a" + "".join(w[0] for w in words)
        yield "a" + "".join(w[0] for w in words if w not in form.small)
    elif len(words[0]) <= 6:
        yield "a" + words[0]
    joined = form.joined
    yield f"j{joined[:7]}"
    yield f"k{joined[-7:]}"


def _by_alias(entities: Sequence[Entity]) -> Iterator[tuple[tuple[int, int], NameMatch]]:
    """An alias that one source states and another goes by, as its name or as an alias of its own."""
    owners: dict[str, list[int]] = {}
    for number, entity in enumerate(entities):
        for alias in entity.aliases:
            owners.setdefault(_bare(alias), []).append(number)
    bearers: dict[str, list[int]] = {}
    for number, entity in enumerate(entities):
        for name in dict.fromkeys((*entity.names, *entity.aliases)):
            if _bare(name) in owners:
                bearers.setdefault(_bare(name), []).append(number)
    for alias in sorted(owners):
        names = list(dict.fromkeys(_bare(entities[i].name) for i in owners[alias]))
        for i in owners[alias]:
            for j in bearers[alias]:
                if i != j:
                    yield _alias_pair(entities, i, j, alias, len(names))


def _alias_pair(
    entities: Sequence[Entity], i: int, j: int, alias: str, claimed: int
) -> tuple[tuple[int, int], NameMatch]:
    owner, other = entities[i], entities[j]
    both = alias in {_bare(a) for a in other.aliases}
    reasons = [f"{'both are' if both else owner.name + ' is'} said to go by “{_shown(owner, alias)}”"]
    score = 0.75 if not both else 0.55
    if claimed > 1:
        reasons.append(f"sources give this alias to {claimed} different names")
        score = 0.5
    blocked = _apart(owner, other)
    if both and owner.kind == other.kind == "person":
        match = compare_forms(form_of(owner.name, "person"), form_of(other.name, "person"), "person")
        blocked = blocked or match.blocked
    return (min(i, j), max(i, j)), NameMatch(score, tuple(reasons), blocked)


def _bare(name: str) -> str:
    return fold(name).strip("\"“”'’ ").removeprefix("the ")


def _shown(entity: Entity, alias: str) -> str:
    return next(a for a in entity.aliases if _bare(a) == alias)


def _open_surnames(
    entities: Sequence[Entity], forms: Sequence[Sequence[NameForm]], found: dict[tuple[int, int], NameMatch]
) -> dict[tuple[int, int], NameMatch]:
    """A surname alone may be anybody's of that surname: the more there are, the less it says."""
    meant: dict[int, dict[tuple[str, ...], str]] = {}
    lone = {i for i, e in enumerate(entities) if e.kind == "person" and all(len(f.words) == 1 for f in forms[i])}
    for (i, j), match in found.items():
        for one, other in ((i, j), (j, i)):
            if one in lone and other not in lone and not match.blocked:
                meant.setdefault(one, {})[forms[other][0].words] = entities[other].name
    adjusted = dict(found)
    for (i, j), match in found.items():
        for one, other in ((i, j), (j, i)):
            if one in lone and other not in lone and len(meant.get(one, {})) > 1 and not match.blocked:
                names = ", ".join(sorted(meant[one].values()))
                reason = f"{entities[one].name} alone could be any of {names}"
                adjusted[i, j] = NameMatch(min(match.score, 0.5), (*match.reasons, reason))
    return adjusted
