"""Statements against the hand-annotated sentences: what is found, with which roles, and how it is put forward.

Beside them the MEANTIME corpus (Minard et al., LREC 2016; Wikinews, verbs of events with PropBank roles annotated by
others): it has no types of ours, and speaks for verbs, agents, patients and negation on text nobody here annotated.

Two peers read the same parses: plain subject-verb-object triples, as most extractors begin with, and one statement a
sentence with what the sentence-level grammar knows of it. The part ``build`` was looked at while building, the part
``once`` is only ever scored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from language_tasks.gold_statements import FILES, GoldSentence, GoldStatement, Span, read_gold
from language_tasks.rows import Row, bootstrap
from loupe.language import find_attribution, fold, tokens
from loupe.language.commitment import modality_of
from loupe.language.parsing import Parse, Parser, find_parser
from loupe.language.setting import NOTHING_KNOWN
from loupe.language.statements import find_statements
from loupe.language.tables import FUNCTION_WORDS

__all__ = ["Reading", "Score", "by_loupe", "by_sentence", "by_triples", "rows", "score"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as some reader predicts it, in the form that is scored: spans in the sentence, tellers as words."""

    event: str
    verb: Span
    denied: bool = False
    modality: str = "asserted"
    chain: tuple[str, ...] = ()
    participants: tuple[tuple[str, Span], ...] = ()
    place: Span | None = None
    times: tuple[Span, ...] = ()
    quantities: tuple[Span, ...] = ()


@dataclass(slots=True)
class Score:
    """Counts over sentences: right, predicted and annotated of what has an F1; right of met for the rest."""

    counts: dict[str, list[int]] = field(default_factory=dict)

    def add(self, name: str, right: int, predicted: int, gold: int) -> None:
        """Count some more of one thing."""
        had = self.counts.setdefault(name, [0, 0, 0])
        for k, n in enumerate((right, predicted, gold)):
            had[k] += n

    def precision(self, name: str) -> float:
        """Right of predicted, in [0, 1]."""
        right, predicted, _ = self.counts.get(name, (0, 0, 0))
        return right / predicted if predicted else 1.0

    def recall(self, name: str) -> float:
        """Right of annotated, in [0, 1]."""
        right, _, gold = self.counts.get(name, (0, 0, 0))
        return right / gold if gold else 1.0

    def f1(self, name: str) -> float:
        """2PR / (P + R); for an accuracy predicted and annotated are both the statements that met, so it is that."""
        right, predicted, gold = self.counts.get(name, (0, 0, 0))
        return 2 * right / (predicted + gold) if predicted + gold else 1.0


_F1 = ("verb", "event", "role", "place", "time", "quantity", "whole")
_SHARES = ("event of met", "denied", "modality", "chain")
Reader = Callable[[str, Parse], list[Reading]]
_Pair = tuple[GoldSentence, list[Reading]]


def rows(bench: Path) -> list[Row]:
    """The rows of the language table on statements: each file and part apart, the triples as the peer."""
    parser = find_parser()
    if parser is None:
        print("statements: left out, because no parser is installed")
        return []
    sentences = [s for s in read_gold(bench) if s.text is not None]
    parses = list(parser.parse([s.text or "" for s in sentences]))
    made = []
    for file in FILES:
        for part in ("build", "once"):
            chosen = [k for k, s in enumerate(sentences) if s.part == part and _file_of(s) == file]
            if chosen:
                made += _rows_of(file, part, [sentences[k] for k in chosen], [parses[k] for k in chosen])
    if not any(_file_of(s) == "horizon.jsonl" for s in sentences):
        print("statements: the Horizon sentences are left out, because their transcripts are absent")
    return made + _news_rows(bench, parser)


def _file_of(sentence: GoldSentence) -> str:
    return "demo.jsonl" if sentence.file.startswith("demo/") else "horizon.jsonl"


