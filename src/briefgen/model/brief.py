"""A brief as it was authored: its form checked, but nothing looked up yet."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

<<<<<<< HEAD
from .text import Span, Text

=======
from .imported import ImportRecord

Severity = Literal["error", "warning", "note"]
>>>>>>> 685730c (briefgen add: a text in any encoding becomes a source with a record; .md sources are read as Markdown)
Stance = Literal["asserts", "denies", "questions", "qualifies"]
Paper = Literal["letter", "a4"]
AppendixMode = Literal["full", "cited", "none"]


<<<<<<< HEAD
=======
# --- Places and texts ---------------------------------------------------------


class Span(Struct, frozen=True, order=True):
    """A place in a file: path relative to the workspace (with /), line and column from 1.

    Columns count characters, not bytes.
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Text(Struct, frozen=True):
    """Characters as they are read, and where each of them was typed.

    `breaks` holds (offset, line, column), ascending and starting at offset 0: the
    character at `offset` stands at that line and column, and the ones behind it follow
    one column each until the next break. Folded lines, stripped indentation and escapes
    are breaks.
    """

    value: str
    path: str
    breaks: tuple[tuple[int, int, int], ...]

    def span(self, offset: int = 0) -> Span:
        """The place of the character at `offset` (or of the end, at `len(value)`)."""
        index = bisect_right(self.breaks, offset, key=lambda entry: entry[0]) - 1
        start, line, column = self.breaks[max(index, 0)]
        return Span(self.path, line, column + offset - start)

    def __str__(self) -> str:
        return self.value


# --- Findings -----------------------------------------------------------------


class Finding(Struct, frozen=True):
    """Something that is wrong, or worth knowing, in what the user wrote.

    `message` says what in the user's words and holds the quotation, name or key in
    full (`ignore` matches on it); `hint` says what to do. `difference` is the pair of
    lines brief/source that shows altered words; `source` is where the words stand.
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    hint: str | None = None
    source: Span | None = None
    difference: tuple[str, str] | None = None


# --- Sources ------------------------------------------------------------------


class Name(Struct, frozen=True):
    """A person's or a body's name in CSL form: `family` with `given`, or `literal`."""

    family: str = ""
    given: str = ""
    literal: str = ""


class PartialDate(Struct, frozen=True):
    """A CSL date: a year, perhaps a month, perhaps a day; of a range, `until` is its end."""

    year: int
    month: int | None = None
    day: int | None = None
    until: PartialDate | None = None


class Reference(Struct, frozen=True):
    """What the catalogue says of a source; what it does not say is empty (CSL 1.0.2)."""

    id: str
    title: str
    type: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    container_title: str = ""
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

    `original` is the digest of the copy that is kept of the document, None where none is
    there; `embed` says that a PDF is to carry it.
    """

    path: str
    raw: bytes
    record: ImportRecord
    original: str | None = None
    embed: bool = False


class Source(Struct, frozen=True):
    """A source text: its catalogue entry and its paragraphs, numbered from 1.

    `paragraphs[n - 1]` is paragraph n: its lines joined by a space, without the white
    space at their ends. `sha256` is of the file's raw bytes, `stamp` the one recorded
    in the catalogue. `raw` is the file's bytes. `layout` is what the catalogue says of
    its paragraphs: every line is one, or every block between blank lines. `imported` is
    there where it was made from a document.
    """

    reference: Reference
    path: str
    paragraphs: tuple[Text, ...]
    sha256: str
    raw: bytes
    stamp: str | None = None
    note_markers: bool = False
    redistribute: Redistribution = "full"
    layout: TextLayout | None = None
    catalogued: bool = True
    imported: Imported | None = None

    @property
    def id(self) -> str:
        return self.reference.id


# --- A brief as it was authored -----------------------------------------------


>>>>>>> 685730c (briefgen add: a text in any encoding becomes a source with a record; .md sources are read as Markdown)
class Locator(Struct, frozen=True):
    """A paragraph or a range of paragraphs, as typed: not yet checked against a source."""

    first: int
    last: int
    span: Span


class NamedPassage(Struct, frozen=True):
    """An entry of `passages:`: words of a source, a run of text, or paragraphs.

    Either `quote`, or `start` with `end` (the keys `from` and `to`), or `locator`
    alone; a `locator` beside the first two narrows the search.
    """

    id: Text
    source: Text
    locator: Locator | None = None
    quote: Text | None = None
    start: Text | None = None
    end: Text | None = None


class Position(Struct, frozen=True):
    """Who says what about a claim: `stance` under a claim, `answer` under a question."""

    by: Text
    cite: tuple[Text, ...]
    span: Span
    stance: Stance | None = None
    answer: Text | None = None
    via: Text | None = None
    says: Text | None = None


class Claim(Struct, frozen=True):
    """A contested claim (`claim`) or an open question (`question`), and who holds what."""

    id: Text
    positions: tuple[Position, ...]
    claim: Text | None = None
    question: Text | None = None
    note: Text | None = None

    @property
    def wording(self) -> Text:
        text = self.claim or self.question
        assert text is not None
        return text


class Section(Struct, frozen=True):
    """A heading with its Markdown; `claims` marks the whole section as contested."""

    heading: Text
    body: Text | None
    claims: tuple[Text, ...] = ()


class Ignore(Struct, frozen=True):
    """A finding that the editor suppresses, with a reason."""

    rule: Text
    span: Span
    text: Text | None = None
    reason: Text | None = None


class Brief(Struct, frozen=True):
    """A brief as it was typed, its form checked but nothing looked up yet.

    `invalid_ids` are the passages and claims of which something had to be left out: they
    are known, whatever is missing of them here. `stand_ins` are the places of texts that
    stand for required ones that are missing; a missing date is `date.min`. `theme_at` is
    where the theme is named, if it is.
    """

    path: str
    title: Text
    date: date
    subtitle: Text | None = None
    marking: Text | None = None
    occasion: Text | None = None
    edition: Text | None = None
    prepared_by: tuple[Text, ...] = ()
    prepared_for: tuple[Text, ...] = ()
    language: str = "en-US"
    paper: Paper = "letter"
    theme: str = "policy-brief"
    theme_at: Span | None = None
    figures: Literal["full", "none"] = "full"
    room_column: bool = False
    sources: tuple[Text, ...] = ()
    appendix: AppendixMode = "full"
    passages: tuple[NamedPassage, ...] = ()
    summary: Text | None = None
    key_points: tuple[Text, ...] = ()
    recommendations: tuple[Text, ...] = ()
    changes: tuple[Text, ...] = ()
    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    invalid_ids: frozenset[str] = frozenset()
    stand_ins: frozenset[Span] = frozenset()
