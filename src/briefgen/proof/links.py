"""The links of a PDF against the brief: each that it yields is there, on its words, and leads
where it should; each says so to whoever hears it; and there is no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pypdf import PdfReader

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document

from .link_elements import FileLinks, LinkElement, Target, page_of, target_of
from .mixed_lines import in_any_order
from .page_digest import entry_of, leaves, links_of
from .pdf_reader import Page
from .pdf_shapes import NOWHERE, Box
from .pdf_text import PrintedRun
from .print_check import WantedLink
from .said_links import SaidLinks
from .structure_tree import page_numbers

_HOW_DEEP = 64
# Points by which the middle of words may lie beyond the area of their link: accents and stacked
# marks make a run taller than its line.
_BEYOND = 9.0


def named_places(reader: PdfReader) -> dict[str, int]:
    """The page, from 1, of each named destination of a file."""
    numbers = page_numbers(reader)
    root: Any = reader.root_object
    tree = entry_of(entry_of(root, "/Names"), "/Dests")
    places = ((name, page_of(place, numbers)) for name, place in leaves(tree, _HOW_DEEP))
    return {name: page for name, page in places if page}


# --- What a link says -----------------------------------------------------------------


def misheard(
    reader: PdfReader, document: Document, places: Mapping[str, int], label: Callable[[int], str]
) -> Iterator[str]:
    """A line for each page with links that say, where they are heard, what leads elsewhere;
    `places` has the page of each name, `label` gives the printed number of a page, counted from 1.
    """
    links = _Heard(reader, document, places, label)
    for number, page in enumerate(reader.pages, 1):
        yield from _first(f"page {label(number)} has", list(links.wrong(page)))


class _Heard:
    """The links of a file, against those that the brief yields."""

    def __init__(
        self,
        reader: PdfReader,
        document: Document,
        places: Mapping[str, int],
        label: Callable[[int], str],
    ) -> None:
        self._places = places
        self._numbers = page_numbers(reader)
        pages = {anchor: label(number) for anchor, number in self._places.items()}
        self._said = SaidLinks(document, pages)

    def wrong(self, page: Any) -> Iterator[str]:
        """What is wrong with the links of a page."""
        for link in links_of(page):
            said, target = str(link.get("/Contents", "")), target_of(link, self._numbers)
            if "/URI" in entry_of(link, "/A"):
                if target not in self._said.addresses:
                    yield f"a link to {target}, which the brief does not have"
            elif not self._is_ours(target, said):
                yield f"a link, heard as “{said}”, to where the brief has none"

    def _is_ours(self, target: Target, said: str) -> bool:
        if isinstance(target, str):
            return self._said.leads(said, target)
        # A copy may lead to places without their names.
        return any(
            at == target and self._said.leads(said, anchor) for anchor, at in self._places.items()
        ) or (not self._places and target > 0)


# --- Where the links are --------------------------------------------------------------


def misplaced_links(
    links: FileLinks,
    wanted: Iterable[WantedLink],
    pages: Sequence[Page],
    places: Mapping[str, int],
    label: Callable[[int], str],
    *,
    are_mixed: bool,
    unproved: Sequence[str] = (),
) -> Iterator[str]:
    """A line for each page that lacks links, or has others than the `wanted` ones; in texts that
    are `unproved`, because a source is not there, a link to a place of the file may be another.

    `places` gives the page, from 1, of each name; words of which some run from right to left
    `are_mixed`: only their letters and digits are compared, in whatever order.
    """
    wrong: dict[int, list[str]] = defaultdict(list)
    for number in links.without:
        wrong[number].append("a link that is not in the structure")
    left = _Wanted(wanted, places, are_mixed=are_mixed)
    printed = defaultdict[tuple[int, int], list[PrintedRun]](list)
    for number, page in enumerate(pages, 1):
        for run in page.runs:
            printed[number, run.mcid].append(run)
    for link in links.elements:
        runs = [(mark[0], run) for mark in link.words for run in printed.get(mark, ())]
        words = "".join(run.text for _, run in runs)
        shown = " ".join(words.split())
        first = min(n for n, _ in (*link.areas, *link.words)) if link.areas or link.words else 1
        if len(link.targets) != 1:
            wrong[first].append(f"words “{shown}” whose link leads nowhere or to two places")
        elif not _covers(link, runs, pages):
            wrong[first].append(f"a link that is not on its words “{shown}”")
        elif not left.take(words, link.targets[0], {n for n, _ in runs}) and not (
            _is_place(link.targets[0]) and any(bare(words) in text for text in unproved)
        ):
            wrong[first].append(f"a link “{shown}” to where the brief has none")
    for one in left.missing():
        wrong[one.pages[0]].append(f"no link on “{one.words}”, which the brief has there")
    for number, lines in sorted(wrong.items()):
        yield from _first(f"page {label(number)} has", lines)


def _is_place(target: Target) -> bool:
    return not isinstance(target, str) or ":" not in target


class _Wanted:
    """The links that a document has, of which each is taken once."""

    def __init__(
        self, wanted: Iterable[WantedLink], places: Mapping[str, int], *, are_mixed: bool
    ) -> None:
        self._are_mixed, self._places = are_mixed, places
        self._left: dict[str, list[WantedLink]] = defaultdict(list)
        for link in wanted:
            self._left[self._key(link.words)].append(link)

    def take(self, words: str, target: Target, pages: set[int]) -> bool:
        """Whether the document has a link with these words on `pages`, which is then taken."""
        same = self._left.get(self._key(words), [])
        fitting = [
            link
            for link in same
            if self._leads(link.target, target) and (not link.pages or pages & set(link.pages))
        ]
        # Rather one that is on no later page, or on no other.
        best = min(fitting, key=_until, default=None)
        if best:
            same.remove(best)
        return best is not None

    def missing(self) -> Iterator[WantedLink]:
        """The links of what is printed that nobody took."""
        yield from (link for links in self._left.values() for link in links if link.pages)

    def _leads(self, wanted: str, target: Target) -> bool:
        if isinstance(target, str):
            return wanted == target
        # A copy may lead to places without their names.
        return self._places.get(wanted) == target or (not self._places and target > 0)

    def _key(self, words: str) -> str:
        """Words without the hyphens that a line's end may have."""
        if self._are_mixed:
            return in_any_order(words)
        return bare(words).replace("-", "")


