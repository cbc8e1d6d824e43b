"""Public sets for retrieval: collections with questions; articles with a claim and the sentences that bear on it."""

from __future__ import annotations

import csv
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from loupe.search.terms import STOP_WORDS, split_terms

__all__ = ["BAR_SETS", "NEEDED", "Article", "Asked", "Collection", "articles", "collections", "otherwise", "sampled"]

NEEDED = (
    "smart-ir-collections",
    "checkthat-2020-task2-verified-claim-retrieval",
    "fool-me-twice",
    "wice",
    "politihop",
    "meantime",
)
BAR_SETS = ("checkthat-2020 train", "time", "cran", "med", "cisi", "fool-me-twice")
"""The sets over which the mean of the bar is taken, as far as they are there."""

csv.field_size_limit(sys.maxsize)


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents and questions by id, and which documents answer a question."""

    name: str
    documents: dict[str, str]
    questions: dict[str, str]
    relevant: dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Article:
    """A claim, the sentences of one article, and each set of sentences that annotators found enough."""

    claim: str
    sentences: tuple[str, ...]
    evidence: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A made question for one sentence: its name or date in another form, and two of its other words."""

    kind: str
    text: str
    sentence: str
    aliases: tuple[tuple[str, ...], ...] = ()
    dates: tuple[str, ...] = ()


def collections(bench: Path) -> Iterator[Collection]:
    """All collections that are there; TIME where the folder has it."""
    yield from _smart(bench / "smart-ir-collections")
    if (bench / "smart-ir-collections" / "time").is_dir():
        yield _time(bench / "smart-ir-collections" / "time")
    folder = bench / "checkthat-2020-task2-verified-claim-retrieval" / "v3.0"
    yield _checkthat(folder, "train")
    yield _fool_me_twice(bench / "fool-me-twice" / "dev.jsonl")


def articles(bench: Path) -> Iterator[tuple[str, list[Article]]]:
    """The sets of articles by name; claims without evidence are left out."""
    yield "wice", list(_wice(bench / "wice" / "claim_dev.jsonl"))
    yield "politihop", list(_politihop(bench / "politihop"))
    yield "fool-me-twice", list(_pages(bench / "fool-me-twice" / "dev.jsonl"))


def sampled(collection: Collection, most: int) -> Collection:
    """The collection with at most this many of its questions, drawn with a fixed seed; all documents stay."""
    if len(collection.relevant) <= most:
        return collection
    chosen = sorted(random.Random(7).sample(sorted(collection.relevant), most))
    return Collection(
        collection.name,
        collection.documents,
        {q: collection.questions[q] for q in chosen},
        {q: collection.relevant[q] for q in chosen},
    )


def _smart(folder: Path) -> Iterator[Collection]:
    documents = dict(_records(folder / "cran" / "cran.all.1400"))
    questions = {str(n): text for n, (_, text) in enumerate(_records(folder / "cran" / "cran.qry"), 1)}
    good = _judgements(folder / "cran" / "cranqrel", 1)
    good = {question: {d.lstrip("0") for d in ids} for question, ids in good.items()}
    yield Collection("cran", {d.lstrip("0"): text for d, text in documents.items()}, questions, good)
    for name, column in (("med", 2), ("cisi", 1)):
        base = folder / name / name.upper()
        yield Collection(
            name,
            dict(_records(base.with_suffix(".ALL"))),
            dict(_records(base.with_suffix(".QRY"))),
            _judgements(base.with_suffix(".REL"), column),
        )
    parts = {}
    for name in ("doc-text", "query-text", "rlv-ass"):
        blocks = re.split(r"^\s*/\s*$", (folder / "npl" / name).read_text("latin-1"), flags=re.M)
        parts[name] = dict([*b.split(None, 1), ""][:2] for b in blocks if b.strip())
    good = {question: set(ids.split()) for question, ids in parts["rlv-ass"].items()}
    tidy = {name: {n: " ".join(text.split()) for n, text in parts[name].items()} for name in ("doc-text", "query-text")}
    yield Collection("npl", tidy["doc-text"], tidy["query-text"], good)


def _records(path: Path) -> Iterator[tuple[str, str]]:
    for record in re.split(r"^\.I ", path.read_text("latin-1"), flags=re.M)[1:]:
        number, _, rest = record.partition("\n")
        fields = re.split(r"^\.([A-Z])\s*$", rest, flags=re.M)
        wanted = [fields[at + 1] for at in range(1, len(fields), 2) if fields[at] in "TW"]
        yield number.strip(), " ".join(" ".join(wanted).split())