def _rows_of(file: str, part: str, sentences: Sequence[GoldSentence], parses: Sequence[Parse]) -> list[Row]:
    read = {
        name: [(s, reader(s.text or "", p)) for s, p in zip(sentences, parses, strict=True)]
        for name, reader in (("loupe", by_loupe), ("triples", by_triples), ("sentence", by_sentence))
    }
    scores = {name: score(pairs) for name, pairs in read.items()}
    set_ = f"statements {file.removesuffix('.jsonl')} ({part})"
    note = f"{len(sentences)} sentences; " + (
        "looked at while building" if part == "build" else "scored only, its errors never looked at"
    )
    made = []
    for name in (*_F1, *_SHARES):
        metric = f"{name} F1" if name in _F1 else f"{name} accuracy"
        items = scores["loupe"].counts.get(name, [0, 0, 0])[2]
        if not items:
            continue  # nothing of the kind is annotated there
        interval = bootstrap(read["loupe"], lambda chosen, name=name: score(chosen).f1(name), rounds=300)  # type: ignore[misc,arg-type]
        extra = f"; P {scores['loupe'].precision(name):.3f} R {scores['loupe'].recall(name):.3f}" if name in _F1 else ""
        extra += f"; sentence by sentence {scores['sentence'].f1(name):.3f}"
        made.append(
            Row(
                task="statements",
                set=set_,
                metric=metric,
                loupe=scores["loupe"].f1(name),
                items=items,
                interval=interval,
                peer=scores["triples"].f1(name),
                peer_name="subject-verb-object triples from the same parse",
                note=note + extra,
            )
        )
    return made


# --- readers ---


def by_loupe(text: str, parse: Parse) -> list[Reading]:
    """Loupe's statements in the form that is scored."""
    return [
        Reading(
            event=s.event,
            verb=s.verb,
            denied=s.denied,
            modality=s.modality,
            chain=s.chain,
            participants=tuple((p.role, (p.start, p.end)) for p in s.participants),
            place=s.place,
            times=tuple((t.start_at, t.end_at) for t in s.times),
            quantities=tuple((q.start, q.end) for q in s.quantities),
        )
        for s in find_statements(text, parse, source_id="s", passage_id="p", setting=NOTHING_KNOWN)
    ]


def by_triples(text: str, parse: Parse) -> list[Reading]:
    """Subject-verb-object triples: every verb with a subject and an object or complement, each with its subtree."""
    del text
    made = []
    for i, word in enumerate(parse.words):
        if word.pos not in ("VERB", "AUX") or word.dep in ("aux", "auxpass"):
            continue
        hanging = {k: w for k, w in enumerate(parse.words) if w.head == i and k != i}
        subjects = [k for k, w in hanging.items() if w.dep in ("nsubj", "nsubjpass")]
        objects = [k for k, w in hanging.items() if w.dep in ("dobj", "attr", "acomp")]
        if not subjects or not (objects or any(parse.words[k].dep == "nsubjpass" for k in subjects)):
            continue
        roles = [("patient" if parse.words[k].dep == "nsubjpass" else "agent", _subtree(parse, k)) for k in subjects]
        roles += [("patient" if parse.words[k].dep == "dobj" else "topic", _subtree(parse, k)) for k in objects]
        made.append(
            Reading(
                event=word.lemma.lower(),
                verb=(word.start, word.end),
                denied=any(w.dep == "neg" for w in hanging.values()),
                participants=tuple(roles),
            )
        )
    return made


def _subtree(parse: Parse, top: int) -> Span:
    inside = {top}
    for _ in range(len(parse.words)):
        more = {k for k, w in enumerate(parse.words) if w.head in inside} | inside
        if more == inside:
            break
        inside = more
    return parse.words[min(inside)].start, parse.words[max(inside)].end


def by_sentence(text: str, parse: Parse) -> list[Reading]:
    """One statement a sentence: the verb at its root, with what the grammar of sentences knows of the whole."""
    roots = [w for i, w in enumerate(parse.words) if w.head == i and w.pos in ("VERB", "AUX")]
    if not roots:
        return []
    found = find_attribution(text)
    start, _ = found.inner
    verb = next((w for w in parse.words if w.start >= start and w.pos == "VERB"), roots[0])
    negated = any(w.dep == "neg" and parse.words[w.head] == verb for w in parse.words)
    return [
        Reading(verb.lemma.lower(), (verb.start, verb.end), found.denied or negated, modality_of(text), found.tellers)
    ]


# --- scoring ---


def score(pairs: Sequence[_Pair]) -> Score:
    """All counts over the sentences, by the rules at the end of the guideline."""
    total = Score()
    for sentence, readings in pairs:
        _score_sentence(total, sentence, readings)
    return total


