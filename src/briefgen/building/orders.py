"""Briefs to build into files: which of them are there already, and writing the others.

Nothing here loads what lays pages out, so that an unchanged brief costs next to nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

from briefgen.errors import BriefgenError
from briefgen.model.finding import Finding
from briefgen.model.options import Options
from briefgen.model.summary import Tally
from briefgen.workspace.atomic import write_whole
from briefgen.workspace.workspace import Workspace

from .incremental import Record, recall, remember, state_of
from .output import KEEP, is_same

if TYPE_CHECKING:
    from .job import Made


class Order(Struct, frozen=True):
    """A brief to build into `target`: the state of what it is built from, and the record
    of the file that is there, if that is what was built. One that `is_compared` with an edition
    named apart from the brief is checked again each time."""

    workspace: Workspace
    path: Path
    target: Path
    state: str
    record: Record | None
    is_compared: bool = False


class Built(Struct, frozen=True):
    """What an order came to; `record` is None where nothing was written, and `failure`
    says why work could not go on, if it could not."""

    order: Order
    tally: Tally
    findings: tuple[Finding, ...]
    record: Record | None = None
    failure: str | None = None


def order(
    workspace: Workspace, path: Path, target: Path, options: Options, *, force: bool
) -> Order:
    """An order for the brief at `path`; with `force`, whatever is at `target`."""
    state = state_of(workspace.root, path, asdict(options))
    record = None if force else recall(workspace.root, target)
    return Order(workspace, path, target, state, record, options.since is not None)


def standing(orders: Sequence[Order]) -> Iterator[Built]:
    """The orders of which nothing changed: their files stay as they are."""
    for one in orders:
        if one.record and one.record.state == one.state and not one.is_compared:
            yield Built(one, one.record.tally, one.record.findings, one.record)


def write(one: Order, made: Made) -> Built:
    """Write what came out, if it is what was meant, and keep a record of it; never over a file
    that it was made of, such as the edition that it replaces."""
    if any(is_same(one.target, one.workspace.root / name) for name in made.other_files):
        why = BriefgenError(
            "not written: the brief is compared with the file that is there, or shows it",
            at=str(one.target),
            hint=KEEP,
        )
        return Built(one, made.tally, made.findings, None, str(why))
    if made.unchanged and one.record:
        record = replace(one.record, state=one.state, findings=made.findings)
    elif made.printed and made.fingerprint and made.printed.may_be_kept:
        write_whole(one.target, made.printed.content)
        record = Record(
            state=one.state,
            fingerprint=made.fingerprint,
            sha256=hashlib.sha256(made.printed.content).hexdigest(),
            size=len(made.printed.content),
            pages=made.printed.pages,
            footnotes=made.printed.footnotes,
            tally=made.tally,
            findings=made.findings,
            other_files=made.other_files,
        )
    else:
        return Built(one, made.tally, made.findings, None, made.failure)
    remember(one.workspace.root, one.target, record)
    return Built(one, made.tally, made.findings, record)
