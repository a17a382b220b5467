"""A few neutral texts, and what the core says of quotations and briefs that use them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefgen.checking.engine import Checked, check_brief
from briefgen.load.library import load_library, split_paragraphs
from briefgen.matching.matcher import Index, Stretch
from briefgen.model.source import Reference, Source
from briefgen.model.text import Text
from briefgen.workspace.workspace import find_workspace

from .harbour import write_workspace

REPORT = """\
Harbour closed
The harbour was closed on Monday until Friday, the council said.
The ministry denies that it ordered the closure. “We were not asked,” its spokesman said.
Fishing boats may return when the dredging ends. The harbour master counted 11 of them.
Reporters asked again in the evening.
Nobody answered.
"""
LETTER = """\
The closure was lawful.1 “Nobody objected”2 to it (see below).3
The council had no choice, its chair wrote.
"""
CATALOGUE = """\
references:
  - {id: report, file: report.txt, title: Harbour closed}
  - {id: letter, file: letter.txt, title: A letter, note-markers: true}
  - {id: lost, file: lost.txt, title: A lost text}
"""
HEAD = "title: T\ndate: 2026-11-20\nsources: [report, letter]\n"


def source(text: str, *, note_markers: bool = False) -> Source:
    """A source called `s`, every line of `text` a paragraph."""
    paragraphs = tuple(
        Text(line, "seeds/s.txt", ((0, number, 1),))
        for number, line in enumerate(text.split("\n"), 1)
    )
    return Source(Reference("s", "S"), "seeds/s.txt", paragraphs, "", b"", None, note_markers)


def text_source(text: str, *, note_markers: bool = False) -> Source:
    """A source called `s`, divided into paragraphs as a file of that text is."""
    paragraphs = split_paragraphs(text, "seeds/s.txt")
    return Source(Reference("s", "S"), "seeds/s.txt", paragraphs, "", b"", None, note_markers)


def stretches(text: str, *, note_markers: bool = False) -> Sequence[Stretch]:
    """The paragraphs of `source(text)`, searchable."""
    return Index(source(text, note_markers=note_markers)).paragraphs()


def checked(
    folder: Path, brief: str, *, head: str = HEAD, catalogue: str = CATALOGUE, **texts: str
) -> Checked:
    """Check the brief `head` + `brief` in a workspace made in `folder`.

    It holds the texts `report`, `letter` and those of `texts`, which replace them.
    """
    texts = {"report": REPORT, "letter": LETTER, **texts}
    path = write_workspace(folder, head + brief, path="brief.yaml", catalogue=catalogue, **texts)
    workspace = find_workspace(path)
    return check_brief(workspace, path, load_library(workspace))


def rules(checked: Checked) -> list[str]:
    """The rules that found something, in the order of the report."""
    return [finding.rule for finding in checked.findings]


def standings(checked: Checked) -> list[str]:
    """How each citation came out, in reading order."""
    assert checked.resolved is not None
    return [checked.resolved.standing_of(one) for one in checked.resolved.references]


def key_point(markdown: str) -> str:
    """A brief's `key_points` with one item."""
    return f"key_points:\n  - |-\n    {markdown}\n"


def body(markdown: str) -> str:
    """A brief's `sections` with one body."""
    lines = "".join(f"      {line}\n" for line in markdown.split("\n"))
    return f"sections:\n  - heading: H\n    body: |\n{lines}"
