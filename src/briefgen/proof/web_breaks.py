"""Where the lines of a web edition are broken: after the words, and before those, that the brief
gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document
from briefgen.model.markup import (
    Block,
    Break,
    CodeBlock,
    Figure,
    ListBlock,
    Paragraph,
    all_blocks,
)
from briefgen.model.source import WITHHELD

from .html_tree import Element
from .printed_words import BROKEN, text_of
from .said_links import contents, seen
from .web_said import pieces
from .web_shapes import is_at

_SIGN = "\N{SYMBOL FOR NEWLINE}"  # for a break, among words without their spaces
_OF_TEXTS = "section.sources > p > br"
_MOST = 30  # characters beside a break by which it is known


def misplaced_breaks(html: Element, document: Document) -> Iterator[str]:
    """A line where a page of a packaged theme has a break elsewhere than its brief."""
    # Where the texts are, each has one, too.
    shown = [one for one in html.walk() if one.name == "br" and not is_at(one, _OF_TEXTS)]
    count = sum(all("popover" not in around.attributes for around in one.around()) for one in shown)
    meant = sorted(_breaks(document), key=len, reverse=True)  # what is beside two is of either
    known = [one for one in meant if not (BROKEN in one or WITHHELD in one)]
    page = bare("".join(pieces(html, _SIGN)))
    taken = set[int]()
    for one in known:
        places = (at + one.index(_SIGN) for at in _occurrences(one, page))
        taken |= {next((at for at in places if at not in taken), -1)}
    if count != len(meant) or -1 in taken:
        yield "lines are broken in other places than the brief's"


def _occurrences(words: str, page: str) -> Iterator[int]:
    at = page.find(words)
    while at >= 0:
        yield at
        at = page.find(words, at + 1)


def _breaks(document: Document) -> Iterator[str]:
    """For each break the words beside it, and a sign for it between them."""
    for content in contents(document):
        if any(isinstance(node, Break) for node in seen(content)):
            lines = bare(text_of(content, {}, _SIGN)).split(_SIGN)
            for before, after in pairwise(lines):
                yield f"{before[-_MOST:]}{_SIGN}{after[:_MOST]}"
    for section in document.sections:
        yield from _between(all_blocks(section.blocks))


def _between(blocks: Iterable[Block]) -> Iterator[str]:
    """The same of the breaks between the blocks of lists' items, and before captions there."""
    items = (item for one in blocks if isinstance(one, ListBlock) for item in one.items)
    for number, one in (pair for item in items for pair in enumerate(item)):
        match one:
            case Figure(caption=caption):
                yield from [_SIGN] * bool(number)
                yield _SIGN + bare(text_of(caption.inlines, {}))[:_MOST]
            case Paragraph(flow=flow) if number:
                first, *_ = bare(text_of(flow.inlines, {}, _SIGN)).split(_SIGN)
                yield _SIGN + first[:_MOST]
            case CodeBlock(text=text) if number:
                yield _SIGN + bare(text)[:_MOST]
            case _:
                pass
