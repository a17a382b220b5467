"""The words that turn a sentence's meaning, a list a language: negations, limits, hedges, and
the verbs that give a clause to somebody else.

The English list is the brief format's; the others are its counterparts. All are read without
regard to case; `’` stands for every apostrophe.
"""

from __future__ import annotations

from msgspec import Struct

from .qualifier_words_by_language import BY_LANGUAGE, Kind
from .qualifier_words_further import FURTHER, UNSPACED

# English words are looked up one by one; only the rest, where one of the cues is in a text, is
# worth an expression, which takes longer to compile than all the words to look up.
_ENGLISH_WORDS: dict[Kind, str] = {
    "negation": (
        "not cannot no never neither nor none nobody nothing without hardly barely scarcely "
        "unlikely deny denies denied denying denial denials deniable deniably refuse refuses "
        "refused refusing refusal refusals reject rejects rejected rejecting rejection rejections "
        "decline declines declined declining oppose opposes opposed opposing opposition against "
        "prohibit prohibits prohibited prohibiting prohibition prohibitions ban bans banned "
        "banning forbid forbids forbade forbidden forbidding prevent prevents prevented "
        "preventing prevention"
    ),
    "limit": "only unless except excepting excepted until if few rarely seldom",
    "hedge": (
        "allege alleges alleged allegedly alleging allegation allegations purport purports "
        "purported purportedly purporting claim claims claimed claimedly claiming appear appears "
        "appeared appearedly appearing reported reportedly reporting suspect suspects suspected "
        "suspectedly suspecting suspicion suspicions apparent apparently appearance appearances "
        "believe believes believed believing believable believably belief beliefs accuse accuses "
        "accused accusing accusation accusations dispute disputes disputed disputing disputedly "
        "disputable disputably rumor rumors rumored rumoredly rumour rumours rumoured rumouredly "
        "false falsely falsehood falsehoods untrue unable impossible impossibly unconfirmed "
        "supposed supposedly ostensible ostensibly should would must may might could likely "
        "probable probably possible possibly perhaps wrongly mistakenly erroneously incorrectly "
        "misleadingly myth myths misconception misconceptions hoax hoaxes doubts doubted doubting "
        "doubtful doubtfully dubious dubiously pretend pretends pretended pretending"
    ),
    "saying": "",
}
_ENGLISH_CUES: dict[Kind, tuple[str, ...]] = {
    "negation": ("n’t", "fail", "yet", "far", "instead", "anything but", "short of"),
    "limit": ("little",),
    "hedge": ("so-called", "report", "doubt", "wrong to"),
    "saying": ("that",),
}
_ENGLISH: dict[Kind, str] = {
    "negation": (
        r"\w+n’t|fail(?:s|ed|ing|ures?)? to|yet to|far from|instead of|anything but|"
        r"stop(?:s|ped|ping)? short of"
    ),
    # “little” before another noun says how large it is.
    "limit": (
        r"(?:very|too|so|precious|relatively) little|little (?:or no|if any|to|more|but|evidence|"
        r"proof|support|signs?|reason|basis|doubt|hope|chance|likelihood|indication|merit|truth|"
        r"justification|grounds?|substance|interest|effect|impact|influence|difference|progress|"
        r"choice|risk|knowledge|information|confidence|agreement|consensus|change|benefit|value|"
        r"use|need|point|sense|attention|data|research|room|time|money)"
    ),
    # “report” and “doubt” are verbs after these, “report” also before “that”; else they are nouns.
    "hedge": (
        r"so-called|wrong to|(?:(?<=\bI )|(?<=\bto )|(?<=\bthey )|(?<=\bwe )|(?<=\bhe )|"
        r"(?<=\bshe )|(?<=\bit )|(?<=\bwho )|(?<=\byou )|(?<=\bdo )|(?<=\bnot ))"
        r"(?:reports?|doubt)|reports?(?= that\b)"
    ),
    "saying": (
        r"(?:said|says?|saying|told|tells?|telling|think|thinks|thought|thinking|stat(?:e[sd]?|ing)|"
        r"argu(?:e[sd]?|ing)|wr(?:ites?|ote|itten|iting)|insist(?:s|ed|ing)?|maintain(?:s|ed|ing)?|"
        r"assert(?:s|ed|ing)?|add(?:s|ed|ing)?|explain(?:s|ed|ing)?|warn(?:s|ed|ing)?|"
        r"announc(?:e[sd]?|ing)|declar(?:e[sd]?|ing)|testif(?:y|ies|ied|ying)|admit(?:s|ted|ting)?|"
        r"conclud(?:e[sd]?|ing)|suggest(?:s|ed|ing)?|hop(?:e[sd]?|ing)|fear(?:s|ed|ing)?|"
        r"kn(?:ow|ows|ew|own)|noted?|notes|noting|repl(?:y|ies|ied)|agree[sd]?|reports?|"
        r"complain(?:s|ed|ing)?|contend(?:s|ed|ing)?|assum(?:e[sd]?|ing)|hear|heard|felt|feels?)"
        r"(?: [^\s.;:?!]+){0,3}? that"
    ),
}
_GERMAN: dict[Kind, str] = {
    "negation": (
        r"nicht|nichts|kein\w*|nie|niemals|niemand\w*|weder|noch|ohne|kaum|unwahrscheinlich\w*|"
        r"(?:be|ver)streite[nt]\w*|bestritt(?:en)?|leugne\w*|geleugnet|dementier\w*|"
        r"verweiger\w*|weiger\w*|geweigert|lehn\w+ (?:\S+ ){0,4}?ab|abgelehnt|ablehn\w*|"
        r"zurückgewiesen|zurückwies\w*|versäum\w*|gegen|statt|anstatt|verbot(?:en|e)?|verbiete\w*|"
        r"untersag\w*|verhinder\w*|weit davon entfernt|"
        r"alles andere als"
    ),
    "limit": r"nur|lediglich|bloß|außer|bis|wenn|falls|sofern|ob|wenige?\w*|selten\w*",
    "hedge": (
        r"angeblich\w*|mutmaßlich\w*|vermutlich\w*|verdächtig\w*|wohl|offenbar|anscheinend|scheint|"
        r"schein(?:en|bar\w*)|schien(?:en)?|"
        r"behaupte\w*|sollen|soll|sollte\w*|könnte\w*|dürfte\w*|müsste\w*|würde\w*|"
        r"möglicherweise|möglich\w*|unmöglich\w*|wahrscheinlich\w*|vielleicht|berichte\w*|laut|"
        r"glaub(?:t\w*|en)|beschuldig\w*|umstritten\w*|gerücht\w*|falsch\w*|unwahr\w*|unbestätigt\w*|"
        r"sogenannt\w*|außerstande|unfähig|zu Unrecht|fälschlich\w*|irrtümlich\w*|Mythos|Mythen|"
        r"bezweifel\w*"
    ),
    "saying": (
        r"(?:sag(?:t|te|ten|en)|erklär(?:t|te|ten|en)|mein(?:t|te|ten|en)|schr(?:eibt|ieb|ieben)|"
        r"denk(?:t|en)|dachte\w*|betont\w*|warn(?:t|te|ten)|hofft\w*|fürchtet\w*)"
        r"(?: [^\s.;:?!]+){0,3}?,? dass"
    ),
}
_FRENCH: dict[Kind, str] = {
    "negation": (
        r"ne|n’\w+|pas|non|jamais|ni|aucune?|personne|rien|sans|guère|peu probable|"
        r"ni(?:er|e|é|ée|és|ées|ent|ait)|démen(?:t|ti|tir|tent)|dément\w*|"
        r"refus\w*|rejet\w*|déclin\w*|échou\w* à|oppos\w*|contre|interdi\w*|empêch\w*|"
        r"loin de|au lieu de|tout sauf"
    ),
    "limit": r"seulement|sauf|excepté|hormis|jusqu(?:’\w+|e)|si|s’ils?|rarement|peu de",
    "hedge": (
        r"prétend\w*|prétendument|allégu\w*|allégation\w*|présumée?s?|soupçonn\w*|suspect\w*|"
        r"peut|peuvent|pourrait|pourraient|peut-être|probablement|probable|possible|possiblement|"
        r"semble\w*|apparemment|selon|aurait|auraient|serait|seraient|devrait|devraient|doit|"
        r"doivent|cro(?:it|ient|yait|yaient)|accus\w*|contesté\w*|rumeurs?|faux|fausse\w*|"
        r"incapable\w*|impossible\w*|non confirmé\w*|soi-disant|supposé\w*|à tort|mythes?"
    ),
    "saying": (
        r"(?:di(?:t|sent|sait|saient)|affirm\w+|déclar\w+|écri\w+|pens\w+|expliqu\w+|assur\w+|"
        r"ajout\w+|soutien\w+|craign\w+|craint|espèr\w+)(?: [^\s.;:?!]+){0,3}? (?:que|qu’\w+)"
    ),
}
_SPANISH: dict[Kind, str] = {
    "negation": (
        r"no|nunca|jamás|ni|ninguno?|ninguna|nadie|nada|sin|apenas|improbable|"
        r"nieg\w*|neg(?:ar|ó|aron|ado|ada|ando|aba)|desmient\w*|desmint\w*|"
        r"rechaz\w*|rehus\w*|declin\w*|contra|opus\w*|opon\w*|prohib\w*|prohíb\w*|imped\w*|impid\w*|"
        r"lejos de|en lugar de|en vez de|todo menos"
    ),
    "limit": r"solo|sólo|solamente|únicamente|salvo|excepto|hasta|si|pocos|pocas|raramente",
    "hedge": (
        r"alega\w*|presunt\w*|supuest\w*|sospech\w*|afirma\w*|según|al parecer|aparente\w*|"
        r"puede|pueden|podría|podrían|debería|deberían|debe|deben|habría|habrían|sería|serían|"
        r"probable\w*|posible\w*|quizás?|tal vez|parece\w*|cre(?:e|en|ía|ían)|acus\w*|"
        r"disputad\w*|rumor\w*|fals[oa]\w*|incapa\w*|imposible\w*|llamad[oa]s?|sin confirmar|"
        r"erróneamente|equivocadamente|mitos?"
    ),
    "saying": (
        r"(?:dij(?:o|eron)|dice|dicen|decía\w*|declar\w+|escrib\w+|pens\w+|piens\w+|explic\w+|"
        r"asegur\w+|sostuv\w+|sostien\w+|añad\w+|tem[eí]\w*)(?: [^\s.;:?!]+){0,3}? que"
    ),
}


class WordList(Struct, frozen=True):
    """The words of one kind: those that are looked up, and an expression for the others, one
    of whose `cues` is in every text that it matches (without any it is always tried).
    `is_bounded`: it matches whole words only."""

    plain: frozenset[str]
    pattern: str
    cues: tuple[str, ...] = ()
    is_bounded: bool = True


WORDS: dict[str, dict[Kind, WordList]] = {
    "en": {
        kind: WordList(frozenset(words.split()), _ENGLISH.get(kind, ""), _ENGLISH_CUES[kind])
        for kind, words in _ENGLISH_WORDS.items()
    },
    **{
        language: {
            kind: WordList(frozenset(), pattern, is_bounded=language not in UNSPACED)
            for kind, pattern in words.items()
        }
        for language, words in {
            "de": _GERMAN,
            "fr": _FRENCH,
            "es": _SPANISH,
            **BY_LANGUAGE,
            **FURTHER,
        }.items()
    },
}
