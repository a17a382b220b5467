"""The fonts of a page for a browser, as far as it needs them, inside the page."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from functools import lru_cache
from urllib.parse import unquote

from briefgen.errors import BriefgenError

from .font_files import font_file
from .web_style import FONT_URL

# The fonts hold all of these, so that they are made once for many pages: Latin letters,
# punctuation, arrows.
USUAL = frozenset(
    [
        *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), *range(0x202F, 0x2040),
        0x2060, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2212,
    ]
)  # fmt: skip
_FEATURES = ["calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"]


def with_fonts(faces: str, page: str) -> str:
    """The `@font-face` rules with the fonts inside them, for all characters of `page`."""
    needed = USUAL | frozenset(map(ord, page))

    def embedded(found: re.Match[str]) -> str:
        name = unquote(found[1])
        try:
            data = font_for(name, needed)
        except (OSError, ValueError) as error:
            raise BriefgenError(f"the font {name} cannot be read: {error}") from error
        return f"url(data:font/woff;base64,{b64encode(data).decode()})"

    return FONT_URL.sub(embedded, faces)


@lru_cache(maxsize=16)
def font_for(name: str, characters: frozenset[int]) -> bytes:
    """The font `<package>/<file>` with no more than these characters, as WOFF: WOFF2 is a fifth
    smaller, and takes five times as long. Raises ValueError or OSError where there is none."""
    from fontTools import subset  # noqa: PLC0415 - a PDF needs nothing of it, and it is large

    options = subset.Options()
    options.flavor = "woff"
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = []
    font = subset.load_font(str(font_file(name)), options)
    font.recalcTimestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    content = io.BytesIO()
    subset.save_font(font, content, options)
    return content.getvalue()
