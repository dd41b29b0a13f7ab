"""The reader's weights, from its GGUF file: read and unpacked one layer at a time.

Unpacked as a whole they would take 540 MB, and packed, four bits each, still 98 MB; a layer takes 14 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspin.errors import ReaderError

Floats = NDArray[np.float32]
_ROWS = 4096
"""Rows of the vocabulary unpacked at a time."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One block of a Llama network (Touvron et al. 2023, "LLaMA", section 2.2); matrices are (in, out)."""

    attention_norm: Floats
    query: Floats
    key: Floats
    value: Floats
    output: Floats
    feed_norm: Floats
    gate: Floats
    up: Floats
    down: Floats


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network."""

    layers: int
    width: int
    heads: int
    groups: int
    """Key and value heads, each shared by ``heads / groups`` query heads."""
    head: int
    """Width of one head."""
    base: float
    """Base of the rotary position angles (Su et al. 2021, "RoFormer")."""
    epsilon: float


class Weights:
    """The network in a GGUF file. Raises ``ReaderError`` for a file that is none, or of another kind."""

    def __init__(self, path: Path) -> None:
        from gguf import GGUFReader

        self._path = path
        try:
            reader = GGUFReader(path)
            self._tensors: dict[str, Any] = {tensor.name: tensor for tensor in reader.tensors}
            self.shape = _shape(reader)
            self.words: list[str] = list(_field(reader, "tokenizer.ggml.tokens"))
            self.merges: list[str] = list(_field(reader, "tokenizer.ggml.merges"))
            self.last_norm = self._unpacked("output_norm")
            self._embedding: Any = self._tensors["token_embd.weight"]
        except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
            raise ReaderError(f"{path}: is no model that the reader can use ({error})") from None

    def layers(self) -> Iterator[Layer]:
        """The blocks from the first to the last, each unpacked when it is asked for."""
        # The two halves of a rotated pair lie side by side in the file; apart, numpy reaches them faster.
        size = self.shape.head
        apart = np.concatenate([np.arange(0, size, 2), np.arange(1, size, 2)])
        for number in range(self.shape.layers):
            name = f"blk.{number}."
            query, key = (self._unpacked(f"{name}attn_{which}") for which in "qk")
            yield Layer(
                attention_norm=self._unpacked(f"{name}attn_norm"),
                query=_in_halves(query, apart),
                key=_in_halves(key, apart),
                value=self._unpacked(f"{name}attn_v").T,
                output=self._unpacked(f"{name}attn_output").T,
                feed_norm=self._unpacked(f"{name}ffn_norm"),
                gate=self._unpacked(f"{name}ffn_gate").T,
                up=self._unpacked(f"{name}ffn_up").T,
                down=self._unpacked(f"{name}ffn_down").T,
            )

    def embeddings(self, ids: NDArray[np.int64]) -> Floats:
        """The vectors of tokens, one row each."""
        return _dequantized(self._embedding.data[ids], self._embedding)

    def vocabulary(self) -> Iterator[tuple[int, Floats]]:
        """All vectors of the vocabulary in pieces, with the id of the first in each."""
        for first in range(0, len(self._embedding.data), _ROWS):
            yield first, _dequantized(self._embedding.data[first : first + _ROWS], self._embedding)

    def _unpacked(self, name: str) -> Floats:
        tensor = self._tensors[f"{name}.weight"]
        # Not from the mapped file: what is mapped and was touched once stays in memory.
        count = int(np.prod(tensor.data.shape))
        data = np.fromfile(self._path, tensor.data.dtype, count, offset=tensor.data_offset)
        return _dequantized(data.reshape(tensor.data.shape), tensor)


def _dequantized(data: Any, tensor: Any) -> Floats:
    from gguf import dequantize

    unpacked: Floats = np.asarray(dequantize(data, tensor.tensor_type), np.float32)
    return unpacked


def _in_halves(matrix: Floats, order: NDArray[np.int64]) -> Floats:
    """A matrix of heads, transposed, the even rows of each head before the odd ones."""
    rows = matrix.reshape(-1, len(order), matrix.shape[1])[:, order]
    return rows.reshape(matrix.shape).T


def _shape(reader: Any) -> Shape:
    kind = _field(reader, "general.architecture")
    if kind != "llama":
        raise ValueError(f"its architecture is {kind}, not llama")
    width, heads = (
        int(_field(reader, "llama.embedding_length")),
        int(_field(reader, "llama.attention.head_count")),
    )
    return Shape(
        layers=int(_field(reader, "llama.block_count")),
        width=width,
        heads=heads,
        groups=int(_field(reader, "llama.attention.head_count_kv")),
        head=width // heads,
        base=float(_field(reader, "llama.rope.freq_base")),
        epsilon=float(_field(reader, "llama.attention.layer_norm_rms_epsilon")),
    )


def _field(reader: Any, name: str) -> Any:
    return reader.fields[name].contents()
