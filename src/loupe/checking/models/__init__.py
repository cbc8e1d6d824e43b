"""Stance models behind one protocol."""

from loupe.checking.models.chat import AnswerCache, ChatModel
from loupe.checking.models.onnx import OnnxModel, open_model
from loupe.checking.models.opinion import Opinion, Pair, StanceModel
from loupe.checking.models.shipped import SHIPPED, find_stance_model

__all__ = [
    "SHIPPED",
    "AnswerCache",
    "ChatModel",
    "OnnxModel",
    "Opinion",
    "Pair",
    "StanceModel",
    "find_stance_model",
    "open_model",
]
