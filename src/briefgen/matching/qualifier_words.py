"""The words that turn a sentence's meaning, a list a language: negations, limits, hedges, and
the verbs that give a clause to somebody else.

The English list is the brief format's; the others are its counterparts. Each is a regular
expression, read without regard to case; `’` stands for every apostrophe.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["negation", "limit", "hedge", "saying"]

_ENGLISH: dict[Kind, str] = {
    "negation": (
        r"not|cannot|\w+n’t|no|never|neither|nor|none|nobody|nothing|without|hardly|barely|scarcely|"
        r"unlikely|den(?:y|ies|ied|ying|ials?|iabl[ey])|refus(?:e[sd]?|ing|als?)|"
        r"reject(?:s|ed|ing|ions?)?|declin(?:e[sd]?|ing)|fail(?:s|ed|ing|ures?)? to|"
        r"oppos(?:e[sd]?|ing|ition)|against|prohibit(?:s|ed|ing|ions?)?|ban(?:s|ned|ning)?|"
        r"forb(?:id|ids|ade|idden|idding)|prevent(?:s|ed|ing|ion)?|yet to|far from|instead of"
    ),
    "limit": r"only|unless|except(?:ing|ed)?|until|if|few|rarely|seldom",
    "hedge": (
        r"alleg(?:es?|ed|edly|ing|ations?)|(?:purport|claim|appear)(?:s|ed|edly|ing)?|"
        r"report(?:ed|edly|ing)|suspect(?:s|ed|edly|ing)?|suspicions?|apparent(?:ly)?|appearances?|"
        r"believ(?:e[sd]?|ing|abl[ey])|beliefs?|accus(?:e[sd]?|ing|ations?)|"
        r"disput(?:e[sd]?|ing|edly|abl[ey])|rumou?r(?:s|ed|edly)?|false|falsely|falsehoods?|untrue|"
        r"unable|impossibl[ey]|unconfirmed|so-called|supposed(?:ly)?|ostensibl[ey]|"
        r"should|would|must|may|might|could|likely|probabl[ey]|possibl[ey]|perhaps"
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
        r"untersag\w*|verhinder\w*|weit davon entfernt"
    ),
    "limit": r"nur|lediglich|bloß|außer|bis|wenn|falls|sofern|ob|wenige?\w*|selten\w*",
    "hedge": (
        r"angeblich\w*|mutmaßlich\w*|vermutlich\w*|verdächtig\w*|wohl|offenbar|anscheinend|scheint|"
        r"schein(?:en|bar\w*)|schien(?:en)?|"
        r"behaupte\w*|sollen|soll|sollte\w*|könnte\w*|dürfte\w*|müsste\w*|würde\w*|"
        r"möglicherweise|möglich\w*|unmöglich\w*|wahrscheinlich\w*|vielleicht|berichte\w*|laut|"
        r"glaub(?:t\w*|en)|beschuldig\w*|umstritten\w*|gerücht\w*|falsch\w*|unwahr\w*|unbestätigt\w*|"
        r"sogenannt\w*|außerstande|unfähig"
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
        r"loin de|au lieu de"
    ),
    "limit": r"seulement|sauf|excepté|hormis|jusqu(?:’\w+|e)|si|s’ils?|rarement|peu de",
    "hedge": (
        r"prétend\w*|prétendument|allégu\w*|allégation\w*|présumée?s?|soupçonn\w*|suspect\w*|"
        r"peut|peuvent|pourrait|pourraient|peut-être|probablement|probable|possible|possiblement|"
        r"semble\w*|apparemment|selon|aurait|auraient|serait|seraient|devrait|devraient|doit|"
        r"doivent|cro(?:it|ient|yait|yaient)|accus\w*|contesté\w*|rumeurs?|faux|fausse\w*|"
        r"incapable\w*|impossible\w*|non confirmé\w*|soi-disant|supposé\w*"
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
        r"lejos de|en lugar de|en vez de"
    ),
    "limit": r"solo|sólo|solamente|únicamente|salvo|excepto|hasta|si|pocos|pocas|raramente",
    "hedge": (
        r"alega\w*|presunt\w*|supuest\w*|sospech\w*|afirma\w*|según|al parecer|aparente\w*|"
        r"puede|pueden|podría|podrían|debería|deberían|debe|deben|habría|habrían|sería|serían|"
        r"probable\w*|posible\w*|quizás?|tal vez|parece\w*|cre(?:e|en|ía|ían)|acus\w*|"
        r"disputad\w*|rumor\w*|fals[oa]\w*|incapa\w*|imposible\w*|llamad[oa]s?|sin confirmar"
    ),
    "saying": (
        r"(?:dij(?:o|eron)|dice|dicen|decía\w*|declar\w+|escrib\w+|pens\w+|piens\w+|explic\w+|"
        r"asegur\w+|sostuv\w+|sostien\w+|añad\w+|tem[eí]\w*)(?: [^\s.;:?!]+){0,3}? que"
    ),
}
WORDS = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
