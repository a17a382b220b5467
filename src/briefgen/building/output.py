"""Where a built file goes: its folder and its name."""

from __future__ import annotations

import os
from pathlib import Path

from briefgen.errors import BriefgenError
from briefgen.model.options import Options
from briefgen.workspace.workspace import Workspace, refuse_input

# What to do where a file would take the place of the edition that it is compared with.
KEEP = "Keep the earlier edition under another name, and name that."


def output_path(
    workspace: Workspace,
    path: Path,
    output: str | None,
    options: Options,
    *,
    several: bool = False,
) -> Path:
    """The file that a brief is built into; `output` is a file, or a folder for `several`.

    Raises `BriefgenError` where several would be one file, or a brief or source would be
    replaced.
    """
    name = f"{path.stem}{'.html' if options.html else '.pdf'}"
    if output is None:
        return workspace.output / name
    if several and Path(output).is_file():
        raise BriefgenError("several briefs need a folder", at=output, hint="Name one with -o.")
    folder = several or output.endswith(("/", os.sep)) or Path(output).is_dir()
    target = Path(output) / name if folder else Path(output)
    refuse_input(target)
    return target.absolute()


def is_same(path: Path, other: Path) -> bool:
    """Whether both paths lead to one file that is there."""
    return path.exists() and other.exists() and path.samefile(other)
