"""A case in which every text from outside tries to become script, in every place where such text is kept."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from email.header import Header
from html import escape
from pathlib import Path

from payloads import PAYLOADS

from loupe.engine import Case
from loupe.model import (
    Locator,
    MailPlace,
    ParagraphPlace,
    Passage,
    Problem,
    RowPlace,
    Segment,
    Source,
    TimePlace,
    content_id,
    sha256_hex,
    source_id,
    web_address,
)
from loupe.review import basis_of
from loupe.store import DecisionKind, Store

FORMATS = ("mail", "html", "vtt", "csv")
FILE_NAMES = tuple(words for words in PAYLOADS if "/" not in words)
"""Those of them that a file system takes as the name of a file."""
CONTROLS = re.compile("[\x00-\x1f\x7f]")
SHOWN = 3
"""The injected sources with these numbers and above are marked public; the rest stays inside."""


def make_hostile(folder: Path, texts: Sequence[str] = PAYLOADS) -> Path:
    """Make it; returns the case's folder.

    For each of the texts: a source with it in every field, a cue, a claim, one decision of each kind by a person
    who is called so, a layer, a hypothesis, two names said to be one. Beside them real files with the payloads in what
    their readers look at.
    """
    cues = [
        f"{n}\n00:{n:02d}:00,000 --> 00:{n:02d}:05,000\nS{n}: {words} opened {n} of the 189 boxes.\n"
        for n, words in enumerate(texts, 1)
    ]
    (folder / "film.srt").write_text("\n".join(cues))
    (folder / "paper.txt").write_text("Detectives counted 123 opened boxes of 189 in the vault.\n")
    files = folder / "files"
    files.mkdir()
    if texts is PAYLOADS:
        write_files(files)
    case = folder / "case"
    with Case.create(case, texts[0]) as made:
        pass
    write_settings(case, texts)
    with Store.open(case) as store:
        store.add_sources([_source(store, number, words) for number, words in enumerate(texts)])
        _talk(store, texts)
    with Case.open(case) as made:
        made.add(folder / "paper.txt", files)
        made.check(folder / "film.srt", title=texts[-13:][0], maker=texts[2], fast=True)
        work = made.works()[0].id
        made.understand()
    with Store.open(case) as store:
        _decide(store, work, texts)
    with Case.open(case) as made:
        made.describe_source(_id(0), {"kind": PAYLOADS[2]}, why=texts[1], who=texts[1])
    return case


def _decide(store: Store, work: str, texts: Sequence[str]) -> None:
    """One decision of each kind for each payload, by a person who is called so and gives it as the reason."""
    findings = {finding.claim.id: finding for finding in store.findings(work)}
    lines = store.passages(work)
    claims = [c for c in store.claims(work) if c.checkable]
    of_line = [next(c.id for c in claims if line.locator.start <= c.locator.start < line.locator.end) for line in lines]
    for number, (words, claim) in enumerate(zip(texts, of_line, strict=True)):
        passage = store.passages(_id(number))[-1]
        at = {"start": passage.locator.start, "end": passage.locator.end, "quote": passage.text}
        finding = findings[claim]
        verdict = {"label": "unsure" if number % 10 == 9 else "contradicted", "proposed": finding.verdict.label}
        wanted: list[tuple[DecisionKind, dict[str, object]]] = []
        wanted += [
            ("searched", {"claim": of_line[0], "query": words, "found": 0}),
            ("note", {"claim": of_line[0], "text": words, "private": False}),
            ("card", {"claim": of_line[0], "passage": passage.id, "stance": "supports", **at}),
        ]
        wanted += [
            ("star", {"claim": claim, "on": True}),
            ("text", {"claim": claim, "text": words}),
            ("verdict", {"claim": claim, "basis": basis_of(finding), **verdict}),
            ("view", {"name": words, "query": f"q={words}", "on": True}),
        ]
        if number >= min(SHOWN, len(texts) - 2):
            wanted.append(("public", {"source": _id(number), "on": True}))
        if number % 10 == 8:
            wanted.append(("split", {"claim": claim, "texts": [words, f"{words} and more"]}))
        if number % 10 == 7:
            wanted.append(("merge", {"claim": claim, "into": of_line[number - 1]}))
        store.decide_all(work, wanted, words, words)
    for words, line in zip(texts, lines, strict=True):  # what is decided of a line after its sign-off opens it again
        fields = {"passage": line.id, "text_sha256": sha256_hex(line.text.encode()), "on": True}
        store.decide_all(work, [("signed", fields)], words, words)


def _talk(store: Store, texts: Sequence[str]) -> None:
    """What persons say of names, events and questions."""
    passage = store.passages(_id(0))[-1]
    spot = {"passage": passage.id, "source": passage.source_id, "start": passage.locator.start,
            "end": passage.locator.end, "quote": passage.text}  # fmt: skip
    for number, words in enumerate(texts):
        question = texts[number // 10]
        store.decide_names(words, f"Otto {words}", "same", words, words)
        store.decide_ask(question, "hypothesis", {"text": words}, words, words)
        store.decide_ask(question, "clue", {"id": f"k-{number}", "words": words, "passages": [spot]}, words, words)
        fields = {"clue": number % 10 + 1, "hypothesis": number % 10 + 1, "level": 2}
        store.decide_ask(question, "weight", fields, words, words)


def write_settings(case: Path, texts: Sequence[str]) -> None:
    """Payloads in the files of a case that people write by hand."""
    plain = [CONTROLS.sub("", words) for words in texts]  # such a file holds none of them
    cast = "\n".join(f"S{n} = {json.dumps(words)}" for n, words in enumerate(plain, 1))
    events = "\n".join(f'{json.dumps(words)} = "2003-02-15"' for words in texts)
    (case / "loupe.toml").write_text(
        f"[case]\nname = {json.dumps(plain[0])}\n[cast]\n{cast}\n[events]\n{events}\n[check]\ncandidates = 5\n"
    )
    comments = "\n".join(f"# {words}" for words in plain)
    (case / "policy.toml").write_text(f"{comments}\nname = {json.dumps(texts[-7:][0])}\n")
    layers = "\n".join(
        f"[[layer]]\nname = {json.dumps(words)}\npurpose = {json.dumps(words)}\n"
        f'words = [{json.dumps(words)}, "alarm {n}"]\ndetection = 0.9\ndelay = {n}'
        for n, words in enumerate(texts, 1)
    )
    (case / "layers.toml").write_text(f"place = {json.dumps(texts[-10:][0])}\n{layers}\n[response]\nmean = 60\n")
    (case / "widths.toml").write_text("".join(f"# {words}\n" for words in plain) + "early_hours = [0, 5]\n")


def _id(number: int) -> str:
    return source_id(sha256_hex(f"hostile {number}".encode()))


def told(number: int, words: str) -> str:
    """Sentences from which an event with its names is read, and a quotation, an item with its value or a barrier."""
    said = (
        f"The stolen {words} was worth {number + 1} million dollars.",
        f"“{words}”, Otto {words} said in 1998.",
        f"Jan Peeters from {words} opened the vault on 15 February 2003 at {number % 24:02d}:30.",
        f"The alarm was bypassed with {words}.",
    )
    return f"Otto {words} arrested Lena {words} in Antwerp on {1 + number % 28} May 1997. {said[number % len(said)]}"


def _source(store: Store, number: int, words: str) -> tuple[Source, list[Passage]]:
    format_ = FORMATS[number % len(FORMATS)]
    parts = (words, told(number, words), f"{words} opened {number + 1} of the 189 boxes.", words)
    text, spans = "", []
    for part in parts:
        spans.append((len(text), len(text) + len(part)))
        text += f"{part}\n\n"
    places = {
        "mail": [MailPlace(words, None), *(MailPlace(None, n) for n in (1, 2, 3))],
        "html": [ParagraphPlace(n, n, words) for n in (1, 2, 3, 4)],
        "vtt": [TimePlace(1000 * n, 1000 * n + 1000, n) for n in (1, 2, 3, 4)],
        "csv": [RowPlace(n, words) for n in (1, 2, 3, 4)],
    }[format_]
    kinds = {"mail": "header", "html": "heading", "vtt": "cue", "csv": "table-row"}
    id_ = _id(number)
    passages = [
        Passage(
            content_id("p", id_, start, end), id_, n, kinds[format_] if not n else "paragraph", words,
            Locator((Segment(start, end, place),)), text[start:end], "ocr", 0.5,
        )
        for n, ((start, end), place) in enumerate(zip(spans, places, strict=True))
    ]  # fmt: skip
    source = Source(
        id_, sha256_hex(words.encode()), f"{number} {words}", format_, 10, title=words, maker=words, publisher=words,
        kind=words, published="2003", came_from=address(number, words),
        address=web_address(address(number, words)), draws_on=(words, "paper.txt"), reader=words,
        text_sha256=store.keep_text(text), characters=len(text), words=2, passages=4, notes=(words,),
        problem=Problem("file-damaged", words, words), part_of=_id(number - 1) if number % 5 else None,
    )  # fmt: skip
    return source, passages


def address(number: int, words: str) -> str:
    """Where a source is said to come from: the payload as it is, as a script's address, and hidden in a web address."""
    tricks = (words, "javascript:taken()", " jAvAsCrIpT:taken()", "java\tscript:taken()", "data:text/html,<script>",
              f"https://example.org/{words}", "vbscript:taken()", f"https://example.org/?q={words}",
              "//example.org/taken", "file:///etc/passwd", "https://example.org/good")  # fmt: skip
    return tricks[number % len(tricks)]


