"""What each glyph stands for, for whoever copies text out of the PDF or has it read aloud.

Replaces: `build_fonts_dictionary`, by which WeasyPrint writes the fonts of a PDF, and calls it.
Why: WeasyPrint gives a glyph the text of the first cluster that it was printed in. Where a
cluster has several glyphs (a letter and its accents, a syllable) all of it goes to the last
and nothing to the others: a letter first printed with an accent would be silent everywhere.
Here such glyphs get their own character, as the font tells it; so do those that were given a
letter with an accent of which they are one part only, as the dot of the “ọ̀” of Yoruba.
Upstream: an issue for WeasyPrint, ActualText on clusters of several glyphs.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from typing import Any

import weasyprint.pdf
from weasyprint.pdf.fonts import build_fonts_dictionary

from .native import address
from .patch import Patch

_LIBRARIES = ("libharfbuzz.so.0", "libharfbuzz.0.dylib")


def _build_fonts(pdf: Any, fonts: Mapping[Any, Any], *options: Any) -> Any:
    _correct(fonts)
    return build_fonts_dictionary(pdf, fonts, *options)


def _correct(fonts: Mapping[Any, Any]) -> None:
    """Let the glyphs of `fonts` stand for their own characters where they were given those
    of a cluster."""
    for font in fonts.values():
        if font.bitmap:
            continue
        told = font.to_unicode.items()
        doubtful = [
            glyph for glyph, text in told if _is_doubtful(text) or _is_part(font, glyph, text)
        ]
        if doubtful:
            own = dict(_own_characters(font))
            font.to_unicode.update((glyph, own[glyph]) for glyph in doubtful if glyph in own)


def _is_doubtful(text: str) -> bool:
    """Whether a glyph's text is nothing, or that of a letter with what is put to it."""
    return not text or (
        len(text) > 1 and any(unicodedata.category(character)[0] == "M" for character in text)
    )


def _is_part(font: Any, glyph: int, text: str) -> bool:
    """Whether a glyph was given a letter with an accent for which the font has another glyph."""
    if len(text) != 1 or text.isascii() or not _is_accented(text):
        return False
    own = _glyph(font, text)
    return own is not None and own != glyph


def _is_accented(character: str) -> bool:
    return any(unicodedata.combining(one) for one in unicodedata.normalize("NFD", character))


def _glyph(font: Any, character: str) -> int | None:
    """The glyph that a font has for a character; None where it has none, or nobody can be asked."""
    library = _harfbuzz()
    if library is None:
        return None
    made, found = library.hb_font_create(address(font.hb_face)), ctypes.c_uint()
    is_there = library.hb_font_get_nominal_glyph(made, ord(character), ctypes.byref(found))
    library.hb_font_destroy(made)
    return found.value if is_there else None


@cache
def _harfbuzz() -> Any:
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        pointer = ctypes.c_void_p
        library.hb_font_create.argtypes, library.hb_font_create.restype = [pointer], pointer
        library.hb_font_get_nominal_glyph.argtypes = [pointer, ctypes.c_uint, pointer]
        library.hb_font_destroy.argtypes, library.hb_font_destroy.restype = [pointer], None
        return library
    return None


def _own_characters(font: Any) -> Iterator[tuple[int, str]]:
    """Each glyph that a character has in the font, and the first such character."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - most builds do without

    try:
        with TTFont(BytesIO(font.file_content), fontNumber=font.index, lazy=True) as file:
            names = file.getBestCmap() or {}
            for code in sorted(names, reverse=True):
                yield file.getGlyphID(names[code]), chr(code)
    except TTLibError:
        return


PATCH = Patch(weasyprint.pdf, "build_fonts_dictionary", _build_fonts, "fc551bef35d0d6c3")
