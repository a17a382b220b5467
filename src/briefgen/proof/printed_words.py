"""`Document` → the runs of words that must be in print, in the order of print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from briefgen.assemble.bidi import Direction, direction, language_direction
from briefgen.model.document import ClaimRow, Document, Gap, PrintedLink, calls
from briefgen.model.markup import (
    Block,
    BlockQuote,
    Break,
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
    plain_text,
    walk,
)
from briefgen.model.source import WITHHELD
from briefgen.model.text import Span

from .line_pieces import running

# Before what does not resolve: a control character, which no text has and nothing prints.
BROKEN = "\x01"


class Printed(Struct, frozen=True):
    """A run of words that must be in print: what it is, and the anchor that it belongs to.

    Runs of one `group` are printed in their order; those of a claim (`claim 3`) and of a note
    (`note 3`) are printed in the element of their anchor, in any. `span` is where the words
    were typed, as far as the document knows it. What `is_optional` is printed where the theme
    does so: with an anchor, in its element or nowhere. `within` is the anchor of what is around
    it. What `is_unknown` depends on a citation that does not resolve, or on words that are not
    there. `links` are the words of it that lead somewhere, and where: an anchor or a web address.
    """

    what: str
    anchor: str
    text: str
    group: str
    span: Span | None = None
    is_optional: bool = False
    within: str = ""
    links: tuple[tuple[str, str], ...] = ()

    @property
    def is_unknown(self) -> bool:
        return BROKEN in self.text or WITHHELD in self.text


def printed_text(document: Document, labels: Mapping[str, str]) -> Iterator[Printed]:
    """Every run of words that `document` prints, where `labels` gives the pages of places."""
    places = printed_pages_of(document, labels)

    def text(inlines: Iterable[Inline]) -> str:
        return text_of(tuple(inlines), places)

    def links(inlines: Iterable[Inline]) -> tuple[tuple[str, str], ...]:
        return tuple(_links(inlines, places))

    for name in ("title", "subtitle", "date", "marking", "occasion", "edition", "sourcing"):
        words = getattr(document, name)
        if name == "sourcing":
            words = _running(document, words)
        yield Printed(f"the {name}", "", words, name)
    changes = _ours(document, document.changes_intro)
    yield Printed("the line before the changes", "", changes, "change")
    for name in ("prepared_by", "prepared_for"):
        for value in getattr(document, name):
            yield Printed(f"“{value}”", "", value, name)
    summary = document.summary
    yield Printed("the summary", "", text(summary), "summary", links=links(summary))
    for kind, items in (
        ("key point", document.key_points),
        ("change", document.changes),
        ("recommendation", document.recommendations),
    ):
        for item in items:
            what, words = f"{kind} {item.number}", text(item.content)
            yield Printed(what, item.anchor, words, kind, links=links(item.content))
            yield _aside(item.anchor, f"{item.number}.")
    for section in document.sections:
        heading = f"the heading “{section.heading}”"
        yield Printed(heading, section.anchor, section.heading, "sections")
        marks = "".join(text([mark]) for mark in section.marks)
        yield _aside(section.anchor, marks, links(section.marks))
        yield from _blocks(section.blocks, section.anchor, places)
    explained = document.labels.get("how_to_mark", "")
    if document.claims and explained:
        first = ((explained, document.claims[0].anchor),)
        words = _ours(document, explained)
        yield Printed(f"“{explained}”", "", words, "reading", is_optional=True, links=first)
    of_sources = [f"{one.letter}, {places[one.letter]}" for one in document.appendix
                  if one.letter in places]  # fmt: skip
    pages = "; ".join(of_sources)
    pages = _ours(document, pages)
    yield Printed("the pages of the sources", "", pages, "reading", is_optional=True)
    marked_at = document.labels.get("marked_at", "")
    for claim in document.claims:
        yield from _claim(claim, places, marked_at)
    for call in calls(document):
        note = call.note
        content = f"{note.number} {_ours(document, text(note.content))}"
        back = (str(note.number), note.call_anchor)
        leads = (back, *links(note.content))
        what = f"note {note.number}"
        yield Printed(what, note.anchor, content, note.anchor, note.span, links=leads)
    yield from _appendix(document, text, links)


def _ours(document: Document, words: str, begins: Direction | None = None) -> str:
    """Words between the editor's and the sources', most of them our own, which run either way if
    theirs, or that of the words that they are printed with, is not the document's: earlier
    versions let them run as the document does."""
    is_turned = (begins or direction(words)) != language_direction(document.language)
    return running(None, words) if is_turned else words


def _running(document: Document, words: str) -> str:
    """Words that run their own way, if that is not the document's."""
    own = direction(words)
    return words if own == language_direction(document.language) else running(own, words)


