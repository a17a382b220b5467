"""Where prose was typed: from the content of a Markdown block back to the text that holds it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from sys import maxsize
from typing import overload

from msgspec import Struct, field

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.raised import Level, at_level
from briefgen.model.text import Span, Text

STRUCK = "words struck through"  # a kind of `Other`
_BAR = lazy_pattern(r"(?<!\\)\|")


class Lines:
    """The position of a block's inline content in the text around it."""

    def __init__(self, text: Text, starts: list[int], source_lines: list[str]):
        self.text = text
        self.starts = starts
        self.lines = source_lines

    def place(self, content: str, first: int) -> list[tuple[int, int]]:
        """(offset in content, offset in text) a line of `content`, whose block begins at
        line `first`."""
        found: list[tuple[int, int]] = []
        offset = 0
        for number, line in enumerate(content.split("\n")):
            if first + number < len(self.lines):
                column = max(self.lines[first + number].rfind(line.strip()), 0)
                lead = len(line) - len(line.lstrip())
                found.append((offset, self.starts[first + number] + column - lead))
            offset += len(line) + 1
        return found or [(0, 0)]

    def cells(self, row: int, first: str) -> list[tuple[int, int]]:
        """Start and end of each cell in the table row at line `row`; `first` is what the
        first cell holds."""
        line = self.lines[row].rstrip()
        edges = [-1, *(bar.start() for bar in _BAR.finditer(line)), len(line)]
        cells = [(start + 1, end) for start, end in pairwise(edges)]
        if not first or not line[: cells[0][1]].rstrip().endswith(_typed_cell(first)):
            del cells[0]  # what comes before the first bar is the indentation, a `>`
        return cells[:-1] if cells and cells[-1][0] == cells[-1][1] else cells

    def place_cell(self, content: str, row: int, cell: tuple[int, int]) -> list[tuple[int, int]]:
        """As `place`, for a table cell, in which an escaped bar counts as one character."""
        start, end = cell
        begin = len(self.lines[row][start:end].rstrip()) - len(_typed_cell(content))
        at = self.starts[row] + start + begin
        bars = (i for i, character in enumerate(content) if character == "|")
        return [(0, at), *((i, at + i + number) for number, i in enumerate(bars, 1))]


def _typed_cell(content: str) -> str:
    return content.replace("|", "\\|")


def offsets_from(places: list[tuple[int, int]], start: int, length: int) -> list[int]:
    """The text's offsets of `length` characters of inline content, from `start` on."""
    index = max(bisect_right(places, (start, maxsize)) - 1, 0)
    end = start + length
    found: list[int] = []
    for (begin, value), (until, _) in pairwise([*places[index:], (end, 0)]):
        if start >= end:
            break
        stop = min(until, end)
        found += range(value + start - begin, value + stop - begin)
        start = max(start, stop)
    return found


def offset_at(places: list[tuple[int, int]], offset: int) -> int:
    """The text's offset of an offset in inline content."""
    start, value = places[max(bisect_right(places, (offset, maxsize)) - 1, 0)]
    return value + offset - start


class Other(Struct, frozen=True):
    """Characters `start` to `end` that are not words: “picture”, “code” or `STRUCK`, and where."""

    kind: str
    start: int
    end: int
    span: Span


