"""The tags of the PDF: `structure`'s tree in place of the one that WeasyPrint wrote.

Every touch of what WeasyPrint keeps to itself is here: a page's boxes, the numbers of the
marked content that draws them, and where in the file its own tree is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf

from briefgen.assemble.bidi import runs_backwards
from briefgen.matching.same_glyphs import bare
from briefgen.render.weasyprint_patches.engine import LineBox, Page, Pages, TextBox

from .actual_text import add_actual_text
from .spaces import add_spaces, space_glyphs
from .structure import Annotation, Content, Node, Structure

_POINTS_A_PIXEL = 0.75
# Their glyphs tell what they print, but for those that `same_glyphs` lists.
_PLAIN_FAMILIES = {"Source Serif 4", "Source Sans 3"}
_NO_SPACE_BEHIND = tuple(" \N{NO-BREAK SPACE}-\N{HYPHEN}\N{EN DASH}\N{EM DASH}/")


class _WatchedPage(Page):  # type: ignore[misc]
    """A page that remembers which marked content draws which box; WeasyPrint forgets it."""

    def __init__(self, page: Page) -> None:
        self.__dict__.update(vars(page))

    def paint(self, stream: Any, scale: float = 1) -> None:
        super().paint(stream, scale)
        self.stream = stream
        self.marks = {box: tag["mcid"] for box, tag in stream._tags.items()}  # noqa: SLF001


def watch(pages: Pages) -> None:
    """Prepare `pages` for `tag`, before they are written."""
    pages.pages = [_WatchedPage(page) for page in pages.pages]


def tag(pages: Pages, pdf: pydyf.PDF) -> None:
    """Replace the structure in `pdf`; for the `finisher` of `pages.write_pdf`.

    `pages` must have been prepared by `watch`. Raises RuntimeError where WeasyPrint is not
    the one that this was written for.
    """
    structure = Structure()
    glyphs = space_glyphs(pages.fonts.values())
    turned = _is_turned(pages)
    doubtful = {
        font.hash.encode(): font
        for font in pages.fonts.values()
        if (turned or font.family not in _PLAIN_FAMILIES) and not font.bitmap
    }
    for number, page in enumerate(pages.pages):
        reading = _PageReading(number, page, structure)
        reading.visit(page._page_box, None)  # noqa: SLF001
        if reading.left:
            raise RuntimeError(f"page {number + 1}: content that belongs to no box")
        operators = page.stream.stream
        add_spaces(operators, reading.spaced, glyphs)
        if doubtful:
            boxes = {mcid: box for box, mcid in page.marks.items() if isinstance(box, TextBox)}
            add_actual_text(operators, boxes, doubtful, _is_same)
        _turn_into_artifacts(operators, reading.artifacts)
        _drop_annotations(pdf, number, reading.redundant)
    _remove_tree(pdf)
    _TreeWriter(pdf, [len(page.marks) for page in pages.pages]).write(structure.finished())


def _is_turned(pages: Pages) -> bool:
    """Whether anything may run from right to left; signs such as brackets are mirrored there."""
    return any(
        runs_backwards(text) for font in pages.fonts.values() for text in font.to_unicode.values()
    ) or any(
        isinstance(box, TextBox) and box.style["direction"] == "rtl"
        for page in pages.pages
        for box in page.marks
    )


def _is_same(text: str, other: str) -> bool:
    return bare(text) == bare(other)


class _PageReading:
    """One walk through the boxes of a page.

    What it finds, by the numbers of marked content: `left`, whose box it has not met yet;
    `artifacts`, with their kind; `spaced`, after which a space was swallowed. `redundant`
    are the annotations of links inside a box that has one.
    """

    def __init__(self, number: int, page: _WatchedPage, structure: Structure) -> None:
        self._number = number
        self._height = page.height
        self._structure = structure
        self.left = dict(page.marks)
        self.artifacts: dict[int, str] = {}
        self.spaced: set[int] = set()
        self.redundant: list[bytes] = []
        self._last_text: tuple[int, str] | None = None

    def visit(self, box: Any, artifact: str | None, link: Node | None = None) -> None:
        """Tell the structure what of which element `box` prints.

        `artifact` is None for content, else the kind of what only the page needs.
        """
        box = getattr(box, "_box", box)  # a placeholder for a box that is positioned
        keyword = getattr(box, "at_keyword", "")
        if keyword:
            artifact = {"@top": "Header", "@bot": "Footer"}.get(keyword[:4], "")
        node = None if box.element is None else self._node(box)
        # A head that is too tall is not repeated (`tables`), and may be divided.
        if getattr(box, "is_header", False) and node is not None and self._is_repeated(node):
            artifact = ""
        mcid = self.left.pop(box, None)
        if mcid is not None:
            decorates = node is not None and node.role == "Figure" and not node.alternative
            if artifact is not None or decorates or node is None:
                self.artifacts[mcid] = artifact or ""
            else:
                node.kids.append(Content(self._number, mcid))
                if node.role == "Figure":
                    node.attributes = {"O": "Layout", "BBox": self._rectangle(box)}
            if isinstance(box, TextBox):
                self._read(mcid, box.text)
        if box.link_annotation is not None and node is not None:
            link = self._linked(box.link_annotation, node, link)
        for child in box.children:
            self.visit(child, artifact, link)
        if isinstance(box, LineBox):
            self._end_word()

    def _read(self, mcid: int, text: str) -> None:
        if text.strip():
            self._last_text = mcid, text
        else:
            self._end_word()

    def _end_word(self) -> None:
        """A space belongs after the last text, unless its word continues in the next line."""
        if self._last_text is not None and not self._last_text[1].endswith(_NO_SPACE_BEHIND):
            self.spaced.add(self._last_text[0])
        self._last_text = None

    def _linked(self, annotation: pydyf.Dictionary, node: Node, outer: Node | None) -> Node:
        link = node.within("Link") or node
        if link is outer:
            self.redundant.append(annotation.reference)
        else:
            link.kids.append(Annotation(self._number, annotation))
            annotation["Contents"] = pydyf.String(link.label)
        return link

    def _node(self, box: Any) -> Node:
        if box.element_tag == "li::marker":
            return self._structure.label(box.element)
        return self._structure.node(
            box.element,
            is_inline="inline" in box.style["display"],
            is_marginal=box.element.tag == "span" and box.style["float"] == "right",
        )

    def _is_repeated(self, head: Node) -> bool:
        """Whether a table's head was printed before: at the top of its later pages."""
        page = _first_page(head)
        return page is not None and page < self._number

    def _rectangle(self, box: Any) -> tuple[float, ...]:
        left, top = box.content_box_x(), box.content_box_y()
        bottom = self._height - top - box.height
        corners = (left, bottom, left + box.width, bottom + box.height)
        return tuple(round(corner * _POINTS_A_PIXEL, 2) for corner in corners)


