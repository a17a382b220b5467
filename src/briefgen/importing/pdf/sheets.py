"""The sheets of a PDF by themselves: as a picture to look at, and as text."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pypdfium2

from briefgen.errors import BriefgenError

from .glyphs import open_pdf, reading_order

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


def sheet_texts(raw: bytes) -> Mapping[int, str]:
    """The text of each sheet in PDFium's own order; raises `BriefgenError`."""
    document = open_pdf(raw)
    try:
        return {number: reading_order(document, number) for number in range(1, len(document) + 1)}
    except pypdfium2.PdfiumError as error:
        raise BriefgenError(f"the PDF is damaged: {error}") from error
    finally:
        document.close()
