"""PDFs with known truth: paragraphs whole and in order, heads out, hyphens and pages right."""

from __future__ import annotations

from functools import cache

import pytest

from briefgen.importing import ImportedText, ImportOptions, import_document

from .made import Layout, made, plain

# Each way to lay out at least once, those of columns and notes also together.
LAYOUTS = [
    Layout("plain"),
    Layout("ragged", justified=False),
    Layout("spaced", indent=False),
    Layout("no hyphens", hyphens=False),
    Layout("number below", number="bottom"),
    Layout("dashes", number="dashes"),
    Layout("page of", number="of"),
    Layout("no number", number="none"),
    Layout("outer", number="outer", pages=4),
    Layout("from 1201", first=1201),
    Layout("roman", roman=True, number="bottom"),
    Layout("no head", head="", number="bottom"),
    Layout("small", points=8),
    Layout("sans", font="Source Sans 3"),
    Layout("two", columns=2),
    Layout("two spaced", columns=2, indent=False),
    Layout("three ragged", columns=3, points=8, justified=False, size="A4"),
    Layout("three from 47698", columns=3, points=8, first=47698, number="outer", pages=4),
    Layout("notes", notes=6),
    Layout("notes below", notes=8, number="bottom", first=33),
    Layout("two notes", columns=2, notes=6),
    Layout("no headings", headings=False),
    Layout("no title", title=False, first=5),
]
QUICK = {"plain"}


@cache
def read(layout: Layout) -> ImportedText:
    return import_document(made(layout).pdf, "a.pdf", ImportOptions())


@pytest.fixture(
    params=[
        pytest.param(one, marks=() if one.name in QUICK else pytest.mark.slow, id=one.name)
        for one in LAYOUTS
    ],
    scope="module",
)
def layout(request: pytest.FixtureRequest) -> Layout:
    found: Layout = request.param
    return found


@pytest.fixture(scope="module")
def imported(layout: Layout) -> ImportedText:
    return read(layout)


def test_paragraphs_are_whole_and_in_order(layout, imported):
    truth = [plain(text) for text, _ in made(layout).paragraphs]
    texts = [plain(one.text) for one in imported.paragraphs if one.kind != "note"]
    broken = [text for text in truth if text not in texts]
    assert len(broken) <= 0.04 * len(truth)
    # What could not be told is in doubt.
    doubted = [plain(d.words) for one in imported.paragraphs for d in one.doubts]
    assert all(any(d in text for d in doubted) for text in broken)
    order = [texts.index(text) for text in truth if text in texts]
    assert order == sorted(order)


@pytest.mark.slow
def test_99_of_100_paragraphs_are_whole():
    count = whole = 0
    for layout in LAYOUTS:
        texts = {plain(one.text) for one in read(layout).paragraphs}
        truth = [plain(text) for text, _ in made(layout).paragraphs]
        count += len(truth)
        whole += sum(text in texts for text in truth)
    assert whole >= 0.99 * count, (whole, count)


def test_no_running_head_is_left_in(layout, imported):
    for head in made(layout).heads:
        assert not [one.text for one in imported.paragraphs if head in one.text]
        assert [one for one in imported.left_out if head in one.text]


def test_every_hyphen_is_right_or_in_doubt(layout, imported):
    truth = {plain(text): text for text, _ in made(layout).paragraphs}
    truth |= {plain(text): text for text in made(layout).notes}
    for one in imported.paragraphs:
        meant = truth.get(plain(one.text))
        if meant is not None and one.text != meant:
            doubted = {doubt.words for doubt in one.doubts if doubt.what == "hyphen"}
            wrong = set(one.text.split()) - set(meant.split())
            assert all(any(word in w for word in doubted) for w in wrong), (wrong, doubted)


def test_every_page_is_right_or_absent(layout, imported):
    truth = {plain(text): page for text, page in made(layout).paragraphs}
    pages = [
        (one.place.page, truth[plain(one.text)])
        for one in imported.paragraphs
        if plain(one.text) in truth
    ]
    assert [pair for pair in pages if pair[0] not in ("", pair[1])] == []
    if layout.number != "none":
        assert sum(found == page for found, page in pages) > 0.9 * len(pages)


def test_notes_are_the_last_paragraphs(layout, imported):
    meant = made(layout).notes
    found = [one for one in imported.paragraphs if one.kind == "note"]
    assert [plain(one.text) for one in found] == [plain(text) for text in meant]
    assert [one.number for one in found] == [str(n) for n in range(1, len(meant) + 1)]
    assert list(imported.paragraphs[len(imported.paragraphs) - len(found) :]) == found
    calls = [call.number for one in imported.paragraphs for call in one.calls]
    assert calls == [one.number for one in found]


def test_the_self_test_doubts_nothing(layout, imported):
    doubts = [doubt for one in imported.paragraphs for doubt in one.doubts]
    at_page_ends = [one for one in doubts if one.what == "order" and one.words.endswith((".", "?"))]
    assert [one for one in doubts if one.what != "hyphen" and one not in at_page_ends] == []
    assert not at_page_ends or not layout.indent
