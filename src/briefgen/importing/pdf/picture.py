"""A sheet of a PDF as a picture, so that a person can look at the original."""

from __future__ import annotations

import io

from .glyphs import open_pdf

_SCALE = 2.0  # 144 dots an inch


def sheet_png(raw: bytes, sheet: int) -> bytes:
    """The sheet (from 1) of the PDF in `raw` as PNG; raises `BriefgenError`."""
    document = open_pdf(raw)
    try:
        page = document[sheet - 1]
        picture = io.BytesIO()
        page.render(scale=_SCALE).to_pil().save(picture, format="PNG")
        return picture.getvalue()
    finally:
        document.close()
