from __future__ import annotations

from typing import Any

import pytest

from briefgen.render.side_rules import end_with_last_line
from briefgen.render.weasyprint_patches.engine import HTML

# Five lines of 10 mm have room on a page; of seven, the last three stay together.
STYLE = """<style>
@page { size: 100mm 60mm; margin: 5mm }
body, p, blockquote { margin: 0 } p { line-height: 10mm; orphans: 3; widows: 3 }
table { border-collapse: collapse } td { padding: 0 } tr { break-inside: avoid }
blockquote, .changed { border-left: 1mm solid }
</style>"""
LINES = "<p>" + "<br>".join(["the lock"] * 7) + "</p>"
FOUR = "<p>" + "<br>".join(["the lock"] * 4) + "</p>"
ROWS = f"<table><tr><td>{FOUR}</td></tr><tr><td>{FOUR}</td></tr></table>"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (f"<blockquote>{LINES}</blockquote>", 4),
        (f'<div class="changed"><blockquote>{LINES}</blockquote></div>', 4),
        (LINES.replace("<p>", '<p class="changed">'), 4),
        (f'<div class="changed">{ROWS}</div>', 4),
        (f"<blockquote>{FOUR}</blockquote>", 4),
    ],
)
def test_a_rule_ends_with_the_last_line_on_its_page(html: str, lines: int) -> None:
    page: Any = HTML(string=STYLE + html).render().pages[0]
    end_with_last_line([page])
    ruled = [
        box
        for box in page._page_box.descendants()
        if box.element is not None and box.border_left_width > 1
    ]
    assert ruled
    assert {round(box.height * 25.4 / 96) for box in ruled} == {lines * 10}
