"""Differences that are none: typography, line ends, the way in which YAML is written.

Those of a quotation (`VARIATIONS`) make the whole text in which it stands, or None where it
gives no occasion; `WRITTEN` turns a brief's data into a file, `SOURCES` alter a source's text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Any

import yaml

from .quoted import Quoted

Variation = Callable[[Quoted, Random], str | None]

_DOUBLE = "“”„«»"
_PAIRS = ("“”", "„“", "«»", '""')


def _each(
    pattern: str, new: str | Callable[[re.Match[str]], str], *, once: bool = False
) -> Variation:
    """Every match of `pattern` in the words becomes `new`; None where there is none."""

    def vary(quoted: Quoted, random: Random) -> str | None:
        words = quoted.words
        found = list(re.finditer(pattern, words))
        if once and found:
            found = [random.choice(found)]
        for match in reversed(found):
            typed = new if isinstance(new, str) else new(match)
            words = words[: match.start()] + typed + words[match.end() :]
        return quoted.text[: quoted.start] + words + quoted.text[quoted.end :] if found else None

    return vary


def _outer(pair: str) -> Variation:
    """Other marks around a quotation in prose."""

    def vary(quoted: Quoted, _: Random) -> str | None:
        text, start, end = quoted.text, quoted.start, quoted.end
        around = text[start - 1 : start] + text[end : end + 1]
        inner = re.search(f'[{_DOUBLE}"]', quoted.words) or quoted.words.strip()[-1].isdigit()
        if quoted.is_passage or around not in ("“”", "„“", "«»", "»«") or around == pair or inner:
            return None
        words = quoted.words.strip() if "«" in around else quoted.words
        return f"{text[: start - 1]}{pair[0]}{words}{pair[1]}{text[end + 1 :]}"

    return vary


def _inner(pair: str) -> Variation:
    """Other marks inside a quotation; in prose double ones are the business of `_outer`."""

    def vary(quoted: Quoted, random: Random) -> str | None:
        if not quoted.is_passage and pair[0] in f'{_DOUBLE}"':
            return None
        # Only guillemets have spaces inside that are nothing.
        return _each("« ?|[“„]| ?»|”", lambda mark: pair[mark[0].strip() in "”»"])(quoted, random)

    return vary


def _decomposed(quoted: Quoted, _: Random) -> str | None:
    text = unicodedata.normalize("NFD", quoted.text)
    return text if text != quoted.text else None


def _line_end(quoted: Quoted, random: Random) -> str | None:
    """The words go on in the next line, where a block of Markdown may."""
    if "|" in quoted.text:
        return None
    return _each(r"(?<=[^\W\d_]) (?=[^\W\d_])", "\n", once=True)(quoted, random)


def _note_number(quoted: Quoted, random: Random) -> str | None:
    """The note number that the source has behind a word, quoted with it."""
    place = quoted.cited[0]
    if place.source not in ("legal-analysis", "minutes"):
        return None
    text = quoted.case.text(place)
    for marker in re.finditer(r"([^\W\d_]{3,}[.,”’)]+)(\d{1,2})(?=\s|$)", text):
        if re.search(re.escape(marker[1]) + r"(?=\s|$)", quoted.words):
            return _each(re.escape(marker[1]) + r"(?=\s|$)", marker[0])(quoted, random)
    return None


_DASH = " [—–] |—"
_IN_WORD = r"(?<=[^\W\d_])(?=[^\W\d_])"
VARIATIONS: dict[str, Variation] = {
    "straight apostrophes": _each("’", "'"),
    "modifier apostrophes": _each("’", "ʼ"),
    **{f"marks {pair} around": _outer(pair) for pair in _PAIRS},
    **{f"marks {pair} inside": _inner(pair) for pair in (*_PAIRS, "‘’", "‹›", "''")},
    "comma before a closing mark": _each(r"(?<=[^\W\d_])(?=[”»])", ","),
    "no-break spaces": _each(" ", "\u00a0"),
    "thin spaces": _each(" ", "\u2009"),
    "narrow no-break spaces": _each(" ", "\u202f"),
    "two spaces": _each(" ", "  "),
    "next line": _line_end,
    "soft hyphen": _each(_IN_WORD, "\u00ad", once=True),
    "zero-width space": _each(_IN_WORD, "\u200b", once=True),
    "word joiner": _each(_IN_WORD, "\u2060", once=True),
    "byte-order mark inside": _each(_IN_WORD, "\ufeff", once=True),
    "decomposed accents": _decomposed,
    "en dash": _each(_DASH, " – "),
    "em dash closed up": _each(_DASH, "—"),
    "two-hyphen-wide bar": _each(_DASH, " ― "),
    "hyphens of Unicode": _each(r"(?<=\w)-(?=\w)", "\u2010"),
    "no-break hyphens": _each(r"(?<=\w)-(?=\w)", "\u2011"),
    "three dots": _each("…", "..."),
    "ellipsis without brackets": _each(r"\[…\]", "…"),
    "ellipsis with spaces": _each(r"\[…\]", "[ … ]"),
    "spaced dots": _each("…", ". . ."),
    "four dots": _each(r"\[…\]", "…."),
    "ligatures": _each("fi", "ﬁ"),
    "final full stop": _each(r"(?<=[^\W_])\Z", "."),
    "final comma": _each(r"(?<=[^\W_])\Z", ","),
    "sic": _each(r"(?<=[^\W\d_]) (?=[^\W\d_])", " [sic] ", once=True),
    "sic!": _each(r"(?<=[^\W\d_]) (?=[^\W\d_])", " [sic!] ", once=True),
    "citation omitted": _each(r"\Z", " [citation omitted]"),
    "emphasis added": _each(r"\Z", " [emphasis added]"),
    "ellipsis at the end": _each(r"(?<=[^\W_])\Z", " […]"),
    "other case in brackets": _each(
        r"^[^\W\d_](?=[^\W\d_])", lambda match: f"[{match[0].swapcase()}]"
    ),
    "the source’s note number": _note_number,
}  # fmt: skip


def _dumped(**style: Any) -> Callable[[dict[str, Any]], bytes]:
    def written(brief: dict[str, Any]) -> bytes:
        options = {"sort_keys": False, "allow_unicode": True} | style
        text: str = yaml.dump(brief, None, yaml.SafeDumper, **options)
        return text.encode()

    return written


def _with_line_ends(line_end: bytes) -> Callable[[dict[str, Any]], bytes]:
    return lambda brief: _dumped(width=60)(brief).replace(b"\n", line_end)


WRITTEN: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "byte-order mark": lambda brief: b"\xef\xbb\xbf" + _dumped()(brief),
    "CRLF": _with_line_ends(b"\r\n"),
    "CR": _with_line_ends(b"\r"),
    "narrow lines": _dumped(width=20),
    "wide lines": _dumped(width=9999),
    "double quotes": _dumped(default_style='"'),
    "single quotes": _dumped(default_style="'"),
    "literal blocks": _dumped(default_style="|"),
    "folded blocks": _dumped(default_style=">", width=40),
    "flow style": _dumped(default_flow_style=True),
    "deep indentation": _dumped(indent=6),
    "escapes": _dumped(allow_unicode=False),
    "JSON": lambda brief: json.dumps(brief, indent=2).encode(),
}


def _wrapped(text: str) -> str:
    """A text whose paragraphs stand between blank lines, its lines broken elsewhere."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n\n".join("\n  ".join(re.findall(r"\S+(?: \S+){0,3}", p)) for p in paragraphs)


def _marked(text: str, pair: str) -> str:
    """A text with other double marks; German » opens, and has no space behind it."""
    opened = re.sub(r"« ?(?=\w)|[“„]|»(?=\w)", pair[0], text)
    return re.sub(" ?»|”|«", pair[1], opened)


SOURCES: dict[str, Callable[[str], str]] = {
    "byte-order mark": lambda text: f"\ufeff{text}",
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "straight marks": lambda text: re.sub("[’‘]", "'", _marked(text, '""')),
    "single marks": lambda text: _marked(text, "‘’"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text: re.sub(_IN_WORD, "\u00ad", text),
    "zero-width spaces": lambda text: re.sub(" ", " \u200b", text),
    "spaces at line ends": lambda text: text.replace("\n", " \t\n"),
    "blank lines at the end": lambda text: text.strip() + "\n\n\n",
    "other dashes": lambda text: re.sub(_DASH, " – ", text),
    "other lines": lambda text: _wrapped(text) if re.search(r"\n\n", text) else text,
}
