"""Where cited paragraphs are in the documents that their sources were made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.load.import_record import paragraph_digest
from briefgen.matching.matcher import Extent
from briefgen.model.imported import DocumentPlace
from briefgen.model.source import Source


def place_in_original(
    source: Source,
    first: int,
    last: int,
    labels: Mapping[str, str],
    extents: Sequence[Extent] = (),
) -> str:
    """`p. 47699 of the original`, or `at 01:12:03`, with who speaks before it; empty where the
    document has neither. `extents` are the words that are quoted of these paragraphs."""
    if extents:
        first, last = extents[0].paragraph, extents[-1].paragraph
    begins, ends = _at(source, first), _at(source, last)
    if begins is None or ends is None:
        return ""
    parts = [begins.speaker] if begins.speaker and begins.speaker == ends.speaker else []
    if begins.page:
        page, until = begins.page, ends.last_page
        if extents and not _edited(source, first) and not _edited(source, last):
            page = begins.page_at(extents[0].start)[0]
            until = ends.page_at(max(extents[-1].end - 1, 0))[1]
        one = until in ("", page)
        pages = page if one else f"{page}–{until}"
        parts.append(labels["original_page" if one else "original_pages"].format(page=pages))
    elif begins.time:
        parts.append(labels["original_time"].format(time=begins.time))
    return ", ".join(parts)


def _edited(source: Source, number: int) -> bool:
    """Whether a paragraph is not as it was imported, so that offsets say nothing."""
    known = source.imported.of(number) if source.imported else None
    return known is None or known.sha256 != paragraph_digest(source.paragraphs[number - 1].value)


def margin_page(source: Source, number: int) -> str:
    """The printed page of a paragraph, for the margin; empty without one."""
    at = _at(source, number)
    return at.page if at else ""


def _at(source: Source, number: int) -> DocumentPlace | None:
    known = source.imported.of(number) if source.imported else None
    return known.at if known else None
