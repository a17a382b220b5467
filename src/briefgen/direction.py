"""Which way text runs: from left to right, or as Arabic and Hebrew do.

Decided here and not by the page's `dir=auto`, which WeasyPrint does not know.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from babel import Locale, UnknownLocaleError

Direction = Literal["ltr", "rtl"]
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction(text: str) -> Direction:
    """The way of the first character that has one (Unicode Standard Annex 9, P2 and P3)."""
    ways = (_STRONG.get(unicodedata.bidirectional(character)) for character in text)
    return next((way for way in ways if way), "ltr")


def language_direction(language: str) -> Direction:
    """The way in which a language (BCP 47) is written."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return "ltr"
    return "rtl" if locale.text_direction == "rtl" else "ltr"
