"""The numbers by which a packaged theme leads to its parts: of paragraphs, items, sources and their
paragraphs; and who holds a position on the card, and where its claim is. Words of the theme may be
any number or letter, so that whether each is there, and which, is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import ClaimRow, Document
from briefgen.model.markup import Block, BlockQuote, ListBlock

from .mixed_lines import in_any_order
from .pdf_text import TaggedBlock

_CARD = "card"
_NUMBERED = re.compile(r"(?:key-point|recommendation)-(\d+)")
_PARAGRAPH = re.compile(r"par-(\d+)")
_OF_SOURCE = re.compile(r"([A-Z]{1,2}\d+)")
_ANCHORS = (_NUMBERED, _PARAGRAPH, _OF_SOURCE)
_CHANGE = re.compile(r"change-\d+")


def unnumbered(
    document: Document,
    blocks: Iterable[TaggedBlock],
    places: Mapping[str, str],
    *,
    are_mixed: bool,
) -> Iterator[str]:
    """A line for each part of a PDF without its own number or letter, and for each holder who is
    not on the card. `places` are the pages of anchors, as printed; of words of which some run from
    right to left, which `are_mixed`, the letters are compared."""
    blocks = tuple(blocks)
    yield from _wrong_numbers(blocks, are_mixed=are_mixed)
    labels = [one for one in blocks if _is_label(one) and not _is_item(one)]
    numbers = [number for section in document.sections for number in _numbers(section.blocks)]
    if ["".join(filter(str.isalnum, one.text)) for one in labels] != numbers:
        yield "the items of lists have other numbers than those that are typed"
    letters = [bare(one.text) for one, after in pairwise(blocks) if _is_letter(one, after)]
    is_printed = any(_OF_SOURCE.fullmatch(_id(block)) for block in blocks)
    if is_printed and letters != [source.letter for source in document.appendix]:
        yield "the sources in the appendix have other letters than theirs"
    on_card = [block for block in blocks if _CARD in block.within]
    if on_card:
        for claim in document.claims:
            yield from _not_on_card(document, claim, on_card, places, are_mixed=are_mixed)


def _id(block: TaggedBlock) -> str:
    return block.within[0] if block.within else ""


def _is_label(block: TaggedBlock) -> bool:
    return block.kind == "Lbl" and block.around[-1:] == ("LI",)


def _is_item(label: TaggedBlock) -> bool:
    """Whether a label is that of a key point, a recommendation or a change."""
    return any(one.fullmatch(_id(label)) for one in (_NUMBERED, _CHANGE))


def _is_letter(block: TaggedBlock, after: TaggedBlock) -> bool:
    """Whether an element is the letter of a source, before its reference."""
    in_source = block.around[-1:] == after.around[-1:] == ("Art",)
    return in_source and (block.kind, after.kind) == ("P", "H3")


def _wrong_numbers(blocks: Sequence[TaggedBlock], *, are_mixed: bool) -> Iterator[str]:
    """A line for each paragraph or item that does not begin with the number of its anchor; where
    words run both ways that of a paragraph of a source may be an element of its own."""
    begins = dict[str, str]()
    apart = {bare(block.text) for block in blocks if are_mixed and "Art" in block.around}
    for block in blocks:
        id = _id(block)
        kind = _OF_SOURCE if "Art" in block.around else _PARAGRAPH
        if _is_label(block) or kind.fullmatch(id):
            begins.setdefault(id, block.text)
        for item in block.within:
            if _NUMBERED.fullmatch(item) and not _is_label(block):
                begins.setdefault(item, "")  # its number is not before it
    for id, text in begins.items():
        found = next(filter(None, (one.fullmatch(id) for one in _ANCHORS)), None)
        if found and not _begins_with(text, found[1], are_mixed) and found[1] not in apart:
            yield f"“{id}” is printed without its number, {found[1]}"


def _begins_with(text: str, number: str, are_mixed: bool) -> bool:
    """Whether a text begins with a number; one whose words run both ways may hold it turned, or
    begin with it so, without a space after it."""
    if re.match(rf"\W*{number}(?!\d)", text):
        return True
    turned = number[::-1]
    return are_mixed and (
        turned in re.findall(r"\w+", text) or re.match(rf"\W*{turned}", text) is not None
    )


def _numbers(blocks: Iterable[Block]) -> Iterator[str]:
    """The numbers of the items of lists, in the order of reading; empty where they have none."""
    for block in blocks:
        if isinstance(block, ListBlock):
            for number, item in enumerate(block.items, block.start):
                yield str(number) if block.ordered else ""
                yield from _numbers(item)
        elif isinstance(block, BlockQuote):
            yield from _numbers(block.blocks)


def _not_on_card(
    document: Document,
    claim: ClaimRow,
    blocks: Sequence[TaggedBlock],
    places: Mapping[str, str],
    *,
    are_mixed: bool,
) -> Iterator[str]:
    """A line for each holder of a claim who is not among the elements of the card, and where it
    leads to another page."""
    known = in_any_order if are_mixed else bare
    printed = [known(block.text) for block in blocks]
    labels = document.labels
    if claim.is_question:
        for one in () if are_mixed else claim.positions:
            if not any(
                text.startswith(one.letter) and text.endswith(bare(one.by)) for text in printed
            ):
                yield f"{one.by} ({one.handle}) is not on the card"
    elif document.large_print:
        sides = (
            ("asserted_by", claim.by_stance("asserts")),
            ("denied_by", claim.by_stance("denies")),
        )
        for side, held in sides:
            line = f"{labels[side]}{', '.join(f'{one.letter}{one.by}' for one in held)}"
            if held and known(line) not in printed:
                yield f"the holders of claim {claim.number} are not on the card ({labels[side]})"
    else:
        for one in claim.by_stance("asserts", "denies"):
            if known(f"{one.letter}{one.by}") not in printed:
                yield f"{one.by} ({one.handle}) is not on the card"
    page = places.get(claim.anchor, "")
    facts = known(f"{claim.status_label} · {page}")
    if page and not are_mixed and not any(text.startswith(facts) for text in printed):
        yield f"the card does not lead to claim {claim.number}, {page}"
