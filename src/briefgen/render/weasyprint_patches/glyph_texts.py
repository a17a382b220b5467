"""What each glyph stands for, for whoever copies text out of the PDF or has it read aloud.

Replaces: `build_fonts_dictionary`, by which WeasyPrint writes the fonts of a PDF, and calls it.
Why: WeasyPrint gives a glyph the text of the first cluster that it was printed in. Where a
cluster has several glyphs (a letter and its accents, a syllable) all of it goes to the last
and nothing to the others: a letter first printed with an accent would be silent everywhere.
Here such glyphs get their own character, as the font tells it.
Upstream: an issue for WeasyPrint, ActualText on clusters of several glyphs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import weasyprint.pdf
from weasyprint.pdf.fonts import build_fonts_dictionary

from .patch import Patch


def _build_fonts(pdf: Any, fonts: Mapping[Any, Any], *options: Any) -> Any:
    _correct(fonts)
    return build_fonts_dictionary(pdf, fonts, *options)


def _correct(fonts: Mapping[Any, Any]) -> None:
    """Let the glyphs of `fonts` stand for their own characters where they were given those
    of a cluster."""
    for font in fonts.values():
        doubtful = [glyph for glyph, text in font.to_unicode.items() if _is_doubtful(text)]
        if doubtful and not font.bitmap:
            own = dict(_own_characters(font))
            font.to_unicode.update((glyph, own[glyph]) for glyph in doubtful if glyph in own)


def _is_doubtful(text: str) -> bool:
    """Whether a glyph's text is nothing, or that of a letter with what is put to it."""
    return not text or (
        len(text) > 1 and any(unicodedata.category(character)[0] == "M" for character in text)
    )


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
