"""HTML → paragraphs: those in `<main>` or `<article>`, those elsewhere, and those that are not
of the text: navigation, and what is not shown; the calls of notes taken out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import tinyhtml5
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.imported import DocumentPlace, Doubt, LeftOut, PageEnd, TrackedChange

from .formulas import in_a_line
from .html_notes import CALL, RAISED, FoundParagraph, without_calls, without_raised
from .html_shown import hidden_elements
from .imported import ReadParagraph, columns_spanned, table_row

# What a browser does not print, and what it prints in a way of its own.
_DROPPED = frozenset(
    "script style template noscript svg head iframe object canvas select audio video datalist "
    "textarea rt rp rtc meter progress".split()
)
_ASIDE = frozenset("nav header footer aside form dialog button".split())
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol "
    "p pre section summary table tbody td tfoot th thead title tr ul".split()
)
_FORMULA = "{http://www.w3.org/1998/Math/MathML}math"
# Text that is struck out or added, as a browser shows it.
_CHANGES = {"del": "deletion", "s": "deletion", "strike": "deletion", "ins": "insertion"}
# What shows before parsing how deep a page nests: tags that need no end are left out.
_TAG = re.compile(
    r"<(/?)(?!(?:p|li|d[dt]|t[rdh]|tbody|thead|tfoot|option|area|base|br|col|hr|img|input|link|meta|"
    r"source|wbr)\b)[a-zA-Z][^\s/>]*"
)
# Elements that XHTML closes in their start tag, which HTML would leave open.
_CLOSED = re.compile(
    r"<(?!(?:area|base|br|col|hr|img|input|link|meta|source|wbr)\b)([a-zA-Z][\w:.-]*)"
    r"((?:\s[^<>]*)?)(?<!/)/>"
)
_IS_XHTML = re.compile(r"<\?xml|<html[^<>]{0,500}?\sxmlns=", re.I)
_HEAD = 2000  # characters in which a page says what it is
_DEEPEST = 300
_DATA_CELL = 2  # paragraphs that a cell of data has at most


_TOO_DEEP = BriefgenError("the page nests deeper than a document does")


def parsed(markup: str) -> ET.Element:
    """The tree of a page, as a browser would make it; raises `BriefgenError`."""
    if _IS_XHTML.search(markup, 0, _HEAD):
        markup = _CLOSED.sub(r"<\1\2></\1>", markup)
    depth = 0
    for tag in _TAG.finditer(markup):
        depth += -1 if tag[1] else 1
        if depth > 20 * _DEEPEST:  # parsing would take a minute
            raise _TOO_DEEP
    root: ET.Element = tinyhtml5.parse(markup, namespace_html_elements=False)
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
    if level:
        raise _TOO_DEEP
    return root


class HtmlReader:
    """Collects paragraphs: `main`, `found` and `left_out`.

    `name` is that of the page among others, as links name it, and `page` the printed page on
    which it begins. `accepted` says whether struck words are out, and inserted ones in.
    """

    def __init__(self, name: str = "", page: str = "", *, accepted: bool = True) -> None:
        self.page = self._begun = page
        self.main: list[FoundParagraph] = []
        self.found: list[FoundParagraph] = []
        self.left_out: list[LeftOut] = []
        self._name = name
        self._accepted = accepted
        self._hidden = set[ET.Element]()
        self._open: list[str] = []
        self._around: list[str] = []  # their ids
        self._inside: list[str] = []  # ids in the paragraph at hand
        self._text = ""
        self._changes: list[TrackedChange] = []
        self._doubts: list[Doubt] = []
        self._quotes = 0
        self._row: list[FoundParagraph] | None = None  # of a table's cell that is being read
        # Of each table around: the columns that cells of rows above take, and for how many rows.
        self._taken: list[dict[int, int]] = [{}]

    def read(self, root: ET.Element) -> None:
        """Read a page's tree."""
        self._hidden = hidden_elements(root)
        for body in root.iter("body"):
            self._element(body)
        self.flush()

    def _element(self, element: ET.Element) -> None:
        tag: object = element.tag  # a function for a comment
        if not isinstance(tag, str) or tag in _DROPPED:
            return
        says = f"{element.get('epub:type', '')} {element.get('role', '')}"
        if "pagebreak" in says:
            self.page = (element.get("aria-label") or element.get("title") or "").strip(" .")
            self._begun = self._begun if self._text.strip() else self.page
            return
        if "backlink" in says:
            return
        if element in self._hidden:
            self._not_shown(element)
            return
        if tag == _FORMULA:
            self._formula(element)
            return
        if tag == "aside" and "note" in says:
            tag = "section"
        if tag in _BLOCKS:
            self.flush()
        id = element.get("id") or (element.get("name", "") if tag == "a" else "")
        if id:
            self._inside.append(f"{self._name}#{id}")
        self._open.append(tag)
        self._around.append(f"{self._name}#{id}" if id else "")
        if tag == "table":
            self._taken.append({})
            self._content(element, tag, says)
            self._taken.pop()
        elif tag == "tr":
            self._table_row(element)
        else:
            self._content(element, tag, says)
        if tag in _BLOCKS:
            self.flush()
        self._open.pop()
        self._around.pop()

    def _content(self, element: ET.Element, tag: str, says: str) -> None:
        target = self._leads(element.get("href", ""), says) if tag == "a" else ""
        if tag == "br":
            self._text += " "
        if tag in _CHANGES and not self._change(element, tag):
            return
        before, after = "", ""
        if target:
            before, after = CALL[0], f"{CALL[1]}{target}{CALL[2]}"
        elif tag == "sup":
            before, after = RAISED
        elif tag == "q":
            before, after = ("“", "”") if self._quotes % 2 == 0 else ("‘", "’")
            self._quotes += 1
        self._text += before
        self._add(element.text)
        for child in element:
            self._element(child)
            self._add(child.tail)
        self._text += after
        self._quotes -= tag == "q"

    def _change(self, element: ET.Element, tag: str) -> bool:
        """Record words that are struck out or added; whether they are in the text."""
        words = " ".join("".join(_words(element)).split())
        kind = _CHANGES[tag]
        if words:
            self._changes.append(TrackedChange(kind, "", words))  # type: ignore[arg-type]
        return (kind == "insertion") == self._accepted

    def _add(self, text: str | None) -> None:
        if text:
            self._begun = self._begun if self._text.strip() else self.page
            self._text += re.sub("[ \n\r\f\t\ufdd0-\ufdd4]+", " ", text)

    def _formula(self, element: ET.Element) -> None:
        formula = in_a_line(element, self._text)
        apart = " " if element.get("display") == "block" else ""
        self._add(f"{apart}{formula.text}{apart}")
        if not formula.sure:
            self._doubts.append(Doubt("order", formula.text))

    def _not_shown(self, element: ET.Element) -> None:
        text = " ".join(" ".join(_words(element)).split())
        if re.search(r"\w", text):
            self.left_out.append(LeftOut(text, "hidden"))

    def _leads(self, href: str, says: str) -> str:
        """Where a link leads, if it is the call of a note."""
        path, mark, target = href.partition("#")
        called = "noteref" in says or "sup" in self._open[-3:]
        if not (mark and target and (called or "ftn" in target or "noteref" in target)):
            return ""
        return f"{beside(self._name, path)}#{target}"

    def _table_row(self, row: ET.Element) -> None:
        """A row of data is one paragraph, tabs between its cells; a row that only lays out the
        page is the paragraphs in it."""
        outer, self._row = self._row, []
        cells: list[list[FoundParagraph]] = []
        taken = self._taken[-1]
        for cell in row:
            self._row = []
            self._element(cell)
            self.flush()
            cells += _free(taken, len(cells))
            columns, deep = (columns_spanned(cell.get(f"{way}span")) for way in ("col", "row"))
            taken |= {len(cells) + n: deep - 1 for n in range(columns) if deep > 1}
            cells += [self._row, *([] for _ in range(columns - 1))]
        cells += _free(taken, len(cells))
        self._row = outer
        every = [one for cell in cells for one in cell]
        data = all(
            len(cell) <= _DATA_CELL and not any(one.paragraph.level for one in cell)
            for cell in cells
        )
        if data and len([cell for cell in cells if cell]) > 1:
            rows = table_row([[one.paragraph for one in cell] for cell in cells])
            ids = tuple(id for one in every for id in one.ids)
            targets = tuple(target for one in every for target in one.targets)
            place = every[0].paragraph.place
            every = [FoundParagraph(replace(one, place=place), ids, targets) for one in rows]
        for one in every:
            self._keep(one)

    def flush(self) -> None:
        """End the paragraph."""
        if not self._text.strip():
            self._text, self._begun = "", self.page
            return
        shown = re.sub(r"  +", " ", self._text.strip()).replace("\u00ad", "")
        ids, self._inside = (*filter(None, self._around), *self._inside), []
        begun, self._begun, self._text = self._begun, self.page, ""
        text, calls, targets = without_calls(shown)
        text, doubts = without_raised(text)
        if not re.search(r"\w", text):
            return
        changes, self._changes = tuple(self._changes), []
        doubts, self._doubts = (*doubts, *self._doubts), []
        level = next((int(tag[1]) for tag in self._open if re.fullmatch("h[1-6]", tag)), 0)
        kind = "heading" if level else "item" if "li" in self._open else "text"
        place = DocumentPlace(page=begun, until=PageEnd(self.page) if self.page != begun else None)
        paragraph = ReadParagraph(
            text,
            kind,  # type: ignore[arg-type]
            place,
            doubts=doubts,
            changes=changes,
            calls=calls,
            level=level,
        )
        self._keep(FoundParagraph(paragraph, ids, targets))

    def _keep(self, one: FoundParagraph) -> None:
        if self._row is not None:
            self._row.append(one)
            return
        tags = set(self._open)
        article = bool(tags & {"main", "article"})
        # The head of an article is part of it; that of a page is its name and navigation.
        aside = tags & (_ASIDE - {"header"} if article else _ASIDE)
        if aside and not (one.paragraph.level and (article or aside == {"header"})):
            self.left_out.append(LeftOut(one.paragraph.text, "outside"))
        else:
            (self.main if article else self.found).append(one)

    @property
    def body(self) -> list[FoundParagraph]:
        """The page's text: its `<main>` or `<article>`, if it has one."""
        return self.main or self.found

    @property
    def outside(self) -> Iterable[LeftOut]:
        """What is not of the text."""
        others = self.found if self.main else ()
        return *self.left_out, *(LeftOut(one.paragraph.text, "outside") for one in others)


def _free(taken: dict[int, int], column: int) -> Iterator[list[FoundParagraph]]:
    """Empty cells for the columns, from one on, that a cell of a row above takes."""
    while taken.get(column, 0):
        taken[column] -= 1
        column += 1
        yield []


def beside(name: str, path: str) -> str:
    """The page to which a link leads from the page `name`; a page alone has only itself."""
    if not name or not path:
        return name
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))


def _words(element: ET.Element) -> Iterator[str]:
    """The words of an element that a browser could show."""
    tag: object = element.tag
    if isinstance(tag, str) and tag not in _DROPPED:
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
