"""A word is broken anywhere where no other place of its line may be, and only there."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.render.weasyprint_patches import patched
from briefgen.render.weasyprint_patches.engine import HTML

# A line has room for 20 letters, of half an em each.
_STYLE = """
@page { size: 120pt 300pt; margin: 10pt; @footnote { margin-top: 4pt } }
html { font: 10pt/12pt "Source Sans 3"; overflow-wrap: break-word } p { margin: 0 }
.note { float: footnote; footnote-display: inline } .note::footnote-marker { content: "" }
"""


def _lines(html: str) -> list[str]:
    with patched(date(2026, 11, 20)):
        (page, *_) = HTML(string=f"<style>{_STYLE}</style>{html}").render().pages
        return [
            "".join(getattr(box, "text", "") for box in line.descendants()).strip()
            for line in page._page_box.descendants()
            if type(line).__name__ == "LineBox"
        ]


@pytest.mark.parametrize("letters", range(8, 20))
@pytest.mark.parametrize(
    ("html", "word"),
    [
        ("<b>{} <i>Times</i> and Sons</b>", "Times"),
        ("<b><u>{}</u> the <i>Times</i> and Sons</b>", "Times"),
        ("Text<span class='note'>{} <i>Times</i> and Sons</span>", "Times"),
        ("<b>{} co-<i>ordination</i> of Sons</b>", "ordination"),
        ("<b>{} “<i>Times</i>” and Sons</b>", "“Times”"),
    ],
)
def test_a_word_that_fits_on_the_next_line_stays_whole(html: str, word: str, letters: int) -> None:
    lines = _lines(html.format("n" * letters))
    assert any(word in line for line in lines), lines


@pytest.mark.parametrize("html", ["{}", "“<i>{}</i>”", "<b>“<i>{}</i>”</b>", "a <b>b (<i>{}</i>)"])
def test_a_word_longer_than_a_line_is_broken(html: str) -> None:
    lines = _lines(f"<p>{html.format('n' * 50)}")
    assert "n" * 50 in "".join(lines)
    assert all(line.count("n") < 25 for line in lines), lines
