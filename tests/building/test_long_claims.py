"""Claims of any length are printed, and leave no page half white before them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import yaml

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof.verify import verify
from tests.harbour import write_workspace

pytestmark = pytest.mark.slow

WORDS = " ".join(f"the gate was shut on day {n}" for n in range(300))


def words(count: int) -> str:
    return " ".join(WORDS.split()[:count])


def positions(kind: str, lengths: list[int], by: str = "The council") -> list[dict[str, str]]:
    """Positions whose `kind` has as many words as `lengths` say."""
    short = {"answer": "Shut", "by": by, "says": "So it is."}
    return [{**short, kind: words(length), "cite": "A2"} for length in lengths]


def question(*answers: dict[str, str], **more: str) -> dict[str, object]:
    return {"question": "Which day?", **more, "positions": list(answers)}


def claim(*sides: dict[str, str], **more: str) -> dict[str, object]:
    stances = ("asserts", "denies", "questions")
    held = [
        {"stance": stance, **{key: text for key, text in side.items() if key != "answer"}}
        for stance, side in zip(stances, sides, strict=False)
    ]
    return {"claim": "It was shut.", **more, "positions": held}


def printed(
    workspace: Path, claims: list[dict[str, object]], options: Options, **keys: str
) -> list[str]:
    """Each page of a brief of these claims, without white space; it must be sound."""
    named = [{"id": f"c{number}", **one} for number, one in enumerate(claims)]
    brief = {"title": "The lock", "date": "2026-11-20", "sources": ["report"], "appendix": "none"}
    text = yaml.safe_dump({**brief, **keys, "claims": named}, sort_keys=False, width=10**6)
    path = write_workspace(workspace, text)
    result = make(Job(workspace, path, options))
    assert result.failure is None
    assert result.printed is not None, result.findings
    assert result.printed.problems == ()
    assert verify(result.printed.content).differs == ()
    return [
        "".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(result.printed.content)
    ]


LONG = {
    "three answers": question(*positions("answer", [400] * 3)),
    "two answers": question(*positions("says", [900] * 2)),
    "one answer": question(*positions("says", [1500])),
    "one of four": question(*positions("says", [5, 5, 800, 5])),
    "answered by": question(*positions("by", [400] * 3)),
    "sides": claim(*positions("says", [1200, 5, 900])),
    "holders": claim(*positions("by", [700, 5, 700])),
    "a question": question(*positions("says", [5] * 3), question=words(700)),
    "a claim": claim(*positions("says", [5] * 3), claim=words(1500)),
    "a note": claim(*positions("says", [5] * 3), note=words(1500)),
}


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("name", LONG)
def test_a_claim_of_any_length_is_printed(workspace: Path, name: str, *, large_print: bool) -> None:
    claims: list[dict[str, object]] = [LONG[name]]
    assert printed(workspace, claims, Options(large_print=large_print))


@pytest.mark.parametrize("room", ["true", "false"])
@pytest.mark.parametrize("number", [1, 4])
def test_a_tall_row_of_the_card_begins_where_there_is_room(
    workspace: Path, number: int, room: str
) -> None:
    claims = [question(*positions("answer", [60] * 12)) for _ in range(number)]
    pages = printed(workspace, claims, Options(), room_column=room)
    assert "Theclaimsataglance" in pages[0]
    assert "athegate" in pages[0]


def test_a_position_in_a_column_begins_where_there_is_room(workspace: Path) -> None:
    pages = printed(workspace, [claim(*positions("says", [900, 5]))], Options())
    assert "thegatewasshutonday0" in pages[0]
    assert all("Itwasshut.(continued)" in page for page in pages[1:])


@pytest.mark.parametrize("sides", [[120], [120, 110]])
def test_no_page_has_the_head_of_a_claim_and_none_of_its_positions(
    workspace: Path, sides: list[int]
) -> None:
    short = claim(*positions("says", sides))
    pages = printed(workspace, [short], Options(), figures="none", summary=words(272))
    assert "(continued)" not in pages[1]
    assert "1aThecouncil" in pages[1]


def test_a_head_that_is_divided_is_not_continued(workspace: Path) -> None:
    long = claim(*positions("says", [5] * 3), claim=words(700))
    pages = printed(workspace, [long], Options(large_print=True))
    assert not any("(continued)" in page for page in pages)


@pytest.mark.parametrize("count", [184, 196])
def test_a_note_takes_no_answer_to_the_next_page(workspace: Path, count: int) -> None:
    answers = positions("says", [150, 150, 200, count, count, count])
    pages = printed(workspace, [question(*answers, note=words(40))], Options(), figures="none")
    assert len(pages[0]) > 2400


@pytest.mark.parametrize("count", [148, 244, 304])
def test_a_long_position_in_large_print_begins_where_there_is_room(
    workspace: Path, count: int
) -> None:
    sides = positions("says", [count] * 3)
    pages = printed(workspace, [claim(*sides)], Options(large_print=True), figures="none")
    assert all(len(page) > 900 for page in pages[1:-1])
