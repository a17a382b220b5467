"""A brief as it was last saved: what is wrong with it and, if nothing is, its words as HTML.

This takes a tenth of a second, so that an editor sees every change at once; the pages
themselves, which take longer, are `printing`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from briefgen.api import OpenWorkspace
from briefgen.assemble.document import assemble
from briefgen.errors import BriefgenError
from briefgen.load.library import Library
from briefgen.model.document import Document
from briefgen.model.finding import Finding
from briefgen.model.options import Options
from briefgen.model.text import Span
from briefgen.render.html import to_html
from briefgen.render.theme import Theme
from briefgen.resolve.result import ResolvedBrief
from briefgen.workspace.workspace import UnreadableError, Workspace

_FINGERPRINT = "preview"


class Sound(Struct, frozen=True):
    """A brief without errors: what it cites, what is to be printed, and with which theme."""

    resolved: ResolvedBrief
    document: Document
    theme: Theme

    def html(self, pages: Mapping[str, str]) -> str:
        """The brief as one page of HTML; `pages` are the page labels of appendix anchors."""
        return to_html(self.document, self.theme, part="preview", pages=pages)


class Saved(Struct, frozen=True):
    """What a save came to: `failure` says why work could not go on, if it could not."""

    findings: tuple[Finding, ...] = ()
    sound: Sound | None = None
    failure: BriefgenError | UnreadableError | None = None


def read_saved(workspace: Workspace, path: Path, load: Callable[[], Library]) -> Saved:
    """Check the brief at `path` as it lies there now, with the sources that `load` gives."""
    findings: tuple[Finding, ...] = ()
    try:
        opened = OpenWorkspace(workspace, load())
        findings = opened.findings
        checked, prepared = opened.prepare(path, Options())
        findings = checked.findings
        if prepared is None:
            return Saved(findings)
        resolved, theme = prepared.resolved, prepared.theme
        document = assemble(
            resolved,
            parts=theme.parts,
            theme_labels=theme.labels(resolved.brief.language),
            paper=None,
            # That of the inputs is another at each save, and would change every page.
            fingerprint=_FINGERPRINT,
            replaced=prepared.replaced,
        )
        return Saved(findings, Sound(resolved, document, theme))
    except (BriefgenError, UnreadableError) as error:
        return Saved(findings, failure=error)


def place_of(failure: BriefgenError | UnreadableError) -> Span | None:
    """Where in the workspace a failure's cause is, as far as it says."""
    at = getattr(failure, "at", None)
    if isinstance(at, Span):
        return at
    path, _, line = str(at or "").rpartition(":")
    return Span(path, int(line), 1) if path and line.isdecimal() else None
