"""The web edition in a real Chromium: axe-core, keyboard, phone, a zoom of 400 %, dark colours."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.conftest import REPOSITORY
from tests.proof.web_alterations import BRIEF, built, workspace_of

pytestmark = pytest.mark.slow

AXE = REPOSITORY / "tests" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
# Of what axe finds, the kind, how bad it is, and the first place.
RUN = """
const done = arguments[0];
axe.run(document).then((found) => done([
  found.passes.length,
  found.violations.map((one) => `${one.id} (${one.impact}): ${one.nodes[0].html}`),
]));
"""
# Elements that are wider than the screen; a table for itself may be scrolled.
WIDE = """
return [...document.querySelectorAll("body *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && !one.closest(".scroll");
}).map((one) => one.outerHTML.slice(0, 90));
"""
ROOT = '<html dir="ltr">'
EDITIONS: dict[str, dict[str, Any]] = {
    "policy-brief": {},
    "two-pager": {"theme": "two-pager"},
    "large print": {"large_print": True},
    "draft": {"draft": True},
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("editions")
    path = workspace_of(folder)
    found = {}
    for name, options in EDITIONS.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(built(path, **options), encoding="utf-8")
    german = folder / "briefs" / "german.yaml"
    german.write_text(f"language: de\n{BRIEF}", encoding="utf-8")
    found["German"] = folder / "german.html"
    found["German"].write_text(built(german), encoding="utf-8")
    return found


def shown(browser: Any, page: Path, *, width: int = 1200, scheme: str = "light") -> None:
    """The page on a screen of this width (in CSS pixels) and colour scheme."""
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    browser.get(page.as_uri())


def axe(browser: Any) -> tuple[int, list[str]]:
    """How many rules the page passes, and what is against one."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm ci in tests/axe)")
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    passed, violations = browser.execute_async_script(RUN)
    return passed, violations


@pytest.mark.parametrize("name", [*EDITIONS, "German"])
def test_axe_finds_nothing(name, pages, chromium):
    for width, scheme in ((1200, "light"), (360, "dark")):
        shown(chromium, pages[name], width=width, scheme=scheme)
        chromium.execute_script("document.querySelector('button.call').click()")
        passed, violations = axe(chromium)
        assert passed > 25
        assert violations == []


def test_axe_finds_what_is_wrong(pages, chromium, tmp_path):
    page = pages["policy-brief"].read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.html"
    wrong.write_text(page.replace(' lang="en-US"', ""), "utf-8")
    shown(chromium, wrong)
    assert axe(chromium)[1] == [f"html-has-lang (serious): {ROOT}"]


@pytest.mark.parametrize("name", [*EDITIONS, "German"])
def test_a_page_of_320_pixels_is_not_scrolled_sideways(name, pages, chromium):
    """As wide as a screen of 1280 pixels at 400 % (WCAG 2.2, 1.4.10)."""
    shown(chromium, pages[name], width=320)
    assert chromium.execute_script("return document.documentElement.scrollWidth") <= 320
    assert chromium.execute_script(WIDE) == []


def test_a_phone_shows_each_side_with_its_head(pages, chromium):
    shown(chromium, pages["policy-brief"], width=360)
    heads = chromium.execute_script(
        "return [...document.querySelectorAll('table.claims td')]"
        ".map((one) => getComputedStyle(one, '::before').content)"
    )
    assert [one.partition('" /')[0].strip('"') for one in heads] == [
        "Asserted by", "Denied by", "Questioned or qualified by",
    ]  # fmt: skip
    tops = chromium.execute_script(
        "return [...document.querySelectorAll('table.claims td')]"
        ".map((one) => one.getBoundingClientRect().top)"
    )
    assert sorted(set(tops)) == tops


