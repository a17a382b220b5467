"""Fingerprints into the catalogue: the one writer of `seeds/sources.yaml`.

The file stays as its editor wrote it, comments, order, quoting and line ends included:
only the `sha256` of the stamped entries is replaced or added, after their `file`.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping

from briefgen.errors import BriefgenError
from briefgen.load.library import CATALOGUE
from briefgen.syntax.nodes import (
    MappingNode,
    Node,
    Plain,
    ScalarNode,
    SequenceNode,
    find,
    parse,
    plain,
)
from briefgen.workspace.atomic import write_whole
from briefgen.workspace.locks import alone_in
from briefgen.workspace.workspace import Workspace, read_text, resolved

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def write_stamps(workspace: Workspace, stamps: Mapping[str, str]) -> None:
    """Write new fingerprints into the catalogue of a workspace: see `stamped`."""
    path = resolved(workspace.root / CATALOGUE)
    with alone_in(workspace.seeds):
        changed = stamped(read_text(path), CATALOGUE, stamps)
        mark = BOM_UTF8 if path.read_bytes().startswith(BOM_UTF8) else b""
        write_whole(path, mark + changed.encode())


def stamped(catalogue: str, name: str, stamps: Mapping[str, str]) -> str:
    """The text of a catalogue with new fingerprints.

    `stamps` maps source ids to the SHA-256 of their files, in hex. Raises
    `BriefgenError` where an entry is written in a way that cannot be changed safely.
    """
    root = parse(catalogue, name).root
    entries = find(root, ("references",)) if root else None
    if not isinstance(entries, SequenceNode):
        raise BriefgenError("the catalogue has no list of references", at=name)
    lines = _LINE.findall(catalogue)
    # From the last entry to the first, so that the places of those before stay true.
    for entry in reversed(entries.items):
        if isinstance(entry, MappingNode) and _id(entry) in stamps:
            _put(lines, entry, stamps[_id(entry)])
    changed = "".join(lines)
    if not _says(catalogue, changed, name, stamps):
        raise BriefgenError(
            "an entry is written in a way that cannot be stamped safely",
            at=name,
            hint="Write one key a line, `file: …`, and stamp again.",
        )
    return changed


def _id(entry: MappingNode) -> str:
    node = find(entry, ("id",))
    return node.text.value if isinstance(node, ScalarNode) else ""


def _put(lines: list[str], entry: MappingNode, digest: str) -> None:
    """Replace the entry's `sha256`, or add one after its `file`."""
    old = find(entry, ("sha256",))
    if isinstance(old, ScalarNode) and not old.missing:
        span = old.text.span()
        line = lines[span.line - 1]
        start = span.column - 1
        lines[span.line - 1] = f"{line[:start]}{digest}{line[start + len(old.text.value) :]}"
        return
    if "file" not in entry.entries:
        return
    key, value = entry.entries["file"].key, entry.entries["file"].value
    if not isinstance(value, ScalarNode):
        return
    at = key.span()
    line = lines[at.line - 1]
    end = value.text.span(len(value.text.value)).column - 1
    end += len(re.match(r"[\"']?", line[end:])[0])  # type: ignore[index]
    if "sha256" in entry.entries:  # there, and empty
        empty = entry.entries["sha256"].key.span()
        typed = lines[empty.line - 1]
        colon = typed.index(":", empty.column - 1 + len("sha256")) + 1
        lines[empty.line - 1] = f"{typed[:colon]} {digest}{typed[colon:]}"
    elif _in_braces(line, at.column - 1):
        lines[at.line - 1] = f"{line[:end]}, sha256: {digest}{line[end:]}"
    else:
        text = line.rstrip("\r\n")
        end_of_line = line[len(text) :] or "\n"
        indent = " " * (at.column - 1)
        lines[at.line - 1] = f"{text}{end_of_line}{indent}sha256: {digest}{end_of_line}"


def _in_braces(line: str, column: int) -> bool:
    """Whether a key is in a `{…}` that opens on its line."""
    before = line[:column]
    return before.count("{") > before.count("}")


def _says(before: str, after: str, name: str, stamps: Mapping[str, str]) -> bool:
    """Whether `after` is `before` with these stamps, and nothing else changed."""
    parsed = parse(after, name)
    if parsed.root is None:
        return False
    old = parse(before, name).root
    assert old is not None
    return _with_stamps(old, stamps) == plain(parsed.root)


def _with_stamps(root: Node, stamps: Mapping[str, str]) -> Plain:
    value = plain(root)
    assert isinstance(value, dict)
    entries = value["references"]
    assert isinstance(entries, list)
    for entry in entries:
        if isinstance(entry, dict) and isinstance(id := entry.get("id"), str) and id in stamps:
            entry["sha256"] = stamps[id]
    return value
