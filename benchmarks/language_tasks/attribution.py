"""Quotations and their speakers (LitBank), tellers in the news (MEANTIME), commitment (CommitmentBank).

Every set is cut in two by the SHA-256 of a name: the half that the rules were written with, and the half held out, of
which only the totals were looked at. Both are shown, because only the second says how the rules do on what they have
not seen.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from language_tasks.rows import Row, bootstrap
from loupe.language.attribution import find_attribution
from loupe.language.commitment import commitment
from loupe.language.parsing import find_parser
from loupe.language.predicates import PREDICATES
from loupe.language.quotations import find_quotations
from loupe.language.quotations.marks import Marked
from loupe.language.quotations.speakers import find_speakers
from loupe.language.statements.clauses import Clauses
from loupe.language.statements.force import Force, Forces
from loupe.language.statements.phrases import phrase_span
from loupe.language.statements.tree import Tree
from loupe.language.words import tokens

__all__ = ["rows"]

Span = tuple[int, int]
_HALVES = {0: "the half the rules were written with", 1: "the half held out"}


def rows(bench: Path) -> list[Row]:
    """The rows of all three sets, those whose data are missing left out with a word about it."""
    found: list[Row] = []
    for name, measure in (
        ("litbank", _litbank),
        ("meantime", _meantime),
        ("commitmentbank", _commitmentbank),
    ):
        if (bench / name).is_dir():
            found += measure(bench / name)
        else:
            print(f"attribution: {name} is not there, its rows are left out")
    return found


def _half(name: str) -> int:
    return hashlib.sha256(name.encode()).digest()[0] % 2


def _ratio(units: Sequence[tuple[int, int]]) -> float:
    total = sum(n for _, n in units)
    return sum(k for k, _ in units) / total if total else 0.0


# --- LitBank: quotations, and who speaks them -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Book:
    text: str
    quotes: dict[Span, str]
    mentions: dict[Span, str]


def _litbank(folder: Path) -> list[Row]:
    found: list[Row] = []
    for half, said in _HALVES.items():
        books = [
            _book(folder, file)
            for file in sorted((folder / "quotations_tsv").glob("*.ann"))
            if _half(file.stem) == half
        ]
        if books:
            found += [_identification(books, said), _speakers(books, said)]
    return found


def _book(folder: Path, file: Path) -> _Book:
    text = file.with_suffix(".txt").read_text("utf-8")
    spans: dict[str, Span] = {}
    speakers: dict[str, str] = {}
    place = _token_places(text)
    for line in file.read_text("utf-8").splitlines():
        kind, name, *rest = line.split("\t")
        if kind == "QUOTE":
            spans[name] = (place(int(rest[0]), int(rest[1]))[0], place(int(rest[2]), int(rest[3]))[1])
        elif kind == "ATTRIB":
            speakers[name] = rest[0]
    mentions: dict[Span, str] = {}
    for line in (folder / "coref_brat" / file.name).read_text("utf-8").splitlines():
        key, what, *_ = line.split("\t")
        label, start, end = what.split(" ")[:3]
        if key.startswith("T") and "-" in label:  # the others give the mention's kind, not whom it means
            mentions.setdefault((int(start), int(end)), label)
    return _Book(text, {spans[n]: speakers[n] for n in spans if n in speakers}, mentions)


def _token_places(text: str) -> Callable[[int, int], Span]:
    """The place of a token by the number of its line and its number there; tokens are parted by one blank."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def place(line: int, number: int) -> Span:
        words = lines[line].split(" ")
        start = starts[line] + sum(len(w) + 1 for w in words[:number])
        return start, start + len(words[number])

    return place


_STRAIGHT = re.compile(r"“[^“”]*”|\"[^\"]*\"")


def _identification(books: Sequence[_Book], said: str) -> Row:
    def found(book: _Book) -> set[Span]:
        return {(q.start, q.end) for q in find_quotations(book.text, lines="sentences") if q.kind == "speech"}

    def marks_alone(book: _Book) -> set[Span]:
        return {m.span() for m in _STRAIGHT.finditer(book.text)}

    ours = [_counts(found(b), set(b.quotes)) for b in books]
    theirs = [_counts(marks_alone(b), set(b.quotes)) for b in books]
    return Row(
        task="quotations",
        set=f"LitBank, {said}",
        metric="F1, exact span",
        loupe=_f1(ours),
        items=sum(len(b.quotes) for b in books),
        interval=bootstrap(ours, _f1),  # type: ignore[arg-type]
        peer=_f1(theirs),
        peer_name="pairs of double marks, by one pattern",
        published="BookNLP about .90 or more (from memory of its documentation, not checked)",
        note=f"{len(books)} novels; by novel for the interval; names and titles in marks count against",
    )


