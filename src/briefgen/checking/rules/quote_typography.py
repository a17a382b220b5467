"""A quotation matches its source only after typography is normalised, or without an ellipsis.

Why: Nothing is wrong, and the words are the source's. Other quotation marks, dashes or
spaces are shown, once for each source and kind of difference, so that an editor who wants
the source's own can use them; likewise an ellipsis that leaves out nothing.

Bad:
    key_points:
      - He said “'We heard of it from the press,' a spokesman said” [@A3].

Good:
    key_points:
      - He said “We heard of it from the press” [@A3].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.fixes import replaced
from briefgen.checking.phrases import listed
from briefgen.matching.folding import KINDS, fold
from briefgen.matching.matcher import Match
from briefgen.matching.pattern import FINAL, trimmed
from briefgen.model.finding import Finding
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.text import Text
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

# From the first white space of a run: tried from each, a long run would take long.
_LINE_END = lazy_pattern(r"(?<![ \t])[ \t]*[\r\n]+[ \t]*")
_DIVIDED = "words divided at a line end"
_NOTHING = "an ellipsis that leaves out nothing"


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for typed, match in brief.quoted:
        if typed.value == match.words and not match.omitted and not match.divisions:
            continue  # most
        source = match.stretch.source.id
        told = [kind for kind in _kinds(typed.value, match) if (source, kind) not in seen]
        if told:
            seen.update((source, kind) for kind in told)
            raw = match.stretch.text[match.start : match.end]
            shown = raw if match.divisions or _NOTHING in told else match.words
            yield _finding(brief, typed, match, told, shown)


def _finding(
    brief: ResolvedBrief, typed: Text, match: Match, kinds: list[str], source: str
) -> Finding:
    title = "Use the source's typography."
    value = typed.value
    # French sets its marks apart, German does not: the spaces inside them are the brief's.
    before, after = value[: -len(value.lstrip())], value[len(value.rstrip()) :]
    new = f"{before}{source.strip()}{after}"
    return RULE.finding(
        typed.span(),
        f"“{typed.value}” matches only after normalising typography ({listed(kinds)}); the source "
        f"has “{source}”",
        "The words are the same. Use the source's typography if you want it.",
        source=match.span,
        subject=typed.value,
        end=typed.end,
        fixes=() if match.divisions else replaced(brief, typed, new, title),
    )


def _kinds(typed: str, match: Match) -> list[str]:
    """The kinds of typography in which a quotation differs from its source."""
    divided = [_DIVIDED] if match.divisions else []
    if not all(match.omitted):
        divided.append(_NOTHING)
    source = {match.words.strip(), match.stretch.text[match.start : match.end].strip()}
    if typed.strip() in source:
        return divided
    ours = list(_as_typed(typed))
    if not source.isdisjoint(ours):
        return divided
    for words in ours:
        for theirs in source:
            if fold(words) == fold(theirs):
                kinds = [k for k in KINDS if fold(words, save=k) != fold(theirs, save=k)]
                return [*kinds, *divided]
    return divided


def _as_typed(quote: str) -> Iterator[str]:
    """The words of a quotation that no folding has touched: lines end where the brief ends
    them, ellipses around the words stand for nothing, and a final stop is forgiven."""
    quote = _LINE_END.sub(" ", quote).strip()
    for words in (quote, trimmed(quote)):
        yield words
        if words.endswith(FINAL):
            yield words[:-1].rstrip()


RULE = Rule("quote-typography", "note", check)
