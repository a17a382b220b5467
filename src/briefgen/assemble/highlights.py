"""Quoted words marked in a text: unproved, or in a language of their own.

A brief that holds unproved ones is built as a draft only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TypeAlias

from msgspec.structs import replace

from briefgen.model.markup import (
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
    SourceWords,
    Str,
    Styled,
)
from briefgen.resolve.result import BracketUse, ResolvedBrief

from .bidi import direction, language_direction

# What the words of a quotation are printed as.
Marker: TypeAlias = Callable[[str], Inline]


def _unproved(brief: ResolvedBrief) -> frozenset[Quotation]:
    """The quotations of `brief` that are not in what they cite, by the rules of the format."""
    faulty = [use.place for use in brief.issues_of(BracketUse) if use.fault]
    return frozenset(
        checked.quotation
        for checked in brief.quotations
        if checked.match is None or any(place is checked.match for place in faulty)
    )


def markers(brief: ResolvedBrief) -> dict[Quotation, Marker]:
    """How the quotations of `brief` are marked: `Broken`, where they are unproved, and
    `SourceWords`, where their source is in another language or they run the other way."""
    found: dict[Quotation, Marker] = dict.fromkeys(_unproved(brief), Broken)
    own = language_direction(brief.brief.language)
    for checked in brief.quotations:
        language = brief.foreign(checked.match.stretch.source) if checked.match else ""
        if language or direction(checked.quotation.text.value) != own:
            found.setdefault(checked.quotation, partial(SourceWords, language=language))
    return found


def marked(
    inlines: tuple[Inline, ...],
    quotations: Sequence[Quotation],
    markers: Mapping[Quotation, Marker],
) -> tuple[Inline, ...]:
    """`inlines` with the words of those `quotations` that have a marker marked.

    White space does not count in finding them: markup may have dropped some.
    """
    if not any(quotation in markers for quotation in quotations):
        return inlines
    text = "".join(_bare(leaf.text) for leaf in _leaves(inlines))
    how: list[Marker | None] = [None] * len(text)
    end = 0
    for quotation in quotations:
        words = _bare(quotation.text.value)
        start = text.find(words, end)
        if start < 0:  # words inside a citation come last among a text's quotations
            start = text.find(words)
        if start >= 0:
            end = start + len(words)
            if quotation in markers:
                how[start:end] = [markers[quotation]] * len(words)
    return tuple(_marked(inlines, iter(how)))


def all_marked(blocks: Iterable[Block], marker: Marker) -> tuple[Block, ...]:
    """The blocks of a block quotation, all of whose words are marked."""
    return tuple(_all_marked(block, marker) for block in blocks)


def _all_marked(block: Block, marker: Marker) -> Block:
    match block:
        case Paragraph(flow=flow) | Heading(flow=flow):
            count = sum(len(_bare(leaf.text)) for leaf in _leaves(flow.inlines))
            return replace(block, flow=Flow(tuple(_marked(flow.inlines, iter([marker] * count)))))
        case ListBlock(items=items):
            return replace(block, items=tuple(all_marked(item, marker) for item in items))
        case BlockQuote(blocks=inner):
            return replace(block, blocks=all_marked(inner, marker))
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


def _marked(inlines: Iterable[Inline], how: Iterator[Marker | None]) -> Iterator[Inline]:
    """`inlines`, where `how` says of each character but white space how it is marked."""
    for node in inlines:
        match node:
            case Str(text):
                for marker, characters in groupby(_decided(text, how), lambda pair: pair[1]):
                    run = "".join(character for character, _ in characters)
                    yield marker(run) if marker else Str(run)
            case Code(text):
                decided = [next(how) for _ in _bare(text)]
                yield Broken(text) if Broken in decided else node
            case Styled(children=children) | Link(children=children):
                yield replace(node, children=tuple(_marked(children, how)))
            case _:
                yield node


def _decided(text: str, how: Iterator[Marker | None]) -> Iterator[tuple[str, Marker | None]]:
    """Each character and how it is marked; white space is where both its sides are alike."""
    before: Marker | None = None
    space = ""
    for character in text:
        if character.isspace():
            space += character
            continue
        marker = next(how)
        yield from ((one, marker if marker is before else None) for one in space)
        yield character, marker
        before, space = marker, ""
    yield from ((one, None) for one in space)


def _bare(text: str) -> str:
    return "".join(text.split())
