"""A body so full of notes that WeasyPrint loses some of them on the first try."""

from __future__ import annotations

import random

from msgspec.structs import replace

from briefgen.model.document import Document, PrintedSection
from briefgen.model.markup import (
    Block,
    Call,
    Flow,
    Inline,
    Note,
    Paragraph,
    Str,
)

from .sample import SPAN, document

_WORDS = [
    "the", "strike", "was", "reported", "by", "two", "texts", "and", "a",
    "vessel", "in", "distress", "triggers", "law",
]  # fmt: skip


def dense_document(seed: int) -> Document:
    """Four sections of random words, the same for the same seed, with 60 to 110 notes."""
    chance = random.Random(seed)  # noqa: S311 - a layout, not a secret

    def words(least: int, most: int) -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(least, most)))

    sections = []
    notes = paragraphs = 0
    for index in range(1, 5):
        blocks: list[Block] = []
        for _ in range(chance.randint(2, 6)):
            nodes: list[Inline] = []
            for _ in range(chance.randint(1, 9)):
                nodes.append(Str(words(3, 18) + "."))
                notes += 1
                content = words(2, 30) if chance.random() < 0.4 else "A5, p. A-2."
                nodes += [Call(Note(notes, (Str(content),))), Str(" ")]
            paragraphs += 1
            blocks.append(Paragraph(Flow(tuple(nodes)), SPAN, paragraphs))
        heading = words(2, 7)
        sections.append(
            PrintedSection(index, f"section-{index}", f"s{index}", heading, (), tuple(blocks))
        )
    return replace(
        document(appendix=False),
        key_points=(),
        changes=(),
        claims=(),
        sections=tuple(sections),
        note_count=notes,
    )
