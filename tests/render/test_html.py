from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.markup import CodeBlock, Image, ListBlock, Str
from briefgen.model.text import Span
from briefgen.render.division import Division
from briefgen.render.html import to_html
from briefgen.render.theme import Theme, load_theme

from .sample import NOTES, document


def themed(folder: Path, file: str, text: str) -> Theme:
    """The packaged theme with one file of the workspace's own."""
    path = folder / "policy-brief" / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return load_theme("policy-brief", workspace_templates=folder)


def test_the_authors_characters_are_printed_as_typed(theme: Theme) -> None:
    page = to_html(
        replace(document(), title="A < B & <b>C</b>", sourcing="<script>alert(1)</script>"),
        theme,
        part="body",
        pages={},
    )
    assert "<h1>A &lt; B &amp; &lt;b&gt;C&lt;/b&gt;</h1>" in page
    assert "<script" not in page


def test_a_place_prints_the_page_of_its_paragraph(theme: Theme) -> None:
    page = to_html(document(), theme, part="body", pages={"A3": "A-7"})
    assert '<a class="place" href="#A3">A3, p.\xa0A-7</a>' in page


def test_without_an_appendix_a_place_is_its_label(theme: Theme) -> None:
    page = to_html(document(appendix=False), theme, part="body", pages={})
    assert '<span class="place">A3</span>' in page
    assert 'class="place" href' not in page


def test_the_preview_has_body_and_appendix_as_they_print_and_no_fonts(theme: Theme) -> None:
    page = to_html(document(), theme, part="preview", pages={})
    assert page.index('<section class="endnotes">') < page.index('<section class="appendix"')
    assert "@font-face" not in page
    assert "Content-Security-Policy" not in page


def test_one_html_file_holds_everything_and_needs_no_other(theme: Theme) -> None:
    page = to_html(document(), theme, part="whole", pages={})
    ids = set(re.findall(r' id="([^"]+)"', page))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= ids
    assert {f"note-{number}" for number in range(1, len(NOTES) + 1)} <= ids
    assert {"A38", "B16"} <= ids
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(["']?(?!data:)""", page)


def test_every_id_is_given_once(theme: Theme) -> None:
    ids = re.findall(r' id="([^"]+)"', to_html(document(), theme, part="whole", pages={}))
    assert sorted(ids) == sorted(set(ids))


def test_a_picture_is_named_from_the_workspace(theme: Theme) -> None:
    image = Image("../maps/sea.png", "The sea", Span("briefs/2026/strike.yaml", 9, 3))
    page = to_html(replace(document(), summary=(image,)), theme, part="body", pages={})
    assert '<img src="picture:briefs/maps/sea.png" alt="The sea">' in page


def test_a_page_holds_the_pictures_that_it_is_given(theme: Theme) -> None:
    image = Image("the sea.png", "The sea", Span("briefs/strike.yaml", 9, 3))
    shown = replace(document(), summary=(image,))
    pictures = {"briefs/the sea.png": b"\x89PNG"}
    page = to_html(shown, theme, part="whole", pages={}, pictures=pictures)
    assert '<img src="data:image/png;base64,iVBORw==" alt="The sea">' in page


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<p>\n{{ document.titel }}</p>", 2, "has no attribute 'titel'"),
        ("<p>\n\n{% if %}</p>", 3, "Expected an expression"),
        ("{{ 1 // 0 }}", 1, "division"),
        ("\n{{ document.__class__.__mro__ }}", 2, "unsafe"),
    ],
)
def test_a_template_error_names_template_and_line(
    text: str, line: int, message: str, tmp_path: Path
) -> None:
    theme = themed(tmp_path, "parts/sourcing.html.j2", text)
    with pytest.raises(BriefgenError, match=message) as caught:
        to_html(document(), theme, part="body", pages={})
    assert caught.value.at == f"templates/policy-brief/parts/sourcing.html.j2:{line}"


def test_a_template_reads_nothing_but_its_theme(tmp_path: Path) -> None:
    theme = themed(tmp_path, "parts/sourcing.html.j2", '{% include "../../secret.txt" %}')
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(BriefgenError, match="has no file"):
        to_html(document(), theme, part="body", pages={})


def test_a_style_sheet_that_wants_a_missing_shape_is_an_error(tmp_path: Path) -> None:
    theme = themed(tmp_path, "screen.css", "p { background: url(theme:shapes/star.svg) }")
    with pytest.raises(BriefgenError, match=r"there is no file shapes/star\.svg"):
        to_html(document(), theme, part="body", pages={})


