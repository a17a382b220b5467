"""Every way to damage a manifest: each of its keys, at each level, gone, emptied, or of another
kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from briefgen.assemble.locales import labels
from briefgen.proof.manifest import read_manifest
from tests.proof.test_verify import edited, put

BRIEF = """\
title: T
date: 2026-11-20
sources: [report]
key_points: ['It was “closed on Monday” [@A2].']
"""
OURS = labels("en")
EMPTY: dict[type, Any] = {str: "", dict: {}, list: [], int: 0, bool: "", type(None): ""}
BRACES = "{x} {0} {"
OTHERS: tuple[Any, ...] = (None, 7, BRACES, ["x"], {"x": "y"})
GONE = object()
# Of these every entry is like the first, but for the labels of a theme, some of which are needed.
ALIKE = ("theme", "versions", "labels")

Path = tuple[str | int, ...]


def damaged(written: bytes) -> Iterator[tuple[str, bytes]]:
    """What of a manifest was damaged, and the result, where it is still one, and another one."""
    manifest, same = json.loads(written), read_manifest(written)
    for path in paths(manifest):
        if path == ("document", "draft"):
            continue  # a manifest without one is that of no draft
        value = at(manifest, path)
        others = [one for one in OTHERS if type(one) is not type(value)]
        if path[-2:-1] == ("labels",):
            others = []
        for new in (GONE, EMPTY[type(value)], *others, *[BRACES][: isinstance(value, str)]):
            raw = json.dumps(changed(manifest, path, new)).encode()
            if read_manifest(raw) not in (None, same):
                way = f"{'.'.join(map(str, path))} {'gone' if new is GONE else json.dumps(new)}"
                yield way, raw


def attached(pdf: bytes, manifest: bytes) -> bytes:
    """A PDF with another manifest."""
    return edited(pdf, lambda writer: put(writer, "manifest.json", manifest))


def paths(value: Any, above: Path = ()) -> Iterator[Path]:
    """The way to each value inside another; of a list, to the first."""
    if isinstance(value, dict):
        keys: list[str | int] = list(value)
        if above[-1:] and above[-1] in ALIKE:
            keys = keys[:1] + [key for key in keys if above[-1] == "labels" and key not in OURS]
    else:
        keys = [0] if isinstance(value, list) and value else []
    for key in keys:
        yield (*above, key)
        yield from paths(value[key], (*above, key))


def at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def changed(manifest: Any, path: Path, new: Any) -> Any:
    copy = json.loads(json.dumps(manifest))
    holder = at(copy, path[:-1])
    if new is GONE:
        del holder[path[-1]]
    else:
        holder[path[-1]] = new
    return copy
