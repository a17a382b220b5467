"""Notes that are left to the next page stay in the order of the text.

Replaces: `remake_page` of WeasyPrint, and calls it.
Why: of the pieces of a long note the last may be left to the next page first, for their own
sake, and an earlier one after them, to make room for a line. WeasyPrint prints them as they came.
Upstream: an issue for WeasyPrint, to sort the footnotes that it reports.
"""

from __future__ import annotations

from typing import Any

from .engine import page_layout, remake_page
from .patch import Patch


def remade_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
    """WeasyPrint's `remake_page`: the page at `index`, and where the next begins."""
    left = context.reported_footnotes
    if len(left) > 1:
        places = {element: place for place, element in enumerate(html.etree_element.iter())}
        left.sort(key=lambda note: places[note.element])
    return remake_page(index, context, root_box, html)


PATCH = Patch(page_layout, "remake_page", remade_page, "1ff09b2dffa17839")
