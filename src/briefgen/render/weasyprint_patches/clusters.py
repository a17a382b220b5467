"""The clusters of a line: which glyphs were drawn for which characters.

WeasyPrint lets go of Pango's answer once it has drawn a line: asked again, Pango gives the
same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from weasyprint.text.ffi import ffi, pango


class Cluster(NamedTuple):
    """Characters that are drawn together, and the numbers of their glyphs as they are drawn.

    `is_backwards` is set where they run from right to left.
    """

    text: str
    glyphs: tuple[int, ...]
    is_backwards: bool


def clusters(box: Any) -> Iterator[Cluster]:
    """The clusters of a text box, in the order of drawing."""
    layout = box.pango_layout
    layout.reactivate(box.style)
    try:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        typed = layout.text.encode()
        run = line.runs[0]
        while run != ffi.NULL:
            yield from _of_run(run.data, typed)
            run = run.next
    finally:
        layout.deactivate()


def _of_run(run: Any, typed: bytes) -> Iterator[Cluster]:
    string, item = run.glyphs, run.item
    starts = [string.log_clusters[index] for index in range(string.num_glyphs)]
    ends = dict(zip(sorted(set(starts)), [*sorted(set(starts))[1:], item.length], strict=True))
    drawn = [
        (start, string.glyphs[index].glyph)
        for index, start in enumerate(starts)
        if string.glyphs[index].glyph != pango.PANGO_GLYPH_EMPTY
    ]
    for start, members in groupby(drawn, key=lambda entry: entry[0]):
        text = typed[item.offset + start : item.offset + ends[start]].decode()
        yield Cluster(text, tuple(g for _, g in members), bool(item.analysis.level % 2))
