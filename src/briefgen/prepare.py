"""A checked brief with its theme and the fingerprint of its inputs: all that is known of a
build before anything is laid out, and without loading what lays out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .check import Checked, check_brief
from .fingerprint import fingerprint, inputs
from .model import Paper
from .render.theme import Theme, load_theme
from .resolved import ResolvedBrief
from .sources import Library
from .workspace import Workspace, decode, read_bytes


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line changes about a build; None leaves it to the brief."""

    paper: Paper | None = None
    theme: str | None = None
    html: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sound brief, ready to be laid out; `typed` is its text, `inputs` what it is made of."""

    resolved: ResolvedBrief
    theme: Theme
    options: Options
    typed: str
    inputs: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.inputs)


def prepare(
    workspace: Workspace, path: Path, library: Library, options: Options
) -> tuple[Checked, Prepared | None]:
    """Check the brief at `path` and gather what it is built from; None where it has errors.

    Raises `BriefgenError` where a file cannot be read or a theme cannot be used.
    """
    checked = check_brief(workspace, path, library)
    resolved = checked.resolved
    if resolved is None or checked.has_errors:
        return checked, None
    theme = load_theme(
        options.theme or resolved.brief.theme, workspace_templates=workspace.root / "templates"
    )
    typed = read_bytes(path)
    made_of = inputs(typed, resolved.sources, theme.files, asdict(options))
    return checked, Prepared(resolved, theme, options, decode(typed), made_of)
