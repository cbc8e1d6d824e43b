"""Who may be meant by which word: pronouns, persons by their role or kin, groups, and the gender of given names.

Written from general knowledge. A word that is in no list is nobody's: it is neither taken for a person nor kept from
being one. Given names of either gender ("Andrea", "Kim") are left out on purpose.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "FEMALE_NAMES",
    "GROUPS",
    "LIGHT_VERBS",
    "MALE_NAMES",
    "NO_AGENTS",
    "PERSONS",
    "PRONOUNS",
    "SAYING",
    "TITLES",
    "WEATHER",
    "Pronoun",
    "gender_of_noun",
]


class Pronoun(NamedTuple):
    """Grammatical person, number ("one", "many" or "" for either), gender ("m", "f", "n" or ""), and its kind."""

    person: int
    number: str
    gender: str
    kind: str


def _pronouns() -> dict[str, Pronoun]:
    table: dict[str, Pronoun] = {}
    rows = (
        (1, "one", "", "i me my mine myself"),
        (1, "many", "", "we us our ours ourselves"),
        (2, "", "", "you your yours yourself yourselves thou thee thy thine"),
        (3, "one", "m", "he him his his himself"),
        (3, "one", "f", "she her her hers herself"),
        (3, "one", "n", "it it its its itself"),
        (3, "many", "", "they them their theirs themselves 'em"),
    )
    for person, number, gender, words in rows:
        for word in words.split():
            kind = "reflexive" if word.endswith(("self", "selves")) else ""
            kind = kind or ("possessive" if word in _POSSESSIVE else "personal")
            table.setdefault(word, Pronoun(person, number, gender, kind))
    return table


_POSSESSIVE = frozenset("my mine our ours your yours thy thine his hers its their theirs".split())
PRONOUNS = _pronouns()

TITLES: dict[str, str] = {
    **dict.fromkeys(
        "mr mister sir lord master monsieur herr signor senor don count baron duke prince king".split(), "m"
    ),
    **dict.fromkeys("brother father uncle pope emperor abbot friar mr. messrs monsignor".split(), "m"),
    **dict.fromkeys("mrs ms miss lady madam madame mademoiselle frau signora signorina senora dame".split(), "f"),
    **dict.fromkeys(
        "sister mother aunt queen princess duchess countess baroness empress mrs. ms. mme mlle".split(), "f"
    ),
    **dict.fromkeys("dr doctor professor prof judge justice inspector detective officer captain colonel".split(), ""),
    **dict.fromkeys("general major sergeant lieutenant commissioner chief senator president minister".split(), ""),
    **dict.fromkeys("governor mayor chancellor secretary reverend rev bishop cardinal saint st constable".split(), ""),
    **dict.fromkeys(
        "superintendent prosecutor attorney agent deputy sheriff commander admiral private corporal".split(), ""
    ),
    **dict.fromkeys("congressman".split(), "m"),
}
"""Words before a name, folded and without a stop, with the gender they tell."""

_MALE = (
    "man gentleman boy lad fellow chap guy father dad daddy papa son brother husband uncle nephew grandfather grandson "
    "king prince duke lord baron count emperor monk priest friar abbot sir mister groom bridegroom widower waiter "
    "actor policeman fireman salesman chairman businessman milkman postman fisherman spokesman congressman "
    "frenchman englishman dutchman irishman welshman scotsman workman clergyman nobleman sportsman statesman "
    "seaman coachman footman gentlemen butler squire bachelor stepfather godfather grandpa brother-in-law "
    "father-in-law son-in-law stepson stepbrother half-brother schoolboy cowboy"
)
_FEMALE = (
    "woman lady girl lass maiden mother mum mom mamma mama daughter sister wife aunt niece grandmother granddaughter "
    "queen princess duchess baroness countess empress nun madam miss bride widow waitress actress policewoman "
    "saleswoman chairwoman businesswoman spokeswoman congresswoman frenchwoman englishwoman dutchwoman irishwoman "
    "housewife mistress hostess heiress governess landlady maid housemaid schoolgirl stepmother godmother grandma "
    "sister-in-law mother-in-law daughter-in-law stepdaughter stepsister half-sister girlfriend seamstress goddess "
    "sorceress witch spinster matron stewardess ma'am"
)
_EITHER = (
    "person adult child baby infant kid teenager youth friend enemy neighbour neighbor stranger guest visitor host "
    "colleague partner companion cousin parent sibling relative twin spouse lover boss chief head leader member "
    "manager director president minister secretary chancellor premier governor mayor senator deputy councillor "
    "politician diplomat ambassador candidate voter citizen resident native inhabitant detective inspector officer "
    "constable sergeant commissioner superintendent investigator agent spy guard watchman sentry soldier captain "
    "colonel general major lieutenant commander admiral sailor pilot driver passenger rider judge lawyer attorney "
    "prosecutor defendant accused plaintiff witness juror suspect prisoner convict inmate criminal thief burglar "
    "robber killer murderer mastermind ringleader gangster kidnapper smuggler fence accomplice offender victim "
    "survivor hostage informant informer dealer trader merchant jeweller jeweler cutter broker banker accountant "
    "clerk cashier treasurer auditor insurer owner tenant landlord buyer seller customer client shopkeeper employer "
    "employee worker labourer foreman engineer technician locksmith electrician builder plumber mechanic carpenter "
    "architect designer concierge caretaker janitor porter cleaner servant cook chef baker butcher farmer gardener "
    "hunter miner smith tailor barber doctor physician surgeon nurse patient dentist psychologist psychiatrist "
    "teacher tutor professor student pupil scholar scientist researcher expert historian philosopher author writer "
    "novelist poet reporter journalist editor publisher columnist correspondent critic reviewer reader narrator "
    "speaker interviewer presenter producer filmmaker screenwriter artist painter sculptor photographer musician "
    "singer dancer conductor composer player athlete coach referee champion winner hero heroine villain genius fool "
    "saint sinner pope bishop cardinal rabbi imam minister reverend vicar parson curate missionary slave master "
    "assistant aide adviser advisor consultant analyst spokesperson representative delegate official inquirer heir "
    "orphan refugee immigrant emigrant traveller traveler tourist pilgrim beggar tramp giant dwarf creature wretch "
    "scoundrel rascal rogue darling dear italian american belgian german briton russian israeli chinese spaniard "
    "individual somebody someone nobody anyone anybody everyone everybody caller founder chairperson trustee "
    "executive postmaster sub-postmaster programmer developer contractor operator astronaut commander subject "
    "newcomer speaker listener viewer writer fighter rebel activist protester leader follower believer"
)
PERSONS: dict[str, str] = {
    **dict.fromkeys(_EITHER.split(), ""),
    **dict.fromkeys(_MALE.split(), "m"),
    **dict.fromkeys(_FEMALE.split(), "f"),
}
"""Nouns for one person, by lemma, with the gender they tell."""

GROUPS = frozenset(
    "police crew gang band team family couple jury government committee council company firm staff army navy force "
    "crowd public press media parliament board court club party class group union audience ministry agency bank "
    "people population clan tribe household pair trio quartet squad troop corps department authority".split()
)
"""Nouns for many that stand in the singular: "they" may mean them."""

MALE_NAMES = frozenset(
    "aaron abraham adam adrian alan albert alberto aldo alec alessandro alexander alexandre alfonso alfred alfredo "
    "allan allen alois alphonse amos andre andreas andres andrew andy angelo anthony antoine anton antonio archibald "
    "arnaud arnold arthur august auguste augustus bart bartholomew basil ben benedict benjamin benoit bernard bernardo "
    "bert bill bob boris brad brian bruce bruno burt carl carlo carlos cecil cedric charles charlie christian "
    "christoph christophe christopher claude clement colin conrad cornelius craig curtis cyril dale dan daniel daniele "
    "dave david dennis derek dick diego dieter dimitri dirk dominic don donald douglas duncan eddie edgar edmund "
    "eduardo edward edwin elias elio eliot elliott emanuel emil emile emilio enrico enzo eric erik ernest ernesto "
    "erwin etienne eugene fabio fabrizio felipe felix ferdinand fernando fernand filippo francesco francis francisco "
    "franco francois frank franklin franz fred frederic frederick fritz gabriel gary gaston geoffrey georg george "
    "georges gerald gerard gerhard giacomo gianni gilbert gino giorgio giovanni giuseppe glenn gordon graham greg "
    "gregory guido guillaume gunther gustav guy hank hans harold harry harvey heinrich hector helmut hendrik henri "
    "henrik henry herbert herman hermann horace howard hubert hugh hugo humphrey ian ignacio igor isaac ivan jack "
    "jackson jacob jacques jake jakob james jan jasper javier jean-paul jeff jeffrey jens jeremy jerome jerry jim "
    "jimmy joachim joe joel johan johann johannes john johnny jon jonas jonathan jorge jose josef joseph joshua juan "
    "juergen jules julian julio jurgen justin karl karel keith ken kenneth kevin klaus koen konrad kurt lars laurence "
    "laurent lawrence leo leon leonard leonardo leopold lewis liam lorenzo louis luca lucas luc lucien luigi luis luke "
    "manfred manuel marc marcel marco marcus mario mark markus martin mathias matt matteo matthew maurice max "
    "maximilian michael michel miguel mike miles mohamed mohammed muhammad ahmed ali hassan omar ibrahim mustafa neil "
    "nicholas nick nicolas nigel noah norman oliver olivier oscar oskar otto owen pablo paolo pascal patrick paul "
    "pavel "
    "pedro percy peter petr philip philippe pierre pieter piotr quentin ralph ramon raoul raphael ray raymond reginald "
    "reinhard rene ricardo riccardo richard rob robert roberto robin roderick rodney roger roland rolf roman ronald "
    "ross roy rudolf rudolph rupert russell ryan salvatore sam samuel scott sean sebastian serge sergei sergio seth "
    "sidney siegfried sigmund silvio simon solomon stanley stefan stefano stephen steve steven stewart stuart sven "
    "ted terence terry theo theodore thierry thomas tim timothy tobias tom tommaso tommy tony ulrich umberto urban "
    "valentin vernon victor vincent vincenzo vittorio vladimir walter warren werner wilfred wilhelm willem william "
    "willy winston wolfgang xavier yuri yves zachary bertie ned jem humphry silas jonah josiah ezra hiram ebenezer "
    "ishmael elijah".split()
)
FEMALE_NAMES = frozenset(
    "abigail ada adela adele adriana agatha agnes alexandra alice alicia alison amanda amelia amy ana anastasia angela "
    "anita anna annabel anne annette annie antonia arabella astrid audrey barbara beatrice beatrix becky belinda bella "
    "bernadette bertha bessie beth betsy betty beverly bianca blanche brenda bridget brigitte camilla carla carlotta "
    "carmen carol carolina caroline catherine cecilia celia celeste charlotte chiara chloe christina christine clara "
    "clarissa claudia clementine colette constance cordelia cornelia cynthia daisy daphne deborah delia denise diana "
    "diane dina dolores donna dora doris dorothea dorothy edith eileen elaine eleanor elena elisa elisabeth eliza "
    "elizabeth ella ellen elsa elsie emilia emily emma erica esmeralda estelle esther ethel eugenia eva eve evelyn "
    "fanny fatima felicia fiona flora florence frances francesca frieda gabriela gabrielle georgiana georgina "
    "geraldine "
    "gertrude gina giulia gloria greta gwendolen hannah harriet hazel heather hedwig helen helena helene henrietta "
    "hilda hildegard ida ines ingrid irene iris irma isabel isabella isabelle ivy jane janet janice jean jeanne jemima "
    "jennifer jenny jessica jill joan joanna josephine joyce judith judy julia juliana julie juliet june karen karin "
    "kate katharina katharine katherine kathleen kathryn katie katrina kitty lara laura lavinia leila lena leonora "
    "leticia lidia lilian lillian lily linda lisa liza lizzie lois lola lorna louisa louise lucia lucille lucinda lucy "
    "lydia mabel madeleine magdalena maggie mai marcella margaret margarita margherita margot marguerite maria "
    "marianne "
    "marie marilyn marina marion marjorie marta martha martina mary matilda maud maureen maya megan melanie melissa "
    "mercedes meredith mildred millicent millie mina minnie miranda miriam molly mona monica monique muriel nadia "
    "nancy "
    "naomi natalia natalie natasha nell nellie nicole nina nora norma octavia olga olive olivia ophelia pamela "
    "patricia paula pauline peggy penelope philippa phoebe phyllis polly priscilla prudence rachel raquel rebecca "
    "regina renata renee rita roberta rosa rosalie rosalind rosamond rose rosemary rosie roxanne ruth sabine sabrina "
    "sally samantha sandra sara sarah selina serena sheila shirley sibyl silvia simone sofia sonia sophia sophie "
    "stella stephanie susan susanna susannah sylvia tamara tatiana teresa tess tessa thelma theresa tiffany tina "
    "ulrike "
    "ursula valentina valerie vanessa vera veronica victoria viola violet virginia vivian wanda wendy wilhelmina "
    "winifred yolanda yvette yvonne zoe nan fleur dinah effie hester hetty letty lottie nettie patty sadie tilly "
    "trixie winnie".split()
)
SAYING = frozenset(
    "say tell ask answer reply cry exclaim whisper murmur mutter shout call add continue explain declare remark "
    "observe "
    "return repeat respond report claim insist state write admit confess recall announce argue note suggest warn "
    "testify concede".split()
)
"""Lemmas of verbs whose subject speaks the quoted words beside it."""

LIGHT_VERBS = frozenset(
    "be have do make take get give go see know say put let keep want like love hear find think tell ask call show need "
    "use bring leave hold feel mean set turn look try begin seem become come".split()
)
"""Lemmas of verbs that say too little of what they are done to."""

NO_AGENTS = frozenset(
    "newspaper paper number letter matter water computer order power corner chapter river center centre theater "
    "theatre summer winter layer paper quarter weather dinner supper answer offer flower tower finger shoulder "
    "border cover counter danger disaster drawer feather fever figure fire flavor floor harbor harbour honor honour "
    "humor humour labor labour ladder leather liquor manner mirror monster motor murder odor odour offer other "
    "pepper picture pier poster printer quarter razor rubber rumor rumour scanner semester sensor shelter shower "
    "silver sister slipper sweater temper terror timber tractor transfer trouser user vapour vapor whisper wonder "
    "locker cooker cellar helicopter register scooter drawer error mayor color colour door interior exterior corridor "
    "elevator escalator detector generator calculator reactor factor sector vector mother-of-pearl list fist mist "
    "coast guest piano violin career volunteer pioneer beer deer steer".split()
) - frozenset("printer user volunteer pioneer mayor sister guest monster".split())
"""Nouns that end as those for doers do, and are none."""

WEATHER = frozenset("rain snow seem appear happen turn follow".split())
"""Lemmas of verbs before which "it" stands for nothing."""


def gender_of_noun(lemma: str) -> tuple[bool, str]:
    """Whether a noun names a person, and the gender it tells: ``(True, "f")`` for "wife"; (False, "") if unknown."""
    if lemma in PERSONS:
        return True, PERSONS[lemma]
    if len(lemma) > 5 and lemma.endswith("woman"):
        return True, "f"
    if len(lemma) > 4 and lemma.endswith("man") and lemma != "human":
        return True, "m"
    return False, ""
