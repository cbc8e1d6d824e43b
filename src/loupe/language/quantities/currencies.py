"""Currencies: ISO 4217 codes (old ones too), the signs used everywhere, and the English names."""

from __future__ import annotations

__all__ = ["CODES", "LETTERED", "NAMES", "NATIONS", "PAIRED", "SIGNS", "WORD_CODES", "currency_name"]

_TABLE = """
USD US dollar|AUD Australian dollar|CAD Canadian dollar|NZD New Zealand dollar|HKD Hong Kong dollar
SGD Singapore dollar|TWD Taiwan dollar|EUR euro|GBP pound sterling|EGP Egyptian pound|LBP Lebanese pound
SYP Syrian pound|SDG Sudanese pound|CYP Cypriot pound|IEP Irish pound|JPY Japanese yen|CNY Chinese yuan|CHF Swiss franc
FRF French franc|BEF Belgian franc|LUF Luxembourg franc|XOF CFA franc|DEM Deutschmark|ITL Italian lira|TRY Turkish lira
NLG Dutch guilder|PTE Portuguese escudo|ESP Spanish peseta|GRD Greek drachma|ATS Austrian schilling|FIM Finnish markka
SEK Swedish krona|NOK Norwegian krone|DKK Danish krone|ISK Icelandic krona|CZK Czech koruna|SKK Slovak koruna
PLN Polish zloty|HUF Hungarian forint|RON Romanian leu|BGN Bulgarian lev|RUB Russian ruble|SUR Soviet ruble
UAH Ukrainian hryvnia|GEL Georgian lari|INR Indian rupee|PKR Pakistani rupee|LKR Sri Lankan rupee|NPR Nepalese rupee
IDR Indonesian rupiah|THB Thai baht|KRW South Korean won|KPW North Korean won|VND Vietnamese dong|PHP Philippine peso
MXN Mexican peso|ARS Argentine peso|CLP Chilean peso|COP Colombian peso|CUP Cuban peso|UYU Uruguayan peso
BRL Brazilian real|PEN Peruvian sol|VES Venezuelan bolivar|ZAR South African rand|NGN Nigerian naira|KES Kenyan shilling
UGX Ugandan shilling|TZS Tanzanian shilling|GHS Ghanaian cedi|ETB Ethiopian birr|MAD Moroccan dirham
AED United Arab Emirates dirham|SAR Saudi riyal|QAR Qatari riyal|IRR Iranian rial|OMR Omani rial|ILS Israeli shekel
JOD Jordanian dinar|KWD Kuwaiti dinar|IQD Iraqi dinar|BHD Bahraini dinar|TND Tunisian dinar|DZD Algerian dinar
RSD Serbian dinar|YUM Yugoslav dinar|MYR Malaysian ringgit|BDT Bangladeshi taka|KZT Kazakhstani tenge
HRK Croatian kuna|EEK Estonian kroon|LVL Latvian lats|LTL Lithuanian litas|SIT Slovenian tolar|XBT bitcoin
AFN Afghan afghani|AMD Armenian dram|AZN Azerbaijani manat|BYN Belarusian ruble|MMK Burmese kyat|KHR Cambodian riel
LAK Lao kip|MNT Mongolian tugrik|UZS Uzbekistani som|JMD Jamaican dollar|LRD Liberian dollar|NAD Namibian dollar
ZWL Zimbabwean dollar|XEU European currency unit|MUR Mauritian rupee
ALL Albanian lek|AOA Angolan kwanza|ANG Antillean guilder|AWG Aruban florin|BAM Bosnian convertible mark
BBD Barbadian dollar|BIF Burundian franc|BMD Bermudian dollar|BND Brunei dollar|BOB Bolivian boliviano
BSD Bahamian dollar|BTN Bhutanese ngultrum|BWP Botswana pula|BZD Belize dollar|CDF Congolese franc
CRC Costa Rican colon|CVE Cape Verdean escudo|DJF Djiboutian franc|DOP Dominican peso|ERN Eritrean nakfa
FJD Fijian dollar|FKP Falkland Islands pound|GIP Gibraltar pound|GMD Gambian dalasi|GNF Guinean franc
GTQ Guatemalan quetzal|GYD Guyanese dollar|HNL Honduran lempira|HTG Haitian gourde|KGS Kyrgyzstani som
KMF Comorian franc|KYD Cayman Islands dollar|LSL Lesotho loti|LYD Libyan dinar|MDL Moldovan leu|MGA Malagasy ariary
MKD Macedonian denar|MOP Macanese pataca|MRU Mauritanian ouguiya|MVR Maldivian rufiyaa|MWK Malawian kwacha
MZN Mozambican metical|NIO Nicaraguan cordoba|PAB Panamanian balboa|PGK Papua New Guinean kina|PYG Paraguayan guarani
RWF Rwandan franc|SBD Solomon Islands dollar|SCR Seychellois rupee|SHP Saint Helena pound|SLE Sierra Leonean leone
SOS Somali shilling|SRD Surinamese dollar|SSP South Sudanese pound|STN Sao Tomean dobra|SVC Salvadoran colon
SZL Swazi lilangeni|TJS Tajikistani somoni|TMT Turkmenistani manat|TOP Tongan paanga|TTD Trinidadian dollar
VUV Vanuatu vatu|WST Samoan tala|XAF Central African CFA franc|XCD East Caribbean dollar|XPF CFP franc|YER Yemeni rial
ZMW Zambian kwacha
"""
CODES: dict[str, str] = {
    entry[:3]: entry[4:].strip() for line in _TABLE.strip().splitlines() for entry in line.split("|")
}
"""Code to English name, as one reads it."""

