"""Timeline, people and things: pages of reports that are worked out in the background, and words on pairs."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from loupe.engine import Case
from loupe.engine.pages.askviews import SCALE
from loupe.model import to_plain
from loupe.model.errors import IdUnknown, UsageError
from loupe.pages import fragment, render
from loupe.store import PairKind, PairWord
from loupe.views.people_page import KINDS, PeopleLook, PeoplePage, people_page
from loupe.views.things_page import (
    PARTS,
    AsksPage,
    LayersPage,
    LedgerPage,
    QuestionsPage,
    asks_page,
    layers_page,
    ledger_page,
    questions_page,
)
from loupe.views.timeline_page import TimelinePage, look_of, timeline_page
from loupe.web.pages import Seen, case_of, place_of

__all__ = ["deciding", "router", "values"]

router = APIRouter(include_in_schema=False)
values = APIRouter()
deciding = APIRouter(prefix="/api/pairs")
asking = APIRouter(prefix="/api/ask")

_PATIENCE = 0.1
"""Seconds that a page waits for its report: small cases have it by then, and no request ever takes a second."""
From = Annotated[str, Query(alias="from", max_length=40)]
To = Annotated[str, Query(alias="to", max_length=40)]
Words = Annotated[str, Query(max_length=200)]
Id = Annotated[str, Query(max_length=400)]
Number = Annotated[int, Query(ge=1, le=100_000)]


def _timeline(
    case: Case, start: str, end: str, about: str, account: str, page: int, patience: float, at: str = ""
) -> TimelinePage:
    reasons = case.reasons
    timeline, works = reasons.timeline(patience)
    sets, also = reasons.sets(patience if works.over else 0)
    look = look_of(start, end, about, account, page, at)
    return timeline_page(timeline, sets or (), reasons.words(), (works, also), look)


@values.get("/timeline.json")
def timeline_values(
    request: Request, start: From = "", end: To = "", about: Words = "", account: Id = "", page: Number = 1
) -> JSONResponse:
    """The values of the timeline."""
    return JSONResponse(to_plain(_timeline(case_of(request), start, end, about, account, page, _PATIENCE)))


@router.get("/timeline/part")
def timeline_part(
    request: Request, start: From = "", end: To = "", about: Words = "", account: Id = "", page: Number = 1,
    at: Id = "", move: Literal["", "in", "out"] = "",
) -> HTMLResponse:  # fmt: skip
    """What of the timeline changes with the stretch that is looked at; ``move`` zooms from there about ``at``."""
    case = case_of(request)
    shown = _timeline(case, start, end, about, account, page, _PATIENCE, at)
    if shown.moves and move in shown.moves:
        stretch = dict(parse_qsl(shown.moves[move]))
        shown = _timeline(case, stretch.get("from", ""), stretch.get("to", ""), about, account, 1, _PATIENCE, at)
    return HTMLResponse(fragment("timeline_part", place_of(request, "timeline"), page=shown))


@router.get("/timeline")
def timeline(
    request: Request, start: From = "", end: To = "", about: Words = "", account: Id = "", page: Number = 1
) -> HTMLResponse:
    """Who tells what of when, an account beside the other."""
    shown = _timeline(case_of(request), start, end, about, account, page, _PATIENCE)
    return HTMLResponse(render("timeline", place_of(request, "timeline"), page=shown))


# --- people and things: pages of one room, each with its values and with the part that fills itself ---


def _thing(
    case: Case, part: str, q: str, kind: str, who: str, page: int
) -> PeoplePage | LedgerPage | LayersPage | QuestionsPage | AsksPage:
    reasons = case.reasons
    match part:
        case "people":
            named, works = reasons.named(_PATIENCE)
            look = PeopleLook(q.strip(), kind if kind in KINDS else "", page, who)
            if named is None:
                return people_page(None, (), {}, {}, reasons.words(), (works,), look)
            proposals = named.people.proposals
            sets, also = reasons.sets(_PATIENCE if works.over else 0) if who else (None, works)
            shown = (works, also) if who else (works,)
            return people_page(
                named.rows, proposals, named.told, named.labels, reasons.words(), shown, look, sets or ()
            )
        case "ledger":
            ledger, works = reasons.ledger(_PATIENCE)
            return ledger_page(ledger, (works,), page)
        case "layers":
            matrix, works = reasons.layers(_PATIENCE)
            return layers_page(matrix, (works,))
        case "questions":
            questions, works = reasons.questions(_PATIENCE)
            asked, seen = reasons.asked_questions()
            work = next((one.id for one in case.works()), "")
            return questions_page(questions, (works,), kind, page, asked=asked, work_id=work, seen=seen)
        case "ask":
            weighed, works = reasons.asked(_PATIENCE)
            return asks_page(weighed, (works,), SCALE, reasons.weighed_at)
    raise IdUnknown(f"There is no page {part}.", hint="Go back to People and things.")


@router.get("/things")
def things() -> RedirectResponse:
    """The first page of the room."""
    return RedirectResponse("/things/people", 303)


@values.get("/things.json")
def things_values(request: Request) -> JSONResponse:
    """The pages of the room, and how the reports behind them stand."""
    reports = case_of(request).reasons.reports
    plain = [{"part": part, "called": called, "state": to_plain(reports.state(part))} for part, called in PARTS.items()]
    return JSONResponse({"parts": plain})


@values.get("/things/{part}.json")
def thing_values(
    request: Request, part: str, q: Words = "", kind: Words = "", who: Id = "", page: Number = 1
) -> JSONResponse:
    """The values of a page of the room."""
    return JSONResponse(to_plain(_thing(case_of(request), part, q, kind, who, page)))


@router.get("/things/{part}/part")
def thing_part(
    request: Request, part: str, q: Words = "", kind: Words = "", who: Id = "", page: Number = 1
) -> HTMLResponse:
    """What of a page fills itself."""
    shown = _thing(case_of(request), part, q, kind, who, page)
    return HTMLResponse(fragment(f"things_{part}", place_of(request, "things"), page=shown, room=PARTS))


@router.get("/things/{part}")
def thing(request: Request, part: str, q: Words = "", kind: Words = "", who: Id = "", page: Number = 1) -> HTMLResponse:
    """A page of the room."""
    shown = _thing(case_of(request), part, q, kind, who, page)
    return HTMLResponse(render("things", place_of(request, "things"), page=shown, part=part, room=PARTS))


@values.get("/jobs/{name}.json")
def job(request: Request, name: str) -> JSONResponse:
    """How a report stands."""
    return JSONResponse(to_plain(case_of(request).reasons.reports.state(name)))


@router.get("/film/{work}/claim/{claim}/sets")
def sets_of_claim(request: Request, work: str, claim: str) -> HTMLResponse:
    """The impossible sets that a claim is in, as a part of the film page; empty when nobody has worked them out."""
    case = case_of(request)
    page = case.page_of_claim(claim, work)
    wanted = page.claim.part_of.id if page.claim.part_of else page.claim.id  # a part is said in the words of the whole
    found = next(c for c in case.claims(work) if c.id == wanted)
    sets = case.reasons.sets_of(found)
    return HTMLResponse(fragment("claim_sets", place_of(request, "film"), sets=sets, claim=found))


@deciding.post("/again/{name}")
def again(request: Request, name: str) -> dict[str, Any]:
    """Begin a report anew that has failed."""
    _, state = case_of(request).reasons.reports.want(name, again=True)
    plain: dict[str, Any] = {"state": to_plain(state)}
    return plain


@deciding.post("/decide")
def decide(
    request: Request,
    kind: Annotated[PairKind, Body()],
    left: Annotated[str, Body(max_length=2000)],
    right: Annotated[str, Body(max_length=2000)],
    verdict: Annotated[Literal["same", "apart", "open"], Body()],
    why: Annotated[str, Body(max_length=20_000)] = "",
    seen: Seen = None,
) -> dict[str, Any]:
    """Keep a word on two names or two statements; 409 when somebody else has spoken of them since ``seen``."""
    reasons = case_of(request).reasons
    return _word(reasons.decide(kind, left, right, verdict, why, request.app.state.who, seen))


@deciding.post("/undo")
def undo(request: Request, kind: Annotated[PairKind, Body(embed=True)]) -> dict[str, Any]:
    """Take back this person's last word on a pair."""
    word = case_of(request).reasons.undo(kind, request.app.state.who)
    return _word(word, "There is nothing of yours to undo.") | _told(request, "Taken back", word)


