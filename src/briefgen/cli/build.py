"""`briefgen build`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from briefgen.api import build_briefs, path_here
from briefgen.building.output import output_path
from briefgen.errors import BriefgenError
from briefgen.model.options import Options
from briefgen.report import counted, summary_line

from .context import Context, everywhere
from .exit_codes import CANNOT, DONE, FINDINGS
from .output import complain, has_colour, json_path, make_report, print_utf8, without_notes

if TYPE_CHECKING:
    from briefgen.building.job import Job, Made
    from briefgen.building.orders import Built

T = TypeVar("T")
_LONGEST = 10**9


def _seconds(_: click.Context, __: click.Parameter, typed: float | None) -> float | None:
    """A time that a timer can hold; “nan” is no more and no less than any other."""
    if typed is None or typed <= _LONGEST:
        return typed
    raise click.BadParameter(f"{typed:g} is not a number of seconds; 0 sets no limit")


def _address(_: click.Context, __: click.Parameter, typed: str | None) -> str | None:
    """The address of a cluster, also where nothing is left to build on it."""
    if typed is None:
        return None
    try:
        parts = urlsplit(typed)
        if parts.scheme == "dask" and parts.hostname and parts.port:
            return typed
    except ValueError:  # no such port
        pass
    raise click.BadParameter(f"not an executor: {typed}. Write dask://HOST:PORT.")


@click.command(epilog="Example: briefgen build briefs/sept2.yaml")
@click.argument("briefs", nargs=-1, type=click.Path(), metavar="[BRIEF]...")
@click.option("-o", "--output", type=click.Path(), help="A file for one brief, a folder for more.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="Overrides the brief's paper.")
@click.option("--theme", metavar="NAME", help="Overrides the brief's theme.")
@click.option("--large-print", is_flag=True, help="18 pt, one column, nothing under 14 pt.")
@click.option("--draft", is_flag=True, help="Build despite errors, marked as a draft.")
@click.option("--html", is_flag=True, help="Write the same page as one HTML file.")
@click.option("--since", metavar="OLD", help="Print what changed since a PDF, brief or REV:path.")
@click.option("--force", is_flag=True, help="Render again though nothing changed.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, metavar="N", help="Parallel processes."
)
@click.option(
    "--executor", metavar="URL", callback=_address, help="Build on a cluster: dask://HOST:PORT."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=None,
    callback=_seconds,
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
    since: str | None,
    force: bool,
    jobs: int,
    executor: str | None,
    timeout: float | None,
    form: str,
) -> int:
    """Check briefs and print them: output/<name>.pdf.

    Without a BRIEF, every brief of the workspace.
    """
    chosen = context.briefs(briefs)
    options = Options(paper, theme, html, large_print, draft, since)
    wanted = [
        (one, path, output_path(one, path, output, options, several=len(chosen) > 1))
        for one, path in chosen
    ]

    def run(work: Sequence[Job]) -> Iterator[Made]:
        return _counted(context, _results(work, jobs, executor), len(work))

    done = build_briefs(wanted, options, force=force, timeout=timeout, run=run)
    report = make_report(chosen, [one.tally for one in done], [one.findings for one in done])
    if form == "json":
        from briefgen.report.json import json_report

        print_utf8(json_report(report, outputs=[_output(one) for one in done if one.record]))
    else:
        from briefgen.report.text import text_findings

        for line in text_findings(
            without_notes(report) if context.quiet else report, colour=has_colour(sys.stderr)
        ):
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


def _results(work: Sequence[Job], jobs: int, executor: str | None) -> Iterator[Made]:
    """What each job comes to, on the cluster `executor` or in `jobs` processes."""
    if executor is None:
        from briefgen.building.executors.local import run

        return run(work, jobs)
    try:
        from briefgen.building.executors.dask import run_on
    except ImportError as error:
        from briefgen.extras import installing

        hint = f"Type: {installing('cluster')}"
        raise BriefgenError("Dask is not installed", hint=hint) from error
    return run_on(executor, work)


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
