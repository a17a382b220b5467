"""The folder that holds `seeds/` and `briefs/`: what lies in it, and nothing beyond it."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.limits import MAX_FILE

BRIEF_SUFFIXES = frozenset({".yaml", ".yml"})

_PACKAGED = Path(__file__).parents[1] / "templates"
_REPOSITORY = Path(__file__).parents[3] / "templates"

# The share of zeros that every other byte of UTF-16 has.
_ZEROS = 0.7


class UnreadableError(Exception):
    """A file cannot be read: why, in the user's words, and what to do; `path`, where known."""

    path: Path | None = None

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


class Workspace(Struct, frozen=True):
    """A workspace; `root` is absolute and free of symbolic links."""

    root: Path

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def output(self) -> Path:
        """The folder that is written into; it need not exist.

        Raises `BriefgenError` where it is a link to somewhere outside the workspace.
        """
        folder = self.root / "output"
        if not self.holds(folder):
            raise BriefgenError(
                "the folder is a link to somewhere outside the workspace",
                at="output",
                hint="Remove the link, or say with -o where to write.",
            )
        return folder

    def briefs(self, folder: Path | None = None) -> tuple[Path, ...]:
        """Every brief in `folder` and below, by default in `briefs/`, sorted by path.

        The workspace's own folder stands for its `briefs/`. Hidden files and folders, and
        the YAML of the catalogue and of themes, are left out; a link that leads nowhere is not,
        so that a brief that is gone is missed. Empty where there is no such folder; raises
        OSError where one cannot be read.
        """
        if folder is None or folder == self.root:
            folder = self.root / "briefs"
        others = [self.root / name for name in ("seeds", "templates", "output")]
        found = []
        for at, folders, names in os.walk(folder, onerror=_unless_missing):
            here = Path(at)
            folders[:] = [name for name in folders if not name.startswith(".")]
            if not any(here.is_relative_to(other) for other in others):
                found += [here / name for name in names if _is_brief(here / name)]
        return tuple(sorted(found))

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes that a brief may name: those of its `templates/`, and the packaged ones."""
        return theme_names(self.template_folders)

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The folders of themes: the packaged one, and its own, which wins."""
        own = self.root / "templates"
        return (packaged_templates(), *([own] if self.holds(own) else []))

    def resolve(self, typed: str, base: Path) -> Path:
        """The file that `typed` names from folder `base`; it need not exist.

        Raises `UnreadableError` where the path is absolute or outside the workspace,
        through `..` or a symbolic link.
        """
        if Path(typed).is_absolute():
            raise UnreadableError(f"an absolute path: {typed}", "Write it relative to this file.")
        try:
            path = resolved(base / typed)
        except BriefgenError as error:
            raise UnreadableError(f"not a usable path: {typed}") from error
        if not path.is_relative_to(self.root):
            raise UnreadableError(
                f"the path leaves the workspace: {typed}",
                f"Put the file into {self.root.name}/.",
            )
        return path

    def display(self, path: Path) -> str:
        """`path` relative to the workspace, with `/`, as findings name it.

        Raises `BriefgenError` where the file, or what a link leads to, lies outside.
        """
        # By strings, since this is asked of every brief.
        root = os.path.join(self.root, "")  # noqa: PTH118
        named = os.path.join(_resolved(path.parent), path.name)  # noqa: PTH118
        is_inside = named.startswith(root) and (not path.is_symlink() or self.holds(path))
        if not is_inside:
            raise BriefgenError(
                f"{path} lies outside the workspace {self.root}",
                hint="Move it there, or name another workspace with --root.",
            )
        return named.removeprefix(root).replace(os.sep, "/")

    def holds(self, path: Path) -> bool:
        """Whether `path`, or what a link there leads to, lies in the workspace."""
        return resolved(path).is_relative_to(self.root)


def _is_brief(path: Path) -> bool:
    """Whether the file at `path` may be a brief, by its name: a file, or a link to none."""
    named = path.suffix in BRIEF_SUFFIXES and not path.name.startswith(".")
    return named and (path.is_file() or (path.is_symlink() and not path.exists()))


def _unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error


def find_workspace(start: Path, root: Path | None = None) -> Workspace:
    """The workspace of `start`, a brief or a folder; `root` (from `--root`) overrides it.

    It is the nearest folder at or above `start` that holds `seeds/`. Raises
    `BriefgenError` where there is none.
    """
    folder = resolved(root or start)
    candidates = [folder] if root else [folder, *folder.parents]
    for candidate in candidates:
        if (candidate / "seeds").is_dir():
            return Workspace(candidate)
    where = "" if root else " or above it"
    raise BriefgenError(
        f"no workspace: there is no folder seeds/ in {folder}{where}",
        hint="Type `briefgen init DIR` to make a workspace.",
    )


