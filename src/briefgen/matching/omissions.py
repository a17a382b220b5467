"""What a quotation drops that turns its meaning: under an ellipsis, or just before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.lazy_pattern import lazy_pattern

from .match import Match
from .qualifier_words_beside import telling
from .qualifiers import Qualifier, after, divides_verbs, found, is_local, known, may_qualify
from .sentences import begins_sentence, sentence_starts
from .struck import SIGN, without_struck
from .word_boundaries import has_word, may_end_anywhere

# So many words before a quotation are looked at.
_WORDS = 6
# These have fewer characters, as a rule.
_LONG = 120
# So many are looked through for where their sentence begins: more than six words have.
_FAR = 400
# Or so many characters, in a script without spaces.
_CHARACTERS = 12
# What parts the words before a quotation from it.
_PARTING = re.compile(
    r"[;:\u2013-\u2015”»›؛،；：，、」』]|,(?!\d)|(?<=\w)\"|(?<=[.,?!])\"|\s-\s|"
    r"‘(?:[^‘’]|’(?=\w))*+’(?!\w)"  # another ’ may be an apostrophe
)
# Not so a comma that German and others write before “that”, and German before “to” and before what
# somebody says: “bestritt, er habe …”, but not “kam nicht, er habe …”.
_THAT = frozenset("dass daß ob że iż czy že zda hogy että что чтобы що щоб".split())
_WORD_NEXT = re.compile(r" (\w+)")
_SAID = lazy_pattern(
    r"(?<!nicht,) (?!(?:und|aber|doch|denn|ich|wir|als|es sei denn)\b)(?:[^\s.,;:!?]+ ){1,4}?"
    r"(?:sei(?:en)?|(?:hab|werd|könn|müss|woll|soll|dürf)e)\b"
)
_INFINITIVE = lazy_pattern(
    r" (?!(?:und|aber|doch|sondern|denn|oder|er|ich|wir|man|dann|so|da|weil|während|als|damit|um|"
    r"ohne|statt|anstatt|außer)\b)"
    r"(?:[^\s.,;:!?]+ ){0,10}?(?:zu (?!ihnen|denen|allen|beiden|vielen)[a-zäöüß]+n|"
    r"(?!(?:da|hin|hier)zuge)[a-zäöüß]{2,}zu[a-zäöüß]+n)"
    r"(?=[.,;:!?“”»]|\Z| (?:und|oder|als|aber|wie)\b)"
)
# Nor an insertion that says who speaks, before “that”: “It is not true,” he said, “that …”. Nor one
# after a denial: “It is not, he said, a ban”, “refused – again – to …”.
_SAYING = (
    "said|sa[yi]|told|wrote|add|argu|stat|insist|dit|déclar|affirm|écri|sag|erklär|schrieb|mein|"
    "so d|disse|dijo"
)
_DENIAL = "|".join(
    rf"(?<=\b{word})"
    for word in (
        "not never denied denies failed fails refused refuses declined declines nie nié refusé "
        "refuse"
    ).split()
)
_INSERTED = lazy_pattern(
    r"(?:,[”“»\"]?|[”“»\"],?)(?! (?:and|but|und|aber|et|mais)\b)"
    rf"(?=[^,;:.?!”“»\"]{{0,60}}\b(?:{_SAYING}))[^,;:.?!”“»\"]{{1,90}},\W{{1,3}}"
    r"(?=(?:that|dass|que|che)\b|qu[’'])|"
    rf"(?:(?:{_DENIAL})(?:,| ?[\u2013\u2014])(?! ?(?:and|but|so|or|nor|et|mais)\b)|"
    r"(?:(?<=\bnicht)|(?<=\bpas)),(?= (?:wie|so(?! dass)|laut|jedoch|dit|selon|comme)\b))"
    r"[^,;:\u2013\u2014]{1,60}(?:,|[\u2013\u2014])(?!\d)"
)
# What is put between commas before a quotation is about it where it says whose word it is:
# “The mayor, allegedly, …”, “it is alleged”.
_ASIDE = lazy_pattern(
    r",\s((?:(?:it|they|he|she|some|as|so|wie|on|il|elle)\s(?:[\w’'-]+\s){0,2})?[\w’'-]+),\Z",
    re.IGNORECASE,
)
# So is what a sentence begins with: “Allegedly, …”, “In the film, …”, « Selon le maire, … ».
_FRAME = lazy_pattern(r"\A\s?([^,;:.]{1,80}),\Z")
_SETTING = (
    "in ", "im ", "on ", "dans ", "according ", "selon", "d’après ", "d'après ", "der ", "einer "
)  # fmt: skip
# A second “that” goes with the first: “denied that it rained and that …”. So does, as a rule, what
# only “and” joins.
_AND_THAT = lazy_pattern(
    r"\b(that|whether|dass|ob) [^.,;:!?\u2013\u2014]{1,120}? (?:and|or|und|oder) \1 \Z|"
    r"\bqu(?:e |[’'])[^.,;:!?\u2013\u2014]{1,120}? (?:et|ou) qu(?:e |[’'])\Z"
)
_AND = (" and ", " or ", " und ", " oder ", " et ", " ou ")
_THAT_AND = lazy_pattern(
    r"\b(that|whether|dass|ob|que) [^.,;:!?\u2013\u2014]{1,60}? (?:and|or|und|oder|et|ou) \Z"
)
# After these an insertion may be before a quotation.
_ENDING = (", ", "\u2013 ", "\u2014 ", "\u2014")
_LED_IN = (
    *(
        f"{mark}{word} "
        for mark in (", ", ", “", ', "', ", „", ", «\u00a0")
        for word in ("that", "to", "dass", "que", "che")
    ),
    *(
        " and that | or that | and whether | or whether | und dass | oder dass | und ob | oder ob |"
        " et que | ou que | et qu’| ou qu’| et qu'| ou qu'"
    ).split("|"),
)
_LEADING = frozenset(words.split()[-1] for words in _LED_IN)
# Who rejects something as “a lie”, or what he calls so, says these words himself.
_CALLED = lazy_pattern(
    r"\b(?:reject|dismiss|den[iy]|refut|repudiat|rejet|réfut|dément|wies|weis|lehnt)\w* (?:"
    r"(?:what (?:he|she|they|it) (?:ha[sd] |have )?|ce qu[’'](?:il|elle)s? (?:a |ont )?)"
    r"(?:call|describ|term|label|appel|qualifi)\w*(?: as| de)?\W*\Z|"
    r"(?:(?!nicht|nie|pas)\w[\w’'-]* ){1,6}(?:as|als|comme) [\"“‘'«„‚]\W*\Z)",
    re.IGNORECASE,
)
# What is up to the end of a clause.
_REST = lazy_pattern(r"[^.,;:!?\u2013-\u2015]*")
_ASKING = lazy_pattern(
    r"\b(?:ask|wonder|doubt|know|see|saw|unclear|unsure|sure|even|as|"
    r"demand|ignor|sai[st]|sav|voi|comme|même|est|sont|étai|pregunt|sabe|chied|sapere)\w*\Z"
)
_JUST_AFTER = lazy_pattern(r"(?: of)?(?: [\w’'-]+)? ?")

# “Hence,” and “Findings:” may be left out before what they introduce; some texts have no space
# after a full stop.
_LEAD_IN = lazy_pattern(r"\W*+(?:[\w’'-]++\s++){0,3}[\w’'-]++[,:.]\W*+|.*[.?!:]\s*+", re.DOTALL)
_ENDED = lazy_pattern(r"[.?!。！？؟।:][\"'”’»)\]]*\Z")
_FOUR_DOTS = lazy_pattern(r"(?:…|\.\.\.|\. \. \.|\]) ?\.")
# What begins so is a question only by its mark.
_STATING = tuple(
    f"{word} "
    for word in (
        "The A An He She It They We You I This That These Those There His Her Its Their Der Die "
        "Das Ein Eine Er Sie Es Wir Ich Le La Les Un Une Il Elle Ils Elles On Nous Je"
    ).split()
)
# What ends a clause, and up to where one counts that comments on the one before; none is longer.
_MARK = lazy_pattern(r"[.,;:!?()“”„«»\"\u2013\u2014]")
_NEAR = 80
_MOST_WORDS = 8
_AFTER_MARK = ' \u00a0\u202f”“"’»)'


class Dropped(Struct, frozen=True):
    """Qualifiers, or amounts and what belongs to them, that an ellipsis left out with the words
    `omitted`; `is_whole` where they are in sentences of which nothing is quoted."""

    words: tuple[str, ...]
    omitted: str
    is_whole: bool


def dropped(match: Match, *languages: str) -> list[Dropped]:
    """What the ellipses of a quotation drop, ellipsis by ellipsis."""
    from .pairs import crossed  # a few quotations have an ellipsis

    text = match.stretch.text
    starts = match.stretch.sentence_starts if match.omitted else ()
    sentences = [*pairwise([*starts, len(text)])]
    lost: list[Dropped] = []
    for ((first, left), (right, last)), omitted in zip(
        pairwise(match.parts), match.omitted, strict=True
    ):
        told: list[str] = []
        whole: list[str] = []
        for start, end in sentences:
            if start >= right or end <= left:
                continue
            is_quoted = any(
                has_word(text[max(start, begun) : min(end, ended)])
                for begun, ended in match.parts
                if begun < end and start < ended
            )
            left_out = without_struck(match.stretch.words(max(start, left), min(end, right)))
            following = _following(text, right, *languages) if right < end else ""
            lost_here = found(left_out, *languages, attributions=is_quoted, after=following)
            words = (one.word for one in lost_here if _is_about(one.word, left_out))
            (told if is_quoted else whole).extend(words)
            if start < left and right < end:
                before, following = text[max(start, first) : left], text[right : min(end, last)]
                told.extend(crossed(before, left_out, following, *languages))
        if told or whole:
            lost.append(Dropped(tuple(dict.fromkeys(told or whole)), omitted, not told))
    return lost


def joined(match: Match) -> list[str]:
    """What is omitted by the ellipses that join a sentence to the end of another one, with nothing
    to show that the first ended there: neither its full stop nor the beginning of the second is
    quoted, nor are there four dots."""
    text = match.stretch.text
    if _FOUR_DOTS.search(match.words):
        return []
    starts = match.stretch.sentence_starts
    found: list[str] = []
    for ((_, left), (right, _)), omitted in zip(pairwise(match.parts), match.omitted, strict=True):
        own = bisect_right(starts, right) - 1
        begun = text[starts[own] : right]
        is_begun = has_word(begun) and not _LEAD_IN.fullmatch(begun)
        if left <= starts[own] and is_begun and not _ENDED.search(text[starts[own - 1] : left]):
            found.append(omitted)
    return found


def just_before(match: Match, *languages: str) -> list[Qualifier]:
    """The qualifiers of the sentence within six words before a quotation, where nothing parts
    them from it but perhaps a clause: see `reaching`."""
    if begins_sentence(match.stretch.text, match.start):
        return []  # most
    far = _before_that(match, *languages)
    if not _may_be_qualified(match, languages):
        return far  # most
    near, is_all = _near(match)
    if not may_qualify(near, *languages):
        return far
    quoted = match.stretch.text[match.start : match.start + _LONG]
    parted = _parted(near, quoted, divides_verbs(*languages))
    aside = _ASIDE.search(near, 0, parted)
    frame = _FRAME.match(near, 0, parted) if is_all else None
    near = _CALLED.sub("", near[parted:].lstrip())
    here = found(near, *languages, after=_following(quoted, 0, *languages))
    said = found(aside[1], *languages) if aside else ()
    return [
        *(one for one in said if one.kind == "hedge"),
        *(_framing(frame[1], *languages) if frame else ()),
        *(one for one in here if _is_about(one.word, near)),
        *(one for one in far if one.word not in near),
    ]


def _before_that(match: Match, *languages: str) -> list[Qualifier]:
    """The qualifiers within six words before the “that” on which a quotation depends that “and”
    joins to what is between."""
    text, start = match.stretch.text, match.start
    if not text.endswith(_AND, 0, start):
        return []  # most
    joined = _THAT_AND.search(text, max(start - _LONG, 0), start)
    if joined is None:
        return []
    return [
        one
        for one in just_before(Match.of(match.stretch, joined.end(1) + 1, match.end), *languages)
        if not is_local(one.word)
    ]


def reaching(match: Match, qualifiers: list[Qualifier], *languages: str) -> list[Qualifier]:
    """Those of `qualifiers`, which are just before a quotation, that are not in an earlier main
    clause: “rejected the appeal and | the sentence stands”."""
    from .clauses import begun  # few briefs drop a qualifier

    near, _ = _near(match)
    quoted = match.stretch.text[match.start : match.start + _LONG]
    near = near[_parted(near, quoted, divides_verbs(*languages)) :].lstrip()
    start = begun(near, quoted, *languages)
    return [one for one in qualifiers if not -1 < near.rfind(one.word) < start]


def _near(match: Match) -> tuple[str, bool]:
    """The last six words of the sentence before a quotation, and whether it has no others."""
    text, end = match.stretch.text, match.start
    start = max(end - _FAR, 0)
    for begins in sentence_starts(text, start):
        if begins > end:
            break
        start = max(begins, start)
    before = without_struck(match.stretch.words(start, end))[-_LONG * 2 :]
    if "," in before or "–" in before or "—" in before:
        before = _INSERTED.sub(" ", before)
    if before.endswith(_LED_IN):
        before = _AND_THAT.sub(lambda joined: f"{joined[1] or 'que'} ", before)
    space = " " if before[-1:].isspace() else ""
    words = before.split()
    near = f" {' '.join(words[-_WORDS:])}{space}"
    if may_end_anywhere(near[-1:]):
        near = near[-_CHARACTERS:]
    return near, len(words) <= _WORDS


def _framing(beginning: str, *languages: str) -> Iterator[Qualifier]:
    """The hedge that is all of the `beginning` of a sentence, up to its first comma, or that
    makes it a setting or an attribution: “In the film,”."""
    for one in found(beginning, *languages, after=","):
        is_setting = beginning.lower().startswith(_SETTING) and (
            beginning.startswith(one.word) or beginning.endswith(f" {one.word}")
        )
        if one.kind == "hedge" and (is_setting or one.word == beginning):
            yield replace(one, word=beginning, is_clause=True)


def _parted(near: str, quoted: str, german: bool) -> int:
    """Up to where the words before a quotation are parted from it."""
    text, end = near + quoted, 0
    for parting in _PARTING.finditer(text, 0, len(near) + 1):  # with what comes after a comma
        if parting.end() > len(near):
            break
        if parting[0] != "," or not _is_clause(text, parting.end(), german):
            end = parting.end()
    return end


def _is_clause(text: str, start: int, german: bool) -> bool:
    """Whether what begins at `start`, after a comma, is the clause of the verb before that."""
    first = _WORD_NEXT.match(text, start)
    if first and first[1] in _THAT:
        return " so " not in text[:start]  # “so late that …”
    return german and bool(_INFINITIVE.match(text, start) or _SAID.match(text, start))


def just_after(match: Match, *languages: str) -> list[Qualifier]:
    """What restricts or denies a quotation just after it: “not”, “only”, “unless”, a German
    “nicht” at the end of its clause, or a comment on the statement: “…, but this is false”."""
    text, end = match.stretch.text, match.end
    told = _comment(text, end, *languages) or _question(match)
    restricting = after(text, end, *languages)
    if not restricting or _ASKING.search(text, max(end - 20, 0), end):
        return [told] if told else []
    words = restricting.lstrip(" ,")
    restricts = [*found(words, *languages)] or [Qualifier(words, "limit")]
    return [*restricts, *([told] if told else ())]


def _question(match: Match) -> Qualifier | None:
    """The mark that makes a question of a whole sentence that is quoted without it."""
    text = match.stretch.text
    if text[match.end : match.end + 2].lstrip()[:1] != "?":
        return None
    is_whole = match.start in match.stretch.sentence_starts
    if not is_whole or not text.startswith(_STATING, match.start):
        return None
    return Qualifier("?", "hedge", is_clause=True)


def _comment(text: str, end: int, *languages: str) -> Qualifier | None:
    """What comes after `end` of `text`, at the end of that clause or as the next sentence, and
    gives what is before it to others or denies it."""
    start = end - 1 if text[end - 1] in ",.!" else end
    mark = _MARK.search(text, start, start + _NEAR)
    if mark is None or mark[0] in ":)„«":
        return None
    following = text[mark.end() : mark.end() + _NEAR].lstrip(_AFTER_MARK)
    close = _MARK.search(following)
    if close is None and mark.end() + _NEAR < len(text):
        return None  # many: the clause is longer
    told = following[: close.start()].rstrip() if close else following
    words = told.lower().split()
    if not 1 <= len(words) <= _MOST_WORDS or _told_with(languages).isdisjoint(words):
        return None  # most
    from .comments import judged  # few texts have one

    return judged(told, *languages, is_sentence=mark[0] in ".?!;")


@lru_cache(maxsize=64)
def _told_with(languages: tuple[str, ...]) -> frozenset[str]:
    found = frozenset[str]().union(*(telling(language) for language in known(languages)))
    return found | {word.replace("'", "’") for word in found}


def _is_about(word: str, text: str) -> bool:
    """Whether the qualifier `word` in `text` is about what comes after the text."""
    if not is_local(word):
        return True
    return _JUST_AFTER.fullmatch(text.rstrip().rpartition(word)[2]) is not None


def _following(text: str, start: int, *languages: str) -> str:
    """What is at `start` of `text` and may belong to the words before it: a word, as “No.” does to
    a number, or the rest of the clause, where the end of a German verb may be."""
    following = text[start : start + _LONG]
    if divides_verbs(*languages) and (rest := _REST.match(following)):
        return rest[0]
    return "".join(following.split(None, 1)[:1])


def _may_be_qualified(match: Match, languages: tuple[str, ...]) -> bool:
    """Whether a qualifier is among the words before a quotation, whatever their sentence is;
    where words are not what spaces part, or some are left out, that is not looked at."""
    stretch = match.stretch
    if stretch.notes or SIGN in stretch.text:
        return True
    start = match.start
    if not start or may_end_anywhere(stretch.text[start - 1]):
        return bool(start)
    before = stretch.text[max(start - _LONG, 0) : start]
    if before.endswith(_ENDING):
        return may_qualify(before, *languages)
    words = before.rsplit(None, _WORDS)
    if words and words[-1] in _LEADING and before.endswith(_LED_IN):
        return True
    if len(words) > _WORDS:
        before = before[len(words[0]) :]
    elif start > _LONG:
        return True
    return may_qualify(before, *languages)
