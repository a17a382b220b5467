"""What each rule says, and where: line, column and message."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import body, checked, key_point, rules

# The brief's own lines begin at line 4, behind `HEAD`.
FINDINGS = [
    (
        "quote-not-in-source",
        "passages:\n  p: {source: report, quote: closed on Sunday}\n",
        (5, 30),
        "passage “p”: “closed on Sunday” is not in report",
    ),
    (
        "quote-not-in-source",
        "passages:\n  p:\n    source: report\n    quote: >-\n      The harbor\n      was closed\n",
        (8, 7),
        "passage “p”: “The harbor was closed” is not in report",
    ),
    (
        "quote-elsewhere",
        "passages:\n  p: {source: report, paragraph: 1, quote: 'closed on Monday'}\n",
        (5, 45),
        "passage “p”: “closed on Monday” is not in report ¶1 but in report ¶2",
    ),
    (
        "quote-ambiguous",
        'passages:\n  p: {source: report, quote: "asked"}\n',
        (5, 31),
        "passage “p”: “asked” occurs 2 times in report: in report ¶3 and report ¶5",
    ),
    (
        "ellipsis-out-of-order",
        "passages:\n  p:\n    source: report\n    quote: Friday […] was closed\n",
        (7, 12),
        (
            "the parts of “Friday […] was closed” are not in this order in one paragraph of "
            "report: “Friday” in report ¶2 and “was closed” in report ¶2"
        ),
    ),
    (
        "bracket-replaces",
        key_point("It was “closed on [Sunday] until” [@A2]."),
        (6, 23),
        "[Sunday] replaces “Monday” in report ¶2: it replaces the name “Monday”",
    ),
    (
        "quotation-not-in-citation",
        key_point("😀 It was “closed on Sunday” [@A2]."),
        (6, 15),
        "“closed on Sunday” is not in report ¶2",
    ),
    (
        "quotation-without-citation",
        key_point("It was “closed on Sunday”."),
        (6, 12),
        "“closed on Sunday” has no citation after it",
    ),
    (
        "quotation-without-citation",
        key_point("It was “closed on Sunday [@A2]."),
        (6, 12),
        "the quotation “closed on Sunday.” is not closed in its block, so nothing looked it up",
    ),
    (
        "quotation-without-citation",
        key_point("Il dit « encore »."),
        (6, 12),
        "“encore” has no citation after it",
    ),
    (
        "quotation-not-in-citation",
        key_point("Il dit « encore » [@A2]."),
        (6, 14),
        "“encore” is not in report ¶2",
    ),
    (
        "duplicate-id",
        "passages:\n  p: {source: report, quote: closed}\n  p: {source: letter, paragraph: 1}\n",
        (6, 3),
        "the passage id “p” is already used, at brief.yaml:5:3",
    ),
    (
        "duplicate-id",
        'passages:\n  p: {source: report, quote: closed}\n  "p": {source: letter, paragraph: 1}\n',
        (6, 4),
        "the passage id “p” is already used, at brief.yaml:5:3",
    ),
    (
        "invalid-brief",
        "subtitle: See [@A2]\n",
        (4, 15),
        "“[@A2]”: this text is plain, so that a citation or note in it prints as typed",
    ),
    (
        "unknown-reference",
        key_point("It was so [see @A2; @nobody]."),
        (6, 25),
        "no passage or source is named “nobody”",
    ),
    (
        "unknown-reference",
        key_point("It was so [@A2].[!closure]"),
        (6, 21),
        "no claim is named “closure”",
    ),
    (
        "paragraph-out-of-range",
        key_point("It was so [@report, ¶9]."),
        (6, 16),
        "report has no ¶9: its paragraphs are 1 to 6",
    ),
    (
        "paragraph-out-of-range",
        "passages:\n  p: {source: report, paragraphs: 4-2}\n",
        (5, 35),
        "¶¶4–2 of report runs backwards",
    ),
    (
        "paragraph-out-of-range",
        "passages:\n  p: {source: report, paragraph: -1}\n",
        (5, 34),
        "report has no ¶-1: its paragraphs are 1 to 6",
    ),
    (
        "invalid-brief",
        key_point("It was so [@report, p. 8]."),
        (6, 16),
        "“p. 8”: source “report” has no printed pages",
    ),
    ("invalid-brief", key_point("It was so [@A2."), (6, 15), "this citation is never closed"),
    (
        "citation-outside-brackets",
        key_point("It was so, @report says."),
        (6, 16),
        "“@report” is not in brackets and will be printed as typed",
    ),
    (
        "citation-outside-brackets",
        key_point("It was so, @A2-3 says; @A9, @C1, @B2B, me@A2.org and @press do not."),
        (6, 16),
        "“@A2-3” is not in brackets and will be printed as typed",
    ),
]


@pytest.mark.parametrize(
    ("rule", "brief", "place", "message"),
    FINDINGS,
    ids=[f"{rule}-{number}" for number, (rule, *_) in enumerate(FINDINGS)],
)
def test_a_finding_says_what_is_wrong_at_its_place(
    tmp_path: Path, rule: str, brief: str, place: tuple[int, int], message: str
) -> None:
    (finding,) = (f for f in checked(tmp_path, brief).findings if f.rule == rule)
    assert (finding.span.path, finding.span.line, finding.span.column) == ("brief.yaml", *place)
    assert finding.message == message
    assert finding.hint


def test_the_id_of_a_source_that_cannot_be_one(tmp_path: Path) -> None:
    head = "title: T\ndate: 2026-11-20\nsources: [{}]\n"
    for id, words in (("my report", "without spaces"), ("A5", "the name of a paragraph")):
        found = checked(tmp_path, key_point("So [@report]."), head=head.format(id)).findings
        (told,) = (f for f in found if f.rule == "unknown-reference")
        assert words in (told.hint or "")


TYPED = (
    "Boats — “two,” they say — wait.  It took 5\u00a0000 e\u0301tudes until noon.1 Nobody objected."
)


@pytest.mark.parametrize(
    "quote",
    [
        "Boats — “two,” they say — wait.  It took",
        "… they say — wait …",
        "[…] they say — wait.",
        "they say […] wait […].",
        "they [sic] say",
        "[b]oats — “two,” they",
        "5\u00a0000 e\u0301tudes until noon.",
        "until noon. Nobody",
        "until noon.1 Nobody",
        "two,” they say\n      — wait",
    ],
)
def test_a_quote_as_the_source_has_it_is_not_called_other_typography(
    tmp_path: Path, quote: str
) -> None:
    assert "quote-typography" not in typography(tmp_path, quote)


@pytest.mark.parametrize(
    ("quote", "kinds", "words"),
    [
        ("they say – wait", "hyphens and dashes", "they say — wait"),
        ("Boats — ‘two’ they", "marks and apostrophes", "Boats — “two,” they"),
        ("wait. It took", "spaces", "wait.  It took"),
        ("took 5 000 e\u0301tudes", "spaces", "took 5\u00a0000 e\u0301tudes"),
        ("\u00e9tudes until", "letters in another encoding", "e\u0301tudes until"),
        ("ét\u00adudes until", "invisible characters and letters in another encoding",
         "e\u0301tudes until"),
        ("… they say—wait …", "hyphens and dashes", "they say — wait"),
        ("took ... noon", "", ""),
    ],
)  # fmt: skip
def test_a_quote_in_other_typography_is_told_with_both_forms(
    tmp_path: Path, quote: str, kinds: str, words: str
) -> None:
    told = typography(tmp_path, quote)
    expected = (
        f"“{quote}” matches only after normalising typography ({kinds}); the source has “{words}”"
    )
    assert told.get("quote-typography") == (expected if kinds else None)


def test_each_kind_of_typography_is_shown_once_a_source(tmp_path: Path) -> None:
    text = "They say: “so” – and “no” — or “nay” it is."
    brief = key_point("“say: 'so'”, “'no' – or” and “'nay' it” [@A1].")
    found = checked(tmp_path, brief, report=text).findings
    told = [f.message for f in found if f.rule == "quote-typography"]
    assert ["marks and apostrophes" in told[0], "hyphens and dashes" in told[1]] == [True, True]
    assert len(told) == 2


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("closed … on Monday", True),
        ("closed on Monday. […] Nobody came", True),
        ("closed … Monday", False),
        ("closed on Monday. Nobody … […] came", True),
        ("… closed on Monday …", False),
    ],
)
def test_an_ellipsis_that_leaves_out_nothing(tmp_path: Path, quote: str, told: bool) -> None:
    brief = key_point(f"It “{quote}” [@A1].")
    found = checked(tmp_path, brief, report="It was closed on Monday. Nobody came.").findings
    messages = [f.message for f in found if f.rule == "quote-typography"]
    assert ["an ellipsis that leaves out nothing" in one for one in messages] == [True] * told


def test_a_word_divided_at_a_line_end_is_shown_as_the_source_has_it(tmp_path: Path) -> None:
    text = "The har-\nbour was shut.\n\nNobody came."
    (found,) = (
        f
        for f in checked(tmp_path, key_point("The “harbour was” [@A1]."), report=text).findings
        if f.severity != "error" and f.rule == "quote-typography"
    )
    assert found.message == (
        "“harbour was” matches only after normalising typography (words divided at a line end); "
        "the source has “har- bour was”"
    )


def typography(folder: Path, quote: str) -> dict[str, str]:
    """The messages, by rule, on a passage of the letter."""
    brief = f"passages:\n  p:\n    source: letter\n    quote: |-\n      {quote}\n"
    found = checked(folder, brief + key_point("So [@p]."), letter=TYPED)
    assert not found.has_errors
    return {finding.rule: finding.message for finding in found.findings}


@pytest.mark.parametrize("quote", ["…", "[…]", "—"])
def test_a_quote_without_words_is_told_once(tmp_path: Path, quote: str) -> None:
    brief = f"passages:\n  p: {{source: report, quote: '{quote}'}}\n" + key_point("So [@p].")
    told = [f.rule for f in checked(tmp_path, brief).findings if f.severity != "note"]
    assert told == ["invalid-brief"]


@pytest.mark.parametrize(
    "brief",
    [
        key_point("It was “closed on Sunday until Friday” [@A2]."),
        "passages:\n  p: {source: report, quote: closed on Sunday until Friday}\n",
    ],
)
def test_altered_words_are_shown_beside_the_sources(tmp_path: Path, brief: str) -> None:
    (finding,) = (f for f in checked(tmp_path, brief).findings if f.severity == "error")
    assert finding.difference == (
        "closed on [-Sunday-] until Friday",
        "closed on {+Monday+} until Friday",
    )
    assert str(finding.source) == "seeds/report.txt:2:17"


def test_a_claim_of_which_a_part_is_invalid_is_not_called_one_sided(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    typed = path.read_text(encoding="utf-8") + (
        "claims:\n  - id: closed\n    claim: It was closed.\n    positions:\n"
        "      - {stance: asserts, by: The Harbour, says: It was “closed”, cite: A2}\n"
        "      - {stance: denys, by: The ministry, says: It “denies” that, cite: A3}\n"
    )
    path.write_text(typed, encoding="utf-8")
    found = [finding["rule"] for finding in briefgen("check", "--format", "json").json["findings"]]
    assert found == ["invalid-brief"]


def test_a_citation_after_a_mark_that_is_never_closed_is_not_called_verified(
    tmp_path: Path,
) -> None:
    brief = key_point("It “was closed [@A2], and “asked” too [@A5].")
    tally = checked(tmp_path, brief).tally
    assert (tally.verified, tally.failed, tally.unchecked) == (1, 0, 1)


@pytest.mark.parametrize("typed", ['It was ב"ארץ who said [@A2].', 'From ב"ארץ to ה"עיר [@A2].'])
def test_a_mark_inside_a_word_is_named_as_such(tmp_path: Path, typed: str) -> None:
    (hint,) = (f.hint for f in checked(tmp_path, key_point(typed)).findings if "quot" in f.rule)
    assert hint is not None
    assert "inside a word" in hint
    assert "״" in hint


def test_the_citations_that_fail_with_a_source_are_named_with_it(tmp_path: Path) -> None:
    brief = key_point("So [@A2], and [@A3; @B1].")
    head = "title: T\ndate: 2026-11-20\nsources: [reprot, letter]\n"
    found = checked(tmp_path, brief, head=head)
    (message,) = (f.message for f in found.findings if f.rule == "unknown-reference")
    assert message == "no source is named “reprot”, so 2 citations failed: @A2 and @A3"
    assert found.tally.failed == 2


@pytest.mark.parametrize(
    "brief",
    [
        key_point("So [@B9]."),
        "passages:\n  p: {source: letter, quote: nowhere at all}\n" + key_point("So [@p]."),
    ],
)
def test_a_source_that_is_cited_wrongly_is_not_called_uncited(tmp_path: Path, brief: str) -> None:
    unused = [f.subject for f in checked(tmp_path, brief).findings if f.rule == "source-unused"]
    assert unused == ["report"]


def test_marks_around_a_whole_quote_are_no_part_of_its_difference(tmp_path: Path) -> None:
    brief = "passages:\n  p: {source: report, quote: « was closed on Sunday »}\n"
    (found,) = (f for f in checked(tmp_path, brief).findings if f.rule == "quote-not-in-source")
    assert found.difference == ("was closed on [-Sunday-]", "was closed on {+Monday+}")


@pytest.mark.parametrize(
    ("tag", "unknown"),
    [
        ("english", ["english"]),
        ("en-UK", ["UK"]),
        ("xx", ["xx"]),
        ("cz-Latn-UK", ["cz", "UK"]),
        *((tag, []) for tag in ("en", "EN-gb", "haw", "zh-Hant-TW", "sq-XK", "es-419", "sl-rozaj")),
        *((tag, []) for tag in ("x-uk", "en-u-ca-uk", "en-x-uk", "zh-yue-HK")),
    ],
)
def test_a_language_or_country_that_is_not_registered(
    tmp_path: Path, tag: str, unknown: list[str]
) -> None:
    findings = checked(tmp_path, f"language: {tag}\n").findings
    found = [finding for finding in findings if finding.rule == "language-unknown"]
    assert [(f.span.line, f.span.column) for f in found] == [(4, 11)] * len(unknown)
    assert [f.message.split("`")[1] for f in found] == unknown


def test_a_quotation_without_citation_ends_where_its_words_do(tmp_path: Path) -> None:
    found = checked(tmp_path, key_point("It was “shut *on* Monday” and open.")).findings
    (told,) = [f for f in found if f.rule == "quotation-without-citation"]
    assert told.end is not None
    assert told.end.column - told.span.column == len("“shut *on* Monday")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("@p22", "Did you mean “p2”?"),
        ("@c3", "Did you mean C3? The letter of a source is a capital."),
    ],
)
def test_only_a_letter_that_a_source_has_is_offered_as_a_capital(
    tmp_path: Path, typed: str, hint: str
) -> None:
    passage = "passages:\n  p2: {source: report, paragraph: 2}\n"
    head = "title: T\ndate: 2026-11-20\nsources: [report, letter, memo]\n"
    found = checked(tmp_path, passage + key_point(f"It [{typed}]."), head=head, memo="Memo\n")
    assert hint in [finding.hint for finding in found.findings]


def test_the_stamp_of_a_text_outside_the_catalogue_begins_with_its_entry(tmp_path: Path) -> None:
    found = checked(tmp_path, key_point("It was [@memo, ¶1]."), memo="Memo\n")
    (hint,) = (one.hint for one in found.findings if one.rule == "source-unstamped")
    assert hint == (
        "Quote the words that count, or add seeds/memo.txt to the catalogue, look at the text and "
        "`briefgen stamp memo`."
    )


def test_what_is_nested_too_deep_is_not_called_code(tmp_path: Path) -> None:
    found = checked(tmp_path, body(">" * 200))
    assert "invalid-brief" in rules(found)
    assert "quotation-not-text" not in rules(found)