WORD_CODES: frozenset[str] = frozenset(
    "ALL TOP MOP SOS CUP PEN TRY BAM COP MAD GEL ERN ANG BOB LAK MUR SIT GIP SHP STN SCR NIO BIF SAR NAD CVE".split()
)
"""Codes that are words, names or abbreviations in capitals too ("TOP 10", "SOS")."""


NAMES: dict[str, str] = {
    # a name without a nation; in small letters: not one currency but several, so that it is never guessed
    "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "greenbacks": "USD", "euro": "EUR",
    "euros": "EUR",
    "pound": "GBP", "pounds": "GBP", "quid": "GBP", "sterling": "GBP", "guineas": "GBP", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "kuai": "CNY", "franc": "franc", "francs": "franc", "lira": "ITL", "liras": "ITL", "lire": "ITL",
    "deutschmark": "DEM", "deutschmarks": "DEM", "deutsche mark": "DEM", "deutsche marks": "DEM", "d - mark": "DEM",
    "d - marks": "DEM", "marks": "DEM", "guilder": "NLG", "guilders": "NLG", "florins": "NLG", "escudo": "PTE",
    "escudos": "PTE", "peseta": "ESP", "pesetas": "ESP", "drachma": "GRD", "drachmas": "GRD", "drachmae": "GRD",
    "schilling": "ATS", "schillings": "ATS", "shilling": "shilling", "shillings": "shilling", "markka": "FIM",
    "krona": "krona", "kronor": "SEK", "krone": "krone", "kroner": "krone", "kronur": "ISK", "crowns": "krone",
    "koruna": "CZK", "korunas": "CZK", "zloty": "PLN", "zlotys": "PLN", "forint": "HUF", "forints": "HUF", "leu": "RON",
    "lei": "RON", "lev": "BGN", "leva": "BGN", "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB",
    "hryvnia": "UAH", "hryvnias": "UAH", "lari": "GEL", "rupee": "rupee", "rupees": "rupee", "rupiah": "IDR",
    "baht": "THB",
    "won": "KRW", "dong": "VND", "peso": "peso", "pesos": "peso", "reais": "BRL", "rand": "ZAR", "naira": "NGN",
    "cedi": "GHS", "cedis": "GHS", "birr": "ETB", "dirham": "AED", "dirhams": "AED", "riyal": "SAR", "riyals": "SAR",
    "rial": "IRR", "rials": "IRR", "shekel": "ILS", "shekels": "ILS", "dinar": "dinar", "dinars": "dinar",
    "ringgit": "MYR", "taka": "BDT", "tenge": "KZT", "kuna": "HRK", "kroon": "EEK", "litas": "LTL", "tolar": "SIT",
    "bitcoin": "XBT", "bitcoins": "XBT", "markkaa": "FIM", "punt": "IEP", "punts": "IEP", "bolivars": "VES",
    "bolivares": "VES", "ecus": "XEU", "leke": "ALL", "kwanza": "AOA", "kwanzas": "AOA", "ngultrum": "BTN",
    "ngultrums": "BTN", "pula": "BWP", "dalasi": "GMD", "dalasis": "GMD", "nakfa": "ERN", "quetzals": "GTQ",
    "quetzales": "GTQ", "lempira": "HNL", "lempiras": "HNL", "gourde": "HTG", "gourdes": "HTG", "ariary": "MGA",
    "denar": "MKD", "denars": "MKD", "denari": "MKD", "pataca": "MOP", "patacas": "MOP", "ouguiya": "MRU",
    "ouguiyas": "MRU", "rufiyaa": "MVR", "metical": "MZN", "meticais": "MZN", "cordobas": "NIO", "balboas": "PAB",
    "kina": "PGK", "guaranis": "PYG", "guaranies": "PYG", "leones": "SLE", "dobras": "STN", "lilangeni": "SZL",
    "emalangeni": "SZL", "somoni": "TJS", "paanga": "TOP", "vatu": "VUV", "manat": "manat", "manats": "manat",
    "kwacha": "kwacha", "kwachas": "kwacha", "bolivianos": "BOB", "boliviano": "BOB", "colones": "CRC",
    "kyat": "MMK", "kyats": "MMK", "riels": "KHR", "tugrik": "MNT", "tugriks": "MNT", "togrog": "MNT",
    "afghanis": "AFN", "birrs": "ETB", "nairas": "NGN", "rands": "ZAR", "rupiahs": "IDR",
    "bahts": "THB", "ringgits": "MYR", "takas": "BDT", "kunas": "HRK", "maloti": "LSL", "renminbis": "CNY",
    "satoshi": "satoshi", "satoshis": "satoshi",
}  # fmt: skip