def _score_sentence(total: Score, sentence: GoldSentence, readings: list[Reading]) -> None:
    text = sentence.text or ""
    met = meet(sentence.statements, readings)
    sizes = (len(readings), len(sentence.statements))
    total.add("verb", len(met), *sizes)
    total.add("event", sum(g.event == r.event for g, r in met), *sizes)
    whole = 0
    for gold, read in met:
        roles = _roles_shared(gold, read)
        place = _spans_shared([gold.place] if gold.place else [], [read.place] if read.place else [])
        times = _spans_shared(gold.times, read.times)
        quantities = _spans_shared(gold.quantities, read.quantities)
        chain = same_chain(text, gold.chain, read.chain)
        total.add("role", roles, 0, 0)
        total.add("place", place, 0, 0)
        total.add("time", times, 0, 0)
        total.add("quantity", quantities, 0, 0)
        total.add("event of met", gold.event == read.event, 1, 1)
        total.add("denied", gold.denied == read.denied, 1, 1)
        total.add("modality", gold.modality == read.modality, 1, 1)
        total.add("chain", chain, 1, 1)
        whole += (
            (gold.event, gold.denied, gold.modality) == (read.event, read.denied, read.modality)
            and chain
            and roles == len(gold.participants) == len(read.participants)
            and place == bool(gold.place) == bool(read.place)
            and times == len(gold.times) == len(read.times)
            and quantities == len(gold.quantities) == len(read.quantities)
        )
    total.add("whole", whole, *sizes)
    for name, predicted, annotated in (
        ("role", [len(r.participants) for r in readings], [len(g.participants) for g in sentence.statements]),
        ("place", [r.place is not None for r in readings], [g.place is not None for g in sentence.statements]),
        ("time", [len(r.times) for r in readings], [len(g.times) for g in sentence.statements]),
        ("quantity", [len(r.quantities) for r in readings], [len(g.quantities) for g in sentence.statements]),
    ):
        total.add(name, 0, sum(predicted), sum(annotated))


def meet(gold: Sequence[GoldStatement], readings: Sequence[Reading]) -> list[tuple[GoldStatement, Reading]]:
    """Pairs of annotated and predicted statements whose verbs overlap, one to one; of two the same event."""
    free = sorted(readings, key=lambda r: r.verb)
    pairs = []
    for statement in sorted(gold, key=lambda s: s.verb):
        over = [r for r in free if _joint(statement.verb, r.verb)]
        if over:
            best = max(over, key=lambda r: r.event == statement.event)
            free.remove(best)
            pairs.append((statement, best))
    return pairs


def _roles_shared(gold: GoldStatement, read: Reading) -> int:
    free = list(read.participants)
    for participant in gold.participants:
        for role, span in free:
            if role == participant.role and _half(participant.span, span):
                free.remove((role, span))
                break
    return len(read.participants) - len(free)


def _spans_shared(gold: Sequence[Span], read: Sequence[Span]) -> int:
    free = list(read)
    for span in gold:
        best = max(free, key=lambda other: _joint(span, other), default=None)
        if best is not None and _joint(span, best):
            free.remove(best)
    return len(read) - len(free)


def same_chain(text: str, gold: Sequence[Span], read: Sequence[str]) -> bool:
    """Whether two chains have as many tellers, each sharing a word that carries meaning, or the same pronoun."""
    return len(gold) == len(read) and all(_key(text[a:b]) & _key(r) for (a, b), r in zip(gold, read, strict=True))


def _key(words: str) -> set[str]:
    found = {t.low for t in tokens(fold(words)) if t.low[0].isalnum()}
    return {w for w in found if w not in FUNCTION_WORDS} or found


