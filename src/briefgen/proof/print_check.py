"""The PDF read back: what the brief yields is there, whole, in order and in its place.

Words are compared by structure (`reading_order`), without white space and soft hyphens,
which belong to the lines and not to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import chain

from msgspec import Struct

from briefgen.assemble.bidi import as_read, language_direction
from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document, Layout
from briefgen.model.text import Span

from .divided_words import undivided
from .geometry import misplaced
from .line_pieces import unmarked
from .pdf_reader import Reading
from .pdf_text import BACKWARDS, TaggedBlock
from .printed_words import Printed, printed_text
from .reading_order import END, ReadingOrder

_SHOWN = 60  # characters of a text that differs
_NOTE = "note-"
# Characters from which on a run is known by itself, without the element that it is in.
_LONG = 6
_CARD = " on the card"
_APPENDIX = "appendix"
# Groups of texts that a packaged theme prints alone in their elements.
_ALONE = {
    "title", "subtitle", "summary", "sourcing", "key point", "change", "recommendation", "sections",
    _APPENDIX,
}  # fmt: skip


class PrintedBlock(Struct, frozen=True):
    """A printed run of text, and the pages, from 1, on which it is."""

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


class WantedLink(Struct, frozen=True):
    """A link that a document has: its words, the anchor or address to which it leads, and the
    pages, from 1, of the run that it is in; none where that was not found."""

    words: str
    target: str
    pages: tuple[int, ...]


class ReadBack(Struct, frozen=True):
    """The runs of a document where they were found in print, what of it was not, the `words` that
    are printed beside them, which are the theme's own, the names of runs that are `unknown`,
    because a source is not there, the `links` of all runs, and what is printed `beside` texts of
    the brief and its sources in their elements, with the names of these texts."""

    blocks: tuple[PrintedBlock, ...]
    differs: tuple[Difference, ...]
    words: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    links: tuple[WantedLink, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()


NOTHING_READ = ReadBack((), (), ())


def read_back(
    reading: Reading,
    document: Document,
    layout: Layout,
    *,
    is_packaged: bool = True,
    withheld: Collection[str] = (),
) -> ReadBack:
    """What a PDF prints of `document`, and where it differs from it.

    What cites a source that is `withheld`, by its letter, cannot be known and may differ; nor is
    it known which way a theme that is not `is_packaged` lets lines run.
    """
    reading = undivided(reading, document)
    labels = {anchor: layout.label(numbers[0]) for anchor, numbers in layout.anchors.items()}
    backwards = language_direction(document.language) == "rtl"
    finder = Finder(
        reading,
        are_mixed=backwards,
        labels=document.labels.values(),
        ways=(backwards,) if is_packaged else (False, True),
    )
    found: list[PrintedBlock] = []
    differs: list[Difference] = []
    unknown: list[str] = []
    links: list[WantedLink] = []
    for printed, pages in finder.find(printed_text(document, labels)):
        links += (WantedLink(words, target, pages) for words, target in printed.links)
        if pages:
            found.append(PrintedBlock(printed.what, printed.text, pages))
        elif withheld and is_unknown(printed, withheld):
            unknown.append(printed.what)
        elif not printed.is_optional:
            differs.append(_difference(printed, reading.blocks, layout))
    differs += (Difference(message) for message in misplaced(reading.pages, layout.label))
    words = tuple(dict.fromkeys(finder.rest()))
    beside = () if is_packaged else tuple(finder.beside())
    return ReadBack(tuple(found), tuple(differs), words, tuple(unknown), tuple(links), beside)


def is_unknown(run: Printed, withheld: Collection[str]) -> bool:
    """Whether a run depends on a source that is not there: the sourcing statement counts them,
    and which of its notes gives a source's reference depends on which can be resolved."""
    letters = "|".join(map(re.escape, withheld))
    if not withheld:
        return run.is_unknown
    is_note = run.group.startswith(_NOTE)
    # A note's own number is right before its words.
    names = is_note and re.search(rf"(?<![^\W\d])(?:{letters})(?:\d|\b)", run.text)
    return run.is_unknown or run.group == "sourcing" or bool(names)


