"""``loupe ask``: possible answers to a question, weighed by clues in the words of persons."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.asked_plain import asked_plain
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.understanding import read_first
from loupe.cli.weighing import for_or_against, show_question, show_table
from loupe.cli.words import next_step
from loupe.model import to_plain
from loupe.model.errors import UsageError, WriteDenied

if TYPE_CHECKING:
    from loupe.engine import Asked, Asking
    from loupe.store import AskDecision


@make(
    "ask",
    when="Use it to hold possible answers to a question beside each other: hypotheses in rows, clues in columns, one "
    "column an origin. Loupe proposes names and clues with their passages; you keep them (--hypothesis, --weigh) and "
    "say in words how much likelier a clue is if the hypothesis is true than if it was someone or something else: no "
    "support, weak, moderate, moderately strong, strong, very strong, extremely strong support, or one of them with "
    "against. A clue counts once it has a weight for every hypothesis. Loupe shows what the order hangs on; it says of "
    "nobody that he did it. All is kept in the log with your name and can be taken back.",
    example='loupe ask antwerp "Who planned it?" --weigh C1 H1 "weak support"',
    gives={
        "question": "the question; empty when none was given",
        "questions": "list of the questions that something is held about",
        "decided": "list of what this call kept, in words",
        "hypotheses": "rows: `id`, `text`, `place` (1 is first), `together` (words), `log10` (`least`, `middle`, "
        "`most`; null where there is no end), `speaks_for` and `speaks_against` (lists of clues), `asserts`, "
        "`impossible`, `who`, `why`",
        "columns": "clusters of clues by origin: `origin`, `label`, `clues` that count, `idle` with reasons, `cells` "
        "(`hypothesis`, `for`, `against`, `said` of both before the doubt of the reports, `log10`), `missing` weights",
        "clues": "kept clues: `name`, `id`, `words`, `origin`, `circular`, `apart`, `passages`, `reports`, `weights`",
        "proposed": "clues that Loupe proposes, with the same keys",
        "answers": "names that statements give as an answer: `name` and `said`",
        "hangs_on": "`order`, `firm`, `smallest`, `smallest_first`, `without`, `weaker`: lists of changes with the "
        "order that comes of each",
        "not_telling": "list of clues that weigh the same under every hypothesis",
        "unexplained": "list of clues that no hypothesis explains",
        "arguments": "how clues stand that attack each other: accepted, defeated or undecided",
        "missing": "list of sentences: what is missing",
        "odds": "null, or for the range of odds that was given: `least` and `most` after the clues by hypothesis, and "
        "the `sentence` that has to stand beside them",
        "history": "list of decisions: `number`, `kind`, `fields`, `who`, `at`, `why`, `holds`",
        "searched": "`queries`, `sources`, `passages`, `by`",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.argument("question", default="")
@click.option("--hypothesis", "hypotheses", multiple=True, metavar="WORDS", help="Hold this to be a possible answer.")
@click.option("--keep", multiple=True, metavar="CLUE", help="Keep a proposed clue (k-...); it gets a number.")
@click.option("--clue", "words", metavar="WORDS", help="Keep a clue of your own, told by the passages of --passage.")
@click.option("--passage", "passages", multiple=True, metavar="ID", help="A passage of --clue.")
@click.option("--weigh", "weights", nargs=3, multiple=True, metavar="CLUE HYPOTHESIS WORDS",
              help="Weigh a clue (C1, k-...) for a hypothesis (H1, or rest for all without a weight).")  # fmt: skip
@click.option("--trust", nargs=2, multiple=True, metavar="CLUE NUMBER",
              help="How often its reports are right about what was said, 0.5 to 1.")  # fmt: skip
@click.option("--apart", multiple=True, metavar="CLUE", help="It is another fact than others of its origin.")
@click.option("--one-origin", nargs=2, multiple=True, metavar="CLUE CLUE", help="Both go back to one origin.")
@click.option("--attacks", nargs=2, multiple=True, metavar="CLUE CLUE", help="If the first is right, the second falls.")
@click.option("--needs", nargs=2, multiple=True, metavar="HYPOTHESIS ID", help="It holds only if this statement does.")
@click.option("--why", default="", metavar="REASON", help="Why, in a few words; it is kept in the log.")
@click.option("--undo", metavar="NUMBER", help="Take back the decision with this number, or the last one.")
@click.option("--history", is_flag=True, help="List the decisions with their numbers.")
@click.option("--odds", nargs=2, type=float, metavar="LEAST MOST",
              help="A range of odds of your own, to one, taken through the weights.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, metavar="N",
              help="How many passages to look at for each search.")  # fmt: skip
@click.option("--picture", type=PATH, metavar="FILE.svg", help="Draw the table into this file.")
def command(
    out: Output, case: Path, question: str, picture: Path | None, history: bool, limit: int, **given: Any
) -> None:
    """Keep what was decided, then weigh and show."""
    from loupe.engine import Case

    odds = _checked_odds(given.pop("odds"))
    with Case.open(case) as opened:
        asking = opened.asking(question)
        if not question.strip():
            _list(out, asking.questions, case, given)
            return
        report = read_first(out, opened)
        decided = _decide(asking, limit=limit, **given)
        needed = any(h.asserts for h in asking.held.hypotheses)
        groups = opened.conflicts().groups if needed else ()
        sets = [s.statements for g in groups for s in g.group.sets if s.strength == "conflict"]
        asked = asking.report(limit, sets)
        questions, told = asking.questions, asking.history
    shifted = _shifted(asked, odds)
    rest = {"odds": shifted, "history": [_decision(d, holds) for d, holds in told], "understood": report}
    named = {"question": asked.question, "questions": list(questions), "decided": decided}
    out.document({**named, **asked_plain(asked), **rest})
    for line in decided:
        out.result(line)
    if history:
        for d, holds in told:
            out.result(_told(d, holds))
    elif decided:
        out.result()
        show_table(out, asked)
        out.note(next_step("ask", case, asked.question))
    else:
        show_question(out, asked, case)
    if shifted:
        _show_odds(out, shifted)
    if picture:
        _draw(out, picture, asked)


def _list(out: Output, questions: tuple[str, ...], case: Path, given: dict[str, Any]) -> None:
    if any(given.values()):
        raise UsageError("Which question?", hint='Such as: loupe ask CASE "Who planned it?" --hypothesis "the driver"')
    out.document({"question": "", "questions": list(questions)})
    for question in questions:
        out.result(question)
    if not questions:
        out.note("No question is held open in this case.")
        out.note("Ask one, and Loupe looks for names that are given as an answer and for passages that speak of it.")
    out.note(next_step("ask", case, questions[0] if questions else "Who planned it?"))


def _decide(asking: Asking, *, limit: int, why: str, undo: str | None, **given: Any) -> list[str]:
    """Keep every decision of this call, and say so line by line."""
    lines = []
    if undo:
        if undo != "last" and not undo.isdecimal():
            raise UsageError("--undo takes the number of a decision, or last.", hint="See them with: --history")
        lines.append(f"Taken back: {_told(asking.undo(None if undo == 'last' else int(undo), why), True)}")
    for text in given["hypotheses"]:
        asking.hypothesize(text, why)
        lines.append(f"H{asking.held.hypotheses[-1].number} is {asking.held.hypotheses[-1].text}.")
    lines += [f"C{asking.keep(key, why, limit).number} is kept." for key in given["keep"]]
    lines += _own_clue(asking, given["words"], given["passages"], why)
    lines += _about_clues(asking, why, given)
    for clue, hypothesis, words in given["weights"]:
        for d in asking.weigh(clue, hypothesis, words, why, limit):
            lines.append(f"C{d.fields['clue']} for H{d.fields['hypothesis']}: {for_or_against(d.fields['level'])}.")
    return lines


def _own_clue(asking: Asking, words: str | None, passages: tuple[str, ...], why: str) -> list[str]:
    if words:
        return [f"C{asking.clue(words, passages, why).number} is kept: {words}."]
    if passages:
        raise UsageError("--passage belongs to --clue.", hint='Such as: --clue "phone in use" --passage p-1a2b')
    return []


def _about_clues(asking: Asking, why: str, given: dict[str, Any]) -> list[str]:
    lines = []
    for name, number in given["trust"]:
        asking.trust(name, _number(number), why)
        lines.append(f"The reports of {name} are taken to be right {number} of the time.")
    for name in given["apart"]:
        asking.part(name, why)
        lines.append(f"{name} is another fact than the others of its origin.")
    for left, right in given["one_origin"]:
        asking.join(left, right, why)
        lines.append(f"{left} and {right} have one origin.")
    for attacker, attacked in given["attacks"]:
        asking.attack(attacker, attacked, why)
        lines.append(f"{attacker} attacks {attacked}.")
    for hypothesis, statement in given["needs"]:
        needed = asking.assert_needs(hypothesis, statement, why)
        lines.append(f"{hypothesis} needs {needed.fields['statement']}.")
    return lines


def _number(words: str) -> float:
    try:
        return float(words)
    except ValueError as error:
        raise UsageError(f"“{words}” is not a number.", hint="Such as: --trust C1 0.99") from error


def _decision(d: AskDecision, holds: bool) -> dict[str, Any]:
    named = {"number": d.seq, "kind": d.kind, "fields": to_plain(dict(d.fields))}
    return {**named, "who": d.who, "at": d.at, "why": d.why, "holds": holds}


_TOLD = {
    "hypothesis": "{text}", "clue": "{passages}", "weight": "C{clue} for H{hypothesis}: {level}",
    "fidelity": "C{clue}: right {fidelity} of the time", "apart": "C{clue}", "one origin": "C{left} and C{right}",
    "attack": "C{attacker} attacks C{attacked}", "asserts": "H{hypothesis} needs {statement}",
}  # fmt: skip


def _told(d: AskDecision, holds: bool) -> str:
    """A decision in one line, with its number."""
    fields = dict(d.fields)
    if d.kind == "weight":
        fields["level"] = for_or_against(fields["level"])
    if d.kind == "clue":
        fields["passages"] = fields["words"] or ", ".join(p["passage"] for p in fields["passages"])
    why = f" ({d.why})" if d.why else ""
    state = "" if holds else "  [taken back]"
    return f"{d.seq}  {d.at[:16]}  {d.who}  {d.kind}: {_TOLD[d.kind].format_map(fields)}{why}{state}"


def _checked_odds(odds: tuple[float, float] | None) -> tuple[float, float] | None:
    if odds and not (0 < odds[0] <= odds[1] < math.inf):
        raise UsageError("Odds are two positive numbers, the smaller first.", hint="Such as: --odds 0.01 1")
    return odds


def _shifted(asked: Asked, odds: tuple[float, float] | None) -> dict[str, Any] | None:
    """A person's own range of odds, taken through the weights of each hypothesis that can hold."""
    from loupe.reasoning.hypotheses import FALLACY, odds_range

    if odds is None:
        return None
    after = {}
    for row in asked.weighed.rows[1:]:
        if not row.impossible:
            least, _ = odds_range(row.total.least, *odds)
            _, most = odds_range(row.total.most, *odds)
            after[row.hypothesis.id] = {"least": least, "most": most if math.isfinite(most) else None}
    return {"before": {"least": odds[0], "most": odds[1]}, "after": after, "sentence": FALLACY}


def _show_odds(out: Output, shifted: dict[str, Any]) -> None:
    before = shifted["before"]
    out.result()
    out.result(
        f"Whoever gave each hypothesis odds from {before['least']:.3g} to {before['most']:.3g} to one against "
        "something else before would give, after these weights:"
    )
    for name, after in shifted["after"].items():
        most = "without end" if after["most"] is None else f"{after['most']:.3g}"
        out.result(f"  {name}: odds from {after['least']:.3g} to {most} to one")
    out.result(f"  {shifted['sentence']}.")


def _draw(out: Output, picture: Path, asked: Asked) -> None:
    from loupe.publish.ask_picture import ask_picture

    try:
        picture.write_text(ask_picture(asked_plain(asked), asked.question), "utf-8")
    except OSError as error:
        raise WriteDenied(f"{picture} cannot be written: {error.strerror or error}.") from error
    out.note(f"Drawn into {picture}.")
