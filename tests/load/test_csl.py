"""Entries as Pandoc, Zotero and Better BibTeX export them: read, written and read again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefgen.load.catalogue import read_catalogue
from briefgen.load.csl import written
from briefgen.model.source import Name, PartialDate, Reference, Source


def entry(typed: str) -> Reference:
    (found,) = read_catalogue(f"references:\n- id: s\n  {typed}\n", "sources.yaml").entries
    assert found.findings == ()
    return found.reference


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2014-12-31/2015-01-01", PartialDate(2014, 12, 31, until=PartialDate(2015, 1, 1))),
        ("1920\\~", PartialDate(1920, circa=True)),
        ("1920?", PartialDate(1920, uncertain=True)),
        ("1920-05%", PartialDate(1920, 5, circa=True, uncertain=True)),
        ("2015-22", PartialDate(2015, season=2)),
        ("2015/", PartialDate(2015, open_end=True)),
        ("2015-03/..", PartialDate(2015, 3, open_end=True)),
        ("Easter 1921", PartialDate(literal="Easter 1921")),
        ("[{year: 2018, month: 3, day: 4}]", PartialDate(2018, 3, 4)),
        ("[{year: 2018}, {year: 2019}]", PartialDate(2018, until=PartialDate(2019))),
        ("[{year: 2018, season: 4}]", PartialDate(2018, season=4)),
        ("{date-parts: [[2018, 24]]}", PartialDate(2018, season=4)),
        ("{year: 2018, month: 23}", PartialDate(2018, season=3)),
        ("{date-parts: [[1920]], circa: true}", PartialDate(1920, circa=True)),
        ("{date-parts: [['1920']], season: autumn}", PartialDate(1920, season=3)),
        ("{date-parts: [[2015], [0]]}", PartialDate(2015, open_end=True)),
        ("{raw: 2014-12}", PartialDate(2014, 12)),
        ("../2015", PartialDate(2015, open_start=True)),
        ("2015-21/2015-23", PartialDate(2015, season=1, until=PartialDate(2015, season=3))),
        ("2015-03-04T10:00:00Z", PartialDate(2015, 3, 4)),
        ("{date-parts: [[2015, 3, 0]]}", PartialDate(2015, 3)),
        ("{date-parts: [[-44, 3, 15]]}", PartialDate(literal="44 BC")),
        ("{date-parts: [[]]}", None),
        ("[]", None),
        ("{literal: in spring}", PartialDate(literal="in spring")),
        ("''", None),
    ],
)
def test_dates_of_every_form_are_read_and_written(typed: str, expected: PartialDate | None) -> None:
    reference = entry(f"issued: {typed}")
    assert reference.issued == expected
    assert again(reference).issued == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Jane Doe", (Name(literal="Jane Doe"),)),
        ("[{literal: The Board}]", (Name(literal="The Board"),)),
        (
            "[{family: Quay, given: Ann, dropping-particle: van, non-dropping-particle: La, suffix: Jr.}]",  # noqa: E501
            (Name("Quay", "Ann", "", "van", "La", "Jr."),),
        ),
        ("{family: Quay}", (Name("Quay"),)),
        ("{family: Quay, given: 'Ann, Jr.'}", (Name("Quay", "Ann", suffix="Jr."),)),
        ("[{family: '', given: ''}]", ()),
    ],
)
def test_names_of_every_form_are_read_and_written(typed: str, expected: tuple[Name, ...]) -> None:
    reference = entry(f"author: {typed}")
    assert reference.author == expected
    assert again(reference).author == expected


def again(reference: Reference) -> Reference:
    """A reference written and read."""
    said = written(Source(reference, "seeds/s.txt", (), "", b""))
    (found,) = read_catalogue(yaml.safe_dump({"references": [said]}), "sources.yaml").entries
    assert found.findings == ()
    return found.reference


@pytest.mark.parametrize(
    ("typed", "doi", "url"),
    [
        ("doi: 10.1000/182", "10.1000/182", ""),
        ("DOI: https://doi.org/10.1000/182", "10.1000/182", ""),
        ("DOI: http://dx.doi.org/10.1000/182", "10.1000/182", ""),
        ("url: https://port.example", "", "https://port.example"),
    ],
)
def test_addresses_are_read_in_either_case(typed: str, doi: str, url: str) -> None:
    reference = entry(typed)
    assert (reference.doi, reference.url) == (doi, url)


def test_keys_of_csl_that_are_not_printed_are_silent() -> None:
    typed = (
        "abstract: x\n  citation-key: s\n  title-short: X\n  ISSN: [1, 2]\n  part: 2\n  license: CC"
    )
    assert entry(typed).title == "s"


CSL_JSON = """\
[
\t{
\t\t"id": "s",
\t\t"title": "T <i>x<\\/i>",
\t\t"issued":\t{ "date-parts": [ [ "2019", 3, 4 ] ] }
\t}
]
"""


@pytest.mark.parametrize(
    "text", [CSL_JSON, f"references:\n  {CSL_JSON.replace(chr(10), chr(10) + '  ')}"]
)
def test_csl_json_is_read_with_its_tabs(text: str) -> None:
    (found,) = read_catalogue(text, "sources.yaml").entries
    assert (found.reference.title, found.reference.issued) == (
        "T <i>x</i>",
        PartialDate(2019, 3, 4),
    )


def test_the_line_that_closes_pandocs_metadata_is_no_second_document(tmp_path: Path) -> None:
    text = "---\nnocite: '[@*]'\nreferences:\n- id: s\n  title: T\n---\n\n"
    catalogue = read_catalogue(text, "sources.yaml")
    assert catalogue.findings == ()
    assert [one.reference.title for one in catalogue.entries] == ["T"]
