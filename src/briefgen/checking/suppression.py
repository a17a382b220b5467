"""The `ignore` list of a brief applied to its findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from briefgen.matching.folding import fold
from briefgen.matching.word_boundaries import splits_word
from briefgen.model.brief import Brief, Ignore
from briefgen.model.finding import Finding

from .rules import RULES
from .rules.ignore_unused import RULE, unused

_MARKS = " \"'“”„«»‘’"


def unsuppressed(
    findings: Sequence[Finding], brief: Brief, passed_over: Collection[str] = ()
) -> Iterator[Finding]:
    """The findings that are not suppressed, and one for each entry that suppresses nothing,
    unless its rule was `passed_over`.

    An error is never suppressed.
    """
    used = {i for i, entry in enumerate(brief.ignore) if entry.rule.value in passed_over}
    in_vain: set[int] = set()

    def kept(found: Iterable[Finding]) -> Iterator[Finding]:
        for one in found:
            entries = [index for index, entry in enumerate(brief.ignore) if _is_meant(one, entry)]
            if one.severity == "error" or not entries:
                yield one
                in_vain.update(entries)
            else:
                used.update(entries)

    yield from kept(findings)
    rules = [rule.name for rule in RULES]
    # Entries about entries suppress what is found of the others, and are looked at last.
    own = {i for i, entry in enumerate(brief.ignore) if entry.rule.value == RULE.name}
    yield from kept(list(unused(brief, used | own, in_vain, rules)))
    others = set(range(len(brief.ignore))) - own
    yield from (one for one in unused(brief, used | others, (), rules) if one.subject == RULE.name)


def _is_meant(finding: Finding, entry: Ignore) -> bool:
    if entry.rule.value != finding.rule:
        return False
    return entry.text is None or is_about(finding.subject, entry.text.value)


def is_about(subject: str, text: str) -> bool:
    """Whether `text` is `subject` or a run of whole words of it; typography does not count."""
    within, wanted = fold(subject), fold(text.strip(_MARKS) or text)
    start = within.find(wanted) if wanted else -1
    while start >= 0:
        if not splits_word(within, start) and not splits_word(within, start + len(wanted)):
            return True
        start = within.find(wanted, start + 1)
    return False
