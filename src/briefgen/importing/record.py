"""The text of an imported document, and the record of its import (`docs/importing.md`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from briefgen import __version__
from briefgen.load.import_record import RECORD_VERSION, paragraph_digest
from briefgen.model.imported import ImportedParagraph, ImportRecord, Original, Unproved

from .imported import ImportedText

_NEAR = 3  # words between the year and the other parts of a date


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
        sheets_mostly_pictures=imported.picture_sheets,
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
    words = "\n".join(paragraph.text for paragraph in imported.paragraphs)
    if imported.title and not _occurs(imported.title, words):
        yield Unproved("title", imported.title)
    for author in imported.authors:
        if not (_names(author, words) if len(author.split()) == 1 else _occurs(author, words)):
            yield Unproved("author", author)
    if imported.issued and not _has_date(imported.issued, words, imported.language):
        yield Unproved("date", imported.issued)


def _occurs(value: str, words: str) -> bool:
    """Whether the words of `value` are, in order, in the text `words`."""
    return _bare(value) in _bare(words)


def _names(word: str, words: str) -> bool:
    """Whether `word` is in the text `words`, and not only as a part of a longer name: “Supreme” of
    “the Supreme Court”."""
    found = re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)[^\S\n]*(\w?)", words, re.IGNORECASE)
    return any(not one[1].isupper() for one in found)


def _has_date(date: str, words: str, language: str = "") -> bool:
    """Whether the text `words`, in this language or English, has a date: its numbers near each
    other, the month perhaps by its name (`20 November 2026`, `11/20/26`)."""
    year, *rest = date.split("-")
    names = _month_names(int(rest[0]), language) if rest else frozenset()
    tokens = [one.lstrip("0") for one in re.findall(r"\d+|[^\W\d_]+", words.casefold())]
    for at, token in enumerate(tokens):
        if token in (year, year[2:].lstrip("0")):
            near = {*tokens[max(at - _NEAR, 0) : at], *tokens[at + 1 : at + 1 + _NEAR]}
            month = not rest or rest[0].lstrip("0") in near or names & near
            if month and (len(rest) < 2 or rest[1].lstrip("0") in near):
                return True
    return False


def _month_names(month: int, language: str) -> frozenset[str]:
    names = set()
    for one in (language.replace("-", "_"), "en"):
        try:
            for width in ("wide", "abbreviated"):
                names.add(get_month_names(width, "format", one)[month].strip(".").casefold())
        except (UnknownLocaleError, ValueError, KeyError):
            continue
    return frozenset(names)


def _bare(text: str) -> str:
    kept = "".join(c if c.isalnum() else " " for c in text.casefold())
    return f" {' '.join(kept.split())} "
