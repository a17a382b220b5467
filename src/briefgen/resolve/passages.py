"""Named passages → the places in their sources, or the reasons why not."""

from __future__ import annotations

from briefgen.matching.matcher import Match, find, find_parts
from briefgen.matching.pattern import parse_quote
from briefgen.model.brief import NamedPassage
from briefgen.model.text import Text

from .context import Lookup
from .result import Ambiguous, Elsewhere, NotFound, OutOfOrder, Part, Passage, Scope

# `from` and `to` may be at most this many paragraphs apart.
SPAN_PARAGRAPHS = 3


class Passages:
    """Looks named passages up; `unchecked` are the ids of those whose source cannot be read."""

    def __init__(self, lookup: Lookup):
        self.lookup = lookup
        self.unchecked: set[str] = set()

    def passage(self, named: NamedPassage) -> Passage | None:
        """The place of a named passage; None, and an issue, where there is not one."""
        id = named.id.value
        if named.source.value not in self.lookup.library.ids:
            if named.source.value not in self.lookup.brief.invalid_ids:
                self.lookup.unknown(
                    "source", named.source.value, named.source.span(), self.lookup.library.ids
                )
            return None
        source = self.lookup.sources.get(named.source.value) or self.lookup.source(
            named.source.value, named.source.span()
        )
        if source is None:
            self.unchecked.add(id)
            return None
        locator = named.locator
        if locator and not self.lookup.in_range(locator.first, locator.last, source, locator.span):
            return None
        scope = Scope(source, locator.first, locator.last) if locator else Scope(source)
        if named.quote:
            match = self._only_place(named.quote, scope, id, "quote")
            if match is None or not self.lookup.brackets(match, named.quote):
                return None
            paragraphs = [extent.paragraph for extent in match.extents]
            return Passage(
                source, min(paragraphs), max(paragraphs), match.extents, match.words, id, match
            )
        if named.start and named.end:
            return self._run(named.start, named.end, scope, id)
        assert locator is not None
        return Passage(source, locator.first, locator.last, id=id)

    def _only_place(self, text: Text, scope: Scope, id: str, part: Part) -> Match | None:
        """The one place of a quotation in its scope; an issue where there is not one."""
        stretches = self.lookup.library.index(scope.source).scope(scope.first, scope.last)
        return self._one_of(find(text.value, stretches), text, scope, id, part)

    def _one_of(
        self, places: list[Match], text: Text, scope: Scope, id: str, part: Part
    ) -> Match | None:
        if len(places) == 1:
            return places[0]
        if places:
            self.lookup.issues.append(Ambiguous(text, scope, tuple(places), id, part))
        elif not parse_quote(text.value):
            self.lookup.problem(
                "these words hold no letter and no digit",
                "Quote words of the source.",
                text.span(),
            )
        elif elsewhere := self.lookup.places(text.value, scope.source):
            self.lookup.issues.append(Elsewhere(text, scope, elsewhere, id, part))
        elif parts := find_parts(text.value, self.lookup.library.index(scope.source).paragraphs()):
            self.lookup.issues.append(OutOfOrder(text, scope, tuple(map(tuple, parts)), id, part))
        else:
            self.lookup.issues.append(NotFound(text, scope, id, part))
        return None

    def _run(self, start: Text, end: Text, scope: Scope, id: str) -> Passage | None:
        """One run of text, from the words `start` to the words `end`."""
        first = self._only_place(start, scope, id, "from")
        if first is None:
            return None
        source = scope.source
        number = first.paragraph
        limit = min(number + SPAN_PARAGRAPHS - 1, scope.last or len(source.paragraphs))
        index = self.lookup.library.index(source)
        run = index.stretch(number, limit)
        begin = first.extents[0].start
        after = run.offsets[first.extents[-1].paragraph - number] + first.extents[-1].end
        # Like any quotation, `to` is in one paragraph unless the brief names several.
        alone = [index.stretch(n, n) for n in range(number, limit + 1)]
        last = self._one_of(
            find(
                end.value,
                [run] if scope.first else alone,
                lambda stretch, at, _: run.offsets[stretch.first - number] + at >= after,
            ),
            end,
            Scope(source, number, limit, after=start.value),
            id,
            "to",
        )
        if last is None or not (
            self.lookup.brackets(first, start) and self.lookup.brackets(last, end)
        ):
            return None
        stop = run.offsets[last.stretch.first - number] + last.end
        extents = run.extents(begin, stop)
        words = run.words(begin, stop)
        match = Match(run, begin, stop, extents, words, (), (), ((begin, stop),))
        return Passage(source, number, extents[-1].paragraph, extents, words, id, match)
