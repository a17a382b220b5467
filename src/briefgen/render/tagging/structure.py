"""The logical structure of what is printed: the HTML's elements in the order they are heard.

WeasyPrint tags boxes, page by page: what runs over a page becomes two, and a note ends up
after whatever else is on its page. Here the elements are the structure, and the boxes
only say what is printed of them: a paragraph, list or table is one on however many pages,
and a note follows the block that calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

# The roles are PDF 1.7's; whatever is not here has none and leaves its place to its content.
_ROLES = {
    "html": "Document", "section": "Sect", "article": "Art", "blockquote": "BlockQuote",
    "p": "P", "pre": "P", "figure": "Div", "figcaption": "Caption",
    "code": "Code", "img": "Figure", "svg": "Figure",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "li": "LI",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody",
    "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
}  # fmt: skip
_NUMBERING = {"ul": "Disc", "ol": "Decimal"}
_HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}
# Roles that hold words only, in which nothing can be a paragraph of its own.
_TEXT = {"P", "Caption", "Lbl", "Link", "Span", "Code", "Reference", *_HEADINGS}
_INLINE = {"Link", "Span", "Code", "Reference"}
# Roles in which words need a paragraph around them, and those in which only next to others.
_GROUPS = {"Document", "Sect", "Art", "BlockQuote", "Div", "Note"}
_BODIES = {"LBody", "TH", "TD"}
_NOTE = re.compile(r"note-\d+")
_NOTE_REST = re.compile(r"(note-\d+)-\d+")  # a later piece of a long note


class Content(NamedTuple):
    """Marked content: the page, from 0, and its number there."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """A link's annotation: the page, from 0, and its PDF dictionary."""

    page: int
    dictionary: Any


@dataclass(slots=True, eq=False)
class Node:
    """An element of the structure; without a `role` it is only a place for its `kids`.

    `notes` are what its words call, or what is in the margin next to them. `label` is what a link
    says of itself, `scope` which cells a head is for. `attributes` are PDF's: a text is a name, a
    tuple of texts are ids.
    """

    role: str
    parent: Node | None = None
    is_inline: bool = False
    kids: list[Kid] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)
    id: str = ""
    language: str = ""
    alternative: str = ""
    label: str = ""
    scope: str = ""
    attributes: dict[str, str | int | tuple[str, ...] | tuple[float, ...]] = field(
        default_factory=dict
    )

    def within(self, role: str) -> Node | None:
        """The element itself or the nearest around it that has `role`."""
        node: Node | None = self
        while node is not None and node.role != role:
            node = node.parent
        return node


Kid: TypeAlias = Node | Content | Annotation


