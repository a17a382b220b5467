"""The edition that a brief replaces, opened and compared while the brief is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from briefgen.checking.rules.changes_untold import untold
from briefgen.errors import BriefgenError
from briefgen.limits import MAX_PDF
from briefgen.model.edition import Replaced
from briefgen.model.finding import Finding
from briefgen.model.options import Options
from briefgen.model.text import Text
from briefgen.resolve.result import ResolvedBrief
from briefgen.workspace.digest import sha256
from briefgen.workspace.workspace import Workspace, read_bytes

from .output import KEEP, is_same, output_path

if TYPE_CHECKING:
    from .opening import Opened


class EarlierEdition:
    """Opens the edition that `since` names, or the brief's own `replaces`, and keeps what
    changed since in `replaced`; called with a brief, it finds what is wrong with that.

    `opened` is the digest of the file of `replaces`, by its path from the workspace. An edition
    that `opener` has doubts about is refused; that gets its name and, where it was read, its
    content.
    """

    def __init__(
        self,
        workspace: Workspace,
        opener: Callable[[str, bytes | None], Opened],
        since: str | None = None,
    ):
        self._workspace = workspace
        self._open = opener
        self._since = since
        self.replaced: Replaced | None = None
        self.opened: dict[str, str] = {}

    def __call__(self, brief: ResolvedBrief) -> Iterator[Finding]:
        """What is wrong with `replaces`, and what `changes` should mention.

        Raises `BriefgenError` where what `since` names cannot be opened or is refused.
        """
        named = brief.brief.replaces
        if self._since is not None:
            self._compare(self._since, None, brief)
        elif named is not None:
            try:
                self._compare(*self._inside(named, brief.brief.path), brief)
            except BriefgenError as error:
                yield Finding(
                    "invalid-brief",
                    "error",
                    named.span(),
                    f"`replaces`: {error.message}",
                    error.hint or "Name a PDF of ours, relative to the workspace.",
                    subject=named.value,
                )
        if self.replaced:
            yield from untold(brief, self.replaced.changes)

    def _inside(self, named: Text, brief: str) -> tuple[str, bytes]:
        """The path and the content of the PDF that is named in the brief at `brief`."""
        path = self._workspace.root / PurePosixPath(named.value)
        if not self._workspace.holds(path):
            raise BriefgenError(f"“{named}” is outside the workspace")
        if path.suffix.lower() != ".pdf" or not path.is_file():
            raise BriefgenError(f"“{named}” is not a PDF of the workspace")
        content = read_bytes(path, MAX_PDF)
        self.opened[path.relative_to(self._workspace.root).as_posix()] = sha256(content)
        own = output_path(self._workspace, Path(brief), None, Options())
        if is_same(path, own):
            raise BriefgenError(f"“{named}” is the file that this brief is built into", hint=KEEP)
        return str(path), content

    def _compare(self, name: str, content: bytes | None, brief: ResolvedBrief) -> None:
        # What compares editions is not loaded for the briefs that replace none.
        from briefgen.editions.changes import replaced  # noqa: PLC0415
        from briefgen.editions.reading import edition_of  # noqa: PLC0415

        earlier = self._open(name, content)
        if earlier.doubts:
            raise BriefgenError(
                f"the earlier edition does not verify: {earlier.doubts[0]}",
                at=name,
                hint="Ask for the original. `briefgen diff` compares it all the same.",
            )
        self.replaced = replaced(earlier.edition, edition_of(brief))
