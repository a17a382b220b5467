"""Each message is enough to mend the brief: here it is mended by nothing else.

A mend sees the brief and the finding's message and hint, never the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.checking.engine import Checked
from briefgen.model.finding import Finding

from .desk import body, checked, key_point

Mend = Callable[[str, Finding], str]

CLAIM = """\
claims:
  - id: closure
    claim: The ministry ordered it.
    positions:
      - {{stance: denies, by: The ministry, cite: {cite}}}
"""


def passage(*lines: str, cited: str = "[@p]") -> str:
    entry = "".join(f"    {line}\n" for line in lines)
    return f"passages:\n  p:\n{entry}key_points:\n  - So it was {cited}.\n"


def said(pattern: str, finding: Finding) -> str:
    """What a pattern finds in the message and the hint of a finding."""
    told = f"{finding.message}\n{finding.hint}"
    match = re.search(pattern, told)
    assert match, f"“{pattern}” is not in: {told}"
    return match[1]


def take(pattern: str) -> Mend:
    """Put what the hint offers in the place of what the message quotes first."""
    quoted = "^(?:(?!passage “)[^“]*|passage “[^”]+”: )“(.+?)”"
    return lambda brief, finding: brief.replace(said(quoted, finding), said(pattern, finding), 1)


def cite(brief: str, finding: Finding) -> str:
    return re.sub(r"\[@[^\]]+\]", said(r"[Cc]ite (\[@.+?\])", finding), brief)


def name_the_paragraph(brief: str, finding: Finding) -> str:
    place = said("`(source: .+?)`", finding), said("`(paragraph: .+?)`", finding)
    kept = re.sub(" {4}(?:source|paragraph): .*\n", "", brief)
    return kept.replace("  p:\n", f"  p:\n    {place[0]}\n    {place[1]}\n")


def without(pattern: str) -> Mend:
    return lambda brief, _: re.sub(pattern, "", brief)


def put(old: str, pattern: str, new: str = "{}") -> Mend:
    """Put what a pattern finds in the message or the hint in the place of `old`."""
    return lambda brief, finding: brief.replace(old, new.format(said(pattern, finding)))


NEAREST = "Closest text, in [^“]+: “(.+?)”\\."
MENDS: list[tuple[str, str, Mend]] = [
    ("quote-not-in-source", passage("source: report", "quote: closed on Sunday"), take(NEAREST)),
    ("quote-not-in-source", passage("source: report", "quote: We were asked"), take(NEAREST)),
    (
        "quote-not-in-source",
        passage("source: report", "quote: master counted 12 of them"),
        take(NEAREST),
    ),
    (
        "quote-not-in-source",
        passage("source: report", "quote: ministry denies that it order"),
        take(NEAREST),
    ),
    (
        "quote-not-in-source",
        passage("source: report", "from: The minister denies", "to: ordered the closure"),
        take(NEAREST),
    ),
    (
        "quote-elsewhere",
        passage("source: report", "paragraph: 1", "quote: closed on Monday"),
        name_the_paragraph,
    ),
    (
        "quote-elsewhere",
        passage("source: report", "quote: The council had no choice"),
        name_the_paragraph,
    ),
    (
        "quote-ambiguous",
        passage("source: report", "quote: asked"),
        take(r"uote more words: “(.+?)” \("),
    ),
    (
        "quote-ambiguous",
        passage("source: report", "from: asked", "to: the evening"),
        take(r" or “(.+?)” \("),
    ),
    (
        "ellipsis-out-of-order",
        passage("source: report", "quote: Friday […] was closed"),
        take("order, “(.+)”"),
    ),
    (
        "bracket-replaces",
        key_point("It was “closed on [Sunday] until” [@A2]."),
        put("[Sunday]", "words there, “(.+)”"),
    ),
    (
        "bracket-replaces",
        key_point("It was “closed [never] on Monday” [@A2]."),
        without(r"\[never\] "),
    ),
    (
        "quotation-not-in-citation",
        key_point("It was “closed on Sunday” [@A2]."),
        take(NEAREST),
    ),
    ("quotation-not-in-citation", key_point("It was “closed on Monday” [@A3]."), cite),
    ("quotation-not-in-citation", key_point("It “is open again” [@A2]."), cite),
    (
        "quotation-not-in-citation",
        passage(
            "source: report",
            "quote: was closed on Monday",
            cited="“closed on Monday until Friday” [@p], [@p]",
        ),
        put("[@p],", r"cite (\[@.+?\])", "{},"),
    ),
    ("unknown-reference", key_point("So it was [@reprot]."), take("mean “(.+?)”")),
    (
        "unknown-reference",
        key_point("So it was [@A3].[!closur]") + CLAIM.format(cite="A3"),
        take("mean “(.+?)”"),
    ),
    ("unknown-reference", body("[Why](#clos) [@A3]\n\n## Close"), take("mean “(.+?)”")),
    (
        "paragraph-out-of-range",
        key_point("So it was [@report, ¶9]."),
        put("¶9", r"paragraphs are 1 to (\d)", "¶{}"),
    ),
    ("paragraph-out-of-range", key_point("So it was [@A3-2]."), put("3-2", "first: ¶¶(.+?)\\.")),
    ("invalid-brief", "key_point: [So it was.]\n", put("key_point", "mean `(.+?)`")),
    (
        "invalid-brief",
        CLAIM.format(cite="A3").replace("denies", "deny"),
        put("deny", "mean `(.+?)`"),
    ),
    ("invalid-brief", key_point("So it was [@A2"), put("[@A2", r"with (\])", "[@A2{}")),
    (
        "duplicate-id",
        "passages: {report: {source: report, paragraph: 2}}\nkey_points: ['[@report]']\n",
        lambda brief, finding: brief.replace(said("“(.+?)”", finding) + ": {", "closing: {"),
    ),
    (
        "position-without-citation",
        CLAIM.format(cite="A3").replace(", cite: A3", ""),
        put("The ministry}", "Add `(cite:)` with", "The ministry, {} A3}}"),
    ),
    (
        "ignore-without-reason",
        key_point("It was “so”.") + "ignore:\n  - rule: quotation-without-citation\n",
        put("citation\n", "`(reason:)`", "citation\n    {} A common phrase.\n"),
    ),
]


def errors(found: Checked) -> list[Finding]:
    return [finding for finding in found.findings if finding.severity == "error"]


@pytest.mark.parametrize(
    ("rule", "brief", "mend"),
    MENDS,
    ids=[f"{rule}-{number}" for number, (rule, *_) in enumerate(MENDS)],
)
def test_the_message_is_enough(tmp_path: Path, rule: str, brief: str, mend: Mend) -> None:
    other = "Another text\nThe harbour is open again, a notice says.\n"
    (before := tmp_path / "before").mkdir()
    (after := tmp_path / "after").mkdir()
    (finding,) = errors(checked(before, brief, other=other))
    assert finding.rule == rule
    assert errors(checked(after, mend(brief, finding), other=other)) == []


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("We were asked", "Check the negation “not”."),
        ("master counted 12 of them", "Check the number “12” / “11”."),
        ("Fishing boats will return", "Check the modal verb “will” / “may”."),
        ("was closed on Sunday", "Check the name “Sunday” / “Monday”."),
    ],
)
def test_what_turns_the_meaning_is_said_first(tmp_path: Path, quote: str, told: str) -> None:
    brief = passage("source: report", f"quote: {quote}", cited=f"“{quote}” [@report]; [@p]")
    named, in_prose = errors(checked(tmp_path, brief))
    assert {named.rule, in_prose.rule} == {"quote-not-in-source", "quotation-not-in-citation"}
    for finding in (named, in_prose):
        assert finding.hint
        assert finding.hint.endswith(told)
