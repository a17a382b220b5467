"""A brief is read in full, and each of its problems is reported at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.load.brief import brief_of, load_brief
from briefgen.load.schema import BriefForm
from briefgen.model.brief import Brief, Locator
from briefgen.model.finding import Finding
from briefgen.workspace.workspace import Workspace

HEAD = "title: T\ndate: 2026-11-20\n"


def load(source: str) -> tuple[Brief, tuple[Finding, ...]]:
    brief, findings = brief_of(source, "b.yaml")
    assert brief is not None
    return brief, findings


def sound(source: str) -> Brief:
    brief, findings = load(source)
    assert findings == ()
    return brief


def values(texts: tuple[object, ...]) -> list[str]:
    return [str(text) for text in texts]


# --- What is sound ------------------------------------------------------------


def test_a_whole_brief_is_read() -> None:
    brief = sound("""\
title: The September 2 strike
date: 2026-11-20
subtitle: What two texts say
edition: 2, replaces 1
prepared_by: The desk
prepared_for: [Members, Staff]
language: de-CH
paper: a4
room_column: true
sources: [one, two]
appendix: cited
passages:
  order:
    source: one
    paragraph: 5
    quote: some words
  span:
    source: two
    from: Unlike
    to: meet.
  range:
    source: two
    paragraphs: 36–37
key_points:
  - First [@order].
sections:
  - heading: What happened
    body: |
      A strike [@A4].
    claims: [c]
claims:
  - id: c
    claim: It was so.
    positions:
      - stance: denies
        by: Someone
        cite: [order, A5]
  - id: q
    question: What for?
    positions:
      - answer: For this.
        by: unattributed
        cite: A5
ignore:
  - rule: quote-too-short
    reason: A name.
