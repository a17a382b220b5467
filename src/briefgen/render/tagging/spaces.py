"""The spaces that line ends swallow.

WeasyPrint prints no space where a line ends, and none where a space is alone between
two elements. The eye needs none; a program that reads the words aloud runs them together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pydyf


def space_glyphs(fonts: Iterable[Any]) -> dict[bytes, bytes]:
    """The space of each font that prints one, by the font's name in the file."""
    return {
        font.hash.encode(): b"<%04x>" % glyph
        for font in fonts
        for glyph, characters in font.to_unicode.items()
        if characters == " " and not font.bitmap
    }


def add_spaces(
    operators: list[Any], contents: Collection[int], glyphs: Mapping[bytes, bytes]
) -> None:
    """Let the marked `contents` of a page end in a space, which shows nothing.

    `operators` are the page's own and are changed. A font that has no space adds none.
    """
    font, shown, mcid = b"", None, None
    for index, item in enumerate(operators):
        if isinstance(item, pydyf.Dictionary):
            mcid, shown = item.get("MCID"), None
        elif not isinstance(item, bytes):
            continue
        elif item.endswith(b" Tf"):
            font = item[1:].split()[0]
        elif item.endswith(b"] TJ"):
            shown = index
        elif item == b"EMC" and shown is not None:
            if mcid in contents and font in glyphs:
                operators[shown] = operators[shown].removesuffix(b"] TJ") + glyphs[font] + b"] TJ"
            shown = None
