"""The letters of a PDF as they are printed: size, colour, and the colour that they stand on."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium
from PIL.Image import Image

Colour = tuple[int, int, int]
_SCALE = 2


@dataclass(frozen=True)
class Letter:
    """A printed letter: where, how large in points, in which colour on which."""

    page: int
    character: str
    size: float
    colour: Colour
    ground: Colour

    @cached_property
    def contrast(self) -> float:
        """The contrast ratio of WCAG 2, from 1 to 21."""
        light, dark = sorted((_luminance(self.colour), _luminance(self.ground)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def __str__(self) -> str:
        return f"{self.character!r} on page {self.page}: {self.size:.2f} pt, {self.contrast:.2f}"


def letters(pdf: bytes) -> Iterator[Letter]:
    """Every letter and digit of `pdf`."""
    with pypdfium2.PdfDocument(pdf) as opened:
        for number, page in enumerate(opened, 1):
            picture = page.render(scale=_SCALE).to_pil().convert("RGB")
            text = page.get_textpage()
            for index in range(text.count_chars()):
                character = chr(pdfium.FPDFText_GetUnicode(text, index))
                if character.isalnum():
                    box = _box(text, index, page.get_height())
                    yield Letter(
                        number, character, _size(text, index), _colour(text, index),
                        _ground(picture, box),
                    )  # fmt: skip


def _size(text: pypdfium2.PdfTextPage, index: int) -> float:
    matrix = pdfium.FS_MATRIX()
    assert pdfium.FPDFText_GetMatrix(text, index, matrix)
    return float(pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d))


def _colour(text: pypdfium2.PdfTextPage, index: int) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    assert pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    assert alpha.value == 255, "transparent text has no contrast to compute"
    return red.value, green.value, blue.value


def _box(text: pypdfium2.PdfTextPage, index: int, height: float) -> tuple[int, int, int, int]:
    """The pixels around a letter, with what stands between the lines."""
    left, bottom, right, top = text.get_charbox(index, loose=True)
    return (
        int(left * _SCALE) - 1, int((height - top) * _SCALE) - 1,
        int(right * _SCALE) + 2, int((height - bottom) * _SCALE) + 2,
    )  # fmt: skip


def _ground(picture: Image, box: tuple[int, int, int, int]) -> Colour:
    """The commonest colour around a letter: thin strokes never cover half of it."""
    counted = picture.crop(box).getcolors()
    assert counted
    _, colour = max(counted)
    assert isinstance(colour, tuple)
    return colour[0], colour[1], colour[2]


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if (part := channel / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
