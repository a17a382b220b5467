"""What is at the edges of sheets, and in their text it is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefgen.importing.pdf.furniture import without_furniture
from briefgen.importing.pdf.words import Word, rows_of

HEAD = "Port Gazette / No. 52 / May 6, 2026 / Rules"


def words(line: str, y: float, size: float = 8.0, x: float = 40.0) -> Iterator[Word]:
    for index, text in enumerate(line.split()):
        end = x + len(text) * size / 2
        yield Word(text, x, end, y, size, bold=False, index=index, glued=False)
        x = end + size / 4


def sheet(*lines: tuple[str, float, float]) -> tuple[tuple[Word, ...], float]:
    body = [(f"line {chr(97 + n)} of the text", 600.0 - 12 * n, 9.0) for n in range(12)]
    return tuple(word for line in (*lines, *body) for word in words(*line)), 800.0


@pytest.mark.parametrize(
    ("masthead", "size", "kept"),
    [
        (["Port Gazette", "No. 52", "May 6, 2026"], 8.0, ["Rules"]),
        (["Port Gazette", "No. 52", "May 6, 2026"], 14.0,
         ["Port Gazette", "No. 52", "May 6, 2026", "Rules"]),
        (["Port Gazette", "The harbour", "A letter"], 8.0,
         ["Port Gazette", "The harbour", "A letter", "Rules"]),
    ],
)  # fmt: skip
def test_a_masthead_of_what_the_running_heads_have_is_left_out(
    masthead: list[str], size: float, kept: list[str]
) -> None:
    first = [(line, 780.0 - 20 * number, size) for number, line in enumerate(masthead)]
    cleaned = without_furniture(
        {
            1: sheet(*first, ("Rules", 700.0, 18.0)),
            2: sheet((f"{HEAD} 2", 790.0, 10.0)),
            3: sheet((f"3 {HEAD}", 790.0, 10.0)),
        }
    )
    rows = [row.plain for row in rows_of(cleaned[1].words)]
    assert [row for row in rows if not row.startswith("line")] == kept
