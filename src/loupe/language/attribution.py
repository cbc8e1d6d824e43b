"""Who says so: the outer layers of "X says that P", and where P begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loupe.language.words import fold

__all__ = ["Attribution", "find_attribution", "is_tag", "teller_key"]

_SAY = "|".join(
    "says? said tells? told claims? claimed insists? insisted maintains? maintained states? stated reports? "
    "reported writes? wrote recalls? recalled testif(?:y|ies|ied) explains? explained adds? added argues? "
    "argued alleges? alleged admits? admitted confess(?:es|ed)? believes? believed suspects? suspected "
    "estimates? estimated suggests? suggested thinks? thought notes? noted concludes? concluded confirms? "
    "confirmed announces? announced remembers? remembered swears? swore speculates? speculated surmises? "
    "surmised".split()
)
_DENY = r"den(?:y|ies|ied)|disputes?|disputed|rejects?|rejected|dismiss(?:es|ed)?|refutes?|refuted"
_PEOPLE = "|".join(
    "police detectives? investigators? prosecutors? prosecution authorities officials? officers? courts? judges? "
    "witness(?:es)? newspapers? papers? magazines? books? authors? films? documentary reviewers? experts? insurers? "
    "lawyers? attorneys? sources? dealers? neighbou?rs? spokes(?:man|woman|person) broadcasters? agenc(?:y|ies) wires? "
    "articles? reports? mastermind concierge caretaker journalists? reporters? thief thieves survivors? relatives "
    "famil(?:y|ies) compan(?:y|ies) ministers? ministry government inquiry commission doctors? engineers? historians? "
    "scientists researchers pathologist coroner captain crew owners? victims? suspects? editors?".split()
)
_DETERMINER = r"(?:the|an?|one|another|some|several|many|most|other|his|her|its|their|two|three|four|these|those|no)"
_GROUP = rf"(?:{_DETERMINER}\s+)?(?:[a-z][\w’'-]*\s+){{0,3}}?(?:{_PEOPLE})"
_PHRASE = rf"{_DETERMINER}\s+(?:[\w’'-]+\s+){{0,3}}?[\w’'-]+"
_NAME = (
    r"(?:(?!(?:The|An?|One|Another|Some|Several|Many|Most|Other|His|Her|Its|Their|Two|Three|These|Those|No)\s+[a-z])"
    r"(?:[Tt]he\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]*\.?"
    r"(?:\s+(?:de|van|von|di|da|of|the|and)(?=\s[A-Z]))?(?:\s+[A-ZÀ-ÖØ-Þ][\w’'-]*)*)"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)"
_WHO = rf"(?P<who>{_NAME}|(?i:{_GROUP})|{_PRONOUN})(?:,\s[^,.;]{{2,60}},)?"
_ANYBODY = rf"(?P<who>{_NAME}|(?i:{_GROUP})|{_PRONOUN}|(?i:{_PHRASE}))(?:,\s[^,.;]{{2,60}},)?"
_ADVERBS = r"(?:\s+(?:also|later|now|still|once|always|himself|herself|has|have|had|would|first|then|even|never))*"
_OPENING = (
    r"^[\s\"“]*(?i:(?:but|and|yet|still|later|today|now|meanwhile|then|so|however),?\s+)?"
    r"(?i:(?:in|at|on|to|for|after|before|during|from)\s(?:[^,.;]{1,50},|(?:\w+\s)?\d{4}|\w+day)\s+)?"
)
_ADDRESSEE = (
    r"(?:(?:a|the|his|her)\s+(?:\w+\s+)?\w+(?=\s+that\b|,)|(?:a|the)\s+(?:magazine|reporter|court|journalist|police|"
    r"interviewer|newspaper|jury|judge|inquest|inquiry)|[A-Z][\w'’]*(?:\s+[A-Z][\w'’]*)*|me|us|them|him|her|reporters|"
    r"detectives|police|investigators|you)"
)
_WHEN = r"(?:\s+(?:on|in|last|at|yesterday|afterwards|later)\b[^,.;]{0,30}?(?=\s+that\b|,))?"

_LEADING = re.compile(
    rf"{_OPENING}{_ANYBODY}{_ADVERBS}\s+(?P<verb>(?i:{_SAY}|{_DENY}))\b"
    rf"(?P<whom>(?:(?<=\btold)|(?<=\btells)|(?<=\btell))\s+{_ADDRESSEE})?{_WHEN}(?P<that>\s+that\b)?[\s,:]+"
)
_AS_NOTED = re.compile(rf"^\s*(?i:as)\s+{_ANYBODY}\s+(?P<verb>(?i:{_SAY}))\b[^,]{{0,30}},\s*")
_ACCORDING = re.compile(
    rf"(?i:\baccording\s+to|\bin\s+the\s+words\s+of|\bby\s+the\s+account\s+of|\bas\s+reported\s+by|"
    rf"\bas\s+told\s+by)\s+{_WHO},?\s*"
)
_TAGS = (rf"{_ANYBODY}\s+(?P<verb>(?i:{_SAY}))", rf"(?P<verb>(?i:{_SAY}))\s+{_WHO}")
"""A teller named in passing: "the police said", "says Captain Holm"."""
_TRAILING = [re.compile(rf"[,”\"]{{1,3}}\s*{tag}(?:\s+[^,.;]{{0,40}})?[.!?\"”]*\s*$") for tag in _TAGS]
_PARENTHESIS = [re.compile(rf",\s*{tag}(?:\s+\w+)?[,;]") for tag in _TAGS]
_TAG_ALONE = [re.compile(rf"\s*{tag}[.!?\"”]*\s*") for tag in _TAGS]
_IN_THE_WORK = re.compile(
    r"^\s*[Ii]n\s+the\s+(?P<who>film|documentary|movie|programme|podcast|series|episode)\b[^,.;]{0,40},\s*"
)
_OWN_ACCOUNT = re.compile(
    rf"(?i:\b(?:by|in)\s+)(?:(?P<who>{_NAME})['’]s?|(?P<his>his|her|their))"
    r"(?i:\s+(?:own\s+)?(?:account|version|telling))[\s,]*"
)
_NOBODY = frozenset(
    "the a an one early first last later some many most it this that there these those which what who and but when if "
    "next another no nobody none everyone everybody as when while if after before".split()
)

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


@dataclass(frozen=True, slots=True)
class Attribution:
    """The outer layer of a text: its tellers, outermost first, whether the innermost denies P, and the span of P."""

    tellers: tuple[str, ...]
    denied: bool
    inner: tuple[int, int]


def find_attribution(text: str, known: str | None = None) -> Attribution:
    """The attribution chain of one sentence.

    ``known`` is whom a pronoun teller ("he said") stands for; without it the pronoun itself is kept. The chain is read
    at most three deep ("the paper reports that police say that he claims ...").
    """
    tellers: list[str] = []
    denied = False
    start, end = 0, len(text)
    for _ in range(3):
        step = _one_layer(text[start:end], known)
        if step is None:
            break
        teller, negative, inner_start, inner_end = step
        tellers.append(teller)
        denied = negative
        if (inner_start, inner_end) == (0, end - start):
            break  # said in passing, in the middle of P: P is the whole text
        start, end = start + inner_start, start + inner_end
    return Attribution(tuple(tellers), denied, (start, end))


_Layer = tuple[str, bool, int, int]
"""A teller, whether he denies P, and where P begins and ends."""


def _one_layer(text: str, known: str | None) -> _Layer | None:
    return _opened_by(text, known) or _according_to(text, known) or _tagged(text, known)


def _opened_by(text: str, known: str | None) -> _Layer | None:
    for opening in (_LEADING, _AS_NOTED):
        match = opening.match(text)
        if not match or _is_nobody(match) or len(text[match.end() :].split()) < 2:
            continue
        groups, verb = match.groupdict(), match["verb"].lower()
        if verb.startswith(("tell", "told")) and not (groups.get("whom") or groups.get("that")):
            continue  # "He told the truth."
        return _who(match["who"], known), bool(re.fullmatch(_DENY, verb)), match.end(), len(text)
    return None


def _is_nobody(match: re.Match[str]) -> bool:
    """Words that stand where a teller would, and name none: "The", "As the judge"."""
    who = fold(match["who"])
    return who in _NOBODY or who.split()[:1] in (["as"], ["when"], ["while"], ["if"])


def _according_to(text: str, known: str | None) -> _Layer | None:
    for pattern in (_ACCORDING, _IN_THE_WORK, _OWN_ACCOUNT):
        match = pattern.search(text)
        if match:
            who = _who(match["who"] or known or "he", known)
            opens = len(text[: match.start()].split()) < 2
            return (who, False, match.end(), len(text)) if opens else (who, False, 0, match.start())
    return None


def _tagged(text: str, known: str | None) -> _Layer | None:
    for pattern in _TRAILING:
        match = pattern.search(text)
        if match and not _is_nobody(match) and len(text[: match.start()].split()) >= 2:
            return _who(match["who"], known), False, 0, match.start()
    for pattern in _PARENTHESIS:
        match = pattern.search(text)
        if match and not _is_nobody(match):
            return _who(match["who"], known), False, 0, len(text)
    return None


def is_tag(text: str) -> bool:
    """Whether the words only name a teller: "the police said.", "says Captain Holm"."""
    return any(match and not _is_nobody(match) for match in (p.fullmatch(text) for p in _TAG_ALONE))


def _who(name: str, known: str | None) -> str:
    if re.fullmatch(_PRONOUN, name):
        return known or name.lower()
    return re.sub(r"['’]s$", "", re.sub(r"\s+", " ", name).strip(" .,;:"))


def teller_key(name: str) -> str:
    """One key for one teller: "the police" and "police", "AP" and "Associated Press", "Patrick Peys" and "Peys"."""
    bare = re.sub(r"(?<=\w)\s+(?:magazine|newspaper)$", "", name.strip(" .,;:"), flags=re.IGNORECASE)
    folded = re.sub(r"^(?:after\s+)?(?:(?:the|an?|one|some|local|several|two)\s+)*", "", fold(bare)).strip()
    folded = _ALIASES.get(folded, folded)
    if re.fullmatch(_PEOPLE, folded.split()[-1] if folded else ""):
        folded = folded.split()[-1]
        folded = _ALIASES.get(folded, folded)
        return re.sub(r"(?<=[^s])s$", "", folded)
    person = re.sub(r"^(?:mr|mrs|ms|dr|sir|detective|inspector|officer|judge|commissioner)\.?\s+", "", folded)
    words = person.split()
    looks_like_person = len(words) in (1, 2, 3) and not any(w in _OUTLET_WORDS for w in words)
    return words[-1] if words and looks_like_person else person


_OUTLET_WORDS = frozenset(
    "films pictures productions studios media group bank company ltd inc plc university institute ministry union "
    "club party office council commission court department society association foundation committee board service "
    "museum school church house books publishers letters records archive archives network channel".split()
) | frozenset(
    "press times news post herald mail guardian telegraph globe reviews magazine agency tribune journal online "
    "reuters associated wired time bbc cnn abc report gazette television tv radio broadcasting review the and".split()
)
