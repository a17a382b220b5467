"""Folding: typography may differ between a quotation and its source, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.matching.folding import _STEPS, _folded, _holds_any, fold, fold_with_map, plain

# What folding treats specially, next to ordinary letters and digits, so that random
# texts hold many of the places where its steps meet.
TEXTS = st.text(
    st.sampled_from("aBéß09.,;:…'\"“”‘’„«»‹›-–—‑()[] \t\n\u00a0\u2009\u00ad\u200b\ufeff")
    | st.sampled_from("e\u0301\u0323\u0344한각\u1112\u1161\u11ab\u212b")
    | st.characters(exclude_categories=["Cs"]),
    max_size=40,
)

SAME = {
    "white space": ("the  harbour\n\twas\u00a0closed", "the harbour was closed"),
    "thin spaces": ("5\u2009km\u202faway", "5 km away"),
    "a space before punctuation": ("closed ; why ? No !", "closed; why? No!"),
    "a space before punctuation, no-break": ("fermé\u00a0: oui\u202f!", "fermé: oui!"),
    "spaces inside brackets": ("it ( the lock ) [ so ]", "it (the lock) [so]"),
    "a space before a percent sign": ("by 5 % in", "by 5% in"),
    "curly and straight": ("“closed”", '"closed"'),
    "single and double": ("‘closed’", "“closed”"),
    "low": ("„closed“ ‚closed‛", '"closed" "closed"'),
    "angle": ("«closed» ‹closed›", '"closed" "closed"'),
    "angle, with spaces inside": ("il dit « fermé » hier", "il dit “fermé” hier"),
    "angle, with no-break spaces": ("«\u00a0fermé\u202f»", "“fermé”"),
    "angle, the other way round": ("er sagte »zu« und ging", "er sagte „zu“ und ging"),
    "angle, after an elided word": ("l’« acte » même", "l’“acte” même"),
    "corner": ("「閉鎖」", "“閉鎖”"),
    "ornamental": ("❝closed❞", "“closed”"),
    "apostrophes": ("the council’s", "the councilʼs"),
    "apostrophes, turned": ("O‘Brien", "Oʻ\u200bBrien"),
    "an apostrophe at a word's edge": ("the dogs’ bowls", "the dogs” bowls"),
    "a year's apostrophe": ("the 1990’s", "the 1990's"),
    "a mark before a note number": ("‘closed’2 then", "“closed”2 then"),
    "comma before a mark": ("“closed,” it said", "“closed” it said"),
    "full stop before a mark": ("it is “closed.”", "it is “closed”"),
    "dashes": ("closed — for now", "closed—for now"),
    "dashes, spaced": ("closed – for now", "closed ― for now"),
    "a spaced hyphen": ("closed - for now", "closed — for now"),
    "hyphens": ("re‑open", "re-open"),
    "an en dash between words": ("Monday–Friday", "Monday-Friday"),
    "a range": ("10 – 12 boats", "10-12 boats"),
    "minus signs": ("at –5 degrees", "at \u2212 5 degrees"),
    "minus signs, at the start": ("-5 degrees", "\u22125 degrees"),
    "minus before money": ("it lost -$5", "it lost –$5"),
    "a minus sign that is none": ("a\u2212b", "a-b"),
    "feet": ("a 5' board", "a 5′ board"),
    "inches": ('a 5" board', "a 5″ board"),
    "feet and inches": ("it is 6' 3\" tall", "it is 6′ 3″ tall"),
    "inches in a quotation": ('“a 5" board”', "“a 5″ board”"),
    "a mark that closes after a digit": ('it said "in 2025" so', "it said “in 2025” so"),
    "a single mark that closes after a digit": ("it said 'in 2025' so", "it said ‘in 2025’ so"),
    "ellipsis": ("wait…", "wait..."),
    "ellipsis with spaces": ("wait . . . now", "wait ... now"),
    "ellipsis and a full stop": ("wait…. Now", "wait.... Now"),
    "ellipsis and a full stop, spaced": ("wait. . . . Now", "wait.... Now"),
    "ellipsis before a mark": ("“wait…”", "“wait...”"),
    "composed": ("cafe\u0301", "café"),
    "composed, two marks": ("e\u0323\u0302", "ệ"),
    "composed, syllable": ("\u1112\u1161\u11ab", "한"),
    "ligatures": ("the oﬃcial ﬂag", "the official flag"),
    "Armenian ligatures": ("ﬗ", "մխ"),
    "micro and increment": ("5 µm ∆t", "5 μm Δt"),
    "soft hyphen": ("har\u00adbour", "harbour"),
    "zero width": ("har\u200bbour\u2060 \ufeffwas", "harbour was"),
    "soft hyphen between spaces": ("the \u00ad harbour", "the harbour"),
}
DIFFERENT = {
    "letter": ("harbour", "harbor"),
    "case": ("Harbour", "harbour"),
    "digit": ("11", "12"),
    "accent": ("café", "cafe"),
    "comma": ("closed, it said", "closed it said"),
    "full stop": ("closed. It", "closed It"),
    "semicolon before a mark": ("“closed;”", "“closed”"),
    "question mark before a mark": ("“closed?”", "“closed”"),
    "space": ("may be", "maybe"),
    "space before a full stop": ("closed .", "closed."),
    "hyphen": ("re-open", "reopen"),
    "hyphen and dash": ("re-open", "re — open"),
    "hyphen and spaced hyphen": ("re-open", "re - open"),
    "hanging hyphen": ("pre- and post-war", "pre-and post-war"),
    "hanging hyphen and dash": ("pre- and post-war", "pre — and post-war"),
    "minus and dash": ("a change of -5", "a change of — 5"),
    "minus and spaced dash": ("Growth – 5 per cent", "Growth -5 per cent"),
    "minus and range": ("10 -5", "10-5"),
    "minus and hyphen": ("A -5", "A-5"),
    "feet and inches": ("5'", '5"'),
    "minutes and seconds": ("5′", "5″"),
    "an apostrophe and a mark within a word": ("it’s", "it”s"),
    "compatibility": ("½", "1/2"),
    "superscript": ("x²", "x2"),
    "bracket": ("(closed)", "closed"),
    "four dots": ("wait....", "wait..."),
    "two dots": ("wait. . now", "wait.. now"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_typography_is_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_a_reader_would_call_different_stays_so(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(TEXTS)
def test_the_map_belongs_to_the_same_folding(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(a < b for a, b in zip(folded.starts, folded.ends, strict=True))


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS.filter(str.strip), st.data())
def test_raw_characters_behind_folded_ones_fold_to_them(text: str, data: st.DataObject) -> None:
    folded = fold_with_map(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    raw = text[slice(*folded.raw_range(start, end))]
    # A comma that stood before a mark, or the rest of an ellipsis, may come with the raw
    # characters; of the words nothing is lost or added.
    assert letters(folded.text[start:end]) in letters(fold(raw))


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@given(TEXTS)
def test_no_step_replaces_anything_without_one_of_its_signs(text):
    for _, pattern, _, signs in _STEPS:
        assert not signs or not pattern.search(text) or _holds_any(text, signs)


@given(TEXTS | st.text(st.sampled_from("aB9éÿ×ªµ ,.!'’-“\u00a0"), max_size=9))
def test_what_is_plain_is_folded_in_its_place(text: str) -> None:
    folded = plain(text)
    assert folded is None or (folded == _folded(text, "")[0] and len(folded) == len(text))


@pytest.mark.parametrize(
    "text", ["", "Zoë’s lock, shut in 2025: why?", "so. ", "so  it", " so", "so ,it", ",", "½", "×"]
)
def test_what_is_plain(text: str) -> None:
    assert (plain(text) is not None) == (text in ("", "Zoë’s lock, shut in 2025: why?", "so. "))
