"""What became of the alterations of one sort: how many of each kind, and which came out wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Score:
    """`wrong` describes those that were not judged as they should have been."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, kind: str, described: str, *, right: bool) -> None:
        self.counts[kind] += 1
        if not right:
            self.wrong.append(f"{kind}: {described}")

    @property
    def total(self) -> int:
        return self.counts.total()

    def __str__(self) -> str:
        kinds = "".join(f"{count:6} {kind}\n" for kind, count in self.counts.items())
        return f"{kinds}{self.total} checked, {self.total - len(self.wrong)} judged rightly"
