"""Whether two names may be one: a score, the reasons in plain words, and what rules it out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from loupe.language.resolution.forms import NameForm, form_of
from loupe.language.resolution.likeness import Likeness, bones, likeness, slips_between
from loupe.language.resolution.tables import GENERIC, GIVEN_NAMES
from loupe.model.mentions import MentionKind

__all__ = ["LIKELY", "NameMatch", "compare_forms", "compare_names"]

LIKELY = 0.6
"""From this score on two names are more likely one than two."""
_PAIRED = 0.45  # below this, two words stand for different names


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A score in [0, 1], reasons in plain words, and in ``blocked`` why the two cannot be one (empty when they can)."""

    score: float
    reasons: tuple[str, ...]
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Words that stand for each other, by index, with their likeness, and what is left of either name."""

    pairs: tuple[tuple[int, int, Likeness], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def compare_names(left: str, right: str, kind: MentionKind) -> NameMatch:
    """How likely two names of one kind are names of one: words are paired by sound, short form, initial and letters;
    what differs on both sides weighs more than what only one of them has."""
    return compare_forms(form_of(left, kind), form_of(right, kind), kind)


@lru_cache(maxsize=50_000)
def compare_forms(left: NameForm, right: NameForm, kind: MentionKind) -> NameMatch:
    """The same of names that are already taken apart."""
    if not left.words or not right.words:
        return NameMatch(0.0, ("one of them has no words",))
    person = kind == "person"
    if left.generation and right.generation and left.generation != right.generation:
        return NameMatch(0.2, (), f"different generations: {left.generation}, {right.generation}")
    if left.words == right.words:
        return _same_words(left, right)
    if left.vowelless != right.vowelless or left.syllabic != right.syllabic:
        return _across_scripts(left, right)
    left, right, divided = _joined(left, right)
    if left.words == right.words:
        same = _same_words(left, right)
        return replace(same, score=min(same.score, 0.97), reasons=("words divided differently", *same.reasons[1:]))
    if not person and left.numbers == right.numbers and _one_slip(left.letters, right.letters):
        return NameMatch(0.9, ("one letter differs in the whole name",))
    pairing = _pair(left.words, right.words, person=person)
    judged = _judge_person(left, right, pairing) if person else _judge_other(left, right, pairing)
    return replace(judged, reasons=("words divided differently", *judged.reasons)) if divided else judged


def _one_slip(left: str, right: str) -> bool:
    return min(len(left), len(right)) >= 12 and slips_between(left, right, 1) <= 1


def _same_words(left: NameForm, right: NameForm) -> NameMatch:
    reasons: list[str] = ["same words"]
    score = 1.0
    if len(left.words) == 1 and not left.numbers and len(left.words[0]) == 1:
        return NameMatch(0.3, ("only an initial",))
    score *= _numbers(left, right, reasons)
    if set(left.legal) != set(right.legal):
        score *= 0.96 if not (left.legal and right.legal) else 0.88
        reasons.append("legal form differs" if left.legal and right.legal else "legal form only in one")
    if left.small != right.small:
        score *= 0.98
    if left.inverted != right.inverted:
        reasons.append("surname first in one")
    return NameMatch(round(score, 3), tuple(reasons))


def _numbers(left: NameForm, right: NameForm, reasons: list[str]) -> float:
    """Two of one series are two: Fund I and Fund II, the first part and the second."""
    if left.numbers == right.numbers:
        return 1.0
    if left.numbers and right.numbers:
        reasons.append(f"different numbers: {' '.join(left.numbers)}, {' '.join(right.numbers)}")
        return 0.45
    reasons.append(f"number only in one: {' '.join(left.numbers or right.numbers)}")
    return 0.55


def _across_scripts(left: NameForm, right: NameForm) -> NameMatch:
    """A script without vowels, or of syllables, gives back only the consonants of a foreign name."""
    syllabic = left.syllabic or right.syllabic
    flat_ours, flat_theirs = (
        bones(f.letters, True) if syllabic else "".join(bones(w) for w in f.words) for f in (left, right)
    )
    if not flat_ours or not flat_theirs:
        return NameMatch(0.0, ("nothing to compare across the scripts",))
    if left.letters == right.letters:
        return NameMatch(0.95, ("same letters in another script",))
    if flat_ours == flat_theirs and len(flat_ours) >= 3:
        return NameMatch(0.85, ("same consonants in another script",))
    short, long = sorted((flat_ours, flat_theirs), key=len)
    score = 1 - slips_between(short, long) / len(long)
    return NameMatch(round(0.95 * score if len(short) >= 5 else 0.6 * score, 3), ("similar consonants",))


def _joined(left: NameForm, right: NameForm) -> tuple[NameForm, NameForm, bool]:
    """Neighbouring words of one name drawn together where the other name has them as one (De Bruycker, DeBruycker)."""
    new_left = _draw_together(left, right)
    new_right = _draw_together(right, new_left)
    return new_left, new_right, new_left is not left or new_right is not right


def _draw_together(form: NameForm, other: NameForm) -> NameForm:
    whole = (*form.small, *form.words)
    if form.joined == other.joined and len(form.words) > len(other.words):
        return replace(form, words=other.words)
    for target in other.words:
        if len(target) < 5 or target in form.words:
            continue
        for i in range(len(form.words)):
            for j in (i + 2, i + 3):
                if (
                    j <= len(form.words)
                    and form.words[i][:1] == target[:1]
                    and _same_run("".join(form.words[i:j]), target)
                ):
                    return replace(form, words=(*form.words[:i], target, *form.words[j:]))
        for i, word in enumerate(form.words):
            if word != target and target.endswith(word) and target.removesuffix(word) in _particle_runs(whole):
                return replace(form, words=(*form.words[:i], target, *form.words[i + 1 :]), small=())
    return form


def _same_run(run: str, target: str) -> bool:
    return run == target or (len(target) >= 7 and likeness(run, target).score >= 0.9)


def _particle_runs(small: tuple[str, ...]) -> frozenset[str]:
    return frozenset("".join(small[:n]) for n in (1, 2)) | frozenset(small[:2]) | {"de", "al", "el", "van", "vander"}


def _pair(left: tuple[str, ...], right: tuple[str, ...], *, person: bool) -> _Pairing:
    """The likest words first, neighbours in order before others; what stays below the mark stays alone."""
    scored = sorted(
        (
            (-found.score, abs(i - j) + abs((len(left) - i) - (len(right) - j)), i, j, found)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
            if (found := likeness(a, b, person and (i + 1 < len(left) or j + 1 < len(right)))).score >= _PAIRED
        ),
        key=lambda item: item[:4],
    )
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    pairs: list[tuple[int, int, Likeness]] = []
    for _, _, i, j, found in scored:
        if i in free_left and j in free_right:
            free_left.discard(i)
            free_right.discard(j)
            pairs.append((i, j, found))
    return _Pairing(tuple(sorted(pairs, key=lambda p: p[:2])), tuple(sorted(free_left)), tuple(sorted(free_right)))


def _judge_person(left: NameForm, right: NameForm, pairing: _Pairing) -> NameMatch:
    reasons: list[str] = []
    score = 1.0
    for i, j, found in pairing.pairs:
        score *= found.score
        if found.way:
            reasons.append(_say(found, left.words[i], right.words[j], _part(left, right, i, j)))
    if pairing.left and pairing.right:
        return _different(left, right, pairing)
    extra = len(pairing.left) + len(pairing.right)
    full = sum(1 for i, j, _ in pairing.pairs if min(len(left.words[i]), len(right.words[j])) > 1)
    if extra:
        reasons.append(_extra(left, right, pairing))
        extra -= _patronymics(left, right, pairing)
        score *= (0.93 - 0.03 * extra) if full >= 2 else 0.68 if full else 0.3
    if full == 1 and len(pairing.pairs) == 1 and not extra:
        score *= 0.95
    if _reordered(pairing) and not (left.inverted or right.inverted):
        if "bin" in left.small and "bin" in right.small:
            return NameMatch(0.3, ("words in another order",), "father and son exchanged")
        reasons.append("words in another order")
        score *= 0.65 if set(left.words) <= GIVEN_NAMES else 0.85
    if not any(p[2].score == 1.0 for p in pairing.pairs):
        score *= 0.94
    shared = any(p[2].score == 1.0 and _part(left, right, p[0], p[1]) == "surname" for p in pairing.pairs)
    opening = ["same surname"] if shared and reasons and not reasons[0].startswith("words in") else []
    return NameMatch(round(score, 3), tuple(opening + reasons) or ("same words",))


def _part(left: NameForm, right: NameForm, i: int, j: int) -> str:
    """What two words that stand for each other are in their names."""
    if len(left.words) == len(right.words) == 1:
        return "name"
    return "surname" if i + 1 == len(left.words) and j + 1 == len(right.words) else "first name"


def _patronymics(left: NameForm, right: NameForm, pairing: _Pairing) -> int:
    """How many of the words that only one name has are a Russian father's name, which English texts leave out."""
    only = [left.words[i] for i in pairing.left] + [right.words[j] for j in pairing.right]
    return sum(1 for w in only if w.endswith(("ovich", "evich", "ovna", "evna")) and len(w) > 6)


