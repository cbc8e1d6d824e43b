"""Keeps a case: sources, passages, claims, findings, marks and the log in SQLite, originals and texts as files.

The front door is ``Store``. Heavy to import: import it inside commands.
"""

from loupe.store.blobs import Kept
from loupe.store.case import Store
from loupe.store.decisions import DECIDED, Decision, DecisionKind, decisions, in_force
from loupe.store.hypotheses import AskDecision, AskKind
from loupe.store.log import LogEntry
from loupe.store.names import NameDecision, NameVerdict
from loupe.store.pairs import PairKind, PairWord
from loupe.store.tables import FORMAT
from loupe.store.understood import Read, UnderstoodStore
from loupe.store.verify import Fault

__all__ = [
    "DECIDED",
    "FORMAT",
    "AskDecision",
    "AskKind",
    "Decision",
    "DecisionKind",
    "Fault",
    "Kept",
    "LogEntry",
    "NameDecision",
    "NameVerdict",
    "PairKind",
    "PairWord",
    "Read",
    "Store",
    "UnderstoodStore",
    "decisions",
    "in_force",
]
