"""Messages to the page, as JSON: after each save the findings and the words, after each
layout the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from msgspec import to_builtins
from msgspec.structs import asdict

from briefgen.model.finding import Finding
from briefgen.model.text import Span
from briefgen.proof.page_pictures import Pictures
from briefgen.workspace.workspace import UnreadableError, Workspace, read_text

from .saved import Saved, place_of

Message = Mapping[str, Any]

# Lines shown before and after the one that a finding is about.
_AROUND = 2

# Shown instead of a PDF.
HAS_ERRORS = "The brief has errors and is not printed: see the findings."


def of_save(number: int, saved: Saved, html: str | None, workspace: Workspace) -> Message:
    """What the save with this `number` came to; `html` are its words, None if it is broken."""
    findings = [finding_message(finding, workspace) for finding in saved.findings]
    if saved.failure:
        findings.insert(0, _failure(saved.failure, workspace))
    return {
        "number": number,
        "title": saved.sound.document.title if saved.sound else None,
        "html": html,
        "findings": findings,
    }


def of_layout(
    number: int,
    html: str,
    shown: Pictures | None,
    problems: Iterable[Finding],
    workspace: Workspace,
    typed: Mapping[str, Span] = MappingProxyType({}),
) -> Message:
    """How the save with this `number` looks in print; `pages` is null where it cannot be
    printed, and the page then keeps what it shows. `typed` tells where each anchor's words were
    typed."""
    return {
        "number": number,
        "html": html,
        "pages": shown and [
            {
                "label": page.label,
                "width": page.width,
                "height": page.height,
                "picture": f"picture/{page.name}.png",
                "links": [asdict(link) for link in page.links],
                "blocks": [to_builtins(block) for block in page.blocks],
            }
            for page in shown.pages
        ],
        "places": shown and shown.places,
        "typed": {name: [at.path, at.line, at.column] for name, at in typed.items()},
        "findings": [finding_message(finding, workspace) for finding in problems],
    }  # fmt: skip


def finding_message(finding: Finding, workspace: Workspace) -> Message:
    """A finding with the lines around it and around what it says of a source."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "difference": finding.difference,
        "at": file_link(finding.span, workspace),
        "source": finding.source and file_link(finding.source, workspace),
    }


def _failure(failure: Any, workspace: Workspace) -> Message:
    span = place_of(failure)
    return {
        "rule": "cannot go on",
        "severity": "error",
        "message": failure.message,
        "hint": failure.hint,
        "difference": None,
        "at": span and file_link(span, workspace),
        "source": None,
    }


def file_link(span: Span, workspace: Workspace) -> Message:
    try:
        lines = re.split(r"\r\n|\r|\n", read_text(workspace.root / span.path))
    except UnreadableError:
        lines = []
    first = max(span.line - _AROUND, 1)
    shown = lines[first - 1 : span.line + _AROUND]
    return {"path": span.path, "line": span.line, "column": span.column,
            "first": first, "lines": shown}  # fmt: skip
