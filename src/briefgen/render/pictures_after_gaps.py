"""Pictures that begin a page although much of the page before is white: they are made smaller.

A picture is never divided. Where it does not fit on the rest of a page, that stays white; a
smaller picture fills it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from .claim_pages import GAP, height_of_notes, white_share
from .weasyprint_patches.engine import LineBox, TextBox

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
    and what is kept with it, a heading, a sentence that leads to it or the lines of its own
    paragraph, are taller than that."""
    for before, page in itertools.pairwise(pages):
        gap = white_share(before)
        if gap <= GAP:
            continue
        box = page._page_box  # noqa: SLF001 - nothing public has boxes
        text = box.children[0]
        block = next((one for one in text.descendants() if _has_picture(one)), None)
        if block is None:
            continue
        # Beside it on its line there may be one that is taller.
        lines = [line for line in block.descendants() if isinstance(line, LineBox)]
        first = next((line for line in lines if any(_pictures(line))), block)
        picture = max(_pictures(first), key=lambda one: one.height)
        above = (one.position_y for one in text.descendants() if isinstance(one, TextBox))
        top = min([block.position_y, *above])
        # The notes of what is above it come with that.
        needed = _end(block) - top + (height_of_notes(page) if top < block.position_y else 0)
        yield picture, needed - (gap - _SPARE) * box.height


def _has_picture(box: Any) -> bool:
    """Whether a box is a picture with its caption, or a paragraph or an item that has one."""
    return box.element_tag in ("figure", "p", "li") and any(_pictures(box))


def _pictures(box: Any) -> Iterator[Any]:
    return (one for one in box.descendants() if one.element_tag == "img")


def _end(block: Any) -> float:
    """Where a block ends on its page, or those of its lines that are not divided from its first."""
    lines = [line for line in block.descendants() if isinstance(line, LineBox)]
    if block.element_tag == "figure" or not lines:
        return float(block.position_y + block.margin_height())
    kept = block.style["orphans"]
    last = lines[-1] if len(lines) < kept + block.style["widows"] else lines[kept - 1]
    return float(last.position_y + last.height)
