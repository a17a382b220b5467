"""SearchResult words as YAML that can be pasted below `passages:` just as it is printed."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Set

import yaml

from briefgen.checking.phrases import paragraphs
from briefgen.report.base import counted, visible

from .find import Hit, SearchResult

_WIDTH = 96
_INDENT = "  "
_NAME_WORDS = 4
_NAME_LENGTH = 40


def as_passages(typed: str, found: SearchResult, taken: Set[str]) -> str:
    """The places of a search as one YAML document: named passages, their context in comments.

    It is indented as below `passages:`. `taken` are the ids that no passage may
    have, those of the sources.
    """
    lines = list(_comment(_headline(typed, found), ""))
    used = set(taken)
    for hit in found.hits:
        name = passage_name(hit.words, used)
        used.add(name)
        lines += ["", *_context(hit), *passage_lines(name, hit)]
    return "".join(f"{line}\n" for line in lines)


def _headline(typed: str, found: SearchResult) -> str:
    shown = len(found.hits)
    if not found.exact:
        return f"“{typed}” was not found. Closest text, in the source’s own words:"
    places = counted(found.total, "place")
    rest = f", of which this shows {shown} (-n)" if shown < found.total else ""
    return f"“{typed}” was found in {places}{rest}. Paste below `passages:`, cite as [@name]."


def _context(hit: Hit) -> Iterator[str]:
    yield from _comment(f"{hit.source.id} {paragraphs(hit.first, hit.last)} ({hit.span})", _INDENT)
    yield from _comment(f"{hit.before}{hit.words}{hit.after}", _INDENT)
    if hit.difference:
        typed, source = hit.difference
        yield from _comment(f"you typed: {typed}", _INDENT)
        yield from _comment(f"the source: {source}", _INDENT)


def _comment(text: str, indent: str) -> Iterator[str]:
    first, rest = f"{indent}# ", f"{indent}#   "
    return iter(
        textwrap.wrap(
            visible(text), _WIDTH, initial_indent=first, subsequent_indent=rest,
            break_long_words=False, break_on_hyphens=False,
        )
    )  # fmt: skip


def passage_lines(name: str, hit: Hit) -> Iterator[str]:
    """A place as the passage `name`, indented as below `passages:`."""
    passage: dict[str, str | int] = {"source": hit.source.id}
    if hit.needs_paragraph and hit.first == hit.last:
        passage["paragraph"] = hit.first
    elif hit.needs_paragraph:
        passage["paragraphs"] = f"{hit.first}-{hit.last}"
    passage["quote"] = hit.quote
    dumped = yaml.safe_dump(
        {name: passage},
        # Signs that turn the direction of what follows are pasted as escapes.
        allow_unicode=visible(hit.quote) == hit.quote,
        sort_keys=False,
        width=_WIDTH - 6,
    )
    return (f"{_INDENT}{line}" for line in dumped.splitlines())


def passage_name(words: str, used: Set[str]) -> str:
    """A free id made of the first words: letters without accents, hyphens between them."""
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_words)[:_NAME_WORDS])[:_NAME_LENGTH].strip("-")
    # A name of digits alone would be a number to other readers of YAML.
    base = slug if re.search("[a-z]", slug) else "-".join(filter(None, ["passage", slug]))
    return free_id(base, used)


def free_id(base: str, used: Set[str]) -> str:
    """`base`, or with the first number after it that makes it an id not yet used."""
    names = (base, *(f"{base}-{number}" for number in range(2, len(used) + 3)))
    return next(name for name in names if name not in used)
