"""Patches change no byte, one thread only, nothing for long, and no function but the one meant."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from inspect import getsource
from io import BytesIO
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from weasyprint.pdf import add_tags

from briefgen.render import weasyprint_patches
from briefgen.render.layout import Rendered, render_pdf
from briefgen.render.theme import Theme
from briefgen.render.weasyprint_patches import (
    bare_boxes,
    below_floats,
    conforming_html,
    descendants,
    fixed_axes,
    font_date,
    glyph_runs,
    glyph_texts,
    initial_values,
    late_modules,
    line_starts,
    link_areas,
    normal_flow,
    notes_area,
    notes_marks,
    notes_order,
    outside_markers,
    patched,
    shaped_lines,
    stale_floats,
    style_sheets,
    tag_tree,
    unplaced_pictures,
    unseen_words,
    used_sizes,
    value_bytes,
)
from briefgen.render.weasyprint_patches.patch import Patch, checksum_of, source_of
from tests.render.sample import SEEDS, document

DAY = date(2026, 11, 20)
PATCHES = [
    notes_area.PATCH,
    notes_marks.PATCH,
    notes_order.PATCH,
    fixed_axes.PATCH,
    glyph_texts.PATCH,
    stale_floats.PATCH,
    font_date.patch(DAY),
    style_sheets.PATCH,
    *initial_values.PATCHES,
    *used_sizes.PATCHES,
    descendants.PATCH,
    normal_flow.PATCH,
    value_bytes.PATCH,
    tag_tree.PATCH,
    link_areas.PATCH,
    glyph_runs.PATCH,
    bare_boxes.PATCH,
    unseen_words.PATCH,
    below_floats.PATCH,
    *line_starts.PATCHES,
    outside_markers.PATCH,
    unplaced_pictures.PATCH,
    conforming_html.PATCH,
    *shaped_lines.patches(shaped_lines.ShapedLines()),
]


def meant() -> str:
    return "original"


def other() -> str:
    return "replaced"


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: f"{patch.owner.__name__}.{patch.name}")
def test_a_patch_replaces_the_function_that_it_was_written_for(patch: Patch) -> None:
    late_modules.true_module("fontTools.ttLib")  # for which one of them waits
    original = getattr(patch.owner, patch.name)
    assert source_of(original) == getsource(original)
    assert checksum_of(original) == patch.checksum
    with patched(DAY, conforming=True):
        assert getattr(patch.owner, patch.name) is not original
    assert getattr(patch.owner, patch.name) is original


def test_nothing_is_left_replaced_after_a_failure() -> None:
    before = [getattr(patch.owner, patch.name) for patch in PATCHES]
    with pytest.raises(ZeroDivisionError), patched(DAY, conforming=True):
        raise ZeroDivisionError
    assert [getattr(patch.owner, patch.name) for patch in PATCHES] == before


def test_another_thread_goes_on_with_the_original() -> None:
    owner = SimpleNamespace(function=meant)
    found: list[str] = []
    is_replaced = Event()

    def other_thread() -> None:
        is_replaced.wait()
        found.append(owner.function())

    thread = Thread(target=other_thread)
    thread.start()
    with Patch(owner, "function", other, checksum_of(meant)).applied():
        is_replaced.set()
        thread.join()
        found.append(owner.function())
    assert found == ["original", "replaced"]


def test_a_method_is_told_whose_it_is() -> None:
    class Text:
        def said(self) -> str:
            return "original"

    class Words:
        def said_of(self, text: Text) -> str:
            return type(text).__name__

    patch = Patch(Text, "said", Words().said_of, checksum_of(Text.said))
    with patch.applied():
        assert Text().said() == "Text"


def test_a_function_that_changed_is_used_as_it_is_and_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    owner = SimpleNamespace(function=lambda: "new")
    with caplog.at_level(logging.WARNING, "briefgen"):
        for _ in range(2):
            with Patch(owner, "function", other, checksum_of(meant)).applied():
                assert owner.function() == "new"
    (record,) = caplog.records
    assert "has changed" in record.getMessage()


@pytest.mark.slow
def test_what_makes_layout_fast_changes_no_byte(
    rendered: Rendered, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def without(day: date, *, conforming: bool) -> Iterator[None]:
        assert conforming
        changing = (fixed_axes.PATCH, font_date.patch(day), tag_tree.PATCH, link_areas.PATCH)
        with ExitStack() as stack:
            for patch in changing:
                stack.enter_context(patch.applied())
            yield

    monkeypatch.setattr("briefgen.render.layout.patched", without)
    assert render_pdf(document(), theme, files=SEEDS).pdf == rendered.pdf


@pytest.mark.slow
def test_the_tree_is_the_same_without_one_by_weasyprint(
    rendered: Rendered, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tag_tree.PATCH.owner, "add_tags", _with_its_own_tree)
    theirs = render_pdf(document(), theme, files=SEEDS).pdf
    assert theirs
    assert rendered.pdf
    assert theirs != rendered.pdf
    assert _tree(theirs) == _tree(rendered.pdf)


def _with_its_own_tree(*given: Any) -> None:
    add_tags(*given)


def _tree(pdf: bytes) -> Any:
    """The tags of a file, with what their elements say and the content that they hold."""

    def found(node: Any) -> Any:
        node = node.get_object()
        if isinstance(node, list):
            return [found(kid) for kid in node]
        if not isinstance(node, dict):
            return node
        said = {key: str(node[key]) for key in ("/S", "/ID", "/Lang", "/Alt", "/A") if key in node}
        return said, found(node["/K"]) if "/K" in node else sorted(node)

    return found(PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"])


@pytest.mark.slow
def test_fonts_are_dated_by_the_brief(rendered: Rendered, theme: Theme) -> None:
    later = replace(document(), date_iso="2031-05-06")
    assert render_pdf(later, theme, files=SEEDS).pdf != rendered.pdf
    assert weasyprint_patches.font_date.patch(date(1960, 1, 1)).replacement() == (
        weasyprint_patches.font_date.patch(date(1970, 1, 1)).replacement()
    )


@pytest.mark.slow
def test_a_link_reacts_over_all_of_its_words(rendered: Rendered) -> None:
    assert rendered.pdf
    pages = PdfReader(BytesIO(rendered.pdf)).pages
    links = [link.get_object() for page in pages for link in page.get("/Annots", ())]
    areas = [tuple(map(float, link["/Rect"])) for link in links]
    assert len(areas) > 10
    assert min(abs(top - bottom) for _, bottom, _, top in areas) > 5
