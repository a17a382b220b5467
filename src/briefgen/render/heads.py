"""The running head's right side: what stands on the page (`¶6–11 · claims 1–4`).

A spoken reference is found by leafing through these. Only the finished pages know them,
so they are added as a style sheet, page by page, and the pages are laid out again: margin
boxes do not move the text.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from ..document import AppendixParagraph, Document


def body_ranges(pages: Sequence[Container[str]], document: Document) -> list[str]:
    """For each page of the body, its numbered paragraphs and claims, from its anchors."""
    paragraphs = [f"par-{number}" for number in _paragraph_numbers(pages)]
    ranges = []
    for anchors in pages:
        found = [name.removeprefix("par-") for name in paragraphs if name in anchors]
        claims = [str(claim.number) for claim in document.claims if claim.anchor in anchors]
        word = document.labels["claims_range" if len(claims) > 1 else "claim_range"]
        ranges.append(
            " · ".join(
                part
                for part in (found and f"¶{_span(found)}", claims and f"{word} {_span(claims)}")
                if part
            )
        )
    return ranges


def appendix_ranges(pages: Sequence[Container[str]], document: Document) -> list[str]:
    """For each page of the appendix, its first and last paragraph: `A14–B2`."""
    labels = [
        paragraph.label
        for source in document.appendix
        for paragraph in source.paragraphs
        if isinstance(paragraph, AppendixParagraph)
    ]
    found = [[label for label in labels if label in anchors] for anchors in pages]
    return [_span(page) if page else "" for page in found]


def head_styles(ranges: Sequence[str], *, skip_first: bool) -> str:
    """A style sheet that prints `ranges[n - 1]` at the head of page n."""
    return "\n".join(
        f"@page :nth({number}) {{ @top-right {{ content: {_string(words)} }} }}"
        for number, words in enumerate(ranges, 1)
        if words and not (skip_first and number == 1)
    )


def _paragraph_numbers(pages: Sequence[Container[str]]) -> Sequence[int]:
    number = 1
    while any(f"par-{number}" in anchors for anchors in pages):
        number += 1
    return range(1, number)


def _span(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def _string(words: str) -> str:
    escaped = "".join(
        character if character.isalnum() or character in " –·¶" else f"\\{ord(character):x} "
        for character in words
    )
    return f'"{escaped}"'
