"""Who says what in the body of a mail: a quoted or forwarded line is not the sender's word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loupe.reading.draft import one_line

__all__ = ["Said", "attribute", "person"]

_ADDRESS = re.compile(r"\s*<[^<>]*>|\s*\[mailto:[^\]]*\]|[\"']")
_WROTE = re.compile(
    r"(?:On|Am|Le|Op|Il|El)\b.{6,160}?(?:,|\d{4}|[ap]\.?m\.?|>)\s+(?P<who>[^,\n]{2,80}?)\s*(?:<[^<>\n]*>)?\s*"
    r"(?:wrote|schrieb|a écrit|schreef|ha scritto|escribió)\s*:$",
    re.S,
)
_ORIGINAL = re.compile(
    r"[-_\s]*(?:-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine)\s*-{2,}"
    r"|Begin forwarded message:|_{20,})",
    re.I,
)
_FROM = re.compile(r"^[>\s*]*From:\*?\s*(.+)$", re.M)
_FORWARDED = re.compile(r"\*?From:\*? .+\n\*?(?:Sent|Date|To):\*? ")
_QUOTED = re.compile(r"[ \t]*>")


@dataclass(frozen=True, slots=True)
class Said:
    """A run of lines and who wrote them, None where nobody says."""

    text: str
    speaker: str | None


def attribute(paragraphs: Sequence[str], sender: str | None, *, marked: bool) -> Iterator[Said]:
    """Each paragraph with whoever wrote it.

    In plain text quoted lines are ``marked`` with >; in HTML all that follows "X wrote:" is taken as quoted.
    """
    below: str | None = sender  # who speaks in unquoted lines
    quoted: str | None = None  # who speaks in lines marked with >
    for paragraph in paragraphs:
        for lines, is_quote in _runs(paragraph):
            if _ORIGINAL.match(lines) or _FORWARDED.match(lines) or (below is not sender and _FROM.match(lines)):
                below = None
                if found := _FROM.search(lines):
                    below = person(found[1])
                yield Said(lines, None)
            elif wrote := _WROTE.search(lines.strip()):
                yield Said(lines, below)
                quoted = person(wrote["who"])
                below = below if marked else quoted
            else:
                yield Said(lines, quoted if is_quote else below)


def _runs(paragraph: str) -> Iterator[tuple[str, bool]]:
    """A paragraph cut where quoted and unquoted lines meet."""
    run: list[str] = []
    quoted = False
    for line in paragraph.split("\n"):
        is_quote = _QUOTED.match(line) is not None
        if run and is_quote != quoted:
            yield "\n".join(run), quoted
            run = []
        run.append(line)
        quoted = is_quote
    if run:
        yield "\n".join(run), quoted


def person(field: str | None) -> str | None:
    """The name in an address field, or the bare address when it has no name."""
    if not field:
        return None
    named = one_line(_ADDRESS.sub("", field), 200)
    return named or one_line(field.strip(" <>"), 200)
