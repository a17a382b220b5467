"""Markers of lists outside their items, whose content a style sheet gives.

Replaces: `marker_to_box`, by which WeasyPrint makes a marker.
Why: it places the box of such a marker absolutely by a style that the text inside has, too, and
fails with a TypeError where it looks for the place of that text: by `li { list-style: none }` in a
theme of one's own, since ours gives its markers their content.
Upstream: an issue for WeasyPrint, the anonymous style of `::marker`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import weasyprint.formatting_structure.build
from weasyprint.formatting_structure.build import marker_to_box

from .patch import Patch


def _marker(*given: Any) -> Iterator[Any]:
    for box in marker_to_box(*given):
        if vars(box).get("is_outside_marker"):
            shared = box.style
            box.style = shared.copy()
            shared["position"] = "static"
        yield box


PATCH = Patch(
    weasyprint.formatting_structure.build,
    "marker_to_box",
    _marker,
    "b471a3133517591e",
    is_equal=True,
)
