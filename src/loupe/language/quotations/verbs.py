"""Verbs of saying, in all their forms: for what stands beside somebody's own words, and for "X says that"."""

from __future__ import annotations

from loupe.language.predicates import forms_of

__all__ = ["SAYING"]

_REGULAR = (
    "add admit advise affirm agree announce answer argue ask assent assert assure babble bawl beg bellow bluster boast "
    "call caution chatter chide chime chuckle claim command comment complain concede conclude confess confirm continue "
    "correct counter croak cry declare demand demur deny describe direct drawl echo ejaculate emphasise emphasize "
    "enquire entreat exclaim explain expostulate falter finish gasp giggle grin groan growl grumble grunt hazard hiss "
    "howl implore inform inquire insist instruct interject interpose interrupt intone jeer joke lament laugh lisp "
    "maintain mention moan mumble murmur mutter nod note object observe offer order persist plead pray proceed promise "
    "pronounce protest pursue query question quip recall recount rejoin remark remind repeat reply report request "
    "respond resume retort return roar scoff scold scream screech shout shriek shrug sigh smile snap snarl sneer sniff "
    "sob soothe stammer state stipulate storm stutter suggest summarise summarize supplement surmise tease testify "
    "thunder urge utter venture volunteer vow wail warn whimper whine whisper wonder yell"
).split()
_IRREGULAR = (
    "say says said saying tell tells told telling write writes wrote writing think thinks thought begin begins began "
    "go goes went put puts break breaks broke swear swears swore sing sings sang speak speaks spoke read reads "
    "quoth sez recalls hear heard"
).split()

SAYING = frozenset(_IRREGULAR) | frozenset(form for verb in _REGULAR for form in forms_of(verb))
"""Every form, folded. "went" and "put" say something only as "went on" and "put in"."""
