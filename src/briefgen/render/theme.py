"""A theme: the templates, styles and shapes that make a page, and what they print.

A theme is a folder. The workspace's `templates/<name>/` wins file by file over the
packaged one, and both over the theme that `theme.yaml` extends. Everything is read here,
once, so that the later steps work from values and never from the disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.load.theme_settings import (
    decoded,
    is_below,
    lineage,
    names,
    read_theme_file,
    settings_path,
    theme_labels,
)
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.syntax.nodes import Plain
from briefgen.workspace.workspace import packaged_templates, theme_names

_NUMBER = lazy_pattern("[1-9][0-9]{0,5}")


class Theme(Struct, frozen=True):
    """What is printed, in which order, and with which files.

    `parts` names templates `parts/<part>.html.j2` in print order; `appendix`, if it is
    among them, is always laid out after the others. `styles` are the style sheets, in
    cascade order. `notes` are printed at the foot of the `page` or at the `end`. `max_pages`
    limits the body, not the appendix. `files` maps a file's path inside the theme
    (with /) to its bytes. `is_packaged` tells that all come from the packaged folder.
    """

    name: str
    parts: tuple[str, ...]
    styles: tuple[str, ...]
    notes: Literal["page", "end"]
    max_pages: int | None
    files: Mapping[str, bytes]
    is_packaged: bool = False

    def text(self, name: str) -> str:
        """The file `name` as text; BriefgenError where the theme has none of that name."""
        if name not in self.files:
            raise BriefgenError(f"the theme {self.name} has no file {name}")
        return decoded(self.files[name], f"templates/{self.name}/{name}")

    @property
    def layout(self) -> dict[str, str | int | None]:
        """What `theme.yaml` and those that it extends decide, lists joined by commas."""
        return {
            "parts": ",".join(self.parts),
            "styles": ",".join(self.styles),
            "notes": self.notes,
            "max_pages": self.max_pages,
        }

    def labels(self, language: str) -> Mapping[str, str]:
        """The theme's own words in `language` (BCP 47); in English where it has no others."""
        at = f"templates/{self.name}/labels.yaml"
        return theme_labels(self.text("labels.yaml"), language, at)


def load_theme(name: str, *, workspace_templates: Path | None) -> Theme:
    """The theme `name`, from the workspace's `templates/` folder (if any) and the packaged one.

    BriefgenError where there is no such theme, or where its `theme.yaml` cannot be used.
    """
    packaged = packaged_templates()
    roots = [root for root in (packaged, workspace_templates) if root is not None]
    if workspace_templates and not is_below(workspace_templates.parent, workspace_templates):
        raise BriefgenError(
            "the folder is a link to somewhere outside the workspace", at=workspace_templates.name
        )
    files: dict[str, bytes] = {}
    settings: dict[str, Plain] = {}
    for theme, own in reversed(lineage(name, roots).items()):
        for root in roots:
            files |= _files(root / theme)
        for found in reversed(own):
            settings |= found
    is_packaged = all(not root.is_dir() or root.samefile(packaged) for root in roots)
    return _theme(name, settings, files, is_packaged=is_packaged)


def own_files(theme: Theme) -> dict[str, bytes]:
    """The files of a theme that no packaged one has: by name and content."""
    if theme.is_packaged:
        return {}
    packaged = packaged_files()
    return {name: data for name, data in theme.files.items() if data not in packaged.get(name, ())}


def has_own_templates(theme: Theme) -> bool:
    """Whether HTML is made by templates that are not packaged."""
    return any(name.endswith(".j2") for name in own_files(theme))


def packaged_files() -> Mapping[str, tuple[bytes, ...]]:
    """The files of the packaged themes by their names inside a theme, with each content."""
    root = packaged_templates()
    found: dict[str, tuple[bytes, ...]] = {}
    for theme in theme_names([root]):
        for name, content in _files(root / theme):
            found[name] = (*found.get(name, ()), content)
    return found


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a theme folder; a link to somewhere outside `templates/` is refused."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if not path.name.startswith(".") and path.is_file():
            yield path.relative_to(folder).as_posix(), read_theme_file(folder.parent, path)


def _theme(
    name: str, settings: dict[str, Plain], files: dict[str, bytes], *, is_packaged: bool
) -> Theme:
    at = settings_path(name)
    parts = names(settings, "parts", at)
    for part in parts:
        if f"parts/{part}.html.j2" not in files:
            raise BriefgenError(f"no template prints the part {part}", at=at)
    styles = names(settings, "styles", at)
    for style in styles:
        if style not in files:
            raise BriefgenError(f"there is no style sheet {style}", at=at)
    notes = settings.get("notes", "page")
    if notes not in ("page", "end"):
        raise BriefgenError(f"notes is page or end, not {notes}", at=at)
    limit = settings.get("max_pages") or None
    if not (limit is None or (isinstance(limit, str) and _NUMBER.fullmatch(limit))):
        raise BriefgenError(f"max_pages is a number of pages, not {limit}", at=at)
    return Theme(
        name=name,
        parts=parts,
        styles=styles,
        notes="end" if notes == "end" else "page",
        max_pages=int(limit) if limit else None,
        files=files,
        is_packaged=is_packaged,
    )
