"""Whether clusters that say their own text (ActualText) show no other letters: what is inside one
is not read, so that a word could be hidden there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from pypdf.generic import DictionaryObject

from .exact_words import texts_of_glyphs

_SAYS = b"ActualText"
# Properties of marked content by a name, which ours never have, and names that are escaped.
_NAMED = re.compile(rb"#|/\S+\s*/[^\s/<>]+\s+BDC")
# A font, or a cluster as ours are written: its text, and its glyphs, some of them raised.
_CLUSTERS = re.compile(
    rb"/(\w+)\s+[\d.]+\s+Tf|/Span\s*<<\s*/ActualText\s*<FEFF([0-9A-F]*)>\s*>>\s*BDC"
    rb"((?:\s*(?:\[[0-9A-F<>.\s-]*\]\s*TJ|[\d.-]+\s+Ts))+)\s*EMC",
    re.IGNORECASE,
)
_GLYPHS = re.compile(rb"<([0-9a-fA-F]*)>")
_CODE = 2  # bytes a glyph
_MOST_MORE = 2  # glyphs that a cluster may have beyond its characters: some vowels have parts
_DOTLESS = "\u0131\u0237"  # glyphs of i and j with an accent


def hides_letters(content: bytes, fonts: DictionaryObject) -> bool:
    """Whether a page's content has clusters with other letters than they say, or otherwise than
    ours are written."""
    if _NAMED.search(content):
        return True
    if _SAYS not in content:
        return False
    clusters = list(_clusters(content, fonts))
    return len(clusters) != content.count(_SAYS) or any(
        _has_others(text, shown) for text, shown in clusters
    )


def _clusters(content: bytes, fonts: DictionaryObject) -> Iterator[tuple[str, list[str]]]:
    """The text of each cluster, and what each of its glyphs stands for, empty for nothing."""
    told: dict[bytes, str] = {}
    for font, text, shown in _CLUSTERS.findall(content):
        if font:
            name = f"/{font.decode()}"
            told = texts_of_glyphs(fonts[name]) if name in fonts else {}
            continue
        codes = bytes.fromhex("".join(one.decode() for one in _GLYPHS.findall(shown)))
        glyphs = [codes[at : at + _CODE] for at in range(0, len(codes), _CODE)]
        said = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        yield said, [told.get(glyph, "") for glyph in glyphs]


def _has_others(text: str, told: list[str]) -> bool:
    own = _apart(text)
    letters = Counter(one for glyph in told if len(glyph) == 1 for one in _apart(glyph))
    others = (one for one in letters - Counter(own) if one.isalpha() and one not in _DOTLESS)
    return len(told) > len(own) + _MOST_MORE or (len(told) > 1 and any(others))


def _apart(text: str) -> str:
    return unicodedata.normalize("NFKD", text)
