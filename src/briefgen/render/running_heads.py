"""The running head's right side: what is on the page (`¶6–11 · claims 1–4`); and its left
side, the title, in the room that this leaves.

A spoken reference is found by leafing through these. Only the finished pages know them.
To lay the text out again for them would double the time that it takes; so empty sheets
with nothing but the heads are laid out, and the heads put on the finished pages.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from copy import copy
from typing import Any

from msgspec import Struct

from briefgen.model.document import AppendixParagraph, Document

from .division import CARD
from .weasyprint_patches.engine import TextBox, TextLayout, line_size

# The boxes in the margins of a laid out sheet that go to the finished page.
_LENT = ("@top-right", "@left-top", "@right-top")
_BETWEEN = 2  # times the size of its letters: the room between the title and the right side


class Head(Struct, frozen=True):
    """What the margins of a page say: the text at the right of its head and, where a source's
    paragraph goes on from the page before, its label for its first line, as strings of CSS,
    empty for nothing; and the name by which CSS knows the page, which gives it its size."""

    page: str
    content: str
    going_on: str


def body_ranges(pages: Sequence[Container[str]], document: Document) -> list[str]:
    """For each page of the body, its numbered paragraphs, the card and claims, from its anchors:
    `claim 7 continued–9` where claim 7 began on an earlier page."""
    paragraphs = [f"par-{number}" for number in _paragraph_numbers(pages)]
    ranges = []
    before: Container[str] = ()
    for anchors in pages:
        found = [name.removeprefix("par-") for name in paragraphs if name in anchors]
        there = [claim for claim in document.claims if claim.anchor in anchors]
        claims = [str(claim.number) for claim in there]
        word = document.labels["claims_range" if len(claims) > 1 else "claim_range"]
        if there and there[0].anchor in before:
            claims[0] += f" {document.labels['continued']}"
            word = document.labels["claim_range"]
        before = anchors
        ranges.append(
            " · ".join(
                part
                for part in (
                    found and f"¶{_span(found)}",
                    CARD in anchors and document.labels["card"],
                    claims and f"{word} {_span(claims)}",
                )
                if part
            )
        )
    return ranges


def appendix_ranges(pages: Sequence[Collection[str]], document: Document) -> list[tuple[str, str]]:
    """For each page of the appendix, its first and last paragraph, and the first alone where it
    goes on from the page before: `A14 continued–B2` and `(A14)`."""
    labels = [
        paragraph.label
        for source in document.appendix
        for paragraph in source.paragraphs
        if isinstance(paragraph, AppendixParagraph)
    ]
    order = {label: number for number, label in enumerate(labels)}
    ranges = []
    before: Container[str] = ()
    for anchors in pages:
        found = sorted(order.keys() & anchors, key=order.__getitem__)
        going_on = ""
        if found and found[0] in before:
            going_on = f"({found[0]})"
            found[0] += f" {document.labels['continued']}"
        before = anchors
        ranges.append((_span(found) if found else "", going_on))
    return ranges


def page_heads(pages: Sequence[Any], ranges: Sequence[tuple[str, str]]) -> list[Head]:
    """The heads of `pages`: `ranges[n - 1]` on page n."""
    return [
        Head(
            page._page_box.page_type.name or "auto",  # noqa: SLF001
            words and css_string(words),
            going_on and css_string(going_on),
        )
        for page, (words, going_on) in zip(pages, ranges, strict=True)
    ]


def with_heads(pages: Sequence[Any], sheets: Sequence[Any], titles: Sequence[str]) -> list[Any]:
    """Copies of `pages` with the heads of the laid out `sheets` on them; of `titles`, the longest
    first, each has the first for which there is room."""
    headed = []
    for page, sheet in zip(pages, sheets, strict=True):
        box = page._page_box  # noqa: SLF001 - WeasyPrint has no other way to add a box
        heads = [
            child
            for child in sheet._page_box.children  # noqa: SLF001
            if _keyword(child) in _LENT
        ]
        kept = [
            _with_room(child, heads, box, titles) if _keyword(child) == "@top-left" else child
            for child in box.children
        ]
        page = copy(page)  # noqa: PLW2901 - the one that was given may be kept for another layout
        page._page_box = box.copy_with_children([*kept, *heads])  # noqa: SLF001
        headed.append(page)
    return headed


def _keyword(box: Any) -> str:
    return getattr(box, "at_keyword", "")


def _with_room(title: Any, heads: Sequence[Any], page: Any, titles: Sequence[str]) -> Any:
    """The box of the title; a copy with a shorter one where it would reach into the right side
    of the head or beyond the text."""
    rest = [text for head in heads if _keyword(head) == "@top-right" for text in _texts(head)]
    end = min((text.position_x for text in rest), default=page.content_box_x() + page.width)
    title = title.deepcopy()
    for text in _texts(title):
        gap = _BETWEEN * float(text.style["font_size"]) if rest else 0
        if text.text in titles:
            _shorten(text, end - gap - text.position_x, titles)
    return title


def _texts(box: Any) -> list[Any]:
    return [text for text in box.descendants() if isinstance(text, TextBox) and text.text.strip()]


def _shorten(box: Any, room: float, titles: Sequence[str]) -> None:
    """Put into a text box the first of `titles` that is at most `room` wide (CSS pixels)."""
    for title in titles[titles.index(box.text) + 1 :]:
        if box.width <= room:
            break
        box.text = title
        box.pango_layout = TextLayout(box.style)
        box.pango_layout.set_text(title)
        line, _ = box.pango_layout.get_first_line()
        box.width, _ = line_size(line, box.style)
        box.pango_layout.deactivate()


def _paragraph_numbers(pages: Sequence[Container[str]]) -> Sequence[int]:
    number = 1
    while any(f"par-{number}" in anchors for anchors in pages):
        number += 1
    return range(1, number)


def _span(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def css_string(words: str) -> str:
    """`words` as a string of CSS, whatever they hold."""
    escaped = "".join(
        character if character.isalnum() or character in " –·¶" else f"\\{ord(character):x} "
        for character in words
    )
    return f'"{escaped}"'
