"""The whole way of one brief: prepare → assemble → render → read back → write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .appendix import cited_paragraphs
from .assemble import assemble
from .check import Checked, sorted_findings
from .document import Document, Layout
from .evidence import MANIFEST, attachments, digest, manifest
from .model import Finding, Span
from .output import write_whole
from .pdfpages import read_pages
from .prepare import Options, Prepared, prepare
from .readback import read_back
from .render.html import to_html
from .render.layout import Rendered, render_pdf
from .sources import Library
from .verify import differences
from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class Printed:
    """What came out: the file's content, its pages (0 for HTML) and footnotes; and why it
    is not what was meant, if it is not: then it must not be written."""

    content: bytes
    pages: int
    footnotes: int
    problems: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written, or still stands as it was: pages, footnotes, SHA-256."""

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
    checked, prepared = prepare(workspace, path, library, options)
    if prepared is None:
        return Built(checked, checked.findings, None)
    printed = print_brief(prepared, workspace.root)
    findings = sorted_findings([*checked.findings, *printed.problems])
    if printed.problems:
        return Built(checked, findings, None)
    write_whole(output, printed.content)
    written = Output(output, printed.pages, printed.footnotes, digest(printed.content))
    return Built(checked, findings, written)


def print_brief(prepared: Prepared, root: Path) -> Printed:
    """Lay a prepared brief out; pictures are read below `root`, the workspace."""
    resolved, theme, options = prepared.resolved, prepared.theme, prepared.options
    document = assemble(
        resolved,
        parts=theme.parts,
        theme_labels=theme.labels(resolved.brief.language),
        paper=options.paper,
        fingerprint=prepared.fingerprint,
    )
    if options.html:
        html = to_html(document, theme, part="whole", pages={})
        return Printed(html.encode(), 0, document.note_count, ())
    evidence = _Evidence(prepared, document)
    rendered = render_pdf(document, theme, files=root, evidence=evidence)
    problems = tuple(_problems(rendered, evidence, Span(resolved.brief.path, 1, 1)))
    return Printed(rendered.pdf or b"", rendered.page_count, document.note_count, problems)


class _Evidence:
    """What the PDF is to carry, made once its pages can be read; and what they lack."""

    def __init__(self, prepared: Prepared, document: Document):
        self._prepared = prepared
        self._document = document
        self.missing: list[str] = []

    def __call__(self, layout: Layout, fonts: tuple[str, ...], pdf: bytes) -> dict[str, bytes]:
        resolved = self._prepared.resolved
        pages = read_pages(pdf)
        blocks, self.missing = read_back(pages, self._document, layout)
        files = attachments(resolved, self._prepared.typed, cited_paragraphs(resolved))
        files[MANIFEST] = manifest(
            resolved, self._document, self._prepared.inputs, files, pages, blocks, layout, fonts
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
