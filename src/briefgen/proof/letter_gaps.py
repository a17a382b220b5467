"""Whether words of a theme that spaces letters itself are seen as words: their letters are neither
over each other nor far from each other, and those of two words further apart than those of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from pypdf.generic import DictionaryObject

from .exact_words import descendant, texts_of_glyphs, widths_of_glyphs
from .page_comparison import shortened

RUNS = re.compile(rb"/(\w+)\s+[\d.]+\s+Tf|\[([^\]]*)\]\s*TJ")
ATOMS = re.compile(rb"<([0-9a-fA-F]*)>|(-?[\d.]+)")
PLACED = (
    "[\u0300-\u036f\u0590-\u1cff\u1dc0-\u1dff\u20d0-\u20f0\ua800-\uabff\ufb1d-\ufdff\ufe00-\ufe2f\ufe70-\ufefc"
    "\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
"""Accents, and scripts whose signs are put around letters; compiled where it is needed."""
MOST_BACK = 175.0
"""Thousandths of the size, by which a letter may be moved back."""
# By which one may be moved back where others are less, as kerning moves “.” under “””, and on; and
# of a space's width, what is seen of it at least.
_KERNED, _MOST_ON, _SEEN = 300.0, 600.0, 0.4
_CODE = 2  # bytes a glyph

_OVER = "in letters over each other"
_FAR = "in letters far from each other"
_JOINED = "in words that are joined"


class _Glyph(Struct):
    """What a glyph says, empty where nobody knows; how wide it is, and the gap that is before it,
    in thousandths of the size."""

    text: str
    width: float
    gap: float


def wrong_gaps(content: bytes, fonts: DictionaryObject) -> Iterator[str]:
    """What is wrong with the gaps between letters in a page's content, whose `fonts` are given: the
    first words of each kind."""
    found: dict[str, str] = {}
    known: dict[str, tuple[dict[bytes, str], dict[int, float]]] = {}
    name = ""
    for font, array in RUNS.findall(content):
        if font:
            name = f"/{font.decode()}"
            continue
        if name not in known and name in fonts:
            inner = dict(widths_of_glyphs(descendant(fonts[name])))
            known[name] = texts_of_glyphs(fonts[name]), inner
        glyphs = list(_glyphs(array, *known.get(name, ({}, {}))))
        if what := _wrong(glyphs):
            words = shortened("".join(one.text for one in glyphs).strip())
            found.setdefault(what, f"“{words}” {what}")
    yield from found.values()


def _glyphs(array: bytes, texts: dict[bytes, str], widths: dict[int, float]) -> Iterator[_Glyph]:
    gap = 0.0
    for codes, number in ATOMS.findall(array):
        if number:
            gap -= float(number)
        glyphs = bytes.fromhex(codes.decode())
        for at in range(0, len(glyphs), _CODE):
            code = glyphs[at : at + _CODE]
            yield _Glyph(texts.get(code, ""), widths.get(int.from_bytes(code), 0), gap)
            gap = 0.0


def _wrong(glyphs: list[_Glyph]) -> str:
    """What is wrong with the gaps of a run; empty for nothing."""
    gaps = list[float]()
    spaces = list[tuple[float, float]]()
    before, blank, seen = "", 0.0, 0.0
    for one in glyphs:
        seen += one.gap
        if one.text.isspace():
            blank, seen = blank + one.width, seen + one.width
            continue
        if before and one.text and not re.search(PLACED, before + one.text):
            if not blank:
                gaps.append(seen)
            elif (before[-1] + one.text[0]).isalnum():  # other signs keep words apart
                spaces.append((blank, seen))
        before, blank, seen = one.text, 0.0, 0.0
    usual = sum(gaps) / len(gaps) if gaps else 0.0
    if usual <= -MOST_BACK or any(gap <= -_KERNED for gap in gaps):
        return _OVER
    if any(gap >= _MOST_ON for gap in gaps):
        return _FAR
    return _JOINED if any(seen < _SEEN * blank + usual for blank, seen in spaces) else ""
