"""Which verbs make a statement of their own beside the clause they govern, and which words tell of nothing."""

from __future__ import annotations

from typing import Final

from loupe.language.predicates import MODES, TELLING, find_predicate, lemmas_of
from loupe.model.statements import Modality

__all__ = ["ACTS", "CONDUCT", "HEARSAY", "LEANINGS", "REPORTS", "THOUGHTS", "VERDICTS"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


REPORTS: Final = lemmas_of(*TELLING)
"""Verbs whose content clause is somebody's word: their subject is its teller."""
THOUGHTS: Final = lemmas_of("opinion", "guess", "doubt")
HEARSAY: Final[dict[str, Modality]] = {
    lemma: MODES[found.kind]
    for lemma in sorted(lemmas_of("report", "claim", "opinion", "guess"))
    if (found := find_predicate(lemma, "that")) and find_predicate(lemma, "to") in (None, found)
} | {
    "expect": "future", "schedule": "future", "charge": "alleged", "show": "reported", "know": "asserted",
    "see": "asserted", "find": "asserted", "prove": "asserted",
}  # fmt: skip
"""Passive verbs of "is said to have": how far the clause under them is claimed when nobody is named who says so."""
ACTS: Final = _words(
    "estimate "
    "admit confess concede acknowledge deny dispute reject refute accuse apologise apologize promise agree order ask "
    "demand request advise recommend decide undertake warn allege urge instruct"
)
"""Acts done by speaking: a statement of their own, also with a content clause."""
CONDUCT: Final = _words(
    "refer turn deal start begin come go move speak thank invite mention note address summarise summarize repeat "
    "return emphasise emphasize stress say add make hope want wish like understand mean know see hear pause finish "
    "conclude propose intend show explain remind suggest submit set touch look quote focus be do need appreciate "
    "apologise apologize welcome outline hate love endorse adopt identify anticipate highlight give"
)
"""What a speaker says of his own speech ("I turn to the audit"): no statement."""
VERDICTS: Final = _words(
    "good bad better best worse worst great fine nice lovely beautiful ugly handsome pretty charming pleasant "
    "delightful "
    "wonderful marvellous splendid superb excellent brilliant clever ingenious smart stupid silly foolish absurd "
    "ridiculous "
    "terrible awful horrible dreadful appalling shocking shameful disgraceful outrageous deplorable scandalous "
    "despicable "
    "boring dull tedious exciting thrilling gripping fascinating interesting amusing funny entertaining memorable "
    "remarkable impressive astonishing amazing incredible extraordinary spectacular sensational odd strange "
    "curious weird "
    "peculiar bizarre wise sensible reasonable unreasonable sad tragic pathetic heroic noble worthy worthwhile elegant "
    "graceful crude vulgar cheap sweet bitter important welcome fortunate unfortunate lucky unlucky ideal perfect pity "
    "shame pleasure joy delight disgrace masterpiece wonder miracle nonsense rubbish fun"
)
"""Words of taste, worth, praise and blame."""
LEANINGS: Final = _words(
    "eye ear taste fondness love liking charm reason feeling talent gift knack habit air flair weakness appetite "
    "sympathy "
    "patience virtue merit advantage point"
)
"""What is said of a person's or a thing's bent or worth by "have": "has an eye for clocks"."""