def _counts(found: set[Span], gold: set[Span]) -> tuple[int, int, int]:
    return len(found & gold), len(found - gold), len(gold - found)


def _f1(units: Sequence[tuple[int, int, int]]) -> float:
    hits, extra, missed = (sum(u[i] for u in units) for i in range(3))
    return 2 * hits / (2 * hits + extra + missed) if hits else 0.0


def _speakers(books: Sequence[_Book], said: str) -> Row:
    ours: list[tuple[int, int]] = []
    nearest: list[tuple[int, int]] = []
    answered = right = 0
    for book in books:
        spans = sorted(book.quotes)
        if not spans:
            continue
        speakers = find_speakers(book.text, [Marked(*s) for s in spans], False)
        who = [_meant(book, (s.mention.start, s.mention.end)) if s else None for s in speakers]
        hits = [w == book.quotes[span] for w, span in zip(who, spans, strict=True)]
        answered += sum(s is not None for s in speakers)
        right += sum(hits)
        ours.append((sum(hits), len(spans)))
        near = [_nearest_name(book, span) == book.quotes[span] for span in spans]
        nearest.append((sum(near), len(spans)))
    return Row(
        task="speakers",
        set=f"LitBank, {said}",
        metric="accuracy on gold quotations, no answer is wrong",
        loupe=_ratio(ours),
        items=sum(n for _, n in ours),
        interval=bootstrap(ours, _ratio),  # type: ignore[arg-type]
        peer=_ratio(nearest),
        peer_name="the person named nearest outside the quotation (gold mentions)",
        published="BookNLP about .85 to .90 (from memory, not checked)",
        note=f"answers {answered / sum(n for _, n in ours):.3f}, right in {right / answered:.3f} of them; the words "
        "found are turned into an entity by LitBank's own coreference; one sentence a line, no paragraphs",
    )


def _meant(book: _Book, span: Span) -> str | None:
    """The entity that LitBank gives the words: of the mention there, else of the one that overlaps it best."""
    if span in book.mentions:
        return book.mentions[span]
    start, end = span
    touching = [(s, e) for s, e in book.mentions if s < end and start < e]
    if not touching:
        return None

    def likeness(mention: Span) -> tuple[int, float, int]:
        shared = min(mention[1], end) - max(mention[0], start)
        whole = max(mention[1], end) - min(mention[0], start)
        return (mention[0] == start) + (mention[1] == end), shared / whole, -mention[0]

    best = max(touching, key=likeness)
    return book.mentions[best]


_PRONOUNS = frozenset("he she they i we him her them it his its their my me our us you your".split())


def _nearest_name(book: _Book, span: Span) -> str | None:
    """The baseline: the mention with a capital, no pronoun, that stands nearest to the quotation outside of any."""
    best: tuple[int, str] | None = None
    for (start, end), who in book.mentions.items():
        words = book.text[start:end]
        if words.lower() in _PRONOUNS or not words[0].isupper() or any(a <= start < b for a, b in book.quotes):
            continue
        distance = start - span[1] if start >= span[1] else span[0] - end
        if best is None or (distance, who) < best:
            best = (distance, who)
    return best[1] if best else None


# --- MEANTIME: who says what in the news ----------------------------------------------------------------------------

_REPORTING = frozenset(
    "say says said saying announce announces announced state states stated stating claim claims claimed claiming "
    "report reports reported reporting tell tells told argue argues argued conclude concludes concluded add adds "
    "added believe believes believed deny denies denied confirm confirms confirmed warn warned explain explained "
    "suggest suggested estimate estimated note noted reveal revealed write wrote quote quoted".split()
)


@dataclass(frozen=True, slots=True)
class _Reported:
    """A sentence, the event that is said in it, and the places of the words for whoever says it."""

    sentence: str
    event: Span
    tellers: tuple[Span, ...]


