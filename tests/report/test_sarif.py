"""`check --format sarif`: valid by the public schema, and steady from run to run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefgen.checking.rules import RULES
from tests.harbour import BRIEF

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
WRONG = BRIEF.replace("closed on Monday", "closed on Sunday")


@pytest.fixture
def sarif(briefgen, workspace):
    """The only run in the report on a brief, which is valid."""

    def report(text: str, name: str = "harbour.yaml") -> Any:
        (workspace / "briefs" / name).write_text(text, encoding="utf-8")
        content = briefgen("check", "--format", "sarif").json
        jsonschema.validate(content, SCHEMA, jsonschema.Draft7Validator)
        (run,) = content["runs"]
        return run

    return report


def test_the_schema_refuses_what_is_not_sarif():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0"}, SCHEMA, jsonschema.Draft7Validator)


def test_a_result_says_what_and_where_and_where_the_source_has_it(sarif):
    (result,) = sarif(WRONG)["results"]
    assert (result["ruleId"], result["level"]) == ("quotation-not-in-citation", "error")
    assert result["message"]["text"] == (
        "“closed on Sunday” is not in report ¶2\n"
        "Closest text, in report ¶2: “closed on Monday”. Check the name “Sunday” / “Monday”."
    )
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "briefs/harbour.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 5, "startColumn": 22, "endLine": 5, "endColumn": 38},
    }
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "seeds/report.txt"
    assert related["physicalLocation"]["region"]["startLine"] == 2


def test_columns_count_characters(sarif):
    run = sarif(f"{BRIEF}  - 𝕬 they call it “a success”.\n")
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startColumn"] == len("  - 𝕬 they call it “")


def test_every_rule_is_there_with_its_manual_even_when_all_is_well(sarif):
    run = sarif(BRIEF)
    assert run["results"] == []
    rules = run["tool"]["driver"]["rules"]
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules] == [
        (rule.name, rule.severity) for rule in RULES
    ]
    assert all("Why:" in rule["help"]["markdown"] for rule in rules)


def test_a_path_is_a_uri(sarif, workspace):
    (workspace / "briefs" / "harbour.yaml").unlink()
    (result,) = sarif(WRONG, "a b%#ü.yaml")["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == "briefs/a%20b%25%23%C3%BC.yaml"


def test_a_fingerprint_outlives_a_new_line_and_tells_twins_apart(sarif):
    twice = WRONG + WRONG.splitlines(keepends=True)[-1]
    before = [result["partialFingerprints"] for result in sarif(twice)["results"]]
    after = [result["partialFingerprints"] for result in sarif(f"# moved\n{twice}")["results"]]
    assert before == after
    assert before[0] != before[1]
