from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefgen.model.markup import Call, Inline, Mark, Note, Str, Styled
from briefgen.render.runt_lines import without_runt

CALL = Call(Note(1, (Str("A3."),)))
MARK = Mark(1, "claim-lock", "mark-1", "disputed", "disputed")


def text(inlines: Sequence[Inline]) -> str:
    return "".join(node.text for node in inlines if isinstance(node, Str))


@pytest.mark.parametrize(
    ("inlines", "printed"),
    [
        ((Str("The board met at noon."),), "The board met at\xa0noon."),
        ((Str("The board met at noon."), CALL, Str(" "), MARK), "The board met at\xa0noon. "),
        ((Str("The board met at noon"), CALL, Str(".")), "The board met at\xa0noon."),
        ((Str("It met. "), CALL, Str(" Twice.")), "It met.  Twice."),
        ((Str("Noon."),), "Noon."),
        ((Str("It was the harbourmasters."),), "It was the harbourmasters."),
        ((Str("The harbourmaster’s-office met."),), "The harbourmaster’s-office met."),
        ((Str("It met at "), Styled("em", (Str("noon"),)), Str(".")), "It met at ."),
    ],
)
def test_a_short_last_word_keeps_the_word_before_it(
    inlines: tuple[Inline, ...], printed: str
) -> None:
    kept = without_runt(inlines)
    assert text(kept) == printed
    assert len(kept) == len(inlines)


@pytest.mark.parametrize(
    ("words", "backwards", "printed"),
    [
        ("It cost 12 000.", False, "It cost 12\xa0000."),
        ("12 000.", True, "12 000."),
        ("בלוק 12 000.", False, "בלוק 12 000."),
        ("At 12 noon.", True, "At 12\xa0noon."),
    ],
)
def test_two_numbers_among_words_from_right_to_left_keep_their_space(
    words: str, backwards: bool, printed: str
) -> None:
    assert text(without_runt((Str(words),), backwards=backwards)) == printed
