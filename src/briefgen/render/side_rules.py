"""The rule beside what a page break divides ends with its last line on the page.

WeasyPrint gives such a part all that is left of its page, and draws its border as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .weasyprint_patches.engine import LineBox

_RULED = {"holds-quotation", "changed"}
_RULED_TAG = "blockquote"


def end_with_last_line(pages: Sequence[Any]) -> None:
    """Shorten the parts of what has a rule to what is in them."""
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - nothing public has boxes
            if _is_ruled(getattr(box, "element", None)) and (bottom := _bottom(box)) is not None:
                box.height = min(box.height, bottom - box.content_box_y())


def _is_ruled(element: Any) -> bool:
    return element is not None and (
        element.tag == _RULED_TAG or not _RULED.isdisjoint((element.get("class") or "").split())
    )


def _bottom(box: Any) -> float | None:
    """Where the content of a box ends, from the page's top in CSS pixels; what floats apart.

    Boxes in it may be as much too long, so that only lines, pictures and padding tell.
    """
    bottoms = []
    for child in getattr(box, "children", ()):
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, LineBox) or not getattr(child, "children", ()):
            bottoms.append(child.position_y + child.margin_height() - child.margin_bottom)
        elif (inner := _bottom(child)) is not None:
            bottoms.append(inner + child.padding_bottom + child.border_bottom_width)
    return max(bottoms, default=None)
