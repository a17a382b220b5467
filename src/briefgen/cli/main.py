"""The command line: arguments in, calls, exit code out.

The one place where an exception becomes a message. A command's module is imported when it
is called, and what only one command needs inside it, so that `check` stays light and never
loads the renderer, and a `build` of what is unchanged loads nearly nothing.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TextIO

import click

from briefgen import __version__
from briefgen.errors import BriefgenError
from briefgen.workspace.workspace import UnreadableError

from .context import Context, everywhere
from .exit_codes import CANNOT, DONE, INTERRUPTED
from .output import complain, visible_lines

# The module of each command.
_MODULES = {
    "build": "build",
    "check": "checking",
    "verify": "proof",
    "sign": "signing",
    "diff": "editions",
    "show": "sources",
    "find": "sources",
    "stamp": "sources",
    "explain": "checking",
    "init": "scaffold",
    "new": "scaffold",
    "add": "add",
    "schema": "scaffold",
    "preview": "servers",
    "lsp": "servers",
}


class _Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        command: click.Command = getattr(
            import_module(f".{_MODULES[cmd_name]}", __package__), cmd_name
        )
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
@everywhere
def cli() -> None:
    """Printable policy briefs whose every quotation can be proved."""


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    # Where whoever started us has closed a stream, what is printed goes nowhere.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot print “ gets \u201c, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(args=arguments, prog_name="briefgen", standalone_mode=False, obj=Context())
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        click.echo(visible_lines(shown.getvalue()), nl=False, err=True)
        code = CANNOT
    except BriefgenError as error:
        complain(str(error))
        code = CANNOT
    except UnreadableError as error:
        at = str(error.path) if error.path else None
        complain(str(BriefgenError(error.message, at=at, hint=error.hint)))
        code = CANNOT
    except SystemExit:  # click's own, where the reader of our output has left
        code = CANNOT
    except ImportError as error:  # of a package that is there, but not whole
        complain(f"a package that this needs cannot be loaded: {error}")
        code = CANNOT
    except OSError as error:  # the disk, or the name of a file, says no
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{error.strerror or error}")
        code = CANNOT
    sys.exit(code or DONE)