""")
    assert (brief.date, brief.language, brief.paper) == (date(2026, 11, 20), "de-CH", "a4")
    assert (brief.room_column, brief.appendix, brief.theme) == (True, "cited", "policy-brief")
    assert values(brief.prepared_by) == ["The desk"]
    assert values(brief.prepared_for) == ["Members", "Staff"]
    order, span, words = brief.passages
    assert order.locator is not None
    assert (order.locator.first, order.locator.last) == (5, 5)
    assert str(order.locator.span) == "b.yaml:15:16"
    assert (str(span.start), str(span.end), span.locator) == ("Unlike", "meet.", None)
    assert isinstance(words.locator, Locator)
    assert (words.locator.first, words.locator.last) == (36, 37)
    claim, question = brief.claims
    assert claim.positions[0].stance == "denies"
    assert values(claim.positions[0].cite) == ["order", "A5"]
    assert str(claim.positions[0].span) == "b.yaml:35:9"
    assert str(question.wording) == "What for?"
    assert str(question.positions[0].answer) == "For this."
    assert str(brief.ignore[0].span) == "b.yaml:45:5"
    assert brief.invalid_ids == frozenset()


@pytest.mark.parametrize(
    ("typed", "locator"),
    [
        ("paragraph: 33", (33, 33)),
        ("paragraphs: 36-37", (36, 37)),
        ("paragraphs: 36 — 37", (36, 37)),
        ("paragraphs: 36", (36, 36)),
        ("paragraphs: 9-3", (9, 3)),  # the rule paragraph-out-of-range speaks of this
        ("paragraph: 0", (0, 0)),
    ],
)
def test_paragraphs_are_read_as_typed(typed: str, locator: tuple[int, int]) -> None:
    (passage,) = sound(f"{HEAD}passages:\n  p:\n    source: s\n    {typed}\n").passages
    assert passage.locator is not None
    assert (passage.locator.first, passage.locator.last) == locator


@pytest.mark.parametrize("tag", ["en", "en-US", "zh-Hant-TW", "sl-rozaj", "es-419", "x-desk"])
def test_language_tags(tag: str) -> None:
    assert sound(f"{HEAD}language: {tag}\n").language == tag


def test_keys_with_nothing_behind_them_are_absent_and_empty_lists_are_lists() -> None:
    empty = sound(f"{HEAD}summary:\npassages:\nkey_points:\nsources: []\n")
    assert replace(empty, typed=HEAD) == sound(HEAD)


@pytest.mark.parametrize("cite", ["", "cite:", "cite: []", 'cite: ""'])
def test_a_position_may_lack_its_citation_for_a_rule_to_report(cite: str) -> None:
    source = f"{HEAD}claims:\n  - id: c\n    claim: X.\n    positions:\n"
    brief = sound(f"{source}      - stance: asserts\n        by: Y\n        {cite}\n")
    assert brief.claims[0].positions[0].cite == ()


@pytest.mark.parametrize("reason", ["", "reason:", 'reason: " "'])
def test_an_ignore_may_lack_its_reason_for_a_rule_to_report(reason: str) -> None:
    assert sound(f"{HEAD}ignore:\n  - rule: x\n    {reason}\n").ignore[0].reason is None


def test_white_space_around_a_text_is_not_part_of_it() -> None:
    brief = sound('title: "  The title "\ndate: 2026-11-20\nmarking: |\n  Draft\n')
    assert brief.title.value == "The title"
    assert str(brief.title.span()) == "b.yaml:1:11"
    assert str(brief.title.span(4)) == "b.yaml:1:15"
    assert str(brief.marking) == "Draft"


def test_claims_with_one_id_are_both_kept_for_a_rule_to_report() -> None:
    claim = "  - {id: c, claim: X., positions: [{stance: asserts, by: Y, cite: A1}]}\n"
    assert len(sound(f"{HEAD}claims:\n{claim}{claim}").claims) == 2


def test_quotations_may_hold_what_looks_like_a_citation() -> None:
    sound(f'{HEAD}passages:\n  p: {{source: s, quote: "a [@b] c"}}\n')


# --- What is not --------------------------------------------------------------

POSITION = "{stance: asserts, by: Y, cite: A1}"
WRONG = [
    # keys
    ("title: T\ndate: 2026-11-20\nsumary: x", 3, 1, "unknown key `sumary` in a brief", "`summary`"),
    ("title: T\ndate: 2026-11-20\nsumary:", 3, 1, "unknown key `sumary`", "`summary`"),
    ("date: 2026-11-20", 1, 1, "`title` is missing in a brief", "title"),
    ("title:\ndate: 2026-11-20", 1, 1, "`title` is empty", None),
    ('title: ""\ndate: 2026-11-20', 1, 8, "empty", None),
    ('title: "\u00a0"\ndate: 2026-11-20', 1, 9, "empty", None),
    ('title: "\u200b \u00ad"\ndate: 2026-11-20', 1, 9, "empty", None),
    (f"{HEAD}title: U", 3, 1, "`title` occurs twice, first on line 1", None),
    (f'{HEAD}summary: ""', 3, 10, "empty", "remove it"),
    # values
    ("title: T\ndate: 20.11.2026", 2, 7, "`20.11.2026` is not a date", "2026-11-20"),
    ("title: T\ndate: 2026-02-30", 2, 7, "there is no day 2026-02-30", None),
    ("title: T\ndate: ２０２６-11-20", 2, 7, "not a date", None),
    (f"{HEAD}paper: A3", 3, 8, "`A3` is not one of letter, a4", None),
    (f"{HEAD}figures: yes", 3, 10, "`yes` is not one of full, none", None),
    (f"{HEAD}room_column: yes", 3, 14, "neither true nor false", None),
    (f"{HEAD}appendix: all", 3, 11, "`all` is not one of full, cited, none", None),
    (f"{HEAD}language: en_US", 3, 11, "`en_US` is not a language tag", None),
    (f"{HEAD}edition: second", 3, 10, "`second` is not an edition", "2, replaces 1"),
    (f"{HEAD}theme: ../x", 3, 8, "`../x` is not a theme's name", None),
    (f"{HEAD}marking: |\n  one\n  two", 5, 3, "single line of text", None),
    (f"{HEAD}subtitle: [a]", 3, 11, "a text was expected, not a list", None),
    (f"{HEAD}sources: one", 3, 10, "a list was expected, not the text “one”", "`- `"),
    (f"{HEAD}key_points:\n  -\n  - x", 4, 4, "a text was expected, not nothing", None),
    (f"{HEAD}key_points:\n  - He said: x", 4, 5, "a colon and a space make a key", None),
    # passages
    (f"{HEAD}passages: [x]", 3, 11, "a mapping was expected, not a list", None),
    (f"{HEAD}passages:\n  Bad_Id: {{source: s, quote: q}}", 4, 3, "`Bad_Id` is not an id", None),
    (f"{HEAD}passages:\n  p: {{source: s}}", 4, 3, "a passage needs one of `quote`", None),
    (f"{HEAD}passages:\n  p: {{quote: q}}", 4, 3, "`source` is missing in a passage", "id"),
    (f"{HEAD}passages:\n  p: {{source: s, from: x}}", 4, 3, "`from` needs `to`", None),
    (f"{HEAD}passages:\n  p: {{source: s, quote: q, from: x, to: y}}", 4, 28, "be combined", None),
    (f"{HEAD}passages:\n  p: {{source: s, paragraph: five}}", 4, 29, "number of a par", None),
    (f"{HEAD}passages:\n  p: {{source: s, paragraph: 1-2}}", 4, 29, "`1-2`", "`paragraphs: 5-6`"),
    (f"{HEAD}passages:\n  p: {{source: s, paragraphs: 1to2}}", 4, 30, "range", "36-37"),
    (f"{HEAD}passages:\n  p: {{source: s, qoute: q, quote: x}}", 4, 18, "`qoute`", "`quote`"),
    (f"{HEAD}passages:\n  p: words", 4, 6, "a passage is a mapping of keys and values", None),
    # sections
    (f"{HEAD}sections:\n  - body: x", 4, 5, "`heading` is missing in a section", None),
    (f"{HEAD}sections:\n  - heading: x\n    text: y", 5, 5, "unknown key `text`", "heading, body"),
    # claims
    (f"{HEAD}claims:\n  - claim: X.\n    positions: [{POSITION}]", 4, 5, "`id` is missing", None),
    (f"{HEAD}claims:\n  - id: c\n    claim: X.", 4, 5, "`positions` is missing in a claim", None),
    (f"{HEAD}claims:\n  - id: c\n    claim: X.\n    positions: []", 6, 16, "empty", None),
    (f"{HEAD}claims:\n  - id: c\n    positions: [{POSITION}]", 4, 5, "`claim` is missing", "quest"),
    (
        f"{HEAD}claims:\n  - id: c\n    claim: X.\n    question: Y?\n    positions: [{POSITION}]",
        6,
        5,
        "both `claim` and `question`",
        None,
    ),
    (
        f"{HEAD}claims:\n  - id: c\n    claim: X.\n    positions:\n      - stance: denies",
        7,
        9,
        "`by` is missing in a position",
        None,
    ),
    (
        f"{HEAD}claims:\n- id: c\n  claim: X.\n  positions:\n  - {{stance: supports, by: Y}}",
        7,
        14,
        "`supports` is not one of asserts, denies, questions, qualifies",
        None,
    ),
    (
        f"{HEAD}claims:\n- id: c\n  question: X?\n  positions: [{{answer: Z, by: Y, stance: no}}]",
        6,
        34,
        "unknown key `stance` in a position",
        "Write `answer`: under `question` a position has no `stance`.",
    ),
    # ignore
    (f"{HEAD}ignore:\n  - text: x\n    reason: y", 4, 5, "`rule` is missing in an", None),
]


@pytest.mark.parametrize(("source", "line", "column", "words", "hint"), WRONG)
def test_a_problem_is_reported_once_at_its_place(
    source: str, line: int, column: int, words: str, hint: str | None
) -> None:
    _, (finding,) = load(source)
    assert words in finding.message
    assert (finding.rule, finding.severity) == ("invalid-brief", "error")
    assert (finding.span.line, finding.span.column) == (line, column)
    if hint is not None:
        assert hint in (finding.hint or "")


def test_no_message_speaks_of_the_machinery() -> None:
    for source, *_ in WRONG:
        for finding in load(source)[1]:
            said = f"{finding.message} {finding.hint}".lower()
            assert not any(word in said for word in ("scalar", "node", "nonetype", "sequence"))


def test_problems_do_not_hide_each_other() -> None:
    brief, findings = load("""\
