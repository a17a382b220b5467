"""The signatures on a PDF: who vouches for it, as far as its certificates say so.

Nothing is asked of the network, and nobody is trusted but whom the user names.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from briefgen.errors import BriefgenError
from briefgen.sandbox.pdfium import PDFIUM

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate


# pyHanko logs tracebacks of what it reports; whoever wants them can still ask for them.
for _name_of_logger in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name_of_logger).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Signatures:
    """What a file's signatures say, and what is wrong with them; `signers` are the names in
    the sound ones that are trusted."""

    said: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()


UNSIGNED = Signatures(("signatures: none, so nothing says who made the file",))


def read_signatures(pdf: bytes, trust: Sequence[bytes] = ()) -> Signatures:
    """Look at every signature of a PDF; `trust` are the PEM files of those who are trusted.

    Raises `BriefgenError` where a file of `trust` holds no certificate.
    """
    count = _count(pdf)
    if not count:
        return UNSIGNED
    if find_spec("pyhanko") is None:
        there = "is 1 signature" if count == 1 else f"are {count} signatures"
        which = "it" if count == 1 else "them"
        return Signatures((f"there {there}; install briefgen[sign] to have {which} checked",))
    return _checked(pdf, trust)


def _count(pdf: bytes) -> int:
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return max(0, int(pdfium.FPDF_GetSignatureCount(document)))


def _checked(pdf: bytes, trust: Sequence[bytes]) -> Signatures:
    # The extra `sign`, which is not everywhere.
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415

    roots = [root for pem in trust for root in _certificates(pem)]
    said: list[str] = []
    differs: list[str] = []
    signers: list[str] = []
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        fields = frozenset(one.field_name for one in reader.embedded_signatures)
        for embedded in reader.embedded_regular_signatures:
            one = _one(embedded, roots, fields)
            said += one.said
            differs += one.differs
            signers += one.signers
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError) as error:
        differs.append(f"a signature cannot be read: {error}")
    return Signatures(tuple(said), tuple(differs), tuple(signers))


def _certificates(pem: bytes) -> Iterator[Certificate]:
    from asn1crypto import pem as armour  # noqa: PLC0415
    from asn1crypto.x509 import Certificate  # noqa: PLC0415

    found = False
    try:
        for _, _, der in armour.unarmor(pem, multiple=True):
            found = True
            yield Certificate.load(der)
    except ValueError as error:
        raise BriefgenError(f"there is no certificate in what --trust names: {error}") from error
    if not found:
        raise BriefgenError("there is no certificate in what --trust names")


def _one(embedded: Any, roots: Sequence[Certificate], fields: frozenset[str]) -> Signatures:
    """What one signature says; `fields` are the names of all of them."""
    status = _status(embedded, roots)
    name, issuer = _name(status.signing_cert.subject), _name(status.signing_cert.issuer)
    if not (status.intact and status.valid):
        why = "the signed part of the file was altered"
        if not _is_in_place(embedded):
            why = "a program saved the file again: ask for the file as it was signed"
        return Signatures((), (f"the signature of {name} is broken: {why}",))
    covers = _covers(status, fields)
    differs = () if covers else (f"the file was changed after {name} had signed it",)
    said = f"signature: {name}, as the certificate that {issuer} issued names them"
    lines = [f"{said}; {covers}; {_time(status)}; {_trust(status, roots)}"] if covers else []
    if covers and (reason := embedded.sig_object.get("/Reason")):
        lines.append(f"  {name} says: “{' '.join(str(reason).split())}”")
    trusted = bool(roots) and status.trusted and not differs
    return Signatures(tuple(lines), differs, (name,) if trusted else ())


def _is_in_place(embedded: Any) -> bool:
    """Whether the signature is where it says that it is, between the two ranges that it covers."""
    start, length, end, _ = map(int, embedded.byte_range)
    stream = embedded.reader.stream
    stream.seek(start + length)
    written = stream.read(max(0, end - start - length)).strip(b"<>").lower()
    return bool(written) and written.startswith(embedded.pkcs7_content.hex().encode())


def _covers(status: Any, fields: frozenset[str]) -> str:
    """How much of the file is signed; empty where it was changed in another way than by a renewal
    of the signature, or by a further one."""
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "covers the whole file"
    as_signed = "covers the file as it was signed"
    match status.modification_level:
        case ModificationLevel.NONE | ModificationLevel.LTA_UPDATES:
            return f"{as_signed}, and only its renewal was added"
        case ModificationLevel.FORM_FILLING if status.diff_result.changed_form_fields <= fields:
            return f"{as_signed}, and only a further signature was added"
        case _:
            return ""


def _status(embedded: Any, roots: Sequence[Certificate]) -> Any:
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    def context(moment: datetime | None = None) -> ValidationContext:
        return ValidationContext(trust_roots=list(roots), moment=moment, allow_fetching=False)

    status = validate_pdf_signature(embedded, context(), context())
    stamp = status.timestamp_validity
    if not status.trusted and stamp is not None and stamp.trusted:
        # A certificate may have run out since; what counts is the moment that is proved.
        status = validate_pdf_signature(embedded, context(stamp.timestamp), context())
    return status


def _name(name: Any) -> str:
    """How a certificate names somebody: the common name, else the organisation."""
    native = name.native
    found = native.get("common_name") or native.get("organization_name") or name.human_friendly
    return " ".join(str(found if isinstance(found, str) else found[0]).split())


def _time(status: Any) -> str:
    stamp = status.timestamp_validity
    if stamp is not None and stamp.valid:
        issued = _name(stamp.signing_cert.subject)
        return f"time stamp {stamp.timestamp:%Y-%m-%d %H:%M} UTC by the clock of {issued}"
    if status.signer_reported_dt:
        return f"signed {status.signer_reported_dt:%Y-%m-%d %H:%M} by the signer's own clock"
    return "without a time"


def _trust(status: Any, roots: Sequence[Certificate]) -> str:
    if not roots:
        return "whether to trust it was not looked at (--trust PEM)"
    return "trusted by --trust" if status.trusted else "not trusted by --trust"
