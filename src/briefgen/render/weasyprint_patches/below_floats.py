"""The first word of a line measured only where a float is beside it.

Replaces: `inline_min_content_width`, where WeasyPrint's layout of lines calls it.
Why: once there is a float, WeasyPrint shapes the first word of each further line, to see whether it
fits beside: a fortieth of a build, in which the numbers of paragraphs are floats. Below all floats
nothing comes of its width.
Upstream: an issue for WeasyPrint, to ask for the width where a float collides.
"""

from __future__ import annotations

from typing import Any

import weasyprint.layout.inline
from weasyprint.layout.preferred import inline_min_content_width

from .patch import Patch


def _width(context: Any, box: Any, *given: Any, **named: Any) -> float:
    top = box.border_box_y()
    is_below = all(
        shape.position_y < top and shape.position_y + shape.margin_height() <= top
        for shape in context.excluded_shapes
    )
    # From right to left, lines are compared with this width, too.
    if is_below and box.style["direction"] == "ltr":
        return 0
    return float(inline_min_content_width(context, box, *given, **named))


PATCH = Patch(
    weasyprint.layout.inline,
    "inline_min_content_width",
    _width,
    "15cde37816a624cf",
    is_equal=True,
)