def _time(folder: Path) -> Collection:
    """TIME counts its documents in the order of the file, whatever number an article bears."""
    files = {path.suffix.upper(): path for path in sorted(folder.iterdir())}

    def blocks(suffix: str, mark: str) -> list[str]:
        text = files[suffix].read_text("latin-1").partition("*STOP")[0]
        return re.split(rf"^\*{mark}", text, flags=re.M)[1:]

    def tidy(block: str) -> str:
        return " ".join(block.partition("\n")[2].split())

    documents = {str(n): tidy(block) for n, block in enumerate(blocks(".ALL", "TEXT"), 1)}
    questions = {block.split()[0]: tidy(block) for block in blocks(".QUE", "FIND")}
    good = {}
    for line in files[".REL"].read_text("latin-1").splitlines():
        if line.split():
            question, *ids = line.split()
            good[question] = set(ids)
    return Collection("time", documents, questions, good)


def _checkthat(folder: Path, part: str) -> Collection:
    def rows(path: Path) -> Iterator[list[str]]:
        with path.open(encoding="utf-8", newline="") as file:
            yield from list(csv.reader(file, delimiter="\t"))[1:]

    documents = {row[0]: f"{row[1]} {row[2]}" for row in rows(folder / "verified_claims.docs.tsv")}
    questions = {row[0]: row[1] for row in rows(folder / part / "tweets.queries.tsv")}
    good = _judgements(folder / part / "tweet-vclaim-pairs.qrels", 2)
    return Collection(f"checkthat-2020 {part}", documents, questions, good)


def _judgements(path: Path, column: int) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in path.read_text().splitlines():
        fields = line.split()
        if fields[-1] not in {"0", "-1"}:
            found.setdefault(fields[0], set()).add(fields[column])
    return found


def _lines(path: Path) -> Iterator[dict[str, object]]:
    yield from map(json.loads, path.read_text("utf-8").splitlines())


def _sentences(item: dict[str, object], *kinds: str) -> Iterator[str]:
    for kind in kinds:
        for found in item[kind]:
            yield " ".join(found["text"].split())


def _fool_me_twice(path: Path) -> Collection:
    """Every sentence that anybody was shown, of every page, as one archive; the gold ones answer the claim."""
    items = list(_lines(path))
    texts = dict.fromkeys(t for item in items for t in _sentences(item, "gold_evidence", "retrieved_evidence"))
    ids = {text: str(n) for n, text in enumerate(texts, 1)}
    return Collection(
        "fool-me-twice",
        {name: text for text, name in ids.items()},
        {item["id"]: item["text"] for item in items},
        {item["id"]: {ids[t] for t in _sentences(item, "gold_evidence")} for item in items},
    )


def _pages(path: Path) -> Iterator[Article]:
    """The claims of Fool Me Twice with every sentence that was shown for its page."""
    items = list(_lines(path))
    pages: dict[object, dict[str, int]] = {}
    for item in items:
        page = pages.setdefault(item["wikipedia_page"], {})
        for text in _sentences(item, "gold_evidence", "retrieved_evidence"):
            page.setdefault(text, len(page))
    for item in items:
        page = pages[item["wikipedia_page"]]
        yield Article(
            str(item["text"]), tuple(page), (frozenset(page[t] for t in _sentences(item, "gold_evidence")),)
        )  # fmt: skip


def _wice(path: Path) -> Iterator[Article]:
    for item in _lines(path):
        sets = _sets(item["supporting_sentences"])
        if sets:
            yield Article(item["claim"], tuple(item["evidence"]), sets)


