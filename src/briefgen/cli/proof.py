"""`briefgen verify`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.errors import BriefgenError
from briefgen.limits import MAX_PDF
from briefgen.report.base import visible
from briefgen.workspace.workspace import UnreadableError, find_workspace, read_bytes

from .context import Context, everywhere
from .exit_codes import CANNOT, DONE, FINDINGS
from .output import print_utf8, visible_lines
from .verifier_page import or_page

if TYPE_CHECKING:
    from briefgen.proof.verdict import Proof

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(epilog="Example: briefgen verify output/sept2.pdf")
@click.argument("pdfs", nargs=-1, type=click.Path(), metavar="PDF...")
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Compare brief, catalogue and sources with this workspace's.",
)
@click.option("--rebuild", is_flag=True, help="Build the file again and compare the pages.")
@click.option("--trust", type=_FILE, multiple=True, help="Certificates to trust (PEM).")
@click.option("--signed-by", metavar="NAME", help="Require a trusted signature of this name.")
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
    type=_FILE,
    metavar="OLD.pdf",
    help="The edition that it replaces: proves the list of changes against it.",
)
@click.option("--strict", is_flag=True, help="Marks, turned pages and gaps are failures.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@everywhere
@or_page
@click.pass_obj
def verify(
    context: Context,
    pdfs: tuple[str, ...],
    against: Path | None,
    rebuild: bool,
    trust: tuple[Path, ...],
    signed_by: str | None,
    originals: tuple[str, ...],
    since: Path | None,
    strict: bool,
    form: str,
) -> int:
    """Verify PDFs and web editions from themselves alone: their evidence against print."""
    from briefgen.api import verify

    workspace = find_workspace(against, against) if against else None
    worst, reports = DONE, list[dict[str, Any]]()
    for name in pdfs:
        try:
            proof = verify(
                read_bytes(Path(name), MAX_PDF),
                against=workspace,
                originals=originals,
                since=since,
                trust=trust,
                signed_by=signed_by or "",
                rebuild=rebuild,
                name=name,
            )
        except (BriefgenError, UnreadableError) as error:
            worst = CANNOT
            reports.append({"path": name, "verdict": "cannot be read", "error": str(error)})
            click.echo(f"{visible(name)}: {visible_lines(_why(error))}", err=True)
            continue
        if not (proof.is_strictly_verified if strict else proof.holds):
            worst = max(worst, FINDINGS)
        reports.append({"path": name, **_report(proof)})
        if form == "text":
            _print(context, visible(name), proof, strict=strict)
    if form == "json":
        report = {"version": 1, "files": reports}
        print_utf8(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return worst


def _why(error: BriefgenError | UnreadableError) -> str:
    from briefgen.proof.verify import UnreadablePdfError

    is_unreadable = isinstance(error, UnreadablePdfError | UnreadableError)
    return f"cannot be read: {error}" if is_unreadable else str(error)


def _report(proof: Proof) -> dict[str, Any]:
    return {
        "verdict": proof.verdict,
        "proved": proof.proved,
        "differs": proof.differs,
        "redrawn": proof.redrawn,
        "marks": proof.marks,
        "signatures": proof.signatures.said,
        "broken_signatures": proof.signatures.differs,
        "signers": proof.signatures.signers,
        "not_proved": proof.not_proved,
        "theme_words": proof.words,
    }


def _print(context: Context, name: str, proof: Proof, *, strict: bool) -> None:
    context.say(name)
    for line in (*proof.proved, *proof.signatures.said):
        context.say(f"  {visible(line)}")
    for line in proof.not_proved:
        context.say(f"  not proved: {line}")
    if proof.words and not proof.is_theme_proved:
        context.say(visible("  theme's own words: " + " | ".join(proof.words)))
    for line in map(visible, (*proof.differs, *proof.signatures.differs)):
        click.echo(f"{name}: {line}" if context.quiet else f"  differs: {line}")
    for line in map(visible, proof.marks):
        if strict:
            click.echo(f"{name}: {line}" if context.quiet else f"  {line}")
        else:
            context.say(f"  {line}")
    verdict = visible(proof.verdict)
    if proof.is_strictly_verified if strict else proof.holds:
        context.say(verdict)
    else:
        click.echo(f"{name}: {verdict}" if context.quiet else verdict)
