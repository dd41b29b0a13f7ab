"""How likely texts are that go on from places in one long text: a Llama network, computed with numpy.

The long text is read once; every variant of every place goes on from what was read before it. All of
them go through the network together, layer by layer, so that each layer's weights are unpacked once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unspin.reader.weights import Floats, Layer, Shape, Weights

Ints = NDArray[np.int64]
WINDOW = 128
"""Tokens that each token sees before it, besides the first of all. Without that one such a network fails:
what attention it has no use for goes there (Xiao et al. 2023, "Efficient Streaming Language Models")."""
_TOGETHER = 64
"""Variants whose attention is computed at a time: bounds the memory."""
_ROWS = 512
"""Rows of a matrix that are widened at a time, for the same reason."""
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Place:
    """Texts that could go on after the first ``at`` tokens of the long text."""

    at: int
    variants: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    """What goes through the network: the long text, then each variant without its last token."""

    ids: Ints
    positions: Ints
    stream: int
    """Tokens of the long text."""
    starts: Ints
    """Row of each variant's first token."""
    lengths: Ints
    at: Ints
    firsts: Ints
    """Where the text of each token of the long text begins."""


def log_probabilities(
    weights: Weights, stream: Sequence[int], firsts: Sequence[int], places: Sequence[Place]
) -> list[list[Floats]]:
    """For each place and variant the natural log probability of every token, given all before it.

    ``stream`` is one or more texts, one after the other; ``firsts`` says where the text of each token
    begins. Every variant holds at least one token; ``at`` is at least one token into its text.
    """
    variants = [(place.at, variant) for place in places for variant in place.variants]
    if not variants:
        return []
    batch = _batch(stream, firsts, variants)
    hidden = _through(weights, batch)
    rows = [
        np.concatenate(([at - 1], np.arange(start, start + length)))
        for (at, _), start, length in zip(variants, batch.starts, batch.lengths, strict=True)
    ]
    told = _told(weights, hidden[np.concatenate(rows)], np.concatenate([v for _, v in variants]))
    parts = iter(np.split(told, np.cumsum([len(variant) for _, variant in variants])[:-1]))
    return [[next(parts) for _ in place.variants] for place in places]


def _batch(
    stream: Sequence[int], firsts: Sequence[int], variants: Sequence[tuple[int, tuple[int, ...]]]
) -> _Batch:
    at = np.array([at for at, _ in variants])
    lengths = np.array([len(variant) - 1 for _, variant in variants])
    starts = len(stream) + np.cumsum(lengths) - lengths
    ids = np.concatenate([np.array(stream), *(np.array(v[:-1], int) for _, v in variants)])
    own = [np.arange(first, first + length) for first, length in zip(at, lengths, strict=True)]
    positions = np.concatenate([np.arange(len(stream)), *own])
    return _Batch(ids, positions, len(stream), starts, lengths, at, np.array(firsts))


def _through(weights: Weights, batch: _Batch) -> Floats:
    """What the network makes of every row, after the last layer."""
    shape = weights.shape
    turns = _turns(batch.positions, shape)
    x = weights.embeddings(batch.ids)
    for layer in weights.layers():
        x += _attention(_norm(x, layer.attention_norm, shape), layer, batch, turns, shape)
        for rows in _slices(len(x), _ROWS):
            h = _norm(x[rows], layer.feed_norm, shape)
            gate = h @ layer.gate
            x[rows] += (gate / (1 + np.exp(-gate)) * (h @ layer.up)) @ layer.down
    return _norm(x, weights.last_norm, shape)


def _norm(x: Floats, weight: Floats, shape: Shape) -> Floats:
    """Root mean square normalisation (Zhang and Sennrich 2019)."""
    mean = np.mean(x * x, axis=-1, keepdims=True)
    normed: Floats = x / np.sqrt(mean + np.float32(shape.epsilon)) * weight
    return normed


def _turns(positions: Ints, shape: Shape) -> tuple[Floats, Floats]:
    """Cosines and sines of the rotary angles: (rows, 1, half a head)."""
    steps = np.arange(0, shape.head, 2) / shape.head
    angles = positions[:, None, None] / shape.base**steps
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)


def _turned(x: Floats, turns: tuple[Floats, Floats]) -> Floats:
    cos, sin = turns
    half = x.shape[-1] // 2
    first, second = x[..., :half], x[..., half:]
    return np.concatenate([first * cos - second * sin, first * sin + second * cos], axis=-1)


