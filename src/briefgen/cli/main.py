"""The command line: arguments in, calls, exit code out.

The one place where an exception becomes a message. What only one command needs is
imported in that command, so that `check` stays light and never loads the renderer, and a
`build` of what stands unchanged loads nearly nothing.
"""

from __future__ import annotations

import codecs
import gc
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click
from msgspec.structs import replace

from briefgen import __version__
from briefgen.errors import BriefgenError
from briefgen.model.finding import Finding
from briefgen.model.findings_order import sorted_findings
from briefgen.model.source import Source
from briefgen.model.summary import Tally, summarize
from briefgen.report import FORMATS, Report, ReportedBrief, ReportedFinding, counted, summary_line
from briefgen.report.base import visible
from briefgen.workspace.workspace import (
    MAX_PDF,
    UnreadableError,
    Workspace,
    find_workspace,
    read_bytes,
    read_text,
    resolved,
)

from .add import Typed, add_documents, add_options

if TYPE_CHECKING:
    from briefgen.build.orders import Built, Order
    from briefgen.load.library import Library

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

_DONE, _FINDINGS, _CANNOT, _INTERRUPTED = 0, 1, 2, 130


@dataclass(slots=True)
class Context:
    """What every command shares: the options that work everywhere, and what was opened."""

    root: Path | None = None
    quiet: bool = False
    libraries: dict[Path, Library] = field(default_factory=dict)

    def library(self, workspace: Workspace) -> Library:
        """The sources of a workspace, opened once."""
        from briefgen.load.library import load_library

        if workspace.root not in self.libraries:
            self.libraries[workspace.root] = load_library(workspace)
        return self.libraries[workspace.root]

    def say(self, text: str, *, error: bool = False) -> None:
        """A line that is no problem: not printed with `-q`."""
        if not self.quiet:
            click.echo(text, err=error)


