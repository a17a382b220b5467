"""`briefgen init`, `new` and `schema`: new files, and the schema for editors."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from briefgen.api import path_here
from briefgen.workspace.workspace import find_workspace

from .context import Context, everywhere
from .exit_codes import DONE
from .output import print_utf8
from .sources import refuse_broken_catalogue


@click.command(epilog="Example: briefgen init my-briefs")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@everywhere
@click.pass_obj
def init(context: Context, folder: Path) -> int:
    """Make a workspace with a small example, to try and to change."""
    import shlex

    from briefgen.editing.scaffold import init_workspace

    for path in init_workspace(folder):
        context.say(str(path))
    context.say(f"Now type: cd {shlex.quote(str(folder))} && briefgen build")
    return DONE


@click.command(epilog="Example: briefgen new library-hours")
@click.argument("name")
@everywhere
@click.pass_obj
def new(context: Context, name: str) -> int:
    """Begin a brief, briefs/NAME.yaml, whose comments explain it."""
    from briefgen.editing.scaffold import new_brief

    workspace = find_workspace(Path.cwd(), context.root)
    library = context.library(workspace)
    refuse_broken_catalogue(library)
    today = datetime.now().astimezone().date()
    for path in new_brief(workspace, library, name, today):
        context.say(path_here(path))
    return DONE


@click.command(epilog="Example: briefgen schema > brief.schema.json")
@everywhere
def schema() -> int:
    """Print the JSON Schema of a brief, for editors such as VS Code."""
    from briefgen.editing.json_schema import brief_schema

    print_utf8(brief_schema())
    return DONE
