"""The example briefs taken apart: every quotation with what it cites, in a brief of its own.

A quotation is checked in a small brief that holds its text, the passages that this names,
and nothing else, so that a thousand checks take seconds. Read naively: these briefs are ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .oracle import stands

Where = tuple[str | int, ...]
_CITATION = re.compile(r"\[[^\[\]@]*@[^\[\]]*\]")
_KEY = re.compile(r"@?([A-Za-z][\w-]*)(?:, ¶+(\d+)(?:[-–](\d+))?)?")
_MARKS = {"“": "”", "„": "“", "«": "»", "»": "«"}
HEAD = ("title", "date", "language", "sources")


@dataclass(frozen=True)
class Place:
    """Paragraphs `first` to `last` of a source, as something cites them."""

    source: str
    first: int
    last: int


@dataclass(frozen=True)
class Case:
    """A workspace with one brief; `paragraphs` are those of its sources."""

    name: str
    brief: Path
    data: dict[str, Any]
    paragraphs: dict[str, list[str]]

    @property
    def root(self) -> Path:
        return self.brief.parents[1]

    def text(self, place: Place) -> str:
        return " ".join(self.paragraphs[place.source][place.first - 1 : place.last])


@dataclass(frozen=True)
class Quoted:
    """Words `start` to `end` of the text at `path` in `brief`, and the paragraphs cited for
    them. `citation` is where in that text their bracket stands, None where another key cites."""

    case: Case
    brief: dict[str, Any]
    path: Where
    start: int
    end: int
    cited: tuple[Place, ...]
    citation: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        return str(value_at(self.brief, self.path))

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_passage(self) -> bool:
        return self.path[0] == "passages"

    def holds(self, words: str) -> bool:
        """Whether `words` stand in a paragraph that is cited, as far as the oracle knows."""
        return any(stands(words, self.case.text(place)) for place in self.cited)

    def with_words(self, words: str) -> dict[str, Any]:
        return self.with_text(self.text[: self.start] + words + self.text[self.end :])

    def with_text(self, text: str) -> dict[str, Any]:
        return with_value(self.brief, self.path, text)

    def __str__(self) -> str:
        return f"{self.case.name} {'.'.join(map(str, self.path))} “{self.words}”"


def read_yaml(path: Path) -> Any:
    """The data of a YAML file, every scalar as the text that was typed."""
    return yaml.BaseLoader(path.read_text("utf-8")).get_single_data()


def read_case(name: str, brief: Path) -> Case:
    seeds = brief.parents[1] / "seeds"
    catalogue = read_yaml(seeds / "sources.yaml")
    paragraphs = {}
    for entry in catalogue["references"]:
        text = (seeds / entry["file"]).read_text("utf-8")
        parts = re.split(r"\n\s*\n" if entry.get("paragraphs") == "block" else r"\n", text)
        paragraphs[entry["id"]] = [" ".join(part.split()) for part in parts if part.strip()]
    return Case(name, brief, read_yaml(brief), paragraphs)


def quotations(case: Case) -> Iterator[Quoted]:
    """Every quotation of the case's brief, passages first."""
    data = case.data
    for id, passage in data.get("passages", {}).items():
        alone = _brief(case, passages={id: passage}, key_points=[f"As cited [@{id}]."])
        for key in ("quote", "from", "to"):
            if key in passage:
                words = passage[key]
                # Without a paragraph the words may stand anywhere in the source.
                count = len(case.paragraphs[passage["source"]])
                narrowed = "paragraph" in passage or "paragraphs" in passage
                cited = (
                    _passage_place(case, passage)
                    if narrowed
                    else Place(passage["source"], 1, count),
                )
                yield Quoted(case, alone, ("passages", id, key), 0, len(words), cited)
    for key in ("summary", "key_points", "recommendations"):
        for text in _list(data.get(key, [])):
            yield from _in_prose(case, _brief(case, key_points=[text]), ("key_points", 0))
    for section in data.get("sections", []):
        for block in section["body"].split("\n\n"):
            cut = _brief(case, sections=[{"heading": section["heading"], "body": block}])
            yield from _in_prose(case, cut, ("sections", 0, "body"))
    for claim in data.get("claims", []):
        cut = _brief(case, claims=[claim])
        for number, position in enumerate(claim["positions"]):
            keys = _list(position["cite"])
            for part in ("says", "answer"):
                if part in position:
                    where = ("claims", 0, "positions", number, part)
                    yield from _in_prose(case, cut, where, keys)
        if "note" in claim:
            yield from _in_prose(case, cut, ("claims", 0, "note"))


