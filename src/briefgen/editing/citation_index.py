"""Which briefs cite a source, and where: for an editor who looks at the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.load.brief import load_brief
from briefgen.load.library import Library
from briefgen.model.text import Span
from briefgen.resolve.resolver import resolve
from briefgen.workspace.workspace import Workspace


class Use(Struct, frozen=True):
    """A key in a brief that names a source: paragraphs `first` to `last`, or all (None)."""

    source_id: str
    first: int | None
    last: int | None
    span: Span
    typed: str

    def covers(self, paragraph: int) -> bool:
        return self.first is not None and self.first <= paragraph <= (self.last or self.first)


class BriefUses(Struct, frozen=True):
    """What one brief cites, in reading order, and the letters that it gives its sources."""

    path: str
    letters: Mapping[str, str]
    uses: tuple[Use, ...]


def uses_of(
    workspace: Workspace, library: Library, paths: Sequence[Path] | None = None
) -> tuple[BriefUses, ...]:
    """What each brief of a workspace cites, or those at `paths`; what does not resolve is left
    out."""
    return tuple(_briefs(workspace, library, workspace.briefs() if paths is None else paths))


def _briefs(workspace: Workspace, library: Library, paths: Sequence[Path]) -> Iterator[BriefUses]:
    for path in paths:
        brief, _ = load_brief(workspace, path)
        if brief is None:
            continue
        resolved = resolve(brief, library)
        uses = tuple(
            Use(
                reference.passage.source.id,
                reference.passage.first,
                reference.passage.last,
                reference.span,
                reference.typed,
            )
            for reference in resolved.references
            if reference.passage
        )
        yield BriefUses(brief.path, resolved.letters, uses)


def letter_of(source_id: str, briefs: Sequence[BriefUses]) -> str:
    """The letter of a source, where all briefs that have it agree; else empty."""
    letters = {brief.letters[source_id] for brief in briefs if source_id in brief.letters}
    return letters.pop() if len(letters) == 1 else ""


_LETTER = re.compile(r"([A-Z]{1,2})(?:([1-9]\d{0,8}(?:-\d{1,9})?))?")


def source_of_letter(typed: str, briefs: Sequence[BriefUses]) -> tuple[str, str | None] | None:
    """The source that `B` or `B5` names in these briefs, and its paragraph.

    None where it is not a letter, or no brief has it. Raises `BriefgenError` where the briefs
    do not agree.
    """
    match = _LETTER.fullmatch(typed)
    if match is None:
        return None
    found = {
        id: brief.path
        for brief in briefs
        for id, letter in brief.letters.items()
        if letter == match[1]
    }
    if len(found) > 1:
        named = " and ".join(f"“{id}” in {path}" for id, path in sorted(found.items())[:2])
        raise BriefgenError(
            f"the briefs do not agree on source {match[1]}: it is {named}",
            hint="Add --brief with the brief at hand.",
        )
    return (next(iter(found)), match[2]) if found else None
