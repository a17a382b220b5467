"""An instance that HarfBuzz makes is drawn like the one that fontTools makes."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from fontTools.varLib import instancer
from weasyprint.pdf import fonts

from briefgen.render.weasyprint_patches import fixed_axes, patched
from briefgen.render.weasyprint_patches.engine import HTML

_FONTS = {
    "Serif": files("fontpkg_source_serif_4") / "files" / "SourceSerif4[opsz,wght].ttf",
    "Sans": files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf",
}
_FACES = "".join(
    f"@font-face {{ font-family: {name}; src: url('{Path(str(font)).as_uri()}') }}"
    for name, font in _FONTS.items()
)
_TEXT = (
    f"<style>{_FACES}</style>"
    """<style>
@page { size: 140mm 60mm }
p { font: 17pt/1.2 Serif } b { font: 800 13pt Sans }
</style><p>The lock <i>opens</i> at nine; <b>the board says ten</b> — \xe9\xfc\u0303 fi 1907.</p>"""
)


def _pixels(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        return bytes(document[0].render(scale=4).buffer)


@pytest.fixture
def by_font_tools(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The fonts of which fontTools makes an instance from now on."""
    made: list[Any] = []

    def counted(font: Any, *arguments: Any, **named: Any) -> Any:
        made.append(font)
        return instancer.instantiateVariableFont(font, *arguments, **named)

    monkeypatch.setattr(fonts, "instantiateVariableFont", counted)
    return made


def test_every_pixel_is_the_same(by_font_tools: list[Any]) -> None:
    alone = HTML(string=_TEXT).write_pdf()
    assert by_font_tools
    by_font_tools.clear()
    with patched(date(2026, 11, 20)):
        ours = HTML(string=_TEXT).write_pdf()
    assert not by_font_tools
    assert _pixels(ours) == _pixels(alone)


def test_an_older_harfbuzz_leaves_it_to_font_tools(
    by_font_tools: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixed_axes, "_pin", lambda: None)
    with patched(date(2026, 11, 20)):
        assert HTML(string=_TEXT).write_pdf()
    assert by_font_tools
