"""From the sentences of the sources to facts that rules can hold against each other."""

from loupe.engine.reasoned.facts.gathering import Gathered, gather_facts
from loupe.engine.reasoned.facts.sentences import Sentence, sentences_of
from loupe.engine.reasoned.facts.told import Spoken

__all__ = ["Gathered", "Sentence", "Spoken", "gather_facts", "sentences_of"]
