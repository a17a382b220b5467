"""`check --format junit`: valid by the schema that Jenkins uses, a case for each brief."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema

from tests.harbour import BRIEF

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "schemas" / "junit-10.xsd")
WRONG = f"{BRIEF}  - It was “closed on Sunday” [@A2] and “open” [@A2].\n"
UNCITED = f"{BRIEF}  - They call it “a success”.\n"


@pytest.fixture
def junit(briefgen, workspace):
    """The test suite in the report on some briefs, which is valid."""

    def report(*arguments: str, **briefs: str) -> ET.Element:
        for name, text in briefs.items():
            (workspace / "briefs" / f"{name}.yaml").write_text(text, encoding="utf-8")
        out = briefgen("check", "--format", "junit", *arguments).out
        assert out.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
        SCHEMA.validate(out.encode())
        (suite,) = ET.fromstring(out)  # noqa: S314 - our own output
        return suite

    return report


def cases(suite: ET.Element) -> dict[str, list[str]]:
    """What each test case holds: the kinds of its children."""
    return {str(case.get("name")): [child.tag for child in case] for case in suite.iter("testcase")}


def test_a_case_for_each_brief_and_a_failure_for_each_error(junit):
    suite = junit(second=WRONG)
    assert cases(suite) == {
        "briefs/harbour.yaml": [],
        "briefs/second.yaml": ["failure", "failure"],
    }
    counts = {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "2", "failures": "1", "errors": "0", "skipped": "0"}
    failure = next(suite.iter("failure"))
    assert failure.get("type") == "quotation-not-in-citation"
    assert failure.get("message") == "“closed on Sunday” is not in report ¶2"
    assert (failure.text or "").splitlines()[0] == (
        "briefs/second.yaml:6:13: error: quotation-not-in-citation: "
        "“closed on Sunday” is not in report ¶2"
    )


def test_a_warning_is_output_and_with_strict_a_failure(junit):
    assert cases(junit(harbour=UNCITED)) == {"briefs/harbour.yaml": ["system-out"]}
    assert cases(junit("--strict", harbour=UNCITED)) == {"briefs/harbour.yaml": ["failure"]}


def test_an_error_outside_of_briefs_has_a_case_too(junit, workspace):
    catalogue = workspace / "seeds" / "sources.yaml"
    catalogue.write_text(catalogue.read_text("utf-8") + "  - {id: open\n", encoding="utf-8")
    assert cases(junit()) == {"briefs/harbour.yaml": [], "seeds/sources.yaml": ["failure"]}


def test_a_brief_that_cites_nothing_is_no_passed_test(junit):
    suite = junit(harbour="title: T\ndate: 2026-11-20\nkey_points: [It rained.]\n")
    assert cases(suite) == {"briefs/harbour.yaml": ["skipped"]}
    assert suite.get("skipped") == "1"


def test_characters_that_xml_cannot_hold_are_spelt_out(junit):
    suite = junit(harbour=f'{BRIEF}  - "They call it “a\\eb”."\n')
    (output,) = (case.findtext("system-out") for case in suite.iter("testcase"))
    assert r"“a\x1bb” has no citation after it" in (output or "")


def test_the_counts_are_there(junit):
    suite = junit()
    properties = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert (properties["briefs"], properties["citations"], properties["verified"]) == ("1",) * 3
    assert "1 brief, 1 citation: 1 verified" in (suite.findtext("system-out") or "")
