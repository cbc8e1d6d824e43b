"""``loupe show``: anything by its id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.commands.doubts import doubt_plain, print_doubt
from loupe.cli.findings import claim_id, claim_plain, decision, whole_of
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count, indented, source_plain, verdict
from loupe.model import Claim, Evidence, Passage, Source, to_plain
from loupe.model.errors import IdUnknown

if TYPE_CHECKING:
    from loupe.engine import Case
    from loupe.views import ClaimView, EvidenceView


@make(
    "show",
    when="Use it on any id that Loupe prints, on the beginning of one, on the file name of a source, or on the number "
    "of a claim. "
    "A passage comes with its neighbours, a claim with its verdict, how it was reached and all its evidence.",
    example="loupe show antwerp 12.1",
    gives={
        "kind": "`source`, `passage`, `claim` or `evidence`",
        "source": "the source: of a source, passage or evidence",
        "passages": "list of passages: all of a source (with --text), or the passage among its neighbours",
        "passage": "the id of the passage: of a passage or evidence",
        "claim": "the claim: of a claim or evidence; null while no check has judged it",
        "evidence": "list of evidence: all of a claim, or the one",
        "trace": "how the verdict was reached, step by step: of a claim",
        "origins": "the independent roots of the evidence: of a claim",
        "search": "what was searched: of a claim",
        "made_with": "names of what the proposal was made with: `comparison`, `model`, `encoder`: of a claim",
        "stale": "whether the proposal was made with another model than is in use now: of a claim",
        "doubts": "what could be false in a claim's line, each as `loupe doubts` gives it: of a claim",
        "filled": "the guesses in a claim's text: `words` of the line, their `start` and `end`, what is `shown`, whom "
        "or what they mean (`by`), the passage and place that was taken from, `score` from 0 to 1 and `reason`",
    },
)
@click.argument("case", type=PATH)
@click.argument("id")
@click.option("--around", type=click.IntRange(0, 100), default=2, show_default=True, metavar="N",
              help="How many neighbours of a passage to show on each side.")  # fmt: skip
@click.option("--text", is_flag=True, help="Show all the words of a source.")
def command(out: Output, case: Path, id: str, around: int, text: bool) -> None:  # noqa: A002 - the trade's own word
    """Show what the id names."""
    from loupe.engine import Case

    with Case.open(case, readonly=True) as opened:
        wanted = claim_id(opened, id)
        whole = whole_of(opened, wanted)
        found = opened.find(whole[1] if whole else wanted)
        if isinstance(found, Source):
            _source(out, opened, found, text)
        elif isinstance(found, Passage):
            _passage(out, opened, found, around)
        elif isinstance(found, Claim):
            _claim(out, opened, found, wanted if whole else found.id)
        else:
            _evidence(out, opened, found)


def _source(out: Output, case: Case, source: Source, text: bool) -> None:
    passages = case.passages(source.id) if text else ()
    out.document({"kind": "source", "source": source_plain(source), "passages": to_plain(passages)})
    out.result(source.label)
    facts = {
        "Id": source.id,
        "File": source.name,
        "Role": "the work" if source.role == "work" else "in the archive",
        "Kind": source.kind,
        "Maker": source.maker,
        "Publisher": source.publisher,
        "Date": source.published,
        "Reliability": source.reliability,
        "Part of": ", ".join(_labels(case, (source.part_of,))) if source.part_of else None,
        "Came from": source.came_from,
        "Web address": source.address,
        "Draws on": "; ".join(_labels(case, source.draws_on)),
        "Format": f"{source.format}, {source.size:,} bytes",
        "Holds": f"{count(source.words, 'word')} in {count(source.passages, 'passage')}",
        "SHA-256": source.sha256,
    }
    for name, value in facts.items():
        if value:
            out.result(f"  {name + ':':13}{value}")
    if source.problem:
        out.result(f"  {'Problem:':13}{source.problem.message} [{source.problem.code}]")
        out.result(f"  {'What to do:':13}{source.problem.hint}")
    for note in source.notes:
        out.result(f"  {'Note:':13}{note}")
    for passage in passages:
        out.result()
        _print_passage(out, passage)


def _labels(case: Case, roots: tuple[str, ...]) -> list[str]:
    labels = {source.id: source.label for source in case.sources()}
    return [labels.get(root, root) for root in roots]


def _passage(out: Output, case: Case, passage: Passage, around: int) -> None:
    source = case.source_of(passage.source_id)
    near = case.neighbours(passage.id, around)
    plain = {"kind": "passage", "source": source_plain(source), "passage": passage.id, "passages": to_plain(near)}
    out.document(plain)
    out.result(f"{source.label} ({source.id})")
    for one in near:
        out.result()
        _print_passage(out, one, "> " if one.id == passage.id and len(near) > 1 else "  ")


def _print_passage(out: Output, passage: Passage, sign: str = "  ") -> None:
    out.result(f"{sign}{passage.place}  {passage.id}")
    said = f"{passage.speaker}: {passage.text}" if passage.speaker else passage.text
    for line in said.splitlines():
        out.result(indented(line, "    "))


def _claim(out: Output, case: Case, claim: Claim, wanted: str) -> None:
    """Show a claim, or the part ``wanted`` of one that a person split."""
    context = case.script_context(claim.work_id)
    view = next((c for c in (*context.claims, *context.set_aside) if c.id == wanted), None)
    made, stale = case.made_with(claim.work_id).get(claim.id, {}), claim.id in case.stale(claim.work_id)
    doubts = case.doubts(claim.work_id, about=claim.id) if view else ()
    document: dict[str, Any] = {
        "kind": "claim",
        "claim": claim_plain(view) if view else None,
        "evidence": to_plain(view.evidence) if view else [],
        "trace": list(view.trace) if view else [],
        "origins": to_plain(view.origins) if view else [],
        "search": to_plain(view.search) if view else None,
        "made_with": made,
        "stale": stale,
        "doubts": [doubt_plain(d) for d in doubts],
        "filled": to_plain(claim.filled),
    }
    out.document(document)
    out.result(f"“{claim.quote}”")
    who = f"{claim.speaker}, " if claim.speaker else ""
    out.result(f"  {who}line {claim.line}, {claim.locator.words()}  {claim.id}")
    for guess in claim.filled:
        told = f"“{' '.join(guess.words.split())}” is taken to mean {guess.by} ({guess.score:.2f}): {guess.reason}"
        out.result(indented(told, "  "))
    if view is None:
        out.result("  No check has judged this claim yet; run loupe check again.")
        return
    _print_verdict(out, view)
    if made:
        named = "; ".join(f"{part} {name}" for part, name in made.items())
        out.result(indented(f"Made with: {named}", "  "))
    if stale:
        out.result("  Made with another model than is in use now; run loupe check again.")
    if doubts:
        out.result()
        for doubt in doubts:
            print_doubt(out, doubt, "  ")
    for evidence in view.evidence:
        out.result()
        _print_evidence(out, evidence)


def _print_verdict(out: Output, view: ClaimView) -> None:
    from loupe.views.shapes import shape_words

    if view.text != view.quote:
        out.result(indented(f"Claim: {view.text}", "  "))
    if view.edited:
        out.result(indented(f"Made clearer by {view.edited_by}: {view.edited}", "  "))
    for words in shape_words(view):
        out.result(indented(words, "  "))
    if view.said_by:
        out.result(indented(f"Said by: {' ← '.join(view.said_by)}", "  "))
    out.result()
    out.result(indented(f"{verdict(view.holds)} ({decision(view)})", "  "))
    if view.decided_why:
        out.result(indented(f"{view.decided_by}: {view.decided_why}", "  "))
    if not view.checkable:
        out.result(indented(view.why_not, "  "))
        return
    out.result(indented(view.why, "  "))
    for step in view.trace:
        out.result(indented(f"- {step}", "    "))
    for origin in view.origins:
        circular = ", which shows only that it was said" if origin.circular else ""
        out.result(indented(f"Origin {origin.number}: {origin.label}{circular}", "  "))
    searched = view.search
    out.result(
        indented(
            f"Searched {count(searched.passages, 'passage')} of {count(searched.sources, 'source')}; "
            f"{count(searched.candidates, 'passage')} read closely.",
            "  ",
        )
    )


def _print_evidence(out: Output, evidence: EvidenceView) -> None:
    origin = f", origin {evidence.origin}" if evidence.origin is not None else ""
    by = f" ({'attached' if evidence.by_hand else 'decided'} by {evidence.decided_by})" if evidence.decided else ""
    out.result(f"  {evidence.holds}{by}{origin}  {evidence.id}")
    out.result(indented("“" + " ".join(evidence.quote.split()) + "”", "    "))
    parts = (evidence.source_label, evidence.place, evidence.source_published or "", evidence.passage_id)
    out.result(indented(" · ".join(part for part in parts if part), "    "))
    for reason in evidence.reasons:
        out.result(indented(f"- {reason}", "    "))


def _evidence(out: Output, case: Case, evidence: Evidence) -> None:
    work = next((w.id for w in case.works() if any(f.claim.id == evidence.claim_id for f in case.findings(w.id))), None)
    context = case.script_context(work)
    claim = next((c for c in (*context.claims, *context.set_aside) if c.id == evidence.claim_id), None)
    view = next((e for e in claim.evidence if e.id == evidence.id), None) if claim else None
    if claim is None or view is None:
        raise IdUnknown(f"The claim that {evidence.id} belongs to is not judged any more.")
    source = case.source_of(evidence.source_id)
    out.document(
        {
            "kind": "evidence",
            "source": source_plain(source),
            "passage": evidence.passage_id,
            "claim": claim_plain(claim),
            "evidence": [to_plain(view)],
        }
    )
    out.result(f"“{claim.text}”")
    out.result(f"  claim {claim.number}, {verdict(claim.label)}  {claim.id}")
    out.result()
    _print_evidence(out, view)
