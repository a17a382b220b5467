"""The preview in a real browser, as its editor sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Looking, Running

pytestmark = pytest.mark.slow

Look = Callable[[Running], Looking]

# What a save has set into a page, before the page is laid out.
FRESH = """[...document.querySelectorAll('.sheet .fresh')]
    .some(pane => pane.offsetHeight > 10
        && pane.querySelector('iframe')?.contentDocument?.body
            ?.textContent.includes(arguments[0]))"""


def test_the_page_shows_the_brief_as_it_prints(preview: Running, look: Look) -> None:
    page = look(preview)
    assert page.driver.title == "The harbour · preview"
    labels = page.js("[...document.querySelectorAll('.sheet')].map(sheet => sheet.dataset.page)")
    assert labels == ["1", "A-1"]
    shown = page.js(
        "[...document.querySelectorAll('.sheet img')].every(one => one.naturalWidth > 1000)"
    )
    assert shown
    assert page.findings == []
    assert page.complaints == []


def test_a_save_is_seen_in_the_page_at_once_and_then_as_printed(
    preview: Running, look: Look
) -> None:
    page = look(preview)
    before = page.js("document.querySelector('.sheet img').src")
    printed = page.js("document.getElementById('pages').dataset.printed")
    page.save("The harbour was", "The fishing harbour was")
    page.until(FRESH, "The fishing harbour was")
    # The pages are still those of the save before.
    assert page.js("document.getElementById('pages').dataset.printed") == printed
    page.printed()
    page.until("!document.querySelector('.fresh')")
    assert page.js("document.querySelector('.sheet img').src") != before
    assert page.complaints == []


def test_a_save_leaves_the_eye_where_it_is(preview: Running, look: Look) -> None:
    page = look(preview)
    top = "document.querySelectorAll('.sheet')[1].getBoundingClientRect().top"
    page.js("document.getElementById('pages').scrollTop = 1000")
    before = page.js(top)
    page.save("The harbour was", "The fishing harbour was")
    page.until(FRESH, "The fishing harbour was")
    page.printed()
    page.until("!document.querySelector('.fresh')")
    assert page.js(top) == pytest.approx(before, abs=2)


def test_a_broken_brief_keeps_its_last_pages_and_says_what_is_wrong(
    preview: Running, look: Look
) -> None:
    page = look(preview)
    before = page.js("document.querySelector('.sheet img').src")
    page.save("closed on Monday", "closed on Tuesday")
    page.until("document.querySelectorAll('#findings details').length")
    [finding] = page.findings
    assert "quotation-not-in-citation" in finding
    assert "briefs/harbour.yaml:5" in finding
    assert "last save without errors" in page.status
    assert page.js("document.querySelector('.sheet img').src") == before
    page.click("#findings summary")
    shown = page.until("document.querySelector('#findings details[open] .here')?.innerText")
    assert "The harbour was “closed on Tuesday” [@A2]." in shown
    page.save("closed on Monday", "closed on Monday")
    page.printed()
    assert page.findings == []


def test_a_file_that_is_no_brief_can_be_mended(preview: Running, look: Look) -> None:
    page = look(preview)
    sound = preview.brief.read_text(encoding="utf-8")
    for broken in ("title: [", "", "- a list\n"):
        page.write(broken)
        page.until("document.querySelectorAll('#findings details').length")
        assert page.js("document.querySelectorAll('.sheet').length") == 2
        page.write(sound)
        page.printed()
        assert page.findings == []


def test_a_brief_that_is_gone_can_come_back(preview: Running, look: Look) -> None:
    page = look(preview)
    sound = preview.brief.read_text(encoding="utf-8")
    preview.brief.unlink()
    page.until("document.querySelectorAll('#findings details').length")
    assert "no such file" in page.findings[0]
    page.write(sound)
    page.printed()


def test_what_only_the_layout_can_find_is_told(preview: Running, look: Look) -> None:
    page = look(preview)
    page.save("title: The harbour", "title: The harbour \ue123")  # which no font has
    page.until("document.querySelectorAll('#findings details').length")
    assert "missing-glyph" in page.findings[0]
    page.save("title: The harbour", "title: The harbours")
    page.printed()
    assert page.findings == []


def test_a_note_shows_the_passage_in_its_source(preview: Running, look: Look) -> None:
    page = look(preview)
    page.click('.sheet a[href="#note-1"]')
    assert page.until("document.querySelector('#passage-text mark')?.textContent") == (
        "closed on Monday"
    )
    text = page.js("document.getElementById('passage').innerText")
    assert "Harbour closed" in text
    assert "seeds/report.txt:2" in text
    assert page.js("document.activeElement.id") == "passage-title"
    page.press("\ue00c")  # Escape
    assert page.js("document.getElementById('passage').hidden")
    assert page.js("document.activeElement.getAttribute('href')") == "#note-1"


def test_a_place_on_paper_shows_its_paragraph(preview: Running, look: Look) -> None:
    page = look(preview)
    page.js("document.querySelector('.sheet a[href^=\"#A2\"]').click()")
    page.until("!document.getElementById('passage').hidden")
    assert page.js("document.querySelector('#passage-text mark').textContent") == "closed on Monday"


def test_a_source_that_is_saved_is_read_again(
    preview: Running, look: Look, workspace: Path
) -> None:
    page = look(preview)
    report = workspace / "seeds" / "report.txt"
    report.write_text(report.read_text(encoding="utf-8").replace("Monday", "Friday"), "utf-8")
    page.until("document.querySelectorAll('#findings details').length")
    assert "quotation-not-in-citation" in page.findings[0]


def test_a_theme_file_that_is_saved_changes_the_page(
    preview: Running, look: Look, workspace: Path
) -> None:
    page = look(preview)
    theme = workspace / "templates" / "policy-brief"
    theme.mkdir(parents=True)
    masthead = theme / "parts" / "masthead.html.j2"
    masthead.parent.mkdir()
    masthead.write_text("<h1>A house style</h1>\n", encoding="utf-8")
    page.save("The harbour was", "The fishing harbour was")
    page.until(FRESH, "A house style")
    masthead.write_text("<h1>{{ document.tile }}</h1>\n", encoding="utf-8")
    page.until("document.querySelectorAll('#findings details').length")
    assert "templates/policy-brief/parts/masthead.html.j2" in page.findings[0]
