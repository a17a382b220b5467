"""A word across the page, below the text, as outlines.

No text: nobody selects it, no reader says it on every page, and no search finds it.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import as_file, files

_FONT = files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"
# A page's proportions, of the diagonal along which the word runs, and how much it fills.
_WIDTH, _HEIGHT, _FILLED = 850, 1100, 0.86
# Light enough that text over it keeps its contrast, dark enough for a copier.
_GREY = "#e4e4e4"


@cache
def watermark(word: str) -> str:
    """A `data:` URL of a picture of the page's proportions with `word` across it."""
    # Slow, and only drafts need them.
    from fontTools.pens.boundsPen import BoundsPen  # noqa: PLC0415
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with as_file(_FONT) as path, TTFont(path) as font:
        glyphs = font.getGlyphSet(location={"wght": 700})
        names = [font.getBestCmap()[ord(letter)] for letter in word]
        outline, bounds, x = SVGPathPen(glyphs), BoundsPen(glyphs), 0.0
        for name in names:
            for pen in (outline, bounds):
                glyphs[name].draw(TransformPen(pen, (1, 0, 0, -1, x, 0)))
            x += glyphs[name].width
    left, top, right, bottom = bounds.bounds
    diagonal = (_WIDTH**2 + _HEIGHT**2) ** 0.5
    scale = diagonal * _FILLED / (right - left)
    scale = min(scale, _WIDTH * 0.24 / (bottom - top))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'preserveAspectRatio="none"><path fill="{_GREY}" transform="'
        f"translate({_WIDTH / 2} {_HEIGHT / 2}) rotate(-52) scale({scale:.4f}) "
        f'translate({-(left + right) / 2:.1f} {-(top + bottom) / 2:.1f})" '
        f'd="{outline.getCommands()}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
