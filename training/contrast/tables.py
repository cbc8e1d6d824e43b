"""Words with their opposites and near-equals, and names of countries and states: general English, no data set's."""

from __future__ import annotations

__all__ = ["ADJECTIVES", "COUNTRIES", "NOUNS", "SAME", "STATES", "VERBS"]


def _both_ways(pairs: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for pair in pairs.split():
        left, right = pair.split("/")
        table.setdefault(left, right)
        table.setdefault(right, left)
    return table


VERBS = _both_ways(
    "rise/fall increase/decrease win/lose accept/reject approve/reject confirm/deny "
    "convict/acquit strengthen/weaken open/close begin/end expand/shrink gain/lose "
    "admit/deny agree/refuse support/oppose allow/forbid include/exclude remember/forget hire/fire "
    "load/unload lock/unlock appear/disappear improve/worsen widen/narrow enable/prevent grow/shrink "
    "attack/defend advance/retreat praise/criticize welcome/condemn borrow/lend "
    "ascend/descend create/destroy build/demolish climb/drop soar/plummet"
)
"""Verb lemmas whose pair cannot both hold of one event."""
IN_TURN = frozenset(
    "open close begin end load unload lock unlock create destroy build demolish hire fire appear disappear".split()
)
"""Verb lemmas that one thing can do or suffer in turn: false only of the same day."""
ADJECTIVES = _both_ways(
    "guilty/innocent alive/dead largest/smallest biggest/smallest oldest/youngest highest/lowest longest/shortest "
    "earliest/latest best/worst northern/southern eastern/western older/younger larger/smaller bigger/smaller "
    "higher/lower longer/shorter better/worse public/private true/false legal/illegal married/unmarried "
    "early/late upper/lower male/female "
    "open/closed successful/unsuccessful richest/poorest strongest/weakest "
    "deadliest/mildest fastest/slowest heaviest/lightest tallest/shortest busiest/quietest vertical/horizontal "
    "ancient/modern urban/rural permanent/temporary active/inactive complete/incomplete visible/invisible "
    "conscious/unconscious armed/unarmed eligible/ineligible positive/negative northernmost/southernmost "
    "easternmost/westernmost internal/external single/married domestic/foreign left/right"
)
"""Adjectives whose pair cannot both hold of one thing."""
NOUNS = _both_ways(
    "north/south east/west northwest/southeast northeast/southwest majority/minority victory/defeat increase/decrease "
    "rise/fall brother/sister son/daughter mother/father winner/loser success/failure beginning/end "
    "supporter/opponent gain/loss uncle/aunt grandfather/grandmother  "
    "seller/buyer surplus/deficit landlord/tenant ally/enemy"
)
"""Nouns whose pair cannot both hold of one thing."""
SAME = {
    "purchase": "buy", "buy": "purchase", "obtain": "get", "begin": "start", "start": "begin", "assist": "help",
    "require": "need", "construct": "build", "build": "construct", "depict": "portray", "portray": "depict",
    "reside": "live", "inform": "tell", "acquire": "obtain", "commence": "start", "conclude": "end",
    "establish": "found", "found": "establish", "allow": "permit", "permit": "allow", "receive": "get",
    "comprise": "include", "murder": "kill", "assassinate": "kill", "purport": "claim",
    "demolish": "destroy", "select": "choose", "choose": "select", "seize": "take", "occur": "happen",
    "happen": "occur", "perish": "die", "vow": "promise", "quit": "leave", "wed": "marry", "slay": "kill",
}  # fmt: skip
"""Verb lemmas that may be said for another without changing what is told."""
COUNTRIES = frozenset(
    "Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh "
    "Belarus Belgium Bolivia Bosnia Brazil Bulgaria Burma Cambodia Cameroon Canada Chad Chile China "
    "Colombia Croatia Cuba Cyprus Denmark Ecuador Egypt England Estonia Ethiopia Finland France Georgia "
    "Germany Ghana Greece Guatemala Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland "
    "Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Kuwait Latvia Lebanon Liberia Libya Lithuania "
    "Malaysia Mali Malta Mexico Mongolia Morocco Mozambique Namibia Nepal Netherlands Nicaragua Niger "
    "Nigeria Norway Oman Pakistan Panama Paraguay Peru Philippines Poland Portugal Qatar Romania Russia "
    "Rwanda Scotland Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland "
    "Syria Taiwan Tanzania Thailand Tunisia Turkey Uganda Ukraine Uruguay Venezuela Vietnam Wales Yemen "
    "Zambia Zimbabwe".split()
)
STATES = frozenset(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho "
    "Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota "
    "Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah "
    "Vermont Virginia Wisconsin Wyoming".split()
) | {"New York", "New Jersey", "New Mexico", "North Carolina", "South Carolina", "West Virginia", "Rhode Island"}
