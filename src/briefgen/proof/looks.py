"""How a PDF looks beside its words: its features, what its pages draw, what is around them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import get_ident

from msgspec import Struct
from msgspec.structs import replace
from pypdf.errors import PyPdfError

from briefgen.model.document import Document

from .added_entries import added_entries
from .around import Bookmark, bookmarks, disagreements, foreign_bookmarks
from .attachments import has_own_theme
from .covering_marks import covering_marks
from .embedded_files import ambiguous_files
from .embedded_pictures import masked_pictures
from .foreign import foreign
from .letters import wrong_letters
from .link_elements import FileLinks, file_links
from .links import named_places
from .manifest import Manifest
from .page_digest import file_digests
from .pdf_objects import ObjectReader, open_objects
from .pdf_reader import Page
from .saved_again import is_signed, saved_again
from .structure_tree import StructureElement, has_true_parents, structure_of
from .true_letters import compare_letters

_AROUND = {
    "structure": "the structure, by which the file is read aloud, was altered",
    "metadata": "the metadata of the file (title, author, subject, keywords) were altered",
    "labels": "the page numbers that a viewer shows were altered",
}
_LOST = {
    "structure": "the structure, by which the file is read aloud, is missing",
    "labels": "the page numbers that a viewer shows are missing",
}


# Words of the lines of `disagreements` about each of them.
_SUBJECTS = {"structure": " heard ", "metadata": "the file's ", "labels": "page numbers"}


# What pypdf raises for objects that are not as they should be.
_UNREADABLE = (
    ArithmeticError, AttributeError, LookupError, NotImplementedError, PyPdfError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip


class Looks(Struct, frozen=True):
    """What is refused of a file's features, and what `differs` around its pages; its pages drawn
    again, a reader's marks, the page, from 1, of each of its named places (`anchors`), its
    links, its bookmarks, whether these are those that were made (`has_its_bookmarks`), the
    elements of its structure, and the families of fonts whose letters are not known
    (`unknown_fonts`)."""

    refused: tuple[str, ...]
    differs: tuple[str, ...] = ()
    redrawn: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    anchors: Mapping[str, int] = {}
    links: FileLinks = FileLinks()
    bookmarks: tuple[Bookmark, ...] = ()
    has_its_bookmarks: bool = True
    structure: tuple[StructureElement, ...] = ()
    unknown_fonts: tuple[str, ...] = ()


def looks_of(
    manifest: Manifest,
    pdf: bytes,
    pages: Sequence[Page],
    files: Mapping[str, bytes],
    document: Document | None,
) -> Looks:
    """How the file looks beside its words. `pages` and `files`, its attachments, are as PDFium
    reads them, `document` is what its brief yields, where that is known.

    Raises ValueError where the objects cannot be read.
    """
    labels = [page.label for page in manifest.pages]

    def label(number: int) -> str:
        return labels[number - 1] if number <= len(labels) else f"{number} of the file"

    try:
        with _warnings() as warnings:
            looks = _looks(manifest, open_objects(pdf), pages, files, document, label)
    except _UNREADABLE as error:
        raise ValueError(f"its objects cannot be read: {error}") from error
    if any("Expecting a NameObject" in one for one in warnings):
        raise ValueError("its objects cannot be read: a dictionary is not well-formed")
    if any("Multiple definitions" in one for one in warnings):
        twice = "the file has a dictionary with a key twice, which programs read in two ways"
        return replace(looks, refused=(*looks.refused, twice))
    return looks


def _looks(
    manifest: Manifest,
    reader: ObjectReader,
    pages: Sequence[Page],
    files: Mapping[str, bytes],
    document: Document | None,
    label: Callable[[int], str],
) -> Looks:
    found, digests = foreign(reader, label), file_digests(reader)
    refused = [*found.refused, *ambiguous_files(reader, files)]
    refused += covering_marks(reader.pages, pages, label)
    if document is not None:
        masked = masked_pictures(document, files, reader.pages)
        refused += (f"page {label(n)} has a mask over a picture" for n in masked)
    differs: list[str] = []
    marks = list(found.marks)
    structure, places = structure_of(reader), named_places(reader)
    objects = [one.own for one in structure]
    said = list(disagreements(reader, document, objects, places, label)) if document else []
    differs += said
    for name, line in _AROUND.items():
        # What differs is reported once, by what it says where that is known.
        known = any(_SUBJECTS[name] in one for one in said)
        if digests.around.get(name) != manifest.around.get(name) and not known:
            lost = name not in digests.around and name in _LOST
            differs.append(_LOST[name] if lost else line)
    if structure and not has_true_parents(reader, structure):
        differs.append("the structure leads back from words or links to other elements than theirs")
    marked = bookmarks(reader, places)
    if document is not None:
        marks += (
            f"the bookmark “{title}” was added; it is not part of the brief"
            for title in foreign_bookmarks(marked, document, manifest.words)
        )
    has_its_bookmarks = digests.around.get("outline") == manifest.around.get("outline")
    marks += saved_again(reader, manifest)
    marks += added_entries(reader, label, is_signed=is_signed(reader))
    redrawn = tuple(
        meant.label
        for meant, drawn in zip(manifest.pages, digests.pages, strict=False)
        if meant.drawn != drawn
    )
    kept = [
        (number, page)
        for number, (page, meant) in enumerate(zip(reader.pages, manifest.pages, strict=False), 1)
        if meant.label not in redrawn
    ]
    shown = {mark for one in structure if one.kind == "Figure" for mark in one.marks()}
    letters = compare_letters(kept, shown, has_own_theme=has_own_theme(files))
    wrong = [*wrong_letters(kept, files), *letters.differs]
    refused += (f"page {label(n)} has {what}" for n, what in wrong)
    once = tuple(dict.fromkeys(refused)), tuple(dict.fromkeys(differs))
    links = file_links(reader, structure)
    return Looks(
        *once,
        redrawn,
        tuple(marks),
        places,
        links,
        marked,
        has_its_bookmarks,
        structure,
        letters.unknown,
    )


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What pypdf logs in this thread while the block runs."""
    messages: list[str] = []
    thread = get_ident()

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                messages.append(record.getMessage())

    logger, keep = logging.getLogger("pypdf"), Keep(logging.WARNING)
    logger.addHandler(keep)
    try:
        yield messages
    finally:
        logger.removeHandler(keep)
