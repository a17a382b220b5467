"""Properties that nobody set, looked up without the way that a set one takes.

Replaces: `ComputedStyle.__missing__`, by which WeasyPrint computes a property of an element.
Why: nine of ten properties that it is asked for are neither set nor computed, and have the value
of the element around or the initial one; the way to find that out is long, and a twentieth of a
build. All others take it.
Upstream: an issue for WeasyPrint, an early return in `ComputedStyle.__missing__`.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from .patch import Patch

# Properties whose value depends on others or on more than one element.
_OTHERS = {"page", "position", "float", "display", *PHYSICAL_FUNCTIONS, *INITIAL_NOT_COMPUTED}
_PLAIN = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in _OTHERS and not name.startswith("text_decoration_") and not check_math(value)
}
_INHERITED = INHERITED & _PLAIN.keys()
_INITIAL = {name: value for name, value in _PLAIN.items() if name not in INHERITED}


def _logical(name: str) -> tuple[str, ...]:
    """The names of a side or a size by the direction of writing, for each direction."""
    function = PHYSICAL_FUNCTIONS[name]
    return tuple(function(block="ttb", inline=direction) for direction in ("ltr", "rtl"))


# Sides and sizes: their initial value, how it is computed, and under which names else they are
# set. None is inherited.
_PHYSICAL = {
    name: (INITIAL_VALUES[name], COMPUTER_FUNCTIONS.get(name), *_logical(name))
    for name in PHYSICAL_FUNCTIONS.keys() - INHERITED
    if not check_math(INITIAL_VALUES[name])
}

_compute = ComputedStyle.__missing__


def _missing(style: Any, name: str) -> Any:
    if name not in style.cascaded:
        if name in _INITIAL:
            value = style[name] = _INITIAL[name]
            return value
        if name in _INHERITED and style.parent_style is not None:
            value = style[name] = style.parent_style[name]
            return value
        if name in _PHYSICAL:
            value, compute, from_left, from_right = _PHYSICAL[name]
            if from_left not in style.cascaded and from_right not in style.cascaded:
                if name in INITIAL_NOT_COMPUTED:
                    value = compute(style, name, value)
                style[name] = value
                return value
    return _compute(style, name)


PATCH = Patch(ComputedStyle, "__missing__", _missing, "b318d8efc8ac79d7", is_equal=True)
