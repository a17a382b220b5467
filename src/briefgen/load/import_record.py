"""`seeds/<id>.import.json` ↔ an `ImportRecord`; the file may be anybody's."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from briefgen.model.imported import ImportedParagraph, ImportRecord
from briefgen.workspace.digest import sha256
from briefgen.workspace.workspace import UnreadableError

# Raised when a key of the record changes its meaning.
RECORD_VERSION = 1


def paragraph_digest(text: str) -> str:
    """What tells whether a paragraph is still the imported one: 16 digits of its SHA-256."""
    return sha256(text.encode())[:16]


def read_record(raw: bytes) -> ImportRecord:
    """The record in `raw`, which is JSON.

    Raises `UnreadableError` where it is not the record of an import, or of a newer version.
    """
    try:
        record = msgspec.json.decode(raw, type=ImportRecord)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableError(
            f"not the record of an import: {error}",
            "Remove the entry and its files, and add the document again.",
        ) from error
    if record.version > RECORD_VERSION:
        raise UnreadableError("a newer version of briefgen wrote this record", "Update briefgen.")
    return record


def write_record(record: ImportRecord) -> bytes:
    """The record's file: its keys sorted, so that the same record gives the same bytes."""
    # A key is left out if its value is the default, the object itself: a copy that came from
    # another process is not, and what was decoded is.
    decoded = msgspec.json.decode(msgspec.json.encode(record), type=ImportRecord)
    return msgspec.json.format(msgspec.json.encode(decoded, order="sorted"), indent=1) + b"\n"


def aligned(
    record: ImportRecord, texts: Sequence[str], *, edited: bool
) -> tuple[ImportedParagraph | None, ...]:
    """For each paragraph of a text, its part of the record.

    In a text that was `edited` paragraphs may have been inserted or removed: those that are as
    imported are found again, and those between them belong together where there are as many
    of them as before. Any other has None, rather than the record of its neighbour.
    """
    known = record.paragraphs
    if not edited:
        return known if len(known) == len(texts) else (None,) * len(texts)
    from difflib import SequenceMatcher  # wanted for few sources

    found: list[ImportedParagraph | None] = [None] * len(texts)
    before = [one.sha256 for one in known]
    after = [paragraph_digest(text) for text in texts]
    for _, start, end, there, until in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if end - start == until - there:
            found[there:until] = known[start:end]
    return tuple(found)
