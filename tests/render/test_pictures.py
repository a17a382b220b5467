"""Pages look as they did when somebody last looked at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from briefgen.render.layout import Rendered
from tests.pictures import EXPECTED, View, compared, look_alike, views

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_pages_look_as_they_did(view: View, rendered: Rendered, tmp_path: Path) -> None:
    made = rendered if view.name == "letter" else view.rendered(tmp_path)
    assert made.problems == ()
    assert made.pdf is not None
    changed = [
        path.name
        for path, picture in compared(view, made.pdf)
        if not look_alike(picture, Image.open(path))
    ]
    assert changed == [], "look at the pages; `./run pictures` accepts the change"


def test_a_line_that_moved_is_seen_and_rounding_is_not() -> None:
    page = Image.open(EXPECTED / "letter-2.png")
    moved = page.copy()
    line = page.crop((0, 200, page.width, 300))
    moved.paste(line, (0, 203))
    assert not look_alike(page, moved)
    assert look_alike(page, page.point(lambda grey: min(255, grey + 20)))
    assert not look_alike(page, page.resize((page.width, page.height - 1)))
