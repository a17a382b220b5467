"""The PDF read back: what was meant to be printed is on the page where it belongs.

Compared without white space and soft hyphens, which belong to the lines and not to the
text. A block may be divided by page breaks; then its parts must follow each other on
the pages on which its anchor stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2

from .document import AppendixParagraph, Document
from .tree import (
    Block,
    BlockQuote,
    Broken,
    Call,
    Code,
    CodeBlock,
    Heading,
    Inline,
    Link,
    ListBlock,
    Mark,
    NoteReference,
    Paragraph,
    Place,
    Str,
    Styled,
    TableBlock,
    flows,
    walk,
)  # fmt: skip

_NOT_TEXT = re.compile("[\\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff\x00-\x1f]+")
# What PDFium makes of a hyphen at a line end.
_LINE_END_HYPHEN = re.compile("[\ufffe\x02]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A run of text that must be on paper: what it is, and the anchor it belongs to."""

    what: str
    anchor: str
    text: str


def missing(
    pdf: bytes, document: Document, anchors: Mapping[str, tuple[int, ...]], body_pages: int
) -> Iterator[str]:
    """What of `document` is not in the PDF, in the user's words.

    `anchors` gives the pages, from 1, on which each anchor stands; the pages behind
    `body_pages` are the appendix.
    """
    pages = page_texts(pdf)
    labels = {
        anchor: f"A-{numbers[0] - body_pages}"
        for anchor, numbers in anchors.items()
        if numbers[0] > body_pages
    }
    for printed in printed_text(document, labels):
        wanted = _bare(printed.text)
        numbers = anchors.get(printed.anchor, ()) if printed.anchor else range(1, body_pages + 1)
        if not numbers:
            yield f"{printed.what} is not on paper"
        elif wanted and not _stands(wanted, [pages[number - 1] for number in numbers]):
            where = "page" if len(numbers) == 1 else "pages"
            span = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
            yield f"{printed.what} is not on {where} {span} as it was meant"


def page_texts(pdf: bytes) -> list[str]:
    """The characters of each page, without white space."""
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    return [_bare(_LINE_END_HYPHEN.sub("-", text)) for text in texts]


def printed_text(document: Document, labels: Mapping[str, str]) -> Iterator[Printed]:
    """Every run of text that `document` prints, where `labels` gives the pages of places."""

    def text(inlines: Iterable[Inline]) -> str:
        return _text(tuple(inlines), labels)

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
        yield from _blocks(section.blocks, section.anchor, labels)
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
    for call in _calls(document):
        content = f"{call.note.number}{text(call.note.content)}"
        yield Printed(f"note {call.note.number}", call.note.anchor, content)
    for source in document.appendix:
        yield Printed(f"the reference of source {source.letter}", source.letter, source.reference)
        for paragraph in source.paragraphs:
            if isinstance(paragraph, AppendixParagraph):
                yield Printed(paragraph.label, paragraph.label, paragraph.text)


def _blocks(blocks: Iterable[Block], anchor: str, labels: Mapping[str, str]) -> Iterator[Printed]:
    for block in blocks:
        match block:
            case Paragraph(flow=flow, number=int(number)):
                yield Printed(f"paragraph {number}", f"par-{number}", _text(flow.inlines, labels))
            case Paragraph(flow=flow) | Heading(flow=flow):
                yield Printed("a paragraph", anchor, _text(flow.inlines, labels))
            case ListBlock(items=items):
                for item in items:
                    yield from _blocks(item, anchor, labels)
            case BlockQuote(blocks=inner):
                yield from _blocks(inner, anchor, labels)
            case TableBlock(head=head, rows=rows):
                for cell in (*head, *(cell for row in rows for cell in row)):
                    yield Printed("a table cell", anchor, _text(cell.inlines, labels))
            case CodeBlock(text=text):
                yield Printed("a code block", anchor, text)
            case _:
                pass


def _text(inlines: Sequence[Inline], labels: Mapping[str, str]) -> str:
    parts: list[str] = []
    for node in inlines:
        match node:
            case Str(text) | Code(text) | Broken(text) | NoteReference(text, _):
                parts.append(text)
            case Styled(_, children) | Link(_, children, _):
                parts.append(_text(children, labels))
            case Call(note):
                parts.append(str(note.number))
            case Mark(number, _, _):
                parts.append(str(number))
            case Place(label, anchor):
                page = labels.get(anchor or "")
                parts.append(f"{label}, p. {page}" if page else label)
            case _:
                pass
    return "".join(parts)


def _calls(document: Document) -> Iterator[Call]:
    """Every footnote call, in order."""
    items = (*document.key_points, *document.changes, *document.recommendations)
    contents = [document.summary, *(item.content for item in items)]
    for section in document.sections:
        contents += [flow.inlines for flow in flows(section.blocks)]
    for content in contents:
        yield from (node for node in walk(content) if isinstance(node, Call))


def _stands(wanted: str, pages: Sequence[str]) -> bool:
    """Whether `wanted` is on one of `pages`, or divided over some that follow each other."""
    for index, page in enumerate(pages):
        if wanted in page:
            return True
        length = _longest_prefix(wanted, page)
        if length and pages[index + 1 :] and _stands(wanted[length:], pages[index + 1 : index + 2]):
            return True
        if length and pages[index + 2 :] and _stands(wanted[length:], pages[index + 1 :]):
            return True
    return False


def _longest_prefix(wanted: str, page: str) -> int:
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in page else (low, middle - 1)
    return low


def _bare(text: str) -> str:
    return _NOT_TEXT.sub("", text)
