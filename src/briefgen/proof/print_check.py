"""The PDF read back: what was meant to be printed is on the page where it belongs.

Compared without white space and soft hyphens, which belong to the lines and not to the
text. A block may be divided by page breaks; then its parts must follow each other on
the pages on which its anchor stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from briefgen.assemble.bidi import language_direction, runs_backwards, unordered
from briefgen.model.document import AppendixParagraph, Document, Layout, calls
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

from .pdf_reader import Page, bare


class Printed(Struct, frozen=True):
    """A run of text that must be on paper: what it is, and the anchor it belongs to."""

    what: str
    anchor: str
    text: str


class PrintedBlock(Struct, frozen=True):
    """A printed run of text, and the pages, from 1, on which it stands."""

    what: str
    text: str
    pages: tuple[int, ...]


def read_back(
    pages: Sequence[Page], document: Document, layout: Layout
) -> tuple[list[PrintedBlock], list[str]]:
    """The blocks of `document` where they were found in a PDF's pages; and, in the user's
    words, what of it is not there as it was meant."""
    texts = [page.characters for page in pages]
    labels = {anchor: layout.label(numbers[0]) for anchor, numbers in layout.anchors.items()}
    backwards = language_direction(document.language) == "rtl"
    blocks: list[PrintedBlock] = []
    missing: list[str] = []
    for printed in printed_text(document, labels):
        wanted = bare(printed.text)
        if not wanted:
            continue
        numbers = tuple(range(1, layout.body_pages + 1))
        if printed.anchor:
            numbers = layout.anchors.get(printed.anchor, ())
        if backwards or runs_backwards(wanted):
            found = _holds(printed.text, [(number, pages[number - 1].text) for number in numbers])
        else:
            found = _stands(wanted, [(number, texts[number - 1]) for number in numbers])
        if found:
            blocks.append(PrintedBlock(printed.what, printed.text, found))
        elif numbers and printed.anchor:
            named = " and ".join(layout.label(number) for number in numbers)
            missing.append(f"{printed.what} does not stand on page {named} as it was meant")
        else:
            missing.append(f"{printed.what} is not on paper")
    return blocks, missing


def printed_text(document: Document, labels: Mapping[str, str]) -> Iterator[Printed]:
    """Every run of text that `document` prints, where `labels` gives the pages of places."""
    page = document.labels["page_abbreviation"]
    places = {anchor: f"{page} {label}" for anchor, label in labels.items()}

    def text(inlines: Iterable[Inline]) -> str:
        return _text(tuple(inlines), places)

    for name in ("title", "subtitle", "date", "marking", "occasion", "edition", "sourcing"):
        yield Printed(f"the {name}", "", getattr(document, name))
    yield Printed("the summary", "", text(document.summary))
    for kind, items in (
        ("key point", document.key_points),
        ("change", document.changes),
        ("recommendation", document.recommendations),
    ):
        for item in items:
            yield Printed(f"{kind} {item.number}", item.anchor, text(item.content))
    for section in document.sections:
        yield Printed(f"the heading “{section.heading}”", section.anchor, section.heading)
        yield from _blocks(section.blocks, section.anchor, places)
    for claim in document.claims:
        what = f"claim {claim.number}"
        yield Printed(what, claim.anchor, claim.wording)
        yield Printed(f"the status of {what}", claim.anchor, claim.status_label)
        for position in claim.positions:
            whose = f"the position of {position.by} on {what}"
            for run in (position.by, position.via or ""):
                yield Printed(whose, claim.anchor, run)
            for inlines in (position.answer, position.content):
                yield Printed(whose, claim.anchor, text(inlines))
        # The note prints in a row of its own, which may stand on the next page.
        yield Printed(f"the note on {what}", "", text(claim.note))
    for call in calls(document):
        content = f"{call.note.number}{text(call.note.content)}"
        yield Printed(f"note {call.note.number}", call.note.anchor, content)
    for source in document.appendix:
        yield Printed(
            f"the reference of source {source.letter}", source.letter, text(source.reference)
        )
        for paragraph in source.paragraphs:
            if isinstance(paragraph, AppendixParagraph):
                yield Printed(paragraph.label, paragraph.label, paragraph.text)


def _blocks(blocks: Iterable[Block], anchor: str, places: Mapping[str, str]) -> Iterator[Printed]:
    for block in blocks:
        match block:
            case Paragraph(flow=flow, number=int(number)):
                yield Printed(f"paragraph {number}", f"par-{number}", _text(flow.inlines, places))
            case Paragraph(flow=flow) | Heading(flow=flow):
                yield Printed("a paragraph", anchor, _text(flow.inlines, places))
            case ListBlock(items=items):
                for item in items:
                    yield from _blocks(item, anchor, places)
            case BlockQuote(blocks=inner):
                yield from _blocks(inner, anchor, places)
            case TableBlock(head=head, rows=rows):
                for cell in (*head, *(cell for row in rows for cell in row)):
                    yield Printed("a table cell", anchor, _text(cell.inlines, places))
            case Figure(caption=caption):
                yield Printed("a caption", anchor, _text(caption.inlines, places))
            case CodeBlock(text=text):
                yield Printed("a code block", anchor, text)
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


def _holds(wanted: str, pages: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The pages that together have all that `wanted` says, in whatever order; none else."""
    there = Counter[str]()
    for _, text in pages:
        there += unordered(text)
    return tuple(number for number, _ in pages) if unordered(wanted) <= there else ()


def _stands(wanted: str, pages: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The pages on which `wanted` stands: one, or some that follow each other; none else."""
    for index, (number, text) in enumerate(pages):
        if wanted in text:
            return (number,)
        length = _longest_prefix(wanted, text)
        if length and (rest := _continues(wanted[length:], pages[index + 1 :])):
            return (number, *rest)
    return ()


def _continues(wanted: str, pages: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The pages on which the rest of a divided block stands, the first of `pages` first."""
    if not pages:
        return ()
    number, text = pages[0]
    if wanted in text:
        return (number,)
    length = _longest_prefix(wanted, text)
    rest = _continues(wanted[length:], pages[1:]) if length else ()
    return (number, *rest) if rest else ()


def _longest_prefix(wanted: str, page: str) -> int:
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in page else (low, middle - 1)
    return low
