"""What an importer returns: paragraphs with their places, and what it did to get them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.imported import (
    DocumentPlace,
    Doubt,
    LeftOut,
    NoteCall,
    ParagraphKind,
    Repair,
    TrackedChange,
)

_NO_FIRST = "-"  # an empty first cell of a table's row
_SHOWN = 60  # characters of a row in doubt
_MOST_COLUMNS = 200


class ImportOptions(Struct, frozen=True):
    """How a document is to be read: which sheets (from 1, both ends), how many columns (0:
    find out), and whether tracked changes count as made."""

    pages: tuple[int, int] | None = None
    columns: int = 0
    accept_changes: bool = True


class ReadParagraph(Struct, frozen=True):
    """A paragraph: one line of text, and what is known of it (`model.imported`).

    `level` is that of a heading, from 1; 0 for anything else.
    """

    text: str
    kind: ParagraphKind = "text"
    place: DocumentPlace = DocumentPlace()
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    number: str = ""
    calls: tuple[NoteCall, ...] = ()
    level: int = 0


class ImportedText(Struct, frozen=True):
    """A document as it was read.

    `title`, `authors` and `issued` (a date, as far as it is given: `2026-11-20`) are what its
    metadata state, `language` too. `encoding` is what a
    text was converted from, if it was. `sheets` is the number of its pages, 0 where it has
    none; of these the `blank_sheets` have no text, and the `picture_sheets` some beside pictures
    that cover more. `markdown` is the text of a Markdown document, which is kept as it is.
    """

    type: str
    paragraphs: tuple[ReadParagraph, ...]
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    issued: str = ""
    language: str = ""
    encoding: str = ""
    sheets: int = 0
    blank_sheets: tuple[int, ...] = ()
    picture_sheets: tuple[int, ...] = ()
    libraries: tuple[tuple[str, str], ...] = ()
    markdown: str = ""

    @property
    def suffix(self) -> str:
        """That of the source's file."""
        return ".md" if self.markdown else ".txt"


def under_headings(paragraphs: Iterable[ReadParagraph]) -> tuple[ReadParagraph, ...]:
    """Paragraphs with the path of headings above each."""
    path: list[ReadParagraph] = []
    placed = []
    for one in paragraphs:
        if one.level:
            path = [above for above in path if above.level < one.level]
        heading = tuple(above.text for above in path)
        placed.append(replace(one, place=replace(one.place, heading=heading)))
        if one.level:
            path.append(one)
    return tuple(placed)


def table_row(cells: Sequence[Sequence[ReadParagraph]]) -> Iterator[ReadParagraph]:
    """The paragraphs of a table's row: one, in doubt, a tab between its cells, of which the empty
    ones count; those of the cell, where only one has any, as in a table that only lays out."""
    full = [cell for cell in cells if cell]
    if len(full) < 2:
        yield from (one for cell in full for one in cell)
        return
    # A source's paragraph does not begin with a tab.
    text, calls = "" if cells[0] else _NO_FIRST, list[NoteCall]()
    for column, cell in enumerate(cells):
        text += "\t" if column else ""
        for number, one in enumerate(cell):
            text += " " if number else ""
            calls += (NoteCall(call.number, call.offset + len(text)) for call in one.calls)
            text += one.text
    every = [one for cell in full for one in cell]
    text = text.rstrip()
    doubts = (doubt for one in every for doubt in one.doubts)
    yield ReadParagraph(
        text,
        "row",
        doubts=(Doubt("table", text[:_SHOWN].rstrip()), *doubts),
        changes=tuple(change for one in every for change in one.changes),
        calls=tuple(calls),
    )


def columns_spanned(typed: str | None) -> int:
    """How many columns or rows of a table a cell takes, as its document says."""
    span = int(typed) if typed and typed.isdecimal() and len(typed) < 6 else 1
    return min(max(span, 1), _MOST_COLUMNS)
