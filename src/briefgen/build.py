"""The whole way of one brief: check → assemble → render → read back → write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .appendix import cited_paragraphs
from .assemble import assemble
from .check import Checked, check_brief, sorted_findings
from .document import Document, Layout
from .evidence import MANIFEST, attachments, digest, manifest
from .fingerprint import fingerprint, inputs
from .model import Finding, Paper, Span
from .output import write_whole
from .pdfpages import read_pages
from .readback import read_back
from .render.html import to_html
from .render.layout import Rendered, render_pdf
from .render.theme import Theme, load_theme
from .resolved import ResolvedBrief
from .sources import Library
from .verify import differences
from .workspace import Workspace, decode, read_bytes


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
    typed = read_bytes(path)
    given = {"paper": options.paper or "", "theme": options.theme or ""}
    made_of = inputs(typed, resolved.sources, theme.files, given)
    document = assemble(
        resolved,
        parts=theme.parts,
        theme_labels=theme.labels(resolved.brief.language),
        paper=options.paper,
        fingerprint=fingerprint(made_of),
    )
    problems: list[Finding] = []
    if options.html:
        content, pages = _html(document, theme), 0
    else:
        evidence = _Evidence(resolved, document, decode(typed), made_of)
        rendered = render_pdf(document, theme, files=workspace.root, evidence=evidence)
        content, pages = rendered.pdf or b"", rendered.page_count
        problems = list(_problems(rendered, evidence, Span(resolved.brief.path, 1, 1)))
    findings = sorted_findings([*checked.findings, *problems])
    if problems:
        return Built(checked, findings, None)
    write_whole(output, content)
    written = Output(output, pages, document.note_count, digest(content))
    return Built(checked, findings, written)


class _Evidence:
    """What the PDF is to carry, made once its pages can be read; and what they lack."""

    def __init__(
        self, resolved: ResolvedBrief, document: Document, typed: str, inputs: Mapping[str, Any]
    ):
        self._resolved = resolved
        self._document = document
        self._typed = typed
        self._inputs = inputs
        self.missing: list[str] = []

    def __call__(self, layout: Layout, fonts: tuple[str, ...], pdf: bytes) -> dict[str, bytes]:
        pages = read_pages(pdf)
        blocks, self.missing = read_back(pages, self._document, layout)
        files = attachments(self._resolved, self._typed, cited_paragraphs(self._resolved))
        files[MANIFEST] = manifest(
            self._resolved, self._document, self._inputs, files, pages, blocks, layout, fonts
        )
        return files


def _problems(rendered: Rendered, evidence: _Evidence, at: Span) -> Iterator[Finding]:
    """Why the PDF is not what was meant, by its layout or read back; nothing, if it is."""
    for problem in rendered.problems:
        yield Finding(problem.rule, "error", at, problem.message)
    for words in evidence.missing:
        yield Finding("pdf-differs", "error", at, words)
    if rendered.pdf:
        for difference in differences(rendered.pdf):
            yield Finding("pdf-differs", "error", at, difference)


def _html(document: Document, theme: Theme) -> bytes:
    return to_html(document, theme, part="whole", pages={}).encode()
