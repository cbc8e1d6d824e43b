"""How things stand: the decisions in force on each claim, line and source, and what can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from loupe.model import Finding, canonical_json, sha256_hex
from loupe.review.shapes import part_id, parts_of
from loupe.store import Decision, DecisionKind, in_force

__all__ = [
    "Asked",
    "Attached",
    "CardDecided",
    "ClaimReview",
    "Edited",
    "LineSigned",
    "Note",
    "Review",
    "SavedView",
    "Searched",
    "Verdict",
    "asked_of",
    "basis_of",
    "redoable",
    "review_of",
    "said_already",
    "searched_words",
    "shown_of_since",
    "touched_since",
    "undoable",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's verdict on a claim: a label of ``VERDICTS``, or "unsure", which leaves it open.

    ``proposed`` is what Loupe proposed then, ``basis`` the hash of the evidence that the person saw (``basis_of``),
    ``words`` the claim's text as a person had made it clearer by then, "" where it was Loupe's.
    """

    label: str
    proposed: str
    basis: str
    who: str
    at: str
    why: str
    seq: int
    words: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the person took the proposal as it was."""
        return self.label == self.proposed


@dataclass(frozen=True, slots=True)
class Edited:
    """A claim's text as a person made it clearer."""

    text: str
    who: str
    at: str
    seq: int


@dataclass(frozen=True, slots=True)
class Note:
    """A person's note on a claim; a private one never leaves the case.

    ``of_whole`` says that it was written on the claim that this one is a part of.
    """

    text: str
    private: bool
    who: str
    at: str
    seq: int
    of_whole: bool = False


@dataclass(frozen=True, slots=True)
class CardDecided:
    """What a person says a passage says to the claim."""

    passage_id: str
    start: int
    end: int
    quote: str
    stance: str
    who: str
    at: str
    seq: int


Attached = CardDecided
"""A card for a passage that Loupe had not found: attached by hand."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A search that a person made for a claim, and what it found: "we looked" is on record.

    ``found`` counts the passages that hold most of the words, ``close`` those that do not and are close in meaning;
    None where that was not told apart, and ``found`` counts whatever was shown.
    """

    query: str
    found: int
    who: str
    at: str
    seq: int
    close: int | None = None

    @property
    def words(self) -> str:
        """What it found, in words."""
        return searched_words(self.found, self.close)


@dataclass(frozen=True, slots=True)
class LineSigned:
    """A line of the work signed off, with the hash of the words it had then: other words reopen it.

    ``what`` are hashes, by aspect, of what persons had decided of its claims (``views.signing``). An entry of an
    earlier time has none (None): ``later`` are then the ids of the claims that anything was decided of since.
    """

    passage_id: str
    text_sha256: str
    who: str
    at: str
    seq: int
    what: Mapping[str, str] | None = None
    later: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view of the claims kept by a name: the query of its address, without the question mark."""

    name: str
    query: str
    who: str
    at: str
    seq: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said of an open question of the case: ``state`` is "answered" or "not needed", ``note`` why."""

    question: str
    about: str
    state: str
    note: str
    who: str
    at: str
    seq: int


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """All that stands on a claim. ``split`` are the texts it was split into, ``merged_into`` another claim's id.

    ``shaped_by`` split or merged it, at ``shaped_at``. ``checkable`` is what ``checkable_by`` said of whether it can be
    checked, None where nobody did. The parts of a claim have its notes and its star, beside those of their own.
    """

    claim_id: str
    verdict: Verdict | None = None
    text: Edited | None = None
    starred: bool = False
    notes: tuple[Note, ...] = ()
    cards: tuple[CardDecided, ...] = ()
    searches: tuple[Searched, ...] = ()
    split: tuple[str, ...] = ()
    merged_into: str | None = None
    shaped_by: str = ""
    shaped_at: str = ""
    checkable: bool | None = None
    checkable_by: str = ""

    @property
    def decided(self) -> bool:
        """Whether a person has reached a verdict; "unsure" is none."""
        return self.verdict is not None and self.verdict.label != "unsure"

    @property
    def reworded(self) -> bool:
        """Whether the verdict was given for other words than the claim's text has now."""
        return self.verdict is not None and self.verdict.words != (self.text.text if self.text else "")

    def changed_since(self, basis: str | None) -> bool:
        """Whether the verdict was given for other words, or for other evidence than that with the hash ``basis``.

        None leaves the evidence aside: no check has judged the claim since.
        """
        if self.verdict is None:
            return False
        return self.reworded or (basis is not None and self.verdict.basis != basis)


