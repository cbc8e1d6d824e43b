"""The script of a checked work as Loupe proposes it, from what the case keeps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from loupe import __version__
from loupe.engine.check.checking import fingerprint
from loupe.engine.settings import Settings
from loupe.model import Finding, Passage, Source, recognised
from loupe.store import Store
from loupe.views import ScriptContext, script_context
from loupe.views.contexts import ClaimView

__all__ = ["Rules", "is_outdated", "marks_of", "proposed_script"]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a check of a case goes by; ``in_use`` tells what has a part in its proposals now (``made_with``)."""

    case: str
    policy_name: str
    policy_text: str
    corroborating_origins: int
    settings: Settings
    in_use: Callable[[], Mapping[str, str]]


def proposed_script(
    store: Store,
    rules: Rules,
    work: Source,
    sources: Sequence[Source],
    passages: Sequence[Passage],
    findings: Sequence[Finding],
    *,
    waiting: int,
    outdated: bool,
    elsewhere: Mapping[str, Sequence[str]] | None = None,
    kept: Mapping[str, ClaimView] | None = None,
    with_archive: bool = True,
) -> ScriptContext:
    """The context of a work without anything that a person decided; see ``views.script_context``."""
    fresh = findings if not kept else [f for f in findings if f.claim.id not in kept]
    return script_context(
        case_name=rules.case,
        work=work,
        passages=passages,
        findings=findings,
        sources=sources,
        policy_name=rules.policy_name,
        policy_text=rules.policy_text,
        corroborating_origins=rules.corroborating_origins,
        version=__version__,
        waiting=waiting,
        outdated=outdated,
        elsewhere=elsewhere,
        marks=marks_of(store, fresh),
        kept=kept,
        with_archive=with_archive,
    )


def is_outdated(store: Store, rules: Rules, work: Source, sources: Iterable[Source], claims: Collection[str]) -> bool:
    """Whether a check would judge a work anew: archive, policy, settings, a model or Loupe has changed.

    ``claims`` are the ids of the work's claims.
    """
    mark = fingerprint(work, sources, store.name_decisions(), rules.policy_text, rules.settings, rules.in_use())
    return not frozenset(claims) <= store.done(work.id, mark)


def marks_of(store: Store, findings: Iterable[Finding]) -> dict[str, str]:
    """What is said behind the places of passages that a machine made words of."""
    ids = dict.fromkeys(e.passage_id for f in findings for e in f.evidence)
    return {id_: recognised(by, sure) for id_, (by, sure) in store.recognised(tuple(ids)).items()}
