"""Boxes without a background, found by their style and not each for itself.

Replaces: `layout_box_backgrounds`, by which WeasyPrint finds the background of a box.
Why: nearly all boxes have none and share their style with others; to ask a dozen
properties of each is a thirtieth of a build. No byte changes.
Upstream: an issue for WeasyPrint, to remember for a style that it has no background.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import weasyprint.layout.background
from weasyprint.draw.color import get_color
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_box_backgrounds

from .patch import Patch

_CORNERS = tuple(f"border_{corner}_radius" for corner in (
    "top_left", "top_right", "bottom_right", "bottom_left"
))  # fmt: skip
_SQUARE = dict.fromkeys(_CORNERS, (0, 0))
_NO_RADIUS = (0, "px")


def _layout(
    page: Any,
    box: Any,
    get_image: Callable[..., Any],
    layout_children: bool = True,
    style: Any = None,
) -> None:
    if style is not None or box is page or not _is_bare(box.style):
        layout_box_backgrounds(page, box, get_image, layout_children, style)
        return
    # What is placed absolutely has a placeholder among the boxes.
    vars(box._box if isinstance(box, AbsolutePlaceholder) else box).update(_SQUARE)  # noqa: SLF001
    box.background = None
    if layout_children:
        for child in box.all_children():
            _layout(page, child, get_image)


def _is_bare(style: Any) -> bool:
    known: bool | None = style.__dict__.get("is_bare")
    if known is None:
        known = style.is_bare = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(_NO_RADIUS in style[corner] for corner in _CORNERS)
            and all(kind == "none" for kind, _ in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and not style["box_shadow"]
        )
    return known


PATCH = Patch(
    weasyprint.layout.background,
    "layout_box_backgrounds",
    _layout,
    "617a870678c82755",
    is_equal=True,
)
