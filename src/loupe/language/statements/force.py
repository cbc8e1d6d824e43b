"""How a statement is put forward: who says so, whether it is denied, and how far it is claimed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from loupe.language.commitment.idioms import idiom
from loupe.language.commitment.surroundings import Surroundings, surroundings_of
from loupe.language.predicates import PASSING, TELLING, Predicate, find_predicate
from loupe.language.statements.clauses import Clauses
from loupe.language.statements.cues import ACTS, HEARSAY, REPORTS
from loupe.language.statements.moods import is_none, own_force, stronger_of
from loupe.language.statements.tellers import is_finding, is_speaker, is_tag, teller_of
from loupe.language.words import Token, fold
from loupe.model.statements import Modality

__all__ = ["Force", "Forces"]

_DEMANDS: Final = frozenset("ask demand request recommend order urge require propose insist suggest".split())
_TOLD_AFTER: Final = frozenset(
    "by without after before since while when despite through upon besides including".split()
)
_ACCUSERS: Final = frozenset("accuse suspect blame".split())
_ACCUSING: Final = ("charge", "guess", "verdict", "denial")
_TOLD_OF: Final = frozenset("sentence jail blame condemn imprison begin start result succeed find".split())
"""Verbs whose "for", "in" or "of" with an -ing form tells of what came about."""
_DEEPEST: Final = 40


@dataclass(frozen=True, slots=True)
class Force:
    """How a clause is put forward; ``live`` is false where it is not put forward at all ("he planned to leave")."""

    modality: Modality = "asserted"
    denied: bool = False
    chain: tuple[int, ...] = ()
    live: bool = True

    def under(self, modality: Modality, *, turned: bool = False, teller: int | None = None) -> Force:
        """The force of a clause that another one puts forward so."""
        stronger = stronger_of(self.modality, modality)
        chain = self.chain if teller is None else (*self.chain, teller)
        return Force(stronger, self.denied != turned, chain, self.live)

    def put(self, predicate: Predicate | None, *, denied: bool = False, teller: int | None = None) -> Force:
        """The force of a clause that a word governs which has this force itself, denied or not: dead under no word."""
        stands = predicate and predicate.put(denied=denied != self.denied)
        if not stands:
            return _DEAD
        modality = stronger_of(self.modality, stands[0])
        chain = self.chain if teller is None or stands[0] == "asserted" else (*self.chain, teller)
        return Force(modality, stands[1], chain, self.live)


_PLAIN = Force()
_DEAD = Force(live=False)


class Forces:
    """The forces of the clauses of a text, worked out from the top of each sentence downwards."""

    def __init__(self, clauses: Clauses, asked: frozenset[int] = frozenset()) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self._asked = asked
        self._tokens = [Token(w.text, fold(w.text) or w.text, w.start, w.end) for w in self.tree.words]
        self._outer: dict[int, Force] = {}

    def of(self, i: int) -> Force:
        """The force of the clause of a verb."""
        outer = self.outer(i)
        modality, denied = own_force(self.clauses, i)
        return outer.under(modality, turned=denied)

    # --- what stands above it ---

    def outer(self, i: int, depth: int = 0) -> Force:
        """The force that a clause has from the clauses above it."""
        found = self._outer.get(i)
        if found is None:
            found = self._tagged(i, self._find_outer(i, depth)) if depth < _DEEPEST else _PLAIN
            self._outer[i] = found
        return found

    def _find_outer(self, i: int, depth: int) -> Force:
        words = self.tree.words
        word = words[i]
        if word.head == i:
            return self._of_sentence(i)
        if word.dep == "conj" and self.clauses.is_verb(word.head):
            return self.outer(word.head, depth + 1)
        above = self.clauses.governor(i)
        if above is None:
            return self._of_sentence(i) if word.dep not in ("acl", "relcl") else _PLAIN
        if word.dep in ("acl", "relcl"):
            return self._on_noun(i, above, depth)
        if word.dep == "advcl":
            return self._adverbial(i, above, depth)
        if word.dep == "pcomp":
            return self._after_preposition(i, above, depth)
        if word.dep in ("ccomp", "xcomp", "parataxis", "csubj", "csubjpass", "dep", "oprd"):
            return self._content(i, above, depth)
        return self._aside(above, depth)

    def _tagged(self, i: int, force: Force) -> Force:
        """The force of a clause with the tellers that stand in it by the way."""
        tree, words = self.tree, self.tree.words
        for k in tree.kids[i]:
            word = words[k]
            if word.dep in ("parataxis", "advcl", "ccomp") and self.clauses.is_verb(k) and is_tag(self.clauses, k):
                if word.dep == "ccomp" and (tree.lemma(i) in REPORTS or abs(k - i) == 1):
                    continue
                governing = find_predicate(tree.lemma(k), "that")
                force = self._reported(k, governing, force, denied=False) if governing else force
            elif word.dep == "prep" and word.text.lower() == "according":
                to = tree.child(k, "prep")
                teller = tree.child(to, "pobj") if to is not None else None
                if teller is not None:
                    force = force.under("reported", teller=teller)
        return force

    def _of_sentence(self, i: int) -> Force:
        return Force("asked") if i in self._asked else _PLAIN

    def _aside(self, above: int, depth: int) -> Force:
        """A clause that its sentence takes for granted: it has the tellers of the clause above it, and no more."""
        outer = self.outer(above, depth + 1)
        if not outer.live:
            return Force(chain=outer.chain, modality="reported" if outer.chain else "asserted")
        kept: Modality = outer.modality if outer.modality in ("alleged", "reported") else "asserted"
        if outer.chain and outer.modality == "possible":
            kept = "possible"
        return Force(kept, False, outer.chain)

    def _on_noun(self, i: int, above: int, depth: int) -> Force:
        tree, words = self.tree, self.tree.words
        if self.clauses.is_infinitive(i):
            return _DEAD
        aside = self._aside(above, depth)
        noun = words[i].head
        content = find_predicate(tree.lemma(noun), "that")
        if content is None or tree.child(i, "mark") is None:
            return aside
        return aside.put(content, denied=is_none(self.tree, noun))

    def _adverbial(self, i: int, above: int, depth: int) -> Force:
        tree, words = self.tree, self.tree.words
        mark = tree.child(i, "mark")
        low = words[mark].text.lower() if mark is not None else ""
        before = words[mark - 1].text.lower() if mark else ""
        if low in ("if", "unless", "lest") and before not in ("even", "as"):
            return self._aside(above, depth).under("conditional")
        if low == "whether" or (low == "if" and before == "even"):
            return self._aside(above, depth).under("asked")
        if mark is None and self.clauses.is_infinitive(i):
            return self._infinitive(i, above, depth) if tree.lemma(above) in ("come", "go", "turn") else _DEAD
        if mark is None and words[i].tag in ("VBG", "VBN") and tree.child(i, "nsubj", "nsubjpass", "aux") is None:
            modality, _ = own_force(self.clauses, above)
            if modality in ("possible", "future", "conditional"):
                return self._aside(above, depth).under(modality)
        after = words[mark + 1].text.lower() if mark is not None and mark + 1 < len(words) else ""
        if (
            low == "than"
            or (low == "as" and after in ("if", "though"))
            or (low in ("if", "though") and mark and words[mark - 1].text.lower() == "as")
        ):
            return _DEAD  # "as if they were bus fares"
        return self._aside(above, depth)

    def _after_preposition(self, i: int, above: int, depth: int) -> Force:
        words = self.tree.words
        prep = words[i].head
        low, lemma = words[prep].text.lower(), self.tree.lemma(above)
        aside = self._aside(above, depth)
        if self._has_question_word(i):
            return aside
        if low in ("without", "of") and (low == "without" or words[prep - 1].text.lower() == "instead"):
            return aside.under("asserted", turned=True)
        if words[prep].head == above:
            if low == "from" and (barred := find_predicate(lemma, "from")) and barred.link == "from":
                modality, denied = own_force(self.clauses, above)
                return self.outer(above, depth + 1).under(modality).put(barred, denied=denied)
            governing = find_predicate(lemma, "to")
            if governing and low in ("of", "with", "for") and governing.kind in _ACCUSING:
                return aside.put(governing, teller=teller_of(self.clauses, above) if lemma in _ACCUSERS else None)
            return aside if low in _TOLD_AFTER or lemma in _TOLD_OF else _DEAD
        over = words[words[prep].head].pos
        return _DEAD if over == "ADJ" or low not in _TOLD_AFTER else aside

    def _content(self, i: int, above: int, depth: int) -> Force:
        """The force of a clause that is the content, or the infinitive, of the verb above it."""
        tree, words = self.tree, self.tree.words
        lemma = tree.lemma(above)
        mark = tree.child(i, "mark")
        low = words[mark].text.lower() if mark is not None else ""
        outer = self.outer(above, depth + 1)
        modality, denied = own_force(self.clauses, above)
        judged = lemma in REPORTS and not outer.live and words[words[above].head].lemma == "be"
        if words[i].dep in ("parataxis", "dep") or judged:  # "it is right to say that he left": he did
            return self._aside(above, depth)
        if lemma == "let" and not self.clauses.subjects(above):
            return _DEAD
        if low in ("whether", "if"):
            return Force("asked", False, outer.chain)
        bare = tree.child(i, "nsubj", "nsubjpass", "expl") is None and (
            self.clauses.is_infinitive(i) or words[i].tag in ("VBG", "VB")
        )
        if bare:
            return self._infinitive(i, above, depth)
        if self._has_question_word(i):
            return self._aside(above, depth)
        if self.clauses.is_infinitive(i) or self._is_demanded(i, lemma):
            return _DEAD  # "wanted him to leave", "demanding that she pay"
        said = tree.child(above, "acomp", "attr") if lemma == "be" else above  # "it is false that"
        governing = find_predicate(tree.lemma(said), "that") if said is not None else None
        if governing is None:
            kept = modality if modality in ("possible", "alleged", "reported") else "asserted"
            return Force(outer.modality, False, outer.chain, outer.live).under(kept)
        told = said == above and governing.kind in TELLING
        before = i < above and (not told or any(k > above for k in tree.children(above, "ccomp")))
        if before or governing.kind in ("fact", "sense") or (lemma == "find" and not is_finding(self.clauses, above)):
            return self._aside(above, depth)
        if told:
            return self._reported(above, governing, outer.under(modality), denied)
        return outer.under(modality).put(governing, denied=denied)

    def _is_demanded(self, i: int, lemma: str) -> bool:
        """Whether a finite clause is only wanted: "demanded that she pay"."""
        wanted, word = find_predicate(lemma, "to"), self.tree.words[i]
        if wanted is None or word.tag not in ("VB", "VBP") or self.tree.child(i, "aux") is not None:
            return False
        return lemma in _DEMANDS or (word.tag == "VB" and wanted.kind in ("wish", "attempt", "act"))

    def _reported(self, above: int, governing: Predicate, force: Force, denied: bool) -> Force:
        teller = teller_of(self.clauses, above)
        anonymous = self.clauses.is_passive(above) or not is_speaker(self.clauses, above)
        if force.modality == "future":
            force = Force("asserted", force.denied, force.chain, force.live)
        special = idiom(not force.denied, governing, self._around(above), self._tokens, above)
        if special and special.sign != "o":
            return Force(stronger_of(force.modality, special.modality), special.sign == "-", force.chain, force.live)
        if governing.kind in ("avowal", "report") and teller is None and (not anonymous or governing.lemma == "find"):
            return _DEAD if denied else force
        return force.put(governing, denied=denied, teller=teller)

    def _around(self, i: int) -> Surroundings:
        """What surrounds a governing word, as where there is no parse."""
        first, last = next(s for s in self.tree.parse.sentences if s[0] <= i < s[1])
        asks = any(first <= k < last for k in self._asked)
        return surroundings_of(self._tokens, i, first, asks)

    def _infinitive(self, i: int, above: int, depth: int) -> Force:
        """The force of an infinitive or a participle that shares its subject with the verb above it."""
        words = self.tree.words
        lemma = self.tree.lemma(above)
        modality, denied = own_force(self.clauses, above)
        outer = self.outer(above, depth + 1).under(modality)
        merged = outer.under("asserted", turned=denied)
        head = words[i].head
        if words[head].pos == "ADJ" or (words[head].pos == "ADV" and head != above):
            known = find_predicate(words[head].text.lower(), "to")
            return outer.put(known if known and known.kind in PASSING else None, denied=denied)
        if lemma in ("be", "go", "turn", "end", "wind"):
            return merged.under("future") if self._is_periphrastic(i, above) else self._phased(above, merged)
        governing = find_predicate(lemma, "to")
        if governing and governing.kind in PASSING:
            return outer.put(governing, denied=denied)
        if self.clauses.is_passive(above) and lemma in HEARSAY:
            return merged.under(HEARSAY[lemma])
        teller = teller_of(self.clauses, above)
        if governing and governing.kind == "denial":
            return outer.put(governing, denied=denied, teller=teller)
        return merged.under("reported", teller=teller) if lemma in ACTS and words[i].tag == "VBG" else _DEAD

    def _is_periphrastic(self, i: int, above: int) -> bool:
        """ "is to appear", "is going to appear"."""
        tree, words = self.tree, self.tree.words
        if tree.lemma(above) == "be":
            return tree.child(above, "attr", "acomp", "expl") is None
        return (
            tree.lemma(above) == "go"
            and words[above].tag == "VBG"
            and self.clauses.is_infinitive(i)
            and (tree.child(above, "prt") is None)
        )

    def _phased(self, above: int, merged: Force) -> Force:
        """ "went on to say", "turned out to be", "ended up paying"."""
        particles = {self.tree.words[k].text.lower() for k in self.tree.kids[above]}
        return merged if particles & {"on", "out", "up"} and self.tree.lemma(above) != "be" else _DEAD

    def _has_question_word(self, i: int) -> bool:
        words = self.tree.words
        return any(words[k].tag in ("WP", "WRB", "WDT", "WP$") for k in self.tree.kids[i] if k < i)
