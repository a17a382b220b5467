"""Where a main clause of its own begins after “and” or “but”: a denial before it does not reach it.

“He rejected the appeal and the sentence was carried out” does not deny the second clause, as
“He did not weigh and stamp it” does. A clause is known by its subject and a verb that can be
nothing else there; where that is not certain, or the first clause may hold both (“denied that it
sank and the crew drowned”), it is taken for a part of the first.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from .qualifiers import known


class _Grammar(Struct, frozen=True):
    """What tells clauses in one language, as expressions.

    A clause begins after `joint`; it is a `subject` with a verb, or begins `certain`ly. A verb is
    one of `verb`, or where nothing before has a `causing` word, which makes a participle of it
    (“had the gates opened”), of `weak`. The clause before has a `predicate`, and no word that
    `holds` a clause, or that `takes` one with more than an object after it. Where its verb denies
    what is done (“dismissed the case and ordered …”), a verb alone begins something of its own,
    unless there is one of the words that are `denied` with it.
    """

    joint: str
    certain: str
    subject: str
    verb: str
    weak: str
    causing: str
    predicate: str
    holds: str
    takes: str
    article: str
    alone: str
    denied: str


_BE = (
    r"(?:am|is|are|was|were|has|have|had|does|do|did|will|would|can|could|shall|should|may|might|"
    r"must|cannot)(?:n[’']t)?"
)
_PAST = (
    r"(?:ate|became|began|blew|bore|broke|came|chose|drank|drew|drove|fell|flew|forbade|forgave|froze|gave|"
    r"grew|knew|lay|ran|rang|rode|rose|sang|sank|sat|saw|shook|shrank|slept|spoke|sprang|sto(?:le|od)|"
    r"swam|swore|threw|took|tore|went|woke|wore|wrote)"
)
# These may be participles, as all in “-ed”.
_OTHER_PAST = (
    r"(?:bought|brought|built|caught|felt|fought|found|heard|held|kept|led|left|lost|made|met|paid|"
    r"said|sent|sold|taught|thought|told|won)"
)
_DETERMINER = r"the|an?|his|her|its|their|our|my|your"
_STRONG = (
    r"(?:ist|sind|war(?:en)?|hat(?:te|ten)?|wird|wurden?|kann|konnten?|muss|mussten?|darf|"
    r"bleibt|kommt|geht|steht|liegt|fällt|beginnt|nimmt|gibt|"
    r"(?:blieb|kam|ging|(?:st|f)and|lag|fiel|schloss|begann|nahm|bekam|gab|sah|rief|lief|hielt|ließ|fuhr|"
    r"schlief|zog|trug|schrieb|sprach|stieg|sank|brach|floh|starb|verdarb|verlor|schwieg|ritt|trat|warf|half|sprang|sang|trank)(?:en)?)"
)
_KNOWN: dict[str, _Grammar] = {
    "en": _Grammar(
        joint=(
            r"(?<=[\w’'-]) (?:and|but|yet|so|although|though|whereas|while|because) "
            r"(?:(?:then|now|soon|still|thus) )?"
        ),
        certain=(
            r"(?:he|she|they|we|I) (?!who\b|and\b|or\b|in\b|of\b)[\w’'-]|"
            rf"(?:it|there) (?:{_BE}|{_PAST}|\w+s)\b"
        ),
        # “The book she wrote” has no verb of its own, nor have “the guards wounded in the war”.
        subject=(
            rf"(?:(?:{_DETERMINER}|th(?:is|ese|ose)) )?(?:(?!(?:{_DETERMINER}|of|in|on|at|by|to|"
            r"for|from|with|and|or|nor|that|which|who|whom|whose|as|than|into|over|under|without|not|no|"
            rf"when|where|if|because|how|he|she|they|we|I|it|you|{_BE})\b)[\w’'-]+ ){{1,3}}?"
            rf"(?:(?:of|in|on|at) (?:(?:{_DETERMINER}) )?[\w’'-]+ )?"
        ),
        verb=rf"(?:{_BE}|{_PAST})\b",
        weak=(
            rf"(?:(?:\w+ed|{_OTHER_PAST})\b(?=[.,;:!?]|\Z| (?:\w+ly|{_DETERMINER}|th(?:is|ese|ose)|"
            r"all|both|him|them|me|us|it|for|until|up|down|out|off|back|away|home|again|over|as|after|"
            r"before|when|dark|silent|still|open|shut|\d[\d,.]*)\b)|"
            r"(?:(?:remain|sta(?:nd|y)|come|lie|begin|continue|exist|become|belong)s|goes)\b)"
        ),
        causing=(
            r"\b(?:have|has|had|having|gets?|got|sees?|saw|seen|hears?|heard|lets?|makes?|made|wants?|"
            r"wanted|finds?|found|keeps?|kept|leaves?|left|with|likes?)\b"
        ),
        predicate=(
            rf"\b(?:{_BE}|{_PAST}|{_OTHER_PAST}|never [a-z]+)\b|\w[’']t\b|"
            r"\b\w+s (?=(?:no|few|little|not)\b)|"
            r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bno )(?<!\bfew )(?<!\bonly )(?<!\bits )(?<!\bhis )"
            r"(?<!\bher )(?<!\btheir )\b\w+ed\b"
        ),
        holds=(
            r"\b(?:that|whether|if|unless|until|till|lest|because|since|who|whom|whose|which|when|"
            r"where|while|although|though|than|so|as|assuming|provided|perhaps|maybe|neither|\w+ly)\b"
        ),
        takes=(
            r"\b(?:den(?:y|ie)|claim|alleg|believ|suspect|suppos|report|thinks?\b|thought|sa(?:y|id)|"
            r"kn[eo]w|doubt|pretend|appear|seem|hop(?:e|ing)|fear|wish|expect|assum|presum|suggest|"
            r"argu|insist|imagin|rumou?r|show|prov(?:e|ing)|demonstrat|find|found|establish|conclud|"
            r"admit|confirm|agree|decid|promis|sw[eo]re?|explain|mean|ensur|tell|told|evidence|proof|"
            r"sign|chance|fact|idea|question|truth|disput|insinuat|conced|accept|"
            r"(?:un)?(?:true|likely|clear|certain|sure)\b|false|(?:im)?possible)\w*"
        ),
        article=rf"{_DETERMINER}|any|all|such",
        alone=r"\w+ed (?:the|an?|his|her|its|their|in|on|at|to|for|from|up|out|off|back|home)\b",
        denied=(
            r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|hardly|barely|scarcely|few|"
            r"only|seldom|rarely|may|might|could|should|would|must|have|having|to|\w+ing|"
            r"(?:alleg|believ|claim|suppos|suspect|report|rumou?r|presum|assum|accus|fear)ed|said|"
            r"thought|seem\w*|appear\w*)\b|n[’']t\b"
        ),
    ),
    "de": _Grammar(
        joint=r"(?<=\w) (?:und|aber|doch|denn) ",
        certain=(
            r"(?:er|es|wir|ich|man) [a-zäöüß]+\b|"
            r"(?:dann|darauf|nun|da|so|daher|deshalb|dort) (?:VERB)"
        ),
        subject=(
            r"(?:d(?:er|ie|as)|eine?|(?:sein|ihr|unser)e?|dies(?:er?|es)|jener?|alle|viele|einige|"
            r"manche) (?:[a-zäöüß]+e[nrsm]? ){0,2}[A-ZÄÖÜ][\w-]+ "
            r"(?:(?:der|des|von) [A-ZÄÖÜ][\w-]+ )?"
        ),
        # What ends in “-t” or “-en” may be a participle or an infinitive, unless more follows.
        verb=(
            rf"(?:{_STRONG}|(?!heute|bitte|gute)[a-zäöüß]{{2,}}te)\b|"
            r"[a-zäöüß]{2,}(?:t|i[eß]|a[hm]|o[gh])en (?=(?:um|ab|an|auf|aus|ein|mit|nach|vor|"
            r"zurück|weiter|wieder|im|in|am|bei|den|die|das|sich)\b)"
        ),
        weak=r"(?!)",
        causing=r"(?!)",
        predicate=r"\b(?:VERB|[a-zäöüß]{2,}ten?\b)",
        holds=(
            r"\b(?:dass|daß|ob|wenn|falls|sofern|weil|bis|solange|bevor|weder|angeblich|vielleicht|"
            r"vermutlich|wohl|wahrscheinlich|möglicherweise|offenbar|scheinbar|mutmaßlich|kaum|laut|"
            r"hätten?|wären?|würden?)\b"
        ),
        takes=(
            r"\b(?:sag|glaub|behaupt|mein|denk|dacht|hoff|fürcht|bestritt|bestreit|leugn|bezweif|"
            r"vermut|schein|schien|heißt|soll|will)\w*"
        ),
        article=r"d(?:er|ie|as|en|em)|eine?[nrms]?",
        alone=r"(?!)",
        denied=r"\b(?:nicht|nie|niemals|kein\w*|keiner|niemand|nichts|ohne|nur|wenige?|zu)\b",
    ),
    "fr": _Grammar(
        joint=(
            r"(?<=\w) (?:et|mais|or|donc|alors que|tandis que) (?:(?:alors|puis|ensuite|enfin) )?"
        ),
        certain=r"(?:ils?|on|je|nous|tu) (?!et\b|ou\b)\w|elles? (?:VERB)",
        subject=(
            r"(?:(?:les?|la|une?|des|son|sa|ses|leurs?|ce|cette|ces|quelques|plusieurs) |l[’'])"
            r"(?:(?!(?:de|du|des|à|au|aux|en|dans|par|pour|sur|qui|que|qu[’']\w+|dont|où|et|ou|ni|pas|"
            r"ils?|elles?|on|les?|la|une?)\b)[\w’'-]+ ){1,3}?"
            r"(?:(?:du|de (?:la )?|des|de l[’']) ?[\w’'-]+ )?"
        ),
        verb=(
            r"(?:a|ont|est|sont|fut|furent|sera|seront|va|vont|peut|peuvent|vint|vinrent|prit|prirent|"
            r"mit|mirent|dut|restent?|\w+(?:ait|aient|èrent|irent|urent|era|eront)|"
            r"(?!opéra|cinéma|agenda|panorama)\w{2,}a)\b"
        ),
        weak=r"(?!)",
        causing=r"(?!)",
        predicate=r"\b(?:VERB|n[’'e]|interdi\w+|refus\w+|rejet\w+|oppos\w+)",
        holds=(
            r"\b(?:que|qu[’']\w*|si|s[’']ils?|qui|dont|où|quand|lorsque|puisque|parce|comme|selon|"
            r"peut-être|sans doute|apparemment|ni|\w*rai(?:en)?t)\b"
        ),
        takes=(
            r"\b(?:prétend|croi|croy|pens|dit|affirm|assur|nie\b|nient|nia|dout|sembl|veu|voul)\w*"
        ),
        article=r"les?|la|une?|son|sa|ses|leurs?|ce|cette|ces",
        alone=r"(?!)",
        denied=r"",
    ),
}


class _Patterns(Struct, frozen=True):
    """The expressions of a language, compiled."""

    clause: re.Pattern[str]
    weak: re.Pattern[str]
    causing: re.Pattern[str]
    predicate: re.Pattern[str]
    holding: re.Pattern[str]
    alone: re.Pattern[str]
    denied: re.Pattern[str]


def begun(near: str, quoted: str, *languages: str) -> int:
    """Where in `near`, the words before a quotation that begins with `quoted`, a main clause of
    its own begins, in which the quotation is; 0 where none does."""
    text = near + quoted
    for language in known(languages):
        joint = _joint(language) if language in _KNOWN else None
        for joined in joint.finditer(text, 0, len(near)) if joint else ():
            one = _patterns(language)
            before, start = near[: joined.start()], joined.end()
            if not one.predicate.search(before) or one.holding.search(before):
                continue
            if "because" in joined[0] and one.denied.search(before):
                continue  # “not because …” denies what comes after it, too
            if (
                one.clause.match(text, start)
                or (one.weak.match(text, start) and not one.causing.search(before))
                or (one.alone.match(text, start) and not one.denied.search(before))
            ):
                return start
    return 0


@cache
def _joint(language: str) -> re.Pattern[str]:
    return re.compile(_KNOWN[language].joint)


@cache
def _patterns(language: str) -> _Patterns:
    one = _KNOWN[language]
    verb = one.verb
    alone = rf"(?: (?:(?:{one.article}) )?(?!of )[\w’'-]+)?(?: of [\w’'-]+)?\Z"
    return _Patterns(
        re.compile(rf"{one.certain.replace('VERB', verb)}|{one.subject}(?:{verb})"),
        re.compile(rf"{one.subject}(?:{one.weak})"),
        re.compile(one.causing, re.IGNORECASE),
        re.compile(one.predicate.replace("VERB", verb), re.IGNORECASE),
        re.compile(rf"{one.holds}|{one.takes}+(?!{alone})", re.IGNORECASE),
        re.compile(rf"{verb}|{one.alone}"),
        re.compile(one.denied, re.IGNORECASE),
    )
