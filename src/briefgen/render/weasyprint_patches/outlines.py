"""The outlines of a font's instance, made for the glyphs that are left in it.

Replaces: `instantiateGvar` of fontTools, which makes an instance of a variable font.
Why: WeasyPrint cuts a font down to the glyphs that it prints, nine in ten of which it only
empties to keep the numbers of the others; fontTools works on all of them, a twentieth of a
build. What comes out is the same to the byte.
Upstream: an issue for fontTools, `instantiateVariableFont` to skip glyphs without contours
and without advance.
"""

from __future__ import annotations

from typing import Any

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from .patch import Patch

_instantiate = instancer.instantiateGvar


def _instantiate_drawn(font: TTFont, limits: Any, optimize: bool = True) -> None:
    """Make the outlines of a font's instance, but not those of the glyphs that were left out
    of it: nine in ten, which have nothing left and only keep the numbers of the others."""
    glyphs, variations, metrics = font["glyf"], font["gvar"].variations, font["hmtx"].metrics
    order = glyphs.glyphOrder
    drawn = [name for name in order if glyphs[name].numberOfContours or metrics[name] != (0, 0)]
    for name in variations.keys() - set(drawn):
        del variations[name]
    glyphs.glyphOrder = drawn
    try:
        _instantiate(font, limits, optimize)
    finally:
        glyphs.glyphOrder = order


PATCH = Patch(instancer, "instantiateGvar", _instantiate_drawn, "de968cb67d2564a1")
