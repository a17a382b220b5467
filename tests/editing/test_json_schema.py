"""`briefgen schema`, as an editor's YAML extension uses it: it reads YAML 1.2."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from briefgen.editing.json_schema import brief_schema
from briefgen.load.brief import brief_of
from tests.conftest import REPOSITORY
from tests.harbour import BRIEF

SCHEMA = json.loads(brief_schema())
WHOLE = """\
title: 2026
date: 2026-11-20
subtitle:
edition: 2
prepared_by: [The clerk, The mayor]
room_column: true
sources: [1999, report]
passages:
  one: {source: report, paragraph: 5}
  two: {source: report, paragraphs: 5-7, quote: "1,000"}
  three: {source: report, paragraphs: 5, from: The first, to: 1.5}
key_points:
  - 42
  - Yes [@one].
sections:
  - heading: 1984
    body: |
      Text.
    claims: [closure]
claims:
  - id: closure
    claim: It was closed.
    positions:
      - {stance: asserts, by: unattributed, cite: one}
      - {stance: denies, by: The council, says: No, cite: [one, A5]}
  - id: 7
    question: Why?
    positions:
      - {answer: true, by: unattributed, cite: two}
ignore:
  - {rule: quote-too-short, text: 5, reason: A number.}
"""


class Yaml12(yaml.SafeLoader):
    """PyYAML with the types of YAML 1.2's core schema: no dates, no `yes`."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def complaints(brief: str) -> list[str]:
    value: Any = yaml.load(brief, Loader=Yaml12)  # noqa: S506 (it derives from the safe one)
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(value)]


def test_it_is_a_json_schema_of_2020_12(briefgen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # no workspace is needed
    ran = briefgen("schema")
    assert ran.code == 0
    assert ran.json["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(ran.json)


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "briefs").glob("*.yaml")), ids=lambda p: p.stem
)
def test_the_repositorys_briefs_are_valid(path: Path):
    assert complaints(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("brief", [BRIEF, WHOLE])
def test_what_briefgen_reads_is_valid_whatever_type_other_readers_give_it(brief):
    _, findings = brief_of(brief, "brief.yaml")
    assert findings == ()
    assert complaints(brief) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 2026\n", ""),
        ("title: 2026", "title: ' '"),
        ("title: 2026", "titel: 2026"),
        ("date: 2026-11-20", "date: 20 November 2026"),
        ("date: 2026-11-20", "date: 2026"),
        ("edition: 2", "edition: second"),
        ("edition: 2", "paper: A4"),
        ("room_column: true", "room_column: perhaps"),
        ("[1999, report]", "report"),
        ("paragraph: 5}", "paragraph: 0}"),
        ("paragraph: 5}", "paragraph: 5, paragraphs: 5-6}"),
        (", paragraph: 5}", "}"),
        ("quote: \"1,000\"", "quote: x, from: y, to: z"),
        (", to: 1.5", ""),
        ("  one:", "  One:"),
        ("- heading: 1984", "- title: 1984"),
        ("stance: asserts", "stance: agrees"),
        ("stance: asserts", "answer: Yes"),
        ("by: The council, ", ""),
        (", cite: two", ""),
        ("id: closure", "id: The closure"),
        ("rule: quote-too-short", "rule: quote-too-long"),
        ("rule: quote-too-short", "rule: quote-not-in-source"),
        (", reason: A number.", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_not_valid(old, new):
    assert old in WHOLE
    assert complaints(WHOLE.replace(old, new, 1))


def test_every_key_says_what_it_is_for():
    forms = [SCHEMA, *SCHEMA["$defs"].values()]
    for form in forms:
        for key, value in form["properties"].items():
            assert value["description"], key


def test_examples_are_valid():
    checked = 0
    for form in [SCHEMA, *SCHEMA["$defs"].values()]:
        for key, value in form["properties"].items():
            for example in value.get("examples", []):
                Draft202012Validator({**value, "$defs": SCHEMA["$defs"]}).validate(example)
                checked += 1
            assert "default" not in value or value["default"] is not None, key
    assert checked > 20
