"""Paths as a forge knows them: relative to the repository, not to the workspace."""

from __future__ import annotations

from pathlib import Path

from briefgen.model.text import Span
from briefgen.workspace.workspace import Workspace


def repository_path(workspace: Workspace, span: Span) -> str:
    """The path of `span` relative to the repository's root, with `/`.

    The repository is the nearest folder at or above the workspace that holds `.git`
    (a file in a worktree or a submodule); without one, the workspace.
    """
    folders = (workspace.root, *workspace.root.parents)
    root = next((folder for folder in folders if (folder / ".git").exists()), workspace.root)
    return (workspace.root / Path(span.path)).relative_to(root).as_posix()
