"""Closed lists about names: titles, particles, legal forms, plain words of companies, short forms of given names."""

from __future__ import annotations

__all__ = [
    "EQUIVALENTS",
    "GENERATIONS",
    "GENERIC",
    "GIVEN_NAMES",
    "LEGAL_FORMS",
    "LEGAL_PHRASES",
    "NICKNAMES",
    "PARTICLES",
    "SHORT_PLACES",
    "SPELLINGS",
    "TITLES",
]

TITLES = frozenset(
    "mr mrs ms miss mme mlle m dr doctor prof professor sir dame lord lady madam madame monsieur herr frau signor "
    "signora sig don dona senor senora detective inspector superintendent sergeant sgt constable officer "
    "commissioner captain capt colonel col general gen major lieutenant lt admiral judge justice magistrate "
    "prosecutor attorney president prime minister senator congressman congresswoman governor mayor secretary "
    "ambassador king queen prince princess duke duchess count countess baron baroness pope bishop archbishop "
    "cardinal father sister brother rabbi imam sheikh shaikh shaykh sheik mullah mulla maulvi hajji ayatollah "
    "reverend rev saint st hon honourable honorable "
    "chief agent phd md esq".split()
)
"""Words before or after a person's name that are no part of it, folded."""

GENERATIONS = {
    "jr": "junior", "jnr": "junior", "junior": "junior", "sr": "senior", "snr": "senior", "senior": "senior",
    "ii": "II", "iii": "III", "iv": "IV",
}  # fmt: skip

PARTICLES = {
    "bin": "bin", "ibn": "bin", "ben": "bin", "bint": "bint", "al": "al", "el": "al", "ul": "al", "ad": "al",
    "ar": "al", "as": "al", "ash": "al", "an": "al", "de": "de", "du": "de", "des": "de", "da": "de", "do": "de",
    "dos": "de", "das": "de", "di": "de", "del": "de", "della": "de", "dei": "de", "degli": "de", "d": "de", "la": "la",
    "le": "la", "les": "la", "las": "la", "los": "la", "lo": "la", "van": "van", "von": "van", "vom": "van",
    "den": "den", "der": "den", "het": "den", "ter": "ter", "ten": "ter", "zu": "zu", "zur": "zu", "zum": "zu",
    "y": "y", "e": "y", "i": "y", "und": "y", "and": "y", "af": "af", "av": "af",
}  # fmt: skip
"""Small words inside a person's name, each with the form under which its spellings meet."""

_FORMS = {
    "ltd": "limited|ltd|ltda|private limited|pvt ltd|pte ltd|pty ltd|co ltd|company limited|limited company",
    "plc": "plc|public limited company",
    "llc": "llc|l l c|limited liability company|limited liability co|ooo|gmbh|g m b h|sarl|s a r l|srl|s r l|bv|b v|"
    "bvba|sprl|oue|doo|d o o|sro|s r o|kft|gesellschaft mit beschrankter haftung|obshchestvo s ogranichennoy "
    "otvetstvennostyu|societatea cu raspundere limitata|societate cu raspundere limitata|societa a responsabilita "
    "limitata|sociedad de responsabilidad limitada|sociedad limitada|sl|tov|sp z o o|"
    "societe a responsabilite limitee|besloten vennootschap",
    "inc": "inc|incorporated|corp|corporation|co|company|companies|cie|compagnie",
    "sa": "sa|s a|ag|a g|nv|n v|spa|s p a|sae|oyj|oy|ab|asa|as|a s|aps|a g|aktiengesellschaft|aktiebolag|"
    "societe anonyme|sociedad anonima|societa per azioni|naamloze vennootschap|joint stock "
    "company|jsc|ojsc|oao|ao|pao|pjsc|zao|cjsc|open joint stock company|public joint stock company|closed joint "
    "stock company|otkrytoe aktsionernoe obshchestvo|publichnoe aktsionernoe obshchestvo|zakrytoe aktsionernoe "
    "obshchestvo|kk|"
    "kabushiki kaisha|tbk|bhd|berhad|sdn bhd|se",
    "lp": "lp|l p|limited partnership|llp|l l p|limited liability partnership|kg|gmbh co kg|gmbh and co kg",
    "ev": "ev|e v|eingetragener verein|vzw|asbl",
}
LEGAL_PHRASES: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    sorted(
        ((tuple(phrase.split()), form) for form, phrases in _FORMS.items() for phrase in phrases.split("|")),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
)
"""Legal forms as folded words, longest first, with the family they belong to (ISO 20275 has the full register)."""
LEGAL_FORMS = frozenset(words[0] for words, _ in LEGAL_PHRASES if len(words) == 1)

