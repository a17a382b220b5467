"""Headings that a page break tore or left behind their section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import XML

import pytest

from briefgen.render.torn_heads import break_before_section, first_torn, section_heads

HTML = """<body><section id="section-1"><div><h2 id="heading-lock">Lock</h2></div></section>
<section id="section-2"><div><h2 id="heading-tide">Tide</h2></div></section>
<section><h2>Summary</h2></section></body>"""
HEADS = {"section-1": "heading-lock", "section-2": "heading-tide"}
WHOLE = {"section-1": 0, "heading-lock": 0}


def test_each_section_has_its_heading() -> None:
    assert section_heads(XML(HTML)) == HEADS


@pytest.mark.parametrize(
    ("pages", "torn"),
    [
        ([WHOLE, {"section-2": 0, "heading-tide": 0}], None),
        ([WHOLE, {"section-1": 0, "section-2": 0, "heading-tide": 0}], None),
        ([WHOLE | {"section-2": 0, "heading-tide": 0}, {"heading-tide": 0}], "heading-tide"),
        ([WHOLE | {"section-2": 0}, {"section-2": 0, "heading-tide": 0}], "heading-tide"),
    ],
)
def test_a_torn_heading_is_found(pages: Sequence[Mapping[str, Any]], torn: str | None) -> None:
    assert first_torn(pages, HEADS, frozenset()) == torn
    assert first_torn(pages, HEADS, frozenset({"heading-tide"})) is None


def test_the_page_breaks_before_its_section() -> None:
    root = XML(HTML)
    break_before_section(root, "heading-tide")
    assert [section.get("style") for section in root.iter("section")] == [
        None, ";break-before:page", None,
    ]  # fmt: skip
