"""Closed lists for naming: words of rank, of organisations, places and works, and the roles people are called by."""

from __future__ import annotations

__all__ = [
    "COMMON_TITLES",
    "EVENT_WORDS",
    "GIVEN",
    "GROUP_NOUNS",
    "JOURNEY",
    "MOTION",
    "NATIONAL",
    "NO_NAMES",
    "ORGANISATION_NOUNS",
    "ORGANISATION_WORDS",
    "PLACE_WORDS",
    "RELATIVES",
    "ROLES",
    "SPEECH",
    "SURNAMES_TOO",
    "TITLE_WORDS",
    "WORK_NOUNS",
    "WORK_WORDS",
]

TITLE_WORDS = frozenset(
    "mr mrs ms miss mme mlle dr doctor prof professor sir dame lord lady madam madame monsieur herr frau signor "
    "signora don dona senor senora detective inspector superintendent sergeant sgt constable officer commissioner "
    "captain capt colonel col general gen major maj lieutenant lt admiral adm judge justice magistrate prosecutor "
    "attorney president premier chancellor minister senator sen congressman congresswoman representative rep "
    "governor gov mayor secretary ambassador king queen prince princess duke duchess count countess baron baroness "
    "pope bishop archbishop cardinal father sister brother rabbi imam sheikh shaikh sheik mullah ayatollah reverend "
    "rev chief agent corporal private commander sheriff deputy marshal trooper investigator coroner chairman "
    "chairwoman ceo spokesman spokeswoman uncle "
    "aunt coach warden director".split()
)
"""A word that with a capital stands before a person's name, folded, without its full stop."""

COMMON_TITLES = frozenset(
    "general premier major chief private judge king prince count queen father sister brother lord lady marshal "
    "director agent coach bishop cardinal captain governor president chancellor duke baron officer saint commander "
    "secretary "
    "minister major-general mayor don dame senator".split()
)
"""Titles that also begin the names of firms and places ("General Motors"): only a parser's word for a person counts."""

GIVEN = frozenset(
    "jane joyce kathleen marie heather stephanie nicole emmanuel philippe dana noor aaron abigail "
    "adam adele adolfo adrian adriana adriano agata agnes agim ahmed aisha alain alan albert alberto "
    "aldo alessandra alessio alfonso alfredo alice alicia alina alison allan amanda amelia amir amy ana anders "
    "andrea angela angelo anita anja ann anna anne annette antje antonella antonia antonio april ariel arnold "
    "arthur arturo ashley astrid audrey august barbara barry beatrice bella benedict benito benoit bernardo bert "
    "bjorn blake boris brad bradley brandon brenda brent brian bridget bruce bruno bryan camilla carl carla carlo "
    "carmen carol carole caroline cecilia cesare charlotte chiara chloe christian christiane christine cindy claire "
    "clara clark claude claudia claudio clive colin connie conrad corinne craig cristina curtis cyril dale damian "
    "daniela daniele daphne darren david dean debra denise derek desmond diana diane diego dieter dietrich dirk "
    "dmitri dominic dominique donatella donna doris duncan dylan earl edgar edith edmund eduardo edwin egon eileen "
    "elaine elena elio elisa ella ellen elliott elsa emanuele emilia emilio emily emma enrico enzo eric erica erich "
    "erik ernest ernesto ernst erwin esther ethan eva evan eve fabio fabrizio fatima faye federica felix fernand "
    "fernanda fernando filip fiona flavio francesca franca franck franco fritz gabriella gary gavin gerard gerhard "
    "geraldine gilbert gina gino gisela giulia giuliano glen glenn gloria gordon grace graham grant gregor greta "
    "guido gunther gustav guy hannah hans harriet harvey hassan hector heidi heinz helga helmut henrik herman "
    "hermann hilary horst howard hubert hugh hugo ian ibrahim ida igor ilse ines inga ingrid irene iris irina isaac "
    "isabella ivan ivo jacqueline janet janice jasmine jason javier jean jeanette jeremy jerome jill joachim joanna "
    "joanne jocelyn jodie joel jonas jordan jorg julia julian julie juliet julio julius june jurgen justin kai "
    "karen karim karin katja keith kelly kenji kerry kevin khalid kim kirk kirsten klaus kurt kyle lance lara laura "
    "lauren laurent lea leah leon leonard leroy lewis liam lillian linda lindsay lionel lisa lloyd lois lola "
    "loretta lorraine lothar louise luc luca lucas lucia luciano lucy luke lydia lynn mabel madeleine magnus "
    "malcolm manfred manuel manuela mara marc marcel marcello marco marcus margot marianne mario marion marissa "
    "mark marlene marsha martha martina marvin massimo matilda mats maureen maurice mauro max maya megan melanie "
    "melinda mercedes michaela michelle miguel milan mildred miles milo mina miranda miriam mitchell mohamed moira "
    "monica morgan moritz morris muriel murray mustafa myra nadia nancy naomi natalie natasha neil nelson nigel "
    "nina noah noel nora norbert norman nuno olaf olga oliver omar oscar oskar otto owen pablo pamela paola "
    "patricia patrizia paul paula pauline pedro peggy penelope penny percy phyllis pietro priscilla rafael "
    "raffaella ralf ralph ramon randall randy raoul raquel raul reinhard renata rene renee renzo reza rhonda "
    "ricardo riccardo rita roberta rocco rodney rodrigo roland roman romano rosa rosario rosie ross rowan roy "
    "rubens ruby rudolf rupert russell ruth ryan sabine sabrina saddam sally salvatore sandra sara sarah scott sean "
    "sebastian selma sergio seth shannon sharon sheila shirley siegfried silvia silvio simon simona simone sofia "
    "sonia sophie spencer stacy stefan stefania stefano stella stuart susanne suzanne sven sylvia sylvie tamara "
    "tania tanya tara tatiana teresa terrence tiffany tina tobias todd tracy trevor tristan ugo ulrich ulrike "
    "umberto ursula valentina valentino valeria valerie vanessa vera verena vernon veronica viktor viola virgil "
    "virginia vito vittorio viviane vivian vladimir wallace walter "
    "wanda warren wayne wendy werner wesley wolfgang xavier yolanda yvette yvonne zoe".split()
)
"""Given names of Europe and America that are hardly anything else, beside those of the resolution's tables."""

