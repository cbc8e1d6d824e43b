"""The check: a work's claims against the archive, saved claim by claim so that a killed run goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from loupe import __version__
from loupe.checking import Candidate, StanceReader, TypedStance, extract_claims, find_evidence
from loupe.engine.provenance import Provenance
from loupe.engine.settings import Settings
from loupe.judging import Policy, judge
from loupe.model import Claim, Finding, Search, Source, content_id
from loupe.search import Hit, SearchIndex
from loupe.store import Store

__all__ = ["Check", "check_work", "prepare_claims"]

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
    claims = extract_claims(store.passages(work.id), stored, store.marks(work.id))
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
    progress: Progress | None = None,
) -> Check:
    """Judge every claim of the work that has no saved finding under the same inputs and versions."""
    stance: StanceReader = TypedStance()
    claims = prepare_claims(store, work)
    archive = [s for s in store.sources("archive") if s.id != work.id]
    provenance = Provenance.of([*archive, work])
    works = frozenset(s.id for s in store.sources("work"))  # one of them may have been indexed as archive before
    mark = _fingerprint(work, archive, policy_text, settings, stance.name, encoder)
    # A claim that a person has switched since was judged as something else.
    judged_as = {finding.claim.id: finding.claim for finding in store.findings(work.id)}
    done = store.done(work.id, mark) & {claim.id for claim in claims if judged_as.get(claim.id) == claim}
    todo = [claim for claim in claims if claim.id not in done]
    readable = [s for s in archive if s.passages]
    scope = (len(readable), sum(s.passages for s in readable))
    before = {claim.id: previous for previous, claim in zip((None, *claims), claims, strict=False)}
    judged = len(done)
    if progress:
        progress(judged, len(claims))
    for start in range(0, len(todo), _BATCH):
        batch = todo[start : start + _BATCH]
        findings = _judge_batch(store, index, batch, before, provenance, policy, settings, stance, scope, works)
        store.save_findings(work.id, mark, findings)
        judged += len(batch)
        if progress:
            progress(judged, len(claims))
    return Check(work, len(claims), len(todo), len(done))


def _fingerprint(
    work: Source, archive: Sequence[Source], policy: str, settings: Settings, stance: str, encoder: str
) -> str:
    """What a verdict depends on: the same fingerprint means that it need not be found again."""
    described = [
        (s.id, s.text_sha256, s.title, s.maker, s.published, s.reliability, s.draws_on) for s in (*archive, work)
    ]
    return content_id("f", __version__, stance, encoder, policy, settings.candidates, sorted(map(repr, described)))


def _judge_batch(
    store: Store,
    index: SearchIndex,
    batch: Sequence[Claim],
    before: dict[str, Claim | None],
    provenance: Provenance,
    policy: Policy,
    settings: Settings,
    stance: StanceReader,
    scope: tuple[int, int],
    works: frozenset[str],
) -> list[Finding]:
    checkable = [claim for claim in batch if claim.checkable]
    queries = {claim.id: _queries(claim, before[claim.id]) for claim in checkable}
    flat = [query for claim in checkable for query in queries[claim.id]]
    answers = iter(index.search_many(flat, limit=settings.candidates, exclude=works) if flat else ())
    hits = {claim.id: _merged([next(answers) for _ in queries[claim.id]]) for claim in checkable}
    passages = store.passages_by_id(sorted({h.passage_id for found in hits.values() for h in found}))
    findings = []
    rarity = cache(index.rarity)  # asked for the same few hundred words over and over
    for claim in batch:
        found = hits.get(claim.id, ())
        candidates = [Candidate(passages[h.passage_id], h.start, h.end) for h in found if h.passage_id in passages]
        previous = before[claim.id]
        said_before = previous.text if previous else ""
        evidence = find_evidence(claim, candidates, stance, rarity, said_before) if claim.checkable else ()
        texts = {e.passage_id: passages[e.passage_id].text for e in evidence}
        search = (
            Search(tuple(queries.get(claim.id, ())), *scope, len(candidates))
            if claim.checkable
            else Search((), 0, 0, 0)
        )
        verdict = judge(claim, evidence, provenance.basis(claim, evidence, texts), policy, search)
        findings.append(Finding(claim, evidence, verdict))
    return findings


def _queries(claim: Claim, previous: Claim | None) -> tuple[str, ...]:
    """The claim in its own words; a short one also together with the line before, which tells what it is about."""
    own = claim.text.replace("[", "").replace("]", "")
    if previous is None or (len(own.split()) > _SHORT and not own.lower().startswith(("it ", "they ", "he ", "she "))):
        return (own,)
    return own, f"{previous.text.replace('[', '').replace(']', '')} {own}"


def _merged(answers: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    seen: dict[str, Hit] = {}
    for hits in answers:
        for hit in hits:
            seen.setdefault(hit.passage_id, hit)
    return tuple(seen.values())
