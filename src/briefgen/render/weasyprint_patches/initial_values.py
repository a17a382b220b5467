"""Properties that nobody set, looked up without the way that a set one takes.

Replaces: `ComputedStyle.__missing__` and `AnonymousStyle.__missing__`, by which WeasyPrint computes
a property of an element, and of a box without one.
Why: nine of ten properties that it is asked for are neither set nor computed, and have the value
of the element around or the initial one; the way to find that out is long, and a tenth of a
build. Those that are asked of every box are looked up together. All others take that way.
Upstream: an issue for WeasyPrint, an early return in `__missing__`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from .patch import Patch
from .shaped_lines import PROPERTIES

_SIDES = ("top", "right", "bottom", "left")

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

# What is asked of every box, beside the sides and sizes.
_USUAL = {
    name: _INITIAL[name]
    for name in (
        "anchor", "appearance", "background_color", "background_image", "bookmark_level",
        "bookmark_state", "border_image_source", "box_decoration_break", "box_shadow", "box_sizing",
        "continue", "counter_increment", "counter_reset", "counter_set", "image_orientation",
        "mask_border_source", "max_lines", "opacity", "outline_color", "outline_offset",
        "outline_style", "overflow", "string_set", "transform", "vertical_align",
    )
    if name in _INITIAL
}  # fmt: skip
_SIZES = {
    name: value for name, (value, *_) in _PHYSICAL.items() if name not in INITIAL_NOT_COMPUTED
}
_LOGICAL = {name for _, _, *names in _PHYSICAL.values() for name in names}
# A line without a style has no width, whatever width is set.
_LINES = {f"{line}_width": 0 for line in (*(f"border_{side}" for side in _SIDES), "outline")}
_LINE_STYLES = {name.replace("_width", "_style") for name in _LINES}
# What is not inherited, but comes from the box around where it is not set.
_PROPAGATED = ("page", "text_decoration_color", "text_decoration_line")
# How a box is placed and shown; what is computed of the last depends on what is set of the others.
_PLACE = {name: INITIAL_VALUES[name] for name in ("position", "float")}
_PLACE_AND_DISPLAY = _PLACE | {"display": INITIAL_VALUES["display"]}
# What each box is asked for and has from the one around it.
_USUAL_INHERITED = tuple(
    name
    for name in (
        "border_collapse", "color", "color_scheme", "direction", "font_family", "font_size",
        "hyphens", "lang", "text_indent", "text_transform", "visibility", "white_space",
    )
    if name in _INHERITED
) + _PROPAGATED  # fmt: skip
# A box without an element has some of what others compute as it is.
_ANONYMOUS = _USUAL | {
    name: INITIAL_VALUES[name]
    for name in ("display", "float", "position")
    if name not in INITIAL_NOT_COMPUTED
}
_ANONYMOUS_INHERITED = (*_USUAL_INHERITED, "letter_spacing", "overflow_wrap", "word_spacing")
# What each has where a size is set by the direction of writing, where none is, and where no line
# has a style either.
_OF_ELEMENTS, _OF_OTHERS = (
    (usual, usual | _SIZES, usual | _SIZES | _LINES) for usual in (_USUAL, _ANONYMOUS)
)
# Whoever asks for the first of these, to shape a text, asks for all.
_SHAPING = "font_feature_settings"
_SHAPED = tuple(name for name in PROPERTIES if name in _INHERITED)

_compute, _compute_anonymous = ComputedStyle.__missing__, AnonymousStyle.__missing__


def _missing(style: Any, name: str) -> Any:
    # Each element is asked for its anchor, pseudo-elements and those without a box too.
    is_of_box = name != "anchor" and style.pseudo_type is None
    if is_of_box and _fill(style, name, style.cascaded, _OF_ELEMENTS, _USUAL_INHERITED):
        return style[name]
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


def _missing_anonymous(style: Any, name: str) -> Any:
    if _fill(style, name, {}, _OF_OTHERS, _ANONYMOUS_INHERITED):
        return style[name]
    return _compute_anonymous(style, name)


def _fill(
    style: Any,
    name: str,
    cascaded: Mapping[str, Any],
    usual: Sequence[dict[str, Any]],
    inherited: Sequence[str],
) -> bool:
    """Whether `name` was found together with others that are neither set nor to be computed:
    what is `usual` and `inherited`, as every box is asked for, or what every text is."""
    if "is_filled" not in style.__dict__:
        style.is_filled = True
        asked = cascaded.keys()
        kind = asked.isdisjoint(_LOGICAL) and 1 + asked.isdisjoint(_LINE_STYLES)
        found = usual[kind].copy()
        if (parent := style.parent_style) is not None:
            for name_of in inherited:
                if name_of not in cascaded:
                    found[name_of] = parent[name_of]
            if style.specified is not style and cascaded.keys().isdisjoint(_PLACE):
                place = _PLACE if "display" in cascaded else _PLACE_AND_DISPLAY
                style.specified.update(place)
                found |= place
    elif name == _SHAPING and style.parent_style is not None:
        parent = style.parent_style
        found = {name: parent[name] for name in _SHAPED if name not in cascaded}
    else:
        return False
    for known in found.keys() & cascaded.keys():
        del found[known]
    found |= style
    style.update(found)
    return name in style


PATCHES = (
    Patch(ComputedStyle, "__missing__", _missing, "b318d8efc8ac79d7", is_equal=True),
    Patch(AnonymousStyle, "__missing__", _missing_anonymous, "d392527077647306", is_equal=True),
)
