"""The running head's right side: what is on the page (`¶6–11 · claims 1–4`).

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


class Head(Struct, frozen=True):
    """The text at the right of a page's head, as a string of CSS, empty for nothing;
    and the name by which CSS knows the page, which gives it its size and margins."""

    page: str
    content: str


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


def appendix_ranges(pages: Sequence[Collection[str]], document: Document) -> list[str]:
    """For each page of the appendix, its first and last paragraph: `A14–B2`."""
    labels = [
        paragraph.label
        for source in document.appendix
        for paragraph in source.paragraphs
        if isinstance(paragraph, AppendixParagraph)
    ]
    order = {label: number for number, label in enumerate(labels)}
    found = [sorted(order.keys() & anchors, key=order.__getitem__) for anchors in pages]
    return [_span(page) if page else "" for page in found]


def page_heads(pages: Sequence[Any], ranges: Sequence[str]) -> list[Head]:
    """The heads of `pages`: `ranges[n - 1]` at the head of page n."""
    return [
        Head(page._page_box.page_type.name or "auto", words and css_string(words))  # noqa: SLF001
        for page, words in zip(pages, ranges, strict=True)
    ]


def with_heads(pages: Sequence[Any], sheets: Sequence[Any]) -> list[Any]:
    """Copies of `pages` with the heads of the laid out `sheets` on them."""
    headed = []
    for page, sheet in zip(pages, sheets, strict=True):
        box = page._page_box  # noqa: SLF001 - WeasyPrint has no other way to add a box
        heads = (
            child
            for child in sheet._page_box.children  # noqa: SLF001
            if getattr(child, "at_keyword", "") == "@top-right"
        )
        page = copy(page)  # noqa: PLW2901 - the one that was given may be kept for another layout
        page._page_box = box.copy_with_children([*box.children, *heads])  # noqa: SLF001
        headed.append(page)
    return headed


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
