"""A PDF's attachments as every program would get them: by any of the ways to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from .page_digest import leaves

_HOW_DEEP = 12
_ENTRY = {"/Type", "/F", "/UF", "/EF", "/Desc", "/AFRelationship"}


def ambiguous_files(reader: PdfReader, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """A line for each attachment that two programs might take for two different files; `files`
    are those that PDFium reads.

    Raises ValueError where the objects cannot be read.
    """
    try:
        return tuple(dict.fromkeys(_ambiguous(reader, files)))
    except (PyPdfError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the objects cannot be read: {error}") from error


def listed_files(reader: PdfReader) -> dict[str, Any]:
    """The entries of the name tree of attachments, by name; raises as `ambiguous_files`."""
    try:
        return {name: entry.get_object() for name, entry in _listed(reader)}
    except (PyPdfError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the objects cannot be read: {error}") from error


def _listed(reader: PdfReader) -> Iterator[tuple[str, Any]]:
    root: Any = reader.root_object
    names: Any = root.get("/Names", {})
    tree: Any = names.get("/EmbeddedFiles", {})
    return leaves(tree.get_object() if tree else tree, _HOW_DEEP)


def _ambiguous(reader: PdfReader, files: Mapping[str, bytes]) -> Iterator[str]:
    root: Any = reader.root_object
    listed = dict[str, Any]()
    for name, entry in _listed(reader):
        if name in listed:
            yield f"two attachments are called {name}"
        listed[name] = entry.get_object()
        yield from _of_entry(name, listed[name])
        if _same(listed[name]) != files.get(name):
            yield f"the attachment {name} is another file to another program"
    associated: Any = root.get("/AF", ())
    others = [entry.get_object() for entry in associated]
    if set(listed) != set(files):
        yield "programs find different attachments in the file"
    # A copy may have lost it, which changes no file.
    if "/AF" not in root:
        return
    if {str(entry.get("/UF")) for entry in others} != set(listed) or any(
        _same(entry) != _same(listed.get(str(entry.get("/UF")))) for entry in others
    ):
        yield "the files associated with the document (/AF) are not its attachments"


def _of_entry(name: str, entry: Any) -> Iterator[str]:
    embedded: Any = entry.get("/EF", {})
    if entry.get("/F") != name or entry.get("/UF") != name:
        yield f"the attachment {name} has other names beside its own"
    if set(entry) - _ENTRY or set(embedded) - {"/F", "/UF"}:
        yield f"the attachment {name} has more than one file"
    if entry.get("/Desc") != f"Evidence: {name}":
        yield f"the attachment {name} is described in other words"
    streams = [embedded[key].get_object() for key in ("/F", "/UF") if key in embedded]
    if len(streams) < 2 or streams[0].get_data() != streams[1].get_data():
        yield f"the attachment {name} is one file by /F and another by /UF"


def _same(entry: Any) -> Any:
    """What an entry leads to, as it can be compared."""
    embedded = entry.get("/EF", {}) if isinstance(entry, DictionaryObject) else {}
    return embedded["/UF"].get_object().get_data() if "/UF" in embedded else None
