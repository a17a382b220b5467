"""On which page of its document a quotation is."""

from __future__ import annotations

import pytest

from briefgen.assemble.locales import labels
from briefgen.assemble.originals import place_in_original
from briefgen.load.library import load_library
from briefgen.matching.matcher import Extent
from briefgen.model.source import Source
from briefgen.model.text import Span
from briefgen.workspace.workspace import Workspace

MINUTES = (
    "HARBOUR COUNCIL\n\nThe board asked the pilots, who went\n\n- 7 -\n\f\n"
    "HARBOUR COUNCIL\n\non with their work all the same.\n\n- 8 -\n"
)


@pytest.fixture
def minutes(briefgen, workspace):
    (workspace / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    assert briefgen("add", "minutes.txt").code == 0

    def read() -> Source:
        source = load_library(Workspace(workspace)).source("minutes", Span("x", 1, 1))
        assert isinstance(source, Source)
        return source

    return read


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("asked the pilots", "p. 7 of the original"),
        ("went on", "pp. 7–8 of the original"),
        ("their work", "p. 8 of the original"),
    ],
)
def test_a_quotation_is_on_its_own_page(minutes, words, place):
    source = minutes()
    start = source.paragraphs[0].value.index(words)
    extents = [Extent(1, start, start + len(words))]
    assert place_in_original(source, 1, 1, labels("en"), extents) == place
    assert place_in_original(source, 1, 1, labels("en")) == "pp. 7–8 of the original"


def test_of_an_edited_paragraph_the_pages_of_all_of_it_are_named(minutes, workspace):
    text = workspace / "seeds" / "minutes.txt"
    text.write_text("Yes. " + text.read_text(encoding="utf-8"), encoding="utf-8")
    extents = [Extent(1, 5, 10)]
    place = place_in_original(minutes(), 1, 1, labels("en"), extents)
    assert place == "pp. 7–8 of the original"