def _different(left: NameForm, right: NameForm, pairing: _Pairing) -> NameMatch:
    """Words on both sides that stand for nothing on the other: another first name, another surname."""
    ours, theirs = (tuple(f.words[i] for i in side) for f, side in ((left, pairing.left), (right, pairing.right)))
    shared_surname = any(i + 1 == len(left.words) and j + 1 == len(right.words) for i, j, _ in pairing.pairs)
    first = 0 in pairing.left and 0 in pairing.right
    told = f"{_list(ours)}; {_list(theirs)}" if len(ours) > 1 or len(theirs) > 1 else f"{_list(ours)}, {_list(theirs)}"
    if shared_surname and first:
        return NameMatch(0.15, ("same surname",), f"different first names: {told}")
    if shared_surname:
        return NameMatch(0.3, ("same surname",), f"different middle names: {told}")
    if pairing.pairs:
        return NameMatch(
            0.2,
            (f"only {_list(tuple(left.words[i] for i, _, _ in pairing.pairs))} in common",),
            f"different names: {told}",
        )
    return NameMatch(0.0, (), f"different names: {told}")


def _judge_other(left: NameForm, right: NameForm, pairing: _Pairing) -> NameMatch:
    reasons: list[str] = []
    score = _numbers(left, right, reasons)
    for i, j, found in pairing.pairs:
        score *= found.score
        if found.way:
            reasons.append(_say(found, left.words[i], right.words[j], "a word"))
    telling_left = [i for i in pairing.left if left.words[i] not in GENERIC]
    telling_right = [j for j in pairing.right if right.words[j] not in GENERIC]
    solid = sum(1 for i, j, _ in pairing.pairs if left.words[i] not in GENERIC or right.words[j] not in GENERIC)
    if telling_left and telling_right:
        ours = _list(tuple(left.words[i] for i in telling_left))
        theirs = _list(tuple(right.words[j] for j in telling_right))
        return NameMatch(0.15 if pairing.pairs else 0.0, (), f"different words: {ours}, {theirs}")
    extra = telling_left or telling_right
    if pairing.left or pairing.right:
        reasons.append(_extra(left, right, pairing))
        score *= 0.58 if extra else 0.85
    if not solid:
        score *= 0.4
    if _reordered(pairing):
        reasons.append("words in another order")
        score *= 0.92
    if left.legal and right.legal and set(left.legal) != set(right.legal):
        reasons.append("legal form differs")
        score *= 0.9
    return NameMatch(round(score, 3), tuple(reasons) or ("same words",))


def _reordered(pairing: _Pairing) -> bool:
    order = [j for _, j, _ in pairing.pairs]
    return order != sorted(order)


def _say(found: Likeness, ours: str, theirs: str, what: str) -> str:
    ours, theirs = ours.capitalize(), theirs.capitalize()
    if found.way == "initial":
        return f"an initial stands for a name: {ours}, {theirs}"
    if found.way == "short form":
        return f"a usual short form: {ours}, {theirs}"
    if found.way == "form of another language":
        return f"{what} in forms of two languages: {ours}, {theirs}"
    if found.way == "man's and woman's form":
        return f"{what}s may be a man's and a woman's form: {ours}, {theirs}"
    if found.way == "same sound":
        return f"{what} sounds the same: {ours}, {theirs}"
    return (
        f"{what} differs by {found.way}: {ours}, {theirs}"
        if found.way != "different"
        else f"{what} is similar: {ours}, {theirs}"
    )


def _extra(left: NameForm, right: NameForm, pairing: _Pairing) -> str:
    words = tuple(left.words[i] for i in pairing.left) or tuple(right.words[j] for j in pairing.right)
    return f"only one of them has {_list(words)}"


def _list(words: tuple[str, ...]) -> str:
    return " ".join(w.capitalize() for w in words)
