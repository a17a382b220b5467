"""Text beyond the edge of the paper: it would be in the file, and nobody could read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .weasyprint_patches.engine import TextBox

_SHOWN = 40  # characters
_TOLERANCE = 1.0  # CSS pixels; a letter may hang over by as much


def beyond_the_edges(pages: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """A sentence for each page of which some text lies outside, pages counted from 1, and
    that text."""
    for number, page in enumerate(pages, 1):
        for box in page._page_box.descendants():  # noqa: SLF001 - nothing public has boxes
            if isinstance(box, TextBox) and box.text.strip() and _is_beyond(box, page):
                text = box.text.strip()
                shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
                yield f"“{shown}” extends beyond the edge of page {number}", text
                break


def first_words(page: Any) -> str:
    """The texts on a page that are longer than a word or two, its margins apart, a line each."""
    texts = (box.text.strip() for box in page._page_box.children[0].descendants()  # noqa: SLF001
             if isinstance(box, TextBox))  # fmt: skip
    return "\n".join(text for text in texts if len(text) > _SHOWN // 4)


def _is_beyond(box: Any, page: Any) -> bool:
    left, top = box.position_x, box.position_y
    right, bottom = left + box.width, top + box.height
    return bool(
        min(left, top) < -_TOLERANCE
        or right > page.width + _TOLERANCE
        or bottom > page.height + _TOLERANCE
    )
