"""Hand-written values of a checked work, for the tests of the annotated script."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from loupe.model import (
    Claim,
    Evidence,
    Filled,
    Finding,
    Locator,
    Origin,
    PagePlace,
    ParagraphPlace,
    Passage,
    Problem,
    Search,
    Segment,
    Source,
    TimePlace,
    Verdict,
    content_id,
    sha256_hex,
    source_id,
)
from loupe.review import review_of
from loupe.store import Decision
from loupe.views import ScriptContext, script_context, with_decisions

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "script.schema.json").read_text("utf-8"))
POLICY = """# policy.toml
origins_to_corroborate = 2
contradiction_contests = true
"""


def make_source(name: str, **fields: object) -> Source:
    digest = sha256_hex(name.encode())
    values = {"format": name.rsplit(".", 1)[-1], "size": 1000, "words": 120, "passages": 4} | fields
    return Source(id=source_id(digest), sha256=digest, name=name, **values)  # type: ignore[arg-type]


def make_lines(work: Source, lines: list[tuple[str | None, str, int]]) -> list[Passage]:
    """Cues of speaker, text and begin in seconds, four seconds each, one character apart in the stored text."""
    passages, at = [], 0
    for number, (speaker, text, seconds) in enumerate(lines, start=1):
        place = TimePlace(seconds * 1000, seconds * 1000 + 4000, number)
        locator = Locator((Segment(at, at + len(text), place),))
        passages.append(Passage(content_id("p", work.id, number), work.id, number, "cue", speaker, locator, text))
        at += len(text) + 1
    return passages


def make_claim(lines: list[Passage], at: list[tuple[int, str]], text: str, **fields: object) -> Claim:
    """A claim that quotes a piece of each of the lines named in ``at``."""
    segments = []
    for number, piece in at:
        line = lines[number - 1]
        start = line.locator.start + line.text.index(piece)
        segments.append(Segment(start, start + len(piece), line.locator.segments[0].place))
    locator = Locator(tuple(segments))
    values = {"attribution": (), "kinds": (), "checkable": True} | fields
    return Claim(
        id=content_id("c", locator.start, text),
        work_id=lines[0].source_id,
        ordinal=locator.start,
        line=at[0][0],
        locator=locator,
        quote="\n".join(piece for _, piece in at),
        text=text,
        speaker=lines[at[0][0] - 1].speaker,
        **values,  # type: ignore[arg-type]
    )


def make_guess(lines: list[Passage], at: tuple[int, str], from_at: tuple[int, str] | None, by: str) -> Filled:
    """A guess at words of one line, taken from those of another; from the name beside the line when from none."""
    start, end = _span(lines, at)
    source = _span(lines, from_at) if from_at else (None, None)
    return Filled(
        start=start, end=end, words=at[1], shown=f"[{by}]", by=by,
        passage_id=lines[from_at[0] - 1].id if from_at else None, from_start=source[0], from_end=source[1],
        score=0.874, reason="the ones spoken of last",
    )  # fmt: skip


def _span(lines: list[Passage], at: tuple[int, str]) -> tuple[int, int]:
    line = lines[at[0] - 1]
    start = line.locator.start + line.text.index(at[1])
    return start, start + len(at[1])


def make_evidence(claim: Claim, source: Source, quote: str, stance: str, **fields: object) -> Evidence:
    paragraph = int(fields.pop("paragraph", 1))  # type: ignore[call-overload]
    page = fields.pop("page", None)
    place = PagePlace(int(page), (72.0, 90.0, 520.0, 130.0)) if page else ParagraphPlace(paragraph)  # type: ignore[call-overload]
    values = {"score": 0.8, "reasons": (), "checks": ("wording",), "attribution": ()} | fields
    return Evidence(
        id=content_id("e", claim.id, source.id, quote),
        claim_id=claim.id,
        passage_id=content_id("p", source.id, quote),
        source_id=source.id,
        locator=Locator((Segment(100, 100 + len(quote), place),)),
        quote=quote,
        stance=stance,  # type: ignore[arg-type]
        **values,  # type: ignore[arg-type]
    )


def make_finding(
    claim: Claim,
    label: str,
    evidence: list[Evidence],
    origins: list[Origin],
    supporting: int = 0,
    contradicting: int = 0,
    rule: str = "",
    trace: tuple[str, ...] = (),
    passages: int = 61,
    sources: int = 5,
) -> Finding:
    search = Search((claim.text,), sources, passages, 20) if claim.checkable else Search((), 0, 0, 0)
    verdict = Verdict(
        claim.id,
        label,
        supporting,
        contradicting,
        rule or label,
        trace,
        tuple(origins),
        search,
        "default",  # type: ignore[arg-type]
    )
    return Finding(claim, tuple(evidence), verdict)


def small_case() -> ScriptContext:
    """Six lines: every verdict, a claim over two lines, two in one line, a guess, copies, circular evidence, an unread
    file."""
    work = make_source("film.srt", role="work", title="The Vault", maker="North Film", published="2025-08-08")
    wire = make_source(
        "wire.txt", title="Four held", maker="Associated Press", published="2003-03-03", reliability="B",
        address="https://example.org/2003/four-held?a=1&b=2",
    )  # fmt: skip
    paper = make_source(
        "paper.html", title="4 held in heist", maker="The Seattle Times", published="2003-03-04", reliability="C",
        draws_on=("wire.txt",),
    )  # fmt: skip
    book = make_source("book.epub", title="The Book", maker="Selby and Campbell", published="2010-02", reliability="B")
    talk = make_source(
        "talk.eml", title="Interview", published="2009-03~", draws_on=("Wired", "FILM.srt"),
        notes=("1 attachment was not read",),
    )  # fmt: skip
    scan = make_source(
        "scan.pdf", words=0, passages=0,
        problem=Problem("needs-ocr", "scan.pdf holds pictures of pages and no text.", "Run it through OCR."),
    )  # fmt: skip
    lines = make_lines(
        work,
        [
            ("Narrator", "The thieves opened 123 of 160 boxes.", 5),
            ("Narrator", "They rented the office in November 2000,", 10),
            ("Narrator", "long before anyone knew their names.", 14),
            ("Peys", "Police say four people were held, and the loot was 100 million dollars.", 20),
            ("Notarbartolo", "I waited in the car. What would you have done?", 25),
            (None, "[music]", 31),
        ],
    )
    boxes = make_claim(
        lines, [(1, "opened 123 of 160 boxes")], "The thieves opened 123 of 160 boxes.", kinds=("number",)
    )
    boxes_not = make_evidence(
        boxes, book, "109 of the 189 boxes were open.", "contradicts", page=12, score=0.91, checks=("number",),
        reasons=("109 of 189 boxes is not 123 of 160",),
    )  # fmt: skip
    office = make_claim(
        lines, [(2, "They rented the office in November 2000,"), (3, "long before anyone knew their names")],
        "[the thieves] rented the office in November 2000.", kinds=("date",),
        filled=(make_guess(lines, (2, "They"), (1, "The thieves"), "the thieves"),),
    )  # fmt: skip
    office_wire = make_evidence(
        office, wire, "The office was let in November 2000.", "supports", reasons=("same month",)
    )
    office_paper = make_evidence(
        office, paper, "The office was let in November 2000, police said.", "supports", paragraph=3, score=0.79,
        reasons=("same month",), attribution=("police",),
    )  # fmt: skip
    office_book = make_evidence(office, book, "They signed the lease in November 2000.", "supports", page=3, score=0.7)
    held = make_claim(
        lines,
        [(4, "four people were held")],
        "Four people were held.",
        kinds=("number",),
        attribution=("Peys", "police"),
    )
    held_yes = make_evidence(held, wire, "Four people are in custody.", "supports", reasons=("four and four",))
    held_no = make_evidence(
        held, book, "Five were in custody by then.", "contradicts", page=44, reasons=("five, not four",)
    )
    loot = make_claim(
        lines, [(4, "the loot was 100 million dollars")], "The loot was 100 million dollars.", kinds=("amount",),
        attribution=("Peys", "police"),
    )  # fmt: skip
    car = make_claim(
        lines,
        [(5, "I waited in the car")],
        "Notarbartolo waited in the car.",
        kinds=("event",),
        attribution=("Notarbartolo",),
    )
    car_said = make_evidence(car, talk, "“I sat in the car all night,” he said.", "supports", reasons=("same event",))
    asked = make_claim(
        lines, [(5, "What would you have done?")], "What would you have done?", checkable=False, why_not="a question"
    )
    findings = [
        make_finding(
            boxes, "contradicted", [boxes_not], [Origin("The Book", (boxes_not.id,), ("only source",))], 0, 1,
            "contradiction with no support contradicts", ("1 origin against", "0 origins for"),
        ),
        make_finding(
            office, "corroborated", [office_wire, office_paper, office_book],
            [
                Origin("Associated Press", (office_wire.id, office_paper.id), ("4 held in heist draws on Four held",)),
                Origin("The Book", (office_book.id,), ("only source",)),
            ],
            2, 0, "two independent origins corroborate", ("2 origins for", "0 origins against"),
        ),
        make_finding(
            held, "contested", [held_yes, held_no],
            [Origin("Associated Press", (held_yes.id,), ()), Origin("The Book", (held_no.id,), ())], 1, 1,
            "any credible contradiction contests", ("1 origin for", "1 origin against"),
        ),
        make_finding(loot, "uncorroborated", [], [], rule="nothing found", trace=("no passage is near",)),
        make_finding(
            car, "uncorroborated", [car_said],
            [Origin("Leonardo Notarbartolo", (car_said.id,), ("the claim's own speaker",), circular=True)],
            rule="circular origins do not count", trace=("1 circular origin left out",),
        ),
        make_finding(asked, "not checkable", [], []),
    ]  # fmt: skip
    return script_context(
        case_name="antwerp",
        work=work,
        passages=lines,
        findings=findings,
        sources=[scan, work, talk, book, paper, wire],
        policy_name="default",
        policy_text=POLICY,
        version="0.1.0",
    )


def decided_case(*, all_of_it: bool = False) -> ScriptContext:
    """The small case with a proposal taken, one turned round, one left open, a text made clearer, notes, and cards: one
    irrelevant, one attached by hand."""
    script = small_case()
    ids = {claim.number: claim for claim in script.claims}
    acts = [
        ("1.1", "contradicted", "Anna de Vries", "", "seen"),
        ("2.1", "contested", "Ben Okri", "=the lease is of 2001", "older"),
        ("4.1", "corroborated" if all_of_it else "unsure", "Anna de Vries", "ask the court", "seen"),
    ]
    if all_of_it:
        acts += [("4.2", "uncorroborated", "Ben Okri", "", "seen"), ("5.1", "uncorroborated", "Ben Okri", "", "seen")]
    taken = [
        Decision(
            seq, "s-1", "verdict",
            {"claim": ids[number].id, "label": label, "proposed": ids[number].label, "basis": basis},
            who, f"2026-01-05T10:00:{seq:02d}.000+00:00", why,
        )
        for seq, (number, label, who, why, basis) in enumerate(acts, start=1)
    ]  # fmt: skip
    clear = {"claim": ids["2.1"].id, "text": "The gang rented the office in November 2000."}
    taken.insert(0, Decision(0, "s-1", "text", clear, "Ben Okri", "2026-01-05T09:00:00.000+00:00", ""))
    private = {"claim": ids["1.1"].id, "text": "CANARY", "private": True}
    taken.append(Decision(10, "s-1", "note", private, "Ben Okri", "2026-01-05T11:01:00.000+00:00", ""))
    against = next(card for card in ids["4.1"].evidence if card.stance == "contradicts")
    hand = make_lines(make_source("court.txt"), [(None, "The court put the loot at 100 million dollars.", 0)])[0]
    for seq, (number, passage, where, quote, stance, who) in enumerate(
        [
            ("4.1", against.passage_id, against.locator, against.quote, "irrelevant", "Anna de Vries"),
            ("4.2", hand.id, hand.locator, hand.text, "supports", "Ben Okri"),
        ],
        start=11,
    ):
        card = {"claim": ids[number].id, "passage": passage, "start": where.start, "end": where.end, "quote": quote}
        at = f"2026-01-06T10:00:{seq}.000+00:00"
        taken.append(Decision(seq, "s-1", "card", card | {"stance": stance}, who, at, ""))
    open_to_all = {"claim": ids["4.2"].id, "text": "=The insurer confirms it.", "private": False}
    taken.append(Decision(13, "s-1", "note", open_to_all, "Ben Okri", "2026-01-06T11:00:00.000+00:00", ""))
    source = make_source("court.txt", title="Judgment", published="2005-05-19", reliability="A")
    bases = {claim.id: "seen" for claim in script.claims}
    return with_decisions(script, review_of(taken), bases, {hand.id: (hand, source)})


def with_text(text: str) -> ScriptContext:
    """A one-line case in which every text that a stranger could have written is ``text``."""
    work = make_source("w.srt", role="work", title=text, maker=text)
    source = make_source(
        "s.txt", title=text, maker=text, publisher=text, published=text, came_from=text, draws_on=(text,)
    )
    lines = make_lines(work, [(text, text, 1)])
    claim = make_claim(
        lines, [(1, text)], f"[{text}] {text}", attribution=(text,), kinds=("name",),
        filled=(replace(make_guess(lines, (1, text), (1, text), text), reason=text),),
    )  # fmt: skip
    evidence = make_evidence(claim, source, text, "supports", reasons=(text,), attribution=(text,))
    origins = [Origin(text, (evidence.id,), (text,))]
    finding = make_finding(claim, "uncorroborated", [evidence], origins, 1, 0, text, (text,))
    return script_context(
        case_name=text, work=work, passages=lines, findings=[finding], sources=[source], policy_name=text,
        policy_text=text, version="0.1.0",
    )  # fmt: skip


def empty_case() -> ScriptContext:
    """A work with one line and no claims, and an empty archive."""
    work = make_source("w.srt", role="work")
    return script_context(
        case_name="empty", work=work, passages=make_lines(work, [(None, "Good evening.", 0)]), findings=[], sources=[],
        policy_name="default", policy_text="", version="0.1.0",
    )  # fmt: skip
