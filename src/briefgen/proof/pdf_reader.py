"""What a PDF's pages say and show, where links lead, what it carries, as PDFium reads it."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct
from msgspec.structs import replace

from briefgen.matching.same_glyphs import bare
from briefgen.sandbox.pdfium import PDFIUM

from .line_pieces import characters
from .pdf_answers import Answers
from .pdf_shapes import NOWHERE, Box, PageShape
from .pdf_text import (
    BACKWARDS,
    OUTSIDE,
    PrintedRun,
    StructureReader,
    TaggedBlock,
    read_page,
)

if TYPE_CHECKING:
    from .exact_words import ExactWords, PageWords

_WIDE = ctypes.POINTER(pdfium.FPDF_WCHAR)


class Page(Struct, frozen=True):
    """A page: its runs of text in the order of drawing, the words of its structure in the
    order of reading, where its links lead from top to bottom (`page 3`, or a web address), and
    the SHA-256 of each picture's data in the order of drawing, whatever a program compresses
    them with.

    `loose` are words that are neither in the structure nor an artifact; `box` is what is
    shown of the page, `shapes` what is drawn beside words. Where words on the page run from right
    to left, which turns lines round, `aside` is what is outside the structure, glyph by glyph, and
    `drawn` what each marked content shows from left to right; else empty and None.
    """

    runs: tuple[PrintedRun, ...]
    words: str
    loose: tuple[str, ...]
    links: tuple[str, ...]
    pictures: tuple[str, ...]
    box: Box
    shapes: tuple[PageShape, ...] = ()
    aside: str = ""
    drawn: Mapping[int, str] | None = None

    @property
    def artifacts(self) -> tuple[tuple[str, str], ...]:
        """The kind and the words of what only the page needs: running heads and feet."""
        return tuple((run.artifact, run.text) for run in self.runs if run.artifact)

    @property
    def text(self) -> str:
        """The words of the structure, then those of the page: a line each."""
        others = [text for _, text in self.artifacts]
        return "\n".join(filter(None, [self.words, *others, *self.loose]))

    @property
    def characters(self) -> str:
        """The text without white space, by which pages are compared."""
        return bare(self.text)


class Reading(Struct, frozen=True):
    """The pages of a PDF, and the elements of its structure in the order of reading."""

    pages: tuple[Page, ...]
    blocks: tuple[TaggedBlock, ...]


class Contents(Struct, frozen=True):
    """What a PDF says, its attachments by name, the `title` and `language` that it claims, and
    whether anybody signed it."""

    reading: Reading
    files: dict[str, bytes]
    metadata: dict[str, str]
    is_signed: bool


def read(pdf: bytes) -> Reading:
    """What a PDF says; raises `pypdfium2.PdfiumError` where it cannot be read."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return _reading(document, pdf)


def read_contents(pdf: bytes) -> Contents:
    """What a PDF says and carries; raises `pypdfium2.PdfiumError` where it cannot be read, and
    ValueError where two attachments have one name."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return Contents(
            _reading(document, pdf),
            _attachments(document),
            _metadata(document),
            pdfium.FPDF_GetSignatureCount(document) > 0,
        )


def _reading(document: pypdfium2.PdfDocument, pdf: bytes) -> Reading:
    answers = Answers()
    structure = StructureReader(answers)
    exact: ExactWords | None = None
    pages = []
    for number, page in enumerate(document, 1):
        textpage = page.get_textpage()
        runs, pictures, shapes = read_page(page, textpage, answers)
        marked: dict[int, str] = {}
        loose = []
        for run in runs:
            if run.mcid >= 0:
                marked[run.mcid] = marked.get(run.mcid, "") + run.text
            elif not run.artifact:
                loose.append(run.text)
        known: PageWords | None = None
        if BACKWARDS.search("".join([run.text for run in runs])):
            # It needs pypdf, whose import most builds can do without.
            from .exact_words import ExactWords  # noqa: PLC0415

            exact = exact or ExactWords(pdf)
            known = exact.of_page(number - 1)
        others = _others(known.words, marked) if known else {}
        words, lost = structure.read(number, page, marked, others)
        if structure.drawn:
            runs = [
                replace(run, box=NOWHERE) if (number, run.mcid) in structure.drawn else run
                for run in runs
            ]
        pages.append(
            Page(
                tuple(runs),
                words,
                (*loose, *lost),
                tuple(_links(document, page)),
                tuple(map(_digest, pictures)),
                page.get_cropbox(),
                tuple(shapes),
                known.words.get(OUTSIDE, "") if known else "",
                known.drawn if known else None,
            )
        )
    return Reading(tuple(pages), structure.blocks())


def _others(exact: Mapping[int, str], read: Mapping[int, str]) -> dict[int, str]:
    """Those of the `exact` texts that have other characters than were `read`, in whatever order:
    PDFium's is that in which people read."""
    return {
        mcid: text
        for mcid, text in exact.items()
        if sorted(characters(text)) != sorted(characters(read.get(mcid, "")))
    }


def read_pages(pdf: bytes) -> tuple[Page, ...]:
    """The pages of a PDF; raises as `read`."""
    return read(pdf).pages


def read_attachments(pdf: bytes) -> dict[str, bytes]:
    """The files that a PDF carries, by name; raises as `read_contents`."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return _attachments(document)


def read_metadata(pdf: bytes) -> dict[str, str]:
    """The `title` and the `language` that a PDF claims; raises as `read`."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return _metadata(document)


def _attachments(document: pypdfium2.PdfDocument) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for attached in map(document.get_attachment, range(document.count_attachments())):
        name = attached.get_name()
        if name in files:
            raise ValueError(f"two attachments are called {name}")
        files[name] = _content(attached)
    return files


def _metadata(document: pypdfium2.PdfDocument) -> dict[str, str]:
    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, _WIDE), size)
    return {
        "title": document.get_metadata_value("Title"),
        "language": buffer.raw.decode("utf-16-le").rstrip("\0"),
    }


def _content(attachment: pypdfium2.PdfAttachment) -> bytes:
    try:
        return bytes(attachment.get_data())
    except pypdfium2.PdfiumError:  # it is empty, or its stream cannot be read
        return b""


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    """Where the links of a page lead, from top to bottom."""
    found: list[tuple[int, int, str]] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        rect = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, rect)
        found.append((round(-rect.top), round(rect.left), _target(document, link)))
    found.sort(key=lambda entry: entry[:2])
    return (target for _, _, target in found)


def _digest(picture: Any) -> str:
    size = pdfium.FPDFImageObj_GetImageDataDecoded(picture, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFImageObj_GetImageDataDecoded(picture, buffer, size)
    return hashlib.sha256(buffer.raw).hexdigest()


def _target(document: pypdfium2.PdfDocument, link: pdfium.FPDF_LINK) -> str:
    """`page 3`, a URI, or empty where a link leads nowhere."""
    destination = pdfium.FPDFLink_GetDest(document, link)
    action = pdfium.FPDFLink_GetAction(link)
    if not destination and action:
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if size:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
            return buffer.value.decode("utf-8", "replace")
        destination = pdfium.FPDFAction_GetDest(document, action)
    if not destination:
        return ""
    index = pdfium.FPDFDest_GetDestPageIndex(document, destination)
    return f"page {index + 1}" if index >= 0 else ""
