"""The words and signs that all formats share, and text made fit for a file."""

from __future__ import annotations

import html
import re

from loupe.views import ClaimView, EvidenceView, GuessView, ScriptContext, SourceView
from loupe.views.cards import counted_words
from loupe.views.contexts import NoteView, ShownLabel
from loupe.views.film_page import initials
from loupe.views.guesses import guessed
from loupe.views.wording import counted as count

__all__ = [
    "BANNER",
    "CIRCULAR",
    "GLYPHS",
    "GRADE_WORDS",
    "GUESS",
    "INK",
    "MEANINGS",
    "READING",
    "STANCE_WORDS",
    "about",
    "as_markup",
    "banner",
    "card_decision",
    "card_notes",
    "caution",
    "chain",
    "changed",
    "check_state",
    "citation",
    "clean",
    "count",
    "decision",
    "ended",
    "guess",
    "guessed",
    "initials",
    "kinds",
    "noted",
    "reasoning",
    "recounted",
    "roots",
    "sentence",
    "shape",
    "shorten",
    "signed",
    "source_line",
    "state",
    "verdict_words",
]

BANNER = "Proposed by Loupe. Not reviewed: a person decides."
CIRCULAR = "This goes back to the work itself or to the same speaker: it shows that it was said, not that it is so."

GUESS = "A guess: a person decides."

READING = (
    "Supports and contradicts count independent origins, not articles: papers that carry one dispatch, reviews of one "
    "book, or two tellings by one speaker share an origin and count once. Circular evidence goes back to the work or "
    "to the claim's own speaker and proves only that it was said. Uncorroborated does not mean untrue. Quotes are word "
    "for word from the stored text of the source."
)

GLYPHS: dict[ShownLabel, str] = {
    "contradicted": "✕",
    "contested": "◐",
    "not checked yet": "?",
    "uncorroborated": "○",
    "corroborated": "●",
    "not checkable": "–",
}
"""A sign per verdict that tells them apart without colour and is in every common font."""

MEANINGS: dict[ShownLabel, str] = {
    "contradicted": "The archive speaks against it and nothing independent speaks for it.",
    "contested": "The archive speaks for it and against it.",
    "not checked yet": "A part of a claim that a person split: nothing has judged it.",
    "uncorroborated": "Too little was found to carry it or to contradict it.",
    "corroborated": "Enough independent origins say the same, and none says otherwise.",
    "not checkable": "A question, an opinion or talk: nothing that a source could settle.",
}

INK: dict[ShownLabel, str] = {
    "contradicted": "9C1C1C",
    "contested": "7A4A00",
    "not checked yet": "4A3A6B",
    "uncorroborated": "3C4B66",
    "corroborated": "15602F",
    "not checkable": "5B5F66",
}
"""A dark colour per verdict, red-green-blue; on white each has a contrast of more than 4.5 to 1."""

STANCE_WORDS = {"supports": "for", "contradicts": "against", "related": "related", "irrelevant": "irrelevant"}
"""What a card says to its claim; "irrelevant" is a person's word alone."""

