"""What a brief cites of imported sources, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.model.imported import Doubt, Doubtful, ImportedParagraph, ImportRecord
from briefgen.model.source import Imported, Source
from briefgen.model.text import Span
from briefgen.resolve.result import ResolvedBrief

_MOST_SHEETS = 10  # or runs of them, that are named
_DOUBTFUL: dict[Doubtful, str] = {
    "hyphen": "a word divided at a line end",
    "order": "the order of the text",
    "table": "a table",
    "note": "a note number",
    "left-out": "text that was left out",
    "encoding": "a character",
    "page": "the page number",
}


def imported_sources(brief: ResolvedBrief) -> Iterator[tuple[Source, Imported]]:
    """The sources of the brief that were made from documents."""
    for source in brief.sources.values():
        if source.imported:
            yield source, source.imported


def cited_paragraphs(brief: ResolvedBrief, source: Source) -> dict[int, Span]:
    """The paragraphs of a source that are cited one by one or in words, each with the place
    in the brief that cites it first."""
    cited: dict[int, Span] = {}
    for reference in brief.references:
        passage = reference.passage
        if passage and passage.source is source and passage.first is not None:
            for number in range(passage.first, (passage.last or passage.first) + 1):
                cited.setdefault(number, reference.span)
    for checked in brief.quotations:
        if checked.match and checked.match.stretch.source is source:
            for extent in checked.match.extents:
                span = next((one.span for one in checked.references), None)
                if span:
                    cited.setdefault(extent.paragraph, span)
    return cited


def cited_records(
    brief: ResolvedBrief, source: Source, imported: Imported
) -> Iterator[tuple[int, ImportedParagraph, Span]]:
    """The numbers and the records of the cited paragraphs, in their order."""
    for number, span in sorted(cited_paragraphs(brief, source).items()):
        if one := imported.of(number):
            yield number, one, span


def unsure(doubt: Doubt) -> str:
    """`the import was unsure of a table, “Tons 5”`."""
    return f"the import was unsure of {_DOUBTFUL[doubt.what]}, “{doubt.words}”"


def open_doubts(source: Source, first: int, last: int) -> Iterator[Doubt]:
    """What the import was unsure of in paragraphs of a source, and nobody has settled."""
    for number in range(first, last + 1) if source.imported else ():
        one = source.imported.of(number) if source.imported else None
        if one and not one.settled:
            yield from one.unsure


def unread_sheets(record: ImportRecord) -> str:
    """The sheets whose words may not be in the text, as `no text on sheet 8, and mostly
    pictures on sheets 7, 9 to 14`; empty without any."""
    parts = []
    if record.sheets_without_text:
        parts.append(f"no text on {_sheets(record.sheets_without_text)}")
    if record.sheets_mostly_pictures:
        parts.append(f"mostly pictures on {_sheets(record.sheets_mostly_pictures)}")
    return ", and ".join(parts)


def _sheets(numbers: Sequence[int]) -> str:
    runs = []
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        runs.append(f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}")
    shown = ", ".join(runs[:_MOST_SHEETS]) + (" …" if len(runs) > _MOST_SHEETS else "")
    return f"sheet{'s' if len(numbers) > 1 else ''} {shown}"
