"""Glyphs of a line that are written together, and not one after the other.

Replaces: `draw_first_line`, by which WeasyPrint writes a line of text into a page.
Why: it asks Pango for each glyph's number, width and offsets one by one and writes their numbers
one by one, a twentieth of a build. Here the glyphs of a run are read at once, and how a glyph of
a width is written is remembered for its font. Lines with an ellipsis, raised or missing glyphs,
or fonts of pictures are left to WeasyPrint. No byte changes.
Upstream: an issue for WeasyPrint, to read glyphs through `ffi.buffer`.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Any

import weasyprint.draw.text
from weasyprint.draw.text import draw_first_line
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from .patch import Patch

# PangoGlyphInfo: the glyph's number, its width and offsets, and whether a cluster begins.
_GLYPH = Struct("Iiii4x")
# From here on a number stands for something else: PANGO_GLYPH_EMPTY, and what is unknown.
_NO_GLYPH = 0x0FFFFFFF
_SMALLEST = 1e-6

_Glyph = tuple[int, int, int, int]
# A run: Pango's own item, its glyphs, its font and their size.
_Run = tuple[Any, list[_Glyph], Any, float]


def _draw(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> list[Any]:
    layout = textbox.pango_layout
    is_usual = text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip()
    runs: list[_Run] = []
    if is_usual and textbox.style["font_size"] >= _SMALLEST:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        runs = list(_runs(stream, textbox))
    if not runs or not all(_is_plain(run) for run in runs):
        return list(draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix))
    stream.set_text_matrix(*matrix.values)
    text, last = "", None
    for item, glyphs, font, size in runs:
        if item.item.analysis.font != last:
            last = item.item.analysis.font
            if text:
                stream.show_text(text)
            text = ""
            stream.set_font_size(font.hash, size)
        known = font.__dict__.setdefault("written_glyphs", {}).setdefault(size, {})
        text += "<"
        for index, glyph in enumerate(glyphs):
            written = known.get(glyph)
            if written is None:
                _learn(font, textbox, item, index, glyph[0])
                written = known[glyph] = _written(stream, font, size, last, glyph)
            text += written
        text = text[:-1] if text[-1] == "<" else f"{text}>"
    stream.show_text(text)
    return []


def _runs(stream: Any, textbox: Any) -> Iterator[_Run]:
    """The runs of a line, whose fonts are added to those of `stream`."""
    line, _ = textbox.pango_layout.get_first_line()
    run, last, font, size = line.runs[0], None, None, 0.0
    while run != ffi.NULL:
        item, run = run.data, run.next
        if item.item.analysis.font != last:
            last = item.item.analysis.font
            font, size = stream.add_font(last)
            if pango.pango_version() < 14802:  # as WeasyPrint, for an issue of Pango's
                size = textbox.style["font_size"]
        string = item.glyphs
        glyphs = _GLYPH.iter_unpack(ffi.buffer(string.glyphs, string.num_glyphs * _GLYPH.size))
        yield item, list(glyphs), font, size


def _is_plain(run: _Run) -> bool:
    _, glyphs, font, _ = run
    if font.bitmap or font.svg or font.png or font.colr:
        return False
    if not glyphs:
        return True
    numbers, _, _, raised = zip(*glyphs, strict=True)
    return max(numbers) < _NO_GLYPH and not any(raised)


def _learn(font: Any, textbox: Any, item: Any, index: int, glyph: int) -> None:
    """Let `font` know what text its glyph stands for: that of the cluster that it is in."""
    if glyph in font.to_unicode:
        return
    clusters, length = item.glyphs.log_clusters, item.item.length
    if item.item.analysis.level % 2:  # from right to left
        end = length if index == 0 else clusters[index - 1]
    else:
        end = length if index == item.glyphs.num_glyphs - 1 else clusters[index + 1]
    start = item.item.offset
    text = textbox.pango_layout.text.encode()[start + clusters[index] : start + end]
    font.to_unicode[glyph] = text.decode()


def _written(stream: Any, font: Any, size: float, pango_font: Any, glyph: _Glyph) -> str:
    """How a glyph is written between `<` and `>`, with how far it and the next are moved."""
    number, width, x_offset, _ = glyph
    offset = x_offset / size
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, number, stream.ink_rect, stream.logical_rect)
        font.widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    kerning = font.widths[number] + offset - width * 1000 * FROM_UNITS / size
    before = f">{-offset}<" if offset else ""
    after = f">{int(kerning)}<" if kerning else ""
    return f"{before}{number:04x}{after}"


PATCH = Patch(weasyprint.draw.text, "draw_first_line", _draw, "1bb8eae6d88e71b1", is_equal=True)
