"""A manifest that is not of our form is none: `verify` reads the files of strangers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefgen.proof.manifest import read_manifest, write_manifest

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
