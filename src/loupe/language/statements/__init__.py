"""Statements from dependency parses: who says that who did what to whom, where, when and how much."""

from loupe.language.statements.assembly import Resolver, find_statements
from loupe.language.statements.events import EVENT_TYPES
from loupe.language.statements.voices import can_tell
from loupe.language.statements.wording import statement_words

__all__ = ["EVENT_TYPES", "Resolver", "can_tell", "find_statements", "statement_words"]
