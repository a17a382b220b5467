"""Boxes without a background are drawn byte by byte as WeasyPrint draws them."""

from __future__ import annotations

import pytest

from briefgen.render.weasyprint_patches import bare_boxes
from briefgen.render.weasyprint_patches.engine import HTML

_STYLES = (
    "border: 1pt solid", "position: absolute; border: 1pt solid", "float: left; border: 1pt solid",
    "position: relative; border: 1pt solid", "border: 1pt solid; border-radius: 3pt",
    "position: absolute; border: 1pt solid; background: silver", "box-shadow: 1pt 1pt gray",
)  # fmt: skip


@pytest.mark.parametrize("style", _STYLES)
def test_no_byte_changes(style: str) -> None:
    page = (
        "<style>div { position: relative } div::after { content: 'ebb'; top: 0 }</style>"
        f"<style>div::after {{ {style} }}</style><div><p>The harbour<p>and the lock</div>"
    )
    alone = HTML(string=page).write_pdf(pdf_identifier=b"lock")
    with bare_boxes.PATCH.applied():
        assert HTML(string=page).write_pdf(pdf_identifier=b"lock") == alone
