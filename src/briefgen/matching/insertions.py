"""Whether a bracketed word of the editor's changes what a source says.

`[Hegseth]` may stand for “he”; it may not stand for a negation, a hedge, a number or
another name (brief format, “Brackets”).
"""

from __future__ import annotations

from functools import lru_cache

from briefgen.model.lazy_pattern import lazy_pattern

from .matcher import Replacement
from .qualifiers import is_local, qualifiers

# Numbers keep what is between their digits: 9,500 does not repeat the 9 of 9,400.
# “−5”, whose sign belongs to it.
_NEGATIVE = lazy_pattern(r"(?<![^\s(])[-\u2212]\d+(?:[.,:/]\d+)*")
_WORD = lazy_pattern(r"\d+(?:[.,:/]\d+)+|[^\W_]+")
_IN_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred hundreds thousand thousands million millions billion billions dozen "
    "dozens",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig "
    "fünfzig sechzig siebzig achtzig neunzig hundert hunderte tausend tausende million "
    "millionen milliarde milliarden dutzend dutzende",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize vingt trente quarante cinquante soixante cent cents centaine centaines mille "
    "millier milliers million millions milliard milliards dizaine dizaines douzaine "
    "douzaines",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento "
    "cientos mil miles millón millones docena docenas",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta "
    "cinquanta cento mille mila milione milioni miliardo miliardi dozzina",
    "pt": "dois duas três quatro cinco seis sete oito nove dez onze doze vinte trinta quarenta "
    "cinquenta cem cento mil milhão milhões bilhão bilhões dúzia",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig "
    "honderd duizend miljoen miljard dozijn",
    "da": "to tre fire fem seks syv otte ni ti elleve tolv tyve tredive fyrre halvtreds hundrede "
    "tusind million millioner milliard milliarder dusin",
    "nb": "to tre fire fem seks sju syv åtte ni ti elleve tolv tjue tretti førti femti hundre "
    "tusen million millioner milliard milliarder dusin",
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio fyrtio femtio hundra "
    "tusen miljon miljoner miljard miljarder dussin",
    "fi": "kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen sata tuhat miljoona "
    "miljardi tusina",
    "pl": "dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście "
    "dwadzieścia trzydzieści pięćdziesiąt sto tysiąc tysiące tysięcy milion miliony milionów "
    "miliard tuzin",
    "cs": "dva dvě tři čtyři pět šest sedm osm devět deset jedenáct dvanáct dvacet třicet padesát "
    "sto tisíc tisíce milion miliony miliard tucet",
    "hu": "kettő két három négy öt hat hét nyolc kilenc tíz húsz harminc negyven ötven száz ezer "
    "millió milliárd tucat",
    "ru": "два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать двадцать "
    "тридцать сорок пятьдесят сто тысяча тысячи тысяч миллион миллиона миллионов миллиард "
    "дюжина",
    "uk": "два дві три чотири п'ять шість сім вісім дев'ять десять двадцять тридцять сорок "
    "п'ятдесят сто тисяча тисячі тисяч мільйон мільйони мільйонів мільярд",
}
_NUMBER_WORDS = {language: frozenset(words.split()) for language, words in _IN_WORDS.items()}


# They negate the word after them.
_PREFIXES = frozenset(
    f"{prefix}{joint}"
    for prefix in (
        "un",
        "non",
        "dis",
        "anti",
        "mis",
        "pseudo",
        "quasi",
        "counter",
        "contra",
        "il",
        "ir",
    )
    for joint in ("", "-", "\u2010", "\u2011")
)
# In these languages “un” is an article.
_ARTICLES = frozenset({"fr", "es", "it", "ca", "pt", "ro", "gl", "oc"})


def fault(replacement: Replacement, languages: tuple[str, ...]) -> str | None:
    """Why the bracket is an error, in the user's words; None where it is not."""
    bracket = replacement.slot.text
    if held := [word for word in qualifiers(bracket, *languages) if not is_local(word)]:
        return f"the bracket holds the qualifier “{held[0]}”"
    if bracket.casefold() in _PREFIXES and not _ARTICLES.intersection(map(_primary, languages)):
        return f"the bracket holds the negation “{bracket}”"
    replaced = replacement.replaced
    if not replaced:
        return None
    lost = [one for one in qualifiers(replaced, *languages) if not _repeats(bracket, one)]
    if lost:
        return f"it drops the qualifier “{lost[0]}”"
    if (negative := _NEGATIVE.search(replaced)) and not _NEGATIVE.search(bracket):
        return f"it replaces the number “{negative[0]}”"
    words = list(_WORD.finditer(replaced))
    telling = [
        match[0]
        for index, match in enumerate(words)
        if is_number(match[0], languages)
        or _is_name(match[0], index == 0 and replacement.starts_sentence)
    ]
    repeated = {match[0].casefold() for match in _WORD.finditer(bracket)}
    if telling and not any(word.casefold() in repeated for word in telling):
        kind = "number" if is_number(telling[0], languages) else "name"
        return f"it replaces the {kind} “{telling[0]}”"
    return None


def _repeats(bracket: str, qualifier: str) -> bool:
    """Whether a bracket has the qualifier of what is just after it too: “[some of the boats]”."""
    return is_local(qualifier) and qualifier.casefold() in bracket.casefold()


def is_number(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a word is a number, in digits or in words of `languages` (BCP 47 tags).

    English words count always, as with qualifiers.
    """
    if not word.isalpha() and (word.isalnum() or any(c.isnumeric() for c in word)):
        return True  # what is of letters and figures, and not of letters alone, has figures
    return word.casefold() in number_words(languages)


@lru_cache(maxsize=64)
def number_words(languages: tuple[str, ...]) -> frozenset[str]:
    """The words for numbers in `languages` (BCP 47 tags) and English, in small letters."""
    known = ("en", *map(_primary, languages))
    return frozenset().union(*(_NUMBER_WORDS.get(id, ()) for id in known))


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()


def _is_name(word: str, begins_sentence: bool) -> bool:
    return word[0].isupper() and word != "I" and not begins_sentence
