"""Which texts may hold a quotation: never fewer than do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.load.library import paragraphs_of
from briefgen.matching.matcher import Index, find
from briefgen.matching.raw_texts import RawText, RawTexts, needed
from briefgen.model.source import Reference, Source


def holding(quote: str, text: str, *, is_markdown: bool = False) -> bool:
    texts = RawTexts([RawText("s", text.encode(), is_markdown)])
    return texts.holding(needed(quote)) == ["s"]


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The official notice", "The o\ufb03cial notice is void."),
        ("unlawful act", "The un-\nlawful act"),
        ("unlawful act", "The un-\r\n  lawful act"),
        ("un-lawful act", "The un-\nlawful act"),
        ("harbour closed", "har\u00adbour closed"),
        ("harbour closed", "har\u200bbour closed"),
        ("cafe\u0301 shut", "caf\u00e9 shut"),
        ("caf\u00e9 shut", "cafe\u0301 shut"),
        ("5 μm wide", "5 µm wide"),
        ("[t]he harbour master", "The harbour master"),
        ("the [old] lock", "the lock"),
        ("didn’t close", "didn't close"),
        ("rose to 12 000", "rose to 12\u00a0000"),
        ("閉鎖", "港は閉鎖された"),
        ("Ἑλλὰς ἔκλεισε", "Ἑλλὰς ἔκλεισε"),
    ],
)
def test_a_text_that_holds_a_quotation_may_hold_it(quote: str, text: str) -> None:
    assert holding(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("unlawful act", "The un**law**ful *act*"),
        ("the café", "the caf&eacute;"),
        ("cost 10⁶ crowns", "It cost 10<sup>6</sup> crowns"),
        ("shut at noon", "<b>shut</b> at `noon`"),
    ],
)
def test_markup_hides_no_word(quote: str, text: str) -> None:
    assert holding(quote, text, is_markdown=True)


def test_a_text_without_a_word_does_not() -> None:
    assert not holding("the lock … was shut", "the lock was open")
    assert not holding("the lock was Shut", "the lock was shut")


def test_it_is_the_same_however_often_it_is_asked() -> None:
    texts = RawTexts(
        [
            RawText("a", b"The lock was un-\nlawful."),
            RawText("b", b"The lock was shut."),
            RawText("c", "Το λιμάνι έκλεισε.".encode()),
        ]
    )
    quotes = [
        "lock was unlawful",
        "lock was un-lawful",
        "lock was shut",
        "was open",
        "λιμάνι",
        "the",
    ]
    first = [texts.holding(needed(quote)) for quote in quotes]
    assert first == [["a"], ["a"], ["b"], [], ["c"], []]
    for _ in range(30):
        assert [texts.holding(needed(quote)) for quote in quotes] == first


ODD = st.lists(
    st.sampled_from([*"abB 1.,-\n’é*~", "un-\n", "\u00ad", "\u0301", "ﬁ", "&amp;", "<b>"]),
    max_size=60,
).map("".join)


@given(ODD, st.data(), st.booleans())
def test_no_place_of_any_quotation_is_missed(text: str, data: st.DataObject, md: bool) -> None:
    path = "s.md" if md else "s.txt"
    paragraphs = paragraphs_of(text, Path(path), path)
    source = Source(Reference("s", "S"), path, paragraphs, "", b"")
    stretches = Index(source).paragraphs()
    for paragraph in paragraphs:
        start = data.draw(st.integers(0, len(paragraph.value)))
        end = data.draw(st.integers(start, len(paragraph.value)))
        quote = paragraph.value[start:end]
        if needed(quote) and find(quote, stretches):
            assert holding(quote, text, is_markdown=md)
