"""Words of titles and tables that are longer than their line, which print divides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof.divided_words import undivided
from briefgen.proof.pdf_reader import Page, Reading, read_pages
from briefgen.proof.pdf_shapes import NOWHERE
from briefgen.proof.pdf_text import TaggedBlock
from briefgen.proof.verify import verify
from tests.harbour import write_workspace
from tests.proof.test_drawn_again import drawn_again
from tests.proof.test_verifier import page
from tests.proof.test_verify import edited
from tests.render.sample import document

__all__ = ["page"]

LONG = "Hafengebührenverordnungsänderungsgenehmigungszuständigkeitsverordnung"
ROW = "| Umweltverträglichkeitsprüfung | Hafen-Genehmigungs-Verfahren | Verwaltungsvorschriften |"
LINK = "https://example.org/Verwaltungsvorschriftenverzeichnis"
# So many rows that the head is repeated on another page.
AGAIN = 40 * "      | x | y | z | 1 | 2 | 3 | 4 |\n"
BRIEF = f"""\
title: {LONG}
language: de
date: 2026-11-20
sources: [report, more]
sections:
  - heading: Lage
    body: |
      | Hafengebührenverordnungsänderung | b | c | d | e | f | g |
      |---|---|---|---|---|---|---|
      {ROW} Zuständigkeitsverordnung | Hafenbehörde | A | B |
      | {LINK} | „stays closed“ [@A2] | x | y | 1 | 2 | 3 |
{AGAIN}
claims:
  - id: open
    claim: Die Umweltverträglichkeitsprüfungsergebnisse fehlen.
    positions:
      - stance: asserts
        by: Bundesumweltverträglichkeitsprüfungsanstalt
        says: Die Hafengebührenverordnungsgenehmigung „stays closed“.
        cite: A2
"""


def built(folder: Path, more: str) -> bytes:
    path = write_workspace(folder, BRIEF, more=more)
    made = make(Job(folder.resolve(), path.resolve(), Options())).printed
    assert made
    assert made.problems == ()
    return made.content


@pytest.mark.slow
@pytest.mark.parametrize("more", ["A mole.\nA quay.\n", "الميناء مغلق اليوم.\nبقي مغلقا.\n"])
def test_a_long_word_is_divided_at_a_syllable(page: Any, tmp_path: Path, more: str) -> None:
    pdf = built(tmp_path, more)
    first, again, claims, *_ = (page.text.replace("‐", "-") for page in read_pages(pdf))
    divided = "änderungsge-nehmigungs", "Zuständigkeits-verordnung", "Hafen-Genehmi-gungs-Verfahren"
    assert all(one in first for one in divided)
    assert "Verwaltungsvorschriftenver-" not in first
    assert all("Hafengebührenverordnungsän-" in page for page in (first, again))
    assert "Umweltverträglichkeits-prüfungsergebnisse" in again
    assert "Hafengebührenverordnungsge-nehmigung" in claims
    assert verify(pdf).verdict == "verified"
    assert page(pdf)[:2] == ("verified", [])
    copy = edited(pdf, drawn_again)
    assert (verify(copy).differs, page(copy)[1]) == ((), [])


@pytest.mark.parametrize(
    ("typed", "kind", "lines", "read"),
    [
        ("recreation", "H1", ("recre-", "ation"), "recreation"),
        ("recre-ation", "H1", ("recre-", "ation"), "recre-ation"),
        ("recre-ation of recreation", "H1", ("recre-", "ation"), "recre-ation"),
        (
            "locks recreationcharge",
            "H1",
            ("locks recre-", "ation-", "charge"),
            "locks recreationcharge",
        ),
        ("lock-recreation-fee", "H1", ("lock-", "recre-", "ation-fee"), "lock-recreation-fee"),
        # Others are words that mean something else, or that nobody divided.
        ("recreation", "H1", ("re-", "creation"), "re-creation"),
        ("recreation", "H1", ("recreati-", "on"), "recreati-on"),
        ("recreation", "H1", ("recre-ation",), "recre-ation"),
        ("recreation", "P", ("recre-", "ation"), "recre-ation"),
        ("recreations", "H1", ("recre-", "ation"), "recre-ation"),
    ],
)
def test_only_a_hyphen_at_the_end_of_a_line_is_print_s(
    typed: str, kind: str, lines: tuple[str, ...], read: str
) -> None:
    marks = tuple((1, mcid) for mcid in range(len(lines)))
    block = TaggedBlock(kind, tuple((1, line) for line in lines), (), marks)
    page = Page((), "", (), (), (), NOWHERE)
    [found] = undivided(Reading((page,), (block,)), replace(document(), title=typed)).blocks
    assert found.text == read