titel: T
date: tomorrow
passages:
  good: {source: s, quote: words}
  bad: {quote: words, paragraph: x}
key_points: [fine, {a: b}]
sections:
  - body: Text [@good].
    claims: none
claims:
  - id: half
    claim: X.
    positions:
      - {stance: asserts, by: Y, cite: good}
      - {stance: perhaps, cite: good}
  - id: whole
    claim: X.
    positions:
      - {stance: asserts, by: Y, cite: good}
  - id: void
    claim: X.
    positions: none
""")
    assert [(finding.span.line, finding.message.split(" ")[0]) for finding in sorted(
        findings, key=lambda finding: (finding.span, finding.message)
    )] == [
        (1, "`title`"),
        (1, "unknown"),
        (2, "`tomorrow`"),
        (5, "`source`"),
        (5, "`x`"),
        (6, "a"),
        (8, "`heading`"),
        (9, "a"),
        (15, "`by`"),
        (15, "`perhaps`"),
        (22, "a"),
    ]  # fmt: skip
    assert values(tuple(passage.id for passage in brief.passages)) == ["good"]
    assert values(brief.key_points) == ["fine"]
    assert str(brief.sections[0].body) == "Text [@good]."
    assert [(str(claim.id), len(claim.positions)) for claim in brief.claims] == [
        ("half", 1),
        ("whole", 1),
    ]
    assert brief.invalid_ids == {"bad", "half", "void"}


KEYS = st.sampled_from([*BriefForm.keys, "id", "by", "stance", "answer", "positions"])
ANYTHING = st.recursive(
    st.sampled_from(["", '""', "x", "a: b", "true", "[@x]", "5-7", "2026-11-20", "asserts"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(KEYS, inner, max_size=4).map(
            lambda items: f"{{{', '.join(f'{key}: {value}' for key, value in items.items())}}}"
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, ANYTHING, max_size=6))
def test_whatever_is_typed_gives_a_brief_or_says_why_not(entries: dict[str, str]) -> None:
    brief, findings = brief_of("".join(f"{k}: {v}\n" for k, v in entries.items()), "b.yaml")
    assert brief is not None or findings
    assert all(finding.rule == "invalid-brief" for finding in findings)


def test_ids_are_known_where_the_whole_part_has_the_wrong_form() -> None:
    brief, _ = load(f"{HEAD}passages:\n  - id: p\n    quote: q\nclaims:\n  c: {{claim: X.}}\n")
    assert brief.invalid_ids == {"p", "c"}


def test_a_wrong_optional_text_leaves_the_rest_of_a_position() -> None:
    brief, _ = load(
        f"{HEAD}claims:\n  - id: c\n    claim: X.\n    positions:\n"
        "      - {stance: asserts, via: [x], cite: A1}\n"
    )
    (position,) = brief.claims[0].positions
    assert (str(position.by), position.via, values(position.cite)) == ("unattributed", None, ["A1"])


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("", 1, "the brief is empty"),
        ("# a comment\n", 1, "the brief is empty"),
        ("\n- a\n", 2, "a brief is a mapping"),
        ("title: [", 1, "not closed"),
    ],
)
def test_a_file_that_is_no_mapping_is_no_brief(source: str, line: int, words: str) -> None:
    brief, (finding,) = brief_of(source, "b.yaml")
    assert brief is None
    assert words in finding.message
    assert finding.span.line == line


def test_a_file_is_read_from_its_workspace(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    workspace = Workspace(tmp_path.resolve())
    path = tmp_path / "b.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    brief, findings = load_brief(workspace, path)
    assert brief is not None
    assert (brief.path, findings) == ("b.yaml", ())
    path.write_bytes(b"title: T\ndate: \xff")
    assert load_brief(workspace, path)[0] is None
    (finding,) = load_brief(workspace, path)[1]
    assert str(finding.span) == "b.yaml:2:7"
    with pytest.raises(BriefgenError, match="no such file"):
        load_brief(workspace, tmp_path / "none.yaml")


@pytest.mark.parametrize("key", ["<x", "[x", "[key]", "<claim>", "\\0claim"])
@pytest.mark.parametrize(
    "brief",
    [
        'title: T\ndate: 2026-11-20\n"{}": x\n',
        'title: T\ndate: 2026-11-20\nclaims:\n  - id: c\n    claim: C\n    "{}": x\n',
        'title: T\ndate: 2026-11-20\npassages:\n  "{}":\n    source: s\n    "{}": x\n',
        'title: T\ndate: 2026-11-20\nsections:\n  - heading: H\n    "{}": x\n',
    ],
)
def test_whatever_a_key_looks_like_it_is_a_key(brief: str, key: str) -> None:
    _, findings = brief_of(brief.replace("{}", key), "b.yaml")
    assert {finding.rule for finding in findings} == {"invalid-brief"}


@pytest.mark.parametrize(
    ("typed", "comment"),
    [
        ("occasion: Hearing #4 of the board", "#4 of the board"),
        ("occasion: Hearing # 4, Room 2154", "# 4, Room 2154"),
        ("key_points:\n  - Notice #5 of the board", "#5 of the board"),
        ("sections:\n  - heading: Order #5\n    body: It was so.", "#5"),
        ("passages:\n  x: {source: s, quote: shut}\n  y:\n    source: s\n    quote: shut #up",
         "#up"),
        ("key_points: [left #behind\n  ]", "#behind"),
        ("occasion: Hearing  # the second", None),
        ("# alone\noccasion: Hearing", None),
        ("paper: a4 # the office prints on it", None),
        ('occasion: "Hearing #4" # so', None),
        ("occasion: Hearing#4", None),
        ("edition: 2 # after the hearing", None),
        ("summary: |\n  Notice #5", None),
    ],
)  # fmt: skip
def test_a_comment_that_cuts_a_text_short_is_told(typed: str, comment: str | None) -> None:
    _, findings = brief_of(f"title: T\ndate: 2026-11-20\n{typed}\n", "b.yaml")
    cut = [one for one in findings if one.rule == "text-cut-by-comment"]
    assert [one.message.partition("the comment ")[2] for one in cut] == (
        [f"“{comment}”"] if comment else []
    )
