"""The whole way of one brief: prepare → assemble → render → read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.assemble.document import assemble
from briefgen.checking.rules.does_not_fit import typed_at
from briefgen.checking.rules.missing_glyph import unprintable, unprintable_as_typed
from briefgen.errors import BriefgenError
from briefgen.load.library import Library, load_library
from briefgen.model.document import Document, Layout
from briefgen.model.finding import Finding
from briefgen.model.findings_order import sorted_findings
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.summary import Tally
from briefgen.model.text import Span
from briefgen.proof.attachments import MANIFEST, has_own_theme, manifest
from briefgen.proof.just_built import differences
from briefgen.proof.page_digest import FileDigests, file_digests
from briefgen.proof.pdf_reader import read
from briefgen.proof.print_check import Difference, read_back
from briefgen.render.html import to_html
from briefgen.render.theme import Theme
from briefgen.resolve.result import ResolvedBrief
from briefgen.workspace.workspace import UnreadableError, Workspace

from .job import BuiltFile, Job, Made
from .prepare import Prepared, prepare
from .typed_places import typed_places
from .written_objects import OtherObjectError, WrittenObjects

if TYPE_CHECKING:
    from briefgen.render.layout import Rendered
    from briefgen.render.pdf_writer import WrittenPdf

_CONTROL = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def make(job: Job, library: Library | None = None) -> Made:
    """Build a brief; nothing is written. `library` saves opening the sources again."""
    try:
        return _make(job, library)
    except (BriefgenError, UnreadableError) as error:
        return Made(Tally(), (), failure=str(error))


def _make(job: Job, library: Library | None) -> Made:
    workspace = Workspace(job.root)
    library = library or load_library(workspace)
    checked, prepared = prepare(workspace, job.path, library, job.options)
    found = checked.findings
    if prepared is None:
        return Made(checked.tally, found)
    known = prepared.fingerprint
    other_files = {**prepared.inputs["pictures"], **prepared.opened}
    if known == job.known:
        return Made(checked.tally, found, known, None, True, other_files)
    printed = print_brief(prepared, workspace.root)
    findings = sorted_findings([*found, *printed.problems])
    return Made(checked.tally, findings, known, printed, False, other_files)


def print_brief(prepared: Prepared, root: Path) -> BuiltFile:
    """Lay a prepared brief out; pictures are read below `root`, the workspace.

    A draft counts on its pages what is found wrong with them too, and so may be laid out
    twice.
    """
    if not prepared.options.draft:
        return _print(prepared, root, None)
    printed = _print(prepared, root, prepared.unresolved)
    if not printed.problems:
        return printed
    return _print(prepared, root, prepared.unresolved + len(printed.problems))


def document_of(prepared: Prepared, draft: int | None = None) -> Document:
    """What a prepared brief prints; of a draft, with how many things are wrong with it."""
    resolved, theme, options = prepared.resolved, prepared.theme, prepared.options
    return assemble(
        resolved,
        parts=theme.parts,
        theme_labels=theme.labels(resolved.brief.language),
        paper=options.paper,
        large_print=options.large_print,
        fingerprint=prepared.fingerprint,
        draft=draft,
        replaced=prepared.replaced,
    )


def _print(prepared: Prepared, root: Path, draft: int | None) -> BuiltFile:
    resolved, theme, options = prepared.resolved, prepared.theme, prepared.options
    document = document_of(prepared, draft)
    typed, start = typed_places(document, resolved), Span(resolved.brief.path, 1, 1)
    if options.html:
        from .web import web_edition  # noqa: PLC0415 - a PDF can do without

        page = to_html(document, theme, part="whole", pages={}, pictures=resolved.pictures)
        # A browser's page has no control characters; a draft is made without those typed.
        found = [*unprintable_as_typed(resolved, _CONTROL.findall(page))]
        web = web_edition(_CONTROL.sub("", page) if found else page, document, prepared)
        if not found:
            found += _differences(web.differs, typed, start)
        if not options.draft and has_own_theme(prepared.files):
            from . import theme_faults  # noqa: PLC0415 - few builds have such

            found += theme_faults.hiding(theme, prepared.files)
            found += theme_faults.unread(theme, prepared.files, web=True)
        content, told = web.page.encode(), sorted_findings(found)
        return BuiltFile(content, 0, document.note_count, told, options.draft)
    # Lay out and read.
    from briefgen.render.layout import render_pdf  # noqa: PLC0415 - a web edition can do without

    rendered = render_pdf(document, theme, files=root)
    problems = [*_layout_problems(rendered, resolved, typed)]
    is_packaged = not has_own_theme(prepared.files)
    # A rule that was not read, and what has no glyph, is read back as something else.
    is_told = any(problem.rule == "missing-glyph" for problem in problems)
    if not is_packaged and any(problem.rule == "pdf-differs" for problem in problems):
        from . import theme_faults  # noqa: PLC0415 - few builds have such

        is_told = True
        problems = [*theme_faults.unread(theme, prepared.files, web=False)] or problems
    pdf = b""
    if rendered.written:
        reading = read(rendered.written.content)
        printed = read_back(reading, document, rendered.layout, is_packaged=is_packaged)
        # Attach and write.
        files = dict(prepared.files)
        files[MANIFEST] = manifest(
            resolved,
            document,
            prepared.inputs,
            files,
            reading.pages,
            printed,
            rendered.layout,
            _digests(rendered.written),
            prepared.replaced,
        )
        pdf = rendered.written.with_files(files)
        if not is_told:
            altered = list[Finding]()
            if printed.differs and not is_packaged:
                from . import theme_faults  # noqa: PLC0415 - few builds have such

                altered += theme_faults.altering(theme, prepared.files)
            problems += altered or _differences(printed.differs, typed, start)
            if not (is_packaged or options.draft):
                from briefgen.proof import legible  # noqa: PLC0415 - our own themes are

                unread = [
                    *legible.illegible(reading, legible.struck_words(document)),
                    *_wrong_letters(rendered.written, prepared.files),
                ]
                problems += _illegible(unread, theme, rendered.layout, start)
            problems += (
                Finding("pdf-differs", "error", start, why) for why in differences(pdf, reading)
            )
    return BuiltFile(
        pdf, rendered.page_count, document.note_count, sorted_findings(problems), options.draft
    )


def _digests(written: WrittenPdf) -> FileDigests:
    try:
        return file_digests(WrittenObjects(written.plain, written.pdf))
    except OtherObjectError:
        from briefgen.proof.pdf_objects import open_objects  # noqa: PLC0415 - hardly ever

        return file_digests(open_objects(written.content))


def _wrong_letters(written: WrittenPdf, files: Mapping[str, bytes]) -> Iterator[tuple[int, str]]:
    """What of the letters of each page may not be read as they are drawn."""
    from briefgen.proof.letters import wrong_letters  # noqa: PLC0415 - most builds do without pypdf
    from briefgen.proof.pdf_objects import open_objects  # noqa: PLC0415

    return wrong_letters(enumerate(open_objects(written.content).pages, 1), files)


def _differences(
    differs: Sequence[Difference], typed: Mapping[str, Span], start: Span
) -> Iterator[Finding]:
    """What was printed differently, each at the line of its words."""
    for one in differs:
        yield Finding("pdf-differs", "error", one.span or typed.get(one.anchor, start), one.message)


def _illegible(
    found: Iterable[tuple[int, str]], theme: Theme, layout: Layout, start: Span
) -> Iterator[Finding]:
    """What cannot be read on pages of a theme of one's own."""
    for number, what in found:
        message = f"page {layout.label(number)} has {what}"
        hint = f"See the style sheets and templates of the theme {theme.name}."
        yield Finding("pdf-differs", "error", start, message, hint)


def _layout_problems(
    rendered: Rendered, brief: ResolvedBrief, typed: Mapping[str, Span]
) -> Iterator[Finding]:
    """Why the PDF is not what was meant, by its layout; `typed` has the places of anchors."""
    start = Span(brief.brief.path, 1, 1)
    for has_glyph in (False, True):
        named = [one for one in rendered.problems if one.character and one.has_glyph == has_glyph]
        yield from unprintable(brief, [one.character for one in named], has_glyph=has_glyph)
    for problem in rendered.problems:
        if not problem.character:
            at = typed.get(problem.anchor)
            if problem.words:
                at = typed_at(brief, problem.words, at)
            place = problem.span or at or start
            yield Finding(problem.rule, "error", place, problem.message, problem.hint)