ORGANISATION_WORDS = frozenset(
    "police university college school institute institution inc ltd llc plc corp corporation company co gmbh bv nv "
    "spa bank ministry department court tribunal agency airlines airways air times post herald tribune gazette "
    "journal magazine news press association federation union party committee commission council board bureau "
    "office authority service services group holdings industries enterprises foundation trust club team squad "
    "brigade army navy force forces guard congress senate parliament government workers aircraft studio label "
    "administration records pictures studios entertainment motors technologies systems networks software insurance "
    "exchange society organisation organization league alliance coalition consortium ventures partners capital "
    "securities laboratories network broadcasting communications interpol europol reuters fbi cia bbc cnn nasa nato "
    "un eu aerospace petroleum pharmaceuticals syndicate cartel mafia "
    "gang unit division orchestra church diocese firm sons brothers lloyd's lloyds wikinews".split()
)
"""The last or first word of an organisation's name, folded."""

PLACE_WORDS = frozenset(
    "street road avenue boulevard lane square plaza place drive highway city town village county province state "
    "district quarter river lake sea ocean bay gulf island islands mountain mountains mount hill hills valley "
    "desert forest park beach airport station port harbour harbor bridge tunnel tower building center centre hotel "
    "prison jail castle palace "
    "hall house museum cathedral church stadium arena theatre theater cemetery republic kingdom kong".split()
)
"""The last word of a place's name, folded."""

EVENT_WORDS = frozenset(
    "conference show festival games cup war championship championships summit olympics expo exhibition awards fair "
    "prize "
    "award medal trophy grand-prix marathon tour revolution crisis operation holocaust".split()
)
"""The last word of an event's or a prize's name, folded: a thing."""

SURNAMES_TOO = frozenset(
    "press post church club guard court league force trust day bank house hall park lane hill lake".split()
)
"""Words of organisations and places that are also surnames: after a given name they make a person."""

WORK_WORDS = frozenset("act treaty convention constitution report bible agreement protocol code directive".split())

