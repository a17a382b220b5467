"""The words that turn a sentence's meaning, a list a language: negations, limits, hedges, and
the verbs that give a clause to somebody else.

The English list is the brief format's; the others are its counterparts. All are read without
regard to case; `’` stands for every apostrophe.
"""

from __future__ import annotations

from msgspec import Struct

from .qualifier_words_by_language import BY_LANGUAGE, LOCAL, Kind
from .qualifier_words_further import FURTHER, UNSPACED

# English words are looked up one by one; only the rest, where one of the heads is in a text, is
# worth an expression, which takes longer to compile than all the words to look up.
_ENGLISH_WORDS: dict[Kind, str] = {
    "negation": (
        "not cannot no never nowhere neither nor none nobody nothing without hardly barely "
        "scarcely unlikely deny denies denied denying denial denials deniable deniably refuse "
        "refuses refused refusing refusal refusals reject rejects rejected rejecting rejection "
        "rejections "
        "decline declines declined declining oppose opposes opposed opposing opposition against "
        "prohibit prohibits prohibited prohibiting prohibition prohibitions ban bans banned "
        "banning forbid forbids forbade forbidden forbidding prevent prevents prevented "
        "preventing prevention lack lacks lacked lacking devoid bereft absent nonexistent dismiss "
        "dismisses dismissed dismissing refute refutes refuted refuting rebut rebuts rebutted "
        "rebutting disprove disproves disproved disproven disproving debunk debunks debunked "
        "debunking contradict contradicts contradicted contradicting disagree disagrees disagreed "
        "disagreeing disavow disavows disavowed disavowing retract retracts retracted retracting "
        "recant recants recanted recanting repudiate repudiates repudiated repudiating preclude "
        "precludes precluded precluding disallow disallows disallowed disallowing veto vetoes "
        "vetoed vetoing refrain refrains refrained refraining abstain abstains abstained "
        "abstaining avoid avoids avoided avoiding ceased ceases ceasing barred unwilling "
        "reluctant unlike exempt acquit acquits acquitted acquitting acquittal exonerate "
        "exonerates exonerated exonerating revoke revokes revoked revoking overturn overturns "
        "overturned overturning quash quashes quashed quashing annul annuls annulled annulling "
        "rescind rescinds rescinded rescinding repeal repeals repealed repealing cancel cancels "
        "cancelled canceled cancelling canceling abandon abandons abandoned abandoning resist "
        "resists resisted resisting thwart thwarts thwarted thwarting scrapped scrapping shelved "
        "shelving blocked insufficient scant premature"
    ),
    "limit": (
        "only unless except excepting excepted until if few rarely seldom merely solely "
        "exclusively excluding almost nearly virtually partly partially sometimes occasionally "
        "lest assuming"
    ),
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
        "doubtful doubtfully dubious dubiously pretend pretends pretended pretending whether "
        "maybe seem seems seemed seeming seemingly presumably presumed putative putatively "
        "reputedly arguably conceivable conceivably hypothetical hypothetically theoretically "
        "potentially unproven unproved "
        "unsubstantiated unverified unfounded baseless groundless implausible implausibly "
        "improbable improbably uncertain unclear inconclusive questionable lied fabricated "
        "fabrication fabrications fictitious fallacy fallacies illusion pretext hearsay "
        "conjecture conjectures conjectured speculation speculated speculates speculating "
        "incapable inability mistaken fake insinuate insinuates insinuated insinuating "
        "suppose supposing imagine imagined imagining"
    ),
    "saying": "",
}
# Expressions by the words one of which is in all that they match.
_ENGLISH: dict[Kind, dict[str, str]] = {
    "negation": {
        "t": r"\w+n’t",
        "fail fails failed failing failure failures yet": r"(?:fail(?:s|ed|ing|ures?)?|yet) to",
        "neglect neglects neglected neglecting omit omits omitted omitting forget forgets forgot "
        "forgotten": (r"(?:neglect(?:s|ed|ing)?|omit(?:s|ted|ting)?|forg[eo]t(?:s|ten)?) to"),
        # “free of charge” is about a price.
        "cleared": r"cleared of|cleared (?:\w+ ){1,3}?of(?= \w+ing)",
        "far free": r"(?:far|free) from|free of(?! charge)",
        "instead short absence opposite": r"(?:instead|short|absence|opposite) of",
        "anything rather other existent nowhere contrary": (
            r"anything but|(?:rather|other) than|non-existent|nowhere near|contrary to"
        ),
        "rule rules ruled ruling": r"rul(?:e[sd]?|ing) out",
        "stop stops stopped stopping": (
            r"stop(?:s|ped|ping)? (?:short of |(?:him|her|them|me|us|it|the \w+|h(?:is|er) \w+|"
            r"their \w+) )?(?!during\b|(?:even|morn|noth|k)ing\b)\w+ing"
        ),
        "talk talks talked talking argued reasoned frightened scared bullied tricked": (
            r"(?:talk(?:s|ed|ing)?|argued|reasoned|frightened|scared|bullied|tricked)"
            r"(?: [^\s.;:?!]+){0,3}? out of(?= \w+ing)"
        ),
        "stop stops stopped stopping keep keeps keeping kept deter deters deterred deterring "
        "discourage discourages discouraged discouraging dissuade dissuades dissuaded dissuading "
        "saved spared shrank recoiled": (
            r"(?:saved|spared|shrank|recoiled|stop(?:s|ped|ping)?|keep(?:s|ing)?|kept|deter(?:s|red|ring)?|discourag(?:e[sd]?|ing)|"
            r"dissuad(?:e[sd]?|ing))(?: [^\s.;:?!]+){0,4}? from(?= \w+ing)"
        ),
        "down off": r"(?:vot|turn)(?:e[sd]?|s|ed|ing)? down|call(?:s|ed|ing)? off",
        "drop drops dropped dropping": (
            r"drop(?:s|ped|ping)? (?:\w+ )?(?:plans?|proposals?|charges?|demands?|claims?)"
        ),
        "too": r"too (?:\w+ ){1,2}to",
    },
    "limit": {
        # “little” before another noun says how large it is.
        "little": (
            r"(?:very|too|so|precious|relatively) little|little (?:or no|if any|to|more|but|"
            r"evidence|proof|support|signs?|reason|basis|doubt|hope|chance|likelihood|indication|"
            r"merit|truth|justification|grounds?|substance|interest|effect|impact|influence|"
            r"difference|progress|choice|risk|knowledge|information|confidence|agreement|"
            r"consensus|change|benefit|value|use|need|point|sense|attention|data|research|room|"
            r"time|money)"
        ),
        "most least": r"at (?:most|least)",
        "up apart aside save but": r"up to|(?:apart|aside) from|(?:save|but) for",
        "exception provided long case subject condition": (
            r"exception of|provided that|(?:as|so) long as|in case|subject to|"
            r"on (?:the )?condition that"
        ),
        "close verge brink": r"c[oa]m(?:e|es|ing) close to|(?:verge|brink) of",
        "one half some many several part parts minority third quarter most": (
            r"(?:one|half|some|many|several|parts?|minority|third|quarter|most) of"
        ),
        "than": r"(?:more|less|fewer) than(?= (?:\W?\d|(?:half|one|two|three|ten)(?!\w)))",
    },
    "hedge": {
        "called": r"so-called",
        # Nobody answers for what “some say”.
        "say": r"(?:some|many|people|they) say",
        "wrong incorrect nonsense fiction notion idea theory pretence pretense propaganda "
        "misinformation disinformation suggestion impression assumption hypothesis": (
            r"wrong to|in theory|on (?:one|this|that|another|h(?:is|er)) theory|"
            r"(?:wrong|incorrect|nonsense|fiction|notion|idea|theory|pretence|"
            r"pretense|propaganda|misinformation|disinformation|suggestion|impression|assumption|"
            r"hypothesis) that"
        ),
        # What happens in a film is not what happened.
        "film films movie movies novel novels dream dreams opera parody satire fable fables legend "
        "legends tradition version gossip hearsay": (
            r"(?:in|according to) (?:[^\s.,;:]+ ){0,3}?"
            r"(?:(?:film|movie|novel|dream|fable|legend)s?|opera|parody|satire|gossip|hearsay)"
            r"(?:(?: of [^.,;:]{1,40})?(?=,)|(?= (?:the|an?|his|her|its|their|he|she|it|they)\b))|"
            r"(?:legends?|tradition|version|gossip) ha(?:s|ve) it"
        ),
        # They are verbs after these, “report” also before “that”; else they are nouns.
        "report reports doubt": (
            r"(?:(?<=\bI )|(?<=\bto )|(?<=\bthey )|(?<=\bwe )|(?<=\bhe )|(?<=\bshe )|(?<=\bit )|"
            r"(?<=\bwho )|(?<=\byou )|(?<=\bdo )|(?<=\bnot ))(?:reports?|doubt)|reports?(?= that\b)"
        ),
        "lie lies lying": r"lies? (?:that|about)|(?<=\ba )lie|lying (?:that|about|when)",
        "consider considers considered considering": r"consider(?:s|ed|ing)? \w+ing",
        "said thought considered understood meant": (
            r"(?:is|are|was|were|be|been) (?:said|thought|considered|understood|meant) (?:to|that)|"
            r"it (?:is|was) said(?! to)"
        ),
        "try tries tried trying attempt attempts attempted attempting seek seeks sought seeking "
        "plan plans planned planning intend intends intended intending threaten threatens "
        "threatened threatening promise promises promised promising propose proposes proposed "
        "proposing want wants wanted wanting hope hopes hoped hoping ask asks asked asking urge "
        "urges urged urging offer offers offered offering aim aims aimed aiming expect expects "
        "expected expecting intention threat threats effort efforts bid bids proposal proposals "
        "wish wishes wished requested": (
            r"(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|s(?:eeks?|ought|eeking)|"
            r"plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|threaten(?:s|ed|ing)?|promis(?:e[sd]?|ing)|"
            r"propos(?:e[sd]?|ing)|want(?:s|ed|ing)?|hop(?:e[sd]?|ing)|ask(?:s|ed|ing)?|"
            r"urg(?:e[sd]?|ing)|offer(?:s|ed|ing)?|aim(?:s|ed|ing)?|expect(?:s|ed|ing)?|intention|"
            r"threats?|efforts?|bids?|proposals?|wish(?:es|ed)?|requested)"
            r"(?: [^\s.;:?!]+){0,3}? to"
        ),
        "motion motions petition petitions request requests demand demands vow vows vowed pledge "
        "pledges pledged": (
            r"(?:motions?|petitions?|requests?|demands?|vow(?:s|ed)?|pledge[sd]?) to"
        ),
    },
    "saying": {
        "that": (
            r"(?:said|says?|saying|told|tells?|telling|think|thinks|thought|thinking|stat(?:e[sd]?|ing)|"
            r"argu(?:e[sd]?|ing)|wr(?:ites?|ote|itten|iting)|insist(?:s|ed|ing)?|maintain(?:s|ed|ing)?|"
            r"assert(?:s|ed|ing)?|add(?:s|ed|ing)?|explain(?:s|ed|ing)?|warn(?:s|ed|ing)?|"
            r"announc(?:e[sd]?|ing)|declar(?:e[sd]?|ing)|testif(?:y|ies|ied|ying)|admit(?:s|ted|ting)?|"
            r"conclud(?:e[sd]?|ing)|suggest(?:s|ed|ing)?|hop(?:e[sd]?|ing)|fear(?:s|ed|ing)?|"
            r"kn(?:ow|ows|ew|own)|noted?|notes|noting|repl(?:y|ies|ied)|agree[sd]?|reports?|"
            r"complain(?:s|ed|ing)?|contend(?:s|ed|ing)?|assum(?:e[sd]?|ing)|hear|heard|felt|feels?)"
            r"(?: [^\s.;:?!]+){0,3}? that"
        ),
    },
}
# The particle of a German verb comes after all that the verb is about, at the end of its clause.
_BRACKET = r"\w*(?: [^\s.,;:?!]+){0,12}? "
_AT_END = r"(?= ?(?:[.,;:!?)“”»…]|und\b|oder\b|\Z))"
_GERMAN: dict[Kind, str] = {
    "negation": (
        r"nicht|nichts|kein\w*|nie|niemals|niemand\w*|weder|"
        # “noch” is “still” elsewhere.
        r"noch(?= (?:d(?:er|ie|as|en|em|es)|sonst|irgend\w*)(?!\w))|ohne|kaum|unwahrscheinlich\w*|"
        r"(?:be|ver)streite[nt]\w*|bestritt(?:en)?|leugne\w*|geleugnet|dementier\w*|"
        r"verweiger\w*|weiger\w*|geweigert|"
        rf"(?:lehn{_BRACKET}ab|w(?:ies|eis[et]){_BRACKET}zurück|schl(?:oss|ieß){_BRACKET}aus|"
        rf"z(?:og|ieh){_BRACKET}zurück|h[oe]b{_BRACKET}auf|r(?:iet|ät){_BRACKET}ab|"
        rf"hör{_BRACKET}auf){_AT_END}|aufgehoben\w*|zurückgezogen\w*|widerr[iu]\w*|scheiter\w*|"
        r"gescheitert\w*|verw[ao]rf\w*|verworfen\w*|warnt(?:e|en)?(?: \w+){0,3}? (?:davor|vor)|"
        r"hütete\w* sich|verfrüht\w*|unzureichend\w*|"
        r"abgelehnt|ablehn\w*|zurückgewiesen|zurückwies\w*|zurückweis\w*|versäum\w*|verzicht\w*|"
        r"freigesprochen\w*|Freispruch|keinesfalls|keineswegs|mitnichten|"
        # “gegen Mittag” is a time.
        r"gegen(?! (?:Mittag|Abend|Morgen|Ende|Mitternacht|\d))|statt|anstatt|verbot(?:en|e)?|"
        r"verbiete\w*|"
        r"untersag\w*|verhinder\w*|weit davon entfernt|nirgends|nirgendwo|"
        # “davon abhängen” is a condition, “davon abgesehen” before a clause “apart from that”.
        r"davor zurück\w*|davon ab(?!häng|gehäng|gehang|zuhäng|gesehen(?!, (?!dass)))\w*|"
        r"alles andere als"
        r"|mangel\w*|mangels|fehl(?:t|te|ten|en|ende\w*)|frei von|anders als|andere\w* als"
        r"|eher als|unterl(?:ieß|ass)\w*|widerleg\w*|vermied\w*|vermeid\w*|vermieden"
        r"|ausgeschlossen|widersprach\w*|widersprich\w*"
        r"|widersproch\w*|entgegen|aufgehört|ablehnend\w*"
    ),
    "limit": (
        r"nur|lediglich|bloß|außer|bis|wenn|falls|sofern|ob|wenige?\w*|selten\w*|"
        r"ausschließlich\w*|einzig\w*|es sei denn|solange|soweit|vorausgesetzt|allenfalls|"
        r"bestenfalls|erst(?! recht| einmal)|unter (?:der Bedingung|der Voraussetzung|Vorbehalt)|"
        r"um ein Haar|um Haaresbreite|manchmal|gelegentlich\w*|abgesehen von|mit Ausnahme|"
        r"(?:mehr|weniger) als(?= \W?\d)"
    ),
    "hedge": (
        r"angeblich\w*|mutmaßlich\w*|vermutlich\w*|verdächtig\w*|wohl|offenbar|anscheinend|scheint|"
        r"schein(?:en|bar\w*)|schien(?:en)?|"
        r"behaupt\w*|vorw[uü]rf\w*|verdacht\w*|anschuldig\w*|"
        r"(?:Antr[aä]ge?|Vorschl[aä]ge?|Absicht|Idee|Forderung)(?=,)|sollen|soll|sollte\w*|hätte\w*|wäre\w*|könnte\w*|dürfte\w*|müsste\w*|würde\w*|"
        r"möglich(?!keit|st)\w*|unmöglich\w*|wahrscheinlich\w*|vielleicht|berichte\w*|laut|"
        r"glaub(?:t\w*|en)|beschuldig\w*|umstritten\w*|gerücht\w*|falsch\w*|unwahr\w*|unbestätigt\w*|"
        r"sogenannt\w*|außerstande|unfähig|zu Unrecht|fälschlich\w*|irrtümlich\w*|Mythos|Mythen|"
        r"bezweifel\w*"
        r"|lüge\w*|gelogen|erfunden\w*|unbewiesen\w*|unbegründet\w*|haltlos\w*|theoretisch\w*"
        r"|hypothetisch\w*|versuch(?:t|te|ten|en)|plant|plante\w*|planen|geplant\w*"
        r"|beabsichtig\w*|droh(?:t|te|ten|en)|angedroht\w*|will|wollen|wollte\w*|erwäg\w*"
        r"|erwog\w*|erwogen|zweifel\w*|fraglich\w*|unklar|ungewiss|spekul\w*|vorwand\w*"
        r"|märchen|irrtum|(?<=so )heißt es|dem Vernehmen nach|man(?:che)? sag(?:t|en)"
        r"|(?<!\w )angenommen(?=,)"
        r"|(?:im|in (?:d|ein|sein|ihr)\w*) (?:\w+ )?(?:Film|Roman|Traum|Oper|Novelle|Sage|Legende)"
        r"(?= [a-zäöü]+ )|(?:der|einer) (?:Sage|Legende) (?:nach|zufolge)"
    ),
    "saying": (
        r"(?:sag(?:t|te|ten|en)|erklär(?:t|te|ten|en)|mein(?:t|te|ten|en)|schr(?:eibt|ieb|ieben)|"
        r"denk(?:t|en)|dachte\w*|betont\w*|warn(?:t|te|ten)|hofft\w*|fürchtet\w*)"
        r"(?: [^\s.;:?!]+){0,3}?,? dass"
    ),
}
# “n’ouvre que le lundi” is a limit. (The space: “que” is before what is quoted, as “n’ouvre” is.)
_QUE = (
    r"(?: (?!(?:pas|jamais|rien|personne|aucune?|plus|guère|point|ni)\b)[^\s.,;:?!]+){0,4}? "
    r"qu(?:e|’\w+)(?= )"
)
_FRENCH: dict[Kind, str] = {
    "negation": (
        rf"(?:ne|n’\w+)(?!\w|{_QUE})|"
        r"pas|non|jamais|ni|aucune?|rien|sans|guère|peu probable|"
        r"(?<!une )(?<!la )(?<!chaque )(?<!cette )(?<!toute )personne|"
        r"ni(?:er|e|é|ée|és|ées|ent|ait)|démen(?:t|ti|tir|tent)|dément\w*|"
        r"dissua\w*|refus\w*|rejet\w*|déclin\w*|échou\w* à|oppos\w*|contre|interdi\w*|empêch\w*|"
        r"(?:loin|au lieu|faute|à défaut) d(?:e|’\w+)|tout sauf|à peine|"
        r"renon[cç]\w*|relax(?:é|a|e)\w*|acquitt(?:é|a|e)\w*|"
        r"s(?:e|’\w+) (?:bien )?gard\w+ (?:bien )?d(?:e|’\w+)"
        r"|annul\w*|retir(?:é\w*|a|ait)|abandonn\w*|bloqu\w*|déconseill\w*|blanchi\w*|prématuré\w*"
        r"|insuffisan\w*|manqu\w*|absence|dépourvue?s?|réfut\w*|évit\w*"
        r"|cess(?:e|a|ait|é|èrent|er)|exclu(?:t|re|ent|ait)?|plutôt que|contredi\w*"
        r"|autres? que|contrairement|abst(?:ien|en|in)\w*|omet\w*|néglige\w* de"
    ),
    "limit": (
        rf"(?:ne|n’\w+){_QUE}|"
        r"seulement|sauf|excepté|hormis|jusqu(?:’\w+|e)|s’ils?|rarement|peu d(?:e|’\w+)|rares?|"
        # “si” is “so” after “is” and before “that”.
        r"(?<!est )(?<!sont )(?<!était )(?<!étaient )si|fallu de peu|à deux doigts d(?:e|’\w+)|"
        r"seule?s?|uniquement|exclusivement|à moins|à condition|pourvu|parfois|"
        r"failli(?:t|r|rent)?|(?:moins|plus) de(?= (?:\d|la(?!\w)))"
    ),
    "hedge": (
        r"prétend\w*|prétendument|allégu\w*|allégation\w*|présumée?s?|soupçonn\w*|suspect\w*|"
        r"peut|peuvent|pourrait|pourraient|peut-être|probablement|probable|possible|possiblement|"
        r"semble\w*|apparemment|selon|aurait|auraient|serait|seraient|devrait|devraient|doit|"
        r"doivent|cro(?:it|ient|yait|yaient)|accus\w*|contesté\w*|rumeurs?|faux|fausse\w*|"
        r"incapable\w*|impossible\w*|non confirmé\w*|soi-disant|supposé\w*|à tort|mythes?"
        r"|mensong\w*|menti|essay\w*|tent\w* d(?:e|’\w+)|cherch\w* à|envisag\w*"
        r"|menac\w* d(?:e|’\w+)|prome(?:t|ttent|ttait|ttaient)|promis|veut|veulent|voul\w*"
        r"|infondée?s?|hypothétique\w*|théoriquement|prétextes?|illusions?|spécul\w*|dout\w*"
        r"|inventée?s?|éventuel\w*|dit-on|para(?:ît|issent|issait|îtrait)(?:-il)?"
        r"|supposons|imaginons|imaginez|(?:certains|d’aucuns) disent"
        r"|idée (?:que|qu’\w+)|dans (?:(?:le|la|un|une|son|sa|ce|cette) |l’)(?:\w+ )?"
        r"(?:film|roman|rêve|conte|fable|opéra|légende|satire)"
        r"(?=,| (?:les?|la|une?|il|elle|ils|elles)\b)"
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
        r"|falt(?:a|an|ó|aba)|carec\w*|carente\w*|ausencia|refut\w*|evit\w*|ces(?:ó|aron|ar)"
        r"|dej\w+ de|descart\w*|contradi\w*|a diferencia|más que nada|antes que|abst[ui]\w*"
        r"|omiti\w*|en vez"
    ),
    "limit": r"solo|sólo|solamente|únicamente|salvo|excepto|a menos|hasta|si|pocos|pocas|raramente",
    "hedge": (
        r"alega\w*|presunt\w*|supuest\w*|sospech\w*|afirma\w*|según|al parecer|aparente\w*|"
        r"puede|pueden|podría|podrían|debería|deberían|debe|deben|habría|habrían|sería|serían|"
        r"probable\w*|posible\w*|quizás?|tal vez|parece\w*|cre(?:e|en|ía|ían)|acus\w*|"
        r"disputad\w*|rumor\w*|fals[oa]\w*|incapa\w*|imposible\w*|llamad[oa]s?|sin confirmar|"
        r"erróneamente|equivocadamente|mitos?"
        r"|mentira\w*|mint\w+|miente\w*|intent\w*|trat\w+ de|planea\w*|pretend\w*|amenaz\w*"
        r"|promet\w*|quier\w*|quer(?:er|ía|ían)|quis\w+|infundad\w*|hipotétic\w*|teóricamente"
        r"|pretextos?|ficción|especul\w*|dud\w+|inventad\w*"
    ),
    "saying": (
        r"(?:dij(?:o|eron)|dice|dicen|decía\w*|declar\w+|escrib\w+|pens\w+|piens\w+|explic\w+|"
        r"asegur\w+|sostuv\w+|sostien\w+|añad\w+|tem[eí]\w*)(?: [^\s.;:?!]+){0,3}? que"
    ),
}


