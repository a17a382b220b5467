"""The rule beside a paragraph that a page break divides ends with its last line on the page.

WeasyPrint gives such a part all that is left of its page, and draws its border as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .weasyprint_patches.engine import LineBox

_RULED = {"holds-quotation", "changed"}


def end_with_last_line(pages: Sequence[Any]) -> None:
    """Shorten the parts of paragraphs with a rule to the lines in them."""
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - nothing public has boxes
            element = getattr(box, "element", None)
            if element is None or _RULED.isdisjoint((element.get("class") or "").split()):
                continue
            bottom = max(
                (
                    line.position_y + line.height
                    for line in box.children
                    if isinstance(line, LineBox)
                ),
                default=None,
            )
            if bottom is not None:
                box.height = min(box.height, bottom - box.content_box_y())
