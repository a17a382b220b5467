"""A quotation in prose is not in what the citation after it names.

Why: A reader who follows the note does not find the words there: they are altered,
another place's, or nobody's.

Bad:
    key_points:
      - The harbour was “closed on Sunday” [@report, ¶2].

Good:
    key_points:
      - The harbour was “closed on Monday” [@report, ¶2].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.checking.fixes import cited_elsewhere, first_case
from briefgen.checking.phrases import citation, cited_words, mark_in_word, places
from briefgen.matching.matcher import find
from briefgen.model.finding import Finding, Fix
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.resolve.result import NotInCitation, Passage, ResolvedBrief, Scope

from .base import Rule

# As the words of a block quotation have it.
_ITEM_NUMBER = lazy_pattern(r"(?:\A|(?<=\s))\d{1,9}\.\s")


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    issues = list(brief.issues_of(NotInCitation))
    if not issues:
        return
    from briefgen.checking.advice import advice
    from briefgen.checking.mending import mending

    for issue in issues:
        typed = issue.quotation.text.value
        message = f"“{typed}” is not in {cited_words(issue.references)}"
        if issue.places:
            yield RULE.finding(
                issue.quotation.text.span(),
                f"{message} but in {places(issue.places)}",
                _mend(issue),
                source=issue.places[0].span,
                end=issue.quotation.text.end,
                fixes=_cited_there(issue, brief),
                subject=typed,
            )
            continue
        passages = [ref.passage for ref in issue.references if ref.passage]
        first = passages[0]
        found = advice(typed, Scope(first.source, first.first, first.last), brief)
        yield RULE.finding(
            issue.quotation.text.span(),
            message,
            mark_in_word(issue.quotation) or _numbered(typed, passages, brief) or found.hint,
            source=found.near.span if found.near else None,
            difference=found.near.difference if found.near else None,
            end=issue.quotation.text.end,
            fixes=first_case(brief, issue.quotation.text, found.part, found.letter)
            if found.letter is not None
            else mending(
                issue.quotation.text, found.part, found.near, passages, brief, in_prose=True
            ),
            subject=typed,
        )


def _cited_there(issue: NotInCitation, brief: ResolvedBrief) -> tuple[Fix, ...]:
    """The key of the one paragraph that holds the words; none where a key without brackets is
    before the citation, which may be the one that was meant."""
    citation, end = issue.quotation.citation, issue.quotation.text.end
    if len(issue.places) != 1 or citation is None:
        return ()
    if any(end <= bare.span < citation for bare in brief.bare_keys):
        return ()
    return cited_elsewhere(brief, [ref.span for ref in issue.references], issue.places[0])


def _numbered(typed: str, passages: Sequence[Passage], brief: ResolvedBrief) -> str | None:
    """What to do about words that a source in Markdown has in a list, whose numbers are markup."""
    bare = _ITEM_NUMBER.sub("", typed)
    for passage in passages if bare != typed else ():
        is_markdown = passage.source.path.endswith(".md")
        if is_markdown and find(
            bare, brief.index(passage.source).scope(passage.first, passage.last)
        ):
            return (
                "In a Markdown source the numbers of a list are markup, and no words: quote its "
                "items as paragraphs, without their numbers."
            )
    return None


def _mend(issue: NotInCitation) -> str:
    """What to do about words that are elsewhere, or beyond the passage's words."""
    found = issue.places[0]
    for reference in issue.references:
        passage = reference.passage
        if passage and passage.words and passage.source is found.stretch.source:
            paragraphs = range(passage.first or 1, (passage.last or 1) + 1)
            if found.paragraph in paragraphs:
                there = f"The passage holds only “{passage.words}”"
                return f"{there}: lengthen it, or cite {citation(found)}."
    return f"Cite {citation(found)}."


RULE = Rule("quotation-not-in-citation", "error", check)
