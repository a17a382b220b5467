"""`briefgen sign` as a command."""

from __future__ import annotations

import hashlib

import pytest

pytest.importorskip("pyhanko", reason="the extra sign is not installed")
pytest.importorskip("certomancer", reason="certomancer is not installed")

from tests.proof.test_signatures import Office

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = Office(tmp_path_factory.mktemp("office"), "Harbour Root")
    secret = office.folder / "passphrase"
    secret.write_text("tide\n", encoding="utf-8")
    monkeypatch.setenv("BRIEFGEN_PASSPHRASE_FILE", str(secret))
    return office


def test_a_verified_file_is_signed_and_begins_as_it_was_built(briefgen, workspace, office):
    assert briefgen("build").code == 0
    pdf = workspace / "output" / "harbour.pdf"
    built = pdf.read_bytes()
    ran = briefgen("sign", pdf, "--p12", office.folder / "editor.p12", "-o", "signed.pdf")
    assert (ran.code, ran.out) == (0, "signed.pdf: signed\n")
    assert (workspace / "signed.pdf").read_bytes().startswith(built)
    assert briefgen("verify", "signed.pdf").code == 0


def test_a_build_of_what_is_unchanged_keeps_the_signature(briefgen, workspace, office):
    assert briefgen("build").code == 0
    pdf = workspace / "output" / "harbour.pdf"
    built = pdf.read_bytes()
    assert briefgen("sign", pdf, "--p12", office.folder / "editor.p12").code == 0
    signed = pdf.read_bytes()
    for _ in range(2):
        (output,) = briefgen("build", "--format", "json").json["outputs"]
        assert output["sha256"] == hashlib.sha256(signed).hexdigest()
        assert pdf.read_bytes() == signed
    assert briefgen("build", "--force").code == 0
    assert pdf.read_bytes() == built


def test_a_draft_and_an_altered_file_are_refused(briefgen, workspace, office):
    assert briefgen("build", "--draft").code == 0
    pdf = workspace / "output" / "harbour.pdf"
    before = pdf.read_bytes()
    ran = briefgen("sign", pdf, "--p12", office.folder / "editor.p12")
    assert ran.code == 1
    assert "not signed: " in ran.err
    assert pdf.read_bytes() == before


def test_a_wrong_passphrase_and_half_a_pair_are_refused(briefgen, workspace, office):
    assert briefgen("build").code == 0
    pdf = workspace / "output" / "harbour.pdf"
    (office.folder / "passphrase").write_text("ebb", encoding="utf-8")
    ran = briefgen("sign", pdf, "--p12", office.folder / "editor.p12")
    assert ran.code == 2
    assert "key cannot be opened" in ran.err
    assert briefgen("sign", pdf, "--key", office.folder / "passphrase").code == 2
    for unreadable, why in (("none.pdf", "no such file"), ("briefs/harbour.yaml", "not a PDF")):
        ran = briefgen("sign", unreadable, "--p12", office.folder / "editor.p12")
        assert ran.code == 2
        assert unreadable in ran.err
        assert why in ran.err
