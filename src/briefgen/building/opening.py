"""An edition from where it is kept: a brief's YAML, a PDF of ours, or `REV:path` in git."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen.checking.engine import Checked, check_brief, check_text
from briefgen.editions.edition import Edition
from briefgen.editions.reading import edition_of
from briefgen.errors import BriefgenError
from briefgen.limits import MAX_PDF
from briefgen.load.library import load_library
from briefgen.proof.attachments import BRIEF
from briefgen.proof.unpacking import unpacked
from briefgen.proof.verify import UnreadablePdfError, verify
from briefgen.proof.verify_web import verify_web
from briefgen.proof.web_evidence import is_web
from briefgen.workspace.workspace import (
    UnreadableError,
    Workspace,
    decode,
    find_workspace,
    read_bytes,
)

_MAX_ARCHIVE = 256 * 2**20  # bytes of a workspace as git keeps it
_SECONDS = 60  # that git may take


@dataclass(frozen=True, slots=True)
class Opened:
    """An edition, and its `doubts`: why a PDF does not verify, or the errors of a brief."""

    edition: Edition
    doubts: tuple[str, ...] = ()


def open_edition(
    name: str,
    root: Path | None = None,
    *,
    content: bytes | None = None,
    is_proved: bool = True,
    beside: str = "",
) -> Opened:
    """The edition called `name`, a path or `REV:path`; `root` overrides a brief's workspace,
    `content` is that of a PDF that was read already. `beside` is the edition that it is compared
    with, whose workspace gives the sources of a brief that lies in none.

    A PDF is verified first, unless `is_proved` is false; one that does not verify is opened all
    the same, and `doubts` says what differs. Raises `BriefgenError` where there is no such
    edition, or it cannot be read.
    """
    try:
        return _open(name, root, content, is_proved=is_proved, beside=beside)
    except UnreadablePdfError as error:
        raise BriefgenError(error.message, at=name, hint=error.hint) from error


def _open(
    name: str, root: Path | None, content: bytes | None, *, is_proved: bool, beside: str
) -> Opened:
    if content is not None:
        return _from_pdf(name, content, is_proved=is_proved)
    path = Path(name)
    if not path.exists() and ":" in name:
        revision, _, inside = name.partition(":")
        return _from_git(revision, inside, root)
    if not path.is_file():
        what = "not a file" if path.exists() else "no such file"
        raise BriefgenError(what, at=name, hint="Name a brief, a PDF, or REV:path in git.")
    if path.suffix.lower() in {".pdf", ".html"}:
        return _from_pdf(name, read_bytes(path, MAX_PDF), is_proved=is_proved)
    return _from_file(path, root, beside)


def _from_file(path: Path, root: Path | None, beside: str) -> Opened:
    """The edition in the YAML at `path`. One that lies in no workspace, such as an old edition that
    was saved elsewhere, has the sources of the workspace of `beside`, else of the folder here."""
    try:
        workspace = find_workspace(path.parent, root)
        is_inside = workspace.holds(path)
    except BriefgenError:
        workspace, is_inside = _workspace_of(beside), False
    if is_inside:
        return _from_brief(workspace, path)
    # Its pictures and the rest are named as in its workspace.
    name = f"briefs/{path.name}"
    try:
        text = decode(read_bytes(path))
    except UnreadableError as error:
        raise BriefgenError(error.message, at=str(path), hint=error.hint) from error
    return _edition(check_text(text, name, load_library(workspace)), str(path))


def _workspace_of(name: str) -> Workspace:
    """The workspace of another edition, a file in one; else that of the folder here."""
    try:
        return find_workspace(Path(name).parent)
    except BriefgenError:
        return find_workspace(Path.cwd())


def _from_brief(workspace: Workspace, path: Path, fingerprint: str = "") -> Opened:
    return _edition(check_brief(workspace, path, load_library(workspace)), str(path), fingerprint)


def _edition(checked: Checked, at: str, fingerprint: str = "") -> Opened:
    errors = [
        f"{finding.span}: {finding.message}"
        for finding in checked.findings
        if finding.severity == "error"
    ]
    if checked.resolved is None:
        # The first error names its place.
        raise BriefgenError(errors[0]) if errors else BriefgenError("this is not a brief", at=at)
    return Opened(edition_of(checked.resolved, fingerprint), tuple(errors))


def _from_pdf(name: str, pdf: bytes, *, is_proved: bool) -> Opened:
    proved = verify_web if is_web(pdf, name) else verify
    differs = proved(pdf).differs if is_proved else ()
    with tempfile.TemporaryDirectory() as folder:
        fingerprint = unpacked(pdf, Path(folder))
        if fingerprint is None:
            raise BriefgenError(
                "there is no edition in this file" + "".join(f"; {one}" for one in differs), at=name
            )
        workspace = Workspace(Path(folder).resolve())
        opened = _from_brief(workspace, workspace.root / "briefs" / BRIEF, fingerprint)
    # The quotations of a PDF are part of what was verified.
    return Opened(opened.edition, differs)


def _from_git(revision: str, path: str, root: Path | None) -> Opened:
    if not revision or revision.startswith("-"):
        raise BriefgenError("this names no revision", at=f"{revision}:{path}")
    brief = _in_repository(path)
    workspace = find_workspace(brief.parent, root)
    inside = brief.relative_to(workspace.root)
    with _checked_out(revision, workspace) as folder:
        old = folder.root / inside
        if not old.is_file():
            raise BriefgenError(f"revision {revision} has no such file", at=path)
        return _from_brief(folder, old)


def _in_repository(path: str) -> Path:
    """`path` as git means it, from the repository's root, or as a person does, from here."""
    here = Path(path).resolve()
    if here.exists() or here.parent.is_dir():
        return here
    top = _git(Path.cwd(), "rev-parse", "--show-toplevel").decode().strip()
    return (Path(top) / PurePosixPath(path)).resolve()


