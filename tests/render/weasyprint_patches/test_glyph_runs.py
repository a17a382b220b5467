"""Whatever a line holds, its glyphs are written as WeasyPrint writes them."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.render.weasyprint_patches import glyph_runs
from briefgen.render.weasyprint_patches.engine import HTML

LINES = {
    "plain": "<p>The harbour was closed on Monday, AVATAR To. ﬁnally",
    "justified": "<p style='text-align: justify; width: 6em'>The council closed the harbour",
    "spaced": "<p style='letter-spacing: .1em; word-spacing: .3em'>The council",
    "two fonts": "<p>The <b>council</b> <i style='font-family: monospace'>closed</i> it Ω≠",
    "right to left": "<p dir='rtl'>المجلس أغلق المرفأ <b>abc</b> שלום",
    "syllables": "<p>परिषद ने बंदरगाह ำ e\u0301 ā\u0323",
    "raised": "<p>x<sup>2</sup> <span style='font-variant-position: super'>2</span>",
    "unknown": "<p>\U00013000 \ue123 closed",
    "pictures": "<p>🙂 ⚓ closed",
    "invisible": "<p>a\u200bb\u200d\u2060c\u00ad",
    "ellipsis": "<p style='width: 5em; overflow: hidden; text-overflow: ellipsis; "
    "white-space: nowrap'>The council closed the harbour",
    "tiny": "<p style='font-size: .0000001px'>closed</p>",
    "empty": "<p> \u00a0 </p>",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_the_bytes_are_the_same(line: str) -> None:
    page = HTML(string=f"<html lang=en><title>T</title>{line}")
    theirs = page.write_pdf(uncompressed_pdf=True)
    with glyph_runs.PATCH.applied():
        ours = page.write_pdf(uncompressed_pdf=True)
    assert ours == theirs


def test_most_lines_are_written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def blank_alone(_stream: Any, textbox: Any, *_: object) -> tuple[()]:
        assert not textbox.text.strip()
        return ()

    monkeypatch.setattr(glyph_runs, "draw_first_line", blank_alone)
    with glyph_runs.PATCH.applied():
        assert HTML(string=LINES["two fonts"] + LINES["right to left"]).write_pdf()
