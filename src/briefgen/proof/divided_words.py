"""Words of a title or a table, also one of claims, that a line's end divides, put together again.

Print divides a word that is longer than its line with a hyphen, which no one typed. It is known by
its place: at the end of a marked content, after four letters or more, and before as many at the
beginning of the next one of the same element; and by the brief, which has the word without it and
not with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, product

from msgspec.structs import replace

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import flows, plain_text

from .pdf_reader import Page, Reading
from .pdf_text import PrintedRun, TaggedBlock

_LETTER = r"[^\W\d_]"
_WORD = lazy_pattern(rf"{_LETTER}++(?:-{_LETTER}++)*+-?")
_PIECE = lazy_pattern(rf"{_LETTER}{{4}}{_LETTER}*+(?:-{_LETTER}++)*+")
# A word goes on over so many lines, and a line has so many letters of it: more are not looked at.
_LINES, _LETTERS = 12, 120


def undivided(reading: Reading, document: Document) -> Reading:
    """`reading` without the hyphens at which a line's end divides a word of `document`."""
    blocks, pages = list(reading.blocks), list(reading.pages)
    words: set[str] = set()
    ends: set[str] = set()
    for number, block in enumerate(reading.blocks):
        for first, word in _divided(block):
            words = words or _words_of(document)
            for part in (first + at for at in _put_in(word, words)):
                ends.add(bare(block.parts[part][1].split()[-1]))
                blocks[number] = _shortened(blocks[number], part)
                page, mark = block.marks[part]
                own = pages[page - 1]
                if own.drawn and (shown := own.drawn.get(mark)):
                    drawn = {**own.drawn, mark: _without_last(shown)}
                    pages[page - 1] = replace(own, drawn=drawn)
    if not ends:
        return reading
    return Reading(tuple(_again(page, ends) for page in pages), tuple(blocks))


def _again(page: Page, ends: set[str]) -> Page:
    """A page on which the head of a table that is repeated there is divided no more, which ends
    its lines as it does where it is read: with one of these `ends`."""

    def is_divided(run: PrintedRun) -> bool:
        return bool(run.artifact and run.text.strip()) and bare(run.text.split()[-1]) in ends

    runs = [
        replace(run, text=_without_last(run.text)) if is_divided(run) else run for run in page.runs
    ]
    return replace(page, runs=tuple(runs))


def _words_of(document: Document) -> set[str]:
    """The words of the title, the sections and the claims, with the hyphens inside them."""
    texts = [document.title]
    texts += (plain_text(flow.inlines) for part in document.sections for flow in flows(part.blocks))
    for claim in document.claims:
        texts.append(claim.wording)
        for held in claim.positions:
            texts += (held.by, held.via or "", *map(plain_text, (held.answer, held.content)))
    tokens = (token for text in texts for token in text.split())
    return {word.rstrip("-") for token in tokens for word in _WORD.findall(bare(token))}


def _divided(block: TaggedBlock) -> Iterator[tuple[int, list[str]]]:
    """The words of an element that may be divided: their first part, and their pieces."""
    if block.kind != "H1" and not block.cell[1]:
        return
    lines = [[bare(word)[-_LETTERS:] for word in text.split()] or [""] for _, text in block.parts]
    first = 0
    while first < len(lines) - 1:
        pieces: list[str] = []
        last = first
        while last < len(lines) - 1 and len(pieces) < _LINES:
            before = _before_hyphen(lines[last][-1])
            # What is between two ends of lines is a piece of the word, and nothing else.
            if pieces and lines[last] != [f"{before}-"]:
                break
            if not before or not _PIECE.match(lines[last + 1][0]):
                break
            pieces.append(before)
            last += 1
        if pieces:
            yield first, [*pieces, *_PIECE.findall(lines[last][0])[:1]]
        first = max(last, first + 1)


def _before_hyphen(word: str) -> str:
    """What is before the hyphen at the end of a line's last word; empty for fewer than four
    letters."""
    found = _WORD.findall(word)[-1:]
    is_piece = found and word.endswith(found[0]) and found[0][-5:-1].isalpha()
    return found[0][:-1] if is_piece and len(found[0]) > 4 and found[0].endswith("-") else ""


def _put_in(pieces: Sequence[str], words: set[str]) -> list[int]:
    """Which pieces of a word end with a hyphen that no one typed."""
    for hyphens in product(("-", ""), repeat=len(pieces) - 1):
        if "".join(chain(*zip(pieces, (*hyphens, ""), strict=True))) in words:
            return [at for at, hyphen in enumerate(hyphens) if not hyphen]
    return []


def _shortened(block: TaggedBlock, part: int) -> TaggedBlock:
    """An element without the last sign of a part."""
    parts = list(block.parts)
    page, text = parts[part]
    parts[part] = page, _without_last(text)
    return replace(block, parts=tuple(parts))


def _without_last(text: str) -> str:
    return text.rstrip()[:-1]
