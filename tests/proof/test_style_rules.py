"""A theme's own style sheet for a web edition: which rules are its own, and which hide words."""

from __future__ import annotations

import pytest

from briefgen.proof.hiding_rules import hiding_among, hiding_rules
from briefgen.proof.style_rules import kind_of, own_rules, rules_of
from briefgen.proof.web_rules import adds_words
from briefgen.workspace.workspace import packaged_templates
from tests.conftest import REPOSITORY

STYLE = """/* a
 */ h2 { color: red; & b { display: none } margin: 0 }
@media print {
  nav::before { content: "a;}" ; background: url(data:a;b) }
}"""
HIDING = [
    "display: none", "DISPLAY: None !important", "visibility: hidden", "opacity: 0", "opacity: 10%",
    "font-size: 0", "font: 0/0 serif", "font-size: 5pt", "font: 600 1px/2 serif", "color: #fff",
    "color: transparent", "color: rgba(0, 0, 0, .1)", "color: #fefefe; background: #ffffff",
    "background-color: #222222", "clip-path: inset(50%)", "transform: scaleX(-1)",
    "-webkit-transform: rotate(180deg)", "rotate: 180deg", "filter: blur(9px)",
    "text-decoration: line-through", "text-indent: -9999px", "margin-left: -9999px",
    "position: absolute; left: -500px", "letter-spacing: 3em", "letter-spacing: -.5em",
    "word-spacing: -4pt", "line-height: .3", "max-height: 0; overflow: hidden",
    "-webkit-text-fill-color: #000000", "unicode-bidi: bidi-override; direction: rtl",
    "--a: 0; opacity: var(--a)", "--a: #fefefe; color: var( --a )", "left: var(--a, -99rem)",
    "--a: var(--b); --b: -1; transform: scaleX(var(--a))", "--a: none; display: var(--a)",
    f"--a: var(--a) {'x' * 999}; margin: var(--a)",
]  # fmt: skip
HONEST = [
    "color: #123456", "font: 600 25pt/28pt serif", "font-size: 9pt", "font-size: .85em",
    "margin: -2pt 0 0 -1em", "line-height: 1.4", "letter-spacing: .1em", "opacity: .9",
    "background: #eeeeee", "color: #ffffff; background: #112233", "text-indent: -8mm",
    "text-decoration: underline", "width: 40%", "border: 3pt solid #ffffff", "display: flex",
    "transform: none", "--x: 0", "--a: #123456; color: var(--a, #112233)", "filter: var(--a)",
    "--none: block; display: var(--none)",
]  # fmt: skip


def hidden(*rules: str) -> list[str]:
    style = "\n".join(rules)
    return [rule.said(one) for _, rule, one in hiding_rules({"house.css": style})]


def test_a_rule_is_told_with_what_is_around_it_and_its_place():
    assert [(rule.said(), *rule.places) for rule in rules_of(STYLE)] == [
        ("h2 { color: red }", (2, 10)),
        ("h2 & b { display: none }", (2, 28)),
        ("h2 { margin: 0 }", (2, 44)),
        (
            '@media print nav::before { content: "a;}"; background: url(data:a;b) }',
            (4, 17),
            (4, 34),
        ),
    ]


def test_only_rules_that_no_packaged_theme_has_are_own():
    packaged = (packaged_templates() / "policy-brief" / "text.css").read_text(encoding="utf-8")
    assert list(own_rules("house.css", packaged)) == []
    [changed] = own_rules("text.css", packaged.replace("600 24pt/28pt", "600 25pt/28pt"))
    assert changed.selector == "h1"
    assert "25pt" in changed.said()


def test_a_rule_for_printing_is_another_one_on_a_screen():
    paper = (packaged_templates() / "policy-brief" / "paper.css").read_text(encoding="utf-8")
    assert list(own_rules("paper.css", paper)) == []
    assert list(own_rules("house.css", paper))


@pytest.mark.parametrize("declarations", HIDING)
def test_a_rule_that_hides_words_is_found(declarations):
    assert hidden(f"li {{ {declarations} }}")


@pytest.mark.parametrize("declarations", HONEST)
def test_an_honest_rule_hides_nothing(declarations):
    assert hidden(f"li {{ {declarations} }}") == []


def test_a_margin_of_printed_pages_may_be_turned():
    assert hidden("@page { @left-top { content: counter(page); transform: rotate(90deg) } }") == []


def test_what_holds_no_words_may_be_hidden():
    assert hidden("li::before { content: ''; transform: rotate(45deg); opacity: .1 }") == []
    assert hidden("p::first-letter { font-size: 0 }")


def test_light_words_have_a_dark_ground_somewhere_in_the_theme():
    light = ".masthead h1 { color: #ffffff }"
    assert hidden(light) == [light]
    assert hidden(light, ".masthead { background: #1a2a5a }") == []


def test_the_page_for_the_browser_knows_what_packaged_style_sheets_hide_and_add():
    source = REPOSITORY / "verifier" / "src" / "web" / "hiding.ts"
    listed = source.read_text(encoding="utf-8").split("new Set(`\n")[-1].partition("\n`")[0]
    sheets = packaged_templates().glob("*/*.css")
    rules = [(path.name, rule) for path in sheets for rule in rules_of(path.read_text("utf-8"))]
    added = [(name, rule, one) for name, rule in rules for one in rule.declarations
             if adds_words(one)]  # fmt: skip
    known = {
        f"{kind_of(name)}|{' | '.join(rule.around)}|{one}"
        for name, rule, one in (*hiding_among(rules), *added)
    }
    assert sorted(listed.splitlines()) == sorted(known)
