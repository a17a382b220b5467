"""What a brief cites of imported sources, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.imported import ImportedParagraph
from briefgen.model.source import Imported, Source
from briefgen.model.text import Span
from briefgen.resolve.result import ResolvedBrief


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