ROLES = frozenset(
    "accomplice accountant accuser activist actor actress adviser advisor agent analyst anchor arrestee artist "
    "assailant assassin assistant attacker attorney auditor author banker barber bartender biographer bodyguard "
    "boss bouncer boy broker brother-in-law builder burglar businessman businesswoman butcher butler buyer caller "
    "captain caretaker cashier caterer chairman chairwoman chauffeur chef chemist chief child clerk client coach "
    "collaborator colleague collector colonel commander commissioner composer concierge con-man conman constable "
    "consultant contractor convict cook cop coroner courier criminal curator customer dealer defendant deputy "
    "detective diamantaire dealer diplomat director doctor doorman driver editor electrician employee employer "
    "engineer executive expert fence filmmaker financier fisherman forger founder fugitive gangster gardener "
    "gemologist general girl girlfriend goldsmith governor guard guide gunman hacker head historian host hostage "
    "hunter informant informer inmate innkeeper inspector interpreter interviewer intruder insurer "
    "investigator investor "
    "jailer janitor jeweller jeweler journalist judge juror killer king landlady landlord lawyer leader lieutenant "
    "locksmith locker-keeper lookout magistrate maid mailman man manager marshal mason mastermind mayor mechanic "
    "merchant messenger midwife minister mobster monk murderer musician narrator neighbour neighbor newsreader "
    "notary novelist nurse officer operator owner painter partner passenger patient patrolman pensioner "
    "photographer physician pilot plumber policeman policewoman politician porter postman president priest prince "
    "prisoner producer professor prosecutor prostitute psychiatrist publisher queen receptionist reporter "
    "researcher retiree robber sailor salesman saleswoman scientist screenwriter secretary seller senator sergeant "
    "servant shareholder sheriff shopkeeper singer smuggler soldier solicitor spokesman spokesperson spokeswoman "
    "spy stranger student superintendent surgeon survivor suspect tailor teacher technician teller tenant terrorist "
    "thief trader traitor trainer translator treasurer undertaker victim visitor waiter waitress warden "
    "watchman witness woman worker writer youth".split()
)
"""Nouns in the singular for what a person is to a story: a work, an office, a part in it."""

RELATIVES = frozenset(
    "wife husband father mother son daughter brother sister uncle aunt nephew niece cousin grandfather grandmother "
    "grandson granddaughter stepfather stepmother stepson stepdaughter fiance fiancee girlfriend boyfriend widow "
    "widower partner friend ex-wife ex-husband brother-in-law sister-in-law father-in-law mother-in-law son-in-law "
    "daughter-in-law lover mistress boss neighbour neighbor colleague lawyer accomplice twin".split()
)
"""What somebody is to somebody else; also after a name's possessive."""

GROUP_NOUNS = frozenset(
    "gang group band crew ring team company firm organisation organization network club clan family syndicate cell "
    "unit "
    "squad circle outfit agency newspaper paper magazine bank shop store".split()
)
"""What is several people: an alias given to one is an organisation's."""

ORGANISATION_NOUNS = GROUP_NOUNS | frozenset(
    "magazine newspaper daily weekly retailer airline manufacturer automaker carmaker "
    "broadcaster channel website blog chain subsidiary conglomerate startup union charity nonprofit "
    "label studio "
    "bank party agency consortium corporation brand unit".split()
)
"""A common noun that, right before a name, makes it an organisation's."""

MOTION = frozenset(
    "go drive fly travel return move walk come flee head sail rush run ride escape retreat cycle".split()
)
"""Lemmas of verbs after which "to" leads to a place."""

JOURNEY = frozenset("drive fly travel ride sail flee cycle".split())
"""Those that lead to no firm: one goes to work for a bank, and drives to a town."""

WORK_NOUNS = frozenset(
    "book film movie novel documentary play opera song album memoir thriller series podcast biography painting "
    "sculpture "
    "poem essay musical comedy sitcom".split()
)
"""Common nouns for works; a name right after one, or after it and a comma, is a work's."""

SPEECH = frozenset(
    "say tell speak talk recall explain add claim deny insist admit confess testify write state announce argue "
    "believe think know "
    "remember reply ask answer note warn laugh smile nod shrug whisper shout".split()
)
"""Lemmas of what people do with words and faces."""

NATIONAL = frozenset(
    "american british english scottish welsh irish french german italian spanish portuguese dutch belgian flemish "
    "swiss austrian polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian serbian "
    "croatian bosnian albanian swedish norwegian danish finnish icelandic estonian latvian lithuanian israeli arab "
    "palestinian egyptian lebanese syrian iraqi iranian saudi indian pakistani afghan chinese japanese korean "
    "vietnamese thai indonesian malaysian australian canadian mexican brazilian argentine argentinian chilean "
    "colombian venezuelan cuban african nigerian kenyan european asian jewish muslim christian catholic protestant "
    "hindu sicilian neapolitan parisian londoner republican democrat democratic armenian georgian moroccan algerian "
    "tunisian libyan indians americans "
    "italians germans belgians russians europeans jews muslims christians catholics israelis arabs chechen kurdish "
    "latin".split()
)
"""Peoples and faiths, as adjectives and plurals: no names of anybody, folded."""

NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter i ok okay yes no mr mrs ms dr sir madam yesterday today "
    "tomorrow tonight gmt cet est utc pm am however meanwhile moreover according also thanks hello internet web god "
    "euro euros dollar dollars usd eur gbp percent ad bc tv id pin cctv dna atm gps suv video photo image source "
    "sources by q a "
    "gb mb kb tb ghz mhz khz hz km kg lb mph kmh hp cm mm sms usb "
    "chapter part figure table page section appendix act scene interviewer question answer narrator".split()
)
"""Words that have capitals and name nobody, folded."""
