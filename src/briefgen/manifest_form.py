"""The form of a manifest, as far as `verify` reads it: the file may be anybody's."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError


class _Form(BaseModel):
    model_config = ConfigDict(strict=True)


class _Document(_Form):
    title: str
    language: str
    draft: str | None = None


class _Source(_Form):
    file: str
    sha256: str
    embedded: Literal["full", "cited", "none"]


class _Page(_Form):
    label: str
    text: str
    links: list[tuple[str, str]]
    pictures: list[str]


class _Block(_Form):
    what: str
    pages: list[str]
    text: str


class _Manifest(_Form):
    format: int
    inputs: dict[str, Any]
    fingerprint: str
    document: _Document
    attachments: dict[str, str]
    sources: dict[str, _Source]
    pages: list[_Page]
    blocks: list[_Block]


def read_manifest(raw: bytes) -> dict[str, Any] | None:
    """The manifest as plain values; None where its form is not that of `evidence.manifest`."""
    try:
        return _Manifest.model_validate_json(raw).model_dump()
    except ValidationError:
        return None
