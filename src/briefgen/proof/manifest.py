"""The form of a manifest, as far as `verify` reads it: the file may be anybody's."""

from __future__ import annotations

import json
from typing import Any

# A type; a set of texts; a list of one form; a tuple of so many forms; a mapping of these
# keys, or with `str` as its key, of any.
_MANIFEST: dict[object, Any] = {
    "format": int,
    "inputs": dict,
    "fingerprint": str,
    "document": {"title": str, "language": str, "draft": str | None},
    "attachments": {str: str},
    "sources": {
        str: {"file": str, "sha256": str, "embedded": frozenset({"full", "cited", "none"})}
    },
    "pages": [{"label": str, "text": str, "links": [(str, str)], "pictures": [str]}],
    "blocks": [{"what": str, "pages": [str], "text": str}],
}
# Lists and mappings inside one another; ours has four.
_MAX_LEVELS = 20


def read_manifest(raw: bytes) -> dict[str, Any] | None:
    """The manifest as plain values; None where its form is not that of `evidence.manifest`."""
    try:
        value = json.loads(raw.decode())
        _bounded(value, _MAX_LEVELS)
        json.dumps(value, ensure_ascii=False).encode()  # an escape may be half a character
        manifest: dict[str, Any] = _formed(value, _MANIFEST)
    except (ValueError, RecursionError):
        return None
    return manifest


def _bounded(value: Any, levels: int) -> None:
    if isinstance(value, dict | list):
        if levels == 0:
            raise ValueError("nested too deep")
        for item in value.values() if isinstance(value, dict) else value:
            _bounded(item, levels - 1)


def _formed(value: Any, form: Any) -> Any:
    """`value` with what `form` names and nothing else; raises `ValueError`."""
    match form:
        case frozenset():
            sound = isinstance(value, str) and value in form
        case tuple():
            sound = isinstance(value, list) and len(value) == len(form)
        case dict() | list():
            sound = isinstance(value, type(form))
        case _:
            sound = isinstance(value, form) and not isinstance(value, bool)
    if not sound:
        raise ValueError("of another form")
    match form:
        case tuple():
            return tuple(_formed(item, inner) for item, inner in zip(value, form, strict=True))
        case [inner]:
            return [_formed(item, inner) for item in value]
        case dict() if str in form:
            return {key: _formed(item, form[str]) for key, item in value.items()}
        case dict():
            return {key: _formed(value.get(key), inner) for key, inner in form.items()}
    return value
