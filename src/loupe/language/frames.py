"""Frames around an assertion: words that speak of it without asserting it (accused of, tried to, a myth)."""

from __future__ import annotations

import re

__all__ = ["frames"]

_FRAMES: dict[str, tuple[str, ...]] = {
    # each: what a passage may say about P that is less, or other, than P; blanks stand for any white space
    "accused": (
        "accus(?:ed?|es|ing|ation)", "charged? with", "charges? (?:of|that|was)", "indict(?:ed|ment)",
        "prosecuted for", "on trial for", "tried for", "blamed? for", "alleg(?:ed|es|edly|ation)",
    ),
    "acquitted": (
        "acquitt(?:ed|al)", "cleared of", "exonerated", "(?:found )?not guilty",
    ),
    "convicted": (
        "convicted (?:of|for)", "found guilty", "guilty of", "sentenced for",
    ),
    "suspected": (
        "suspect(?:ed|s)?", "suspicion", "wanted for", "under investigation",
    ),
    "attempted": (
        "tr(?:y|ies|ied) to", "attempt(?:s|ed)?", "fail(?:s|ed)? to", "refus(?:e|es|ed) to", "declin(?:e|es|ed) to",
        "threaten(?:s|ed)? to", "unable to", "could(?: not|n['’]t)", "inability to", "prevented from",
        "without \\w+ing", "(?:has|have|had|is|are) yet to",
        "(?:almost|nearly|narrowly|all but) (?:\\w+ed|won|lost|got|made|became|fell|went|took|broke|"
        "hit|sank|ran|was|were|had)",
    ),
    "intended": (
        "plan(?:s|ned)? (?:to|that|an?|for)", "want(?:s|ed)? to", "hop(?:es|ed) to", "intend(?:s|ed)? to",
        "offer(?:s|ed)? to", "promis(?:es|ed) to", "agreed to", "about to", "meant to", "ordered to", "asked to",
        "was to have", "supposed to",
    ),
    "hypothetical": (
        "(?:would|could|should|might) have", "suppos(?:e|ing)(?: that)?(?! to\\b)", "imagine", "as if", "as though",
        "in case", "unless", "what if",
        "had (?:the|an?|he|she|they|it|we|his|her|[A-Z]\\w+) (?:\\w+ ){0,2}?\\w+(?:ed|en|n|t)\\b[^.]*?\\bwould",
    ),
    "doubted": (
        "doubt(?:s|ed|ful)?", "disbelie(?:f|ved?)", "s[ck]eptical", "unclear whether", "question(?:s|ed) whether",
    ),
    "false": (
        "wrongly", "falsely", "false that", "mistaken(?:ly)?", "incorrect(?:ly)?", "untrue", "lied", "lying", "a lie",
        "myth", "legend", "hoax", "fiction", "invented", "fabricated", "retract(?:s|ed)", "withdr(?:ew|awn)",
        "wrong to say", "not true", "disproved", "debunked",
    ),
    "unsaid": (
        "(?:no|none|nobody|neither|not|never|nor|\\w+n['’]t)\\b[^.;,]{0,30}?\\b(?:sa(?:y|ys|id|ying)|"
        "claim(?:s|ed)?|belie(?:f|ves?|ved)|kn[eo]w|think|thought|show(?:s|ed)?|confirm(?:s|ed)?|"
        "report(?:s|ed)?|prove[sd]?|testif(?:y|ied)|admit(?:ted)?|stated?|mention(?:s|ed)?)",
    ),
}  # fmt: skip
_PATTERNS = {
    name: re.compile(r"\b(?:" + "|".join(each.replace(" ", r"\s+") for each in patterns) + r")\b", re.IGNORECASE)
    for name, patterns in _FRAMES.items()
}


def frames(text: str) -> frozenset[str]:
    """The names of the frames that stand in a sentence, wherever they stand.

    A passage that says P inside a frame which the claim does not have says something else than the claim.
    """
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))
