"""Lines beside floats and below them stand where WeasyPrint puts them."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.render.weasyprint_patches import below_floats
from briefgen.render.weasyprint_patches.engine import HTML

_PAGE = """<html dir="DIRECTION"><style>
  @page { size: 70mm 90mm; margin: 10mm } b { float: left; width: WIDTH; margin-left: -3mm }
  i { float: right; width: 20mm; height: 30pt; margin-top: 4pt } u { float: left }
</style>""" + "".join(
    f"<p><b>{n}</b>{'<i></i>' * (n % 2)}Unquestionably the pilots {'waited ' * n}<u></u> for it"
    for n in range(9)
)


def _places(page: str) -> list[Any]:
    return [
        (number, type(box).__name__, box.position_x, box.position_y, box.width, box.height)
        for number, page in enumerate(HTML(string=page).render().pages)
        for box in page._page_box.descendants()
    ]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", ["2mm", "25mm", "45mm"])
def test_every_box_stands_where_weasyprint_puts_it(direction: str, width: str) -> None:
    page = _PAGE.replace("DIRECTION", direction).replace("WIDTH", width)
    alone = _places(page)
    with below_floats.PATCH.applied():
        assert _places(page) == alone
