"""Selectors that list names match the same elements, and are tried on no others."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import Any
from xml.etree.ElementTree import fromstring

import cssselect2
import pytest

from briefgen.render.weasyprint_patches import listed_names

_PAGE = fromstring(  # noqa: S314 - ours
    "<html><body><table class='card'><tr><TH>board</TH><td id='a'>lock</td></tr></table>"
    "<ol dir='rtl'><li lang='de'><p class='note'>ebb</p></li></ol><ul><li>quay</li></ul>"
    "<div><table><tr><td>pilot</td></tr></table></div></body></html>"
)
_SELECTORS = (
    ".card :is(th, td)", ":where(ol, ul)[dir]", ":is(ol, .note)", ":is(:is(td, li) > p, td)",
    "table :is(TD, th)", ":is(li, *)", ":not(td)", "td:is(td, th)", ":is(td, th):is(#a, p)",
    "div > :is(table, p) td", ":is(table tr, p)", ":is(td)::before", ":is(p, li):lang(de)",
    "td, th",
)  # fmt: skip


@contextmanager
def patched() -> Any:
    with ExitStack() as stack:
        for patch in listed_names.PATCHES:
            stack.enter_context(patch.applied())
        yield


def matcher(*selectors: str) -> cssselect2.Matcher:
    made = cssselect2.Matcher()
    for selector in selectors:
        for compiled in cssselect2.compile_selector_list(selector):
            made.add_selector(compiled, selector)
    return made


@pytest.mark.parametrize("is_html", [True, False])
def test_the_same_selectors_match(is_html: bool) -> None:
    wrap = cssselect2.ElementWrapper
    root = (wrap.from_html_root if is_html else wrap.from_xml_root)(_PAGE)
    alone = matcher(*_SELECTORS)
    with patched():
        sorted_by_name = matcher(*_SELECTORS)
    found = [sorted_by_name.match(element) for element in root.iter_subtree()]
    assert found == [alone.match(element) for element in root.iter_subtree()]
    assert {payload for matches in found for *_, payload in matches} > {
        ".card :is(th, td)",
        "td, th",
    }
    assert len(sorted_by_name.other_selectors) == 3 < len(alone.other_selectors)


def test_a_selector_that_was_read_before_is_taken() -> None:
    (compiled,) = cssselect2.compile_selector_list(":is(td, th)")
    with patched():
        made = cssselect2.Matcher()
        made.add_selector(compiled, 1)
    assert len(made.other_selectors) == 1
