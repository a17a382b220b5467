"""`Document` → the runs of words that must be on paper, in the order of print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from briefgen.model.document import AppendixParagraph, ClaimRow, Document, calls
from briefgen.model.markup import (
    Block,
    BlockQuote,
    Broken,
    Call,
    Code,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    Mark,
    NoteReference,
    Paragraph,
    Place,
    SourceWords,
    Str,
    Styled,
    TableBlock,
)
from briefgen.model.text import Span


class Printed(Struct, frozen=True):
    """A run of words that must be on paper: what it is, and the anchor that it belongs to.

    Runs of one `group` are printed in their order; those of a claim (`claim 3`) and of a note
    (`note 3`) are printed in the element of their anchor, in any. `span` is where the words
    were typed, as far as the document knows it.
    """

    what: str
    anchor: str
    text: str
    group: str
    span: Span | None = None


def printed_text(document: Document, labels: Mapping[str, str]) -> Iterator[Printed]:
    """Every run of words that `document` prints, where `labels` gives the pages of places."""
    page = document.labels["page_abbreviation"]
    places = {anchor: f"{page} {label}" for anchor, label in labels.items()}

    def text(inlines: Iterable[Inline]) -> str:
        return _text(tuple(inlines), places)

    for name in ("title", "subtitle", "date", "marking", "occasion", "edition", "sourcing"):
        yield Printed(f"the {name}", "", getattr(document, name), name)
    for name in ("prepared_by", "prepared_for"):
        for value in getattr(document, name):
            yield Printed(f"“{value}”", "", value, name)
    yield Printed("the summary", "", text(document.summary), "summary")
    for kind, items in (
        ("key point", document.key_points),
        ("change", document.changes),
        ("recommendation", document.recommendations),
    ):
        for item in items:
            yield Printed(f"{kind} {item.number}", item.anchor, text(item.content), kind)
    for section in document.sections:
        heading = f"the heading “{section.heading}”"
        yield Printed(heading, section.anchor, section.heading, "sections")
        yield from _blocks(section.blocks, section.anchor, places)
    for claim in document.claims:
        yield from _claim(claim, places)
    for call in calls(document):
        note = call.note
        content = f"{note.number}{text(note.content)}"
        yield Printed(f"note {note.number}", note.anchor, content, note.anchor, note.cited)
    for source in document.appendix:
        letter = source.letter
        reference = text(source.reference)
        yield Printed(f"the reference of source {letter}", letter, reference, "references")
        for paragraph in source.paragraphs:
            if isinstance(paragraph, AppendixParagraph):
                yield Printed(paragraph.label, paragraph.label, paragraph.text, "appendix")


def _claim(claim: ClaimRow, places: Mapping[str, str]) -> Iterator[Printed]:
    what = f"claim {claim.number}"
    yield Printed(what, claim.anchor, claim.wording, what)
    yield Printed(f"the status of {what}", claim.anchor, claim.status_label, what)
    for position in claim.positions:
        whose = f"position {position.handle}"
        answer = _text(position.answer, places)
        said = _text(position.content, places)
        # A question's answer is the headline, and its holder comes second.
        headed = f"{position.handle}{answer or position.by}"
        for run in (headed, position.by if answer else "", position.via or "", said):
            yield Printed(whose, position.anchor, run, what)
    yield Printed(f"the note on {what}", claim.anchor, _text(claim.note, places), what)


def _blocks(blocks: Iterable[Block], anchor: str, places: Mapping[str, str]) -> Iterator[Printed]:
    def printed(what: str, anchor: str, inlines: Sequence[Inline], span: Span | None) -> Printed:
        return Printed(what, anchor, _text(inlines, places), "sections", span)

    for block in blocks:
        match block:
            case Paragraph(flow=flow, number=int(number)):
                yield printed(f"paragraph {number}", f"par-{number}", flow.inlines, block.span)
            case Paragraph(flow=flow):
                yield printed("a paragraph", anchor, flow.inlines, block.span)
            case Heading(flow=flow):
                yield printed("a heading", anchor, flow.inlines, block.span)
            case ListBlock(items=items):
                for item in items:
                    yield from _blocks(item, anchor, places)
            case BlockQuote(blocks=inner):
                yield from _blocks(inner, anchor, places)
            case TableBlock(head=head, rows=rows):
                for cell in (*head, *(cell for row in rows for cell in row)):
                    yield printed("a table cell", anchor, cell.inlines, None)
            case Figure(caption=caption):
                yield printed("a caption", anchor, caption.inlines, None)
            case CodeBlock(text=text):
                yield Printed("a code block", anchor, text, "sections")
            case _:
                pass


def _text(inlines: Sequence[Inline], places: Mapping[str, str]) -> str:
    parts: list[str] = []
    for node in inlines:
        match node:
            case Str(text) | Code(text) | Broken(text):
                parts.append(text)
            case SourceWords(text, _) | NoteReference(text, _):
                parts.append(text)
            case Styled(_, children) | Link(_, children, _):
                parts.append(_text(children, places))
            case Call(note):
                parts.append(str(note.number))
            case Mark(number, _, _):
                parts.append(str(number))
            case Place(label, anchor):
                page = places.get(anchor or "")
                parts.append(f"{label}, {page}" if page else label)
            case _:
                pass
    return "".join(parts)
