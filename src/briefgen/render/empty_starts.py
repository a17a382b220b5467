"""Sections of which a page holds the beginning and no word: all moved to the next page.

WeasyPrint leaves their empty box on the page before, and links to them would lead there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from .weasyprint_patches.engine import TextBox


def forget_empty_starts(pages: Sequence[Any]) -> None:
    """Take the anchor of a section from each page that has nothing of it, if the next has it."""
    for page, following in pairwise(pages):
        for anchor in page.anchors.keys() & following.anchors.keys():
            box = next((b for b in page._page_box.descendants() if _is(b, anchor)), None)  # noqa: SLF001
            if box is not None and not any(isinstance(one, TextBox) for one in box.descendants()):
                del page.anchors[anchor]


def _is(box: Any, anchor: str) -> bool:
    return box.element is not None and box.element.get("id") == anchor
