"""Documents into a workspace: text, record, copy and catalogue entry, all of them or none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.importing import (
    ImportedText,
    ImportOptions,
    import_document,
    record_of,
    text_of,
)
from briefgen.limits import MAX_FILE, MAX_PDF
from briefgen.load.catalogue import SOURCE_ID
from briefgen.load.import_record import read_record, write_record
from briefgen.load.library import CATALOGUE, Library
from briefgen.model.imported import ImportRecord
from briefgen.syntax.nodes import Plain
from briefgen.workspace.atomic import write_whole
from briefgen.workspace.workspace import UnreadableError, Workspace, read_bytes, read_text, resolved

from .catalogue_entry import with_entry

ORIGINALS = "originals"
_LONGEST_ID = 60


class Added(Struct, frozen=True):
    """A document as it was, or would be, added: its source's id, what was read of it, its
    record, and the contents of the files to write, relative to the workspace.

    `known_as` is the id of the source that was made of the same bytes before; then there is
    nothing to write.
    """

    document: str
    id: str
    imported: ImportedText | None = None
    record: ImportRecord | None = None
    files: Mapping[str, bytes] = {}
    known_as: str = ""


def add(
    workspace: Workspace,
    library: Library,
    document: Path,
    options: ImportOptions,
    *,
    id: str | None = None,
    language: str = "",
    keep: bool = True,
) -> Added:
    """Read `document`; writes nothing. Raises `BriefgenError` where it cannot be imported."""
    if id is not None and not SOURCE_ID.fullmatch(id):
        raise BriefgenError(
            f"`{id}` cannot be a source's id",
            hint="Begin with a letter or digit and go on with these or _ . : -; "
            "a letter with a number, like A5, is the name of a paragraph.",
        )
    try:
        raw = read_bytes(document, MAX_PDF)
    except UnreadableError as error:
        raise BriefgenError(error.message, at=str(document), hint=error.hint) from error
    digest = sha256(raw).hexdigest()
    for known, record in records(library):
        if record.original.sha256 == digest:
            return Added(str(document), known, known_as=known)
    chosen = _id(id, document, library)
    try:
        imported = import_document(raw, document.name, options)
    except BriefgenError as error:
        raise BriefgenError(error.message, at=str(document), hint=error.hint) from error
    kept = f"{ORIGINALS}/{chosen}{document.suffix.lower()}" if keep else ""
    record = record_of(imported, raw, document.name, kept, stated(options))
    text = text_of(imported).encode()
    if len(text) > MAX_FILE:
        raise BriefgenError("its text is too long for a source", at=str(document))
    files = {
        f"seeds/{chosen}{imported.suffix}": text,
        f"seeds/{chosen}.import.json": write_record(record),
        **({f"seeds/{kept}": raw} if kept else {}),
        CATALOGUE: _catalogue(workspace, chosen, imported, record, language),
    }
    return Added(str(document), chosen, imported, record, files)


def write(workspace: Workspace, added: Added) -> None:
    """Write what `add` made, the catalogue last; where one file fails, none of the new ones
    stays. Raises `BriefgenError`."""
    new = [name for name in added.files if name != CATALOGUE]
    for name in new:
        path = workspace.root / name
        if path.exists() or path.is_symlink():
            raise BriefgenError(
                "there is a file of that name, and nothing is overwritten",
                at=name,
                hint="Choose another id: --id ID.",
            )
        if not resolved(path.parent).is_relative_to(workspace.root):
            raise BriefgenError("the folder is a link to somewhere outside the workspace", at=name)
    written: list[Path] = []
    try:
        for name in new:
            write_whole(workspace.root / name, added.files[name])
            written.append(workspace.root / name)
        # It may be a link, which stays one.
        write_whole(resolved(workspace.root / CATALOGUE), added.files[CATALOGUE])
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def records(library: Library) -> Iterator[tuple[str, ImportRecord]]:
    """The records of the sources that were imported, as far as they can be read."""
    for id in library.ids:
        if raw := library.record_bytes(id):
            try:
                yield id, read_record(raw)
            except UnreadableError:
                continue


def stated(options: ImportOptions) -> dict[str, str]:
    """The options that are not the default, as the record holds them."""
    said = {}
    if options.pages:
        said["pages"] = "-".join(map(str, options.pages))
    if options.columns:
        said["columns"] = str(options.columns)
    if not options.accept_changes:
        said["changes"] = "original"
    return said


# --- The entry ------------------------------------------------------------------


def _id(typed: str | None, document: Path, library: Library) -> str:
    """The id for a document: the one typed, or a free one made of its name."""
    if typed is not None:
        if typed in library.ids:
            raise BriefgenError(f"there is a source “{typed}” already", hint="Choose another id.")
        return typed
    plain = unicodedata.normalize("NFKD", document.stem).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-") or "document"
    if not SOURCE_ID.fullmatch(stem):
        stem = f"document-{stem}"
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(library.ids) + 2))
    return next(one for one in candidates if one not in library.ids)


def _catalogue(
    workspace: Workspace, id: str, imported: ImportedText, record: ImportRecord, language: str
) -> bytes:
    """The catalogue with the new entry. The document's metadata are taken only where its text
    has their words; else they are a comment."""
    path = workspace.root / CATALOGUE
    before = read_text(path) if path.exists() else ""
    mark = "\ufeff" if path.exists() and read_bytes(path).startswith(b"\xef\xbb\xbf") else ""
    unproved = {(one.key, one.value) for one in record.metadata}
    entry: dict[str, Plain] = {
        "id": id,
        "file": f"{id}{imported.suffix}",
        "import": f"{id}.import.json",
        "type": "document",
        "title": _title(imported, unproved) or id,
    }
    authors = [author for author in imported.authors if ("author", author) not in unproved]
    if len(authors) == 1:
        entry["author"] = [{"literal": " ".join(authors[0].split())}]
    if imported.issued and ("date", imported.issued) not in unproved:
        entry["issued"] = imported.issued
    if language or imported.language:
        entry["language"] = language or imported.language
    comments = [f"Imported from {_on_a_line(record.original.name)}."]
    comments += [
        f"Its metadata have the {one.key} “{_on_a_line(one.value)}”, which its text does not "
        f"{one.lacks}."
        for one in record.metadata
    ]
    return (mark + with_entry(before, CATALOGUE, entry, comments)).encode()


def _title(imported: ImportedText, unproved: Collection[tuple[str, str]]) -> str:
    """The metadata's title if the text has it, else the first heading."""
    if imported.title and ("title", imported.title) not in unproved:
        return " ".join(imported.title.split())
    heading = next((one.text for one in imported.paragraphs if one.level), "")
    return " ".join(heading.split())


def _on_a_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:200]