class Structure:
    """Grows as the printed boxes are met, page by page and in their order."""

    def __init__(self) -> None:
        self._document = Node("Document")
        self._nodes: dict[Element, Node] = {}
        self._parents: dict[Element, Element] = {}
        self._notes: dict[str, Node] = {}

    def node(self, element: Element, *, is_inline: bool, is_marginal: bool = False) -> Node:
        """The node of `element`, the same at every call; a list item's is its body.

        What is `is_marginal` is printed next to the words around it and read out after them.
        """
        if element not in self._nodes:
            self._nodes[element] = self._made(element, is_inline, is_marginal)
        return self._nodes[element]

    def label(self, item: Element) -> Node:
        """The node of a list item's marker; the item's own has to be there."""
        entry = self._nodes[item].within("LI")
        assert entry is not None
        if not (isinstance(entry.kids[0], Node) and entry.kids[0].role == "Lbl"):
            entry.kids.insert(0, Node("Lbl", entry))
        label = entry.kids[0]
        assert isinstance(label, Node)
        return label

    def finished(self) -> Node:
        """The whole document, without what is empty or has no meaning of its own."""
        _settle(self._document, in_text=False)
        for number, table in enumerate(_all(self._document, "Table"), 1):
            _name_heads(table, number)
        _name_divided(self._document)
        return self._document

    def _made(self, element: Element, is_inline: bool, is_marginal: bool) -> Node:
        if element.tag == "html":
            self._parents |= {child: parent for parent in element.iter() for child in parent}
            return self._document
        if rest := _NOTE_REST.fullmatch(element.get("id", "")):
            return self._notes[rest[1]]
        tag = str(element.tag).rpartition("}")[2]
        above = self._above(element)
        node = Node(_ROLES.get(tag, ""), above, is_inline)
        if _NOTE.fullmatch(element.get("id", "")):
            is_marginal = not node.role
            node.role, node.id = "Note", element.get("id", "")
            self._notes[node.id] = node
        elif node.role and element.get("id", "").isascii():
            node.id = element.get("id", "")
        language = element.get("lang", "")
        if language and language != self._language(self._parents.get(element)):
            node.language = language
        if tag == "a" and "href" in element.attrib:
            return _link(element, node)
        if is_marginal:
            _put_behind(above, node)
            return node
        above.kids.append(node)
        if tag in _NUMBERING:
            node.attributes = {"O": "List", "ListNumbering": _NUMBERING[tag]}
        elif tag == "li":
            body = Node("LBody", node)
            node.kids.append(body)
            return body
        elif tag in {"th", "td"}:
            _describe_cell(element, node)
        elif node.role == "Figure":
            node.alternative = _alternative(element)
        return node

    def _above(self, element: Element) -> Node:
        """The node around `element`; one that makes no box (`display: contents`) has none."""
        parent = self._parents.get(element)
        while parent is not None and parent not in self._nodes:
            parent = self._parents.get(parent)
        return self._document if parent is None else self._nodes[parent]

    def _language(self, element: Element | None) -> str:
        while element is not None:
            if element.get("lang"):
                return element.get("lang", "")
            element = self._parents.get(element)
        return ""


def _put_behind(caller: Node, note: Node) -> None:
    """Let `note` follow the block of words that contains `caller`."""
    while caller.parent is not None and (caller.role in _INLINE or caller.is_inline):
        caller = caller.parent
    caller.notes.append(note)


def _link(element: Element, link: Node) -> Node:
    """A link; to a note it is a reference, and back from a note to its call the note's label."""
    target = element.get("href", "").removeprefix("#")
    link.role = "Link"
    link.label = element.get("aria-label") or " ".join("".join(element.itertext()).split())
    outer = link
    note = link.within("Note")
    if note is not None and target == note.id.replace("note-", "call-"):
        outer = Node("Lbl", link.parent, kids=[link])
    elif _NOTE.fullmatch(target):
        outer = Node("Reference", link.parent, kids=[link])
    assert link.parent is not None
    link.parent.kids.append(outer)
    if outer is not link:
        link.parent = outer
    return link


def _alternative(picture: Element) -> str:
    """What a picture shows: an image's `alt`, a drawing's `title` and `desc`."""
    words = [
        (picture.findtext(f"{{http://www.w3.org/2000/svg}}{name}") or "").strip()
        for name in ("title", "desc")
    ]
    return picture.get("alt", "") or " ".join(filter(None, words))


def _describe_cell(element: Element, cell: Node) -> None:
    cell.attributes["O"] = "Table"
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if (count := element.get(name, "1")) != "1":
            cell.attributes[key] = int(count)
    if cell.role == "TH":
        in_head = cell.within("THead") is not None
        scope = element.get("scope", "col" if in_head else "row")
        cell.attributes["Scope"] = "Column" if scope.startswith("col") else "Row"
        cell.scope = scope


# --- What is left when all is read -----------------------------------------------


