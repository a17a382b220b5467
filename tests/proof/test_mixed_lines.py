"""Lines whose words run both ways hold each letter once, whatever its order."""

from __future__ import annotations

import pytest

from briefgen.proof.mixed_lines import MixedLines


@pytest.mark.parametrize(
    ("lines", "wanted", "held"),
    [
        (["20 2026 נובמבר"], "20 נובמבר 2026", range(1)),
        ([":The lock", ".shut was"], "was shut.", range(1, 2)),
        (["at noon: The", "lock was shut"], "The lock was", range(2)),
        (["the while", ":that"], "that", range(1, 2)),
        (["the wait", "that lock"], "the", range(1)),
    ],
)
def test_words_are_found_in_lines(lines, wanted, held):
    found = MixedLines(lines).find(wanted, range(len(lines)))
    assert found is not None
    assert found.lines == held


def test_an_altered_letter_is_not_found():
    lines = MixedLines(["נעל the lock", "was shut"])
    assert lines.find("the lock נעל was shut", range(2)) is not None
    assert lines.find("the lock נעל has shut", range(2)) is None


def test_an_altered_bracket_is_not_found():
    lines = MixedLines(["(a) ≤ 5 נעל"])
    assert lines.find("נעל (a) ≤ 5", range(1)) is not None
    for altered in ("נעל (a( ≤ 5", "נעל (a) ≥ 5", "נעל [a] ≤ 5"):
        assert lines.find(altered, range(1)) is None


def test_words_are_taken_from_where_they_are_whole():
    lines = MixedLines(["Lock while the and the morning, the", " :lay צבת 12 נעל that while that"])
    assert lines.take("the that while that נעל 12 צבת lay", range(2))
    assert lines.take("Lock while the and the morning", range(2))
    lines = MixedLines(["Closed council, while harbour", "“ :on נעל"])
    assert lines.take("while harbour on", range(2))
    assert lines.take("Closed council", range(2))


def test_what_is_taken_is_gone():
    lines = MixedLines(["the lock, the lock"])
    assert lines.take("lock", range(1))
    assert lines.take("lock", range(1))
    assert lines.take("lock", range(1)) is None


def test_lines_that_are_used_up_are_known():
    held = MixedLines(["a lock", "b", "c sill"]).find("lock b c", range(3))
    assert held is not None
    assert (held.uses_first, held.uses_last) == (False, False)
    held = MixedLines(["lock", "b"]).find("lock b", range(2))
    assert held is not None
    assert (held.uses_first, held.uses_last) == (True, True)
