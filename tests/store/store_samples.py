"""Small sources, claims and findings with exact spans, for the tests of the store and for the programs they start."""

from loupe.model import (
    Claim,
    Evidence,
    Finding,
    Locator,
    MailPlace,
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


def source_of(parts, name="note.txt", role="archive", places=None, **known):
    """The stored text, the source and its passages for these paragraphs."""
    text = "\n\n".join(parts)
    sha256 = sha256_hex(text.encode())
    id_, at, passages = source_id(sha256), 0, []
    for n, part in enumerate(parts):
        place = places[n] if places else ParagraphPlace(n + 1, 2 * n + 1)
        locator = Locator((Segment(at, at + len(part), place),))
        passages.append(Passage(content_id("p", id_, n), id_, n, "paragraph", None, locator, part))
        at += len(part) + 2
    facts = {"text_sha256": sha256, "characters": len(text), "passages": len(parts)} | known
    return text, Source(id_, sha256, name, "text", len(text.encode()), role=role, **facts), passages


def keep(store, *made):
    """Keep texts and add their sources in one batch."""
    for text, _, _ in made:
        store.keep_text(text)
    store.add_sources([(source, passages) for _, source, passages in made])


NOTE = source_of(
    ["Police counted 123 of 160 boxes.", "The vault was dark — “pitch black”, he said.", "Ils étaient sept. 🗝"],
    name="note.txt",
    title="A note",
    maker="A. Writer",
    publisher="The Daily",
    published="2003-02",
    came_from="letters.zip, member note.txt",
    address="https://example.org/note",
    reliability="B",
    draws_on=("Associated Press", "s-0123456789ab"),
    reader="text 1",
    words=19,
)
FILM = source_of(
    ["They opened 109 of 189 boxes.", "Who were they?", "It was dark inside."],
    name="film.srt",
    role="work",
    places=[TimePlace(0, 2000, 1), TimePlace(2000, 3500, 2), TimePlace(3500, 5000, 3)],
)
PLACES = source_of(
    ["On a page.", "In a cue.", "In a chapter.", "In a header.", "In a body."],
    name="places.eml",
    places=[
        PagePlace(3, (72.0, 90.5, 300.25, 110.0)),
        TimePlace(-40, 1500, 7),
        ParagraphPlace(4, None, "Chapter 2 – Été"),
        MailPlace("subject", None),
        MailPlace(None, 2),
    ],
)
SCAN = Source(
    "s-ffffffffffff",
    "f" * 64,
    "scan.pdf",
    "pdf",
    10,
    problem=Problem("needs-ocr", "The pages are pictures.", "Run it through OCR."),
)


def claim_of(made, first, last=None, ordinal=1, **known):
    """A claim whose span runs from one passage of the work to another."""
    text, source, passages = made
    span = passages[first : (first if last is None else last) + 1]
    locator = Locator(tuple(segment for passage in span for segment in passage.locator.segments))
    quote = text[locator.start : locator.end]
    facts = {"text": quote, "speaker": "Narrator", "attribution": ("Narrator",), "kinds": ("number",)} | known
    facts.setdefault("checkable", True)
    id_ = content_id("c", source.id, locator.start, locator.end)
    return Claim(id=id_, work_id=source.id, ordinal=ordinal, line=first + 1, locator=locator, quote=quote, **facts)


def finding_of(claim, *cards, label="contradicted"):
    """A finding with evidence from ``(made, passage number, stance)``."""
    evidence = tuple(
        Evidence(
            content_id("e", claim.id, made[2][n].id),
            claim.id,
            made[2][n].id,
            made[1].id,
            made[2][n].locator,
            made[2][n].text,
            stance,
            0.1 + 0.2,
            ("109 of 189 against 123 of 160",),
            ("number",),
            ("police",),
        )
        for made, n, stance in cards
    )
    origins = (Origin("The Daily", tuple(card.id for card in evidence), ("one text",), circular=True),)
    search = Search(("boxes 109 189",), 2, 8, len(cards))
    verdict = Verdict(claim.id, label, 0, len(cards), "no-support", ("one origin", "so"), origins, search, "default 1")
    return Finding(claim, evidence, verdict)


BOXES = claim_of(FILM, 0, ordinal=1)
WHO = claim_of(FILM, 1, ordinal=2, checkable=False, why_not="a question", kinds=(), speaker=None, attribution=())
DARK = claim_of(FILM, 1, 2, ordinal=3, kinds=("event", "motive"), attribution=("Narrator", "police"))
CLAIMS = (BOXES, WHO, DARK)
FINDINGS = (
    finding_of(BOXES, (NOTE, 0, "contradicts"), (PLACES, 2, "related")),
    finding_of(WHO, label="not checkable"),
    finding_of(DARK, (NOTE, 1, "supports"), label="uncorroborated"),
)
