"""Sources opened and words looked up for one brief, and the issues met on the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from briefgen.load.library import Library
from briefgen.markdown.notices import Problem
from briefgen.matching.insertions import fault
from briefgen.matching.matcher import Match, find
from briefgen.model.brief import Brief
from briefgen.model.finding import Finding
from briefgen.model.source import Source
from briefgen.model.text import Span, Text

from .result import BracketUse, Issue, OutOfRange, UnknownReference

if TYPE_CHECKING:
    from briefgen.matching.raw_texts import RawTexts

Kind = Literal["citation", "source", "claim", "link"]


# So many other sources that may hold a quotation are read for it.
_OTHERS = 8


class Lookup:
    """What was opened so far of the sources of `library`, and `issues`, in the order in
    which they were met."""

    def __init__(self, brief: Brief, library: Library):
        self.brief = brief
        self.library = library
        self.sources: dict[str, Source] = {}
        self.unreadable: dict[str, Finding] = {}
        self.issues: list[Issue] = []
        self._raw: dict[str, RawTexts] = {}

    def source(self, id: str, cited_at: Span) -> Source | None:
        """The source with a known id; None, and a finding, where it cannot be read."""
        if id not in self.sources and id not in self.unreadable:
            found = self.library.source(id, cited_at)
            if isinstance(found, Finding):
                self.unreadable[id] = found
            else:
                self.sources[id] = found
        return self.sources.get(id)

    def places(self, typed: str, first: Source) -> tuple[Match, ...]:
        """The place of a quotation: in `first`, else in the brief's sources, else in any."""
        if places := find(typed, self.library.index(first).paragraphs()):
            return tuple(places)
        from briefgen.matching.raw_texts import RawText, RawTexts, needed

        words = needed(typed)
        may = []
        for id, own in self.sources.items():
            if not self.library.index(own).paragraphs().is_joined:
                if id not in self._raw:
                    self._raw[id] = RawTexts([RawText(id, own.raw, own.path.endswith(".md"))])
                if not self._raw[id].holding(words):
                    continue
            may.append(id)
        others = [id for id in self.library.holding(words) if id not in self.sources]
        for id in (*may, *others[:_OTHERS]):
            source = self.library.source(id, self.library.span(id))
            if isinstance(source, Finding) or source is first:
                continue
            if places := find(typed, self.library.index(source).paragraphs()):
                return tuple(places)
        return ()

    def in_range(self, first: int, last: int, source: Source, span: Span) -> bool:
        """Whether a source has these paragraphs; noted, where it has not."""
        if 1 <= first <= last <= len(source.paragraphs):
            return True
        self.issues.append(OutOfRange(first, last, source, span))
        return False

    def brackets(self, match: Match, text: Text) -> bool:
        """Note the editor's brackets in a quotation; false where one of them is an error."""
        if not match.replacements:
            return True
        languages = (self.brief.language, match.stretch.source.reference.language)
        fine = True
        for replacement in match.replacements:
            why = fault(replacement, languages)
            if why is None and replacement.replaced == "":
                continue  # it adds, and hides nothing
            fine = fine and why is None
            span = text.span(replacement.slot.offset)
            self.issues.append(BracketUse(replacement, span, match, why))
        return fine

    def unknown(self, kind: Kind, name: str, span: Span, known: Iterable[str]) -> None:
        """Note a name of something that does not exist, and the `known` ones."""
        self.issues.append(UnknownReference(kind, name, span, tuple(known)))

    def problem(self, message: str, hint: str, span: Span) -> None:
        """Note something that cannot be read as meant."""
        self.issues.append(Problem(message, hint, span))
