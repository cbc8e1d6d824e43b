"""Scripts with as many claims as a test wants, and decisions on them from short tuples."""

from __future__ import annotations

from loupe.model import VERDICTS, Claim, Finding, Locator, Passage, Search, Segment, Source, TimePlace, Verdict
from loupe.store import Decision
from loupe.views import script_context

WORK = Source("s-work", "a" * 64, "film.srt", "srt", 10, role="work", title="The Film")
SPEAKERS = ("Ana", "Björn", None)


def many(count, *, waiting=0, outdated=False):
    """A script of lines with one claim each: verdicts, speakers and kinds go round."""
    lines, findings, at = [], [], 0
    for n in range(1, count + 1):
        text = f"They took {n} boxes from vault {n % 7}."
        place = Locator((Segment(at, at + len(text), TimePlace(n * 1000, n * 1000 + 900, n)),))
        who = SPEAKERS[n % 3]
        lines.append(Passage(f"p-{n}", "s-work", n, "cue", who, place, text))
        label = VERDICTS[n % len(VERDICTS)]
        kinds = ("number",) if n % 2 else ("event", "date")
        checkable = label != "not checkable"
        claim = Claim(f"c-{n}", "s-work", at, n, place, text, text, who, (), kinds, checkable)
        verdict = Verdict(claim.id, label, 0, 0, "rule", (), (), Search((), 2, 6, 4), "default")
        findings.append(Finding(claim, (), verdict))
        at += len(text) + 1
    return script_context(
        case_name="case", work=WORK, passages=lines, findings=findings, sources=[WORK], policy_name="default",
        policy_text="text", version="1", waiting=waiting, outdated=outdated,
    )  # fmt: skip


def taken(*acts):
    """Decisions from short tuples: kind, fields, and who if not Anna."""
    return tuple(
        Decision(n, "s-work", kind, fields, who[0] if who else "Anna", f"2026-01-01T00:00:{n:02d}.000+00:00", "")
        for n, (kind, fields, *who) in enumerate(acts, 1)
    )


def verdict(claim, label, proposed="contested", basis="x"):
    return ("verdict", {"claim": claim, "label": label, "proposed": proposed, "basis": basis})


def star(claim, on=True):
    return ("star", {"claim": claim, "on": on})


def undo(seq):
    return ("undo", {"seq": seq})
