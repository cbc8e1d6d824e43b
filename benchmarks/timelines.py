"""Measures timelines across documents: SemEval-2015 task 4 (both tracks) and event coreference on MEANTIME.

For each target of the task, the statements of 30 news articles in which it takes part become one timeline. Track A has
the raw articles, track B the events marked by hand. Three readings of one text are measured: what Loupe shows (a
statement without a date gets none), the same with the assumption of a news desk (what is told in the past without a
date was on the day of the article), which is never made in a case, and two plain baselines. The score is our own
implementation of the task's (``timeline_score.py``).
Run: python benchmarks/timelines.py [FOLDER OF THE BENCHMARK DATA] [--few N] [--fit]
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from measuring import bench_folder, header, print_table, wilson, write_results
from timeline_score import Counts, Line, score, total
from timeline_sets import Document, Task, event_instances, tasks

from loupe.engine.understood.people import gather
from loupe.engine.understood.said import Said
from loupe.engine.understood.telling import Names, tellings_of
from loupe.language import Setting, entities_of, find_parser, fold, understand
from loupe.language.attribution.people import SAY, SAY_THAT
from loupe.language.parsing import Parser
from loupe.model import Entity, Source, Statement
from loupe.model.understanding import Stretch
from loupe.reasoning.accounts import Telling
from loupe.reasoning.events import NOT_EVENTS, deed_family, propose_same, rarity, signs_of
from loupe.reasoning.moments import When, when_of

SETS = ("semeval2015-task4-timeline", "meantime")
PUBLISHED = {"track A": 7.85, "track B": 25.36}
"""The best of the task's systems, micro F1: Minard et al. 2015 (7.85 in its abstract; 7.28 and 25.36 in its tables)."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article as Loupe understands it."""

    document: Document
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]


def read(document: Document, parser: Parser) -> Read:
    """Understand one article, title and body; its date line says no more than when it appeared."""
    setting = Setting(language="en", published=document.published)
    title_end = document.text.find("\n\n")
    stretches = [
        Stretch(document.text[:title_end], 0, ((0, f"{document.id}-title"),)),
        Stretch(document.text[document.body :], document.body, ((document.body, f"{document.id}-body"),)),
    ]
    understood = understand(stretches, setting, parser, source_id=document.id)
    mentions = [m for one in understood for m in one.mentions if m.how != "pronoun"]
    return Read(
        document,
        tuple(s for one in understood for s in one.statements),
        entities_of(document.id, [(document.text, mentions)]),
    )


# --- who takes part ---


_SMALL = frozenset("the of a an inc corp corporation company plc co".split())


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(name).replace("'s", ""))) - _SMALL


class Targets:
    """Which of a corpus's targets words mean: the one that shares most, an acronym, or a surname."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        self._words = {n: _words(n) for n in self.names}
        self._short = {
            "".join(w[0] for w in n.split() if w[0].isupper()).lower(): n for n in self.names if len(n.split()) > 1
        }

    def of(self, text: str) -> str | None:
        """The target that a participant's words mean, None for no one of them."""
        head = re.split(r"\s(?:of|in|at|for|from|with|to|by|on|about|that|which|who)\s|[,(:;]", text)[0]
        words = _words(head)
        holding = [n for n in self.names if self._words[n] <= words]
        if holding:
            return max(holding, key=lambda n: (len(self._words[n]), n))
        for word in sorted(words):
            if len(word) > 1 and word in self._short:
                return self._short[word]
        parts = [n for n in self.names if words and words < self._words[n] and words not in self._words.values()]
        return parts[0] if len(parts) == 1 else None


def involved(statement: Statement, targets: Targets) -> set[str]:
    """The targets that do it or have it done to them."""
    found = set()
    for p in statement.participants:
        if p.role in ("agent", "patient", "topic", "recipient"):
            target = targets.of(p.entity or p.text)
            if target:
                found.add(target)
    return found


# --- when ---

Dating = Callable[[Statement, Document], str | None]


def said_date(statement: Statement, _document: Document) -> str | None:
    """The date that the statement's own words give, as the task writes it."""
    when, _ = when_of(statement.times)
    return None if when is None or when.several else task_date(when)


def news_date(statement: Statement, document: Document) -> str | None:
    """The same, and the day of the article for what is told without a date and is not still to come."""
    own = said_date(statement, document)
    if own is not None or statement.modality == "future":
        return own
    return f"{document.published[0]:%Y-%m-%d}"


