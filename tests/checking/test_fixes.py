"""Each fix is applied: byte for byte what it says, and the finding is gone."""

# ruff: noqa: E501 (a case on a line)

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checking.engine import check_text
from briefgen.load.library import load_library
from briefgen.model.finding import Finding, Fix
from briefgen.workspace.workspace import find_workspace
from tests.desk import HEAD, checked, key_point


def applied(typed: str, fix: Fix) -> str:
    """A text with the edits of a fix made; they do not overlap."""
    lines = [0]
    for line in typed.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    places = [
        (
            lines[edit.start.line - 1] + edit.start.column - 1,
            lines[edit.end.line - 1] + edit.end.column - 1,
            edit.text,
        )
        for edit in fix.edits
    ]
    for start, end, text in sorted(places, reverse=True):
        typed = typed[:start] + text + typed[end:]
    return typed


def passage(*lines: str, cited: str = "So [@p].") -> str:
    entry = "".join(f"    {line}\n" for line in lines)
    return f"passages:\n  p:\n{entry}{key_point(cited)}"


CLAIMS = (
    "claims:\n  - id: shut\n    claim: It was shut.\n    positions:\n"
    "      - {stance: asserts, by: The council, says: It was “closed”, cite: A2}\n"
    "      - {stance: denies, by: The ministry, says: It “denies” it, cite: A3}\n"
)
IGNORE = "ignore:\n  - rule: passage-unused\n    reason: It is so.\n"
OTHER = "  - rule: source-unused\n    reason: It is listed on purpose.\n"
P = "quote: closed on Monday"

