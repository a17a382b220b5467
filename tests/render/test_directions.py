"""Our own words are English where nothing has them in the page's language: on a page that runs
from right to left they run their own way."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

import briefgen
from briefgen.model.options import Options
from briefgen.render.html import to_html
from briefgen.render.layout import render_pdf
from briefgen.render.theme import Theme
from tests.harbour import write_workspace

from .sample import document


def test_words_of_ours_say_that_they_run_the_other_way(theme: Theme) -> None:
    ours = 'class="(?:facts|reading|fingerprint|note)"[^>]*'
    for language in ("ar", "fa", "he", "en-US"):
        written = replace(document(), language=language)
        for part in ("body", "appendix"):
            page = to_html(written, theme, part=part, pages={})
            starts = re.findall(ours, page)
            assert starts
            assert all(('dir="ltr"' in start) == (language != "en-US") for start in starts)


@pytest.mark.slow
def test_a_line_of_ours_is_read_from_left_to_right(theme: Theme, tmp_path: Path) -> None:
    written = replace(document(), language="ar", title="قرار المجلس")
    rendered = render_pdf(written, theme, files=tmp_path)
    assert rendered.problems == ()
    assert rendered.pdf is not None
    page = pypdfium2.PdfDocument(rendered.pdf)[0].get_textpage()
    words = page.get_text_range()
    for line in ("How to read this paper", "note 1, at the foot", "all claims at a glance"):
        first = words.index(line)
        lefts = [page.get_charbox(first + at)[0] for at, it in enumerate(line) if it != " "]
        assert lefts == sorted(lefts)
    # What follows an element of ours is behind it.
    how, card = words.index("How to read"), words.index("all claims at a glance, page")
    number = card + len("all claims at a glance, page ")
    assert words[number].isdigit()
    assert page.get_charbox(card)[0] < page.get_charbox(number)[0]
    assert page.get_charbox(how)[0] < page.get_charbox(words.index("note 1, at the"))[0]


@pytest.mark.slow
def test_a_note_that_begins_with_arabic_is_read_back_on_an_english_page(workspace: Path) -> None:
    notes = " ".join(f"Word ^[ملاحظة بندر {n} in the text of note.]" for n in range(9))
    path = workspace / "briefs" / "harbour.yaml"
    body = f"      {notes}\n\n      So it was [@A2].\n"
    head = "title: T\ndate: 2026-11-20\nsources: [report]\nsections:\n  - heading: H\n    body: |\n"
    path.write_text(head + body, encoding="utf-8")
    briefgen.build(path, output=workspace / "notes.pdf")
    assert briefgen.verify(workspace / "notes.pdf").differs == ()


def build_both_and_verify(brief: Path, theme_name: str, into: Path) -> None:
    for name in ("a.pdf", "a.html"):
        options = Options(theme=theme_name, html=name.endswith("html"))
        built = briefgen.build(brief, output=into / name, options=options)
        assert not [one for one in built.findings if one.severity == "error"]
        assert briefgen.verify(into / name).differs == ()


@pytest.mark.slow
@pytest.mark.parametrize("theme_name", ["policy-brief", "two-pager"])
def test_an_arabic_brief_with_our_words_in_english_is_read_back(
    tmp_path: Path, theme_name: str
) -> None:
    brief = (
        "title: قرار المجلس 12\ndate: 2026-11-20\nlanguage: ar\nsources: [minutes]\nkey_points:\n"
        "  - قال «لا أعرف من أغلقها» [@A1]. ثم [انظر @A2] ^[ملاحظة, see A.]\n"
        "claims:\n  - id: c\n    claim: أغلق المستشار 12 بوابة.\n    positions:\n"
        "      - {stance: asserts, by: المستشار, via: said in حسب, cite: A1}\n"
        "      - {stance: questions, by: تقرير, cite: A2, says: «12 000 سفينة»}\n"
    )
    path = write_workspace(
        tmp_path,
        brief,
        catalogue="references:\n  - {id: minutes, file: minutes.txt, title: قرار المجلس}\n",
        minutes="قال المستشار: «لا أعرف من أغلقها».\nعدد السفن 12 000 سفينة حسب Harbour Board.\n",
    )
    build_both_and_verify(path, theme_name, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("theme_name", ["policy-brief", "two-pager"])
def test_a_word_of_several_elements_is_read_from_left_to_right(
    tmp_path: Path, theme_name: str
) -> None:
    brief = (
        "title: قرار المجلس\ndate: 2026-11-20\nlanguage: ar\nsources: [minutes]\nkey_points:\n"
        "  - القيمة 78^6^ من Hz~5~Q و NA*TO* ثم k^9^ [@A1] [@A2].\n"
    )
    path = write_workspace(
        tmp_path,
        brief,
        catalogue="references:\n  - {id: minutes, file: minutes.txt, title: قرار المجلس}\n",
        minutes="قال المستشار.\nعدد السفن 34<sup>6</sup> سفينة.\n",
    )
    build_both_and_verify(path, theme_name, tmp_path)
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].get_textpage()
    boxes = [(page.get_text_range(at, 1), page.get_charbox(at)) for at in range(page.count_chars())]
    (line,) = (box[1] for one, box in boxes if one == "Q")
    signs = [(box[0], one) for one, box in boxes if abs(box[1] - line) < 8 and one.isascii()]
    shown = "".join(one for _, one in sorted(signs) if one.isalnum())
    # The first and the second note are apart, and the second is on the left.
    assert shown.removesuffix("Keypoints") == "21k9NATOHz5Q7861"
    lefts = {one: box for one, box in boxes if abs(box[1] - line) < 8}
    assert lefts["k"][0] > lefts["2"][2]


@pytest.mark.slow
def test_a_quotation_runs_as_its_words_do_whatever_the_catalogue_says(tmp_path: Path) -> None:
    words = " ".join(["قرار المجلس ثم خرج"] * 9)
    brief = (
        "title: قرار المجلس\ndate: 2026-11-20\nlanguage: ar\nsources: [minutes]\nkey_points:\n"
        f"  - قال «78 suspected members» [@A1] [@A1] {words}.\n"
    )
    path = write_workspace(
        tmp_path,
        brief,
        catalogue="references:\n  - {id: minutes, file: minutes.txt, title: Minutes of 1903}\n",
        minutes="They saw 78 suspected members.\n",
    )
    briefgen.build(path, output=tmp_path / "a.pdf")
    assert briefgen.verify(tmp_path / "a.pdf").differs == ()
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].get_textpage()
    boxes = [(page.get_text_range(at, 1), page.get_charbox(at)) for at in range(page.count_chars())]
    lefts = {one: box[0] for one, box in reversed(boxes) if one in ("7", "8", "b")}
    assert lefts["7"] < lefts["8"] < lefts["b"]
    # Lines of key points end within their box, as the rules of the page do.
    points = [box for one, box in boxes if not one.isascii() and box[3] - box[1] < 20]
    assert min(box[0] for box in points) > 62


@pytest.mark.parametrize(("wording", "is_apart"), [("3 ships waited.", True), ("Ships.", False)])
def test_a_number_that_a_claim_begins_with_is_apart_from_its_own(
    theme: Theme, wording: str, is_apart: bool
) -> None:
    claim = replace(document().claims[0], wording=wording)
    for large in (True, False):
        written = replace(document(), claims=(claim,), large_print=large)
        page = to_html(written, theme, part="body", pages={})
        assert ('class="number apart"' in page) == is_apart
