"""The words of each page in the order of reading, line by line and where they were printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pypdfium2
from msgspec import Struct

from .pdf_answers import Answers
from .pdf_shapes import NOWHERE, Box
from .pdf_text import PrintedRun, StructureReader, TaggedBlock, read_page

# The part of the lower of two runs that both share where they are on one line.
_ON_ONE_LINE = 0.4
# Points that a run may begin before the end of the one before it, and still go on with it.
_OVERLAP = 3.0
# A gap of this part of a line's height is a space.
_SPACE = 0.18
# What a line of text is high at least, in points: a dash has hardly any height.
_LOWEST = 5.0


class TextLine(Struct, frozen=True):
    """A line of text, and its `left, top, width, height` in points from a page's upper left."""

    text: str
    box: tuple[float, float, float, float]


class TextBlock(Struct, frozen=True):
    """An element's lines on one page; `kind` is its type in the structure, `within` the anchors
    of the element and of those around it, the nearest first."""

    kind: str
    within: tuple[str, ...]
    lines: tuple[TextLine, ...]


def text_blocks(document: pypdfium2.PdfDocument) -> list[list[TextBlock]]:
    """For each page of an open PDF its elements, in the order of reading."""
    answers = Answers()
    structure = StructureReader(answers)
    pieces: dict[str, list[PrintedRun]] = defaultdict(list)
    heights = []
    for number, page in enumerate(document, 1):
        heights.append(page.get_height())
        names = {}
        runs, *_ = read_page(page, page.get_textpage(), answers)
        for run in runs:
            if run.mcid >= 0 and run.box != NOWHERE:
                # The structure gets names for the words, and puts those in order.
                names[run.mcid] = f"{number}/{run.mcid}"
                pieces[names[run.mcid]].append(run)
        structure.read(number, page, names)
    found: list[list[TextBlock]] = [[] for _ in heights]
    for block in structure.blocks():
        for number in block.pages:
            runs = [run for page, name in block.parts if page == number for run in pieces[name]]
            lines = tuple(_lines(runs, heights[number - 1]))
            if lines and block.kind != "Figure":
                found[number - 1].append(TextBlock(block.kind, _anchors(block), lines))
    return found


def _anchors(block: TaggedBlock) -> tuple[str, ...]:
    return tuple(id for id in block.within if not id.startswith("call-"))


def _lines(runs: Iterable[PrintedRun], height: float) -> Iterator[TextLine]:
    """Runs that follow each other, as lines."""
    line: list[PrintedRun] = []
    for run in runs:
        if not run.text.strip():
            continue
        if line and not _goes_on(line, run.box):
            yield _joined(line, height)
            line = []
        line.append(run)
    if line:
        yield _joined(line, height)


def _goes_on(line: list[PrintedRun], box: Box) -> bool:
    last = _around(line)
    shared = min(last[3], box[3]) - max(last[1], box[1])
    lower = min(last[3] - last[1], box[3] - box[1])
    return shared >= _ON_ONE_LINE * lower and box[0] >= line[-1].box[2] - _OVERLAP


def _joined(line: list[PrintedRun], height: float) -> TextLine:
    left, bottom, right, top = _around(line)
    text = ""
    for before, run in zip([None, *line], line, strict=False):
        gap = run.box[0] - before.box[2] if before else 0
        if text and gap > _SPACE * (top - bottom) and not text[-1].isspace():
            text += " "
        text += run.text
    tall = max(top - bottom, _LOWEST)
    box = (left, height - bottom - tall, right - left, tall)
    return TextLine(" ".join(text.split()), tuple(round(one, 2) for one in box))  # type: ignore[arg-type]


def _around(line: Iterable[PrintedRun]) -> Box:
    lefts, bottoms, rights, tops = zip(*(run.box for run in line), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
