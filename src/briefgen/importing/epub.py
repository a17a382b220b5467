"""EPUB (https://www.w3.org/TR/epub-33/) → paragraphs, in the order of its spine, with the
printed page of each where the book marks its page breaks."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.imported import LeftOut

from .archive import member, open_archive, xml
from .html_notes import FoundParagraph, with_notes
from .html_reader import HtmlReader, parsed
from .imported import ImportedText, ImportOptions, under_headings
from .web import decode_html

TYPE = "application/epub+zip"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = {"application/xhtml+xml", "text/html"}
_CIPHER = b"CipherReference"


def import_epub(raw: bytes, options: ImportOptions) -> ImportedText:
    """A book; raises `BriefgenError`."""
    with open_archive(raw) as archive:
        container = xml(member(archive, "META-INF/container.xml") or b"", "META-INF/container.xml")
        root = next((one for one in container.iter() if one.tag.endswith("}rootfile")), None)
        package = "" if root is None else root.get("full-path", "")
        book = xml(member(archive, package) or b"", package or "the book")
        locked = member(archive, "META-INF/encryption.xml") or b""
        found: list[FoundParagraph] = []
        left_out: list[LeftOut] = []
        page = ""
        for name in _spine(book, posixpath.dirname(package)):
            if _CIPHER in locked and name.encode() in locked:
                raise BriefgenError("an encrypted book cannot be imported")
            reader = HtmlReader(name, page, accepted=options.accept_changes)
            reader.read(parsed(decode_html(member(archive, name) or b"").text))
            found += (_of(one, name) for one in reader.body)
            left_out += reader.outside
            page = reader.page
    authors = tuple(filter(None, ((one.text or "").strip() for one in book.iter(f"{_DC}creator"))))
    return ImportedText(
        TYPE,
        under_headings(with_notes(found)),
        tuple(left_out),
        title=(book.findtext(f".//{_DC}title") or "").strip(),
        authors=authors,
        language=(book.findtext(f".//{_DC}language") or "").strip(),
    )


def _of(found: FoundParagraph, name: str) -> FoundParagraph:
    """A paragraph of the book's page `name`."""
    one = found.paragraph
    return replace(found, paragraph=replace(one, place=replace(one.place, part=name)))


def _spine(book: ET.Element, folder: str) -> list[str]:
    """The names of the book's pages, in the order in which they are read."""
    known = {
        one.get("id", ""): posixpath.normpath(posixpath.join(folder, unquote(one.get("href", ""))))
        for one in book.iter(f"{_OPF}item")
        if one.get("media-type") in _PAGES
    }
    order = [one.get("idref", "") for one in book.iter(f"{_OPF}itemref")]
    return list(dict.fromkeys(known[id] for id in order if id in known))
