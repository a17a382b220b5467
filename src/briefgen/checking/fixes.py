"""What mends a finding, as edits of the file: only what they name changes.

An edit is offered where the characters of a text are those of the file, and where the new
ones mean in YAML what they say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from briefgen.matching.matcher import Match
from briefgen.model.brief import Brief
from briefgen.model.finding import Edit, Fix
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.text import Span, Text
from briefgen.resolve.result import ResolvedBrief

_LINE_END = lazy_pattern(r"\r\n|\r|\n")
# What means something else in YAML, where the text before did not have it.
_RISKY = ('"', "'", "\\", " #", ": ", "\n")
# What means something else in Markdown.
_MARKUP = ("*", "_", "`", "[", "]", "<", "~", "^", "|")
# A plain text cannot begin with one of these.
_INDICATORS = frozenset("[]{}>|*&!%#`@,?:-\"'")
_END_OF_TEXT = lazy_pattern(r"[ \t]*(?:[,\]}]|[\r\n]|\Z)")
_NUMBERS = lazy_pattern(r"\d+(?:\s*[-‐-―]\s*\d+)?")
_KEY = lazy_pattern(r"@[^\];]*[^\];\s]")


class TypedFile:
    """The text of a brief with the offsets of its lines: between places and characters."""

    def __init__(self, brief: Brief):
        self.path = brief.path
        self.text = brief.typed
        self.lines = _line_starts(self.text)

    def offset(self, span: Span) -> int:
        return self.lines[min(span.line, len(self.lines)) - 1] + span.column - 1

    def span(self, offset: int) -> Span:
        line = bisect_right(self.lines, offset)
        return Span(self.path, line, offset - self.lines[line - 1] + 1)

    def edit(self, start: int, end: int, text: str) -> Edit:
        """Characters `start` to `end` become `text`."""
        return Edit(self.span(start), self.span(end), text)

    def found(self, text: str, span: Span) -> int | None:
        """Where `text` is typed at a place, letter by letter; None where it is not."""
        if span.path != self.path:
            return None
        at = self.offset(span)
        return at if text and self.text.startswith(text, at) else None

    def line(self, offset: int) -> str:
        """The line of a character up to it."""
        return self.text[self.lines[bisect_right(self.lines, offset) - 1] : offset]

    def is_plain_start(self, offset: int) -> bool:
        """Whether an unquoted text may begin there, after its key, its dash or in a list."""
        return self.line(offset).rstrip()[-1:] in set(":,[{-")

    def entry(self, offset: int) -> tuple[int, int] | None:
        """The lines of the list item or mapping entry that begins at or before a character,
        and nothing else; None where it shares its line."""
        number = bisect_right(self.lines, offset) - 1
        indent = _indent(self._line(number))
        begin = self._line(number)[indent:]
        if self.line(offset).strip(" -"):
            return None
        last = number
        for after in range(number + 1, len(self.lines)):
            line = self._line(after)
            if line.strip() and _indent(line) <= indent:
                break
            if line.strip():
                last = after
        siblings = self._siblings(number, last, indent, begin.startswith("-"))
        first = number if siblings else self._parent(number, indent)
        end = self.lines[last + 1] if last + 1 < len(self.lines) else len(self.text)
        return None if first is None else (self.lines[first], end)

    def _line(self, number: int) -> str:
        end = self.lines[number + 1] if number + 1 < len(self.lines) else len(self.text)
        return self.text[self.lines[number] : end]

    def _siblings(self, first: int, last: int, indent: int, is_item: bool) -> bool:
        """Whether there are other entries beside that of these lines."""

        def is_one(line: str) -> bool:
            return _indent(line) == indent and line[indent:].startswith("-") == is_item

        for number in range(last + 1, len(self.lines)):
            line = self._line(number)
            if line.strip() and not line.lstrip().startswith("#"):
                if is_one(line):
                    return True
                break
        for number in range(first - 1, -1, -1):
            line = self._line(number)
            if line.strip() and _indent(line) <= indent and not line.lstrip().startswith("#"):
                return is_one(line)
        return False

    def _parent(self, number: int, indent: int) -> int | None:
        """The line of the key whose only entry begins in line `number`."""
        for before in range(number - 1, -1, -1):
            line = self._line(before)
            if line.strip() and not line.lstrip().startswith("#"):
                is_key = re.fullmatch(r"[\w-]+:\s*", line.strip()) and _indent(line) <= indent
                return before if is_key else None
        return None


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in _LINE_END.finditer(text)))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def replaced(brief: ResolvedBrief, text: Text, new: str, title: str) -> tuple[Fix, ...]:
    """A text of the brief that becomes `new`, which is offered."""
    file = TypedFile(brief.brief)
    at = file.found(text.value, text.span())
    if at is None or any(new.count(risk) > text.value.count(risk) for risk in _RISKY):
        return ()
    end = at + len(text.value)
    if file.is_plain_start(at) and new[:1] in _INDICATORS and new[:1] != text.value[:1]:
        # The new text needs quotes, and so all of it has to be at hand.
        if not _END_OF_TEXT.match(file.text, end):
            return ()
        new = f"'{new.replace(chr(39), chr(39) * 2)}'"
    return (Fix(title, (file.edit(at, end, new),)),)


def reworded(
    brief: ResolvedBrief, text: Text, edits: Sequence[tuple[int, int, str]], title: str
) -> tuple[Fix, ...]:
    """Some characters of a text of the brief that become others, which is offered."""
    file = TypedFile(brief.brief)
    value = text.value
    first, end, new = edits[0]
    if first == 0 and new[:1] in _INDICATORS and new[:1] != value[:1]:
        # The whole may need quotes.
        whole = value
        for start, stop, other in reversed(edits):
            whole = whole[:start] + other + whole[stop:]
        return replaced(brief, text, whole, title)
    found: list[Edit] = []
    for start, end, new in edits:
        old = value[start:end]
        # A word of the brief is before what is only added.
        context = old or value[max(start - 1, 0) : start]
        at = file.found(context, text.span(start if old else start - len(context)))
        if at is None or any(new.count(risk) > old.count(risk) for risk in (*_RISKY, *_MARKUP)):
            return ()
        place = at if old else at + len(context)
        found.append(file.edit(place, place + len(old), new))
    return (Fix(title, tuple(found)),)


def first_case(brief: ResolvedBrief, text: Text, part: str, letter: int) -> tuple[Fix, ...]:
    """`[t]he` for `the`, where only the case of one `letter` of a part between ellipses differs
    from the source's."""
    value = text.value
    letter += value.find(part)
    if value.count(part) != 1:
        return ()
    new = f"{value[:letter]}[{value[letter]}]{value[letter + 1 :]}"
    return replaced(brief, text, new, f"Write [{value[letter]}] for the changed letter.")


