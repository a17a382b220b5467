"""The preview in a real browser, as its editor sees it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import needs_git
from .conftest import Looking, Running

pytestmark = pytest.mark.slow

Look = Callable[[Running], Looking]

# What a save has set into a page, before the page is laid out.
FRESH = """[...document.querySelectorAll('.sheet .fresh')]
    .some(pane => pane.offsetHeight > 10
        && pane.querySelector('iframe')?.contentDocument?.body
            ?.textContent.includes(arguments[0]))"""


def test_the_page_shows_the_brief_as_it_prints(shared_preview: Running, look: Look) -> None:
    page = look(shared_preview)
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
    shared_preview: Running, look: Look
) -> None:
    page = look(shared_preview)
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


def test_a_save_leaves_the_eye_where_it_is(shared_preview: Running, look: Look) -> None:
    page = look(shared_preview)
    top = "document.querySelectorAll('.sheet')[1].getBoundingClientRect().top"
    page.js("document.getElementById('pages').scrollTop = 1000")
    before = page.js(top)
    page.save("The harbour was", "The fishing harbour was")
    page.until(FRESH, "The fishing harbour was")
    page.printed()
    page.until("!document.querySelector('.fresh')")
    assert page.js(top) == pytest.approx(before, abs=2)


def test_a_broken_brief_keeps_its_last_pages_and_says_what_is_wrong(
    shared_preview: Running, look: Look
) -> None:
    page = look(shared_preview)
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


def test_a_file_that_is_no_brief_can_be_mended(shared_preview: Running, look: Look) -> None:
    page = look(shared_preview)
    sound = shared_preview.brief.read_text(encoding="utf-8")
    page.until("document.querySelectorAll('.sheet').length == 2")
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


def test_what_only_the_layout_can_find_is_told(shared_preview: Running, look: Look) -> None:
    page = look(shared_preview)
    page.save("title: The harbour", "title: The harbour \ue123")  # which no font has
    page.until("document.querySelectorAll('#findings details').length")
    assert "missing-glyph" in page.findings[0]
    page.save("title: The harbour", "title: The harbours")
    page.printed()
    assert page.findings == []


def test_a_note_shows_the_passage_in_its_source(shared_preview: Running, look: Look) -> None:
    page = look(shared_preview)
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


def test_a_place_on_paper_shows_its_paragraph(shared_preview: Running, look: Look) -> None:
    page = look(shared_preview)
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


# --- The words of the pages, the sources, the lines --------------------------------

KEY_POINT = "The harbour was “closed on Monday”.1"
FIND_BLOCK = (
    "[...document.querySelectorAll('.text p')].find(one => one.textContent === arguments[0])"
)


def clipboard(page: Looking) -> str:
    """What was copied."""
    page.driver.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    return str(
        page.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    )


def test_words_on_a_page_are_found_selected_and_copied(shared_preview: Running, look: Look) -> None:
    page = look(shared_preview)
    assert page.js("window.find('harbour was “closed on Monday”')")
    assert page.js("getSelection().toString()") == "harbour was “closed on Monday”"
    for kind in ("keyDown", "keyUp"):  # Ctrl-C
        page.driver.execute_cdp_cmd(
            "Input.dispatchKeyEvent",
            {"type": kind, "key": "c", "code": "KeyC", "modifiers": 2, "commands": ["copy"]},
        )
    assert clipboard(page) == "harbour was “closed on Monday”"
    # Each line is as wide as it was printed.
    off = page.js(
        """[...document.querySelectorAll('.text span')].map(span => Math.abs(
            span.getBoundingClientRect().width
            - span.dataset.width * parseFloat(getComputedStyle(span).getPropertyValue('--pt'))))"""
    )
    assert max(off) < 3
    assert page.complaints == []


def test_a_paragraph_leads_to_its_line_by_mouse_and_by_keyboard(
    shared_preview: Running, look: Look
) -> None:
    page = look(shared_preview)
    block = page.js(FIND_BLOCK, KEY_POINT)
    block.click()
    page.until("!document.getElementById('passage').hidden")
    assert page.js("document.getElementById('passage-title').textContent") == (
        "briefs/harbour.yaml:5"
    )
    assert "closed on Monday" in page.js("document.querySelector('#passage-text .here').innerText")
    page.press("\ue00c")  # Escape
    page.js("document.getElementById('pages').focus()")
    page.js("document.querySelector('.chosen').classList.remove('chosen')")
    for _ in range(20):
        page.press("j")
        if page.js("document.querySelector('.chosen').textContent") == KEY_POINT:
            break
    page.press("\ue007")  # Enter
    page.until("!document.getElementById('passage').hidden")
    page.click("#passage-text .copy")
    page.until("document.querySelector('#passage-text .copy').textContent === 'Copied'")
    assert clipboard(page) == "briefs/harbour.yaml:5:5"


def test_a_finding_leads_to_the_page_which_is_marked_as_old(
    shared_preview: Running, look: Look
) -> None:
    page = look(shared_preview)
    page.save("closed on Monday", "closed on Tuesday")
    page.until("document.querySelectorAll('#findings details').length")
    assert not page.js("document.getElementById('old').hidden")
    assert page.js("document.getElementById('pages').classList.contains('old')")
    page.click("#findings summary")
    page.js("document.querySelector('#findings .show').focus()")
    page.press("\ue007")  # Enter
    assert page.js("document.querySelector('.text .chosen').textContent") == KEY_POINT
    page.save("closed on Monday", "closed on Monday")
    page.printed()
    assert page.js("document.getElementById('old').hidden")


def test_a_passage_is_copied_from_a_source_into_the_brief_by_keyboard(
    shared_preview: Running, look: Look
) -> None:
    page = look(shared_preview)
    search = page.driver.find_element("css selector", "#search")
    # The source has “We heard of it from the press,” a spokesman said.
    search.send_keys("the press, a Spokesman")
    page.until("document.querySelector('#sources mark')?.textContent === 'the press,” a spokesman'")
    search.clear()
    search.send_keys("boats WAITED outside")
    page.until("document.querySelector('#sources .paragraph button')")
    for selector in ("#sources .paragraph button", "#copy-words"):
        page.until(f"!document.querySelector('{selector}').disabled")
        page.js(f"document.querySelector('{selector}').focus()")
        page.press("\ue007")  # Enter
    page.until("document.getElementById('copied').textContent.startsWith('Copied')")
    copied = clipboard(page)
    assert copied == "“Boats waited outside” [@A4]"
    page.save(
        "  - The harbour was “closed on Monday” [@A2].",
        f"  - The harbour was “closed on Monday” [@A2]. {copied}.",
    )
    page.printed()
    assert page.findings == []
    page.js("document.querySelector('#copy-passage').focus()")
    page.press("\ue007")
    page.until("document.getElementById('copied').textContent.includes('source:')")
    assert "    quote: Boats waited outside" in clipboard(page)


def test_pages_are_counted_enlarged_outlined_and_downloaded(
    shared_preview: Running, look: Look
) -> None:
    page = look(shared_preview)
    assert page.js("document.getElementById('page-number').textContent") == "Page 1 · 1 of 2"
    outline = page.js("[...document.getElementById('outline').options].map(one => one.text.trim())")
    assert {"The harbour", "Key points", "Appendix: the sources"} <= set(outline)
    width = "document.querySelector('.sheet').getBoundingClientRect().width"
    before = page.js(width)
    page.click("#larger")
    assert page.js(width) == pytest.approx(before * 1.2, abs=2)
    page.click("#fit")
    assert page.js(width) == pytest.approx(before, abs=2)
    size = page.driver.execute_async_script(
        "fetch('brief.pdf').then(it => it.arrayBuffer()).then(it => arguments[0](it.byteLength))"
    )
    assert size > 10_000


@needs_git
def test_what_changed_since_the_last_commit(preview: Running, look: Look, workspace: Path) -> None:
    page = look(preview)
    compare = "document.getElementById('changes').innerText"
    page.click("#compare")
    assert "cannot be compared" in page.until(f"!{compare}.includes('Comparing') && {compare}")
    git = ["git", "-C", str(workspace), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *words], check=True)
    page.save("date: 2026-11-20", "date: 2026-11-21")
    page.printed()
    page.click("#compare")
    shown = page.until(f"{compare}.includes('2026-11-21') && {compare}")
    assert "Since the last commit:" in shown
    assert "was: 2026-11-20" in shown