@dataclass(frozen=True, slots=True)
class Review:
    """How a work stands. ``last`` is the number of the last decision, taken back or not, 0 for none."""

    claims: Mapping[str, ClaimReview] = field(default_factory=lambda: MappingProxyType({}))
    signed: Mapping[str, LineSigned] = field(default_factory=lambda: MappingProxyType({}))
    public: frozenset[str] = frozenset()
    last: int = 0
    views: tuple[SavedView, ...] = ()

    def of(self, claim_id: str) -> ClaimReview:
        """What stands on a claim, empty where nobody has decided anything."""
        return self.claims.get(claim_id) or ClaimReview(claim_id)


def review_of(taken: Iterable[Decision]) -> Review:
    """Fold the decisions on a work, in the order of the log, into how it stands."""
    listed = tuple(taken)
    by_claim: defaultdict[str, list[Decision]] = defaultdict(list)
    signed: dict[str, LineSigned] = {}
    public: set[str] = set()
    views: dict[str, SavedView] = {}
    for d in in_force(listed):
        fields = d.fields
        if d.kind == "signed":
            signed.pop(fields["passage"], None)
            if fields["on"]:
                signed[fields["passage"]] = LineSigned(
                    fields["passage"], fields["text_sha256"], d.who, d.at, d.seq, fields.get("what")
                )
        elif d.kind == "public":
            (public.add if fields["on"] else public.discard)(fields["source"])
        elif d.kind == "view":
            views.pop(fields["name"], None)
            if fields["on"]:
                views[fields["name"]] = SavedView(fields["name"], fields["query"], d.who, d.at, d.seq)
        elif d.kind != "asked":  # questions are of the case: see asked_of
            by_claim[fields["claim"]].append(d)
    words = _words(listed)
    claims = _without_lost_parts(listed, {claim: _claim(claim, found, words) for claim, found in by_claim.items()})
    claims |= _with_whole(claims, {claim for claim, of in by_claim.items() if any(d.kind == "star" for d in of)})
    last = max((d.seq for d in listed), default=0)
    kept = tuple(views.values())
    signs = MappingProxyType(_with_later(listed, signed))
    return Review(MappingProxyType(claims), signs, frozenset(public), last, kept)


def _with_later(listed: Sequence[Decision], signed: dict[str, LineSigned]) -> dict[str, LineSigned]:
    """Sign-offs of an earlier time, which do not say what was signed, with the claims decided of since."""
    first = min((one.seq for one in signed.values() if one.what is None), default=None)
    if first is None:
        return signed
    last = shown_of_since(listed, first)
    return {
        passage: replace(one, later=frozenset(c for c, n in last.items() if n > one.seq)) if one.what is None else one
        for passage, one in signed.items()
    }


_SHOWN = ("verdict", "text", "note", "private", "card", "split", "merge", "whole", "checkable")
"""Decisions on a claim that show outside the case, private notes left out."""


def shown_of_since(taken: Iterable[Decision], seen: int, besides: str = "") -> dict[str, int]:
    """By claim, the number of the last decision after the entry ``seen`` that shows outside the case.

    Taking one back is one too, a merge is about both claims; those of the person ``besides`` are left out.
    """
    by_seq = {d.seq: d for d in taken}
    last: dict[str, int] = {}
    for d in by_seq.values():
        meant: Decision | None = d
        while meant is not None and meant.kind == "undo":
            meant = by_seq.get(meant.fields["seq"])
        if d.seq <= seen or d.who == besides or meant is None or meant.kind not in _SHOWN:
            continue
        if not meant.fields.get("private"):
            last |= {str(meant.fields[name]): d.seq for name in ("claim", "into") if name in meant.fields}
    return last


def asked_of(taken: Iterable[Decision]) -> Mapping[str, Asked]:
    """What stands on the open questions of a case, by their keys; ``taken`` are the decisions on all works in order."""
    found: dict[str, Asked] = {}
    for d in in_force(one for one in taken if one.kind in ("asked", "undo")):
        f = d.fields
        found.pop(f["question"], None)
        if f["state"] != "open":
            found[f["question"]] = Asked(f["question"], f["about"], f["state"], d.why, d.who, d.at, d.seq)
    return MappingProxyType(found)


