"""What a sentence says of the barriers of a guarded place: which it names, and how each was beaten or found."""

from loupe.language.barriers.reading import (
    Cue,
    NamedLayer,
    cue_layer,
    denied,
    find_cues,
    find_layer_words,
    find_layers,
    layers_counted,
)

__all__ = ["Cue", "NamedLayer", "cue_layer", "denied", "find_cues", "find_layer_words", "find_layers", "layers_counted"]
