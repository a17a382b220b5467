"""What a run came to → what a person or a program reads: a module each format."""

from __future__ import annotations

from .base import Located, Report, ReportedBrief, counted, summary_line

FORMATS = ("text", "json", "github", "sarif", "junit")

__all__ = ["FORMATS", "Located", "Report", "ReportedBrief", "counted", "summary_line"]
