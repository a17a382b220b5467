"""Where each character of a YAML scalar was typed.

PyYAML says what a scalar's value is and where it begins and ends, but not where in
between its characters are. They are aligned afterwards: folding, chomping and
stripped indentation change white space only, so the runs of other characters occur in
the file in the same order, literally or as escapes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.text import Text

_WHITE = " \t\n"
_INK = re.compile(r"[^ \t\n]")
_LINE = re.compile(r"[^ \t\r\n](?:[^\r\n]*[^ \t\r\n])?")
_SINGLE_QUOTED = lazy_pattern(r"''|[^' \t\r\n](?:[^'\r\n]*[^' \t\r\n])?")
_DOUBLE_QUOTED = lazy_pattern(
    r"\\(?:x..|u.{4}|U.{8}|\r\n|[\s\S])"
    r"|[^\\ \t\r\n](?:[^\\\r\n]*[^\\ \t\r\n])?"
)
_ANY_DASH = lazy_pattern(r"[-*–—‒−•·◦▪‣](?=[ ])|-(?=[^\W\d])")
_ANCHOR = lazy_pattern(r"&[^\s,\[\]{}]*(?:[ \t\r\n]+|(?<=\s)#[^\r\n]*)*")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_WHITE_ESCAPES = frozenset({"\\ ", "\\t", "\\\t", "\\n", "\\\n", "\\\r", "\\\r\n"})


class Scalars(Struct, frozen=True):
    """The scalars of one file: its text, its path, the offsets at which its lines begin, and
    whether PyYAML got placeholders for some of its characters."""

    text: str
    path: str
    lines: list[int]
    has_placeholders: bool

    def text_of(self, event: Any) -> Text:
        """The `Text` of a PyYAML `ScalarEvent`.

        Its value is PyYAML's, with the file's own characters where placeholders were.
        """
        value: str = event.value
        mark = event.start_mark
        first = (0, mark.line + 1, mark.column + 1)
        if value == self.text[mark.index : event.end_mark.index]:
            return Text(value, self.path, (first,))  # most: plain, on one line
        breaks = [first]
        characters = list(value) if self.has_placeholders else []
        done = line_end = 0
        shift: int | None = None
        for at, typed, width in self._runs(event):
            ink = _INK.search(value, done)
            if ink is None:  # only what follows a block is left
                break
            before, done = done, ink.start()
            if at >= line_end or at - done != shift:
                lead = self._lead(value, before, done, at)
                line, column = self.place(at)
                breaks.append((done - lead, line, column - lead))
                shift = at - done
                line_end = self.lines[line] if line < len(self.lines) else len(self.text)
            if characters and width == len(typed):
                characters[done : done + width] = typed
            done += width
        if len(breaks) > 1 and breaks[1][0] == 0:
            del breaks[0]
        return Text("".join(characters) or value, self.path, tuple(breaks))

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of a character of the file."""
        line = bisect_right(self.lines, index)
        return line, index - self.lines[line - 1] + 1

    def _runs(self, event: Any) -> Iterator[tuple[int, str, int]]:
        """Offset, characters as typed, and length in the value of each run of a line."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor and (anchor := _ANCHOR.match(self.text, start, end)):
            start = anchor.end()
        if event.tag is not None:
            return  # refused: nobody asks for the positions of its characters
        if event.style == "'":
            for run in _SINGLE_QUOTED.finditer(self.text, start + 1, end - 1):
                yield run.start(), run.group(), 1 if run.group() == "''" else len(run.group())
        elif event.style == '"':
            for run in _DOUBLE_QUOTED.finditer(self.text, start + 1, end - 1):
                is_escape = run.group().startswith("\\")
                if not (is_escape and _is_white(run.group())):
                    yield run.start(), run.group(), 1 if is_escape else len(run.group())
        else:
            if event.style and (header := _REST_OF_LINE.match(self.text, start)):
                start = header.end()
            for run in _LINE.finditer(self.text, start, end):
                yield run.start(), run.group(), len(run.group())

    def _lead(self, value: str, before: int, ink: int, at: int) -> int:
        """How many of the spaces before `ink` a block kept at the beginning of its line."""
        begin = value.rfind("\n", before, ink) + 1
        lead = ink - begin if begin or not before else 0
        return lead if value[ink - lead : ink] == self.text[at - lead : at] else 0


def _is_white(escape: str) -> bool:
    """Whether a double-quoted scalar's escape stands for white space, or for nothing."""
    if escape[1] in "xuU":
        return chr(int(escape[2:], 16)) in _WHITE
    return escape in _WHITE_ESCAPES


def swallowed_items(text: Text) -> Iterator[int]:
    """The offsets in the unquoted text of an item of its lines that were meant as further items:
    those that begin with a dash, left of where the text itself begins."""
    _, _, begins = text.breaks[0]
    for offset, _, column in text.breaks[1:]:
        if column < begins and _ANY_DASH.match(text.value, offset):
            yield offset
