"""Findings are named by the position of a claim in which they lie."""

from __future__ import annotations

from pathlib import Path

BRIEF = """\
title: T
date: 2026-11-20
sources: [report]
key_points: ['“No such words” [@A2].']
claims:
  - id: asked
    claim: The ministry was asked.
    positions:
      - {stance: denies, by: The ministry, says: 'It “said nothing of it”.', cite: A3}
      - stance: asserts
        by: The council
        says: >-
          It was closed, and
          it “said otherwise”.
        cite: A2
    note: “No such note” [@A2].
"""


def test_findings_name_the_position(workspace: Path, briefgen) -> None:
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(BRIEF, encoding="utf-8")
    found = briefgen("check", path, "--format", "json").json["findings"]
    places = {
        finding["subject"]: finding["position"]
        for finding in found
        if finding["rule"] == "quotation-not-in-citation"
    }
    assert places == {
        "No such words": None,
        "said nothing of it": "1b",
        "said otherwise": "1a",
        "No such note": None,
    }
