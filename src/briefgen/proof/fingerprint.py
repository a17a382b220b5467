"""The fingerprint of a brief's inputs: ten characters of it tie a printed page to its file.

SHA-256 over the canonical JSON (RFC 8785 as far as strings, numbers and plain objects
go) of what went in; never over the PDF that came out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from msgspec import to_builtins

from briefgen import __version__
from briefgen.model.edition import Replaced
from briefgen.model.source import Source
from briefgen.releases import release

# What decides how a page comes out, besides briefgen itself.
_ENGINES = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "jinja2",
    "markdown-it-py",
    "babel",
    "fontpkg-source-serif-4",
    "fontpkg-source-sans-3",
)


def inputs(
    brief: bytes,
    sources: Mapping[str, Source],
    theme: Mapping[str, bytes],
    pictures: Mapping[str, bytes],
    options: Mapping[str, Any],
    evidence: Mapping[str, bytes],
    layout: Mapping[str, Any],
    labels: Mapping[str, str],
    replaced: Replaced | None = None,
) -> dict[str, Any]:
    """What a PDF is made of: digests of brief, sources, catalogue entries, theme, pictures and
    of the `evidence` that it carries, file by file, which binds that to the printed fingerprint;
    the `options` that were given on the command line; the theme's `layout` and `labels`, its own
    words; the versions of what makes pages; and, where an edition is `replaced`, its fingerprint
    and the digest of what changed.
    """
    earlier = {} if replaced is None else {"replaces": replaced_inputs(replaced)}
    return {
        "brief": _digest(brief),
        "sources": {
            id: {
                "sha256": source.sha256,
                "entry": _entry(source),
            }
            for id, source in sources.items()
        },
        "theme": {name: _digest(content) for name, content in theme.items()},
        "pictures": {name: _digest(content) for name, content in pictures.items()},
        "evidence": {name: _digest(content) for name, content in evidence.items()},
        "options": dict(options),
        "layout": dict(layout),
        "labels": dict(labels),
        "versions": versions(),
        **earlier,
    }


def replaced_inputs(replaced: Replaced) -> dict[str, str]:
    """What the fingerprint binds of the edition that is replaced, and of the changes since."""
    changes = _digest(_canonical(to_builtins(replaced)))
    return {"fingerprint": replaced.fingerprint, "changes": changes}


def _entry(source: Source) -> str:
    return _digest(_canonical(to_builtins(source.reference)))


def versions() -> dict[str, str]:
    """The versions of briefgen and of what decides how its pages come out."""
    return {"briefgen": __version__, **{name: release(name) for name in _ENGINES}}


def fingerprint(inputs: Mapping[str, Any]) -> str:
    """The SHA-256 of `inputs`, in hex."""
    return _digest(_canonical(inputs))


def _canonical(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