def _settle(node: Node, *, in_text: bool) -> list[Kid]:
    """What remains of `node`: itself, its kids where it means nothing, nothing if empty."""
    inside = in_text or node.role in _TEXT
    kids: list[Kid] = []
    for kid in node.kids:
        kids += _settle(kid, in_text=inside) if isinstance(kid, Node) else [kid]
    notes = [kept for note in node.notes for kept in _settle(note, in_text=False)]
    is_block = not (node.role or node.is_inline or in_text)
    if node.language and not node.role:
        node.role = "Div" if is_block else "Span"
    if node.role in _TEXT:
        node.kids = kids
        return [node, *notes] if kids else [*notes]
    kids += notes
    if is_block or node.role in _GROUPS or (node.role in _BODIES and not all(map(_is_text, kids))):
        kids = _in_paragraphs(kids)
    if not node.role:
        return kids
    node.kids = kids
    return [node] if kids or node.role in {"TH", "TD"} else []


def _in_paragraphs(kids: Sequence[Kid]) -> list[Kid]:
    """`kids` with every run of words among them in a paragraph, with the pictures in these."""
    result: list[Kid] = []
    for _, run in groupby(kids, key=lambda kid: _is_text(kid) or _is_picture(kid)):
        together = list(run)
        result += [Node("P", kids=together)] if any(map(_is_text, together)) else together
    return result


def _is_picture(kid: Kid) -> bool:
    return isinstance(kid, Node) and kid.role == "Figure"


def _is_text(kid: Kid) -> bool:
    return not isinstance(kid, Node) or kid.role in _INLINE


def _all(node: Node, role: str) -> Iterator[Node]:
    """The outermost elements with `role` in `node`, in order, and those inside them."""
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.role == role:
                yield kid
            yield from _all(kid, role)


def _name_divided(document: Node) -> None:
    """Give an ID to each element that goes on over a page: whoever reads the pages one by one
    knows by it that its parts are one."""
    taken: set[str] = set()
    for number, node in enumerate(_inside(document), 1):
        if node.id in taken:  # an element may be printed twice, an ID may not
            node.id = ""
        if not node.id and node is not document and len({kid.page for kid in _printed(node)}) > 1:
            node.id = f"element-{number}"
        taken |= {node.id} - {""}


def _inside(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _inside(kid)


def _printed(node: Node) -> Iterator[Content]:
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _printed(kid)
        elif isinstance(kid, Content):
            yield kid


class _Place(NamedTuple):
    """The position of a cell: its part of the table, and the columns and rows that it covers."""

    part: Node
    columns: range
    rows: range


def _name_heads(table: Node, number: int) -> None:
    """Give each head cell an id, and each other cell the ids of its heads."""
    cells = list(_placed(table))
    heads = [(cell, place) for cell, place in cells if cell.role == "TH"]
    for cell, place in heads:
        cell.id = f"head-{number}-{place.rows.start}-{place.columns.start}"
    for cell, place in cells:
        ids = tuple(head.id for head, its in heads if _is_over(head, its, place))
        if cell.role == "TD" and ids:
            cell.attributes["Headers"] = ids


def _placed(table: Node) -> Iterator[tuple[Node, _Place]]:
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(_all(table, "TR")):
        x = 0
        for cell in row.kids:
            assert isinstance(cell, Node)
            while (x, y) in taken:
                x += 1
            columns = range(x, x + _span(cell, "ColSpan"))
            rows = range(y, y + _span(cell, "RowSpan"))
            taken |= {(column, below) for column in columns for below in rows}
            yield cell, _Place(row.parent or table, columns, rows)


def _is_over(head: Node, its: _Place, place: _Place) -> bool:
    """Whether `head` is for the cell at `place`; outside the table's head it ends with its part."""
    if head.scope == "row":
        return bool(set(its.rows) & set(place.rows))
    reaches = its.part.role == "THead" or its.part is place.part
    beside = head.scope == "rowgroup" or bool(set(its.columns) & set(place.columns))
    return reaches and beside and its.rows.start < place.rows.stop


def _span(cell: Node, name: str) -> int:
    count = cell.attributes.get(name, 1)
    assert isinstance(count, int)
    return count
