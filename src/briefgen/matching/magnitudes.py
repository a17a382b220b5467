"""What belongs to a number and is not one: magnitudes, units, currencies, a list a language.

“12” is not what a text says that has “12 million”, “12 km” or “USD 12”.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .folding import CURRENCY, INVISIBLE

# Of every language: signs of units and currencies.
_SIGNS = (
    r"bn|tn|mn|mln|mlrd|mio|mrd|k|bps|pp|ppm|ppb|°\s?[CFK]?|dB|rpm|psi|[kM]?bar|[khMG]?Pa|[µkM]V|"
    r"[mµk]A|kN|Nm|[kMG]J|k?cal|[µmcdk]?m[²³]?|km/h|mph|kph|kt|[MG]t|"
    r"[µmk]?g|[mckM]?l|ha|[kMGT]?Wh?|[kMGT]?Hz|[kMGTP]i?B|yd|ft|lbs?|oz|nmi|"
    r"USD|EUR|GBP|CHF|JPY|CNY|RMB|RUB|UAH|INR|PKR|BDT|LKR|AUD|CAD|NZD|SGD|HKD|KRW|SEK|NOK|DKK|"
    r"ISK|"
    r"PLN|CZK|HUF|RON|TRY|ILS|AED|SAR|EGP|NGN|KES|ZAR|BRL|ARS|CLP|COP|MXN|kr|zł|Kč|Ft|Rs|руб|грн"
)
_WORDS = {
    "en": r"hundreds?|thousands?|millions?|billions?|trillions?|quadrillions?|quintillions?|lakhs?|"
    r"crores?|myriads?|dozens?|percent|per cent|percentage points?|basis points?|"
    r"per [\d,.]*\d|per (?:mille|thousand|million)|times|fold|"
    r"(?:(?:square|cubic|sq|cu)\.? )?(?:(?:kilo|centi|milli|nano)?met(?:re|er)s?|miles?|yards?|"
    r"feet|"
    r"foot|inch(?:es)?|km|m|cm|ft|yd|mi)|nautical miles?|"
    r"(?:kilo|milli)?grams?|kilos?|(?:(?:short|long|metric|kilo|mega) ?)?tons?|(?:mega|"
    r"kilo)?tonnes?|"
    r"pounds?|ounces?|carats?|(?:milli)?lit(?:re|er)s?|gallons?|barrels?|pints?|acres?|hectares?|"
    r"knots?|degrees?|(?:kilo|mega|giga)?watt(?:s|-hours?)?|volts?|amps?|"
    r"(?:nano|milli)?seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?|"
    r"centur(?:y|ies)|dollars?|euros?|cents?|pence|yen|rubles?|roubles?|rupees?|francs?|crowns?|"
    r"kron[aeo]r?|pesos?|yuan|shillings?|and (?:a|one) (?:half|quarter|third)|and three quarters",
    "de": r"Prozent\w*|Hunderte?|Tausende?|Million(?:en)?|Mio|Milliarden?|Mrd|Billionen?|Dutzend|"
    r"Grad|"
    r"Meter|Kilometer|Tonnen|Pfund|Stunden?|Tagen?|Tage|Wochen?|Monaten?|Monate|Jahren?|Jahre|"
    r"Kronen",
    "fr": r"pour cent|centaines?|milliers?|mille|milliards?|douzaines?|mètres?|kilomètres?|tonnes|"
    r"heures?|jours?|semaines?|mois|ans|années?|couronnes",
    "es": r"por ciento|cientos|miles|millón|millones|billones|docenas?|metros?|kilómetros?|"
    r"toneladas?|horas?|días?|semanas|meses|años?|coronas",
    "it": r"per cento|percento|centinaia|mila|migliaia|milioni|milione|miliard[oi]|dozzin[ae]|"
    r"metri|chilometri|tonnellate|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|corone",
    "pt": r"por cento|centenas|mil|milhares|milhão|milhões|mil milhões|bilhão|bilhões|dúzias?|"
    r"quilómetros|quilômetros|dias?|meses|anos?|coroas",
    "nl": r"procent|honderd(?:en)?|duizend(?:en)?|miljoen(?:en)?|miljard(?:en)?|biljoen|dozijn|"
    r"kilometer|ton|uur|uren|dag(?:en)?|weken|maand(?:en)?|jaar|jaren|kronen",
    "da": r"procent|hundrede|tusinde?|millioner|milliard(?:er)?|dusin|kilometer|ton|timer?|dage?|"
    r"uger|"
    r"måneder|år|kroner",
    "no": r"prosent|hundre|tusen|millioner|milliard(?:er)?|dusin|kilometer|tonn|timer?|dag(?:er)?|"
    r"uker|"
    r"måneder|år|kroner",
    "sv": r"procent|hundra(?:tals)?|tusen(?:tals)?|miljon(?:er)?|miljard(?:er)?|biljon(?:er)?|"
    r"dussin|meter|kilometer|ton|timm(?:e|ar)|dag(?:ar)?|vecko?r|månad(?:er)?|år|kronor",
    "fi": r"prosenttia?|sata\w*|tuhat\w*|tuhansia|miljoona\w*|miljardi\w*|tusina\w*|metri\w*|"
    r"kilometri\w*|tonni\w*|tunti\w*|tunnin|päivä\w*|viikko\w*|kuukau\w*|vuo\w*|kruunu\w*",
    "pl": r"procent\w*|proc|set|setki|tys|tysiąc\w*|tysięcy|milion\w*|miliard\w*|bilion\w*|"
    r"tuzin\w*|metr\w*|kilometr\w*|ton\w*|godzin\w*|dni|dzień|tygodn\w*|miesi\w*|lat|lata|"
    r"rok\w*|złot\w*|"
    r"koron\w*",
    "cs": r"procent\w*|stovk\w*|set|tisíc\w*|milion\w*|miliard\w*|bilion\w*|tuct\w*|metr\w*|"
    r"kilometr\w*|tun\w*|hodin\w*|dn[íůy]|den|týdn\w*|měsíc\w*|let|rok\w*|korun\w*",
    "hu": r"százalék\w*|száz|ezer|ezren|millió\w*|milliárd\w*|billió\w*|tucat\w*|méter\w*|"
    r"kilométer\w*|tonna|tonnát|óra|órát|nap\w*|hét|hetet|hónap\w*|év|évet|éves|forint\w*|korona",
    "ru": r"процент\w*|сот|сотн\w*|тыс|тысяч\w*|млн|миллион\w*|млрд|миллиард\w*|трлн|триллион\w*|"
    r"дюжин\w*|метр\w*|километр\w*|км|м|тонн\w*|час\w*|дн\w+|день|недел\w*|месяц\w*|лет|год\w*|"
    r"рубл\w*|крон\w*",
    "uk": r"відсот\w*|сот\w*|тис|тисяч\w*|млн|мільйон\w*|млрд|мільярд\w*|трлн|трильйон\w*|метр\w*|"
    r"кілометр\w*|км|м|тонн\w*|годин\w*|дн\w+|день|тижн\w*|місяц\w*|рок\w*|рік|гривн\w*",
    "he": r"אחוז\w*|מאות|אלף|אלפים|אלפי|מיליון|מיליוני|מיליארד\w*|תריסר|מטר\w*|קילומטר\w*|ק״מ|טון|"
    r"טונות|"
    r"שעות|ימים|שבועות|חודשים|שנים|שנה|שקל\w*|ש״ח|דולר\w*",
    "ar": r"بالمئة|بالمائة|في المئة|في المائة|مئة|مئات|ألف|آلاف|ألفا|ألفاً|مليون\w*|ملايين|مليار\w*|"
    r"مليارات|"
    r"متر\w*|كيلومتر\w*|كم|طن|أطنان|ساعة|ساعات|يوم\w*|أيام|أسابيع|أشهر|سنة|سنوات|عام\w*|أعوام|"
    r"دولار\w*",
    "fa": (
        r"درصد|صد|هزار|میلیون|میلیارد|تریلیون|متر|کیلومتر|تن|ساعت|روز|هفته|ماه|سال|دلار|ریال|"
        r"تومان"
    ),
    "hi": (
        r"प्रतिशत|फीसदी|फ़ीसदी|सौ|हज़ार|हजार|लाख|करोड़|अरब|मीटर|किलोमीटर|टन|घंटे|घंटा|दिन|सप्ताह|"
        r"महीने|वर्ष|साल|रुपये"
    ),
    "ur": r"فیصد|سو|ہزار|لاکھ|کروڑ|ارب|میٹر|کلومیٹر|ٹن|گھنٹے|دن|ہفتے|مہینے|سال|روپے",
    "tr": r"yüz|bin|milyon\w*|milyar\w*|trilyon\w*|düzine|metre\w*|kilometre\w*|ton\w*|saat\w*|"
    r"gün\w*|hafta\w*|"
    r"ay\w*|yıl\w*|lira\w*|dolar\w*|kron\w*",
    "el": r"τοις εκατό|εκατοντάδες|χιλιάδες|εκατομμύρι\w*|δισεκατομμύρι\w*|μέτρ\w+|χιλιόμετρ\w+|"
    r"τόν\w+|"
    r"ώρες|μέρες|ημέρες|εβδομάδες|μήνες|χρόνια|έτη|ευρώ|δολάρι\w*",
    "ro": r"la sută|sute|mii|mie|milion|milioane|miliarde?|duzin\w*|metri|kilometri|tone|ore|zile|"
    r"săptămâni|"
    r"luni|ani|lei|dolari",
}
# What is before a number and belongs to it: a currency, or a word for a sign (“au moins” is none).
_BEFORE = (
    r"USD|EUR|GBP|CHF|JPY|CNY|RMB|RUB|UAH|INR|PKR|AUD|CAD|NZD|SGD|HKD|KRW|SEK|NOK|"
    r"DKK|PLN|CZK|HUF|TRY|ZAR|BRL|MXN|Rs\.?|Fr\.|kr\.?|minus|(?<!au )(?<!du )moins|"
    r"(?<!al )(?<!ao )(?<!lo )menos|meno|минус|мінус|miinus|"
    r"mínusz"
)
_FRACTIONS = "¼½¾⅐-⅞"
# A source rarely says which language it is in: these lists count always.
_ALWAYS = ("en", "de", "fr", "es")


_NORWEGIAN = {"nb": "no", "nn": "no"}


@lru_cache(maxsize=64)
def after_number(*languages: str) -> re.Pattern[str]:
    """A magnitude in one of `languages` (BCP 47 tags), and the white space or hyphen between a
    number and it."""
    tags = [tag.split("-")[0].lower() for tag in languages]
    known = {_NORWEGIAN.get(tag, tag) for tag in tags} & _WORDS.keys()
    return _after_number(tuple(sorted(known.union(_ALWAYS))))


@cache
def _after_number(languages: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join((_SIGNS, *(_WORDS[language] for language in languages)))
    return re.compile(
        rf"[\s{INVISIBLE}]{{0,3}}(?:[%٪‰′″]|[{CURRENCY}](?!\s?\d)|[百千万億亿兆]|[{_FRACTIONS}]"
        rf"|\d{{1,2}}/\d{{1,2}}(?![\d/])|[×⋅·*]\s?\d[\d.,]*|\^[−-]?\d+|/[^\W\d_]+|[\s\u2010\u2011-]?(?:{words})(?!\w))"
    )


@cache
def before_number() -> re.Pattern[str]:
    """A currency or the word for a sign, with the white space after it, at the end of a text."""
    return re.compile(rf"(?<![^\W_])(?:{_BEFORE})[\s{INVISIBLE}]{{0,2}}\Z")
