"""An entry of a CSL library, as Pandoc, Zotero and Better BibTeX export it: read and written.

Citation Style Language 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html)
and its schema csl-data.json.
"""

from __future__ import annotations

import re
from typing import ClassVar, Literal, get_args

from briefgen.model.finding import Finding
from briefgen.model.source import Name, Redistribution, Reference, Source, TextLayout
from briefgen.model.text import Text
from briefgen.syntax.fields import FLAG, LINE, choice, is_blank, matching, scalar, words
from briefgen.syntax.forms import Form, FormReading, Reader, WrongError, optional, required
from briefgen.syntax.nodes import Node, Plain, ScalarNode, SequenceNode

from .csl_dates import read_date, written_date

SOURCE_ID = re.compile(r"(?![A-Z]{1,2}[0-9]+\Z)[A-Za-z0-9][A-Za-z0-9_.:-]*")

# What CSL defines and we do not print, with what exporters add.
_OTHER_KEYS = frozenset(
    "abstract annote archive archive-place archive_collection archive_location authority "
    "available-date call-number categories chair chapter-number citation-key citation-label "
    "citation-number co-investigator collection-editor collection-number compiler composer "
    "container-author container-title-short contributor curator custom dimensions director "
    "division editor-translator editorial-director event event-date event-place event-title "
    "executive-producer first-reference-note-number guest host illustrator interviewer ISBN ISSN "
    "isbn issn journalAbbreviation jurisdiction keyword license locator medium narrator "
    "number-of-pages number-of-volumes organizer original-author original-date "
    "original-publisher original-publisher-place original-title page-first part part-number "
    "part-title performer PMCID PMID pmcid pmid principal-investigator printing printing-number "
    "producer recipient references reviewed-author reviewed-genre reviewed-title scale "
    "script-writer section series-creator shortTitle source status submitted supplement "
    "supplement-number system_id title-short url-access version volume-title volume-title-short "
    "year-suffix".split()
)
_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)


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
        return Name(literal=_printed(node, reading))
    form = NameForm.read(node, None, reading)
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


def _printed(node: Node, reading: FormReading) -> str:
    """A CSL value with what its LaTeX means; a warning where that is not certain."""
    value = _value(node)
    if not any(sign in value for sign in "\\{$`"):
        return value  # most
    from .latex import UnreadError, letters_read, read

    try:
        return read(value)
    except UnreadError as unread:
        part = str(unread)
        place = words(node).span(max(words(node).value.find(part), 0))
        message = f"“{part}” may be LaTeX that cannot be read: it prints as it is typed"
        hint = "Write the characters themselves, such as é, and <i>…</i> for italics."
        reading.findings.append(
            Finding("source-markup-unread", "warning", place, message, hint, subject=part)
        )
        return letters_read(value)


_PLAIN = scalar(_value, "string")
_VALUE: Reader[str] = Reader(lambda node, _, reading: _printed(node, reading), {"type": "string"})
_DATE = scalar(read_date, "string")
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
    """An entry of `references:` in `seeds/sources.yaml`: keys of CSL-YAML, and ours."""

    noun = "a source"
    misplaced: ClassVar = {"date": "Write `issued`: so CSL calls the date of a text."}

    id = required(scalar(_source_id, "string"), "how briefs name it")
    file = optional(LINE)
    sha256 = optional(scalar(_sha256, "string"))
    note_markers = optional(FLAG, default=False, name="note-markers")
    paragraphs = optional(_LAYOUT)
    headings = optional(_HEADINGS, default="guess")
    redistribute = optional(_REDISTRIBUTE, default="full")
    record = optional(LINE, name="import")
    embed_original = optional(FLAG, default=False, name="embed-original")
    type = optional(_PLAIN, default="")
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
    url = optional(_PLAIN, default="", name="URL")
    url_lower = optional(_PLAIN, default="", name="url")
    doi = optional(_PLAIN, default="", name="DOI")
    doi_lower = optional(_PLAIN, default="", name="doi")
    number = optional(_VALUE, default="")
    genre = optional(_VALUE, default="")
    language = optional(_PLAIN, default="")
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
        "issued": written_date(said.issued),
        "accessed": written_date(said.accessed),
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
