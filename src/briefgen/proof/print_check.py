"""The PDF read back: what was meant to be printed is there, whole, in order and in its place.

Words are compared by structure (`reading_order`), without white space and soft hyphens,
which belong to the lines and not to the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from briefgen.assemble.bidi import runs_backwards
from briefgen.model.document import Document, Layout
from briefgen.model.text import Span

from .geometry import misplaced
from .pdf_reader import Reading
from .pdf_text import Block
from .printed_words import Printed, printed_text
from .reading_order import ReadingOrder, free

_SHOWN = 60  # characters of a text that differs
_NOTE = "note-"


class PrintedBlock(Struct, frozen=True):
    """A printed run of text, and the pages, from 1, on which it stands."""

    what: str
    text: str
    pages: tuple[int, ...]


class Difference(Struct, frozen=True):
    """What was printed differently, in the user's words, and where the words were typed.

    `anchor` tells what they belong to, where `span` is not known.
    """

    message: str
    anchor: str = ""
    span: Span | None = None


def read_back(
    reading: Reading, document: Document, layout: Layout
) -> tuple[list[PrintedBlock], list[Difference]]:
    """The runs of `document` where they were found in a PDF; and what of it is not there as
    it was meant."""
    labels = {anchor: layout.label(numbers[0]) for anchor, numbers in layout.anchors.items()}
    finder = _Finder(reading.blocks)
    found: list[PrintedBlock] = []
    differs: list[Difference] = []
    for printed, pages in finder.find(printed_text(document, labels)):
        if pages:
            found.append(PrintedBlock(printed.what, printed.text, pages))
        else:
            differs.append(_difference(printed, reading.blocks, layout))
    differs += (Difference(message) for message in misplaced(reading.pages, layout.label))
    return found, differs


class _Finder:
    """Finds runs in the order of print, each group from where its last run ended."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        blocks = tuple(blocks)
        are_mixed = any(runs_backwards(block.text) for block in blocks)
        notes: dict[str, list[Block]] = defaultdict(list)
        others: list[Block] = []
        for block in blocks:
            note = next((id for id in block.within if id.startswith(_NOTE)), "")
            if note:
                notes[note].append(block)
            elif block.kind != "Figure":
                others.append(block)
        self._notes = {
            anchor: ReadingOrder([_joined(parts)], are_mixed=are_mixed)
            for anchor, parts in notes.items()
        }
        self._text = ReadingOrder(others, are_mixed=are_mixed)
        self._ends: dict[str, int] = defaultdict(int)

    def find(self, runs: Iterable[Printed]) -> Iterator[tuple[Printed, tuple[int, ...]]]:
        """Each run that prints anything, with its pages; none where it is not as it was meant."""
        claims: dict[str, list[Printed]] = defaultdict(list)
        for run in runs:
            if not run.text.strip():
                continue
            if run.group.startswith("claim "):
                claims[run.group].append(run)
            elif run.group.startswith(_NOTE):
                yield run, self._note(run)
            else:
                yield run, self._next(run)
        taken: list[range] = []
        for positions in claims.values():
            for run in sorted(positions, key=lambda run: -len(run.text)):
                yield run, self._anywhere(run, taken)

    def _note(self, run: Printed) -> tuple[int, ...]:
        note = self._notes.get(run.anchor)
        place = note.find(run.text) if note else None
        whole = note and place == range(len(note.words.rstrip("\0")))
        return note.pages(place) if note and place is not None and whole else ()

    def _next(self, run: Printed) -> tuple[int, ...]:
        place = self._text.find(run.text, self._ends[run.group])
        if place is None:
            return ()
        self._ends[run.group] = place.stop
        return self._text.pages(place)

    def _anywhere(self, run: Printed, taken: list[range]) -> tuple[int, ...]:
        """The pages of a run of a claim: in its own element, if it has one; each place once."""
        own = list(self._text.within(run.anchor))
        for area in (*own, range(len(self._text.words))):
            start = area.start
            while place := self._text.find(run.text, start, area.stop):
                if free(place, taken):
                    taken.append(place)
                    return self._text.pages(place)
                start = place.stop
        return ()


def _joined(blocks: list[Block]) -> Block:
    """A note as one element, whatever paragraphs and labels it is made of."""
    return Block("Note", tuple(part for block in blocks for part in block.parts), (), "")


def _difference(printed: Printed, blocks: Iterable[Block], layout: Layout) -> Difference:
    pages = [layout.label(number) for number in layout.anchors.get(printed.anchor, ())]
    there = "".join(b.text for b in blocks if printed.anchor and printed.anchor in b.within[:1])
    message = f"{printed.what} was not printed"
    if pages:
        message = f"{printed.what} was printed differently on page {' and '.join(pages)}"
    if there:
        message += f": {_first_difference(printed.text, there)}"
    return Difference(message, printed.anchor, printed.span)


def _first_difference(meant: str, printed: str) -> str:
    was, now = meant.split(), printed.split()
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal" and a < b:
            before, after = " ".join(was[a:b])[:_SHOWN], " ".join(now[c:d])[:_SHOWN]
            return f"“{after}” instead of “{before}”"
    return f"“{' '.join(now)[:_SHOWN]}”"