class Finder:
    """Finds runs where they are printed: the longest first, so that a short one never takes a
    part of another's place, and of the equally long those that have an element of their own; those
    of a group between the ones before and after them."""

    def __init__(
        self,
        reading: Reading,
        *,
        are_mixed: bool,
        labels: Iterable[str] = (),
        ways: tuple[bool, ...],
    ) -> None:
        texts = "".join(text for block in reading.blocks for _, text in block.parts)
        # A page for the web has no lines: its words are in their order, with their spaces.
        self._page = "" if reading.pages else texts
        self._are_mixed = not self._page and (are_mixed or bool(BACKWARDS.search(texts)))
        notes: dict[str, list[TaggedBlock]] = defaultdict(list)
        others: list[TaggedBlock] = []
        for block in reading.blocks:
            note = next((id for id in block.within if id.startswith(_NOTE)), "")
            if note:
                notes[note].append(block)
            elif block.kind != "Figure":
                others.append(block)
        drawn = [page.drawn for page in reading.pages]

        def order(blocks: Iterable[TaggedBlock]) -> ReadingOrder:
            return ReadingOrder(blocks, are_mixed=self._are_mixed, drawn=drawn, ways=ways)

        self._notes = {anchor: order([_joined(parts)]) for anchor, parts in notes.items()}
        self._text = order(others)
        self._elements = self._text.elements()
        self._labelled = dict(_labelled(self._text.words, set(map(bare, labels))))
        self._taken: list[tuple[int, int]] = []  # places, in their order
        self._placed: dict[str, list[tuple[int, range]]] = defaultdict(list)
        self._alone: list[tuple[Printed, range]] = []
        self._unbound: set[tuple[int, int]] = set()  # places of what may be anywhere
        self._read: set[str] = set()  # the notes that are as intended

    def find(self, runs: Iterable[Printed]) -> list[tuple[Printed, tuple[int, ...]]]:
        """Each run that prints anything, with its pages; none where it differs from print."""
        wanted = [run for run in runs if run.text.strip()]

        def rank(index: int) -> tuple[bool, int, bool]:
            run = wanted[index]
            return run.is_optional, -len(unmarked(run.text)), run.anchor not in self._elements

        pages: dict[int, tuple[int, ...]] = {}
        for index in sorted(range(len(wanted)), key=rank):
            run = wanted[index]
            if run.group.startswith(_NOTE):
                pages[index] = self._note(run)
            elif run.group.startswith("claim "):
                pages[index] = self._anywhere(run)
            else:
                pages[index] = self._in_order(index, run)
        return [(run, pages[index]) for index, run in enumerate(wanted)]

    def rest(self) -> Iterator[str]:
        """The words that no run has taken, a piece each, in their order."""
        yield from self._left(range(len(self._text.words)), self._taken)
        for anchor, note in self._notes.items():
            if anchor not in self._read:
                yield note.shown(range(len(note.words)))

    def beside(self) -> Iterator[tuple[str, str]]:
        """What no run has taken in an element, or in the label before it, that has a text which is
        printed alone, a piece each, with the name of that text."""
        taken = [one for one in self._taken if one not in self._unbound]
        for run, place in sorted(self._alone, key=lambda one: one[1].start):
            if self._page and run.group == _APPENDIX:
                continue  # there a paragraph has where it is cited in its element
            for piece in self._left(self._text.labelled(place), taken):
                yield run.what, piece

    def _left(self, area: range, taken: list[tuple[int, int]]) -> Iterator[str]:
        """What is not `taken` in an area, which begins and ends with elements."""
        start = area.start
        first = bisect_left(taken, (start, start))
        last = bisect_left(taken, (area.stop, area.stop))
        for stop, next in (*taken[first:last], (area.stop,) * 2):
            for piece in self._text.words[start:stop].split(END):
                if piece:
                    yield self._text.shown(range(start, start + len(piece)))
                start += len(piece) + 1
            start = max(start - 1, next)

    def _note(self, run: Printed) -> tuple[int, ...]:
        note = self._notes.get(run.anchor)
        place = note.find(run.text) if note else None
        whole = note and place == range(len(note.words.rstrip(END)))
        if not note or place is None or not whole or not self._is_spaced(run.text, note, place):
            return ()
        self._read.add(run.anchor)
        return note.pages(place)

    def _in_order(self, index: int, run: Printed) -> tuple[int, ...]:
        """The pages of a run: in its own element, if it has one, else between its neighbours."""
        placed = self._placed[run.group]
        at = bisect_left(placed, index, key=lambda entry: entry[0])
        start = placed[at - 1][1].stop if at else 0
        end = placed[at][1].start if at < len(placed) else len(self._text.words)
        own = [
            range(max(start, one.start), min(end, one.stop))
            for one in self._elements.get(run.anchor, ())
        ]
        # A short run may be a word of others too: its element, where it is one, is searched in
        # every way before them.
        place = self._first(run, own) if len(own) == 1 else None
        if place is None:
            others = () if run.is_optional and run.anchor else (range(start, end),)
            place = self._first(run, [*own, *others])
        if place is None:
            return ()
        placed.insert(at, (index, place))
        if run.group in _ALONE and not run.is_optional:
            self._alone.append((run, place))
        return self._text.pages(place)

    def _anywhere(self, run: Printed) -> tuple[int, ...]:
        """The pages of a run of a claim: in its own element, if it has one, in every way before any
        other place: a claim may be the number of another."""
        elements = (self._elements.get(anchor, ()) for anchor in (run.anchor, run.within))
        place = self._first(run, chain(*elements))
        place = place or self._first(run, [range(len(self._text.words))])
        if place and not run.anchor:
            self._unbound.add((place.start, place.stop))
        return self._text.pages(place) if place is not None else ()

    def _first(self, run: Printed, areas: Iterable[range]) -> range | None:
        """The first place of a run in `areas` that no other has; it is taken. One on the card
        begins where an element or another run's place does, or, where there is none, where a marked
        content does. A short one ends so too: always,
        where it may be missing, and rather, where it may not."""
        if self._are_mixed:
            return self._first_mixed(run, areas)
        is_on_card = run.group.endswith(_CARD)
        is_short = not is_on_card and len(bare(run.text)) < _LONG
        areas = tuple(areas)
        if is_on_card or is_short:
            place = self._free(run.text, areas, begins=True, ends=is_short)
            if place is None and is_on_card:
                place = self._free(run.text, areas, begins=True, in_runs=True)
        else:
            place = self._free(run.text, areas)
        if place is None and is_short and not run.is_optional:
            place = (
                self._free(run.text, areas, is_word=True)
                or self._free(run.text, areas, begins=True)
                or self._free(run.text, areas)
            )
        if place:
            insort(self._taken, (place.start, place.stop))
        return place

    def _first_mixed(self, run: Printed, areas: Iterable[range]) -> range | None:
        """The first place of a run in lines whose words run both ways; it is taken. Of a letter
        or two, which would take a part of another word, there is none unless it has to be."""
        if run.is_optional and not run.group.endswith(_CARD) and len(bare(run.text)) < _LONG:
            return None
        place = next(filter(None, (self._text.take(run.text, area) for area in areas)), None)
        if place:
            insort(self._taken, (place.start, place.stop))
        return place

    def _free(
        self,
        text: str,
        areas: Iterable[range],
        *,
        begins: bool = False,
        ends: bool = False,
        is_word: bool = False,
        in_runs: bool = False,
    ) -> range | None:
        """The first place of `text` that no other run has; where it `begins` or `ends`, an element
        or another run's place does, or, `in_runs`, a marked content begins. What `is_word` has no
        letter or digit right beside it."""
        words = self._text.words
        for area in areas:
            start = area.start
            while place := self._text.find(text, start, area.stop):
                at = bisect_left(self._taken, (place.start, place.stop))
                before = self._taken[at - 1][1] if at else 0
                after = self._taken[at][0] if at < len(self._taken) else len(words)
                is_free = before <= place.start and place.stop <= after
                is_begun = place.start == before or words[place.start - 1] == END
                is_begun = is_begun or (in_runs and self._text.begins_run(place.start))
                is_ended = place.stop == after or words[place.stop] == END
                is_whole = not is_word or self._text.is_apart(place)
                is_whole = is_whole and not self._is_of_label(place)
                is_whole = is_whole and self._is_spaced(text, self._text, place)
                if is_free and is_whole and (is_begun or not begins) and (is_ended or not ends):
                    return place
                start = place.start + 1
        return None

    def _is_spaced(self, text: str, order: ReadingOrder, place: range) -> bool:
        """Whether a page for the web has the words at a place of `order` with the spaces of `text`;
        one of a PDF may have others at the ends of its lines."""
        return not self._page or order.is_spaced(as_read(text, self._page), place)

    def _is_of_label(self, place: range) -> bool:
        """Whether an element has these words that consists of a label and is longer."""
        start = self._text.words.rfind(END, 0, place.start) + 1
        stop = self._labelled.get(start)
        return stop is not None and (place.start, place.stop) != (start, stop)


