"""A brief as it is in an editor, checked with the sources that are on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.api import OpenWorkspace
from briefgen.building.earlier import EarlierEdition
from briefgen.errors import BriefgenError
from briefgen.load.library import Library
from briefgen.matching.matcher import Extent
from briefgen.model.finding import Finding
from briefgen.model.markup import ClaimMark, claim_marks, walk
from briefgen.model.text import Span, Text
from briefgen.resolve.result import Passage, ResolvedBrief, ResolvedKey
from briefgen.workspace.digest import sha256
from briefgen.workspace.workspace import BRIEF_SUFFIXES, Workspace, find_workspace

from .ranges import holds

if TYPE_CHECKING:
    from briefgen.building.opening import Opened


class Pointed(Struct, frozen=True):
    """A citation's key, a `cite`, or the id of a named passage, `typed` at `span`.

    `words` is where its words are in the source of its `passage`, empty where it has none;
    `entry` is its id in `passages:` where it is a citation of one.
    """

    typed: str
    span: Span
    passage: Passage
    words: tuple[Extent, ...]
    entry: Text | None = None


class KnownEdition(Struct, frozen=True):
    """An edition that was opened: from which file, and the digest of its content."""

    name: str
    digest: str
    opened: Opened


class OpenBrief(Struct, frozen=True):
    """A text that was checked: `resolved` is what was last known of it, since what is being
    typed is not a brief at every moment (`is_current` tells); `findings` are of what it is now.
    `earlier` is the edition that it replaces, where it names one that can be opened."""

    workspace: Workspace
    library: Library
    resolved: ResolvedBrief | None
    findings: tuple[Finding, ...]
    is_current: bool = True
    earlier: KnownEdition | None = None

    def at(self, line: int, column: int) -> Pointed | None:
        """What cites or names a passage at a line and column, if that was found."""
        if self.resolved is None:
            return None
        for one in self.resolved.references:
            if one.passage and holds(one.span, self.typed(one), line, column):
                named = self.resolved.named.get(one.passage_id or "")
                words = self.resolved.words_of(one)
                return Pointed(
                    self.typed(one), one.span, one.passage, words, named.id if named else None
                )
        for named in self.resolved.named.values():
            passage = self.resolved.passages.get(named.id.value)
            if passage and holds(named.id.span(), named.id.value, line, column):
                return Pointed(named.id.value, named.id.span(), passage, passage.extents)
        return None

    def typed(self, reference: ResolvedKey) -> str:
        """A key as it is typed: with `@` in a bracket, without it in a position's `cite`."""
        cites = (
            text.span()
            for claim in (self.resolved.claims if self.resolved else ())
            for position in claim.positions
            for text in position.position.cite
        )
        return reference.typed.removeprefix("@") if reference.span in cites else reference.typed

    def claim(self, line: int, column: int) -> Text | None:
        """The id of the claim that is marked at a line and column, in `claims:`."""
        if self.resolved is None:
            return None
        marked = [
            mark.claim
            for mark in marks(self.resolved)
            if holds(mark.span, f"[!{mark.claim}]", line, column)
        ]
        ids = (one.claim.id for one in self.resolved.claims)
        return next((id for id in ids if id.value in marked), None)


def workspace_of(path: Path, root: Path | None) -> Workspace | None:
    """The workspace of a file that may be a brief; None where it is none."""
    if path.suffix not in BRIEF_SUFFIXES:
        return None
    try:
        workspace = find_workspace(path.parent, root)
        folder = Path(workspace.display(path)).parts[0]
    except BriefgenError:
        return None
    return None if folder in {"seeds", "templates", "output"} else workspace


def read(text: str, path: Path, workspace: Workspace, before: OpenBrief | None) -> OpenBrief:
    """Check the text of the brief at `path`; `before` is what it was found to be last."""
    files = OpenWorkspace(workspace)
    known: list[KnownEdition] = [before.earlier] if before and before.earlier else []

    def edition(name: str, content: bytes | None) -> Opened:
        from briefgen.building.opening import open_edition  # noqa: PLC0415 - slow, and seldom asked

        digest = sha256(content or b"")
        if not known or (known[0].name, known[0].digest) != (name, digest):
            # A check that verifies the whole of it would be in the way of who types.
            opened = open_edition(name, content=content, is_proved=False)
            known[:] = [KnownEdition(name, digest, opened)]
        return known[0].opened

    checked = files.check_text(text, path, EarlierEdition(workspace, edition))
    resolved = checked.resolved or (before.resolved if before else None)
    is_current = checked.resolved is not None
    earlier = known[0] if known else None
    return OpenBrief(workspace, files.library, resolved, checked.findings, is_current, earlier)


def place_of(passage: Passage) -> str:
    """A passage's place, as `report ¶2–3`."""
    if passage.first is None:
        return passage.source.id
    last = f"–{passage.last}" if passage.last not in {None, passage.first} else ""
    return f"{passage.source.id} ¶{passage.first}{last}"


def marks(resolved: ResolvedBrief) -> list[ClaimMark]:
    """Every claim mark of a brief's texts."""
    flows = [*resolved.key_points, *resolved.changes, *resolved.recommendations]
    if resolved.summary:
        flows.append(resolved.summary)
    found = [node for flow in flows for node in walk(flow.inlines) if isinstance(node, ClaimMark)]
    for section in resolved.sections:
        found += claim_marks(section.blocks)
    return found
