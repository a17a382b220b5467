"""Sources that changed after they were stamped: the passages that moved, and where to."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from .quoted import read_yaml

_ENTRY = re.compile(r"(\n    source: (?P<source>[a-z-]+)\n    paragraph: )(?P<number>\d+)(?=\n)")
ADDED = "A line that was not there before."


def moves(seeds: Path, source: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Each way to add a paragraph to `source`, or to take away one that no passage of the brief
    `text` cites: its number, 1 or -1, and what the brief then ought to be."""
    paragraphs = _path(seeds, source).read_text(encoding="utf-8").split("\n")
    named = {int(one["number"]) for one in _ENTRY.finditer(text) if one["source"] == source}
    filled = [number for number, line in enumerate(paragraphs, 1) if line.strip()]
    assert len(filled) >= max(named, default=0)
    for number in range(1, max(named, default=0) + 1):
        for by in (1, -1):
            if by == 1 or number not in named:
                yield number, by, _moved(text, source, number, by)


def altered(seeds: Path, folder: Path, source: str, number: int, by: int) -> None:
    """A copy of the sources in `folder`, in which `source` has one paragraph more or less."""
    shutil.copytree(seeds, folder / "seeds")
    path = _path(folder / "seeds", source)
    lines = path.read_text(encoding="utf-8").split("\n")
    at = [index for index, line in enumerate(lines) if line.strip()][number - 1]
    lines[at : at + (by == -1)] = [ADDED] if by == 1 else []
    path.write_text("\n".join(lines), encoding="utf-8")


def _path(seeds: Path, source: str) -> Path:
    entries = read_yaml(seeds / "sources.yaml")["references"]
    file: str = next(entry["file"] for entry in entries if entry["id"] == source)
    return seeds / file


def _moved(text: str, source: str, number: int, by: int) -> str:
    def moved(match: re.Match[str]) -> str:
        own = int(match["number"])
        is_after = match["source"] == source and own >= number
        return f"{match[1]}{own + by if is_after else own}"

    return _ENTRY.sub(moved, text)
