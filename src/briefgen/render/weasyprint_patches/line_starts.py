"""A word broken anywhere only where its line has no place to break before it.

Replaces: `split_inline_box`, `split_inline_level` and `_break_waiting_children`, where WeasyPrint's
layout of lines calls them.
Why: `overflow-wrap` lets the first word of a line be broken anywhere. WeasyPrint takes all words of
an element that begins the line for its first, and breaks “*Tim|es*” in a note after other words;
and none in an element after a bare quotation mark, so that a long one there leaves the paper.
Upstream: an issue for WeasyPrint, `is_line_start` in nested inline boxes.
"""

from __future__ import annotations

from typing import Any

import weasyprint.layout.inline
from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import (
    _break_waiting_children,
    split_inline_box,
    split_inline_level,
)

from .letter_breaks import can_break
from .patch import Patch

# A line may be broken before and after a picture, as beside an ideograph.
_PICTURE = "\u2e80"


class _Line(list[Any]):
    """WeasyPrint's list of what is on a line, with the texts there by where they begin."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[float, tuple[Any, Any]] = {}

    def starts_with(self, box: Any, position: float, skip: Any) -> bool:
        """Whether nothing before a text or picture, of which a part is on earlier lines, is where
        the line may be broken."""
        earlier = [_text(*one) for at, one in self.texts.items() if at < position]
        self.texts[position] = box, skip
        before = "".join(earlier)
        if not before or " " in before:
            return not before
        return not can_break(before + _text(box, skip)[:1], box.style["lang"])


def _text(box: Any, skip: Any) -> str:
    """What is left of a text, or stands for a picture."""
    if not isinstance(box, boxes.TextBox):
        return _PICTURE
    text: str = box.text
    start = next(iter(skip), None) if skip else None
    return text.encode()[start:].decode() if start else text


# Both are called for each piece of a line each time that it is tried: to give them what they are
# given under its names takes half the time that `*given` would.


def _split_box(
    context: Any, box: Any, position: float, end: float, space: float, skip: Any, around: Any,
    absolute: Any, fixed: Any, placeholders: Any, floats: Any, line: Any, first_letter: Any,
    first_line: Any,
) -> Any:  # fmt: skip
    if isinstance(box, boxes.LineBox):
        line = _Line()
    return split_inline_box(
        context, box, position, end, space, skip, around, absolute, fixed, placeholders, floats,
        line, first_letter, first_line,
    )  # fmt: skip


def _split_level(
    context: Any, box: Any, position: float, end: float, space: float, skip: Any, around: Any,
    absolute: Any, fixed: Any, placeholders: Any, floats: Any, line: Any, first_letter: Any,
    first_line: Any,
) -> Any:  # fmt: skip
    if type(line) is _Line and not isinstance(box, boxes.InlineBox):
        line = [] if line.starts_with(box, position, skip) else [(0, box)]
    return split_inline_level(
        context, box, position, end, space, skip, around, absolute, fixed, placeholders, floats,
        line, first_letter, first_line,
    )  # fmt: skip


def _break_earlier(*given: Any) -> Any:
    """Where the line is broken before what is too long, no word is broken anywhere."""
    *others, line, children, waiting, first_letter, first_line = given
    line = [*line, *((at, child) for at, child, _ in waiting)]
    return _break_waiting_children(*others, line, children, waiting, first_letter, first_line)


PATCHES = (
    Patch(weasyprint.layout.inline, "split_inline_box", _split_box, "3a0cb7ca7e34c7ef"),
    Patch(weasyprint.layout.inline, "split_inline_level", _split_level, "d98c008c8fc00582"),
    Patch(weasyprint.layout.inline, "_break_waiting_children", _break_earlier, "62536bacd563bb44"),
)