def _meantime(folder: Path) -> list[Row]:
    found: list[Row] = []
    for half, said in _HALVES.items():
        files = [f for f in sorted(folder.glob("intra_cross-doc_annotation/*/*.xml")) if _half(f.name) == half]
        documents = [list(_reported(f)) for f in files]
        if not any(documents):
            continue
        ours = [(sum(_told(r, _loupe_tellers) for r in d), len(d)) for d in documents]
        theirs = [(sum(_told(r, _first_name) for r in d), len(d)) for d in documents]
        found.append(
            Row(
                task="tellers",
                set=f"MEANTIME, {said}",
                metric="accuracy: a teller of the P that the event is in",
                loupe=_ratio(ours),
                items=sum(n for _, n in ours),
                interval=bootstrap(ours, _ratio),  # type: ignore[arg-type]
                peer=_ratio(theirs),
                peer_name="the capitals nearest before the first verb of saying, P after it",
                note="events that an SLINK ties to a verb of saying with an Arg0 in the same sentence; recall only, "
                "as MEANTIME does not mark everything that is said; tokens joined to running text",
            )
        )
    return found


_Tellers = Callable[[str, Span], list[Span]]


def _told(item: _Reported, read: _Tellers) -> bool:
    return any(a < f and e < b for a, b in read(item.sentence, item.event) for e, f in item.tellers)


def _loupe_tellers(sentence: str, event: Span) -> list[Span]:
    """The tellers of the clause that the event stands in: as the sentence is built, else as its wording has them."""
    parser = find_parser()
    for parse in parser.parse([sentence]) if parser else ():
        clauses = Clauses(Tree(parse))
        at = next(i for i, w in enumerate(parse.words) if w.start <= event[0] < w.end)
        verb = at if clauses.is_verb(at) else clauses.governor(at)
        force = Forces(clauses).of(verb) if verb is not None else Force(live=False)
        if force.live and force.chain:
            return [phrase_span(clauses.tree, teller) for teller in force.chain]
    found = find_attribution(sentence)
    return list(found.spans) if found.inner[0] <= event[0] and event[1] <= found.inner[1] else []


_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*)*")


def _first_name(sentence: str, event: Span) -> list[Span]:
    for word in re.finditer(r"[a-z]+", sentence):
        if word.group() in _REPORTING:
            names = [m.span() for m in _CAPITALS.finditer(sentence, 0, word.start())]
            after = len(sentence[word.end() :].split()) > 4
            start, end = (word.end(), len(sentence)) if after else (0, word.start())
            return names[-1:] if start <= event[0] and event[1] <= end else []
    return []


def _reported(file: Path) -> Iterator[_Reported]:
    root = ElementTree.parse(file).getroot()
    words = [(t.get("t_id", ""), int(t.get("sentence", "0")), t.text or "") for t in root.iter("token")]
    number = {t_id: i for i, (t_id, _, _) in enumerate(words)}
    markables, relations = root.find("Markables"), root.find("Relations")
    if markables is None or relations is None:
        return
    mentions = {
        m.get("m_id", ""): [number[a.get("t_id", "")] for a in m.findall("token_anchor")]
        for m in markables
        if m.find("token_anchor") is not None
    }
    agents: dict[str, list[str]] = defaultdict(list)
    for relation in relations.findall("HAS_PARTICIPANT"):
        if relation.get("sem_role") == "Arg0":
            agents[_end(relation, "source")].append(_end(relation, "target"))
    sentences = _running(words)
    for link in relations.findall("SLINK"):
        verb, event = mentions[_end(link, "source")], mentions[_end(link, "target")]
        sentence = words[verb[0]][1]
        who = [i for agent in agents[_end(link, "source")] for i in mentions[agent] if words[i][1] == sentence]
        if words[verb[0]][2].lower() in _REPORTING and who and words[event[0]][1] == sentence:
            text, places = sentences[sentence]
            yield _Reported(text, places[event[0]], tuple(places[i] for i in who))


def _end(relation: ElementTree.Element, side: str) -> str:
    found = relation.find(side)
    return found.get("m_id", "") if found is not None else ""


_JOINED = frozenset(", . ; : ! ? ) 's 't n't % ' ''".split())
_MARKS = {"``": "“", "''": "”"}


