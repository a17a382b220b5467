"""Something fits on no page, or the brief is longer than its theme allows.

Why: Text beyond the edge of the page cannot be read. Words, pictures and notes are broken, made
smaller or divided first; only what is too large after that is reported, by `build`, which knows
the page.

Bad:
    # a theme of two pages, and a brief that takes three
    theme: two-pager

Good:
    theme: policy-brief
"""

from __future__ import annotations

from briefgen.model.text import Span
from briefgen.resolve.result import ResolvedBrief

from .base import Rule, found_elsewhere
from .invisible_character import printed_texts

# What print sets where something else of the same length was typed: spaces, line ends and marks.
_AS_TYPED = str.maketrans(dict.fromkeys("\n\xa0\u202f", " ") | dict.fromkeys("“”„‘’‚«»‹›'", '"'))
# A note's call is printed after what follows its citation.
_END = '.,;:?! "'


def typed_at(brief: ResolvedBrief, words: str, otherwise: Span | None = None) -> Span:
    """Where printed `words`, or the longest of them, were typed: in the brief, else in a source.
    Of some lines, the first counts that was typed once, or else the first that was typed; of
    words that nobody typed, `otherwise`."""
    longest = max(words.split(), key=len, default="")
    lines = [line.translate(_AS_TYPED).rstrip(_END) for line in words.strip().split("\n")]
    own = [(text, text.value.translate(_AS_TYPED)) for text in printed_texts(brief.brief)]
    cited = [
        (text, text.value.translate(_AS_TYPED))
        for source in brief.sources.values()
        for text in source.paragraphs
    ]
    again: Span | None = None
    for wanted in filter(None, (*lines, longest.translate(_AS_TYPED))):
        for texts in (own, cited):
            found = [(text, typed.find(wanted)) for text, typed in texts if wanted in typed]
            places = [text.span(offset) for text, offset in found]
            if len(places) == 1:
                return places[0]
            again = again or next(iter(places), None)
    # The theme's own words: at the foot of each page they are as long as the marking makes them,
    # at the end they are there because of all before.
    return again or otherwise or (brief.brief.marking or brief.brief.title).span()


RULE = Rule("does-not-fit", "error", found_elsewhere)