# --- real files, with payloads in all that their readers look at ---


def write_files(folder: Path) -> None:
    """Mails, web pages, documents and tables; each is called as a payload where a file system takes it."""
    names = iter([*FILE_NAMES, *(f"file {n}" for n in range(40))])
    for number in range(3):
        (folder / f"{next(names)}.eml").write_bytes(_mail(PAYLOADS[number::3]))
    for number in range(3):
        (folder / f"{next(names)}.html").write_text(_page(PAYLOADS[number::3]))
    (folder / f"{next(names)}.pdf").write_bytes(_pdf(PAYLOADS[3], PAYLOADS[6]))
    (folder / f"{next(names)}.docx").write_bytes(_docx(PAYLOADS[30], PAYLOADS[33]))
    (folder / f"{next(names)}.vtt").write_text(_vtt())
    (folder / f"{next(names)}.csv").write_text(_table())
    with zipfile.ZipFile(folder / "members.zip", "w") as packed:
        for words in FILE_NAMES[:1]:
            packed.writestr(f"{words}/{words}.txt", f"A note about {words} in the vault.\n")


def _mail(words: tuple[str, ...]) -> bytes:
    def field(text: str) -> str:
        return Header(text, "utf-8", maxlinelen=10_000).encode()

    head = (
        f"From: {field(words[0])} <jan@example.org>\nTo: {field(words[1])} <desk@example.org>\n"
        f"Cc: {field(words[2])} <cc@example.org>\nSubject: {field(words[3])}\nMessage-ID: <{words[4]}>\n"
        f"Date: {words[5].encode('ascii', 'replace').decode()}\n"
        f"Reply-To: {field(words[6])}\nX-Mailer: {field(words[7])}\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    )
    attached = "".join(
        f"--b\nContent-Type: text/plain; charset=utf-8\n"
        f'Content-Disposition: attachment; filename="{field(one)}.txt"\n\n'
        f"The list {one} of the boxes.\n\n"
        for one in words[:1]
    )
    body = "\n\n".join(f"On 3 May 1997 Lena wrote {one}." for one in words)
    html = f"--b\nContent-Type: text/html; charset=utf-8\n\n<p>{escape(words[0])}</p>{''.join(words)}\n\n"
    text = f"--b\nContent-Type: text/plain; charset=utf-8\n\n{body}\n\n"
    return (head + text + html + attached + "--b--\n").encode()


def _page(words: tuple[str, ...]) -> str:
    linked = {"@type": "NewsArticle", "headline": words[0], "author": {"name": words[1]}, "datePublished": words[2],
              "publisher": {"name": words[3]}}  # fmt: skip
    meta = {"og:title": words[4], "author": words[5], "og:site_name": words[6], "og:url": words[7],
            "article:published_time": words[8], "article:author": words[9]}  # fmt: skip
    tags = "".join(f'<meta property="{name}" content="{escape(one)}">' for name, one in meta.items())
    text = "".join(f"<p>Otto Weiss came to Antwerp on 3 May 1997 and wrote {escape(one)}.</p>" for one in words)
    packed = json.dumps(linked).replace("<", "\\u003c")
    return (
        f"<html lang='{escape(words[0], quote=True)}'><head><title>{escape(words[3])}</title>{tags}"
        f"<link rel=canonical href='{escape(words[1])}'><script type='application/ld+json'>{packed}</script></head>"
        f"<body><article><h1>{escape(words[4])}</h1><p class=byline>By {escape(words[5])}</p>"
        f"<time datetime='{escape(words[6])}'>{escape(words[6])}</time>{text}</article></body></html>"
    )


def _pdf(title: str, author: str) -> bytes:
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=(700, 900), invariant=1)
    pdf.setTitle(title)
    pdf.setAuthor(author)
    for row, words in enumerate(PAYLOADS[:-1]):
        pdf.drawString(20, 860 - 20 * row, f"He wrote {words}.")
    pdf.showPage()
    pdf.save()
    return out.getvalue()


def _docx(title: str, author: str) -> bytes:
    import docx

    paper = docx.Document()
    paper.core_properties.title, paper.core_properties.author = title, author
    for words in PAYLOADS:
        paper.add_paragraph(words)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _vtt() -> str:
    cues = [
        f"00:{n:02d}:00.000 --> 00:{n:02d}:05.000\n<v {words.replace('>', '')}>He wrote {escape(words)}.\n"
        for n, words in enumerate(PAYLOADS, 1)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


def _table() -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["Box", *PAYLOADS[:3], "Owner"])
    rows.writerows([n, words, words, words, words] for n, words in enumerate(PAYLOADS))
    return out.getvalue()
