"""`briefgen sign`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from briefgen.api import path_here
from briefgen.errors import BriefgenError
from briefgen.extras import require
from briefgen.limits import MAX_PDF
from briefgen.report.base import visible
from briefgen.workspace.atomic import write_whole
from briefgen.workspace.workspace import read_bytes, read_text, refuse_input

from .context import Context, everywhere
from .exit_codes import DONE, FINDINGS

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_PASSPHRASE = "BRIEFGEN_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable


@click.command(epilog="Example: briefgen sign output/sept2.pdf --p12 editor.p12")
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(), metavar="PDF...")
@click.option("--p12", type=_FILE, help="Certificate and key as one PKCS #12 file.")
@click.option("--cert", type=_FILE, help="The certificate (PEM), with --key.")
@click.option("--key", type=_FILE, help="The private key (PEM), with --cert.")
@click.option("--chain", type=_FILE, help="The certificates of the issuers (PEM).")
@click.option("--timestamp", metavar="URL", help="A time-stamp server (RFC 3161).")
@click.option("--reason", metavar="TEXT", help="Why you sign; it is part of the signature.")
@click.option("-o", "--output", type=click.Path(), help="A file for one PDF, a folder for more.")
@everywhere
@click.pass_obj
def sign(
    context: Context,
    pdfs: tuple[str, ...],
    p12: Path | None,
    cert: Path | None,
    key: Path | None,
    chain: Path | None,
    timestamp: str | None,
    reason: str | None,
    output: str | None,
) -> int:
    """Sign verified PDFs, invisibly (PAdES); without -o, in their place.

    A passphrase is asked for, or read from the file that BRIEFGEN_PASSPHRASE_FILE names.
    """
    require("sign")
    from briefgen.proof.signing import Credentials, load_signer
    from briefgen.proof.signing import sign as signed
    from briefgen.proof.verify import UnreadablePdfError, verify

    credentials = Credentials(p12, cert, key, chain)
    if not credentials.is_complete:
        raise click.UsageError("name either --p12, or --cert with --key")
    if output and len(pdfs) > 1 and not Path(output).is_dir():
        raise BriefgenError("several files need a folder", at=output, hint="Make it first.")
    refused = False
    signer = None
    for name in pdfs:
        path = Path(name)
        pdf = read_bytes(path, MAX_PDF)
        try:
            proof = verify(pdf)
        except UnreadablePdfError as error:
            raise BriefgenError(error.message, at=name, hint=error.hint) from error
        if not proof.holds:
            refused = True
            for line in proof.differs or proof.signatures.differs or (proof.verdict,):
                click.echo(f"{visible(name)}: not signed: {visible(line)}", err=True)
            continue
        # The passphrase is asked for once, and only where there is something to sign.
        signer = signer or load_signer(credentials, _passphrase(credentials.p12 or key))
        target = path if output is None else Path(output)
        target = target / path.name if target.is_dir() else target
        if output:
            refuse_input(target)
        write_whole(target, signed(pdf, signer, reason=reason, timestamp=timestamp))
        context.say(f"{visible(str(path_here(target)))}: signed")
    return FINDINGS if refused else DONE


def _passphrase(key: Path | None) -> str | None:
    """The passphrase of a key, None for one that has none."""
    if named := os.environ.get(_PASSPHRASE):
        return read_text(Path(named)).rstrip("\r\n")
    if key and key.suffix.lower() == ".pem" and b"ENCRYPTED" not in read_bytes(key):
        return None
    if not sys.stdin.isatty():
        return None
    asked: str = click.prompt(
        "Passphrase", default="", hide_input=True, show_default=False, err=True
    )
    return asked or None
