"""Words longer than a line that are set in pieces, some in italics: they may end a line between
the pieces. The layout breaks a word anywhere only where it is in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from briefgen.model.markup import Code, Inline, Link, SourceWords, Str, Styled

_BREAK = "\N{ZERO WIDTH SPACE}"
_LINE = 60  # characters


def breakable(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines with a place to break before each piece of a word, from a line's length on."""
    return tuple(_Words().broken(inlines))


class _Words:
    def __init__(self) -> None:
        self._length = 0  # of the word so far

    def broken(self, inlines: Iterable[Inline]) -> Iterator[Inline]:
        for node in inlines:
            match node:
                case Str(text):
                    starts = text[:1].strip() and self._length >= _LINE
                    self._read(text)
                    yield replace(node, text=f"{_BREAK}{text}") if starts else node
                case Code(text) | SourceWords(text, _):
                    self._read(text)
                    yield node
                case Styled(_, children) | Link(_, children, _):
                    yield replace(node, children=tuple(self.broken(children)))
                case _:
                    self._length = 0
                    yield node

    def _read(self, text: str) -> None:
        *before, last = text.split(" ")
        self._length = len(last) if before else self._length + len(last)
