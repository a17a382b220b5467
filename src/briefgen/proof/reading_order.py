"""The words of a PDF in the order in which they are read, and where in it a text is."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from briefgen.matching.same_glyphs import SOFT_HYPHEN, bare

from .pdf_text import Block

# Between elements: no text goes on over it.
END = "\0"
# Where words run from right to left, a bracket that opens looks like one that closes.
_BRACKETS = str.maketrans(")]}>»›”’", "([{<«‹“‘")


class ReadingOrder:
    """The bare words of some elements, end to end; a place is an offset in them.

    They `are_mixed` where words run from right to left: others beside them lose their order.
    """

    def __init__(self, blocks: Iterable[Block], *, are_mixed: bool) -> None:
        self._blocks = tuple(blocks)
        self._starts: list[int] = []  # of each element
        self._lengths: list[int] = []  # of each element
        self._parts: list[int] = []  # where each run of an element begins
        self._pages: list[int] = []  # of each run
        self._texts: list[str] = []  # the bare words of each run
        self._raw: list[str] = []  # the words of each run as they are
        pieces: list[str] = []
        length = 0
        for block in self._blocks:
            self._starts.append(length)
            for page, text in block.parts:
                if words := bare(text):
                    self._parts.append(length)
                    self._pages.append(page)
                    self._texts.append(words)
                    self._raw.append(text)
                    length += len(words)
                    pieces.append(words)
            self._lengths.append(length - self._starts[-1])
            pieces.append(END)
            length += 1
        self.words = "".join(pieces)
        self._are_mixed = are_mixed
        self._lines = [_unordered(text) for text in self._texts] if are_mixed else []

    def find(self, wanted: str, start: int = 0, end: int | None = None) -> range | None:
        """Where `wanted` is first found after `start`, whole and in one element."""
        plain = bare(wanted)
        if not plain:
            return range(start, start)
        end = len(self.words) if end is None else end
        found = None
        if SOFT_HYPHEN in wanted:
            broken = _broken(wanted).search(self.words, start, end)
            found = range(*broken.span()) if broken else None
        elif (at := self.words.find(plain, start, end)) >= 0:
            found = range(at, at + len(plain))
        if not self._are_mixed:
            return found
        return self._mixed(wanted, start, found.start if found else end) or found

    def pages(self, place: range) -> tuple[int, ...]:
        """The pages, from 1, on which the words at `place` are."""
        first = bisect_right(self._parts, place.start) - 1
        last = bisect_right(self._parts, max(place.start, place.stop - 1)) - 1
        return tuple(dict.fromkeys(self._pages[first : last + 1]))

    def shown(self, place: range) -> str:
        """The words at `place`, with white space between them."""
        at = bisect_right(self._parts, place.start) - 1
        pieces: list[str] = []
        while at < len(self._parts) and self._parts[at] < place.stop:
            start = self._parts[at]
            for token in self._raw[at].split():
                words = bare(token)
                stop = start + len(words)
                if place.start <= start and stop <= place.stop:
                    pieces.append(token)
                elif start < place.stop and stop > place.start:
                    pieces.append(words[max(0, place.start - start) : place.stop - start])
                start = stop
            at += 1
        return " ".join(pieces)

    def elements(self) -> dict[str, list[range]]:
        """For each ID, the places of its element and of those that are inside it."""
        found: dict[str, list[range]] = defaultdict(list)
        for start, length, block in zip(self._starts, self._lengths, self._blocks, strict=True):
            for id in block.within:
                found[id].append(range(start, start + length))
        return found

    def _mixed(self, wanted: str, start: int, end: int) -> range | None:
        """Where an element has `wanted`, line by line, in whatever order within a line.

        Words that run from right to left are in a PDF as they look, and programs disagree on
        the order of what is in a line with them.
        """
        meant = _unordered(wanted)
        for index in range(bisect_left(self._starts, start), len(self._starts)):
            place = range(self._starts[index], self._starts[index] + self._lengths[index])
            if place.stop > end:
                break
            parts = bisect_left(self._parts, place.start), bisect_left(self._parts, place.stop)
            lines = self._lines[slice(*parts)]
            if any(_is_in_lines(meant, lines[first:]) for first in range(len(lines))):
                return place
        return None


def _unordered(text: str) -> str:
    """The characters of `text`, letters and accents apart, brackets whichever way they open."""
    return unicodedata.normalize("NFKD", bare(text)).translate(_BRACKETS)


def _is_in_lines(meant: str, lines: Sequence[str]) -> bool:
    """Whether each of the first `lines` has the characters of its part of `meant`."""
    for line in lines:
        part, meant = meant[: len(line)], meant[len(line) :]
        if sorted(part) != sorted(line):
            return False
        if not meant:
            return True
    return False


def _broken(wanted: str) -> re.Pattern[str]:
    """`wanted` with a hyphen, or none, where a word may be divided at a line's end."""
    return re.compile("-?".join(re.escape(bare(part)) for part in wanted.split(SOFT_HYPHEN)))
