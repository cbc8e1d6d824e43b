"""Scores of listening: word error rate as it is usually counted, and whose words were misheard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Errors", "align", "word_errors", "words_of"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SAME = {"per": "percent", "cent": "", "%": "percent", "ok": "okay", "mr": "mister", "dr": "doctor"}


@dataclass(frozen=True, slots=True)
class Errors:
    """Words said, and how many of them were heard as others, left out, or put in beside them."""

    words: int
    substituted: int
    deleted: int
    inserted: int

    @property
    def rate(self) -> float:
        """Word error rate: may be more than 1."""
        return (self.substituted + self.deleted + self.inserted) / max(self.words, 1)


def words_of(text: str) -> list[str]:
    """Small letters, without punctuation; figures and number words alike as figures where text2num is installed."""
    text = text.replace("’", "'").replace("%", " percent ").replace("per cent", "percent").replace("$", " dollars ")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text.lower()).replace("-", " ")
    text = re.sub(r"\bdollars +(\d+(?:\.\d+)?(?: (?:million|billion|thousand)\b)?)", r"\1 dollars", text)
    text = re.sub(r"\b(\d+) (million|billion|thousand)\b", _written_out, text)
    try:
        from text_to_num import alpha2digit

        text = alpha2digit(text, "en")
    except ImportError:
        pass
    return _WORD.findall(text)


def _written_out(match: re.Match[str]) -> str:
    return str(int(match[1]) * {"thousand": 10**3, "million": 10**6, "billion": 10**9}[match[2]])


def align(said: Sequence[str], heard: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """The cheapest alignment (Levenshtein 1966): pairs of numbers, None for a word left out or put in."""
    rows = [list(range(len(heard) + 1))]
    for i, word in enumerate(said, start=1):
        row, above = [i], rows[-1]
        for j, other in enumerate(heard, start=1):
            row.append(min(above[j - 1] + (word != other), above[j] + 1, row[j - 1] + 1))
        rows.append(row)
    pairs: list[tuple[int | None, int | None]] = []
    i, j = len(said), len(heard)
    while i or j:
        if i and j and rows[i][j] == rows[i - 1][j - 1] + (said[i - 1] != heard[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif i and rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1]


def word_errors(said: Sequence[tuple[str, str]], heard: Sequence[str]) -> dict[str, Errors]:
    """The errors for each speaker, and for all under ""; ``said`` are words with their speakers.

    A word put in counts for whoever spoke the word before it.
    """
    counts: Counter[tuple[str, str]] = Counter()
    speaker = said[0][1] if said else ""
    for i, j in align([word for word, _ in said], heard):
        if i is not None:
            word, speaker = said[i]
            counts[speaker, "words"] += 1
            if j is None:
                counts[speaker, "deleted"] += 1
            elif heard[j] != word:
                counts[speaker, "substituted"] += 1
        else:
            counts[speaker, "inserted"] += 1
    kinds = ("words", "substituted", "deleted", "inserted")
    speakers = sorted({who for who, _ in counts})
    each = {who: Errors(*(counts[who, kind] for kind in kinds)) for who in speakers}
    return {"": Errors(*(sum(counts[who, kind] for who in speakers) for kind in kinds)), **each}
