"""First, second, largest, one of the largest, the only one, larger than: what each lets one say."""

from __future__ import annotations

from random import Random

from contrast.made import CONTRADICTS, NEITHER, SUPPORTS, Draft
from contrast.pool import Pool
from contrast.reading import Read, capital, is_asserted
from contrast.tables import ADJECTIVES
from contrast.wording import deniable, denied, short

__all__ = ["made_of_ranks"]

_ORDER = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def made_of_ranks(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """Claims about the place in an order that the main noun of a sentence "X is the ..." has."""
    if not is_asserted(read):
        return []
    return (
        _ordinal(read, pool, rng)
        or _top(read, pool, rng)
        or _one_of(read, pool, rng)
        or _only(read, rng)
        or _than(read)
    )


def _denial(read: Read, pool: Pool, rng: Random, kept: frozenset[int], swap: dict[int, str]) -> list[Draft]:
    place = denied(read, pool, rng, kept) if deniable(read) else None
    if place is None or set(place) & set(swap):
        return []
    return [Draft(read.claim(kept, {**swap, **place}), SUPPORTS), Draft(read.claim(kept, place), CONTRADICTS)]


def _ordinal(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """ "the second ...": "the third" is wrong, digits are the same."""
    for at, w in enumerate(read.words):
        low = w.text.lower()
        if (
            low not in _ORDER
            or w.dep != "amod"
            or at == 0
            or read.words[at - 1].lemma.lower() not in {"the", "his", "her", "its"}
        ):
            continue
        head = read.words[w.head]
        after = read.words[at + 1]
        if head.tag != "NN" or head.head != read.root or head.dep != "attr" or after.tag in {"JJS", "CD"}:
            continue
        if head.lemma in {"time", "half", "quarter", "place", "lady", "name", "degree", "hand", "person", "class"}:
            continue
        kept = short(read, [at], rng)
        number = _ORDER.index(low)
        other = rng.choice([x for x in _ORDER[: max(4, number + 2)] if x != low])
        digits = f"{number + 1}{('st', 'nd', 'rd')[number] if number < 3 else 'th'}"
        drafts = [Draft(read.claim(kept), SUPPORTS), Draft(read.claim(kept, {at: other}), CONTRADICTS)]
        drafts.append(Draft(read.claim(kept, {at: digits}), SUPPORTS))
        return drafts + _denial(read, pool, rng, kept, {at: other})
    return []


def _superlative(read: Read) -> tuple[int, int] | None:
    """The superlative and the noun in "X is the largest ...", where nothing else describes the noun before it."""
    attr = read.child(read.root, "attr")
    if read.words[read.root].lemma != "be" or attr is None or read.words[attr].tag != "NN":
        return None
    best = next((c for c in read.children[attr] if read.words[c].tag == "JJS" and read.words[c].dep == "amod"), None)
    if (
        best is None
        or read.words[best].text not in ADJECTIVES
        or read.words[best - 1].text != "the"
        or best + 1 != attr
    ):
        return None
    return (best, attr) if not any(read.words[c].dep == "conj" for c in read.children[attr]) else None


def _top(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """ "the largest city": "one of the largest cities" follows, "the second largest" and "the smallest" clash."""
    found = _superlative(read)
    if found is None:
        return []
    best, attr = found
    word, noun = read.words[best].text, read.words[attr]
    kept = short(read, [best], rng)
    plural = pool.form(noun.lemma, "NNS")
    drafts = [Draft(read.claim(kept), SUPPORTS), Draft(read.claim(kept, {best: ADJECTIVES[word]}), CONTRADICTS)]
    if plural is not None and read.words[read.root].tag in {"VBZ", "VBD"}:
        drafts.append(Draft(read.claim(kept, {best - 1: "one of the", attr: plural}), SUPPORTS))
        drafts.append(
            Draft(read.claim(kept, {best - 1: "one of the", best: ADJECTIVES[word], attr: plural}), CONTRADICTS)
        )
    rank = rng.choice(("second", "third"))
    drafts.append(Draft(read.claim(kept, {best: f"{rank} {word}"}), CONTRADICTS))
    return drafts + _denial(read, pool, rng, kept, {best: f"{rank} {word}"})


def _one_of(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """ "one of the largest cities": whether it is the largest stays open."""
    attr = read.child(read.root, "attr")
    if (
        attr is None
        or read.words[attr].text != "one"
        or attr + 3 >= len(read.words)
        or read.words[read.root].lemma != "be"
    ):
        return []
    of, the, best = (read.words[attr + n] for n in (1, 2, 3))
    if (of.text, the.text) != ("of", "the") or best.tag != "JJS" or best.text not in ADJECTIVES:
        return []
    noun = best.head
    if read.words[noun].tag != "NNS" or noun != attr + 4:
        return []
    kept = short(read, [attr + 3], rng)
    single = {attr: "the", attr + 1: "", attr + 2: "", noun: read.words[noun].lemma}
    drafts = [
        Draft(read.claim(kept), SUPPORTS),
        Draft(read.claim(kept, single), NEITHER),
        Draft(read.claim(kept, {attr + 3: ADJECTIVES[best.text]}), CONTRADICTS),
    ]
    return drafts + _denial(read, pool, rng, kept, {attr + 3: ADJECTIVES[best.text]})


def _only(read: Read, rng: Random) -> list[Draft]:
    """ "the only X": not one of several, nor "not the only"."""
    attr = read.child(read.root, "attr")
    if read.words[read.root].lemma != "be" or attr is None or read.words[attr].tag != "NN":
        return []
    only = next((c for c in read.children[attr] if read.words[c].text == "only" and read.words[c].dep == "amod"), None)
    if only is None or read.words[only - 1].text != "the" or read.words[read.root].text not in {"is", "was"}:
        return []
    kept = short(read, [only], rng)
    be = read.words[read.root].text
    return [
        Draft(read.claim(kept), SUPPORTS),
        Draft(read.claim(kept, {only - 1: "a", only: ""}), SUPPORTS),
        Draft(read.claim(kept, {read.root: be + " not"}), CONTRADICTS),
        Draft(
            read.claim(kept, {only - 1: "one of several", only: "", attr: _plural(read.words[attr].text)}), CONTRADICTS
        ),
    ]


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    if noun == "man" or noun.endswith("woman"):
        return noun[:-2] + "en"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _than(read: Read) -> list[Draft]:
    """ "X is larger than Y": "Y is smaller than X" follows, "Y is larger than X" clashes."""
    attr = read.child(read.root, "acomp")
    subject = read.child(read.root, "nsubj")
    if (
        attr is None
        or subject is None
        or read.words[read.root].text not in {"is", "was"}
        or read.words[attr].tag != "JJR"
    ):
        return []
    than = read.child(attr, "prep")
    other = read.child(than, "pobj") if than is not None and read.words[than].text == "than" else None
    if (
        other is None
        or read.words[attr].text not in ADJECTIVES
        or len(read.subtree(other)) > 6
        or len(read.subtree(subject)) > 6
    ):
        return []
    if "PROPN" not in {read.words[other].pos, read.words[subject].pos} or read.words[subject].pos == "PRON":
        return []
    left, right, be = read.phrase(subject), read.phrase(other), read.words[read.root].text
    word, turned = read.words[attr].text, ADJECTIVES[read.words[attr].text]
    low = left[0].lower() + left[1:] if read.words[read.subtree(subject)[0]].pos == "DET" else left
    said = [
        (f"{left} {be} {word} than {right}", SUPPORTS),
        (f"{right} {be} {turned} than {low}", SUPPORTS),
        (f"{right} {be} {word} than {low}", CONTRADICTS),
        (f"{left} {be} {turned} than {right}", CONTRADICTS),
    ]
    return [Draft(capital(text) + ".", label) for text, label in said]
