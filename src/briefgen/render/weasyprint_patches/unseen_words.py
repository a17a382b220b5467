"""Words of a drawing that are painted with nothing, left out of the page.

Replaces: `SVG.draw_node` of WeasyPrint.
Why: it writes words of which nobody sees anything (`fill="none"`, `opacity="0"`) into the PDF, as
a program that converts a scanned page has them below its picture. A reader would copy words that
are not on the page, and `verify` refuses invisible text.
Upstream: an issue for WeasyPrint, to leave them out, as those with `visibility="hidden"` are.
"""

from __future__ import annotations

from typing import Any

from weasyprint.svg import SVG
from weasyprint.svg.bounding_box import EMPTY_BOUNDING_BOX
from weasyprint.svg.utils import alpha_value, color

from .patch import Patch

_WORDS = frozenset({"a", "text", "textPath", "tspan"})
_draw = SVG.draw_node


def _draw_seen(
    svg: Any, node: Any, font_size: float, fill_stroke: bool = True, context: Any = None
) -> None:
    if alpha_value(node.get("opacity", 1)) == 0:
        node.text_bounding_box = EMPTY_BOUNDING_BOX
        return
    if node.tag not in _WORDS or _paints(svg, node, "fill") or _paints(svg, node, "stroke"):
        _draw(svg, node, font_size, fill_stroke, context)
        return
    # What is in these words may have a colour of its own; a `<use>` may give them another.
    element = node._etree_node  # noqa: SLF001 - a node has no other way
    kept, element.text = element.text, ""
    try:
        _draw(svg, node, font_size, fill_stroke, context)
    finally:
        element.text = kept


def _paints(svg: Any, node: Any, kind: str) -> bool:
    """Whether the insides (`fill`) or the outlines (`stroke`) of letters are seen."""
    pattern, paint = node.get_paint(kind)
    if kind == "stroke" and not svg.length(node.get("stroke-width", "1"), 1):
        return False
    opacity = alpha_value(node.get(f"{kind}-opacity", 1))
    return bool(opacity and (pattern or (paint and color(paint).alpha)))


PATCH = Patch(SVG, "draw_node", _draw_seen, "5e24443a435c491e")
