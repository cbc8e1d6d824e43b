"""One key for one teller, whatever a text calls him."""

from __future__ import annotations

import re
from functools import lru_cache

from loupe.language.attribution.people import PEOPLE
from loupe.language.words import fold

__all__ = ["OUTLET_WORDS", "teller_key"]

_ALIASES = {
    "ap": "associated press",
    "the associated press": "associated press",
    "afp": "agence france-presse",
    "prosecution": "prosecutors",
} | dict.fromkeys(
    # one side of an inquiry is one voice, whatever a paper calls it
    ("officer", "officers", "detective", "detectives", "investigator", "investigators", "authorities", "policeman"),
    "police",
)


@lru_cache(maxsize=1 << 16)  # the tellers of a case are named over and over
def teller_key(name: str) -> str:
    """One key for one teller: "the police" and "police", "AP" and "Associated Press", "Patrick Peys" and "Peys"."""
    bare = re.sub(r"(?<=\w)\s+(?:magazine|newspaper)$", "", name.strip(" .,;:"), flags=re.IGNORECASE)
    folded = re.sub(r"^(?:after\s+)?(?:(?:the|an?|one|some|local|several|two)\s+)*", "", fold(bare)).strip()
    folded = _spoken_for(folded)
    folded = _ALIASES.get(folded, folded)
    if re.fullmatch(PEOPLE, folded.split()[-1] if folded else ""):
        folded = folded.split()[-1]
        folded = _ALIASES.get(folded, folded)
        return re.sub(r"(?<=[^s])s$", "", folded)
    person = re.sub(r"^(?:mr|mrs|ms|dr|sir|detective|inspector|officer|judge|commissioner)\.?\s+", "", folded)
    words = person.split()
    looks_like_person = (
        not _RELATION.search(person) and len(words) in (1, 2, 3) and not any(w in OUTLET_WORDS for w in words)
    )
    return words[-1] if words and looks_like_person else person


_RELATION = re.compile(r"\s(?:for|of|close\s+to)\s")


def _spoken_for(name: str) -> str:
    """A spokesman is whom he speaks for; police in a town are police; lawyers for somebody are themselves."""
    match = re.match(r"(?P<who>.*?)\s(?P<link>for|of|in|at|from|within|inside)\s(?:the\s)?(?P<whom>.+)$", name)
    if match is None:
        return name
    who = match["who"].split()[-1]
    if who.startswith("spokes") and match["link"] in ("for", "of", "at", "from"):
        return match["whom"]
    return match["who"] if re.fullmatch(PEOPLE, who) and match["link"] not in ("for", "of") else name


OUTLET_WORDS = frozenset(
    "films pictures productions studios media group bank company ltd inc plc university institute ministry union "
    "club party office council commission court department society association foundation committee board service "
    "museum school church house books publishers letters records archive archives network channel".split()
) | frozenset(
    "press times news post herald mail guardian telegraph globe reviews magazine agency tribune journal online "
    "reuters associated wired time bbc cnn abc report gazette television tv radio broadcasting review the and".split()
)
