"""Where the words of a document were typed: in the brief, or in a source."""

from __future__ import annotations

from briefgen.model.document import AppendixParagraph, Document, calls
from briefgen.model.markup import Heading, Paragraph, leaves
from briefgen.model.text import Span
from briefgen.resolve.result import ResolvedBrief


def typed_places(document: Document, resolved: ResolvedBrief) -> dict[str, Span]:
    """The place of each anchor's words, as far as they were typed anywhere."""
    brief = resolved.brief
    places: dict[str, Span] = {}
    for items, texts in (
        (document.key_points, brief.key_points),
        (document.changes, brief.changes),
        (document.recommendations, brief.recommendations),
    ):
        places |= {item.anchor: text.span() for item, text in zip(items, texts, strict=False)}
    for printed, section in zip(document.sections, brief.sections, strict=False):
        places |= dict.fromkeys((printed.anchor, printed.slug), section.heading.span())
        for block in leaves(printed.blocks):
            if isinstance(block, Paragraph) and block.number is not None:
                places[f"par-{block.number}"] = block.span
            elif isinstance(block, Heading):
                places[block.slug] = block.span
    for call in calls(document):
        if call.note.span:
            places[call.note.anchor] = call.note.span
    if brief.summary:
        places["summary"] = brief.summary.span()
    wordings = {claim.wording.value: claim.wording.span() for claim in brief.claims}
    for row in document.claims:
        if row.wording in wordings:
            places[row.anchor] = wordings[row.wording]
    places |= _of_sources(resolved)
    sources = {source.sha256: source for source in resolved.sources.values()}
    for part in document.appendix:
        paragraphs = sources[part.sha256].paragraphs if part.sha256 in sources else ()
        for paragraph in part.paragraphs:
            if isinstance(paragraph, AppendixParagraph):
                number = int(paragraph.label.removeprefix(part.letter))
                if number <= len(paragraphs):
                    places[paragraph.label] = paragraphs[number - 1].span()
    return places


def _of_sources(resolved: ResolvedBrief) -> dict[str, Span]:
    """For each source's letter why it is printed: where it is listed, or cited first."""
    places: dict[str, Span] = {}
    for listed in resolved.brief.sources:
        if listed.value in resolved.letters:
            places[resolved.letters[listed.value]] = listed.span()
    for reference in resolved.references:
        if reference.passage:
            places.setdefault(resolved.letters[reference.passage.source.id], reference.span)
    return places
