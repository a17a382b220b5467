"""Every rule's manual page proves itself: *Bad* yields this rule alone, *Good* nothing."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from briefgen.checking.engine import check_brief
from briefgen.checking.rules import RULES, Rule
from briefgen.load.import_record import paragraph_digest, write_record
from briefgen.load.library import load_library
from briefgen.model.imported import (
    DocumentPlace,
    Doubt,
    ImportedParagraph,
    ImportRecord,
    Original,
    TrackedChange,
    Unproved,
)
from briefgen.workspace.workspace import find_workspace

REPORT = """\
Harbour closed
The harbour was closed on Monday, the council said. It stays closed until Friday.
The ministry denies that it was asked. “We heard of it from the press,” a spokesman said.
Boats waited outside, the council said.
The work cost 12 million.
"""
CATALOGUE = """\
references:
  - {id: report, file: report.txt, title: Harbour closed, sha256: STAMP}
  - {id: altered, file: altered.txt, title: A text that was altered, sha256: STAMP}
  - {id: other, file: other.txt, title: Another text}
  - {id: missing-file, file: missing.txt, title: A text that is lost}
""".replace("STAMP", sha256(REPORT.encode()).hexdigest())
# Sources that were imported from documents, each with what is particular in its record.
IMPORTED: dict[str, dict[str, Any]] = {
    "memo": {},
    "scanned": {"sheets_without_text": (2,)},
    "doubtful": {"unsure": (Doubt("hyphen", "Monday"),)},
    "draft": {"changes": (TrackedChange("insertion", "Councillor Quay", "closed"),)},
    "mistitled": {"metadata": (Unproved("title", "Another town"),)},
    "edited": {},
    "replaced": {"kept": "originals/replaced.pdf"},
}
HEAD = (
    "title: T\n",
    "date: 2026-11-20\n",
    "sources: [report]\n",
    "summary: What the report says [@report].\n",
)
# Their findings come with a build or from the catalogue; their examples are told in words.
ELSEWHERE = {
    "changes-untold",
    "does-not-fit",
    "missing-glyph",
    "pdf-differs",
    "source-twice",
    "source-untracked",
    "source-uncatalogued",
    "source-markup-unread",
    "source-unknown-key",
}
IN_BRIEFS = [rule for rule in RULES if rule.name not in ELSEWHERE]


def manual(rule: Rule) -> str:
    module = f"briefgen.checking.rules.{rule.name.replace('-', '_')}"
    page = sys.modules[module].__doc__
    assert page is not None
    return page


def example(rule: Rule, part: str) -> str:
    match = re.search(rf"^{part}:\n((?:    .*\n|\n)+)", manual(rule) + "\n", re.MULTILINE)
    assert match is not None
    return dedent(match[1])


def record(text: str, particular: dict[str, Any]) -> bytes:
    """The record of an import of `text`, whose second paragraph is particular."""
    of_paragraph = {key: particular[key] for key in ("unsure", "changes") if key in particular}
    paragraphs = tuple(
        ImportedParagraph(
            n, DocumentPlace(), paragraph_digest(one), **(of_paragraph if n == 2 else {})
        )
        for n, one in enumerate(text.strip().split("\n\n"), 1)
    )
    return write_record(
        ImportRecord(
            1,
            {"briefgen": "0"},
            Original("a.pdf", "0" * 64, 1, "application/pdf", kept=particular.get("kept", "")),
            sha256(text.encode()).hexdigest(),
            paragraphs,
            metadata=particular.get("metadata", ()),
            sheets_without_text=particular.get("sheets_without_text", ()),
        )
    )


def findings(folder: Path, brief: str) -> list[str]:
    """The rules that find something in `brief`; what it lacks of `HEAD` is put before it."""
    (folder / "seeds").mkdir()
    files = {
        "sources.yaml": CATALOGUE,
        "report.txt": REPORT,
        "altered.txt": f"{REPORT}A line was added.\n",
        "other.txt": "Another text\nThe harbour is open again.\n",
    }
    (folder / "seeds" / "originals").mkdir()
    (folder / "seeds" / "originals" / "replaced.pdf").write_text("another file")
    for id, particular in IMPORTED.items():
        text = f"The {id} text\n\nThe harbour was closed on Monday.\n"
        files[f"{id}.txt"] = text.replace("Monday", "Monday evening") if id == "edited" else text
        files[f"{id}.json"] = record(text, particular).decode()
        files["sources.yaml"] += f"  - {{id: {id}, file: {id}.txt, import: {id}.json, title: T}}\n"
    for name, text in files.items():
        (folder / "seeds" / name).write_text(text, encoding="utf-8")
    head = "".join(line for line in HEAD if line.split()[0] not in brief.split())
    path = folder / "brief.yaml"
    path.write_text(head + brief, encoding="utf-8")
    workspace = find_workspace(path)
    checked = check_brief(workspace, path, load_library(workspace))
    return [finding.rule for finding in checked.findings]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_manual_page_says_what_why_and_how(rule: Rule) -> None:
    page = manual(rule)
    first, blank, why = page.split("\n")[:3]
    assert first.endswith(".")
    assert blank == ""
    assert why.startswith("Why: ")
    assert page.index("\nBad:\n") < page.index("\nGood:\n")


@pytest.mark.parametrize("rule", IN_BRIEFS, ids=lambda rule: rule.name)
def test_the_bad_example_yields_this_rule_and_no_other(rule: Rule, tmp_path: Path) -> None:
    assert set(findings(tmp_path, example(rule, "Bad"))) == {rule.name}


@pytest.mark.parametrize("rule", IN_BRIEFS, ids=lambda rule: rule.name)
def test_the_good_example_yields_nothing(rule: Rule, tmp_path: Path) -> None:
    assert findings(tmp_path, example(rule, "Good")) == []


def test_names_are_their_modules_and_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
