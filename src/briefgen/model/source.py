"""A source text, and its bibliographic reference."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .imported import ImportedParagraph, ImportRecord
from .text import Text

Redistribution = Literal["full", "cited", "none"]
TextLayout = Literal["line", "block"]

# What is in a file instead of the words of a source that is not embedded.
WITHHELD = "[not redistributed]"


class Name(Struct, frozen=True):
    """A person's or a body's name in CSL form: `family` with `given`, or `literal`.

    A dropping particle is one that a list of names leaves out (“van” of Beethoven), a
    non-dropping one belongs to the family name (“La” of La Fontaine).
    """

    family: str = ""
    given: str = ""
    literal: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""


class PartialDate(Struct, frozen=True):
    """A CSL date: a year, perhaps a month, perhaps a day; of a range, `until` is its end.

    `season` is 1 (spring) to 4 (winter). `circa` and `uncertain` say that the date is
    approximate or doubtful, `open_start` and `open_end` that the range has no known start or end.
    `literal` is a date in words, and then there is no year (0).
    """

    year: int = 0
    month: int | None = None
    day: int | None = None
    until: PartialDate | None = None
    season: int | None = None
    circa: bool = False
    uncertain: bool = False
    open_end: bool = False
    open_start: bool = False
    literal: str = ""


class Reference(Struct, frozen=True):
    """What the catalogue says of a source; what it does not say is empty (CSL 1.0.2)."""

    id: str
    title: str
    type: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    container_title: str = ""
    collection_title: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    edition: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    url: str = ""
    doi: str = ""
    number: str = ""
    genre: str = ""
    language: str = ""
    note: str = ""


class Imported(Struct, frozen=True):
    """What is known of an imported source: its record, and the bytes of the record's file.

    `paragraphs` has, for each paragraph of the text, what the record says of it; None for one
    that was inserted after the import. `original` is the digest of the copy that is kept of the
    document, None where none is there; `embedded` is that copy, where a PDF is to carry it, and
    `embed` says that it is.
    """

    path: str
    raw: bytes
    record: ImportRecord
    paragraphs: tuple[ImportedParagraph | None, ...] = ()
    original: str | None = None
    embed: bool = False
    embedded: bytes | None = None

    def of(self, number: int) -> ImportedParagraph | None:
        """What the record says of the text's paragraph `number`, from 1."""
        return self.paragraphs[number - 1] if 1 <= number <= len(self.paragraphs) else None


class Source(Struct, frozen=True):
    """A source text: its catalogue entry and its paragraphs, numbered from 1.

    `paragraphs[n - 1]` is paragraph n: its lines joined by a space, without the white
    space at their ends. `sha256` is of the file's raw bytes, `stamp` the one recorded
    in the catalogue. `raw` is the file's bytes. `layout` is what the catalogue says of
    its paragraphs: every line is one, or every block between blank lines. `imported` is
    there where it was made from a document. `guess_headings`: in print, short lines may be
    headings.
    """

    reference: Reference
    path: str
    paragraphs: tuple[Text, ...]
    sha256: str
    raw: bytes
    stamp: str | None = None
    note_markers: bool = False
    redistribute: Redistribution = "full"
    guess_headings: bool = True
    layout: TextLayout | None = None
    catalogued: bool = True
    imported: Imported | None = None

    @property
    def id(self) -> str:
        return self.reference.id
