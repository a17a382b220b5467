"""An entry of a CSL library, as Pandoc, Zotero and Better BibTeX export it: read and written.

Citation Style Language 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html)
and its schema csl-data.json; dates also in EDTF, ISO 8601-2:2019 levels 0 and 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args

from msgspec.structs import replace

from briefgen.model.source import Name, PartialDate, Redistribution, Reference, Source, TextLayout
from briefgen.model.text import Text
from briefgen.syntax.fields import FLAG, LINE, choice, is_blank, matching, scalar, words
from briefgen.syntax.forms import Form, FormReading, Reader, WrongError, kind_of, optional, required
from briefgen.syntax.nodes import MappingNode, Node, Plain, ScalarNode, SequenceNode, find

SOURCE_ID = re.compile(r"(?![A-Z]{1,2}[0-9]+\Z)[A-Za-z0-9][A-Za-z0-9_.:-]*")

# What CSL defines and we do not print, with what exporters add.
_OTHER_KEYS = frozenset(
    "abstract annote archive archive-place archive_collection archive_location "
    "authority available-date call-number categories chair chapter-number citation-key "
    "citation-label citation-number collection-editor collection-number compiler composer "
    "container-author container-title-short contributor curator custom dimensions director "
    "division editor-translator editorial-director event event-date event-place event-title "
    "executive-producer first-reference-note-number guest host illustrator interviewer ISBN ISSN "
    "isbn issn journalAbbreviation jurisdiction keyword locator medium narrator "
    "number-of-pages number-of-volumes organizer original-author original-date "
    "original-publisher original-publisher-place original-title page-first part-number "
    "part-title performer PMCID PMID pmcid pmid printing-number producer recipient references "
    "reviewed-author reviewed-genre reviewed-title scale script-writer section series-creator "
    "shortTitle source status submitted supplement-number system_id title-short "
    "url-access version volume-title volume-title-short year-suffix".split()
)
_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_DATE_HINT = "Write 2025-11-28, 2025-11 or 2025."


def reference_of(form: EntryForm) -> Reference:
    """What an entry says of its source."""
    return Reference(
        id=form.id.value,
        title=form.title or form.id.value,
        type=form.type,
        author=form.author,
        editor=form.editor,
        translator=form.translator,
        container_title=form.container_title,
        collection_title=form.collection_title,
        volume=form.volume,
        issue=form.issue,
        page=form.page,
        edition=form.edition,
        publisher=form.publisher,
        publisher_place=form.publisher_place,
        issued=form.issued,
        accessed=form.accessed,
        url=form.url or form.url_lower,
        doi=_DOI_ADDRESS.sub("", form.doi or form.doi_lower, count=1),
        number=form.number,
        genre=form.genre,
        language=form.language,
        note=form.note,
    )


# --- Names --------------------------------------------------------------------


def _names(node: Node, reading: FormReading) -> tuple[Name, ...]:
    """A list of names, or one; exports write empty ones too."""
    if is_blank(node):
        return ()
    nodes = node.items if isinstance(node, SequenceNode) else [node]
    found = (reading.value(_NAME, one) for one in nodes)
    return tuple(name for name in found if name and (name.family or name.given or name.literal))


def _name(node: Node, reading: FormReading) -> Name | None:
    if isinstance(node, ScalarNode):
        return Name(literal=_value(node))
    form = NameForm.read(node, node.span, reading)
    if form is None:
        return None
    # Zotero has no field for a suffix: one is typed after the given name and a comma.
    given, _, suffix = form.given.partition(",") if form.family else (form.given, "", "")
    return Name(
        form.family,
        given.rstrip(),
        form.literal,
        form.dropping_particle,
        form.non_dropping_particle,
        form.suffix or suffix.lstrip(" !"),
    )


# --- Dates --------------------------------------------------------------------

_EDTF = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)?)?"
    r"(?P<mark>[~?%]?)"
)
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASONS |= {"1": 1, "2": 2, "3": 3, "4": 4}
_OPEN = frozenset({"", ".."})


def _date(node: Node) -> PartialDate | None:
    """A date in any of the forms of CSL-JSON, CSL-YAML and EDTF."""
    if _is_empty(node):  # as exports write it too
        return None
    match node:
        case ScalarNode():
            return _of_text(" ".join(words(node).value.split()))
        case SequenceNode(items=items):
            return _range([_of_mapping(item) for item in items])
        case MappingNode():
            return _of_mapping(node)
    raise WrongError(f"a date was expected, not {kind_of(node)}", _DATE_HINT)


def _is_empty(node: Node) -> bool:
    match node:
        case SequenceNode(items=items):
            return all(map(_is_empty, items))
        case MappingNode(entries=entries):
            return all(_is_empty(entry.value) for entry in entries.values())
    return is_blank(node)


def _of_text(text: str) -> PartialDate:
    """`2025-11-28`, `1920~`, `2014/2015`, `2015-22` (summer); any other text stays as it is."""
    typed = text.replace("\\", "")
    ends = typed.split("/")
    if len(ends) == 2:
        first, last = ends
        if first not in _OPEN and last in _OPEN and (begin := _edtf(first)):
            return replace(begin, open_end=True)
        if first in _OPEN and (end := _edtf(last)):
            return replace(end, open_start=True)
        if (begin := _edtf(first)) and (end := _edtf(last)):
            return _range([begin, end])
    elif found := _edtf(typed):
        return found
    if re.fullmatch(r"[0-9]+(?:-[0-9]+){1,2}", typed):
        raise WrongError(f"`{typed}` is not a date", _DATE_HINT)
    return PartialDate(literal=text)


def _edtf(text: str) -> PartialDate | None:
    match = _EDTF.fullmatch(text)
    if not match:
        return None
    parts = (match["year"], match["month"], match["day"])
    found = _of_parts([int(part) for part in parts if part])
    mark = match["mark"] or "-"
    return replace(found, circa=mark in "~%", uncertain=mark in "?%")


def _of_mapping(node: Node) -> PartialDate:
    """`{date-parts: [[2025, 11]], circa: true}`, `{year: 2025, month: 11}`, `{raw: …}`."""
    if isinstance(node, ScalarNode):
        return _of_text(words(node, "a date").value)
    if not isinstance(node, MappingNode):
        raise WrongError(f"a date was expected, not {kind_of(node)}", _DATE_HINT)
    season = _season(_plain(node, "season"))
    marked = _plain(node, "circa") not in ("", "0", "false")
    if parts := find(node, ("date-parts",)):
        found = _of_date_parts(parts)
    elif year := _plain(node, "year"):
        typed = [year, _plain(node, "month"), _plain(node, "day")]
        found = _of_parts([_number(part) for part in typed if part])
    elif text := _plain(node, "raw") or _plain(node, "edtf"):
        found = _of_text(text)
    else:
        found = PartialDate(literal=_plain(node, "literal"))
        if not found.literal:
            raise WrongError("this date is empty", _DATE_HINT)
    season = found.season if found.month else season or found.season
    return replace(found, circa=found.circa or marked, season=season)


def _of_date_parts(node: Node) -> PartialDate:
    """The date of `[[2025, 11, 28]]` or `[2025, 11, 28]`, the range of `[[2025, 11], [2026]]`."""
    items = node.items if isinstance(node, SequenceNode) else ()
    lists = items if all(isinstance(item, SequenceNode) for item in items) else ()
    return _range([_of_parts(list(_numbers(one))) for one in lists or [node]])


def _range(dates: list[PartialDate]) -> PartialDate:
    match dates:
        case [day]:
            return day
        case [first, last] if first == last:
            return first
        case [first, last] if last.year == 0:
            return replace(first, open_end=True)
        case [first, last] if _order(first) < _order(last):
            return replace(first, until=last)
    raise WrongError("a date is one date, or two of which the first is earlier", _DATE_HINT)


def _order(when: PartialDate) -> tuple[int, int, int, int]:
    return when.year, when.month or 0, when.day or 0, when.season or 0


def _numbers(node: Node) -> Iterator[int]:
    for part in node.items if isinstance(node, SequenceNode) else [node]:
        if not isinstance(part, ScalarNode):
            raise WrongError("`date-parts` are a year, perhaps a month and a day", _DATE_HINT)
        if part.text.value.strip():
            yield _number(part.text.value.strip())


def _number(text: str) -> int:
    if not re.fullmatch("-?[0-9]{1,4}", text):
        raise WrongError(f"`{text}` is not a part of a date", _DATE_HINT)
    return int(text)


def _of_parts(parts: list[int]) -> PartialDate:
    if parts == [0]:  # how an open end is written
        return PartialDate()
    if parts and parts[0] < 0:
        return PartialDate(literal=f"{-parts[0]} BC")
    while len(parts) > 1 and parts[-1] == 0:  # what is not known
        del parts[-1]
    if len(parts) == 2 and 21 <= parts[1] <= 24:
        return PartialDate(parts[0], season=parts[1] - 20)
    if not 1 <= len(parts) <= 3:
        raise WrongError("a date is a year, perhaps a month and a day", _DATE_HINT)
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        raise WrongError(
            f"the date {'-'.join(map(str, parts))} does not exist", _DATE_HINT
        ) from None
    month, day = [*parts[1:], None, None][:2]
    return PartialDate(parts[0], month, day)


def _season(text: str) -> int | None:
    return _SEASONS.get(text.casefold()) or _SEASONS.get(text.removeprefix("2"))


def _plain(node: MappingNode, key: str) -> str:
    value = find(node, (key,))
    return value.text.value.strip() if isinstance(value, ScalarNode) else ""


# --- The form -----------------------------------------------------------------


def _source_id(node: Node) -> Text:
    id = words(node, "an id")
    if not SOURCE_ID.fullmatch(id.value):
        raise WrongError(
            f"`{id}` cannot be the id of a source",
            "Begin with a letter or digit and go on with these or _ . : -. A letter with a "
            "number, like A5, is the name of a paragraph.",
        )
    return id


def _sha256(node: Node) -> Text:
    return matching(node, "[0-9A-Fa-f]{64}", "a fingerprint", "`briefgen stamp` writes it.")


def _value(node: Node) -> str:
    """A CSL value on one line; exports write empty ones too."""
    return "" if is_blank(node) else " ".join(words(node).value.split())


_VALUE = scalar(_value, "string")
_DATE = scalar(_date, "string")
_NAME: Reader[Name] = Reader(lambda node, _, reading: _name(node, reading), {})
_NAMES: Reader[tuple[Name, ...]] = Reader(lambda node, _, reading: _names(node, reading), {})
_LAYOUT: Reader[TextLayout] = choice(*get_args(TextLayout))
_REDISTRIBUTE: Reader[Redistribution] = choice(*get_args(Redistribution))
_HEADINGS: Reader[Literal["guess", "none"]] = choice("guess", "none")


class CslForm(Form):
    """A mapping of CSL: a key that it defines may be there, any other is a note."""

    unknown_key = ("source-unknown-key", "note")
    silent = _OTHER_KEYS


class NameForm(CslForm):
    """A person or a body."""

    noun = "a name"
    silent = frozenset({"comma-suffix", "static-ordering", "parse-names", "use-prefix", "prefix"})

    family = optional(_VALUE, default="")
    given = optional(_VALUE, default="")
    literal = optional(_VALUE, default="")
    dropping_particle = optional(_VALUE, default="", name="dropping-particle")
    non_dropping_particle = optional(_VALUE, default="", name="non-dropping-particle")
    suffix = optional(_VALUE, default="")


class EntryForm(CslForm):
    """A source."""

    noun = "a source"

    id = required(scalar(_source_id, "string"), "how briefs name it")
    file = optional(LINE)
    sha256 = optional(scalar(_sha256, "string"))
    note_markers = optional(FLAG, default=False, name="note-markers")
    paragraphs = optional(_LAYOUT)
    headings = optional(_HEADINGS, default="guess")
    redistribute = optional(_REDISTRIBUTE, default="full")
    record = optional(LINE, name="import")
    embed_original = optional(FLAG, default=False, name="embed-original")
    type = optional(_VALUE, default="")
    title = optional(_VALUE, default="")
    author = optional(_NAMES, default=())
    editor = optional(_NAMES, default=())
    translator = optional(_NAMES, default=())
    container_title = optional(_VALUE, default="", name="container-title")
    collection_title = optional(_VALUE, default="", name="collection-title")
    volume = optional(_VALUE, default="")
    issue = optional(_VALUE, default="")
    page = optional(_VALUE, default="")
    edition = optional(_VALUE, default="")
    publisher = optional(_VALUE, default="")
    publisher_place = optional(_VALUE, default="", name="publisher-place")
    issued = optional(_DATE)
    accessed = optional(_DATE)
    url = optional(_VALUE, default="", name="URL")
    url_lower = optional(_VALUE, default="", name="url")
    doi = optional(_VALUE, default="", name="DOI")
    doi_lower = optional(_VALUE, default="", name="doi")
    number = optional(_VALUE, default="")
    genre = optional(_VALUE, default="")
    language = optional(_VALUE, default="")
    note = optional(_VALUE, default="")


# --- Written ------------------------------------------------------------------


def written(source: Source) -> dict[str, Plain]:
    """The entry of a source: its description and nothing else, with its `file`."""
    said = source.reference
    values: dict[str, Plain] = {
        "id": said.id,
        "file": source.path.removeprefix("seeds/"),
        "type": said.type,
        "title": said.title,
        "author": [_written_name(name) for name in said.author],
        "editor": [_written_name(name) for name in said.editor],
        "translator": [_written_name(name) for name in said.translator],
        "container-title": said.container_title,
        "collection-title": said.collection_title,
        "volume": said.volume,
        "issue": said.issue,
        "page": said.page,
        "edition": said.edition,
        "publisher": said.publisher,
        "publisher-place": said.publisher_place,
        "issued": _written_date(said.issued),
        "accessed": _written_date(said.accessed),
        "URL": said.url,
        "DOI": said.doi,
        "number": said.number,
        "genre": said.genre,
        "language": said.language,
        "note": said.note,
        "note-markers": "true" if source.note_markers else "",
        "paragraphs": source.layout or "",
        "headings": "" if source.guess_headings else "none",
        "redistribute": source.redistribute,
    }
    return {key: value for key, value in values.items() if value}


def _written_name(name: Name) -> Plain:
    parts = {
        "family": name.family,
        "given": name.given,
        "literal": name.literal,
        "dropping-particle": name.dropping_particle,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _written_date(when: PartialDate | None) -> Plain:
    if when is None:
        return ""
    if when.literal:
        return {"literal": when.literal}
    if when.until:
        if when.season or when.until.season or when.uncertain or when.until.uncertain:
            return f"{_written_edtf(when)}/{_written_edtf(when.until)}"
        ends: list[Plain] = [[*_parts(when)], [*_parts(when.until)]]
        return {"date-parts": ends, **({"circa": "true"} if when.circa else {})}
    start, end = "/" * when.open_start, "/" * when.open_end
    return f"{start}{_written_edtf(when)}{end}"


def _written_edtf(when: PartialDate) -> str:
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}
    month = f"-{when.season + 20}" if when.season else ""
    return "-".join(_parts(when)) + month + mark.get((when.circa, when.uncertain), "")


def _parts(when: PartialDate) -> Iterator[str]:
    yield f"{when.year:04}"
    yield from (f"{part:02}" for part in (when.month, when.day) if part)
