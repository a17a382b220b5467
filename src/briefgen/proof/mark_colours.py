"""Colours that a reader's mark may have, as light, and what lets words show through."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul
from typing import TypeAlias

# Red, green and blue.
Colour: TypeAlias = tuple[float, float, float]

THROUGH = {"/Multiply", "/Darken"}
"""The blend modes with which what is below stays legible (ISO 32000-1, 11.3.5)."""
ICON = 40
"""Points: a mark up to this size hides at most a word."""
_LIGHT = (0.2126, 0.7152, 0.0722)  # how light red, green and blue are (ITU-R BT.709)


def as_light(parts: Sequence[float]) -> Colour:
    """A colour of a device space as red, green and blue: one part is a grey, three are light, four
    are ink."""
    if len(parts) == 4:
        red, green, blue = ((1 - ink) * (1 - parts[3]) for ink in parts[:3])
        return red, green, blue
    red, green, blue = parts if len(parts) == 3 else (parts[0] if parts else 0.0,) * 3
    return red, green, blue


def lightness(colour: Sequence[float]) -> float:
    """How light red, green and blue are together, of full light."""
    light: float = sum(map(mul, colour, _LIGHT))
    return light
