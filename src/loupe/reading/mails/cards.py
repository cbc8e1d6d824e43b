"""Address cards (.vcf): each card is a passage with its name, offices, numbers and addresses, one to a line."""

from __future__ import annotations

from collections.abc import Iterator

from loupe.model import ParagraphPlace
from loupe.model.errors import FormatUnknown
from loupe.reading.decoding import decode_text
from loupe.reading.draft import Draft, one_line
from loupe.reading.mails.contentlines import Line, content_lines, split_value, unescape
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_vcf"]

_WORDS = {
    "NICKNAME": "Nickname", "ORG": "Organisation", "TITLE": "Title", "ROLE": "Role", "TEL": "Phone", "EMAIL": "Mail",
    "ADR": "Address", "URL": "Page", "IMPP": "Messages", "BDAY": "Born", "DEATHDATE": "Died", "BIRTHPLACE": "Born in",
    "DEATHPLACE": "Died in", "ANNIVERSARY": "Anniversary", "RELATED": "Related", "X-ABRELATEDNAMES": "Related",
    "X-SPOUSE": "Spouse", "X-ASSISTANT": "Assistant", "X-MANAGER": "Manager", "X-PHONETIC-FIRST-NAME": "Spoken",
    "CATEGORIES": "Groups", "LANG": "Language", "GENDER": "Gender", "X-AIM": "AIM", "X-SKYPE": "Skype",
    "NOTE": "Note", "REV": "Changed",
}  # fmt: skip
_ORDER = tuple(_WORDS)
_DULL = frozenset(("pref", "internet", "voice", "x-internet", ""))


def read_vcf(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read address cards; pictures, sounds and keys in them are left out and counted."""
    text, notes = decode_text(data, name, limits)
    draft = Draft(name, limits)
    names: list[str] = []
    left_out = 0
    for lines in _cards(text):
        left_out += sum(line.name in ("PHOTO", "LOGO", "SOUND", "KEY") for line in lines)
        called = _name(lines)
        said = [called, *_said(lines)]
        place = ParagraphPlace(len(draft.passages) + 1, lines[0].number, f"card {len(names) + 1}")
        if draft.add("\n".join(line for line in said if line), place, "block"):
            names.append(called)
    if not names:
        raise FormatUnknown(f"{name} is named like address cards but holds none.")
    more = (f"Pictures, sounds and keys in the cards, not read: {left_out:,}.",) if left_out else ()
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="vcf",
        reader="cards/1",
        kind="address cards",
        title=one_line(names[0]) if len(names) == 1 else None,
        notes=(*notes, *more),
    )


def _cards(text: str) -> Iterator[list[Line]]:
    card: list[Line] = []
    for line in content_lines(text):
        if line.name == "BEGIN" and line.value.strip().upper() == "VCARD":
            if card:
                yield card
            card = [line]
        elif line.name == "END" and line.value.strip().upper() == "VCARD":
            if card:
                yield card
            card = []
        elif card:
            card.append(line)
    if card:
        yield card


def _name(lines: list[Line]) -> str:
    for line in lines:
        if line.name == "FN" and line.value.strip():
            return _flat(unescape(line.value))
    for line in lines:
        if line.name == "N" and line.value.strip(" ;"):
            family, given, middle, before, after = (*split_value(line.value), "", "", "", "", "")[:5]
            return _flat(" ".join(part for part in (before, given, middle, family, after) if part))
    return ""


def _said(lines: list[Line]) -> Iterator[str]:
    known = [line for line in lines if line.name in _WORDS and line.value.strip(" ;")]
    for line in sorted(known, key=lambda each: _ORDER.index(each.name)):
        kinds = [kind.strip().lower() for kind in line.parameters.get("TYPE", "").split(",")]
        shown = ", ".join(dict.fromkeys(kind for kind in kinds if kind not in _DULL))
        label = _WORDS[line.name] + (f" ({shown})" if shown else "")
        if line.name in ("ADR", "ORG", "GENDER"):
            value = ", ".join(part for part in split_value(line.value) if part)
        else:
            value = unescape(line.value)
        if _flat(value):
            yield f"{label}: {_flat(value)}"


def _flat(value: str) -> str:
    return " ".join(value.split())
