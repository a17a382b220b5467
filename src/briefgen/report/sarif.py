"""For code scanning and editors: SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any
from urllib.parse import quote

from briefgen import __version__
from briefgen.checking.explain import RulePage, address, pages
from briefgen.model.text import Span
from briefgen.workspace.workspace import Workspace

from .base import Report, ReportedFinding, fingerprint
from .ends import end_of
from .repository import repository_path
from .text import lines_of_file

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"


def sarif_report(report: Report) -> str:
    """One run with all rules, each with its manual page, and all findings."""
    seen: Counter[str] = Counter()
    lines_of = cache(lines_of_file)
    run = {
        "tool": {
            "driver": {
                "name": "briefgen",
                "semanticVersion": __version__,
                "rules": [_rule(page) for page in pages()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The repository's root."}}},
        "results": [
            _result(located, end_of(located, lines_of), seen) for located in report.findings
        ],
    }
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _rule(page: RulePage) -> dict[str, Any]:
    link = address(page.rule)
    return {
        "id": page.rule,
        **({"helpUri": link} if link else {}),
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.why},
        "help": {"text": page.text, "markdown": page.markdown},
        "defaultConfiguration": {"level": page.severity},
    }


def _result(located: ReportedFinding, end: Span, seen: Counter[str]) -> dict[str, Any]:
    """A result; `seen` counts the findings that are alike but for their line."""
    finding, workspace = located.finding, located.workspace
    text = "\n".join(part for part in (finding.message, finding.hint) if part)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": text},
        "locations": [_location(workspace, finding.span, end)],
        "partialFingerprints": {"ruleAndMessage/v2": fingerprint(located, seen)},
    }
    if finding.source:
        related = _location(workspace, finding.source)
        related["message"] = {"text": "The source's words"}
        result["relatedLocations"] = [related]
    return result


def _location(workspace: Workspace, span: Span, end: Span | None = None) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column}
    if end and end > span:
        region |= {"endLine": end.line, "endColumn": end.column}
    uri = quote(repository_path(workspace, span), errors="surrogateescape")
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": _ROOT},
            "region": region,
        }
    }
