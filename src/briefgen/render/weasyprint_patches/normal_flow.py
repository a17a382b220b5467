"""Whether a box is in the normal flow, asked at once.

Replaces: `Box.is_in_normal_flow` of WeasyPrint.
Why: it asks five questions of the same two properties, each with a call of its own, for every
box that a line or a page is tried with: a hundredth of a build.
Upstream: an issue for WeasyPrint, the same in one expression.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import Box

from .patch import Patch

_OUT_BY_FLOAT = {"left", "right", "inline-start", "inline-end", "footnote"}
_OUT_BY_POSITION = {"absolute", "fixed"}
_OUT_BY_FUNCTION = {"running()", "note()"}


def _is_in_normal_flow(box: Any) -> bool:
    style = box.style
    position = style["position"]
    return not (
        style["float"] in _OUT_BY_FLOAT
        or position in _OUT_BY_POSITION
        or position[0] in _OUT_BY_FUNCTION
    )


PATCH = Patch(Box, "is_in_normal_flow", _is_in_normal_flow, "5f49d6ab23da7e51", is_equal=True)
