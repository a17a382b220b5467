"""Boxes have the sizes that WeasyPrint gives them, and are in or out of the flow as it says."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from briefgen.render.weasyprint_patches import normal_flow, used_sizes
from briefgen.render.weasyprint_patches.engine import HTML
from briefgen.render.weasyprint_patches.patch import Patch

_PAGE = """<style>
  @page { size: 90mm 60mm; margin: 10%; @top-left { content: 'Quay'; padding: 2px } }
  p { margin: 0 5% 3px; width: calc(90% - 1px) } b { padding: 1px 2px; border: 1px solid }
  section { box-sizing: border-box; width: 50mm; padding: 3mm; min-height: 4mm; max-width: 40mm }
  table { border-collapse: collapse; width: 100% } td { border: 2px solid; padding: 1px }
  .wide td { border-width: 5px; width: 20mm; box-sizing: border-box }
  i { float: left; width: 50% } u { position: absolute; top: 10% } s { float: footnote }
  p::first-line { color: teal; padding: 3px } p::first-letter { margin-left: 4px }
  em { position: running(head) } @page { @top-right { content: element(head) } }
</style><section><p>The <b>board</b> <b>waits</b> here <em>Ebb</em><i>a quarter</i>.<s>A note.</s>
<p>Ebb <b>and <u>flow</u></b></section>
<table><tr><td>Lock<td>Quay</table><table class="wide"><tr><td>Lock<td><b>Quay</b></table>
<p>The board waits once more, and the pilots wait with it for as long as it takes."""


def _boxes() -> list[Any]:
    """The sizes of all boxes, one after the other."""
    return [
        (
            type(box).__name__,
            box.is_in_normal_flow(),
            {name: vars(box).get(name) for name in ("position_x", "position_y", *_NAMES)},
        )
        for page in HTML(string=_PAGE).render().pages
        for box in page._page_box.descendants()
    ]


_NAMES = used_sizes._SIZES + used_sizes._BORDERS


def _with(*patches: Patch) -> list[Any]:
    with ExitStack() as stack:
        for patch in patches:
            stack.enter_context(patch.applied())
        return _boxes()


def test_every_box_has_the_same_sizes() -> None:
    alone = _boxes()
    assert _with(*used_sizes.PATCHES) == alone
    assert _with(*used_sizes.PATCHES) == alone  # what is known from the last time, too
    assert len(alone) > 60


def test_the_same_boxes_are_in_the_flow() -> None:
    alone = _boxes()
    assert _with(normal_flow.PATCH) == alone
    assert {in_flow for _, in_flow, _ in alone} == {True, False}
