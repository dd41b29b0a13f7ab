"""A tiny network of random weights in the reader's file format, and readers that are made up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from gguf import GGUFWriter
from numpy.typing import NDArray
from tokenizers import pre_tokenizers

from unspin.reader.passage import Passage

Floats = NDArray[np.float64]
WIDTH, HEADS, GROUPS, LAYERS, FEED = 32, 4, 2, 2, 48
HEAD = WIDTH // HEADS
BASE, EPSILON = 10_000.0, 1e-5
MERGES = ("Ġ t", "h e", "Ġt he", "i n", "Ġ a")
WORDS = (
    "<|endoftext|>",
    *sorted(pre_tokenizers.ByteLevel.alphabet()),
    *(merge.replace(" ", "") for merge in MERGES),
)


def tensors(seed: int = 7) -> dict[str, NDArray[np.float32]]:
    """Random weights; every matrix is (out, in), as in the file."""
    random = np.random.default_rng(seed)

    def matrix(out: int, inside: int) -> NDArray[np.float32]:
        return (random.normal(size=(out, inside)) / inside**0.5).astype(np.float32)

    made = {"token_embd": matrix(len(WORDS), WIDTH) * 3, "output_norm": np.ones(WIDTH, np.float32)}
    for number in range(LAYERS):
        block = f"blk.{number}."
        made[f"{block}attn_norm"] = 1 + random.normal(size=WIDTH).astype(np.float32) / 5
        made[f"{block}ffn_norm"] = 1 + random.normal(size=WIDTH).astype(np.float32) / 5
        made[f"{block}attn_q"] = matrix(WIDTH, WIDTH) * 2
        made[f"{block}attn_k"] = matrix(GROUPS * HEAD, WIDTH) * 2
        made[f"{block}attn_v"] = matrix(GROUPS * HEAD, WIDTH)
        made[f"{block}attn_output"] = matrix(WIDTH, WIDTH)
        made[f"{block}ffn_gate"] = matrix(FEED, WIDTH)
        made[f"{block}ffn_up"] = matrix(FEED, WIDTH)
        made[f"{block}ffn_down"] = matrix(WIDTH, FEED)
    return made


def write(path: Path, kind: str = "llama") -> Path:
    """The network as a GGUF file."""
    writer = GGUFWriter(path, kind)
    writer.add_block_count(LAYERS)
    writer.add_embedding_length(WIDTH)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(GROUPS)
    writer.add_rope_freq_base(BASE)
    writer.add_layer_norm_rms_eps(EPSILON)
    writer.add_token_list(list(WORDS))
    writer.add_token_merges(list(MERGES))
    for name, values in tensors().items():
        writer.add_tensor(f"{name}.weight", values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def plainly(text: Sequence[int], visible: Callable[[int, int], bool]) -> Floats:
    """Log probabilities of all tokens after each token of a text: the network written down as it is defined.

    ``visible(i, j)`` says whether token ``i`` sees token ``j``.
    """
    weights = {name: values.astype(np.float64) for name, values in tensors().items()}
    x = weights["token_embd"][list(text)]
    for number in range(LAYERS):
        w = {name: weights[f"blk.{number}.{name}"] for name in _NAMES}
        h = _norm(x, w["attn_norm"])
        seen = np.zeros_like(x)
        for head in range(HEADS):
            group = head // (HEADS // GROUPS)
            own, shared = (slice(n * HEAD, (n + 1) * HEAD) for n in (head, group))
            query = _turned(h @ w["attn_q"][own].T)
            key, value = _turned(h @ w["attn_k"][shared].T), h @ w["attn_v"][shared].T
            for i in range(len(text)):
                behind = [j for j in range(i + 1) if visible(i, j)]
                scores = np.exp([query[i] @ key[j] / HEAD**0.5 for j in behind])
                seen[i, own] = (scores / scores.sum()) @ value[behind]
        x = x + seen @ w["attn_output"].T
        h = _norm(x, w["ffn_norm"])
        gate = h @ w["ffn_gate"].T
        x = x + (gate / (1 + np.exp(-gate)) * (h @ w["ffn_up"].T)) @ w["ffn_down"].T
    scores = _norm(x, weights["output_norm"]) @ weights["token_embd"].T
    told: Floats = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return told


_NAMES = (
    "attn_norm",
    "ffn_norm",
    "attn_q",
    "attn_k",
    "attn_v",
    "attn_output",
    "ffn_gate",
    "ffn_up",
    "ffn_down",
)


def _norm(x: Floats, weight: Floats) -> Floats:
    normed: Floats = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + EPSILON) * weight
    return normed


def _turned(x: Floats) -> Floats:
    """Each pair of neighbours turned by an angle that grows with the position."""
    turned = x.copy()
    for position, row in enumerate(x):
        for pair in range(0, HEAD, 2):
            angle = position / BASE ** (pair / HEAD)
            turned[position, pair] = row[pair] * np.cos(angle) - row[pair + 1] * np.sin(angle)
            turned[position, pair + 1] = row[pair] * np.sin(angle) + row[pair + 1] * np.cos(angle)
    return turned


@dataclass
class MadeUpReader:
    """Says of every variant what ``likely`` says, 0 by default, and keeps what it was asked."""

    likely: dict[str, float] = field(default_factory=dict)
    asked: list[Passage] = field(default_factory=list)

    def scores(self, passages: Sequence[Passage]) -> list[list[tuple[float, ...]]]:
        self.asked += passages
        return [
            [
                tuple(self.likely.get(variant, 0.0) for variant in choice.variants)
                for choice in passage.choices
            ]
            for passage in passages
        ]
