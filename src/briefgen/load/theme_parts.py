"""What a theme prints, as its `theme.yaml` says: for the check, which needs nothing else of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefgen.syntax.nodes import MappingNode, ScalarNode, SequenceNode, find, parse
from briefgen.workspace.workspace import UnreadableError, read_text

_SETTINGS = "theme.yaml"
# Themes that extend each other go no deeper.
_DEEPEST = 20


def theme_parts(name: str, roots: Sequence[Path]) -> tuple[str, ...] | None:
    """The parts that the theme `name` prints, of the folders of templates `roots`, of which a
    later one wins; None where that cannot be read, which `build` reports."""
    for _ in range(_DEEPEST):
        if Path(name).name != name:
            return None  # a path, which would leave the folders of templates
        found = [settings for root in reversed(roots) if (settings := _settings(root, name))]
        for settings in found:
            if isinstance(parts := find(settings, ("parts",)), SequenceNode):
                return tuple(n.text.value for n in parts.items if isinstance(n, ScalarNode))
        extended = [find(settings, ("extends",)) for settings in found]
        name = next((node.text.value for node in extended if isinstance(node, ScalarNode)), "")
        if not name:
            return None
    return None


def _settings(root: Path, theme: str) -> MappingNode | None:
    try:
        settings = parse(read_text(root / theme / _SETTINGS), _SETTINGS).root
    except UnreadableError:
        return None
    return settings if isinstance(settings, MappingNode) else None
