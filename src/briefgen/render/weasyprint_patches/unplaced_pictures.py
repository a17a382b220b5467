"""Pictures that have proportions and no size, in lines that run from right to left.

Replaces: `inline_replaced_box_layout` of WeasyPrint, and calls it.
Why: such a picture is as wide as a block would be, and WeasyPrint moves a block to the right end
of its room. A picture in a line has no place yet that could be moved, and it fails with an
AttributeError.
Upstream: an issue for WeasyPrint, to find out a width without a place.
"""

from __future__ import annotations

from typing import Any

import weasyprint.layout.inline
from weasyprint.layout.inline import inline_replaced_box_layout

from .patch import Patch


def _laid_out(box: Any, containing_block: Any) -> None:
    if "position_x" not in vars(box):
        box.position_x = 0  # until its line gives it a place
    inline_replaced_box_layout(box, containing_block)


PATCH = Patch(
    weasyprint.layout.inline,
    "inline_replaced_box_layout",
    _laid_out,
    "f1fe4648b21a8efa",
    is_equal=True,
)
