"""A theme of one's own may look as it likes, and may not hide words: `build` and `verify` say which
cannot be read, on pages as they were built.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.building.job import BuiltFile, Job
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof.verify import verify
from briefgen.proof.verify_web import verify_web
from briefgen.workspace.workspace import packaged_templates
from tests.harbour import write_workspace

pytestmark = pytest.mark.slow

STYLES = (
    "fonts.css, page.css, text.css, claims.css, appendix.css, large.css, rtl.css, screen.css, "
    "paper.css, house.css"
)
BRIEF = """\
title: The harbour
date: 2026-11-20
theme: house
sources: [report]
key_points:
  - The harbour was “closed on Monday” [@A2].
sections:
  - heading: Facts
    body: |
      It is ~~not closed~~ open. [See the web](https://example.org/).

      > The ministry denies that it was asked. [@A3]
recommendations: [Do not strike., Ask the council.]
claims:
  - id: asked
    claim: The ministry was asked.
    positions:
      - {stance: asserts, by: The Council, says: It “stays closed until Friday”, cite: A2}
      - {stance: denies, by: The Ministry, says: It “denies” so, cite: A3}
"""
UNSEEN, COVERED = "in a colour that can hardly be read", "under or on a shape that hides it"
SMALL = "in letters that can hardly be read"
TURNED = "in letters that are turned or mirrored"
OVER = "position: relative} .recommendations::after {content: ''; position: absolute; inset: 0;"
# Rules, and what they do to which words.
ILLEGIBLE = {
    "white": (
        "table.claims td:nth-child(2) * {color: #fff !important}",
        ["page 1 has “The Ministry” " + UNSEEN],
    ),
    "pale": (".recommendations li {color: #aaa}", ["page 1 has “Do not strike.” " + UNSEEN]),
    "see-through": (
        ".recommendations li {color: rgba(0, 0, 0, .3)}",
        ["page 1 has “Do not strike.” " + UNSEEN],
    ),
    "on its own colour": (
        ".quoted {background: #123; color: #123}",
        ["page A-1 has “closed on Monday” " + COVERED],
    ),
    "covered": (
        f".recommendations {{{OVER} background: #fff}}",
        ["page 1 has “Recommendations” " + COVERED],
    ),
    "covered by a pattern": (
        f".recommendations {{{OVER} background: linear-gradient(#000, #fff)}}",
        ["page 1 has “Recommendations” " + COVERED],
    ),
    "on a broad line": (
        ".recommendations li {text-decoration: underline; text-decoration-thickness: 40pt}",
        ["page 1 has “Ask the council.” " + COVERED],
    ),
    "clipped": (
        "section.recommendations ol {height: 14pt; overflow: hidden}",
        ["page 1 has “Ask the council.” cut by a clip that may hide it"],
    ),
    "struck out": (
        ".recommendations li {text-decoration: line-through}",
        ["page 1 has “Do not strike.” under a line that strikes it out"],
    ),
    "tiny": (
        ".recommendations li {font-size: .5pt}", ["page 1 has “Do not strike.” " + SMALL],
    ),
    "shrunk": (
        ".recommendations ol {transform: scaleX(.02)}", ["page 1 has “Do not strike.” " + SMALL],
    ),
    "mirrored": (
        ".recommendations li {transform: scaleX(-1)}", ["page 1 has “Do not strike.” " + TURNED],
    ),
    "upside down": (
        ".recommendations li {transform: rotate(180deg)}",
        ["page 1 has “Do not strike.” " + TURNED],
    ),
    "leaning": (
        ".recommendations li {transform: skewX(-40deg)}",
        ["page 1 has “Do not strike.” " + TURNED],
    ),
    "drawn out": (
        ".recommendations li {font-size: 24pt; transform: scaleX(.3)}",
        ["page 1 has “Do not strike.” " + SMALL],
    ),
    "an upside-down foot": (
        "@page {@bottom-center {content: 'Policy brief'; transform: rotate(180deg)}}",
        [f"page {page} has “Policy brief” {TURNED}" for page in ("1", "A-1")],
    ),
    "joined": (
        ".recommendations li {word-spacing: -4pt}",
        ["page 1 has “Do not strike.” in words that are joined"],
    ),
    "as far apart as their letters": (
        ".recommendations li {letter-spacing: .3em; word-spacing: -.5em}",
        ["page 1 has “Do not strike.” in words that are joined"],
    ),
    "scattered": (
        "h1 {letter-spacing: .7em}", ["page 1 has “The harbour” in letters far from each other"],
    ),
    "crowded": (
        "h1 {letter-spacing: -.2em}", ["page 1 has “The harbour” in letters over each other"],
    ),
    "faded": (".recommendations ol {opacity: .1}", ["page 1 has “Do not strike.” in a drawing"]),
}  # fmt: skip
HONEST = {
    "none": "",
    "dark heads": """
        .masthead {background: #1a2a5a; padding: 6pt; border-radius: 4pt}
        .masthead, .masthead * {color: #fff !important}
        blockquote {background: rgba(0, 0, 80, .1); border: 3pt solid #ccc; border-radius: 5pt}
    """,
    "boxes and lines": """
        h2 {background: #eee; border: 1pt dotted #333; color: #5a1a1a; text-decoration: overline}
        td, th {border: 3pt solid #888}
        .recommendations {outline: 4pt solid #080; background: #eef; overflow: hidden}
        .recommendations li {border-left: 5pt double #000; text-decoration: underline}
        section p {border-right: 3pt dashed #f00; color: rgba(0, 0, 0, .7)}
    """,
    "a shadow": ".recommendations {background: #fff; box-shadow: 2pt 2pt 3pt #000}",
    "colours as they are seen": "h2 {color: lab(20% 10 10); background: oklch(95% .02 90)}",
    "turned letters": "h1 {font-size: 40pt; line-height: 44pt; transform: skewX(-10deg)}",
    "spaced letters": """
        p, li, td {text-align: justify; letter-spacing: -.06em; line-height: .95}
        h1, h2, th {letter-spacing: .3em}
    """,
    "spaced words": "p, li, td {word-spacing: 1em} blockquote * {word-spacing: -.07em}",
    "a turned head": "@page {@right-middle {content: 'Policy brief'; transform: rotate(90deg)}}",
}
ADDING = ".recommendations li::before {content: 'never '} @page {@top-center {content: 'Fish'}}"
LACKS = ": neither the brief nor its labels.yaml has it"
ADDED = [
    f"the theme adds “never”{LACKS}",
    f"the theme adds “Fish” at the head or foot of pages{LACKS}",
]
# Words of the brief's own labels, beside texts that are not theirs.
JUDGING = {
    "title": ("h1::after {content: ' denied'}", "denied", "the title"),
    "item": (".recommendations li::before {content: 'disputed '}", "disputed", "recommendation 1"),
    "mark": ("li::marker {content: 'DENIED ' !important}", "DENIED", "key point 1"),
    "quotation": ("blockquote p::after {content: ' (questioned)'}", "(questioned)", "a paragraph"),
    "source": ("[id=A3]::after {content: ' denied'}", "denied", "A3"),
}  # fmt: skip
INSIDE = {
    "a call": ".call::before {content: 'denied '}",
    "a link": "section a::before {content: 'denied '}",
    "struck words": "del::before {content: 'denied'}",
    "quoted words": ".quoted::after {content: 'denied'}",
}


def made(folder: Path, rules: str, *, html: bool = False) -> BuiltFile:
    """The brief in a theme with these rules, whatever is wrong with it."""
    write_workspace(folder, BRIEF)
    theme = folder / "templates" / "house"
    theme.mkdir(parents=True, exist_ok=True)
    settings = f"extends: policy-brief\nstyles: [{STYLES}]\n"
    (theme / "theme.yaml").write_text(settings, encoding="utf-8")
    (theme / "house.css").write_text(rules or "/* none */", encoding="utf-8")
    made = make(Job(folder.resolve(), folder / "briefs" / "harbour.yaml", Options(html=html)))
    assert made.printed, made.failure or made
    return made.printed


@pytest.mark.parametrize("name", ILLEGIBLE)
def test_what_cannot_be_read_is_an_error_and_does_not_verify(name, tmp_path):
    rules, said = ILLEGIBLE[name]
    printed = made(tmp_path, rules)
    assert [one.message for one in printed.problems if " has “" in one.message] == said
    assert "the theme house" in (printed.problems[0].hint or "")
    assert [one for one in verify(printed.content).differs if " has “" in one] == said


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_theme_is_built_and_verifies(name, tmp_path):
    printed = made(tmp_path, HONEST[name])
    assert [one.message for one in printed.problems] == []
    proof = verify(printed.content)
    assert (proof.differs, proof.marks) == ((), ())


def test_words_that_a_theme_adds_are_named(tmp_path):
    proof = verify(made(tmp_path, ADDING).content)
    assert (proof.differs, [*proof.marks]) == ((), ADDED)
    assert not proof.is_strictly_verified


@pytest.mark.parametrize("name", JUDGING)
def test_a_label_beside_a_text_that_is_not_its_own_is_named(name, tmp_path):
    rules, piece, what = JUDGING[name]
    proof = verify(made(tmp_path, rules).content)
    line = f"the theme adds “{piece}” to {what}: the brief does not have it there"
    assert (proof.differs, proof.marks) == ((), (line,))


@pytest.mark.parametrize("name", INSIDE)
def test_a_label_within_a_text_is_refused(name, tmp_path):
    printed = made(tmp_path, INSIDE[name])
    assert any("was printed differently" in one.message for one in printed.problems)
    assert any("was printed differently" in one for one in verify(printed.content).differs)


def test_words_that_a_theme_adds_to_a_web_edition_are_named(tmp_path):
    part = "policy-brief/parts/recommendations.html.j2"
    typed = (packaged_templates() / part).read_text(encoding="utf-8")
    own = tmp_path / "templates" / "house" / "parts" / "recommendations.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text(typed.replace("<ol", "<p>Fish</p><ol"), encoding="utf-8")
    proof = verify_web(made(tmp_path, "", html=True).content)
    assert proof.differs == ()
    assert f"the theme adds “Fish”{LACKS}" in proof.marks


def test_a_rule_that_hides_words_of_a_web_edition_is_an_error_at_its_place(tmp_path):
    printed = made(tmp_path, "h2 {color: #123456}\nli {display: none}", html=True)
    [problem] = printed.problems
    assert str(problem.span) == "templates/house/house.css:2:5"
    proof = verify_web(printed.content)
    assert proof.differs == (
        "the theme's own house.css, line 2, hides words: li { display: none }",
    )
    assert proof.marks == ("the theme's own house.css, line 1, has h2 { color: #123456 }",)


def test_a_rule_that_alters_letters_is_told_at_its_place(tmp_path):
    rules = "h1 {\n  color: #123456;\n  text-transform: uppercase }\np { hyphens: auto }"
    told = [(str(one.span), one.message) for one in made(tmp_path, rules).problems]
    assert told == [
        ("templates/house/house.css:3:3",
         "“h1 { text-transform: uppercase }” prints other letters than were typed"),
        ("templates/house/house.css:4:5",
         "“p { hyphens: auto }” prints other letters than were typed"),
    ]  # fmt: skip
    assert made(tmp_path, ".kind { text-transform: uppercase }").problems == ()


def test_a_rule_that_alters_letters_by_a_variable_is_told_at_its_place(tmp_path):
    rules = "h1 { text-transform: var(--t, var(--u)) }\n:root { --u: uppercase }"
    [problem] = made(tmp_path, rules).problems
    assert str(problem.span) == "templates/house/house.css:1:6"
    assert "prints other letters" in problem.message


@pytest.mark.parametrize("html", [False, True], ids=["pdf", "web"])
@pytest.mark.parametrize(
    "address",
    ["url('own.woff2')", "url(https://x.org/own.ttf)", "url( own.ttf )", '@import "own.css"'],
)
def test_a_file_that_a_theme_cannot_have_is_told_at_its_place(tmp_path, address, html):
    rules = f"/* url(a) */\n{address};\n"
    if not address.startswith("@"):
        rules = f"/* url(a) */\nh2 {{ color: #123456; background: {address} }}"
    [problem] = made(tmp_path, rules, html=html).problems
    column = rules.split("\n")[1].index(address) + 1
    assert str(problem.span) == f"templates/house/house.css:2:{column}"
    assert problem.message.startswith(f"“{address}” is not read")


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("@font-face { font-family: Own; src: url(data:font/woff;base64,AAAA) }",
         "“url(data:font/woff;base64,AAAA)” cannot be proved in a web edition"),
        ("h2 { background: url('data:image/png;base64,AAAA') }",
         "“url('data:image/png;base64,AAAA')” cannot be proved in a web edition"),
        ("h3::before { content: '\\2022' }", "“\\” cannot be proved in a web edition"),
    ],
)  # fmt: skip
def test_what_no_web_edition_can_be_proved_with_is_told_at_its_place(tmp_path, rule, named):
    [problem] = made(tmp_path, f"\n{rule}", html=True).problems
    assert problem.span.line == 2
    assert problem.message == named


def test_a_picture_in_base_64_may_be_in_the_style_sheet_of_a_web_edition(tmp_path):
    rules = 'h2 { background: url(data:image/png;base64,AAAA) }\nh3::before { content: "\\2022" }'
    printed = made(tmp_path, rules, html=True)
    assert printed.problems == ()
    assert verify_web(printed.content).differs == ()


def test_a_marker_may_be_outside_its_item(tmp_path):
    assert made(tmp_path, "li { list-style: none }").problems == ()


def test_what_weasyprint_cannot_do_is_told(tmp_path):
    with pytest.raises(AssertionError, match="cannot lay out what the theme house asks for"):
        made(tmp_path, "p::first-letter { font-size: 3em; float: left }")


def test_a_fault_in_a_style_sheet_is_told_at_its_place(tmp_path):
    rules = "h2 {\n  color: #123456;\n  writing-mode: vertical-rl;\n}\nli { colour: red; }"
    assert [(str(one.span), one.message) for one in made(tmp_path, rules).problems] == [
        ("templates/house/house.css:3:3",
         "Ignored `writing-mode: vertical-rl`, unknown property."),
        ("templates/house/house.css:5:6", "Ignored `colour: red`, unknown property."),
    ]  # fmt: skip


def test_a_theme_by_which_heads_find_no_page_is_told(tmp_path):
    with pytest.raises(AssertionError, match="the heads of 2 pages are laid out on 1"):
        made(tmp_path, "body {columns: 2}")
