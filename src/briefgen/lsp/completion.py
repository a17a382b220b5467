"""What an editor offers while a brief is typed: ids, paragraphs, values, a source's own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache

from lsprotocol.types import CompletionItem, CompletionItemKind, Position, TextEdit

from briefgen.editing.json_schema import brief_schema
from briefgen.model.source import Source

from .ranges import LineMap
from .reading import OpenBrief, place_of

# A bracket that is open before the pointer, and what of a key or a claim's id is typed there.
_KEY = re.compile(r"\[(?:[^\[\]]*[\s;])?@(?P<typed>[A-Za-z0-9_.:-]*)$")
_CLAIM = re.compile(r"\[!(?P<typed>[a-z0-9-]*)$")
_PARAGRAPH = re.compile(r"(?P<letter>[A-Z]{1,2})\d*")
_VALUE = re.compile(
    r"(?:^|[\s{,-])(?P<key>source|cite|theme): *(?:\[(?:[^\]]*, *)?)?(?P<typed>[\w.:-]*)$"
)
_WORD = re.compile(r"(?<!\w)(?P<key>\w+): +(?P<typed>[\w-]*)$")
_QUOTE = re.compile(r"(?:^|[\s{,-])(?:quote|from|to): *[“\"]?(?P<typed>\S.*)$")
_QUOTE_KEY = re.compile(r"\s*(?:- )?(?:quote|from|to): *(?:[>|][-+]?\s*$)?(?P<typed>.*)")
# A line with which an item or a key begins.
_ENTRY = re.compile(r"\s*(?:- |[\w-]+:(?: |$))")
_LINES = 40  # of a text, above the pointer, that are looked at
_OPEN = re.compile(r"“(?P<typed>[^“”]+)$")
_SOURCE = re.compile(r"(?:^|[\s{,-])source: *(?P<id>[\w.:-]+)")
# Marks that a typist may have otherwise than the source, each one character.
_ALIKE = str.maketrans("“”„«»‘’‚′″–‑‐", '"""""\'\'\'\'"---')
_WORDS = 12  # that are offered at once
_PLACES = 10
_FIRST_WORDS = 60


def completion_items(brief: OpenBrief, lines: LineMap, position: Position) -> list[CompletionItem]:
    """What may be typed at `position`; empty in prose."""
    line, column = lines.place(position)
    before = lines[line][: column - 1]
    if match := _KEY.search(before):
        typed = match["typed"]
        items = [*_passages(brief), *_sources(brief)]
        if letter := _PARAGRAPH.fullmatch(typed):
            items = list(_paragraphs(brief, letter["letter"])) + items
    elif match := _CLAIM.search(before):
        items = list(_claims(brief))
    elif match := _VALUE.search(before):
        items = list(_values(brief, match["key"]))
    elif (match := _WORD.search(before)) and (found := _choice(before[: match.start()], match)):
        items = [CompletionItem(label=one, kind=CompletionItemKind.EnumMember) for one in found]
    elif match := _QUOTE.search(before):
        return list(
            _following(match["typed"], _near_sources(brief, lines, line), lines, line, column)
        )
    elif typed := _continued_quote(before, lines, line):
        return list(_following(typed, _near_sources(brief, lines, line), lines, line, column))
    elif match := _OPEN.search(_paragraph_before(before, lines, line)):
        return list(_following(match["typed"], _cited_sources(brief), lines, line, column))
    else:
        return []
    typed_range = lines.between(line, match.start("typed") + 1, column)
    for item in items:
        item.text_edit = TextEdit(typed_range, item.label)
    return items


def _choice(indent: str, match: re.Match[str]) -> list[str]:
    """The words that the key of a match takes, if a line, an item or a `{` begins before it."""
    begins = indent.lstrip(" -")[:1] in {"", "{"}
    return _choices().get((match["key"], bool(indent)), []) if begins else []


@cache
def _choices() -> dict[tuple[str, bool], list[str]]:
    """The words of which a key takes one, by the schema of a brief; a key is that of the brief or
    of something inside it."""
    schema = json.loads(brief_schema())
    found = {}
    for form in (schema, *schema["$defs"].values()):
        for key, takes in form["properties"].items():
            is_flag = takes.get("type") in ("boolean", ["boolean", "null"])
            words = takes.get("enum", ["true", "false"] if is_flag else [])
            found[key, form is not schema] = [word for word in words if word]
    return found


def _paragraph_before(before: str, lines: LineMap, line: int) -> str:
    """The words of a paragraph up to the pointer, as if they were on one line."""
    found = [before]
    for number in range(line - 1, max(line - _LINES, 0), -1):
        if not lines[number].strip() or _ENTRY.match(found[0]):
            break
        found.insert(0, lines[number])
    return " ".join(text.strip() for text in found)


