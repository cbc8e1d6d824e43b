"""Passages to a derived index; text to the passages that may speak of it, by words and by meaning, fused."""

import os

# Before NumPy is imported: on a busy machine two spinning threads take five times as long over a search as one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from loupe.search.asking import Question, expanded
from loupe.search.encoder import Encoder, similarity, static_encoder
from loupe.search.fusion import Hit
from loupe.search.index import SearchIndex
from loupe.search.reranking import Reranker, WindowTexts
from loupe.search.sentences import sentence_encoder, sentence_encoder_name, user_cache
from loupe.search.windows import Window, cut_windows

__all__ = [
    "Encoder",
    "Hit",
    "Question",
    "Reranker",
    "SearchIndex",
    "Window",
    "WindowTexts",
    "cut_windows",
    "expanded",
    "sentence_encoder",
    "sentence_encoder_name",
    "similarity",
    "static_encoder",
    "user_cache",
]