def _labelled(words: str, labels: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where elements begin and end that consist of one of the `labels`."""
    start = 0
    for piece in words.split(END):
        if piece in labels:
            yield start, start + len(piece)
        start += len(piece) + 1


def _joined(blocks: list[TaggedBlock]) -> TaggedBlock:
    """A note as one element, whatever paragraphs and labels it is made of."""
    parts = tuple(part for block in blocks for part in block.parts)
    marks = tuple(mark for block in blocks for mark in block.marks)
    return TaggedBlock("Note", parts, (), marks)


def _difference(printed: Printed, blocks: Iterable[TaggedBlock], layout: Layout) -> Difference:
    pages = [layout.label(number) for number in layout.anchors.get(printed.anchor, ())]
    there = "".join(b.text for b in blocks if printed.anchor and printed.anchor in b.within[:1])
    message = f"{printed.what} was not printed"
    if pages:
        message = f"{printed.what} was printed differently on page {' and '.join(pages)}"
    if there:
        message += f": {_first_difference(unmarked(printed.text), there)}"
    return Difference(message, printed.anchor, printed.span)


def _first_difference(meant: str, printed: str) -> str:
    was, now = meant.split(), printed.split()
    words = SequenceMatcher(None, [*map(bare, was)], [*map(bare, now)], autojunk=False)
    for kind, a, b, c, d in words.get_opcodes():
        if kind != "equal" and a < b:
            before, after = " ".join(was[a:b])[:_SHOWN], " ".join(now[c:d])[:_SHOWN]
            return f"“{after}” instead of “{before}”"
    return f"“{' '.join(now)[:_SHOWN]}”"
