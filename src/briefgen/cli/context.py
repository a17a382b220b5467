"""What the commands share: the options that work everywhere, briefs and sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct, field

from briefgen.api import OpenWorkspace, find_briefs
from briefgen.errors import BriefgenError
from briefgen.workspace.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from briefgen.load.library import Library

F = TypeVar("F", bound=Callable[..., Any])


class Context(Struct):
    """What every command shares: the options that work everywhere, and what was opened."""

    root: Path | None = None
    quiet: bool = False
    workspaces: dict[Workspace, OpenWorkspace] = field(default_factory=dict)

    def opened(self, workspace: Workspace) -> OpenWorkspace:
        """A workspace with its sources, opened once."""
        if workspace not in self.workspaces:
            self.workspaces[workspace] = OpenWorkspace(workspace)
        return self.workspaces[workspace]

    def library(self, workspace: Workspace) -> Library:
        """The sources of a workspace, opened once."""
        return self.opened(workspace).library

    def briefs(self, named: Sequence[str]) -> list[tuple[Workspace, Path]]:
        """The briefs that are named, with their workspaces; without a name, all there are."""
        return find_briefs(named, self.root)

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
    from briefgen.checking.rules import RULES

    return [rule.name for rule in RULES if rule.name.startswith(typed)]
