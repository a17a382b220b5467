"""Where a word begins and ends, and with it a quotation."""

from __future__ import annotations

import pytest

from briefgen.matching.word_boundaries import has_word, splits_word, words

# `|` marks the position that is asked about.
INSIDE = [
    "order|ed", "ca|fé", "cafe|\u0301", "5|0", "A|5", "x|²",
    "don|’t", "don’|t", "don'|t", "council|’s", "l’|homme", "O‘|Brien",
    "non-|state", "non|-state", "re‑|open", "re‐|open", "F-|35",
    "9.|5", "9|.5", "1,|000", "10:|30", "24/|7", "24|/7",
    "-|5", "+|5", "\u2212|5", "±|5", "$|5", "€|5", "-|$5", "$|-5", "3-|5",
    "har\u00ad|bour", "har|\u00adbour", "don\u200b’|t",
    "12| 000", "12 |000", "1 200| 000", "12\u202f|000", "<|5", "≤|5", "~|5", "–|5", "(–|5", "a –|5",
    "\u2212 |5", "ก|ิ", "１|２", "un\u2212|lawful", "un|\u2212lawful", "ב\u05be|12", "1\u2044|2",
    ".|5", "it .|5", "(.|5", "-|.5", "-.|5", "$|.5", "un\uff0d|lawful", "un|\ufe63lawful",
    "isn´|t", "isn|`t", "isn\u2032|t", "col·|lecció", "non_|state",
    "1|\u22152", "5·|5", "12| \u200b000", "12 |\u200b000", "12\u200b| 000",
]  # fmt: skip
BETWEEN = [
    "|order", "order|", "order| given", "order |given", "order|.", "“|order", "order|”",
    "Monday–|Friday", "Monday|–Friday", "closed—|open", "closed|—open",
    "dogs|’ bowls", "‘|order", "order|’", "non- |state", "- |state",
    "9.| Then", "1,| 000", "and|/or", "and/|or", "a.|b", "U.|S.", "5| %", "5|%", "5|€", "$|x",
    "5|. Then", "3–|5", "10:| 00", "2024| 300", "12| 0000", "12| 00", "a| 000", "< |5", "– |5",
    "closed.|5", "(closed).|5", "….|5", "_|closed", "closed|_", "´|closed",
    "港|口", "閉|鎖", "เ|รือ", "は|5", "5|人", "a –|b",
]  # fmt: skip


@pytest.mark.parametrize("marked", INSIDE)
def test_a_word_goes_on(marked: str) -> None:
    assert splits_word(marked.replace("|", ""), marked.index("|"))


@pytest.mark.parametrize("marked", BETWEEN)
def test_a_word_ends(marked: str) -> None:
    assert not splits_word(marked.replace("|", ""), marked.index("|"))


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("— …", 0), ("the harbour", 2), ("the harbour—closed", 3), ("non-state actors", 2),
     ("at 9.5 metres,", 3)],
)  # fmt: skip
def test_words_are_counted_as_a_person_does(text: str, count: int) -> None:
    assert len(words(text)) == count
    assert has_word(text) == (count > 0)
