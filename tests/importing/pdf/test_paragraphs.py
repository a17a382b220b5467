"""What breaks off, what begins in the middle, and what is between the two, is in doubt."""

from __future__ import annotations

import re

from briefgen.importing.pdf.columns import columns_of
from briefgen.importing.pdf.paragraphs import LineBlock, Placed, placed, rejoined
from briefgen.importing.pdf.words import Row, Word
from briefgen.model.imported import ParagraphKind


def block(
    *lines: str, y: float = 700, kind: ParagraphKind = "text", first: bool = True
) -> LineBlock:
    """Lines of a column 200 points wide, each as long as it has letters."""
    rows = [
        Placed(
            Row(text, (), 50, 50 + 5 * len(text), y - 12 * n, 10, False),
            sheet=1,
            left=50,
            right=250,
            leading=1.2,
            first=first and n == 0,
        )
        for n, text in enumerate(lines)
    ]
    return LineBlock(tuple(rows), kind)


def shown(blocks: list[LineBlock]) -> list[tuple[str, tuple[str, ...]]]:
    return [(" ".join(row.row.text for row in one.rows), one.doubts) for one in blocks]


GATE = "• Closing the gate of the lock to", "all boats that are in", "the harbour and"


def test_an_item_that_the_head_of_a_table_divides_is_whole():
    item = block(*GATE, kind="item")
    rest = block("the basin, if there are boats.")
    whole = f"{' '.join(GATE)} the basin, if there are boats."
    assert shown(rejoined([item, block("Action", first=False), rest])) == [
        (
            whole,
            ("the harbour and", "the basin, if there are boats."),
        ),
        ("Action", ("Action",)),
    ]


def test_an_item_without_a_stop_is_not_joined_with_what_begins_anew():
    item, following = block(*GATE, kind="item"), block("The board waited.")
    assert shown(rejoined([item, following])) == [(" ".join(GATE), ()), ("The board waited.", ())]


def test_a_line_that_may_go_on_with_the_one_before_begins_in_doubt():
    lines = "The council can be asked as the law", "on the notices wants it, in the", "FURTHER NEWS"
    near, far = 700 - 12 * 3, 700 - 12 * 5
    for y, doubts in ((near, ("section of notices.",)), (far, ())):
        following = block("Section of notices.", y=y, first=False)
        found = shown(rejoined([block(*lines), following]))
        assert found[0][1] == ("FURTHER NEWS",)
        assert tuple(one.lower() for one in found[1][1]) == doubts


def test_lines_between_those_of_a_box_are_in_doubt():
    around = block("The committee met, and it was told", y=700)
    box = block("A box says so.", y=696, first=False)
    after = block("That is all.", y=684, first=False)
    found = rejoined([around, box, after])
    assert [bool(one.doubts) for one in found] == [True, True, False]


def test_what_may_be_below_both_columns_is_in_doubt():
    left = block("It is for.", y=700), block("It is a boat.", y=660, first=False)
    right = block("It is against.", y=700)
    assert [bool(one.doubts) for one in rejoined([*left, right])] == [False, True, True]
    near = block("It is a boat.", y=684, first=False)
    assert not any(one.doubts for one in rejoined([left[0], near, right]))


def test_lines_that_may_be_those_of_two_columns_are_in_doubt():
    def words(text: str, x: float, y: float) -> list[Word]:
        starts = [x + 5 * match.start() for match in re.finditer(r"\S+", text)]
        return [
            Word(typed, at, at + 5 * len(typed), y, 10, False, 0, False)
            for at, typed in zip(starts, text.split(), strict=True)
        ]

    for second, doubtful in ((168, True), (155, False)):
        typed = [
            *words("It is said that boats", 50, 700),
            *words("begins about here now", second, 700),
        ]
        typed += [
            *words("were shut in the dock", 50, 688),
            *words("as far as it is known", second, 688),
        ]
        (column,) = columns_of(typed)
        assert [row.unsure for row in placed(column, 1)] == [doubtful] * 2


def test_cells_on_baselines_of_their_own_are_in_doubt():
    cells = [("Year", 50, 700), ("Boats", 50, 680), ("Dead", 50, 660), ("2023", 150, 695)]
    cells += [("12", 150, 675), ("3", 150, 655)]
    typed = [Word(text, x, x + 30, y, 10, False, 0, False) for text, x, y in cells]
    columns = columns_of(typed)
    assert [(one.table, one.unsure) for one in columns] == [(False, True)] * 2