def value_at(data: Any, path: Where) -> Any:
    for key in path:
        data = data[key]
    return data


def with_value(brief: dict[str, Any], path: Where, value: object) -> dict[str, Any]:
    """A copy of `brief` with `value` at `path`."""
    copy = deepcopy(brief)
    value_at(copy, path[:-1])[path[-1]] = value
    return copy


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _brief(case: Case, **parts: Any) -> dict[str, Any]:
    """A brief with `parts` and the passages that they name, without marks of claims."""
    typed = re.sub(r"\s*\[![\w-]+\]", "", json.dumps(parts, ensure_ascii=False))
    named = {
        id: p for id, p in case.data.get("passages", {}).items() if re.search(rf"\b{id}\b", typed)
    }
    head = {key: case.data[key] for key in HEAD if key in case.data}
    return {**head, "passages": named, **json.loads(typed)}


# --- Prose ----------------------------------------------------------------------


def _in_prose(
    case: Case, brief: dict[str, Any], path: Where, default: list[str] | None = None
) -> Iterator[Quoted]:
    text = str(value_at(brief, path))
    language = str(case.data.get("language", "en"))
    for block in re.finditer(r"(?:(?!\n\s*\n|\n- |\|).)+", text, re.DOTALL):
        for start, end in _marked(text, block.start(), block.end(), language):
            behind = _CITATION.search(text, end, block.end())
            keys = behind[0].strip("[]").split("; ") if behind else default
            if keys:
                cited = tuple(_place(case, key) for key in keys)
                yield Quoted(
                    case, brief, path, start, end, cited, behind.span() if behind else None
                )


def _marked(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The outermost quotations, and a block quotation without marks."""
    if text.startswith("> ", start):
        if not text.startswith("> [@", start):
            yield start + 2, text.index(" [@", start)
        return
    marks = {o: c for o, c in _MARKS.items() if o != "»" or language == "de"}
    stack: list[tuple[str, int]] = []
    for at in range(start, end):
        if stack and text[at] == stack[-1][0]:
            _, begin = stack.pop()
            if not stack:
                yield begin, at
        elif text[at] in marks:
            stack.append((marks[text[at]], at + 1))


def _place(case: Case, key: str) -> Place:
    match = _KEY.fullmatch(key.removeprefix("@"))
    assert match, key
    id, first, last = match.groups()
    if id in case.data.get("passages", {}):
        return _passage_place(case, case.data["passages"][id])
    if letter := re.fullmatch(r"([A-Z])(\d+)(?:-(\d+))?", key.removeprefix("@")):
        id, first, last = case.data["sources"][ord(letter[1]) - ord("A")], letter[2], letter[3]
    return Place(id, int(first or 1), int(last or first or len(case.paragraphs[id])))


def _passage_place(case: Case, passage: dict[str, str]) -> Place:
    id = passage["source"]
    if named := passage.get("paragraph") or passage.get("paragraphs"):
        first, _, last = named.partition("-")
        return Place(id, int(first), int(last or first))
    words = passage.get("quote") or passage["from"]
    (number,) = (n for n, text in enumerate(case.paragraphs[id], 1) if stands(words, text))
    count = len(case.paragraphs[id])
    return Place(id, number, number if "quote" in passage else min(number + 2, count))
