"""Which texts share their words: an exact index of word 4-shingles, every pair it gives verified word by word.

Two texts that are nobody's copy share a name here and a phrase there. What was copied shares *runs*: the same words in
the same order, with other words between them where somebody edited. So every pair with 4-shingles in common (Broder
1997) is aligned: its shared runs of four words and more are found, runs that follow each other closely in both texts
are joined to a stretch, and the stretch decides. The index is exact: it loses no pair to sampling and finds none by
chance.
"""

from loupe.language.reuse.aligning import same_text, shingle_marks
from loupe.language.reuse.archive import Reuse, SharedRun, find_reuse, find_standing

__all__ = ["Reuse", "SharedRun", "find_reuse", "find_standing", "same_text", "shingle_marks"]
