"""Which briefs cite a source, and where: for an editor who looks at the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

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


def uses_of(workspace: Workspace, library: Library) -> tuple[BriefUses, ...]:
    """What each brief of a workspace cites; what does not resolve is left out."""
    return tuple(_briefs(workspace, library))


def _briefs(workspace: Workspace, library: Library) -> Iterator[BriefUses]:
    for path in workspace.briefs():
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