def _politihop(folder: Path) -> Iterator[Article]:
    """One article for each claim; each chain of its evidence is a set, whatever row it stands in."""
    found: dict[str, tuple[str, tuple[str, ...], list[Sequence[int]]]] = {}
    for name in ("train.tsv", "valid.tsv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                sentences = tuple(json.loads(row["ruling"]))
                chains = found.setdefault(row["article_id"], (row["statement"], sentences, []))[2]
                for chain in json.loads(row["annotated_evidence"]).values():
                    chains.append([int(n) for n in ",".join(chain).split(",") if n.strip().isdigit()])
    for claim, sentences, chains in found.values():
        sets = _sets([[n for n in chain if n < len(sentences)] for chain in chains])
        if sets:
            yield Article(claim, sentences, sets)


def _sets(chains: object) -> tuple[frozenset[int], ...]:
    return tuple(dict.fromkeys(frozenset(chain) for chain in chains if chain))


_MONTHS = "January February March April May June July August September October November December".split()


def otherwise(bench: Path) -> tuple[dict[str, str], list[Asked]]:
    """MEANTIME's sentences, and questions that name a person or a day otherwise than the sentence does.

    The other names are those that annotators linked to the same thing anywhere in the set. With a fixed seed.
    """
    sentences: dict[str, str] = {}
    names: dict[str, dict[str, None]] = {}
    named: dict[tuple[str, str, str], None] = {}
    dated: dict[tuple[str, str, str], None] = {}
    for path in sorted((bench / "meantime" / "intra_cross-doc_annotation").rglob("*.xml")):
        tree = ElementTree.parse(path).getroot()
        words = {token.get("t_id"): token.text or "" for token in tree.iter("token")}
        place = {token.get("t_id"): f"{path.stem}#{token.get('sentence')}" for token in tree.iter("token")}
        for token, key in place.items():
            sentences[key] = f"{sentences[key]} {words[token]}" if key in sentences else words[token]
        for thing, anchors in _linked(tree):
            said = " ".join(words[a] for a in anchors)
            if said[:1].isupper() and len(anchors) <= 5:
                names.setdefault(thing, {})[said] = None
                named[thing, said, place[anchors[0]]] = None
        for time in tree.iter("TIMEX3"):
            anchors = [a.get("t_id") for a in time.iter("token_anchor")]
            said = " ".join(words[a] for a in anchors)
            if _DAY.fullmatch(time.get("value") or "") and _IN_WORDS.search(said):
                dated[time.get("value"), said, place[anchors[0]]] = None
    return sentences, [*_renamed(sentences, names, sorted(named)), *_redated(sentences, sorted(dated))]


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IN_WORDS = re.compile(r"[A-Za-z]{3,} \d|\d [A-Za-z]{3,}")


def _linked(tree: ElementTree.Element) -> Iterator[tuple[str, list[str]]]:
    """The proper names of a document: what they are linked to, and their tokens."""
    things = {e.get("m_id"): e.get("instance_id") for e in tree.iter() if e.get("instance_id")}
    mentions = {
        mention.get("m_id"): [a.get("t_id") for a in mention.iter("token_anchor")]
        for mention in tree.iter("ENTITY_MENTION")
        if (mention.get("syntactic_type") or "").endswith("NAM")
    }
    for relation in tree.iter("REFERS_TO"):
        thing = next((things.get(t.get("m_id")) for t in relation.iter("target")), None)
        for source in relation.iter("source"):
            anchors = mentions.get(source.get("m_id"))
            if thing and anchors:
                yield thing, anchors


def _rest(sentence: str, said: str) -> list[str]:
    terms = split_terms(sentence.replace(said, " "))
    return [term for term in terms if term not in STOP_WORDS and not term.isdigit()]


def _renamed(
    sentences: dict[str, str], names: dict[str, dict[str, None]], named: list[tuple[str, str, str]]
) -> Iterator[Asked]:
    chance = random.Random(7)
    groups = tuple(tuple(sorted(group)) for group in names.values() if len(group) > 1)
    for thing, said, sentence in named:
        others = [name for name in sorted(names[thing]) if set(split_terms(name)).isdisjoint(split_terms(said))]
        rest = _rest(sentences[sentence], said)
        if others and len(rest) > 3:
            yield Asked("names", f"{chance.choice(others)} {' '.join(chance.sample(rest, 2))}", sentence, groups)


def _redated(sentences: dict[str, str], dated: list[tuple[str, str, str]]) -> Iterator[Asked]:
    chance = random.Random(7)
    for value, said, sentence in dated:
        year, month, day = value.split("-")
        rest = _rest(sentences[sentence], said)
        if len(rest) > 3:
            for form in (f"{day}/{month}/{year}", value, f"{_MONTHS[int(month) - 1][:3]}. {int(day)}, {year}"):
                yield Asked("dates", f"{form} {' '.join(chance.sample(rest, 2))}", sentence, (), (value,))
