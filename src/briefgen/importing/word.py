"""Word documents (DOCX, ECMA-376) → paragraphs; tracked changes and notes are kept track of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from msgspec.structs import replace

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

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CORE = "{http://purl.org/dc/elements/1.1/}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CODE = re.compile("[0-9A-Fa-f]{2,4}")
_INSERTED = {f"{_W}ins", f"{_W}moveTo"}
_DELETED = {f"{_W}del", f"{_W}moveFrom"}
_WORDS = {f"{_W}t", f"{_W}delText", f"{_MATH}t"}
_LEAST_RAISED = 4  # half points that a character is moved up
# What may have a colour of its own.
_BACKS = {f"{_W}highlight", f"{_W}background", f"{_W}txbxContent", f"{_W}tblStyle"}
# The second form of what is there twice, and what is not text of the document.
_SKIPPED = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    f"{_W}instrText",
    f"{_W}pPr",
    f"{_W}rPr",
}


def import_word(raw: bytes, options: ImportOptions) -> ImportedText:
    """A Word document; raises `BriefgenError`."""
    with open_archive(raw) as archive:
        content = member(archive, "word/document.xml") or b""
        styles = member(archive, "word/styles.xml")
        known = xml(styles, "word/styles.xml") if styles else ET.Element("none")
        hidden, raised = _styles(known, _is_hidden), _styles(known, _is_raised)
        reader = _Reader(options.accept_changes, _headings(known), hidden, raised)
        root = xml(content, "word/document.xml")
        reader.white_is_hidden = not any(map(_is_backed, (*root.iter(), *known.iter())))
        body = reader.read(root)
        notes: list[ReadParagraph] = []
        for name, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            if part := member(archive, f"word/{name}.xml"):
                for note in xml(part, name).iter(f"{_W}{tag}"):
                    id = note.get(f"{_W}id", "")
                    for one in reader.read(note) if (tag, id) in reader.numbers else ():
                        number = reader.numbers[tag, id]
                        notes.append(replace(one, kind="note", number=number, level=0))
        core = member(archive, "docProps/core.xml")
        said = xml(core, "docProps/core.xml") if core else None
    notes.sort(key=lambda one: int(one.number))
    author = (said.findtext(f"{_CORE}creator") or "").strip() if said is not None else ""
    return ImportedText(
        _TYPE,
        under_headings([*body, *notes]),
        tuple(reader.left_out),
        title=(said.findtext(f"{_CORE}title") or "").strip() if said is not None else "",
        authors=(author,) if author else (),
    )


def _styles(styles: ET.Element, matches: Callable[[ET.Element | None], bool]) -> frozenset[str]:
    """The styles whose properties match: those whose text is not shown, or is raised."""
    return frozenset(
        style.get(f"{_W}styleId", "")
        for style in styles.iter(f"{_W}style")
        if matches(style.find(f"{_W}rPr"))
    )


def _is_hidden(properties: ET.Element | None) -> bool:
    hidden = properties.find(f"{_W}vanish") if properties is not None else None
    return hidden is not None and hidden.get(f"{_W}val", "1") not in ("0", "false", "off")


def _is_raised(properties: ET.Element | None) -> bool:
    if properties is None:
        return False
    raised, moved = (properties.find(f"{_W}{name}") for name in ("vertAlign", "position"))
    if raised is not None:
        return raised.get(f"{_W}val", "") == "superscript"
    up = moved.get(f"{_W}val", "") if moved is not None else ""
    return up.isdecimal() and int(up) >= _LEAST_RAISED


def _is_backed(element: ET.Element) -> bool:
    """Whether an element may give text a coloured ground, on which white can be read."""
    if element.tag == f"{_W}shd":
        return element.get(f"{_W}fill", "auto").lower() not in ("auto", "ffffff")
    return element.tag in _BACKS


def _headings(styles: ET.Element) -> dict[str, int]:
    """The heading styles of a document, with their levels."""
    levels: dict[str, int] = {}
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        match = re.fullmatch(
            r"(?:heading ([1-9])|(title))",
            (name.get(f"{_W}val", "") if name is not None else "").lower(),
        )
        if match:
            levels[style.get(f"{_W}styleId", "")] = int(match[1] or 1)
    return levels


def _unchanged(element: ET.Element) -> Iterator[str]:
    """The words of the paragraphs in an element, without those that are changes themselves."""
    for child in element:
        if child.tag in (f"{_W}t", f"{_MATH}t"):
            yield child.text or ""
        elif child.tag == f"{_W}p":
            if words := "".join(_unchanged(child)).strip():
                yield words
        elif child.tag not in _SKIPPED | _INSERTED | _DELETED:
            yield from _unchanged(child)


class _Reader:
    """Reads the parts of a document; `numbers` are those of the notes met so far."""

    def __init__(
        self,
        accepted: bool,
        headings: dict[str, int],
        hidden: frozenset[str],
        raised: frozenset[str],
    ):
        self.accepted = accepted
        self.headings = headings
        self.hidden = hidden
        self.raised = raised
        self.white_is_hidden = False
        self.left_out: list[LeftOut] = []
        self.numbers: dict[tuple[str, str], str] = {}
        self.text = ""
        self.changes: list[TrackedChange] = []
        self.calls: list[NoteCall] = []
        self.doubts: list[Doubt] = []
        self.boxes: list[ET.Element] = []

    def read(self, part: ET.Element) -> list[ReadParagraph]:
        """The paragraphs of a part; changes that leave none of their own are those of the one
        before."""
        paragraphs = list(self.blocks(part))
        if paragraphs and (self.text or self.changes):
            last = paragraphs[-1]
            text = f"{last.text} {self.text}".rstrip()
            changes, doubts = (*last.changes, *self.changes), (*last.doubts, *self.doubts)
            paragraphs[-1] = replace(last, text=text, changes=changes, doubts=doubts)
        self.text, self.changes, self.calls, self.doubts = "", [], [], []
        return paragraphs

    def blocks(self, parent: ET.Element) -> Iterator[ReadParagraph]:
        """The paragraphs below an element; those of a table's row are one, tabs between."""
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tr":
                yield from self._row(child)
            elif child.tag not in _SKIPPED:
                yield from self.blocks(child)

    def _row(self, row: ET.Element) -> list[ReadParagraph]:
        kind = self._changed_whole(row, "trPr", "ins", "del")
        return self._in_text(kind, list(table_row(self._cells(row))))

    def _in_text(self, kind: str, paragraphs: list[ReadParagraph]) -> list[ReadParagraph]:
        """Those of a row or a cell, none where it is not in the text; their changes stay."""
        if not kind or (kind == "insertion") == self.accepted:
            return paragraphs
        self.changes += (change for one in paragraphs for change in one.changes)
        return []

    def _changed_whole(
        self, element: ET.Element, properties: str, inserted: str, deleted: str
    ) -> str:
        """Whether a row or a cell was inserted or deleted as a whole, which is a change of those
        of its words that are in no other."""
        for kind, name in (("insertion", inserted), ("deletion", deleted)):
            mark = element.find(f"{_W}{properties}/{_W}{name}")
            if mark is not None:
                words = " ".join(_unchanged(element))
                if words:
                    author = mark.get(f"{_W}author", "")
                    self.changes.append(TrackedChange(kind, author, words))  # type: ignore[arg-type]
                return kind
        return ""

    def _cells(self, row: ET.Element) -> list[list[ReadParagraph]]:
        """The cells of a row, an empty one for each further column that one takes."""
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        cells: list[list[ReadParagraph]] = []
        if before is not None:
            cells += [[] for _ in range(columns_spanned(before.get(f"{_W}val")))]
        for cell in row:
            if cell.tag in (f"{_W}tc", f"{_W}sdt"):
                span = cell.find(f".//{_W}tcPr/{_W}gridSpan")
                columns = columns_spanned(span.get(f"{_W}val")) if span is not None else 1
                kind = self._changed_whole(cell, "tcPr", "cellIns", "cellDel")
                paragraphs = self._in_text(kind, list(self.blocks(cell)))
                cells += [paragraphs, *([] for _ in range(columns - 1))]
        return cells

    def _not_shown(self, element: ET.Element) -> bool:
        """Whether Word hides a run or a paragraph; its words are left out."""
        for kind in ("r", "p"):
            style = element.find(f"{_W}{kind}Pr/{_W}{kind}Style")
            named = style is not None and style.get(f"{_W}val", "") in self.hidden
            colour = element.find(f"{_W}rPr/{_W}color")
            white = colour is not None and colour.get(f"{_W}val", "").lower() == "ffffff"
            if (
                named
                or (kind == "r" and _is_hidden(element.find(f"{_W}rPr")))
                or (white and self.white_is_hidden)
            ):
                words = "".join(one.text or "" for one in element.iter(f"{_W}t")).strip()
                if words:
                    self.left_out.append(LeftOut(words, "hidden"))
                return True
        return False

    def _paragraph(self, element: ET.Element) -> Iterator[ReadParagraph]:
        if self._not_shown(element):
            return
        self._inline(element, "")
        boxes, self.boxes = self.boxes, []
        if self.text.strip() and not self._goes_on(element):
            yield self._ended(element)
        elif not self.changes:
            self.text, self.calls, self.doubts = "", [], []
        if boxes:  # paragraphs of their own
            before = self.text, self.changes, self.calls, self.doubts
            self.text, self.changes, self.calls, self.doubts = "", [], [], []
            for box in boxes:
                yield from self.read(box)
            self.text, self.changes, self.calls, self.doubts = before

    def _goes_on(self, element: ET.Element) -> bool:
        """Whether the end of a paragraph was deleted, or not yet inserted."""
        marks = element.find(f"{_W}pPr/{_W}rPr")
        gone = _DELETED if self.accepted else _INSERTED
        return marks is not None and any(mark.tag in gone for mark in marks)

    def _ended(self, element: ET.Element) -> ReadParagraph:
        text = self.text.strip()
        lead = len(self.text) - len(self.text.lstrip())
        calls = tuple(NoteCall(one.number, max(one.offset - lead, 0)) for one in self.calls)
        changes, doubts = tuple(self.changes), tuple(self.doubts)
        self.text, self.changes, self.calls, self.doubts = "", [], [], []
        style = element.find(f"{_W}pPr/{_W}pStyle")
        level = self.headings.get(style.get(f"{_W}val", ""), 0) if style is not None else 0
        listed = element.find(f"{_W}pPr/{_W}numPr") is not None
        kind = "heading" if level else "item" if listed else "text"
        return ReadParagraph(
            text,
            kind,  # type: ignore[arg-type]
            doubts=doubts,
            changes=changes,
            calls=calls,
            level=level,
        )

    def _shown_raised(self, run: ET.Element) -> bool:
        properties = run.find(f"{_W}rPr")
        style = properties.find(f"{_W}rStyle") if properties is not None else None
        named = style is not None and style.get(f"{_W}val", "") in self.raised
        return named or _is_raised(properties)

    def _formula(self, element: ET.Element) -> None:
        formula = in_a_line(element, self.text)
        self.text += formula.text
        if not formula.sure:
            self.doubts.append(Doubt("order", formula.text))

    def _ruby(self, element: ET.Element) -> None:
        """The words; how they are read, above them, is left out."""
        for part in element:
            if part.tag == f"{_W}rubyBase":
                self._inline(part, "")
            elif reading := "".join(one.text or "" for one in part.iter(f"{_W}t")).strip():
                self.left_out.append(LeftOut(reading, "outside"))

    def _inline(self, element: ET.Element, change: str) -> None:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == f"{_W}r" and self._not_shown(child):
                continue
            if tag == f"{_W}txbxContent":
                self.boxes.append(child)
                continue
            if tag in _INSERTED | _DELETED:
                kind = "insertion" if tag in _INSERTED else "deletion"
                words = "".join(one.text or "" for one in child.iter() if one.tag in _WORDS)
                if words:
                    author = child.get(f"{_W}author", "")
                    self.changes.append(TrackedChange(kind, author, words))  # type: ignore[arg-type]
                if (kind == "insertion") == self.accepted:
                    self._inline(child, kind)
            elif tag == f"{_W}t" or (tag == f"{_W}delText" and not self.accepted):
                typed = child.text or ""
                raised = self._shown_raised(element) and power(self.text, typed.strip())
                self.text += raised or typed
            elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                self._formula(child)
            elif tag == f"{_W}ruby":
                self._ruby(child)
            elif tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                self.text += " "
            elif tag == f"{_W}sym":
                code = child.get(f"{_W}char", "")
                self.text += chr(int(code, 16)) if _CODE.fullmatch(code) else "\ufffd"
            elif tag == f"{_W}noBreakHyphen":
                self.text += "-"
            elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                key = (tag.removeprefix(_W).removesuffix("Reference"), child.get(f"{_W}id", ""))
                number = self.numbers.setdefault(key, str(len(self.numbers) + 1))
                self.calls.append(NoteCall(number, len(self.text)))
            else:
                self._inline(child, change)
