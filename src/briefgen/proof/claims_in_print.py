"""How the claims are printed by a packaged theme: positions under the head of their side, each
holder's stance, each claim's status, in the table and on the card.

Words of which some run from right to left `are_mixed`: of an element that has any, the letters and
digits are compared, in whatever order. Labels of a packaged theme run from left to right, and stay
whole, though the words of one may be read from its last to its first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import ClaimRow, Document, PrintedPosition

from .mixed_lines import in_any_order
from .pdf_text import TaggedBlock

_SIDES: dict[str, int] = {
    "asserted_by": 0, "denied_by": 1, "questioned_by": 2, "only_questioned_by": 2,
    "only_qualified_by": 2,
}  # fmt: skip
_CARD = "card"  # its anchor
_SAID = ("questions", "qualifies")  # beside the holder; the others follow from the side
_STANCES: dict[str, int] = {"asserts": 0, "denies": 1, "questions": 2, "qualifies": 2}


def side_heads(document: Document) -> dict[str, int]:
    """The heads of the sides of a claim without white space, each with the side."""
    labels = document.labels
    return {bare(labels[name]): side for name, side in _SIDES.items() if name in labels}


def swapped_sides(
    document: Document, blocks: Iterable[TaggedBlock], *, are_mixed: bool
) -> Iterator[str]:
    """A line for each claim with positions under the heads of other sides, as a packaged theme
    prints them: the heads of columns first, or each before its positions."""
    blocks = tuple(blocks)
    heads = side_heads(document)
    if are_mixed:
        heads |= {
            bare("".join(reversed(document.labels[name].split()))): side
            for name, side in _SIDES.items()
            if name in document.labels
        }
    longest = sorted(heads, key=len, reverse=True)
    on_card = [
        heads[head]
        for block in blocks
        if _CARD in block.within
        for head in [next((one for one in longest if bare(block.text).startswith(one)), "")]
        if head
    ]
    if on_card != [0, 1, 2] * (len(on_card) // 3):
        yield "the heads of the card are those of other sides"
    for claim in document.claims:
        if claim.is_question:
            continue
        anchors = {one.anchor for one in claim.positions}
        shown, under = list[int](), list[int]()
        held: list[tuple[int, int]] = []  # the page and the side of each position
        known = set[str]()
        for block in blocks:
            if claim.anchor not in block.within:
                continue
            text = bare(block.text)
            head = next((one for one in longest if text.startswith(one)), "")
            text = text.removeprefix(head)
            begin = _position(claim, block, text, document, are_mixed=are_mixed)
            if are_mixed and begin and begin.handle in known:
                continue  # its next paragraph
            # What a position says may begin with the words of a head.
            is_said = "TD" in (block.kind, *block.around) or anchors & set(block.within)
            if head and (begin or not is_said):
                shown.append(heads[head])
            if begin:
                known.add(begin.handle)
                held.append((block.pages[0], _STANCES.get(begin.stance or "", 0)))
                under += shown[-1:]
        is_in_columns = shown == [0, 1, 2] and under == [2] * len(held)
        is_whole = len(held) == len(claim.positions) and held == sorted(held)
        if not is_whole or not (is_in_columns or under == [side for _, side in held]):
            yield f"claim {claim.number} has positions under the head of another side"


def _position(
    claim: ClaimRow, block: TaggedBlock, text: str, document: Document, *, are_mixed: bool
) -> PrintedPosition | None:
    """The position of a claim with which an element begins whose bare `text`, after the head of a
    side, is this."""
    if not are_mixed:
        signs = ((bare(f"{one.handle}{one.by}"), one) for one in claim.positions)
        return next((one for sign, one in signs if text.startswith(sign)), None)
    own = in_any_order(text)
    for one in claim.positions:
        label = document.labels.get(f"stance_{one.stance}", "") if one.stance in _SAID else ""
        line = f"{one.handle}{one.by}{one.via or ''}"
        if one.anchor in block.within or own in map(in_any_order, (line, f"{line}{label}")):
            return one
    return None


def wrong_stances(
    document: Document, blocks: Iterable[TaggedBlock], *, are_mixed: bool
) -> Iterator[str]:
    """A line for each holder beside whom another stance is printed than the brief gives."""
    known = in_any_order if are_mixed else bare
    labels = {name: document.labels.get(f"stance_{name}", "") for name in _STANCES}
    right, wrong = set[str](), set[str]()
    for claim in document.claims:
        for one in claim.positions:
            for sign in (one.letter, one.handle):
                # The word may be the end of a holder's name.
                right.add(known(f"{sign}{one.by}"))
                for name, label in labels.items():
                    said = right if name == one.stance else wrong
                    said.add(known(f"{sign}{one.by}{label}"))
    for block in blocks:
        if not any(label and label in block.text for label in labels.values()):
            continue
        if known(block.text) in wrong - right:
            shown = " ".join(block.text.split())
            yield f"“{shown}” is printed, and the brief has another stance"


def unstated(
    document: Document, blocks: Iterable[TaggedBlock], *, are_mixed: bool
) -> Iterator[str]:
    """A line for each claim without its status after its wording, and for each holder without
    the stance that the brief gives, wherever a packaged theme prints them."""
    known = in_any_order if are_mixed else bare
    blocks = tuple(blocks)
    on_card = [block for block in blocks if _CARD in block.within]
    in_table = [block for block in blocks if any(id.startswith("claim-") for id in block.within)]
    for claim in document.claims:
        own = [block for block in in_table if claim.anchor in block.within]
        if not all(_has_status(claim, part, known) for part in (own, on_card) if part or not own):
            yield f"claim {claim.number} is printed without its status, “{claim.status_label}”"
    printed = {known(block.text) for block in (*on_card, *in_table)}
    is_table = any("Table" in block.around for block in in_table) and not document.large_print
    for position in (one for claim in document.claims for one in claim.positions):
        label = document.labels.get(f"stance_{position.stance}", "")
        if position.stance not in _SAID:
            continue
        via = f", {position.via}" if position.via else ""
        wanted = [f"{position.handle}{position.by}{via}{label}"] if is_table else []
        if on_card and not document.large_print:
            wanted.append(f"{position.letter}{position.by}{label}")
        if any(known(text) not in printed for text in wanted):
            yield f"{position.by} ({position.handle}) is printed without “{label}”"
    if on_card and document.large_print:
        yield from _unstated_in_lines(document, printed, known)


def _has_status(
    claim: ClaimRow, blocks: Sequence[TaggedBlock], known: Callable[[str], str]
) -> bool:
    """Whether the claim is among some elements, each time with its status after its wording."""
    wording, status = known(f"{claim.number}{claim.wording}"), bare(claim.status_label)
    after = [
        "".join(bare(next.text) for next in blocks[at + 1 : at + 2])
        for at, block in enumerate(blocks)
        if known(block.text) == wording
    ]
    return bool(after) and all(text.startswith(status) for text in after)


def _unstated_in_lines(
    document: Document, printed: Collection[str], known: Callable[[str], str]
) -> Iterator[str]:
    """A line for each claim on the card of a large print whose side that questions or qualifies it
    is not printed with all stances."""

    def holder(position: PrintedPosition) -> str:
        label = document.labels.get(f"stance_{position.stance}", "")
        return f"{position.letter}{position.by}{label}"

    for claim in document.claims:
        held = claim.by_stance("questions", "qualifies")
        if held and not claim.is_question:
            line = f"{document.labels['questioned_by']}{', '.join(map(holder, held))}"
            if known(line) not in printed:
                yield f"claim {claim.number} is on the card without the stances of its holders"
