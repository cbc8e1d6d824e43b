"""What a clue weighs: words of the forensic likelihood scale, never more than its reports can carry, once an origin.

A weight says how many times likelier the clue is if the hypothesis is true than if it was someone or something else:
the likelihood ratio, in the words of the ENFSI Guideline for Evaluative Reporting in Forensic Science (2015). A report
of a clue can be false; what it carries follows the accuracy idiom of N. Fenton, M. Neil and D. Lagnado, "A general
structure for legal arguments about evidence using Bayesian networks", Cognitive Science 37 (2013):

    LR = [t c + (1 - t)(1 - c)] / [f c + (1 - f)(1 - c)]

with t and f the chances of the clue under the hypothesis and under its rival, c the chance that the report is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, log10, prod, sqrt
from typing import Final

__all__ = [
    "BANDS",
    "FIDELITY_OF_GRADE",
    "NO_SUPPORT",
    "Band",
    "Clue",
    "Report",
    "Span",
    "level_of",
    "report_ratio",
    "spans_of_clues",
    "weight_words",
]


@dataclass(frozen=True, slots=True)
class Band:
    """One step of the scale: its words, and the likelihood ratios it spans.

    ``middle`` is the geometric middle, which stands for the band where one number is needed; of the highest band, which
    has no upper end, it is the lower end.
    """

    words: str
    least: float
    most: float
    middle: float


FIDELITY_OF_GRADE: Final = {"A": 0.999, "B": 0.99, "C": 0.95, "D": 0.9, "E": 0.7, "F": 0.9}
"""How often a source of each grade is taken to report rightly what was said or seen. The letters are those of the
Admiralty code, which has no numbers: these are Loupe's own, careful on purpose, and a person may set others."""
NO_SUPPORT: Final = "no support either way"
BANDS: Final = (
    Band("weak support", 2, 10, sqrt(20)),
    Band("moderate support", 10, 100, sqrt(1_000)),
    Band("moderately strong support", 100, 1_000, sqrt(100_000)),
    Band("strong support", 1_000, 10_000, sqrt(10_000_000)),
    Band("very strong support", 10_000, 1_000_000, 100_000),
    Band("extremely strong support", 1_000_000, inf, 1_000_000),
)
"""The scale of ENFSI (2015), weakest first; a ratio below 2 is no support either way. docs/ask.md tells how the
cut-offs were checked."""


@dataclass(frozen=True, slots=True)
class Report:
    """An independent report of what an origin says; ``fidelity`` is the chance in [0.5, 1] that it is right."""

    id: str
    fidelity: float


