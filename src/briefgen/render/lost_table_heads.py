"""Heads of tables that were printed on no page, and how to get them back.

A head is repeated on each page of its table. Where it has no room above the first row,
WeasyPrint leaves it out, silently. Printed once, as a row like the others, it is divided.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element


def print_once(pages: Sequence[Any], root: Element) -> bool:
    """Give the class `tall` to the tables in `root` whose head is on none of its `pages`, and to
    their rows; whether there are any that had it not."""
    tables = [
        table
        for table in root.iter("table")
        if table.find("thead") is not None and "tall" not in table.get("class", "").split()
    ]
    if not tables:
        return False
    printed = {
        box.element
        for page in pages
        for box in page._page_box.descendants()  # noqa: SLF001 - nothing public has boxes
        if box.element_tag == "thead"
    }
    lost = [table for table in tables if table.find("thead") not in printed]
    for table in lost:
        for part in (table, *table.iter("tr")):
            part.set("class", f"{part.get('class', '')} tall")
    return bool(lost)
