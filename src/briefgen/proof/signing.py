"""An invisible PAdES signature on a PDF (ETSI EN 319 142-1, baseline B-B, with a time stamp B-T).

It is written as one incremental update: the file's first bytes stay those of the build.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError

from briefgen.errors import BriefgenError

from .signatures import read_signatures

# Seconds that a time-stamp server may take.
_PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Credentials:
    """Where a certificate and its key are kept: a PKCS #12 file (`p12`), or PEM files."""

    p12: Path | None = None
    cert: Path | None = None
    key: Path | None = None
    chain: Path | None = None

    @property
    def is_complete(self) -> bool:
        return (self.p12 is not None) != (self.cert is not None and self.key is not None)


def load_signer(credentials: Credentials, passphrase: str | None) -> SimpleSigner:
    """The signer; raises `BriefgenError` where a file cannot be read or the passphrase is wrong."""
    secret = passphrase.encode() if passphrase is not None else None
    at = str(credentials.p12 or credentials.key)
    try:
        signer = _loaded(credentials, secret)
    except (OSError, ValueError, TypeError) as error:
        raise BriefgenError(f"the key cannot be read: {error}", at=at) from error
    if signer is None:
        raise BriefgenError(
            "the key cannot be opened",
            at=at,
            hint="Check the file's form and its passphrase.",
        )
    return signer


def _loaded(credentials: Credentials, secret: bytes | None) -> SimpleSigner | None:
    chain = [str(credentials.chain)] if credentials.chain else None
    signer: SimpleSigner | None
    if credentials.p12:
        signer = SimpleSigner.load_pkcs12(str(credentials.p12), chain, passphrase=secret)
    else:
        files = str(credentials.key), str(credentials.cert)
        signer = SimpleSigner.load(*files, ca_chain_files=chain, key_passphrase=secret)
    return signer


def sign(
    pdf: bytes,
    signer: SimpleSigner,
    *,
    reason: str | None = None,
    timestamp: str | TimeStamper | None = None,
) -> bytes:
    """`pdf` with a signature after its last byte; `timestamp` is a server's address (RFC 3161).

    Raises `BriefgenError` where the file cannot be signed or the server gives no time stamp.
    """
    stamper = (
        HTTPTimeStamper(timestamp, timeout=_PATIENCE) if isinstance(timestamp, str) else timestamp
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        root = writer.prev.root
        number = len(root["/AcroForm"]["/Fields"]) + 1 if "/AcroForm" in root else 1
        name = f"Signature{number}"
        metadata = PdfSignatureMetadata(
            field_name=name, reason=reason, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
        )
        field = SigFieldSpec(name, box=None)
        maker = PdfSigner(metadata, signer, timestamper=stamper, new_field_spec=field)
        signed = maker.sign_pdf(writer)
    except TimestampRequestError as error:
        raise BriefgenError(
            f"no time stamp: {error}", hint="Name another with --timestamp."
        ) from error
    except (SigningError, PdfError, ValueError, KeyError) as error:
        raise BriefgenError(f"the file cannot be signed: {error}") from error
    content = bytes(signed.getbuffer())
    if read_signatures(content).differs:
        raise BriefgenError(
            "the file cannot be signed: the signature does not match its certificate",
            hint="Name the key that belongs to the certificate.",
        )
    return content
