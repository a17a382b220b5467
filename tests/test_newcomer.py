"""Typical mistakes of somebody who is new to this: what is said about them, and what to do.

Each is made in the example brief that `briefgen init` writes.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

# What is typed instead of what; then the place and parts of the message and of the hint.
MISTAKES = {
    "another word than the source's": (
        "two hours earlier", "three hours earlier",
        "28:41: error: quotation-not-in-citation: “three hours earlier than before” is not in",
        "Closest text, in notice ¶2: “two hours earlier than before”.",
    ),
    "a quotation that is not closed": (
        "before” [@A2]", "before [@A2]",
        "28:40: warning: quotation-without-citation: the quotation “two hours",
        "Add the closing mark",
    ),
    "a tab": (
        "  survey:", "\tsurvey:",
        "18:1: error: invalid-brief: a tab cannot be used to indent", "Indent with spaces",
    ),
    "a colon in a text": (
        "title: The library’s", "title: The library:",
        "6:19: error: invalid-brief: a colon and a space make a key",
        "Put the whole text in quotes",
    ),
    "a key without its colon": (
        "  survey:", "  survey",
        "18:9: error: invalid-brief: a colon is missing after `survey`", "Write `survey:`",
    ),
    "wrong indentation": (
        "  - heading: What changes", "- heading: What changes",
        "35:5: error: invalid-brief: this key is indented further than `heading` above it",
        "that one by 2 spaces, this one by 4",
    ),
    "an item that begins with a citation": (
        "  - Ask both", "  - @A2 Ask both",
        "70:5: error: invalid-brief: a text cannot begin with `@`", "Put the whole text in quotes",
    ),
    "an item that begins with a quotation": (
        "  - Ask both", '  - "Ask" both',
        "70:11: error: invalid-brief: unexpected text after",
        "put the whole text in quotes of the other kind",
    ),
    "no date": (
        "date: 2026-01-12\n", "",
        "6:1: error: invalid-brief: `date` is missing", "like 2026-11-20",
    ),
    "a date in words": (
        "date: 2026-01-12", "date: January 12, 2026",
        "8:7: error: invalid-brief: `January 12, 2026` is not a date", "like 2026-11-20",
    ),
    "a key misspelt": (
        "key_points:", "keypoints:",
        "27:1: error: invalid-brief: unknown key `keypoints`", "Did you mean `key_points`?",
    ),
    "a key twice": (
        "marking: For", "title: For",
        "9:1: error: invalid-brief: the key `title` occurs twice", "Remove or rename",
    ),
    "a text where a list belongs": (
        "sources: [notice, newsletter]", "sources: notice",
        "13:10: error: invalid-brief: a list was expected", "Begin each item on a line of its own",
    ),
    "a passage misspelt": (
        "[@survey]", "[@survye]",
        "30:61: error: unknown-reference: no passage or source is named “survye”",
        "Did you mean “survey”?",
    ),
    "a letter that no source has": (
        "[@B3]", "[@C3]",
        "30:138: error: unknown-reference: no passage or source is named “C3”",
        "has 2 sources, none with the letter C",
    ),
    "a range with its letter twice": (
        "[@B3]", "[@B3-B4]",
        "30:138: error: unknown-reference: ", "Write a range as [@B3-4].",
    ),
    "a paragraph that is not there": (
        "17:00 [@A3]", "17:00 [@A30]",
        "29:64: error: paragraph-out-of-range: notice has no ¶30", "`briefgen show notice`",
    ),
    "a page": (
        "17:00 [@A3]", "17:00 [@notice, p. 3]",
        "29:64: error: invalid-brief: “p. 3”: source “notice” has no printed pages", "write ¶5",
    ),
    "a comma between keys": (
        "[@survey]", "[@survey, @B3]",
        "30:61: error: invalid-brief: a citation within a citation", "[@one; @two]",
    ),
    "a citation without brackets": (
        "[@survey]", "@survey",
        "30:60: warning: citation-outside-brackets: “@survey” is not in brackets",
        "Write [@survey] to cite it",
    ),
    "a citation that is not closed": (
        "[@A2].\n  - The", "[@A2.\n  - The",
        "28:72: error: invalid-brief: this citation is never closed", "Close it with ].",
    ),
    "a passage without words": (
        "    quote: Readers were asked in a survey in October\n", "",
        "18:3: error: invalid-brief: a passage needs one of `quote`", "",
    ),
    "another word for a stance": (
        "stance: denies", "stance: deny",
        "56:17: error: invalid-brief: `deny` is not one of asserts, denies",
        "Did you mean `denies`?",
    ),
    "a position without a citation": (
        "        cite: survey\n", "",
        "53:9: error: position-without-citation: the position of “The library”", "Add `cite:`",
    ),
    "a capital in an id": (
        "  survey:", "  Survey:",
        "18:3: error: invalid-brief: `Survey` is not an id", "small letters",
    ),
}  # fmt: skip


@pytest.fixture
def brief(briefgen, tmp_path, monkeypatch):
    briefgen("init", tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk" / "briefs" / "library-hours.yaml"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_at_its_place_and_a_mend_is_offered(briefgen, brief, mistake):
    old, new, said, hint = MISTAKES[mistake]
    sound = brief.read_text(encoding="utf-8")
    assert old in sound
    brief.write_text(sound.replace(old, new, 1), encoding="utf-8")
    out = briefgen("check").out
    assert f"briefs/library-hours.yaml:{said}" in out
    assert hint in out


def test_a_source_that_is_unknown_is_said_once_and_not_at_every_citation(briefgen, brief):
    sound = brief.read_text(encoding="utf-8")
    brief.write_text(sound.replace("[notice,", "[notice.txt,"), encoding="utf-8")
    ran = briefgen("check", "--format", "json")
    assert [(f["rule"], f["line"]) for f in ran.json["findings"]] == [("unknown-reference", 13)]
    assert ran.json["summary"]["failed"] == 6


def test_letters_need_a_list_of_sources(briefgen, brief):
    sound = brief.read_text(encoding="utf-8")
    brief.write_text(sound.replace("sources: [notice, newsletter]", ""), encoding="utf-8")
    assert "from A, and it has no such list" in briefgen("check").out


def test_verify_is_given_something_else_than_a_pdf(briefgen, brief):
    ran = briefgen("verify", "briefs/library-hours.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "briefs/library-hours.yaml: cannot be read: it is not a PDF\n"


def test_verify_says_once_that_a_pdf_is_broken(brief):
    (brief.parent / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "verify", "briefs/broken.pdf"],
        cwd=brief.parents[1], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
