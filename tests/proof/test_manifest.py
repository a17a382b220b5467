"""A manifest that is not of our form is none: `verify` reads the files of strangers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.proof.manifest import read_manifest, write_manifest
from briefgen.proof.pdf_reader import read_attachments
from briefgen.proof.verify import NOTHING
from briefgen.proof.verify import _proof as proof_of
from briefgen.proof.verify_web import _proof as proof_of_web
from briefgen.proof.web_evidence import taken_apart, with_evidence
from tests.harbour import write_workspace
from tests.proof import web_alterations
from tests.proof.damaged_manifests import BRIEF, attached, damaged
from tests.proof.test_verify import built

PAGE = {"label": "1", "text": "Words", "links": ["page 2"], "pictures": ["a"]}
MANIFEST: dict[str, Any] = {
    "format": 1,
    "tool": {"name": "briefgen", "version": "1.0"},
    "inputs": {"brief": "a", "options": {"paper": None}},
    "fingerprint": "3f1c",
    "document": {"title": "T", "language": "de", "draft": None},
    "attachments": {"brief.yaml": "a"},
    "sources": {"report": {"file": "seeds/r.txt", "sha256": "a", "embedded": "full"}},
    "pages": [PAGE],
}


def changed(path: str, value: Any) -> bytes:
    """The manifest with another value at a path such as `pages.0.label`."""
    manifest = json.loads(json.dumps(MANIFEST))
    *steps, last = path.split(".")
    inner = manifest
    for step in steps:
        inner = inner[int(step) if isinstance(inner, list) else step]
    inner[last] = value
    return json.dumps(manifest).encode()


def test_a_manifest_is_read_without_what_it_does_not_know():
    manifest = read_manifest(changed("document.colour", "red"))
    assert manifest is not None
    assert manifest == read_manifest(json.dumps(MANIFEST).encode())
    assert manifest.inputs == MANIFEST["inputs"]
    assert manifest.pages[0].links == ("page 2",)
    assert manifest.sources["report"].embedded == "full"


def test_what_is_written_is_what_is_read():
    manifest = read_manifest(json.dumps(MANIFEST).encode())
    assert manifest is not None
    assert read_manifest(write_manifest(manifest)) == manifest


def test_a_manifest_without_a_draft_is_none_of_a_draft():
    raw = json.dumps({**MANIFEST, "document": {"title": "T", "language": "de"}}).encode()
    manifest = read_manifest(raw)
    assert manifest is not None
    assert manifest.document.draft is None


@pytest.mark.parametrize("key", MANIFEST)
def test_no_key_may_be_missing(key):
    raw = json.dumps({name: value for name, value in MANIFEST.items() if name != key}).encode()
    assert read_manifest(raw) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", "1"),
        ("format", 1.0),
        ("format", True),
        ("inputs", []),
        ("inputs", None),
        ("fingerprint", 1),
        ("document", "T"),
        ("document.title", None),
        ("document.draft", 1),
        ("attachments", ["brief.yaml"]),
        ("attachments.x", {}),
        ("sources.report", None),
        ("sources.report.embedded", "all"),
        ("sources.report.embedded", ["full"]),
        ("pages", {}),
        ("pages", [None]),
        ("pages", ["1"]),
        ("pages", [PAGE, {}]),
        ("pages", [{**PAGE, "links": [["Words"]]}]),
        ("pages", [{**PAGE, "links": [["a", "b", "c"]]}]),
        ("pages", [{**PAGE, "links": [["ab", "page 2"]]}]),
        ("pages", [{**PAGE, "pictures": [1]}]),
        ("unproved", {"note 3": ["Words"]}),
        ("fingerprint", "\ud800"),
        ("inputs.\ud800", "x"),
    ],
)
def test_a_value_of_another_kind_makes_it_none(path, value):
    assert read_manifest(changed(path, value)) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b"\xef\xbb\xbf" + json.dumps(MANIFEST).encode(),
        json.dumps(MANIFEST).encode("utf-16"),
        b'{"format": ' + b"9" * 5000 + b"}",
        json.dumps({**MANIFEST, "inputs": {"a": "DEEP"}})
        .replace('"DEEP"', "[" * 500 + "]" * 500)
        .encode(),
    ],
)
def test_what_is_no_such_json_is_none(raw):
    assert read_manifest(raw) is None


@pytest.mark.slow
def test_no_damaged_manifest_of_a_pdf_is_verified(tmp_path: Path):
    write_workspace(tmp_path, BRIEF)
    pdf = built(tmp_path)
    (tmp_path / "unpacked").mkdir()
    for number, (way, raw) in enumerate(damaged(read_attachments(pdf)["manifest.json"])):
        folder = tmp_path / "unpacked" / str(number)
        folder.mkdir()
        proof = proof_of(attached(pdf, raw), folder, NOTHING)
        assert not proof.holds, way
        assert proof.differs or "drawn" in way, way


@pytest.mark.slow
def test_no_damaged_manifest_of_a_web_edition_is_verified(tmp_path: Path):
    page, files = taken_apart(web_alterations.built(web_alterations.workspace_of(tmp_path)))
    assert files is not None
    (tmp_path / "unpacked").mkdir()
    for number, (way, raw) in enumerate(damaged(files["manifest.json"])):
        if number % 3 == 0:
            folder = tmp_path / "unpacked" / str(number)
            folder.mkdir()
            altered = with_evidence(page, {**files, "manifest.json": raw})
            assert proof_of_web(altered.encode(), folder, NOTHING).differs, way


@pytest.mark.slow
def test_what_a_manifest_lacks_is_named(tmp_path: Path):
    write_workspace(tmp_path, BRIEF)
    pdf = built(tmp_path)
    manifest = json.loads(read_attachments(pdf)["manifest.json"])
    manifest["inputs"]["labels"] = {}
    (tmp_path / "unpacked").mkdir()
    raw = json.dumps(manifest).encode()
    differs = proof_of(attached(pdf, raw), tmp_path / "unpacked", NOTHING).differs
    assert "the fingerprint is not that of the manifest's inputs; these lack labels" in differs
    assert "the theme's word “kind” is missing in the manifest" in differs


@pytest.mark.slow
@pytest.mark.parametrize("format", [0, -2])
def test_a_format_that_never_was_is_none(tmp_path: Path, format):
    write_workspace(tmp_path, BRIEF)
    pdf = attached(built(tmp_path), changed("format", format))
    (tmp_path / "unpacked").mkdir()
    proof = proof_of(pdf, tmp_path / "unpacked", NOTHING)
    assert proof.differs == ("the manifest cannot be read",)
