from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.model.document import Document
from briefgen.proof.page_digest import content_of
from briefgen.proof.pdf_objects import open_objects
from briefgen.proof.pdf_reader import read_pages
from briefgen.render.html import numbers_kept
from briefgen.render.layout import render_pdf
from briefgen.render.theme import Theme, load_theme
from tests.pictures import one_sheet

from .sample import document

# A title that leaves less room on a line of large print than `The claims at a glance` takes.
TITLE = "Three papers on the lock: a pilots' rule, a plea and a memo of 1931"


def short(**changes: object) -> Document:
    whole = replace(document(appendix=False), summary=(), key_points=(), changes=(), sections=())
    claims = tuple(replace(claim, marked_at=()) for claim in whole.claims)
    return replace(whole, claims=claims, **changes)


def test_a_title_has_ever_shorter_forms_that_end_with_a_word() -> None:
    assert short(title="The harbour, the lock and tides").running_titles == (
        "The harbour, the lock and tides",
        "The harbour, the lock and…",
        "The harbour, the lock…",
        "The harbour, the…",
        "The harbour…",
        "The…",
    )
    assert short(title="lock " * 30).running_titles[0] == "lock " * 17 + "lock…"


def test_a_title_without_spaces_ends_anywhere_but_before_an_accent() -> None:
    forms = short(title="港口" * 60).running_titles
    assert forms[0] == "港口" * 45 + "…"
    assert forms[1] == "港口" * 44 + "港…"
    assert f"{'ก' * 5}…" not in short(title="ก" * 5 + "ิ" + "ก" * 20).running_titles
    assert short(title="a" + "\u0308" * 200).running_titles == ("…",)


@pytest.mark.slow
def test_the_title_ends_before_the_right_side_of_the_head(theme: Theme, tmp_path: Path) -> None:
    large = short(title=TITLE, large_print=True)
    rendered = render_pdf(large, theme, files=tmp_path)
    assert rendered.pdf is not None
    heads = []
    for page in read_pages(rendered.pdf)[1:]:
        top = max(run.box[1] for run in page.runs)
        line = [run for run in page.runs if run.mcid < 0 and run.box[3] > top]
        assert all(one.box[2] + 14 < next.box[0] for one, next in pairwise(line))
        heads.append(line)
    titles = {line[0].text.strip() for line in heads}
    assert len(titles) > 1
    assert titles <= set(large.running_titles)
    assert any("The claims at a glance" in line[-1].text for line in heads)


def test_a_place_may_break_at_its_commas_and_keeps_its_numbers() -> None:
    place = "A34, pp. 47698–47699 of the original, p. A-3"
    assert numbers_kept(place) == "A34, pp.\xa047698–47699 of the original, p.\xa0A-3"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["policy-brief", "two-pager"])
def test_a_fingerprint_has_a_glyph_for_each_letter(name: str, tmp_path: Path) -> None:
    printed = replace(one_sheet(document(appendix=False)), fingerprint="f" * 64)
    rendered = render_pdf(printed, load_theme(name, workspace_templates=None), files=tmp_path)
    assert rendered.pdf is not None
    for page in open_objects(rendered.pdf).pages:
        content = content_of(page["/Contents"]).decode("latin-1")
        foot = content.split("/Footer>>")[1].partition("EMC")[0]
        glyphs = re.findall("[0-9a-f]{4}", "".join(re.findall("<([0-9a-f]+)>", foot)))
        assert Counter(glyphs).most_common(1)[0][1] >= 10
