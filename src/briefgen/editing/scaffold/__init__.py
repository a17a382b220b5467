"""A new brief, and a new workspace: files that teach by their comments, and build as they are.

Nothing that exists is ever overwritten.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

import yaml

from briefgen.checking.phrases import listed
from briefgen.editing.find import search
from briefgen.editing.json_schema import brief_schema
from briefgen.editing.snippets import free_id, passage_lines
from briefgen.errors import BriefgenError
from briefgen.load.library import Library
from briefgen.workspace.workspace import Workspace, resolved

SCHEMA_NAME = "brief.schema.json"
_HERE = files(__package__)
_OPENING_WORDS = 6

# Stamps are of a text's bytes, which a checkout on Windows would change.
_GIT_ATTRIBUTES = (
    b"# Stamps are of the texts' bytes: git leaves their line ends as they are.\nseeds/** -text\n"
)


def init_workspace(folder: Path) -> tuple[Path, ...]:
    """Make `folder` a workspace with two texts, a brief on them, and the files around these.

    Returns the files written. Raises `BriefgenError`, and writes nothing, where any of them
    is already there.
    """
    if folder.exists() and not folder.is_dir():
        raise BriefgenError("there is a file of that name", at=str(folder))
    content = {"/".join(path): file.read_bytes() for path, file in _tree(_HERE / "workspace")}
    content[".gitattributes"] = _GIT_ATTRIBUTES
    content[".gitignore"] = content.pop("gitignore")  # packaging tools would obey it
    content[SCHEMA_NAME] = brief_schema().encode()
    return _write_new(folder, content)


def new_brief(workspace: Workspace, library: Library, name: str, today: date) -> tuple[Path, ...]:
    """Write `briefs/<name>.yaml`, and the schema that it refers to if there is none yet.

    It cites the first source that can be read, if there is one. Returns the files written.
    Raises `BriefgenError`, and writes nothing, where the brief is already there.
    """
    stem = re.sub(r"^briefs/|\.ya?ml$", "", name)
    if not re.fullmatch(r"\w[\w.-]*", stem):
        raise BriefgenError(
            f"“{name}” cannot be the name of a brief",
            hint="Write one word of letters, digits and hyphens, such as library-hours.",
        )
    brief = Template((_HERE / "brief.yaml").read_text(encoding="utf-8")).substitute(
        schema=f"../{SCHEMA_NAME}",
        title=re.sub(r"[-_]+", " ", stem).strip().capitalize(),
        date=today.isoformat(),
        example=_example(library),
    )
    content = {f"briefs/{stem}.yaml": brief.encode()}
    if not (workspace.root / SCHEMA_NAME).exists():
        content[SCHEMA_NAME] = brief_schema().encode()
    return _write_new(workspace.root, content)


def _example(library: Library) -> str:
    """`sources`, `passages` and `sections` that cite how the first source begins."""
    for source in library.readable():
        index = library.index(source)
        for paragraph in source.paragraphs:
            opening = " ".join(paragraph.value.split()[:_OPENING_WORDS])
            if hits := search(opening, [index], limit=1).hits:
                name = free_id("opening", library.ids)
                return Template((_HERE / "example.yaml").read_text(encoding="utf-8")).substitute(
                    sources=yaml.safe_dump([source.id], default_flow_style=True).strip(),
                    passage="".join(f"{line}\n" for line in passage_lines(name, hits[0])),
                    name=name,
                )
    return "\n# No source yet: put a text into seeds/, and `briefgen show` lists it.\n"


def _tree(folder: Traversable) -> list[tuple[tuple[str, ...], Traversable]]:
    """The files below a folder of the package, with their paths in it, by name."""
    found: list[tuple[tuple[str, ...], Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += [((entry.name, *path), file) for path, file in _tree(entry)]
        else:
            found.append(((entry.name,), entry))
    return found


def _write_new(folder: Path, content: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files below `folder`: all of them or, where one is in the way or fails, none."""
    paths = {folder / name: raw for name, raw in content.items()}
    in_the_way = [name for name in content if os.path.lexists(folder / name)]
    if in_the_way:
        verb = "is" if len(in_the_way) == 1 else "are"
        raise BriefgenError(
            f"{listed(in_the_way)} {verb} already there, and nothing is overwritten",
            at=str(folder),
            hint="Choose another name, or move what is there away.",
        )
    inside = resolved(folder)
    for path in paths:
        if not resolved(path.parent).is_relative_to(inside):
            raise BriefgenError(
                "the folder is a link to somewhere outside the workspace", at=str(path.parent)
            )
    written: list[Path] = []
    try:
        for path, raw in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:  # fails where somebody was faster
                written.append(path)
                file.write(raw)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise BriefgenError(
            f"cannot be written: {error.strerror}", at=str(error.filename or folder)
        ) from error
    return tuple(paths)