def _without_lost_parts(taken: Iterable[Decision], claims: dict[str, ClaimReview]) -> dict[str, ClaimReview]:
    """Without what was decided of parts that stand no longer: it comes back when the split is given back."""
    ever = {part_id(d.fields["claim"], text) for d in taken if d.kind == "split" for text in d.fields["texts"]}
    if not ever:
        return claims
    lost = ever - parts_of(claims).keys()
    return {claim: one for claim, one in claims.items() if claim not in lost}


def _with_whole(claims: Mapping[str, ClaimReview], starred: Collection[str]) -> dict[str, ClaimReview]:
    """The parts of split claims with what was noted of the whole, and its star where a part has none of its own.

    ``starred`` are the claims of which somebody said whether they are starred.
    """
    found = {}
    for part, (whole, _) in parts_of(claims).items():
        of, own = claims[whole], claims.get(part) or ClaimReview(part)
        notes = tuple(replace(note, of_whole=True) for note in of.notes)
        star = own.starred if part in starred else of.starred
        found[part] = replace(own, notes=(*notes, *own.notes), starred=star)
    return found


def _words(listed: Iterable[Decision]) -> dict[int, str]:
    """By the number of a verdict, the text that a person had given its claim by then: taken back later or not."""
    listed = tuple(listed)
    edited = {d.fields["claim"] for d in listed if d.kind == "text"}
    if not edited:
        return {}
    by_seq = {d.seq: d for d in listed}
    holds: dict[int, bool] = {}
    texts: defaultdict[str, list[Decision]] = defaultdict(list)
    found: dict[int, str] = {}
    for d in listed:
        meant, on = by_seq.get(d.seq), True
        while meant is not None:  # taking back what took something back gives it again
            holds[meant.seq] = on
            if meant.kind != "undo":
                break
            meant, on = by_seq.get(meant.fields["seq"]), not on
        if d.kind == "text":
            texts[d.fields["claim"]].append(d)
        elif d.kind == "verdict" and d.fields["claim"] in edited:
            standing = (one.fields["text"] for one in reversed(texts[d.fields["claim"]]) if holds[one.seq])
            found[d.seq] = next(standing, "")
    return found


def _claim(claim: str, found: Sequence[Decision], words: Mapping[int, str]) -> ClaimReview:
    verdict: Verdict | None = None
    text: Edited | None = None
    starred = False
    notes: list[Note] = []
    searches: list[Searched] = []
    cards: dict[tuple[object, ...], CardDecided] = {}
    private = {d.fields["note"] for d in found if d.kind == "private"}
    for d in found:
        f = d.fields
        match d.kind:
            case "verdict":
                verdict = Verdict(
                    f["label"], f["proposed"], f["basis"], d.who, d.at, d.why, d.seq, words.get(d.seq, "")
                )
            case "text":
                text = Edited(f["text"], d.who, d.at, d.seq)
            case "star":
                starred = f["on"]
            case "note":
                notes.append(Note(f["text"], f["private"] or d.seq in private, d.who, d.at, d.seq))
            case "searched":
                searches.append(Searched(f["query"], f["found"], d.who, d.at, d.seq, f.get("close")))
            case "card":
                cards[f["passage"], f["start"], f["end"]] = CardDecided(
                    f["passage"], f["start"], f["end"], f["quote"], f["stance"], d.who, d.at, d.seq
                )
    made = ClaimReview(claim, verdict, text, starred, tuple(notes), tuple(cards.values()), tuple(searches))
    return _shaped(made, found)


def _shaped(claim: ClaimReview, found: Sequence[Decision]) -> ClaimReview:
    """A claim with what persons last said of its shape, and of whether it can be checked."""
    shape = next((d for d in reversed(found) if d.kind in ("split", "merge", "whole")), None)
    if shape is not None and shape.kind != "whole":
        texts, into = shape.fields.get("texts", ()), shape.fields.get("into")
        claim = replace(claim, split=tuple(texts), merged_into=into, shaped_by=shape.who, shaped_at=shape.at)
    called = next((d for d in reversed(found) if d.kind == "checkable"), None)
    return replace(claim, checkable=called.fields["on"], checkable_by=called.who) if called else claim