def _running(words: Sequence[tuple[str, int, str]]) -> dict[int, tuple[str, dict[int, Span]]]:
    """Each sentence as running text, no blank before a comma, and the place of each of its tokens."""
    texts: dict[int, str] = defaultdict(str)
    places: dict[int, dict[int, Span]] = defaultdict(dict)
    for i, (_, sentence, word) in enumerate(words):
        so_far = texts[sentence]
        shown = _MARKS.get(word, word)
        gap = "" if not so_far or word in _JOINED or so_far.endswith(("(", "“", "$")) else " "
        texts[sentence] = so_far + gap + shown
        places[sentence][i] = (len(so_far) + len(gap), len(so_far) + len(gap) + len(shown))
    return {s: (texts[s], places[s]) for s in texts}


# --- CommitmentBank: does the speaker assert it? --------------------------------------------------------------------

_Score = Callable[[Sequence[tuple[int, int]]], float]
_CLASSES = (1, 0, -1)
_POLARITY = {"holds": 1, "fails": -1, "open": 0}
_NEGATION = re.compile(r"\b(?:not|never|no|nobody|cannot)\b|n['’]t\b", re.IGNORECASE)
_DOUBT = re.compile(r"\b(?:may|might|could|would|can|should|must|if|unless|perhaps|maybe)\b|\?", re.IGNORECASE)


def _commitmentbank(folder: Path) -> list[Row]:
    with (folder / "CommitmentBank-items.csv").open(encoding="utf-8", newline="") as file:
        items = list(csv.DictReader(file))
    found: list[Row] = []
    for half, said in _HALVES.items():
        own = [item for item in items if _half(item["uID"]) == half]
        gold = [_class(float(item["Mean"])) for item in own]
        ours = list(zip(gold, (_committed(item) for item in own), strict=True))
        words = list(zip(gold, (_by_words(item["Target"]) for item in own), strict=True))
        most = Counter(gold).most_common(1)[0][0]
        usual = [(g, most) for g in gold]
        for metric, score in (("accuracy", _accuracy), ("macro-F1", _macro_f1)):
            found.append(
                Row(
                    task="commitment",
                    set=f"CommitmentBank, {said}",
                    metric=f"{metric}, three classes",
                    loupe=score(ours),
                    items=len(own),
                    interval=bootstrap(ours, score),  # type: ignore[arg-type]
                    peer=score(words),
                    peer_name="a list of negations, modal verbs and ifs",
                    published="RoBERTa-large, fine-tuned, .90 to .98 accuracy on SuperGLUE's clearer part of it "
                    "(from memory, not checked)",
                    note=f"the commonest class always: {score(usual):.3f}; classes by the mean of the readers "
                    "(1 or more, -1 or less, between)",
                )
            )
    return found


def _class(mean: float) -> int:
    return 1 if mean >= 1 else -1 if mean <= -1 else 0


def _committed(item: dict[str, str]) -> int:
    target = item["Target"]
    return _POLARITY[commitment(target, _clause(target, item["Prompt"], item["Verb"])).polarity]


def _clause(target: str, prompt: str, verb: str) -> Span:
    """Where the clause that was asked about stands: after the embedding verb, to the end of what the prompt repeats."""
    words = tokens(target)
    blocks = difflib.SequenceMatcher(
        None, [w.low for w in words], [w.low for w in tokens(prompt)], autojunk=False
    ).get_matching_blocks()
    longest = max(blocks, key=lambda b: b.size)
    if not longest.size:
        return words[-1].start, words[-1].end
    end = words[longest.a + longest.size - 1].end
    for i in range(min(longest.a + 1, len(words) - 1), -1, -1):
        if any(p.lemma == verb for p in PREDICATES.get(words[i].low, ())):
            return words[min(i + 1, len(words) - 1)].start, end
    return words[longest.a].start, end


def _by_words(target: str) -> int:
    """The baseline: denied when a negation stands in the sentence, open under a modal verb, an if or a question."""
    if _DOUBT.search(target):
        return 0
    return -1 if _NEGATION.search(target) else 1


def _accuracy(pairs: Sequence[tuple[int, int]]) -> float:
    return sum(g == p for g, p in pairs) / len(pairs)


def _macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    scores = []
    for each in _CLASSES:
        hits = sum(g == p == each for g, p in pairs)
        wrong = sum((g == each) != (p == each) for g, p in pairs)
        scores.append(2 * hits / (2 * hits + wrong) if hits else 0.0)
    return sum(scores) / len(scores)
