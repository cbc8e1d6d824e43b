"""Who says something, in words: verbs of saying, the kinds of people and papers that say things, and their phrases."""

from __future__ import annotations

__all__ = [
    "AGENCIES",
    "ANYBODY",
    "DENY",
    "DENYING",
    "GROUP",
    "NAME",
    "NOBODY",
    "PAPERS",
    "PEOPLE",
    "PRONOUN",
    "SAY",
    "SAY_THAT",
    "WHO",
]

SAY = "|".join(
    "says? said tells? told claims? claimed insists? insisted maintains? maintained states? stated reports? "
    "reported writes? wrote recalls? recalled testif(?:y|ies|ied) explains? explained adds? added argues? "
    "argued alleges? alleged admits? admitted confess(?:es|ed)? believes? believed suspects? suspected "
    "estimates? estimated suggests? suggested thinks? thought notes? noted concludes? concluded confirms? "
    "confirmed announces? announced remembers? remembered swears? swore speculates? speculated surmises? "
    "surmised".split()
)
"""What may be followed by what is said without "that"."""
SAY_THAT = "|".join(
    "acknowledges? acknowledged agrees? agreed answers? answered asserts? asserted assumes? assumed assures? assured "
    "boasts? boasted cautions? cautioned complains? complained concedes? conceded contends? contended counters? "
    "countered declares? declared discloses? disclosed emphasi[sz]es? emphasi[sz]ed finds? found hears? heard hints? "
    "hinted holds? held implies implied indicates? indicated infers? inferred informs? informed mentions? mentioned "
    "narrates? narrated observes? observed pledges? pledged points?\\s+out pointed\\s+out predicts? predicted "
    "presumes? presumed promises? promised recounts? recounted reiterates? reiterated relates? related remarks? "
    "remarked repeats? repeated repl(?:y|ies|ied) responds? responded reveals? revealed rules? ruled shows? showed "
    "stress(?:es|ed)? surmises? theori[sz]es? theori[sz]ed vows? vowed warns? warned reads? says?\\s+again".split()
)
"""What says something only before "that", a colon or a quotation mark: "the court heard that"."""
_SAID_BEFORE = (
    r"(?=\s+(?:that\b|(?:(?:the|any|all|his|her|their|its|such|these|those|an?|claims\s+of)\s+)?(?:[\w’'-]+\s+)?(?:claims?|"
    r"allegations?|suggestions?|reports?|accusations?|assertions?|ideas?|notions?|theor(?:y|ies)|stor(?:y|ies)|"
    r"rumou?rs?|speculation|accounts?|versions?|criticisms?)\b))"
)
"""What somebody else said, that can be rejected: a court that dismisses an appeal denies nothing."""
_REJECT = "disputes?|disputed|rejects?|rejected|dismiss(?:es|ed)?|refutes?|refuted"
DENY = rf"den(?:y|ies|ied)|(?:{_REJECT}){_SAID_BEFORE}"
DENYING = rf"den(?:y|ies|ied)|{_REJECT}"
"""The words of a denial alone, without what has to follow them."""
PAPERS = "|".join(
    "indictments? statements? affidavits? filings? documents? letters? memos? e-?mails? complaints? lawsuits? "
    "petitions? transcripts? testimon(?:y|ies) "
    "verdicts? rulings? judge?ments? stud(?:y|ies) surveys? websites? blogs? memoirs? "
    "biograph(?:y|ies) files? records? diar(?:y|ies) logs? headlines? footage autops(?:y|ies) releases?".split()
)
PEOPLE = "|".join(
    "police detectives? investigators? prosecutors? prosecution authorities officials? officers? courts? judges? "
    "witness(?:es)? newspapers? papers? magazines? books? authors? films? documentary reviewers? experts? insurers? "
    "lawyers? attorneys? sources? dealers? neighbou?rs? spokes(?:man|woman|person) broadcasters? agenc(?:y|ies) wires? "
    "articles? reports? mastermind concierge caretaker journalists? reporters? thief thieves survivors? relatives "
    "famil(?:y|ies) compan(?:y|ies) ministers? ministry government inquiry commission doctors? engineers? historians? "
    "scientists researchers pathologist coroner captain crew owners? victims? suspects? editors?".split()
)
_MORE_PEOPLE = "|".join(
    "spokespeople spokespersons? narrators? callers? informants? tipsters? insiders? aides? analysts? residents? "
    "guards? jury jurors? inquest defence defense defendants? plaintiffs? tribunal regulators? scholars? critics? "
    "bloggers? biographers? columnists? correspondents? producers? directors? executives? managers? employees? staff "
    "eyewitness(?:es)? bystanders? lawmakers? senators? firefighters? coastguard army navy".split()
)
AGENCIES = (
    r"(?:AP|AFP|UPI|DPA|dpa|ANSA|Ansa|EFE|PA|TASS|ANP|CNN|BBC|Reuters|Belga|Xinhua|Bloomberg|Kyodo|"
    r"The\s+Associated\s+Press|Associated\s+Press|Agence\s+France-Presse)"
)
_DETERMINER = r"(?:the|an?|one|another|some|several|many|most|other|his|her|its|their|two|three|four|these|those|no)"
_PLACED = r"\s+(?:for|close\s+to|at|from|within|inside|in|of)"
_FOR = (
    rf"(?:{_PLACED}\s+(?:the\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s[A-ZÀ-ÖØ-Þ][\w’'-]*){{0,3}}"
    rf"|{_PLACED}\s+the\s+[a-z][\w’'-]*(?:\s[a-z][\w’'-]*)??)?"
)
"""Whom or what a group speaks for, or belongs to: "a spokesman for the court", "sources close to Notarbartolo"."""
GROUP = rf"(?:{_DETERMINER}\s+)?(?:[a-z][\w’'-]*\s+){{0,3}}?(?:{PEOPLE}|{PAPERS}|{_MORE_PEOPLE})"
_PHRASE = rf"{_DETERMINER}\s+(?:[\w’'-]+\s+){{0,6}}?[\w’'-]+"
NAME = (
    r"(?:(?!(?:The|An?|One|Another|Some|Several|Many|Most|Other|His|Her|Its|Their|Two|Three|These|Those|No)\s+[a-z])"
    r"(?:[Tt]he\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]*\.?"
    r"(?:\s+(?:de|van|von|di|da|of|the|and)(?=\s[A-Z]))?(?:\s+[A-ZÀ-ÖØ-Þ][\w’'-]*)*)"
)
PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)"
_ASIDE = r"(?:\s\([^()]{1,30}\))?(?:,\s(?P<aside>[^,.;]{2,60}),)?"
WHO = rf"(?P<who>{NAME}|(?i:{GROUP}){_FOR}|{PRONOUN}){_ASIDE}"
ANYBODY = rf"(?P<who>{NAME}|(?i:{GROUP}){_FOR}|{PRONOUN}|(?i:{_PHRASE})){_ASIDE}"
NOBODY = frozenset(
    "the a an one early first last later some many most it this that there these those which what who and but when if "
    "next another no nobody none everyone everybody anyone anybody whoever as when while if after before".split()
)
