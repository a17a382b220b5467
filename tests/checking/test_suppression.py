"""What an entry of `ignore` matches: the subject of a finding, never the words of its message."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checking.suppression import is_about
from tests.desk import checked, key_point, rules


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("war on drift", "war on drift"),
        ("war on drift", "“war on drift”"),
        ("a long war on\n  drift it was", "war on drift"),
        ("the pilots’ board", "pilots' board"),
        ("@gauge", "gauge"),
        ("report ¶2", "report"),
        ("”", "”"),
    ],
)
def test_a_subject_is_met_whole_or_by_whole_words(subject: str, text: str) -> None:
    assert is_about(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("war on drift", "drift it was"),
        ("the warden", "ward"),
        ("order-claim", "order"),
        ("War on drift", "war"),
        ("", "war"),
        ("war", "”"),
    ],
)
def test_a_subject_is_not_met_by_a_part_of_a_word(subject: str, text: str) -> None:
    assert not is_about(subject, text)


@pytest.mark.parametrize("text", ["citation", "no citation", "marks"])
def test_the_words_of_a_message_suppress_nothing(tmp_path: Path, text: str) -> None:
    entry = f"ignore:\n  - {{rule: quotation-without-citation, text: {text}, reason: None.}}\n"
    found = checked(tmp_path, key_point("A “war on drift” it was.") + entry)
    assert {"ignore-unused", "quotation-without-citation"} <= set(rules(found))


def test_every_finding_of_a_brief_says_what_it_is_about(tmp_path: Path) -> None:
    brief = key_point("A “war” it was, “closed on Sunday” [@A2; @mislaid], said @report.")
    claims = "passages:\n  gone: {source: report, quote: no such words there}\n"
    found = checked(tmp_path, brief + claims)
    subjects = {finding.rule: finding.subject for finding in found.findings}
    assert subjects["unknown-reference"] == "mislaid"
    assert subjects["citation-outside-brackets"] == "@report"
    assert subjects["passage-unused"] == "gone"
    assert subjects["quote-not-in-source"] == "no such words there"


def test_a_finding_about_an_entry_is_suppressed_like_any_other(tmp_path: Path) -> None:
    stale = "ignore:\n  - {rule: quote-too-short, text: lock, reason: It was short.}\n"
    own = "  - {rule: ignore-unused, text: quote-too-short, reason: It comes back.}\n"
    point = key_point("It was “closed on Monday” [@A2].")
    rules = [one.rule for one in checked(tmp_path, point + stale).findings]
    assert rules.count("ignore-unused") == 1
    rules = [one.rule for one in checked(tmp_path, point + stale + own).findings]
    assert "ignore-unused" not in rules
    rules = [one.rule for one in checked(tmp_path, point + "ignore:\n" + own).findings]
    assert rules.count("ignore-unused") == 1
