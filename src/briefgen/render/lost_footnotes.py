"""Footnotes that the layout lost, and how to get them back.

WeasyPrint 66 to 70 sometimes prints a footnote's call and drops its note, silently. Every
call (`call-N`) and note (`note-N`) has an id, so that the finished pages tell where each
is; a page break before the block of the first call that went wrong changes the layout
enough to bring its note back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

# Where a break may be forced. A paragraph in a list item is inline, so its item is taken.
_BLOCKS = {"p", "li", "blockquote", "h2", "h3", "tr", "pre"}
# What must not be left at the foot of the page before.
_HEADS = {"h2", "h3"}
# What begins where the first block in it does.
_AROUND = {"section", "ol", "ul", "blockquote"}


def first_misplaced(pages: Sequence[Mapping[str, Any]], count: int) -> int | None:
    """The first note that is neither on its call's page nor on the next, None if all are.

    `pages` holds each page's anchors, `count` is the number of notes. A call that is
    printed nowhere has no note to miss. A note may wait for a long one before it.
    """
    carried = -1  # the page to which an earlier note that is divided goes on
    for number in range(1, count + 1):
        call = _page(pages, f"call-{number}")
        note = _page(pages, f"note-{number}")
        if call is not None and (note is None or not call <= note <= max(call + 1, carried)):
            return number
        piece = 1
        while (page := _page(pages, f"note-{number}-{piece}")) is not None:
            carried = max(carried, page)
            piece += 1
    return None


def break_before(root: Element, number: int) -> bool:
    """Force a page break before the block that holds call `number`.

    False where there is no such block, or where the break is already there.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    call = root.find(f".//*[@id='call-{number}']")
    block = parents.get(call) if call is not None else None
    while block is not None and not _breaks(block, parents):
        block = parents.get(block)
    if block is not None:
        block = _with_heading(block, parents)
    if block is None or "break-before" in block.get("style", ""):
        return False
    block.set("style", f"{block.get('style', '')};break-before:page")
    return True


def _with_heading(block: Element, parents: Mapping[Element, Element]) -> Element:
    """The section or heading that `block` is the first of; itself, where it is not."""
    first = block
    while (around := parents.get(first)) is not None:
        blocks = list(around)
        at = blocks.index(first)
        while at and _is_heading(blocks[at - 1]):
            at -= 1
        if at or around.tag not in _AROUND:
            return blocks[at] if _is_heading(blocks[at]) else block
        if around.tag == "section":
            return around
        first = around
    return block


def _is_heading(element: Element) -> bool:
    return element.tag in _HEADS or "head" in element.get("class", "").split()


def _breaks(element: Element, parents: Mapping[Element, Element]) -> bool:
    return element.tag in _BLOCKS and not (
        element.tag == "p" and element in parents and parents[element].tag == "li"
    )


def _page(pages: Sequence[Mapping[str, Any]], anchor: str) -> int | None:
    return next((index for index, anchors in enumerate(pages) if anchor in anchors), None)
