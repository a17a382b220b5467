"""Headings in the gutter that a page break tore, and how to keep them whole.

A heading floats beside the first lines of its section. Where these are fewer than its own and
the page ends there, WeasyPrint divides it; where nothing of the section has room, it leaves an
empty piece of it, to which links lead. A page break before its section keeps it together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element


def section_heads(root: Element) -> dict[str, str]:
    """The anchor of each section's heading, by that of the section."""
    heads = ((section.get("id"), section.find("./div/h2[@id]")) for section in root.iter("section"))
    return {id: head.attrib["id"] for id, head in heads if id and head is not None}


def first_torn(
    pages: Sequence[Mapping[str, Any]], heads: Mapping[str, str], healed: frozenset[str]
) -> str | None:
    """The first of the `heads` that is on two pages or begins after its section, and is not
    among those `healed`."""
    begun: dict[str, int] = {}
    torn: set[str] = set()
    for number, anchors in enumerate(pages):
        for anchor in anchors:
            if begun.setdefault(anchor, number) != number:
                torn.add(anchor)
    for section, head in heads.items():
        left = head in begun and begun.get(section) != begun[head]
        if head not in healed and (head in torn or left):
            return head
    return None


def break_before_section(root: Element, anchor: str) -> None:
    """Force a page break before the section that the heading `anchor` heads."""
    for section in root.iter("section"):
        if section.find(f"./div/h2[@id='{anchor}']") is not None:
            section.set("style", f"{section.get('style', '')};break-before:page")