@pytest.mark.parametrize(
    ("heading", "is_above"),
    [
        ("What happened", False),
        ("What happened in the harbour on the days before it was closed", True),
        ("Die Hafengebührenordnung", True),
        ("Die Hafen-Gebühren-Ordnung/Sommer", False),
        ("港务局在星期一关闭港口之后所发生的一切事情", False),
    ],
)
def test_a_heading_that_the_gutter_would_break_is_above_its_text(
    theme: Theme, heading: str, is_above: bool
) -> None:
    brief = document()
    section = replace(brief.sections[0], heading=heading)
    page = to_html(replace(brief, sections=(section,)), theme, part="body", pages={})
    assert ('<div class="head above' in page) is is_above


def test_notes_at_the_end_stand_in_their_order(theme: Theme) -> None:
    page = to_html(document(), replace(theme, notes="end"), part="body", pages={})
    notes = page[page.index('class="endnotes"') :]
    assert re.findall(r'<p id="note-(\d+)"', notes) == [str(n) for n in range(1, len(NOTES) + 1)]
    assert 'class="note"' not in page


def test_nothing_is_printed_for_an_empty_part(theme: Theme) -> None:
    empty = replace(
        document(), key_points=(), changes=(), claims=(), recommendations=(), summary=()
    )
    page = to_html(empty, theme, part="body", pages={})
    for heading in ("Key points", "Changed in this edition", "Contested claims", "Summary"):
        assert f">{heading}<" not in page
    assert ">Summary<" in to_html(
        replace(empty, summary=(Str("In short."),)), theme, part="body", pages={}
    )


def test_page_1_says_what_each_sign_of_the_brief_means_and_no_other(theme: Theme) -> None:
    whole = document()
    few = replace(whole, claims=whole.claims[:1])
    keys = [
        re.findall(
            '<span class="sign ([a-z-]+)">',
            page.partition('class="reading"')[2].partition("</p>")[0],
        )
        for page in (to_html(brief, theme, part="body", pages={}) for brief in (whole, few))
    ]
    statuses = {claim.status.replace(" ", "-") for claim in whole.claims}
    assert statuses < set(keys[0]), "and the stance of one who questions"
    assert keys[1] == ["disputed", "questioned"]


def test_a_line_of_code_is_by_itself_on_paper(theme: Theme) -> None:
    code = CodeBlock("fee(ship)\n\n  return 0\n")
    listed = ListBlock(False, 1, ((code,), (CodeBlock("x\n" * 30),)))
    section = replace(document().sections[0], blocks=(code, listed))
    own = replace(document(), sections=(section,))
    lines = "".join(f'<span class="line">{one}</span>' for one in ("fee(ship)", "", "  return 0"))
    page = to_html(own, theme, part="body", pages={})
    assert f"<pre>{lines}</pre>" in page
    assert f'<code class="verbatim apart">{lines}</code>' in page
    assert '<code class="verbatim">x\nx\n' in page  # which has to go on over pages
    assert "<pre>fee(ship)\n\n  return 0\n</pre>" in to_html(own, theme, part="whole", pages={})


def test_only_a_claim_that_may_go_on_has_room_for_the_word(theme: Theme) -> None:
    claims = tuple(replace(claim, note=()) for claim in document().claims)
    own, word = replace(document(), claims=claims), '<span class="continued">'
    section = re.compile('<section class="claims">.*?</section>', re.DOTALL)

    def words(divided: Division) -> int:
        page = to_html(own, theme, part="body", pages={}, divided=divided)
        [found] = section.findall(page)
        return str(found).count(word)

    assert words({}) == 0
    assert words({claims[0].anchor: ()}) == 1


@pytest.mark.parametrize("large", [False, True])
def test_long_words_of_claims_are_divided_on_paper_alone(theme: Theme, large: bool) -> None:
    long = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"
    claim = next(one for one in document().claims if not one.is_question)
    held = replace(claim.positions[0], by=f"Der {long}sausschuss", content=(Str(long),))
    claim = replace(claim, wording=f"Die {long} fehlt.", positions=(held,))
    own = replace(document(), language="de", large_print=large, claims=(claim,))
    divided = f'<span class="hyphenated">{long}'
    page = to_html(own, theme, part="body", pages={})
    # The wording and the holder on the card; the holder and the words in the claims.
    assert page.count(divided) == (5 if large else 4)
    assert divided not in to_html(own, theme, part="whole", pages={})
