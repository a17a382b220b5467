"""A style sheet that was read for another page acts as if it were read for this one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from weasyprint import CSS

from briefgen.render.watermark import _FONT as FONT
from briefgen.render.weasyprint_patches import font_date, kept_sheets, style_sheets
from briefgen.render.weasyprint_patches.engine import HTML, FontConfiguration

_SHEETS = (
    "p { color: red } p::before { content: counter(page) } @page { size: 90mm 60mm; margin: 4mm }",
    "@page { @top-left { content: 'lock' } } @page wide { size: 200mm 60mm } p + p { page: wide }",
    "@counter-style tide { system: cyclic; symbols: '~' '=' } ul { list-style: tide }",
    "@layer base { p { color: blue } } @layer top { p { color: green } }",
    "@import 'data:text/css,p { margin: 9mm }'; p { --w: 3mm; padding: var(--w) }",
)
_WORDS = "<p>The lock opens.<p>The board waits.<ul><li>one<li>two</ul>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "briefgen" / "sheets"


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
        # And as the next process reads them.
        assert _written(page, FontConfiguration()) == alone


def test_a_sheet_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = FontConfiguration()
    with style_sheets.PATCH.applied():
        first = _written(_page(*_SHEETS[:2]), fonts)
        monkeypatch.setattr(style_sheets, "CSS", None)
        assert _written(_page(*_SHEETS[:2]), fonts) == first


_FONT = Path(str(FONT)).as_uri()
_FACED = f"@font-face {{ font-family: Tide; src: url({_FONT}) }} p {{ font-family: Tide }}"


def test_the_next_process_parses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The font is a variable one, which gets the date of its instance.
    with style_sheets.PATCH.applied(), font_date.patch(date(2026, 11, 20)).applied():
        first = _written(_page(*_SHEETS[:2], _FACED), FontConfiguration())
        assert first != _written(_page(*_SHEETS[:2]), FontConfiguration())
        assert len(list(folder.iterdir())) == 3
        monkeypatch.setattr(CSS, "__init__", None)
        assert _written(_page(*_SHEETS[:2], _FACED), FontConfiguration()) == first


def test_what_is_remarked_on_is_remarked_on_again(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        caplog.clear()
        with style_sheets.PATCH.applied():
            _written(_page("p { colour: red }"), FontConfiguration())
        assert "Ignored `colour: red" in caplog.text
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize("content", [b"", b"cos\nsystem\n", b"\x80\x05N."])
def test_a_damaged_file_costs_a_parsing(folder: Path, content: bytes) -> None:
    with style_sheets.PATCH.applied():
        first = _written(_page(_SHEETS[0]), FontConfiguration())
        (kept,) = folder.iterdir()
        kept.write_bytes(content)
        assert _written(_page(_SHEETS[0]), FontConfiguration()) == first
    assert kept.read_bytes() != content


def test_no_folder_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    with style_sheets.PATCH.applied():
        assert _written(_page(_SHEETS[0]), FontConfiguration())


def test_the_oldest_are_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_sheets, "_MOST_FILES", 2)
    with style_sheets.PATCH.applied():
        for number in range(4):
            _written(_page(f"p {{ margin: {number}px }}"), FontConfiguration())
    assert len(list(folder.iterdir())) == 2


def test_other_fonts_learn_of_a_sheet_themselves() -> None:
    with style_sheets.PATCH.applied():
        for fonts in (FontConfiguration(), FontConfiguration()):
            _written(_page(_SHEETS[0]), fonts)
            assert len(fonts.known_sheets) == 1
