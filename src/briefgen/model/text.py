"""A place in a file, and text that knows where each of its characters was typed, so that no
position is ever searched for again."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from sys import maxsize

from msgspec import Struct

_ASCII = bytes(range(128))


class Span(Struct, frozen=True, order=True, gc=False):
    """A place in a file: path relative to the workspace (with /), line and column from 1.

    Columns count characters, not bytes.
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Text(Struct, frozen=True, gc=False):
    """Characters as they are read, and where each of them was typed.

    `breaks` holds (offset, line, column), ascending and starting at offset 0: the
    character at `offset` is at that line and column, and the ones after it follow
    one column each until the next break. Folded lines, stripped indentation and escapes
    are breaks.
    """

    value: str
    path: str
    breaks: tuple[tuple[int, int, int], ...]

    def span(self, offset: int = 0) -> Span:
        """The place of the character at `offset` (or of the end, at `len(value)`)."""
        breaks = self.breaks
        is_first = not offset or len(breaks) == 1
        index = 0 if is_first else bisect_right(breaks, (offset, maxsize)) - 1
        start, line, column = breaks[index if index > 0 else 0]
        return Span(self.path, line, column + offset - start)

    @property
    def end(self) -> Span:
        """The place after the last character."""
        return self.span(len(self.value))

    def __str__(self) -> str:
        return self.value


def beyond_ascii(text: str, passed_over: bytes = _ASCII) -> str:
    """The characters of `text` but those of ASCII, or some of them: few, which are looked through
    faster than all."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, passed_over)
    return rest.decode("utf-8", "surrogatepass")


def is_seen(text: str) -> bool:
    """Whether `text` has more than white space and characters without a form (category Cf)."""
    return any(not sign.isspace() and unicodedata.category(sign) != "Cf" for sign in text)
