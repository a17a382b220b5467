"""Slips at the beginning of a line of YAML, in plain words: its indentation, dash and colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

_LINE = re.compile(
    r"(?P<before>[ ]*)(?P<dashes>(?:-[ ]+)*)"
    r"(?:(?P<key>[\w-]+)[ ]*:(?=\s|$)|(?P<word>[a-z_]+)[ \t]*$)?"
)
_NO_SPACE_AFTER_DASH = re.compile(r"(?:-[ ]+)*(-)[^\s\d-]")
_OTHER_DASH = re.compile(r"\A(?:-[ ]++)*+([–—‒−•·◦▪‣])[ ]")
_END_OF_DOCUMENT = re.compile(r"^\.\.\.(?=\s)", re.MULTILINE)
_NO_SPACE_AFTER_COLON = re.compile(r"(?:-[ ]+)*([A-Za-z_]\w*)(:)[^\s/:]")
_OTHER_COLON = re.compile(r"(?:-[ ]+)*([A-Za-z_]\w*)[ ]*([：︰﹕])")
# What a text that goes on over the next lines begins with.
_OPENS_TEXT = re.compile(r"(?::|-)[ \t]+[|>][-+\d]*[ \t]*(?:#.*)?$")


class Slip(Struct, frozen=True):
    """The offset of what is wrong, what it is, and what to do."""

    at: int
    message: str
    hint: str


class _Line(Struct, frozen=True):
    """A line that holds anything: the `column` of its key, or of its first sign; how far it is
    `indented` before the dash of an item; whether it is `within` a text after `|` or `>`."""

    number: int
    start: int
    text: str
    indented: int
    column: int
    key: str
    word: str
    is_item: bool
    opens_text: bool
    within: bool

    @property
    def at(self) -> int:
        return self.start + self.indented


def neither_key_nor_text(text: str, starts: Sequence[int], index: int) -> Slip | None:
    """Why nothing makes the line at `index` a key, and YAML reads it as one; None where it does not
    begin there."""
    above, line = _lines(text, starts, index)
    if not line or line.at + len(line.text) - len(line.text.lstrip("- ")) < index:
        return None
    if slip := _without_space(line) or _without_colon(line, text, starts):
        return slip
    return _not_indented(above, line) or Slip(
        line.at,
        "this line is neither a key nor part of the text above",
        "If it belongs to that text, indent it further than the key of the text. If it is a key, "
        "write a colon and a space after it.",
    )


def deeper_than_the_key_above(text: str, starts: Sequence[int], index: int) -> Slip | None:
    """Why no key is possible in the line of `index`: of what is on the line above."""
    above, line = _lines(text, starts, index)
    if not line or not above:
        return None
    before = above[-1]
    if slip := _without_space(before) or _without_colon(before, text, starts):
        return slip
    if not before.key or before.within or line.column <= before.column:
        return None
    return Slip(
        line.at,
        f"this key is indented further than `{before.key}` above it, which has its value already",
        "Keys that belong together are indented alike: "
        f"that one by {before.column} spaces, this one by {line.column}.",
    )


def out_of_line(text: str, starts: Sequence[int], index: int) -> Slip | None:
    """Why the line that begins at `index` does not go on what is above it."""
    above, line = _lines(text, starts, index)
    if not line or line.at != index:
        return None
    if line.is_item:
        items = [one for one in above if one.is_item and not one.within]
        if not items or items[-1].indented == line.indented:
            return None
        return Slip(
            index,
            "this list item is not indented like the one above it",
            f"Indent it {_by(items[-1].indented)}, like the one on line {items[-1].number}.",
        )
    if slip := _without_space(line):
        return slip
    if not line.key and (slip := _not_indented(above, line)):
        return slip
    if not line.key:
        within = [one for one in above if one.within]
        if not within or within[-1] is not above[-1]:
            return None
        first = next(one for one in reversed(above) if one.opens_text).number
        begun = next(one for one in within if one.number > first)
        return Slip(
            index,
            "this line is not indented like the text above it",
            f"Indent it {_by(begun.indented)}, like line {begun.number}.",
        )
    keys = [*_keys(above)]
    if not keys or line.column in (one.column for one in keys):
        return None
    deeper = [one for one in keys if one.column > line.column][-1:]
    shallower = [one for one in keys if one.column < line.column][:1]
    ways = (
        f"{_by(one.column)}, like `{one.key}` on line {one.number}" for one in (*deeper, *shallower)
    )
    return Slip(
        index,
        f"`{line.key}` is not indented like any key above it",
        f"Indent it {', or '.join(ways)}.",
    )


def after_the_end(text: str, index: int) -> Slip | None:
    """Why YAML expects nothing at `index`: a line of three dots above it ends the document."""
    dots = [match.start() for match in _END_OF_DOCUMENT.finditer(text, 0, index)]
    if not dots:
        return None
    return Slip(dots[-1], "`...` ends a YAML file, and this one goes on below it", "Remove it.")


def _not_indented(above: Sequence[_Line], line: _Line) -> Slip | None:
    """That a line is to be the first of the text that the one above it opens."""
    if not above or not above[-1].opens_text:
        return None
    return Slip(
        line.at,
        "the text after `|` is not indented",
        f"Indent each of its lines further than line {above[-1].number}.",
    )


def _lines(text: str, starts: Sequence[int], index: int) -> tuple[Sequence[_Line], _Line | None]:
    """The lines that hold anything above that of `index`, and that, if it does."""
    found: list[_Line] = []
    opened: int | None = None  # the column of the key whose text goes on
    for number, start in enumerate(starts, 1):
        if start > index:
            break
        end = starts[number] if number < len(starts) else len(text)
        content = text[start:end].rstrip()
        begun = _LINE.match(content)
        if not begun or not content.strip() or content.lstrip().startswith("#"):
            continue
        indented, column = begun.end("before"), begun.end("dashes")
        within = opened is not None and indented > opened
        opens = not within and bool(_OPENS_TEXT.search(content))
        key, word = begun["key"] or "", begun["word"] or ""
        if not within:
            opened = (column if key else indented) if opens else None
        found.append(
            _Line(
                number=number,
                start=start,
                text=content[indented:],
                indented=indented,
                column=column,
                key=key,
                word=word,
                is_item=bool(begun["dashes"]),
                opens_text=opens,
                within=within,
            )
        )
    if not found or index >= found[-1].start + found[-1].indented + len(found[-1].text):
        return found, None
    return found[:-1], found[-1]


def _keys(above: Sequence[_Line]) -> Iterator[_Line]:
    """The last line of each column that a key may still be added in, the nearest first."""
    limit: float = float("inf")
    for one in reversed(above):
        if one.key and not one.within and one.column < limit:
            yield one
            limit = one.column


def _without_space(line: _Line) -> Slip | None:
    if line.within:
        return None
    if other := _OTHER_COLON.match(line.text):
        return Slip(
            line.at + other.start(2),
            f"`{other[2]}` does not end a key",
            f"Type a plain colon and a space: `{other[1]}: `.",
        )
    if colon := _NO_SPACE_AFTER_COLON.match(line.text):
        at = line.at + colon.end(2)
        return Slip(
            at, "a space is missing after the colon", f"Write `{colon[1]}: ` and its value."
        )
    if other := _OTHER_DASH.match(line.text):
        at = line.at + other.start(1)
        return Slip(at, f"a list item cannot begin with `{other[1]}`", "Begin each item with `- `.")
    if dash := _NO_SPACE_AFTER_DASH.match(line.text):
        at = line.at + dash.end(1)
        return Slip(at, "a space is missing after the dash", "Begin each item with `- `.")
    return None


def _without_colon(line: _Line, text: str, starts: Sequence[int]) -> Slip | None:
    """A word alone, with what may be its value indented below it."""
    if not line.word or line.within:
        return None
    below = re.compile(r"\s*?^([ ]*)(- |[\w-]+:)", re.MULTILINE)
    after = starts[line.number] if line.number < len(starts) else len(text)
    value = below.match(text, after)
    if not value or len(value[1]) <= line.column:
        return None
    at = line.start + line.column + len(line.word)
    return Slip(at, f"a colon is missing after `{line.word}`", f"Write `{line.word}:`.")


def _by(spaces: int) -> str:
    return f"by {spaces} spaces" if spaces > 1 else "by a space" if spaces else "not at all"
