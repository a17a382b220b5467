"""Files inside ZIP archives, and the XML in them, read with bounds: it may be anybody's."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

from briefgen.errors import BriefgenError

# Bytes that may be unpacked, and how much smaller than that the packed form may be.
MAX_UNPACKED = 64 * 2**20
MAX_RATIO = 200
MAX_MEMBERS = 10_000


def open_archive(raw: bytes) -> zipfile.ZipFile:
    """The archive in `raw`; raises `BriefgenError` where it is damaged, encrypted or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise BriefgenError("the file is damaged", hint="Open it and save it again.") from error
    members = archive.infolist()
    size = sum(one.file_size for one in members)
    if len(members) > MAX_MEMBERS or size > 8 * MAX_UNPACKED:
        raise BriefgenError("the file unpacks to more than a document has (a zip bomb?)")
    if any(one.flag_bits & 1 for one in members):
        raise BriefgenError("an encrypted file cannot be imported", hint="Save it without one.")
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A file of an archive, None where it is not there; raises `BriefgenError`."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > MAX_UNPACKED or info.file_size > MAX_RATIO * max(info.compress_size, 1000):
        raise BriefgenError(f"{name} in the file is too large (a zip bomb?)")
    try:
        with archive.open(info) as file:
            content = file.read(MAX_UNPACKED + 1)
    except Exception as error:  # zipfile raises whatever its decompressors do
        raise BriefgenError(f"{name} in the file is damaged") from error
    if len(content) > MAX_UNPACKED:
        raise BriefgenError(f"{name} in the file is too large (a zip bomb?)")
    return content


def xml(content: bytes, name: str) -> ET.Element:
    """XML without a document type, and so without entities of its own; raises
    `BriefgenError`."""
    try:
        start = content[:4096].decode("utf-16" if content[:2] in _UTF_16 else "latin-1")
    except UnicodeDecodeError:
        start = ""
    if "<!DOCTYPE" in start.upper() or b"<!ENTITY" in content:
        raise BriefgenError(f"{name} in the file declares entities, which no document needs")
    try:
        return ET.fromstring(content)  # noqa: S314 - entities are refused above
    except (ET.ParseError, ValueError, LookupError, RecursionError) as error:
        raise BriefgenError(f"{name} in the file is damaged") from error


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