GENERIC = frozenset(
    "group gruppe groupe gruppo holding holdings international intl global worldwide national enterprise "
    "enterprises "
    "industry industries services service solutions systems management partners the of and for".split()
)
"""Words of a company's name that tell little when only one of two names has them, folded."""

SPELLINGS = {
    "organisation": "organization", "centre": "center", "defence": "defense", "cooperation": "cooperation",
    "labour": "labor", "theatre": "theater", "programme": "program", "intl": "international", "dept": "department",
    "univ": "university", "natl": "national", "assn": "association", "assoc": "association", "bros": "brothers",
    "mfg": "manufacturing", "intercontinental": "intercontinental", "colour": "color", "jewellery": "jewelry",
    "organisations": "organizations", "govt": "government", "fed": "federal", "mt": "mount", "ft": "fort",
}  # fmt: skip


_SHORT_PLACES = {
    "united states": "us|u s|usa|u s a|united states of america|america",
    "united kingdom": "uk|u k|britain|great britain",
    "european union": "eu|e u", "soviet union": "ussr|u s s r", "united arab emirates": "uae",
    "united nations": "un|u n",
    "new york city": "nyc", "people s republic of china": "prc|china|peoples republic of china",
    "russia": "russian federation", "netherlands": "holland", "czech republic": "czechia",
}  # fmt: skip
SHORT_PLACES = {
    tuple(short.split()): tuple(full.split()) for full, shorts in _SHORT_PLACES.items() for short in shorts.split("|")
}
"""Countries and unions under their short names, as folded words."""


def _pairs(groups: str) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for group in groups.split(";"):
        full, *short = group.split()
        found.update(pair for s in short for pair in ((full, s), (s, full)))
    return frozenset(found)