def _appendix(
    document: Document,
    text: Callable[[Iterable[Inline]], str],
    links: Callable[[Iterable[Inline]], tuple[tuple[str, str], ...]],
) -> Iterator[Printed]:
    for source in document.appendix:
        letter = source.letter
        reference = _ours(document, text(source.reference), begins="ltr")
        what, leads = f"the reference of source {letter}", links(source.reference)
        yield Printed(what, letter, reference, "references", links=leads)
        remark = f"what the catalogue notes of source {letter}"
        yield Printed(remark, letter, _ours(document, source.remark), "references")
        for between in (letter, _halves(source.sha256), source.notice or ""):
            yield _in_appendix(_ours(document, between))
        listed = _ours(document, _listed(source.cited_in))
        yield _in_appendix(listed, _leading(source.cited_in))
        for paragraph in source.paragraphs:
            if isinstance(paragraph, Gap):
                last = f"–{letter}{paragraph.last}" if paragraph.last > paragraph.first else ""
                gap = f"{letter}{paragraph.first}{last}"
                yield Printed(f"the gap {gap}", "", gap, "appendix", is_optional=True)
                continue
            label = paragraph.label
            yield Printed(label, label, _running(document, paragraph.text), "appendix")
            original = f" · {paragraph.original}" if paragraph.original else ""
            yield _aside(label, f"{label}{original}")
            listed = _ours(document, _listed(paragraph.cited_in))
            yield _in_appendix(listed, _leading(paragraph.cited_in))
    if not document.appendix:
        for one in document.sources:
            reference = _ours(document, text(one.reference), begins="ltr")
            yield _aside(one.letter, reference, links(one.reference))
            for aside in (one.path or "", _halves(one.sha256), one.letter):
                yield _aside(one.letter, _ours(document, aside))


def _aside(anchor: str, text: str, links: tuple[tuple[str, str], ...] = ()) -> Printed:
    """What is printed beside the words of an element, if anything is."""
    return Printed(f"“{text}”", anchor, text, f"beside {anchor}", is_optional=True, links=links)


def _in_appendix(text: str, links: tuple[tuple[str, str], ...] = ()) -> Printed:
    """What the appendix prints between its paragraphs, in their order."""
    what, group = f"“{text}”", "between paragraphs"
    return Printed(what, "", text, group, is_optional=True, links=links)


def _listed(links: Iterable[PrintedLink]) -> str:
    return ", ".join(link.text for link in links)


def _halves(sha256: str) -> str:
    """A digest as it is printed: a line may end in its middle."""
    return f"{sha256[:32]} {sha256[32:]}"


def _leading(links: Iterable[PrintedLink]) -> tuple[tuple[str, str], ...]:
    return tuple((link.text, link.anchor) for link in links)


