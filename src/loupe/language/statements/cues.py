"""What a verb, a noun or an adverb does to the clause under it: who says so, whether it is so, how far claimed."""

from __future__ import annotations

from typing import Final

from loupe.model.statements import Modality

__all__ = [
    "ACTS",
    "ADJECTIVES",
    "ADVERBS",
    "CHARGES",
    "CLAIMS",
    "CONDUCT",
    "CONTENT_NOUNS",
    "DENIALS",
    "FAILURES",
    "HEARSAY",
    "INTENTIONS",
    "LEANINGS",
    "MODALS",
    "NEGATIONS",
    "NOBODY",
    "PLAIN_REPORTS",
    "REPORTS",
    "THOUGHTS",
    "THROUGH",
    "VERDICTS",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLAIN_REPORTS: Final = _words(
    "say tell state report write recall testify explain add admit confess note conclude confirm announce remember "
    "swear "
    "acknowledge concede warn complain declare reply respond answer mention remark observe hint boast stress emphasise "
    "emphasize inform assure recount relate describe indicate hold rule show reveal record accept recognise recognize "
    "publish quote repeat decide agree promise order demand recommend advise ask read find specify stipulate provide"
)
CLAIMS: Final = _words("claim allege maintain submit suggest insist contend assert argue accuse")
THOUGHTS: Final = _words(
    "think believe suspect feel assume understand reckon guess imagine suppose expect hope fear speculate surmise "
    "estimate consider doubt wonder presume"
)
DENIALS: Final = _words("deny dispute reject dismiss refute disclaim repudiate")
REPORTS: Final = PLAIN_REPORTS | CLAIMS | THOUGHTS | DENIALS
"""Verbs whose content clause is somebody's word: their subject is its teller."""
ACTS: Final = _words(
    "estimate "
    "admit confess concede acknowledge deny dispute reject refute accuse apologise apologize promise agree order ask "
    "demand request advise recommend decide undertake warn allege urge instruct"
)
"""Acts done by speaking: a statement of their own, also with a content clause."""
CHARGES: Final = _words("accuse charge indict blame prosecute try investigate arrest allege question implicate")
"""Verbs under which "of stealing" or "with stealing" is alleged."""
HEARSAY: Final[dict[str, Modality]] = {
    "allege": "alleged", "accuse": "alleged", "claim": "alleged", "suspect": "possible", "charge": "alleged",
    "say": "reported", "report": "reported", "rumour": "reported", "rumor": "reported", "describe": "reported",
    "understand": "possible", "know": "asserted", "find": "asserted", "see": "asserted", "show": "reported",
    "believe": "possible", "think": "possible", "suppose": "possible", "presume": "possible", "assume": "possible",
    "seem": "possible", "appear": "possible", "expect": "future", "estimate": "possible", "consider": "possible",
    "schedule": "future", "prove": "asserted", "turn": "asserted", "happen": "asserted", "hold": "reported",
}  # fmt: skip
"""Verbs of "is said to have": how far the clause under them is claimed when nobody is named who says so."""
FAILURES: Final = _words("fail refuse decline neglect forget omit")
"""Verbs whose infinitive did not come about."""
THROUGH: Final = _words("begin start continue manage help happen get come proceed keep go use have")
"""Verbs whose infinitive or participle did come about."""
INTENTIONS: Final = _words(
    "plan want hope intend promise offer threaten agree expect decide prepare order ask propose wish mean aim instruct "
    "tell require request advise urge invite demand persuade need like arrange swear vow try attempt seek encourage "
    "allow permit enable force compel oblige cause choose undertake direct forbid fear love help"
)
"""Verbs whose infinitive may never have come about: it is what they are about."""
ADJECTIVES: Final[dict[str, Modality]] = {
    "likely": "possible", "unlikely": "possible", "due": "future", "set": "future", "about": "future",
    "able": "asserted", "bound": "future", "certain": "asserted", "sure": "asserted",
}  # fmt: skip
"""Adjectives of "is due to come": how far the infinitive under them is claimed."""
ADVERBS: Final[dict[str, Modality]] = {
    "allegedly": "alleged", "supposedly": "alleged", "purportedly": "alleged", "reportedly": "reported",
    "apparently": "possible", "perhaps": "possible", "maybe": "possible", "possibly": "possible",
    "probably": "possible", "presumably": "possible", "likely": "possible", "conceivably": "possible",
    "seemingly": "possible",
}  # fmt: skip
MODALS: Final[dict[str, Modality]] = {
    "may": "possible", "might": "possible", "could": "possible", "would": "conditional", "'d": "conditional",
    "will": "future", "shall": "future", "'ll": "future", "’ll": "future", "wo": "future",
}  # fmt: skip
"""Modal verbs; duty, ability and permission (must, should, can) change nothing."""
NEGATIONS: Final = _words("not never n't n’t hardly scarcely neither nor")
NOBODY: Final = _words("nobody none nothing neither no")
CONTENT_NOUNS: Final[dict[str, Modality]] = {
    "allegation": "alleged", "accusation": "alleged", "charge": "alleged", "claim": "alleged", "suspicion": "possible",
    "report": "reported", "rumour": "reported", "rumor": "reported", "story": "reported", "word": "reported",
    "belief": "possible", "theory": "possible", "idea": "possible", "possibility": "possible", "chance": "possible",
    "risk": "possible", "fear": "possible", "hope": "possible", "suggestion": "alleged", "hypothesis": "possible",
    "assumption": "possible", "evidence": "possible", "sign": "possible", "proof": "possible", "fact": "asserted",
}  # fmt: skip
"""Nouns with a content clause ("the allegation that he stole it"), and how far they claim it."""
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
