"""Lines that are shaped once are drawn byte by byte like those that WeasyPrint shapes each time."""

from __future__ import annotations

import inspect
import re
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
import weasyprint.layout.inline
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.text import fonts, line_break
from weasyprint.text.fonts import FontConfiguration

from briefgen.render.weasyprint_patches import shaped_lines
from briefgen.render.weasyprint_patches.engine import HTML

_WORDS = "The pilots of the harbour board wait at the lock until Councillor Quay has spoken. "

# Each of these sets or draws its lines in another way.
_STYLES = (
    "", "word-spacing: 3pt", "letter-spacing: 1pt", "letter-spacing: 1pt; word-spacing: 2pt",
    "text-align: justify", "hyphens: auto", "white-space: pre-wrap",
    "white-space: pre; tab-size: 3",
    "white-space: nowrap; overflow: hidden; text-overflow: ellipsis",
    "overflow: hidden; block-ellipsis: auto; max-lines: 2", "overflow-wrap: anywhere; width: 20pt",
    "word-break: break-all", "direction: rtl", "text-decoration: underline overline line-through",
    "font-variant: small-caps", "font-size: 0", "line-height: 3", "columns: 2", "float: left",
)  # fmt: skip


def _page() -> str:
    words = (
        f"{_WORDS} <b>{_WORDS}</b>\n{_WORDS}\tthe board &#8237;of&#8236; the har\xadbour <i> </i>"
        f"{_WORDS}<span>{_WORDS}</span> \u05d4\u05e9\u05dc\u05d5\u05dd"
    )
    sections = (
        f"<section style='{style}'><p>{words}</p><p>ebb\u2028and flow</p><div>{words}</div>"
        f"<table><tr><td>{_WORDS}<td>{_WORDS}<td>lock</table></section>"
        for style in _STYLES
    )
    return (
        "<html lang=en><style>@page { size: 90mm 200mm } td { border: 1pt solid }"
        "p::first-letter { font-size: 2em } p::first-line { color: red }"
        f"section {{ break-before: page }}</style>{''.join(sections)}"
    )


def _written(page: str) -> bytes:
    written: bytes = HTML(string=page).write_pdf(pdf_identifier=b"lock")
    return written


@pytest.fixture(scope="module")
def alone() -> bytes:
    """What WeasyPrint makes of the page without us."""
    return _written(_page())


@pytest.mark.slow
def test_no_byte_changes(alone: bytes) -> None:
    with shaped_lines.shaped_once():
        assert _written(_page()) == alone


@pytest.mark.slow
@pytest.mark.parametrize("name", ["_MOST_KEPT", "_MOST_KNOWN"])
def test_no_byte_changes_where_no_more_is_kept(
    name: str, alone: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shaped_lines, name, 3)
    test_no_byte_changes(alone)


def test_a_line_is_shaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def counted(text: str, style: Any, context: Any, *options: Any) -> Any:
        asked.append((text, *options))
        return line_break.split_first_line(text, style, context, *options)

    monkeypatch.setattr(shaped_lines, "split_first_line", counted)
    monkeypatch.setattr(shaped_lines, "_reactivate", None)  # nothing is set up again to be drawn
    with shaped_lines.shaped_once():
        assert _written("<table><tr><td>lock<td>board<td>quay</table>")
    assert {text for text, *_ in asked} == {"lock", "board", "quay"}
    assert len(asked) == len(set(asked))


class _Style(dict[str, Any]):
    """A style as `line_break` asks for it, with a font configuration."""

    def __init__(self, **others: Any) -> None:
        super().__init__({name: INITIAL_VALUES[name] for name in shaped_lines.PROPERTIES})
        self.update(lang="en", font_size=10, font_family=("serif",), **others)
        self.font_config = FontConfiguration()
        self.cache: dict[Any, Any] = {}
        self.parent_style = None


_PIECES = (
    "ebb",
    "and",
    "flow;",
    "“Councillor",
    "Quay”",
    "har\xadbour",
    "lock-keeper",
    "—",
    "AV",
    "",
)


@pytest.mark.parametrize("hyphens", ["manual", "auto"])
def test_a_line_is_that_of_the_whole_text(hyphens: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a part of it that is little longer than the line, and without trying a next word that
    has no room."""
    parts, untried = 0, 0

    def counted(text: str, *rest: Any) -> Any:
        nonlocal parts
        parts += 1
        return line_break.split_first_line(text, *rest)

    def noted(layout: Any, text: str) -> bool:
        nonlocal untried
        has_none = has_no_room(layout, text)
        untried += has_none
        return has_none

    has_no_room = shaped_lines._has_no_room
    monkeypatch.setattr(shaped_lines, "split_first_line", counted)
    monkeypatch.setattr(shaped_lines, "_has_no_room", noted)
    chance, context = Random(11), SimpleNamespace(dictionaries={})  # noqa: S311
    style = _Style(hyphens=hyphens)
    for _ in range(150):
        text = " ".join(chance.choices(_PIECES, k=chance.randint(1, 90)))
        width = chance.choice((30, 60.5, 120, 200, 333))
        _, *plain = line_break.split_first_line(text, style, context, width, 0)
        with shaped_lines.shaped_once():
            _, *ours = weasyprint.layout.inline.split_first_line(text, style, context, width, 0)
        assert ours == plain, (text, width)
    assert 150 < parts < 200
    assert untried > 50


def test_every_property_that_a_line_depends_on_is_known() -> None:
    read = inspect.getsource(line_break) + inspect.getsource(fonts.get_font_description)
    assert set(re.findall(r"style\['(\w+)'\]", read)) == set(shaped_lines.PROPERTIES)


def test_without_a_way_to_copy_nothing_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaped_lines, "_functions", lambda: None)
    assert not list(shaped_lines.patches(shaped_lines.ShapedLines()))
