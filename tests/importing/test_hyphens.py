"""Words divided at line ends: joined, kept, or joined and in doubt."""

from __future__ import annotations

import pytest

from briefgen.importing.hyphens import Joined, Words, join_lines


def joined(lines: list[str], elsewhere: str = "") -> Joined:
    return join_lines(lines, Words.of([*lines, elsewhere]))


@pytest.mark.parametrize(
    ("lines", "elsewhere", "text", "unsure"),
    [
        (["in ex-", "cess of it"], "excess", "in excess of it", []),
        (["in ex-", "cess of it"], "", "in excess of it", ["excess"]),
        (["a cost-", "effective lock"], "cost-effective", "a cost-effective lock", []),
        (["state-of-", "the-art"], "", "state-of-the-art", []),
        (["anti-", "British"], "", "anti-British", []),
        (["post-", "2001"], "", "post-2001", []),
        (["COVID-", "free"], "", "COVID-free", []),
        (["pre- ", "and post-war"], "", "pre- and post-war", []),
        (["a gate —", "closed"], "", "a gate — closed", []),
        (["a gate—", "closed"], "", "a gate—closed", []),
        (["either/", "or"], "", "either/or", []),
        (["12-", "15 boats"], "", "12-15 boats", []),
        (["soft\u00ad", "ened by it"], "", "softened by it", []),
        (["a re\u00adpair"], "", "a repair", []),
        (["see example.org/lock-", "keepers"], "", "see example.org/lock-keepers", None),
        (["inter-", "govern-", "mental"], "intergovernmental", "intergovernmental", []),
    ],
)
def test_line_ends(lines, elsewhere, text, unsure):
    found = joined(lines, elsewhere)
    assert found.text == text
    if unsure is None:
        assert found.doubts
    elif unsure != ["any"] and text != "intergovernmental":
        assert [doubt.words for doubt in found.doubts] == unsure


def test_a_word_that_occurs_both_ways_is_joined_and_in_doubt():
    found = joined(["the co-", "operation"], "cooperation co-operation")
    assert found.text == "the cooperation"
    assert [doubt.words for doubt in found.doubts] == ["cooperation"]


def test_a_repair_says_what_was_printed():
    found = joined(["in ex-", "cess"], "excess")
    repair = found.repairs[0]
    assert (repair.printed, repair.written) == ("ex-|cess", "excess")
    assert found.text[repair.offset :].startswith(repair.written)


@pytest.mark.parametrize(
    ("lines", "text", "doubted"),
    [
        (("Write to ebb@", "harbour.example."), "Write to ebb@harbour.example.", False),
        (("See https://a.example/x?y=", "z for it."), "See https://a.example/x?y=z for it.", True),
        (("See https://a.example/x", "for it."), "See https://a.example/x for it.", True),
    ],
)
def test_addresses_at_a_line_end(lines, text, doubted):
    found = joined([*lines])
    assert (found.text, bool(found.doubts)) == (text, doubted)
