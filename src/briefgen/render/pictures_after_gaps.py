"""Pictures that begin a page although much of the page before is white: they are made smaller.

A picture is never divided. Where it does not fit on the rest of a page, that stays white; a
smaller picture fills it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from .claim_pages import GAP, white_share
from .weasyprint_patches.engine import TextBox

# A picture keeps at least this share of its height; the tallest then fits in the largest gap that
# may stay white.
_SMALLEST = 0.33
# The share of a page's height for what a note or a rounded line may need besides.
_SPARE = 0.03


class PicturesAfterGaps:
    """The pictures of one layout that were made smaller, and those that this did not help."""

    def __init__(self) -> None:
        self._styles: dict[Any, str] = {}  # their own, of those that were made smaller
        self._kept: set[Any] = set()

    def are_changed(self, pages: Sequence[Any]) -> bool:
        """Whether a picture has another size after `pages` were laid out: they are to be laid
        out again."""
        for picture, excess in _after_gaps(pages):
            element = picture.element
            if element in self._kept:
                continue
            if element in self._styles:
                self._kept.add(element)
                element.set("style", self._styles[element])
                return True
            height = picture.height - excess
            if _SMALLEST * picture.height <= height < picture.height:
                self._styles[element] = element.get("style", "")
                element.set("style", f"width:auto;height:{height:.2f}px")
                return True
        return False


def _after_gaps(pages: Sequence[Any]) -> Iterator[tuple[Any, float]]:
    """The pictures that begin a page after a gap, each with the pixels by which it, its caption
    and what is kept with it, a heading or a sentence that leads to it, are taller than that."""
    for before, page in itertools.pairwise(pages):
        gap = white_share(before)
        if gap <= GAP:
            continue
        box = page._page_box  # noqa: SLF001 - nothing public has boxes
        text = box.children[0]
        figure = next((one for one in text.descendants() if _is_picture(one)), None)
        if figure is None:
            continue
        picture = next((one for one in figure.descendants() if one.element_tag == "img"), None)
        if picture is not None:
            above = (one.position_y for one in text.descendants() if isinstance(one, TextBox))
            top = min(figure.position_y, *above)
            needed = figure.position_y + figure.margin_height() - top
            yield picture, needed - (gap - _SPARE) * box.height


def _is_picture(box: Any) -> bool:
    kinds = (box.element.get("class") or "").split() if box.element is not None else []
    return box.element_tag == "figure" and "picture" in kinds
