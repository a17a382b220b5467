"""Quotations in prose looked up in what the citations after them name."""

from __future__ import annotations

from collections import defaultdict

from briefgen.matching.matcher import Extent, Match, Stretch, Within, find, find_parts
from briefgen.model.markup import Quotation
from briefgen.model.text import Span

from .citations import Citing
from .context import Lookup
from .result import (
    CheckedQuotation,
    NotInCitation,
    NotText,
    OutOfOrder,
    Passage,
    ResolvedKey,
    Scope,
    Standing,
    WithoutCitation,
)


class Quoting:
    """Checks quotations; `quotations` are those that belong to a citation, `quoted_words` what
    was found of them, by the span of the reference that proves it."""

    def __init__(self, lookup: Lookup, citing: Citing):
        self.lookup = lookup
        self.citing = citing
        self.quotations: list[CheckedQuotation] = []
        self.quoted_words: defaultdict[Span, list[Extent]] = defaultdict(list)
        self._unclosed: list[ResolvedKey] = []

    def standings(self) -> dict[Span, Standing]:
        """How the references came out that are not verified: one whose quotation has no end was
        not looked up."""
        standings = dict(self.citing.standings)
        for reference in self._unclosed:
            standings.setdefault(reference.span, "unchecked")
        return standings

    def check(
        self,
        quotation: Quotation,
        default: tuple[ResolvedKey, ...] | None,
        position: str | None = None,
    ) -> None:
        """Look a quotation up in what the citation after it names; without one it belongs
        to `default`, where that is given. `position` is what a position says besides."""
        references = default or ()
        if quotation.citation:
            references = self.citing.citations[quotation.citation]
        if not quotation.closed:
            self._unclosed.extend(references)
        if not quotation.closed or (not references and quotation.citation is None):
            if quotation.others and quotation.is_block:
                self.lookup.issues.append(NotText(quotation))
            elif default is None or not quotation.closed:
                self.lookup.issues.append(WithoutCitation(quotation))
            return
        found = None if quotation.others else self._in_citation(quotation, references)
        match, proved_by = found or (None, None)
        self.quotations.append(CheckedQuotation(quotation, references, match, proved_by, position))
        if match and proved_by:
            self.quoted_words[proved_by.span].extend(match.extents)
            if self.lookup.brackets(match, quotation.text):
                return
        standings = self.citing.standings
        unread = any(standings.get(reference.span) == "unchecked" for reference in references)
        unknown = any(reference.passage is None for reference in references)
        for reference in references:
            is_unread = unread and match is None
            standings.setdefault(reference.span, "unchecked" if is_unread else "failed")
        if quotation.others:
            self.lookup.issues.append(NotText(quotation))
        elif match is None and not unknown:
            self._missing(quotation, references)

    def _missing(self, quotation: Quotation, references: tuple[ResolvedKey, ...]) -> None:
        """Say what is wrong with a quotation that is not in what its citation names."""
        typed = quotation.text.value
        first = next(ref.passage.source for ref in references if ref.passage)
        places = self.lookup.places(typed, first)
        parts = find_parts(typed, self.lookup.library.index(first).paragraphs())
        if parts and not places:
            found = tuple(tuple(part) for part in parts)
            self.lookup.issues.append(OutOfOrder(quotation.text, Scope(first), found))
        else:
            self.lookup.issues.append(NotInCitation(quotation, references, places))

    def _in_citation(
        self, quotation: Quotation, references: tuple[ResolvedKey, ...]
    ) -> tuple[Match, ResolvedKey] | None:
        """Where a quotation is in one of the passages that its citation names, and the key
        that names this one."""
        for reference in references:
            passage = reference.passage
            if passage is None:
                continue
            stretches = self.lookup.library.index(passage.source).scope(passage.first, passage.last)
            within = _inside(passage) if passage.extents else None
            found = find(quotation.text.value, stretches, within)
            if found:
                return found[0], reference
        return None


def _inside(passage: Passage) -> Within:
    def within(stretch: Stretch, start: int, end: int) -> bool:
        return passage.holds(stretch.extents(start, end))

    return within