def _everywhere(command: F) -> F:
    """The options `--root` and `-q`, which stand before or behind a command's name."""

    def root(context: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            context.ensure_object(Context).root = Path(value)

    def quiet(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            context.ensure_object(Context).quiet = True

    for option in (
        click.option(
            "--root",
            type=click.Path(exists=True, file_okay=False),
            expose_value=False,
            callback=root,
            help="The workspace: the folder that holds seeds/.",
        ),
        click.option(
            "-q", "--quiet", is_flag=True, expose_value=False, callback=quiet,
            help="Print problems only.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def _source_ids(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """The sources that a shell offers when somebody has typed this much of one."""
    from briefgen.load.library import load_library

    try:
        workspace = find_workspace(Path.cwd(), context.ensure_object(Context).root)
    except BriefgenError:
        return []
    return [id for id in load_library(workspace).ids if id.startswith(typed)]


def _rule_names(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    from briefgen.check.rules import RULES

    return [rule.name for rule in RULES if rule.name.startswith(typed)]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
@_everywhere
def cli() -> None:
    """Printable policy briefs whose every quotation can be proved."""


@cli.command(epilog="Example: briefgen build briefs/sept2.yaml")
@click.argument("briefs", nargs=-1, type=click.Path(), metavar="[BRIEF]...")
@click.option("-o", "--output", type=click.Path(), help="A file for one brief, a folder for more.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="Overrides the brief's paper.")
@click.option("--theme", metavar="NAME", help="Overrides the brief's theme.")
@click.option("--large-print", is_flag=True, help="18 pt, one column, nothing under 14 pt.")
@click.option("--draft", is_flag=True, help="Build despite errors, marked as a draft.")
@click.option("--html", is_flag=True, help="Write the same page as one HTML file.")
@click.option("--force", is_flag=True, help="Render again though nothing changed.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, metavar="N", help="Parallel processes."
)
@click.option("--executor", metavar="URL", help="Build on a cluster: dask://HOST:PORT.")
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=None,
    metavar="SECONDS",
    help="How long the layout of one brief may take (300; 0: no limit).",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@_everywhere
@click.pass_obj
def build(
    context: Context,
    briefs: tuple[str, ...],
    output: str | None,
    paper: Any,
    theme: str | None,
    large_print: bool,
    draft: bool,
    html: bool,
    force: bool,
    jobs: int,
    executor: str | None,
    timeout: float | None,
    form: str,
) -> int:
    """Check briefs and print them: output/<name>.pdf.

    Without a BRIEF, every brief of the workspace.
    """
    from briefgen.build.orders import order, standing, write
    from briefgen.model.options import Options

    chosen = _briefs(context, briefs)
    options = Options(paper, theme, html, large_print, draft)
    suffix = ".html" if html else ".pdf"
    orders = [
        order(
            workspace,
            path,
            _target(workspace, path, output, suffix, several=len(chosen) > 1),
            options,
            force=force,
        )
        for workspace, path in chosen
    ]
    _refuse_one_file_for_two(orders)
    built = {one.order.path: one for one in standing(orders)}
    changed = [one for one in orders if one.path not in built]
    if changed:
        from briefgen.build.executors.local import run
        from briefgen.build.pipeline import TIMEOUT, Job

        limit = TIMEOUT if timeout is None else timeout
        work = [
            Job(
                one.workspace.root,
                one.path,
                options,
                one.record.fingerprint if one.record else None,
                limit,
            )
            for one in changed
        ]
        if executor:
            try:
                from briefgen.build.executors.dask import run_on
            except ImportError as error:
                hint = "pip install 'briefgen[cluster]'"
                raise BriefgenError("Dask is not installed", hint=hint) from error
            results = run_on(executor, work)
        else:
            results = run(work, jobs)
        for one, made in zip(changed, _counted(context, results, len(work)), strict=True):
            built[one.path] = write(one, made)
    done = [built[path] for _, path in chosen]
    report = _report(chosen, [one.tally for one in done], [one.findings for one in done])
    if form == "json":
        from briefgen.report.json import json_report

        _print_utf8(json_report(report, outputs=[_output(one) for one in done if one.record]))
    else:
        from briefgen.report.text import text_findings

        for line in text_findings(report, colour=_colour(sys.stderr)):
            click.echo(line, err=True)
    for failure in dict.fromkeys(one.failure for one in done if one.failure):
        _complain(failure)
    for result in done:
        if result.record and form == "text":
            pages = f"{counted(result.record.pages, 'page')}, " if result.record.pages else ""
            notes = counted(result.record.footnotes, "footnote")
            context.say(f"{_near(result.order.target)}: {pages}{notes}")
    if any(one.failure for one in done):
        return _CANNOT
    unwritten = any(one.record is None for one in done)
    if (report.failed or unwritten) and form == "text":
        click.echo(summary_line(report.summary), err=True)
    return _FINDINGS if unwritten or (report.failed and not draft) else _DONE


@cli.command(epilog="Example: briefgen check --strict")
@click.argument("briefs", nargs=-1, type=click.Path(), metavar="[BRIEF or FOLDER]...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report here.")
@_everywhere
@click.pass_obj
def check(
    context: Context, briefs: tuple[str, ...], form: str, strict: bool, output: str | None
) -> int:
    """Check that every citation and quotation stands in its source.

    Writes nothing but -o. Without a BRIEF, every brief of the workspace.
    """
    from briefgen.check.engine import check_brief
    from briefgen.check.rules.source_uncatalogued import uncatalogued

    chosen = _briefs(context, briefs)
    tallies, found = [], []
    for workspace, path in chosen:
        library = context.library(workspace)
        # Only what is told of a brief is kept: a thousand take little more memory than one.
        checked = check_brief(workspace, path, library)
        tallies.append(checked.tally)
        found.append([*library.findings, *uncatalogued(library.uncatalogued), *checked.findings])
    report = _report(chosen, tallies, found)
    if strict:
        report = replace(report, failing=("error", "warning"))
    if output:
        from briefgen.workspace.atomic import write_whole

        write_whole(Path(output), _utf8(_written(report, form)))
        if report.failed or not context.quiet:
            click.echo(summary_line(report.summary))
    elif context.quiet and form in {"text", "github"}:
        problems = tuple(one for one in report.findings if one.finding.severity != "note")
        if problems:
            _print_report(replace(report, findings=problems), form)
    else:
        _print_report(report, form)
    return _FINDINGS if report.failed else _DONE


@cli.command(epilog="Example: briefgen verify output/sept2.pdf")
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(), metavar="PDF...")
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Compare the sources with this workspace's too.",
)
@_everywhere
@click.pass_obj
def verify(context: Context, pdfs: tuple[str, ...], against: Path | None) -> int:
    """Prove PDFs from themselves alone: their evidence against print."""
    from briefgen.proof.verify import NOT_PROVED, UnreadablePdfError, verify

    workspace = find_workspace(against, against) if against else None
    worst = _DONE
    for pdf in pdfs:
        name = visible(pdf)
        try:
            proof = verify(read_bytes(Path(pdf), MAX_PDF), workspace)
        except (UnreadablePdfError, UnreadableError) as error:
            click.echo(f"{name}: cannot be read: {_visible_lines(str(error))}", err=True)
            worst = max(worst, _CANNOT)
            continue
        except BriefgenError as error:
            click.echo(f"{name}: {_visible_lines(str(error))}", err=True)
            worst = max(worst, _CANNOT)
            continue
        context.say(name)
        for line in proof.proved:
            context.say(f"  {visible(line)}")
        context.say(f"  {NOT_PROVED}")
        for line in map(visible, proof.differs):
            click.echo(f"{name}: {line}" if context.quiet else f"  differs: {line}")
        if proof.differs:
            worst = max(worst, _FINDINGS)
            click.echo(f"{name}: not verified" if context.quiet else "not verified")
        else:
            context.say("verified")
    return worst


@cli.command(epilog="Example: briefgen show pentagon-denial 5-7")
@click.argument("source", required=False, shell_complete=_source_ids)
@click.argument("paragraph", required=False, metavar="[¶]")
@click.option("--cited", is_flag=True, help="Say which briefs cite it, and where.")
@_everywhere
@click.pass_obj
def show(context: Context, source: str | None, paragraph: str | None, cited: bool) -> int:
    """List the sources, or print one with its paragraph numbers.

    A letter before a number is the one that the workspace's briefs give the source.
    """
    import shutil

    from briefgen.editing.citation_index import uses_of
    from briefgen.editing.show import listing, paragraph_range, source_lines

    workspace = find_workspace(Path.cwd(), context.root)
    library = context.library(workspace)
    if source is None:
        if not library.ids:
            raise BriefgenError(
                "there is no source", at="seeds", hint="Put a text into seeds/: a .txt or .md file."
            )
        lines = listing(library, uses_of(workspace, library), cited=cited)
        whole = len(list(library.readable())) == len(library.ids)
    else:
        text = _readable(source, library)
        first, last = paragraph_range(paragraph, text)
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        briefs = uses_of(workspace, library)
        lines = source_lines(text, first, last, briefs, cited=cited, width=width)
        whole = True
    for line in lines:
        click.echo(line)
    return _DONE if _catalogue_is_sound(library) and whole else _FINDINGS


@cli.command(epilog='Example: briefgen find "lawful, precise"')
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@click.option("--source", metavar="ID", shell_complete=_source_ids, help="Search this source only.")
@click.option(
    "-n",
    "limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most N places (20; 3 near ones).",
)
@_everywhere
@click.pass_obj
def find(context: Context, words: tuple[str, ...], source: str | None, limit: int | None) -> int:
    """Find words in the sources, each place as YAML ready to paste.

    Where the words stand nowhere, the three nearest runs of text that share at least half
    of them.
    """
    from briefgen.editing.find import search
    from briefgen.editing.snippets import as_passages

    library = context.library(find_workspace(Path.cwd(), context.root))
    chosen = [_readable(source, library)] if source else list(_searchable(library))
    whole = _catalogue_is_sound(library) and (source or len(chosen) == len(library.ids))
    typed = " ".join(words)
    found = search(typed, [library.index(one) for one in chosen], limit)
    if not found.hits:
        where = f"in {source}" if source else "in any source"
        _complain(f"“{typed}” is not {where}, nor is text like it")
        return _FINDINGS
    _print_utf8(as_passages(typed, found, library.ids))
    return _DONE if whole else _FINDINGS


@cli.command(epilog="Example: briefgen stamp pentagon-denial")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...", shell_complete=_source_ids)
@_everywhere
@click.pass_obj
def stamp(context: Context, sources: tuple[str, ...]) -> int:
    """Record the sources' fingerprints once a person has looked.

    Without a SOURCE, all of the catalogue.
    """
    from briefgen.editing.stamp import stamped
    from briefgen.load.library import CATALOGUE
    from briefgen.workspace.atomic import write_whole

    workspace = find_workspace(Path.cwd(), context.root)
    library = context.library(workspace)
    _refuse_broken_catalogue(library)
    chosen = [_readable(name, library) for name in sources or library.catalogued]
    if not chosen:
        raise BriefgenError(
            "the catalogue names no source", at=CATALOGUE, hint="An entry is {id: …, file: …}."
        )
    for source in chosen:
        if not source.catalogued:
            raise BriefgenError(
                f"the catalogue does not name {source.path}",
                at=CATALOGUE,
                hint=f"Add an entry: - {{id: {source.id}, file: {Path(source.path).name}}}",
            )
    new = {source.id: source.sha256 for source in chosen if source.stamp != source.sha256}
    if new:
        path = workspace.root / CATALOGUE
        changed = stamped(read_text(path), CATALOGUE, new)
        start = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
        write_whole(path, start + changed.encode())
    for source in chosen:
        state = "stamped" if source.id in new else "unchanged"
        context.say(f"{source.id}  {state}  {source.sha256}")
    return _DONE


@cli.command(epilog="Example: briefgen explain quote-not-in-source")
@click.argument("rule", required=False, shell_complete=_rule_names)
@click.option("--markdown", is_flag=True, help="All rules as one Markdown file.")
@_everywhere
def explain(rule: str | None, markdown: bool) -> int:
    """Say what a rule means and why, with examples; or list them."""
    from briefgen.check.explain import handbook, listing, page
    from briefgen.check.rules import RULES
    from briefgen.matching.nearest import nearest_names

    if rule is None:
        click.echo(handbook() if markdown else listing(), nl=False)
        return _DONE
    known = {one.name: one for one in RULES}
    if rule not in known:
        near = nearest_names(rule, known)
        raise BriefgenError(
            f"there is no rule “{rule}”",
            hint=f"Did you mean {' or '.join(near)}?" if near else "`briefgen explain` lists them.",
        )
    found = page(known[rule])
    click.echo(found.markdown if markdown else found.text, nl=False)
    return _DONE


@cli.command(epilog="Example: briefgen init my-briefs")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_everywhere
@click.pass_obj
def init(context: Context, folder: Path) -> int:
    """Make a workspace with a small example, to try and to change."""
    import shlex

    from briefgen.editing.scaffold import init_workspace

    for path in init_workspace(folder):
        context.say(str(path))
    context.say(f"Now type: cd {shlex.quote(str(folder))} && briefgen build")
    return _DONE


@cli.command(epilog="Example: briefgen new library-hours")
@click.argument("name")
@_everywhere
@click.pass_obj
def new(context: Context, name: str) -> int:
    """Begin a brief, briefs/NAME.yaml, whose comments explain it."""
    from briefgen.editing.scaffold import new_brief

    workspace = find_workspace(Path.cwd(), context.root)
    library = context.library(workspace)
    _refuse_broken_catalogue(library)
    today = datetime.now().astimezone().date()
    for path in new_brief(workspace, library, name, today):
        context.say(_near(path))
    return _DONE


@cli.command(epilog="Example: briefgen add memo.pdf")
@add_options
@_everywhere
@click.pass_obj
def add(context: Context, /, form: str, **typed: Any) -> int:
    """Import documents as sources: PDF, Word, web pages, messages, captions, text.

    Writes seeds/<id>.txt, a record of the import and an entry in seeds/sources.yaml.
    """
    say = context.say if form == "text" else lambda text: _print_utf8(f"{text}\n")
    return add_documents(context.root, Typed(**typed), form, say, _complain)


@cli.command(epilog="Example: briefgen schema > brief.schema.json")
@_everywhere
def schema() -> int:
    """Print the JSON Schema of a brief, for editors such as VS Code."""
    from briefgen.editing.json_schema import brief_schema

    _print_utf8(brief_schema())
    return _DONE


@cli.command(epilog="Example: briefgen preview briefs/sept2.yaml")
@click.argument("brief", metavar="BRIEF")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8420,
    show_default=True,
    help="Where the page is served; 0 takes any that is free.",
)
@click.option("--no-browser", is_flag=True, help="Only print the page's address.")
@_everywhere
@click.pass_obj
def preview(context: Context, brief: str, port: int, no_browser: bool) -> int:
    """Show a brief as it will print, while it is being written."""
    from briefgen.extras import require

    require("preview")
    from briefgen.preview.server import serve

    chosen = _briefs(context, (brief,))
    if len(chosen) > 1:
        raise BriefgenError("the preview shows one brief", at=brief, hint="Name a file.")
    [(workspace, path)] = chosen
    serve(workspace, path, port, browser=not no_browser, say=click.echo)
    return _DONE


@cli.command(epilog="Example: briefgen lsp")
@_everywhere
@click.pass_obj
def lsp(context: Context) -> int:
    """Serve an editor by the Language Server Protocol.

    It speaks over standard input and output.
    """
    from briefgen.extras import require

    require("lsp")
    from briefgen.lsp.server import serve

    serve(context.root)
    return _DONE


# --- Briefs and sources ---------------------------------------------------------


def _briefs(context: Context, named: Sequence[str]) -> list[tuple[Workspace, Path]]:
    """The briefs that are named, with their workspaces; without a name, all there are."""
    chosen: dict[Path, Workspace] = {}
    if not named:
        workspace = find_workspace(Path.cwd(), context.root)
        chosen = dict.fromkeys(workspace.briefs(), workspace)
        if not chosen:
            raise BriefgenError(
                "there is no brief",
                at=str(workspace.root / "briefs"),
                hint="Write one, briefs/<name>.yaml, or name a file.",
            )
    for name in named:
        path = resolved(Path(name))
        if path.is_dir():
            workspace = find_workspace(path, context.root)
            found = workspace.briefs(path)
            if not found:
                raise BriefgenError("there is no brief in this folder", at=name)
            chosen |= dict.fromkeys(found, workspace)
        elif path.exists():
            chosen[path] = find_workspace(path, context.root)
        else:
            raise BriefgenError("there is no such file", at=name, hint=_meant(context, path))
    return [(workspace, path) for path, workspace in chosen.items()]


def _meant(context: Context, missing: Path) -> str | None:
    """Which brief may be meant by a path at which there is none."""
    from briefgen.matching.nearest import nearest_names

    try:
        briefs = find_workspace(Path.cwd(), context.root).briefs()
    except BriefgenError:
        return None
    near = nearest_names(missing.stem, {path.stem: path for path in briefs})
    meant = [str(_near(path)) for stem in near for path in briefs if path.stem == stem]
    return f"Did you mean {' or '.join(meant)}?" if meant else None


def _target(
    workspace: Workspace, path: Path, output: str | None, suffix: str, *, several: bool
) -> Path:
    """The file that a brief is built into."""
    if output is None:
        return workspace.output / f"{path.stem}{suffix}"
    folder = several or output.endswith(("/", os.sep)) or Path(output).is_dir()
    target = Path(output) / f"{path.stem}{suffix}" if folder else Path(output)
    return target.absolute()


def _refuse_one_file_for_two(orders: Sequence[Order]) -> None:
    first: dict[Path, Path] = {}
    for one in orders:
        other = first.setdefault(one.target, one.path)
        if other != one.path:
            raise BriefgenError(
                f"{_near(other)} and {_near(one.path)} would both become {_near(one.target)}",
                hint="Rename one of them, or build them apart, with -o.",
            )


def _catalogue_is_sound(library: Library) -> bool:
    """Whether the catalogue has no error; those that it has are said."""
    errors = [finding for finding in library.findings if finding.severity == "error"]
    for finding in errors:
        _complain(f"{finding.span}: {finding.message}")
    return not errors


def _refuse_broken_catalogue(library: Library) -> None:
    """Raise the first of the catalogue's errors: what follows would rest on half of it."""
    for finding in library.findings:
        if finding.severity == "error":
            raise BriefgenError(finding.message, at=finding.span, hint=finding.hint)


def _searchable(library: Library) -> Iterator[Source]:
    """Every source that can be read; what cannot be searched is said."""
    for id in library.ids:
        source = library.source(id, library.span(id))
        if isinstance(source, Source):
            yield source
        else:
            _complain(f"not searched: {source.message}")


def _readable(id: str, library: Library) -> Source:
    from briefgen.matching.nearest import nearest_names

    if id not in library.ids:
        near = nearest_names(id, library.ids) or list(library.ids)
        raise BriefgenError(
            f"there is no source “{id}”",
            hint=f"Did you mean {' or '.join(near)}?" if near else None,
        )
    source = library.source(id, library.span(id))
    if isinstance(source, Finding):
        raise BriefgenError(source.message, at=source.span, hint=source.hint)
    return source


def _output(one: Built) -> dict[str, Any]:
    """What the contract's JSON says of a file that was written."""
    assert one.record is not None
    return {
        "brief": one.order.workspace.display(one.order.path),
        "path": _shown(one.order.target, one.order.workspace),
        "pages": one.record.pages,
        "footnotes": one.record.footnotes,
        "sha256": one.record.sha256,
    }


def _counted(context: Context, made: Iterator[T], count: int) -> Iterator[T]:
    """`made`, with a line on the terminal that counts what is done of several."""
    shown = count > 1 and not context.quiet and sys.stderr.isatty()
    for number, one in enumerate(made, 1):
        if shown:
            end = "" if number < count else "\n"
            click.echo(f"\r{number} of {count} briefs{end}", err=True, nl=False)
        yield one


# --- Findings -------------------------------------------------------------------


def _report(
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
        ReportedBrief(workspace, workspace.display(path), tally.citations)
        for (workspace, path), tally in zip(chosen, tallies, strict=True)
    ]
    summary = summarize(tallies, [one.finding for one in located])
    return Report(summary, tuple(located), tuple(briefs))


def _print_report(report: Report, form: str) -> None:
    if form == "text":
        click.echo(_written(report, form, colour=_colour(sys.stdout)), nl=False)
    else:
        _print_utf8(_written(report, form))


def _written(report: Report, form: str, *, colour: bool = False) -> str:
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
    from briefgen.report.text import text_report

    return text_report(report, colour=colour)


def _print_utf8(content: str) -> None:
    """Print for a program: in UTF-8, whatever the terminal's encoding."""
    click.echo(_utf8(content), nl=False)


def _utf8(content: str) -> bytes:
    # A file's name may hold bytes that are not UTF-8.
    return content.encode(errors="backslashreplace")


def _colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _shown(path: Path, workspace: Workspace) -> str:
    """A path as JSON names it: relative to the workspace where it lies inside."""
    if path.is_relative_to(workspace.root):
        return path.relative_to(workspace.root).as_posix()
    return str(path)


def _near(path: Path) -> str:
    """A path as a person at the terminal names it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


# --- Exit -----------------------------------------------------------------------


def _complain(message: str) -> None:
    """Say why something could not be done; nothing in it commands the terminal."""
    click.echo(f"briefgen: {_visible_lines(message)}", err=True)


def _visible_lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    # A command's modules are many objects, none of which is ever freed: to look for some as
    # often as Python does takes a tenth of their import.
    gc.set_threshold(50_000)
    # Where whoever started us has closed a stream, what is printed goes nowhere.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot print “ gets \u201c, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(args=arguments, prog_name="briefgen", standalone_mode=False, obj=Context())
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = _INTERRUPTED
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        click.echo(_visible_lines(shown.getvalue()), nl=False, err=True)
        code = _CANNOT
    except (BriefgenError, UnreadableError) as error:
        _complain(str(error))
        code = _CANNOT
    except BrokenPipeError:
        # The reader of our output has left; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _DONE
    except OSError as error:  # the disk, or the name of a file, says no
        where = f"{error.filename}: " if error.filename else ""
        _complain(f"{where}{error.strerror or error}")
        code = _CANNOT
    gc.freeze()  # what is left goes with the process, and is not looked through before
    sys.exit(code or _DONE)