def document_date(_statement: Statement, document: Document) -> str:
    """The day of the article for everything."""
    return f"{document.published[0]:%Y-%m-%d}"


def task_date(when: When) -> str:
    """A day, a month or a year as the task writes it; the beginning of anything else."""
    start, end = (when.end - timedelta(days=1), when.end) if when.open_start else (when.start, when.end)
    if when.open_end:
        end = start + {"year": timedelta(days=365), "month": timedelta(days=28)}.get(when.precision, timedelta(days=1))
    width = end - start
    if width >= timedelta(days=300):
        return f"{start.year:04d}-XX-XX"
    if width >= timedelta(days=27):
        return f"{start:%Y-%m}-XX"
    return f"{start:%Y-%m-%d}"


def ordered(dated: Mapping[str, str | None]) -> list[Line]:
    """Events by date; a year stands before its months and a month before its days, as in the task."""
    dates = sorted({d for d in dated.values() if d}, key=lambda d: d.replace("X", "0"))
    place = {d: n for n, d in enumerate(dates, start=1)}
    return [Line(place[d] if d else 0, d or "XXXX-XX-XX", (event,)) for event, d in sorted(dated.items())]


# --- the task ---

_SAYING = re.compile(f"(?:{SAY}|{SAY_THAT})", re.IGNORECASE)


def sayings(one: Read) -> Iterator[tuple[int, Statement]]:
    """The verb by which a statement is said, which no statement has as its own: the nearest one in its sentence."""
    d = one.document
    for s in one.statements:
        if s.chain:
            first, last = d.token_at(s.start), d.token_at(s.end - 1)
            near = [
                t
                for t, sentence in enumerate(d.sentences)
                if sentence == d.sentences[first] and not first <= t <= last and _SAYING.fullmatch(d.words[t])
            ]
            if near:
                yield min(near, key=lambda t: (min(abs(t - first), abs(t - last)), t)), s


def _said_by(s: Statement, targets: Targets, target: str) -> bool:
    return bool(s.chain) and targets.of(s.chain[0]) == target


_FACT = ("asserted", "reported", "alleged", "future")
_NOT_SCORED = frozenset({"have-property", "know", "think", "believe", "want", "like", "seem", "hope", "expect"})


def counts_as_event(s: Statement) -> bool:
    """What the task's guidelines put on a timeline: nothing uncertain or denied, no copula, no state of mind."""
    return s.modality in _FACT and not s.denied and s.event not in _NOT_SCORED


def track_a(reads: Sequence[Read], targets: Targets, target: str, dating: Dating) -> list[Line]:
    """The timeline of one target out of raw text."""
    found: dict[str, str | None] = {}
    for one in reads:
        for s in one.statements:
            if counts_as_event(s) and target in involved(s, targets):
                token = one.document.token_at(s.verb[1] - 1)
                found[one.document.mention((token,))] = dating(s, one.document)
        for token, s in sayings(one):
            if _said_by(s, targets, target):
                found.setdefault(one.document.mention((token,)), dating(replace(s, times=()), one.document))
    return ordered(found)


def track_b(reads: Sequence[Read], targets: Targets, target: str, dating: Dating) -> list[Line]:
    """The timeline of one target out of the events that are marked."""
    found: dict[str, str | None] = {}
    for one in reads:
        by_token = {one.document.token_at(s.verb[1] - 1): s for s in one.statements}
        said = {token: s for token, s in sayings(one) if _said_by(s, targets, target)}
        for tokens in one.document.events:
            s = next((by_token[t] for t in tokens if t in by_token), None) or _around(one, tokens)
            telling = next((said[t] for t in tokens if t in said), None)
            if telling is not None:
                found[one.document.mention(tokens)] = dating(replace(telling, times=()), one.document)
            elif s is None or not counts_as_event(s):
                continue
            elif target in involved(s, targets) or _named_beside(one, s, tokens, targets, target):
                found[one.document.mention(tokens)] = dating(s, one.document)
    return ordered(found)


def _around(one: Read, tokens: Sequence[int]) -> Statement | None:
    """The narrowest statement in whose words a marked event stands that is no verb of its own."""
    at = one.document.starts[tokens[0]]
    holding = [s for s in one.statements if s.start <= at < s.end]
    return min(holding, key=lambda s: (s.end - s.start, s.start), default=None)


