"""The position of a claim in which a finding lies, named as print names it: `6b`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from briefgen.model.brief import Brief, Position, position_letter
from briefgen.model.finding import Finding
from briefgen.model.text import Span


def named_by_position(findings: Iterable[Finding], brief: Brief) -> Iterator[Finding]:
    """`findings`, each with the position of `brief` in which it lies, if it lies in one."""
    places = sorted(_places(brief))
    for finding in findings:
        begun = [place for place in places if place[0] <= finding.span]
        if begun and begun[-1][0].path == finding.span.path and finding.span <= begun[-1][1]:
            yield replace(finding, position=begun[-1][2])
        else:
            yield finding


def _places(brief: Brief) -> Iterator[tuple[Span, Span, str]]:
    """Where each position begins and ends, and its name."""
    for number, claim in enumerate(brief.claims, 1):
        for letter, index in enumerate(claim.lettered, 1):
            position = claim.positions[index]
            yield position.span, _end(position), f"{number}{position_letter(letter)}"


def _end(position: Position) -> Span:
    texts = (position.by, *position.cite, position.answer, position.via, position.says)
    return max(text.end for text in texts if text)
