"""A case as large as Loupe is built for: 1,500 lines with 5,000 claims, half of them decided, over 10,000 sources.

Written straight into the store; the film is a moving picture of 100 minutes without sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from loupe.engine import Case
from loupe.model import (
    VERDICTS,
    Claim,
    Evidence,
    Finding,
    Locator,
    Origin,
    ParagraphPlace,
    Passage,
    Search,
    Segment,
    Source,
    TimePlace,
    Verdict,
    content_id,
    sha256_hex,
    source_id,
)
from loupe.store import Store

__all__ = ["CLAIMS", "LINES", "SOURCES", "WORDS", "Big", "build"]

SOURCES, LINES, CLAIMS = 10_000, 1_500, 5_000
LINE_MS = 4_000
PARAGRAPHS = 4
LONG = 20_000
"""Passages of the one source that is a long book."""
WORDS = tuple(a + b + c for a in ("ba", "du", "fi", "go", "ke", "lo", "mu", "ra", "se", "vu", "ty", "no", "pi", "ze")
              for b in ("l", "m", "rt", "nd", "s", "k", "v", "st", "g", "x", "p", "bl", "tr", "h")
              for c in ("a", "e", "in", "or", "um", "is", "on", "ek"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Big:
    """The case, and the ids of its work, of a source that claims rest on, and of the long one."""

    case: Path
    work: str
    cited: str
    long: str


def build(folder: Path, sources: int = SOURCES) -> Big:
    """Make it in a folder that is there; takes a minute or two."""
    case = folder / "case"
    with Case.create(case):
        pass
    _make_film(folder / "film.webm")
    with Store.open(case) as store:
        archive = [_source(store, n, PARAGRAPHS) for n in range(sources)]
        long = _source(store, sources, LONG)
        film = _kept_film(store, folder / "film.webm")
        work, lines = _work(store, film)
        store.add_sources([*archive, long, (film, []), (work, lines)])
        findings = list(_findings(work, lines, [passage for _, of in archive for passage in of]))
        store.save_claims(work.id, [f.claim for f in findings])
        store.save_findings(work.id, "bench", findings)
    with Case.open(case) as opened:
        opened.index()
        wanted = [f.claim.id for f in findings if f.claim.checkable][: CLAIMS // 2]
        opened.decide_all(work.id, wanted, "accept", "two papers", who="Anna")
    return Big(case, work.id, archive[0][0].id, long[0].id)


def _make_film(path: Path) -> None:
    """A bar that moves, five pictures a second, a whole one every ten seconds, as films for the web have them."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libvpx", rate=5, options={"deadline": "realtime", "cpu-used": "8", "g": "50"})
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for n in range(LINES * LINE_MS // 200):
            picture = np.full((135, 160), 128, np.uint8)
            picture[:90, n % 150 : n % 150 + 10] = 255
            frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
            frame.pts = n
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))


def _kept_film(store: Store, path: Path) -> Source:
    kept = store.keep_file(path, 1 << 40)
    return Source(source_id(kept.sha256), kept.sha256, "film.webm", "film", kept.size, "work", "The film", kind="film")


def _source(store: Store, n: int, paragraphs: int) -> tuple[Source, list[Passage]]:
    pieces = [
        f"Report {n}, paragraph {k}: {_words(n * 31 + k)} and {(n * 7 + k) % 400} {WORDS[(n * 13 + k) % len(WORDS)]}."
        for k in range(paragraphs)
    ]
    drawn = (f"Origin {n % 700}",) if n % 3 else (f"papers/{n // 2}.txt",)
    return _made(store, n, pieces, ("article", "wire", "book", "mail")[n % 4], drawn)


def _words(seed: int) -> str:
    """Twelve words that differ from paragraph to paragraph, some of them common and most rare, as in a language."""
    return " ".join(WORDS[(seed * 7919 + k * k * 104_729) % (40 if k % 3 == 0 else len(WORDS))] for k in range(12))


def _made(store: Store, n: int, pieces: list[str], kind: str, drawn: tuple[str, ...]) -> tuple[Source, list[Passage]]:
    digest = sha256_hex(f"source {kind} {n}".encode())
    id_ = source_id(digest)
    passages, at, film = [], 0, kind == "film"
    for k, text in enumerate(pieces):
        place = TimePlace(k * LINE_MS, k * LINE_MS + 3500, k + 1) if film else ParagraphPlace(k + 1, None, None)
        locator = Locator((Segment(at, at + len(text), place),))
        cue = "cue" if film else "paragraph"
        passages.append(
            Passage(
                content_id("p", id_, at, at + len(text), cue),
                id_,
                k,
                cue,
                f"SPEAKER {k % 12}" if film else None,
                locator,
                text,
            )
        )
        at += len(text) + 2
    text = "\n\n".join(pieces)
    source = Source(
        id_, digest, f"papers/{n}.txt", "srt" if film else "text", len(text), "work" if film else "archive",
        f"Report {n}", f"Agency {n % 60}", kind=kind, published=f"20{n % 20:02d}", text_sha256=store.keep_text(text),
        draws_on=drawn, characters=len(text),
        words=len(text.split()), passages=len(passages),
    )  # fmt: skip
    return source, passages


def _work(store: Store, film: Source) -> tuple[Source, list[Passage]]:
    lines = [f"Line {n}: they took {n} boxes, then {n + 1}, then {n + 2} from vault {n % 97}." for n in range(LINES)]
    return _made(store, 0, lines, "film", (film.id,))


def _findings(work: Source, lines: list[Passage], archive: list[Passage]) -> Iterator[Finding]:
    for n in range(CLAIMS):
        line = lines[n * LINES // CLAIMS]
        id_ = content_id("c", work.id, n)
        label = VERDICTS[n % len(VERDICTS)]
        claim = Claim(id_, work.id, n, line.ordinal + 1, line.locator, line.text, f"They took {n} boxes.",
                      line.speaker, (), ("number", "event"), label != "not checkable")  # fmt: skip
        evidence = tuple(
            Evidence(
                content_id("e", id_, p.id),
                id_,
                p.id,
                p.source_id,
                p.locator,
                p.text,
                ("supports", "related", "contradicts")[k],
                0.5,
                ("near",),
                (),
            )
            for k, p in ((k, archive[(n * 3 + k * 11) % len(archive)]) for k in range(3))
        )
        origin = Origin("A paper", tuple(e.id for e in evidence), ("only source",))
        verdict = Verdict(id_, label, 1, 1, "nothing counts", ("nothing",), (origin,),
                          Search(("boxes",), 1, len(archive), 3), "bench")  # fmt: skip
        yield Finding(claim, evidence, verdict)
