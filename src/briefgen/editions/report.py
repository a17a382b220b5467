"""What changed between two editions, for a person, a pull request or a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from briefgen.matching.qualifiers import negations
from briefgen.model.edition import Change

from .edition import Edition

# The groups of changes by the beginning of their kind, and their headings.
_GROUPS = {
    "status": "Status",
    "claim": "Claims",
    "position": "Positions",
    "quotation": "Quotations",
    "source": "Sources",
    "recommendation": "Recommendations",
    "key-point": "Key points",
    "section": "Text",
    "heading": "Text",
    "prose": "Text",
}
_DETAILS = "Title and details"


def text_report(changes: Sequence[Change], old: str, new: str, doubts: Sequence[str]) -> str:
    """The changes as lines for a terminal; `old` and `new` name the editions."""
    lines = [f"{old} → {new}", *doubts]
    for heading, group in _grouped(changes):
        lines += ["", heading]
        for change in group:
            lines.append(f"  {said(change)}")
            lines += (
                f"    {sign} {line}"
                for sign, text in (("-", change.old), ("+", change.new))
                if text is not None
                for line in text.split("\n")
            )
            lines += (f"    {line}" for line in lost_negations(change))
    lines += ["", _count(changes)]
    return "\n".join(lines) + "\n"


def markdown_report(changes: Sequence[Change], old: str, new: str, doubts: Sequence[str]) -> str:
    """The changes as Markdown, for a comment on a pull request."""
    lines = [f"### {_escaped(old)} → {_escaped(new)}", *(f"\n> {_escaped(one)}" for one in doubts)]
    for heading, group in _grouped(changes):
        lines += ["", f"#### {heading}", ""]
        for change in group:
            lines.append(f"- **{_escaped(said(change))}**")
            if change.old is not None and change.new is not None:
                was, now = _marked(change.old, change.new)
                lines += [f"  - was: {was}", f"  - is: {now}"]
            else:
                text = change.old if change.new is None else change.new
                lines += (f"  - {_escaped(line)}" for line in (text or "").split("\n"))
            lines += (f"  - {line}" for line in lost_negations(change))
    lines += ["", _count(changes)]
    return "\n".join(lines) + "\n"


def json_report(changes: Sequence[Change], old: Edition, new: Edition) -> str:
    """The changes as one JSON object: `version`, `old`, `new`, `changes`."""
    content = {
        "version": 1,
        "old": _named(old),
        "new": _named(new),
        "changes": [
            {
                "kind": change.kind,
                "id": change.id,
                "subject": change.subject,
                "old": change.old,
                "new": change.new,
            }
            for change in changes
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _named(edition: Edition) -> dict[str, Any]:
    known = {key: edition.details.get(key) for key in ("title", "date", "edition")}
    return {**known, "fingerprint": edition.fingerprint or None}


def _grouped(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(_group(change.kind), []).append(change)
    yield from groups.items()


def _group(kind: str) -> str:
    return next((name for begin, name in _GROUPS.items() if kind.startswith(begin)), _DETAILS)


def said(change: Change) -> str:
    """What happened to what, in a line."""
    what = change.kind.replace("-", " ")
    about = f" {change.id}" if change.id else ""
    named = change.subject and change.subject.replace("_", "-") != change.about
    return f"{what}{about}: {change.subject}" if named else what


def lost_negations(change: Change) -> Iterator[str]:
    """Negations that came or went between two wordings."""
    if change.old is None or change.new is None:
        return
    before, after = (sorted(word.lower() for word in negations(text)) for text in change.wordings)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if gone := before[a:b]:
            yield f"negation dropped: {', '.join(f'“{word}”' for word in gone)}"
        if come := after[c:d]:
            yield f"negation added: {', '.join(f'“{word}”' for word in come)}"


def _marked(old: str, new: str) -> tuple[str, str]:
    """Both wordings, the words that differ in bold."""
    before, after = old.split(), new.split()
    sides: tuple[list[str], list[str]] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for side, words in zip(sides, (before[a:b], after[c:d]), strict=True):
            if words:
                text = _escaped(" ".join(words))
                side.append(text if kind == "equal" else f"**{text}**")
    return " ".join(sides[0]), " ".join(sides[1])


def _escaped(text: str) -> str:
    """`text` as Markdown prints it literally, on one line."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+!|~@" else c for c in text).replace("\n", " ")


def _count(changes: Sequence[Change]) -> str:
    if not changes:
        return "no difference"
    return "1 change" if len(changes) == 1 else f"{len(changes)} changes"
