"""Headings in the gutter that a page break tore, and how to keep them whole.

A heading floats beside the first lines of its section. Where these are fewer than its own and
the page ends there, WeasyPrint divides it. A page break before its section keeps it together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

_PREFIX = "heading-"


def first_torn(pages: Sequence[Mapping[str, Any]], healed: frozenset[str]) -> str | None:
    """The anchor of the first heading that is on two pages and not among those `healed`."""
    seen: set[str] = set()
    for anchors in pages:
        for anchor in anchors:
            if anchor.startswith(_PREFIX):
                if anchor in seen and anchor not in healed:
                    return anchor
                seen.add(anchor)
    return None


def break_before_section(root: Element, anchor: str) -> None:
    """Force a page break before the section that the heading `anchor` heads."""
    for section in root.iter("section"):
        if section.find(f"./div/h2[@id='{anchor}']") is not None:
            section.set("style", f"{section.get('style', '')};break-before:page")
