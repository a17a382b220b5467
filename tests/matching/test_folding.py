"""Folding: typography may differ between a quotation and its source, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.matching.folding import fold, fold_with_map, note_markers

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
    "curly and straight": ("“closed”", '"closed"'),
    "single and double": ("‘closed’", "“closed”"),
    "low": ("„closed“ ‚closed‛", '"closed" "closed"'),
    "angle": ("«closed» ‹closed›", '"closed" "closed"'),
    "angle, with spaces inside": ("il dit « fermé » hier", "il dit “fermé” hier"),
    "angle, with no-break spaces": ("«\u00a0fermé\u202f»", "“fermé”"),
    "angle, the other way round": ("er sagte »zu« und ging", "er sagte „zu“ und ging"),
    "angle, behind an elided word": ("l’« acte » même", "l’“acte” même"),
    "corner": ("「閉鎖」", "“閉鎖”"),
    "apostrophes": ("the council’s", "the councilʼs"),
    "comma before a mark": ("“closed,” it said", "“closed” it said"),
    "full stop before a mark": ("it is “closed.”", "it is “closed”"),
    "dashes": ("closed — for now", "closed–for now"),
    "hyphens": ("re‑open", "re-open"),
    "dash and hyphen": ("Monday–Friday", "Monday-Friday"),
    "ellipsis": ("wait…", "wait..."),
    "ellipsis before a mark": ("“wait…”", "“wait...”"),
    "composed": ("cafe\u0301", "café"),
    "composed, two marks": ("e\u0323\u0302", "ệ"),
    "composed, syllable": ("\u1112\u1161\u11ab", "한"),
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
    "hyphen": ("re-open", "reopen"),
    "minus sign": ("\u22125", "-5"),
    "compatibility": ("ﬁsh", "fish"),
    "superscript": ("x²", "x2"),
    "bracket": ("(closed)", "closed"),
    "four dots": ("wait....", "wait..."),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_typography_is_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_a_reader_would_call_different_stays_so(one: str, other: str) -> None:
    assert fold(one) != fold(other)


NOTES = {
    "full stop": ("closed.1 Then", "closed. Then"),
    "two digits": ("closed.12 Then", "closed. Then"),
    "at the end": ("closed.1", "closed."),
    "closing quotation mark": ("“closed”3 then", "“closed” then"),
    "comma inside the mark": ("“closed,”3 then", "“closed,” then"),
    "bracket": ("(closed)4 then", "(closed) then"),
    "several marks": ("closed.”)5 Then", "closed.”) Then"),
    "abbreviation": ("the U.S.6 then", "the U.S. then"),
    "accented letter": ("cafe\u0301.7 Then", "café. Then"),
}
NO_NOTES = {
    "three digits": "closed.123 Then",
    "hyphen": "COVID-19 came",
    "plane": "F-35 and A–4 flew",
    "slash": "A/76 says",
    "between marks": "open “24/7” there",
    "behind a digit": "in 2025.1 Then",
    "behind a space": "closed. 1 Then",
    "goes on": "closed.1a Then",
    "glued to the next word": "closed.1, then",
    "no punctuation": "closed1 then",
    "decimal": "the index.5.2 rose",
}


@pytest.mark.parametrize(("source", "quoted"), NOTES.values(), ids=NOTES)
def test_note_numbers_are_nothing_where_the_source_has_them(source: str, quoted: str) -> None:
    assert fold(source, note_markers=True) == fold(quoted, note_markers=True)
    assert fold(source) != fold(quoted)
    ((start, end),) = note_markers(source)
    assert source[start:end].isdigit()


@pytest.mark.parametrize("text", NO_NOTES.values(), ids=NO_NOTES)
def test_other_numbers_stay_words(text: str) -> None:
    assert fold(text, note_markers=True) == fold(text)
    assert note_markers(text) == ()


@given(TEXTS, st.booleans())
def test_the_map_belongs_to_the_same_folding(text: str, markers: bool) -> None:
    folded = fold_with_map(text, note_markers=markers)
    assert folded.text == fold(text, note_markers=markers)
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