def test_the_keyboard_reaches_notes_and_leaves_them(pages, chromium):
    tab, enter, escape = "\ue004", "\ue007", "\ue00c"

    def press(key: str) -> None:
        chromium.switch_to.active_element.send_keys(key)

    def focused() -> str:
        return str(chromium.execute_script("return document.activeElement.outerHTML"))

    def notes() -> list[str]:
        script = "return [...document.querySelectorAll(':popover-open')].map((one) => one.id)"
        return list(chromium.execute_script(script))

    shown(chromium, pages["policy-brief"])
    press(tab)
    assert 'class="skip"' in focused()
    skip = chromium.switch_to.active_element
    assert skip.rect["x"] >= 0
    press(enter)
    press(tab)
    assert 'popovertarget="beside-1"' in focused()
    press(enter)
    assert notes() == ["beside-1"]
    press(tab)
    assert 'href="#note-1"' in focused()
    press(escape)
    assert notes() == []
    assert 'popovertarget="beside-1"' in focused()


def test_a_browser_without_popovers_has_links(pages, chromium, tmp_path):
    page = pages["policy-brief"].read_text(encoding="utf-8")
    old = tmp_path / "old.html"
    old.write_text(page.replace("selector(:popover-open)", "selector(:none-such)"), "utf-8")
    shown(chromium, old)
    assert chromium.execute_script("return document.querySelector('a.call').offsetWidth") > 0
    assert chromium.execute_script("return document.querySelector('button.call').offsetWidth") == 0
    assert chromium.execute_script("return document.querySelector('.beside').offsetWidth") == 0


def test_the_page_is_dark_where_that_is_wanted(pages, chromium):
    def colours() -> list[str]:
        script = (
            "const style = (one) => getComputedStyle(one);"
            "return [style(document.documentElement).backgroundColor, style(document.body).color]"
        )
        return list(chromium.execute_script(script))

    shown(chromium, pages["policy-brief"])
    assert colours() == ["rgb(255, 255, 255)", "rgb(20, 23, 26)"]
    shown(chromium, pages["policy-brief"], scheme="dark")
    paper, ink = (int(one.split("(")[1].split(",")[0]) for one in colours())
    assert paper < 40
    assert ink > 200


def printed(browser: Any, page: Path) -> pypdfium2.PdfDocument:
    """The page as the browser prints it."""
    browser.get(page.as_uri())
    result = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    return pypdfium2.PdfDocument(b64decode(result["data"]))


@pytest.mark.parametrize("name", EDITIONS)
def test_the_printed_page_has_each_number_once(name, pages, chromium):
    with printed(chromium, pages[name]) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    words = " ".join(re.sub(r"\d+ / \d+\s", "", text).split()).replace("\u2060", "")
    short = name == "two-pager"
    calls = (
        "Friday”\\. ?1 1 Contested" if short else "asked”\\. ?3 Nobody else was heard\\. ?4 [A-Z]"
    )
    assert re.search(calls, words)
    others = "" if short else " 2 A2. 3 A3. 4 The pilots were out."
    assert f" Notes 1 Source A, “Harbour closed”, n.d., A2.{others}" in words
    assert "Skip to the text" not in words


def test_the_bars_of_changes_are_on_the_printed_page(pages, chromium, tmp_path):
    page = pages["policy-brief"].read_text(encoding="utf-8")
    changed = tmp_path / "changed.html"
    changed.write_text(page.replace('class="claim"', 'class="claim changed"'), encoding="utf-8")
    bars = []
    for path in (pages["policy-brief"], changed):
        with printed(chromium, path) as pdf:
            # Lines and boxes that are taller than a line of text and thinner than a letter.
            boxes = [one.get_bounds() for sheet in pdf for one in sheet.get_objects(filter=[2])]
        bars.append([b for b in boxes if b[2] - b[0] < 4 and b[3] - b[1] > 40])
    assert [len(one) for one in bars] == [0, 1]


def test_nothing_is_fetched_and_the_fonts_are_inside(pages, chromium):
    shown(chromium, pages["policy-brief"])
    script = """const done = arguments[0];
    document.fonts.ready.then(() => done([...document.fonts].map((one) => one.status)));"""
    assert "loaded" in chromium.execute_async_script(script)
    names = "return performance.getEntriesByType('resource').map((one) => one.name)"
    assert [one for one in chromium.execute_script(names) if not one.startswith("data:")] == []
