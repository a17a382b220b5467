"""The manifest of a PDF's evidence: one type, by which it is written and read.

The file may be anybody's: `read_manifest` takes nothing that has not this form.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec
from msgspec import Struct

from briefgen.model.edition import Replaced
from briefgen.model.source import Redistribution

Scalar: TypeAlias = str | int | float | bool | None
# What a PDF is made of, for the fingerprint: mappings of mappings, no deeper.
Inputs: TypeAlias = dict[str, Scalar | dict[str, Scalar | dict[str, Scalar]]]


class Tool(Struct, frozen=True):
    """The program that made the file."""

    name: str
    version: str


class ManifestDocument(Struct, frozen=True, kw_only=True):
    """What the file says of itself; `draft` is what a draft has on its pages."""

    title: str
    date: str = ""
    language: str
    paper: str = ""
    draft: str | None = None


class ManifestSource(Struct, frozen=True):
    """A source: its attachment, its fingerprint, and how much of it is embedded."""

    file: str
    sha256: str
    embedded: Redistribution


class ManifestPage(Struct, frozen=True):
    """A page: its printed number, its text, where its links lead, its pictures'
    digests, and the digest of all that it draws."""

    label: str
    text: str
    links: tuple[str, ...]
    pictures: tuple[str, ...]
    drawn: str = ""


class Manifest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was printed from what, by `format`; the keys that `verify` does not need may be
    absent, and others than these are none of ours."""

    format: int
    tool: Tool
    inputs: Inputs
    fingerprint: str
    document: ManifestDocument
    attachments: dict[str, str]
    sources: dict[str, ManifestSource]
    pages: tuple[ManifestPage, ...]
    around: dict[str, str] = {}
    words: tuple[str, ...] = ()
    unproved: dict[str, str] = {}
    replaces: Replaced | None = None
    web: str = ""


class OtherManifest(Struct, frozen=True):
    """What every format of the manifest says: its number and the program that wrote it."""

    format: int
    tool: Tool


_DECODER = msgspec.json.Decoder(Manifest)
_OTHER = msgspec.json.Decoder(OtherManifest)


def read_manifest(raw: bytes) -> Manifest | None:
    """The manifest; None where `raw` is none."""
    try:
        return _DECODER.decode(raw)
    except (ValueError, RecursionError):
        return None


def read_other(raw: bytes) -> OtherManifest | None:
    """What a manifest of whatever format says; None where `raw` is none."""
    try:
        return _OTHER.decode(raw)
    except (ValueError, RecursionError):
        return None


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON that a person can read."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)