@deciding.post("/redo")
def redo(request: Request, kind: Annotated[PairKind, Body(embed=True)]) -> dict[str, Any]:
    """Give back what this person took back last."""
    word = case_of(request).reasons.redo(kind, request.app.state.who)
    return _word(word, "There is nothing of yours to redo.") | _told(request, "Given back", word)


_Text = Annotated[str, Body(max_length=2000)]
_Why = Annotated[str, Body(max_length=20_000)]
_Seen = Annotated[int | None, Body(ge=0)]


@asking.post("/hypothesis")
def hypothesize(request: Request, question: _Text, text: _Text, why: _Why = "", seen: _Seen = None) -> dict[str, Any]:
    """Keep a possible answer to a question."""
    del seen  # nobody's word is in its way
    weighing = case_of(request).reasons.weighing(request.app.state.who)
    return {"decision": to_plain(weighing.hypothesize(question, text, why))}


@asking.post("/weigh")
def weigh(
    request: Request, question: _Text, clue: _Text, hypothesis: _Text, words: _Text, why: _Why = "", seen: _Seen = None
) -> dict[str, Any]:
    """Keep what a clue weighs for a possible answer; 409 when somebody else has weighed the same since ``seen``."""
    weighing = case_of(request).reasons.weighing(request.app.state.who)
    return {"decisions": to_plain(weighing.weigh(question, clue, hypothesis, words, why, seen))}


@asking.post("/undo")
def unask(request: Request, seen: Annotated[int | None, Body(ge=0, embed=True)] = None) -> dict[str, Any]:
    """Take back this person's last decision about a question."""
    del seen  # one takes back one's own word alone
    reasons = case_of(request).reasons
    decision = reasons.weighing(request.app.state.who).undo()
    if decision is None:
        raise UsageError("There is nothing of yours to undo.", hint="Weigh something first.")
    return {"decision": to_plain(decision), "words": f"Taken back: {reasons.told(decision.seq)}."}


def _told(request: Request, did: str, word: PairWord | None) -> dict[str, Any]:
    return {"words": f"{did}: {case_of(request).reasons.told(word.seq)}."} if word else {}


def _word(word: PairWord | None, otherwise: str = "") -> dict[str, Any]:
    if word is None:
        raise UsageError(otherwise, hint="Decide something first.")
    return {"decision": to_plain(word)}
