"""`briefgen preview` and `lsp`, which run until they are stopped."""

from __future__ import annotations

import click

from briefgen.errors import BriefgenError

from .context import Context, everywhere
from .exit_codes import DONE


@click.command(epilog="Example: briefgen preview briefs/sept2.yaml")
@click.argument("brief", metavar="BRIEF")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8420,
    show_default=True,
    help="Where the page is served; 0 takes any that is free.",
)
@click.option("--no-browser", is_flag=True, help="Only print the page's address.")
@click.option("--since", metavar="OLD", help="Compare with this edition, not the last commit.")
@everywhere
@click.pass_obj
def preview(context: Context, brief: str, port: int, no_browser: bool, since: str | None) -> int:
    """Show a brief as it will print, while it is being written."""
    from briefgen.extras import require

    require("preview")
    from briefgen.preview.server import serve

    chosen = context.briefs((brief,))
    if len(chosen) > 1:
        raise BriefgenError("the preview shows one brief", at=brief, hint="Name a file.")
    [(workspace, path)] = chosen
    serve(workspace, path, port, browser=not no_browser, say=click.echo, since=since)
    return DONE


@click.command(epilog="Example: briefgen lsp")
@everywhere
@click.pass_obj
def lsp(context: Context) -> int:
    """Serve an editor by the Language Server Protocol.

    It speaks over standard input and output.
    """
    from briefgen.extras import require

    require("lsp")
    from briefgen.lsp.server import serve

    serve(context.root)
    return DONE