def numbered(brief: ResolvedBrief, place: Span, found: Match) -> tuple[Fix, ...]:
    """The number of the paragraph in which the words were found, for the one at `place`."""
    file = TypedFile(brief.brief)
    match = _NUMBERS.match(file.text, file.offset(place)) if place.path == file.path else None
    if match is None or found.extents[-1].paragraph != found.paragraph:
        return ()
    edit = file.edit(match.start(), match.end(), str(found.paragraph))
    return (Fix(f"Name paragraph {found.paragraph}.", (edit,), safe=True),)


def renamed(
    brief: ResolvedBrief, name: str, place: Span, new: str, *, safe: bool
) -> tuple[Fix, ...]:
    """The id at `place`, or after its sign, that becomes `new`."""
    file = TypedFile(brief.brief)
    if place.path != file.path:
        return ()
    at = file.text.find(name, file.offset(place), file.offset(place) + len(name) + 3)
    if at < 0:
        return ()
    return (Fix(f"Write {new}.", (file.edit(at, at + len(name), new),), safe=safe),)


def without(brief: Brief, place: Span, title: str, *, safe: bool = False) -> tuple[Fix, ...]:
    """The entry that begins at `place` removed, with its lines and no other."""
    file = TypedFile(brief)
    lines = file.entry(file.offset(place)) if file.text and place.path == file.path else None
    return (Fix(title, (file.edit(*lines, ""),), safe=safe),) if lines else ()


def bracketed(brief: ResolvedBrief, key: str, place: Span) -> tuple[Fix, ...]:
    """`[@key]` for `@key`."""
    file = TypedFile(brief.brief)
    at = file.found(f"@{key}", place)
    if at is None or file.is_plain_start(at):
        return ()
    edit = file.edit(at, at + len(key) + 1, f"[@{key}]")
    return (Fix(f"Write [@{key}].", (edit,)),)


def cited_elsewhere(brief: ResolvedBrief, places: Sequence[Span], found: Match) -> tuple[Fix, ...]:
    """The one key of a bracket that becomes the place where the words are."""
    file = TypedFile(brief.brief)
    source, number = found.stretch.source.id, found.paragraph
    listed = [id.value for id in brief.brief.sources]
    key = f"{brief.letters[source]}{number}" if source in listed else f"{source}, ¶{number}"
    if len(places) != 1 or found.extents[-1].paragraph != number or places[0].path != file.path:
        return ()
    match = _KEY.match(file.text, file.offset(places[0]))
    if match is None or _LINE_END.search(match[0]):
        return ()
    return (Fix(f"Cite @{key}.", (file.edit(match.start(), match.end(), f"@{key}"),)),)


def marked(brief: ResolvedBrief, citation: Span, claim: str) -> tuple[Fix, ...]:
    """`[!claim]` after a citation and what punctuates it."""
    file = TypedFile(brief.brief)
    start = file.offset(citation)
    match = re.compile(r"\[[^\[\]\r\n]*\](?:[.,;:!?”\"]|\^\[[^\[\]\r\n]*\])*").match(
        file.text, start
    )
    if match is None or citation.path != file.path:
        return ()
    return (
        Fix(
            f"Mark it as contested: [!{claim}].",
            (file.edit(match.end(), match.end(), f" [!{claim}]"),),
        ),
    )
