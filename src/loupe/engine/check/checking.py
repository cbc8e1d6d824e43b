"""The check: a work's claims against the archive, saved claim by claim so that a killed run goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from loupe import __version__
from loupe.checking import (
    Candidate,
    Rarity,
    Sought,
    StanceReader,
    Twins,
    TypedStance,
    Whom,
    extract_claims,
    find_evidence,
    rule_for,
    spoken_on,
    statement_reader,
    weigh_evidence,
    whom_reader,
)
from loupe.checking.models import StanceModel
from loupe.engine.check.models import model_name
from loupe.engine.settings import Settings
from loupe.engine.understood.people import other_names
from loupe.engine.understood.provenance import Provenance
from loupe.engine.understood.understanding import setting_of
from loupe.judging import Policy, judge
from loupe.language import Setting, detect_language, find_parser, find_times
from loupe.model import Claim, Evidence, Finding, Locator, Passage, Search, Source, content_id
from loupe.review import review_of
from loupe.search import Hit, Question, SearchIndex, expanded
from loupe.store import NameDecision, Store

__all__ = ["Check", "check_work", "fingerprint", "made_with", "prepare_claims"]

Progress = Callable[[int, int], None]
_BATCH = 16
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One run of a check: how many claims there are, how many it judged, and how many an earlier run had saved."""

    work: Source
    claims: int
    judged: int
    resumed: int


def prepare_claims(store: Store, work: Source) -> tuple[Claim, ...]:
    """The work's claims with a person's switches applied, written to the case if they are new."""
    stored = store.read_text(work.text_sha256 or "")
    parser = find_parser(detect_language(stored) or "en")
    # What persons decide on the pages and with loupe mark is later than any mark of an earlier time.
    said = review_of(store.decisions(work.id)).claims.values()
    marks = store.marks(work.id) | {one.claim_id: one.checkable for one in said if one.checkable is not None}
    claims = extract_claims(store.passages(work.id), stored, marks, parser)
    if claims != store.claims(work.id):
        store.save_claims(work.id, claims)
    return claims


def check_work(
    store: Store,
    index: SearchIndex,
    work: Source,
    policy: Policy,
    policy_text: str,
    settings: Settings,
    *,
    encoder: str,
    model: StanceModel | None = None,
    stance: StanceReader | None = None,
    progress: Progress | None = None,
) -> Check:
    """Judge every claim of the work that has no saved finding under the same inputs and versions.

    Without a ``model`` the typed comparison decides alone; ``stance`` takes the place of the comparison installed here.
    """
    stance = stance or _stance()
    named = made_with(encoder, model_name(model), stance)
    claims = prepare_claims(store, work)
    sources = store.sources()
    archive = [s for s in sources if s.role == "archive" and s.id != work.id]
    readable = [s for s in archive if s.passages]
    run = _Run(
        store=store,
        index=index,
        provenance=Provenance.of([*archive, work]),
        twins=Twins(lambda source: store.read_text(store.source(source).text_sha256 or "")),
        policy=policy,
        settings=settings,
        stance=stance,
        model=model,
        rarity=cache(index.rarity),  # asked for the same few hundred words over and over
        sources=len(readable),
        passages=sum(s.passages for s in readable),
        works=frozenset({work.id, *(s.id for s in store.sources("work"))}),  # none is evidence, whatever is indexed
        whom=_whom(),
        names=other_names(store.name_decisions()),
        setting=cache(lambda source_id: _setting(store, source_id, settings)),
        before={claim.id: previous for previous, claim in zip(("", *(c.said for c in claims)), claims, strict=False)},
    )
    mark = fingerprint(work, sources, store.name_decisions(), policy_text, settings, named)
    # A claim that a person has switched since was judged as something else.
    judged_as = {finding.claim.id: finding.claim for finding in store.findings(work.id)}
    done = store.done(work.id, mark) & {claim.id for claim in claims if judged_as.get(claim.id) == claim}
    todo = [claim for claim in claims if claim.id not in done]
    judged = len(done)
    if progress:
        progress(judged, len(claims))
    for start in range(0, len(todo), _BATCH):
        batch = todo[start : start + _BATCH]
        store.save_findings(work.id, mark, run.judge(batch), named)
        judged += len(batch)
        if progress:
            progress(judged, len(claims))
    return Check(work, len(claims), len(todo), len(done))


def made_with(encoder: str, model: str, stance: StanceReader | None = None) -> dict[str, str]:
    """By name, all that had a part in a proposal beside the archive and the policy: it is saved with the proposal.

    ``comparison`` is how values and events are compared, ``model`` the stance model, ``encoder`` what the search by
    meaning goes by.
    """
    return {"comparison": (stance or _stance()).name, "encoder": encoder, "model": model}


def fingerprint(
    work: Source,
    sources: Iterable[Source],
    decided: Sequence[NameDecision],
    policy: str,
    settings: Settings,
    named: Mapping[str, str],
) -> str:
    """What the verdicts on a work depend on: the same fingerprint means that they need not be found again.

    ``sources`` are all of the case, ``decided`` what persons said of names, ``named`` is what ``made_with`` gives.
    """
    archive = (s for s in sources if s.role == "archive" and s.id != work.id)
    described = [
        (s.id, s.text_sha256, s.title, s.maker, s.published, s.reliability, s.draws_on) for s in (*archive, work)
    ]
    return content_id(
        "f",
        __version__,
        sorted(named.items()),
        policy,
        settings.candidates,
        repr(settings.events),
        other_names(decided),
        sorted(map(repr, described)),
        rule_for(named["model"]).name,
    )


