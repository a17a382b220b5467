"""What a PDF carries of imported sources: the record, and no more words than may be spread."""

from __future__ import annotations

from msgspec.structs import replace

from briefgen.load.import_record import write_record
from briefgen.model.imported import Doubt, ImportedParagraph
from briefgen.model.source import Imported, Redistribution, Source


def embedded_path(source: Source) -> str:
    """The name of a source's text in a PDF: an excerpt of a Markdown text is plain text."""
    excerpt = source.redistribute == "cited" and source.path.endswith(".md")
    return f"{source.path}.txt" if excerpt else source.path


def embedded_record(imported: Imported, redistribute: Redistribution) -> bytes:
    """The record as its file has it; of a source that may be spread in part only, without
    what it quotes of the text."""
    if redistribute == "full":
        return imported.raw
    paragraphs = tuple(_without_words(one) for one in imported.record.paragraphs)
    return write_record(replace(imported.record, paragraphs=paragraphs, left_out=(), metadata=()))


def _without_words(one: ImportedParagraph) -> ImportedParagraph:
    return replace(
        one,
        at=replace(one.at, heading=()),
        repairs=(),
        changes=(),
        unsure=tuple(Doubt(doubt.what, "") for doubt in one.unsure),
    )
