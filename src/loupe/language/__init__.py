"""From text to what it says: sentences, clauses, names, times, quantities, attribution and polarity. English so far."""

from loupe.language.attribution import find_attribution, teller_key
from loupe.language.clauses import Clause, finite_verb, main_verb, split_clauses
from loupe.language.detecting import GRAMMAR_LANGUAGES, READ_LANGUAGES, detect_language
from loupe.language.names import NO_GAZETTEER, Gazetteer, KnownName, entities_of, find_names, name_key
from loupe.language.parsing import Parse, Parser, Word, find_parser
from loupe.language.quantities import find_quantities
from loupe.language.reading import read_sentence
from loupe.language.resolution import propose_merges
from loupe.language.reuse import Reuse, SharedRun, find_reuse, find_standing, same_text, shingle_marks
from loupe.language.sentences import split_sentences
from loupe.language.setting import NOTHING_KNOWN, NamedEvent, Setting
from loupe.language.statements import Resolver, find_statements, statement_words
from loupe.language.tables import EMPTY_WORDS, FUNCTION_WORDS
from loupe.language.times import find_times
from loupe.language.understanding import understand, understanding_version
from loupe.language.words import Token, content_stems, fold, stem, tokens

__all__ = [
    "EMPTY_WORDS",
    "FUNCTION_WORDS",
    "GRAMMAR_LANGUAGES",
    "NOTHING_KNOWN",
    "NO_GAZETTEER",
    "READ_LANGUAGES",
    "Clause",
    "Gazetteer",
    "KnownName",
    "NamedEvent",
    "Parse",
    "Parser",
    "Resolver",
    "Reuse",
    "Setting",
    "SharedRun",
    "Token",
    "Word",
    "content_stems",
    "detect_language",
    "entities_of",
    "find_attribution",
    "find_names",
    "find_parser",
    "find_quantities",
    "find_reuse",
    "find_standing",
    "find_statements",
    "find_times",
    "finite_verb",
    "fold",
    "main_verb",
    "name_key",
    "propose_merges",
    "read_sentence",
    "same_text",
    "shingle_marks",
    "split_clauses",
    "split_sentences",
    "statement_words",
    "stem",
    "teller_key",
    "tokens",
    "understand",
    "understanding_version",
]
