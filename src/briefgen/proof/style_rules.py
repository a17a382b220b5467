"""A style sheet taken apart into its declarations, each with the rules that it is in; and those of
a theme of one's own that no packaged theme has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from briefgen.assemble.web_style import LARGE, MEDIA
from briefgen.workspace.workspace import packaged_templates

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"""[{};()]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^{};()"']+|.""", re.DOTALL)
# Style sheets that hold for some pages only: a rule of one of them is another one elsewhere.
_PARTIAL = {*MEDIA, LARGE, "rtl.css"}

_Key = tuple[str, tuple[str, ...], str]


class StyleRule(Struct, frozen=True):
    """Declarations of a style sheet, one or more, that follow each other in one block from `line`
    on, and the line and the column of each; `around` is what is before each block, the outermost
    first."""

    around: tuple[str, ...]
    declarations: tuple[str, ...]
    line: int
    places: tuple[tuple[int, int], ...]

    @property
    def selector(self) -> str:
        return self.around[-1] if self.around else ""

    def said(self, *declarations: str) -> str:
        """The rule as a message gives it, with all declarations or some."""
        return f"{' '.join(self.around)} {{ {'; '.join(declarations or self.declarations)} }}"

    def place_of(self, declaration: str) -> tuple[int, int]:
        """The line and the column of a declaration."""
        return self.places[self.declarations.index(declaration)]


def own_rules(name: str, style: str) -> Iterator[StyleRule]:
    """The rules of a theme's own style sheet, without the declarations that packaged ones have."""
    for rule in rules_of(style):
        left = [
            (one, place)
            for one, place in zip(rule.declarations, rule.places, strict=True)
            if not is_packaged(name, rule.around, one)
        ]
        if left:
            declarations, places = zip(*left, strict=True)
            yield StyleRule(rule.around, declarations, rule.line, places)


def rules_of(style: str) -> Iterator[StyleRule]:
    """The rules of a style sheet in their order."""
    text = without_comments(style)
    around: list[str] = []
    own: list[tuple[str, int]] = []  # each declaration, and where it begins
    words, depth, begun = "", 0, 0
    for token in _TOKEN.finditer(f"{text};"):
        sign = token[0]
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if depth or sign not in ("{", "}", ";"):
            begun = begun if words.strip() else token.end() - len(sign.lstrip())
            words += sign
            continue
        said = " ".join(words.split())
        if said and sign != "{":
            own.append((said, begun))
        if own and sign != ";":
            yield _rule(around, own, text)
            own = []
        if sign == "{":
            around.append(said)
        elif sign == "}":
            del around[-1:]
        words = ""
    if own:
        yield _rule(around, own, text)


def without_comments(style: str) -> str:
    """A style sheet with spaces for its comments: everything else is at its place."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), style)


def _rule(around: list[str], own: list[tuple[str, int]], text: str) -> StyleRule:
    places = [(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) for _, at in own]
    declarations = tuple(one for one, _ in own)
    return StyleRule(tuple(around), declarations, places[0][0], tuple(places))


def is_packaged(name: str, around: tuple[str, ...], declaration: str) -> bool:
    """Whether a packaged style sheet of a name has a declaration in the same blocks."""
    return (kind_of(name), around, declaration) in _known()


@cache
def _known() -> frozenset[_Key]:
    """The declarations of the packaged style sheets."""
    return frozenset(
        (kind_of(path.name), rule.around, one)
        for path in packaged_templates().glob("*/*.css")
        for rule in rules_of(path.read_text(encoding="utf-8"))
        for one in rule.declarations
    )


def kind_of(name: str) -> str:
    """The name of a style sheet that holds for some pages only; empty for all others."""
    return name if name in _PARTIAL else ""
