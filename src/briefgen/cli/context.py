"""What the commands share: the options that work everywhere, exit codes, briefs and sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefgen.errors import BriefgenError
from briefgen.workspace.workspace import Workspace, find_workspace, resolved

from .output import path_here

if TYPE_CHECKING:
    from briefgen.load.library import Library

F = TypeVar("F", bound=Callable[..., Any])

DONE, FINDINGS, CANNOT, INTERRUPTED = 0, 1, 2, 130


@dataclass(slots=True)
class Context:
    """What every command shares: the options that work everywhere, and what was opened."""

    root: Path | None = None
    quiet: bool = False
    libraries: dict[Path, Library] = field(default_factory=dict)

    def library(self, workspace: Workspace) -> Library:
        """The sources of a workspace, opened once."""
        from briefgen.load.library import load_library

        if workspace.root not in self.libraries:
            self.libraries[workspace.root] = load_library(workspace)
        return self.libraries[workspace.root]

    def say(self, text: str, *, error: bool = False) -> None:
        """A line that is not a problem: not printed with `-q`."""
        if not self.quiet:
            click.echo(text, err=error)


def everywhere(command: F) -> F:
    """The options `--root` and `-q`, which come before or after a command's name."""

    def root(context: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            context.ensure_object(Context).root = Path(value)

    def quiet(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            context.ensure_object(Context).quiet = True

    for option in (
        click.option(
            "--root",
            type=click.Path(exists=True, file_okay=False),
            expose_value=False,
            callback=root,
            help="The workspace: the folder that holds seeds/.",
        ),
        click.option(
            "-q", "--quiet", is_flag=True, expose_value=False, callback=quiet,
            help="Print problems only.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def source_ids(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """The sources that a shell offers when somebody has typed this much of one."""
    from briefgen.load.library import load_library

    try:
        workspace = find_workspace(Path.cwd(), context.ensure_object(Context).root)
    except BriefgenError:
        return []
    return [id for id in load_library(workspace).ids if id.startswith(typed)]


def rule_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    from briefgen.check.rules import RULES

    return [rule.name for rule in RULES if rule.name.startswith(typed)]


def find_briefs(context: Context, named: Sequence[str]) -> list[tuple[Workspace, Path]]:
    """The briefs that are named, with their workspaces; without a name, all there are."""
    chosen: dict[Path, Workspace] = {}
    if not named:
        workspace = find_workspace(Path.cwd(), context.root)
        chosen = dict.fromkeys(workspace.briefs(), workspace)
        if not chosen:
            raise BriefgenError(
                "there is no brief",
                at=str(workspace.root / "briefs"),
                hint="Write one, briefs/<name>.yaml, or name a file.",
            )
    for name in named:
        path = resolved(Path(name))
        if path.is_dir():
            workspace = find_workspace(path, context.root)
            found = workspace.briefs(path)
            if not found:
                raise BriefgenError("there is no brief in this folder", at=name)
            chosen |= dict.fromkeys(found, workspace)
        elif path.exists():
            chosen[path] = find_workspace(path, context.root)
        else:
            raise BriefgenError("there is no such file", at=name, hint=_meant(context, path))
    return [(workspace, path) for path, workspace in chosen.items()]


def _meant(context: Context, missing: Path) -> str | None:
    """Which brief may be meant by a path at which there is none."""
    from briefgen.matching.nearest import nearest_names

    try:
        briefs = find_workspace(Path.cwd(), context.root).briefs()
    except BriefgenError:
        return None
    near = nearest_names(missing.stem, {path.stem: path for path in briefs})
    meant = [str(path_here(path)) for stem in near for path in briefs if path.stem == stem]
    return f"Did you mean {' or '.join(meant)}?" if meant else None
