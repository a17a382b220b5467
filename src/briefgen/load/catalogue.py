"""`seeds/sources.yaml` → its entries: the description and the file of each source.

The form is CSL-YAML, as Pandoc and Zotero export it, with five keys of ours. Real
exports carry many keys more: these are left out with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.finding import Finding
from briefgen.model.source import Name, PartialDate, Redistribution, Reference, TextLayout
from briefgen.model.text import Span, Text
from briefgen.syntax.fields import (
    FLAG,
    LINE,
    choice,
    is_blank,
    list_of,
    matching,
    scalar,
    words,
)
from briefgen.syntax.forms import (
    Form,
    Reader,
    Reading,
    WrongError,
    kind_of,
    optional,
    required,
)
from briefgen.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode, find, parse

SOURCE_ID = re.compile(r"(?![A-Z]{1,2}[0-9]+\Z)[A-Za-z0-9][A-Za-z0-9_.:-]*")


class CatalogueEntry(Struct, frozen=True):
    """An entry: its reference, and how the file `file`, relative to seeds/, is to be read."""

    reference: Reference
    span: Span
    file: Text | None = None
    stamp: str | None = None
    note_markers: bool = False
    layout: TextLayout | None = None
    redistribute: Redistribution = "full"
    record: Text | None = None
    embed_original: bool = False


class Catalogue(Struct, frozen=True):
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
    reading = Reading([*parsed.findings])
    catalogue = reading.value(CatalogueForm.reader(), parsed.root)
    entries: dict[str, CatalogueEntry] = {}
    findings = reading.findings
    assert catalogue is not None  # it requires nothing
    for form in catalogue.references:
        entry = _entry(form)
        first = entries.setdefault(entry.reference.id, entry)
        if first is not entry:
            message = f"two sources have the id `{form.id}`, the first on line {first.span.line}"
            findings.append(
                Finding(
                    "duplicate-id",
                    "error",
                    entry.span,
                    message,
                    "rename one",
                    first.span,
                    subject=form.id.value,
                )
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
        record=form.record,
        embed_original=form.embed_original,
    )


def _names(forms: tuple[NameForm, ...]) -> Iterator[Name]:
    for form in forms:
        if form.family or form.given or form.literal:
            yield Name(form.family, form.given, form.literal)


# --- The form -----------------------------------------------------------------


def _source_id(node: Node) -> Text:
    id = words(node, "an id")
    if not SOURCE_ID.fullmatch(id.value):
        raise WrongError(
            f"`{id}` cannot be a source's id",
            "begin with a letter or digit and go on with these or _ . : -; "
            "a letter with a number, like A5, is the name of a paragraph",
        )
    return id


def _sha256(node: Node) -> Text:
    return matching(node, "[0-9A-Fa-f]{64}", "a fingerprint", "`briefgen stamp` writes it")


def _value(node: Node) -> str:
    """A CSL value on one line; exports write empty ones too."""
    return "" if is_blank(node) else " ".join(words(node).value.split())


def _partial_date(node: Node) -> PartialDate:
    if date_parts := find(node, ("date-parts",)):
        return _date_or_range(date_parts)
    if not isinstance(node, ScalarNode):
        raise WrongError(f"a date or `date-parts` was expected, not {kind_of(node)}", _DATE_HINT)
    text = words(node, "a date")
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text.value):
        raise WrongError(f"`{text}` is not a date", _DATE_HINT)
    return _date_of([int(part) for part in text.value.split("-")])


_DATE_HINT = "write 2025-11-28, 2025-11 or 2025"


def _date_or_range(node: Node) -> PartialDate:
    """The date of `[[2025, 11, 28]]` or `[2025, 11, 28]`, the range of `[[2025, 11], [2026]]`."""
    items = node.items if isinstance(node, SequenceNode) else ()
    lists = items if all(isinstance(item, SequenceNode) for item in items) else ()
    match [_date_of(list(_numbers(one))) for one in lists or [node]]:
        case [day]:
            return day
        case [first, last] if _order(first) < _order(last):
            return replace(first, until=last)
    raise WrongError("`date-parts` is one date, or two of which the first is earlier", _DATE_HINT)


def _order(when: PartialDate) -> tuple[int, int, int]:
    return when.year, when.month or 0, when.day or 0


def _numbers(node: Node) -> Iterator[int]:
    for part in node.items if isinstance(node, SequenceNode) else [node]:
        if not (isinstance(part, ScalarNode) and re.fullmatch("[0-9]{1,4}", part.text.value)):
            raise WrongError("`date-parts` are a year, perhaps a month and a day", _DATE_HINT)
        yield int(part.text.value)


def _date_of(parts: list[int]) -> PartialDate:
    if not 1 <= len(parts) <= 3:
        raise WrongError("a date is a year, perhaps a month and a day", _DATE_HINT)
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        raise WrongError(f"there is no date {'-'.join(map(str, parts))}", _DATE_HINT) from None
    month, day = [*parts[1:], None, None][:2]
    return PartialDate(parts[0], month, day)


_VALUE = scalar(_value, "string")
_DATE = scalar(_partial_date, "string")
_LAYOUT: Reader[TextLayout] = choice(*get_args(TextLayout))
_REDISTRIBUTE: Reader[Redistribution] = choice(*get_args(Redistribution))


class _CslForm(Form):
    unknown_key = ("source-unknown-key", "warning")


class NameForm(_CslForm):
    """A person or a body."""

    noun = "a name"

    family = optional(_VALUE, default="")
    given = optional(_VALUE, default="")
    literal = optional(_VALUE, default="")


class EntryForm(_CslForm):
    """A source."""

    noun = "a source"

    id = required(scalar(_source_id, "string"), "how briefs name it")
    file = optional(LINE)
    sha256 = optional(scalar(_sha256, "string"))
    note_markers = optional(FLAG, default=False, name="note-markers")
    paragraphs = optional(_LAYOUT)
    redistribute = optional(_REDISTRIBUTE, default="full")
    record = optional(LINE, name="import")
    embed_original = optional(FLAG, default=False, name="embed-original")
    type = optional(_VALUE, default="")
    title = optional(_VALUE, default="")
    author = optional(list_of(NameForm.reader()), default=())
    editor = optional(list_of(NameForm.reader()), default=())
    container_title = optional(_VALUE, default="", name="container-title")
    publisher = optional(_VALUE, default="")
    publisher_place = optional(_VALUE, default="", name="publisher-place")
    issued = optional(_DATE)
    accessed = optional(_DATE)
    url = optional(_VALUE, default="", name="URL")
    doi = optional(_VALUE, default="", name="DOI")
    number = optional(_VALUE, default="")
    genre = optional(_VALUE, default="")
    language = optional(_VALUE, default="")
    note = optional(_VALUE, default="")


class CatalogueForm(_CslForm):
    """The catalogue."""

    noun = "the catalogue"

    references = optional(list_of(EntryForm.reader()), "the list of sources", default=())
