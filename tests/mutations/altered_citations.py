"""Alterations after which a citation names a place where the quoted words do not stand.

Each is a function from a quotation and a random generator to the altered brief, or to None
where the quotation gives no occasion or the words happen to stand there too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from .oracle import stands
from .quoted import Place, Quoted, value_at, with_value

Brief = dict[str, Any]
Alteration = Callable[[Quoted, Random], Brief | None]

_NUMBERED = re.compile(r"(?P<before>@?[A-Z]|.*¶)(?P<number>\d+)")


def _with_key(quoted: Quoted, change: Callable[[str], str | None]) -> Brief | None:
    """The brief with the one key changed that cites the words."""
    if quoted.is_passage:
        return None
    if quoted.citation:
        start, end = quoted.citation
        key = quoted.text[start + 1 : end - 1]
        new = None if ";" in key else change(key)
        return None if new is None else quoted.with_text(
            f"{quoted.text[:start]}[{new}]{quoted.text[end:]}"
        )  # fmt: skip
    if quoted.path[-1] == "note":
        return None
    path = (*quoted.path[:-1], "cite")
    key = value_at(quoted.brief, path)
    new = None if isinstance(key, list) else change(key)
    return None if new is None else with_value(quoted.brief, path, new)


def _neighbour(quoted: Quoted, random: Random) -> Brief | None:
    """The paragraph before or behind."""
    if len(quoted.cited) > 1:
        return None
    place = quoted.cited[0]
    step = random.choice([-1, 1])
    there = Place(place.source, place.first + step, place.first + step)
    if not 1 <= there.first <= len(quoted.case.paragraphs[place.source]):
        return None
    if stands(quoted.words, quoted.case.text(there)):
        return None
    if quoted.is_passage:
        path = (*quoted.path[:2], "paragraph")
        if "paragraph" not in value_at(quoted.brief, path[:2]):
            return None
        return with_value(quoted.brief, path, str(there.first))
    return _with_key(quoted, _renumbered(there.first))


def _renumbered(number: int) -> Callable[[str], str | None]:
    def change(key: str) -> str | None:
        match = _NUMBERED.fullmatch(key)
        return f"{match['before']}{number}" if match else None

    return change


def _other_source(quoted: Quoted, random: Random) -> Brief | None:
    """The other source, the paragraph being the same."""
    if len(quoted.cited) > 1:
        return None
    place = quoted.cited[0]
    ids = list(quoted.case.paragraphs)
    there = replace(place, source=ids[1 - ids.index(place.source)])
    if there.last > len(quoted.case.paragraphs[there.source]):
        return None
    if stands(quoted.words, quoted.case.text(there)):
        return None
    if quoted.is_passage:
        return with_value(quoted.brief, (*quoted.path[:2], "source"), there.source)
    return _with_key(quoted, lambda key: _of_source(key, there.source, quoted))


def _of_source(key: str, source: str, quoted: Quoted) -> str | None:
    letter = "AB"[quoted.brief["sources"].index(source)]
    if re.fullmatch(r"@?[AB]\d+", key):
        return re.sub("[AB]", letter, key)
    match = re.fullmatch(r"(@?)[a-z-]+(, ¶\d+)", key)
    return f"{match[1]}{source}{match[2]}" if match else None


def _other_passage(quoted: Quoted, random: Random) -> Brief | None:
    """A passage of other words."""
    others = {
        id: passage
        for id, passage in quoted.case.data.get("passages", {}).items()
        if "quote" in passage and not stands(quoted.words, passage["quote"])
    }
    if not others:
        return None
    id = random.choice(list(others))
    altered = _with_key(quoted, lambda key: f"@{id}" if key.startswith("@") else id)
    if altered is None or len(quoted.cited) > 1:
        return None
    return altered | {"passages": altered["passages"] | {id: others[id]}}


def _beyond_passage(quoted: Quoted, random: Random) -> Brief | None:
    """Words of the paragraph of which a passage quotes others."""
    for id, passage in quoted.brief.get("passages", {}).items():
        if "quote" not in passage or len(quoted.cited) > 1:
            continue
        cited = quoted.citation and quoted.text[slice(*quoted.citation)] == f"[@{id}]"
        if cited:
            runs = re.findall(r"(?:[^\W\d_]+ ){3}[^\W\d_]+", quoted.case.text(quoted.cited[0]))
            beyond = [run for run in runs if not stands(run, passage["quote"])]
            return quoted.with_words(random.choice(beyond)) if beyond else None
    return None


def _out_of_range(quoted: Quoted, random: Random) -> Brief | None:
    if quoted.is_passage:
        passage = value_at(quoted.brief, quoted.path[:2]) | {"paragraph": "99"}
        passage.pop("paragraphs", None)
        return with_value(quoted.brief, quoted.path[:2], passage)
    return _with_key(quoted, _renumbered(random.choice([0, 99])))


def _unknown(quoted: Quoted, random: Random) -> Brief | None:
    if quoted.is_passage:
        return with_value(quoted.brief, (*quoted.path[:2], "source"), "nobody")
    return _with_key(quoted, lambda key: re.sub(r"[A-Za-z-]+", lambda m: f"{m[0]}x", key, count=1))


def _never_closed(quoted: Quoted, random: Random) -> Brief | None:
    if quoted.citation is None:
        return None
    end = quoted.citation[1]
    return quoted.with_text(quoted.text[: end - 1] + quoted.text[end:])


def _run_backwards(quoted: Quoted, random: Random) -> Brief | None:
    """`from` and `to`, each in the other's place."""
    if quoted.path[-1] != "from":
        return None
    passage = value_at(quoted.brief, quoted.path[:2])
    swapped = passage | {"from": passage["to"], "to": passage["from"]}
    return with_value(quoted.brief, quoted.path[:2], swapped)


ALTERATIONS: dict[str, Alteration] = {
    "neighbour cited": _neighbour,
    "other source cited": _other_source,
    "other passage cited": _other_passage,
    "words beyond the passage": _beyond_passage,
    "paragraph out of range": _out_of_range,
    "unknown key": _unknown,
    "citation never closed": _never_closed,
    "run backwards": _run_backwards,
}
