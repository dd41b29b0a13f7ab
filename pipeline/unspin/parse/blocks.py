"""Collects the blocks and protected places of a document while a format is walked."""

from __future__ import annotations

from dataclasses import dataclass, field

from unspin.model.document import Block, BlockKind, Protected, Protection
from unspin.model.span import Span
from unspin.parse.flow import FlowBuilder, split_flow


@dataclass
class BlockSink:
    """What a format's walker writes to. Turned into a ``Document`` by ``parse``."""

    blocks: list[Block] = field(default_factory=list)
    protected: list[Protected] = field(default_factory=list)

    def add(self, kind: BlockKind, builder: FlowBuilder, *, level: int = 0, quoted: bool = False) -> None:
        """Add a block, unless it holds no prose."""
        if not builder.has_prose:
            return
        for flow in split_flow(builder.build()):
            self.blocks.append(Block(len(self.blocks), kind, flow, level, quoted))

    def protect(self, start: int, end: int, reason: str, level: Protection = Protection.HARD) -> None:
        """Mark a place of the original as protected."""
        if end > start:
            self.protected.append(Protected(Span(start, end), reason, level))
