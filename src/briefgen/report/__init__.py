"""What a run came to → what a person or a program reads: a module each format."""

from __future__ import annotations

from .base import Report, ReportedBrief, ReportedFinding, counted, summary_line

FORMATS = ("text", "json", "github", "sarif", "junit", "gitlab", "rdjson")

__all__ = ["FORMATS", "Report", "ReportedBrief", "ReportedFinding", "counted", "summary_line"]