FIXES: list[tuple[str, str, str, str, bool]] = [
    # rule, brief, what is there, what replaces it, safe
    ("quote-elsewhere", passage("source: report", "paragraph: 1  # of the list", P), "paragraph: 1", "paragraph: 2", True),
    ("quote-elsewhere", passage("source: report", "paragraphs: 3-4", P), "3-4", "2", True),
    ("unknown-reference", passage("source: reprot", P), "reprot", "report", False),
    ("unknown-reference", key_point("So [see @reprot, ¶2]."), "reprot", "report", True),
    ("unknown-reference", passage("source: report", P, cited="It was “on Monday” [@pp]."), "pp", "p", True),
    ("unknown-reference", passage("source: report", P, cited="It was “until Friday” [@pp]."), "pp", "p", False),
    ("unknown-reference", key_point("It was “closed on Monday” [@reprot]."), "reprot", "report", True),
    ("unknown-reference", key_point("It was “closed on Monday” [so @reprot, ¶2, too]."), "reprot", "report", True),
    ("unknown-reference", key_point("So [@A2]. [!shot]") + CLAIMS, "shot", "shut", True),
    ("ignore-unused", key_point("So [@report].") + IGNORE, IGNORE, "", True),
    ("ignore-unused", key_point("So [@report].") + IGNORE + OTHER, IGNORE[8:], "", True),
    ("citation-outside-brackets", key_point("So, as @report says [@letter]."), "@report", "[@report]", False),
    ("quote-typography", key_point("It is “‘We were not asked,’ its spokesman” [@A3]."), "‘We were not asked,’", "“We were not asked,”", False),
    ("quotation-not-in-citation", key_point("It was “closed on Monday” [@A3]."), "@A3", "@A2", False),
    ("quotation-not-in-citation", key_point("It was “closed on Monday” [see @letter, ¶1, so]."), "@letter, ¶1, so", "@A2", False),
    ("quotation-not-in-citation", key_point("It was “The harbour master counted” [@A4]. “the harbour was” [@A2]."), "“the", "“[t]he", False),
    ("quote-not-in-source", passage("source: report", "quote: the harbour was closed"), "the harbour was closed", "'[t]he harbour was closed'", False),
    ("quote-not-in-source", passage("source: report", "quote: The harbour was closed … Until Friday"), "Until", "[U]ntil", False),
    ("quote-not-in-source", passage("source: report", "quote: >-", "  the harbour was closed"), "the harbour", "[t]he harbour", False),
    ("quote-not-in-source", passage("source: report", 'quote: "the harbour was closed"'), "the harbour", "[t]he harbour", False),
    ("quote-not-in-source", "passages:\n  p: {source: report, quote: the harbour was closed}\n", "the harbour was closed", "'[t]he harbour was closed'", False),
    ("quote-not-in-source", passage("source: report", "quote: the closure. We were not asked,” its"), "We", "“We", False),
    ("quote-not-in-source", passage("source: report", "quote: were not “asked,” its"), "“asked,”", "asked,”", False),
    ("quote-not-in-source", passage("source: report", "quote: on Monday until Friday the council"), "Friday", "Friday,", False),
    ("quote-not-in-source", passage("source: letter", "quote: >-", "  The closure was", "  lаwful. “Nobody"), "lаwful.", "lawful.", False),
    ("quote-not-in-source", passage("source: report", "quote: closed on-Monday until … said"), "on-Monday", "on Monday", False),
    ("quotation-not-in-citation", key_point("It was “closed, on Monday” [@A2]."), "closed,", "closed", False),
    ("quotation-not-in-citation", key_point("It says that “The harbоur master (counted)” [@A4]."), "harbоur master (counted)", "harbour master counted", False),
    ("quote-typography", key_point("It was « closed on\u00a0Monday » [@A2]."), "on\u00a0Monday", "on Monday", False),
    ("quotation-not-in-citation", key_point("It “ordered the closure. ‘we were not asked,’ its” [@A3]."), "‘we", "‘[w]e", False),
    ("claim-unmarked", "sections:\n  - heading: One\n    body: |\n      It was “closed on” [@A2]. Then: “was closed on Monday” [@A2].\n      It “denies” it [@A3]. [!other]\n" + CLAIMS.replace("“closed”", "“was closed on Monday”") + "  - {id: other, question: Who?, positions: [{answer: It, by: The council, cite: A2}, {answer: They, by: The ministry, cite: A3}]}\n", "Monday” [@A2].", "Monday” [@A2]. [!shut]", False),
    ("passage-unused", passage("source: report", P, cited="So [@report]."), f"passages:\n  p:\n    source: report\n    {P}\n", "", False),
    ("passage-unused", passage("source: report", P).replace("  p:", "  # kept\n  q:\n    source: report\n    quote: until Friday, the\n\n  p:"), "  q:\n    source: report\n    quote: until Friday, the\n", "", False),
    ("claim-unmarked", "sections:\n  - heading: One\n    body: |\n      It was “closed on Monday” [@A2].\n      So.\n" + CLAIMS, "[@A2].\n", "[@A2]. [!shut]\n", False),
    ("text-cut-by-comment", "key_points:\n  - Notice #5 of it [@report]   # and a comment\n", "Notice #5 of it [@report]   # and", "'Notice #5 of it [@report]'   # and", False),
    ("text-cut-by-comment", "key_points:\n  - It's notice #5 of it [@report].\n", "It's notice #5 of it [@report].", "'It''s notice #5 of it [@report].'", False),
]  # fmt: skip


@pytest.mark.parametrize("suffix", [", ¶3", ", ¶0", ", ¶9", ", p. 4", ", ¶3-2", ", § 2"])
def test_a_source_is_not_named_where_its_paragraphs_do_not_hold_the_quotation(tmp_path, suffix):
    found = checked(tmp_path, key_point(f"It was “closed on Monday” [@reprot{suffix}].")).findings
    fixes = [fix for one in found if one.rule == "unknown-reference" for fix in one.fixes]
    assert fixes
    assert not any(fix.safe for fix in fixes)