def _named_beside(one: Read, s: Statement, tokens: Sequence[int], targets: Targets, target: str) -> bool:
    """Whether a noun of the event stands in one phrase with the target: "delivery of the first A380"."""
    at = one.document.starts[tokens[0]]
    for p in s.participants:
        if p.start <= at < p.end:
            parts = re.split(r"\s(?:of|by|for|from|with|to)\s|['’]s\s", p.text)
            return any(targets.of(part) == target for part in parts)
    return False


def in_document_order(lines: Sequence[Line], documents: Sequence[Document]) -> list[Line]:
    """The same events in the order in which articles and texts have them, without dates."""
    at = {d.id: n for n, d in enumerate(sorted(documents, key=lambda d: (d.published, d.id)))}

    def key(line: Line) -> tuple[int, int, str]:
        document, sentence, _ = line.events[0].split("-", 2)
        return at[document], int(sentence), line.events[0]

    return [Line(n, "XXXX-XX-XX", x.events) for n, x in enumerate(sorted(lines, key=key), start=1)]


def measure_task(task: Task, parser: Parser, few: int | None) -> dict[str, dict[str, Counts]]:
    """Counts of each way by track, one for each target."""
    targets = Targets(task.targets)
    found: dict[str, dict[str, list[Counts]]] = {}
    known: dict[tuple[str, str], Read] = {}  # both tracks have the same articles
    for track, articles, build in (("track A", task.raw, track_a), ("track B", task.marked, track_b)):
        reads = []
        for d in articles[:few]:
            if (d.id, d.text) not in known:
                known[d.id, d.text] = read(d, parser)
            reads.append(replace(known[d.id, d.text], document=d))
        for target, gold in task.targets.items():
            rows = {
                "Loupe, only dates that are said": build(reads, targets, target, said_date),
                "Loupe, with a news desk's assumption": build(reads, targets, target, news_date),
                "the article's date for everything": build(reads, targets, target, document_date),
            }
            rows["document order"] = in_document_order(rows["the article's date for everything"], articles)
            for name, lines in rows.items():
                found.setdefault(track, {}).setdefault(name, []).append(score(lines, gold))
                found.setdefault(f"{track}, order alone", {}).setdefault(name, []).append(
                    score(lines, gold, dates=False)
                )
    return {track: {name: total(counts) for name, counts in ways.items()} for track, ways in found.items()}


# --- event coreference ---


def meantime_tellings(folder: Path, parser: Parser, few: int | None) -> tuple[list[Telling], dict[str, str]]:
    """The statements of one subcorpus at whose verb an event is marked, and the instance of each."""
    said, instance, entities, sources = [], {}, [], []
    for file in sorted(folder.glob("*.xml"))[:few]:
        document, marked = event_instances(file)
        one = read(document, parser)
        entities += one.entities
        source = Source(id=document.id, sha256="", name=document.id, format="text", size=0)
        sources.append(replace(source, published=f"{document.published[0]:%Y-%m-%d}"))
        of_token = {t: i for span, i in marked.items() for t in span}
        for s in one.statements:
            found = of_token.get(document.token_at(s.verb[1] - 1))
            if found:
                instance[s.id] = found
                said.append(Said(sources[-1], "", s, s.quote))
    names = Names.of(gather(entities, (), ()), ())
    plain = [replace(t, teller_key=f"source:{t.statement.source_id}") for t in tellings_of(said, {}, sources, names)]
    return plain, instance


def pairs_of(tellings: Sequence[Telling]) -> list[tuple[Telling, Telling]]:
    """All pairs of statements of different articles."""
    return [
        (a, b)
        for a, b in itertools.combinations(sorted(tellings, key=lambda t: t.id), 2)
        if a.statement.source_id != b.statement.source_id
    ]