GRADE_WORDS = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Put U+FFFD for each character that XML or HTML may not hold (controls, lone surrogates, non-characters)."""
    return _UNFIT.sub("�", text)


def as_markup(text: str) -> str:
    """Set text into XML or HTML as text, in an element or between quotation marks: cleaned, its signs escaped."""
    return html.escape(clean(text))


def banner(context: ScriptContext) -> str:
    """Say how far persons have reviewed the script; where nobody has, that all of it is proposed."""
    whole = f"{count(context.checkable_count, 'claim')} that can be checked"
    if context.reviewed and not context.checkable_count:
        return "Reviewed: no claim can be checked, as a person decided."
    if context.reviewed:
        return f"Reviewed: a person has decided each of the {whole}."
    if context.decided_count:
        return f"Reviewed in part: a person has decided {context.decided_count:,} of {whole}; the rest is proposed."
    return BANNER


def state(context: ScriptContext) -> str:
    """Say in few words how far the script is reviewed, for titles and running heads."""
    if context.reviewed:
        return "reviewed"
    return "reviewed in part" if context.decided_count else "proposed, not reviewed"


def caution(context: ScriptContext) -> str:
    """Say why this script must not be used as it is, because its check is unfinished or out of date; else nothing."""
    said = []
    if context.waiting:
        claims, have = count(context.waiting, "claim"), "has" if context.waiting == 1 else "have"
        said.append(f"{claims} of this work {have} not been judged yet: the check was stopped.")
    if context.outdated:
        said.append("The archive, the policy, a model or Loupe has changed since this check.")
    return " ".join((*said, "Run it again before you use this script.")) if said else ""


def check_state(context: ScriptContext) -> str:
    """Say "complete" when every claim is judged and nothing has changed since, else the caution in full."""
    return caution(context) or "complete"


def chain(tellers: tuple[str, ...]) -> str:
    """Say who says it, the outermost teller first: "Narrator, citing police"."""
    return ", citing ".join(tellers)


def guess(one: GuessView) -> str:
    """Say what a guess takes words to mean, why, what that rests on and where, and how sure it is."""
    taken = f"“{_flat(one.words)}” is taken to mean {_flat(one.by)}: {ended(_flat(one.reason))}"
    return f"{taken} It rests on {_support(one)}. Certainty {one.score:.2f}."


def _support(one: GuessView) -> str:
    if one.line is None:
        return "a place that is not among the lines"
    said = f"“{_flat(one.rests_on)}” in" if one.passage_id else "the name beside"
    return f"{said} line {one.line}, {one.place}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def kinds(claim: ClaimView) -> str:
    """List the kinds of a claim: "number, date"."""
    return ", ".join(claim.kinds)


def verdict_words(claim: ClaimView) -> str:
    """Say the verdict as a sign and a word, and whose it is: "◐ contested (proposed)"."""
    return f"{GLYPHS[claim.holds]} {claim.holds} ({decision(claim)})"


def decision(claim: ClaimView) -> str:
    """Say whose the verdict is: "proposed", "decided by AdV; proposed: contested", "left open by AdV; proposed"."""
    by = initials(claim.decided_by)
    if not claim.decided:
        return claim.status
    if not claim.final:
        return f"left open by {by}; {claim.status}"
    proposed = claim.status if claim.part_of else f"{claim.status}: {claim.label}"
    aside = "" if claim.decided == claim.label else f"; {proposed}"
    return f"decided by {by}{aside}"


def signed(claim: ClaimView) -> str:
    """Say in one sentence who decided when and why, and whether that wants another look; nothing where nobody did."""
    if not claim.decided:
        return ""
    did = "Decided" if claim.final else "Left open"
    why = f": {claim.decided_why}" if claim.decided_why else ""
    said = ended(f"{did} by {initials(claim.decided_by)} on {claim.decided_at[:10]}{why}")
    said += f" {changed(claim)}" if claim.changed else ""
    return said + (f" Verdict and cards disagree. {claim.disagrees}" if claim.disagrees else "")


def changed(claim: ClaimView) -> str:
    """Say what is not as it was when a person decided."""
    return f"The {'words of the claim have' if claim.reworded else 'evidence has'} changed since."


def card_decision(card: EvidenceView) -> str:
    """Say who decided what a card says, when, and what was proposed; nothing where nobody did."""
    if not card.decided:
        return ""
    by = f"{card.decided_by}, {card.decided_at[:10]}"
    if card.by_hand:
        return f"attached by hand by {by}"
    aside = "" if card.decided == card.stance else f"; proposed: {STANCE_WORDS[card.stance]}"
    return f"decided by {by}{aside}"


def card_notes(claim: ClaimView) -> list[str]:
    """Say in a sentence for each card that a person decided what it is and who said so."""
    return [
        f"{STANCE_WORDS[card.holds].capitalize()}: {source_line(card)}, {card.place} ({card_decision(card)})."
        for card in claim.evidence
        if card.decided and card.copy_of is None
    ]


def noted(note: NoteView) -> str:
    """Say a note and whose it is."""
    return f"Note by {note.by}, {note.at[:10]}: {note.text}"


def shape(claim: ClaimView, *, names: bool = False) -> list[str]:
    """Say that a person made this claim clearer, split it from a whole or merged others into it, a sentence each.

    The person is told by initials, with ``names`` by the whole name.
    """

    def did(verb: str, who: str, at: str) -> str:
        return f"{who if names else initials(who)} {verb} ({at[:10]})"

    said = []
    if claim.edited:
        who = claim.edited_by if names else initials(claim.edited_by)
        said.append(f"Edited: made clearer by {who}. Loupe reads the line as: {claim.text}")
    if claim.part_of:
        whole = claim.part_of
        said.append(f"A part of {whole.number}, which {did('split', whole.by, whole.at)}. The whole: {whole.text}")
    for one in claim.also:
        same = did("says is the same", one.by, one.at)
        said.append(f"Also said in line {one.line}, {one.place} ({one.number}, which {same}): “{_flat(one.quote)}”")
    return said


def citation(evidence: EvidenceView) -> str:
    """Cite the source of a passage: maker, title, date, place, reliability and id."""
    return f"{source_line(evidence)}, {evidence.place}; reliability {evidence.source_reliability}; {evidence.source_id}"


def sentence(text: str) -> str:
    """Make a reason a sentence: a capital first and a full stop last."""
    text = text.strip()
    if not text:
        return ""
    return ended(text[0].upper() + text[1:])


def ended(text: str) -> str:
    """Put a full stop last unless something else ends the text."""
    return text + ("" if text[-1:] in ("", *".!?…") or text[-2:] in (".”", ".)") else ".")


def shorten(text: str, limit: int) -> str:
    """Cut text to at most ``limit`` characters, the last one an ellipsis where something was left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def reasoning(claim: ClaimView) -> str:
    """Say why in a few sentences: what counts, and the strongest reason that Loupe found."""
    found = f"{claim.why} {sentence(claim.because)}".strip()
    recount = recounted(claim)
    return f"{recount} Loupe found: {found}" if recount else found


