"""For GitLab: a Code Quality report, of the Code Climate subset that GitLab reads."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

from .base import Report, fingerprint
from .ends import end_of
from .repository import repository_path
from .text import lines_of_file

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def gitlab_report(report: Report) -> str:
    """A JSON array of issues; each has a fingerprint that outlives a change of its line."""
    seen: Counter[str] = Counter()
    lines_of = cache(lines_of_file)
    issues = []
    for located in report.findings:
        finding = located.finding
        text = "\n".join(part for part in (finding.message, finding.hint) if part)
        issues.append(
            {
                "description": text,
                "check_name": finding.rule,
                "fingerprint": fingerprint(located, seen),
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": repository_path(located.workspace, finding.span),
                    "lines": {"begin": finding.span.line, "end": end_of(located, lines_of).line},
                },
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