def _links(inlines: Iterable[Inline], places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The words of inline content that lead somewhere, and where."""
    for node in walk(inlines):
        match node:
            case NoteReference(text, anchor):
                yield text, anchor
            case Call(note):
                yield str(note.number), note.anchor
            case Mark(number, anchor, _):
                yield str(number), anchor
            case Place(label, anchor) if anchor:
                page = places.get(anchor)
                yield f"{label}, {page}" if page else label, anchor
            case Link(href, children, _):
                yield plain_text(children), href.removeprefix("#")
            case _:
                pass


def _claim(claim: ClaimRow, places: Mapping[str, str], marked_at: str) -> Iterator[Printed]:
    what = f"claim {claim.number}"
    yield Printed(what, claim.anchor, claim.wording, what)
    yield Printed(f"the status of {what}", claim.anchor, claim.status_label, what)
    for position in claim.positions:
        whose = f"position {position.handle}"
        answer = text_of(position.answer, places)
        said = text_of(position.content, places)
        # A question's answer is the headline, and its holder comes second.
        headed = f"{position.handle} {answer or position.by}"
        by, via = position.by if answer else "", position.via or ""
        leads = (
            tuple(_links(position.answer, places)),
            (),
            (),
            tuple(_links(position.content, places)),
        )
        for run, links in zip((headed, by, via, said), leads, strict=True):
            yield Printed(whose, position.anchor, run, what, within=claim.anchor, links=links)
        yield _aside(position.anchor, position.handle)
        # On the card, which has no anchors of its own.
        on_card = [f"{position.letter} {plain_text(position.answer) or position.by}"]
        if answer:
            on_card.append(f"– {position.by}")
        for run in on_card:
            yield Printed("the card", "", run, f"{what} on the card", is_optional=True)
    note, links = f"the note on {what}", tuple(_links(claim.note, places))
    yield Printed(note, claim.anchor, text_of(claim.note, places), what, links=links)
    yield _aside(claim.anchor, str(claim.number))
    if claim.marked_at:
        marked = running(None, f"{marked_at} {_listed(claim.marked_at)}")
        yield _aside(claim.anchor, marked, _leading(claim.marked_at))
    card = f"{claim.number} {claim.wording}", ((claim.wording, claim.anchor),)
    for run, leading in (card, (claim.status_label, ())):
        group = f"{what} on the card"
        yield Printed("the card", "", run, group, is_optional=True, links=leading)


def _blocks(
    blocks: Iterable[Block], anchor: str, places: Mapping[str, str], *, are_listed: bool = False
) -> Iterator[Printed]:
    def printed(what: str, anchor: str, inlines: Sequence[Inline], span: Span | None) -> Printed:
        leads = tuple(_links(inlines, places))
        return Printed(what, anchor, text_of(inlines, places), "sections", span, links=leads)

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
                    yield from _blocks(item, anchor, places, are_listed=True)
            case BlockQuote(blocks=inner):
                yield from _blocks(inner, anchor, places, are_listed=are_listed)
            case TableBlock(head=head, rows=rows):
                for cell in (*head, *(cell for row in rows for cell in row)):
                    yield printed("a table cell", anchor, cell.inlines, None)
            case Figure(caption=caption):
                yield printed("a caption", anchor, caption.inlines, None)
            case CodeBlock(text=text):
                # Outside of lists, which run as the document does, from left to right.
                code = text if are_listed else running("ltr", text)
                yield Printed("a code block", anchor, code, "sections")
            case _:
                pass


def printed_pages_of(document: Document, labels: Mapping[str, str]) -> Mapping[str, str]:
    """The page of each anchor, by its label, as `document` prints it: `p. 3`."""
    page = document.labels["page_abbreviation"]
    return {anchor: f"{page} {label}" for anchor, label in labels.items()}


def text_of(inlines: Sequence[Inline], places: Mapping[str, str], line_end: str = " ") -> str:
    """The characters of inline content as printed, with the numbers of notes and marks, and
    `line_end` where a line is broken; `places` are the pages of anchors, as printed."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Str(text) | Code(text):
                parts.append(text)
            case Broken(text):
                parts.append(f"{BROKEN}{text}")
            case SourceWords(text, _):
                parts.append(running(direction(text), text))
            case NoteReference(text, _):
                parts.append(text)
            case Styled(_, children):
                parts.append(text_of(children, places, line_end))
            case Link(_, children, _):  # its words print plain
                parts.append(text_of(children, places))
            case Call(note):
                parts.append(str(note.number))
            case Mark(number, _, _):
                parts.append(str(number))
            case Place(label, anchor):
                page = places.get(anchor or "")
                parts.append(f"{label}, {page}" if page else label)
            case Break():
                parts.append(line_end)
            case _:
                pass
    return "".join(parts)
