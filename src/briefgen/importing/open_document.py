"""OpenDocument texts (ODT, ISO/IEC 26300) → paragraphs; tracked changes and notes are kept
track of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.imported import Doubt, LeftOut, NoteCall, TrackedChange

from .archive import member, open_archive, xml
from .formulas import in_a_line
from .imported import (
    ImportedText,
    ImportOptions,
    ReadParagraph,
    columns_spanned,
    table_row,
    under_headings,
)
from .raised import power

TYPE = "application/vnd.oasis.opendocument.text"
_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE = (_NAMES % name for name in ("text", "table", "office"))
_META = _NAMES % "meta"
_OBJECT = f"{_NAMES % 'drawing'}object"
_LINK = "{http://www.w3.org/1999/xlink}href"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIPPED = {
    f"{_TEXT}tracked-changes",
    f"{_OFFICE}annotation",
    f"{_OFFICE}annotation-end",
    f"{_OFFICE}forms",
    f"{_TEXT}ruby-text",
}
_STYLE = _NAMES % "style"
_NOT_SHOWN = re.compile(r"none\Z")
_SUPERSCRIPT = re.compile(r"super|(?!0+%)\d+%")  # or raised by a part of its size
_HEAD = 2000
# What has words that are not shown.
_HIDDEN = {f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"}


def import_open_document(raw: bytes, options: ImportOptions) -> ImportedText:
    """An OpenDocument text; raises `BriefgenError`."""
    with open_archive(raw) as archive:
        if b"encryption-data" in (member(archive, "META-INF/manifest.xml") or b""):
            raise BriefgenError("an encrypted file cannot be imported", hint="Save it without one.")
        root = xml(member(archive, "content.xml") or b"", "content.xml")
        meta = member(archive, "meta.xml")
        said = xml(meta, "meta.xml") if meta else ET.Element("none")
        named = member(archive, "styles.xml")
        styles = [root, *([xml(named, "styles.xml")] if named else [])]
        links = [one.get(_LINK, "") for one in root.iter(_OBJECT)]
        formulas = {link: one for link in links if (one := _formula(archive, link)) is not None}
    reader = _Reader(
        root,
        _styles(styles, f"{_TEXT}display", _NOT_SHOWN),
        _styles(styles, f"{_STYLE}text-position", _SUPERSCRIPT),
        formulas,
        accepted=options.accept_changes,
    )
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    paragraphs = list(reader.blocks(body)) if body is not None else []
    if paragraphs and reader.waiting:
        last = paragraphs[-1]
        paragraphs[-1] = replace(last, changes=(*last.changes, *reader.waiting))
    author = said.findtext(f".//{_META}initial-creator") or said.findtext(f".//{_DC}creator") or ""
    return ImportedText(
        TYPE,
        under_headings([*paragraphs, *reader.notes]),
        tuple(reader.left_out),
        title=(said.findtext(f".//{_DC}title") or "").strip(),
        authors=(author.strip(),) if author.strip() else (),
        language=(said.findtext(f".//{_DC}language") or "").strip(),
    )


def _formula(archive: ZipFile, link: str) -> ET.Element | None:
    """The formula that is an object of the document; None where that is something else."""
    name = f"{link.removeprefix('./')}/content.xml"
    content = member(archive, name)
    if not content or b"<!DOCTYPE" in content[:_HEAD]:
        return None
    root = xml(content, name)
    return root if root.tag == _MATH else None


def _styles(roots: Iterable[ET.Element], attribute: str, values: re.Pattern[str]) -> frozenset[str]:
    """The styles whose text has one of `values` as its `attribute`."""
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for root in roots
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}text-properties")
        if values.match(properties.get(attribute, ""))
    )


class _Change:
    """A region of tracked changes: whether it is a deletion, by whom, and its words."""

    def __init__(self, region: ET.Element):
        self.deleted = region.find(f"{_TEXT}deletion")
        self.by = (region.findtext(f".//{_DC}creator") or "").strip()

    @property
    def words(self) -> str:
        found = () if self.deleted is None else tuple(self.deleted)
        texts = ("".join(one.itertext()) for one in found if one.tag.startswith(_TEXT))
        return " ".join(" ".join(texts).split())


class _Reader:
    """Reads a document's body; `notes` are those met so far."""

    def __init__(
        self,
        root: ET.Element,
        hidden: frozenset[str],
        superscript: frozenset[str],
        formulas: dict[str, ET.Element],
        *,
        accepted: bool,
    ):
        self.accepted = accepted
        self.hidden = hidden
        self.superscript = superscript
        self.formulas = formulas
        self._raised = False
        self.left_out: list[LeftOut] = []
        self.notes: list[ReadParagraph] = []
        self._changes = {
            one.get(f"{_TEXT}id", ""): _Change(one) for one in root.iter(f"{_TEXT}changed-region")
        }
        self._inserted = ""  # the region of the insertion that is being read
        self._text = ""
        self._made: list[TrackedChange] = []
        self.waiting: list[TrackedChange] = []  # that left no paragraph of their own
        self._calls: list[NoteCall] = []
        self._boxes: list[ET.Element] = []
        self._doubts: list[Doubt] = []

    def blocks(self, parent: ET.Element, *, item: bool = False) -> Iterator[ReadParagraph]:
        """The paragraphs below an element; those of a table's row are one, tabs between."""
        for child in parent:
            tag = child.tag
            if self._not_shown(child):
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._paragraph(child, item=item)
            elif tag == f"{_TABLE}table-row":
                yield from table_row(
                    [
                        cell
                        for one in child
                        if one.tag.startswith(_TABLE)
                        for cell in [list(self.blocks(one))]
                        * columns_spanned(one.get(f"{_TABLE}number-columns-repeated"))
                    ]
                )
            elif tag in (f"{_TEXT}change-start", f"{_TEXT}change-end", f"{_TEXT}change"):
                self._mark(child)
                self.waiting += self._made
                self._made = []
            elif tag not in _SKIPPED:
                yield from self.blocks(child, item=item or tag == f"{_TEXT}list-item")

    def _paragraph(self, element: ET.Element, *, item: bool) -> Iterator[ReadParagraph]:
        before = self._text, self._made, self._calls, self._boxes, self._doubts
        self._text, self._made, self._calls, self._boxes = "", self.waiting, [], []
        doubts: list[Doubt] = []
        self._doubts = doubts
        self.waiting = []
        self._inline(element)
        text, made, calls, boxes = self._text, self._made, self._calls, self._boxes
        self._text, self._made, self._calls, self._boxes, self._doubts = before
        lead = len(text) - len(text.lstrip())
        level = 0
        if element.tag == f"{_TEXT}h":
            typed = element.get(f"{_TEXT}outline-level", "1")
            level = int(typed) if typed.isdecimal() and len(typed) < 3 else 1
        if text.strip():
            yield ReadParagraph(
                text.strip(),
                "heading" if level else "item" if item else "text",
                doubts=tuple(doubts),
                changes=tuple(made),
                calls=tuple(NoteCall(one.number, max(one.offset - lead, 0)) for one in calls),
                level=level,
            )
        else:
            self.waiting = made
        for box in boxes:
            yield from self.blocks(box)

    def _not_shown(self, element: ET.Element) -> bool:
        """Whether an element is hidden; its words are left out."""
        styled = element.get(f"{_TEXT}style-name", "") in self.hidden
        section = element.tag == f"{_TEXT}section" and element.get(f"{_TEXT}display") == "none"
        if not styled and not section and element.tag not in _HIDDEN:
            return False
        words = " ".join("".join(element.itertext()).split())
        if words:
            self.left_out.append(LeftOut(words, "hidden"))
        return True

    def _add(self, words: str | None) -> None:
        if words and self._inserted:
            shown = re.sub("[ \t\r\n]+", " ", words)
            self._made.append(TrackedChange("insertion", self._by(self._inserted), shown))
        if not self._inserted or self.accepted:
            words = (self._raised and power(self._text, (words or "").strip())) or words
            # White space is one space, and none beside another (ODF 1.3, part 3, 6.1.2).
            for c in words or "":
                space = c in " \t\r\n"
                if not space or not self._text.endswith(" "):
                    self._text += " " if space else c

    def _by(self, region: str) -> str:
        return self._changes[region].by if region in self._changes else ""

    def _inline(self, element: ET.Element) -> None:
        around = self._raised
        self._raised = around or element.get(f"{_TEXT}style-name", "") in self.superscript
        self._add(element.text)
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}note":
                self._note(child)
            elif tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
                self._add(" ")
            elif tag in (f"{_TEXT}change-start", f"{_TEXT}change-end", f"{_TEXT}change"):
                self._mark(child)
            elif tag == _OBJECT:
                self._object(child.get(_LINK, ""))
            elif tag.endswith("}text-box"):
                self._boxes.append(child)
            elif tag not in _SKIPPED and not self._not_shown(child):
                self._inline(child)
            self._add(child.tail)
        self._raised = around

    def _object(self, link: str) -> None:
        """A formula in a line; another object is a picture."""
        if link in self.formulas:
            formula = in_a_line(self.formulas[link], self._text)
            self._add(formula.text)
            if not formula.sure:
                self._doubts.append(Doubt("order", formula.text))

    def _mark(self, element: ET.Element) -> None:
        """Where an insertion begins or ends, or something was deleted."""
        id = element.get(f"{_TEXT}change-id", "")
        change = self._changes.get(id)
        if element.tag == f"{_TEXT}change-end":
            self._inserted = ""
        elif element.tag == f"{_TEXT}change-start":
            self._inserted = id if change and change.deleted is None else ""
        elif change and change.words:
            self._made.append(TrackedChange("deletion", change.by, change.words))
            if not self.accepted:
                self._text += change.words

    def _note(self, element: ET.Element) -> None:
        number = (element.findtext(f"{_TEXT}note-citation") or "").strip()
        self._calls.append(NoteCall(number, len(self._text)))
        body = element.find(f"{_TEXT}note-body")
        for one in list(self.blocks(body)) if body is not None else ():
            self.notes.append(replace(one, kind="note", number=number, level=0))
