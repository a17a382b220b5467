"""What a program may change that saves a file again, and that is not in print: who saved
it and when, and what it says of its attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import StreamObject

from briefgen.model.attached import media_type, relationship

from .embedded_files import listed_files
from .manifest import Manifest
from .page_digest import entry_of

# In the packet of XMP, as elements or as attributes.
_XMP = re.compile(r"[<\s](?:[\w.-]+:)?(Producer|CreateDate|ModifyDate)(?:\s*=\s*[\"']|>)([^\"'<]*)")
_PRODUCER, _DAY = "Producer", 8  # digits of a date
_OURS = "; it is not part of the brief"


def saved_again(reader: PdfReader, manifest: Manifest) -> Iterator[str]:
    """A line for each of these that is not as it was made; who signs a file saves it."""
    said = [] if is_signed(reader) else list(_said(reader))
    made = f"WeasyPrint {_version(manifest)}"
    others = {value: None for key, value in said if key == _PRODUCER and value != made}
    if others:
        yield f"the file's producer is “{'”, “'.join(others)}”, not “{made}”{_OURS}"
    day = re.sub(r"\D", "", manifest.document.date)
    changed = {
        key: None
        for key, value in said
        if key != _PRODUCER and re.sub(r"\D", "", value)[:_DAY] != day
    }
    if changed:
        yield f"the file's dates are not that of the brief ({', '.join(changed)})"
    if "/AF" not in reader.root_object:
        yield "the file does not say that its attachments belong to it (/AF); they are there"
    for name, entry in listed_files(reader).items():
        found = str(entry.get("/AFRelationship", ""))[1:], _kind(entry)
        wanted = relationship(name), media_type(name)
        for is_, was in zip(found, wanted, strict=True):
            if is_ != was:
                yield f"the attachment {name} is of the kind “{is_}”, not “{was}”"


def _said(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """What the document information and the packet of XMP say of who saved the file, and when."""
    info = entry_of(reader.trailer, "/Info")
    for key in (_PRODUCER, "CreationDate", "ModDate"):
        yield key, str(info.get(f"/{key}", ""))
    packet: Any = reader.root_object.get("/Metadata")
    whole = packet.get_object() if packet is not None else None
    if isinstance(whole, StreamObject):
        yield from _XMP.findall(whole.get_data().decode("utf-8", "replace"))


def is_signed(reader: PdfReader) -> bool:
    """Whether a field of a signature is filled in."""
    fields: Any = entry_of(reader.root_object, "/AcroForm").get("/Fields", ())
    return any("/V" in field.get_object() for field in fields)


def _version(manifest: Manifest) -> Any:
    versions = manifest.inputs.get("versions")
    return versions.get("weasyprint") if isinstance(versions, dict) else ""


def _kind(entry: Any) -> str:
    """The media type that an attachment says it has."""
    return str(entry_of(entry_of(entry, "/EF"), "/UF").get("/Subtype", ""))[1:]
