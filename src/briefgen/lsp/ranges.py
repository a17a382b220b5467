"""Places as a language client counts them.

It counts lines from 0, and columns in units that it and the server agree on, often UTF-16;
ours count from 1, in characters. Lines end at LF, CRLF or CR for both.
"""

from __future__ import annotations

import re

from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec

from briefgen.model.text import Span, Text
from briefgen.report.ends import end_on_line


class LineMap:
    """The lines of a text, with places on them in both ways of counting."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self._lines = re.split(r"\r\n|\r|\n", text)
        self.codec = codec

    def __getitem__(self, line: int) -> str:
        """A line by its number from 1; empty after the last."""
        return self._lines[line - 1] if line <= len(self._lines) else ""

    @property
    def count(self) -> int:
        return len(self._lines)

    def place(self, position: Position) -> tuple[int, int]:
        """A client's position as our line and column."""
        found = self.codec.position_from_client_units(self._lines, position)
        return found.line + 1, found.character + 1

    def position(self, line: int, column: int) -> Position:
        """Our line and column as a client's position."""
        units = self.codec.client_num_units(self[line][: column - 1])
        return Position(line - 1, units)

    def between(self, line: int, start: int, end: int) -> Range:
        """Columns `start` to `end` (not included) of a line."""
        return Range(self.position(line, start), self.position(line, end))

    def at(self, span: Span, subject: str = "") -> Range:
        """The subject, quotation, bracket or word that begins at `span`, which alone does not
        say how far it goes."""
        end = end_on_line(self[span.line], span.column, subject)
        return self.between(span.line, span.column, max(end, span.column + 1))

    def of(self, text: Text, start: int, end: int) -> Range:
        """Characters `start` to `end` (not included) of a text that was read from these lines."""
        first, last = text.span(start), text.span(max(start, end - 1))
        return Range(
            self.position(first.line, first.column), self.position(last.line, last.column + 1)
        )


def holds(span: Span, typed: str, line: int, column: int) -> bool:
    """Whether a place is in, or directly after, what is `typed` on one line from `span` on."""
    return span.line == line and span.column <= column <= span.column + len(typed)
