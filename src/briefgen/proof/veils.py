"""What may hide words that a page shows: their colour, a mask, how they are filled, a clip."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from .pdf_shapes import Box, clips_of, holds

# The lightest colour, of 255, that words have in a theme of ours; what lets nothing through.
_DARK, _OPAQUE = 128, 255
_TOLERANCE = 1.0  # points; a letter may hang over by as much

FAINT = "in a colour that can hardly be read"
MASKED = "under a soft mask or a blend mode"
OUTLINED = "in letters that are not simply filled"
CUT = "cut by a clip that may hide it"


class Veils:
    """Asks PDFium what is over words, all into one buffer."""

    def __init__(self) -> None:
        self._colour = tuple(ctypes.c_uint() for _ in range(4))

    def of(self, part: Any, box: Box) -> str:
        """What may hide a text object that covers `box`; empty for nothing."""
        red, green, blue, alpha = self._colour
        if not pdfium.FPDFPageObj_GetFillColor(part, red, green, blue, alpha):
            return FAINT
        if max(red.value, green.value, blue.value) > _DARK or alpha.value < _OPAQUE:
            return FAINT
        if pdfium.FPDFPageObj_HasTransparency(part):
            return MASKED
        if pdfium.FPDFTextObj_GetTextRenderMode(part) != pdfium.FPDF_TEXTRENDERMODE_FILL:
            return OUTLINED
        return (
            ""
            if all(whole and holds(clip, box, _TOLERANCE) for clip, whole in clips_of(part))
            else CUT
        )
