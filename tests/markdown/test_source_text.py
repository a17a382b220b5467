"""A source in Markdown: its paragraphs without markup, each character where it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.markdown.source_text import markdown_paragraphs

DOCUMENT = """\
---
title: Minutes
---
# The *harbour* report

The lock was **closed** on `Monday` &amp; \\*later\\* [opened](http://example.org "t")
and *locked*.

> The pilots
> were <b>not</b> asked.

- one item
  goes on
- another

| who | what |
|-----|:----:|
| Quay | *asked* |

```
code
  kept
```

[ref]: http://example.org
"""


def values(text: str) -> list[str]:
    return [paragraph.value for paragraph in markdown_paragraphs(text, "seeds/s.md")]


def test_each_block_is_a_paragraph_without_its_markup():
    assert values(DOCUMENT) == [
        "The harbour report",
        "The lock was closed on Monday & *later* opened and locked.",
        "The pilots were not asked.",
        "one item goes on",
        "another",
        "who\twhat",
        "Quay\tasked",
        "code kept",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It cost 10<sup>6</sup> so.", ["It cost 10⁶ so."], id="raised"),
        pytest.param("H<sub>2</sub>O and CO<SUB>2</SUB>.", ["H₂O and CO₂."], id="lowered"),
        pytest.param("10<sup>−*6*</sup>", ["10⁻⁶"], id="raised and marked"),
        pytest.param("the 4<sup>th</sup> and 10<sup>n</sup>", ["the 4th and 10ⁿ"], id="letters"),
        pytest.param("<p>10<sup>6</sup> so</p>", ["10⁶ so"], id="raised in HTML"),
        pytest.param("10<sup>6 so", ["10⁶ so"], id="raised and never closed"),
        pytest.param("It did ~~not~~ so.", ["It did ~~not~~ so."], id="struck"),
        pytest.param("did <del>not</del> <S>so</S>", ["did ~~not~~ ~~so~~"], id="struck in HTML"),
        pytest.param("<p>did <s class='x'>not</s></p>", ["did ~~not~~"], id="struck in a block"),
        pytest.param("<p>Quay<br>asked</p>", ["Quay asked"], id="break in a block"),
        pytest.param(
            "<table><tr><td>Quay</td><td>asked</td></tr></table>", ["Quay asked"], id="HTML table"
        ),
        pytest.param("did <span hidden>not</span> so", ["did so"], id="hidden"),
        pytest.param(
            '<p>did <i style="display:none">not</i> so</p>', ["did so"], id="hidden in a block"
        ),
        pytest.param("did <script>not</script> so", ["did so"], id="script"),
        pytest.param("<span>did</span> <small>so", ["did so"], id="other tags with an s"),
        pytest.param("<!-- <del> --> so", ["so"], id="struck in a comment"),
        pytest.param("Title\n=====\n\nText.", ["Title", "Text."], id="setext"),
        pytest.param("a<br>b", ["a b"], id="line-break"),
        pytest.param("![The lock](x.png)", ["The lock"], id="picture"),
        pytest.param("<!-- no -->\n\nText.", ["Text."], id="comment"),
        pytest.param("<div>\nwords <i>in</i> HTML\n</div>", ["words in HTML"], id="html"),
        pytest.param("***\n\n---", [], id="rules"),
        pytest.param("1990\\. A year", ["1990. A year"], id="escape"),
        pytest.param("one\r\ntwo\r\n\r\nthree", ["one two", "three"], id="crlf"),
        pytest.param("---\nno end\n\ntext", ["no end", "text"], id="no-front-matter"),
        pytest.param("| a |\n|---|\n| x \\| y |", ["a", "x | y"], id="pipe-in-a-cell"),
    ],
)
def test_markup(text, expected):
    assert values(text) == expected


def test_every_character_knows_its_place():
    lines = DOCUMENT.split("\n")
    for paragraph in markdown_paragraphs(DOCUMENT, "seeds/s.md"):
        for offset, character in enumerate(paragraph.value):
            span = paragraph.span(offset)
            if character.isalnum():
                assert lines[span.line - 1][span.column - 1] == character


@given(st.text(alphabet="ab *_`[]()|\n-#>&;<\\!:~1.\t", max_size=120))
def test_any_text_has_places_inside_it(text):
    lines = text.split("\n")
    for paragraph in markdown_paragraphs(text, "seeds/s.md"):
        for offset in range(len(paragraph.value)):
            assert 1 <= paragraph.span(offset).line <= len(lines)


def test_a_brief_quotes_a_markdown_source(briefgen, workspace):
    (workspace / "seeds" / "minutes.md").write_text(DOCUMENT, encoding="utf-8")
    brief = workspace / "briefs" / "minutes.yaml"
    brief.write_text(
        "title: Minutes\ndate: 2026-11-20\nsources: [minutes]\nkey_points:\n"
        "  - They were “not asked” [@A3], the lock “closed on Monday” [@A2].\n",
        encoding="utf-8",
    )
    ran = briefgen("check", brief)
    assert ran.code == 0, ran.out
    assert "2 citations: 2 verified" in ran.out
