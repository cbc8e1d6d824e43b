"""Text out of treebank tokens: brackets, quotes and spaces as a newspaper prints them."""

from __future__ import annotations

import re

__all__ = ["natural_text", "well_formed"]

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_BRACKET = re.compile(r"-(?:LRB|RRB|LSB|RSB|LCB|RCB)-", re.IGNORECASE)
_INNER = re.compile(r"\s*\[[^\[\]]{0,120}\]")
_RANGE = re.compile(r"(?<=\d)\s+--\s+(?=\d)")
_DASH = re.compile(r"\s*(?<!-)--(?!-)\s*")
_CLITIC = re.compile(r"\s+(n't|'(?:s|re|ve|ll|d|m)|’(?:s|re|ve|ll|d|m))\b", re.IGNORECASE)
_BEFORE = re.compile(r"\s+([,;:!?%)\]]|\.(?!\d))")
_AFTER = re.compile(r"([(\[])\s+")
_MONEY = re.compile(r"([$£€])\s+(?=\d)")
_PLURAL = re.compile(r"(?<=s)\s+'(?=\s+[a-z])")
_HALF = re.compile(r"(?<=\()[\s,;:]+|[\s,;]*\b(?:Spanish|French|German|Russian|Italian|Arabic|Greek)?[\s,;:]+(?=\))")
_EMPTY = re.compile(r"\s*\(\s*\)")
_SPACES = re.compile(r"\s+")
_BAD = re.compile(
    r"https?:|www\.|[<>|{}=\\^~#*_@\[\]?!…]|\.\.|''|``|FREEBASE|[Vv]iew wiki|Edit View|View history|,,|\bn\b| - |"
    r"[a-z]{2}[.!][A-Z]|[a-z)]{2}[.:;] [a-z]\.|[a-z]{3}\. [a-z]"
)
_GOOD_START = re.compile(r"[A-Z][\w'’.-]*[\s,]|\d{4}\s")
_SPACED = re.compile(r"\s[.,;:%)]|[(]\s|\s'(?:s|re|ve)\b|\sn't")


def natural_text(tokens: str) -> str:
    """Treebank tokens as running text: spaces and brackets as printed; natural text stays as it is."""
    text = _BRACKET.sub(lambda m: _BRACKETS[m.group().upper()], tokens)
    text = _INNER.sub(" ", text)  # pronunciations and reference marks
    text = _quotes(text)
    text = _DASH.sub(" – ", _RANGE.sub("–", text))
    for pattern, form in ((_CLITIC, r"\1"), (_BEFORE, r"\1"), (_AFTER, r"\1"), (_MONEY, r"\1"), (_PLURAL, "'")):
        text = pattern.sub(form, text)
    return _SPACES.sub(" ", _EMPTY.sub("", _HALF.sub("", text))).strip()


def _quotes(text: str) -> str:
    """Opening and closing double quotes against their words; an odd one stays, and its sentence is refused."""
    parts = text.replace("``", '"').replace("''", '"').split('"')
    if len(parts) % 2 == 0:
        return '"'.join(parts)
    out = [parts[0]]
    for number, part in enumerate(parts[1:], 1):
        inside = number % 2 == 1
        out.append('"' + part.strip() if inside else '"' + part)
    return "".join(out)


def well_formed(text: str) -> bool:
    """Whether a text looks like one printed English sentence of 8 to 45 words with brackets and quotes closed."""
    words = text.split()
    if not 8 <= len(words) <= 45 or not text.endswith((".", '."')) or not _GOOD_START.match(text):
        return False
    if _BAD.search(text) or _SPACED.search(text) or text.count('"') % 2 or text.count("(") != text.count(")"):
        return False
    letters = sum(c.isalpha() for c in text)
    plain = sum(c.isascii() for c in text)
    shouted = sum(w.isupper() and len(w) > 3 for w in words)
    return letters > 0.7 * len(text) and plain > 0.95 * len(text) and shouted <= 2