_PEOPLES = {
    "us|u . s|u . s .|american|united states": {"dollar": "USD"}, "australian|aussie": {"dollar": "AUD"},
    "canadian": {"dollar": "CAD"}, "new zealand|kiwi": {"dollar": "NZD"}, "hong kong": {"dollar": "HKD"},
    "singapore|singaporean": {"dollar": "SGD"}, "taiwan|new taiwan|taiwanese": {"dollar": "TWD"},
    "jamaican": {"dollar": "JMD"}, "liberian": {"dollar": "LRD"}, "namibian": {"dollar": "NAD"},
    "zimbabwe|zimbabwean": {"dollar": "ZWL"}, "british|uk|english": {"pound": "GBP"}, "egyptian": {"pound": "EGP"},
    "lebanese": {"pound": "LBP", "lira": "LBP"}, "syrian": {"pound": "SYP", "lira": "SYP"},
    "sudanese": {"pound": "SDG"}, "cypriot|cyprus": {"pound": "CYP"}, "irish": {"pound": "IEP", "punt": "IEP"},
    "japanese": {"yen": "JPY"}, "chinese": {"yuan": "CNY", "renminbi": "CNY"}, "swiss": {"franc": "CHF"},
    "french|old french|new french": {"franc": "FRF"}, "belgian": {"franc": "BEF"}, "luxembourg": {"franc": "LUF"},
    "cfa|african": {"franc": "XOF"}, "german|west german|deutsche": {"mark": "DEM"}, "italian": {"lira": "ITL"},
    "finnish": {"mark": "FIM", "markka": "FIM"}, "turkish": {"lira": "TRY"},
    "dutch": {"guilder": "NLG", "florin": "NLG"}, "portuguese": {"escudo": "PTE"}, "spanish": {"peseta": "ESP"},
    "greek": {"drachma": "GRD"}, "austrian": {"schilling": "ATS"}, "swedish": {"krona": "SEK", "crown": "SEK"},
    "norwegian": {"krone": "NOK", "crown": "NOK"}, "danish": {"krone": "DKK", "crown": "DKK"},
    "icelandic": {"krona": "ISK"}, "czech": {"koruna": "CZK", "crown": "CZK"}, "slovak": {"koruna": "SKK"},
    "polish": {"zloty": "PLN"}, "hungarian": {"forint": "HUF"}, "romanian": {"leu": "RON"}, "bulgarian": {"lev": "BGN"},
    "russian": {"ruble": "RUB"}, "soviet": {"ruble": "SUR"}, "belarusian": {"ruble": "BYN"},
    "ukrainian": {"hryvnia": "UAH"}, "georgian": {"lari": "GEL"}, "indian": {"rupee": "INR"},
    "pakistani|pakistan": {"rupee": "PKR"}, "sri lankan": {"rupee": "LKR"}, "nepalese|nepali": {"rupee": "NPR"},
    "mauritian": {"rupee": "MUR"}, "indonesian": {"rupiah": "IDR"}, "thai": {"baht": "THB"},
    "south korean|korean": {"won": "KRW"}, "north korean": {"won": "KPW"}, "vietnamese": {"dong": "VND"},
    "philippine|filipino": {"peso": "PHP"}, "mexican": {"peso": "MXN"}, "argentine|argentinian": {"peso": "ARS"},
    "chilean": {"peso": "CLP"}, "colombian": {"peso": "COP"}, "cuban": {"peso": "CUP"}, "uruguayan": {"peso": "UYU"},
    "brazilian": {"real": "BRL"}, "peruvian": {"sol": "PEN"}, "venezuelan": {"bolivar": "VES"},
    "south african": {"rand": "ZAR"}, "nigerian": {"naira": "NGN"}, "kenyan|kenya": {"shilling": "KES"},
    "ugandan": {"shilling": "UGX"}, "tanzanian": {"shilling": "TZS"}, "moroccan": {"dirham": "MAD"},
    "emirati|uae": {"dirham": "AED"}, "saudi": {"riyal": "SAR"}, "qatari": {"riyal": "QAR"},
    "iranian": {"rial": "IRR"}, "omani": {"rial": "OMR"}, "israeli": {"shekel": "ILS"}, "jordanian": {"dinar": "JOD"},
    "kuwaiti": {"dinar": "KWD"}, "iraqi": {"dinar": "IQD"}, "bahraini": {"dinar": "BHD"}, "tunisian": {"dinar": "TND"},
    "algerian": {"dinar": "DZD"}, "serbian": {"dinar": "RSD"}, "yugoslav": {"dinar": "YUM"},
    "malaysian": {"ringgit": "MYR"}, "croatian": {"kuna": "HRK"}, "albanian": {"lek": "ALL"},
    "barbadian|barbados": {"dollar": "BBD"}, "bermudian|bermuda": {"dollar": "BMD"}, "brunei": {"dollar": "BND"},
    "bahamian": {"dollar": "BSD"}, "belize": {"dollar": "BZD"}, "fijian|fiji": {"dollar": "FJD"},
    "guyanese|guyana": {"dollar": "GYD"}, "cayman|cayman islands": {"dollar": "KYD"},
    "solomon islands": {"dollar": "SBD"}, "surinamese": {"dollar": "SRD"}, "east caribbean": {"dollar": "XCD"},
    "trinidadian|trinidad and tobago": {"dollar": "TTD"}, "burundian": {"franc": "BIF"},
    "congolese": {"franc": "CDF"}, "djiboutian": {"franc": "DJF"}, "guinean": {"franc": "GNF"},
    "comorian": {"franc": "KMF"}, "rwandan": {"franc": "RWF"}, "central african|central african cfa": {"franc": "XAF"},
    "west african|west african cfa": {"franc": "XOF"}, "cfp|pacific": {"franc": "XPF"},
    "dominican": {"peso": "DOP"}, "costa rican": {"colon": "CRC"}, "salvadoran": {"colon": "SVC"},
    "cape verdean": {"escudo": "CVE"}, "falkland|falkland islands": {"pound": "FKP"}, "gibraltar": {"pound": "GIP"},
    "saint helena": {"pound": "SHP"}, "south sudanese": {"pound": "SSP"}, "libyan": {"dinar": "LYD"},
    "macedonian": {"denar": "MKD"}, "moldovan": {"leu": "MDL"}, "somali": {"shilling": "SOS"},
    "seychellois|seychelles": {"rupee": "SCR"}, "yemeni": {"rial": "YER"}, "zambian": {"kwacha": "ZMW"},
    "malawian": {"kwacha": "MWK"}, "azerbaijani": {"manat": "AZN"}, "turkmen|turkmenistani": {"manat": "TMT"},
    "armenian": {"dram": "AMD"}, "kyrgyz|kyrgyzstani": {"som": "KGS"}, "uzbek|uzbekistani": {"som": "UZS"},
    "bosnian|convertible": {"mark": "BAM"}, "antillean|netherlands antillean": {"guilder": "ANG"},
    "aruban": {"florin": "AWG"}, "papua new guinean": {"kina": "PGK"}, "tongan": {"paanga": "TOP"},
    "samoan": {"tala": "WST"}, "lao|laotian": {"kip": "LAK"}, "cambodian": {"riel": "KHR"},
    "burmese": {"kyat": "MMK"}, "mongolian": {"tugrik": "MNT"}, "afghan": {"afghani": "AFN"},
    "kazakh|kazakhstani": {"tenge": "KZT"}, "bangladeshi": {"taka": "BDT"}, "ghanaian": {"cedi": "GHS"},
    "ethiopian": {"birr": "ETB"}, "estonian": {"kroon": "EEK"}, "latvian": {"lat": "LVL"},
    "panamanian": {"balboa": "PAB"}, "guatemalan": {"quetzal": "GTQ"}, "paraguayan": {"guarani": "PYG"},
    "bolivian": {"boliviano": "BOB"}, "nicaraguan": {"cordoba": "NIO"}, "honduran": {"lempira": "HNL"},
    "sierra leonean": {"leone": "SLE"}, "angolan": {"kwanza": "AOA"}, "mozambican": {"metical": "MZN"},
}  # fmt: skip
_PLURALS = {
    "krona": ("kronor", "kronas", "kronur"), "krone": ("kroner", "krones"), "leu": ("lei",), "lev": ("leva", "levs"),
    "real": ("reais", "reals"), "lira": ("lire", "liras"), "drachma": ("drachmae", "drachmas"), "penny": ("pence",),
    "ruble": ("rubles", "rouble", "roubles"), "sol": ("soles", "sols"), "koruna": ("koruny", "korunas", "koruna"),
    "mark": ("marks", "marken"),
}  # fmt: skip
NATIONS: dict[str, str] = {
    f"{people} {name}": code
    for peoples, moneys in _PEOPLES.items()
    for people in peoples.split("|")
    for money, code in moneys.items()
    for name in (money, *_PLURALS.get(money, (money + "s",)))
}
"""A people and its money: "swiss francs"."""

