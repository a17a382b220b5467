"""A citation, claim mark, source id or internal link refers to something that does not exist.

Why: The reader would be sent nowhere, and nothing proves the words before it.

Bad:
    key_points:
      - The harbour was closed [@reprot].

Good:
    key_points:
      - The harbour was closed [@report].
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checking.fixes import renamed
from briefgen.checking.phrases import listed
from briefgen.load.csl import SOURCE_ID
from briefgen.markdown.citations import LETTER_KEY, read_locator
from briefgen.matching.matcher import find
from briefgen.model.finding import Finding, Fix
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.resolve.citations import letter
from briefgen.resolve.result import Passage, ResolvedBrief, UnknownReference

from .base import Rule

_REPEATED = lazy_pattern(rf"{LETTER_KEY.pattern}-(?P=letter)(?P<last>\d+)")
_LETTERS = 2
_SHOWN = 6
_NAMES = {
    "citation": "no passage or source is named “{}”",
    "source": "no source is named “{}”",
    "claim": "no claim is named “{}”",
    "link": "link “{}” leads to no claim or heading of this brief",
}


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(UnknownReference):
        yield RULE.finding(
            issue.span,
            _NAMES[issue.kind].format(issue.name) + _failing(issue, brief),
            _hint(issue, brief),
            subject=issue.name,
            fixes=_fixes(issue, brief),
        )


def _failing(issue: UnknownReference, brief: ResolvedBrief) -> str:
    """Which citations fail because the source that they mean is unknown: those by its letter, and
    those of its passages."""
    if issue.kind != "source":
        return ""
    listed_at = [text.span() for text in brief.brief.sources]
    own = letter(listed_at.index(issue.span)) if issue.span in listed_at else None
    failing = []
    for reference in brief.references:
        key = LETTER_KEY.match(reference.typed, 1)
        named = brief.named.get(reference.passage_id or "")
        is_meant = named is not None and named.source.span() == issue.span
        if reference.passage is None and (is_meant or (key and key["letter"] == own)):
            failing.append(reference.typed)
    if not failing:
        return ""
    names = list(dict.fromkeys(failing))
    shown = [*names[:_SHOWN], *([f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else [])]
    plural = "" if len(failing) == 1 else "s"
    return f", so {len(failing)} citation{plural} failed: {listed(shown)}"


def _fixes(issue: UnknownReference, brief: ResolvedBrief) -> tuple[Fix, ...]:
    """The one near id; safe where the quotations of its bracket are in it or, without any,
    where it alone is within two letters."""
    from briefgen.matching.nearest import letters_apart, nearest_names

    near = nearest_names(issue.name, issue.known)
    apart = {name: letters_apart(issue.name, name) for name in issue.known}
    close = sorted((name for name in apart if apart[name] <= _LETTERS), key=apart.__getitem__)
    is_nearest = len(close) == 1 or (len(close) > 1 and apart[close[0]] < apart[close[1]])
    if not is_nearest and len(near) != 1:
        return ()
    new = close[0] if is_nearest else near[0]
    quoted = [
        (checked.quotation.text.value, reference.typed)
        for checked in brief.quotations
        for reference in checked.references
        if reference.span == issue.span
    ]
    safe = len(close) == 1
    if issue.kind == "citation" and quoted:
        suffixes = [(words, typed.removeprefix(f"@{issue.name}")) for words, typed in quoted]
        safe = all(_is_in(new, suffix, words, brief) for words, suffix in suffixes)
    elif issue.kind not in ("citation", "claim"):
        safe = False
    return renamed(brief, issue.name, issue.span, new, safe=safe)


def _is_in(id: str, suffix: str, words: str, brief: ResolvedBrief) -> bool:
    """Whether a quotation is in what a key with this id and suffix names: a passage's words or
    paragraphs, or a source of the brief and its paragraphs."""
    if id in brief.passages:
        passage = brief.passages[id]
    elif id in brief.sources:
        located, source = read_locator(suffix), brief.sources[id]
        first, last = located.first, located.last
        is_there = first is None or 1 <= first <= (last or 0) <= len(source.paragraphs)
        if located.problem or located.pages or not is_there:
            return False
        passage = Passage(source, first, last)
    else:
        return False
    places = find(words, brief.index(passage.source).scope(passage.first, passage.last))
    return any(passage.holds(place.extents) for place in places)


def _hint(issue: UnknownReference, brief: ResolvedBrief) -> str:
    named = LETTER_KEY.match(issue.name)
    if issue.kind == "citation" and named:
        return _letter_hint(issue.name, named, len(brief.brief.sources))
    meant = LETTER_KEY.fullmatch(issue.name.upper()) if issue.kind == "citation" else None
    if meant and meant["letter"] in map(letter, range(len(brief.brief.sources))):
        return f"Did you mean {meant[0]}? The letter of a source is a capital."
    if issue.kind == "source" and not SOURCE_ID.fullmatch(issue.name):
        return (
            "An id begins with a letter or digit and goes on with these or _ . : -, without "
            "spaces. A letter with a number, like A5, is the name of a paragraph."
        )
    from briefgen.matching.nearest import nearest_names

    near = nearest_names(issue.name, issue.known)
    if near:
        return f"Did you mean {listed([f'“{name}”' for name in near], 'or')}?"
    if issue.known:
        return f"Known: {listed([f'“{name}”' for name in issue.known[:8]])}."
    return "None exists yet."


def _letter_hint(name: str, letter: re.Match[str], listed: int) -> str:
    if repeated := _REPEATED.fullmatch(name):
        return f"Write a range as [@{letter[0]}-{repeated['last']}]."
    if not listed:
        return "Letters count down the brief's `sources:` list from A, and it has no such list."
    return (
        f"The brief's `sources:` list has {listed} source{'' if listed == 1 else 's'}, none with "
        f"the letter {letter['letter']}: letters count down that list from A."
    )


RULE = Rule("unknown-reference", "error", check)
