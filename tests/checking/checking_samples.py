"""Works and passages made of a few words, with exact places, for the tests of claims and evidence."""

from loupe.checking import Candidate, TypedStance, extract_claims, find_evidence
from loupe.model import Locator, ParagraphPlace, Passage, Segment, TimePlace

WORK = "s-work"


def cues(*lines, source=WORK):
    """Subtitle cues of two seconds each, stored as a subtitle file is: speaker, words, blank line. (passages, stored)

    A line is its words, or a pair of speaker and words.
    """
    stored, passages = "", []
    for number, line in enumerate(lines):
        speaker, words = (None, line) if isinstance(line, str) else line
        stored += f"{speaker}: " if speaker else ""
        at = len(stored)
        stored += words
        place = TimePlace(number * 2000, number * 2000 + 2000, number + 1)
        passages.append(_passage(source, number, "cue", speaker, at, words, place))
        stored += "\n\n"
    return passages, stored


def paragraphs(*texts, source="s-paper", speaker=None, kind="paragraph"):
    """Paragraphs of an article, or speaker turns. (passages, stored)"""
    stored, passages = "", []
    for number, text in enumerate(texts):
        passages.append(_passage(source, number, kind, speaker, len(stored), text, ParagraphPlace(number + 1)))
        stored += text + "\n\n"
    return passages, stored


def _passage(source, number, kind, speaker, at, text, place):
    locator = Locator((Segment(at, at + len(text), place),)) if text else None
    return Passage(f"p-{source}-{number}", source, number, kind, speaker, locator, text)


def claims_of(*lines, marks=None):
    """The claims of a film of these lines."""
    passages, stored = cues(*lines)
    return extract_claims(passages, stored, marks)


def one_claim(*lines):
    """The only claim of a film of these lines."""
    (claim,) = claims_of(*lines)
    return claim


def same_weight(_stem):
    """Every word tells as much as any other."""
    return 1.0


def evidence_for(line, *texts, before="", speaker=None, kind="paragraph"):
    """The evidence that the paragraphs hold for the last claim of the line."""
    claim = claims_of(line)[-1]
    assert claim.checkable, (line, claim.why_not)
    passages, _ = paragraphs(*texts, speaker=speaker, kind=kind)
    candidates = [Candidate(p, p.locator.start, p.locator.end) for p in passages]
    return find_evidence(claim, candidates, TypedStance(), same_weight, before)


def stance_of(line, text, **more):
    """The decided stances of one paragraph towards one line, "silent" when it decides nothing."""
    found = {e.stance for e in evidence_for(line, text, **more)} - {"related"}
    return " and ".join(sorted(found)) or "silent"
