"""Slips of the hand in a brief that a fix mends: the brief as it was meant, and as it was typed.

Each takes the text of a sound brief and a source of chance, and returns both texts, or None
where the brief has no place for it. What was meant is the brief itself, apart from slips in
what the examples have too little of: there a brief is made first that has it. Read naively:
these briefs are ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Alter = Callable[[str, Random], str | None]
Slip = Callable[[str, Random], tuple[str, str] | None]

_QUOTED = re.compile(r"(?<=“)[^“”\n\[\]…]{12,}(?=”)|(?<=«\s)[^«»\n\[\]…]{12,}(?=\s»)")
_PASSAGE = re.compile(r"\n    quote: (?:>-\n)?((?:      .*\n|[^\n>]*\n)+?)(?=  \S|\n)")
_BRACKETED = re.compile(r"(?<=\[@)[a-z][a-z-]+[a-z](?=\])")
_CITED = re.compile(r"(?<=cite: )[a-z][a-z-]+[a-z](?=\n)|(?<=cite: \[)[a-z][a-z-]+[a-z](?=,)")
_NAMED = re.compile(r"(?<=\n    source: )[a-z-]+(?=\n)")
_MARKED = re.compile(r"(?<=\[!)[a-z]+(?=\])|(?<=    claims: \[)[a-z]+(?=\])")
_NUMBERED = re.compile(r"[”»]\s?\[@[AB](\d+)\]")
_LINE = re.compile(r"(?<=\n        by: )(?!unattributed)[^\n'\"]+|(?<=\n    note: )[A-Z][^\n'\":]+")
_TWINS = str.maketrans("aeopcxy", "аеорсху")


def _chosen(text: str, random: Random, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return random.choice(found) if found else None


def _typed(alter: Alter) -> Slip:
    """A slip in the brief as it is."""

    def slip(text: str, random: Random) -> tuple[str, str] | None:
        altered = alter(text, random)
        return None if altered is None else (text, altered)

    return slip


def _replaced(pattern: str | re.Pattern[str], new: str) -> Alter:
    """One match of a pattern replaced; `new` as in `re.sub`."""

    def alter(text: str, random: Random) -> str | None:
        match = _chosen(text, random, pattern)
        if match is None:
            return None
        return text[: match.start()] + match.expand(new) + text[match.end() :]

    return alter


# --- Names ------------------------------------------------------------------------


def _letter_lost(name: str, random: Random) -> str:
    at = random.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1 :]


def _letter_doubled(name: str, random: Random) -> str:
    at = random.randrange(1, len(name) - 1)
    return name[:at] + name[at] + name[at:]


def _letters_swapped(name: str, random: Random) -> str:
    at = random.randrange(1, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _letter_wrong(name: str, random: Random) -> str:
    at = random.randrange(1, len(name) - 1)
    return name[:at] + random.choice("aeinorst") + name[at + 1 :]


def _misspelt(pattern: re.Pattern[str], least: int) -> Slip:
    """A name of at least `least` letters misspelt in one of four ways."""

    def alter(text: str, random: Random) -> str | None:
        found = [match for match in pattern.finditer(text) if len(match[0]) >= least]
        if not found:
            return None
        match = random.choice(found)
        ways = (_letter_lost, _letter_doubled, _letters_swapped, _letter_wrong)
        name = random.choice(ways)(match[0], random)
        return None if name == match[0] else text[: match.start()] + name + text[match.end() :]

    return _typed(alter)


# --- Numbers ----------------------------------------------------------------------


def _paragraph_of_a_passage(text: str, random: Random) -> str | None:
    number = random.randrange(1, 16)
    return _replaced(r"(?<=\n    paragraph: )\d+(?=\n    quote)", str(number))(text, random)


def _wrong_number(text: str, random: Random) -> str | None:
    match = _chosen(text, random, _NUMBERED)
    if match is None:
        return None
    number = random.randrange(1, 16)
    return text[: match.start(1)] + str(number) + text[match.end(1) :]


# --- Words between marks ----------------------------------------------------------


def _in_quotation(alter: Alter) -> Alter:
    """A slip inside one of the quotations in prose, or in the words of a passage."""

    def slip(text: str, random: Random) -> str | None:
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        quoted += [match.span(1) for match in _PASSAGE.finditer(text)]
        if not quoted:
            return None
        start, end = random.choice(quoted)
        altered = alter(text[start:end], random)
        return None if altered is None else text[:start] + altered + text[end:]

    return slip


def _other_script(text: str, random: Random) -> str | None:
    word = _chosen(text, random, r"\b[a-z]{4,}\b")
    if word is None:
        return None
    twin = word[0][0] + word[0][1:].translate(_TWINS)
    return text[: word.start()] + twin + text[word.end() :]


def _within(pattern: str, new: str) -> Slip:
    return _typed(_in_quotation(_replaced(pattern, new)))


def _everywhere(pattern: str, new: str) -> Slip:
    """Every match in a quotation replaced, as an editor's keyboard has it."""

    def alter(text: str, _: Random) -> str | None:
        return re.sub(pattern, new, text) if re.search(pattern, text) else None

    return _typed(_in_quotation(alter))


def _case_unmarked(text: str, random: Random) -> tuple[str, str] | None:
    """A brief with `“[F]orcefully`, and without the brackets."""
    letters = r"(?<=“)([A-Za-z])(?=[a-z]*,? [^“”\n\[\]…]{8,}”)|(?<=    quote: )([a-z])(?=[a-z]* )"
    match = _chosen(text, random, letters)
    if match is None:
        return None
    other = match[0].swapcase()
    quotes = "'" if match[2] else ""
    end = text.index("\n", match.end()) if match[2] else match.end()
    if match[2] and "'" in text[match.end() : end]:
        return None
    rest = text[match.end() : end]
    meant = f"{text[: match.start()]}{quotes}[{other}]{rest}{quotes}{text[end:]}"
    return meant, f"{text[: match.start()]}{other}{rest}{text[end:]}"


