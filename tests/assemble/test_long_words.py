"""Words longer than a line that are in pieces may be broken between these."""

from __future__ import annotations

from briefgen.assemble.long_words import breakable
from briefgen.model.markup import Str, Styled, plain_text

BREAK = "\N{ZERO WIDTH SPACE}"


def pieces(*texts: str) -> tuple[Styled, ...]:
    return tuple(Styled("em", (Str(text),)) for text in texts)


def test_a_word_within_a_line_is_left_alone() -> None:
    words = pieces("lock", "keeper", " and", "quay" * 9)
    assert breakable(words) == words


def test_a_longer_one_may_end_a_line_before_each_further_piece() -> None:
    shown = plain_text(breakable(pieces("lock" * 15, "quay", "pier", " sill", "mole")))
    assert shown == f"{'lock' * 15}{BREAK}quay{BREAK}pier sillmole"