@dataclass(frozen=True, slots=True)
class Clue:
    """A piece of evidence with the weights that persons gave it.

    ``origin`` is the independent root it goes back to: clues of one origin make one cluster. ``reports`` are the
    reports of it that do not repeat each other. ``weights`` maps ids of hypotheses to levels from -6 to 6: 1 is weak
    support, 6 extremely strong, 0 no support either way, below 0 the same against. ``apart`` says that a person holds
    it to be another fact than the other clues of its origin. ``idle`` says why it may not count, empty when it may.
    """

    id: str
    origin: str
    reports: tuple[Report, ...]
    weights: Mapping[str, int]
    apart: bool = False
    idle: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A weight as log10 of the likelihood ratio: the least and the most the words allow, and the middle."""

    least: float
    middle: float
    most: float

    def __add__(self, other: Span) -> Span:
        return Span(self.least + other.least, self.middle + other.middle, self.most + other.most)


def level_of(words: str) -> int:
    """The level that words name: "moderate support" is 2, "moderate support against" -2, "no support" 0.

    "support" and "for" may be left out, "against" may stand in front; raises ValueError for other words.
    """
    told = " ".join(words.lower().replace(":", " ").replace("-", " ").split())
    against = "against" in told.split()
    rest = " ".join(word for word in told.split() if word not in ("support", "for", "against", "it"))
    if rest in ("no", "none", "no either way", "neutral") and not against:
        return 0
    for level, band in enumerate(BANDS, 1):
        if rest == band.words.removesuffix(" support"):
            return -level if against else level
    known = ", ".join(f"“{band.words}”" for band in BANDS)
    raise ValueError(f"“{words}” is not on the scale: “no support”, {known}, or one of them with “against”.")


def weight_words(log10_ratio: float) -> str:
    """A log10 likelihood ratio in the words of the scale: "moderate support", "weak support against"."""
    ratio = 10 ** min(abs(log10_ratio), 300) * (1 + 1e-12)
    band = next((b for b in reversed(BANDS) if ratio >= b.least), None)
    if band is None:
        return NO_SUPPORT
    return band.words if log10_ratio > 0 else f"{band.words} against"


def report_ratio(t: float, f: float, fidelities: Sequence[float]) -> float:
    """The likelihood ratio that reports of one fact carry together: they share the fact, and are not multiplied.

    ``t`` and ``f`` in [0, 1] are the chances of the fact under the hypothesis and under its rival, ``fidelities`` the
    chances that each report has it right. For t = .9, f = .1 one report of .95 carries 6.14, two of them 8.78; two
    taken as independent clues would carry 37.7. Infinite where the rival rules the reports out.
    """
    right, wrong = prod(fidelities), prod(1 - c for c in fidelities)
    over, under = t * right + (1 - t) * wrong, f * right + (1 - f) * wrong
    return over / under if under else inf


def spans_of_clues(clues: Iterable[Clue], hypothesis: str, *, doubted: bool = True) -> tuple[Span, Span]:
    """What the clues of one origin carry together for one hypothesis, and what they carry against it.

    Of clues that tell the same fact the strongest for and the strongest against count, once each, with the reports that
    tell it so: telling it again changes nothing. Facts that a person holds apart are taken together as one fact (that
    all of them are so) where they share a report, under the doubt of the least reported of them: a report that misleads
    may mislead in all it says. So no origin ever carries more than its reports allow, whatever it says and however
    often. Unless ``doubted``, the reports are taken to be right.
    """
    ordered = sorted(clues, key=lambda c: c.id)
    fidelity: dict[str, float] = {}
    facts: dict[str, list[Clue]] = {}
    for clue in ordered:
        facts.setdefault(clue.id if clue.apart else "", []).append(clue)
        for report in clue.reports:
            right = report.fidelity if doubted else 1.0
            fidelity[report.id] = min(right, fidelity.get(report.id, 1.0))
    supports, opposes = (_one_side(facts.values(), hypothesis, sign, fidelity) for sign in (1, -1))
    return supports, opposes


def _one_side(facts: Iterable[Sequence[Clue]], hypothesis: str, sign: int, fidelity: Mapping[str, float]) -> Span:
    """What speaks on one side: groups of facts that share a report, each under its doubt, added up."""
    groups: list[list[tuple[int, frozenset[str]]]] = []
    for told in facts:
        level = max(sign * clue.weights[hypothesis] for clue in told)
        if level > 0:
            by = frozenset(r.id for c in told if sign * c.weights[hypothesis] == level for r in c.reports)
            meeting = [g for g in groups if any(by & reports for _, reports in g)]
            groups = [g for g in groups if g not in meeting] + [[(level, by), *(fact for g in meeting for fact in g)]]
    found = Span(0.0, 0.0, 0.0)
    for group in sorted(sorted(((level, sorted(by)) for level, by in g)) for g in groups):
        reports = [[fidelity[name] for name in by] for _, by in group]
        found += _joint([BANDS[level - 1] for level, _ in group], min(reports, key=_trusted))
    return found if sign > 0 else Span(-found.most, -found.middle, -found.least)


def _trusted(fidelities: Sequence[float]) -> float:
    return report_ratio(1.0, 0.0, fidelities)


def _joint(bands: Sequence[Band], fidelities: Sequence[float]) -> Span:
    """The most that the reports of facts can carry together: the facts are held to be certain under one side."""
    ratios = ([b.least for b in bands], [b.middle for b in bands], [b.most for b in bands])
    least, middle, most = (log10(report_ratio(1.0, 1 / prod(r), fidelities)) for r in ratios)
    return Span(least, middle, most)
