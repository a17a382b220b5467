"""`briefgen check` and `briefgen explain`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.report import FORMATS, summary_line
from briefgen.workspace.workspace import Workspace, refuse_input

from .context import Context, everywhere, rule_names
from .exit_codes import DONE, FINDINGS
from .output import make_report, print_report, utf8, without_notes, written


class _Check(click.Command):
    """`--fix` alone is a flag, so that a brief may follow it; `--fix=RULE` names rules."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [_RULES.sub("--fix-rules=", one) for one in args])


_RULES = re.compile(r"\A--fix=")


@click.command(cls=_Check, epilog="Example: briefgen check --strict")
@click.argument("briefs", nargs=-1, type=click.Path(), metavar="[BRIEF or FOLDER]...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report here.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes; --fix=RULE,… also that rule's.")
@click.option("--fix-rules", metavar="RULE,…", hidden=True)
@click.option("--dry-run", is_flag=True, help="Print what --fix would change, and change nothing.")
@everywhere
@click.pass_obj
def check(
    context: Context,
    briefs: tuple[str, ...],
    form: str,
    strict: bool,
    output: str | None,
    fix: bool,
    fix_rules: str | None,
    dry_run: bool,
) -> int:
    """Check that every citation and quotation is in its source.

    Writes nothing but -o, except with --fix. Without a BRIEF, every brief of the workspace.
    """
    chosen = context.briefs(briefs)
    if fix or fix_rules is not None:
        rules = fix_rules.split(",") if fix_rules else []
        # What a program reads from standard output has nothing before it.
        aside = form != "text" and not output
        _mend(context, chosen, rules, dry_run=dry_run, aside=aside)
    elif dry_run:
        raise BriefgenError("--dry-run shows what --fix would change", hint="Type --fix --dry-run.")
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

        refuse_input(Path(output))
        write_whole(Path(output), utf8(written(report, form)))
        if report.failed or not context.quiet:
            click.echo(summary_line(report.summary))
    elif context.quiet and form in {"text", "github"}:
        if (problems := without_notes(report)).findings:
            print_report(problems, form)
    else:
        print_report(report, form)
    return FINDINGS if report.failed else DONE


def _mend(
    context: Context,
    chosen: Sequence[tuple[Workspace, Path]],
    rules: list[str],
    *,
    dry_run: bool,
    aside: bool,
) -> None:
    """Apply fixes to the chosen briefs, or print what that would change: `aside`, on standard
    error."""
    from difflib import unified_diff

    from briefgen.checking.rules import RULES
    from briefgen.editing.fixing import mend, write

    if unknown := set(rules) - {rule.name for rule in RULES}:
        hint = "`briefgen explain` lists the rules."
        raise BriefgenError(f"rule {min(unknown)} does not exist", hint=hint)
    more: dict[str, None] = {}
    for workspace, path in chosen:
        mended = mend(workspace, path, context.opened(workspace).library, rules)
        name = workspace.display(path)
        if dry_run:
            before, after = mended.before.splitlines(True), mended.after.splitlines(True)
            for line in unified_diff(before, after, name, name):
                click.echo(line.rstrip("\r\n"), err=aside)
        elif mended.titles:
            write(mended)
            for title in mended.titles:
                context.say(f"fixed: {title}", error=True)
        more.update(dict.fromkeys(mended.offered))
    if more:
        named = f"--fix={','.join(more)}"
        context.say(f"more fixes are on offer: look at the findings, then type {named}", error=True)


@click.command(epilog="Example: briefgen explain quote-not-in-source")
@click.argument("rule", required=False, shell_complete=rule_names)
@click.option("--markdown", is_flag=True, help="All rules as one Markdown file.")
@everywhere
def explain(rule: str | None, markdown: bool) -> int:
    """Say what a rule means and why, with examples; or list them."""
    from briefgen.checking.explain import handbook, listing, page
    from briefgen.checking.rules import RULES
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