SIGNS: dict[str, str] = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY",
    "₴": "UAH", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP", "₾": "GEL", "₸": "KZT", "₵": "GHS", "₼": "AZN",
    "₿": "XBT", "₡": "CRC", "₲": "PYG", "₮": "MNT", "₭": "LAK", "＄": "USD", "￡": "GBP", "￥": "JPY", "₤": "ITL",
    "ƒ": "NLG", "֏": "AMD",
}  # fmt: skip
PAIRED: dict[str, str] = {
    # letters before the dollar sign
    "us": "USD", "u.s": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD",
    "can": "CAD", "cdn": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD", "sg": "SGD", "nt": "TWD", "mex": "MXN",
    "mx": "MXN", "r": "BRL", "j": "JMD", "z": "ZWL", "rd": "DOP", "bz": "BZD", "n": "NAD", "l": "LRD", "tt": "TTD",
}  # fmt: skip

LETTERED: dict[str, str] = {
    "Rs": "INR", "Rs.": "INR", "DM": "DEM", "SFr": "CHF", "sFr": "CHF", "Sfr": "CHF", "FF": "FRF", "Bfr": "BEF",
    "BFr": "BEF", "Lit": "ITL", "kr": "krone", "Kr": "krone", "Skr": "SEK", "SKr": "SEK", "Dkr": "DKK", "DKr": "DKK",
    "Nkr": "NOK", "NKr": "NOK", "Pta": "ESP", "Pts": "ESP", "Esc": "PTE", "Ft": "HUF", "zł": "PLN", "Kč": "CZK",
    "Hfl": "NLG", "hfl": "NLG", "fl": "NLG", "RMB": "CNY", "NIS": "ILS", "lei": "RON", "Fr": "franc", "Fr.": "franc",
}  # fmt: skip
"""Letters for a currency, in their exact case, before or after the amount."""


def currency_name(code: str) -> str:
    """The English name of a code; a name that is several currencies stands for itself."""
    return CODES.get(code, code)
