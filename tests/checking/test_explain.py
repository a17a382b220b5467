"""`explain`, and docs/rules.md, which is made from the same pages."""

from __future__ import annotations

import re

import pytest

from briefgen.checking.explain import page
from briefgen.checking.rules import RULES
from tests.conftest import REPOSITORY


def test_without_a_rule_all_are_listed_with_severity_and_what_they_find(briefgen):
    lines = briefgen("explain").out.splitlines()
    assert [tuple(line.split()[:2]) for line in lines] == [(r.name, r.severity) for r in RULES]
    assert "quote-elsewhere" in lines[13]
    assert lines[13].endswith("A passage's words are in another paragraph or another source.")


def test_a_rule_s_page_says_what_why_and_shows_both_briefs(briefgen):
    ran = briefgen("explain", "quote-elsewhere")
    assert ran.code == 0
    assert ran.out.startswith(
        "quote-elsewhere\n\nA passage's words are in another paragraph or another source.\n\n"
        "Severity: error (the brief is not built)\n\nWhy: The reader is sent to a place where "
    )
    assert "\nBad:\n    passages:\n      harbour: {source: report, paragraph: 3, " in ran.out
    assert "\nGood:\n    passages:\n      harbour: {source: report, paragraph: 2, " in ran.out


def test_an_unknown_rule_exits_with_2_and_the_nearest(briefgen):
    ran = briefgen("explain", "quote-elswhere")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no rule “quote-elswhere”" in ran.err
    assert "Did you mean quote-elsewhere" in ran.err
    assert "`briefgen explain` lists them" in briefgen("explain", "42").err


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_page(rule):
    parts = page(rule)
    assert all((parts.title, parts.why, parts.bad, parts.good))
    assert parts.bad != parts.good


def test_the_rules_and_their_severities_are_the_contract_s():
    table = (REPOSITORY / "docs" / "cli.md").read_text(encoding="utf-8").split("## Rules")[1]
    promised = re.findall(r"`([a-z-]+)` \((error|warning|note)", table)
    assert sorted(promised) == sorted((rule.name, rule.severity) for rule in RULES)


def test_the_printed_manual_is_up_to_date(briefgen):
    written = (REPOSITORY / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == briefgen("explain", "--markdown").out, (
        "renew it: ./run explain --markdown > docs/rules.md"
    )
