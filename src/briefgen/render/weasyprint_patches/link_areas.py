"""A raised note number that can be clicked.

Replaces: `InlineBox.hit_area`, which gives the area where a link reacts.
Why: WeasyPrint takes the height of the line, and raised text has none, so that it does not push
lines apart: its links had areas without height, which no viewer finds under a pointer. Where the
line is lower than the text, the area is that of the text.
Upstream: an issue for WeasyPrint, the taller of text and line as the area of a link.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import InlineBox

from .patch import Patch


def _area(box: Any) -> tuple[float, float, float, float]:
    """Left, top, width and height."""
    line, text = box.margin_height(), box.border_height()
    top, height = (box.position_y, line) if line >= text else (box.border_box_y(), text)
    return box.border_box_x(), top, box.border_width(), height


PATCH = Patch(InlineBox, "hit_area", _area, "c1afa1232b2e8129")