NICKNAMES = _pairs(
    "alexander alex al sandy sasha xander lex;alexandra alex sandra sasha lexi;alfred alf fred freddie;andrew andy "
    "drew;anthony tony;antonio tony toni nino tonino;barbara babs barb;benjamin ben benny;bernard bernie;catherine "
    "cathy kate katie cat;katherine kathy kate katie;charles charlie chuck chas carl;christina chris tina "
    "christine;christopher chris kit;daniel dan danny;david dave davy;deborah debbie deb;dennis den denny;dmitry "
    "dima mitya;domenico mimmo;donald don donnie;dorothy dot dolly;douglas doug;edward ed eddie ted teddy "
    "ned;elizabeth liz lizzie beth betty bess eliza lisa;eleanor ellie nell;eugene gene;evgeny zhenya;ferdinando "
    "nando;florence flo;frances fran;francesco franco ciccio cecco;francis frank;franklin frank;francisco paco "
    "pancho;frederick fred freddie fritz;gabriel gabe;george georgie;gerald gerry jerry;gertrude trudy;giovanni "
    "gianni nanni vanni;giuseppe beppe pino peppe peppino;gregory greg;guglielmo memo;harold harry hal;henry harry "
    "hank hal;herbert herb bert;ivan vanya;jacob jake jack;james jim jimmy jamie jem;jeffrey jeff;jennifer jen "
    "jenny;jessica jess jessie;johannes hans jan johan;john jack johnny jon;jonathan jon jonny nathan;joseph joe "
    "joey jo;jose pepe;joshua josh;judith judy;katarzyna kasia;kenneth ken kenny;lawrence larry;laurence "
    "larry;leonardo leo nardo;leonard len lenny leo;leslie les;louis lou louie;lorenzo renzo;luigi gigi "
    "gino;malgorzata gosia;margaret maggie meg peggy madge rita;maria mia;martin marty;mary molly polly;matthew "
    "matt;maximilian max;maxwell max;melissa mel;michael mike mick micky mikey misha mickey;mikhail misha;nicholas "
    "nick nicky;nikolai kolya;oliver ollie;olivia liv;pamela pam;patricia pat patty trish;patrick pat paddy "
    "rick;pavel pasha;peter pete;philip phil pip;phillip phil pip;rachel rae;raffaele lello;raymond ray;rebecca "
    "becky;richard dick rick ricky rich richie;robert bob bobby rob robbie bert;roberto bobo;ronald ron "
    "ronnie;rosemary rose;roger rog;rudolf rudi rolf;salvatore toto turi;samuel sam sammy;samantha sam;sergei "
    "seryozha;sergio checco;sigismund sigi;stanley stan;stephen steve stevie;steven steve stevie;stefan steff;susan "
    "sue susie;terence terry;theodore ted teddy theo;theresa terry tess;thomas tom tommy;timothy tim timmy;victor "
    "vic;victoria vicky tori;vincent vince vinny;vincenzo enzo;vladimir vova volodya vlad;walter walt wally;wilhelm "
    "willi willy;william bill billy will willie liam;yitzhak itzik;zachary zach"
)
"""A full given name with a usual short form of it, both ways round, folded: English, Italian, German, Russian."""

_SAME_NAME = (
    "john juan jean giovanni johann ivan jan joao jovan janos ian sean;william wilhelm guillaume guglielmo willem "
    "guillermo;peter pierre pietro pedro pyotr petr piotr pieter;paul paolo pablo pavel paulo pawel;michael michel "
    "michele miguel mikhail mihail mikael;charles carlo carlos karl karel;francis francesco francisco francois "
    "franz frans;joseph giuseppe jose josef josip yosef yusuf jozef;james giacomo jaime jacques jakob jacob;henry "
    "enrico henri enrique heinrich hendrik;louis luigi luis ludwig lodewijk;george giorgio jorge georg georges "
    "georgy yury;alexander alessandro alejandro alexandre aleksandr oleksandr aleksander;nicholas niccolo nicolas "
    "nikolai nikolaus mykola;andrew andrea andres andre andrei andreas andriy;stephen stefano esteban etienne "
    "stefan stepan istvan;anthony antonio antoine anton;matthew matteo mateo mathieu matthias;philip filippo felipe "
    "philippe;vladimir volodymyr;sergei serhiy;demetrius dmitry dmytro dmitri dimitri;eugene evgeny yevgeny "
    "yevhen;mary maria marie miriam maryam;catherine caterina catalina katharina ekaterina katarina;helen elena "
    "helene yelena olena;elizabeth elisabetta isabel elisabeth;joan juana jeanne giovanna johanna;anne anna "
    "ana;margaret margherita margarita marguerite;mohammed muhammad mohamed mohammad mahomet muhammed mohamad;usama "
    "osama;hussein husayn hossein hussain;frederick federico friedrich frederik fredrik frederic fryderyk;ahmed "
    "ahmad;yusuf youssef joseph;abd abdul abdel abdal"
)


def _equivalents() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(_SAME_NAME.split(";")):
        for word in group.split():
            groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


EQUIVALENTS = _equivalents()
"""Given names that are forms of one name in different languages: a name with the numbers of its groups."""

GIVEN_NAMES = frozenset(EQUIVALENTS) | frozenset(word for pair in NICKNAMES for word in pair)
"""The given names that the two lists above know."""
