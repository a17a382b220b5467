"""Boxes are moved as WeasyPrint moves them, each once."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.render.weasyprint_patches import moved_boxes
from briefgen.render.weasyprint_patches.engine import HTML

_PAGE = """<style>
  b { position: absolute } i { float: left } u { display: inline-block } col { width: 3em }
  p { position: relative }
</style><section><p>The <b>board <em>waits</em></b> here <i>Ebb</i> and <u>Quay</u>
<table><col><tr><td>Lock<td><b>Ebb</b><i>and</i></table>"""


def _places(box: Any) -> list[Any]:
    found = [(type(box).__name__, box.position_x, box.position_y)]
    found += getattr(box, "column_positions", ())
    for child in box.all_children():
        found += _places(child)
    return found


@pytest.mark.parametrize(("dx", "dy"), [(0, 0), (0.1, 0), (0, -7), (1 / 3, 9)])
@pytest.mark.parametrize("without_floats", [False, True])
def test_all_is_moved_as_far(dx: float, dy: float, without_floats: bool) -> None:
    def moved() -> list[Any]:
        (page,) = HTML(string=_PAGE).render().pages
        page._page_box.translate(dx, dy, without_floats)
        return _places(page._page_box)

    alone = moved()
    with moved_boxes.PATCH.applied():
        assert moved() == alone
    assert len(alone) > 30
