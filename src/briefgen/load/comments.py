"""Texts that a YAML comment cuts short: `quote: left #unspoken` is “left”."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefgen.model.finding import Edit, Finding, Fix
from briefgen.syntax.nodes import Cut, MappingNode, Node, ScalarNode, SequenceNode

# The keys of a brief whose value is printed, or looked up in a source.
PRINTED_KEYS = frozenset(
    "title subtitle marking occasion edition prepared_by prepared_for summary key_points "
    "recommendations changes heading body quote from to claim question by via says answer "
    "note".split()
)
# Those of the catalogue.
CATALOGUE_KEYS = frozenset(
    "title author editor translator family given literal suffix dropping-particle "
    "non-dropping-particle container-title collection-title volume issue page edition publisher "
    "publisher-place URL url DOI doi number genre note".split()
)
# Those whose value is a number or a text: a comment after a number is meant.
_NUMBERS = frozenset("edition volume issue page number".split())


def cut_texts(node: Node, keys: Collection[str], key: str = "") -> Iterator[Finding]:
    """A finding for each text of `keys` that a comment on its line cuts short."""
    match node:
        case ScalarNode(text=text) if key in _NUMBERS and text.value.isdecimal():
            pass
        case ScalarNode(cut=Cut(is_meant=False) as cut) if key in keys:
            yield Finding(
                "text-cut-by-comment",
                "warning",
                cut.start,
                f"“{node.text}” is cut short by the comment “{cut.comment}”",
                "Put quotes around the whole text. A comment has two spaces before its # and one "
                "after it.",
                subject=cut.typed,
                end=cut.end,
                fixes=_quoted(cut),
            )
        case SequenceNode(items=items):
            for item in items:
                yield from cut_texts(item, keys, key)
        case MappingNode(entries=entries):
            for name, entry in entries.items():
                yield from cut_texts(entry.value, keys, name)
        case _:
            pass


def _quoted(cut: Cut) -> tuple[Fix, ...]:
    """Quotes around a text of one line and what was a comment."""
    if cut.start.line != cut.end.line:
        return ()
    text = f"'{cut.typed.replace(chr(39), chr(39) * 2)}'"
    return (Fix("Put quotes around the text.", (Edit(cut.start, cut.end, text),)),)
