"""What the words beside a quotation say of it: which are only about the next few words, which
only affirm, and which come after what they restrict or deny."""

from __future__ import annotations

from .qualifier_words import Expression
from .qualifier_words_by_language import LOCAL as LOCAL_BY_LANGUAGE

# These say something of the words just after them, and of no others of their sentence.
_ENGLISH = (
    "almost|nearly|virtually|partly|partially|lack|free from|at least|at most|up to|more than|"
    "less than|fewer than|absence of|free of|short of|one of|half of|some of|many of|several of|"
    "part of|parts of|minority of|third of|quarter of|most of"
)
LOCAL = frozenset(
    "|".join(
        (_ENGLISH, "mehr als|weniger als|moins de|plus de", *LOCAL_BY_LANGUAGE.values())
    ).split("|")
)
# These restrict and deny nothing, though words of theirs do elsewhere: “not only”, “no fewer than”,
# “not by sea but” by land.
AFFIRMING: dict[str, Expression] = {
    language: Expression(rf"\b(?:{pattern})\b", frozenset(heads.split()))
    for language, (heads, pattern) in {
        "en": (
            "not no nothing if cannot t can few without only",
            (
                r"not (?:only|just|merely|simply|solely|least)|n(?:o|ot) (?:fewer|less) than|"
                r"nothing (?:less than|short of)|n(?:o|ot any) (?:doubt|question) that|if anything|"
                r"can(?:not|’t| not) (?:help (?:but|\w+ing)|but)|(?<=whether )or not|"
                r"(?:first|last|past|next|every|quite a) few|"
                r"without (?:delay|hesitation|exception)|(?:after|within) only|"
                r"only (?:last|yesterday)|"
                r"(?:not|\w+n’t) [^.,;:]{1,60}? but(?! for)"
            ),
        ),
        "de": (
            "nicht kein keine keinen ohne zweifellos zweifelsohne zweifelsfrei wenn nur",
            (
                r"nicht (?:nur|bloß|lediglich|allein|zuletzt|weniger als|umhin)|"
                r"(?:keine?n?|ohne(?: jeden)?) Zweifel|zweifel(?:los|sohne|sfrei)|wenn auch|"
                r"ohne (?:Gegenstimmen?|Verzug|Zögern|Ausnahme|Umschweife)|(?:nach|binnen) nur"
            ),
        ),
        "fr": (
            "pas non nul aucun contre sans",
            (
                r"(?:n(?:e |’)(?:\w+ ){1,2})?(?:(?:pas|non) (?:seulement|uniquement|moins)|"
                r"(?:nul|(?:sans )?aucun) doute)|par contre|"
                r"sans (?:attendre|délai|tarder|hésiter|exception)|"
                r"(?:n(?:e |’)(?:\w+ ){1,2})?pas [^.,;:]{1,60}? mais"
            ),
        ),
        "es": ("no", r"no s[oó]lo|no menos de|no [^.,;:]{1,60}? sino"),
        "it": ("non", r"non s(?:olo|oltanto)"),
        "nl": ("niet", r"niet alleen"),
        "da": ("ikke", r"ikke (?:kun|bare)"),
        **dict.fromkeys(("nb", "nn", "no"), ("ikke", r"ikke (?:kun|bare)")),
        "sv": ("inte", r"inte bara"),
    }.items()
}

# What restricts or denies a quotation that is before it, with the comma where a language
# writes one. The “nicht” of a German sentence may come after all that its verb is about: after
# names, words that go with them, and words of time and place, of which none is another verb.
_AMID = (
    r"(?: (?:[A-ZÄÖÜ\d][\w’'-]*|\w+e[mnrs]?(?= [A-ZÄÖÜ])|d(?:er|ie|as|e[mns])|sich|"
    r"ih(?:n|m|nen)|es|sie|an|am|auf|aus|bei|beim|bis|durch|für|im|in|mit|nach|seit|trotz|über|"
    r"um|unter|von|vom|vor|wegen|zu|zum|zur|heute|gestern|bisher|jetzt|damals|dort|hier|noch|jedoch|aber|"
    r"allerdings|doch|auch|daher|deshalb|dann)){0,5}"
)
AFTER: dict[str, str] = {
    "en": (
        r" (?:not(?! only| just| least)|never|only|unless|except|if|subject to|provided that|"
        r"on (?:the )?condition that)|"
        r",? (?:allegedly|reportedly|supposedly|purportedly|apparently)(?=[.,;:])"
    ),
    "de": (
        rf"{_AMID} (?:nicht(?! nur| bloß| weit| öffentlich| selten)|nie|niemals)|"
        r" (?:kaum|keine?[mnrs]?|erst)|"
        r",? (?:(?:aber |jedoch )?nur|wenn(?! auch)|falls|sofern|soweit|solange|außer|es sei denn)|"
        r",? angeblich(?=[.,;:])"
    ),
    "fr": (
        r" (?:pas|jamais|guère|seulement|uniquement|sauf|excepté|hormis|à moins|à condition|"
        r"pourvu|si|s[’']ils?)|,? (?:prétendument|paraît-il|dit-on)(?=[.,;:])"
    ),
    "es": r" (?:s[oó]lo|solamente|únicamente|salvo|excepto|a menos|si)",
    "it": r" (?:mai|solo|soltanto|solamente|tranne|salvo|eccetto|a meno|se)",
    "nl": r" (?:niet|nooit|alleen|slechts)|,? (?:tenzij|behalve|mits)",
    "da": r" (?:ikke|aldrig|kun)|,? (?:medmindre|undtagen)",
    "nb": r" (?:ikkj?e|aldri|bare|kun)|,? (?:med mindre|unntatt)",
    "sv": r" (?:inte|aldrig|bara|endast|såvida|utom)",
}
AFTER |= dict.fromkeys(("nn", "no"), AFTER["nb"])
"""What restricts or denies the words before it, by language: an expression for what is directly
after them."""
