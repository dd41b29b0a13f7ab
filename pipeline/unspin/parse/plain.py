"""Plain text: paragraphs, wrapped or one a line, headings and list items by their look."""

from __future__ import annotations

import re

from unspin.model.document import BlockKind
from unspin.parse.blocks import BlockSink
from unspin.parse.flow import FlowBuilder

_LINE = re.compile(r"[^\r\n]+")
_LIST_MARKER = re.compile(r"\s*(?:[-*•–]|\(?\d{1,3}[.)]|[a-z][.)])\s+")
_WRAPPED_LINE = 45
"""A line at least this long (characters) that does not end a sentence may go on in the next one."""
_HEADING_WORDS = 14


def parse_plain(text: str, base: int, sink: BlockSink) -> None:
    """Add the blocks of ``text``, which stands at ``base`` in the article."""
    group: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        if group and not _goes_on(text, group[-1], line):
            _flush(group, base, sink)
            group = []
        group.append(line)
    if group:
        _flush(group, base, sink)


def _goes_on(text: str, line: re.Match[str], following: re.Match[str]) -> bool:
    """Whether ``following`` is the next line of the same paragraph."""
    between = text[line.end() : following.start()].replace("\r\n", "\n").replace("\r", "\n")
    if between.count("\n") > 1 or _LIST_MARKER.match(following.group()):
        return False
    shown, rest = line.group().strip(), following.group().strip()
    if rest[:1].islower() and shown[-1] not in ".:!?":
        return True
    return len(shown) >= _WRAPPED_LINE and shown[-1] != ":"


def _flush(group: list[re.Match[str]], base: int, sink: BlockSink) -> None:
    builder = FlowBuilder()
    first = group[0]
    marker = _LIST_MARKER.match(first.group())
    for index, line in enumerate(group):
        lead = marker.end() if marker and not index else len(line.group()) - len(line.group().lstrip())
        if index:
            builder.add_stand_in(" ", base + group[index - 1].end(), base + line.start() + lead)
        builder.add_text(line.group()[lead:], base + line.start() + lead)
    shown = first.group().strip()
    if marker:
        kind = BlockKind.LIST_ITEM
    elif len(group) == 1 and shown[-1] not in ".!?;," and len(shown.split()) <= _HEADING_WORDS:
        kind = BlockKind.HEADING
    else:
        kind = BlockKind.PARAGRAPH
    sink.add(kind, builder)
