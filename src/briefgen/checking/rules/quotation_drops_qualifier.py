"""A negation, a limit or a hedge is just before or after a quotation, and the brief drops it.

Why: Where a text says that the ministry “denied that it ordered the closure”, the words
“ordered the closure” alone say the opposite; and “the harbour is open” leaves out a limit
where “only” comes next (or “not”, “never”, “unless”, “except”, “if”), and where the text goes on
“…, his critics allege”, “…, but this is false” or “… Nonsense.”. The brief's own sentence may say
it instead. In a position hedges are not looked at: its holder and stance attribute the words.
What leads in to a block quotation counts as a part of its sentence, and the words that a passage's
citation prints count as a quotation there.

Bad:
    key_points:
      - The ministry says that “it was asked” [@A3].

Good:
    key_points:
      - The ministry denies that “it was asked” [@A3].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.phrases import listed
from briefgen.matching.match import Match
from briefgen.matching.omissions import just_after, just_before, reaching
from briefgen.matching.qualifier_words_by_language import Kind
from briefgen.matching.qualifiers import Qualifier, found, restated
from briefgen.matching.sentences import around, share_words
from briefgen.model.finding import Finding
from briefgen.model.text import Span
from briefgen.resolve.printed import lead_ins, printed_words
from briefgen.resolve.result import CheckedQuotation, ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    leads = {q.quotation.span: lead for q, lead in lead_ins(brief) if q.quotation}
    for checked in brief.quotations:
        typed = checked.quotation.text
        if checked.match and (beside := _beside(checked.match, brief, checked.position)):
            said = _sentence(checked, leads.get(checked.quotation.span, ""))
            yield from _dropped(beside, said, typed.value, typed.span(), checked.match, brief)
    for printed in printed_words(brief):
        passage = printed.reference.passage
        match = passage.match if passage else None
        in_position = printed.besides if printed.in_position else None
        if passage and match and (beside := _beside(match, brief, in_position)):
            place = printed.reference.span
            yield from _dropped(beside, printed.sentence, passage.words, place, match, brief)


def _beside(match: Match, brief: ResolvedBrief, position: str | None) -> dict[str, list[Qualifier]]:
    """The qualifiers that a quotation comes just after and just before; hedges only outside of
    positions. Empty where it has none."""
    languages = brief.languages(match)
    before, after = just_before(match, *languages), just_after(match, *languages)
    if not (before or after):
        return {}  # most
    return {
        where: [one for one in qualifiers if position is None or one.kind != "hedge"]
        for where, qualifiers in (("after", before), ("before", after))
    }


def _dropped(
    beside: dict[str, list[Qualifier]],
    said: str,
    quoted: str,
    place: Span,
    match: Match,
    brief: ResolvedBrief,
) -> Iterator[Finding]:
    kinds = {qualifier.kind for qualifier in found(said, *brief.languages(match))}
    for where, qualifiers in beside.items():
        lost = [one for one in qualifiers if not _is_said(one, said, kinds)]
        if lost and where == "after":
            lost = reaching(match, lost, *brief.languages(match))
        if lost:
            told = listed([*dict.fromkeys(f"“{one.word}”" for one in lost)])
            yield RULE.finding(
                place,
                f"“{quoted}” comes just {where} {told} in its sentence in the source",
                "Quote these words too, or say it in your own sentence.",
                source=match.span,
                subject=quoted,
            )


def _is_said(lost: Qualifier, said: str, kinds: set[Kind]) -> bool:
    """Whether what the brief itself has, with qualifiers of `kinds`, says the same as `lost`: for
    a comment on a whole statement another denial or hedge does, or a name of whose word it is.
    """
    if lost.kind in kinds or not lost.is_clause:
        return lost.kind in kinds or restated(lost.word, said)
    if lost.word == "?":
        return "?" in said
    return not kinds <= {"limit"} or (lost.kind == "hedge" and share_words(lost.word, said))


def _sentence(checked: CheckedQuotation, lead: str) -> str:
    """What the brief itself says around a quotation, and what leads in to a block quotation."""
    quotation = checked.quotation
    before, after = around(quotation.before, f"“{quotation.text.value}”", quotation.after)
    # “The plan is “to shut it””
    joint = "to" if quotation.text.value.startswith("to ") else ""
    return " … ".join([before + joint, after, checked.position or "", lead])


RULE = Rule("quotation-drops-qualifier", "warning", check)
