"""The folder that holds `seeds/` and `briefs/`: what lies in it, and nothing beyond it."""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from .errors import BriefgenError

BRIEF_SUFFIXES = frozenset({".yaml", ".yml"})


class UnreadableError(Exception):
    """A file cannot be read: why, in the user's words, and what to do."""

    def __init__(self, message: str, hint: str | None = None):
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotTextError(UnreadableError):
    """A file is not UTF-8 text: why, and the line and column (from 1) where that shows."""

    def __init__(self, message: str, hint: str, line: int, column: int):
        super().__init__(message, hint)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace; `root` is absolute and free of symbolic links."""

    root: Path

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    def briefs(self, folder: Path | None = None) -> tuple[Path, ...]:
        """Every brief in `folder` and below, by default in `briefs/`, sorted by path.

        The workspace's own folder stands for its `briefs/`. Hidden files and folders, and
        the YAML of the catalogue and of themes, are left out. Empty where there is none.
        """
        if folder is None or folder == self.root:
            folder = self.root / "briefs"
        others = tuple(self.root / name for name in ("seeds", "templates", "output"))
        found = (
            path
            for path in folder.rglob("*")
            if path.suffix in BRIEF_SUFFIXES
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
            and not any(path.is_relative_to(other) for other in others)
            and path.is_file()
        )
        return tuple(sorted(found))

    def resolve(self, typed: str, base: Path) -> Path:
        """The file that `typed` names from folder `base`; it need not exist.

        Raises `UnreadableError` where the path is absolute or leads out of the workspace,
        through `..` or a symbolic link.
        """
        if Path(typed).is_absolute():
            raise UnreadableError(f"an absolute path: {typed}", "write it relative to this file")
        try:
            path = (base / typed).resolve()
        except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a NUL
            raise UnreadableError(f"not a usable path: {typed}") from error
        if not path.is_relative_to(self.root):
            raise UnreadableError(
                f"the path leaves the workspace: {typed}",
                f"put the file into {self.root.name}/",
            )
        return path

    def display(self, path: Path) -> str:
        """`path` relative to the workspace, with `/`, as findings name it.

        Raises `BriefgenError` where the file, or what a link leads to, lies outside.
        """
        named = path.parent.resolve() / path.name
        if not (named.is_relative_to(self.root) and path.resolve().is_relative_to(self.root)):
            raise BriefgenError(
                f"{path} lies outside the workspace {self.root}",
                hint="move it there, or name another workspace with --root",
            )
        return named.relative_to(self.root).as_posix()


def find_workspace(start: Path, root: Path | None = None) -> Workspace:
    """The workspace of `start`, a brief or a folder; `root` (from `--root`) overrides it.

    It is the nearest folder at or above `start` that holds `seeds/`. Raises
    `BriefgenError` where there is none.
    """
    folder = (root or start).resolve()
    candidates = [folder] if root else [folder, *folder.parents]
    for candidate in candidates:
        if (candidate / "seeds").is_dir():
            return Workspace(candidate)
    where = "" if root else " or above it"
    raise BriefgenError(
        f"no workspace: there is no folder seeds/ in {folder}{where}",
        hint="`briefgen init DIR` makes a workspace",
    )


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file; raises `UnreadableError`."""
    try:
        # Asked before opening: opening a pipe would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableError("not a file")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError("no such file") from error
    except OSError as error:
        raise UnreadableError(error.strerror or "cannot be read") from error


def decode(raw: bytes) -> str:
    """UTF-8, with or without a byte-order mark, which is dropped; raises `NotTextError`."""
    hint = "save it as UTF-8 text"
    unmarked = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = unmarked.decode()
    except UnicodeDecodeError as error:
        line, column = _place(unmarked[: error.start].decode())
        what = "not UTF-8 but UTF-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "not UTF-8"
        raise NotTextError(what, hint, line, column) from error
    if (nul := text.find("\0")) >= 0:
        raise NotTextError("not text: it holds a NUL byte", hint, *_place(text[:nul]))
    return text


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; raises `UnreadableError`."""
    return decode(read_bytes(path))


def _place(before: str) -> tuple[int, int]:
    """Line and column of what follows the text `before`."""
    lines = re.split(r"\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1
