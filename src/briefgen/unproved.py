"""Quoted words that are not in what they cite, marked where they stand in a text.

A brief that holds any is built as a draft only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from .resolved import BracketUse, ResolvedBrief
from .tree import (
    Block,
    BlockQuote,
    Broken,
    Code,
    Flow,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Str,
    Styled,
)


def unproved(brief: ResolvedBrief) -> frozenset[Quotation]:
    """The quotations of `brief` that are not in what they cite, by the rules of the format."""
    faulty = [use.place for use in brief.issues_of(BracketUse) if use.fault]
    return frozenset(
        checked.quotation
        for checked in brief.quotations
        if checked.match is None or any(place is checked.match for place in faulty)
    )


def marked(
    inlines: tuple[Inline, ...],
    quotations: Sequence[Quotation],
    unproved: Collection[Quotation],
) -> tuple[Inline, ...]:
    """`inlines` with those of their `quotations` that are `unproved` as `Broken` nodes.

    White space does not count in finding them: markup may have dropped some.
    """
    if not any(quotation in unproved for quotation in quotations):
        return inlines
    text = "".join(_bare(leaf.text) for leaf in _leaves(inlines))
    broken = [False] * len(text)
    behind = 0
    for quotation in quotations:
        words = _bare(quotation.text.value)
        start = text.find(words, behind)
        if start < 0:  # words inside a citation come last among a text's quotations
            start = text.find(words)
        if start >= 0:
            behind = start + len(words)
            if quotation in unproved:
                broken[start:behind] = [True] * len(words)
    return tuple(_marked(inlines, iter(broken)))


def all_marked(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a block quotation whose words are all unproved."""
    return tuple(_all_marked(block) for block in blocks)


def _all_marked(block: Block) -> Block:
    match block:
        case Paragraph(flow=flow) | Heading(flow=flow):
            count = sum(len(_bare(leaf.text)) for leaf in _leaves(flow.inlines))
            return replace(block, flow=Flow(tuple(_marked(flow.inlines, iter([True] * count)))))
        case ListBlock(items=items):
            return replace(block, items=tuple(all_marked(item) for item in items))
        case BlockQuote(blocks=inner):
            return replace(block, blocks=all_marked(inner))
        case _:
            return block


def _leaves(inlines: Iterable[Inline]) -> Iterator[Str | Code]:
    for node in inlines:
        match node:
            case Str() | Code():
                yield node
            case Styled(children=children) | Link(children=children):
                yield from _leaves(children)
            case _:
                pass


def _marked(inlines: Iterable[Inline], broken: Iterator[bool]) -> Iterator[Inline]:
    """`inlines`, where `broken` says of each character but white space whether it is."""
    for node in inlines:
        match node:
            case Str(text):
                for is_broken, characters in groupby(_decided(text, broken), lambda pair: pair[1]):
                    run = "".join(character for character, _ in characters)
                    yield Broken(run) if is_broken else Str(run)
            case Code(text):
                decided = [next(broken) for _ in _bare(text)]
                yield Broken(text) if any(decided) else node
            case Styled(children=children) | Link(children=children):
                yield replace(node, children=tuple(_marked(children, broken)))
            case _:
                yield node


def _decided(text: str, broken: Iterator[bool]) -> Iterator[tuple[str, bool]]:
    """Each character and whether it is broken; white space is where both its sides are."""
    decided = [None if character.isspace() else next(broken) for character in text]
    for index, character in enumerate(text):
        own = decided[index]
        if own is None:
            before = next((one for one in reversed(decided[:index]) if one is not None), False)
            after = next((one for one in decided[index:] if one is not None), False)
            own = before and after
        yield character, own


def _bare(text: str) -> str:
    return "".join(text.split())
