"""What the words beside a quotation say of it: which are only about the next few words, which
only affirm, which come after what they restrict or deny, and which comment on a statement."""

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
AFFIRMING: dict[str, tuple[Expression, ...]] = {
    language: tuple(
        Expression(rf"\b(?:{pattern})\b", frozenset(heads.split()))
        for heads, pattern in by_heads.items()
    )
    for language, by_heads in {
        "en": {
            "not no nothing if cannot t can few without only": (
                r"not (?:only|just|merely|simply|solely|least)|n(?:o|ot) (?:fewer|less) than|"
                r"nothing (?:less than|short of)|n(?:o|ot any) (?:doubt|question) that|if anything|"
                r"c(?:an|ould)(?:not|n?’t| not) (?:help (?:but|\w+ing)|but)|(?<=whether )or not|"
                r"(?:first|last|past|next|every|quite a) few|"
                r"without (?:delay|hesitation|exception)|(?:after|within) only|"
                r"only (?:last|yesterday)|"
                r"(?:not|\w+n’t) [^.,;:]{1,60}? but(?! for)"
            ),
            "hesitate hesitates hesitated hesitating hesitation": (
                r"(?:not|\w+n’t|never|without|no) (?:(?!and\b|or\b)\w+ ){0,3}?hesitat\w+"
            ),
            "lose loses lost losing time": r"los(?:es?|t|ing) no time|in no time",
            "choice alternative option": r"no (?:\w+ )?(?:choice|alternative|option) but",
            "saying": r"goes without saying",
            "fail failed forget forgot forgotten neglect neglected miss missed": (
                r"(?:not|\w+n’t|never) (?:fail|forg[eo]t|neglect|miss)(?:s|ed|ten)?"
                r"(?: (?:an?|any) (?:chance|opportunity))?(?= to\b)"
            ),
            "doubt": r"little doubt that",
            # “It is no secret that …”, but “no doubt of it”.
            "wonder secret coincidence surprise surprising": (
                r"(?:no|hardly|not) (?:wonder|secret|coincidence|surprise|surprising)"
            ),
            "doubts doubted disputes disputed denies denied questions questioned": (
                r"(?:nobody|no one|none) (?:\w+ )?(?:doubt|dispute|denie|question)(?:s|e?d)"
            ),
            "until": r"not until (?:\w+ ){1,4}?(?:that|did|was|were|had)",
        },
        "de": {
            "nicht kein keine keinen ohne zweifellos zweifelsohne zweifelsfrei wenn nur": (
                r"nicht (?:nur|bloß|lediglich|allein|zuletzt|weniger als|umhin)|"
                r"(?:keine?n?|ohne(?: jeden)?) Zweifel|zweifel(?:los|sohne|sfrei)|wenn auch|"
                r"ohne (?:Gegenstimmen?|Verzug|Zögern|Ausnahme|Umschweife)|(?:nach|binnen) nur|"
                r"(?:zöger\w+|versäum\w+|verga(?:ß|ßen)) (?:es )?(?:nicht|keine \w+)|"
                r"nicht (?:\w+ )?(?:zöger|versäum)\w+|nicht anders(?=, als)|"
                r"kein (?:Wunder|Geheimnis|Zufall)"
            ),
            "außer": r"außer (?:Zweifel|Frage)",
            "niemand keiner": (
                r"(?:niemand|keiner) (?:\w+ )?(?:bezweifel|bestr(?:eit|itt)|leugne)\w*"
            ),
        },
        "fr": {
            "pas non nul aucun contre sans": (
                r"(?:n(?:e |’)(?:\w+ ){1,2})?(?:(?:pas|non) (?:seulement|uniquement|moins)|"
                r"(?:nul|(?:sans )?aucun) doute)|par contre|"
                r"sans (?:attendre|délai|tarder|hésiter|exception)|"
                r"n(?:e |’)(?:\w+ ){0,3}?(?:hésit|tard)\w+(?: (?:pas|point))?|"
                r"n(?:e |’)(?:\w+ ){0,2}?(?:oubli|manqu)\w+ (?:pas )?de(?= \w+[ei]r\b)|"
                r"(?:n(?:e |’)(?:\w+ ){1,2})?pas [^.,;:]{1,60}? mais"
            ),
            "choix": r"n(?:e |’)\w+ (?:d’autre|pas le) choix que",
            "nul personne aucun": (
                r"(?:nul|personne|aucun \w+) ne (?:doute|conteste|nie)(?: plus)?"
            ),
            # “One can but praise it”; with other verbs it is a limit.
            "peut peuvent pouvait": (
                r"n(?:e |’)(?:\w+ )?p(?:eu(?:ven)?t|ouvai(?:en)?t) que(?= (?:se )?(?:saluer|"
                r"constater|regretter|féliciter|admirer|approuver|déplorer|reconnaître|louer))"
            ),
        },
        "es": {"no": r"no s[oó]lo|no menos de|no [^.,;:]{1,60}? sino"},
        "it": {"non": r"non s(?:olo|oltanto)"},
        "nl": {"niet": r"niet alleen"},
        "da": {"ikke": r"ikke (?:kun|bare)"},
        **{norwegian: {"ikke": r"ikke (?:kun|bare)"} for norwegian in ("nb", "nn", "no")},
        "sv": {"inte": r"inte bara"},
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
_PLACED = r"(?:in|on|at|by|to|for|of|from|until|as)"
AFTER: dict[str, str] = {
    "en": (
        r" (?:not(?! only| just| least)|never|only|unless|except|if|subject to|provided that|"
        r"(?:as|so) long as|on (?:the )?condition that)|"
        # “in no state”, “in name only”, but not “at no cost”, “in no time”.
        r" (?!in no time\b)(?:in|at|on|by|to|under|from|within) (?:none|neither|nobody|"
        r"hardly|scarcely|barely|few|no(?! (?:cost|charge|avail|reason|purpose|hurry|small|"
        r"uncertain|less|fewer|doubt)))|"
        rf" {_PLACED} (?:[\w’'-]+ ){{1,3}}only(?=[.,;:!?])| (?:in (?:theory|principle)|on\spaper)"
        r"(?=[.,;:!?])|, but only|"
        r",? (?:allegedly|reportedly|supposedly|purportedly|apparently)(?=[.,;:])"
    ),
    "de": (
        rf"{_AMID} (?:nicht(?! nur| bloß| weit| öffentlich| selten)|nie|niemals)|"
        r" (?:(?:in |an |auf |von |zu |bei )?(?:keine?[mnrs]?|kaum)|erst)|"
        r",? (?:(?:aber |jedoch )?nur|wenn(?! auch)|falls|sofern|soweit|solange|außer|es sei denn)|"
        r",? angeblich(?=[.,;:])"
    ),
    "fr": (
        r" (?:pas|jamais|guère|seulement|uniquement|sauf|excepté|hormis|à moins|à condition|"
        r"pourvu|si|s[’']ils?)|, mais seulement| (?:dans|à|en|pour|sur) (?:[\w’'-]+ ){1,5}"
        r"seulement(?=[.,;:!?])| (?:sur le papier|en théorie)(?=[.,;:!?])|"
        r",? (?:prétendument|paraît-il|dit-on)(?=[.,;:])"
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

# The words with which a text comments on a statement after it, by language. A clause gives a
# statement to others where a `claiming` verb, with nothing after it but `when` that is, comes
# after a subject, or before one where the language is `inverted`, and it does not begin with one
# of `others`; or where it begins with one of `openings`, or with one of `leading` and has one of
# `needed`. It denies the statement where a `denying` verb comes after one of `naming`, or where
# one of `pointing`, after a word that is `joining` or not, is called `false`, or with one of
# `negators` `true`. A sentence that is one of `dismissing`, after `fillers` or not, denies the
# one before. `|` parts words that have spaces.
_TELLING = ("claiming", "inverted", "needed", "denying", "false", "true")
COMMENTS: dict[str, dict[str, str]] = {
    "en": {
        "claiming": (
            "allege alleges alleged claim claims claimed believe believes believed suspect "
            "suspects suspected suppose supposes supposed presume presumed speculate speculated"
        ),
        "others": (
            "who whose which that and but or where when while because though although as to of "
            "in on with for by from"
        ),
        "openings": (
            "they say|some say|people say|it seems|it seemed|it appears|or so |at least in the "
        ),
        "leading": "according to |if |so |it is |it was |it has been |as is |as was ",
        "needed": (
            "said say says thought rumoured rumored reported alleged claimed believe believes "
            "believed supposed trust trusts trusted rumour rumours rumor rumors gossip hearsay "
            "legend tradition enemies rivals accusers opponents critics"
        ),
        "saying": "say|says|said|maintain|maintained|insist|insisted|has it|had it|have it",
        "articles": "the a an",
        "claims": "story claim charge charges accusation allegation rumour rumor report",
        "it": "it this that",
        "naming": "which a an the something though although but",
        "denying": (
            "deny denies denied dispute disputes disputed contests contested refutes doubt doubts "
            "doubted"
        ),
        "joining": "but yet though although and or all none of",
        "pointing": "this that it which there that's it's there's",
        "false": (
            "false untrue wrong incorrect nonsense absurd myth legend lie hoax fiction fable "
            "fabrication invention rumour rumor hearsay denied disputed contested doubted doubtful "
            "unproven unproved unconfirmed refuted disproved invented withdrawn retracted"
        ),
        "true": "true so correct proved proven certain case truth proof evidence",
        "negators": "not no never none nobody hardly isn't wasn't nothing",
        "when": "at in on when before after during last this yesterday today then",
        "about": "of for by",
        "dismissing": (
            "nonsense|rubbish|absurd|untrue|false|wrong|lies|a lie|a myth|not so|not true|hardly|"
            "far from it|on the contrary"
        ),
        "fillers": "what utter pure sheer complete",
    },
    "de": {
        "claiming": (
            "behaupten behauptet behaupteten behauptete munkelt munkelte vermuten vermutet "
            "vermuteten vermutete glauben glaubt glaubten glaubte argwöhnen argwöhnt gemunkelt "
            "getuschelt"
        ),
        "others": "und aber der die das den sie doch wer was dass",
        "inverted": (
            "behaupten behauptet behaupteten behauptete munkelt munkelte vermuten vermutet glauben"
        ),
        "openings": "heißt es|wie es heißt|es heißt|sagt man|dem vernehmen nach|so heißt es",
        "leading": "laut |so |seinen |ihren |deren |dessen |gerüchten ",
        "needed": (
            "gerücht gerüchte gerüchten legende hörensagen feinde feinden gegner gegnern kritiker "
            "kritikern rivalen ankläger anklägern widersacher widersachern"
        ),
        "naming": "was",
        "denying": (
            "bestreitet bestreiten bestritt bestritten leugnet leugnen leugnete dementiert "
            "bezweifelt bezweifeln bezweifelten"
        ),
        "it": "das dies es",
        "joining": "aber doch jedoch und nichts davon",
        "pointing": "das dies es was davon daran dafür",
        "false": (
            "falsch gelogen erfunden erlogen unwahr unbewiesen umstritten unsinn lüge gerücht "
            "märchen legende irrtum"
        ),
        "true": "wahr bewiesen erwiesen fall stimmt stimmte richtig beweis beweise belege",
        "negators": "nicht nichts kein keine keinen keinerlei nie niemand",
        "when": "im am in seit bis heute damals",
        "about": "von wurde ist war wird",
        "dismissing": (
            "unsinn|quatsch|lüge|märchen|irrtum|falsch|gelogen|mitnichten|keineswegs|im gegenteil|"
            "stimmt nicht"
        ),
        "fillers": "reiner reine so ein eine welch alles",
    },
    "fr": {
        "claiming": "",
        "others": "et mais qui que dont où car ou",
        "inverted": (
            "prétend prétendent prétendait prétendaient prétendirent allègue allèguent "
            "soupçonne soupçonnent suppose supposent croit croient croit-on suppose-t-on"
        ),
        "openings": (
            "à en croire |dit-on|paraît-il|semble-t-il|assure-t-on|raconte-t-on|murmure-t-on|"
            "prétend-on|disait-on|racontait-on|murmurait-on|chuchotait-on|croyait-on|"
            "si l'on en cro|s'il faut en croire"
        ),
        "leading": "selon |d'après |au dire d|aux dires d",
        "needed": (
            "rumeur rumeurs légende on-dit ouï-dire ennemis adversaires critiques détracteurs "
            "rivaux accusateurs opposants"
        ),
        "naming": "ce",
        "denying": (
            "nie nient niait niaient nié conteste contestent contesté dément démentent démenti "
            "doute doutent doutaient"
        ),
        "it": "le l'a cela tout",
        "joining": "mais or et",
        "pointing": "c'est c'était cela ce rien",
        "false": (
            "faux fausse mensonge mythe légende invention absurde douteux contesté démenti inventé"
        ),
        "true": "vrai exact prouvé établi cas prouve confirme",
        "negators": "ne n'est n'était pas guère nullement rien jamais nul personne",
        "when": "en au à depuis dans",
        "about": "de pour",
        "dismissing": "mensonge|absurde|faux|absurdité|sottise|balivernes|au contraire",
        "fillers": "pur quel quelle un une",
    },
}


# A brief may say in these words what the words before them hedge in its source.
RESTATED: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            r"must|should|shall",
            r"(?:ha(?:s|ve|d)|needs?|needed|ought|obliged|required|bound) to|duty|obligation",
        ),
        (
            r"could|may|might|possibly|perhaps|maybe",
            r"can|able to|possibility|chance|risk|fear(?:s|ed)?",
        ),
        (
            r"(?:alleg|claim|believ|suspect|report|seem|appear|suppos|presum)\w*",
            r"according to|in (?:\S+ ){1,3}(?:view|opinion|account|version)|th(?:inks?|ought)",
        ),
    ),
    "fr": ((r"doi(?:ven)?t|devrai(?:en)?t", r"obligation|tenue?s? de|faut|obligée?s?"),),
}


def words_of(listed: str) -> frozenset[str]:
    """The words or phrases of one of these lists."""
    return frozenset(listed.split("|") if "|" in listed else listed.split())


def telling(language: str) -> frozenset[str]:
    """Words one of which is in every comment of a language; empty where none is known."""
    if not (lists := COMMENTS.get(language)):
        return frozenset()
    words = " ".join(lists.get(role, "") for role in _TELLING).split()
    words += (phrase.split()[-1] for phrase in words_of(lists["dismissing"]))
    # The second word of most is rarer than the first: “it seems”.
    words += ((phrase.split() * 2)[1] for phrase in words_of(lists["openings"]))
    return frozenset(words)
