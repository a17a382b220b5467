"""The words of a PDF in the order in which they are read, and where in it a text is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefgen.matching.same_glyphs import SOFT_HYPHEN, bare

from .joints import count, joints
from .line_pieces import Pieces, characters, unmarked
from .mixed_lines import Held, MixedLines
from .pdf_text import TaggedBlock

# Between elements: no text goes on over it.
END = "\0"


class ReadingOrder:
    """The bare words of some elements, end to end; a place is an offset in them.

    They `are_mixed` where words run from right to left: others beside them lose their order. Then
    `drawn` is for each page what its marked contents show from left to right, None where that is
    their words (`Page.drawn`); without it no order is compared. `ways` are as in `MixedLines`.
    """

    def __init__(
        self,
        blocks: Iterable[TaggedBlock],
        *,
        are_mixed: bool,
        drawn: Sequence[Mapping[int, str] | None] = (),
        ways: tuple[bool, ...] = (False, True),
    ) -> None:
        self._blocks = tuple(blocks)
        self._starts: list[int] = []  # of each element
        self._lengths: list[int] = []  # of each element
        self._parts: list[int] = []  # where each run of an element begins
        self._pages: list[int] = []  # of each run
        self._texts: list[str] = []  # the bare words of each run
        self._raw: list[str] = []  # the words of each run as they are
        pieces: list[str] = []
        shown: list[str | None] = []
        length = 0
        for block in self._blocks:
            self._starts.append(length)
            for at, (page, text) in enumerate(block.parts):
                if words := bare(text):
                    if drawn:
                        own = drawn[page - 1]
                        shown.append(text if own is None else own.get(block.marks[at][1]))
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
        self._lines = MixedLines(self._texts, shown, ways) if are_mixed else None

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
        if not self._lines or (found and self._is_shown(wanted, found)):
            return found
        return self._mixed(wanted, range(start, end), self._lines.find)

    def take(self, wanted: str, area: range) -> range | None:
        """Where `wanted` is in `area`, in lines whose words run both ways; none of its letters
        is found there again."""
        assert self._lines
        plain, pieces = bare(wanted), Pieces(wanted)
        at = self.words.find(plain, area.start, area.stop)
        while at >= 0:
            place = range(at, at + len(plain))
            if self._lines.take_at(pieces, self._parts_of(place), self._cuts(place)):
                return place
            at = self.words.find(plain, at + 1, area.stop)
        return self._mixed(wanted, area, self._lines.take)

    def _is_shown(self, wanted: str, place: range) -> bool:
        """Whether the lines at `place` show `wanted` in its order."""
        pieces = Pieces(wanted)
        return self._lines is None or self._lines.are_shown(
            pieces, self._parts_of(place), self._cuts(place)
        )

    def _cuts(self, place: range) -> list[int]:
        """Where in the characters of the words at `place` each part begins, and where they end."""
        ends = [max(place.start, self._parts[part]) for part in self._parts_of(place)[1:]]
        places = (place.start, *ends, place.stop)
        return [len(characters(self.words[place.start : end])) for end in places]

    def pages(self, place: range) -> tuple[int, ...]:
        """The pages, from 1, on which the words at `place` are."""
        first = bisect_right(self._parts, place.start) - 1
        last = bisect_right(self._parts, max(place.start, place.stop - 1)) - 1
        return tuple(dict.fromkeys(self._pages[first : last + 1]))

    def shown(self, place: range) -> str:
        """The words at `place`, with white space between them."""
        at = max(0, bisect_right(self._parts, place.start) - 1)
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

    def is_apart(self, place: range) -> bool:
        """Whether no letter or digit is right beside the words at `place`: white space, a sign or
        the edge of a run is."""
        edges = set[int]()
        for at in self._parts_of(place):
            edges.add(end := self._parts[at])
            for token in self._raw[at].split():
                end += len(bare(token))
                edges.add(end)
        return all(
            edge in edges or not beside.isalnum()
            for edge, beside in (
                (place.start, self.words[place.start - 1 : place.start]),
                (place.stop, self.words[place.stop : place.stop + 1]),
            )
        )

    def is_spaced(self, wanted: str, place: range) -> bool:
        """Whether the words at `place` begin and end where those of `wanted` do, and have no other
        signs in them that print nothing."""
        parts = self._parts_of(place)
        raw = "".join(self._raw[part] for part in parts)
        first = count(self.words[self._parts[parts[0]] : place.start])
        last = first + count(self.words[place.start : place.stop])
        there = {at - first: one for at, one in joints(raw).items() if first < at < last}
        meant = joints(unmarked(wanted))
        return there == {at: one for at, one in meant.items() if 0 < at < last - first}

    def begins_run(self, at: int) -> bool:
        """Whether a run of an element begins at a place."""
        part = bisect_left(self._parts, at)
        return part < len(self._parts) and self._parts[part] == at

    def labelled(self, place: range) -> range:
        """Where the element is that has the words at `place`, with the label before it, if any."""
        at = bisect_right(self._starts, place.start) - 1
        first = at - 1 if at and self._blocks[at - 1].kind == "Lbl" else at
        return range(self._starts[first], self._starts[at] + self._lengths[at])

    def elements(self) -> dict[str, list[range]]:
        """For each ID, the places of its element and of those that are inside it."""
        found: dict[str, list[range]] = defaultdict(list)
        for start, length, block in zip(self._starts, self._lengths, self._blocks, strict=True):
            for id in block.within:
                found[id].append(range(start, start + length))
        return found

    def _mixed(
        self, wanted: str, area: range, look: Callable[[str, range], Held | None]
    ) -> range | None:
        """Where an element in `area` has `wanted` among words that run both ways."""
        first = max(0, bisect_right(self._starts, area.start) - 1)
        for start, length in zip(self._starts[first:], self._lengths[first:], strict=True):
            if start >= area.stop:
                break
            inside = range(max(area.start, start), min(area.stop, start + length))
            if held := look(wanted, self._parts_of(inside)):
                return self._place(held)
        return None

    def _parts_of(self, area: range) -> range:
        """The parts that are in `area`, if only with their ends."""
        if not area:
            return range(0)
        first = bisect_right(self._parts, area.start) - 1
        return range(first, bisect_left(self._parts, area.stop))

    def _place(self, held: Held) -> range:
        """Where the parts are that hold a text; of one that holds more, an end is left."""
        start, last = self._parts[held.lines[0]], self._parts[held.lines[-1]]
        end = last + len(self._texts[held.lines[-1]])
        return range(start + (not held.uses_first), max(start + 1, end - (not held.uses_last)))


def _broken(wanted: str) -> re.Pattern[str]:
    """`wanted` with a hyphen, or none, where a word may be divided at a line's end."""
    return re.compile("-?".join(re.escape(bare(part)) for part in wanted.split(SOFT_HYPHEN)))
