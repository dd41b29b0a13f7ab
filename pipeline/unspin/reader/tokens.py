"""Text to the tokens of the reader's model: byte-level byte pair encoding (Radford et al. 2019, "GPT-2")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Tokens:
    """Cuts text into the ids of a vocabulary. The same text gives the same ids."""

    def __init__(self, words: Sequence[str], merges: Sequence[str]) -> None:
        from tokenizers import Tokenizer, models, pre_tokenizers

        pairs = [(first, second) for first, _, second in (merge.partition(" ") for merge in merges)]
        self._tokenizer: Any = Tokenizer(
            models.BPE({word: number for number, word in enumerate(words)}, pairs)
        )
        self._tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        )

    def of(self, text: str) -> tuple[int, ...]:
        """The ids of a text."""
        return tuple(self._tokenizer.encode(text).ids)
