"""A style sheet that was read for another page acts as if it were read for this one."""

from __future__ import annotations

import pytest

from briefgen.render.weasyprint_patches import style_sheets
from briefgen.render.weasyprint_patches.engine import HTML, FontConfiguration

_SHEETS = (
    "p { color: red } p::before { content: counter(page) } @page { size: 90mm 60mm; margin: 4mm }",
    "@page { @top-left { content: 'lock' } } @page wide { size: 200mm 60mm } p + p { page: wide }",
    "@counter-style tide { system: cyclic; symbols: '~' '=' } ul { list-style: tide }",
    "@layer base { p { color: blue } } @layer top { p { color: green } }",
    "@import 'data:text/css,p { margin: 9mm }'; p { --w: 3mm; padding: var(--w) }",
)
_WORDS = "<p>The lock opens.<p>The board waits.<ul><li>one<li>two</ul>"


def _page(*sheets: str) -> str:
    return "".join(f"<style>{sheet}</style>" for sheet in sheets) + _WORDS


def _written(page: str, fonts: FontConfiguration) -> bytes:
    html = HTML(string=page, base_url="file:///harbour/")
    written: bytes = html.write_pdf(font_config=fonts, pdf_identifier=b"lock")
    return written


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [*map(_page, _SHEETS), _page(*_SHEETS), _page(*_SHEETS[1::-1], *_SHEETS[2:])]
)
def test_no_byte_changes(page: str) -> None:
    alone = _written(page, FontConfiguration())
    fonts = FontConfiguration()
    with style_sheets.PATCH.applied():
        assert _written(page, fonts) == alone
        assert _written(page, fonts) == alone


def test_a_sheet_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = FontConfiguration()
    with style_sheets.PATCH.applied():
        first = _written(_page(*_SHEETS[:2]), fonts)
        monkeypatch.setattr(style_sheets, "CSS", None)
        assert _written(_page(*_SHEETS[:2]), fonts) == first


def test_other_fonts_learn_of_a_sheet_themselves() -> None:
    with style_sheets.PATCH.applied():
        for fonts in (FontConfiguration(), FontConfiguration()):
            _written(_page(_SHEETS[0]), fonts)
            assert len(fonts.known_sheets) == 1
