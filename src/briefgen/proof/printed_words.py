"""`Document` → the runs of words that must be in print, in the order of print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from briefgen.model.document import ClaimRow, Document, Gap, PrintedLink, calls
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

# Before what does not resolve: a control character, which no text has and nothing prints.
_BROKEN = "\x01"


class Printed(Struct, frozen=True):
    """A run of words that must be in print: what it is, and the anchor that it belongs to.

    Runs of one `group` are printed in their order; those of a claim (`claim 3`) and of a note
    (`note 3`) are printed in the element of their anchor, in any. `span` is where the words
    were typed, as far as the document knows it. What `is_optional` is printed where the theme
    does so: with an anchor, in its element or nowhere. `within` is the anchor of what is around
    it. What `is_unknown` depends on a citation that does not resolve.
    """

    what: str
    anchor: str
    text: str
    group: str
    span: Span | None = None
    is_optional: bool = False
    within: str = ""

    @property
    def is_unknown(self) -> bool:
        return _BROKEN in self.text


def printed_text(document: Document, labels: Mapping[str, str]) -> Iterator[Printed]:
    """Every run of words that `document` prints, where `labels` gives the pages of places."""
    page = document.labels["page_abbreviation"]
    places = {anchor: f"{page} {label}" for anchor, label in labels.items()}

    def text(inlines: Iterable[Inline]) -> str:
        return _text(tuple(inlines), places)

    for name in ("title", "subtitle", "date", "marking", "occasion", "edition", "sourcing"):
        yield Printed(f"the {name}", "", getattr(document, name), name)
    yield Printed("the line before the changes", "", document.changes_intro, "change")
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
            yield _aside(item.anchor, f"{item.number}.")
    for section in document.sections:
        heading = f"the heading “{section.heading}”"
        yield Printed(heading, section.anchor, section.heading, "sections")
        marks = "".join(text([mark]) for mark in section.marks)
        yield _aside(section.anchor, marks)
        yield from _blocks(section.blocks, section.anchor, places)
    marked_at = document.labels.get("marked_at", "")
    for claim in document.claims:
        yield from _claim(claim, places, marked_at)
    for call in calls(document):
        note = call.note
        content = f"{note.number}{text(note.content)}"
        yield Printed(f"note {note.number}", note.anchor, content, note.anchor, note.cited)
    yield from _appendix(document, text)


def _appendix(document: Document, text: Callable[[Iterable[Inline]], str]) -> Iterator[Printed]:
    for source in document.appendix:
        letter = source.letter
        reference = text(source.reference)
        yield Printed(f"the reference of source {letter}", letter, reference, "references")
        remark = f"what the catalogue notes of source {letter}"
        yield Printed(remark, letter, source.remark, "references")
        for between in (letter, source.sha256, source.notice or "", _links(source.cited_in)):
            yield _in_appendix(between)
        for paragraph in source.paragraphs:
            if isinstance(paragraph, Gap):
                last = f"–{letter}{paragraph.last}" if paragraph.last > paragraph.first else ""
                gap = f"{letter}{paragraph.first}{last}"
                yield Printed(f"the gap {gap}", "", gap, "appendix", is_optional=True)
                continue
            label = paragraph.label
            yield Printed(label, label, paragraph.text, "appendix")
            original = f" · {paragraph.original}" if paragraph.original else ""
            yield _aside(label, f"{label}{original}")
            yield _in_appendix(_links(paragraph.cited_in))
    if not document.appendix:
        for one in document.sources:
            for aside in (text(one.reference), one.path or "", one.sha256, one.letter):
                yield _aside(one.letter, aside)


def _aside(anchor: str, text: str) -> Printed:
    """What is printed beside the words of an element, if anything is."""
    return Printed(f"“{text}”", anchor, text, f"beside {anchor}", is_optional=True)


def _in_appendix(text: str) -> Printed:
    """What the appendix prints between its paragraphs, in their order."""
    return Printed(f"“{text}”", "", text, "between paragraphs", is_optional=True)


def _links(links: Iterable[PrintedLink]) -> str:
    return ", ".join(link.text for link in links)


def _claim(claim: ClaimRow, places: Mapping[str, str], marked_at: str) -> Iterator[Printed]:
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
            yield Printed(whose, position.anchor, run, what, within=claim.anchor)
        yield _aside(position.anchor, position.handle)
        # On the card, which has no anchors of its own.
        on_card = [f"{position.letter}{answer or position.by}"]
        if answer:
            on_card.append(f"– {position.by}")
        for run in on_card:
            yield Printed("the card", "", run, f"{what} on the card", is_optional=True)
    yield Printed(f"the note on {what}", claim.anchor, _text(claim.note, places), what)
    yield _aside(claim.anchor, str(claim.number))
    if claim.marked_at:
        yield _aside(claim.anchor, f"{marked_at} {_links(claim.marked_at)}")
    for run in (f"{claim.number}{claim.wording}", claim.status_label):
        yield Printed("the card", "", run, f"{what} on the card", is_optional=True)


def _blocks(blocks: Iterable[Block], anchor: str, places: Mapping[str, str]) -> Iterator[Printed]:
    def printed(what: str, anchor: str, inlines: Sequence[Inline], span: Span | None) -> Printed:
        return Printed(what, anchor, _text(inlines, places), "sections", span)

    for block in blocks:
        match block:
            case Paragraph(flow=flow, number=int(number)):
                yield printed(f"paragraph {number}", f"par-{number}", flow.inlines, block.span)
                yield _aside(f"par-{number}", str(number))
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
            case Str(text) | Code(text):
                parts.append(text)
            case Broken(text):
                parts.append(f"{_BROKEN}{text}")
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
