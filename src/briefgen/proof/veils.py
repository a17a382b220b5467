"""What may hide words that a page shows: their colour, a mask, how they are filled, a clip."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

from .pdf_shapes import Box, Ink, clips_of, holds

# The lightest colour, of 255, that words have in a theme of ours; what lets nothing through.
_DARK, _OPAQUE = 128, 255
_TOLERANCE = 1.0  # points; a letter may hang over by as much

FAINT = "in a colour that can hardly be read"
MASKED = "under a soft mask or a blend mode"
OUTLINED = "in letters that are not simply filled"
CUT = "cut by a clip that may hide it"


def is_faint(ink: Ink | None) -> bool:
    """Whether words of a colour may be hard to read on a light ground; of one that is not known,
    they may."""
    return ink is None or max(ink[:3]) > _DARK or ink[3] < _OPAQUE


def veil_of(part: Any, box: Box, ink: Ink | None) -> str:
    """What beside its colour, `ink`, may hide a text object that covers `box`; empty for nothing.
    What lets something through does not count as a mask."""
    is_opaque = ink is not None and ink[3] == _OPAQUE
    if is_opaque and pdfium.FPDFPageObj_HasTransparency(part):
        return MASKED
    if pdfium.FPDFTextObj_GetTextRenderMode(part) != pdfium.FPDF_TEXTRENDERMODE_FILL:
        return OUTLINED
    is_whole = all(whole and holds(clip, box, _TOLERANCE) for clip, whole in clips_of(part))
    return "" if is_whole else CUT
