"""What is between the characters of a text: spaces, and signs that print nothing.

A page for the web has its words as they were typed, so that “a moral” is not “amoral” there. A
PDF has lines, at whose ends spaces come and go.
"""

from __future__ import annotations

import unicodedata

from briefgen.matching.same_glyphs import NOT_TEXT, bare
from briefgen.model.lazy_pattern import lazy_pattern

_BETWEEN = lazy_pattern(rf"[\s{NOT_TEXT}]+")
# A space of another width is seen, and is as it was typed; a narrow one is set beside French signs.
_WIDE = "\u1680\u2000-\u200a\u2028\u2029\u205f\u3000"
_SPACE = lazy_pattern(rf"[^\S{_WIDE}]+")
_CONTROLS = lazy_pattern(rf"[^\S{_WIDE}]|[\x00-\x1f]")


def joints(text: str) -> dict[int, str]:
    """What is between the characters of `text`, by how many printed ones, accents aside, are before
    it: a space for white space, and signs that print nothing and wider spaces as they are."""
    found: dict[int, str] = {}
    at = last = 0
    text = unicodedata.normalize("NFC", text)
    for between in _BETWEEN.finditer(text):
        at += count(text[last : between.start()])
        last = between.end()
        is_space = _SPACE.search(between[0]) is not None
        if signs := f"{' ' * is_space}{_CONTROLS.sub('', between[0])}":
            found[at] = signs
    return found


def count(text: str) -> int:
    """How many characters of `text` are printed, accents aside."""
    if text.isascii():
        return len(text)
    return sum(unicodedata.category(one) != "Mn" for one in bare(text))


def spaced(text: str) -> str:
    """`text` with one space for all white space but that of another width, and one character for
    all that share a glyph."""
    words = (
        "".join(bare(one) or one for one in unicodedata.normalize("NFC", word))
        for word in filter(None, _SPACE.split(text))
    )
    return text.strip() if text.isascii() and " ".join(text.split()) == text else " ".join(words)
