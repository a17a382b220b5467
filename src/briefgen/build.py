"""The whole way of one brief: check → assemble → render → read back → write."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from .assemble import assemble
from .check import Checked, check_brief, sorted_findings
from .document import Document
from .fingerprint import fingerprint, inputs
from .model import Finding, Paper, Span
from .output import write_whole
from .readback import missing
from .render.html import to_html
from .render.layout import Rendered, render_pdf
from .render.theme import Theme, load_theme
from .resolved import ResolvedBrief
from .sources import Library
from .workspace import Workspace, read_bytes


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line changes about a build; None leaves it to the brief."""

    paper: Paper | None = None
    theme: str | None = None
    html: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written: its pages (0 for HTML) and footnotes, and its SHA-256."""

    path: Path
    pages: int
    footnotes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Built:
    """What building one brief came to; `output` is None where nothing was written."""

    checked: Checked
    findings: tuple[Finding, ...]
    output: Output | None


def build_brief(
    workspace: Workspace, path: Path, library: Library, output: Path, options: Options
) -> Built:
    """Build the brief at `path` into the file `output`.

    Nothing is written where there is an error: an older file stays as it was. Raises
    `BriefgenError` where a file cannot be read or written, or a theme cannot be used.
    """
    checked = check_brief(workspace, path, library)
    resolved = checked.resolved
    if resolved is None or checked.has_errors:
        return Built(checked, checked.findings, None)
    theme = load_theme(
        options.theme or resolved.brief.theme, workspace_templates=workspace.root / "templates"
    )
    document = _document(resolved, theme, read_bytes(path), options)
    problems: tuple[Finding, ...] = ()
    if options.html:
        content, pages = _html(document, theme), 0
    else:
        content, pages, problems = _pdf(document, theme, workspace, resolved)
    findings = sorted_findings([*checked.findings, *problems])
    if problems:
        return Built(checked, findings, None)
    write_whole(output, content)
    written = Output(output, pages, document.note_count, hashlib.sha256(content).hexdigest())
    return Built(checked, findings, written)


def _document(resolved: ResolvedBrief, theme: Theme, typed: bytes, options: Options) -> Document:
    given = {"paper": options.paper or "", "theme": options.theme or ""}
    return assemble(
        resolved,
        parts=theme.parts,
        theme_labels=theme.labels(resolved.brief.language),
        paper=options.paper,
        fingerprint=fingerprint(inputs(typed, resolved.sources, theme.files, given)),
    )


def _html(document: Document, theme: Theme) -> bytes:
    return to_html(document, theme, part="whole", pages={}).encode()


def _pdf(
    document: Document, theme: Theme, workspace: Workspace, resolved: ResolvedBrief
) -> tuple[bytes, int, tuple[Finding, ...]]:
    rendered = render_pdf(document, theme, files=workspace.root)
    at = Span(resolved.brief.path, 1, 1)
    problems = [
        Finding(problem.rule, "error", at, problem.message) for problem in rendered.problems
    ]
    problems += [Finding("pdf-differs", "error", at, words) for words in _lost(rendered, document)]
    return rendered.pdf or b"", rendered.page_count, tuple(problems)


def _lost(rendered: Rendered, document: Document) -> list[str]:
    """What the PDF, read back, does not hold."""
    if rendered.pdf is None:
        return []
    return list(missing(rendered.pdf, document, rendered.anchors, rendered.body_pages))
