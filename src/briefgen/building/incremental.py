"""What was built before, so that an unchanged brief is not laid out again.

A record says of which inputs a file was made, and the digest of that file: both must
still be so. Records lie in `output/.briefgen/`; one that is missing or cannot be read
only means that the brief is built.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.limits import MAX_PDF
from briefgen.model.finding import Finding
from briefgen.model.summary import Tally
from briefgen.proof.fingerprint import versions
from briefgen.workspace.atomic import write_whole
from briefgen.workspace.workspace import UnreadableError, Workspace, packaged_templates, read_bytes

# Raised when what a record holds changes its meaning.
FORMAT = 2


class Record(Struct, frozen=True):
    """A file that was built: of which `state`, `fingerprint` and `other_files` (pictures and the
    earlier edition: their digests, by path from the workspace), and what came of it, `size` bytes
    with the digest `sha256`."""

    state: str
    fingerprint: str
    sha256: str
    size: int
    pages: int
    footnotes: int
    tally: Tally
    findings: tuple[Finding, ...]
    other_files: Mapping[str, str]


def state_of(root: Path, brief: Path, options: Mapping[str, Any]) -> str:
    """A digest of everything that a build of `brief` may read in the workspace at `root`.

    Coarser than the fingerprint (a change in any source changes it), and found without
    reading the brief: that is what it is for.
    """
    digest = hashlib.sha256()
    head = {"options": dict(options), "versions": versions(), "format": FORMAT}
    digest.update(json.dumps(head, sort_keys=True).encode())
    for name, content in _read(root, brief):
        digest.update(os.fsencode(f"\0{name}\0{len(content)}\0"))
        digest.update(content)
    return digest.hexdigest()


def recall(root: Path, target: Path) -> Record | None:
    """The record of `target`, where that file still is what was built, signed perhaps."""
    try:
        record = msgspec.json.decode(read_bytes(_path(root, target)), type=Record)
        content = read_bytes(target, MAX_PDF)
        built = hashlib.sha256(content[: record.size]).hexdigest() == record.sha256
        intact = built and all(
            _digest(root / name) == sha256 for name, sha256 in record.other_files.items()
        )
        if added := content[record.size :]:
            # A signature leaves the bytes before it as they are; whatever else was added goes.
            intact = intact and b"/ByteRange" in added
            digest = hashlib.sha256(content).hexdigest()
            record = replace(record, sha256=digest, size=len(content))
    except (BriefgenError, UnreadableError):
        return None
    except (ValueError, RecursionError):  # not ours
        return None
    return record if intact else None


def remember(root: Path, target: Path, record: Record) -> None:
    """Keep the record of `target`; a folder that cannot be written, or is outside the
    workspace, keeps none."""
    with suppress(BriefgenError, UnicodeEncodeError):  # of a name that is not UTF-8
        write_whole(_path(root, target), msgspec.json.encode(record))


def _digest(path: Path) -> str:
    return hashlib.sha256(read_bytes(path, MAX_PDF)).hexdigest()


def _path(root: Path, target: Path) -> Path:
    place = hashlib.sha256(os.fsencode(target)).hexdigest()[:8]
    workspace = Workspace(root)
    folder = workspace.output / ".briefgen"
    if not workspace.holds(folder):
        raise BriefgenError(
            "the folder is a link to somewhere outside the workspace", at=str(folder)
        )
    return folder / f"{target.name}.{place}.json"


def _read(root: Path, brief: Path) -> Iterator[tuple[str, bytes]]:
    """The files that a build reads, but for pictures: brief, sources, themes."""
    yield "brief", _content(brief)
    workspace = Workspace(root)
    for folder in (workspace.seeds, root / "templates", packaged_templates()):
        ours = folder == packaged_templates()
        for path in sorted(folder.rglob("*")):
            if path.is_file() and (ours or workspace.holds(path)):
                yield f"{folder.name}/{path.relative_to(folder).as_posix()}", _content(path)


def _content(path: Path) -> bytes:
    """The bytes of a file; of one that cannot be read, why, which is all that a build may
    know of it too."""
    try:
        return read_bytes(path)
    except UnreadableError as error:
        return error.message.encode()
