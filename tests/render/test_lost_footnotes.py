"""Where a page breaks so that a lost footnote comes back: never between a heading and its text."""

from __future__ import annotations

from xml.etree.ElementTree import XML

import pytest

from briefgen.render.lost_footnotes import break_before

HTML = """<body>
<section id="lock"><div class="head"><h2>Lock</h2></div>
<p><i id="call-1"/></p><p id="second"><i id="call-2"/></p>
<h3 id="gate">Gate</h3><p><i id="call-3"/></p></section>
<section id="tide"><h2>Tide</h2><ol><li><i id="call-4"/></li><li id="ebb"><i id="call-5"/></li></ol>
<table><tbody><tr id="row"><td><i id="call-6"/></td></tr></tbody></table></section></body>"""


@pytest.mark.parametrize(
    ("number", "broken"),
    [(1, "lock"), (2, "second"), (3, "gate"), (4, "tide"), (5, "ebb"), (6, "row")],
)
def test_the_page_breaks_before_the_heading_of_a_first_block(number: int, broken: str) -> None:
    root = XML(HTML)
    assert break_before(root, number)
    forced = [
        element.get("id") for element in root.iter() if "break-before" in element.get("style", "")
    ]
    assert forced == [broken]
    assert not break_before(root, number), "it is there already"
