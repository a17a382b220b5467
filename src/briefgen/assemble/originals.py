"""Where cited paragraphs are in the documents that their sources were made from."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.imported import DocumentPlace
from briefgen.model.source import Source


def place_in_original(source: Source, first: int, last: int, labels: Mapping[str, str]) -> str:
    """`p. 47699 of the original`, or `at 01:12:03`, with who speaks before it; empty where the
    document has neither."""
    begins, ends = _at(source, first), _at(source, last)
    if begins is None or ends is None:
        return ""
    parts = [begins.speaker] if begins.speaker and begins.speaker == ends.speaker else []
    if begins.page:
        until = ends.last_page
        pages = begins.page if until in ("", begins.page) else f"{begins.page}–{until}"
        one = pages == begins.page
        parts.append(labels["original_page" if one else "original_pages"].format(page=pages))
    elif begins.time:
        parts.append(labels["original_time"].format(time=begins.time))
    return ", ".join(parts)


def margin_page(source: Source, number: int) -> str:
    """The printed page of a paragraph, for the margin; empty without one."""
    at = _at(source, number)
    return at.page if at else ""


def _at(source: Source, number: int) -> DocumentPlace | None:
    known = source.imported.of(number) if source.imported else None
    return known.at if known else None
