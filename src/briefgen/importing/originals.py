"""A PDF of ours against the documents that its sources were made from: `verify --original`.

It asks nothing of the importer that made the sources: each cited paragraph must be in the
document, on the sheets that the record names, by the self-test (`pdf.self_test`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pypdfium2
from msgspec import Struct

from briefgen.checking.engine import check_brief
from briefgen.checking.imports import cited_paragraphs, imported_sources
from briefgen.limits import ORIGINALS_SECONDS, Limits
from briefgen.load.library import load_library
from briefgen.matching.stretch import Extent
from briefgen.model.imported import DocumentPlace, ImportedParagraph
from briefgen.model.source import Imported, Source
from briefgen.proof.attachments import BRIEF
from briefgen.proof.unpacking import NoPlaceError, unpack
from briefgen.proof.web_evidence import evidence_of
from briefgen.report import counted
from briefgen.resolve.result import ResolvedBrief
from briefgen.sandbox.process import contained
from briefgen.workspace.workspace import Workspace

from .pdf.self_test import bare, found, in_pieces, printed_as
from .plain_words import plain_words

_SHOWN = 40
_DIGITS = 10


class Compared(Struct, frozen=True):
    """What comparing came to: lines that say what was proved, and what differs; `partly` says
    why not all could be proved."""

    proved: tuple[str, ...]
    differs: tuple[str, ...]
    partly: str = ""


def compare_originals(pdf: bytes, originals: Sequence[tuple[str, bytes]]) -> Compared:
    """Compare the sources of a PDF, from its own evidence, with documents (name and bytes).

    Raises `BriefgenError` where a document cannot be read.
    """

    def compare() -> Compared:
        with tempfile.TemporaryDirectory() as folder:
            return _compared(pdf, originals, Path(folder))

    limits = Limits(ORIGINALS_SECONDS, "The file may have been made to do harm.", is_counted=True)
    return contained(compare, limits, "the comparison with the original")


def _compared(pdf: bytes, originals: Sequence[tuple[str, bytes]], folder: Path) -> Compared:
    try:
        unpack(evidence_of(pdf), folder)
    except (pypdfium2.PdfiumError, OSError, ValueError, NoPlaceError) as error:
        return Compared((), (f"its evidence cannot be read: {error}",))
    workspace = Workspace(folder.resolve())
    checked = check_brief(
        workspace, workspace.root / "briefs" / BRIEF, load_library(workspace)
    ).resolved
    if checked is None:
        return Compared((), ("the brief cannot be read",))
    proved: list[str] = []
    differs: list[str] = []
    pieces = 0
    for name, raw in originals:
        digest = sha256(raw).hexdigest()
        made = [
            pair for pair in imported_sources(checked) if pair[1].record.original.sha256 == digest
        ]
        if not made:
            differs.append(_unknown(name, digest, checked))
        for source, imported in made:
            said, wrong, count = _source(checked, source, imported, name, plain_words(raw))
            proved += said
            differs += wrong
            pieces += count
    partly = f"{counted(pieces, 'paragraph')} in pieces in the original" if pieces else ""
    return Compared(tuple(proved), tuple(differs), partly)


def _unknown(name: str, digest: str, brief: ResolvedBrief) -> str:
    made = [
        f"{source.id} was made from {imported.record.original.name}, "
        f"{imported.record.original.sha256[:_DIGITS]}"
        for source, imported in imported_sources(brief)
    ]
    known = "; ".join(made) or "none was imported"
    return f"no source was made from {name}, {digest[:_DIGITS]} (SHA-256): {known}"


def _source(
    brief: ResolvedBrief,
    source: Source,
    imported: Imported,
    name: str,
    sheets: Mapping[int, str],
) -> tuple[list[str], list[str], int]:
    """What is proved, and what differs, of a source and its document; and of how many paragraphs
    more pieces are there than are compared."""
    if source.redistribute == "none":
        return [f"original {name}: source {source.id} is not embedded, nothing is compared"], [], 0
    cited = sorted(cited_paragraphs(brief, source))
    differs, pieces = [], []
    for number in cited:
        one = imported.of(number)
        if one is None:
            differs.append(f"{source.id} ¶{number} was inserted after the import")
            continue
        text, printed = source.paragraphs[number - 1].value, _printed_on(one, sheets)
        if found(text, printed, _breaks(one)):
            continue
        if in_pieces(text, printed):
            pieces.append(
                f"original {name}: {source.id} ¶{number} is there in pieces{_on(one.at)}: their "
                "order is not proved"
            )
        else:
            differs.append(f"{source.id} ¶{number} is not in {name}{_on(one.at)}")
    proved = len(cited) - len(differs) - len(pieces)
    where = ", on the sheets named" if 0 not in sheets else ""
    told = (
        f"original {name}: source {source.id} was made from it; {proved} of {len(cited)} cited "
        f"paragraphs are in it{where}"
    )
    said = [told, *pieces, *dict.fromkeys(_quotations(brief, source, imported, sheets))]
    return said, differs, len(pieces)


def _numbers(at: DocumentPlace) -> Sequence[int]:
    return range(at.sheet, at.last_sheet + 1) if at.sheet else [0]


def _printed_on(one: ImportedParagraph, sheets: Mapping[int, str]) -> str:
    return "\n".join(sheets.get(number, "") for number in _numbers(one.at))


def _breaks(one: ImportedParagraph) -> int:
    """In how many places what was taken out of a paragraph, or a sheet's end, may divide it."""
    return len(one.calls) + len(one.changes) + len(_numbers(one.at)) - 1


def _on(at: DocumentPlace) -> str:
    if not at.sheet:
        return ""
    last = f" to {at.last_sheet}" if at.last_sheet != at.sheet else ""
    return f" on sheet {at.sheet}{last}"


# --- Quotations -----------------------------------------------------------------


def _quotations(
    brief: ResolvedBrief, source: Source, imported: Imported, sheets: Mapping[int, str]
) -> Iterator[str]:
    """For each quotation, on which page it is and whether it is printed there as it is quoted."""
    for extent in _quoted(brief, source):
        one = imported.of(extent.paragraph)
        words = source.paragraphs[extent.paragraph - 1].value[extent.start : extent.end]
        if one is None or not bare(words):
            continue
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        for number in _numbers(one.at):
            printed = printed_as(words, sheets.get(number, ""))
            if printed is not None:
                page = one.at.page if number == one.at.sheet else one.at.last_page
                yield f"“{shown}”: {_printed(printed)}{_page(page, number)}"
                break
        else:
            yield f"“{shown}”: in pieces{_page(one.at.page, one.at.sheet)}"


def _quoted(brief: ResolvedBrief, source: Source) -> Iterator[Extent]:
    for _, match in brief.quoted:
        if match.stretch.source is source:
            yield from match.extents


def _printed(divided: Sequence[str]) -> str:
    return f"joined from {', '.join(divided)}," if divided else "as printed"


def _page(page: str, sheet: int) -> str:
    if page:
        return f" on p. {page}"
    return f" on sheet {sheet}" if sheet else ""
