"""The shape of a claim, guessed before anything is laid out, as that of a table is (`tables`).

What would fill much of a page may be divided: kept whole, it would leave as much of the page
before it white, or be printed nowhere.
"""

from __future__ import annotations

from briefgen.model.document import ClaimRow, PrintedPosition
from briefgen.model.markup import plain_text

from .tables import letters

# The letters of a position in its column of the table that leaves no more than a quarter of a page
# white.
_LONGEST_POSITION = 500
# The same of a row of the card, in lines, and how many letters a line of each column has:
# without boxes and with them.
_TALLEST_ROW = 15
_WORDING = 26
_SIDE = {False: 21, True: 17}
_ANSWERS = {False: 74, True: 60}


def is_long(position: PrintedPosition) -> bool:
    """Whether a position is to be divided over pages, and an answer to have the whole width."""
    words = (*position.answer, *position.content)
    held = f"{position.by} {position.via or ''}"
    return letters(plain_text(words)) + letters(held) > _LONGEST_POSITION


def is_tall(claim: ClaimRow, *, room: bool) -> bool:
    """Whether the row of the card of a claim (not a question), with `room` for boxes or not, is
    to be divided."""
    lines = [letters(claim.wording) / _WORDING]
    for stances in (("asserts",), ("denies",), ("questions", "qualifies")):
        side = claim.by_stance(*stances)
        lines.append(sum(_lines(one, _SIDE[room]) for one in side))
    return max(lines) > _TALLEST_ROW


def rows_of_answers(
    claim: ClaimRow, *, room: bool
) -> list[tuple[tuple[PrintedPosition, ...], bool]]:
    """The answers to a question by their rows of the card, each with whether it is to be divided:
    all in one row, or, where that would be tall, as many in the first as are beside the wording
    and its facts, and one in each other."""
    wording = letters(claim.wording) / _WORDING
    heights = [_lines(one, _ANSWERS[room]) for one in claim.positions]
    if max(wording, sum(heights)) <= _TALLEST_ROW:
        return [(claim.positions, False)]
    first = 1
    while first < len(heights) and sum(heights[:first]) < wording:
        first += 1
    first_is_tall = max(wording, sum(heights[:first])) > _TALLEST_ROW
    others = zip(claim.positions[first:], heights[first:], strict=True)
    return [
        (claim.positions[:first], first_is_tall),
        *(((one,), height > _TALLEST_ROW) for one, height in others),
    ]


def _lines(position: PrintedPosition, line: int) -> int:
    """The lines of a position on the card: it names the holder, and who questions says so."""
    words = letters(f"{plain_text(position.answer)} {position.by}  ")
    if position.stance in ("questions", "qualifies"):
        words += len("questioned")
    return -(-words // line)
