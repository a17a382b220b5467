"""The record of an import, in the form of `seeds/<id>.import.json` (`docs/importing.md`).

A key that has its default value is left out of the file.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Doubtful = Literal["hyphen", "order", "table", "note", "left-out", "encoding", "page"]
ParagraphKind = Literal["text", "heading", "item", "row", "caption", "code", "note"]
Furniture = Literal["head", "foot", "page-number", "line-number", "rotated", "outside", "hidden"]


class Value(Struct, frozen=True, omit_defaults=True):
    """A part of the record."""


class PageEnd(Value, frozen=True):
    """The printed page and the sheet on which a paragraph ends, and the offset of its text at
    which they begin; 0 where that is not known."""

    page: str = ""
    sheet: int = 0
    offset: int = 0


class DocumentPlace(Value, frozen=True):
    """Where a paragraph is in its document; what the document does not have is empty.

    `page` is the printed page number, `sheet` the page of the file from 1; `until` is there
    where it ends on another. `heading` is the path of headings above it, `time` and `speaker`
    are a transcript's, `part` is a file inside an archive or a message.
    """

    page: str = ""
    sheet: int = 0
    until: PageEnd | None = None
    heading: tuple[str, ...] = ()
    time: str = ""
    speaker: str = ""
    part: str = ""

    @property
    def last_page(self) -> str:
        """The printed page on which it ends."""
        return self.until.page if self.until else self.page

    def page_at(self, offset: int) -> tuple[str, str]:
        """The first and the last printed page on which the character at an offset may be."""
        until = self.until
        if until is None:
            return self.page, self.page
        if not until.offset:
            return self.page, until.page
        if offset >= until.offset:
            return until.page, until.page
        # What is before the last page is on the first, unless there is one between.
        between = until.sheet - self.sheet > 1
        return self.page, until.page if between else self.page

    @property
    def last_sheet(self) -> int:
        return self.until.sheet if self.until else self.sheet


class Repair(Value, frozen=True):
    """What was changed between print and text, at an offset of the paragraph's text; `|` in
    `printed` is a line's end."""

    printed: str
    written: str
    offset: int = 0


class Doubt(Value, frozen=True):
    """Something that the import was unsure of; `words` is where to look in the paragraph."""

    what: Doubtful
    words: str


class TrackedChange(Value, frozen=True):
    """An insertion or a deletion that a word processor recorded."""

    kind: Literal["insertion", "deletion"]
    by: str
    words: str


class NoteCall(Value, frozen=True):
    """A note number that was taken out of a paragraph, at an offset of its text."""

    number: str
    offset: int = 0


class ImportedParagraph(Value, frozen=True):
    """A paragraph as it was imported.

    `sha256` is the beginning of its text's digest (`load.import_record`). `number` is that of
    a note. `settled` says that a person has looked at what is `unsure`.
    """

    n: int
    at: DocumentPlace
    sha256: str
    kind: ParagraphKind = "text"
    number: str = ""
    calls: tuple[NoteCall, ...] = ()
    repairs: tuple[Repair, ...] = ()
    unsure: tuple[Doubt, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    settled: bool = False


class LeftOut(Value, frozen=True):
    """Text of the document that is not in the source; `sheet` is 0 where there is none."""

    text: str
    kind: Furniture
    sheet: int = 0


class Original(Value, frozen=True):
    """The document: its file's name, digest, size in bytes and type; the `encoding` that its
    text was converted from; the number of its `sheets`; and where in seeds/ a copy is kept."""

    name: str
    sha256: str
    size: int
    type: str
    encoding: str = ""
    sheets: int = 0
    kept: str = ""


class Unproved(Value, frozen=True):
    """A title, an author or a date in the document's metadata that its text does not contain, or
    an author whom it does not name though it has the word."""

    key: Literal["title", "author", "date"]
    value: str

    @property
    def lacks(self) -> str:
        """What the text does not do: `have` or `name` it."""
        return "name" if self.key == "author" else "have"


class ImportRecord(Value, frozen=True):
    """The record. `importer` maps what read the document to its version, `options` are those
    of `briefgen add`; `text_sha256` is the digest of the source's file as imported.
    `sheets_mostly_pictures` have text, and pictures that cover more of them, perhaps with words."""

    version: int
    importer: dict[str, str]
    original: Original
    text_sha256: str
    paragraphs: tuple[ImportedParagraph, ...]
    options: dict[str, str] = {}
    metadata: tuple[Unproved, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    sheets_without_text: tuple[int, ...] = ()
    sheets_mostly_pictures: tuple[int, ...] = ()