class Expression(Struct, frozen=True):
    """A regular expression, and words in small letters, one of which is in all that it matches;
    without any it is tried on every text."""

    pattern: str
    heads: frozenset[str] = frozenset()


class WordList(Struct, frozen=True):
    """The words of one kind: those that are looked up, and expressions for the others, which
    match whole words only where it `is_bounded`."""

    plain: frozenset[str]
    expressions: tuple[Expression, ...]
    is_bounded: bool = True


def _expressions(by_heads: dict[str, str]) -> tuple[Expression, ...]:
    return tuple(
        Expression(pattern, frozenset(heads.split())) for heads, pattern in by_heads.items()
    )


def _local(language: str) -> tuple[Expression, ...]:
    if not (words := LOCAL.get(language)):
        return ()
    return (Expression(words, frozenset(phrase.split()[0] for phrase in words.split("|"))),)


WORDS: dict[str, dict[Kind, WordList]] = {
    "en": {
        kind: WordList(frozenset(words.split()), _expressions(_ENGLISH[kind]))
        for kind, words in _ENGLISH_WORDS.items()
    },
    **{
        language: {
            kind: WordList(
                frozenset(),
                (Expression(pattern), *(_local(language) if kind == "limit" else ())),
                language not in UNSPACED,
            )
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
