"""The fixes of findings as code actions: one by one, and all that are safe at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    CodeActionParams,
    Position,
    Range,
    TextEdit,
    WorkspaceEdit,
)
from pygls.uris import to_fs_path

from briefgen.editing.fixing import is_within, mended_text, mends
from briefgen.model.finding import Edit

from .answers import diagnostic, finding_range
from .ranges import LineMap
from .reading import OpenBrief

FIX_ALL = "source.fixAll.briefgen"
KINDS: list[CodeActionKind | str] = [CodeActionKind.QuickFix, FIX_ALL]
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def actions(
    brief: OpenBrief, text: str, lines: LineMap, params: CodeActionParams
) -> list[CodeAction]:
    """What mends the findings in a range of a brief whose text is `text`, and where it is asked
    for or something there can be mended, all safe fixes of the brief as one action.

    Only what takes its finding away, and makes no error new, is offered.
    """
    uri, wanted = params.text_document.uri, params.context.only
    name = brief.workspace.display(Path(to_fs_path(uri) or ""))
    found: list[CodeAction] = []
    if _is_wanted(CodeActionKind.QuickFix.value, wanted):
        found += _quick_fixes(brief, text, name, lines, params)
    if _is_wanted(FIX_ALL, wanted) and (found or wanted):
        after, titles = mended_text(text, name, brief.library)
        if titles:
            count = "1 problem" if len(titles) == 1 else f"{len(titles)} problems"
            changed = WorkspaceEdit(changes={uri: _changed_lines(text, after, lines)})
            found.append(CodeAction(f"Fix {count} of this brief safely.", FIX_ALL, edit=changed))
    return found


def _quick_fixes(
    brief: OpenBrief, text: str, name: str, lines: LineMap, params: CodeActionParams
) -> Iterator[CodeAction]:
    for finding in brief.findings:
        if finding.span.path != name or not finding.fixes:
            continue
        if not _overlap(finding_range(finding, lines), params.range):
            continue
        for fix in finding.fixes:
            if not is_within(fix, name):
                continue
            if not mends(text, name, brief.library, finding, fix, brief.findings):
                continue
            edits = [_edit(edit, lines) for edit in fix.edits]
            yield CodeAction(
                fix.title,
                CodeActionKind.QuickFix,
                diagnostics=[diagnostic(finding, lines, brief.workspace.root)],
                is_preferred=fix.safe and len(finding.fixes) == 1,
                edit=WorkspaceEdit(changes={params.text_document.uri: edits}),
            )


def _is_wanted(kind: str, wanted: object) -> bool:
    """Whether an action of `kind` is among the kinds that a client wants, if it says so."""
    if not isinstance(wanted, list | tuple):
        return True
    names = (getattr(one, "value", one) for one in wanted)
    return any(not one or kind == one or kind.startswith(f"{one}.") for one in names)


def _overlap(one: Range, other: Range) -> bool:
    def key(position: Position) -> tuple[int, int]:
        return position.line, position.character

    return key(one.start) <= key(other.end) and key(other.start) <= key(one.end)


def _edit(edit: Edit, lines: LineMap) -> TextEdit:
    start, end = edit.start, edit.end
    return TextEdit(
        Range(lines.position(start.line, start.column), lines.position(end.line, end.column)),
        edit.text,
    )


def _changed_lines(before: str, after: str, lines: LineMap) -> list[TextEdit]:
    """The lines that differ between two texts, as edits of the first."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    edits = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            place = Range(_start(a, lines), _start(b, lines))
            edits.append(TextEdit(place, "".join(new[c:d])))
    return edits


def _start(line: int, lines: LineMap) -> Position:
    """Where a line, counted from 0, begins; after the last one, its end."""
    if line < lines.count:
        return Position(line, 0)
    return lines.position(lines.count, len(lines[lines.count]) + 1)
