"""What is a quotation in a brief, what is none, and what its surroundings say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import HEAD, body, checked, key_point

MINUTES = """\
The chair denied that he shut the lock at noon. The pilots waited outside all day.
The chair said: “The notice is void.
“It has no effect,” he went on.
It allegedly rained. They left the hall on Monday.
"""
BRITISH = "title: T\ndate: 2026-11-20\nlanguage: en-GB\nsources: [report, letter]\n"
# Said of what these examples cite and claim, and beside the point.
BESIDE = {"source-unstamped", "claim-not-contested", "actor-not-in-citation", "source-untracked"}


def told(folder: Path, brief: str, head: str | None = None) -> list[str]:
    """The rules that report a brief on the minutes, notes aside."""
    more = {} if head is None else {"head": head}
    found = checked(folder, brief, report=MINUTES, **more).findings
    return [f.rule for f in found if f.severity != "note" and f.rule not in BESIDE]


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("The pilots “waited `not` outside” [@A1].", ["quotation-not-text"]),
        ("The pilots “waited `outside`” [@A1].", ["quotation-not-text"]),
        ("> The pilots waited `not` outside [@A1]", ["quotation-not-text"]),
        ("The pilots “~~waited~~ outside” [@A1].", ["quotation-not-text"]),
        ("The pilots “~~waited outside~~” [@A1].", ["quotation-not-text"]),
        ("The pilots ~~“waited outside” [@A1]~~.", ["quotation-not-text"]),
        ("~~The pilots~~ “waited outside” [@A1]~~, they say~~.", []),
        ("> The pilots waited\n>\n> ```\n> not\n> ```\n>\n> [@A1]", ["quotation-not-text"]),
        (
            "> The pilots waited\n>\n> | not |\n> |---|\n> | so |\n>\n> [@A1]",
            ["quotation-not-text"],
        ),
        ("> The pilots waited outside.^[So it *seems*.] [@A1]", []),
        ("> The pilots waited outside [@A1]^[So it seems.]", []),
        ("The “pilots” `waited` “outside” [@A1].", []),
        ("> The pilots waited outside [@A1]\n\n```\nnot\n```", []),
        ("> ```\n> The pilots waited outside\n> ```\n>\n> [@A1]", ["quotation-not-text"]),
        (">     The pilots waited outside\n>\n> [@A1]", ["quotation-not-text"]),
        ("> > ```\n> > so\n> > ```\n> >\n> > [@A1]", ["quotation-not-text"]),
        ("> [@A1]\n>\n> ```\n> so\n> ```", ["quotation-not-text"]),
        ("> ```\n> The pilots waited outside\n> ```", ["quotation-not-text"]),
        ("> `The pilots waited outside` [@A1]", ["quotation-not-text"]),
        ("> The pilots waited `not` outside", ["quotation-not-text"]),
        ("> The pilots ~~did not~~ wait", ["quotation-not-text"]),
        ("> The pilots waited outside [@A1]\n>\n> ~~not~~", ["quotation-not-text"]),
        ("> The pilots waited outside", ["quotation-without-citation"]),
        ("> The pilots waited outside.^[So `it` is.]", ["quotation-without-citation"]),
        ("> The pilots waited outside [@A1]\n>\n> ```\n> so\n> ```", ["quotation-not-text"]),
        (">\n> The pilots waited outside\n>\n> [@A1]", []),
    ],
)
def test_only_words_are_quoted(tmp_path: Path, typed: str, rules: list[str]) -> None:
    assert told(tmp_path, body(typed)) == rules


@pytest.mark.parametrize(
    "typed",
    [
        "> ![A quay](quay.png)",
        "> The pilots ![A quay](quay.png) waited",
        "> The pilots waited outside [@A1]\n>\n> ![A quay](quay.png)",
    ],
)
def test_a_picture_in_a_block_quotation_is_an_error_without_a_citation(
    tmp_path: Path, typed: str
) -> None:
    assert set(told(tmp_path, body(typed))) == {
        "invalid-brief",
        "quotation-not-text",
    }  # no such file


@pytest.mark.parametrize(
    ("alternative", "words"),
    [
        ('alt="The chair said “they slept”"', ["they slept"]),
        ('width=5cm alt="The chair said \\"they slept\\""', ["they slept"]),
        ("alt=“slept”", ["slept"]),
        ('alt="The chair at the lock"', []),
        ('alt="The \\“lock\\” at night"', []),
        ("width=5cm", []),
    ],
)
@pytest.mark.parametrize("around", ["", "So: "])
def test_a_picture_s_text_alternative_is_plain_text(
    tmp_path: Path, around: str, alternative: str, words: list[str]
) -> None:
    typed = f"{around}![The lock](lock.svg){{{alternative}}}"
    found = [f for f in checked(tmp_path, body(typed)).findings
             if f.rule == "quotation-without-citation"]  # fmt: skip
    assert [f.subject for f in found] == words
    line = next(line for line in body(typed).splitlines() if typed in line)
    assert [f.span.column for f in found] == [line.find(word) for word in words]


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("> 500. pilots waited at the lock [@A1]", ["quotation-not-in-citation"]),
        ("> 106. pilots waited at the lock [@A1]", []),
        ("> 106) pilots waited at the lock [@A1]", []),
        ("> 106. pilots waited at the lock.\n> 106. The board met [@A1-2]", []),
        ("> 105. pilots waited at the lock.\n> 107. The board met [@A1-2]",
         ["quotation-not-in-citation"]),
        ("> 9. [@A1]", ["quotation-not-in-citation"]),
        ("> - pilots waited at the lock [@A1]", []),
        ("> - 5. pilots waited at the lock [@A1]", ["quotation-not-in-citation"]),
        ("500. pilots waited\n\n> pilots waited at the lock [@A1]", []),
    ],
)  # fmt: skip
def test_the_numbers_of_a_list_in_a_block_quotation_are_words_of_it(
    tmp_path: Path, typed: str, rules: list[str]
) -> None:
    minutes = "106. pilots waited at the lock.\n107. The board met.\n"
    findings = checked(tmp_path, body(typed), report=minutes).findings
    assert [f.rule for f in findings if f.severity == "error"] == rules


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("“The notice is void.\n\n“It has no effect” [@A2-3].", []),
        ("He said: “The notice is void.\n\n“It has no effect” [@A2-3].", []),
        ("“The notice is void.\n\n“It has an effect” [@A2-3].", ["quotation-not-in-citation"]),
        ("“The notice is valid.\n\n“It has no effect” [@A2-3].", ["quotation-not-in-citation"]),
        ("“The notice is void.\n\nIt has no effect” [@A2-3].",
         ["quotation-without-citation", "quotation-mark-stray"]),
        ("“The notice is void.\n\n- “It has no effect” [@A3].", ["quotation-without-citation"]),
        ("“The notice is void.\n\n“It has no effect [@A2-3].",
         ["quotation-without-citation", "quotation-without-citation"]),
        ("> “The notice is void.\n>\n> “It has no effect” [@A2-3]", []),
        ("> “The notice is void.\n>\n> “It has an effect” [@A2-3]", ["quotation-not-in-citation"]),
        ("“…” is an ellipsis, and so is “[...]”.", []),
    ],
)  # fmt: skip
def test_a_quotation_may_run_over_paragraphs(tmp_path: Path, typed: str, rules: list[str]) -> None:
    assert told(tmp_path, body(typed)) == rules


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("He wrote that ‘The pilots waited’ [@A1].", []),
        ("He wrote that ‘The pilots slept’ [@A1].", ["quotation-not-in-citation"]),
        ("The pilots’ hall and the board’s, ’tis said [@A1].", []),
        ("‘The pilots waited’ [@A1] in the board’s lock’s hall.", []),
    ],
)
def test_british_single_marks(tmp_path: Path, typed: str, rules: list[str]) -> None:
    assert told(tmp_path, key_point(typed), BRITISH) == rules


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("He “shut the lock at noon” [@A1].", ["quotation-drops-qualifier"]),
        ("He denied that he “shut the lock at noon” [@A1].", []),
        ("He never spoke. He “shut the lock at noon” [@A1].", ["quotation-drops-qualifier"]),
        ("It “rained” [@A4].", ["quotation-drops-qualifier"]),
        ("It perhaps “rained” [@A4].", []),
        ("“They left the hall” [@A4].", []),
    ],
)  # fmt: skip
def test_the_briefs_own_sentence_may_say_what_the_quotation_drops(
    tmp_path: Path, typed: str, rules: list[str]
) -> None:
    assert sorted(told(tmp_path, key_point(typed))) == rules


@pytest.mark.parametrize(
    ("position", "rules"),
    [
        ("{stance: asserts, by: The chair, says: It “rained”., cite: A4}", []),
        ("{stance: asserts, by: The chair, says: He “shut the lock”., cite: A1}",
         ["quotation-drops-qualifier"]),
        ("{stance: asserts, by: Nobody, says: He “shut the lock”., cite: A1}", []),
        ("{stance: asserts, by: The chair, via: not seen, says: He “shut the lock”., cite: A1}",
         []),
    ],
)  # fmt: skip
def test_a_positions_holder_attributes_its_words(
    tmp_path: Path, position: str, rules: list[str]
) -> None:
    brief = f"claims:\n  - {{id: x, claim: It rained., positions: [{position}]}}\n"
    assert told(tmp_path, brief) == rules


def test_an_ellipsis_over_a_whole_sentence_is_a_note(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        key_point("“The quay is shut. […] It opens at noon” [@A1]."),
        report="The quay is shut. Nobody came. It opens at noon.\nSo.\n",
    ).findings
    assert [f.severity for f in found if f.rule == "ellipsis-drops-qualifier"] == ["note"]


def test_a_paragraph_from_which_a_quotation_runs_on_cites_what_that_does(tmp_path: Path) -> None:
    typed = "It rained.\n\nHe said: “The notice is void.\n\n“It has no effect” [@A2-3].\n\nSo."
    found = checked(tmp_path, body(typed), report=MINUTES).findings
    uncited = [f.subject for f in found if f.rule == "paragraph-without-citation"]
    assert uncited == ["It rained.", "So."]


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("The board “shut the lock” [@A1].", ["quotation-drops-qualifier"]),
        ("The board planned to “shut the lock” [@A1].", []),
        ("The board’s aim was “to shut the lock” [@A1].", []),
    ],
)
def test_what_was_tried_or_planned_is_not_what_was_done(
    tmp_path: Path, typed: str, rules: list[str]
) -> None:
    found = checked(tmp_path, key_point(typed), report="The board tried to shut the lock.\nSo.\n")
    assert [f.rule for f in found.findings if f.severity != "note"] == rules


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("The board will “mend the lock” [@A1].", ["quotation-drops-qualifier"]),
        ("The board has to “mend the lock” [@A1].", []),
        ("The board is able to “mend the lock” [@A1].", ["quotation-drops-qualifier"]),
        ("The board will “shut the lock” [@A2].", ["quotation-drops-qualifier"]),
        ("The board can “shut the lock” [@A2].", []),
    ],
)
def test_a_hedge_may_be_said_in_other_words(tmp_path: Path, typed: str, rules: list[str]) -> None:
    report = "The board must mend the lock.\nThe board may shut the lock.\nSo.\n"
    found = checked(tmp_path, key_point(typed), report=report)
    assert [f.rule for f in found.findings if f.severity != "note"] == rules


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("The lock “is open” [@A1].", ["quotation-drops-qualifier"]),
        ("At noon only, the lock “is open” [@A1].", []),
        ("The lock “is open only at noon” [@A1].", []),
    ],
)
def test_what_restricts_a_quotation_may_come_after_it(
    tmp_path: Path, typed: str, rules: list[str]
) -> None:
    found = checked(tmp_path, key_point(typed), report="The lock is open only at noon.\nSo.\n")
    assert [f.rule for f in found.findings if f.severity != "note"] == rules


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("“The lock is shut” [@A1].", ["quotation-drops-qualifier"]),
        ("Only now “The lock is shut” [@A1].", ["quotation-drops-qualifier"]),
        ("Its critics say: “The lock is shut” [@A1].", []),
        ("It is not proven that “The lock is shut” [@A1].", []),
        ("Its critics say: “It is open” [@A2].", ["quotation-drops-qualifier"]),
        ("It is false that “It is open” [@A2].", []),
        ("He says “It rained” [@A3].", ["quotation-drops-qualifier"]),
        ("He asks whether “It rained” [@A3].", []),
        ("Is it true that “It rained” [@A3]?", []),
        ("He says “It rained?” [@A3].", []),
    ],
)
def test_what_is_said_of_a_whole_statement_may_be_said_in_other_words(
    tmp_path: Path, typed: str, rules: list[str]
) -> None:
    report = (
        "The lock is shut, its critics allege.\nIt is open. That is no truth.\nIt rained?\nSo.\n"
    )
    found = checked(tmp_path, key_point(typed), report=report)
    assert [f.rule for f in found.findings if f.severity != "note"] == rules


def test_an_ellipsis_joins_neither_sentences_nor_speakers(tmp_path: Path) -> None:
    typed = "It is “We shut […] left” [@A1], and “We shut […] We left” [@A1]."
    report = "“We shut it,” Ebb said. “We left,” Tide said.\nSo.\n"
    found = checked(tmp_path, key_point(typed), report=report).findings
    told = [f.message for f in found if f.rule == "ellipsis-joins-sentences"]
    assert [message.partition("” joins ")[2].partition(":")[0] for message in told] == [
        "the beginning of a sentence to the end of another",
        "words of Ebb to words of Tide",
        "words of Ebb to words of Tide",
    ]


SHUT = "passages:\n  shut: {source: report, quote: shut the lock at noon}\n"


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("The chair did it [@shut].", ["quotation-drops-qualifier"]),
        ("The chair denies it. [@shut] He says more.", []),
        ("The chair did it “at noon” [@shut].", ["quotation-drops-qualifier"]),
        ("The chair says\n\n> [@shut]", ["quotation-drops-qualifier"]),
        ("The chair denies\n\n> [@shut]", []),
        ("He denies more. The chair says\n\n> [@shut]", ["quotation-drops-qualifier"]),
        ("The chair says\n\n> shut the lock at noon [@A1]", ["quotation-drops-qualifier"]),
        ("- The chair denies\n\n  > shut the lock at noon [@A1]", []),
        ("So it is.^[The chair did it [@shut].]", ["quotation-drops-qualifier"]),
    ],
)
def test_what_a_citation_prints_and_a_block_quotation_count_as_quotations(
    tmp_path: Path, typed: str, rules: list[str]
) -> None:
    found = told(tmp_path, SHUT + body(typed))
    assert [rule for rule in found if rule != "passage-unused"] == rules


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("> [see @shut]", ["invalid-brief"]),
        ("> [@shut, who says so]", ["invalid-brief"]),
        ("> [@shut] [!c]", []),
    ],
)
def test_the_bracket_of_a_block_quotation_holds_keys_only(
    tmp_path: Path, typed: str, rules: list[str]
) -> None:
    claim = "claims:\n  - {id: c, claim: A, positions: [{stance: denies, by: It, cite: shut}]}\n"
    found = checked(tmp_path, SHUT + claim + body(typed), report=MINUTES).findings
    assert [one.rule for one in found if one.severity == "error"] == rules


def test_a_position_without_words_of_its_own_prints_those_of_its_passage(tmp_path: Path) -> None:
    claim = (
        "claims:\n  - id: c\n    claim: He did.\n    positions:\n"
        "      - {{stance: asserts, by: unattributed{via}, cite: shut}}\n"
    )
    assert told(tmp_path, SHUT + claim.format(via="")) == ["quotation-drops-qualifier"]
    assert told(tmp_path, SHUT + claim.format(via=", via: who denies it")) == []


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("> The pilots slept outside [@A1]", ["unsupported-markup", "quotation-not-in-citation"]),
        ("> The pilots waited outside [@A1]", ["unsupported-markup"]),
        ("They left.\n\n> They slept [@A1]", ["unsupported-markup", "quotation-not-in-citation"]),
        ("> The pilots slept", ["unsupported-markup", "quotation-without-citation"]),
        ("# They left [@A4]", ["unsupported-markup"]),
        ("\\> The pilots slept outside [@A1]", []),
        (">5 of the pilots waited [@A1]", []),
    ],
)
def test_a_block_quotation_in_a_key_point_prints_as_typed_and_is_looked_up(
    tmp_path: Path, typed: str, rules: list[str]
) -> None:
    brief = key_point(typed.replace("\n", "\n    "))
    found = checked(tmp_path, brief, report=MINUTES).findings
    assert [f.rule for f in found if f.rule not in {*BESIDE, "source-unused"}] == rules


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("It “cost 10^6^ crowns” [@A1].", []),
        ("It “cost 10⁶ crowns” [@A1].", []),
        ("It “cost 106 crowns” [@A1].", ["quotation-not-in-citation"]),
        ("It “cost 10 crowns” [@A1].", ["quotation-not-in-citation"]),
        ("It “held H~2~O” [@A1].", []),
        ("It “held H2O” [@A1].", ["quotation-not-in-citation"]),
        ("The “106th boat” [@A1].", []),
        ("The “10^6^th boat” [@A1].", ["quotation-not-in-citation"]),
        ("The “106^th^ boat” [@A1].", []),
    ],
)
def test_a_raised_digit_is_another_one(tmp_path: Path, typed: str, rules: list[str]) -> None:
    text = "It cost 10⁶ crowns and held H₂O. The 106th boat left."
    found = checked(tmp_path, body(typed), report=text).findings
    assert [f.rule for f in found if f.severity == "error"] == rules


def test_the_first_of_many_sources_are_searched_for_words_of_another(tmp_path: Path) -> None:
    texts = {f"t{n:02}": f"Boat {n} left at dawn, word{n:02}s." for n in range(60)}
    early = checked(tmp_path, body("“Boat 3 left at dawn” [@A1], “word59s” [@A1]."), **texts)
    found = [f for f in early.findings if f.severity == "error"]
    assert [f.message for f in found] == [
        "“Boat 3 left at dawn” is not in report ¶1 but in t03 ¶1",
        "“word59s” is not in report ¶1",
    ]
    assert "`briefgen find` also searches 15 more sources" in (found[1].hint or "")


@pytest.mark.parametrize("character", ["\u202e", "\u2067", "\u200b", "\u200d", "\ufeff", "\u200e"])
def test_what_cannot_be_seen_in_a_source_is_told_once(tmp_path: Path, character: str) -> None:
    text = f"The har{character}bour was shut. The harbour{character} opened at noon."
    found = checked(tmp_path, body("It “opened at noon” [@A1]."), report=text).findings
    (told,) = [f for f in found if f.rule == "invisible-character"]
    assert "har▯bour was" in told.message
    assert "1 more" in told.message
    assert told.span.path == "seeds/report.txt"


@pytest.mark.parametrize(
    "text",
    [
        "The har\u00adbour opened at noon.",
        "می\u200cخواهم. It opened at noon.",
        "ท่า\u200bเรือ 👩\u200d🚀 opened at noon.",
    ],
)
def test_what_a_script_needs_is_not_told(tmp_path: Path, text: str) -> None:
    found = checked(tmp_path, body("It “opened at noon” [@A1]."), report=text).findings
    assert not [f for f in found if f.rule == "invisible-character"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("این کار می\u200cشود", [], id="persian"),
        pytest.param("क्\u200dष and क्\u200cष", [], id="virama"),
        pytest.param("این کار می\u200c شود", ["U+200C"], id="before-a-space"),
        pytest.param("این کار\u200b می", ["U+200B"], id="another-character"),
        pytest.param("می\u200c\u200cشود", ["U+200C"], id="twice"),
        pytest.param("har\u200cbour", ["U+200C"], id="latin"),
        pytest.param("x \u200cشود", ["U+200C"], id="at-the-beginning"),
    ],
)
def test_a_joiner_in_a_brief_is_told_only_where_no_script_is_spelt_with_it(tmp_path, typed, found):
    told = checked(tmp_path, key_point(f"So: {typed} [@report].")).findings
    assert [one.subject for one in told if one.rule == "invisible-character"] == found


def test_what_is_around_a_character_that_cannot_be_seen_is_one_line(tmp_path: Path) -> None:
    found = checked(tmp_path, body("The\nhar\u200bbour.\n")).findings
    (told,) = (f.message for f in found if f.rule == "invisible-character")
    assert told.endswith("in “The har▯bour.”")


def test_a_character_that_cannot_be_seen_is_named_as_the_difference(tmp_path: Path) -> None:
    text = "The \u202eharbour opened at noon."
    found = checked(tmp_path, body("The “The harbour opened” [@A1]."), report=text).findings
    (told,) = [f for f in found if f.severity == "error"]
    assert "cannot be seen: the source has right-to-left override, U+202E" in (told.hint or "")


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("It “was [un] lawful” [@A1].", ["bracket-replaces"]),
        ("It “was [non-] lawful” [@A1].", ["bracket-replaces"]),
        ("It “was [fully] lawful” [@A1].", []),
    ],
)
def test_a_bracket_does_not_make_another_word(tmp_path: Path, typed: str, rules: list[str]) -> None:
    found = checked(tmp_path, body(typed), report="The act was lawful then.").findings
    assert [f.rule for f in found if f.severity != "note" and f.rule not in BESIDE] == rules


def test_un_is_an_article_in_french(tmp_path: Path) -> None:
    head = HEAD + "language: fr\n"
    found = checked(
        tmp_path, body("Il vit « [un] port fermé » [@A1]."), head=head, report="un lac, port fermé"
    ).findings
    assert not [f for f in found if f.severity == "error"]


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [
        ("shut the", "at noon.", ["quotation-drops-qualifier"]),
        ("that he shut", "at noon.", ["quotation-drops-qualifier"]),
        ("The chair denied", "at noon.", []),
        ("The pilots", "all day.", []),
        ("It cost", "12", ["quotation-cut"]),
        ("It cost", "12 million", []),
    ],
)
def test_a_run_from_words_to_words_is_cut_like_any_quotation(
    tmp_path: Path, first: str, last: str, rules: list[str]
) -> None:
    brief = (
        f"passages:\n  run: {{source: report, from: {first}, to: {last}}}\n"
        "key_points: ['So it is [@run].']\n"
    )
    text = f"{MINUTES.splitlines()[0]} It cost 12 million."
    found = checked(tmp_path, brief, report=text).findings
    assert [f.rule for f in found if f.severity != "note" and f.rule not in BESIDE] == rules
