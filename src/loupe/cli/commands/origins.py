"""``loupe origins``: who copied whom, and what each claim rests on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.findings import claim_id
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.trees import Tree, drawn, grow
from loupe.cli.understanding import read_first
from loupe.cli.words import count, indented, next_step, verdict
from loupe.model import VERDICTS, Claim, to_plain
from loupe.model.errors import IdUnknown

if TYPE_CHECKING:
    from loupe.engine import Case
    from loupe.engine.reasoned.footings import ClaimOrigins, Footing
    from loupe.engine.reasoned.links import OriginLink
    from loupe.engine.reasoned.origins import OriginReport

_QUOTES = 3


@make(
    "origins",
    when="Use it to see who copied whom: what sources say that they draw on, whom they credit, whose words they share "
    "and since when, each with its place; and for each claim of the checked work on how many independent origins it "
    "rests and what all of it hangs on.",
    example="loupe origins antwerp --picture origins.svg",
    gives={
        "nodes": "list of sources and of the people and papers they name: `id`, `label`, `kind` (`publication`, "
        "`work`, `teller`), `published`",
        "links": "list of who has it from whom: `parent`, `child`, `kind` (`declared`, `made by`, `credits`, "
        "`shares text`, `disputes`), `directed` (whether it is known who was first), `words` in common, `times`, "
        "`why`, and `places` with the words of both, verbatim, and their offsets",
        "nameless": "ids of the sources that retell and name nobody whom they have it from",
        "interests": "groups with a stake, from interests.toml of the case, with their members",
        "claims": "list of claims: `claim`, `number`, `text`, `verdict`, and what it `supports` and `contradicts` "
        "rests on: `origins` (as the verdict counts), `strict` (if all that name no source had it from one), "
        "`sources`, `chains`, `roots`, `hangs_on`, `cut`, `interests`",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--claim", metavar="ID", help="Only this claim, by its id or number, and what it rests on.")
@click.option(
    "--all", "everything", is_flag=True, help="Also who is credited by one source alone, and all shared words."
)
@click.option("--picture", type=PATH, metavar="FILE.svg", help="Draw the trees into this file.")
def command(out: Output, case: Path, claim: str | None, everything: bool, picture: Path | None) -> None:
    """Show the trees and the claims."""
    from loupe.engine import Case

    with Case.open_as_allowed(case) as opened:
        understood = read_first(out, opened)
        name, report = opened.name, opened.origins()
        numbers = _numbers(opened, report)
        chosen = _chosen(opened, report, claim)
    links = list(report.links) if everything else _telling(report)
    if claim is not None:
        back = _behind({s for one in chosen for s in (*one.supports.sources, *one.contradicts.sources)}, report.links)
        links = [link for link in report.links if link.parent in back and link.child in back]
    if picture:
        _draw(picture, report, links, f"Who draws on whom: {name}")
    out.document(_plain(report, chosen, links if claim else report.links, numbers) | {"understood": understood})
    if not out.as_json:
        _trees(out, report, links, everything)
    if chosen:
        out.note()
        out.note("What each claim rests on, the origin first:")
    for one in chosen:
        _claim(out, one, numbers.get(one.claim.id, ""))
    out.note()
    if not report.nodes:
        out.note("There are no sources in this case yet, so nobody draws on anybody.")
        out.note(next_step("add", case, "FILES"))
        return
    between = count(len(report.nodes), "source or teller", "sources and tellers")
    out.note(f"{count(len(report.links), 'link')} between {between}.")
    if picture:
        out.note(f"Drawn: {picture}")
    if not report.claims:
        out.note("What claims rest on is shown when a work has been checked.")
        out.note(next_step("check", case, "FILE"))
    elif claim is None:
        out.note(
            next_step("origins", case, "--claim", numbers.get(report.claims[0].claim.id, report.claims[0].claim.id))
        )


def _numbers(case: Case, report: OriginReport) -> dict[str, str]:
    if not report.claims:
        return {}
    context = case.script_context()
    return {c.id: c.number for c in (*context.claims, *context.set_aside)}


def _chosen(case: Case, report: OriginReport, reference: str | None) -> Sequence[ClaimOrigins]:
    if reference is None:
        return report.claims
    found = case.find(claim_id(case, reference))
    if not isinstance(found, Claim):
        raise IdUnknown(f"{reference} is not a claim.", hint="List them with: loupe claims CASE")
    return [one for one in report.claims if one.claim.id == found.id]


def _telling(report: OriginReport) -> list[OriginLink]:
    """The links without tellers and makers that one source alone names."""
    children: dict[str, set[str]] = {}
    for link in report.links:
        children.setdefault(link.parent, set()).add(link.child)
    tellers = {n.id for n in report.nodes if n.kind == "teller"}
    return [
        link
        for link in report.links
        if link.kind not in ("credits", "made by") or link.parent not in tellers or len(children[link.parent]) > 1
    ]


def _behind(sources: Collection[str], links: Sequence[OriginLink]) -> set[str]:
    """The sources and all that they go back to."""
    above: dict[str, set[str]] = {}
    for link in links:
        above.setdefault(link.child, set()).add(link.parent)
        if not link.directed:
            above.setdefault(link.parent, set()).add(link.child)
    seen: set[str] = set()
    stack = list(sources)
    while stack:
        here = stack.pop()
        if here not in seen:
            seen.add(here)
            stack.extend(above.get(here, ()))
    return seen


# --- words ----------------------------------------------------------------------------------------------------------


def _trees(out: Output, report: OriginReport, links: Sequence[OriginLink], everything: bool) -> None:
    labels = {n.id: f"{n.label}, {n.published}" if n.published else n.label for n in report.nodes}
    pairs: dict[tuple[str, str], list[OriginLink]] = {}
    for link in links:
        if link.kind != "disputes":
            pairs.setdefault((link.parent, link.child), []).append(link)
    names = {node: name for node, name in labels.items() if any(node in pair for pair in pairs)}

    def words(parent: str, child: str) -> list[str]:
        told = pairs[parent, child]
        lines = ["; ".join(_why(link) for link in told)]
        places = [(link, place) for link in told for place in link.places if link.kind == "shares text" or everything]
        for link, place in places if everything else places[:_QUOTES]:
            there = f", there {place.parent_place}" if link.kind == "shares text" else ""
            lines.append(f"“{_short(place.quote, everything)}” {place.place}{there}")
        more = len(places) - _QUOTES
        return lines if everything or more <= 0 else [*lines, f"and {more} more, with --all"]

    if pairs:
        out.note("Who has it from whom, the one drawn on first:")
        out.note()
    for tree in grow(names, pairs):
        _print(out, tree, words)
    disputed = [link for link in links if link.kind == "disputes"]
    for link in disputed:
        out.result(f"{labels[link.child]} has the words of {labels[link.parent]} in view and disputes them: no copy")
    named = [report.label(node) for node in report.nameless]
    if named:
        out.result(indented(f"Name no source: {'; '.join(named)}", "", 100))


def _print(out: Output, tree: Tree, words: Any) -> None:
    for line in drawn(tree, words):
        out.result(line)
    out.result()


def _why(link: OriginLink) -> str:
    if link.kind == "declared":
        return "says that it draws on it"
    return "shares its text: " + link.why if link.kind == "shares text" else link.why


def _short(quote: str, everything: bool) -> str:
    told = " ".join(quote.split())
    return told if everything or len(told) <= 90 else told[:60].rsplit(" ", 1)[0] + " … " + told[-25:].split(" ", 1)[-1]


def _claim(out: Output, one: ClaimOrigins, number: str) -> None:
    label = next(v for v in VERDICTS if v == one.label)
    out.result(f"{number:>6}  {verdict(label)}: {' '.join(one.claim.text.split())}")
    for side, footing in (("for", one.supports), ("against", one.contradicts)):
        if footing.sources:
            _footing(out, side, footing)


def _footing(out: Output, side: str, footing: Footing) -> None:
    independent = count(footing.origins, "independent origin") if footing.origins else "no independent origin"
    traced = len(footing.chains)
    if traced < footing.origins:
        independent += f"; {traced} when the shared text of the whole archive is traced"
    strict = (
        f"; {footing.strict} if those that name no source have it from one" if footing.strict < footing.origins else ""
    )
    out.result(indented(f"{side}: {independent}{strict}", " " * 8, 100))
    for chain in footing.chains:
        out.result(indented(" → ".join(chain), " " * 10, 100))
    if footing.hangs_on:
        out.result(indented(f"everything hangs on: {'; '.join(footing.hangs_on)}", " " * 8, 100))
    if footing.interests:
        out.result(indented(f"one interest behind all of it: {'; '.join(footing.interests)}", " " * 8, 100))


# --- documents and pictures -----------------------------------------------------------------------------------------


def _plain(
    report: OriginReport, chosen: Sequence[ClaimOrigins], links: Sequence[OriginLink], numbers: dict[str, str]
) -> dict[str, Any]:
    return {
        "nodes": [to_plain(n) for n in report.nodes],
        "links": [to_plain(link) for link in links],
        "nameless": list(report.nameless),
        "interests": [{"name": name, "members": list(members)} for name, members in report.interests],
        "claims": [
            {
                "claim": one.claim.id,
                "number": numbers.get(one.claim.id, ""),
                "text": one.claim.text,
                "verdict": one.label,
                "supports": to_plain(one.supports),
                "contradicts": to_plain(one.contradicts),
            }
            for one in chosen
        ],
    }


def _draw(path: Path, report: OriginReport, links: Sequence[OriginLink], title: str) -> None:
    from loupe.publish.origins_picture import PictureLink, PictureNode, origins_picture
    from loupe.publish.writing import write_whole

    drawn_nodes = {node for link in links for node in (link.parent, link.child)}
    nodes = [
        PictureNode(n.id, n.label, n.published or {"teller": "named, not in the case"}.get(n.kind, "undated"), n.kind)
        for n in report.nodes
        if n.id in drawn_nodes
    ]
    words = {"declared": "declared", "made by": "made by", "disputes": "disputes"}
    lines = [
        PictureLink(
            link.parent,
            link.child,
            link.kind,
            words.get(link.kind, f"{link.words} words" if link.kind == "shares text" else link.why),
            link.directed,
        )
        for link in links
    ]
    write_whole(path, origins_picture(nodes, lines, title).encode("utf-8"))
