"""The contested-claims table: who holds what, with which words, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.brief import position_letter
from briefgen.model.document import ClaimRow, PrintedPosition
from briefgen.model.markup import Broken, Flow, Inline, Str
from briefgen.resolve.result import ParsedPosition, ResolvedKey

from .destinations import claim_anchor
from .inlines import CitedBy, Inlines


class ClaimRows:
    """Prints the claims of a brief, after the text that marks them."""

    def __init__(self, inlines: Inlines):
        self.inlines = inlines

    def rows(self) -> Iterator[ClaimRow]:
        """The rows, in the brief's order."""
        self.inlines.here = ""  # a mark inside the table is not a place in the text
        for number, parsed in enumerate(self.inlines.brief.claims, 1):
            status = parsed.claim.status
            positions = tuple(
                self._position(parsed.positions[index], number, letter)
                for letter, index in enumerate(parsed.claim.lettered, 1)
            )
            note = self._said(parsed.note, CitedBy.claim(number, parsed.claim.id.value))
            yield ClaimRow(
                number=number,
                anchor=claim_anchor(parsed.claim.id.value),
                wording=self.inlines.plain(parsed.claim.wording),
                is_question=parsed.claim.question is not None,
                positions=positions,
                status=status,
                status_label=self.inlines.labels[status],
                marked_at=tuple(self.inlines.marked_at[parsed.claim.id.value].values()),
                note=note,
            )

    def _position(self, parsed: ParsedPosition, claim: int, number: int) -> PrintedPosition:
        handle = f"{claim}{position_letter(number)}"
        here = CitedBy("claim", (claim, number), handle, f"position-{handle}")
        for reference in parsed.references:
            self.inlines.cites(reference, here)
        quotations = [
            checked
            for checked in self.inlines.brief.quotations
            if checked.references is parsed.references
        ]
        references = tuple(map(self.inlines.readable, parsed.references))
        content: list[Inline] = [] if references else [Broken(self.inlines.labels["left_out"])]
        if parsed.says:
            content = [*self._said(parsed.says, here), Str(" "), *content]
            content += self.inlines.places(references, quotations)
        else:
            for index, reference in enumerate(references):
                if index:
                    content.append(Str("; "))
                if reference.passage and reference.passage.words:
                    content += [*self.inlines.notes.quotation(reference.passage), Str(" ")]
                content.append(self.inlines.place(reference, quotations))
        position = parsed.position
        named = position.by.value != "unattributed" or self.inlines.is_missing(position.by)
        return PrintedPosition(
            handle,
            position.stance,
            self.inlines.plain(position.by) if named else self._unattributed(parsed),
            self.inlines.plain(position.via) or None,
            self._said(parsed.answer, here),
            tuple(content),
            attributed=named,
            sources=tuple(dict.fromkeys(self._letters(parsed.references))),
        )

    def _said(self, flow: Flow | None, here: CitedBy) -> tuple[Inline, ...]:
        return tuple(self.inlines.placed(self.inlines.marked(flow), here)) if flow else ()

    def _letters(self, references: Iterable[ResolvedKey]) -> Iterator[str]:
        for reference in references:
            if letter := self.inlines.brief.letters.get(reference.source_id):
                yield letter

    def _unattributed(self, parsed: ParsedPosition) -> str:
        letters = ", ".join(dict.fromkeys(self._letters(parsed.references)))
        return self.inlines.labels["unattributed"].format(letters=letters)
