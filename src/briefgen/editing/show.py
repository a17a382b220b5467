"""The sources as an editor sees them at the terminal: a list, or one with its paragraphs."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from briefgen.checking.phrases import paragraphs
from briefgen.errors import BriefgenError
from briefgen.load.library import Library
from briefgen.model.finding import Finding
from briefgen.model.source import Source
from briefgen.report.base import counted, visible

from .citation_index import BriefUses, Use, letter_of

_CELLS = "   "
_PARAGRAPHS = re.compile(r"(?:¶{1,2}\s*)?(\d{1,9})(?:\s*[-\u2010-\u2015]\s*(\d{1,9}))?")


def listing(library: Library, briefs: Sequence[BriefUses], *, cited: bool) -> Iterator[str]:
    """A line for each source: letter, id, length, stamp, title; with `cited`, who cites it."""
    rows = [(id, _row(id, library, letter_of(id, briefs))) for id in library.ids]
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for _, row in rows), strict=True)]
    for id, row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False) if width]
        yield visible("  ".join([*cells, row[-1]]))
        if cited:
            yield from (f"    {visible(line)}" for line in _citing(id, briefs))


def _row(id: str, library: Library, letter: str) -> tuple[str, str, str, str, str]:
    source = library.source(id, library.span(id))
    if isinstance(source, Finding):
        return letter, id, "", "", source.message
    words = sum(len(paragraph.value.split()) for paragraph in source.paragraphs)
    size = f"{counted(len(source.paragraphs), 'paragraph')}, {counted(words, 'word')}"
    return letter, id, size, _stamp(source), source.reference.title


def _stamp(source: Source) -> str:
    if source.stamp is None:
        return "not stamped"
    return "stamped" if source.stamp == source.sha256 else "changed since it was stamped"


def _citing(id: str, briefs: Sequence[BriefUses]) -> Iterator[str]:
    for brief in briefs:
        uses = [use for use in brief.uses if use.source_id == id]
        if uses:
            places = sorted({(use.first or 0, use.last or 0) for use in uses})
            named = ", ".join(paragraphs(*place) if place[0] else "as a whole" for place in places)
            yield f"{brief.path}: {counted(len(uses), 'citation')}: {named}"


def source_lines(
    source: Source,
    first: int,
    last: int,
    briefs: Sequence[BriefUses],
    *,
    cited: bool,
    width: int | None,
) -> Iterator[str]:
    """Paragraphs `first` to `last` with their numbers, as the appendix prints them.

    The number has the source's letter where every brief that prints it gives it the same.
    Lines are wrapped at `width`, or not at all. With `cited`, each paragraph is followed by
    what cites it.
    """
    letter = letter_of(source.id, briefs)
    margin = len(f"{letter}{last}") + 2
    uses = [use for brief in briefs for use in brief.uses if use.source_id == source.id]
    if cited:
        yield from (f"as a whole: {_cited(use)}" for use in uses if use.first is None)
    for number in range(first, last + 1):
        # A tab parts the cells of a row, and would take an unknown number of columns.
        text = visible(source.paragraphs[number - 1].value.replace("\t", _CELLS))
        room = max(width - margin, 20) if width else len(text)
        lines = textwrap.wrap(text, room, break_on_hyphens=False)
        head = f"{letter}{number}"
        for line in lines:
            yield f"{head:>{margin - 2}}  {line}"
            head = ""
        if cited:
            yield from (f"{'':{margin}}<- {_cited(use)}" for use in uses if use.covers(number))


def _cited(use: Use) -> str:
    return visible(f"{use.span} [{use.typed}]")


def paragraph_range(typed: str | None, source: Source) -> tuple[int, int]:
    """The paragraphs that `5`, `¶5` or `5-7` name, all without it.

    Raises `BriefgenError` where it names none of this source's.
    """
    count = len(source.paragraphs)
    if typed is None:
        return 1, count
    match = _PARAGRAPHS.fullmatch(typed.strip())
    if match is None:
        raise BriefgenError(f"“{typed}” is not a paragraph", hint="Write 5, or 5-7.")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last <= count:
        raise BriefgenError(
            f"{source.id} has no {paragraphs(first, last)}: its paragraphs are 1 to {count}"
        )
    return first, last