def _joint(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _half(a: Span, b: Span) -> bool:
    return 2 * _joint(a, b) >= max(a[1], b[1]) - min(a[0], b[0])


# --- MEANTIME ---


@dataclass(frozen=True, slots=True)
class _NewsEvent:
    """An annotated event: its span in the sentence, whether it is a verb and negated, and the spans of its roles."""

    span: Span
    is_verb: bool
    negated: bool
    roles: tuple[tuple[str, Span], ...]


_News = tuple[str, tuple[_NewsEvent, ...]]
_NEWS_COUNTS = (
    ("verbs of events found, share", "found"),
    ("predicted verbs that are events, share", "right"),
    ("agents (Arg0) found, share", "Arg0"),
    ("patients (Arg1) found, share", "Arg1"),
    ("negation of met verbs, accuracy", "denied"),
)


def _news_rows(bench: Path, parser: Parser) -> list[Row]:
    files = sorted((bench / "meantime" / "intra_cross-doc_annotation").glob("*/*.xml"))
    if not files:
        print("statements: MEANTIME is left out, because it is absent")
        return []
    news = [sentence for file in files for sentence in _news_sentences(file)]
    parses = list(parser.parse([text for text, _ in news]))
    counted = {
        name: [_count_news(s, reader(s[0], p)) for s, p in zip(news, parses, strict=True)]
        for name, reader in (("loupe", by_loupe), ("triples", by_triples))
    }
    made = []
    for metric, key in _NEWS_COUNTS:
        share = _share_of(key)
        made.append(
            Row(
                task="statements",
                set="MEANTIME, development half, sentences 2-5 of each article",
                metric=metric,
                loupe=share(counted["loupe"]),
                items=sum(c.get(key, (0, 0))[1] for c in counted["loupe"]),
                interval=bootstrap(counted["loupe"], share, rounds=300),  # type: ignore[arg-type]
                peer=share(counted["triples"]),
                peer_name="subject-verb-object triples from the same parse",
                note="reporting verbs and verbs that only govern others are events there and no statements here",
            )
        )
    return made


def _share_of(key: str) -> Callable[[Sequence[dict[str, tuple[int, int]]]], float]:
    def share(counts: Sequence[dict[str, tuple[int, int]]]) -> float:
        right, all_ = (sum(c.get(key, (0, 0))[k] for c in counts) for k in (0, 1))
        return right / all_ if all_ else 1.0

    return share


def _count_news(sentence: _News, readings: list[Reading]) -> dict[str, tuple[int, int]]:
    """Of each share its right and its all, in one sentence."""
    _, events = sentence
    verbs = [e for e in events if e.is_verb]
    met = [(e, r) for e in verbs for r in readings if _joint(e.span, r.verb)]
    counts = {
        "found": (len({e.span for e, _ in met}), len(verbs)),
        "right": (sum(any(_joint(e.span, r.verb) for e in events) for r in readings), len(readings)),
        "denied": (sum(e.negated == r.denied for e, r in met), len(met)),
    }
    for role, ours in (("Arg0", ("agent",)), ("Arg1", ("patient", "topic", "recipient"))):
        wanted = [
            # the only argument of "land" is an Arg1 there and our agent: the deep subject
            (e, span, (*ours, "agent") if role == "Arg1" and all(n != "Arg0" for n, _ in e.roles) else ours)
            for e in verbs
            for name, span in e.roles
            if name == role
        ]
        right = sum(
            any(n in fit and _joint(span, own) for r in readings if _joint(e.span, r.verb) for n, own in r.participants)
            for e, span, fit in wanted
        )
        counts[role] = (right, len(wanted))
    return counts


def _news_sentences(file: Path) -> list[_News]:
    root = ElementTree.parse(file).getroot()
    words: dict[int, list[ElementTree.Element]] = {}
    for token in root.iter("token"):
        words.setdefault(int(token.get("sentence", "0")), []).append(token)
    spans: dict[str, tuple[int, Span]] = {}
    texts: dict[int, str] = {}
    for number, tokens_ in words.items():
        text = ""
        for token in tokens_:
            word = token.text or ""
            tight = (
                not text or word in {",", ".", ";", ":", "!", "?", ")", "'s", "’s", "%", "n't"} or text[-1] in "($£€"
            )
            text += word if tight else f" {word}"
            spans[token.get("t_id", "")] = number, (len(text) - len(word), len(text))
        texts[number] = text
    marks: dict[str, tuple[int, Span]] = {}
    for mention in [*root.iter("EVENT_MENTION"), *root.iter("ENTITY_MENTION")]:
        at = [spans[a.get("t_id", "")] for a in mention.iter("token_anchor")]
        if at and len({n for n, _ in at}) == 1:
            marks[mention.get("m_id", "")] = at[0][0], (min(s[0] for _, s in at), max(s[1] for _, s in at))
    roles: dict[str, list[tuple[str, Span]]] = {}
    for link in root.iter("HAS_PARTICIPANT"):
        source, target = link.find("source"), link.find("target")
        if source is not None and target is not None and (target.get("m_id") or "") in marks:
            where = marks[target.get("m_id", "")][1]
            roles.setdefault(source.get("m_id", ""), []).append((link.get("sem_role", ""), where))
    found: dict[int, list[_NewsEvent]] = {}
    for mention in root.iter("EVENT_MENTION"):
        name = mention.get("m_id", "")
        if name in marks:
            number, span = marks[name]
            event = _NewsEvent(
                span, mention.get("pos") == "VERB", mention.get("polarity") == "NEG", tuple(roles.get(name, ()))
            )
            found.setdefault(number, []).append(event)
    return [(texts[n], tuple(found.get(n, ()))) for n in (2, 3, 4, 5) if n in texts]
