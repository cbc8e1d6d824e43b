"""Who speaks: labels at the beginning of a line, and whether a whole text is a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["LABEL", "Label", "accept_labels", "find_label", "is_stage_direction", "is_transcript"]

Label = tuple[str, str, int]
"""A label as found: the speaker, its form (bold, upper, asked, mixed), and the characters it takes with its colon."""

_UPPER = r"[^\W\d_a-z][^a-z:\n*\[\]<>\"]{0,38}"
_MIXED = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|de|la|van|von|der|den)){0,4}(?: \([^()\n]{1,30}\))?"
LABEL = re.compile(
    rf"(?:\*\*(?P<bold>[^*\n:]{{1,60}}?):?\*\*:?[ \t]+"
    rf"|(?P<asked>[QA])[.:][ \t]+"
    rf"|(?P<upper>{_UPPER}):(?:[ \t]+|$)"
    rf"|(?P<mixed>{_MIXED}):[ \t]+)",
    re.M,
)
_STAGE = re.compile(r"[*_]{0,2}[(\[][^()\[\]]*[)\]][*_.]{0,2}|\*[^*\n]+\*|_[^_\n]+_")
_NO_SPEAKER = frozenset((
    "also", "appendix", "author", "background", "by", "caption", "caution", "chapter", "clue", "conclusion",
    "contents", "copyright", "correction", "credit", "date", "ex", "example", "exhibit", "ext", "fig", "figure",
    "for", "from", "hint", "http", "https", "image", "important", "int", "introduction", "item", "location",
    "method", "nb", "note", "notes", "page", "part", "photo", "picture", "place", "ps", "re", "reference",
    "references", "result", "results", "section", "source", "sources", "step", "subject", "summary", "table",
    "time", "title", "tip", "to", "todo", "topic", "update", "video", "warning",
))  # fmt: skip


def find_label(line: str) -> Label | None:
    """The speaker's label that a line begins with, if it has the form of one."""
    match = LABEL.match(line)
    if match is None:
        return None
    form = match.lastgroup or "mixed"
    if form == "bold" and ":" not in match[0]:
        return None
    speaker = " ".join(match[form].split()).strip(" .*")
    if form == "upper" and speaker != speaker.upper():
        return None
    if not speaker or speaker.lower().split()[0].strip(".,") in _NO_SPEAKER or not any(map(str.isalpha, speaker)):
        return None
    return speaker, form, match.end()


def accept_labels(labels: Sequence[Label | None]) -> frozenset[str]:
    """The forms of label that are speakers in this text, given the label, if any, of each of its paragraphs."""
    total = max(len(labels), 1)
    counts = Counter(label[1] for label in labels if label)
    names = {form: Counter(label[0] for label in labels if label and label[1] == form) for form in counts}
    accepted = set()
    for form, count in counts.items():
        share, most = count / total, max(names[form].values())
        if form == "asked":
            good = len(names[form]) == 2 and count >= 4
        elif form == "mixed":
            good = count >= 4 and share >= 0.3 and len(names[form]) * 2 <= count
        else:
            good = share >= 0.5 or (count >= 2 and (most >= 2 or share >= 0.3))
        if good:
            accepted.add(form)
    return frozenset(accepted)


def is_transcript(turns: int, paragraphs: int) -> bool:
    """Whether so many turns among so many paragraphs make a transcript, where whoever spoke last speaks on."""
    return turns >= 3 and turns >= paragraphs * 0.2


def is_stage_direction(paragraph: str) -> bool:
    """Whether a paragraph is only a remark of the transcriber: *(A short break)*, (Pause.), [laughter]."""
    return _STAGE.fullmatch(paragraph) is not None
