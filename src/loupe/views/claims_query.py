"""What the claims page shows, as its address says: which claims, in which order, which page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import parse_qsl, urlencode

from loupe.model import ClaimKind
from loupe.views.contexts import SHOWN

__all__ = ["SORTS", "STATES", "ClaimsQuery"]

SORTS = {
    "line": "order of the work",
    "risk": "risk, the riskiest first",
    "verdict": "verdict, the gravest first",
    "speaker": "speaker",
    "decided": "decided last, first",
}
STATES = {"proposed": "proposed", "decided": "decided", "unsure": "left open"}
LABELS = (*SHOWN, "unsure")
KINDS: tuple[str, ...] = get_args(ClaimKind)
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class ClaimsQuery:
    """Which claims: those that fit every part that says something. ``page`` counts from 1.

    ``words`` must all stand in the claim, its line, its reason or a name beside it; ``verdicts`` are those that hold;
    ``who`` has decided; ``starred`` and ``flagged`` (evidence or words have changed since the decision) keep only such.
    """

    words: str = ""
    verdicts: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    who: str = ""
    kind: str = ""
    speaker: str = ""
    starred: bool = False
    flagged: bool = False
    sort: str = "line"
    page: int = 1

    @classmethod
    def of(cls, address: str) -> ClaimsQuery:
        """The query of an address, without the question mark. What it does not know, it leaves out: old links last."""
        try:
            said = parse_qsl(address[:8000], max_num_fields=100)
        except ValueError:
            said = []
        last = dict(said)
        number = last.get("page", "")
        return cls(
            words=" ".join(last.get("words", "")[:_LONGEST].split()),
            verdicts=_known(said, "verdict", LABELS),
            states=_known(said, "state", STATES),
            who=last.get("who", "")[:_LONGEST],
            kind=last["kind"] if last.get("kind") in KINDS else "",
            speaker=last.get("speaker", "")[:_LONGEST],
            starred=last.get("starred") == "yes",
            flagged=last.get("flagged") == "yes",
            sort=last["sort"] if last.get("sort") in SORTS else "line",
            page=max(1, int(number)) if number.isascii() and number.isdigit() and len(number) <= 6 else 1,
        )

    @property
    def address(self) -> str:
        """The query as it stands in an address: the same claims, the same text."""
        pairs = [("words", self.words)] if self.words else []
        pairs += [("verdict", one) for one in self.verdicts] + [("state", one) for one in self.states]
        pairs += [(n, v) for n, v in (("who", self.who), ("kind", self.kind), ("speaker", self.speaker)) if v]
        pairs += [(n, "yes") for n, on in (("starred", self.starred), ("flagged", self.flagged)) if on]
        pairs += [("sort", self.sort)] if self.sort != "line" else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return urlencode(pairs)

    @property
    def whole(self) -> bool:
        """Whether it keeps every claim."""
        return replace(self, sort="line", page=1) == ClaimsQuery()

    def at(self, page: int) -> ClaimsQuery:
        """The same claims, another page of them."""
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> ClaimsQuery:
        """The same claims in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def words_of(self) -> str:
        """The query in words: what a table that was made by it says at its head."""
        said = [f"with the words “{self.words}”"] if self.words else []
        said += [f"verdict {' or '.join(self.verdicts)}"] if self.verdicts else []
        said += [" or ".join(STATES[one] for one in self.states)] if self.states else []
        said += [f"decided by {self.who}"] if self.who else []
        said += [f"kind {self.kind}"] if self.kind else []
        said += [f"said by {self.speaker}"] if self.speaker else []
        said += ["starred"] if self.starred else []
        said += ["changed since the decision"] if self.flagged else []
        return ", ".join(said) if said else "all claims"


def _known(said: Iterable[tuple[str, str]], name: str, known: Iterable[str]) -> tuple[str, ...]:
    wanted = {value for key, value in said if key == name}
    return tuple(one for one in known if one in wanted)
