"""`briefgen check` and `briefgen explain`."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.report import FORMATS, summary_line

from .context import DONE, FINDINGS, Context, everywhere, rule_names
from .output import make_report, print_report, utf8, written


@click.command(epilog="Example: briefgen check --strict")
@click.argument("briefs", nargs=-1, type=click.Path(), metavar="[BRIEF or FOLDER]...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report here.")
@everywhere
@click.pass_obj
def check(
    context: Context, briefs: tuple[str, ...], form: str, strict: bool, output: str | None
) -> int:
    """Check that every citation and quotation is in its source.

    Writes nothing but -o. Without a BRIEF, every brief of the workspace.
    """
    chosen = context.briefs(briefs)
    tallies, found = [], []
    for workspace, path in chosen:
        # Only what is reported of a brief is kept: a thousand take little more memory than one.
        checked = context.opened(workspace).check(path)
        tallies.append(checked.tally)
        found.append(checked.findings)
    report = make_report(chosen, tallies, found)
    if strict:
        report = replace(report, failing=("error", "warning"))
    if output:
        from briefgen.workspace.atomic import write_whole

        write_whole(Path(output), utf8(written(report, form)))
        if report.failed or not context.quiet:
            click.echo(summary_line(report.summary))
    elif context.quiet and form in {"text", "github"}:
        problems = tuple(one for one in report.findings if one.finding.severity != "note")
        if problems:
            print_report(replace(report, findings=problems), form)
    else:
        print_report(report, form)
    return FINDINGS if report.failed else DONE


@click.command(epilog="Example: briefgen explain quote-not-in-source")
@click.argument("rule", required=False, shell_complete=rule_names)
@click.option("--markdown", is_flag=True, help="All rules as one Markdown file.")
@everywhere
def explain(rule: str | None, markdown: bool) -> int:
    """Say what a rule means and why, with examples; or list them."""
    from briefgen.check.explain import handbook, listing, page
    from briefgen.check.rules import RULES
    from briefgen.matching.nearest import nearest_names

    if rule is None:
        click.echo(handbook() if markdown else listing(), nl=False)
        return DONE
    known = {one.name: one for one in RULES}
    if rule not in known:
        near = nearest_names(rule, known)
        raise BriefgenError(
            f"there is no rule “{rule}”",
            hint=f"Did you mean {' or '.join(near)}?" if near else "`briefgen explain` lists them.",
        )
    found = page(known[rule])
    click.echo(found.markdown if markdown else found.text, nl=False)
    return DONE
