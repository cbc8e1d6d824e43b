"""Types of events: which verbs, with which particle, object or frame, tell of the same kind of thing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

__all__ = ["EVENT_TYPES", "Sense", "find_sense"]

_TYPES: dict[str, str] = {
    # A verb by its lemma, then what it needs: "+into" a particle, preposition or adverb; ">call" an object of that
    # lemma ("|" between several), "~call" with an object that is part of the verb; "=inf" a to-infinitive, "=obj" a
    # direct object, "=no" none, "=clause" a content clause, "=adj" an adjective, "=passive", "=place" a phrase of
    # place, "=time" a span of time as its object, "=name" a name given ("called the Genius"). Most conditions win,
    # then the earlier type.
    "rent": "rent lease sublet let+to",
    "leave": "leave depart resign quit exit vacate walk+away walk+out go+away move+out go+out+of come+out+of",
    "enter": "enter access break+in break+into get+into get+in sneak+in sneak+into slip+into climb+into burst+into "
    "force~way+into gain~access|entry make~entry let+in penetrate",
    "open": "open unlock pry+open prise+open prize+open force+open break+open drill+open crack+open cut+open pry "
    "prise force>door|lock|safe|box|drawer|window break>door|lock|safe|box|seal|window crack>safe|code|lock|vault",
    "close": "close shut lock seal bolt",
    "steal": "steal rob loot burgle burglarise burglarize pilfer embezzle snatch plunder pinch make+off+with "
    "run+off+with carry+away get+away+with "
    "take>diamond|money|cash|jewel|jewellery|jewelry|gem|gold|stone|loot|painting|box|contents",
    "hide": "hide conceal cover+up bury stash",
    "find": "find discover come+upon come+across stumble+on stumble+upon stumble+across trace uncover unearth "
    "locate spot detect identify",
    "recover": "recover retrieve regain reclaim get+back win+back take+back",
    "discard": "throw+away throw+out dump tip discard toss scrap bin dispose+of",
    "lose": "lose",
    "arrest": "arrest detain apprehend nab capture round+up lead+away hold=passive take+into~custody catch=passive",
    "prosecute": "charge indict prosecute sue try=passive try=obj "
    "bring~claim|action|proceedings|case|charge|prosecution",
    "convict": "convict find+guilty",
    "sentence": "sentence jail imprison incarcerate condemn give>year|month|sentence|term",
    "serve": "serve serve>year|month|sentence|term",
    "release": "release free let+go parole bail",
    "kill": "kill murder assassinate slay",
    "injure": "injure wound harm hurt maim",
    "say": "say tell write state report publish explain discuss refer+to announce mention describe speak talk add "
    "comment remark argue note testify insist maintain claim reply respond answer retell set+out put+forward warn "
    "declare assert contend inform recount relate confirm point+out summarise summarize sum+up outline voice "
    "notify raise>matter|issue|question|point quote repeat recall stress submit=clause put=clause express",
    "admit": "admit accept=clause confess concede acknowledge plead+guilty",
    "deny": "deny dispute reject refute",
    "accuse": "accuse allege blame raise~concern complain",
    "ask": "ask request demand seek seek=obj call+for apply+for beg",
    "order": "order commission compel oblige instruct=inf force=inf require=inf direct=inf make=inf",
    "advise": "advise recommend urge",
    "agree": "agree sign>contract|agreement|deal promise contract undertake pledge vow",
    "meet": "meet assemble gather convene get+together hold~meeting have~meeting pay~visit visit",
    "call": "telephone phone ring ring+up call call=obj make~call give~call place~call",
    "travel": "go come return drive fly move pass+through travel walk run arrive sail cross get+to come+back "
    "go+back head flee escape ride set+off",
    "be-at": "locate=passive situate=passive base=passive lie stand wait live reside dwell sit exist remain=place "
    "stay=place keep+in",
    "work-as": "act+as work work+as work+for work+with serve+as play~role|part take~part join",
    "employ": "employ hire appoint retain recruit engage instruct=obj",
    "own": "own have hold keep possess belong+to",
    "contain": "contain include comprise carry consist+of",
    "buy": "buy acquire purchase",
    "sell": "sell auction",
    "pay": "pay fund compensate spend refund reimburse repay subsidise subsidize finance pay+back pay+out",
    "receive": "receive get obtain inherit collect earn",
    "give": "give issue donate hand+in provide send serve>notice|paper|claim|writ|letter|document|proceedings hand "
    "hand+over disclose share submit supply grant award deliver offer present lend forward pass+to pass+on "
    "make>available",
    "use": "use apply rely+on make~use+of make~use utilise utilize employ~means",
    "put": "put place set+up install cover lay fit attach load pack mount stick insert position",
    "disable": "disable outwit block spray beat put+out bypass defeat deactivate disarm disconnect switch+off "
    "turn+off jam",
    "make": "make build design develop draft establish create produce construct found generate compose "
    "write>book|script|novel|advice|code|software|song|music|play|guide "
    "prepare>schedule|statement|document|list|report|summary|bundle|draft manufacture direct",
    "see": "see hear read watch look+at listen listen+to watch+over film record view witness notice observe "
    "overhear",
    "know": "know learn realise realize find+out",
    "plan": "plan prepare intend seek=inf want=inf hope=inf mean=inf wish=inf aim=inf plot conspire mastermind "
    "arrange propose like=inf",
    "decide": "decide opt determine choose rule select conclude take~decision make~decision",
    "investigate": "investigate examine review assess consider look+for analyse analyze look+into inspect study "
    "search check scrutinise scrutinize probe audit explore",
    "estimate": "estimate value put+at count reckon calculate",
    "fail": "fail break+down go+wrong malfunction crash go+awry",
    "happen": "happen occur begin commence continue cease end start finish stop take~place come+about go+on arise",
    "last": "last take=time go+by",
    "cause": "cause prompt provoke facilitate bring+about give~rise+to lead+to result+in enable allow "
    "contribute+to trigger permit",
    "have-property": "be become remain stay seem appear measure weigh cost total equal number look=adj sound=adj "
    "feel=adj prove=adj name=name call=name know+as amount+to total keep=name refer+to+as",
}  # fmt: skip
EVENT_TYPES: tuple[str, ...] = tuple(_TYPES)
"""The names of the types; any other event is the lemma of its verb, with its particle ("step-down")."""
_LIGHT = frozenset("make take give have hold carry conduct commit do launch undertake perform pay mount stage".split())
_NOUNS: dict[str, str] = {
    # What a light verb does, by its object: "made their arrests", "carried out a robbery".
    "arrest": "arrest", "call": "call", "decision": "decide", "choice": "decide", "visit": "meet", "meeting": "meet",
    "payment": "pay", "contribution": "pay", "allegation": "accuse", "accusation": "accuse", "complaint": "accuse",
    "investigation": "investigate", "search": "investigate", "inquiry": "investigate", "enquiry": "investigate",
    "audit": "investigate", "review": "investigate", "assessment": "investigate", "inspection": "investigate",
    "examination": "investigate", "analysis": "investigate", "robbery": "steal", "theft": "steal",
    "burglary": "steal", "heist": "steal", "raid": "steal", "murder": "kill", "killing": "kill", "statement": "say",
    "speech": "say", "announcement": "say", "evidence": "say", "testimony": "say", "interview": "say",
    "admission": "admit", "confession": "admit", "denial": "deny", "request": "ask", "application": "ask",
    "demand": "ask", "recommendation": "advise", "agreement": "agree", "promise": "agree", "undertaking": "agree",
    "trip": "travel", "journey": "travel", "escape": "travel", "purchase": "buy", "sale": "sell", "plan": "plan",
    "preparation": "plan", "estimate": "estimate", "discovery": "find", "talk": "say", "action": "act", "step": "act",
    "revelation": "reveal",
    "modification": "modify", "change": "change", "comment": "say", "reference": "say", "mention": "say",
}  # fmt: skip
_SIGNS = "+>~="


@dataclass(frozen=True, slots=True)
class Sense:
    """A type of event with what its verb needs: particles, the lemmas of its object, the frame it stands in.

    ``light`` says that the object is a part of the verb ("made a call") and no participant.
    """

    event: str
    particles: tuple[str, ...]
    objects: frozenset[str]
    frame: str
    light: bool = False

    @property
    def weight(self) -> int:
        """How many conditions it makes."""
        return len(self.particles) + 2 * bool(self.objects) + bool(self.frame)


@cache
def _senses() -> dict[str, tuple[Sense, ...]]:
    """All senses by the lemma of the verb, those with the most conditions first."""
    found: dict[str, list[Sense]] = {}
    for event, entries in _TYPES.items():
        for entry in entries.split():
            lemma, sense = _read(event, entry)
            found.setdefault(lemma, []).append(sense)
    return {lemma: tuple(sorted(senses, key=lambda s: -s.weight)) for lemma, senses in found.items()}


def _read(event: str, entry: str) -> tuple[str, Sense]:
    lemma, particles, objects, frame, light = "", [], frozenset[str](), "", False
    sign, start = "", 0
    for end in [*(k for k, c in enumerate(entry) if c in _SIGNS), len(entry)]:
        part = entry[start:end]
        if not sign:
            lemma = part
        elif sign == "+":
            particles.append(part)
        elif sign in ">~":
            objects, light = frozenset(part.split("|")), sign == "~"
        else:
            frame = part
        sign, start = entry[end : end + 1], end + 1
    return lemma, Sense(event, tuple(particles), objects, frame, light)


def find_sense(
    lemma: str, particles: Collection[str], objects: Collection[str], frames: Collection[str]
) -> Sense | None:
    """The sense of a verb that fits what stands with it, the most particular first; None when no type has the verb."""
    for sense in _senses().get(lemma, ()):
        if not sense.weight and (light := _light_sense(lemma, objects)) is not None:
            return light
        if (
            (not sense.frame or sense.frame in frames)
            and (not sense.objects or not sense.objects.isdisjoint(objects))
            and all(p in particles for p in sense.particles)
        ):
            return sense
    return _light_sense(lemma, objects)


def _light_sense(lemma: str, objects: Collection[str]) -> Sense | None:
    nouns = sorted(_NOUNS.keys() & set(objects)) if lemma in _LIGHT else []
    return Sense(_NOUNS[nouns[0]], (), frozenset(nouns[:1]), "", light=True) if nouns else None
