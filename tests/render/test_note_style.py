"""A note is set as notes are, wherever it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefgen.assemble.document import assemble
from briefgen.checking.engine import check_brief
from briefgen.load.library import load_library
from briefgen.render.html import to_html
from briefgen.render.theme import Theme
from briefgen.render.weasyprint_patches.engine import HTML
from briefgen.workspace.workspace import find_workspace

PROPERTIES = (
    "direction",
    "font_size",
    "font_style",
    "font_weight",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "text_align_all",
    "text_decoration_line",
    "text_transform",
    "white_space",
)
BRIEF = """\
title: The harbour
date: 2026-11-20
sources: [report]
key_points: ["Closed{note}"]
sections:
  - heading: The lock
    body: |
      Closed{note}, *shut{note}*, **locked{note}** and ~~open{note} or{note} not~~.

      ### Closed{note}

      - shut{note}

        > locked{note}

      | A{note} | B{note} |
      |--:|:-:|
      | C{note} | D{note} |
"""


@pytest.mark.slow
@pytest.mark.parametrize("large", [False, True])
def test_a_note_has_nothing_of_the_style_at_its_call(
    workspace: Path, theme: Theme, large: bool
) -> None:
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(BRIEF.format(note="^[Nobody knows.]"), encoding="utf-8")
    here = find_workspace(path)
    resolved = check_brief(here, path, load_library(here)).resolved
    assert resolved is not None
    document = assemble(resolved, parts=theme.parts, theme_labels=theme.labels("en"))
    page = to_html(replace(document, large_print=large), theme, part="body", pages={})
    words = [box for one in HTML(string=page).render().pages for box in _words(one._page_box)]
    assert len(words) == document.note_count
    styles = {tuple(str(box.style[name]) for name in PROPERTIES) for box in words}
    assert len(styles) == 1, styles


def _words(page: Any) -> list[Any]:
    """The words of the notes on a page."""
    return [box for box in page.descendants() if "Nobody" in getattr(box, "text", "")]
