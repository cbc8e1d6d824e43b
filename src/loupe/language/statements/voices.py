"""Which words can stand for somebody who says something: a person, an office or a paper, and no piece of a sentence."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["can_tell"]

_ADDRESSED: Final = frozenset("you yours yourself one ones this that".split())
_INSIDE: Final = frozenset(
    "i you we he she they it me us him them there this that these those who which what where when why how if is are "
    "was were be am been have has had do does did will would can could may might must shall should not no yes okay so "
    "then just please".split()
)
"""Words that stand in no name of a teller of several words: what holds one is a piece of a sentence."""
_SHORTENED: Final = re.compile(
    r"(?:^|\w)(?:['’](?:ll|ve|re|m|d)|n['’]t)\b|^['’]\w?\b|^\w+['’]s$|\b(?:it|there|that|he|she|what|who)['’]s\b", re.I
)
_PLACES: Final = frozenset(
    "page pages paragraph paragraphs line lines bit screen top bottom foot middle column columns table tables row rows "
    "section sections clause clauses sentence sentences heading headings title bullet bullets point points number "
    "numbers couple code codes reference question questions answer answers series list step steps state states period "
    "process way ways part parts word words thing things fact facts".split()
)
"""Where words stand, and what they are: none of them says anything by itself."""
_ALONE: Final = frozenset(
    "under over above below after before during within without through between against about across along also again "
    "another all any both each either every few first firstly secondly thirdly lastly finally second third last later "
    "key note number paragraph page review answer question description subject date time now next once only perhaps "
    "maybe presumably obviously clearly certainly actually really right sorry well yes no okay anyway still yet thus "
    "therefore however moreover furthermore looking going reading turning selecting please thanks thank go see look "
    "new old same other others such more most some somebody someone anybody anyone everybody everyone nobody none "
    "nothing something anything everything whoever whatever there here exactly scrolling getting status to can would "
    "let turn root down up out off given just complex yeah lunch solution impact liability conclusion summary example "
    "background two three four five six seven eight nine ten".split()
)
"""What opens a sentence or a label with a capital letter and names nobody."""
_WORD: Final = re.compile(r"[\w’'-]+")


def can_tell(words: str) -> bool:
    """Whether words can name a teller; a lone pronoun of the third person can, for it stands for one.

    "the police", "Ann Reed", "she" and "the second report" can; "you", "the next paragraph you", "’s", "Secondly" and
    "the foot of the page" cannot.
    """
    found = [w.lower() for w in _WORD.findall(words)]
    if not found or _SHORTENED.search(words.strip()) or not any(c.isalpha() for c in words) or "`" in words:
        return False
    if len(found) == 1:
        return found[0] not in _ADDRESSED and found[0] not in _ALONE and found[0] not in _PLACES
    if words.rstrip().endswith((".", "?", "!")) and found[-1] in _INSIDE:
        return False
    if _INSIDE.intersection(re.split(r"\W+", words.lower())):
        return False
    return found[-1] not in _LOOSE_ENDS and _head(_WORD.findall(words)) not in _PLACES


_LOOSE_ENDS: Final = frozenset("of in at for from on to and or with by a an the as than about".split())


def _head(found: list[str]) -> str:
    """The noun that a phrase is about: the last word before "of", "in", "at", "for" or "from", else the last one.

    It keeps its capital letter, so that Ms Page is no page.
    """
    for n, word in enumerate(found[1:], 1):
        if word in _LOOSE_ENDS:
            return found[n - 1]
    return found[-1]
