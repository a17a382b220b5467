"""Fixes applied to a brief: one after the other, each only if it mends and breaks nothing."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from briefgen.checking.engine import check_text
from briefgen.errors import BriefgenError
from briefgen.load.library import Library
from briefgen.model.finding import Edit, Finding, Fix
from briefgen.workspace.atomic import write_whole
from briefgen.workspace.workspace import NotTextError, Workspace, decode, read_bytes

_LINE_END = re.compile(r"\r\n|\r|\n")
# A brief with more mends than this is mended in several runs.
_MOST = 500
# What may be the cause of what else was found: without its brackets, a key cites nothing.
_CAUSES = frozenset({"citation-outside-brackets", "text-cut-by-comment"})
# Only a stamp takes it away; a fix takes from it one passage that moved.
_STAMPED = "source-changed"


class Mended(Struct, frozen=True):
    """A brief before and after: its bytes as they were read, both texts, what was done, and the
    rules whose fixes would mend more of it."""

    path: Path
    raw: bytes
    before: str
    after: str
    titles: tuple[str, ...]
    offered: tuple[str, ...] = ()


def mend(workspace: Workspace, path: Path, library: Library, rules: Collection[str]) -> Mended:
    """The brief at `path` with its safe fixes applied, and all those of `rules`; writes
    nothing.

    A fix counts only if its finding is gone afterwards and no error is new. Raises
    `BriefgenError` where the file is not text.
    """
    raw = read_bytes(path)
    name = workspace.display(path)
    try:
        before = decode(raw)
    except NotTextError as error:
        raise BriefgenError(error.message, at=name, hint=error.hint) from error
    after, titles = mended_text(before, name, library, rules)
    return Mended(path, raw, before, after, titles, offered(after, name, library, rules))


def mended_text(
    text: str, name: str, library: Library, rules: Collection[str] = ()
) -> tuple[str, tuple[str, ...]]:
    """The text of a brief that is called `name` in findings, mended as by `mend`; and what was
    done."""
    titles: list[str] = []
    refused: set[tuple[str, Fix]] = set()
    findings = check_text(text, name, library).findings
    while len(titles) < _MOST:
        chosen = next(
            (
                (finding, fix)
                for finding in sorted(findings, key=_order)
                for fix in finding.fixes
                if (fix.safe or finding.rule in rules)
                and (finding.rule, fix) not in refused
                and is_within(fix, name)
            ),
            None,
        )
        if chosen is None:
            break
        finding, fix = chosen
        changed = applied(text, fix.edits)
        found = check_text(changed, name, library).findings
        if _mends(finding, findings, found):
            text, findings = changed, found
            titles.append(f"{finding.span}: {finding.rule}: {fix.title}")
            refused.clear()
        else:
            refused.add((finding.rule, fix))
    return text, tuple(titles)


def offered(text: str, name: str, library: Library, chosen: Collection[str]) -> tuple[str, ...]:
    """The rules, apart from those `chosen`, with a fix that mends a finding and is not safe."""
    findings = check_text(text, name, library).findings
    rules = dict.fromkeys(one.rule for one in findings if one.rule not in chosen)
    return tuple(
        rule
        for rule in rules
        if any(
            not fix.safe and is_within(fix, name) and mends(text, name, library, one, fix, findings)
            for one in findings
            if one.rule == rule
            for fix in one.fixes
        )
    )


def is_within(fix: Fix, name: str) -> bool:
    """Whether all that a fix edits is in the file called `name`."""
    return all(edit.start.path == name for edit in fix.edits)


def mends(
    text: str, name: str, library: Library, finding: Finding, fix: Fix, before: Collection[Finding]
) -> bool:
    """Whether `fix` takes `finding`, one of those `before`, away from a brief's text, and no
    error is new afterwards."""
    after = check_text(applied(text, fix.edits), name, library).findings
    return _mends(finding, before, after)


def write(mended: Mended) -> None:
    """Write a mended brief, with the byte-order mark that it had; raises `BriefgenError` where
    the file changed since it was read."""
    if read_bytes(mended.path) != mended.raw:
        raise BriefgenError(
            "the file changed while it was being mended", at=str(mended.path), hint="Try again."
        )
    mark = BOM_UTF8 if mended.raw.startswith(BOM_UTF8) else b""
    write_whole(mended.path, mark + mended.after.encode())


def applied(text: str, edits: Collection[Edit]) -> str:
    """A text with all of these edits, which do not overlap; every other character stays."""
    lines = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def offset(line: int, column: int) -> int:
        return lines[line - 1] + column - 1

    places = [
        (
            offset(edit.start.line, edit.start.column),
            offset(edit.end.line, edit.end.column),
            edit.text,
        )
        for edit in edits
    ]
    for start, end, new in sorted(places, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _mends(finding: Finding, before: Collection[Finding], after: Collection[Finding]) -> bool:
    """Whether one finding like this is gone, and no error is there that was not."""
    errors = [
        Counter(_what(one) for one in found if one.severity == "error") for found in (before, after)
    ]
    what = _told if finding.rule == _STAMPED else _what
    gone = Counter(map(what, before))[what(finding)] > Counter(map(what, after))[what(finding)]
    return gone and errors[1] <= errors[0]


def _order(finding: Finding) -> tuple[bool, bool, bool]:
    """Causes before errors before what else was found, which may only follow from them; and
    last what removes something."""
    removes = any(not edit.text for fix in finding.fixes for edit in fix.edits)
    return removes, finding.rule not in _CAUSES, finding.severity != "error"


def _told(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def _what(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.subject or finding.message
