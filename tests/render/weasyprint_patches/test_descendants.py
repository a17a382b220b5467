"""The boxes of a page are the same, in the same order, as WeasyPrint gives them."""

from __future__ import annotations

import pytest

from briefgen.render.weasyprint_patches import descendants
from briefgen.render.weasyprint_patches.engine import HTML

_PAGE = """<style>
  b { position: absolute } i { float: left } p::before { content: 'lock' } u { float: footnote }
</style><section><p>The <b>board <i>waits</i></b> here<u>Ebb</u><p>Quay
<table><tr><td>Lock<td><b>Ebb</b></table>
<p style="position: relative">Board <b>and <b>pilots</b></b>"""


@pytest.mark.parametrize("placeholders", [False, True])
def test_the_boxes_are_the_same(placeholders: bool) -> None:
    (page,) = HTML(string=_PAGE).render().pages
    box = page._page_box
    alone = list(box.descendants(placeholders))
    with descendants.PATCH.applied():
        assert list(box.descendants(placeholders)) == alone
    assert len(alone) > 30
