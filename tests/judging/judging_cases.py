"""Cases for judging: built by hand, or generated with circles, copies, credited names and echoes of the work."""

from dataclasses import dataclass, field, replace
from random import Random

from hypothesis import strategies as st

from loupe.judging import Basis, Policy, judge
from loupe.model import Claim, Evidence, Locator, ParagraphPlace, Search, Segment, Source, Verdict

WORK = "s-work"
SPEAKER = "name:speaker"
NAMES = ("name:ap", "name:court", "name:peys")
PLACE = Locator((Segment(0, 5, ParagraphPlace(1)),))
SEARCHED = Search(("boxes",), 8, 80, 12)
RANK = {"contradicted": 0, "contested": 1, "uncorroborated": 2, "corroborated": 3}


def source(identity, grade="B"):
    return Source(id=identity, sha256="", name=f"{identity}.txt", format="text", size=1, reliability=grade)


def piece(identity, source_id, stance="supports", score=0.9):
    return Evidence(
        identity, "c-1", f"p-{identity}", source_id, PLACE, "109 of 189", stance, score, ("why",), ("number",)
    )


def claim(**changes):
    plain = Claim("c-1", WORK, 1, 1, PLACE, "109 of 189", "They opened 109 of 189 boxes.", None, (), ("number",), True)
    return replace(plain, **changes)


@dataclass(frozen=True)
class Case:
    """A claim's evidence and what is known of its sources; ``draws``, ``credited`` and ``copies`` as in ``Basis``."""

    evidence: tuple = ()
    draws: dict = field(default_factory=dict)
    credited: dict = field(default_factory=dict)
    copies: frozenset = frozenset()
    grades: dict = field(default_factory=dict)
    own: frozenset = frozenset({WORK})

    def basis(self) -> Basis:
        held = {e.source_id for e in self.evidence} | set(self.draws)
        return Basis(
            sources={s: source(s, self.grades.get(s, "B")) for s in held},
            parents={s: frozenset(self.draws.get(s, ())) for s in held},
            copies=self.copies,
            tellers={e: frozenset(names) for e, names in self.credited.items()},
            own=self.own,
            names={name: name.removeprefix("name:") for name in (*NAMES, SPEAKER)},
        )

    def verdict(self, policy: Policy | None = None, of: Claim | None = None) -> Verdict:
        return judge(of or claim(), self.evidence, self.basis(), policy or Policy(), SEARCHED)

    def counted(self, stance, policy: Policy | None = None):
        rules = policy or Policy()
        return [
            e
            for e in self.evidence
            if e.stance == stance
            and e.score >= max(rules.least_score, rules.least_reading if e.checks == ("model",) else 0.0)
            and self.grades.get(e.source_id, "B") in rules.credible_grades
        ]

    def having(self, *more, draws=None, credited=None, copies=()) -> "Case":
        return replace(
            self,
            evidence=(*self.evidence, *more),
            draws=self.draws | (draws or {}),
            credited=self.credited | (credited or {}),
            copies=self.copies | frozenset(copies),
        )

    def without(self, gone: set) -> "Case":
        """The case when these sources are taken out of the archive; what others say of drawing on them stays said."""
        return replace(self, evidence=tuple(e for e in self.evidence if e.source_id not in gone))


def origins_of(verdict):
    return {(o.label, o.evidence_ids, o.circular) for o in verdict.origins}


def counts(verdict):
    return verdict.label, verdict.supporting, verdict.contradicting


SOURCES = tuple(f"s-{i}" for i in range(8))
ABOVE = (*NAMES, WORK, SPEAKER, "s-unseen")


def random_case(seed, size, stances, copied):
    """Up to eight sources that draw on each other, on names, on the work and on the speaker in any way, circles too.

    From a seed, because drawing every part by itself takes hypothesis ten times as long; ``size`` is what it shrinks.
    """
    random = Random(seed)
    held = SOURCES[:size]
    plain = random.random()
    draws = dict.fromkeys((*held, "s-unseen"), frozenset())
    for s in draws:
        if random.random() > plain:
            draws[s] = frozenset(random.sample((*held, *ABOVE), k=random.choice((0, 1, 1, 2, 3)))) - {s}
    evidence, credited = [], {}
    for s in held:
        for k in range(random.choice((0, 1, 1, 1, 2))):
            e = piece(f"e-{s}-{k}", s, random.choice(stances), random.choice((0.4, 0.5, 0.9, 0.9)))
            e = replace(e, checks=random.choice((("number",), ("number",), ("number", "model"), ("model",))))
            evidence.append(e)
            credited[e.id] = frozenset(random.sample((*NAMES, SPEAKER), k=random.choice((0, 0, 1, 1, 2))))
    pairs = set()
    dated = random.sample(evidence, k=len(evidence))
    for _ in range(random.choice((0, 0, 1, 2, 3)) if copied and len(evidence) > 1 else 0):
        a, b = (dated[i].id for i in sorted(random.sample(range(len(dated)), k=2)))
        pairs |= random.choice(({(a, b)}, {(a, b), (b, a)}))
    grades = {s: random.choice("AABBCDFE") for s in held}
    own = frozenset(random.choice(({WORK}, {WORK, SPEAKER})))
    return Case(tuple(evidence), draws, credited, frozenset(pairs), grades, own)


def cases(stances=("supports", "supports", "supports", "contradicts", "related"), copied=True):
    return st.builds(random_case, st.integers(0, 2**40), st.integers(1, 8), st.just(stances), st.just(copied))
