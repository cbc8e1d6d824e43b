"""Names: pairs of names held against each other, names found in news, and entities followed from document to document.

Every set is split by the hash of its items: rules were written looking at one part only (*read*), and the other was
scored at the end. Run: PYTHONPATH=src:benchmarks python -m language_tasks.names FOLDER
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from language_tasks.rows import Row, bootstrap
from loupe.language.names import entities_of, find_mentions
from loupe.language.names.tables import NATIONAL, TITLE_WORDS
from loupe.language.parsing import Parse, find_parser
from loupe.language.resolution import LIKELY, compare_names, propose_merges
from loupe.language.words import fold
from loupe.model.mentions import Mention, MentionKind

PUBLISHED = "nomenklatura logic-v2 on all 812 pairs: P .762, R .821, F1 .790 at .70 (its maintainers' frozen run)"
_SEEN = 39  # the first rows were on the screen before the split was drawn, and count as read
_SCHEMAS: dict[str, MentionKind] = {"Person": "person", "Vessel": "thing"}
_TYPES: dict[str, MentionKind] = {"PER": "person", "ORG": "organisation", "LOC": "place", "PRO": "thing"}
_LABELS: dict[str, MentionKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip

Scored = tuple[float, bool]
Span = tuple[int, int]


def rows(bench: Path) -> list[Row]:
    return [*_pair_rows(bench), *_news_rows(bench)]


# --- pairs of names -------------------------------------------------------------------------------------------------


def pairs(bench: Path) -> dict[str, list[dict[str, str]]]:
    """The pairs, those read while building and those not, by the hash of the two names."""
    with (bench / "opensanctions-name-bench" / "cases.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    halves: dict[str, list[dict[str, str]]] = {"read": [], "not read": []}
    for number, case in enumerate(cases):
        digest = hashlib.sha256("|".join(sorted((case["name1"], case["name2"]))).encode()).digest()
        halves["read" if number < _SEEN or digest[0] % 2 == 0 else "not read"].append(case)
    return halves


def by_loupe(case: dict[str, str]) -> float:
    match = compare_names(case["name1"], case["name2"], _SCHEMAS.get(case["schema"], "organisation"))
    return 0.0 if match.blocked else match.score


def peers() -> dict[str, Callable[[str, str], float]]:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import JaroWinkler

    return {
        "the same letters": lambda a, b: float(a == b),
        "rapidfuzz token_sort_ratio": lambda a, b: fuzz.token_sort_ratio(a, b) / 100,
        "rapidfuzz token_set_ratio": lambda a, b: fuzz.token_set_ratio(a, b) / 100,
        "Jaro-Winkler": JaroWinkler.similarity,
    }


def measure(scored: Iterable[Scored], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of calling two names one from a score on."""
    hit = wrong = missed = 0
    for score, same in scored:
        hit += score >= threshold and same
        wrong += score >= threshold and not same
        missed += score < threshold and same
    precision, recall = hit / max(hit + wrong, 1), hit / max(hit + missed, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _pair_rows(bench: Path) -> list[Row]:
    if not (bench / "opensanctions-name-bench" / "cases.csv").exists():
        print("names: opensanctions-name-bench is not there")
        return []
    found: list[Row] = []
    for half, cases in pairs(bench).items():
        ours = [(by_loupe(c), c["is_match"] == "true") for c in cases]
        theirs = {name: _best([(peer(fold(c["name1"]), fold(c["name2"])), c["is_match"] == "true") for c in cases])
                  for name, peer in peers().items()}  # fmt: skip
        best = max(theirs, key=lambda name: theirs[name][2])
        others = "; ".join(f"{name} P {p:.3f} R {r:.3f} F1 {f:.3f}" for name, (p, r, f) in theirs.items())
        for at, metric in enumerate(("precision", "recall", "F1")):
            found.append(
                Row(
                    "two names, one bearer", f"opensanctions-name-bench, half {half}", metric,
                    measure(ours, LIKELY)[at],
                    len(ours), bootstrap(ours, lambda u, at=at: measure(u, LIKELY)[at]),  # type: ignore[misc, arg-type]
                    theirs[best][at], f"{best}, its best threshold on this half", PUBLISHED,
                    f"threshold {LIKELY} set on the half read; {others}",
                )
            )  # fmt: skip
    return found


def _best(scored: list[Scored]) -> tuple[float, float, float]:
    return max((measure(scored, t / 100) for t in range(30, 101)), key=lambda m: m[2])


# --- names in the news ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """``gold`` are the cores of named mentions with kind and the entity they go back to across documents; ``open_`` are
    named mentions that the annotation gives no type, neither right nor wrong to find."""

    name: str
    text: str
    gold: dict[Span, tuple[MentionKind, str]]
    open_: tuple[Span, ...]


_CORE = re.compile(
    r"[a-z]?[A-Z0-9][\w.&'-]*(?:\s+(?:(?:of|the|and|de|&|for)\s+){0,3}[a-z]?[A-Z0-9][\w.&'-]*){0,12}"
)  # fmt: skip
_CLOSING = re.compile(r"(?:[,.;:!?%)\]]|'s|'|n't|''|\.\.\.)")


def articles(bench: Path) -> dict[str, list[Article]]:
    folder = bench / "meantime" / "intra_cross-doc_annotation"
    halves: dict[str, list[Article]] = {"read": [], "not read": []}
    for file in sorted(folder.glob("*/*.xml")):
        kept = hashlib.sha256(file.name.encode()).digest()[0] % 3 == 0
        halves["not read" if kept else "read"].append(_article(file))
    return halves


def _article(file: Path) -> Article:
    root = ElementTree.parse(file).getroot()
    text = ""
    place: dict[str, Span] = {}
    last: str | None = None
    for token in root.iter("token"):
        word, sentence, key = token.text or "", token.get("sentence"), str(token.get("t_id"))
        if last is not None and sentence != last:
            text += "\n"
        elif text and not text.endswith(("\n", "(", "[", "$", "£", "€")) and not _CLOSING.fullmatch(word):
            text += " "
        last = sentence
        place[key] = (len(text), len(text) + len(word))
        text += word
    mentions = _mentions(root, place)
    named = [m for m in mentions if m["form"] in ("NAM", "PRE.NAM")]
    end = max((m["end"] for m in mentions if m["form"]), default=0)
    stop = text.find("\n", end)
    text = text[: stop if stop > 0 else len(text)]  # later sentences are not annotated
    gold = {}
    for m in named:
        inside = any(n is not m and m["start"] <= n["start"] and n["end"] <= m["end"] and n["entity"] == m["entity"]
                     for n in named)  # fmt: skip
        core = _core(text, m["start"], m["end"]) if m["kind"] and not inside else None
        if core and core[1] <= len(text) and fold(text[core[0] : core[1]]) not in NATIONAL:
            gold[core] = (m["kind"], m["entity"])
    return Article(file.stem, text, gold, tuple((m["start"], m["end"]) for m in named if not m["kind"]))


def _mentions(root: ElementTree.Element, place: dict[str, Span]) -> list[dict[str, Any]]:
    entities = {e.get("m_id"): e for e in root.iter("ENTITY")}
    target = {}
    for relation in root.iter("REFERS_TO"):
        to = relation.find("target")
        for source in relation.findall("source"):
            target[source.get("m_id")] = entities.get(to.get("m_id") if to is not None else None)
    found = []
    for mention in root.iter("ENTITY_MENTION"):
        keys = [str(a.get("t_id")) for a in mention.iter("token_anchor")]
        if keys:
            entity = target.get(mention.get("m_id"))
            found.append({
                "start": min(place[k][0] for k in keys), "end": max(place[k][1] for k in keys),
                "form": mention.get("syntactic_type"),
                "kind": _TYPES.get(entity.get("ent_type") or "") if entity is not None else None,
                "entity": (entity.get("instance_id") or "") if entity is not None else "",
            })  # fmt: skip
    return found


def _core(text: str, start: int, end: int) -> Span | None:
    """The name in an annotated phrase: the last run of capitals before a comma or bracket ("its parent | Vandor")."""
    phrase = re.split(r"[,(]", text[start:end])[0]
    runs = [m for m in _CORE.finditer(phrase) if any(c.isalpha() for c in m.group())]
    if not runs:
        return None
    a, b = start + runs[-1].start(), start + runs[-1].end()
    a += 4 if text[a:b].startswith(("The ", "the ")) else 0
    b -= 2 if text[a:b].endswith("'s") else 1 if text[a:b].endswith("'") else 0
    return (a, b) if b > a else None


def found_by_loupe(text: str, parse: Parse | None) -> dict[Span, MentionKind]:
    return {(m.start, m.end): m.kind for m in find_mentions(text, parse) if m.how in ("name", "alias")}


def found_by_spacy(parse: Parse) -> dict[Span, MentionKind]:
    """The parser's own entities, without their articles and possessives: what Loupe's corrections start from."""
    found: dict[Span, MentionKind] = {}
    words, at = parse.words, 0
    while at < len(words):
        stop = at + 1
        while (
            words[at].entity and stop < len(words) and words[stop].entity == words[at].entity and not words[stop].begins
        ):
            stop += 1
        a, b = at, stop
        while a < b and fold(words[a].text) in ("the", "a", "an"):
            a += 1
        while a < b and words[b - 1].text in ("'s", "'"):
            b -= 1
        if words[at].entity in _LABELS and a < b:
            found[words[a].start, words[b - 1].end] = _LABELS[words[at].entity]
        at = stop
    return found


def hits(article: Article, found: dict[Span, MentionKind]) -> tuple[int, int, int]:
    """How many names of persons, organisations and places are right (kind, and overlapping span), found, and gold."""
    gold = {s: k for s, (k, _) in article.gold.items() if k != "thing"}
    counted = [
        (s, k)
        for s, k in found.items()
        if k in ("person", "organisation", "place")
        and (any(_meet(s, g) for g in gold) or not any(_meet(s, o) for o in article.open_))
    ]
    used: set[Span] = set()
    for span, kind in counted:
        fit = [g for g in gold if g not in used and gold[g] == kind and _meet(span, g)]
        if fit:
            used.add(max(fit, key=lambda g: min(g[1], span[1]) - max(g[0], span[0])))
    return len(used), len(counted), len(gold)


def _meet(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _f(counts: Iterable[tuple[int, int, int]], at: int) -> float:
    right, found, gold = (sum(column) for column in zip(*counts, strict=True))
    return (right / max(found, 1), right / max(gold, 1), 2 * right / max(found + gold, 1))[at]


# --- from document to document ----------------------------------------------------------------------------------------

Item = tuple[str, int, int]


def clusters_by_loupe(news: Sequence[Article]) -> dict[Item, int]:
    """The gold mentions bound within their document, and every proposal from the threshold on taken as accepted; in a
    case a person decides."""
    entities = []
    home: dict[Item, int] = {}
    for article in news:
        mentions = [
            Mention(
                a, b, article.text[a:b], kind, _untitled(article.text[a:b]) if kind == "person" else article.text[a:b]
            )
            for (a, b), (kind, _) in sorted(article.gold.items())
        ]
        own = entities_of(article.name, [(article.text, mentions)])
        for m in mentions:
            home[article.name, m.start, m.end] = len(entities) + next(
                i for i, e in enumerate(own) if e.kind == m.kind and m.value in e.names
            )
        entities.extend(own)
    parent = list(range(len(entities)))
    index = defaultdict(list)
    for number, entity in enumerate(entities):
        index[entity.source_id, entity.name].append(number)
    for p in propose_merges(entities):
        if p.score >= LIKELY:
            for i in index[p.left_source, p.left]:
                for j in index[p.right_source, p.right]:
                    parent[_root(parent, i)] = _root(parent, j)
    return {item: _root(parent, number) for item, number in home.items()}


def _untitled(name: str) -> str:
    words = name.split()
    while len(words) > 1 and fold(words[0]).rstrip(".") in TITLE_WORDS:
        words.pop(0)
    return " ".join(words)


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        at = parent[at]
    return at


def b_cubed(gold: dict[Item, str], ours: dict[Item, Any]) -> list[tuple[str, float, float]]:
    """Precision and recall of each mention's cluster, with its document (Bagga & Baldwin 1998)."""
    right, found = defaultdict(set), defaultdict(set)
    for item in gold:
        right[gold[item]].add(item)
        found[ours[item]].add(item)
    return [
        (item[0], len(right[gold[item]] & found[ours[item]]) / len(found[ours[item]]),
         len(right[gold[item]] & found[ours[item]]) / len(right[gold[item]]))
        for item in gold
    ]  # fmt: skip


def _b_f1(items: Iterable[tuple[str, float, float]]) -> float:
    kept = list(items)
    p, r = (sum(i[at] for i in kept) / len(kept) for at in (1, 2))
    return 2 * p * r / (p + r)


def _news_rows(bench: Path) -> list[Row]:
    if not (bench / "meantime").exists():
        print("names: meantime is not there")
        return []
    parser = find_parser()
    found: list[Row] = []
    for half, news in articles(bench).items():
        where = f"meantime, articles {half}"
        if parser is None:
            print("names: no parser is installed, names in news are not measured")
        else:
            parses = list(parser.parse(a.text for a in news))
            ours = [hits(a, found_by_loupe(a.text, p)) for a, p in zip(news, parses, strict=True)]
            theirs = [hits(a, found_by_spacy(p)) for a, p in zip(news, parses, strict=True)]
            alone = _f([hits(a, found_by_loupe(a.text, None)) for a in news], 2)
            for at, metric in enumerate(("precision", "recall", "F1")):
                found.append(
                    Row(
                        "names of persons, organisations, places", where, metric, _f(ours, at), sum(c[2] for c in ours),
                        bootstrap(ours, lambda u, at=at: _f(u, at)),  # type: ignore[misc, arg-type]
                        _f(theirs, at), parser.name,
                        note=f"right kind and overlapping span; without a parser F1 {alone:.3f}",
                    )
                )  # fmt: skip
        found.append(_linking(news, where))
    return found


def _linking(news: Sequence[Article], where: str) -> Row:
    linked = [Article(a.name, a.text, {s: g for s, g in a.gold.items() if g[1]}, ()) for a in news]
    gold = {(a.name, *s): entity for a in linked for s, (_, entity) in a.gold.items()}
    exact = {(a.name, *s): fold(a.text[s[0] : s[1]]) for a in linked for s in a.gold}
    ours, theirs = b_cubed(gold, clusters_by_loupe(linked)), b_cubed(gold, exact)
    by_document = [[i for i in ours if i[0] == a.name] for a in linked]
    interval = bootstrap(by_document, lambda u: _b_f1(i for part in u for i in part))  # type: ignore[attr-defined]
    p, r = (sum(i[at] for i in ours) / len(ours) for at in (1, 2))
    return Row(
        "entities across documents", where, "B-cubed F1", _b_f1(ours), len(ours), interval, _b_f1(theirs),
        "the same name, folded", note=f"gold mentions; P {p:.3f}, R {r:.3f}; proposals from {LIKELY} on accepted",
    )  # fmt: skip


if __name__ == "__main__":
    for row in rows(Path(sys.argv[1])):
        print(row)
