"""The links and pictures of a packaged theme's web edition: in each place those of the brief, in
their order; the quoted words to which they lead, by their ids; and notes beside their line, which
are the notes at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import AppendixParagraph, Document, PrintedLink, calls
from briefgen.model.markup import Call, Image, Inline, Link, Mark, NoteReference, Place

from .html_tree import Element
from .said_links import in_order, seen
from .web_shapes import is_at

# An element, by its id or as a CSS selector, and what in it has links and pictures.
_Place = tuple[str, Iterable[Inline]]
_Shape = tuple[str, dict[str, str], list["_Shape | str"]]


def misled(html: Element, document: Document) -> Iterator[tuple[Element, str]]:
    """What leads elsewhere than the brief's links do, or shows other pictures, with its element."""
    elements = [one for one in html.walk() if not _is_beside(one)]
    by_id = {one.get("id"): one for one in elements}
    for where, nodes in _linked(document):
        element = by_id.get(where) or next((one for one in elements if is_at(one, where)), None)
        if element and _shown(element) != list(filter(None, map(_told, seen(nodes)))):
            yield element, "it has other links or pictures than in the brief, or in another order"
    notes = [one.get("id") for one in elements if is_at(one, "section.endnotes > ol > li")]
    if notes != [f"note-{number}" for number in range(1, document.note_count + 1)]:
        yield html, "the notes are in another order"
    quoted = {
        one.label: _joined((run.anchor or "", run.text) for run in one.runs if run.quoted)
        for one in document.paragraphs
    }
    for paragraph in elements:
        if "paragraph" in paragraph.classes:
            shown = [one for one in paragraph.walk() if "quoted" in one.classes]
            words = _joined((one.get("id"), one.text) for one in shown)
            is_marked = "holds-quotation" in paragraph.classes
            if quoted.get(paragraph.get("id"), words) != words or is_marked != bool(words):
                yield paragraph, "other words are marked as quoted, or under another id"


def unlike_their_notes(html: Element) -> Iterator[tuple[Element, str]]:
    """Notes beside their line that have other words, links or pictures than at the end."""
    elements = {one.get("id"): one for one in html.walk()}
    for beside in html.walk():
        at_end = elements.get(beside.get("id").replace("beside-", "note-", 1))
        if "popover" in beside.attributes and at_end is not None:
            match beside.children:
                case [Element() as line] if _after_number(line) == _after_number(at_end):
                    pass
                case _:
                    yield beside, "a note beside its line that has other content than the note"


def _is_beside(element: Element) -> bool:
    return any("popover" in one.attributes for one in element.around())


def _shown(element: Element) -> list[str]:
    """What links and pictures there are in an element, without those of notes beside their line."""
    return [
        " ".join(filter(None, (one.get("href") or one.get("alt"), one.get("id"))))
        for one in element.walk()
        if one.name in ("a", "img") and not _is_beside(one)
    ]


def _joined(pieces: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Ids and words, where a piece without an id goes on with the one before."""
    found: list[tuple[str, str]] = []
    for id, text in pieces:
        if found and not id:
            found[-1] = found[-1][0], found[-1][1] + bare(text)
        else:
            found.append((id, bare(text)))
    return found


def _after_number(note: Element) -> list[_Shape | str]:
    """What is in a note after the link that is its number, without ids."""
    return _shape(note)[2][1:]


def _shape(element: Element) -> _Shape:
    attributes = {key: value for key, value in element.attributes.items() if key != "id"}
    children = [one if isinstance(one, str) else _shape(one) for one in element.children]
    return element.name, attributes, children


def _linked(document: Document) -> Iterator[_Place]:
    """Where links and pictures are, and what has them, in its order."""
    yield "section.summary > p", document.summary
    for item in (*document.key_points, *document.changes, *document.recommendations):
        yield item.anchor, item.content
    for section in document.sections:
        yield section.anchor, (*section.marks, *in_order(section.blocks))
    for call in calls(document):
        yield call.note.anchor, (_link(call.note.call_anchor), *call.note.content)
    for claim in document.claims:
        held = {one.anchor: (*one.answer, *one.content) for one in claim.positions}
        yield claim.anchor, (*_links(claim.marked_at), *chain(*held.values()), *claim.note)
        yield from held.items()
    claims = [_link(one.anchor) for one in document.claims]
    yield "p.reading", claims[:1]
    yield "card", claims
    for printed in () if document.appendix else document.sources:
        yield printed.letter, printed.reference
    for source in document.appendix:
        yield source.letter, (*source.reference, *_links(source.cited_in))
        for one in source.paragraphs:
            if isinstance(one, AppendixParagraph):
                yield one.label, (_link(one.label), *_links(one.cited_in))


def _link(anchor: str) -> NoteReference:
    return NoteReference("", anchor)


def _links(printed: Iterable[PrintedLink]) -> list[NoteReference]:
    return [_link(one.anchor) for one in printed]


def _told(node: Inline) -> str:
    """Where a link leads, and a mark's own id; or what a picture says."""
    match node:
        case Link(href=href):
            return href
        case Image(alt=alt):
            return alt
        case Mark(id=id, anchor=anchor):
            return f"#{anchor} {id}"
        case Place(anchor=str(anchor)) | NoteReference(anchor=anchor):
            return f"#{anchor}"
        case Call(note=note):
            return f"#{note.anchor}"
        case _:
            return ""
