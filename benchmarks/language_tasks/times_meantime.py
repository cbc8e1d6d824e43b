"""Times in the English articles of MEANTIME (Minard et al., LREC 2016; Wikinews, CC BY 4.0), which no rule was written
with.

Annotated are the title, the date line and the four sentences after them. The date line is the day of the article (its
creation time, a tag of its own in TimeML too): a reader is told it, and it is neither read nor scored. The corpus has
tokens: they are joined to running text, a line a sentence.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from language_tasks.rows import Row
from language_tasks.timexes import Document, Timex, rows_of

__all__ = ["articles", "rows"]

_DATE_LINE = 1
_LAST = 5
_OPENING = ("\n", "(", "[", "$", "£", "€")
_CLOSING = re.compile(r"(?:[,.;:!?%)\]]|'s|’s|'|n't|''|\.\.\.)")


def articles(folder: Path) -> Iterator[Document]:
    """The articles, in the order of their names."""
    for path in sorted(folder.glob("*/*.xml")):
        root = ET.parse(path).getroot()
        sentence = {token.get("t_id", ""): int(token.get("sentence", "0")) for token in root.iter("token")}
        text, place = _joined(root)
        gold: list[Timex] = []
        for timex in root.iter("TIMEX3"):
            anchors = [anchor.get("t_id", "") for anchor in timex.iter("token_anchor")]
            if not anchors or sentence[anchors[0]] == _DATE_LINE:
                continue  # an end of a length, which no words name, or the day of the article
            spans = [place[anchor] for anchor in anchors]
            start, end = min(s[0] for s in spans), max(s[1] for s in spans)
            gold.append((start, end, timex.get("type", ""), timex.get("value", "")))
        yield Document(path.stem, text, _day(root), tuple(sorted(gold)))


def _day(root: ET.Element) -> datetime:
    """The date line, "April 27 , 2005"; its tag is missing twice and written the wrong way round once."""
    line = "".join(f"{t.text or ''} " for t in root.iter("token") if t.get("sentence") == str(_DATE_LINE))
    return datetime.strptime(line.strip(), "%B %d , %Y")


def _joined(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    text, last = "", -1
    place: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        word, sentence = token.text or "", int(token.get("sentence", "0"))
        if sentence > _LAST or sentence == _DATE_LINE:
            continue
        if last not in (-1, sentence):
            text += "\n"
        elif text and not text.endswith(_OPENING) and not _CLOSING.fullmatch(word):
            text += " "
        last = sentence
        place[token.get("t_id", "")] = len(text), len(text) + len(word)
        text += word
    return text, place


def rows(bench: Path, readers: dict[str, Callable[[Document], list[Timex]]]) -> list[Row]:
    """The rows for MEANTIME; none, with a printed sentence, when it is not there."""
    found = list(articles(bench / "meantime" / "intra_cross-doc_annotation"))
    if not found:
        print("meantime is not there: its rows are left out")
        return []
    return rows_of(
        "MEANTIME, title and first four sentences of each article",
        found,
        readers,
        "HeidelTime 81.3 strict, 90.3 relaxed, 77.6 value on TempEval-3's platinum texts (UzZaman et al. 2013)",
        "no rule was written with it; the date line is told, not read; the first look is the figure",
    )
