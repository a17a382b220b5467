"""What `theme.yaml` decides of a theme, and those that it extends: for the check, which needs
nothing else of it, and for whoever loads the whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefgen.errors import BriefgenError
from briefgen.model.text import Span
from briefgen.syntax.nodes import Plain, parse, plain
from briefgen.workspace.workspace import (
    NotTextError,
    UnreadableError,
    decode,
    read_bytes,
    resolved,
    theme_names,
)

SETTINGS = "theme.yaml"
_KEYS = ("extends", "parts", "styles", "notes", "max_pages")


def theme_parts(name: str, roots: Sequence[Path]) -> tuple[str, ...] | None:
    """The parts that the theme `name` prints, of the folders of templates `roots`, of which a
    later one wins; None where it does not say.

    BriefgenError where its `theme.yaml`, or that of a theme it extends, cannot be used."""
    for theme, own in lineage(name, roots).items():
        for settings in own:
            if "parts" in settings:
                return names(settings, "parts", settings_path(theme))
    return None


def lineage(name: str, roots: Sequence[Path]) -> dict[str, list[dict[str, Plain]]]:
    """`name` and the themes it extends, nearest first, each with the settings that it has in
    `roots`, of which the first wins."""
    lineage: dict[str, list[dict[str, Plain]]] = {}
    while name:
        if name in lineage:
            raise BriefgenError(f"the theme {name} extends itself", at=settings_path(name))
        known = theme_names(roots)
        if name not in known:
            by = next(reversed(lineage), None)  # the theme that extends it
            raise _unknown(name, known, settings_path(by) if by else None)
        own = lineage[name] = [
            settings_of(read_theme_file(root, root / name / SETTINGS), name)
            for root in reversed(roots)
            if (root / name / SETTINGS).is_file()
        ]
        name = next(filter(None, (_extended(settings, name) for settings in own)), "")
    return lineage


def _extended(settings: dict[str, Plain], theme: str) -> str:
    """The theme that these settings extend; empty where they extend none."""
    extended = settings.get("extends", "")
    if not isinstance(extended, str):
        raise BriefgenError("extends is the name of a theme", at=settings_path(theme))
    return extended


def _unknown(name: str, known: Sequence[str], at: str | None) -> BriefgenError:
    near = _closest(name, known, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else f"The themes are {', '.join(known)}."
    return BriefgenError(f"there is no theme {name}", at=at, hint=hint)


def _closest(word: str, known: Sequence[str], cutoff: float = 0.6) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - wanted only where something is wrong

    return get_close_matches(word, known, n=1, cutoff=cutoff)


def read_theme_file(templates: Path, path: Path) -> bytes:
    at = f"templates/{path.relative_to(templates).as_posix()}"
    if not is_below(templates, path):
        raise BriefgenError("the file is a link to somewhere outside the theme's folder", at=at)
    try:
        return read_bytes(path)
    except UnreadableError as error:
        raise BriefgenError(error.message, at=at, hint=error.hint) from error


def is_below(folder: Path, path: Path) -> bool:
    return resolved(path).is_relative_to(resolved(folder))


def settings_of(raw: bytes, theme: str) -> dict[str, Plain]:
    at = settings_path(theme)
    settings = mapping(decoded(raw, at), at)
    for key in settings:
        if key not in _KEYS:
            near = _closest(key, _KEYS)
            hint = f"Did you mean {near[0]}?" if near else f"The keys are {', '.join(_KEYS)}."
            raise BriefgenError(f"unknown key {key}", at=at, hint=hint)
    return settings


def mapping(text: str, at: str) -> dict[str, Plain]:
    parsed = parse(text, at)
    for finding in parsed.findings:
        raise BriefgenError(finding.message, at=finding.span, hint=finding.hint)
    return entries(plain(parsed.root) if parsed.root else {}, at)


def theme_labels(text: str, language: str, at: str) -> dict[str, str]:
    """The words of a theme's `labels.yaml` in `language` (BCP 47); in English where it has no
    others."""
    words = mapping(text, at)
    chosen: dict[str, str] = {}
    for tag in ("en", language.partition("-")[0].lower(), language):
        for key, label in entries(words.get(tag, {}), at).items():
            if not isinstance(label, str):
                raise BriefgenError(f"the label {key} is a text", at=at)
            chosen[key] = label
    return chosen


def entries(value: Plain, at: str) -> dict[str, Plain]:
    if not isinstance(value, dict):
        raise BriefgenError("expected keys with values", at=at)
    return value


def names(settings: dict[str, Plain], key: str, at: str) -> tuple[str, ...]:
    value = settings.get(key)
    names = [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(names) < len(value):
        raise BriefgenError(f"{key} is a list of names", at=at)
    return tuple(names)


def decoded(raw: bytes, at: str) -> str:
    try:
        return decode(raw)
    except NotTextError as error:
        place = Span(at, error.line, error.column)
        raise BriefgenError(error.message, at=place, hint=error.hint) from error


def settings_path(theme: str) -> str:
    return f"templates/{theme}/{SETTINGS}"
