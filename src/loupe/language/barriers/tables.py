"""Words of security: the barriers of a guarded place, and what accounts say of how each was beaten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["CUES", "GENERIC", "LAYERS", "Barrier"]


class Barrier(NamedTuple):
    """A kind of barrier: the name it goes under, its kind, what it is there for, where it stands (low is outside)."""

    name: str
    kind: str
    purpose: str
    rank: int
    pattern: str


LAYERS: tuple[Barrier, ...] = (
    Barrier("guards", "patrol", "detects who comes, and answers", 10,
            r"(?:security )?guards?(?:m[ae]n)?|watchm[ae]n|night ?watch|patrols?|concierges?|doorm[ae]n|porters?|"
            r"sentr(?:y|ies)"),
    Barrier("guard dogs", "patrol", "detects who comes", 11, r"(?:guard|watch) ?dogs?"),
    Barrier("fence", "barrier", "delays", 12, r"(?:perimeter |barbed[- ]wire |wire )?fences?|perimeter walls?|"
                                              r"razor wire"),
    Barrier("gate", "barrier", "delays", 13, r"(?:iron |steel |front |rolling )?gates?|turnstiles?|shutters?|"
                                             r"bollards?"),
    Barrier("way in", "barrier", "delays", 14, r"break-?in|forced entry|burglary marks"),
    Barrier("access cards", "procedure", "lets in only who may", 15,
            r"(?:access|key|badge|swipe) ?cards?|badges?|biometric \w+|fingerprint readers?|visitors?[’'] (?:log|"
            r"book)"),
    Barrier("cameras", "sensor", "records what is seen", 20,
            r"(?:(?:security|surveillance|cctv|infrared|video) )?cameras?|cctv"),
    Barrier("recordings", "procedure", "keeps what the cameras saw", 21,
            r"(?:security|surveillance|camera|video|cctv) (?:tapes?|footage|recordings?)|tapes|"
            r"recordings of the cameras?|recordings"),
    Barrier("windows", "barrier", "delays", 25, r"window (?:bars|grilles?)|barred windows?|skylights?"),
    Barrier("alarm panel", "sensor", "passes alarms on", 28, r"(?:alarm|control) (?:panel|box|line|system)s?|"
            r"telephone line|alarm wires?"),
    Barrier("magnetic alarm", "sensor", "detects that a door opens", 30,
            r"magnetic (?:field )?(?:alarms?|contacts?|sensors?|locks?|plates?|field)|magnets?"),
    Barrier("combination lock", "lock", "delays whoever does not know the combination", 32,
            r"(?:combination|dial|wheel)[- ]?(?:locks?|dials?)|dial of the combination lock|combination(?! of)|dial|"
            r"key ?pads?|"
            r"(?:pin|access|entry|safe) codes?|time[- ]?locks?"),
    Barrier("lock and key", "lock", "delays whoever has no key", 33,
            r"(?:(?:great|vault|door|foot-long|master|spare) )*(?:keys(?! points?)|"
            r"(?<!really )(?<!was )(?<!is )(?<!very )"
            r"key(?= (?:to|of|for|in|into|was|were|is|had|that|which|from|on|and|or|by|with|at|hung|lay|fitted|turned|"
            r"he|she|they|himself|themselves|inside|under|behind|out)\b|[^\w\s]|$))"
            r"(?! to (?:me|us|the (?:case|story|mystery|success|puzzle)))|"
            r"key ?locks?|padlocks?|deadbolts?|(?:front |back |door )?locks?"),
    Barrier("vault door", "barrier", "delays", 34,
            r"(?:(?:vault|strongroom|safe) door|doors? of the (?:vault|strongroom)|door of the safe|(?:armou?red|"
            r"blast) doors?)"),
    Barrier("seismic sensor", "sensor", "detects shocks and drilling", 40,
            r"(?:seismic|vibration|shock) (?:sensors?|detectors?|alarms?)|seismometers?|geophones?"),
    Barrier("motion detector", "sensor", "detects what moves", 41,
            r"(?:motion|movement|doppler|radar|passive infrared|pir) (?:sensors?|detectors?|alarms?)|radar"),
    Barrier("microwave sensor", "sensor", "detects what moves", 42, r"(?:microwave|ultrasonic) (?:sensors?|"
            r"detectors?)"),
    Barrier("heat sensor", "sensor", "detects body heat", 43,
            r"(?:heat|thermal|temperature|infrared) (?:sensors?|detectors?)|(?:heat|thermal)[- ]motion (?:sensors?|"
            r"detectors?)"),
    Barrier("light sensor", "sensor", "detects light", 44,
            r"(?:light|photo(?:electric)?) ?-?(?:sensors?|detectors?|cells?)|light beams?|laser beams?|"
            r"infrared beams?|tripwires?"),
    Barrier("pressure sensor", "sensor", "detects weight", 45, r"(?:pressure|weight|floor) (?:sensors?|mats?|"
            r"plates?|pads?)"),
    Barrier("sound sensor", "sensor", "detects noise", 46, r"(?:sound|noise|acoustic|glass[- ]?break) (?:sensors?|"
                                                           r"detectors?)|microphones"),
    Barrier("deposit boxes", "container", "delays", 60,
            r"(?:safe[- ]?)?deposit boxes|safe-deposit box|vault boxes|(?:of the|of them|hundred|\d+|all) boxes|"
            r"doors of the (?:boxes|safes?)|"
            r"strong ?boxes|display cases?|showcases?|(?:the|a|his|her|their|its|this|that|wall|floor|office) safe"),
)  # fmt: skip
"""Barriers with the words for each, in lower case, roughly from outside to inside; a person may put them in order."""

GENERIC: Mapping[str, tuple[str, str, int, str]] = {
    # name: kind, purpose, rank, pattern: words that do not say which one is meant
    "sensor": ("sensor", "detects", 47, r"(?:sensors?|detectors?)"),
    "alarm": ("sensor", "detects", 48, r"(?:burglar )?alarms?"),
    "door": (
        "barrier",
        "delays",
        35,
        r"(?:(?:back|front|side|cell|car|garage|cellar|house|little|office|street) )?doors?",
    ),
}

CUES: tuple[tuple[str, str], ...] = (
    # class, pattern in lower case; the first that fits at a place wins
    ("unexplained", r"\b(?:(?:biggest |greatest |real |last |most \w+ )?(?:mystery|riddle|enigma|puzzle)|(?:nobody|"
                    r"no one) "
     r"(?:knows|has explained|can (?:say|explain)|ever (?:found out|learned|learnt|explained))|(?:never|"
     r"not) (?:been )?"
     r"explained|remains? (?:unknown|unexplained|unclear|a mystery|open|the most \w+ riddle)|(?:is|are|"
     r"was) not known how|"
     r"still unclear how|cannot be explained)\b"),
    ("swapped", r"\b(?:swapped|exchanged|replaced) (?:them )?(?:for|with|by)\b"),
    ("taken away", r"\b(?:stole|took|taken|stolen|removed|missing|gone)\b"),
    ("insider", r"\b(?:inside (?:job|man|help|information)|insiders?|accomplice (?:in|among)|bribed|let (?:them|him|"
                r"her) in|"
     r"opened (?:it )?from (?:the )?inside|one of the staff)\b"),
    ("disabled beforehand", r"\b(?:(?:days?|weeks?|hours?|the (?:day|evening|night|week) before|beforehand|earlier|"
                            r"in advance)"
     r"[^.;]{0,60}\b(?:disabled|switched off|turned off|cut|sprayed|disconnected|taped)|(?:disabled|switched off|"
     r"turned off|"
     r"cut|sprayed|disconnected|taped)\b[^.;]{0,60}\b(?:the (?:day|evening|night|week) before|days? (?:before|"
     r"earlier)|"
     r"beforehand|earlier|in advance))\b"),
    ("not working", r"\b(?:(?:was|were|had been|is|stood) (?:not (?:working|locked|armed|switched on|in use|set|"
                    r"connected)|"
     r"(?:out of order|broken(?! open| down| into)|switched off that|unlocked|left open|never set|defective|faulty|"
     r"disarmed by mistake))|"
     r"(?:did|does|had) not (?:work|worked|go off|ring|function)|failed to (?:go off|ring|work)|malfunctioned|"
     r"(?:never|not) (?:been )?(?:spun|locked|armed|set|switched on|changed)|left (?:unlocked|in place|open)|"
     r"without (?:a )?(?:night )?(?:guard|watchman))\b"),
    ("forced", r"\b(?:forced(?! to)|broken (?:open|down|into)|broke (?:open|down)|smashed|drilled|pried|prised|"
               r"cut through|blown|"
     r"blew|blasted|sawn|sawed|rammed|jemmied|torn off|kicked in|break-?in|forced entry|cracked open)\b"),
    ("opened with key or code", r"\b(?:(?:had|used|copied|duplicated|found|left|borrowed|stole|stolen|made|knew|"
                                r"learned|"
     r"learnt|filmed|entered|typed|guessed)\b[^.;]{0,40}\b(?:keys?|(?<!in the )(?<!source )code|combination|card|"
     r"badge)|(?:keys?|code|combination|"
     r"card|badge)\b[^.;]{0,60}\b(?:was left|been left|were left|was found|been copied|was copied|was known|"
     r"was used|hung|"
     r"had been filmed)|unlocked (?:it )?with|opened (?:\w+ ){0,4}with (?:a|the|his|her|their) (?:\w+ )?(?:key|code|"
     r"card)|picked)\b"),
    ("bypassed", r"\b(?:bypass\w*|circumvent\w*|outwitted|beaten|defeated|fooled|tricked|deceived|avoided|"
                 r"got (?:past|round|"
     r"around)|climbed over|jumped over|crawled under|slipped past|evaded|sprayed|dulled|masked|covered|taped|"
     r"shielded|blinded|"
     r"blocked|jammed|put (?:\w+ ){1,6}out of action|out of action|disabled|deactivated|neutrali[sz]ed|hair ?spray|"
     r"silicone|"
     r"(?:black )?tape (?:on|over)|(?:bags?|cloths?|sheets?|panels?|blankets?) (?:of \w+ )?(?:over|round|around|on|"
     r"in front of|"
     r"was (?:held|set up|put)|were (?:held|set up|put))|held (?:a\w* |the )?[\w ]{0,20}in front|"
     r"in front of [\w ]{0,25} had set up|"
     r"home-?made device|switched off|turned off|disconnected)\b"),
    ("left open", r"\b(?:(?:stood|was|were|found|left|hung|hanging) (?:\w+ )?(?:wide )?open|stood ajar|wide open|"
                  r"unlocked when)\b"),
    ("left closed", r"\b(?:(?:had|was|were|been)(?: been)? (?:closed|shut|locked)|closed (?:the|it)|shut (?:the|it)|"
     r"(?:was|stood|were) (?:still )?(?:closed|shut|locked|intact))\b"),
)  # fmt: skip
"""What accounts say of a barrier: how it was beaten, how it was found, or that nobody can say."""
