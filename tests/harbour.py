"""A harbour town, and the small workspace about it that most tests use."""

from __future__ import annotations

from pathlib import Path

REPORT = """\
Harbour closed
The harbour was closed on Monday, the council said. It stays closed until Friday.
The ministry denies that it was asked. “We heard of it from the press,” a spokesman said.
Boats waited outside.
"""
CATALOGUE = "references:\n  - {id: report, file: report.txt, title: Harbour closed}\n"
BRIEF = """\
title: The harbour
date: 2026-11-20
sources: [report]
key_points:
  - The harbour was “closed on Monday” [@A2].
"""


def write_workspace(
    folder: Path,
    brief: str = BRIEF,
    *,
    path: str = "briefs/harbour.yaml",
    catalogue: str = CATALOGUE,
    **texts: str,
) -> Path:
    """Write a workspace into `folder`, over whatever is there; returns the brief's path.

    It has the source `report`, and those of `texts`, which may replace it.
    """
    files = {f"seeds/{name}.txt": text for name, text in {"report": REPORT, **texts}.items()}
    for name, text in {**files, "seeds/sources.yaml": catalogue, path: brief}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / path
