"""A theme: the templates, styles and shapes that make a page, and what they print.

A theme is a folder. The workspace's `templates/<name>/` wins file by file over the
packaged one, and both over the theme that `theme.yaml` extends. Everything is read here,
once, so that the steps behind work from values and never from the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import yaml

from ..errors import BriefgenError

_PACKAGED = Path(__file__).parents[1] / "templates"
_REPOSITORY = Path(__file__).parents[3] / "templates"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_KEYS = ("extends", "parts", "styles", "notes", "max_pages")


@dataclass(frozen=True, slots=True)
class Theme:
    """What is printed, in which order, and with which files.

    `parts` names templates `parts/<part>.html.j2` in print order; `appendix`, if it is
    among them, is always laid out behind the others. `styles` are the style sheets, in
    cascade order. `notes` stand at the foot of the `page` or at the `end`. `max_pages`
    limits the body, not the appendix. `files` maps a file's path inside the theme
    (with /) to its bytes.
    """

    name: str
    parts: tuple[str, ...]
    styles: tuple[str, ...]
    notes: Literal["page", "end"]
    max_pages: int | None
    files: Mapping[str, bytes]

    def text(self, name: str) -> str:
        """The file `name` as text; BriefgenError where the theme has none of that name."""
        if name not in self.files:
            raise BriefgenError(f"the theme {self.name} has no file {name}")
        return _decode(self.files[name], f"templates/{self.name}/{name}")

    def labels(self, language: str) -> Mapping[str, str]:
        """The theme's own words in `language` (BCP 47); in English where it has no others."""
        words = _mapping(self.text("labels.yaml"), f"templates/{self.name}/labels.yaml")
        chosen: dict[str, str] = {}
        for tag in ("en", language.partition("-")[0].lower(), language):
            chosen |= words.get(tag, {})
        return chosen


def load_theme(name: str, *, workspace_templates: Path | None) -> Theme:
    """The theme `name`, from the workspace's `templates/` folder (if any) and the packaged one.

    BriefgenError where there is no such theme, or where its `theme.yaml` cannot be used.
    """
    roots = [root for root in (packaged_templates(), workspace_templates) if root is not None]
    files: dict[str, bytes] = {}
    settings: dict[str, Any] = {}
    for theme in reversed(_lineage(name, roots)):
        for root in roots:
            found = dict(_files(root / theme))
            files |= found
            if "theme.yaml" in found:
                settings |= _settings(found["theme.yaml"], theme)
    return _theme(name, settings, files)


def packaged_templates() -> Path:
    """The templates that come with briefgen: in a wheel beside the code, else the repository's."""
    return _PACKAGED if _PACKAGED.is_dir() else _REPOSITORY


def _lineage(name: str, roots: list[Path]) -> list[str]:
    """`name` and the themes it extends, nearest first."""
    lineage: list[str] = []
    while name:
        if name in lineage:
            raise BriefgenError(f"the theme {name} extends itself", at=_settings_path(name))
        if not _NAME.fullmatch(name) or not any((root / name).is_dir() for root in roots):
            raise _unknown(name, roots)
        lineage.append(name)
        name = next(
            (
                extended
                for root in reversed(roots)
                if (file := root / name / "theme.yaml").is_file()
                and (extended := _settings(file.read_bytes(), name).get("extends"))
            ),
            "",
        )
    return lineage


def _unknown(name: str, roots: list[Path]) -> BriefgenError:
    known = sorted(
        {folder.name for root in roots if root.is_dir() for folder in root.iterdir()
         if folder.is_dir() and not folder.name.startswith(".")}
    )  # fmt: skip
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
    return BriefgenError(f"there is no theme {name}", hint=hint)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a theme folder; a link that leads out of the folder is refused."""
    if not folder.is_dir():
        return
    inside = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if path.name.startswith(".") or not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        if not path.resolve().is_relative_to(inside):
            raise BriefgenError(f"{name} leads out of the theme's folder", at=folder.name)
        yield name, path.read_bytes()


def _theme(name: str, settings: dict[str, Any], files: dict[str, bytes]) -> Theme:
    at = _settings_path(name)
    parts = _names(settings, "parts", at)
    for part in parts:
        if f"parts/{part}.html.j2" not in files:
            raise BriefgenError(f"no template prints the part {part}", at=at)
    styles = _names(settings, "styles", at)
    for style in styles:
        if style not in files:
            raise BriefgenError(f"there is no style sheet {style}", at=at)
    notes = settings.get("notes", "page")
    if notes not in ("page", "end"):
        raise BriefgenError(f"notes is page or end, not {notes}", at=at)
    limit = settings.get("max_pages") or None
    if limit is not None and not (str(limit).isdecimal() and int(limit) > 0):
        raise BriefgenError(f"max_pages is a number of pages, not {limit}", at=at)
    return Theme(name, parts, styles, notes, int(limit) if limit else None, files)


def _names(settings: dict[str, Any], key: str, at: str) -> tuple[str, ...]:
    value = settings.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BriefgenError(f"{key} is a list of names", at=at)
    return tuple(value)


def _settings(raw: bytes, theme: str) -> dict[str, Any]:
    at = _settings_path(theme)
    settings = _mapping(_decode(raw, at), at)
    for key in settings:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            raise BriefgenError(
                f"unknown key {key}", at=at, hint=f"did you mean {near[0]}?" if near else None
            )
    return settings


def _mapping(text: str, at: str) -> dict[str, Any]:
    try:
        # BaseLoader leaves every scalar the text that was typed, and makes no objects.
        value = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise BriefgenError(f"not valid YAML: {error}", at=at) from error
    if not isinstance(value, dict):
        raise BriefgenError("expected keys with values", at=at)
    return value


def _decode(raw: bytes, at: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BriefgenError("not UTF-8 text", at=at) from error


def _settings_path(theme: str) -> str:
    return f"templates/{theme}/theme.yaml"