class Prose(Struct):
    """A block's characters as a reader reads them, and where each was typed."""

    characters: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    literal: list[bool] = field(default_factory=list)
    citations: list[tuple[int, Span]] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)

    def add(self, text: str, offsets: Iterable[int], *, literal: bool = False) -> None:
        """Add characters; `offsets` are their places in the text, at least as many."""
        self.characters.extend(text)
        self.offsets.extend(islice(offsets, len(text)))
        self.literal.extend([literal] * len(text))

    def move(self, start: int, level: Level) -> None:
        """Raise or lower the characters from `start` on."""
        self.characters[start:] = at_level("".join(self.characters[start:]), level)

    def vanish(self) -> None:
        """Drop what is not a word here, with the space before it."""
        while self.characters and self.characters[-1].isspace():
            self.characters.pop()
            self.offsets.pop()
            self.literal.pop()

    def text(self) -> str:
        return "".join(self.characters)

    def between(self, start: int, end: int) -> str:
        """Characters `start` (at least 0) to `end`."""
        return "".join(self.characters[max(start, 0) : end])

    def join(self, other: Prose) -> None:
        """Add another block's prose after a space."""
        if self.characters:
            self.add(" ", [self.offsets[-1] + 1])
        length = len(self.characters)
        self.characters += other.characters
        self.offsets += other.offsets
        self.literal += other.literal
        self.citations += [(length + at, span) for at, span in other.citations]
        self.others += [
            Other(o.kind, length + o.start, length + o.end, o.span) for o in other.others
        ]

    def part(self, start: int, end: int) -> Prose:
        """Characters `start` to `end`, with the citations and others among them."""
        return Prose(
            self.characters[start:end],
            self.offsets[start:end],
            self.literal[start:end],
            [(at - start, span) for at, span in self.citations if start <= at <= end],
            [
                Other(o.kind, o.start - start, o.end - start, o.span)
                for o in self.others
                if start <= o.start and o.end <= end
            ],
        )

    def add_other(self, kind: str, text: str, offsets: Iterable[int], span: Span) -> None:
        """Add characters that are not words, in which a mark neither opens nor closes."""
        start = len(self.characters)
        self.add(text, offsets, literal=True)
        self.mark(kind, start, span)

    def mark(self, kind: str, start: int, span: Span) -> None:
        """Note that the characters from `start` on are not words."""
        self.others.append(Other(kind, start, len(self.characters), span))


class Runs(Sequence[int]):
    """The offsets of characters of which most follow each other in the text too."""

    def __init__(self) -> None:
        self.length = 0
        self._begins: list[int] = []  # of each run, among the characters
        self._shifts: list[int] = []  # and how much further its characters are in the text

    def add(self, offset: int, length: int) -> None:
        """Add characters that are in the text from `offset` on."""
        self._begins.append(self.length)
        self._shifts.append(offset - self.length)
        self.length += length

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, int):
            return index + self._shifts[bisect_right(self._begins, index) - 1]
        start, stop, _ = index.indices(self.length)
        run = bisect_right(self._begins, start)
        if run == len(self._begins) or stop <= self._begins[run]:
            shift = self._shifts[run - 1]
            return range(start + shift, stop + shift)
        return [self[at] for at in range(start, stop)]


class PlainProse(Struct, frozen=True, gc=False):
    """As `Prose`, for words without markup, which nothing is added to."""

    words: str
    offsets: Runs
    citations: list[tuple[int, Span]]
    literal: tuple[bool, ...] = ()
    others: tuple[Other, ...] = ()

    def text(self) -> str:
        return self.words

    def part(self, start: int, end: int) -> Prose:
        """Characters `start` to `end`."""
        return Prose(list(self.words[start:end]), list(self.offsets[start:end]))


def text_part(text: Text, offsets: Sequence[int], value: str) -> Text:
    """A `Text` of the characters at `offsets` of another."""
    if offsets and (
        isinstance(offsets, range) or offsets == list(range(offsets[0], offsets[0] + len(offsets)))
    ):
        return _run(text, offsets[0], value)
    breaks: list[tuple[int, int, int]] = []
    expected, until = -1, -1
    for index, offset in enumerate(offsets):
        if offset != expected or offset >= until:
            span = text.span(offset)
            breaks.append((index, span.line, span.column))
            next_break = bisect_right(text.breaks, (offset, maxsize, 0))
            until = (
                text.breaks[next_break][0] if next_break < len(text.breaks) else len(text.value) + 1
            )
        expected = offset + 1
    return Text(value, text.path, tuple(breaks) or ((0, 1, 1),))


def _run(text: Text, start: int, value: str) -> Text:
    """The part `value` of a text that begins at `start`, as a `Text` of its own."""
    breaks, stop = text.breaks, start + len(value)
    begin = bisect_right(breaks, (start, maxsize))
    offset, line, column = breaks[begin - 1]
    first = 0, line, column + start - offset
    if begin == len(breaks) or breaks[begin][0] >= stop:  # most: they are on one line
        return Text(value, text.path, (first,))
    end = bisect_left(breaks, (stop,))
    later = ((at - start, line, column) for at, line, column in breaks[begin:end])
    return Text(value, text.path, (first, *later))