def measure_meantime(folder: Path, parser: Parser, few: int | None) -> list[dict[str, Any]]:
    """Proposed pairs against instances across documents, by subcorpus and in all."""
    rows: list[dict[str, Any]] = []
    for corpus in sorted(p for p in folder.glob("corpus_*") if p.is_dir()):
        tellings, instance = meantime_tellings(corpus, parser, few)
        gold = {(a.id, b.id) for a, b in pairs_of(tellings) if instance[a.id] == instance[b.id]}
        ways = {
            "Loupe": {(p.left, p.right) for p in propose_same(tellings)},
            "the same verb": {(a.id, b.id) for a, b in pairs_of(tellings) if a.deed == b.deed},
            "the same verb and somebody by name": {
                (a.id, b.id) for a, b in pairs_of(tellings) if a.deed == b.deed and _keys(a) & _keys(b)
            },
        }
        for name, given in ways.items():
            right = len(given & gold)
            rows.append(
                {
                    "corpus": corpus.name, "way": name, "pairs": len(given), "gold": len(gold), "right": right,
                    "precision": share(right, len(given)), "recall": share(right, len(gold)),
                }
            )  # fmt: skip
    for name in dict.fromkeys(r["way"] for r in rows):
        pairs, gold_pairs, right = (sum(r[k] for r in rows if r["way"] == name) for k in ("pairs", "gold", "right"))
        rows.append(
            {
                "corpus": "all", "way": name, "pairs": pairs, "gold": gold_pairs, "right": right,
                "precision": share(right, pairs), "recall": share(right, gold_pairs),
            }
        )  # fmt: skip
    return rows


def _keys(t: Telling) -> set[str]:
    return {p.key for p in t.parties if p.key}


def share(hits: int, of: int) -> dict[str, float]:
    low, high = wilson(hits, of)
    return {"share": round(hits / of, 3) if of else 0.0, "low": round(low, 3), "high": round(high, 3)}


def fit(folder: Path, parser: Parser) -> None:
    """Weights of the signs by logistic regression on the Apple articles alone; printed, to be put in by hand."""
    from sklearn.linear_model import LogisticRegression

    tellings, instance = meantime_tellings(folder / "corpus_apple", parser, None)
    rare = rarity(tellings)
    rows, wanted = [], []
    for a, b in pairs_of(tellings):
        if deed_family(a.deed) == deed_family(b.deed) and not {a.deed, b.deed} & NOT_EVENTS:
            rows.append(signs_of(a, b, rare)[0])
            wanted.append(instance[a.id] == instance[b.id])
    names = sorted({n for r in rows for n in r} - {"bias"})
    model = LogisticRegression(C=1.0).fit([[r.get(n, 0.0) for n in names] for r in rows], wanted)
    print(f"{len(rows)} pairs, {sum(wanted)} of one event; bias {model.intercept_[0]:.2f}")
    print({n: round(float(w), 2) for n, w in zip(names, model.coef_[0], strict=True)})


def main(arguments: Sequence[str]) -> None:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("folder", nargs="*")
    parse.add_argument("--few", type=int, help="only so many articles of each corpus: to try the script")
    parse.add_argument("--fit", action="store_true", help="fit the weights of event coreference and stop")
    chosen = parse.parse_args(arguments)
    folder, parser = bench_folder(chosen.folder, *SETS), find_parser()
    if folder is None or parser is None:
        return
    if chosen.fit:
        fit(folder / SETS[1] / "intra_cross-doc_annotation", parser)
        return
    by_corpus = {t.name: measure_task(t, parser, chosen.few) for t in tasks(folder / SETS[0])}
    rows, plain = [], {}
    for track in next(iter(by_corpus.values())):
        for way in next(iter(by_corpus.values()))[track]:
            counts = total(c[track][way] for c in by_corpus.values())
            p, r, f = counts.figures
            rows.append({"track": track, "way": way, "P": f"{p:.1f}", "R": f"{r:.1f}", "F1": f"{f:.2f}"})
            plain.setdefault(track, {})[way] = {
                "precision": round(p, 2), "recall": round(r, 2), "f1": round(f, 2),
                "by_corpus": {name: round(c[track][way].figures[2], 2) for name, c in by_corpus.items()},
            }  # fmt: skip
    print_table(rows)
    events = measure_meantime(folder / SETS[1] / "intra_cross-doc_annotation", parser, chosen.few)
    print_table(
        [
            {
                k: (f"{v['share']:.3f} ({v['low']:.2f}–{v['high']:.2f})" if isinstance(v, dict) else v)
                for k, v in r.items()
            }
            for r in events
        ]
    )
    if chosen.few is None:
        write_results(
            "timelines",
            header() | {
                "measure": "micro F1 of temporal awareness, our own implementation",
                "published": PUBLISHED,
                "corpora": sorted(by_corpus),
                "semeval": plain,
                "meantime": events,
            },
        )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
