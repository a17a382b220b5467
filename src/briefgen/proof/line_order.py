"""Whether what is beside each other on a line is in its order, where words run from right to left:
within each piece of a line the reading compares it, here it is that of the pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefgen.assemble.bidi import direction, language_direction, runs_backwards
from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document
from briefgen.model.lazy_pattern import lazy_pattern

from .page_comparison import shortened
from .pdf_text import PrintedRun, TaggedBlock

# Of a letter's size: by which pieces on one line may be higher or lower, and reach into each other.
_ON_LINE, _OVER = 0.5, 0.3
# Of it: how far those may be from each other that are of one word or number.
_BETWEEN_WORDS, _BETWEEN_DIGITS = 0.5, 0.2
# What has the editor's words, whose lines run as the document's do; others, with our own words, may
# run either way, but for each element only one.
_EDITORS = lazy_pattern("(par|key-point|recommendation|change|section)-")


class Ways(Struct, frozen=True):
    """Which way lines run: whether the document's are `backwards`; whether those of a paragraph of
    the appendix are, by its label, and how many characters it has; and what is beside it."""

    backwards: bool
    paragraphs: Mapping[str, tuple[bool, int]]
    beside: bool


class _Piece(Struct):
    """A piece of a line, as one marked content, and which way its line runs; None for either."""

    text: str
    left: float
    right: float
    line: float
    size: float
    backwards: bool | None
    is_beside: bool


def ways_of(document: Document) -> Ways:
    """Which way the lines of a packaged theme run."""
    return Ways(
        language_direction(document.language) == "rtl",
        {
            one.label: (direction(one.text) == "rtl", len(bare(one.text)))
            for one in document.paragraphs
        },
        direction(document.labels.get("cited_in", "")) == "rtl",
    )


def out_of_order(block: TaggedBlock, runs: Sequence[PrintedRun], page: int, ways: Ways) -> str:
    """The first words of an element that are not where those before them on their line lead;
    `runs` are its on `page`, from 1."""
    pieces = list(_pieces(block, runs, page, ways))
    ordered = [True, False] if any(one.backwards is None for one in pieces) else [None]
    wrong = [_first_wrong(pieces, way) for way in ordered]
    return wrong[0] if all(wrong) else ""


def _first_wrong(pieces: Sequence[_Piece], way: bool | None) -> str:
    """The first piece that is on the wrong side of the one before, where lines that may run either
    way run `way`."""
    before: _Piece | None = None
    for piece in pieces:
        after = piece
        if before and before.is_beside == after.is_beside and _are_on_line(before, after):
            is_backwards = way if after.backwards is None else after.backwards
            if is_backwards and _is_one_word(before, after):
                right = max(before.right, after.right)
                after = replace(after, left=min(before.left, after.left), right=right)
            else:
                first, second = (after, before) if is_backwards else (before, after)
                if second.left < first.right - _OVER * after.size:
                    return f"“{shortened(after.text)}” elsewhere than it is read"
        before = after
    return ""


def _are_on_line(one: _Piece, other: _Piece) -> bool:
    return abs(other.line - one.line) <= _ON_LINE * max(other.size, one.size)


def _is_one_word(before: _Piece, after: _Piece) -> bool:
    """Whether two pieces, the later on the right, may be of one word or number in a line that runs
    backwards, as the base and the power of `10^6^` are, or of words that run the other way."""
    words = before.text + after.text
    if runs_backwards(words):
        return False
    gap = _BETWEEN_WORDS if any(map(str.isalpha, words)) else _BETWEEN_DIGITS
    return abs(after.left - before.right) <= gap * max(before.size, after.size)


def _pieces(
    block: TaggedBlock, runs: Sequence[PrintedRun], page: int, ways: Ways
) -> Iterator[_Piece]:
    """The pieces of an element's lines, in the order of reading."""
    texts = _marks_of_paragraph(block, ways)
    by_mark: dict[int, _Piece] = {}
    for run in runs:
        left, _, right, _ = run.box
        if piece := by_mark.get(run.mcid):
            piece.left, piece.right = min(piece.left, left), max(piece.right, right)
            piece.text += run.text
            continue
        is_editors = bool(block.within) and _EDITORS.match(block.within[0])
        backwards, is_beside = ways.backwards if is_editors else None, False
        if texts is not None:
            is_beside = (page, run.mcid) not in texts
            backwards = ways.beside if is_beside else ways.paragraphs[block.within[0]][0]
        by_mark[run.mcid] = _Piece(run.text, left, right, run.line, run.size, backwards, is_beside)
    yield from by_mark.values()


def _marks_of_paragraph(block: TaggedBlock, ways: Ways) -> set[tuple[int, int]] | None:
    """The marked contents of a paragraph of the appendix that have its own words, which end it;
    None for another element."""
    known = ways.paragraphs.get(block.within[0]) if block.within else None
    if known is None:
        return None
    left = known[1]
    found = set[tuple[int, int]]()
    for (_, text), mark in zip(reversed(block.parts), reversed(block.marks), strict=True):
        if left <= 0:
            break
        left -= len(bare(text))
        found.add(mark)
    return found
