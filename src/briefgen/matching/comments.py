"""What a text says of a statement after it: whose word it is, or that it is not so.

“The clerk burned the ledger, his rivals claim”; “…, but this is a myth”; “…? Nonsense.”
"""

from __future__ import annotations

from functools import lru_cache

from .qualifier_words_beside import COMMENTS, words_of
from .qualifiers import Qualifier, known

_Words = dict[str, frozenset[str]]


def judged(told: str, *languages: str, is_sentence: bool) -> Qualifier | None:
    """What the clause `told`, or the sentence where it `is_sentence`, says of the statement before
    it: that it is not so, a negation, or whose word it is, a hedge; None where it does neither."""
    words = told.lower().replace("’", "'").split()
    for one in _lists(languages):
        if (
            _denies(words, one)
            or _denies_it(words, one)
            or (_dismisses if is_sentence else _names_denial)(words, one)
        ):
            return Qualifier(told, "negation", is_clause=True)
        if not is_sentence and _gives(words, one):
            return Qualifier(told, "hedge", is_clause=True)
    return None


def _gives(words: list[str], one: _Words) -> bool:
    """Whether a clause says who claims what is before it."""
    clause = " ".join(words)
    if clause.startswith(tuple(one["openings"])):
        return True
    if clause.startswith(tuple(one.get("leading", ()))):
        # “It is believed to be old” says something of its own.
        return any(
            word in one["needed"] and words[at + 1 : at + 2] not in (["to"], ["that"])
            for at, word in enumerate(words)
        )
    if words[0] in one["others"]:
        return False
    saying: frozenset[str] = one.get("saying", frozenset())
    says = not saying.isdisjoint((words[-1], " ".join(words[-2:])))
    if says and not (one["needed"] - saying).isdisjoint(words):
        return True
    return (words[0] in one.get("inverted", ()) and len(words) > 1) or any(
        word in one["claiming"] and _is_last(words, at, one["when"])
        for at, word in enumerate(words[1:], 1)
    )


def _names_denial(words: list[str], one: _Words) -> bool:
    """Whether a clause says who denies what is before it: “which he denies”."""
    return (
        words[0] in one["naming"]
        and not one["denying"].isdisjoint(words[-2:])
        and one["negators"].isdisjoint(words)
    )


def _denies_it(words: list[str], one: _Words) -> bool:
    """Whether somebody denies what is before it, or nothing proves that: “He denies it”, « Il le
    nie », “No evidence supports this”."""
    last = {*words[-2:]}
    if last.isdisjoint(one["it"]):
        return False
    if one["negators"].isdisjoint(words):
        return not last.isdisjoint(one["denying"])
    return words[0] in one["negators"] and not one["true"].isdisjoint(words[1:3])


def _denies(words: list[str], one: _Words) -> bool:
    """Whether a clause says that what is before it is false, or not true."""
    rest = words
    while rest and rest[0] in one["joining"]:
        rest = rest[1:]
    if len(rest) < 2 or not (
        rest[0] in one["pointing"]
        or (rest[0] in one.get("articles", ()) and rest[1] in one["claims"])
        # “though nothing was proved”, but not “Nothing is certain”
        or (rest[0] in one["negators"] and len(rest) < len(words))
    ):
        return False
    is_negated = not one["negators"].isdisjoint(words)
    wanted = one["true" if is_negated else "false"]
    after = one["when"] | one["about"] | one["negators"]
    return any(word in wanted and _is_last(words, at, after) for at, word in enumerate(words))


def _dismisses(words: list[str], one: _Words) -> bool:
    """Whether a sentence of a word or two, “Not so”, denies the one before."""
    rest = words
    while rest and rest[0] in one["fillers"]:
        rest = rest[1:]
    return " ".join(rest) in one["dismissing"]


def _is_last(words: list[str], at: int, after: frozenset[str]) -> bool:
    """Whether nothing comes after the word at `at` but what begins with one of `after`."""
    return at + 1 == len(words) or words[at + 1] in after


@lru_cache(maxsize=64)
def _lists(languages: tuple[str, ...]) -> tuple[_Words, ...]:
    return tuple(
        {role: words_of(listed) for role, listed in COMMENTS[language].items()}
        for language in known(languages)
        if language in COMMENTS
    )
