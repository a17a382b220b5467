"""Sizes that depend on no other box, given to boxes of one style at once.

Replaces: `resolve_percentages`, by which WeasyPrint's layout gives a box its margins, padding,
borders, width and height.
Why: a box is given these each time that a line is tried, one of eighteen after the other, a
twentieth of a build. Where its style has neither percentages nor functions among them, they are
always the same.
Upstream: an issue for WeasyPrint, to keep the used values of such a style.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from operator import itemgetter
from typing import Any

from weasyprint.layout import absolute, block, float, inline, page, table
from weasyprint.layout.percent import resolve_percentages

from .patch import Patch

_SIDES = ("top", "right", "bottom", "left")
_SIZES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{axis}" for limit in ("", "min_", "max_") for axis in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_ASKED = (*_SIZES, *_BORDERS, "border_collapse", "box_sizing")
_values = itemgetter(*_ASKED)

# What boxes are given, by the values of their styles. So many are remembered, then all forgotten.
_given: dict[Hashable, Mapping[str, Any]] = {}
_MOST = 1_000


def _resolve(box: Any, containing_block: Any) -> None:
    style = box.style
    used: Mapping[str, Any] | None = getattr(style, "used", None)
    if used is None:
        used = style.used = _used(box, containing_block)
    if not used:
        resolve_percentages(box, containing_block)
        return
    vars(box).update(used)
    if style["border_collapse"] == "collapse":
        for name in _BORDERS:  # what was found out for the table stays
            vars(box).setdefault(name, style[name])


def _used(box: Any, containing_block: Any) -> Mapping[str, Any]:
    """What any box of this style is given; nothing where that depends on the box or on others."""
    values = _values(box.style)
    given = _given.get(values)
    if given is None:
        if len(_given) >= _MOST:
            _given.clear()
        given = _given[values] = _fixed(box, containing_block)
    return given


def _fixed(box: Any, containing_block: Any) -> Mapping[str, Any]:
    style = box.style
    if not all(_is_fixed(style[name]) for name in _SIZES):
        return {}
    is_collapsed = style["border_collapse"] == "collapse"
    if is_collapsed and style["box_sizing"] != "content-box":
        return {}
    resolve_percentages(box, containing_block)
    names = _SIZES if is_collapsed else _SIZES + _BORDERS
    return {name: getattr(box, name) for name in names}


def _is_fixed(value: Any) -> bool:
    return value is None or value == "auto" or getattr(value, "unit", "%") != "%"


PATCHES = tuple(
    Patch(module, "resolve_percentages", _resolve, "71673078096fcf87", is_equal=True)
    for module in (absolute, block, float, inline, page, table)
)
