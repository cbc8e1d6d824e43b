"""The annotated script as one HTML page that needs nothing else: no network, no fonts, no JavaScript to be read."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from loupe.publish import wording
from loupe.views import EvidenceView, LineView, Run, ScriptContext, VerdictCount

__all__ = ["KEYS", "render_html"]

KEYS = (
    ("j", "next claim"),
    ("k", "previous claim"),
    ("o", "open or close the evidence of this claim"),
    ("e", "open all evidence"),
    ("c", "close all evidence"),
    ("/", "filter by words"),
    ("x", "clear the filters"),
    ("?", "show or hide these keys"),
)
_BAR_WIDTH = 718


def render_html(context: ScriptContext) -> bytes:
    """Render one self-contained page in UTF-8.

    Text from the work and the archive is text only: it is escaped everywhere, and the page's content security policy
    lets no other script or style run than the page's own, by hash.
    """
    style, program, page_style = _part("script.css"), _part("script.js"), _page_style(context)
    page = _environment().get_template("script.html.j2")
    return page.render(
        script=context,
        listed={source.id for source in context.archive},
        banner=wording.banner(context),
        state=wording.state(context),
        caution=wording.caution(context),
        circular=wording.CIRCULAR,
        a_guess=wording.GUESS,
        meanings=wording.MEANINGS,
        stance_words=wording.STANCE_WORDS,
        grades=wording.GRADE_WORDS,
        keys=KEYS,
        style=Markup(style),  # noqa: S704 - our own file
        page_style=Markup(page_style),  # noqa: S704 - every character of the title is a CSS escape
        program=Markup(program),  # noqa: S704 - our own file
        policy_of_styles=f"{_fingerprint(style)} {_fingerprint(page_style)}",
        policy_of_script=_fingerprint(program),
    ).encode("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("loupe.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    environment.filters.update(
        bars=_bars, card_decision=wording.card_decision, continued=_continued, counted=wording.count,
        decision=wording.decision, ended=wording.ended, guessed=wording.guessed, marked=_marked,
        recounted=wording.recounted, sentence=wording.sentence, shape=wording.shape, signed=wording.signed,
        slug=_slug, tally=_tally,
    )  # fmt: skip
    return environment


def _finalize(value: object) -> object:
    return wording.clean(value) if type(value) is str else value


@cache
def _part(name: str) -> str:
    return resources.files("loupe.publish").joinpath("templates", name).read_text("utf-8")


def _fingerprint(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _page_style(context: ScriptContext) -> str:
    """Give the printed page its running header; the title is untrusted, so every character becomes a CSS escape."""
    title = "".join(f"\\{ord(letter):06x}" for letter in wording.clean(wording.shorten(context.title, 70)))
    note = "font: 8pt 'Liberation Sans', Arial, sans-serif; color: #333;"
    return (
        "@page { size: A4; margin: 20mm 16mm 18mm; "
        f'@top-left {{ content: "{title}"; {note} }} '
        f'@top-right {{ content: "Annotated script, {wording.state(context)}"; {note} }} '
        f'@bottom-right {{ content: counter(page) " / " counter(pages); {note} }} }}'
    )


def _slug(text: str) -> str:
    """Make an id or class name: letters and digits stay, everything else becomes a hyphen."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in text)


def _bars(context: ScriptContext) -> list[tuple[VerdictCount, int, int]]:
    """Left edge and width of each verdict's part of the bar."""
    bars, done = [], 0
    for item in context.counts:
        left = 1 + _BAR_WIDTH * done // context.claim_count
        done += item.claims
        width = 1 + _BAR_WIDTH * done // context.claim_count - left
        if item.claims:
            bars.append((item, left, width))
    return bars


def _marked(line: LineView) -> list[tuple[Run, list[str]]]:
    """Pair each run with the numbers of the claims whose last words in this line it holds."""
    last = {number: index for index, run in enumerate(line.runs) for number in run.claims}
    return [(run, [n for n in run.claims if last[n] == index]) for index, run in enumerate(line.runs)]


def _continued(line: LineView) -> list[str]:
    """Find the numbers of the claims that began in an earlier line."""
    own = {claim.number for claim in line.claims} | set(line.also)
    return list(dict.fromkeys(n for run in line.runs for n in run.claims if n not in own))


def _tally(evidence: Sequence[EvidenceView]) -> str:
    """Say how many passages stand where: "2 for, 1 against, 3 related"."""
    found = Counter(item.holds for item in evidence)
    return ", ".join(f"{found[stance]} {word}" for stance, word in wording.STANCE_WORDS.items() if found[stance])
