"""LaTeX in the values of a library."""

from __future__ import annotations

import pytest

from briefgen.load.catalogue import read_catalogue
from briefgen.load.latex import UnreadError, read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r"Caf{\'e}, Caf\'{e}, M\"uller", "Café, Café, Müller"),
        (r"{\v S}koda, \c{c}a, na{\"\i}ve", "Škoda, ça, naïve"),
        (r"Stra{\ss}e, {\o}re, \L{}\'od\'z", "Straße, øre, Łódź"),
        (r"$\beta$-Carotene, H$_2$O, $^{14}$C", "β-Carotene, H<sub>2</sub>O, <sup>14</sup>C"),
        ("$n^2$, $p < 0.05$", "<i>n</i><sup>2</sup>, <i>p</i> < 0.05"),
        (r"Proc.\ of Stra\ss\ and {NASA}", "Proc. of Straß and NASA"),
        ("{NASA} and the {B}altic", "NASA and the Baltic"),
        ("{{Harbour Board}}", "Harbour Board"),
        (r"\textit{In situ}, {\em in situ}", "<i>In situ</i>, <i>in situ</i>"),
        (r"Ships \& boats, Dr.~M{\"u}ller", "Ships & boats, Dr.\u00a0Müller"),
        ("``Shut'' it", "“Shut” it"),
        ("Costs $5 and $6", "Costs $5 and $6"),
        (r"It\'s l\'eau, \$5 \*x\*", r"It\'s l\'eau, \$5 \*x\*"),
        ("[UN]{.nocase} law", "[UN]{.nocase} law"),
    ],
)
def test_latex_is_read_as_what_it_means(typed: str, meant: str) -> None:
    assert read(typed) == meant
    assert read(meant) == meant


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        (r"The \newquay{} report", r"\newquay"),
        (r"Caf\'e", r"f\'e"),
        (r"J\'er\^ome", r"J\'"),
        ("The sets {1, 2} and {a, b}", "{1, 2}"),
        ("The {open report", "The {open report"),
    ],
)
def test_what_is_not_certain_is_not_read(typed: str, part: str) -> None:
    with pytest.raises(UnreadError) as unread:
        read(typed)
    assert str(unread.value) == part


def test_the_catalogue_warns_at_the_place_of_what_it_cannot_read() -> None:
    typed = """\
references:
- id: a
  title: '{\\''E}tat {\\o} {\\c c}{\\v{s}} {NASA} \\newquay{}'
  publisher: 'Caf{\\''e}'
  author: ['M{\\"u}ller', {family: 'G{\\"o}del', given: K.}]
  URL: https://example.org/{a}
"""
    (entry,) = read_catalogue(typed, "sources.yaml").entries
    said = entry.reference
    assert (said.title, said.publisher) == (r"État ø çš {NASA} \newquay{}", "Café")
    assert [name.literal or name.family for name in said.author] == ["Müller", "Gödel"]
    assert said.url == "https://example.org/{a}"
    (found,) = entry.findings
    assert (found.rule, found.severity, found.subject) == (
        "source-markup-unread",
        "warning",
        r"\newquay",
    )
    assert (found.span.line, found.span.column) == (3, 47)
