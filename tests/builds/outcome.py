"""What building, reading back and verifying a random brief comes to."""

from __future__ import annotations

import traceback
from collections import Counter
from pathlib import Path

from msgspec import Struct

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.model.finding import Finding
from briefgen.proof.verify import verify

from .briefs import write_brief

# Of all briefs, the part that has each kind of thing at least.
RARE = 50 / 3000
# What an honest brief may be refused for, and it must say where.
_PAPER = {"missing-glyph", "does-not-fit"}


class Outcome(Struct, frozen=True):
    """What a brief came to: `printed`, what it was refused for, or what went wrong."""

    result: str
    why: str
    kinds: Counter[str]
    pages: int = 0

    @property
    def is_wrong(self) -> bool:
        return self.result not in ("printed", *_PAPER)


def outcome(folder: Path, seed: int) -> Outcome:
    """Write the brief of `seed` into `folder`, build it, and verify what was printed."""
    drawn = write_brief(folder, seed)
    try:
        made = make(Job(folder, drawn.path, drawn.options))
    except Exception:  # noqa: BLE001 - whatever it raises is what is looked for
        return Outcome("crash", traceback.format_exc(), drawn.kinds)
    if made.failure:
        return Outcome("failure", made.failure, drawn.kinds)
    if made.printed is None:
        errors = [_said(f) for f in made.findings if f.severity == "error"]
        return Outcome("not honest", "; ".join(errors), drawn.kinds)
    problems = made.printed.problems
    if problems:
        why = "; ".join(map(_said, problems))
        rules = {finding.rule for finding in problems}
        at_start = any((f.span.line, f.span.column) == (1, 1) for f in problems)
        if not rules <= _PAPER:
            return Outcome("pdf-differs", why, drawn.kinds)
        if at_start:
            return Outcome(f"{min(rules)} without a place", why, drawn.kinds)
        return Outcome(min(rules), why, drawn.kinds)
    proof = verify(made.printed.content)
    if proof.verdict != "verified":
        return Outcome(proof.verdict, "; ".join([*proof.differs, *proof.marks]), drawn.kinds)
    return Outcome("printed", "", drawn.kinds, made.printed.pages)


def _said(finding: Finding) -> str:
    return f"{finding.rule} {finding.span.line}:{finding.span.column}: {finding.message}"
