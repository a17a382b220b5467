"""Signatures: made, and told apart when the file or the signer is not what it seems."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

pytest.importorskip("pyhanko", reason="the extra sign is not installed")
pytest.importorskip("certomancer", reason="certomancer is not installed")

from asn1crypto import pem, tsp
from certomancer.registry import (
    ArchLabel,
    CertLabel,
    CertomancerConfig,
    PKIArchitecture,
    ServiceLabel,
)
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import TimeStamper
from pypdf import PdfWriter

from briefgen.cli.main import main
from briefgen.errors import BriefgenError
from briefgen.proof.signatures import read_signatures
from briefgen.proof.signing import Credentials, load_signer, sign
from briefgen.proof.verify import verify
from tests.harbour import write_workspace
from tests.pdf.verapdf import validate

pytestmark = pytest.mark.slow

CONFIG = """\
external-url-prefix: http://test.example
keysets:
  keys:
    path-prefix: keys
    keys:
      root: {path: root.pem}
      editor: {path: editor.pem}
      clock: {path: clock.pem}
pki-architectures:
  harbour:
    keyset: keys
    entity-defaults: {country-name: XX, organization-name: Harbour board}
    entities:
      root: {common-name: Harbour Root}
      editor: {common-name: Secretary Ebb}
      clock: {common-name: Harbour Clock}
    certs:
      root:
        issuer: root
        subject: root
        validity: {valid-from: "2020-01-01T00:00:00+0000", valid-to: "2050-01-01T00:00:00+0000"}
        profiles: [{id: simple-ca, params: {max-path-len: 1}}]
      editor:
        issuer: root
        subject: editor
        validity: {valid-from: "2020-01-01T00:00:00+0000", valid-to: "2050-01-01T00:00:00+0000"}
        profiles: [digsig-commitment]
      clock:
        issuer: root
        subject: clock
        validity: {valid-from: "2020-01-01T00:00:00+0000", valid-to: "2050-01-01T00:00:00+0000"}
        extensions:
          - {id: extended_key_usage, critical: true, value: [time_stamping]}
    services:
      time-stamping:
        stamp: {signing-cert: clock}
"""


class LocalClock(TimeStamper):
    """A time-stamp server without a network."""

    def __init__(self, harbour: PKIArchitecture) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._clock = harbour.service_registry.summon_timestamper(ServiceLabel("stamp"))

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return self._clock.request_tsa_response(req)


class Office:
    """Certificates, keys and a clock, and a brief that was built."""

    def __init__(self, folder: Path, root: str) -> None:
        self.folder = folder
        keys = folder / "keys"
        keys.mkdir(parents=True)
        for name in ("root", "editor", "clock"):
            key = ec.generate_private_key(ec.SECP256R1())
            form = Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            (keys / f"{name}.pem").write_bytes(key.private_bytes(*form))
        config = CertomancerConfig.from_yaml(CONFIG.replace("Harbour Root", root), str(folder))
        self.harbour = config.get_pki_arch(ArchLabel("harbour"))
        p12 = self.harbour.package_pkcs12(CertLabel("editor"), password=b"tide")
        (folder / "editor.p12").write_bytes(p12)
        self.root = pem.armor("CERTIFICATE", self.harbour.get_cert(CertLabel("root")).dump())

    def signed(self, pdf: bytes, *, stamped: bool = False, reason: str | None = None) -> bytes:
        signer = load_signer(Credentials(p12=self.folder / "editor.p12"), "tide")
        stamp = LocalClock(self.harbour) if stamped else None
        return sign(pdf, signer, reason=reason, timestamp=stamp)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"), "Harbour Root")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("brief")
    write_workspace(folder)
    with pytest.raises(SystemExit) as ended:
        main(["-q", "build", str(folder / "briefs" / "harbour.yaml"), "-o", str(folder / "x.pdf")])
    assert ended.value.code == 0
    return (folder / "x.pdf").read_bytes()


@pytest.mark.parametrize("stamped", [False, True])
def test_a_signed_file_begins_as_it_was_built_and_stays_accessible(office, built, stamped):
    signed = office.signed(built, stamped=stamped)
    assert signed.startswith(built)
    assert len(signed) > len(built)
    assert validate(signed) == []


def test_who_signed_and_who_trusts_them(office, built):
    signed = office.signed(built, reason="For the board")
    without = read_signatures(signed)
    assert without.differs == ()
    assert without.signers == ()
    assert (
        "signature: Secretary Ebb, as the certificate that Harbour Root issued" in without.said[0]
    )
    assert "covers the whole file" in without.said[0]
    assert "by the signer's own clock" in without.said[0]
    assert "whether to trust it was not looked at" in without.said[0]
    assert verify(signed).marks == ()
    assert without.said[1] == "  Secretary Ebb says: “For the board”"
    trusted = read_signatures(signed, [office.root])
    assert trusted.said[0].endswith("trusted by --trust")
    assert trusted.signers == ("Secretary Ebb",)


def test_the_clock_of_a_time_stamp_is_named(office, built):
    (said,) = read_signatures(office.signed(built, stamped=True), [office.root]).said
    assert "UTC by the clock of Harbour Clock" in said


def test_a_certificate_of_somebody_else_is_not_trusted(office, built, tmp_path):
    other = Office(tmp_path / "other", "Other Root")
    found = read_signatures(office.signed(built), [other.root])
    assert found.said[0].endswith("not trusted by --trust")
    assert found.signers == ()


def test_a_bit_that_flips_breaks_the_signature(office, built):
    signed = bytearray(office.signed(built))
    signed[len(built) // 2] ^= 1
    found = read_signatures(bytes(signed), [office.root])
    assert found.signers == ()
    assert "is broken: the signed part of the file was altered" in found.differs[0]


def test_a_file_that_a_program_saved_again_is_told_from_an_altered_one(office, built):
    output = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(office.signed(built))).write(output)
    found = read_signatures(output.getvalue(), [office.root])
    assert found.signers == ()
    assert "is broken: a program saved the file again" in found.differs[0]


def test_what_is_laid_over_the_page_afterwards_is_a_change(office, built):
    writer = IncrementalPdfFileWriter(io.BytesIO(office.signed(built)))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)
    found = read_signatures(output.getvalue(), [office.root])
    assert found.differs == ("the file was changed after Secretary Ebb had signed it",)
    assert found.signers == ()


def test_a_second_signature_is_no_alteration_of_the_first(office, built):
    twice = office.signed(office.signed(built))
    found = read_signatures(twice, [office.root])
    assert found.differs == ()
    assert len(found.signers) == 2


def test_a_file_without_a_signature_says_so(built):
    assert read_signatures(built).said == ("signatures: none, so nothing says who made the file",)


def test_a_wrong_passphrase_and_a_wrong_file_are_named(office, built, tmp_path):
    for passphrase in ("ebb", None):
        with pytest.raises(BriefgenError, match="key cannot be"):
            load_signer(Credentials(p12=office.folder / "editor.p12"), passphrase)
    (tmp_path / "no.pem").write_text("no key")
    with pytest.raises(BriefgenError, match="key cannot be"):
        load_signer(Credentials(cert=tmp_path / "no.pem", key=tmp_path / "no.pem"), None)
    with pytest.raises(BriefgenError, match="no certificate"):
        read_signatures(office.signed(built), [b"no certificate"])
