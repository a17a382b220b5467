"""What is left of a float that a page cut goes on only where the page has its beginning.

Replaces: `make_page` of WeasyPrint, and calls it.
Why: a block that does not fit is taken back and begun again on the next page. Where it is taken
back together with the blocks around it, WeasyPrint keeps the end of a float in it that was
already cut, and prints that end over the whole float on the next page.
Upstream: an issue for WeasyPrint, to forget out-of-flow boxes with the blocks that hold them.
"""

from __future__ import annotations

from typing import Any

from .engine import make_page, page_layout
from .patch import Patch


def made_page(context: Any, *arguments: Any, **named: Any) -> Any:
    """WeasyPrint's `make_page`: a page, and where the next begins."""
    page, *rest = make_page(context, *arguments, **named)
    if left := context.broken_out_of_flow:
        begun = {box.element for box in page.descendants() if box.is_floated()}
        for box in list(left):
            if box.is_floated() and box.element not in begun:
                del left[box]
    return page, *rest


PATCH = Patch(page_layout, "make_page", made_page, "656f183328e8b1b5")
