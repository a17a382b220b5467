"""Characters that are one in print: in the theme's fonts they share a glyph.

A PDF tells glyphs and not characters: of two that share a glyph, whichever was printed first
is read back for both. A test computes the table from the fonts.
"""

from __future__ import annotations

import re
import unicodedata

SOFT_HYPHEN = "\u00ad"
# What prints nothing, besides white space: it belongs to the lines, not to the text.
NOT_TEXT = (
    "\u00ad\u034f\u061c\u115f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\x00-\x1f"
)
# Each character of a group, and the one that stands for it.
_GROUPS = {
    "-": "\N{HYPHEN}\N{NON-BREAKING HYPHEN}",
    "\N{GREEK SMALL LETTER MU}": "\N{MICRO SIGN}",
    "\N{LEFT SINGLE QUOTATION MARK}": "\N{MODIFIER LETTER TURNED COMMA}",
    "\N{RIGHT SINGLE QUOTATION MARK}": "\N{MODIFIER LETTER APOSTROPHE}",
    "\N{SUPERSCRIPT EQUALS SIGN}": "\N{MODIFIER LETTER UNASPIRATED}",
    "\N{GREEK CAPITAL LETTER DELTA}": "\N{INCREMENT}",
    "\N{GREEK CAPITAL LETTER OMEGA}": "\N{OHM SIGN}",
    "\N{GREEK SMALL LETTER PHI}": "\N{GREEK PHI SYMBOL}",
    "\N{FRACTION SLASH}": "\N{DIVISION SLASH}",
}
# The Latin ligatures are letters to whoever reads a PDF; the one of a long s is that and t.
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_LIGATURES["\N{LATIN SMALL LIGATURE LONG S T}"] = "\N{LATIN SMALL LETTER LONG S}t"
_SAME = {character: kept for kept, group in _GROUPS.items() for character in group} | _LIGATURES
_OTHERWISE = re.compile(f"[{NOT_TEXT}{''.join(_SAME)}]")


def bare(text: str) -> str:
    """`text` without white space and other characters that print nothing, and with one
    character for all that share its glyph: equal where they print the same."""
    text = "".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _OTHERWISE.sub(_kept, text))


def _kept(character: re.Match[str]) -> str:
    return _SAME.get(character[0], "")
