"""The tables of the generator: invented people and firms, real towns, figures in words, verbs in two forms.

They are the examiner's: nothing here is taken from Loupe's own tables or from what its models are trained on.
"""

from __future__ import annotations

__all__ = [
    "AUXILIARY", "CALENDAR", "FIRMS", "GIVEN", "LABELLED", "MONTHS", "NOT_NAMES", "NUMBERS", "OF_FIRMS",
    "PAST", "PEOPLE", "PLACES", "WEEKDAYS",
]  # fmt: skip

PEOPLE = (
    "Pietro Sandrini", "Margaret Oakhurst", "Dale Whitcombe", "Ilse Verbruggen", "Tobias Kern", "Nadia Rourke",
    "Graham Pell", "Colette Amsden", "Rashid Lowe", "Ewan Strachan", "Judith Farrow", "Viktor Halloran",
)  # fmt: skip
FIRMS = ("Siemens", "Capita", "Northgate", "Unisys", "Telefonica", "Marconi", "Serco", "Logica")
PLACES = (
    "Lisbon", "Gdansk", "Leeds", "Marseille", "Dundee", "Turin", "Norwich", "Oslo", "Bristol", "Swansea", "Vienna",
    "Houston", "Chicago", "Coventry", "Belfast", "Ghent", "Brussels", "Antwerp", "London", "Manchester", "Cardiff",
    "Birmingham", "Bracknell", "Reading", "Bath", "Edinburgh", "Glasgow", "Stevenage", "Chesterfield", "Liverpool",
    "England", "Scotland", "Wales", "Ireland", "Italy", "Belgium", "Madrid", "Plymouth", "Southampton", "Ipswich",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CALENDAR = frozenset((*MONTHS, *WEEKDAYS, "Christmas", "Easter", "Mr", "Mrs", "Ms", "Sir", "Dr"))
GIVEN = frozenset(
    "Leonardo Jorge August Jacques Alan Paul John David Peter Andrew Mark Tony Susan Anne Jo Nick Charles Gareth Ian "
    "Janet Jennifer Tim Robert Richard Stephen Steve Martin Keith Simon Bruce Mike Michael Wyn Jason Sarah Anthony "
    "Terry Terence Graham Lesley Barbara Rod Colin Roger Geoff Philip Jeremy George Graeme Bill Dave Neil Liam Angela "
    "Penny Christopher Chris Helen Mary Elizabeth James Harriet Patrick Fiona Noel Lee Ben Gerald".split()
)
NOT_NAMES = frozenset(
    "I The A An It He She They We You This That These Those There Then And But So In On At From By As When Where If "
    "What Which Who Yes No Not Now Well Okay Right Also Because Although However Part Day Phase Rule Chapter Page "
    "Figure Section Inquiry English Italian Dutch British European Secondly Firstly Mr Mrs Ms Sir Dr Horizon Would "
    "Could Should Did Do Does Was Were Is Are Had Has Have One Some All Many Most Each Every Its His Her Their Our My "
    "Your After Before During Since Until While With Without Under Over Counter Branch Core Participants Christmas "
    "God Internet Christian First Second Third Catch Ran Class Standard Formal Summary General".split()
)
OF_FIRMS = frozenset(
    "Office Pathway System Systems Support Service Services Group Board Union Bank Limited Ltd Centre Center Team Desk "
    "Committee Federation Horizon Online Fujitsu Legacy Network Agency Court House Company Programme Project Manager "
    "Department Royal Mail Post Counters Business Benefits National Helpline Security Operations Management Acceptance "
    "Contract Customer Technical Reference Data Internal Audit Account Release Generation Street Road "
    "University".split()
)
LABELLED = frozenset(
    "phase rule page paragraph section chapter line tab version appendix item number step volume release day apollo "
    "part room level figure table annex slide exhibit article bundle issue flight verb noun program p mode rev "
    "windows riposte microsoft ltd clause question".split()
)
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
).split()
AUXILIARY = "was were is are had has have did could can would will should".split()
PAST = {
    "said": "say", "told": "tell", "went": "go", "took": "take", "gave": "give", "made": "make", "held": "hold",
    "had": "have", "wrote": "write", "found": "find", "broke": "break", "left": "leave", "came": "come", "saw": "see",
    "began": "begin", "became": "become", "knew": "know", "got": "get", "kept": "keep", "put": "put", "led": "lead",
    "sent": "send", "met": "meet", "paid": "pay", "ran": "run", "felt": "feel", "thought": "think", "brought": "bring",
    "built": "build", "bought": "buy", "sold": "sell", "rang": "ring", "set": "set", "lost": "lose", "spoke": "speak",
    "used": "use", "served": "serve", "received": "receive", "moved": "move", "used to": "use to", "joined": "join",
    "worked": "work", "started": "start", "asked": "ask", "opened": "open", "closed": "close", "called": "call",
    "provided": "provide", "agreed": "agree", "decided": "decide", "continued": "continue", "changed": "change",
    "produced": "produce", "signed": "sign", "required": "require", "raised": "raise", "attended": "attend",
    "reported": "report", "involved": "involve", "appeared": "appear", "happened": "happen", "needed": "need",
    "wanted": "want", "carried": "carry", "tried": "try", "identified": "identify", "prepared": "prepare",
    "managed": "manage", "retired": "retire", "occurred": "occur", "introduced": "introduce", "developed": "develop",
    "included": "include", "resulted": "result", "related": "relate", "existed": "exist", "contacted": "contact",
    "returned": "return", "passed": "pass", "followed": "follow", "increased": "increase", "caused": "cause",
    "lasted": "last", "showed": "show", "discussed": "discuss", "submitted": "submit", "replaced": "replace",
}  # fmt: skip
