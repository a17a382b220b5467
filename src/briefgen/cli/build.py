"""`briefgen build`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefgen.errors import BriefgenError
from briefgen.report import counted, summary_line
from briefgen.workspace.workspace import Workspace

from .context import CANNOT, DONE, FINDINGS, Context, everywhere, find_briefs
from .output import complain, has_colour, json_path, make_report, path_here, print_utf8

if TYPE_CHECKING:
    from briefgen.build.orders import Built, Order

T = TypeVar("T")


@click.command(epilog="Example: briefgen build briefs/sept2.yaml")
@click.argument("briefs", nargs=-1, type=click.Path(), metavar="[BRIEF]...")
@click.option("-o", "--output", type=click.Path(), help="A file for one brief, a folder for more.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="Overrides the brief's paper.")
@click.option("--theme", metavar="NAME", help="Overrides the brief's theme.")
@click.option("--large-print", is_flag=True, help="18 pt, one column, nothing under 14 pt.")
@click.option("--draft", is_flag=True, help="Build despite errors, marked as a draft.")
@click.option("--html", is_flag=True, help="Write the same page as one HTML file.")
@click.option("--force", is_flag=True, help="Render again though nothing changed.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, metavar="N", help="Parallel processes."
)
@click.option("--executor", metavar="URL", help="Build on a cluster: dask://HOST:PORT.")
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=None,
    metavar="SECONDS",
    help="How long the layout of one brief may take (300; 0: no limit).",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@everywhere
@click.pass_obj
def build(
    context: Context,
    briefs: tuple[str, ...],
    output: str | None,
    paper: Any,
    theme: str | None,
    large_print: bool,
    draft: bool,
    html: bool,
    force: bool,
    jobs: int,
    executor: str | None,
    timeout: float | None,
    form: str,
) -> int:
    """Check briefs and print them: output/<name>.pdf.

    Without a BRIEF, every brief of the workspace.
    """
    from briefgen.build.orders import order, standing, write
    from briefgen.model.options import Options

    chosen = find_briefs(context, briefs)
    options = Options(paper, theme, html, large_print, draft)
    suffix = ".html" if html else ".pdf"
    orders = [
        order(
            workspace,
            path,
            _target(workspace, path, output, suffix, several=len(chosen) > 1),
            options,
            force=force,
        )
        for workspace, path in chosen
    ]
    _refuse_one_file_for_two(orders)
    built = {one.order.path: one for one in standing(orders)}
    changed = [one for one in orders if one.path not in built]
    if changed:
        from briefgen.build.executors.local import run
        from briefgen.build.pipeline import TIMEOUT, Job

        limit = TIMEOUT if timeout is None else timeout
        work = [
            Job(
                one.workspace.root,
                one.path,
                options,
                one.record.fingerprint if one.record else None,
                limit,
            )
            for one in changed
        ]
        if executor:
            try:
                from briefgen.build.executors.dask import run_on
            except ImportError as error:
                hint = "pip install 'briefgen[cluster]'"
                raise BriefgenError("Dask is not installed", hint=hint) from error
            results = run_on(executor, work)
        else:
            results = run(work, jobs)
        for one, made in zip(changed, _counted(context, results, len(work)), strict=True):
            built[one.path] = write(one, made)
    done = [built[path] for _, path in chosen]
    report = make_report(chosen, [one.tally for one in done], [one.findings for one in done])
    if form == "json":
        from briefgen.report.json import json_report

        print_utf8(json_report(report, outputs=[_output(one) for one in done if one.record]))
    else:
        from briefgen.report.text import text_findings

        for line in text_findings(report, colour=has_colour(sys.stderr)):
            click.echo(line, err=True)
    for failure in dict.fromkeys(one.failure for one in done if one.failure):
        complain(failure)
    for result in done:
        if result.record and form == "text":
            pages = f"{counted(result.record.pages, 'page')}, " if result.record.pages else ""
            notes = counted(result.record.footnotes, "footnote")
            context.say(f"{path_here(result.order.target)}: {pages}{notes}")
    if any(one.failure for one in done):
        return CANNOT
    unwritten = any(one.record is None for one in done)
    if (report.failed or unwritten) and form == "text":
        click.echo(summary_line(report.summary), err=True)
    return FINDINGS if unwritten or (report.failed and not draft) else DONE


def _target(
    workspace: Workspace, path: Path, output: str | None, suffix: str, *, several: bool
) -> Path:
    """The file that a brief is built into."""
    if output is None:
        return workspace.output / f"{path.stem}{suffix}"
    folder = several or output.endswith(("/", os.sep)) or Path(output).is_dir()
    target = Path(output) / f"{path.stem}{suffix}" if folder else Path(output)
    return target.absolute()


def _refuse_one_file_for_two(orders: Sequence[Order]) -> None:
    first: dict[Path, Path] = {}
    for one in orders:
        other = first.setdefault(one.target, one.path)
        if other != one.path:
            raise BriefgenError(
                f"{path_here(other)} and {path_here(one.path)} would both become "
                f"{path_here(one.target)}",
                hint="Rename one of them, or build them apart, with -o.",
            )


def _output(one: Built) -> dict[str, Any]:
    """What the contract's JSON says of a file that was written."""
    assert one.record is not None
    return {
        "brief": one.order.workspace.display(one.order.path),
        "path": json_path(one.order.target, one.order.workspace),
        "pages": one.record.pages,
        "footnotes": one.record.footnotes,
        "sha256": one.record.sha256,
    }


def _counted(context: Context, made: Iterator[T], count: int) -> Iterator[T]:
    """`made`, with a line on the terminal that counts what is done of several."""
    shown = count > 1 and not context.quiet and sys.stderr.isatty()
    for number, one in enumerate(made, 1):
        if shown:
            end = "" if number < count else "\n"
            click.echo(f"\r{number} of {count} briefs{end}", err=True, nl=False)
        yield one
