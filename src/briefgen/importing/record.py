"""The text of an imported document, and the record of its import (`docs/importing.md`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from briefgen import __version__
from briefgen.load.import_record import RECORD_VERSION, paragraph_digest
from briefgen.model.imported import ImportedParagraph, ImportRecord, Original, Unproved

from .imported import ImportedText


def text_of(imported: ImportedText) -> str:
    """The source's text: a paragraph a line, blank lines between."""
    if imported.markdown:
        return imported.markdown
    return "\n\n".join(paragraph.text for paragraph in imported.paragraphs) + "\n"


def record_of(
    imported: ImportedText,
    original: bytes,
    name: str,
    kept: str,
    options: Mapping[str, str],
    settled: frozenset[str] = frozenset(),
) -> ImportRecord:
    """The record. `name` is the document's file name, `kept` where its copy is, relative to
    seeds/, or empty; `settled` are the digests of paragraphs that a person has looked at."""
    return ImportRecord(
        version=RECORD_VERSION,
        importer={"briefgen": __version__, **dict(imported.libraries)},
        options=dict(options),
        original=Original(
            name=name,
            sha256=hashlib.sha256(original).hexdigest(),
            size=len(original),
            type=imported.type,
            encoding=imported.encoding,
            sheets=imported.sheets,
            kept=kept,
        ),
        text_sha256=hashlib.sha256(text_of(imported).encode()).hexdigest(),
        paragraphs=tuple(_paragraphs(imported, settled)),
        metadata=tuple(unproved_metadata(imported)),
        left_out=imported.left_out,
        sheets_without_text=imported.blank_sheets,
    )


def _paragraphs(imported: ImportedText, settled: frozenset[str]) -> Iterator[ImportedParagraph]:
    for number, one in enumerate(imported.paragraphs, 1):
        digest = paragraph_digest(one.text)
        yield ImportedParagraph(
            n=number,
            at=one.place,
            sha256=digest,
            kind=one.kind,
            number=one.number,
            calls=one.calls,
            repairs=one.repairs,
            unsure=one.doubts,
            changes=one.changes,
            settled=bool(one.doubts) and digest in settled,
        )


def unproved_metadata(imported: ImportedText) -> Iterator[Unproved]:
    """The title and authors of the metadata that are not in the text."""
    words = " ".join(paragraph.text for paragraph in imported.paragraphs)
    if imported.title and not occurs(imported.title, words):
        yield Unproved("title", imported.title)
    for author in imported.authors:
        if not occurs(author, words):
            yield Unproved("author", author)


def occurs(value: str, words: str) -> bool:
    """Whether the words of `value` are, in order, in the text `words`."""
    return _bare(value) in _bare(words)


def _bare(text: str) -> str:
    kept = "".join(c if c.isalnum() else " " for c in text.casefold())
    return f" {' '.join(kept.split())} "
