"""What the commands print: findings in every format, and text that commands no terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click
from msgspec.structs import replace

from briefgen.model.finding import Finding
from briefgen.model.findings_order import sorted_findings
from briefgen.model.summary import Tally, summarize
from briefgen.report import Report, ReportedBrief, ReportedFinding
from briefgen.report.base import visible
from briefgen.workspace.workspace import Workspace


def make_report(
    chosen: Sequence[tuple[Workspace, Path]],
    tallies: Sequence[Tally],
    found: Sequence[Sequence[Finding]],
) -> Report:
    """What a run came to: the findings of every brief, and those of the catalogues, once."""
    of: dict[Workspace, list[Finding]] = {}
    for (workspace, _), findings in zip(chosen, found, strict=True):
        of.setdefault(workspace, []).extend(findings)
    located = [
        ReportedFinding(workspace, finding)
        for workspace, findings in of.items()
        for finding in sorted_findings(findings)
    ]
    # Once more, for briefs of several workspaces.
    located.sort(key=lambda one: (one.finding.span, one.finding.rule))
    briefs = [
        ReportedBrief(workspace, path, tally.citations)
        for (workspace, path), tally in zip(chosen, tallies, strict=True)
    ]
    summary = summarize(tallies, [one.finding for one in located])
    return Report(summary, tuple(located), tuple(briefs))


def without_notes(report: Report) -> Report:
    """What `-q` prints of a report: problems only."""
    kept = tuple(one for one in report.findings if one.finding.severity != "note")
    return replace(report, findings=kept)


def print_report(report: Report, form: str) -> None:
    if form == "text":
        click.echo(written(report, form, colour=has_colour(sys.stdout)), nl=False)
    else:
        print_utf8(written(report, form))


def written(report: Report, form: str, *, colour: bool = False) -> str:
    """`report` in one of the `FORMATS`, of which a run loads no other."""
    match form:
        case "json":
            from briefgen.report.json import json_report

            return json_report(report)
        case "github":
            from briefgen.report.github import github_report

            return github_report(report)
        case "sarif":
            from briefgen.report.sarif import sarif_report

            return sarif_report(report)
        case "junit":
            from briefgen.report.junit import junit_report

            return junit_report(report)
        case "gitlab":
            from briefgen.report.gitlab import gitlab_report

            return gitlab_report(report)
        case "rdjson":
            from briefgen.report.rdjson import rdjson_report

            return rdjson_report(report)
    from briefgen.report.text import text_report

    return text_report(report, colour=colour)


def print_utf8(content: str) -> None:
    """Print for a program: in UTF-8, whatever the terminal's encoding."""
    click.echo(utf8(content), nl=False)


def utf8(content: str) -> bytes:
    # A file's name may hold bytes that are not UTF-8.
    return content.encode(errors="backslashreplace")


def has_colour(stream: TextIO) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def json_path(path: Path, workspace: Workspace) -> str:
    """A path as JSON names it: relative to the workspace where it lies inside."""
    if path.is_relative_to(workspace.root):
        return path.relative_to(workspace.root).as_posix()
    return str(path)


def complain(message: str) -> None:
    """Say why something could not be done; nothing in it commands the terminal."""
    click.echo(f"briefgen: {visible_lines(message)}", err=True)


def visible_lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))
