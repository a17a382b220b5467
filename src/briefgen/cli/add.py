"""`briefgen add`: documents in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.workspace.workspace import Workspace, find_workspace, resolved

from .context import Context, everywhere
from .output import complain, print_utf8

if TYPE_CHECKING:
    from briefgen.editing.add import Added
    from briefgen.importing import ImportOptions

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.argument("documents", nargs=-1, type=click.Path(), metavar="FILE..."),
    click.option("--refresh", is_flag=True, help="Import these sources again, or all."),
    click.option("--write", is_flag=True, help="With --refresh: write what changed."),
    click.option("--id", help="The source's id, by default from the file's name."),
    click.option("--pages", metavar="3-17", help="Only these sheets of a PDF."),
    click.option(
        "--columns",
        type=click.Choice(["auto", "1", "2", "3"]),
        default="auto",
        help="Columns of a PDF (default auto).",
    ),
    click.option("--language", metavar="TAG", default="", help="The document's language."),
    click.option(
        "--changes",
        type=click.Choice(["accepted", "original"]),
        default="accepted",
        help="Read tracked changes as made (default), or as not made.",
    ),
    click.option(
        "--keep",
        type=click.Choice(["copy", "none"]),
        default="copy",
        help="Keep a copy of the document in seeds/originals/ (default), or none.",
    ),
    click.option("--dry-run", is_flag=True, help="Only say what would be done."),
    click.option("--format", "form", type=click.Choice(["text", "json"]), default="text"),
)


def add_options(command: F) -> F:
    """The arguments of `briefgen add`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Typed(Struct, frozen=True):
    """What was typed after `briefgen add`."""

    documents: tuple[str, ...]
    id: str | None
    pages: str | None
    columns: str
    language: str
    changes: str
    keep: str
    dry_run: bool
    refresh: bool = False
    write: bool = False


@click.command(epilog="Example: briefgen add memo.pdf")
@add_options
@everywhere
@click.pass_obj
def add(context: Context, /, form: str, **typed: Any) -> int:
    """Import documents as sources: PDF, Word, web pages, messages, captions, text.

    Writes seeds/<id>.txt, a record of the import and an entry in seeds/sources.yaml.
    """
    say = context.say if form == "text" else lambda text: print_utf8(f"{text}\n")
    return add_documents(context.root, Typed(**typed), form, say, complain)


def add_documents(
    root: Path | None,
    typed: Typed,
    form: str,
    say: Callable[[str], None],
    complain: Callable[[str], None],
) -> int:
    """Import each document; returns the exit code. A document that cannot be imported does
    not keep the others out."""
    from briefgen.editing.add_summary import summary_lines, summary_object

    if typed.refresh:
        return _refresh(find_workspace(Path.cwd(), root), typed, form, say)
    if typed.write:
        raise BriefgenError("--write belongs to --refresh")
    if not typed.documents:
        raise BriefgenError("no document is named", hint="Type: briefgen add memo.pdf")
    if typed.id is not None and len(typed.documents) > 1:
        raise BriefgenError("--id names one source, but several documents are given")
    options = _import_options(typed)
    workspace = _workspace_for(root)
    done: list[Added] = []
    for document in typed.documents:
        try:
            done.append(_add(workspace, Path(document), options, typed))
        except BriefgenError as error:
            complain(str(error))
            continue
        if form == "text":
            for line in summary_lines(done[-1], dry_run=typed.dry_run):
                say(line)
    if form == "json":
        value = {"version": 1, "documents": [summary_object(one) for one in done]}
        say(json.dumps(value, ensure_ascii=False, indent=1))
    elif done and not typed.dry_run:
        new = "" if workspace.briefs() else ", then: briefgen new first-brief"
        say(f"Now type: briefgen show {done[-1].id}{new}")
    return 0 if len(done) == len(typed.documents) else 2


def _add(workspace: Workspace, document: Path, options: ImportOptions, typed: Typed) -> Added:
    from briefgen.editing.add import add, write
    from briefgen.load.library import load_library
    from briefgen.workspace.locks import alone_in

    with alone_in(workspace.seeds):
        # Read anew for each document: the one before has changed the catalogue.
        library = load_library(workspace)
        for finding in library.findings:
            if finding.severity == "error":
                raise BriefgenError(finding.message, at=finding.span, hint=finding.hint)
        keep = typed.keep == "copy"
        added = add(
            workspace, library, document, options, id=typed.id, language=typed.language, keep=keep
        )
        if added.files and not typed.dry_run:
            write(workspace, added)
    return added


def _refresh(workspace: Workspace, typed: Typed, form: str, say: Callable[[str], None]) -> int:
    """Import sources again; returns 1 where a citation broke."""
    from briefgen.editing.refresh import (
        refresh,
        refreshable,
        refreshed_lines,
        refreshed_object,
        write_refreshed,
    )
    from briefgen.load.library import load_library

    library = load_library(workspace)
    done = [refresh(workspace, library, one) for one in refreshable(library, typed.documents)]
    for one in done:
        if typed.write and one.files:
            write_refreshed(workspace, one)
        if form == "text":
            for line in refreshed_lines(one, wrote=typed.write):
                say(line)
    changed = [one.id for one in done if one.files]
    if form == "json":
        found = [refreshed_object(one, wrote=typed.write and bool(one.files)) for one in done]
        say(json.dumps({"version": 1, "documents": found}, ensure_ascii=False, indent=1))
    elif changed and not typed.write:
        say(f"Nothing was written. To write it: briefgen add --refresh {' '.join(changed)} --write")
    return 1 if any(one.count("broke") for one in done) else 0


def _import_options(typed: Typed) -> ImportOptions:
    from briefgen.importing import ImportOptions

    chosen = None
    if typed.pages:
        match = re.fullmatch(r"([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?", typed.pages.strip())
        chosen = (int(match[1]), int(match[2] or match[1])) if match else None
        if chosen is None or chosen[0] > chosen[1]:
            raise BriefgenError(f"“{typed.pages}” is not a range of pages", hint="Write 3-17.")
    columns = 0 if typed.columns == "auto" else int(typed.columns)
    return ImportOptions(chosen, columns, typed.changes == "accepted")


def _workspace_for(root: Path | None) -> Workspace:
    """The workspace at or above the current folder; without one, this folder becomes one."""
    try:
        return find_workspace(Path.cwd(), root)
    except BriefgenError:
        return Workspace(resolved(root or Path.cwd()))
