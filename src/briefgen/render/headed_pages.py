"""Running heads on finished pages: at the right what is on the page, and the title in the room
that this leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from .weasyprint_patches.engine import TextBox, TextLayout, line_size

# The boxes in the margins of a laid out sheet that go to the finished page.
_LENT = ("@top-right", "@left-top", "@right-top")
_BETWEEN = 2  # times the size of its letters: the room between the title and the right side


def with_heads(pages: Sequence[Any], sheets: Sequence[Any], titles: Sequence[str]) -> list[Any]:
    """Copies of `pages` with the heads of the laid out `sheets` on them; of `titles`, the longest
    first, each has the first for which there is room."""
    headed = []
    for page, sheet in zip(pages, sheets, strict=True):
        box = page._page_box  # noqa: SLF001 - WeasyPrint has no other way to add a box
        heads = [
            child
            for child in sheet._page_box.children  # noqa: SLF001
            if _keyword(child) in _LENT
        ]
        kept = [
            _with_room(child, heads, box, titles) if _keyword(child) == "@top-left" else child
            for child in box.children
        ]
        page = copy(page)  # noqa: PLW2901 - the one that was given may be kept for another layout
        page._page_box = box.copy_with_children([*kept, *heads])  # noqa: SLF001
        headed.append(page)
    return headed


def _keyword(box: Any) -> str:
    return getattr(box, "at_keyword", "")


def _with_room(title: Any, heads: Sequence[Any], page: Any, titles: Sequence[str]) -> Any:
    """The box of the title; a copy with a shorter one where it would reach into the right side
    of the head or beyond the text."""
    rest = [text for head in heads if _keyword(head) == "@top-right" for text in _texts(head)]
    end = min((text.position_x for text in rest), default=page.content_box_x() + page.width)
    title = title.deepcopy()
    for text in _texts(title):
        gap = _BETWEEN * float(text.style["font_size"]) if rest else 0
        if text.text in titles:
            _shorten(text, end - gap - text.position_x, titles)
    return title


def _texts(box: Any) -> list[Any]:
    return [text for text in box.descendants() if isinstance(text, TextBox) and text.text.strip()]


def _shorten(box: Any, room: float, titles: Sequence[str]) -> None:
    """Put into a text box the first of `titles` that is at most `room` wide (CSS pixels)."""
    for title in titles[titles.index(box.text) + 1 :]:
        if box.width <= room:
            break
        box.text = title
        box.pango_layout = TextLayout(box.style)
        box.pango_layout.set_text(title)
        line, _ = box.pango_layout.get_first_line()
        box.width, _ = line_size(line, box.style)
        box.pango_layout.deactivate()
