"""Lines joined: words divided at a line's end made whole where that is known to be right.

The rule (`docs/importing.md`): a hyphen at a line's end goes if the undivided word occurs
elsewhere in the document; it stays if the word occurs elsewhere with it, if a half has one
already, or if a capital, a digit or a sign touches it; otherwise it goes, and the word is in
doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from briefgen.model.imported import Doubt, Repair

_HYPHENS = "-\u2010\u00ad"
_JOINERS = "[-\u2010\u2011'’.@/:]"
_LEFT = re.compile(
    rf"(?<![^\W_])(?<![^\W_]{_JOINERS})"  # a word's beginning, so that no search is quadratic
    rf"(?P<word>[^\W_]++(?:{_JOINERS}[^\W_]++)*+)[{_HYPHENS}]$"
)
_RIGHT = re.compile(r"(?P<word>[^\W_]+(?:[-\u2010\u2011'’.@/:]+[^\W_]+)*)")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011'’][^\W_]+)*")
_TIGHT = re.compile(r"(?:\S[\u2013\u2014/@]|[0-9][-\u2010])$")
_ADDRESS = re.compile(r"(?:https?:|www\.|@)\S*$|\S/\S*$")
_WEB = re.compile(r"(?<!\S)\(?(?:https?://|www\.)\S+$")
# “pre- and post-war”: the hyphen belongs to the first word, and a space follows it.
_SUSPENDED = frozenset(
    "and or to nor but und oder bis et ou y o e och og en of eller sowie als".split()
)


class Words(Struct, frozen=True):
    """The words of a document, as far as its lines leave them whole: in lower case."""

    whole: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Words:
        """The words of `lines` in reading order, without those that a line's end divides."""
        found: set[str] = set()
        divided = False
        for line in lines:
            words = _WORD.findall(line)
            opens = divided
            divided = line.rstrip().endswith(tuple(_HYPHENS))
            inner = words[1 if opens else 0 : len(words) - 1 if divided else None]
            found.update(_plain(word) for word in inner)
        return cls(frozenset(found))


class Joined(Struct, frozen=True):
    """Lines as one text, with what was repaired and what is in doubt."""

    text: str
    starts: tuple[int, ...]
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def join_lines(lines: Sequence[str], words: Words) -> Joined:
    """`lines` joined by a space, or by nothing where a word continues; `starts` is the offset in
    the text at which each line begins."""
    text, starts = "", []
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for line in (" ".join(line.split()) for line in lines):
        if not text or not line:
            starts.append(len(text))
            text += line
            continue
        left, right = _LEFT.search(text), _RIGHT.match(line)
        if left and right and _plain(right["word"]) not in _SUSPENDED:
            hyphen, unsure = _kept(left["word"], right["word"], text, words)
            sign = text[-1].replace("\u00ad", "") if hyphen else ""
            written = f"{left['word']}{sign}{right['word']}"
            printed = f"{left[0]}|{right['word']}"
            repairs.append(Repair(printed, written, left.start()))
            if unsure:
                doubts.append(Doubt("hyphen", written))
            text = f"{text[:-1]}{sign}"
            starts.append(len(text))
        elif _TIGHT.search(text):
            starts.append(len(text))
        elif address := _WEB.search(text):
            # Whether an address goes on in the next line, the lines alone do not tell.
            doubts.append(Doubt("hyphen", address[0]))
            text += "" if text.endswith(tuple("=&?_%#")) else " "
            starts.append(len(text))
        else:
            text += " "
            starts.append(len(text))
        text += line
    clean = text.replace("\u00ad", "")
    if clean != text:
        starts = [start - text[:start].count("\u00ad") for start in starts]
    return Joined(clean, tuple(starts), tuple(repairs), tuple(doubts))


def _kept(left: str, right: str, before: str, words: Words) -> tuple[bool, bool]:
    """Whether the hyphen between two halves stays, and whether that is in doubt."""
    whole, hyphened = _plain(left + right), _plain(f"{left}-{right}")
    if before.endswith("\u00ad"):
        return False, False
    if _ADDRESS.search(before) or re.search(r"[@/:.]", right):
        return True, True
    if whole in words.whole:
        return False, hyphened in words.whole
    if hyphened in words.whole or "-" in _plain(left) or "-" in _plain(right):
        return True, False
    if not (left[-1].islower() and right[0].islower()):
        return True, False
    return False, True


def _plain(word: str) -> str:
    return word.casefold().replace("\u2010", "-").replace("\u2011", "-").replace("’", "'")
