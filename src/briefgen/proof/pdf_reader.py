"""What a PDF's pages say and show, where links lead, what it carries, as PDFium reads it."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct
from msgspec.structs import replace

from briefgen.matching.same_glyphs import bare
from briefgen.sandbox.pdfium import PDFIUM

from .exact_words import OUTSIDE, ExactWords
from .mixed_lines import characters
from .pdf_text import (
    BACKWARDS,
    NOWHERE,
    Answers,
    Box,
    PrintedRun,
    StructureReader,
    TaggedBlock,
    read_runs,
)

_WIDE = ctypes.POINTER(pdfium.FPDF_WCHAR)
# How deep pictures are looked for in drawings within drawings.
_MOST_NESTED = 9


class PageLink(Struct, frozen=True):
    """A link on a page: the words on it, and where it leads: a page from 1, or a URI."""

    words: str
    target: str


class Page(Struct, frozen=True):
    """A page: its runs of text in the order of drawing, the words of its structure in the
    order of reading, its links from top to bottom, and the SHA-256 of each picture's data in
    the order of drawing, whatever a program compresses them with.

    `loose` are words that are neither in the structure nor an artifact; `box` is what is
    shown of the page. `aside` is what is outside the structure, glyph by glyph; it is empty
    unless words on the page run from right to left, which turns lines round.
    """

    runs: tuple[PrintedRun, ...]
    words: str
    loose: tuple[str, ...]
    links: tuple[PageLink, ...]
    pictures: tuple[str, ...]
    box: Box
    aside: str = ""

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


def read(pdf: bytes) -> Reading:
    """What a PDF says; raises `pypdfium2.PdfiumError` where it cannot be read."""
    answers = Answers()
    structure = StructureReader(answers)
    exact = ExactWords(pdf)
    pages = []
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            textpage = page.get_textpage()
            runs = read_runs(page, textpage, answers)
            marked: dict[int, str] = {}
            loose = []
            for run in runs:
                if run.mcid >= 0:
                    marked[run.mcid] = marked.get(run.mcid, "") + run.text
                elif not run.artifact:
                    loose.append(run.text)
            is_turned = BACKWARDS.search("".join([run.text for run in runs]))
            known = exact.of_page(number - 1) if is_turned else {}
            words, lost = structure.read(number, page, marked, _others(known, marked))
            runs = [
                replace(run, box=NOWHERE) if (number, run.mcid) in structure.drawn else run
                for run in runs
            ]
            read_page = _page(document, page, textpage, answers, runs, words, [*loose, *lost])
            pages.append(replace(read_page, aside=known.get(OUTSIDE, "")) if known else read_page)
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
    """The files that a PDF carries, by name; raises `pypdfium2.PdfiumError` as `read_pages`,
    ValueError where two have one name."""
    files: dict[str, bytes] = {}
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        for attached in map(document.get_attachment, range(document.count_attachments())):
            name = attached.get_name()
            if name in files:
                raise ValueError(f"two attachments are called {name}")
            files[name] = _content(attached)
    return files


def read_metadata(pdf: bytes) -> dict[str, str]:
    """The `title` and the `language` that a PDF claims; raises as `read_pages`."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
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


def _page(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    textpage: pypdfium2.PdfTextPage,
    answers: Answers,
    runs: Sequence[PrintedRun],
    words: str,
    loose: Sequence[str],
) -> Page:
    found: list[tuple[float, float, PageLink]] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        rect = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, rect)
        under = bare(answers.within(textpage, rect))
        found.append((-rect.top, rect.left, PageLink(under, _target(document, link))))
    found.sort(key=lambda entry: (round(entry[0]), round(entry[1])))
    counted = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
    pictures = tuple(map(_digest, _pictures(page, *counted)))
    links = tuple(link for _, _, link in found)
    return Page(tuple(runs), words, tuple(loose), links, pictures, page.get_cropbox())


def _pictures(
    holder: Any, count: Callable[[Any], int], item: Callable[[Any, int], Any], depth: int = 0
) -> Iterator[Any]:
    """PDFium's picture objects on a page, or in a drawing on it."""
    for index in range(count(holder)):
        part = item(holder, index)
        kind = pdfium.FPDFPageObj_GetType(part)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield part
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTED:
            counted = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
            yield from _pictures(part, *counted, depth + 1)


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
