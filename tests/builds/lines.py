"""The lines of random honest briefs: words, notes, citations, quotations, headings."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .words import NASTY_HEADINGS, SCRIPTS, WORDS

PARAGRAPHS = 9  # of the ordinary source


class Lines:
    """Draws lines of Markdown, and counts what kinds of thing they hold."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)  # noqa: S311 - a layout, not a secret
        self.kinds: Counter[str] = Counter()
        self.seed = seed
        self.report: list[str] = []
        self.signs: list[str] = []
        self.notes: list[str] = []  # what `[^n]` stand for, in the text at hand
        self.pictures = 0
        self.claims: list[str] = []
        self.passages: dict[str, dict[str, Any]] = {}
        self.headings: list[str] = []
        self.script = self.chance.choice(list(SCRIPTS)) if self.chance.random() < 0.45 else ""
        if self.script:
            self.kinds[f"script {self.script}"] += 1

    def _one(self, kind: str, values: tuple[str, ...]) -> str:
        value = self.chance.choice(values)
        self.kinds[f"{kind} {value}"] += 1
        return value

    def _kind(self, kind: str, text: str) -> str:
        self.kinds[kind] += 1
        return text

    def _quoted(self, number: int) -> str:
        """Words of a paragraph of the report, from its third to one behind it."""
        words = self.report[number - 1].rstrip(".").split()
        return " ".join(words[2 : self.chance.randint(5, len(words))])

    def _words(self, least: int, most: int) -> str:
        chance = self.chance
        words = [chance.choice(WORDS) for _ in range(chance.randint(least, most))]
        if self.script and chance.random() < 0.5:
            at = chance.randint(0, len(words))
            other = SCRIPTS[self.script].split()
            words[at:at] = [chance.choice(other) for _ in range(chance.randint(1, 6))]
        return " ".join(words)

    def _title(self) -> str:
        if self.chance.random() < 0.1:
            return self._kind("long title", self._words(30, 60).capitalize())
        return self._words(2, 8).capitalize()

    def _heading(self) -> str:
        shape = self.chance.random()
        if shape < 0.4:
            heading = self._kind("nasty heading", self.chance.choice(NASTY_HEADINGS))
        elif shape < 0.47:
            heading = self._kind("long heading", self._words(15, 110))
        elif shape < 0.51:
            heading = self._kind(
                "heading of one word", "Harbourmasters" * self.chance.randint(3, 40)
            )
        elif shape < 0.6 and self.headings:
            heading = self._kind("equal headings", self.chance.choice(self.headings))
        else:
            heading = self._kind("ordinary heading", self._words(1, 8).capitalize())
        self.headings.append(heading)
        return heading

    def _citation(self) -> str:
        keys: list[Callable[[], str]] = [
            lambda: f"@report, ¶{self.chance.randint(1, PARAGRAPHS)}",
            lambda: f"@A{self.chance.randint(1, PARAGRAPHS)}",
            lambda: f"@B{self.chance.randint(1, len(self.signs))}",
            lambda: f"@A{(n := self.chance.randint(1, PARAGRAPHS - 1))}-{n + 1}",
            lambda: "@report",
        ]
        if self.passages:
            keys.append(lambda: f"@{self.chance.choice(list(self.passages))}")
        count = self.chance.choice((1, 1, 1, 2))
        text = "; ".join(self.chance.choice(keys)() for _ in range(count))
        self.kinds["citation"] += 1
        return f"[see {text}, so]" if self.chance.random() < 0.1 else f"[{text}]"

    def _note(self) -> str:
        words = self._words(1, 12)
        shape = self.chance.random()
        if shape < 0.1:
            words = self._kind("long note", self._words(250, 700))
        elif shape < 0.25:
            words += f" {self._span()}"
        if self.chance.random() < 0.5:
            return self._kind("note ^[]", f"^[{words}.]")
        label = f"n{len(self.notes)}"
        self.notes.append(f"[^{label}]: {words}.")
        return self._kind("note [^1]", f"[^{label}]")

    def _span(self) -> str:
        """Something that is not plain words."""
        word = self._words(1, 3)
        return self.chance.choice(
            (
                lambda: self._kind("emphasis", f"*{word}* **{word}**"),
                lambda: self._kind("code", f"`{word}`"),
                lambda: self._kind("struck", f"~~{word}~~"),
                lambda: self._kind("sub and sup", "H~2~O m^2^"),
                lambda: self._kind("link", f"[{word}](https://harbour.example/lock?a=1&b=2)"),
                lambda: self._kind("bare address", "https://harbour.example/" + "lock/" * 9),
                lambda: self._kind("note in a link", f"[{word}^[{word}.]](https://x.example)"),
                lambda: self._kind("long word", "Schleusenbetriebsgenehmigung" * 5),
                lambda: self._kind("look-alikes", "a-b a‑b a‐b µ μ ﬁn oﬃce ∆ Δ Ω Ω"),
                lambda: self._kind("HTML as typed", "<b>x</b> &amp; &copy;"),
                lambda: self._kind("number", "12 000 km, 5–7 %, −3"),
            )
        )()

    def _quotation(self) -> str:
        number = self.chance.randint(1, PARAGRAPHS)
        return self._kind("quotation", f"“{self._quoted(number)}” [@A{number}]")

    def _line(self) -> str:
        """A line of Markdown, as in a key point."""
        chance = self.chance
        parts = [self._words(1, 14).capitalize()]
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            parts.append(
                chance.choice((self._span, self._citation, self._quotation, self._inline_note))()
            )
            parts.append(self._words(1, 8))
        if self.claims and chance.random() < 0.15:
            parts.append(self._kind("claim mark", f"[!{chance.choice(self.claims)}]"))
        return " ".join(parts) + "."

    def _inline_note(self) -> str:
        """A note that needs nothing outside its line."""
        return self._kind("note ^[]", f"^[{self._words(1, 12)}.]")
