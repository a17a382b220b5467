"""The words of a drawing: wherever they are in the file, and where they were typed."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import quote

import pytest

from briefgen.resolve.pictures import drawn

WORDS = "Keeper said “closed”"
TEXT = f"<text>{WORDS}</text>"


def svg(inner: str) -> str:
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
        f"{inner}</svg>"
    )


def words(inner: str) -> list[str]:
    return [text.value for text in drawn("map.svg", svg(inner).encode()).texts]


def in_base64(inner: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg(inner).encode()).decode()}"


def nested(inner: str, depth: int) -> str:
    for _ in range(depth):
        inner = f"<image href='{in_base64(inner)}'/>"
    return inner


@pytest.mark.parametrize(
    "inner",
    [
        TEXT,
        f"<defs>{TEXT}</defs>",
        f"<defs><marker id='m'>{TEXT}</marker></defs>",
        f"<defs><clipPath id='m'>{TEXT}</clipPath></defs>",
        f"<defs><pattern id='m'>{TEXT}</pattern></defs>",
        f"<desc>{TEXT}</desc>",
        f"<tspan>{WORDS}</tspan>",
        f"<a href='#x'>{TEXT}</a>",
        f"<image xlink:href='data:image/svg+xml,{quote(svg(TEXT))}'/>",
        f"<image href='{in_base64(TEXT)}'/>",
        f"<image href='data:,{quote(svg(TEXT))}#t'/>",
        nested(TEXT, 4),
    ],
)
def test_words_are_found_wherever_a_drawing_has_them(inner: str) -> None:
    assert words(inner) == [WORDS]


@pytest.mark.parametrize(
    "inner",
    [
        f"<title>{WORDS}</title><desc>{WORDS}</desc><metadata>{WORDS}</metadata>",
        f"<defs><style>/* {WORDS} */</style></defs>",
        f"<text><title>{WORDS}</title></text>",
        "<image href='data:image/png;base64,iVBORw0KGgo='/>",
    ],
)
def test_what_is_not_drawn_is_not_text(inner: str) -> None:
    assert words(inner) == []


def test_words_of_a_picture_in_a_text_do_not_join_those_after_it() -> None:
    inner = f"<text>Lock <image href='{in_base64(TEXT)}'/>open</text>"
    assert sorted(words(inner)) == [WORDS, "Lock open"]


def test_words_of_a_picture_in_a_drawing_are_found_where_its_address_is() -> None:
    content = svg(f"\n  <image href='{in_base64(TEXT)}'/>").encode()
    (text,) = drawn("map.svg", content).texts
    span = text.span()
    assert (span.path, span.line, span.column) == ("map.svg", 2, 3)


def test_pictures_in_pictures_have_an_end() -> None:
    with pytest.raises(ValueError, match="more than 4 deep"):
        words(nested(TEXT, 5))


def faults(inner: str) -> list[str]:
    return [fault.says for fault in drawn("map.svg", svg(inner).encode()).faults]


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        ("<image xlink:href='https://example.org/x.png'/>", "shows “https://example.org/x.png”"),
        ("<image href='pier.png'/>", "shows “pier.png”"),
        ("<use href='pier.svg#t'/>", "shows “pier.svg#t”"),
        (nested("<image href='pier.png'/>", 1), "shows “pier.png”"),
        ("<style>@import url(x.css);</style>", "`@import`"),
        ("<style>@font-face{src: url( 'z.ttf' )}</style>", "font file “z.ttf”"),
        ("<text><tref xlink:href='#t'/></text>", "`<tref>`"),
        (f"<mask id='m'>{TEXT}</mask>", "masks with words"),
        (f"<g id='t'>{TEXT}</g><mask><use href='#t'/></mask>", "masks with words"),
        (f"<mask><image href='{in_base64(TEXT)}'/></mask>", "masks with words"),
    ],
)
def test_what_cannot_be_printed_or_proved_is_named(inner: str, says: str) -> None:
    (found,) = faults(inner)
    assert says in found


@pytest.mark.parametrize(
    "inner",
    [
        "<image href='data:image/png;base64,iVBORw0KGgo='/>",
        f"<g id='t'>{TEXT}</g><use href='#t'/>",
        "<a href='https://example.org/'><text>Pier</text></a>",
        "<style>/* @import url(x.css); */ @font-face{src: url(data:font/ttf;base64,AAAA)}</style>",
        "<style>rect{fill: url(#g)}</style>",
        f"<g>{TEXT}</g><mask id='m'><rect fill='url(#g)'/></mask><g mask='url(#m)'>{TEXT}</g>",
    ],
)
def test_a_drawing_that_is_complete_has_no_faults(inner: str) -> None:
    assert faults(inner) == []
