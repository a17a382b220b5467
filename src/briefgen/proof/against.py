"""A PDF's evidence compared with a workspace: brief, catalogue and embedded texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import to_builtins

from briefgen.load.library import Library, load_library
from briefgen.model.source import Source
from briefgen.resolve.result import ResolvedBrief
from briefgen.syntax.nodes import MappingNode, Plain, parse, plain
from briefgen.workspace.workspace import UnreadableError, Workspace, decode, read_bytes

from .attachments import BRIEF
from .manifest import Manifest
from .page_comparison import Step


def compare_with_workspace(
    manifest: Manifest,
    files: Mapping[str, bytes],
    brief: ResolvedBrief | None,
    workspace: Workspace,
) -> Step:
    """Whether a workspace has the brief, the entries and the texts that a PDF carries."""
    library = load_library(workspace)
    known = {source.id: source for source in library.readable()}
    differs = list(_other_texts(manifest, known, library))
    if brief is not None:
        differs += _other_entries(brief, known)
    path, other = _other_brief(files.get(BRIEF, b""), workspace)
    differs += other
    texts = ", ".join(manifest.sources)
    return [f"workspace: {path}, its entries and its texts of {texts} are the same"], differs


def _other_texts(
    manifest: Manifest, known: Mapping[str, Source], library: Library
) -> Iterator[str]:
    for id, source in manifest.sources.items():
        if id not in known:
            there = "cannot read" if id in library.ids else "has no"
            yield f"the workspace {there} source {id}"
        elif known[id].sha256 != source.sha256:
            yield f"the workspace's text of {id} is another one"


def _other_entries(brief: ResolvedBrief, known: Mapping[str, Source]) -> Iterator[str]:
    for id, source in brief.sources.items():
        if id not in known:
            continue
        embedded = to_builtins(source.reference)
        there = to_builtins(known[id].reference)
        for key in embedded:
            if embedded[key] != there[key]:
                yield f"the workspace's entry of {id} has another {key.replace('_', '-')}"


def _other_brief(embedded: bytes, workspace: Workspace) -> tuple[str, list[str]]:
    """The brief of a workspace with the embedded one's title, and how it differs."""
    wanted = _values(embedded)
    found = [
        (workspace.display(path), values)
        for path in workspace.briefs()
        if (values := _of_file(path)) and values.get("title") == wanted.get("title")
    ]
    if not found:
        return "", [f"the workspace has no brief with the title “{wanted.get('title', '')}”"]
    for path, values in found:
        if values == wanted:
            return path, []
    path, values = found[0]
    keys = [key for key in {**wanted, **values} if wanted.get(key) != values.get(key)]
    return path, [f"{path}: “{key}” differs from the embedded brief" for key in keys]


def _of_file(path: Path) -> dict[str, Plain]:
    try:
        return _values(read_bytes(path))
    except UnreadableError:
        return {}


def _values(raw: bytes) -> dict[str, Plain]:
    """A brief as plain values, without `ignore`, as it is embedded; empty where it is none."""
    try:
        root = parse(decode(raw), BRIEF).root
    except UnreadableError:
        return {}
    value = plain(root) if isinstance(root, MappingNode) else {}
    entries = value.items() if isinstance(value, dict) else ()
    return {key: entry for key, entry in entries if key != "ignore"}
