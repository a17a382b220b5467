"""`briefgen verify`."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.errors import BriefgenError
from briefgen.report.base import visible
from briefgen.workspace.workspace import MAX_PDF, UnreadableError, find_workspace, read_bytes

from .context import CANNOT, DONE, FINDINGS, Context, everywhere
from .output import visible_lines


@click.command(epilog="Example: briefgen verify output/sept2.pdf")
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(), metavar="PDF...")
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Compare the sources with this workspace's too.",
)
@click.option(
    "--original",
    "originals",
    type=click.Path(),
    multiple=True,
    metavar="FILE",
    help="Compare what is cited with this document, from which a source was made.",
)
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="OLD.pdf",
    help="The edition that it replaces: proves the list of changes against it.",
)
@everywhere
@click.pass_obj
def verify(
    context: Context,
    pdfs: tuple[str, ...],
    against: Path | None,
    originals: tuple[str, ...],
    since: Path | None,
) -> int:
    """Prove PDFs from themselves alone: their evidence against print."""
    from briefgen.api import verify
    from briefgen.proof.verify import NOT_PROVED, UnreadablePdfError

    workspace = find_workspace(against, against) if against else None
    worst = DONE
    for pdf in pdfs:
        name = visible(pdf)
        try:
            proof = verify(
                read_bytes(Path(pdf), MAX_PDF),
                against=workspace,
                originals=originals,
                since=since,
            )
        except (UnreadablePdfError, UnreadableError) as error:
            click.echo(f"{name}: cannot be read: {visible_lines(str(error))}", err=True)
            worst = max(worst, CANNOT)
            continue
        except BriefgenError as error:
            click.echo(f"{name}: {visible_lines(str(error))}", err=True)
            worst = max(worst, CANNOT)
            continue
        context.say(name)
        for line in proof.proved:
            context.say(f"  {visible(line)}")
        context.say(f"  {NOT_PROVED}")
        for line in map(visible, proof.differs):
            click.echo(f"{name}: {line}" if context.quiet else f"  differs: {line}")
        for line in map(visible, proof.marks):
            context.say(f"  {line}")
        verdict = visible(proof.verdict)
        if proof.differs or proof.redrawn:
            worst = max(worst, FINDINGS)
            click.echo(f"{name}: {verdict}" if context.quiet else verdict)
        else:
            context.say(verdict)
    return worst
