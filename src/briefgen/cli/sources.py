"""`briefgen show`, `find` and `stamp`: the sources of a workspace."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.api import path_here
from briefgen.errors import BriefgenError
from briefgen.model.finding import Finding
from briefgen.model.source import Source
from briefgen.workspace.workspace import find_workspace

from .context import Context, everywhere, source_ids
from .exit_codes import DONE, FINDINGS
from .output import complain, print_utf8

if TYPE_CHECKING:
    from briefgen.load.library import Library


@click.command(epilog="Example: briefgen show pentagon-denial 5-7")
@click.argument("source", required=False, shell_complete=source_ids)
@click.argument("paragraph", required=False, metavar="[¶]")
@click.option("--cited", is_flag=True, help="Say which briefs cite it, and where.")
@click.option("--brief", metavar="BRIEF", help="Take the letters of this brief.")
@click.option("--original", is_flag=True, help="Draw the page of the imported PDF (PNG).")
@everywhere
@click.pass_obj
def show(
    context: Context,
    source: str | None,
    paragraph: str | None,
    cited: bool,
    brief: str | None,
    original: bool,
) -> int:
    """List the sources, or print one with its paragraph numbers.

    SOURCE is an id, a letter (B), or a letter with a paragraph (B5): the letters are those
    that the briefs give the sources, where they agree, or those of --brief.
    """
    import shutil

    from briefgen.editing.citation_index import source_of_letter, uses_of
    from briefgen.editing.show import listing, paragraph_range, source_lines

    workspace = find_workspace(Path.cwd(), context.root)
    library = context.library(workspace)
    paths = None if brief is None else [path for _, path in context.briefs([brief])]
    briefs = uses_of(workspace, library, paths)
    if source is None:
        if original:
            raise click.UsageError("--original draws a place: name a source and a paragraph")
        if not library.ids:
            hint = "Put a text into seeds/: a .txt or .md file."
            raise BriefgenError("there is no source", at="seeds", hint=hint)
        lines = listing(library, briefs, cited=cited)
        whole = len(list(library.readable())) == len(library.ids)
    else:
        named = None if source in library.ids else source_of_letter(source, briefs)
        id_, number = named or (source, None)
        text = readable(id_, library)
        first, last = paragraph_range(paragraph or number, text)
        if original:
            from briefgen.editing.original import write_original

            click.echo(path_here(write_original(workspace, text, first)))
            return DONE
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        lines = source_lines(text, first, last, briefs, cited=cited, width=width)
        whole = True
    for line in lines:
        click.echo(line)
    return DONE if catalogue_is_sound(library) and whole else FINDINGS


@click.command(epilog='Example: briefgen find "lawful, precise"')
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@click.option("--source", metavar="ID", shell_complete=source_ids, help="Search this source only.")
@click.option(
    "-n",
    "limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most N places (20; 3 near ones).",
)
@everywhere
@click.pass_obj
def find(context: Context, words: tuple[str, ...], source: str | None, limit: int | None) -> int:
    """Find words in the sources, each place as YAML ready to paste.

    Where the words are not found, the three closest runs of text that share at least half
    of them.
    """
    from briefgen.editing.find import search
    from briefgen.editing.snippets import as_passages

    if not (typed := " ".join(words)).strip():
        raise click.UsageError("TEXT is empty")
    library = context.library(find_workspace(Path.cwd(), context.root))
    chosen = [readable(source, library)] if source else list(searchable(library))
    whole = catalogue_is_sound(library) and (source or len(chosen) == len(library.ids))
    found = search(typed, [library.index(one) for one in chosen], limit)
    if not found.hits:
        where = f"in {source}" if source else "in any source"
        complain(f"“{typed}” is not {where}, nor is text like it")
        return FINDINGS
    print_utf8(as_passages(typed, found, library.ids))
    return DONE if whole else FINDINGS


@click.command(epilog="Example: briefgen stamp pentagon-denial")
@click.argument("sources", nargs=-1, metavar="[SOURCE [¶]]...", shell_complete=source_ids)
@everywhere
@click.pass_obj
def stamp(context: Context, sources: tuple[str, ...]) -> int:
    """Record the sources' fingerprints once a person has looked.

    Without a SOURCE, all of the catalogue. A fingerprint settles no doubt of an import:
    paragraphs (¶88, 5-7) settle theirs, and the fingerprint stays as it is.
    """
    from briefgen.editing.settle import left_open, settle, split_paragraphs_off
    from briefgen.editing.stamp import write_stamps
    from briefgen.load.library import CATALOGUE

    workspace = find_workspace(Path.cwd(), context.root)
    library = context.library(workspace)
    refuse_broken_catalogue(library)
    sources, settled = split_paragraphs_off(sources, library.ids)
    names = sources or (() if settled else library.catalogued)
    chosen = [readable(name, library) for name in names]
    for source, paragraphs in [(readable(name, library), typed) for name, typed in settled.items()]:
        context.say("\n".join(settle(workspace, source, paragraphs)))
    if settled and not sources:
        return DONE
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
        write_stamps(workspace, new)
    for source in chosen:
        state = "stamped" if source.id in new else "unchanged"
        context.say(f"{source.id}  {state}  {source.sha256}")
        click.echo("".join(left_open(source)), err=True, nl=False)
    return DONE


def catalogue_is_sound(library: Library) -> bool:
    """Whether the catalogue has no error; errors are reported."""
    for finding in (errors := [one for one in library.findings if one.severity == "error"]):
        complain(f"{finding.span}: {finding.message}")
    return not errors


def refuse_broken_catalogue(library: Library) -> None:
    """Raise the first of the catalogue's errors: what follows would rest on half of it."""
    for finding in library.findings:
        if finding.severity == "error":
            raise BriefgenError(finding.message, at=finding.span, hint=finding.hint)


def searchable(library: Library) -> Iterator[Source]:
    """Every source that can be read; what cannot be searched is reported."""
    for id in library.ids:
        source = library.source(id, library.span(id))
        if isinstance(source, Source):
            yield source
        else:
            complain(f"not searched: {source.message}")


def readable(id: str, library: Library) -> Source:
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
