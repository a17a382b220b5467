"""The command line: arguments in, calls, exit code out.

The one place where an exception becomes a message. What only one command needs is
imported in that command, so that `check` stays light and never loads the renderer.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click

from . import __version__
from .check import Checked, check_brief, sorted_findings, summarize
from .errors import BriefgenError
from .model import Finding, Source
from .report import json_report, summary_line, text_report
from .rules.source_uncatalogued import uncatalogued
from .sources import Library, load_library
from .workspace import UnreadableError, Workspace, find_workspace, read_text

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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
@_everywhere
def cli() -> None:
    """Printable policy briefs whose every quotation can be proved."""


@cli.command()
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@click.option("-o", "--output", type=click.Path(), help="A file for one brief, a folder for more.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="Overrides the brief's paper.")
@click.option("--theme", metavar="NAME", help="Overrides the brief's theme.")
@click.option("--html", is_flag=True, help="Write the same page as one HTML file.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@_everywhere
@click.pass_obj
def build(
    context: Context,
    briefs: tuple[str, ...],
    output: str | None,
    paper: Any,
    theme: str | None,
    html: bool,
    form: str,
) -> int:
    """Check briefs and print them: output/<name>.pdf.

    Without a BRIEF, every brief of the workspace. Example: briefgen build briefs/sept2.yaml
    """
    from .build import Options, build_brief

    chosen = _briefs(context, briefs)
    options = Options(paper, theme, html)
    suffix = ".html" if html else ".pdf"
    built = []
    for workspace, path in chosen:
        target = _target(workspace, path, output, suffix, several=len(chosen) > 1)
        built.append(build_brief(workspace, path, context.library(workspace), target, options))
    findings = _all_findings(context, chosen, [one.findings for one in built])
    summary = summarize([one.checked for one in built], findings)
    if form == "json":
        outputs = [
            {
                "brief": workspace.display(path),
                "path": _shown(one.output.path, workspace),
                "pages": one.output.pages,
                "footnotes": one.output.footnotes,
                "sha256": one.output.sha256,
            }
            for (workspace, path), one in zip(chosen, built, strict=True)
            if one.output
        ]
        click.echo(json_report(summary, findings, outputs=outputs))
    else:
        _print_findings(findings, chosen[0][0], error=True)
        for one in built:
            if one.output:
                pages = f"{one.output.pages} pages, " if one.output.pages else ""
                context.say(f"{_near(one.output.path)}: {pages}{one.output.footnotes} footnotes")
        if any(one.output is None for one in built):
            click.echo(summary_line(summary), err=True)
    return _FINDINGS if any(one.output is None for one in built) else _DONE


@cli.command()
@click.argument("briefs", nargs=-1, metavar="[BRIEF or FOLDER]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@_everywhere
@click.pass_obj
def check(context: Context, briefs: tuple[str, ...], form: str, strict: bool) -> int:
    """Check that every citation and quotation stands in its source.

    Writes nothing. Without a BRIEF, every brief of the workspace. Example: briefgen check
    """
    chosen = _briefs(context, briefs)
    checked: list[Checked] = [
        check_brief(workspace, path, context.library(workspace)) for workspace, path in chosen
    ]
    findings = _all_findings(context, chosen, [one.findings for one in checked])
    summary = summarize(checked, findings)
    if form == "json":
        click.echo(json_report(summary, findings))
    else:
        _print_findings(findings, chosen[0][0], error=False)
        if not context.quiet or summary.errors or summary.warnings:
            click.echo(summary_line(summary))
    failing = ("error", "warning") if strict else ("error",)
    return _FINDINGS if any(one.severity in failing for one in findings) else _DONE


@cli.command()
@click.argument("source", required=False)
@click.argument("paragraph", required=False, metavar="[¶]")
@_everywhere
@click.pass_obj
def show(context: Context, source: str | None, paragraph: str | None) -> int:
    """List the sources, or print one with its paragraph numbers.

    Example: briefgen show pentagon-denial 5
    """
    workspace = find_workspace(Path.cwd(), context.root)
    library = context.library(workspace)
    if source is None:
        for id in library.ids:
            click.echo(_listing(id, library))
        return _DONE
    text = _readable(source, library)
    first, last = _paragraph_range(paragraph, text)
    width = len(str(last))
    for number in range(first, last + 1):
        click.echo(f"{number:>{width}}  {text.paragraphs[number - 1].value}")
    return _DONE


@cli.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@_everywhere
@click.pass_obj
def stamp(context: Context, sources: tuple[str, ...]) -> int:
    """Record the sources' fingerprints, after a person has looked at them.

    Without a SOURCE, all of the catalogue. Example: briefgen stamp pentagon-denial
    """
    from .output import write_whole
    from .sources import CATALOGUE
    from .stamp import stamped

    workspace = find_workspace(Path.cwd(), context.root)
    library = context.library(workspace)
    chosen = [_readable(name, library) for name in sources or library.catalogued]
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
        path = Path(name).resolve()
        if path.is_dir():
            workspace = find_workspace(path, context.root)
            found = workspace.briefs(path)
            if not found:
                raise BriefgenError("there is no brief in this folder", at=name)
            chosen |= dict.fromkeys(found, workspace)
        elif path.exists():
            chosen[path] = find_workspace(path, context.root)
        else:
            raise BriefgenError("there is no such file", at=name)
    return [(workspace, path) for path, workspace in chosen.items()]


def _target(
    workspace: Workspace, path: Path, output: str | None, suffix: str, *, several: bool
) -> Path:
    """The file that a brief is built into."""
    if output is None:
        return workspace.root / "output" / f"{path.stem}{suffix}"
    folder = several or output.endswith(("/", os.sep)) or Path(output).is_dir()
    target = Path(output) / f"{path.stem}{suffix}" if folder else Path(output)
    return target.absolute()


def _listing(id: str, library: Library) -> str:
    source = library.source(id, library.span(id))
    if isinstance(source, Finding):
        return f"{id}  cannot be read: {source.message}"
    words = sum(len(paragraph.value.split()) for paragraph in source.paragraphs)
    stamp = "not stamped"
    if source.stamp:
        stamp = "stamped" if source.stamp == source.sha256 else "changed since it was stamped"
    size = f"{len(source.paragraphs)} paragraphs, {words} words"
    return f"{id}  {size}, {stamp}  {source.reference.title}"


def _readable(id: str, library: Library) -> Source:
    from .suggest import nearest_names

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


def _paragraph_range(typed: str | None, source: Source) -> tuple[int, int]:
    count = len(source.paragraphs)
    if typed is None:
        return 1, count
    match = re.fullmatch(r"¶{0,2}\s*(\d+)(?:\s*[-\u2010-\u2015]\s*(\d+))?", typed)
    if match is None:
        raise BriefgenError(f"“{typed}” is not a paragraph", hint="Write 5, or 5-7.")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last <= count:
        raise BriefgenError(f"{source.id} has no ¶{typed}: its paragraphs are 1 to {count}")
    return first, last


# --- Findings -------------------------------------------------------------------


def _all_findings(
    context: Context,
    chosen: Sequence[tuple[Workspace, Path]],
    found: Sequence[Sequence[Finding]],
) -> tuple[Finding, ...]:
    """The findings of every brief, and those of the catalogues, once."""
    workspaces = {workspace.root: workspace for workspace, _ in chosen}
    catalogues = [
        finding
        for workspace in workspaces.values()
        for finding in (
            *context.library(workspace).findings,
            *uncatalogued(context.library(workspace).uncatalogued),
        )
    ]
    return sorted_findings([*catalogues, *(finding for one in found for finding in one)])


def _print_findings(findings: Sequence[Finding], workspace: Workspace, *, error: bool) -> None:
    stream = sys.stderr if error else sys.stdout
    colour = stream.isatty() and "NO_COLOR" not in os.environ
    for line in text_report(findings, _Lines(workspace).line, colour=colour):
        click.echo(line, err=error)


class _Lines:
    """The lines of files that findings are about, each file read once."""

    def __init__(self, workspace: Workspace):
        self._workspace = workspace
        self._files: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str | None:
        """Line `number` (from 1) of a file of the workspace, None where there is none."""
        if path not in self._files:
            try:
                text = read_text(self._workspace.root / path)
            except UnreadableError:
                text = ""
            self._files[path] = re.split(r"\r\n|\r|\n", text)
        lines = self._files[path]
        return lines[number - 1] if 0 < number <= len(lines) else None


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    try:
        code = cli.main(args=arguments, prog_name="briefgen", standalone_mode=False, obj=Context())
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = _INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = _CANNOT
    except (BriefgenError, UnreadableError) as error:
        click.echo(f"briefgen: {error}", err=True)
        code = _CANNOT
    except BrokenPipeError:
        # The reader of our output has left; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _DONE
    sys.exit(code or _DONE)
