"""A heading beside a paragraph that moves to the next page is printed there once."""

from __future__ import annotations

import pytest

from briefgen.render.weasyprint_patches import stale_floats
from briefgen.render.weasyprint_patches.engine import HTML, TextBox

PAGE = """<style>
@page {{ size: 300pt 200pt; margin: 20pt }}
body, p, h2 {{ margin: 0; font: 10pt/12pt serif }}
p {{ break-inside: avoid }} div {{ margin-left: 80pt }}
h2 {{ float: left; width: 60pt; margin-left: -70pt }}
</style>
<div style="height: {height}pt"></div>
<section><div><h2>one two three four five six</h2><p>{lines}</p></div></section>"""


def words(height: int, lines: str) -> list[str]:
    pages = HTML(string=PAGE.format(height=height, lines=lines)).render().pages
    boxes = ([b for b in page._page_box.descendants() if isinstance(b, TextBox)] for page in pages)
    return [" ".join(box.text for box in page) for page in boxes]


@pytest.mark.parametrize("height", [130, 142, 148])
def test_no_end_of_a_heading_is_printed_over_the_heading(height: int) -> None:
    meant = ["", "one two three four five six First second third fourth"]
    text = "First<br>second<br>third<br>fourth"
    assert words(height, text) != meant, "WeasyPrint does without the patch"
    with stale_floats.PATCH.applied():
        assert words(height, text) == meant


def test_a_heading_that_begins_on_the_page_goes_on_over_it() -> None:
    with stale_floats.PATCH.applied():
        first, second = words(148, "First</p><p>Second")
    assert f"{first} {second}".split().count("six") == 1
    assert "First" in first