# --- Entries ----------------------------------------------------------------------

_RULES = ("passage-unused", "source-twice", "quote-too-short", "source-untracked")


def _unused_ignored(text: str, random: Random) -> tuple[str, str] | None:
    """An entry that ignores nothing, alone or after one of use."""
    if "\nignore:" in text:
        return None
    rule = random.choice(_RULES)
    entry = random.choice(
        [
            f"  - rule: {rule}\n    reason: It is so.\n",
            f"  - reason: It is so.\n    rule: {rule}\n    match: lawful\n",
            f"  - {{rule: {rule}, reason: It is so.}}\n",
        ]
    )
    if random.random() < 0.4 or "subtitle: " not in text:
        return text, f"{text}ignore:\n{entry}"
    # One of use: the subtitle then has a quotation without a citation.
    quoted = re.sub(r"(?<=\nsubtitle: ).*", "What “three texts” say", text, count=1)
    used = "  - rule: quotation-without-citation  # a title\n    reason: It is a title.\n"
    meant = f"{quoted}ignore:\n{used}"
    if random.random() < 0.5:
        return meant, f"{quoted}ignore:\n{entry}{used}"
    return meant, meant + entry


def _unused_passage(text: str, random: Random) -> str | None:
    """An entry of `passages:`, copied under another id."""
    entries = list(re.finditer(r"(?<=\n)  [a-z-]+:\n(?:    .*\n)+", text))
    entries = [one for one in entries if "    source: " in one[0]]
    if not entries:
        return None
    at = random.choice(entries).start()
    _, _, content = random.choice(entries)[0].partition("\n")
    comment = random.choice(["", "  # look again"])
    return f"{text[:at]}  {random.choice(['not-used', 'spare'])}:{comment}\n{content}{text[at:]}"


def _cut_by_comment(text: str, random: Random) -> tuple[str, str] | None:
    """A text in quotes with a number sign in it, and without the quotes."""
    match = _chosen(text, random, _LINE)
    if match is None:
        return None
    words = match[0].split(" ")
    words.insert(random.randrange(1, len(words) + 1), f"#{random.randrange(1, 99)}")
    line = " ".join(words)
    before, after = text[: match.start()], text[match.end() :]
    return f"{before}'{line}'{after}", f"{before}{line}{after}"


SLIPS: dict[str, dict[str, Slip]] = {
    "quote-elsewhere": {"paragraph of a passage": _typed(_paragraph_of_a_passage)},
    "unknown-reference": {
        "key in a bracket misspelt": _misspelt(_BRACKETED, 5),
        "key of a position misspelt": _misspelt(_CITED, 5),
        "source of a passage misspelt": _misspelt(_NAMED, 5),
        "claim mark misspelt": _misspelt(_MARKED, 4),
    },
    "ignore-unused": {"ignored for nothing": _unused_ignored},
    "citation-outside-brackets": {
        "brackets forgotten": _typed(_replaced(r"(?<= )\[(@(?:[a-z-]{4,}|[AB]\d+))\]", r"\1"))
    },
    "quote-typography": {
        "straight marks": _everywhere("[“”]", "'"),
        "straight apostrophe": _everywhere(r"(?<=\w)’(?=\w)", "'"),
        "another dash": _everywhere(" — ", " – "),
        "two hyphens": _everywhere(" — ", " -- "),
        "hyphen that does not break": _everywhere(r"(?<=\w)-(?=\w)", "\u2011"),
        "space that does not break": _within(r"(?<=[a-z]{3}) (?=[a-z]{3})", "\u00a0"),
    },
    "quotation-not-in-citation": {"number of another paragraph": _typed(_wrong_number)},
    "the first letter's case": {"brackets around it forgotten": _case_unmarked},
    "marks, hyphens, letters": {
        "letter of another script": _typed(_in_quotation(_other_script)),
        "comma forgotten": _within(r"(?<=\w),(?= )", ""),
        "comma added": _within(r"(?<=[a-z]{3})(?= [a-z]{3})", ","),
        "semicolon for a comma": _within(r"(?<=\w),(?= )", ";"),
        "hyphen for a space": _within(r"(?<=[a-z]{3}) (?=[a-z]{3})", "-"),
        "hyphen forgotten": _within(r"(?<=[a-z]{2})-(?=[a-z]{2})", ""),
        "space for a hyphen": _within(r"(?<=[a-z]{2})-(?=[a-z]{2})", " "),
        "pair of marks added": _within(r"\b([a-z]{4,})\b", r"‘\1’"),
        "pair of marks forgotten": _typed(_in_quotation(_replaced(r"“([^“”]+)”", r"\1"))),
        "two apostrophes": _within(r"(?<=\w)’(?=\w)", "’’"),
        "brackets added": _within(r"\b([a-z]{4,})\b", r"(\1)"),
        "question mark": _within(r"(?<=[a-z])\.(?= )", "?"),
    },
    "passage-unused": {"passage that nothing cites": _typed(_unused_passage)},
    "claim-unmarked": {"claim mark forgotten": _typed(_replaced(r" \[![a-z]+\]", ""))},
    "text-cut-by-comment": {"quotes forgotten": _cut_by_comment},
}
