"""What is only possible, planned, supposed or somebody's word: said so, and said as a fact."""

from __future__ import annotations

from random import Random

from contrast.frames import framed, inside
from contrast.made import CONTRADICTS, NEITHER, SUPPORTS, Draft
from contrast.pool import Pool
from contrast.reading import Read, capital
from contrast.wording import deniable, deniable_at, denied

__all__ = ["made_of_hedges"]

_ADVERBS = frozenset("allegedly reportedly supposedly purportedly possibly perhaps probably apparently".split())
_WISHES = frozenset("plan hope want intend expect threaten wish aim offer propose promise seek".split())
_OPINIONS = frozenset(
    "claim allege believe think suggest argue speculate suspect predict estimate contend assert expect fear".split()
)
_WORDS = frozenset("say announce state add".split())
_BLOCK = frozenset("not n't never no none unless whether nor neither i we you my our".split())


def made_of_hedges(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """Claims that keep the reserve of a sentence, drop it, or turn it into its contrary."""
    low = {w.text.lower() for w in read.words}
    subject = read.child(read.root, "nsubj", "nsubjpass")
    if subject is None or low & _BLOCK or low & {";", ":"} or '"' in read.source.text or len(read.parse.sentences) > 1:
        return []
    if read.words[subject].text.lower() in {"it", "this", "that", "there", "which", "who", "what", "they"}:
        return []
    for maker in (_adverb, _wish, _condition):
        drafts = maker(read, pool)
        if drafts:
            return drafts
    return _modal(read, pool, rng) or _opinion(read, pool, rng)


def _whole(read: Read) -> frozenset[int]:
    """All words, without an "and" or "but" before the first."""
    return read.everything - ({0} if read.words[0].pos == "CCONJ" else set())


def _tagged(read: Read) -> str:
    """Whether the subject takes "is" or "are": the form of a verb after it."""
    subject = read.child(read.root, "nsubj", "nsubjpass")
    many = subject is not None and (
        read.words[subject].tag in {"NNS", "NNPS"} or any(read.words[c].dep == "conj" for c in read.children[subject])
    )
    return "VBP" if many else "VBZ"


def _modal(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """ "may" and "might": open whether it will; "cannot" clashes."""
    helper = next((c for c in read.children[read.root] if read.words[c].tag == "MD"), None)
    if (
        helper is None
        or read.words[helper].text.lower() not in {"may", "might"}
        or read.words[helper].head != read.root
    ):
        return []
    kept = _whole(read)
    root = read.words[read.root]
    perfect = read.child(read.root, "aux", "auxpass") != helper or (
        helper + 1 < len(read.words) and read.words[helper + 1].text == "have"
    )
    if perfect or root.tag != "VB" or "if" in {w.text.lower() for w in read.words}:
        return []
    drafts = [Draft(read.claim(kept), SUPPORTS), Draft(read.claim(kept, {helper: "cannot"}), CONTRADICTS)]
    other = "might" if read.words[helper].text.lower() == "may" else "may"
    drafts.append(Draft(read.claim(kept, {helper: other}), SUPPORTS))
    drafts.append(Draft(read.claim(kept, {helper: "will"}), NEITHER))
    drafts += framed(inside(read, kept, {}), inside(read, kept, {helper: "cannot"}), rng)
    form = pool.form(root.lemma, _tagged(read))
    if form is not None and helper + 1 == read.root:
        drafts.append(Draft(read.claim(kept, {helper: "", read.root: form}), NEITHER))
    drafts.append(Draft(read.claim(kept, {helper: "will not"}), NEITHER))
    return drafts


def _adverb(read: Read, _pool: Pool) -> list[Draft]:
    at = next((c for c in read.children[read.root] if read.words[c].text.lower() in _ADVERBS), None)
    root = read.words[read.root]
    if at is None or root.tag not in {"VBD", "VBN", "VBZ"} or not read.words[at].text.islower():
        return []
    kept = _whole(read)
    marks = {i for i in (at - 1, at + 1) if i < len(read.words) and read.words[i].text == ","}
    fact = kept - {at} - (marks if len(marks) == 2 else set())
    if len(marks) == 1:
        return []
    return [Draft(read.claim(kept), SUPPORTS), Draft(read.claim(fact), NEITHER)]


def _wish(read: Read, pool: Pool) -> list[Draft]:
    """ "plans to build": whether it was built stays open; "does not plan to" clashes."""
    root, inner = read.words[read.root], read.child(read.root, "xcomp")
    if root.lemma not in _WISHES or root.tag not in {"VBD", "VBZ", "VBP"} or inner is None or inner != read.root + 2:
        return []
    if (
        read.words[read.root + 1].text != "to"
        or not deniable(read)
        or read.child(read.root, "dobj", "conj") is not None
    ):
        return []
    past, kept = pool.form(read.words[inner].lemma, "VBD"), _whole(read)
    help_by = {"VBD": "did", "VBZ": "does", "VBP": "do"}[root.tag]
    has = "has" if _tagged(read) == "VBZ" else "have"
    done = pool.form(read.words[inner].lemma, "VBN")
    drafts = [
        Draft(read.claim(kept), SUPPORTS),
        Draft(read.claim(kept, {read.root: f"{help_by} not {root.lemma}"}), CONTRADICTS),
    ]
    if past is not None and root.tag == "VBD":
        drafts.append(Draft(read.claim(kept, {read.root: past, read.root + 1: "", inner: ""}), NEITHER))
        drafts.append(
            Draft(
                read.claim(kept, {read.root: f"did not {read.words[inner].lemma}", read.root + 1: "", inner: ""}),
                NEITHER,
            )
        )
    elif done is not None:
        drafts.append(Draft(read.claim(kept, {read.root: f"{has} {done}", read.root + 1: "", inner: ""}), NEITHER))
    return drafts


def _opinion(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """ "X claims that P": P itself stays open; "X denied that P" clashes; another's word for it is not told."""
    root, inner = read.words[read.root], read.child(read.root, "ccomp")
    subject = read.child(read.root, "nsubj")
    if (
        root.lemma not in _OPINIONS | _WORDS
        or root.tag not in {"VBD", "VBZ", "VBP"}
        or inner is None
        or subject is None
    ):
        return []
    told = read.subtree(inner)
    speaker = read.subtree(subject)
    if told[0] < read.root or told[-1] - told[0] >= len(told) or speaker[-1] + 1 != read.root or len(speaker) > 8:
        return []
    between = list(range(read.root + 1, told[0]))
    mark = read.words[told[0]].text == "that"
    body = told[1:] if mark else told
    mood = {read.words[c].tag for c in read.children[inner]} | {read.words[inner].tag}
    finite = mood & {"VBD", "VBZ", "VBP"} and "MD" not in mood
    own = {w.text.lower() for w in (read.words[i] for i in body)} & {
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "it",
        "its",
        "them",
        "him",
    }
    if between or not finite or own or len(body) < 4 or read.child(inner, "nsubj", "nsubjpass") is None:
        return []
    place = denied(read, pool, rng, frozenset(body), inner) if deniable_at(read, inner) else None
    not_so = read.say(body, place).rstrip(" .,") if place is not None else ""
    teller = (read.say(speaker, {}).rstrip(" ,"), root.text)
    return _told(read, pool, rng, teller, read.say(body, {}).rstrip(" .,"), not_so)


def _told(read: Read, pool: Pool, rng: Random, teller: tuple[str, str], body: str, not_so: str) -> list[Draft]:
    who, verb = teller
    if who.lower() in {"he", "she", "they"}:
        return []
    first = (
        who
        if who.split()[0][0].isupper() and who.split()[0].lower() not in {"the", "a", "an"}
        else who[0].lower() + who[1:]
    )
    denies = {"VBD": "denied", "VBZ": "denies", "VBP": "deny"}[read.words[read.root].tag]
    people = pool.names.get("PERSON") or [""]
    another = rng.choice(people)
    said = [
        (f"{who} {verb} that {body}", SUPPORTS),
        (f"According to {first}, {body}", SUPPORTS),
        (f"{who} {denies} that {body}", CONTRADICTS),
    ]
    if rng.random() < 0.6:
        said += [
            (d.claim[:-1], d.label) for d in framed(f"{first} {verb} that {body}", f"{first} {denies} that {body}", rng)
        ]
    if another and not set(another.split()) & set(read.source.text.split()):
        form = read.words[read.root].text if _tagged(read) == "VBZ" or read.words[read.root].tag == "VBD" else None
        said += [(f"{another} {rng.choice((form, denies))} that {body}", NEITHER)] if form else []
    if not_so:
        said.append((f"{who} {verb} that {not_so}", CONTRADICTS))
    if read.words[read.root].lemma in _OPINIONS:
        said.append((body, NEITHER))
        said += [(not_so, NEITHER)] if not_so and rng.random() < 0.5 else []
    return [Draft(capital(text) + ".", label) for text, label in said]


def _condition(read: Read, _pool: Pool) -> list[Draft]:
    """ "If A, B": neither A nor B is said to be so."""
    clause = next(
        (c for c in read.children[read.root] if read.words[c].dep == "advcl" and _mark(read, c) == "if"), None
    )
    if clause is None:
        return []
    inside = read.subtree(clause)
    marks = [c for c in read.children[clause] if read.words[c].dep == "mark"]
    if inside[0] not in marks or read.words[clause].tag not in {"VBD", "VBZ", "VBP"} or len(inside) < 4:
        return []
    if read.child(clause, "nsubj", "nsubjpass") is None or (
        inside[0] > 0 and read.words[inside[0] - 1].text in {"even", "as", "only"}
    ):
        return []
    rest = _whole(read) - set(inside)
    if "would" in {w.text for w in read.words} or "could" in {w.text for w in read.words} or len(rest) < 6:
        return []
    drafts = [Draft(read.claim(_whole(read)), SUPPORTS), Draft(read.claim(rest), NEITHER)]
    alone = read.claim(set(inside) - set(marks))
    return [*drafts, Draft(alone, NEITHER)] if alone.split()[0].lower() not in {"he", "she", "it", "they"} else drafts


def _mark(read: Read, clause: int) -> str:
    mark = read.child(clause, "mark")
    return read.words[mark].text.lower() if mark is not None else ""
