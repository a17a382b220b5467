"""Page numbers that only the finished layout knows: on page 1, that of the contested claims.

To lay the text out again for them would double the time that it takes. So a template prints
two digits where such a number goes, in an element that names its anchor, and the number takes
their place in the finished pages. What follows stays where it is, so it is best the last on
its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .weasyprint_patches.engine import TextBox, TextLayout

_ANCHOR = "data-page-of"


def print_pages(pages: Sequence[Any], places: Mapping[str, Sequence[int]]) -> None:
    """Put page numbers into `pages`: `places` gives the pages, from 1, of each anchor.

    An anchor that is nowhere, as a theme may name one, has no number.
    """
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - nothing public has boxes
            element = box.element if isinstance(box, TextBox) else None
            if element is not None and (anchor := element.get(_ANCHOR)):
                numbers = places.get(anchor, ())
                box.text = str(numbers[0]) if numbers else ""
                box.pango_layout = TextLayout(box.style)
                box.pango_layout.set_text(box.text)
                box.pango_layout.deactivate()
