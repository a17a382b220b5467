"""The inside of a citation: which paragraphs a key names, and what is refused."""

from __future__ import annotations

import pytest

from briefgen.markdown.citations import KEY, ids, read_letter_key, read_locator, read_suffix
from briefgen.model.markup import CiteKey
from briefgen.model.text import Span


def cite_key(typed: str) -> CiteKey:
    match = KEY.match(typed)
    assert match
    return CiteKey(match[0], "", typed[match.end() :], Span("b.yaml", 1, 1))


@pytest.mark.parametrize(
    ("suffix", "first", "last", "words"),
    [
        ("", None, None, ""),
        (", who denies it", None, None, ", who denies it"),
        (", ¶9", 9, 9, ""),
        (" ¶9", 9, 9, ""),
        (", ¶ 9", 9, 9, ""),
        (", para. 9", 9, 9, ""),
        (", para.9", 9, 9, ""),
        (", ¶¶36-37", 36, 37, ""),
        (", ¶¶36–37", 36, 37, ""),
        (", ¶¶36—37", 36, 37, ""),
        (", ¶¶ 36 ‑ 37", 36, 37, ""),
        (", paras. 36-37", 36, 37, ""),
        (", ¶36-37", 36, 37, ""),
        (", ¶9, who denies it", 9, 9, ", who denies it"),
        (", ¶9.", 9, 9, "."),
        (", ¶9 – who denies it", 9, 9, " – who denies it"),
        (", ¶9—who denies it", 9, 9, "—who denies it"),
        (", ¶0", 0, 0, ""),
        (", ¶-1", -1, -1, ""),
        (", ¶¶37-36", 37, 36, ""),
        (f", ¶{'9' * 5000}", 999_999_999, 999_999_999, ""),
    ],
)
def test_a_locator_names_paragraphs(
    suffix: str, first: int | None, last: int | None, words: str
) -> None:
    located = read_locator(suffix)
    assert (located.first, located.last, located.words) == (first, last, words)
    assert located.problem is None


@pytest.mark.parametrize(
    ("suffix", "pages", "words"),
    [
        (", p. 8", ("8", "8"), ""),
        (" p. 8", ("8", "8"), ""),
        (", pp. 8-9, who", ("8", "9"), ", who"),
        (", p. ix", ("ix", "ix"), ""),
    ],
)
def test_a_printed_page_is_a_locator_of_an_imported_source(
    suffix: str, pages: tuple[str, str], words: str
) -> None:
    located = read_locator(suffix)
    assert (located.pages, located.words, located.problem) == (pages, words, None)
    assert read_suffix(suffix).problem is not None


@pytest.mark.parametrize(
    "suffix",
    [
        ", P. 8", ", p. 8a", ", p. 8, 9", ", § 3", ", §3", ", 8", " 8", ", 8-9",
        ", chap. 2", ", chapter 2", ", vol. II", ", note 4", ", line 7", ", para 9",
        ", paragraph 9", ", p 9", ", A9", ", A9, B2", " A9",
        ", ¶", ", ¶¶", ", ¶8, 9", ", ¶8 and 9", ", ¶8; 9", ", ¶8 & ¶9", ", ¶8-¶9", ", ¶8 9",
        ", ¶8a", ", ¶8.2", ", para. 8, para. 9", ", {p. 8}",
        ", ¶8-", ", ¶8–", ", ¶8 – ", ", ¶¶8-9-", ", ¶8-who", ", ¶8–who", "-", " –", "–who",
    ],
)  # fmt: skip
def test_any_other_locator_is_refused_everywhere(suffix: str) -> None:
    problem = read_locator(suffix).problem
    assert problem is not None
    assert suffix.strip(" ,") in problem
    assert read_suffix(suffix).problem is not None


@pytest.mark.parametrize(
    ("suffix", "meant"),
    [
        (", p 8", "p. 8"), (", P. 8", "p. 8"), (" page 8", "p. 8"), (", pp 8–9", "pp. 8-9"),
        (", p 8, who denies it", "p. 8"), (", p 8, 9", ""), (", p. 8a", ""), (", 8", ""),
        (", para 9", ""),
    ],
)  # fmt: skip
def test_a_page_that_is_written_otherwise_is_offered(suffix: str, meant: str) -> None:
    assert read_locator(suffix).problem
    assert read_locator(suffix).meant == meant


@pytest.mark.parametrize(
    "suffix", ["", ", who denies it", ", which is partly true", ", notes the ministry",
               ", columns of smoke", ", p.m. edition", ", B2 bombers", ", US",
               "; and more", ", part of it",
               " – who denies it", "—who denies it"],
)  # fmt: skip
def test_words_are_no_locator(suffix: str) -> None:
    assert read_locator(suffix).problem is None
    assert read_suffix(suffix).words == suffix


@pytest.mark.parametrize("suffix", [", ¶9", ", para. 9", ", ¶¶8-9", " ¶9"])
def test_behind_a_passage_or_a_letter_no_locator_may_stand(suffix: str) -> None:
    assert read_suffix(suffix).problem is not None


@pytest.mark.parametrize(
    ("typed", "letter", "first", "last", "words"),
    [
        ("A5", "A", 5, 5, ""),
        ("AB12", "AB", 12, 12, ""),
        ("A36-37", "A", 36, 37, ""),
        ("A36–37", "A", 36, 37, ""),
        ("A36—37", "A", 36, 37, ""),
        ("A36‑37", "A", 36, 37, ""),
        ("A36 – 37", "A", 36, 37, ""),
        ("A5, who denies it", "A", 5, 5, ", who denies it"),
        ("A5 – but see below", "A", 5, 5, " – but see below"),
        ("A0", "A", 0, 0, ""),
        (f"A{'9' * 5000}", "A", 999_999_999, 999_999_999, ""),
    ],
)
def test_a_letter_key(typed: str, letter: str, first: int, last: int, words: str) -> None:
    read = read_letter_key(cite_key(typed))
    assert read is not None
    found, located = read
    assert (found, located.first, located.last, located.words) == (letter, first, last, words)
    assert located.problem is None


@pytest.mark.parametrize("typed", ["A", "a5", "ABC5", "A5b", "A5-report", "A5_1", "A-5", "report"])
def test_no_letter_key(typed: str) -> None:
    assert read_letter_key(cite_key(typed)) is None


@pytest.mark.parametrize("typed", ["A5, ¶6", "A5, p. 3", "A5, 6", "A5-6, 8", "A5 6"])
def test_a_letter_key_takes_no_locator(typed: str) -> None:
    read = read_letter_key(cite_key(typed))
    assert read is not None
    assert read[1].problem is not None


def test_an_id_may_end_in_punctuation_that_usually_ends_the_sentence() -> None:
    assert ids(cite_key("report.:, ¶5")) == [
        ("report.:", ", ¶5"),
        ("report.", ":, ¶5"),
        ("report", ".:, ¶5"),
    ]
