"""What a run came to → what a person or a program reads: a module each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .base import Located, Report, ReportedBrief, summary_line
from .github import github_report
from .json import json_report
from .junit import junit_report
from .sarif import sarif_report
from .text import text_findings, text_report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": text_report,
    "json": json_report,
    "github": github_report,
    "sarif": sarif_report,
    "junit": junit_report,
}

__all__ = [
    "FORMATS", "Located", "Report", "ReportedBrief", "json_report", "summary_line",
    "text_findings", "text_report",
]  # fmt: skip