def refuse_input(path: Path) -> None:
    """Raises `BriefgenError` where something written to `path` would replace what somebody wrote:
    a brief, a source, a file of a theme."""
    file = resolved(path)
    try:
        root = find_workspace(file.parent).root
    except BriefgenError:
        return
    is_input = file.suffix in BRIEF_SUFFIXES or any(
        file.is_relative_to(root / name) for name in ("seeds", "templates")
    )
    if is_input and file.is_file():
        raise BriefgenError(
            "a file of the workspace, and not overwritten", at=str(path), hint="Name another."
        )


def packaged_templates() -> Path:
    """The templates that come with briefgen: in a wheel beside the code, else the repository's."""
    return _PACKAGED if _PACKAGED.is_dir() else _REPOSITORY


def theme_names(folders: Iterable[Path]) -> tuple[str, ...]:
    """The themes in `folders` of templates, which need not exist: a folder each, sorted."""
    return tuple(
        sorted(
            {
                theme.name
                for folder in folders
                if folder.is_dir()
                for theme in folder.iterdir()
                if theme.is_dir() and not theme.name.startswith(".")
            }
        )
    )


def resolved(path: Path) -> Path:
    """`path`, absolute and free of symbolic links; it need not exist.

    Raises `BriefgenError` where its links lead in a circle, or no path is written so.
    """
    return Path(_resolved(path))


def _resolved(path: Path) -> str:
    # The path's own methods take twice the time.
    try:
        found = os.path.realpath(path)
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            os.stat(found)  # noqa: PTH116 - it fails where links lead in a circle
    except (OSError, RuntimeError, ValueError) as error:
        raise BriefgenError("not a usable path", at=str(path)) from error
    return found


def read_bytes(path: Path, limit: int = MAX_FILE) -> bytes:
    """The bytes of a regular file; raises `UnreadableError`, also where it has more than
    `limit` bytes."""
    try:
        return _content(path, limit)
    except UnreadableError as error:
        error.path = path
        raise


def _content(path: Path, limit: int) -> bytes:
    try:
        # Otherwise, opening a pipe would wait until something is written into it.
        with open(path, "rb", buffering=0, opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError("not a file")
            content = file.readall() if status.st_size <= limit else None
    except FileNotFoundError as error:
        raise UnreadableError("no such file") from error
    except OSError as error:
        # A file's own words for a folder are “Is a directory”, which depend on the system.
        what = "not a file" if isinstance(error, IsADirectoryError) else error.strerror
        raise UnreadableError(what or "cannot be read") from error
    if content is None or len(content) > limit:
        raise UnreadableError(f"larger than {limit // 2**20} MB", "Divide it or make it smaller.")
    return content


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def decode(raw: bytes, hint: str = "Save it as UTF-8.") -> str:
    """UTF-8, with or without a byte-order mark, which is dropped; raises `NotTextError`."""
    if b"\0" in raw and utf16_by_zeros(raw):  # much of it is valid UTF-8
        raise NotTextError(f"not UTF-8 but {_encoding(raw)}", hint, 1, 1)
    unmarked = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = unmarked.decode()
    except UnicodeDecodeError as error:
        line, column = _line_and_column(unmarked[: error.start].decode())
        raise NotTextError(f"not UTF-8 but {_encoding(raw)}", hint, line, column) from error
    if (nul := text.find("\0")) >= 0:
        raise NotTextError("not text: it holds a NUL byte", hint, *_line_and_column(text[:nul]))
    return text


def _encoding(raw: bytes) -> str:
    """The likely encoding of bytes that are not UTF-8."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if utf16_by_zeros(raw):
        return "probably UTF-16"
    try:
        raw.decode("cp1252")
    except UnicodeDecodeError:
        return "an unknown encoding"
    return "probably Windows-1252"


def utf16_by_zeros(raw: bytes) -> str | None:
    """The codec of bytes that are UTF-16 by their zeros, of which each Western letter has one."""
    for codec, zeros in (("utf-16-le", raw[1::2]), ("utf-16-be", raw[::2])):
        if zeros.count(0) > len(zeros) * _ZEROS:
            return codec
    return None


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; raises `UnreadableError`."""
    return decode(read_bytes(path))


def _line_and_column(before: str) -> tuple[int, int]:
    """Line and column of what follows the text `before`."""
    lines = re.split(r"\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1
