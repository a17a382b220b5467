"""YAML text → a tree that knows where every character, key and container was typed.

The YAML of briefs and of the catalogue is plain: every scalar is the text that was
typed (`no` is “no”, a date its ten characters), one document, no tags, no merge keys.
What breaks that is a finding of rule `invalid-brief`, not an exception.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import accumulate
from typing import Any, TypeAlias

import yaml
from msgspec import Struct
from yaml import MappingEndEvent, ScalarEvent, SequenceEndEvent

from briefgen.model.finding import Finding
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.text import Span, Text, beyond_ascii

from .errors import MAX_DEPTH, QUOTE_IT, TOO_DEEP, explain
from .scalars import Scalars, swallowed_items

Path: TypeAlias = tuple[str | int, ...]
Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str"

# What aliases may add to a file: characters, where a value counts as one more than it has.
MAX_ALIASED = 50_000

# libyaml's parser is about twenty times faster; PyYAML built without it has only the other.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\n"
_COMMENT = lazy_pattern(r"([ \t]+)(#[^\r\n]*[^\s])")
_BEFORE_COMMENT = (" ", "\t")
_MEANT = lazy_pattern(r"(?<=[^ \t])[ \t]{2,}#[ \t]")
# PyYAML ends lines at these too; the format, only at LF, CRLF and CR.
_LINE_ENDS = "\x85\u2028\u2029"
# PyYAML refuses the others everywhere. All are hidden from it by a placeholder and put back
# into the values.
_HIDDEN = lazy_pattern(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{_LINE_ENDS}]"
)
_STAND_IN = "\ufffd"
# A carriage return too: as an escape only, since those typed are line ends.
_UNPRINTABLE = lazy_pattern(rf"(?![{_LINE_ENDS}]){_HIDDEN.pattern}|\r")


def controls(text: str) -> Iterator[re.Match[str]]:
    """The control characters of `text` but tabs and line ends, and what is not a character."""
    if _is_printable(text):
        return iter(())
    return (found for found in _HIDDEN.finditer(text) if found[0] not in _LINE_ENDS)


def _is_printable(text: str) -> bool:
    """Whether `text` certainly holds no character of `_HIDDEN`; a search takes longer."""
    return beyond_ascii(text, _PRINTABLE).isprintable()


# --- The tree -----------------------------------------------------------------


class Cut(Struct, frozen=True):
    """A comment that cuts an unquoted text short: where the text begins and the comment ends,
    both together as typed, and the comment alone.

    `is_meant`: two or more spaces before the `#` and one after it are meant as a comment.
    """

    start: Span
    end: Span
    typed: str
    comment: str
    is_meant: bool


class ScalarNode(Struct, frozen=True, gc=False):
    """A scalar; `missing` where nothing at all was typed (`summary:`)."""

    text: Text
    missing: bool = False
    cut: Cut | None = None

    @property
    def span(self) -> Span:
        return self.text.span()


class SequenceNode(Struct, frozen=True, gc=False):
    items: tuple[Node, ...]
    span: Span


class Entry(Struct, frozen=True, gc=False):
    key: Text
    value: Node


class MappingNode(Struct, frozen=True, gc=False):
    """A mapping; `again` are the keys that are there a second time, which `entries` lacks."""

    entries: Mapping[str, Entry]
    span: Span
    again: tuple[Text, ...] = ()


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


def plain(node: Node) -> Plain:
    """The bare values of `node`: dictionaries, lists and texts."""
    match node:
        case ScalarNode():
            return node.text.value
        case SequenceNode():
            return [plain(item) for item in node.items]
        case MappingNode():
            return {key: plain(entry.value) for key, entry in node.entries.items()}


def find(root: Node, path: Path) -> Node | None:
    """The node at `path`, e.g. `("claims", 0, "by")`, or None."""
    node: Node | None = root
    for step in path:
        if isinstance(node, MappingNode) and isinstance(step, str):
            entry = node.entries.get(step)
            node = entry.value if entry else None
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def find_key(root: Node, path: Path) -> Text | None:
    """The key, as typed, of the mapping entry at `path`, or None (for list items, the root)."""
    parent = find(root, path[:-1]) if path else None
    if isinstance(parent, MappingNode) and path[-1] in parent.entries:
        return parent.entries[str(path[-1])].key
    return None


class Parsed(Struct, frozen=True):
    """What `parse` made of a file.

    `root` is None where the text is not YAML (then there is a finding) or is empty
    (then there is none). `has_cuts`: a comment cuts some text in it short.
    """

    root: Node | None
    findings: tuple[Finding, ...]
    has_cuts: bool = False


def parse(text: str, path: str) -> Parsed:
    """Parse YAML `text`; `path` is the file's name in spans, relative to the workspace."""
    return _Parser(text.removeprefix("\ufeff"), path).parse()


