"""Alterations of source texts and of the catalogue behind a brief's back.

Each is a function from a folder `seeds/`, its catalogue's entries and a random generator. It
changes a text or the entries, which the caller writes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

Entries = list[dict[str, Any]]
Alteration = Callable[[Path, Entries, Random], None]


def _to_text(change: Callable[[str, Random], str]) -> Alteration:
    def alter(seeds: Path, entries: Entries, random: Random) -> None:
        file = seeds / random.choice(entries)["file"]
        file.write_bytes(change(file.read_text("utf-8"), random).encode())

    return alter


def _to_match(pattern: str, new: str) -> Alteration:
    def change(text: str, random: Random) -> str:
        found = random.choice(list(re.finditer(pattern, text)))
        return text[: found.start()] + new + text[found.end() :]

    return _to_text(change)


def _lines_swapped(text: str, random: Random) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines) - 1)
    return "\n".join([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]])


def _texts_swapped(seeds: Path, entries: Entries, _: Random) -> None:
    first, second = (seeds / entry["file"] for entry in entries)
    texts = first.read_bytes(), second.read_bytes()
    second.write_bytes(texts[0])
    first.write_bytes(texts[1])


def _files_swapped(_: Path, entries: Entries, __: Random) -> None:
    first, second = entries
    first["file"], second["file"] = second["file"], first["file"]


def _one_file_for_both(_: Path, entries: Entries, random: Random) -> None:
    entries[0]["file"] = entries[1]["file"]


def _lost(seeds: Path, entries: Entries, random: Random) -> None:
    (seeds / random.choice(entries)["file"]).unlink()


def _in_another_encoding(seeds: Path, entries: Entries, random: Random) -> None:
    file = seeds / random.choice(entries)["file"]
    file.write_bytes(file.read_text("utf-8").encode("utf-16"))


ALTERATIONS: dict[str, Alteration] = {
    "a word of a source replaced": _to_match(r"\b[a-z]{4,}\b", "other"),
    "a word of a source dropped": _to_match(r" [a-z]{4,}\b", ""),
    "a negation added to a source": _to_match(r"(?<=[a-z]) (?=[a-z])", " not "),
    "a digit of a source replaced": _to_match(r"\b[a-z]|\d", "7"),
    "a line added to a source": _to_match(r"^|\n", "\nA line was added.\n"),
    "a line of a source dropped": _to_match(r"\n[^\n]{20,}", ""),
    "lines of a source swapped": _to_text(_lines_swapped),
    "a source cut short": _to_text(lambda text, random: text[: random.randrange(len(text) // 2)]),
    "line ends of a stamped source": _to_match("\n", "\r\n"),
    "a source emptied": _to_text(lambda _, __: "\n"),
    "texts swapped": _texts_swapped,
    "a source lost": _lost,
    "a source in another encoding": _in_another_encoding,
    "files swapped in the catalogue": _files_swapped,
    "one file for both sources": _one_file_for_both,
    "a stamp altered": lambda _, entries, random: random.choice(entries).update(sha256="0" * 64),
}
