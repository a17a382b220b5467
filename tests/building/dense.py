"""Random briefs as dense as no editor would write them: the layout must lose nothing of them.

`python -m tests.building.dense 200` builds that many and prints what it took.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from briefgen.building.executors.local import run
from briefgen.building.job import Job, Made
from briefgen.model.options import Options
from briefgen.proof.pdf_reader import read_pages

WORDS = (
    "the harbour was closed on a morning by order of council and ministry while boats lay".split()
)
NOTES = 60
SOURCE = [
    " ".join(f"{word} {number}" for word in WORDS for number in (paragraph, paragraph + 100))
    for paragraph in range(1, 41)
]


@dataclass(frozen=True)
class Dense:
    """A brief and the words by which its notes, calls and positions are told apart."""

    path: Path
    notes: int
    positions: int
    options: Options


def write_dense(folder: Path, seed: int) -> Dense:
    """Write a random brief, the same for the same seed: short and long notes, several in a
    line, in key points, lists, tables and block quotations; a claims table of some pages."""
    chance = random.Random(seed)  # noqa: S311 - a layout, not a secret
    count = 0

    def words(least: int, most: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(least, most)))

    def sentence() -> str:
        """A sentence with its note; `callN` stands before the call, `noteN` in the note."""
        nonlocal count
        count += 1
        kind = chance.random()
        if kind < 0.45:
            note = f"^[note{count}x {words(1, 6)}.]"
        elif kind < 0.7:
            note = f"^[note{count}x {words(25, 90)}.]"
        else:
            note = f"^[note{count}x [@report, ¶{chance.randint(1, 40)}] {words(0, 20)}.]"
        return f"{words(0, 14)} call{count}x{note}."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.choice((1, 2, 3, 8))))

    key_points = [paragraph() for _ in range(chance.randint(2, 5))]
    blocks: list[str] = []
    while count < NOTES:
        shape = chance.random()
        if shape < 0.6:
            blocks.append(paragraph())
        elif shape < 0.8:
            blocks.append("\n".join(f"- {paragraph()}" for _ in range(3)))
        elif shape < 0.9:
            blocks.append("| a | b |\n|---|---|\n" + f"| {sentence()} | {sentence()} |\n" * 1)
        else:
            blocks.append(f"> {SOURCE[0][:80].rsplit(' ', 1)[0]} [@report, ¶1]")
    half = len(blocks) // 2
    positions = 0

    def position(stance: str) -> dict[str, str]:
        nonlocal positions
        positions += 1
        return {
            "stance": stance,
            "by": f"Holder position{positions}x",
            "says": words(3, 40),
            "cite": f"report, ¶{chance.randint(1, 40)}",
        }

    stances = ("asserts", "denies", "questions", "qualifies")
    claims = [
        {
            "id": f"claim-{number}",
            "claim": words(4, 14),
            "positions": [
                position(stance) for stance in stances for _ in range(chance.randint(1, 3))
            ],
        }
        for number in range(1, 10)
    ]
    brief = {
        "title": f"Dense {seed}",
        "date": "2026-11-20",
        "paper": chance.choice(("letter", "a4")),
        "sources": ["report"],
        "appendix": chance.choice(("full", "cited", "none")),
        "key_points": key_points,
        "sections": [
            {"heading": words(1, 5), "body": "\n\n".join(part)}
            for part in (blocks[:half], blocks[half:])
        ],
        "claims": claims,
    }
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "briefs").mkdir(exist_ok=True)
    (folder / "seeds" / "report.txt").write_text("\n".join(SOURCE), encoding="utf-8")
    path = folder / "briefs" / f"dense-{seed}.yaml"
    path.write_text(yaml.safe_dump(brief, allow_unicode=True, width=10**6), encoding="utf-8")
    return Dense(path, count, positions, Options(large_print=chance.random() < 0.1))


def build_dense(folder: Path, seeds: Iterable[int], processes: int) -> Iterator[tuple[Dense, Made]]:
    """Each dense brief of `seeds` with what building it came to."""
    briefs = [write_dense(folder, seed) for seed in seeds]
    jobs = [Job(folder.resolve(), brief.path, brief.options) for brief in briefs]
    yield from zip(briefs, run(jobs, processes), strict=True)


def lost(brief: Dense, pdf: bytes) -> list[str]:
    """What is not where it must be in the PDF, found without the build's own read-back: a
    note is on its call's page or the next, a position is there once."""
    pages = [page.characters for page in read_pages(pdf)]

    def standing(name: str) -> list[int]:
        return [n for n, text in enumerate(pages) if re.search(rf"{name}x", text)]

    found = []
    for number in range(1, brief.notes + 1):
        calls, notes = standing(f"call{number}"), standing(f"note{number}")
        if not calls or not notes or notes[0] - calls[0] not in (0, 1):
            found.append(f"note {number}: called on {calls}, printed on {notes}")
    found += [
        f"position {number}"
        for number in range(1, brief.positions + 1)
        if not any(f"position{number}x" in text for text in pages)
    ]
    return found


def main() -> None:
    """Build as many dense briefs as the first argument says, and print what it took."""
    count = int(sys.argv[1])
    built = refused = notes = pages = 0
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for brief, made in build_dense(Path(folder), range(count), 1):
            if made.printed is None or not made.printed.may_be_kept:
                refused += 1
                reasons = made.printed.problems if made.printed else made.findings
                print(brief.path.name, "refused:", made.failure or [f.message for f in reasons][:2])
                continue
            wrong = lost(brief, made.printed.content)
            print(brief.path.name, made.printed.pages, "pages", *wrong, flush=True)
            built += 1
            notes += brief.notes
            pages += made.printed.pages
    taken = time.perf_counter() - began
    print(f"{built} built, {refused} refused, {notes} notes, {pages} pages, {taken:.0f} s")


if __name__ == "__main__":
    main()