def recounted(claim: ClaimView) -> str:
    """Say what the cards count as persons decided them; nothing where nobody decided any."""
    if claim.supporting_now is None or claim.contradicting_now is None:
        return ""
    return f"As the cards were decided: {counted_words(claim.supporting_now, claim.contradicting_now)}"


def source_line(evidence: EvidenceView) -> str:
    """Name the source of a passage for a table: maker, title, date."""
    maker, label = evidence.source_maker, evidence.source_label
    parts = [maker if maker != label else None, label, evidence.source_published or "undated"]
    return ", ".join(part for part in parts if part)


def roots(source: SourceView, work_id: str) -> str:
    """List what a source draws on, and say which of it is the work itself or not in the archive."""
    asides = {None: " (not in the archive)", work_id: " (the work itself)"}
    return "; ".join(root.label + asides.get(root.source_id, "") for root in source.draws_on)


def _claims(context: ScriptContext) -> str:
    if context.waiting:
        whole = context.claim_count + context.waiting
        return f"{whole:,}; {context.claim_count:,} judged, {context.checkable_count:,} of them checkable"
    return f"{context.claim_count}, {context.checkable_count} of them checkable"


def about(context: ScriptContext) -> list[tuple[str, str]]:
    """List what a reader must know about the whole: name and value, in order."""
    work = context.work
    unread = [f"{source.label}: {source.problem.message}" for source in context.unread if source.problem]
    searched = f"{count(context.searched_sources, 'source')}, {count(context.searched_passages, 'passage')}"
    return [
        ("Status", banner(context)),
        ("Check", check_state(context)),
        ("Work", ", ".join(part for part in (work.label, work.maker, work.published) if part)),
        ("File", work.name),
        ("SHA-256", work.sha256 or "not kept"),
        ("Lines", str(context.line_count)),
        ("Claims", _claims(context)),
        *((f"{GLYPHS[item.label]} {item.label}", str(item.claims)) for item in context.counts),
        ("Searched", searched),
        ("Could not be read", "\n".join(unread) or "nothing: every source of the archive was read"),
        ("Case", context.case),
        ("Policy", context.policy.name),
        ("Policy text", context.policy.text),
        ("Made with", f"Loupe {context.version}"),
    ]
