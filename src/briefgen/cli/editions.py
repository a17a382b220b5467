"""`briefgen diff`."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.report.base import visible
from briefgen.workspace.workspace import refuse_input

from .context import Context, everywhere
from .exit_codes import DONE, FINDINGS
from .output import print_utf8, utf8


@click.command(epilog="Example: briefgen diff HEAD~1:briefs/sept2.yaml briefs/sept2.yaml")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report here.")
@everywhere
@click.pass_obj
def diff(context: Context, old: str, new: str, form: str, output: str | None) -> int:
    """Compare two editions of a brief in meaning.

    OLD and NEW are a brief, a PDF of ours, or REV:PATH in git.
    """
    from briefgen.building.opening import open_edition
    from briefgen.editions.compare import compare
    from briefgen.editions.report import json_report, markdown_report, text_report

    before = open_edition(old, context.root, beside=new)
    after = open_edition(new, context.root, beside=old)
    changes = compare(before.edition, after.edition)
    names = visible(old), visible(new)
    doubts = [
        visible(f"{name} does not verify: {doubt}")
        for name, opened in zip(names, (before, after), strict=True)
        for doubt in opened.doubts
    ]
    match form:
        case "json":
            report = json_report(changes, before.edition, after.edition)
        case "markdown":
            report = markdown_report(changes, *names, doubts)
        case _:
            report = text_report(changes, *names, doubts)
    if output:
        from briefgen.workspace.atomic import write_whole

        refuse_input(Path(output))
        write_whole(Path(output), utf8(report))
    elif changes or doubts or form != "text" or not context.quiet:
        print_utf8(report)
    return FINDINGS if changes else DONE
