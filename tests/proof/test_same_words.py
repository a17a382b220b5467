"""Briefs whose texts are all the same few characters, each of which is to be found in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.api import build, verify
from tests.building.test_missing_glyph import has_font

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("text", ["a", "11", "中", "aaaaaaaa"])
def test_one_text_everywhere(workspace: Path, text: str) -> None:
    if not text.isascii() and not has_font("zh"):
        pytest.skip("no Chinese font here")
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        f"""\
title: "{text}"
date: 2026-11-20
subtitle: "{text}"
marking: "{text}"
summary: "{text}"
key_points: ["{text}", "{text}"]
sections:
  - heading: "{text}"
    body: |
      {text}

      > {text}

      - {text}

      | {text} | {text} |
      |---|---|
      | {text} | {text} |
  - heading: "{text}"
    body: "{text}"
""",
        encoding="utf-8",
    )
    built = build(path)
    assert not [finding for finding in built.findings if finding.severity == "error"]
    assert built.path is not None
    assert verify(built.path).holds