def _first_page(node: Node) -> int | None:
    for kid in node.kids:
        page = _first_page(kid) if isinstance(kid, Node) else kid.page
        if page is not None:
            return page
    return None


def _turn_into_artifacts(operators: list[Any], artifacts: Mapping[int, str]) -> None:
    for index, item in enumerate(operators):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in artifacts:
            kind = artifacts[item["MCID"]]
            properties = {"Type": "/Pagination"} | ({"Subtype": f"/{kind}"} if kind else {})
            operators[index - 1 : index + 1] = ["/Artifact", pydyf.Dictionary(properties)]


def _drop_annotations(pdf: pydyf.PDF, number: int, references: list[bytes]) -> None:
    page = pdf.objects[int(pdf.page_references[number].split()[0])]
    for reference in references:
        page["Annots"].remove(reference)


def _remove_tree(pdf: pydyf.PDF) -> None:
    """Take WeasyPrint's tree out of the file; only the metadata are written after it.

    Objects cannot be taken from the middle, since references are their numbers. There is none
    where `weasyprint_patches.tag_tree` is in force.
    """
    if not pdf.catalog["StructTreeRoot"]:
        return
    root = int(pdf.catalog["StructTreeRoot"].split()[0])
    numbers = pdf.objects[root]["ParentTree"].split()[0]
    tail = pdf.objects[int(numbers) :]
    *tree, metadata = tail
    if metadata.reference != pdf.catalog["Metadata"] or any(
        item.get("Type") not in {"/StructElem", "/OBJR", "/StructTreeRoot", None} for item in tree
    ):
        raise RuntimeError("WeasyPrint writes its structure at another place")
    del pdf.objects[int(numbers) :]
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference


class _TreeWriter:
    """Writes a structure, and the ways back into it from content, annotations and ids."""

    def __init__(self, pdf: pydyf.PDF, counts: list[int]) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._contents: list[list[bytes]] = [[b"null"] * count for count in counts]
        self._annotations: list[bytes] = []
        self._ids: dict[str, bytes] = {}

    def write(self, document: Node) -> None:
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(root)
        root["K"] = pydyf.Array([self._element(document, root.reference).reference])
        parents = pydyf.Dictionary({"Nums": pydyf.Array()})
        for number, references in enumerate(self._contents):
            parents["Nums"] += [number, pydyf.Array(references)]
        for number, reference in enumerate(self._annotations, len(self._contents)):
            parents["Nums"] += [number, reference]
        root["ParentTree"] = self._added(parents)
        root["ParentTreeNextKey"] = len(self._contents) + len(self._annotations)
        names = pydyf.Array()
        for name in sorted(self._ids):
            names += [pydyf.String(name), self._ids[name]]
        if names:
            root["IDTree"] = self._added(pydyf.Dictionary({"Names": names}))
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _element(self, node: Node, parent: bytes) -> pydyf.Dictionary:
        element = pydyf.Dictionary({"S": f"/{node.role}", "P": parent})
        self._pdf.add_object(element)
        if node.id:
            element["ID"] = pydyf.String(node.id)
            self._ids[node.id] = element.reference
        if node.language:
            element["Lang"] = pydyf.String(node.language)
        if node.alternative:
            element["Alt"] = pydyf.String(node.alternative)
        if node.attributes:
            element["A"] = pydyf.Dictionary(
                {key: _value(value) for key, value in node.attributes.items()}
            )
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        element["K"] = pydyf.Array(self._kid(kid, element, page) for kid in node.kids)
        return element

    def _kid(self, kid: Node | Content | Annotation, element: pydyf.Dictionary, page: Any) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element.reference).reference
        if isinstance(kid, Annotation):
            kid.dictionary["StructParent"] = len(self._contents) + len(self._annotations)
            self._annotations.append(element.reference)
            reference = {"Type": "/OBJR", "Obj": kid.dictionary.reference}
            return pydyf.Dictionary(reference | {"Pg": self._pages[kid.page]})
        self._contents[kid.page][kid.mcid] = element.reference
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.mcid})

    def _added(self, dictionary: pydyf.Dictionary) -> bytes:
        self._pdf.add_object(dictionary)
        reference: bytes = dictionary.reference
        return reference


def _value(value: str | int | tuple[Any, ...]) -> Any:
    if isinstance(value, str):
        return f"/{value}"
    if isinstance(value, tuple):
        return pydyf.Array(pydyf.String(v) if isinstance(v, str) else v for v in value)
    return value
