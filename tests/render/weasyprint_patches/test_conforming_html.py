"""expat gives the tree that tinyhtml5 gives, or none."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from briefgen.building.pipeline import document_of
from briefgen.building.prepare import prepare
from briefgen.load.library import load_library
from briefgen.model.options import Options
from briefgen.render.html import Part, to_html
from briefgen.render.theme import has_own_templates, load_theme
from briefgen.render.weasyprint_patches.conforming_html import tree
from briefgen.workspace.workspace import Workspace
from tests.builds.briefs import write_brief

Flat = list[tuple[str, dict[str, str], str | None, str | None]]


def flat(root: Element) -> Flat:
    return [(one.tag, one.attrib, one.text or None, one.tail or None) for one in root.iter()]


def sheets(folder: Path, path: Path, options: Options) -> list[str]:
    """The body and the appendix of a brief, before they are laid out."""
    workspace = Workspace(folder)
    _, prepared = prepare(workspace, path, load_library(workspace), options)
    assert prepared is not None
    document, theme = document_of(prepared), prepared.theme
    parts: tuple[Part, ...] = ("body", "appendix") if document.appendix else ("body",)
    return [to_html(document, theme, part=part, pages={}) for part in parts]


@pytest.mark.parametrize("seed", range(201, 221))
def test_the_trees_are_the_same(seed: int, tmp_path: Path) -> None:
    drawn = write_brief(tmp_path, seed)
    pages = sheets(tmp_path, drawn.path, drawn.options)
    for page in pages:
        read = tree(page)
        assert read is not None or "<pre" in page or "<svg" in page
        if read is not None:
            assert flat(read) == flat(tinyhtml5.parse(page, namespace_html_elements=False))


@pytest.mark.parametrize(
    "inside",
    [
        "<p>an open paragraph",
        "<p>&eacute;</p>",
        "<p>\x01</p>",
        '<p title="two\nlines">p</p>',
        "<pre>\n  words</pre>",
        "<svg><title>t</title></svg>",
        "<style>a::after { content: '&amp;' }</style>",
        "<style>a::after { content: '<b>x</b>' }</style>",
        "<p>a</p></body><body>",
    ],
)
def test_what_is_read_in_two_ways_is_left(inside: str) -> None:
    assert tree(f"<!doctype html>\n<html><head></head><body>{inside}</body></html>") is None


@pytest.mark.parametrize(("template", "own"), [("document.html.j2", True), ("text.css", False)])
def test_templates_of_a_workspace_may_be_otherwise(
    template: str, own: bool, tmp_path: Path
) -> None:
    packaged = load_theme("policy-brief", workspace_templates=None)
    changed = tmp_path / "policy-brief" / template
    changed.parent.mkdir()
    changed.write_text(packaged.text(template) + "\n", encoding="utf-8")
    theme = load_theme("policy-brief", workspace_templates=tmp_path)
    assert not has_own_templates(packaged)
    assert has_own_templates(theme) is own