def _continued_quote(before: str, lines: LineMap, line: int) -> str:
    """What is typed of a quotation of a passage that begins on an earlier line; empty where the
    pointer is in none."""
    indent = len(before) - len(before.lstrip())
    found = [before.strip()]
    for number in range(line - 1, max(line - _LINES, 0), -1):
        text = lines[number]
        if len(text) - len(text.lstrip()) >= indent and text.strip():
            found.insert(0, text.strip())
            continue
        key = _QUOTE_KEY.match(text)
        return " ".join([*key["typed"].split(), *found]).lstrip('“"') if key and found[-1] else ""
    return ""


def _passages(brief: OpenBrief) -> Iterator[CompletionItem]:
    for id in brief.resolved.named if brief.resolved else ():
        assert brief.resolved is not None
        passage = brief.resolved.passages.get(id)
        yield CompletionItem(
            label=id,
            kind=CompletionItemKind.Reference,
            detail=place_of(passage) if passage else "not found in its source",
            documentation=(passage.words or None) if passage else None,
        )


def _sources(brief: OpenBrief) -> Iterator[CompletionItem]:
    for id in brief.library.ids:
        source = _source(brief, id)
        title = source.reference.title if source else "cannot be read"
        yield CompletionItem(label=id, kind=CompletionItemKind.File, detail=title)


def _paragraphs(brief: OpenBrief, letter: str) -> Iterator[CompletionItem]:
    for id, own in brief.resolved.letters.items() if brief.resolved else ():
        source = _source(brief, id) if own == letter else None
        for number, paragraph in enumerate(source.paragraphs if source else (), 1):
            words = paragraph.value
            shown = words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS]}…"
            yield CompletionItem(
                label=f"{letter}{number}",
                kind=CompletionItemKind.Reference,
                detail=shown,
                documentation=words,
                sort_text=f"{number:06}",
            )


def _claims(brief: OpenBrief) -> Iterator[CompletionItem]:
    for one in brief.resolved.claims if brief.resolved else ():
        yield CompletionItem(
            label=one.claim.id.value,
            kind=CompletionItemKind.Reference,
            detail=one.claim.wording.value,
        )


def _values(brief: OpenBrief, key: str) -> Iterator[CompletionItem]:
    if key == "theme":
        for name in brief.library.themes:
            yield CompletionItem(label=name, kind=CompletionItemKind.Value)
        return
    if key == "cite":
        yield from _passages(brief)
    yield from _sources(brief)


def _following(
    typed: str, sources: Iterable[Source], lines: LineMap, line: int, column: int
) -> Iterator[CompletionItem]:
    """How the words that were typed go on in the sources."""
    wanted = " ".join(typed.translate(_ALIKE).split())
    if typed[-1:].isspace():
        wanted += " "
    here = lines.between(line, column, column)
    seen: set[str] = set()
    for source in sources:
        for number, paragraph in enumerate(source.paragraphs, 1):
            text = paragraph.value
            alike = text.translate(_ALIKE)
            start = alike.find(wanted)
            while start >= 0 and len(seen) < _PLACES:
                rest = text[start + len(wanted) :]
                words = re.match(rf"\S*(?:\s+\S+){{0,{_WORDS}}}", rest)
                found = words[0].rstrip() if words else ""
                if found.strip() and found not in seen:
                    seen.add(found)
                    yield CompletionItem(
                        label=(typed.rsplit(maxsplit=1)[-1] + found).strip(),
                        kind=CompletionItemKind.Text,
                        detail=f"{source.id} ¶{number}",
                        documentation=text,
                        filter_text=typed.rsplit(maxsplit=1)[-1],
                        text_edit=TextEdit(here, found),
                    )
                start = alike.find(wanted, start + 1)


def _near_sources(brief: OpenBrief, lines: LineMap, line: int) -> Iterator[Source]:
    """The source that a passage names, on one of the lines around `line`; else all of them."""
    for near in range(max(line - 4, 1), line + 5):
        match = _SOURCE.search(lines[near])
        if match and (source := _source(brief, match["id"])):
            yield source
            return
    yield from _cited_sources(brief)


def _cited_sources(brief: OpenBrief) -> Iterator[Source]:
    if brief.resolved:
        yield from brief.resolved.sources.values()


def _source(brief: OpenBrief, id: str) -> Source | None:
    if id not in brief.library.ids:
        return None
    found = brief.library.source(id, brief.library.span(id))
    return found if isinstance(found, Source) else None
