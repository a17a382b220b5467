"""The running head's right side: what is on the page (`¶6–11 · claims 1–4`).

A spoken reference is found by leafing through these. Only the finished pages know them.
To lay the text out again for them would double the time that it takes; so empty sheets
with nothing but the heads are laid out, and the heads put on the finished pages.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from typing import Any

from msgspec import Struct

from briefgen.model.document import Document

from .division import CARD


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
    order = {one.label: number for number, one in enumerate(document.paragraphs)}
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
