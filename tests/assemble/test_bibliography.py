"""References as the notes and the appendix print them."""

from __future__ import annotations

import pytest

from briefgen.assemble.bibliography import full_reference
from briefgen.assemble.csl_titles import formatted, inner_marks
from briefgen.assemble.document import all_labels
from briefgen.model.markup import Link, Str, Styled, plain_text
from briefgen.model.source import Name, PartialDate, Reference


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (
            Reference("s", "The lock", author=(Name("Quay", "Ann", "", "van", "La", "Jr."),)),
            "“The lock”, Ann van La Quay Jr., n.d.",
        ),
        (
            Reference("s", "The lock", author=(Name("Alembert", "Jean", "", "d’"),)),
            "“The lock”, Jean d’Alembert, n.d.",
        ),
        (
            Reference("s", "“Shut”: the \"low\" lock"),
            "“‘Shut’: the ‘low’ lock”, n.d.",
        ),
        (
            Reference("s", "T", container_title="Tides", volume="12", issue="3", page="7-9"),
            "“T”, Tides 12, no. 3, n.d., 7–9",
        ),
        (
            Reference("s", "T", translator=(Name("Ebb", "Ida"),), edition="2", volume="1"),
            "“T”, trans. Ida Ebb, vol. 1, 2nd ed., n.d.",
        ),
        (Reference("s", "T", issued=PartialDate(1920, circa=True)), "“T”, c. 1920"),
        (Reference("s", "T", issued=PartialDate(1920, uncertain=True)), "“T”, 1920 (?)"),
        (Reference("s", "T", issued=PartialDate(2015, season=2)), "“T”, Summer 2015"),
        (Reference("s", "T", issued=PartialDate(2015, open_end=True)), "“T”, 2015–"),
        (Reference("s", "T", author=(Name("Ebb", "Ida"), Name(literal="others"))),
         "“T”, Ida Ebb et al., n.d."),
        (Reference("s", "T", editor=(Name("Ebb", "Ida"), Name("Quay", "Ann"), Name(literal="X"))),
         "“T”, ed. Ida Ebb, Ann Quay, and X, n.d."),
        (Reference("s", 'A 5" pipe, 6" and {\\"U}ber'), "“A 5\" pipe, 6\" and {\"U}ber”, n.d."),
        (Reference("s", "T", issued=PartialDate(literal="in May")), "“T”, in May"),
        (Reference("s", "T", doi="10.1/x", url="https://port.example"), "“T”, n.d., https://doi.org/10.1/x"),
    ],
)  # fmt: skip
def test_a_reference_prints_what_the_catalogue_says(reference: Reference, printed: str) -> None:
    assert plain_text(full_reference(reference, all_labels("en", {}), "en-US")) == printed


def test_words_after_a_title_that_runs_backwards_do_not_stand_before_it() -> None:
    own = Reference("s", "بيان", author=(Name(literal="وزارة"),))
    printed = plain_text(full_reference(own, all_labels("en", {}), "en"))
    assert printed == "“بيان”\u200e, وزارة\u200e, n.d."
    assert "\u200e" not in plain_text(full_reference(own, all_labels("ar", {}), "ar"))


def test_an_address_is_a_link_and_printed_as_typed() -> None:
    *_, link = full_reference(
        Reference("s", "T", doi="10.1/(A)1<2::B>3"), all_labels("en", {}), "en"
    )
    assert isinstance(link, Link)
    assert link.href == "https://doi.org/10.1/(A)1%3C2::B%3E3"
    assert link.children == (Str("https://doi.org/10.1/(A)1<2::B>3"),)


@pytest.mark.parametrize(
    ("typed", "nodes"),
    [
        ("In <i>vivo</i>", (Str("In "), Styled("em", (Str("vivo"),)))),
        ("In *vivo*", (Str("In "), Styled("em", (Str("vivo"),)))),
        ("H~2~O", (Str("H"), Styled("sub", (Str("2"),)), Str("O"))),
        ("x<sup>2</sup>", (Str("x"), Styled("sup", (Str("2"),)))),
        ('The <span class="nocase">NATO</span> act', (Str("The "), Str("NATO"), Str(" act"))),
        ("[NATO]{.nocase}", (Str("NATO"),)),
        ("M\\*A\\*S", (Str("M*A*S"),)),
        ("5 * 3 <i> 4", (Str("5 * 3 <i> 4"),)),
    ],
)
def test_titles_are_formatted_as_csl_and_pandoc_write_them(
    typed: str, nodes: tuple[object, ...]
) -> None:
    assert formatted(typed) == nodes


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('The "great" and “good”', "The ‘great’ and ‘good’"),
        ("„Innen ‚so‘“ und »so«", "‘Innen ‚so‘’ und ‘so’"),
        ("« Bonjour », dit-il", "‘Bonjour’, dit-il"),
        ("“A “nested” one”", "‘A ‘nested’ one’"),
        ("Poles of 5' 10\"", "Poles of 5' 10\""),
        ("An “open one", "An “open one"),
    ],
)
def test_marks_in_a_title_become_inner_ones_in_pairs(typed: str, printed: str) -> None:
    assert inner_marks(typed, "‘", "’") == printed