def _attention(h: Floats, layer: Layer, batch: _Batch, turns: tuple[Floats, Floats], shape: Shape) -> Floats:
    count = len(h)
    query = _turned((h @ layer.query).reshape(count, shape.heads, shape.head), turns)
    key = _turned((h @ layer.key).reshape(count, shape.groups, shape.head), turns)
    value = (h @ layer.value).reshape(count, shape.groups, shape.head)
    seen = np.empty((count, shape.width), np.float32)
    own = slice(batch.stream)
    seen[own] = _in_stream(query[own], key[own], value[own], batch.firsts)
    for some in _slices(len(batch.at), _TOGETHER):
        _in_variants(seen, query, key, value, batch, some)
    return seen @ layer.output


def _in_stream(query: Floats, key: Floats, value: Floats, firsts: Ints) -> Floats:
    """Attention of the long text to the first token of its text and the ``WINDOW`` up to each token."""
    found = []
    for some in _slices(len(query), WINDOW):
        own = firsts[some, None]
        starts = np.unique(own)
        near = np.arange(max(some.start - WINDOW, 0), some.stop)
        here = np.arange(some.start, some.stop)[:, None]
        visible = (near <= here) & (near > here - WINDOW) & (near >= own)
        first = (starts == own) & (starts <= here - WINDOW)
        rows = np.concatenate([starts, near])
        seen = np.concatenate([first, visible], axis=1)
        found.append(_attend(query[None, some], key[None, rows], value[None, rows], seen[None])[0])
    return np.concatenate(found)


def _in_variants(seen: Floats, query: Floats, key: Floats, value: Floats, batch: _Batch, some: slice) -> None:
    """Attention of some variants to the text before them, as above, and to themselves; goes to ``seen``."""
    at, starts, lengths = batch.at[some], batch.starts[some], batch.lengths[some]
    longest = int(lengths.max(initial=0))
    if not longest:
        return
    own = np.arange(longest)
    real = own < lengths[:, None]
    rows = np.where(real, starts[:, None] + own, 0)
    first = batch.firsts[at - 1][:, None]
    before = at[:, None] - WINDOW + np.arange(WINDOW)
    behind = np.concatenate([first, np.maximum(before, 0), rows], axis=1)
    old = np.concatenate([first < before[:, :1], before >= first], axis=1)
    old = np.broadcast_to(old[:, None, :], (len(at), longest, WINDOW + 1))
    new = np.broadcast_to(own[None, None, :] <= own[None, :, None], (len(at), longest, longest))
    found = _attend(query[rows], key[behind], value[behind], np.concatenate([old, new], axis=2))
    seen[rows[real]] = found[real]


def _attend(query: Floats, key: Floats, value: Floats, visible: NDArray[np.bool_]) -> Floats:
    """Softmax attention: (n, q, heads, head) over (n, k, groups, head) -> (n, q, heads * head)."""
    n, q, heads, head = query.shape
    groups = key.shape[2]
    asked = query.reshape(n, q, groups, heads // groups, head).transpose(0, 2, 3, 1, 4)
    scores = asked.reshape(n, groups, -1, head) @ key.transpose(0, 2, 3, 1) / np.float32(head**0.5)
    scores = scores.reshape(n, groups, heads // groups, q, -1)
    scores = np.where(visible[:, None, None], scores, _NEVER)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    found = scores.reshape(n, groups, -1, scores.shape[-1]) @ value.transpose(0, 2, 1, 3)
    parts = found.reshape(n, groups, heads // groups, q, head).transpose(0, 3, 1, 2, 4)
    merged: Floats = parts.reshape(n, q, heads * head)
    return merged


def _told(weights: Weights, hidden: Floats, ids: Ints) -> Floats:
    """Log probability of each id after the text that its row of ``hidden`` stands for."""
    highest = np.full(len(ids), -np.inf, np.float32)
    total = np.zeros(len(ids), np.float32)
    own = np.zeros(len(ids), np.float32)
    for first, vectors in weights.vocabulary():
        for rows in _slices(len(ids), _ROWS):
            scores = hidden[rows] @ vectors.T
            top = np.maximum(highest[rows], scores.max(axis=1))
            total[rows] = total[rows] * np.exp(highest[rows] - top) + np.exp(scores - top[:, None]).sum(
                axis=1
            )
            highest[rows] = top
            inside = np.flatnonzero((ids[rows] >= first) & (ids[rows] < first + len(vectors)))
            own[rows.start + inside] = scores[inside, ids[rows][inside] - first]
    return own - highest - np.log(total)


def _slices(count: int, size: int) -> Iterator[slice]:
    for first in range(0, count, size):
        yield slice(first, min(first + size, count))
