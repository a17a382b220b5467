"""A new entry at the end of `seeds/sources.yaml`; every byte that was there stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from briefgen.errors import BriefgenError
from briefgen.syntax.nodes import MappingNode, Plain, ScalarNode, SequenceNode, find, parse, plain

_EMPTY = re.compile(r"(?m)^(references:)[ \t]*(?:\[[ \t]*\]|~|null)?[ \t]*(#.*)?$")


def with_entry(
    catalogue: str, name: str, entry: Mapping[str, Plain], comments: Sequence[str] = ()
) -> str:
    """The text of a catalogue with one entry more, after `comments`; an empty catalogue gets
    its first.

    `name` is what the file is called in errors. Raises `BriefgenError`, with the entry to
    paste, where the file is written in a way that cannot be changed safely.
    """
    if not catalogue.strip():
        return f"references:\n{_written(entry, comments, '  ')}"
    end = "\r\n" if "\r\n" in catalogue else "\n"
    root = parse(catalogue, name).root
    entries = find(root, ("references",)) if root else None
    by_hand = BriefgenError(
        "an entry cannot be added safely to a catalogue written in this way",
        at=name,
        hint=f"Add it by hand:\n{_written(entry, comments, '  ')}",
    )
    if not isinstance(root, MappingNode):
        raise by_hand
    if isinstance(entries, SequenceNode) and entries.items:
        last = entries.items[-1]
        indent = _indent(catalogue, last.span.line)
        if indent is None:
            raise by_hand
        at = _end_of_entry(catalogue, last.span.line, indent)
        before, after = catalogue[:at], catalogue[at:]
        gap = "" if before.endswith(("\n", "\r")) else end
        blank = end if _blank_lines_between(catalogue) else ""
        added = _written(entry, comments, indent).replace("\n", end)
        changed = f"{before}{gap}{blank}{added}{after}"
    elif entries is None or isinstance(entries, ScalarNode | SequenceNode):
        added = _written(entry, comments, "  ").replace("\n", end).removesuffix(end)
        changed, count = _EMPTY.subn(
            lambda m: f"{m[1]}{f' {m[2]}' if m[2] else ''}{end}{added}", catalogue, count=1
        )
        if not count:
            raise by_hand
    else:
        raise by_hand
    if not _adds(catalogue, changed, name, entry):
        raise by_hand
    return changed


def _written(entry: Mapping[str, Plain], comments: Sequence[str], indent: str) -> str:
    lines = yaml.safe_dump(
        dict(entry), allow_unicode=True, sort_keys=False, width=2**31
    ).splitlines()
    noted = [f"{indent}# {comment}" for comment in comments]
    keys = [f"{indent}{'- ' if not n else '  '}{line}" for n, line in enumerate(lines)]
    return "".join(f"{line}\n" for line in (*noted, *keys))


def _indent(catalogue: str, number: int) -> str | None:
    """What is before the `-` of an entry in a line of its own."""
    line = re.split(r"\r\n|\r|\n", catalogue)[number - 1]
    match = re.match(r"([ ]*)- ", line)
    return match[1] if match else None


def _end_of_entry(catalogue: str, number: int, indent: str) -> int:
    """The offset after the last line of the entry that begins in line `number`."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", catalogue)
    inside = len(indent) + 1
    last = number
    for at, line in enumerate(lines[number:], number + 1):
        bare = line.rstrip("\r\n")
        if not bare.strip() or bare.lstrip().startswith("#"):
            continue
        if len(bare) - len(bare.lstrip(" ")) < inside:
            break
        last = at
    return sum(map(len, lines[:last]))


def _blank_lines_between(catalogue: str) -> bool:
    return bool(re.search(r"(?m)^\s*\r?\n[ ]*- ", catalogue))


def _adds(before: str, after: str, name: str, entry: Mapping[str, Plain]) -> bool:
    """Whether `after` is `before` with this entry, and nothing else changed."""
    old, new = parse(before, name).root, parse(after, name).root
    if not (isinstance(old, MappingNode) and isinstance(new, MappingNode)):
        return False
    value = plain(old)
    assert isinstance(value, dict)
    listed = value.get("references")
    expected: list[Plain] = [*listed] if isinstance(listed, list) else []
    return {**value, "references": [*expected, dict(entry)]} == plain(new)
