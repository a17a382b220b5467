"""A source's text is not the one that was stamped.

Why: Somebody changed the text after a person had looked at it. What the brief cites may
have moved, changed or gone; paragraph numbers are only as stable as the text. The finding
says which cited passages still match. Look at it, then record the new text: `briefgen stamp`.

Bad:
    sources: [altered]
    key_points:
      - It was “closed on Monday” [@altered].

Good:
    sources: [report]
    key_points:
      - It was “closed on Monday” [@report].
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator

from briefgen.checking.phrases import listed, named_at, paragraphs, places
from briefgen.model.finding import Finding
from briefgen.model.source import Source
from briefgen.resolve.result import Elsewhere, NotFound, NotInCitation, Passage, ResolvedBrief
from briefgen.workspace.digest import sha256

from .base import Rule
from .quote_elsewhere import fixes_of


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for source in brief.sources.values():
        if source.stamp is None or source.stamp == source.sha256:
            continue
        if _same_words(source):
            yield RULE.finding(
                named_at(brief, source),
                f"source “{source.id}”: only its line ends or its byte-order mark differ from the "
                "stamped text",
                f"Run `briefgen stamp {source.id}`; where git changed them, `seeds/** -text` "
                "in .gitattributes keeps them.",
                source=source.paragraphs[0].span(),
                subject=source.id,
            )
            continue
        yield RULE.finding(
            named_at(brief, source),
            f"source “{source.id}”: the text has changed since it was stamped: "
            f"{'; '.join(_outcomes(brief, source)) or 'nothing cites it yet'}",
            f"Look at the cited places, then run `briefgen stamp {source.id}`.",
            source=source.paragraphs[0].span(),
            subject=source.id,
            fixes=tuple(
                fix
                for issue in brief.issues_of(Elsewhere)
                if issue.scope.source is source
                for fix in fixes_of(issue, brief)
            ),
        )


def _same_words(source: Source) -> bool:
    """Whether the stamp is of the same text with other line ends or another byte-order mark."""
    text = source.raw.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    ends = {text, text.removesuffix(b"\n"), text.removesuffix(b"\n") + b"\n"}
    return any(
        sha256(mark + one.replace(b"\n", line_end)) == source.stamp
        for one in ends
        for line_end in (b"\n", b"\r\n", b"\r")
        for mark in (b"", BOM_UTF8)
    )


def _outcomes(brief: ResolvedBrief, source: Source) -> Iterator[str]:
    """What became of the passages that are cited, in the user's words."""
    quoted = [c for c in brief.quotations if c.match and c.match.stretch.source is source]
    named = [p for p in brief.passages.values() if p.source is source and p.words]
    if named or quoted:
        ids = listed([f"“{p.id}”" for p in named])
        words = [f"passage{'' if len(named) == 1 else 's'} {ids}"] if named else []
        count = len(quoted)
        if count:
            words.append(f"{count} quotation{'' if count == 1 else 's'} in prose")
        yield f"{listed(words)} still {'matches' if len(named) + count == 1 else 'match'}"
    for issue in brief.issues_of(Elsewhere):
        if issue.scope.source is source:
            yield f"“{issue.text.value}” is now in {places(issue.places)}"
    for missing in brief.issues_of(NotInCitation):
        if any(_is_of(reference.passage, source) for reference in missing.references):
            where = f"is now in {places(missing.places)}" if missing.places else "is gone"
            yield f"“{missing.quotation.text.value}” {where}"
    for gone in brief.issues_of(NotFound):
        if gone.scope.source is source:
            yield f"“{gone.text.value}” is gone"
    lost = {ref.span for missing in brief.issues_of(NotInCitation) for ref in missing.references}
    bare = {
        (p.first, p.last or p.first)
        for p in (ref.passage for ref in brief.references if ref.span not in lost)
        if p and p.source is source and p.first is not None and not p.words
        and not any(c.match and p.first <= c.match.paragraph <= (p.last or p.first) for c in quoted)
    }  # fmt: skip
    if bare:
        numbers = listed([paragraphs(*numbered) for numbered in sorted(bare)])
        are, them = ("is", "it") if len(bare) == 1 else ("are", "them")
        yield f"{numbers} {are} cited without a quotation, so a change in {them} cannot be noticed"


def _is_of(passage: Passage | None, source: Source) -> bool:
    return passage is not None and passage.source is source


RULE = Rule("source-changed", "error", check)
