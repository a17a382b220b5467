"""The files of font packages, and what lies below a folder."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def font_file(name: str) -> Path:
    """The file that `<package>/<file>` names; ValueError where a font package has none such."""
    package, _, file = name.partition("/")
    spec = find_spec(package) if package.startswith("fontpkg_") and "." not in package else None
    if spec is None or spec.origin is None:
        raise ValueError(f"there is no font package {package}")
    return file_below(Path(spec.origin).parent, file)


def file_below(folder: Path, name: str) -> Path:
    """The file `name` in `folder`; ValueError where it is elsewhere."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"{name} is outside its folder")
    return path
