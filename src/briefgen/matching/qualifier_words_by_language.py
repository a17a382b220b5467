"""The counterparts of the English lists in the other languages that our typography knows.

Expressions, by kind; read without regard to case, with `’` for every apostrophe.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["negation", "limit", "hedge", "saying"]
# What may be between a verb of saying and its clause.
_GAP = r"(?: [^\s.;:?!]+){0,3}?"

_ITALIAN: dict[Kind, str] = {
    "negation": (
        r"non|né|mai|nessun[oa]?|nulla|niente|senza|appena|improbabil\w*|neg(?:a|ò|ato|are|ano|"
        r"ando|ava)|"
        r"smentì?\w*|rifiut\w*|respin\w*|declin\w*|oppos\w*|oppon\w*|contro|vieta\w*|divieto|"
        r"proib\w*|"
        r"imped\w*|lungi da\w*|invece di"
        r"|manc(?:a|ano|ava|ò|anza|are)|assenza|priv[oaie] di|piuttosto che|anziché|confut\w*"
        r"|evit\w*|cess(?:ò|ato|are|a|ano)|esclu(?:de|so|se|sa)\w*|contraddi\w*"
        r"|diversamente da|asten\w*|astenut\w*"
    ),
    "limit": (
        r"solo|soltanto|solamente|tranne|eccetto|salvo|a meno|fino a\w*|finché|se|poch[ie]|"
        r"raramente"
    ),
    "hedge": (
        r"presunt\w*|asserit\w*|sedicent\w*|cosiddett\w*|sospett\w*|secondo|pare|sembr\w*|"
        r"apparente\w*|"
        r"può|possono|potrebbe\w*|dovrebbe\w*|deve|devono|avrebbe\w*|sarebbe\w*|probabil\w*|"
        r"possibil\w*|"
        r"impossibil\w*|forse|cred(?:e|ono|eva\w*)|ritien\w*|ritenut\w*|accus\w*|contestat\w*|"
        r"voc[ei]|"
        r"fals[oaie]|falsamente|incapac\w*|non confermat\w*"
        r"|menzogn\w*|bugi[ae]|ment(?:ito|ire|ì)|tent(?:a|ano|ò|ato|are|ava)|cerc\w+ di"
        r"|minacci\w*|promett\w*|promess\w*|vuole|vogliono|vol(?:eva|evano|le|uto)|infondat\w*"
        r"|ipotetic\w*|teoricamente|pretest\w*|specul\w*|dubbi\w*|inventat\w*"
    ),
    "saying": (
        rf"(?:diss\w+|dice|dicono|dett[oa]|dichiar\w+|afferm\w+|scri\w+|pens\w+|spieg\w+){_GAP} che"
    ),
}
_PORTUGUESE: dict[Kind, str] = {
    "negation": (
        r"não|nunca|jamais|nem|nenhum\w*|ninguém|nada|sem|mal|improváve\w*|neg(?:a|ou|ar|ado|am|"
        r"ando|ava)|"
        r"desment\w*|recus\w*|rejeit\w*|declin\w*|op(?:ôs|õe|user\w*)|contra|proib\w*|proíb\w*|"
        r"imped\w*|"
        r"longe de|em vez de"
        r"|falt(?:a|am|ou|ava)|carec\w*|ausência|refut\w*|evit\w*|cess(?:ou|ar|aram)"
        r"|deix\w+ de|descart\w*|contradi\w*|ao contrário|abst\w*|omiti\w*|ao invés"
    ),
    "limit": r"só|somente|apenas|exceto|excepto|salvo|até|se|pouc[oa]s|raramente",
    "hedge": (
        r"alega\w*|alegad\w*|supost\w*|suspeit\w*|segundo|parece\w*|aparente\w*|pode|podem|"
        r"poderia\w*|"
        r"deveria\w*|deve|devem|teria\w*|seria\w*|prováve\w*|provavelmente|possíve\w*|impossíve\w*|"
        r"talvez|acredit\w*|acus\w*|contestad\w*|rumor\w*|fals[oa]s?|falsamente|incapa\w*|"
        r"chamad[oa]s?"
        r"|mentira\w*|menti(?:u|ram|r)|tent(?:a|am|ou|ar|aram)|plane(?:ja|ia)\w*|pretend\w*"
        r"|ameaç\w*|promet\w*|quer|querem|queria\w*|quis\w*|infundad\w*|hipotétic\w*"
        r"|teoricamente|pretexto\w*|especul\w*|duvid\w*|dúvid\w*|inventad\w*"
    ),
    "saying": rf"(?:diss\w+|diz|dizem|declar\w+|afirm\w+|escrev\w+|pens\w+|explic\w+){_GAP} que",
}
_DUTCH: dict[Kind, str] = {
    "negation": (
        r"niet|niets|geen|nooit|niemand|noch|zonder|nauwelijks|onwaarschijnlijk\w*|ontken\w*|"
        r"weiger\w*|"
        r"geweigerd|verwerp\w*|verworpen|"
        r"wees(?: [^\s.,;:?!]+){0,12}? af(?= ?(?:[.,;:!?]|\Z))|afgewezen|tegen|"
        r"verb(?:ied|od|oden|iedt)\w*|"
        r"verhinder\w*|belet\w*|verre van|in plaats van"
        r"|gebrek aan|ontbre\w*|ontbrak\w*|afwezigheid|liever dan|anders dan|weerleg\w*"
        r"|vermijd\w*|vermeden|vermeed|uitgesloten|tegenspr\w*|nalaten|nagelaten"
    ),
    "limit": (
        r"alleen|slechts|enkel|tenzij|mits|behalve|uitgezonderd|tot|totdat|als|indien|weinig|zelden"
    ),
    "hedge": (
        r"vermeend\w*|zogenaamd\w*|zogeheten|verdacht\w*|verden\w*|naar verluidt|volgens|beweer\w*|"
        r"blijkbaar|kennelijk|schijn\w*|lijkt|leek|lijken|zou|zouden|kan|kunnen|kon|mag|moet|"
        r"moeten|"
        r"waarschijnlijk\w*|mogelijk\w*|onmogelijk\w*|misschien|wellicht|gelo\w*|beschuldig\w*|"
        r"omstreden|geruch\w*|onwaar|vals\w*|onbevestigd\w*|niet in staat"
        r"|leugen\w*|gelogen|probe(?:er|re)\w*|geprobeerd|poog\w*|gepland|plande\w*|dreig\w*"
        r"|beloof\w*|beloven|wil|willen|wilde\w*|onbewezen|ongegrond\w*|hypothetisch\w*"
        r"|theoretisch|voorwendsel\w*|specul\w*|gespeculeerd|twijfel\w*|verzonnen|onduidelijk"
    ),
    "saying": (
        rf"(?:zei\w*|zegt|zeggen|verklaar\w+|schr(?:eef|ijft|even)|den(?:kt|ken)|"
        rf"dacht\w*){_GAP},? dat"
    ),
}
_DANISH: dict[Kind, str] = {
    "negation": (
        r"ikke|ej|aldrig|ingen|intet|hverken|uden|næppe|usandsynlig\w*|næg(?:te|ter|tede|tet)|"
        r"benægt\w*|"
        r"afvis\w*|afslog|afslå\w*|modsat\w*|modsætte\w*|imod|mod|forby\w*|forbud\w*|forbød|"
        r"forhindr\w*|langt fra|i stedet for"
        r"|mangl\w*|mangel på|fravær\w*|snarere end|anderledes end|modbevis\w*"
        r"|undg(?:å|år|ik|ået)|undlad\w*|undlod|udeluk\w*|modsig\w*|modsagde"
    ),
    "limit": r"kun|blot|undtagen|medmindre|indtil|hvis|få|sjælden\w*",
    "hedge": (
        r"angivelig\w*|påstå\w*|påstod|formode\w*|mistænk\w*|ifølge|tilsyneladende|synes|lader til|"
        r"skulle|"
        r"ville|bør|burde|må|måtte|kan|kunne|sandsynlig\w*|mulig\w*|umulig\w*|måske|tro(?:r|ede|"
        r"et)|"
        r"anklag\w*|omstridt\w*|rygte\w*|falsk\w*|usand\w*|ubekræft\w*|såkaldt\w*|ude af st\w+"
        r"|løgn\w*|løj|forsøg(?:te|er|t)?|prøv(?:ede|er|et)|planlæg\w*|planlagt\w*"
        r"|true(?:r|de|t)|lov(?:ede|er)|ubevis\w*|ubegrund\w*|grundløs\w*|hypotetisk\w*"
        r"|teoretisk|påskud\w*|spekul\w*|tvivl\w*|opdigt\w*|uklart"
    ),
    "saying": rf"(?:sagde|siger|sagt|erklære\w*|skriver|skrev|mener|mente|tænk\w+){_GAP},? at",
}
_NORWEGIAN: dict[Kind, str] = {
    "negation": (
        r"ikke|ikkje|aldri|ingen|intet|ingenting|verken|uten|neppe|usannsynlig\w*|nekt\w*|"
        r"benekt\w*|"
        r"avvis\w*|avslo|avslå\w*|motsatte|motsette\w*|imot|mot|forby\w*|forbud\w*|forbød|"
        r"forhindr\w*|langt fra|i stedet for"
        r"|mangl\w*|mangel på|fravær\w*|snarere enn|annerledes enn|motbevis\w*"
        r"|unng(?:å|år|ikk|ått)|unnl(?:ot|at\w*)|utelu\w*|motsi\w*|motsa"
    ),
    "limit": r"kun|bare|unntatt|unntak\w*|med mindre|inntil|hvis|dersom|få|sjelden\w*",
    "hedge": (
        r"angivelig\w*|påstå\w*|påsto\w*|antatt\w*|mistenk\w*|ifølge|tilsynelatende|synes|"
        r"ser ut til|"
        r"skulle|ville|bør|burde|må|måtte|kan|kunne|sannsynlig\w*|mulig\w*|umulig\w*|kanskje|"
        r"tro(?:r|dde|dd)|anklag\w*|omstridt\w*|rykte\w*|falsk\w*|usann\w*|ubekreft\w*|såkalt\w*"
        r"|løgn\w*|løy|forsøk(?:te|er|t)?|prøv(?:de|er|d)|planleg\w*|planla\w*|true(?:r|t|de)"
        r"|lov(?:et|te)|ubevis\w*|ubegrunn\w*|grunnløs\w*|hypotetisk\w*|teoretisk"
        r"|påskudd\w*|spekul\w*|tvil\w*|oppdikt\w*|uklart"
    ),
    "saying": rf"(?:sa|sier|sagt|erklær\w*|skriver|skrev|mener|mente|tenk\w+){_GAP},? at",
}
_SWEDISH: dict[Kind, str] = {
    "negation": (
        r"inte|icke|ej|aldrig|ingen|inget|inga|ingenting|varken|utan|knappt|knappast|osannolik\w*|"
        r"förnek\w*|neka\w*|vägra\w*|avvisa\w*|avsl(?:og|å\w*)|motsatte|motsätt\w*|emot|mot|"
        r"förbjud\w*|förbjöd\w*|förbud\w*|förhindra\w*|hindra\w*|långt ifrån|i stället för|"
        r"istället för"
        r"|sakna\w*|brist på|frånvaro\w*|snarare än|annorlunda än|motbevis\w*|vederl\w*"
        r"|undv(?:ik|ek)\w*|underlät\w*|uteslut\w*|uteslöt\w*|motsäg\w*|motsade"
    ),
    "limit": r"bara|endast|enbart|utom|undantag\w*|såvida|tills|om|få|sällan",
    "hedge": (
        r"påstå\w*|påstod\w*|påstådd\w*|förment\w*|misstänk\w*|misstänkt\w*|enligt|uppge\w*|"
        r"uppgav\w*|tydligen|"
        r"verkar|verkade|tycks|tycktes|skulle|ska|bör|borde|måste|kan|kunde|får|sannolik\w*|"
        r"troligen|troligtvis|möjlig\w*|omöjlig\w*|kanske|tro(?:r|dde|tt)|anklaga\w*|omstridd\w*|"
        r"rykte\w*|falsk\w*|osann\w*|obekräfta\w*|så kalla\w*|oförmög\w*"
        r"|lögn\w*|ljög\w*|försök(?:te|er|t)?|planera\w*|hota(?:r|de|t)?|lova(?:r|de|t)?|vill"
        r"|ville|obevis\w*|ogrunda\w*|grundlös\w*|hypotetisk\w*|teoretisk\w*|förevändning\w*"
        r"|spekul\w*|tviv\w*|påhitta\w*|oklart"
    ),
    "saying": (
        rf"(?:sa|sade|säger|sagt|förklara\w*|skriver|skrev|menar|menade|tänk\w+|anser|"
        rf"ansåg){_GAP},? att"
    ),
}
_FINNISH: dict[Kind, str] = {
    "negation": (
        r"ei|en|et|emme|ette|eivät|älä|älkää|eikä|eivätkä|koskaan|kukaan|mitään|ilman|tuskin|"
        r"epätodennäköi\w*|"
        r"kiel(?:si|sivät|tää|tävät|täyty\w*|täny\w*|letty\w*|to\w*)|kiist\w*|torju\w*|hylkä\w*|"
        r"hylkäsi\w*|"
        r"vastusta\w*|vastaan|est(?:i|ää|ivät|etty\w*)|sen sijaan"
        r"|puut(?:tu\w*|e|teen)|puuttee\w*|pikemminkin kuin|toisin kuin"
        r"|kumo(?:si|a|nnut|ttu)\w*|vältt\w*|vält(?:ä|e)\w*|jätti\w* \w+matta"
        r"|jätti\w* \w+mättä"
    ),
    "limit": r"vain|ainoastaan|paitsi|ellei\w*|asti|saakka|kunnes|jos|harva\w*|harvoin",
    "hedge": (
        r"väit\w*|väittä\w*|oletet\w*|otaksu\w*|epäil\w*|mukaan|ilmeise\w*|näyttä\w*|vaikutta\w*|"
        r"pitäisi\w*|voisi\w*|voi|voivat|saattaa\w*|saattoi\w*|täytyy|olisi\w*|lienee\w*|"
        r"todennäköi\w*|"
        r"mahdolli\w*|mahdot\w*|ehkä|usko\w*|syyt\w*|kiistan\w*|huhu\w*|vääri\w*|väärä\w*|"
        r"vahvistam\w*|niin sano\w*|kykenem\w*"
        r"|valhe\w*|valehtel\w*|yritt\w*|yrit(?:y|ä)\w*|aikoo|aikovat|aikoi|aikoivat|suunnittel\w*"
        r"|uhka(?:a|si|sivat|avat)\w*|lupa(?:a|si|sivat|avat)\w*|halus\w*|todistamat\w*"
        r"|perusteet\w*|hypoteet\w*|teoriassa|tekosy\w*|spekul\w*|keksit\w*|epäselv\w*"
    ),
    "saying": (
        rf"(?:sano\w*|ilmoit\w*|kirjoit\w*|ajattel\w*|arvioi\w*|totes\w*|kerto\w*){_GAP},? että"
    ),
}
_POLISH: dict[Kind, str] = {
    "negation": (
        r"nie|nigdy|nikt|nikogo|nic|niczego|żad\w+|ani|bez|ledwie|ledwo|mało prawdopodobn\w*|"
        r"zaprzecz\w*|odm(?:ów|aw|ow)\w*|odrzuc\w*|sprzeciw\w*|przeciw\w*|zaka(?:z|za)\w*|"
        r"zabron\w*|"
        r"zabran\w*|uniemożliw\w*|zapobie\w*|zamiast|daleki\w* od"
        r"|brak\w*|nieobecno\w*|raczej niż|obal\w*|unik\w*|zaprzesta\w*|wyklucz\w*"
        r"|zaniech\w*|wbrew"
    ),
    "limit": (
        r"tylko|jedynie|wyłącznie|oprócz|poza|z wyjątkiem|chyba że|dopóki|dopiero|jeśli|jeżeli|"
        r"rzadko|niewiel\w*"
    ),
    "hedge": (
        r"rzekom\w*|domniem\w*|podobno|jakoby|podejrz\w*|według|twierdz\w*|utrzymuj\w*|zdaje|zdają|"
        r"wydaje|"
        r"wydają|wydawał\w*|powin\w*|mógł\w*|mogł\w*|może|mogą|musi\w*|prawdopodobn\w*|możliw\w*|"
        r"niemożliw\w*|być może|chyba|wierz\w*|oskarż\w*|sporn\w*|kwestionow\w*|plotk\w*|"
        r"pogłosk\w*|"
        r"fałsz\w*|nieprawd\w*|niepotwierdzon\w*|tak zwan\w*|tzw|niezdoln\w*"
        r"|kłam\w*|usiłow\w*|próbow\w*|spróbow\w*|planow\w*|planuj\w*|zamierza\w*|groz\w*"
        r"|obiec\w*|chce|chcą|chcia\w*|bezpodstawn\w*|nieudowodn\w*|hipotetyczn\w*"
        r"|teoretycznie|pretekst\w*|spekul\w*|wątpi\w*|zmyśl\w*|niejasn\w*|czy"
    ),
    "saying": (
        rf"(?:powiedzia\w*|mówi\w*|oświadczy\w*|napisa\w*|myśl\w*|wyjaśni\w*|doda[łl]\w*|"
        rf"uważ\w*){_GAP},? że"
    ),
}
_CZECH: dict[Kind, str] = {
    "negation": (
        r"ne|ne(?!b[eo]|děl|jen|moc[ni]|pal|rv|ut|v[ěs]|hod|tto|bezp)\w{3,}|nikdy|nikdo|nikoho|nic|"
        r"žádn\w*|ani|bez|sotva|popř\w*|popír\w*|popírá\w*|odmít\w*|zamít\w*|proti|zaká\w*|"
        r"zákaz\w*|"
        r"zabrán\w*|bráni\w*|místo|zdaleka ne\w*"
        r"|chyb(?:í|ěl\w*|ějí)|nedostat\w*|spíše než|vyvrá[ct]\w*|vyhn\w*|vyhý\w*|přesta\w*"
        r"|vylouč\w*|vyluč\w*|upusti\w*|navzdory"
    ),
    "limit": r"jen|jenom|pouze|kromě|vyjma|ledaže|dokud|až|pokud|jestliže|málokd\w*|zřídka",
    "hedge": (
        r"údajn\w*|domněl\w*|prý|podezř\w*|podle|tvrd\w*|zdá|zdají|zdálo|zřejm\w*|měl\w* by|by|"
        r"mohl\w*|"
        r"může|mohou|musí|musel\w*|pravděpodobn\w*|možn\w*|nemožn\w*|snad|věř\w*|obvin\w*|sporn\w*|"
        r"pověst\w*|falešn\w*|nepravd\w*|nepotvrzen\w*|takzvan\w*|tzv|neschopn\w*"
        r"|lež|lži|lhal\w*|snaž\w*|pokus\w*|plánov\w*|plánuj\w*|hodl\w*|hroz\w*|slíb\w*"
        r"|slib\w*|chce|chtěj\w*|chtěl\w*|neprokáz\w*|nepodlož\w*|hypotetick\w*|teoreticky"
        r"|záminka\w*|spekul\w*|pochyb\w*|vymyš\w*|nejasn\w*|zda"
    ),
    "saying": rf"(?:řek\w*|říká|říkají|uved\w*|prohlásil\w*|napsal\w*|mysl\w*|dodal\w*){_GAP},? že",
}
_HUNGARIAN: dict[Kind, str] = {
    "negation": (
        r"nem|ne|soha|sohasem|senki\w*|semmi\w*|sem|nélkül|alig|valószínűtlen\w*|tagad\w*|cáfol\w*|"
        r"elutasít\w*|visszautasít\w*|megtagad\w*|ellen\w*|ellenez\w*|tilos|tilt\w*|megtilt\w*|"
        r"betilt\w*|"
        r"megakadályoz\w*|helyett|távolról sem"
        r"|hián\w*|hiány\w*|nincs\w*|inkább, mint|mintsem|megcáfol\w*|elkerül\w*|abbahagy\w*"
        r"|kizár(?:t|ta|ják|ja|ó)|mellőz\w*|ellentmond\w*"
    ),
    "limit": r"csak|csupán|kizárólag|kivéve|hacsak|amíg|ameddig|ha|kevés|ritkán",
    "hedge": (
        r"állítólag\w*|állít\w*|feltehető\w*|feltételez\w*|gyanú\w*|szerint\w*|úgy tűnik|"
        r"látszólag\w*|"
        r"látszik|kellene|kell|lehet\w*|talán|esetleg\w*|valószínű\w*|lehetetlen\w*|hisz\w*|hiszik|"
        r"vádol\w*|"
        r"vitatott|híreszt\w*|hamis\w*|valótlan\w*|megerősítetlen|úgynevezett|képtelen"
        r"|hazug\w*|hazud\w*|próbál\w*|megpróbál\w*|kísérel\w*|terve(?:z|t)\w*|szándék\w*"
        r"|fenyeget\w*|ígér\w*|akar\w*|bizonyítatlan\w*|alaptalan\w*|hipotetik\w*|elméletileg"
        r"|ürügy\w*|spekul\w*|kétel\w*|kétség\w*|kitalált|tisztázatlan|vajon"
    ),
    "saying": (
        rf"(?:mond\w*|közöl\w*|ír(?:ta|ja|ják|ták)|gondol\w*|kijelent\w*|vél\w*){_GAP},? hogy"
    ),
}
_RUSSIAN: dict[Kind, str] = {
    "negation": (
        r"не|ни|нет|никогда|никто|никого|ничего|ничто|никак\w*|без|едва|вряд ли|маловероятн\w*|"
        r"неверно|отриц\w*|опроверг\w*|отказ\w*|отверг\w*|отклон\w*|возра\w*|против\w*|запре\w*|"
        r"препятств\w*|"
        r"помеша\w*|далек\w* от|вместо"
        r"|отсутств\w*|лиш[её]н\w*|нехватк\w*|скорее,? чем|вопреки|опроверж\w*|избе(?:г|ж)\w*"
        r"|переста\w*|прекрати\w*|исключ(?:ил|ает|ают|или|ена|ено)\w*|воздерж\w*|а не"
    ),
    "limit": r"только|лишь|исключительно|кроме|за исключением|пока|если|немног\w*|редко",
    "hedge": (
        r"якобы|предполож\w*|предполаг\w*|подозр\w*|по словам|согласно|утвержда\w*|заявля\w*|"
        r"кажется|"
        r"казалось|видимо|по-видимому|очевидно|должн\w*|следует|может|могут|мог\w*|вероятн\w*|"
        r"возможн\w*|невозможн\w*|наверное|пожалуй|вер(?:ят|ит|ил\w*)|считает\w*|обвин\w*|спорн\w*|"
        r"оспар\w*|слух\w*|ложн\w*|неправд\w*|неподтвержд\w*|так называем\w*|неспособн\w*"
        r"|лож(?:ь|ью)|лжи|лга\w*|солга\w*|пыта\w*|попыта\w*|планир\w*|намер\w*|собира(?:ется|ются|л\w*ся)"
        r"|угрож\w*|пригроз\w*|обеща\w*|хоч\w*|хотел\w*|хотят|бездоказ\w*|недоказ\w*"
        r"|необоснован\w*|гипотетич\w*|теоретически|под предлогом|сомн\w*|вымыш\w*|выдум\w*"
        r"|неясно|ли"
    ),
    "saying": (
        rf"(?:сказа\w*|говор\w*|заяви\w*|писа\w*|написа\w*|дума\w*|объясни\w*|доба\w*|"
        rf"сообщ\w*){_GAP},? что"
    ),
}
_UKRAINIAN: dict[Kind, str] = {
    "negation": (
        r"не|ні|немає|ніколи|ніхто|нікого|нічого|жод\w+|без|ледве|навряд|малоймовірн\w*|запереч\w*|"
        r"спросту\w*|відмов\w*|відкин\w*|відхил\w*|проти|заборон\w*|перешкод\w*|далек\w* від|"
        r"замість"
        r"|відсутн\w*|позбавлен\w*|брак\w*|радше,? ніж|усупереч|всупереч|спростов\w*|уник\w*"
        r"|припин\w*|виключ(?:ив|ає|ають|или|ено)\w*|утрим\w* від|а не"
    ),
    "limit": r"тільки|лише|виключно|крім|окрім|за винятком|доки|поки|якщо|рідко|небагат\w*",
    "hedge": (
        r"нібито|начебто|ймовірн\w*|імовірн\w*|припу\w*|підозр\w*|за словами|згідно|стверджу\w*|"
        r"здається|"
        r"мабуть|очевидно|повинн\w*|може|можуть|міг|могл\w*|можлив\w*|неможлив\w*|"
        r"вір\w*|вважа\w*|звинувач\w*|спірн\w*|чутк\w*|хибн\w*|неправд\w*|непідтвердж\w*|"
        r"так зван\w*"
        r"|брехн\w*|збреха\w*|намага\w*|спроб\w*|планув\w*|плану[єю]\w*|намір\w*|погрож\w*"
        r"|пригроз\w*|обіця\w*|хоч\w*|хоті\w*|бездоказ\w*|недоведен\w*|необґрунтован\w*"
        r"|гіпотетичн\w*|теоретично|під приводом|сумнів\w*|вигад\w*|неясно|чи"
    ),
    "saying": (
        rf"(?:сказа\w*|каже|кажуть|заяви\w*|писа\w*|написа\w*|дума\w*|пояснив\w*|дода\w*|"
        rf"повідом\w*){_GAP},? що"
    ),
}

BY_LANGUAGE: dict[str, dict[Kind, str]] = {
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
    "da": _DANISH,
    "nb": _NORWEGIAN,
    "nn": _NORWEGIAN,
    "no": _NORWEGIAN,
    "sv": _SWEDISH,
    "fi": _FINNISH,
    "pl": _POLISH,
    "cs": _CZECH,
    "hu": _HUNGARIAN,
    "ru": _RUSSIAN,
    "uk": _UKRAINIAN,
}
# These say something of the words just after them, and of no others of their sentence.
LOCAL: dict[str, str] = {
    "de": (
        "mindestens|höchstens|wenigstens|zumindest|maximal|fast|beinahe|nahezu|teilweise|"
        "die hälfte der|die hälfte des|ein teil der|ein teil des|eine der|einer der|eines der|"
        "einige der|viele der|mehrere der"
    ),
    "fr": (
        "au moins|au plus|au maximum|au minimum|presque|quasi|quasiment|partiellement|en partie|"
        "la moitié du|la moitié de|la moitié des|une partie du|une partie de|une partie des|"
        "certains de|certains des|certaines de|certaines des|quelques-uns de|quelques-uns des|"
        "quelques-unes de|quelques-unes des|plusieurs de|plusieurs des"
    ),
    "es": "casi|al menos|por lo menos|como máximo|como mucho|parcialmente",
    "it": "quasi|almeno|al massimo|parzialmente|in parte",
    "pt": "quase|pelo menos|no máximo|parcialmente",
    "nl": "bijna|haast|minstens|ten minste|hoogstens|deels|gedeeltelijk",
    "da": "næsten|mindst|højst|delvis",
    **dict.fromkeys(("nb", "nn", "no"), "nesten|minst|høyst|delvis"),
    "sv": "nästan|minst|högst|delvis",
    "fi": "lähes|melkein|vähintään|enintään|osittain",
    "pl": "prawie|niemal|co najmniej|przynajmniej|najwyżej|częściowo",
    "cs": "téměř|skoro|nejméně|alespoň|nejvýše|částečně",
    "hu": "majdnem|csaknem|legalább|legfeljebb|részben",
    "ru": "почти|едва не|как минимум|по меньшей мере|частично",
    "uk": "майже|щонайменше|принаймні|щонайбільше|частково",
}
