"""What breaks off, what begins in the middle, and what is between the two, is in doubt."""

from __future__ import annotations

from briefgen.importing.pdf.paragraphs import LineBlock, Placed, rejoined
from briefgen.importing.pdf.words import Row
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
