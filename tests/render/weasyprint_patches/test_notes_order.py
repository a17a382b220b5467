"""Notes that go to the next page are printed there in the order of the text."""

from __future__ import annotations

import pytest

from briefgen.render.weasyprint_patches import notes_order
from briefgen.render.weasyprint_patches.engine import HTML, FootnoteAreaBox, TextBox

PAGE = """<style>
@page {{ size: 300pt 200pt; margin: 20pt }}
body, p {{ margin: 0; font: 10pt/12pt serif; orphans: 3; widows: 3 }}
.note {{ float: footnote; footnote-display: inline; footnote-policy: auto }}
.note::footnote-call, .note::footnote-marker {{ content: "" }}
</style><div style="height: {height}pt"></div>
<p>First<br>second{notes}<br>third<br>fourth<br>fifth<br>sixth<br>seventh<br>eighth</p>"""


def words(height: int) -> list[str]:
    notes = "".join(f'<span class="note">{f"note{n} " * 9}</span>' for n in range(4))
    found = []
    for page in HTML(string=PAGE.format(height=height, notes=notes)).render().pages:
        for box in page._page_box.descendants():
            if isinstance(box, FootnoteAreaBox):
                texts = [one.text for one in box.descendants() if isinstance(one, TextBox)]
                found += " ".join(texts).split()
    return found


@pytest.mark.parametrize("height", [62, 86])
def test_an_earlier_note_that_leaves_later_is_not_printed_last(height: int) -> None:
    meant = [f"note{n}" for n in range(4) for _ in range(9)]
    assert words(height) != meant, "WeasyPrint does without the patch"
    with notes_order.PATCH.applied():
        assert words(height) == meant
