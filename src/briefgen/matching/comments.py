"""What a text says of a statement after it: whose word it is, or that it is not so.

“The clerk burned the ledger, his rivals claim”; “…, but this is a myth”; “…? Nonsense.” Such a
comment is a whole clause or sentence of a few words, so that its words are looked up and not
searched for: nearly every text has none of them there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from .qualifiers import Qualifier, known

# What ends a clause, and so many characters up to there are looked at.
_MARK = re.compile(r"[.,;:!?()“”„«»\"\u2013\u2014]")
_NEAR = 80
_MOST_WORDS = 8
_SENTENCE_MARKS = (".", "?", "!")
_AROUND = ' \u00a0\u202f”“"’»)'


class _Words(Struct, frozen=True):
    """The words of such comments in one language.

    A clause gives a statement to others where a `claiming` verb, with nothing after it but `when`
    that is, comes after a subject, or before one where the language is `inverted`, and it does
    not begin with one of `others`; or where it begins with one of `openings` and has one of the
    words that belong to these, if there are any. It denies the statement where a `denying` verb
    comes after one of `naming`, or where one of `pointing`, after a word that is `joining` or not,
    is called `false`, or with one of `negators` `true`. A sentence that is one of
    `dismissing`, after `fillers` or not, denies the one before.
    """

    claiming: frozenset[str]
    others: frozenset[str]
    openings: dict[str, frozenset[str]]
    naming: frozenset[str]
    denying: frozenset[str]
    joining: frozenset[str]
    pointing: frozenset[str]
    false: frozenset[str]
    true: frozenset[str]
    negators: frozenset[str]
    when: frozenset[str]
    about: frozenset[str]
    dismissing: frozenset[str]
    fillers: frozenset[str]
    inverted: bool = False


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _phrases(phrases: str) -> frozenset[str]:
    return frozenset(phrases.split("|"))


_SAID = _set("said say says thought rumoured rumored reported alleged claimed believed supposed")
_BELIEVED = _set("believe believes believed trust trusts trusted right correct truthful")
_GOSSIP = _set(
    "rumour rumours rumor rumors gossip legend hearsay critics enemies opponents rivals accusers"
)
_NOTHING: frozenset[str] = frozenset()
_KNOWN: dict[str, _Words] = {
    "en": _Words(
        claiming=_set(
            "allege alleges alleged claim claims claimed believe believes believed suspect "
            "suspects suspected suppose supposes supposed presume presumed speculate speculated"
        ),
        others=_set(
            "who whose which that and but or where when while because though although as to of "
            "in on with for by from"
        ),
        openings={
            "according to ": _GOSSIP,
            "if ": _BELIEVED,
            **dict.fromkeys(
                ("so ", "or so ", "it is ", "it was ", "it has been ", "as is ", "as was "), _SAID
            ),
            **dict.fromkeys(
                ("they say", "some say", "people say", "it seems", "it seemed", "it appears"),
                _NOTHING,
            ),
        },
        naming=_set("which a an the something though although but"),
        denying=_set("deny denies denied dispute disputes disputed contests contested refutes"),
        joining=_set("but yet though although and or all none of"),
        pointing=_set("this that it which there that's it's there's"),
        false=_set(
            "false untrue wrong incorrect nonsense absurd myth legend lie hoax fiction fable "
            "fabrication invention rumour rumor hearsay denied disputed contested doubted doubtful "
            "unproven unproved unconfirmed refuted disproved"
        ),
        true=_set("true so correct proved proven certain case truth proof evidence"),
        negators=_set("not no never none hardly isn't wasn't nothing"),
        when=_set("at in on when before after during last this yesterday today then"),
        about=_set("of for by"),
        dismissing=_phrases(
            "nonsense|rubbish|absurd|untrue|false|wrong|lies|a lie|a myth|not so|not true|hardly|"
            "far from it|on the contrary"
        ),
        fillers=_set("what utter pure sheer complete"),
    ),
    "de": _Words(
        claiming=_set(
            "behaupten behauptet behaupteten behauptete munkelt vermuten vermutet vermuteten "
            "vermutete glauben glaubt glaubten glaubte argwöhnen argwöhnt"
        ),
        others=_set("und aber der die das den sie doch wer was dass"),
        openings={
            **dict.fromkeys(
                ("so der ", "so die ", "so das ", "so ein", "so sein", "so ihr", "so heißt es"),
                _NOTHING,
            ),
            **dict.fromkeys(
                ("heißt es", "wie es heißt", "es heißt", "sagt man", "laut ", "dem vernehmen nach"),
                _NOTHING,
            ),
            **dict.fromkeys(("seinen ", "ihren ", "gerüchten "), _set("zufolge")),
        },
        naming=_set("was"),
        denying=_set(
            "bestreitet bestreiten bestritt bestritten leugnet leugnen leugnete dementiert"
        ),
        joining=_set("aber doch jedoch und nichts davon"),
        pointing=_set("das dies es was davon daran"),
        false=_set(
            "falsch gelogen erfunden erlogen unwahr unbewiesen umstritten unsinn lüge gerücht "
            "märchen legende irrtum"
        ),
        true=_set("wahr bewiesen erwiesen fall stimmt stimmte richtig"),
        negators=_set("nicht nichts kein keine nie"),
        when=_set("im am in seit bis heute damals"),
        about=_set("von"),
        dismissing=_phrases(
            "unsinn|quatsch|lüge|märchen|irrtum|falsch|gelogen|mitnichten|keineswegs|im gegenteil|"
            "stimmt nicht"
        ),
        fillers=_set("reiner reine so ein eine welch alles"),
        inverted=True,
    ),
    "fr": _Words(
        claiming=_set(
            "prétend prétendent prétendait prétendaient prétendirent allègue allèguent "
            "soupçonne soupçonnent suppose supposent croit croient croit-on suppose-t-on"
        ),
        others=_set("et mais qui que dont où car ou"),
        openings=dict.fromkeys(
            _phrases(
                "selon |d'après |à en croire |au dire d|aux dires d|dit-on|paraît-il|semble-t-il|"
                "assure-t-on|raconte-t-on|murmure-t-on|si l'on en cro|s'il faut en croire"
            ),
            _NOTHING,
        ),
        naming=_set("ce"),
        denying=_set("nie nient niait niaient conteste contestent dément démentent"),
        joining=_set("mais or et"),
        pointing=_set("c'est c'était cela ce rien"),
        false=_set(
            "faux fausse mensonge mythe légende invention absurde douteux contesté démenti inventé"
        ),
        true=_set("vrai exact prouvé établi cas prouve confirme"),
        negators=_set("n'est n'était pas guère nullement rien jamais"),
        when=_set("en au à depuis dans"),
        about=_set("de pour"),
        dismissing=_phrases("mensonge|absurde|faux|absurdité|sottise|balivernes|au contraire"),
        fillers=_set("pur quel quelle un une"),
        inverted=True,
    ),
}


def comment(text: str, end: int, *languages: str) -> Qualifier | None:
    """What comes after `end` of `text`, at the end of that clause or as the next sentence, and
    gives what is before it to others or denies it."""
    start = end - 1 if text[end - 1] in ",.!" else end
    mark = _MARK.search(text, start, start + _NEAR)
    if mark is None or mark[0] in ":;()„«":
        return None
    begins = mark.end()
    while text[begins : begins + 1] and text[begins] in _AROUND:
        begins += 1
    close = _MARK.search(text, begins, begins + _NEAR)
    told = text[begins : close.start() if close else begins + _NEAR].rstrip()
    words = told.lower().replace("’", "'").split()
    if not 1 <= len(words) <= _MOST_WORDS or _looked_up(languages).isdisjoint(words):
        return None  # most
    for one in _lists(languages):
        if mark[0] in _SENTENCE_MARKS:
            if _denies(words, one) or _dismisses(words, one):
                return Qualifier(told, "negation", is_clause=True)
        elif _denies(words, one) or _names_denial(words, one):
            return Qualifier(told, "negation", is_clause=True)
        elif _gives(words, one):
            return Qualifier(told, "hedge", is_clause=True)
    return None


def _gives(words: list[str], known_words: _Words) -> bool:
    """Whether a clause says who claims what is before it."""
    clause = " ".join(words)
    for opening, needed in known_words.openings.items():
        if clause.startswith(opening) and (
            not needed
            or any(
                word in needed and words[at + 1 : at + 2] not in (["to"], ["that"])
                for at, word in enumerate(words)
            )
        ):
            return True
    if words[0] in known_words.others:
        return False
    if known_words.inverted and words[0] in known_words.claiming:
        return len(words) > 1
    return any(
        word in known_words.claiming and _is_last(words, at, known_words.when)
        for at, word in enumerate(words[1:], 1)
    )


def _names_denial(words: list[str], known_words: _Words) -> bool:
    """Whether a clause says who denies what is before it: “which he denies”."""
    return words[0] in known_words.naming and not known_words.denying.isdisjoint(words[-2:])


def _denies(words: list[str], known_words: _Words) -> bool:
    """Whether a clause says that what is before it is false, or not true."""
    rest = words
    while rest and rest[0] in known_words.joining:
        rest = rest[1:]
    if not rest or rest[0] not in known_words.pointing:
        return False
    is_negated = not known_words.negators.isdisjoint(words)
    wanted = known_words.true if is_negated else known_words.false
    after = known_words.when | known_words.about | known_words.negators
    return any(word in wanted and _is_last(words, at, after) for at, word in enumerate(words))


def _dismisses(words: list[str], known_words: _Words) -> bool:
    """Whether a sentence of a word or two, “Not so”, denies the one before."""
    rest = words
    while rest and rest[0] in known_words.fillers:
        rest = rest[1:]
    return " ".join(rest) in known_words.dismissing


def _is_last(words: list[str], at: int, after: frozenset[str]) -> bool:
    """Whether nothing comes after the word at `at` but what begins with one of `after`."""
    return at + 1 == len(words) or words[at + 1] in after


@lru_cache(maxsize=64)
def _lists(languages: tuple[str, ...]) -> tuple[_Words, ...]:
    return tuple(_KNOWN[language] for language in known(languages) if language in _KNOWN)


@lru_cache(maxsize=64)
def _looked_up(languages: tuple[str, ...]) -> frozenset[str]:
    """Words one of which is in every comment in one of these languages."""
    found: set[str] = set()
    for one in _lists(languages):
        found |= one.claiming | one.denying | one.false | one.true
        found.update(phrase.split()[-1] for phrase in one.dismissing)
        found.update(opening.split()[0] for opening in one.openings)
    return frozenset(found)
