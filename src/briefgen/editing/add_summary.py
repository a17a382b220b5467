"""What an import did, as a person reads it in about ten lines, and as a program does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import to_builtins

from briefgen.checking.imports import unread_sheets
from briefgen.checking.phrases import paragraphs
from briefgen.model.imported import ImportedParagraph, ImportRecord
from briefgen.report import counted
from briefgen.report.base import visible

from .add import Added

_MOST_DOUBTS = 3
_DOUBTS = {
    "hyphen": "a hyphen at a line end",
    "order": "the order of the text",
    "table": "a table",
    "note": "a note",
    "left-out": "text that was left out",
    "encoding": "a character",
    "page": "a page number",
}
_FURNITURE = {
    "head": "running head",
    "foot": "running foot",
    "page-number": "page number",
    "line-number": "line number",
    "rotated": "rotated text",
    "outside": "text outside the article",
    "hidden": "hidden text",
}
_PLURALS = {"running foot": "running feet", "rotated text": "rotated texts"}
_TYPES = {
    "application/pdf": "PDF",
    "text/plain": "plain text",
    "text/markdown": "Markdown",
    "text/html": "web page",
    "multipart/related": "saved web page",
    "message/rfc822": "message",
    "application/rtf": "RTF",
    "application/epub+zip": "EPUB",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/x-subrip": "captions (SRT)",
    "text/vtt": "captions (WebVTT)",
}


def summary_lines(added: Added, *, dry_run: bool) -> Iterator[str]:
    """What was read of a document, and what to look at."""
    if added.known_as:
        yield f"{visible(added.document)}: already imported as “{added.known_as}”; nothing written"
        return
    record, imported = added.record, added.imported
    assert record is not None
    assert imported is not None
    would = "would be " if dry_run else ""
    yield f"{visible(added.document)}: {would}imported as source “{added.id}”"
    yield f"  {', '.join(_kind(record))}"
    words = sum(len(one.text.split()) for one in imported.paragraphs)
    notes = [one.n for one in record.paragraphs if one.kind == "note"]
    noted = f"; {counted(len(notes), 'note')}, {paragraphs(notes[0], notes[-1])}" if notes else ""
    yield f"  {counted(len(record.paragraphs), 'paragraph')}, {counted(words, 'word')}{noted}"
    if sheets := unread_sheets(record):
        yield f"  {sheets}: words in pictures are not in the text"
    if record.left_out:
        yield f"  left out: {_left_out(record)}"
    repairs = sum(len(one.repairs) for one in record.paragraphs)
    if repairs:
        yield f"  joined at line ends: {counted(repairs, 'word')}"
    changes = [change for one in record.paragraphs for change in one.changes]
    if changes:
        by = ", ".join(sorted({change.by or "unknown" for change in changes}))
        taken = "original" if record.options.get("changes") == "original" else "accepted"
        yield f"  tracked changes: {len(changes)} by {visible(by)}; the text has them {taken}"
    for one in record.metadata:
        named = f"{one.key}, “{visible(one.value)}”"
        yield f"  left out: the metadata's {named}, which the text does not {one.lacks}"
    doubtful = [one for one in record.paragraphs if one.unsure]
    if doubtful:
        yield f"  to look at: {counted(len(doubtful), 'paragraph')}: {_doubts(doubtful)}"
    if not dry_run:
        yield f"  written: {', '.join(name for name in added.files)}"


def _kind(record: ImportRecord) -> Iterator[str]:
    original = record.original
    yield _TYPES.get(original.type, original.type)
    if original.encoding:
        yield f"converted from {original.encoding} to UTF-8"
    if original.sheets:
        yield counted(original.sheets, "sheet")
    pages = list(dict.fromkeys(one.at.page for one in record.paragraphs if one.at.page))
    if pages:
        several = f"s {pages[0]} to {pages[-1]}" if len(pages) > 1 else f" {pages[0]}"
        yield f"printed page{several}"


def _left_out(record: ImportRecord) -> str:
    counts = Counter(_FURNITURE[one.kind] for one in record.left_out)
    return ", ".join(
        f"{number} {_PLURALS.get(noun, f'{noun}s') if number > 1 else noun}"
        for noun, number in counts.items()
    )


def _doubts(paragraphs: Sequence[ImportedParagraph]) -> str:
    shown = [
        f"¶{one.n} ({_DOUBTS[one.unsure[0].what]}: “{visible(one.unsure[0].words)}”)"
        for one in paragraphs[:_MOST_DOUBTS]
    ]
    rest = len(paragraphs) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def summary_object(added: Added) -> dict[str, Any]:
    """What a program reads of an import: the files, and the record but for its paragraphs
    without a doubt, a repair or a change."""
    if added.record is None:
        return {"document": added.document, "source": added.id, "known": True, "files": []}
    paragraphs = added.record.paragraphs
    return {
        "document": added.document,
        "source": added.id,
        "known": False,
        "files": [*added.files],
        "paragraphs": len(paragraphs),
        "notes": sum(one.kind == "note" for one in paragraphs),
        "original": to_builtins(added.record.original),
        "metadata": to_builtins(added.record.metadata),
        "left_out": to_builtins(added.record.left_out),
        "sheets_without_text": to_builtins(added.record.sheets_without_text),
        "sheets_mostly_pictures": to_builtins(added.record.sheets_mostly_pictures),
        "unsure": [
            {"paragraph": one.n, "what": doubt.what, "words": doubt.words, "settled": one.settled}
            for one in paragraphs
            for doubt in one.unsure
        ],
        "repairs": sum(len(one.repairs) for one in paragraphs),
        "changes": sum(len(one.changes) for one in paragraphs),
    }