def _until(link: WantedLink) -> tuple[bool, int, int]:
    """By the last of the pages that a link may be on: links are taken in the order of the pages."""
    return not link.pages, max(link.pages, default=0), len(link.pages)


def _covers(
    link: LinkElement, runs: Sequence[tuple[int, PrintedRun]], pages: Sequence[Page]
) -> bool:
    """Whether the words of a link are in its areas, and each of these has some: in the repeated
    head of a table, which the structure does not have, the same."""
    boxes = {(page, run.box) for page, run in runs if run.text.strip() and run.box != NOWHERE}
    words = bare("".join(run.text for _, run in runs))
    held = set[tuple[int, Box]]()
    for page, area in link.areas:
        own = {(n, box) for n, box in boxes if n == page and _touch(area, box)}
        again = (run for run in pages[page - 1].runs if run.artifact and _touch(area, run.box))
        if not own and not any(bare(run.text) and bare(run.text) in words for run in again):
            return False
        held |= own
    return bool(words) and held == boxes


def _touch(area: Box, box: Box) -> bool:
    left, right = sorted((area[0], area[2]))
    bottom, top = sorted((area[1], area[3]))
    across, along = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return left <= across <= right and bottom - _BEYOND <= along <= top + _BEYOND


def _first(start: str, lines: Sequence[str]) -> Iterator[str]:
    """The first of some lines, with the number of the others."""
    once = list(dict.fromkeys(lines))
    if once:
        more = f" (and {len(once) - 1} more)" if len(once) > 1 else ""
        yield f"{start} {once[0]}{more}"
