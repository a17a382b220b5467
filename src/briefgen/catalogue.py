"""`seeds/sources.yaml` → its entries: what is said of each source, and which file it is.

The form is CSL-YAML, as Pandoc and Zotero export it, with five keys of ours. Real
exports carry many keys more: these are left out with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator

from .fields import Flag, Line, ListOf, choice, is_blank, matching, typed
from .forms import Form, fill, kind_of, wrong
from .model import (
    Finding,
    Name,
    PartialDate,
    Redistribution,
    Reference,
    Severity,
    Span,
    Text,
    TextLayout,
)
from .yamlspans import MappingNode, parse

SOURCE_ID = re.compile(r"(?![A-Z]{1,2}[0-9]+\Z)[A-Za-z0-9][A-Za-z0-9_.:-]*")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """An entry: its reference, and how the file `file`, relative to seeds/, is to be read."""

    reference: Reference
    span: Span
    file: Text | None = None
    stamp: str | None = None
    note_markers: bool = False
    layout: TextLayout | None = None
    redistribute: Redistribution = "full"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Entries with distinct ids, in the order of the file, and what is wrong in it."""

    entries: tuple[CatalogueEntry, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_catalogue(text: str, name: str) -> Catalogue:
    """Read the catalogue's `text`; the file is called `name` in findings."""
    parsed = parse(text, name)
    if parsed.root is None:
        return Catalogue(findings=parsed.findings)
    if not (isinstance(parsed.root, MappingNode) and "references" in parsed.root.entries):
        message = "the catalogue lacks the key `references`, under which the sources are listed"
        hint = "begin with `references:`"
        finding = Finding("invalid-brief", "error", parsed.root.span, message, hint)
        return Catalogue(findings=(*parsed.findings, finding))
    filled = fill(CatalogueForm, parsed.root)
    entries: dict[str, CatalogueEntry] = {}
    findings = [*parsed.findings, *filled.findings]
    for form in filled.form.references or ():
        entry = _entry(form)
        first = entries.setdefault(entry.reference.id, entry)
        if first is not entry:
            message = f"two sources have the id `{form.id}`, the first in line {first.span.line}"
            findings.append(
                Finding("duplicate-id", "error", entry.span, message, "rename one", first.span)
            )
    return Catalogue(tuple(entries.values()), tuple(findings))


def _entry(form: EntryForm) -> CatalogueEntry:
    reference = Reference(
        id=form.id.value,
        title=form.title or form.id.value,
        type=form.type,
        author=tuple(_names(form.author)),
        editor=tuple(_names(form.editor)),
        container_title=form.container_title,
        publisher=form.publisher,
        publisher_place=form.publisher_place,
        issued=form.issued,
        accessed=form.accessed,
        url=form.url,
        doi=form.doi,
        number=form.number,
        genre=form.genre,
        language=form.language,
        note=form.note,
    )
    return CatalogueEntry(
        reference=reference,
        span=form.id.span(),
        file=form.file,
        stamp=form.sha256.value.lower() if form.sha256 else None,
        note_markers=form.note_markers,
        layout=form.paragraphs,
        redistribute=form.redistribute,
    )


def _names(forms: tuple[NameForm, ...]) -> Iterator[Name]:
    for form in forms:
        if form.family or form.given or form.literal:
            yield Name(form.family, form.given, form.literal)


# --- The form -----------------------------------------------------------------


def _source_id(value: object) -> Text:
    text = typed(value, "an id")
    if not SOURCE_ID.fullmatch(text.value):
        raise wrong(
            f"`{text}` cannot be a source's id",
            "begin with a letter or digit and go on with these or _ . : -; "
            "a letter with a number, like A5, is the name of a paragraph",
        )
    return text


def _value(value: object) -> str:
    """A CSL value on one line; exports write empty ones too."""
    return "" if is_blank(value) else " ".join(typed(value).value.split())


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, dict) and "date-parts" in value:
        return _date_of(list(_date_parts(value["date-parts"])))
    if not isinstance(value, Text):
        raise wrong(f"a date or `date-parts` was expected, not {kind_of(value)}", _DATE_HINT)
    text = typed(value, "a date")
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text.value):
        raise wrong(f"`{text}` is not a date", _DATE_HINT)
    return _date_of([int(part) for part in text.value.split("-")])


_DATE_HINT = "write 2025-11-28, 2025-11 or 2025"


def _date_parts(value: object) -> Iterator[int]:
    """The numbers of `[[2025, 11, 28]]` or `[2025, 11, 28]`."""
    parts = value[0] if isinstance(value, list) and len(value) == 1 else value
    for part in parts if isinstance(parts, list) else [parts]:
        if not (isinstance(part, Text) and re.fullmatch("[0-9]{1,4}", part.value)):
            raise wrong("`date-parts` is one date: a year, perhaps a month and a day", _DATE_HINT)
        yield int(part.value)


def _date_of(parts: list[int]) -> PartialDate:
    if not 1 <= len(parts) <= 3:
        raise wrong("a date is a year, perhaps a month and a day", _DATE_HINT)
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        raise wrong(f"there is no date {'-'.join(map(str, parts))}", _DATE_HINT) from None
    return PartialDate(*parts)


_SHA256 = matching("[0-9A-Fa-f]{64}", "a fingerprint", "`briefgen stamp` writes it")

Value = Annotated[str, PlainValidator(_value, json_schema_input_type=str)]
CslDate = Annotated[PartialDate, PlainValidator(_partial_date, json_schema_input_type=str)]


class NameForm(Form):
    """A person or a body."""

    noun: ClassVar[str] = "a name"
    unknown_key: ClassVar[tuple[str, Severity]] = ("source-unknown-key", "warning")

    family: Value = ""
    given: Value = ""
    literal: Value = ""


class EntryForm(Form):
    """A source."""

    noun: ClassVar[str] = "a source"
    unknown_key: ClassVar[tuple[str, Severity]] = ("source-unknown-key", "warning")

    id: Annotated[Text, PlainValidator(_source_id)] = Field(description="how briefs name it")
    file: Line | None = None
    sha256: Annotated[Text, PlainValidator(_SHA256)] | None = None
    note_markers: Flag = Field(False, alias="note-markers")
    paragraphs: Annotated[TextLayout, choice("line", "block")] | None = None
    redistribute: Annotated[Redistribution, choice("full", "cited", "none")] = "full"
    type: Value = ""
    title: Value = ""
    author: ListOf[NameForm] = ()
    editor: ListOf[NameForm] = ()
    container_title: Value = Field("", alias="container-title")
    publisher: Value = ""
    publisher_place: Value = Field("", alias="publisher-place")
    issued: CslDate | None = None
    accessed: CslDate | None = None
    url: Value = Field("", alias="URL")
    doi: Value = Field("", alias="DOI")
    number: Value = ""
    genre: Value = ""
    language: Value = ""
    note: Value = ""


class CatalogueForm(Form):
    """The catalogue."""

    noun: ClassVar[str] = "the catalogue"
    unknown_key: ClassVar[tuple[str, Severity]] = ("source-unknown-key", "warning")

    references: ListOf[EntryForm] | None = Field(None, description="the list of sources")