def searched_words(found: int, close: int | None) -> str:
    """What a search found, in words; see ``Searched``."""
    if not found and not close:
        return "nothing found"
    passages = f"{found:,} passage{'' if found == 1 else 's'}"
    if close is None:
        return f"{passages} shown"
    most = "the words or most of them"
    holds = f"{passages} hold{'s' if found == 1 else ''} {most}" if found else f"no passage holds {most}"
    more = f"{close:,} {'more ' if found else ''}{'is' if close == 1 else 'are'} close in meaning"
    return f"{holds}, {more}" if close else holds


def said_already(
    taken: Iterable[Decision], kind: DecisionKind, fields: Mapping[str, Any], who: str, why: str
) -> Decision | None:
    """The decision in force that says the very same in the same person's name; None where this one is new.

    A reason that is left out changes none. What holds beside others of its kind (a note) is always new, and so is a
    verdict after the words, the cards or the parts of its claim became others: it is a word on them.
    """
    taken = tuple(taken)
    wanted = Decision(0, "", kind, fields, who, "", why)
    if wanted.subject is None:
        return None
    last = next((d for d in reversed(in_force(taken)) if d.subject == wanted.subject), None)
    if last is None or (last.who, dict(last.fields)) != (who, dict(fields)) or why not in ("", last.why):
        return None
    return None if kind == "verdict" and _other_since(taken, fields["claim"], last.seq) else last


_OTHERWISE = ("text", "card", "split", "merge", "whole", "checkable")
"""Decisions after which a claim is another than the one that an earlier verdict was given on."""


def _other_since(taken: Iterable[Decision], claim: str, seq: int) -> bool:
    by_seq = {decision.seq: decision for decision in taken}
    for decision in by_seq.values():
        meant: Decision | None = decision
        while meant is not None and meant.kind == "undo":
            meant = by_seq.get(meant.fields["seq"])
        if decision.seq <= seq or meant is None or meant.kind not in _OTHERWISE:
            continue
        if claim in (meant.fields["claim"], meant.fields.get("into")):
            return True
    return False


def undoable(taken: Iterable[Decision], who: str) -> int | None:
    """The number of this person's last decision in force, which undo takes back; None where there is none.

    That somebody searched is no decision to take back: it stays on record.
    """
    return next((d.seq for d in reversed(in_force(taken)) if d.who == who and d.kind != "searched"), None)


def redoable(taken: Iterable[Decision], who: str) -> int | None:
    """The number of this person's taking back that redo takes back: None once something new was decided after it."""
    listed = tuple(taken)
    gone: set[int] = set()
    for decision in reversed(listed):
        if decision.who != who or decision.kind == "searched":
            continue
        if decision.kind != "undo":
            return None
        if decision.seq in gone:
            continue
        target = next((d for d in listed if d.seq == decision.fields["seq"]), None)
        if target is not None and target.kind == "undo":
            gone.add(target.seq)  # this one is a redo: what it took back is spent
            continue
        return decision.seq
    return None


def touched_since(taken: Iterable[Decision], seen: int) -> frozenset[str]:
    """The ids of the claims that decisions after the entry ``seen`` are about.

    Taking a decision back is about the claim of that decision; a merge, and taking one back, is about both claims.
    """
    by_seq = {decision.seq: decision for decision in taken}
    found: set[str] = set()
    for decision in by_seq.values():
        if decision.seq <= seen:
            continue
        meant: Decision | None = decision
        while meant is not None and meant.kind == "undo":
            meant = by_seq.get(meant.fields["seq"])
        if meant is not None:
            found |= {str(meant.fields[name]) for name in ("claim", "into") if meant.fields.get(name)}
    return frozenset(found)


def basis_of(finding: Finding) -> str:
    """The hash of what a person sees when deciding: the claim's text, the proposal, each piece of evidence and its
    stance. Another hash later says that the decision may need another look; it never changes the decision.
    """
    seen = sorted((e.passage_id, e.locator.start, e.locator.end, e.stance) for e in finding.evidence)
    return sha256_hex(canonical_json([finding.claim.text, finding.verdict.label, seen]).encode())[:16]