@cache
def _stance() -> TypedStance:
    """The typed comparison, with events where a grammar is installed."""
    parser = find_parser()
    name = f"typed/3 with {parser.name}" if parser else "typed/3"
    return TypedStance(name=name, statements=statement_reader(parser))


@cache
def _whom() -> Whom:
    return whom_reader(find_parser())


@dataclass(frozen=True, slots=True)
class _Run:
    """All that one check needs at hand to judge a batch of claims."""

    store: Store
    index: SearchIndex
    provenance: Provenance
    twins: Twins
    policy: Policy
    settings: Settings
    stance: StanceReader
    model: StanceModel | None
    rarity: Rarity
    sources: int
    passages: int
    works: frozenset[str]
    before: Mapping[str, str]
    setting: Callable[[str], Setting]
    whom: Whom
    names: Sequence[tuple[str, ...]]

    def judge(self, batch: Sequence[Claim]) -> list[Finding]:
        """Search for the checkable claims of the batch all at once, then judge one after the other."""
        queries = {c.id: _queries(c, self.before[c.id]) for c in batch if c.checkable}
        flat = [self._question(query) for asked in queries.values() for query in asked]
        limit = self.settings.candidates
        answers = iter(self.index.search_many(flat, limit=limit, exclude=self.works) if flat else ())
        hits = {claim: _merged([next(answers) for _ in asked]) for claim, asked in queries.items()}
        passages = self.store.passages_by_id(sorted({h.passage_id for found in hits.values() for h in found}))
        sought = [
            Sought(
                claim,
                [self._candidate(passages[h.passage_id], h) for h in hits[claim.id] if h.passage_id in passages],
                self.before[claim.id],
            )
            for claim in batch
            if claim.checkable
        ]
        evidence = {s.claim.id: found for s, found in zip(sought, self._evidence(sought), strict=True)}
        looked_at = {s.claim.id: len(s.candidates) for s in sought}
        return [
            self._finding(
                c, evidence[c.id], Search(queries[c.id], self.sources, self.passages, looked_at[c.id]), passages
            )
            if c.checkable
            else self._finding(c, (), Search((), 0, 0, 0), passages)
            for c in batch
        ]

    def _question(self, query: str) -> Question:
        """The query with the other names of whom it names, and its dates as others write them."""
        return expanded(query, self.names, (span.edtf for span in find_times(query) if span.edtf))

    def _evidence(self, sought: Sequence[Sought]) -> list[tuple[Evidence, ...]]:
        if self.model is not None:
            return weigh_evidence(sought, self.stance, self.rarity, self.model, whom=self.whom)
        return [find_evidence(s.claim, s.candidates, self.stance, self.rarity, s.before, self.whom) for s in sought]

    def _finding(
        self, claim: Claim, evidence: tuple[Evidence, ...], search: Search, passages: Mapping[str, Passage]
    ) -> Finding:
        texts = {e.passage_id: passages[e.passage_id].text for e in evidence}
        basis = self.provenance.basis(claim, evidence, texts, self.twins)
        return Finding(claim, evidence, judge(claim, evidence, basis, self.policy, search))

    def _candidate(self, passage: Passage, hit: Hit) -> Candidate:
        """The passage that was hit; a subtitle cue together with the cues its sentence runs over."""
        setting = self.setting(passage.source_id)
        if passage.kind != "cue":
            return Candidate(passage, hit.start, hit.end, setting)
        stored = self.store.read_text(self.store.source(passage.source_id).text_sha256 or "")
        around = self.store.neighbours(passage.id, _AROUND, _AROUND)
        at = next(i for i, p in enumerate(around) if p.id == passage.id)
        first = last = at
        while first > 0 and spoken_on(around[first - 1], around[first], stored):
            first -= 1
        while last + 1 < len(around) and spoken_on(around[last], around[last + 1], stored):
            last += 1
        locator = Locator(tuple(s for p in around[first : last + 1] for s in p.locator.segments))
        joined = replace(passage, locator=locator, text=stored[locator.start : locator.end])
        return Candidate(joined, hit.start, hit.end, setting)


def _setting(store: Store, source_id: str, settings: Settings) -> Setting:
    source = store.source(source_id)
    language = detect_language(store.read_text(source.text_sha256)) if source.text_sha256 else None
    return setting_of(source, language or "en", settings)


_AROUND = 3
"""Cues before and after the one that was hit: as far as a spoken sentence runs."""


def _queries(claim: Claim, before: str) -> tuple[str, ...]:
    """The claim in its own words; a short one also together with the line before, which tells what it is about."""
    own = claim.text.replace("[", "").replace("]", "")
    if not before or (len(own.split()) > _SHORT and not own.lower().startswith(("it ", "they ", "he ", "she "))):
        return (own,)
    return own, f"{before.replace('[', '').replace(']', '')} {own}"


def _merged(answers: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    seen: dict[str, Hit] = {}
    for hits in answers:
        for hit in hits:
            seen.setdefault(hit.passage_id, hit)
    return tuple(seen.values())
