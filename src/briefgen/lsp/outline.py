"""The outline of a brief: symbols to jump to, and what can be folded."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import DocumentSymbol, FoldingRange, Position, Range, SymbolKind

from briefgen.syntax.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, parse

from .ranges import LineMap

_KINDS = {
    "passages": SymbolKind.Constant,
    "sections": SymbolKind.Namespace,
    "claims": SymbolKind.Event,
    "positions": SymbolKind.Field,
}
# What names an item of a list, the first that it has.
_NAMES = ("heading", "claim", "question", "by", "rule")


def symbols(text: str, lines: LineMap) -> list[DocumentSymbol]:
    """The keys of a brief, its passages, sections, claims and their positions, as a tree."""
    root = parse(text, "").root
    if not isinstance(root, MappingNode):
        return []
    return list(_entries(root, lines, lines.count + 1, SymbolKind.Key))


def folds(text: str, lines: LineMap) -> list[FoldingRange]:
    """What of a brief runs over several lines: each symbol."""

    def within(found: list[DocumentSymbol]) -> Iterator[FoldingRange]:
        for symbol in found:
            if symbol.range.end.line > symbol.range.start.line:
                yield FoldingRange(symbol.range.start.line, symbol.range.end.line)
            yield from within(list(symbol.children or ()))

    return list(within(symbols(text, lines)))


def _entries(
    node: MappingNode, lines: LineMap, end: int, kind: SymbolKind
) -> Iterator[DocumentSymbol]:
    """A symbol for each key; `end` is the line after the mapping."""
    entries = list(node.entries.values())
    starts = [entry.key.span().line for entry in entries]
    for entry, after in zip(entries, [*starts[1:], end], strict=True):
        yield _symbol(entry.key.value, kind, entry, lines, max(after, entry.key.span().line + 1))


def _symbol(name: str, kind: SymbolKind, entry: Entry, lines: LineMap, end: int) -> DocumentSymbol:
    key = entry.key
    inner = _KINDS.get(key.value)
    children: list[DocumentSymbol] = []
    if inner and isinstance(entry.value, MappingNode):
        children = list(_entries(entry.value, lines, end, inner))
    elif inner and isinstance(entry.value, SequenceNode):
        children = list(_items(entry.value, lines, end, inner))
    return DocumentSymbol(
        name or "–", kind, _range(key.span().line, key.span().column, end, lines),
        lines.of(key, 0, len(key.value)), children=children,
    )  # fmt: skip


def _items(
    node: SequenceNode, lines: LineMap, end: int, kind: SymbolKind
) -> Iterator[DocumentSymbol]:
    starts = [_start(item) for item in node.items]
    for item, start, after in zip(
        node.items, starts, [*(s[0] for s in starts[1:]), end], strict=True
    ):
        if not isinstance(item, MappingNode):
            continue
        named = next((item.entries[name] for name in _NAMES if name in item.entries), None)
        if named is None or not isinstance(named.value, ScalarNode):
            continue
        positions = item.entries.get("positions")
        children: list[DocumentSymbol] = []
        if positions and isinstance(positions.value, SequenceNode):
            children = list(_items(positions.value, lines, after, SymbolKind.Field))
        text = named.value.text
        first = text.span().line
        selection = lines.between(first, text.span().column, len(lines[first]) + 1)
        yield DocumentSymbol(
            " ".join(text.value.split()) or "–", kind,
            _range(min(start[0], first), start[1], max(after, first + 1), lines),
            selection, children=children,
        )  # fmt: skip


def _start(node: Node) -> tuple[int, int]:
    if isinstance(node, MappingNode) and node.entries:
        first = next(iter(node.entries.values())).key.span()
        return first.line, first.column
    span = node.text.span() if isinstance(node, ScalarNode) else node.span
    return span.line, span.column


def _range(line: int, column: int, end: int, lines: LineMap) -> Range:
    """From a place to the last line before `end` that is not empty."""
    last = end - 1
    while last > line and not lines[last].strip():
        last -= 1
    start = lines.position(line, column)
    return Range(start, Position(last - 1, lines.position(last, len(lines[last]) + 1).character))
