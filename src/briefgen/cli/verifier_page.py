"""`briefgen verify --page`: the verifier for the browser, one HTML file."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from briefgen.workspace.atomic import write_whole
from briefgen.workspace.workspace import refuse_input

from .exit_codes import DONE

_PAGE = "verifier.html"


def or_page(command: Callable[..., int]) -> Callable[..., int]:
    """`command`, which takes `pdfs`, with the options `--page` and `-o` that write the verifier
    for the browser instead."""

    @click.option(
        "--page",
        is_flag=True,
        help="Write the verifier for the browser: one HTML file that needs no network.",
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="With --page: write it to this file instead of standard output.",
    )
    @wraps(command)
    def run(*given: Any, page: bool, output: Path | None, **options: Any) -> int:
        if page and options["pdfs"]:
            raise click.UsageError("--page takes no PDF: you choose it in the browser.")
        if output is not None and not page:
            raise click.UsageError("-o is only for --page.")
        if not page and not options["pdfs"]:
            raise click.UsageError("Missing argument 'PDF...'.")
        return _write(output) if page else command(*given, **options)

    return run


def _write(output: Path | None) -> int:
    content = files("briefgen.proof").joinpath(_PAGE).read_bytes()
    if output is None:
        click.echo(content, nl=False)
    else:
        refuse_input(output)
        write_whole(output, content)
    return DONE
