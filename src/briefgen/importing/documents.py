"""Which kind a document is of, told from its bytes, and its importer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.limits import IMPORT_SECONDS, MAX_PDF, Limits
from briefgen.markdown.source_text import markdown_paragraphs
from briefgen.sandbox.process import contained

from . import epub, open_document
from .archive import member, open_archive
from .captions import import_captions, is_captions
from .encodings import Decoded, decode
from .imported import ImportedText, ImportOptions, ReadParagraph
from .pdf import import_pdf
from .rtf import import_rtf, is_rtf
from .symbols import readable
from .text import import_text
from .web import import_html, import_message, is_html, is_message
from .word import import_word

_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file", "Save it as .docx or as a PDF."),
    (b"\x89PNG", "a picture", "Have its words recognised first: save it as a PDF with text."),
    (b"\xff\xd8\xff", "a picture", "Have its words recognised first: save it as a PDF with text."),
    (b"GIF8", "a picture", "Have its words recognised first: save it as a PDF with text."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it first."),
    (b"Rar!", "a compressed file", "Unpack it first."),
)
# Kinds that their bytes give away: where these do not, the file is damaged.
_OTHERS = {".docx", ".epub", ".odt", ".pdf", ".rtf"}
_LARGEST = f"larger than {MAX_PDF // 2**20} MB"


def import_document(raw: bytes, name: str, options: ImportOptions) -> ImportedText:
    """The document in `raw`, whose file is called `name`, read with limits on time and memory.

    Raises `BriefgenError` where it is of no known kind, cannot be read, or has no text.
    """
    if len(raw) > MAX_PDF:
        raise BriefgenError(_LARGEST, hint="Divide it.")
    if not raw.strip():
        raise BriefgenError("the file is empty")
    limits = Limits(IMPORT_SECONDS, "The file may be damaged, or made to do harm.", is_counted=True)
    imported = contained(lambda: read_document(raw, name, options), limits, "the import")
    if not any(paragraph.text.strip() for paragraph in imported.paragraphs):
        what = "its pages are pictures" if imported.blank_sheets else "it has no text"
        raise BriefgenError(
            f"import-no-text: {what}",
            hint="Have its words recognised (OCR), save it as a PDF with text, and add that.",
        )
    return imported


def read_document(raw: bytes, name: str, options: ImportOptions) -> ImportedText:
    """The document in `raw`, read without limits; raises `BriefgenError`."""
    imported = _imported(raw, name, options)
    return replace(imported, paragraphs=readable(imported.paragraphs))


def _imported(raw: bytes, name: str, options: ImportOptions) -> ImportedText:
    for signature, what, hint in _REFUSED:
        if raw.startswith(signature):
            raise BriefgenError(f"{what} cannot be imported", hint=hint)
    for matches, importer in KINDS:
        if matches(raw):
            return importer(raw, options)
    return _plain_or_markdown(raw, name)


def import_archive(raw: bytes, options: ImportOptions) -> ImportedText:
    """A document that is a ZIP archive: a Word document, an OpenDocument text, a book."""
    with open_archive(raw) as archive:
        names = set(archive.namelist())
        kind = (member(archive, "mimetype") or b"").strip().decode("ascii", "replace")
    if "word/document.xml" in names:
        return import_word(raw, options)
    if kind == epub.TYPE or "META-INF/container.xml" in names:
        return epub.import_epub(raw, options)
    if kind == open_document.TYPE or (not kind and "content.xml" in names):
        return open_document.import_open_document(raw, options)
    raise BriefgenError(
        "an archive of a kind that cannot be imported",
        hint="Unpack it, or save the document as .docx, as a web page or as a PDF.",
    )


def _plain_or_markdown(raw: bytes, name: str) -> ImportedText:
    suffix = PurePath(name).suffix.lower()
    if suffix in _OTHERS:
        raise BriefgenError(
            f"its name ends in {suffix}, but it is another kind of file",
            hint="It may be damaged: save it again. If it is plain text, name it .txt.",
        )
    decoded = decode(raw)
    return (
        _markdown(decoded) if name.lower().endswith((".md", ".markdown")) else import_text(decoded)
    )


def _markdown(decoded: Decoded) -> ImportedText:
    """Markdown stays as it is: as a source it is read as Markdown."""
    text = re.sub(r"\r\n|\r", "\n", decoded.text)
    paragraphs = tuple(ReadParagraph(one.value) for one in markdown_paragraphs(text, ""))
    return ImportedText("text/markdown", paragraphs, encoding=decoded.encoding, markdown=text)


def is_pdf(raw: bytes) -> bool:
    return b"%PDF-" in raw[:1024]


# Each with what tells it, in this order.
KINDS: tuple[
    tuple[Callable[[bytes], bool], Callable[[bytes, ImportOptions], ImportedText]], ...
] = (
    (lambda raw: raw.startswith(b"PK\x03\x04"), import_archive),
    (is_pdf, import_pdf),
    (is_rtf, import_rtf),
    (is_captions, import_captions),
    (is_html, import_html),
    (is_message, import_message),
)