# --- The parser ---------------------------------------------------------------


class _StopError(Exception):
    """Parsing cannot go on; the finding says why."""

    def __init__(self, finding: Finding):
        self.finding = finding


class _Anchored(Struct):
    """A node that was given a name with `&`; None while it is still being read."""

    node: Node | None = None
    size: int = 0
    used: bool = False


class _Parser:
    def __init__(self, text: str, path: str):
        self.text = text
        self.path = path
        lines = text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
        self.lines = [*accumulate(map((1).__add__, map(len, lines[:-1])), initial=0)]
        self.shown = text if _is_printable(text) else _HIDDEN.sub(_STAND_IN, text)
        self.scalars = Scalars(text, path, self.lines, self.shown != text)
        self.findings: list[Finding] = []
        self.anchors: dict[str, _Anchored] = {}
        self.named: list[tuple[int, _Anchored]] = []
        self.size = 0  # characters so far, one more for each node, aliased ones each time
        self.aliased = 0
        self.has_cuts = False

    def parse(self) -> Parsed:
        for character in controls(self.text) if self.scalars.has_placeholders else ():
            self.report(
                character.start(),
                f"{control_character(character[0])} is not allowed in a YAML file",
                "Remove it, or type the character that was meant.",
            )
        root: Node | None = None
        try:
            root = self.document()
        except _StopError as stop:
            self.findings.append(stop.finding)
        except yaml.MarkedYAMLError as error:
            index, message, hint = explain(error, self.text, self.lines)
            self.report(index, message, hint)
        return Parsed(root, tuple(self.findings), self.has_cuts)

    def document(self) -> Node | None:
        # As `yaml.parse` does, which asks for each event twice.
        loader = _LOADER(self.shown)
        events: Iterator[Any] = iter(loader.get_event, None)
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1 and not _is_empty_document(next(events)):
                    raise self.stop(
                        event, "a second YAML document begins here", "Remove the `---`."
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, depth=0)
        for at, anchored in self.named:
            if isinstance(anchored.node, ScalarNode) and not anchored.used:
                self.report(at, "a text that begins with `&` needs quotes", QUOTE_IT)
        if isinstance(root, ScalarNode) and root.missing:
            return None
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        is_scalar = type(event) is ScalarEvent
        if is_scalar and event.tag is None and event.anchor is None and depth <= MAX_DEPTH:  # most
            found = self.scalar(event)
            self.size += 1 + len(found.text.value)
            return found
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if depth > MAX_DEPTH:
            raise self.stop(event, TOO_DEEP, QUOTE_IT)
        if event.tag is not None:
            self.report(
                event.start_mark.index,
                f"a tag is not allowed: `{self.word(event)}`",
                "Put a text that begins with `!` in quotes.",
            )
        anchored = _Anchored()
        if event.anchor is not None:
            self.named.append((event.start_mark.index, anchored))
            self.anchors[event.anchor] = anchored
        before = self.size
        self.size += 1
        node: Node
        if is_scalar:
            node = self.scalar(event)
            self.size += len(node.text.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self.sequence(event, events, depth)
        else:
            node = self.mapping(event, events, depth)
        anchored.node, anchored.size = node, self.size - before
        return node

    def scalar(self, event: Any) -> ScalarNode:
        text = self.scalars.text_of(event)
        is_escaped = event.style == '"' and not event.value.isprintable()
        if is_escaped and (character := _UNPRINTABLE.search(event.value)):
            span = text.span(character.start())
            self.findings.append(
                _invalid(span, "this escape is not a character that can be printed", "Remove it.")
            )
        if event.style:
            return ScalarNode(text)
        end = event.end_mark.index
        has_space = self.text[end : end + 1] in _BEFORE_COMMENT
        cut = self.cut(event, end) if has_space and event.value else None
        return ScalarNode(text, not event.value, cut)

    def cut(self, event: Any, end: int) -> Cut | None:
        """The comment after an unquoted text, which ends at `end`, on its last line."""
        match = _COMMENT.match(self.text, end)
        if match is None:
            return None
        self.has_cuts = True
        is_meant = len(match[1]) > 1 and match[2][1:2] in (" ", "\t")
        # After a # of the text there may still be a comment that is meant.
        after = None if is_meant else _MEANT.search(match[2])
        comment = match[2][: after.start()] if after else match[2]
        start, end = event.start_mark.index, match.start(2) + len(comment)
        return Cut(self.span(start), self.span(end), self.text[start:end], comment, is_meant)

    def sequence(self, start: Any, events: Iterator[Any], depth: int) -> SequenceNode:
        items = []
        while type(event := next(events)) is not SequenceEndEvent:
            item = self.node(event, events, depth + 1)
            items.append(item)
            plain_item = type(event) is ScalarEvent and not (event.style or start.flow_style)
            if plain_item and isinstance(item, ScalarNode) and len(item.text.breaks) > 1:
                self.report_swallowed(item.text, start.start_mark.column + 1)
        return SequenceNode(tuple(items), self.span(start.start_mark.index))

    def report_swallowed(self, item: Text, column: int) -> None:
        for offset in swallowed_items(item):
            self.findings.append(
                _invalid(
                    item.span(offset),
                    "this line begins as a list item, but goes on the text of the one above",
                    f"Write `- ` in column {column}, below the dash above. If it belongs to that "
                    "text, put the text in quotes.",
                )
            )

    def mapping(self, start: Any, events: Iterator[Any], depth: int) -> MappingNode:
        entries: dict[str, Entry] = {}
        again: list[Text] = []
        while type(event := next(events)) is not MappingEndEvent:
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, ScalarNode):
                self.report(
                    event.start_mark.index,
                    "a key has to be a word, not a list or a mapping",
                    "Put a text that begins with `[` or `{` in quotes.",
                )
            elif not (name := key.text.value).isprintable() and _UNPRINTABLE.search(name):
                pass  # reported
            elif name == "<<":
                message = "the merge key `<<` is not allowed"
                self.report(event.start_mark.index, message, "Write the keys out.")
            elif (first := entries.get(name)) is not None:
                again.append(key.text)
                place = key.text.span()  # by which its finding is known
                message = (
                    f"the key `{key.text}` occurs twice, first on line {first.key.span().line}"
                )
                self.findings.append(_invalid(place, message, "Remove or rename one of them."))
            else:
                entries[name] = Entry(key.text, value)
        return MappingNode(entries, self.span(start.start_mark.index), tuple(again))

    def alias(self, event: Any) -> Node:
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            raise self.stop(
                event,
                f"a text that begins with `*` needs quotes: nothing before this is named "
                f"`&{event.anchor}`",
                QUOTE_IT,
            )
        anchored.used = True
        if anchored.node is None:
            raise self.stop(event, f"`*{event.anchor}` is inside of what it repeats")
        self.size += anchored.size
        self.aliased += anchored.size
        if self.aliased > MAX_ALIASED:
            raise self.stop(event, f"the aliases repeat more than {MAX_ALIASED:,} characters")
        return anchored.node

    def word(self, event: Any) -> str:
        """The characters up to the next white space, as typed."""
        word = re.compile(r"\S*").match(self.text, event.start_mark.index)
        return word.group() if word else ""

    def span(self, index: int) -> Span:
        line = bisect_right(self.lines, index)
        return Span(self.path, line, index - self.lines[line - 1] + 1)

    def report(self, index: int, message: str, hint: str | None = None) -> None:
        self.findings.append(_invalid(self.span(index), message, hint))

    def stop(self, event: Any, message: str, hint: str | None = None) -> _StopError:
        return _StopError(_invalid(self.span(event.start_mark.index), message, hint))


def _is_empty_document(event: Any) -> bool:
    """Whether a document is only the `---` that ends the one before, as Pandoc writes it."""
    return isinstance(event, ScalarEvent) and not event.value and not event.style


def control_character(character: str) -> str:
    """`the control character U+0096 (in Windows-1252 it is “–”)`."""
    named = f"the control character U+{ord(character):04X}"
    if "\x80" <= character <= "\x9f":
        with suppress(UnicodeDecodeError):
            meant = character.encode("latin-1").decode("cp1252")
            return f"{named} (in Windows-1252 it is “{meant}”)"
    return named


def _invalid(span: Span, message: str, hint: str | None) -> Finding:
    return Finding("invalid-brief", "error", span, message, hint)
