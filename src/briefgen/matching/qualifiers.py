"""Words that must not get lost from a quotation: negations and hedges, a list a language.

A quotation that drops “not” or “allegedly” says something else than its source. The
English list is the brief format's; the others are its counterparts.
"""

from __future__ import annotations

import re
from functools import cache

# Of each language first the negations, then what denies, then the hedges.
_ENGLISH = (
    r"not|cannot|\w+n['’]t|no|never|neither|nor|none|nobody|nothing|without|hardly|unlikely",
    r"den(?:y|ies|ied|ying|ial|ials|iable|iably)",
    r"alleg(?:e|es|ed|ing|edly|ation|ations)",
    r"(?:purport|report|suspect|claim|appear)(?:s|ed|ing|edly)?",
    r"apparent|apparently|appearances?",
    r"if|may|might|could|likely|possibly|perhaps",
)
_GERMAN = (
    r"nicht|nichts|kein\w*|nie|niemals|niemand\w*|weder|noch|ohne|kaum|unwahrscheinlich",
    r"(?:be|ver)streite[nt]\w*|bestritt(?:en)?|leugne\w*|geleugnet|dementier\w*",
    r"angeblich\w*|mutmaßlich\w*|vermutlich\w*|verdächtig\w*|wohl|offenbar|anscheinend|scheint",
    r"behaupte\w*|sollen|soll|sollte\w*|wenn|falls|ob|könnte\w*|dürfte\w*|möglicherweise",
    r"möglich|wahrscheinlich|vielleicht|berichte\w*|laut",
)
_FRENCH = (
    r"ne|n['’]\w+|pas|non|jamais|ni|aucune?|personne|rien|sans|guère|peu probable",
    r"ni(?:er|e|é|ée|és|ées|ent|ait)|démen(?:t|ti|tir|tent)|dément\w*",
    r"prétend\w*|prétendument|allégu\w*|allégation\w*|présumée?s?|soupçonn\w*|suspect\w*",
    r"si|peut|peuvent|pourrait|pourraient|peut-être|probablement|probable|possible",
    r"semble\w*|apparemment|selon|aurait|auraient|serait|seraient",
)
_SPANISH = (
    r"no|nunca|jamás|ni|ninguno?|ninguna|nadie|nada|sin|apenas|improbable",
    r"nieg\w*|neg(?:ar|ó|aron|ado|ada|ando)|desmient\w*|desmint\w*",
    r"alega\w*|presunt\w*|supuest\w*|sospech\w*|afirma\w*|según|al parecer|aparente\w*",
    r"si|puede|pueden|podría|podrían|probable\w*|posible\w*|quizás?|tal vez|parece\w*",
)
_LISTS = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
_NEGATIONS = 2


def qualifiers(text: str, *languages: str) -> list[str]:
    """The negations and hedges in `text`, by the lists of `languages` (BCP 47 tags).

    English counts always: it is the language of most sources, and a text rarely says
    which one it is in.
    """
    return _found(text, languages, None)


def negations(text: str, *languages: str) -> list[str]:
    """Those of the qualifiers in `text` that negate or deny."""
    return _found(text, languages, _NEGATIONS)


def _found(text: str, languages: tuple[str, ...], count: int | None) -> list[str]:
    known = {"en", *(tag.split("-")[0].lower() for tag in languages)}
    return [
        match[0]
        for language in _LISTS
        if language in known
        for match in _pattern(language, count).finditer(text)
    ]


@cache
def _pattern(language: str, count: int | None) -> re.Pattern[str]:
    """The first `count` lines of a language's list, or all."""
    words = "|".join(_LISTS[language][:count])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