@contextmanager
def _checked_out(revision: str, workspace: Workspace) -> Iterator[Workspace]:
    """A workspace's texts and briefs as they were at `revision`, in a folder that is removed."""
    names = [
        name
        for name in ("seeds", "briefs", "templates")
        if _git(workspace.root, "ls-tree", "--name-only", revision, f"{name}/")
    ]
    if not names:
        raise BriefgenError(f"revision {revision} has no workspace", at=str(workspace.root))
    archive = _git(workspace.root, "archive", "--format=tar", revision, "--", *names)
    with tempfile.TemporaryDirectory() as folder:
        try:
            _unpack(archive, folder)
        except tarfile.TarError as error:
            why = f"revision {revision} cannot be unpacked: {error}"
            raise BriefgenError(why, at=str(workspace.root)) from error
        yield Workspace(Path(folder).resolve())


def _unpack(archive: bytes, folder: str) -> None:
    """Write what a tar archive holds below `folder`, and nothing elsewhere.

    Raises `tarfile.TarError` where it would lead outside.
    """
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(folder, filter="data")
        else:  # Python before 3.11.4 has no filter: only folders and plain files are taken
            plain = [one for one in tar if one.isdir() or one.isfile()]
            for one in plain:
                if one.name.startswith("/") or ".." in PurePosixPath(one.name).parts:
                    raise tarfile.ExtractError(f"{one.name} is outside")
            tar.extractall(folder, plain)  # noqa: S202 - looked through above


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
        )
    except FileNotFoundError as error:
        raise BriefgenError("git is not installed", hint="Name a file instead.") from error
    except subprocess.TimeoutExpired as error:
        raise BriefgenError("git gave no answer") from error
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BriefgenError(f"git: {words[-1] if words else 'failed'}")
    if len(done.stdout) > _MAX_ARCHIVE:
        raise BriefgenError("the workspace is too large to compare", at=str(folder))
    return done.stdout
