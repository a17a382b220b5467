"""Fonts are made known once in a thread, and anew where they are others or went missing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.render import theme_fonts as module
from briefgen.render.layout import render_pdf
from briefgen.render.resources import Resources
from briefgen.render.theme import Theme
from briefgen.render.theme_fonts import theme_fonts
from briefgen.render.weasyprint_patches.engine import HTML, TextLayout
from tests.render.sample import document


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_OF_THREAD", module._OfThread())


def other_styles(theme: Theme) -> Iterator[Theme]:
    for number in range(100):
        yield replace(theme, files={**theme.files, "page.css": b"p { orphans: %d }" % number})


def test_one_thread_makes_them_known_once(theme: Theme) -> None:
    first = theme_fonts(theme)
    assert theme_fonts(replace(theme, max_pages=2)) is first
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(theme_fonts, theme).result() is not first


def test_those_of_so_many_themes_are_kept(theme: Theme) -> None:
    first = theme_fonts(theme)
    themes = other_styles(theme)
    others = [theme_fonts(next(themes)) for _ in range(7)]
    assert len({first, *others}) == 8
    assert theme_fonts(theme) is first
    theme_fonts(next(themes))
    assert theme_fonts(theme) is not first


def test_copies_that_somebody_tidied_up_are_made_again(theme: Theme) -> None:
    face = '@font-face { font-family: Lock; src: url("font:fontpkg_source_sans_3/%s") }'
    page = f"<style>{face % 'files/SourceSans3[wght].ttf'}</style><p style='font-family: Lock'>Lock"
    first = theme_fonts(theme)
    HTML(string=page, url_fetcher=Resources(Path())).render(font_config=first)
    assert theme_fonts(theme) is first
    next(iter(first._copies)).unlink()
    assert theme_fonts(theme) is not first


@pytest.mark.slow
def test_a_font_that_cannot_be_read_is_told_each_time(theme: Theme, tmp_path: Path) -> None:
    missing = b'@font-face { font-family: "Lock"; src: url("font:fontpkg_lock/lock.ttf") }'
    broken = replace(theme, files={**theme.files, "page.css": missing})
    short = replace(document(appendix=False), sections=(), key_points=())
    once, again = (render_pdf(short, broken, files=tmp_path) for _ in range(2))
    assert "fontpkg_lock" in once.problems[-1].message
    assert again.problems == once.problems


@pytest.mark.slow
def test_no_page_holds_what_belongs_to_the_fonts(theme: Theme, tmp_path: Path) -> None:
    """Another thread may free it while this one uses the fonts again."""
    gc.disable()
    try:
        rendered = render_pdf(document(appendix=False), theme, files=tmp_path)
        layouts = [one for one in gc.get_objects() if isinstance(one, TextLayout)]
    finally:
        gc.enable()
    assert rendered.pdf
    assert layouts
    assert not any({"layout", "kept"} & vars(one).keys() for one in layouts)
