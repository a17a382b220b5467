"""Where a finding ends on its line, which many findings do not know."""

from __future__ import annotations

import json

import pytest

from briefgen.report.ends import end_on_line
from tests.harbour import BRIEF


@pytest.mark.parametrize(
    ("line", "begins", "subject", "marked"),
    [
        ("So [see @reprot, ¶2; @A3].", "@reprot", "reprot", "@reprot"),
        ("So [@A3; @A9].[!shut]", "[@A3", "", "[@A3; @A9]"),
        ("It “was shut” then.", "was", "", "was shut"),
        ("It “was shut” then.", "“was", "", "“was"),
        ("It « was shut » then.", "«", "", "«"),
        ("titel: The harbour", "titel", "titel", "titel"),
        ("heading: The two words", "The", "The two words", "The two words"),
        ("by: Somebody, perhaps.", "Somebody", "", "Somebody"),
        ("  - ", "", "", " "),
    ],
)
def test_a_finding_ends_where_its_words_do(
    line: str, begins: str, subject: str, marked: str
) -> None:
    start = line.index(begins)
    assert line[start : end_on_line(line, start + 1, subject) - 1] == marked


def test_nothing_is_marked_after_the_end() -> None:
    assert end_on_line("", 1) == 1
    assert end_on_line("ab", 3) == 3


def test_every_machine_format_says_where_a_finding_ends(briefgen, workspace):
    brief = workspace / "briefs" / "harbour.yaml"
    brief.write_text(f"{BRIEF}  - Ü “den Hafen”, [@reprot].\n", encoding="utf-8")
    found = {one["rule"]: one for one in briefgen("check", "--format", "json").json["findings"]}
    unknown = found["unknown-reference"]
    ends = unknown["column"], unknown["end_line"], unknown["end_column"]
    assert ends == (21, 6, 28)
    run = briefgen("check", "--format", "sarif").json["runs"][0]
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in run["results"]]
    assert {"startLine": 6, "startColumn": 21, "endLine": 6, "endColumn": 28} in regions
    diagnostics = json.loads(briefgen("check", "--format", "rdjson").out)["diagnostics"]
    ranges = [one["location"]["range"] for one in diagnostics]
    # In bytes of UTF-8.
    assert {"start": {"line": 6, "column": 26}, "end": {"line": 6, "column": 33}} in ranges
