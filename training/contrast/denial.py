"""Denials put in and taken out."""

from __future__ import annotations

from random import Random

from contrast.frames import framed, inside, twice_denied
from contrast.made import CONTRADICTS, NEITHER, SUPPORTS, Draft
from contrast.pool import Pool
from contrast.reading import Read, is_asserted
from contrast.wording import deniable, denied, short

__all__ = ["made_of_denials"]

_BLOCK = frozenset(
    "if unless whether because only any anyone anything anybody ever yet until either nor but than at much".split()
)
_HELPERS = {"ca": "can", "wo": "will"}


def made_of_denials(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """An asserted sentence denied, or a denied one asserted; the sentence itself as the other half of the pair."""
    return _undenied(read, pool) or _undone(read, pool, rng) or _denied(read, pool, rng)


def _denied(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    if not is_asserted(read) or not deniable(read) or rng.random() < 0.8:
        return []
    kept = short(read, [], rng)
    place = denied(read, pool, rng, kept)
    if place is None:
        return []
    if rng.random() < 0.5:
        return framed(inside(read, kept, {}), inside(read, kept, place), rng)
    twice = twice_denied(read, pool, kept)
    return [Draft(read.claim(kept), SUPPORTS), Draft(read.claim(kept, place), CONTRADICTS), *twice]


def _undenied(read: Read, pool: Pool) -> list[Draft]:
    """From "did not open": "opened" is denied, "didn't open" is said, "never" or "no longer" the same way."""
    words = read.words
    low = [w.text.lower() for w in words]
    if set(low) & _BLOCK or '"' in read.source.text or low.count("not") + low.count("n't") + low.count("never") != 1:
        return []
    neg = read.child(read.root, "neg")
    if neg is None or words[read.root].lemma in {"say", "think", "believe", "know", "seem", "appear", "want"}:
        return []
    if not deniable(read) or any(words[c].dep in {"conj", "advcl", "ccomp"} for c in read.children[read.root]):
        return []
    helper = neg - 1
    kept = read.everything
    affirmed = _affirmed(read, pool, neg, helper)
    if affirmed is None:
        return []
    drafts = [Draft(read.claim(kept, affirmed), CONTRADICTS)]
    if low[neg] == "never":
        return [*drafts, Draft(read.claim(kept), SUPPORTS)]
    full = {"not": "n't", "n't": " not"}.get(low[neg])
    if full == "n't" and low[helper] in {"did", "was", "were", "is", "has", "had", "have", "does", "are", "do"}:
        drafts.append(Draft(read.claim(kept, {helper: words[helper].text + "n't", neg: ""}), SUPPORTS))
    elif full and low[helper] not in {"ca", "wo"}:
        drafts.append(Draft(read.claim(kept, {helper: words[helper].text + " not", neg: ""}), SUPPORTS))
    return [*drafts, Draft(read.claim(kept), SUPPORTS)]


def _affirmed(read: Read, pool: Pool, neg: int, helper: int) -> dict[int, str] | None:
    words, root = read.words, read.words[read.root]
    low = words[neg].text.lower()
    if low == "never":
        return {neg: ""} if root.tag in {"VBD", "VBN", "VBZ"} else None
    if helper < 0 or words[helper].dep not in {"aux", "auxpass", "ROOT"}:
        return None
    tag = {"did": "VBD", "does": "VBZ", "do": "VBP"}.get(words[helper].text.lower())
    if tag is None:
        if words[helper].lemma not in {"be", "have"}:
            return None
        return {neg: "", helper: words[helper].text}
    form = root.lemma if tag == "VBP" else pool.form(root.lemma, tag)
    return {helper: "", neg: "", read.root: form} if form and root.tag == "VB" else None


def _undone(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """ "Failed to" is not doing, "managed to" is doing; "refused to" and "denied" tell more than that."""
    root = read.words[read.root]
    inner = read.child(read.root, "xcomp")
    if root.tag != "VBD" or inner is None or root.lemma not in {"fail", "manage", "refuse", "plan", "agree", "try"}:
        return []
    to = read.root + 1
    if inner != to + 1 or read.words[to].text != "to" or '"' in read.source.text or not deniable(read):
        return []
    past = pool.form(read.words[inner].lemma, "VBD")
    if past is None or {w.text.lower() for w in read.words} & (_BLOCK | {"not", "n't", "never", "no"}):
        return []
    kept = read.everything
    did = read.claim(kept, {read.root: past, to: "", inner: ""})
    didnt = read.claim(
        kept, {read.root: rng.choice(("did not ", "didn't ")) + read.words[inner].lemma, to: "", inner: ""}
    )
    said = read.claim(kept)
    if root.lemma in {"fail", "manage"}:
        good, bad = (didnt, did) if root.lemma == "fail" else (did, didnt)
        turned = read.claim(kept, {read.root: "managed" if root.lemma == "fail" else "failed"})
        return [Draft(good, SUPPORTS), Draft(bad, CONTRADICTS), Draft(turned, CONTRADICTS), Draft(said, SUPPORTS)]
    other = {"refuse": "agreed", "agree": "refused"}.get(root.lemma)
    drafts = [Draft(said, SUPPORTS)]
    if root.lemma in {"plan", "agree", "try"}:
        drafts.append(Draft(did, NEITHER))
    if other:
        drafts.append(Draft(read.claim(kept, {read.root: other}), CONTRADICTS))
    return drafts