@pytest.mark.parametrize(
    ("rule", "brief", "old", "new", "safe"),
    FIXES,
    ids=[f"{number}-{rule}" for number, (rule, *_) in enumerate(FIXES)],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_fix_changes_what_it_names_and_mends(
    tmp_path: Path, rule: str, brief: str, old: str, new: str, safe: bool, line_end: str
) -> None:
    first = checked(tmp_path, brief)
    assert first.resolved
    typed, old, new = (one.replace("\n", line_end) for one in (HEAD + brief, old, new))
    library = load_library(find_workspace(tmp_path / "brief.yaml"))
    before = check_text(typed, "brief.yaml", library).findings
    finding = next(one for one in before if one.rule == rule)
    (fix,) = finding.fixes
    assert fix.safe == safe
    mended = applied(typed, fix)
    assert mended == typed.replace(old, new, 1)
    after = check_text(mended, "brief.yaml", library).findings
    assert not [one for one in after if _same(one, finding)]
    assert _errors(after) <= _errors(before)


def _same(one: Finding, other: Finding) -> bool:
    return (one.rule, one.message) == (other.rule, other.message)


def _errors(findings: tuple[Finding, ...]) -> int:
    return sum(finding.severity == "error" for finding in findings)


@pytest.mark.parametrize(
    ("rule", "brief"),
    [
        ("quote-elsewhere", passage("source: report", "paragraph: 1", "quote: The closure was")),
        ("quote-not-in-source", passage("source: report", "quote: the harbour was", "  closed")),
        ("unknown-reference", key_point("So [@unheard].")),
        ("passage-unused", "passages: {p: {source: report, quote: closed on Monday}}\n"),
        ("quotation-not-in-citation", key_point("It was “closed on Sunday” [@A3].")),
        ("quotation-not-in-citation", key_point("“We were not asked its spokesman said” [@A3].")),
        ("quotation-not-in-citation", key_point("It was “closed on Mоnday until Sunday” [@A2].")),
        ("quotation-not-in-citation", key_point("The master “counted 11, of” [@letter].")),
    ],
)
def test_where_no_one_thing_mends_it_nothing_is_offered(
    tmp_path: Path, rule: str, brief: str
) -> None:
    found = next(one for one in checked(tmp_path, brief).findings if one.rule == rule)
    assert found.fixes == ()


def test_a_changed_source_offers_the_new_number_and_never_the_stamp(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        "title: T\ndate: 2026-11-20\nsources: [report]\npassages:\n  p:\n    source: report\n"
        "    paragraph: 2\n    quote: closed on Monday\nkey_points:\n  - So [@p].\n",
        encoding="utf-8",
    )
    briefgen("stamp")
    report = workspace / "seeds" / "report.txt"
    report.write_text("A line more.\n" + report.read_text(encoding="utf-8"), encoding="utf-8")
    found = briefgen("check", "--format", "json").json["findings"]
    (changed,) = (one for one in found if one["rule"] == "source-changed")
    assert changed["fixes"] == [
        {
            "title": "Name paragraph 3.",
            "safe": True,
            "edits": [
                {
                    "path": "briefs/harbour.yaml",
                    "line": 7,
                    "column": 16,
                    "end_line": 7,
                    "end_column": 17,
                    "text": "3",
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("report", "quote", "mended"),
    [
        (
            "The lock (a wide one) was shut at noon.",
            "The lock was shut",
            "The lock (a wide one) was shut",
        ),
        (
            "It was shut in pre-\n1990 times of peace.\n\nSo.",
            "in pre1990 times of",
            "in pre-1990 times of",
        ),
        ("The pilots’ hall is the board’s.", "pilots’’ hall is", "pilots’ hall is"),
    ],
)
def test_a_quotation_becomes_what_the_source_has(
    tmp_path: Path, report: str, quote: str, mended: str
) -> None:
    brief = passage("source: report", f"quote: {quote}")
    found = checked(tmp_path, brief, report=report).findings
    (finding,) = (one for one in found if one.rule == "quote-not-in-source")
    (fix,) = finding.fixes
    assert applied(HEAD + brief, fix) == (HEAD + brief).replace(quote, mended)
    assert not checked(tmp_path, brief.replace(quote, mended), report=report).has_errors
