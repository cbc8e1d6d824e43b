"""The rules of the grammar of times, over classes of words and so the same in every language, strongest first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from loupe.language.times import clocks, counted, dates, lengths, periods, relative
from loupe.language.times.classes import CLASSES, compile_rule
from loupe.language.times.context import Context, Draft, Hit

__all__ = ["RULES", "Rule"]

_Build = Callable[[Context, Hit], "Draft | None"]
_Check = Callable[[Hit], bool]

_TO = "(?P<joint>DASH|TO|AND|UNTIL)"
_WD = "(?:(?P<weekday>WEEKDAY) (?P<part2>PART)? COMMA? IN? THE?)?"
_WD2 = "(?:WEEKDAY COMMA? IN? THE?)?"
_YR = "(?: COMMA? OF? IN? (?P<year>YEAR))"
_YR1 = "(?: COMMA? OF? (?P<year1>YEAR))"
_DAYS = "[DAY ORD SEC]"
_AROUND = (
    "(?:THE? (?P<weekend>WEEKEND) (?:OF|IN|FROM)+ THE?|THE? (?P<unit>UNIT) OF THE?|"
    "THE? (?P<part>PART) (?:OF|IN|FROM|TO)+ THE?|FROM THE?)?"
)
_THIRD = "(?:(?P<third>[THIRD EARLIER LATER PAST]) DASH? (?:OF|IN)? THE? OF?)"
_SIDES = "(?:(?P<since>SINCE)|(?P<before>[BEFORE PREAGO])|(?P<after>AFTER)|(?P<until>UNTIL))"
_COUNT = (
    "(?:(?P<vague>VAGUE) OF?|"
    "(?P<count>[DAY NUM ONE]) (?:(?P<and_half>AND ONE HALF)|[TO AND DASH] (?P<count2>[DAY NUM])(?=DASH? UNIT))?)"
)
_RELATIVE = "(?:(?P<last>LAST)|(?P<next>NEXT)|(?P<this>THIS)|(?P<prev>PREV)|(?P<foll>FOLL)|(?P<same>SAME))"
_AFTERWARDS = "(?:(?P<last>LAST)|(?P<next>NEXT)|(?P<prev>PREV)|(?P<foll>FOLL))"
_HOUR = "(?:(?P<clock>CLOCK)|(?P<dotted>DOTTED)(?=APM|OCLOCK)|(?P<hour>[DAY NUM])(?=APM|OCLOCK|IN? THE? PART))"
_MARK = "(?P<apm>APM)? (?P<uhr>OCLOCK)? OCLOCK?"
_INPART = "(?: (?:OF|IN|FROM)? THE? (?P<part>PART))?"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over letters, how to read what it finds, the letters one of which must be there, and a check."""

    pattern: re.Pattern[str]
    build: _Build
    needs: str
    check: _Check | None = None
    times_only: bool = False  # runs of which TimeML counts each end
    timex_only: bool = False  # lengths, repeated times and pointers: they take no place among the times


def _rule(
    needs: str,
    rule: str,
    build: _Build,
    check: _Check | None = None,
    timex_only: bool = False,
    times_only: bool = False,
) -> Rule:
    return Rule(compile_rule(rule), build, "".join(CLASSES[n] for n in needs.split()), check, times_only, timex_only)


_NAMES_TOO = frozenset("may march april june august jan".split())


def _is_current(h: Hit) -> bool:
    return h.word("ref") == "current"


def _plain_month(h: Hit) -> bool:
    """A month that stands alone must be one for certain: May, April, June and August are also people and a verb."""
    return len(h.word("month")) > 3 and h.word("month") not in _NAMES_TOO


RULES: tuple[Rule, ...] = (
    _rule("ISO", "(?P<iso>ISO)", dates.iso),
    _rule("SLASH", f"{_WD} (?P<slash>SLASH)", dates.slashed, dates.slashed_exists),
    _rule(
        "NOON CLOCK",
        f"{_COUNT} (?P<unit>UNIT) (?:(?P<back>[BEFORE TO])|AFTER|LAST) (?:(?P<noon>NOON)|(?P<clock>CLOCK))",
        clocks.clock_from,
        clocks.clock_exists,
    ),
    _rule(
        "BEFORE AFTER",
        f"(?P<about>ABOUT)? {_COUNT} (?P<unit>[UNIT CENT]) (?:(?P<earlier>BEFORE)|AFTER) (?=COMMA|DOT|$)",
        counted.later,
    ),
    _rule(
        "BEFORE AFTER PREAGO",
        f"(?P<about>ABOUT)? {_COUNT} (?P<unit>[UNIT CENT]) (?:(?P<before>[BEFORE PREAGO])|(?P<after>AFTER)) (?=.)",
        counted.from_event,
    ),
    _rule(
        "UNIT",
        "(?P<implied>THE) (?P<unit>UNIT) (?:(?P<before>BEFORE)|AFTER) (?=THE|OTHER|MONTH|FEAST|WEEKDAY)",
        counted.from_event,
    ),
    # 28 February to 2 March 2003; 15 to 16 February; 15 February
    _rule(
        "MONTH",
        f"{_AROUND} {_WD} (?P<day>{_DAYS}) OF? (?P<month1>MONTH) {_YR1}? {_TO} {_WD2} THE? (?P<day2>{_DAYS}) OF? "
        f"(?P<month>MONTH) {_YR}?",
        dates.days,
        dates.days_exist,
        times_only=True,
    ),
    _rule(
        "MONTH",
        f"{_AROUND} {_WD} THE? (?P<day>{_DAYS}) {_TO} {_WD2} THE? (?P<day2>{_DAYS}) OF? (?P<month>MONTH) {_YR}?",
        dates.days,
        dates.days_exist,
    ),
    _rule(
        "MONTH",
        f"{_AROUND} {_WD} (?P<month1>MONTH) THE? (?P<day>DAY) {_YR1}? {_TO} {_WD2} (?P<month>MONTH) "
        f"THE? (?P<day2>DAY) {_YR}?",
        dates.days,
        dates.days_exist,
        times_only=True,
    ),
    _rule(
        "MONTH",
        f"{_AROUND} {_WD} (?P<month>MONTH) (?P<day>DAY) {_TO} (?P<day2>DAY) {_YR}?",
        dates.days,
        dates.days_exist,
    ),
    _rule("MONTH", f"{_AROUND} {_WD} THE? (?P<day>{_DAYS}) OF? (?P<month>MONTH) {_YR}?", dates.days, dates.days_exist),
    _rule("MONTH", f"{_AROUND} {_WD} (?P<month>MONTH) THE? (?P<day>[DAY ORD]) {_YR}?", dates.days, dates.days_exist),
    _rule("MONTH", f"FROM? (?P<month1>MONTH) {_YR1}? {_TO} (?P<month>MONTH) {_YR}", periods.months, times_only=True),
    _rule(
        "MONTH", f"(?:{_SIDES} THE?)? {_THIRD}? (?P<month>MONTH) [COMMA DASH]? OF? THIS? (?P<year>YEAR)", dates.month
    ),
    _rule(
        "MONTH", "(?P<month>MONTH) OF? (?:(?P<last>LAST)|(?P<next>NEXT)|THIS) (?P<unit>UNIT)", relative.month_of_year
    ),
    _rule("MONTH", f"THE? {_THIRD}? {_RELATIVE} (?P<month>MONTH)", relative.last_month),
    _rule("MONTH", f"THE? (?P<month>MONTH) {_AFTERWARDS}", relative.last_month),
    _rule("MONTH", "(?P<every>EVERY) (?P<month>MONTH)", lengths.repeated, timex_only=True),
    _rule("MONTH", f"{_SIDES}? THE? {_THIRD} (?P<month>MONTH)", dates.month),
    _rule("MONTH", f"(?:IN|OF|FROM|TO|{_SIDES}) THE? (?P<month>MONTH)", dates.month),
    _rule("MONTH", "(?P<month>MONTH)", dates.month, _plain_month),
    _rule("FEAST", f"(?P<feast>FEAST) (?P<weekend>WEEKEND) {_YR}?", periods.feast),
    _rule(
        "FEAST",
        f"{_SIDES}? (?:THE? (?P<weekend>WEEKEND) OF)? (?P<feast>FEAST) {_YR}?",
        periods.feast,
    ),
    _rule("SEASON", f"{_SIDES}? {_THIRD}? THE? (?P<season>SEASON) COMMA? OF? (?P<year>YEAR)", periods.season),
    _rule("SEASON", f"THE? {_THIRD}? {_RELATIVE} (?P<season>SEASON)", relative.last_season),
    _rule("SEASON", f"THE? (?P<season>SEASON) {_AFTERWARDS}", relative.last_season),
    _rule("SEASON", "(?P<every>EVERY) (?P<season>SEASON)", lengths.repeated, timex_only=True),
    _rule("SEASON", f"(?:(?=THE|IN|THIRD) IN? {_THIRD}? THE?) (?P<season>SEASON)", relative.last_season),
    _rule("UNIT", f"THE? {_THIRD}? (?P<unit>UNIT) (?P<tens>[YEAR NUM DAY])", periods.decade, periods.is_decade),
    _rule("DECADE", f"{_SIDES}? THE? {_THIRD}? (?P<decade>DECADE) UNIT?", periods.decade),
    _rule("CENT", f"{_SIDES}? THE? {_THIRD}? (?P<nth>[DAY ORD]) DASH? CENT", periods.century),
    # quarters and halves of a year
    _rule(
        "QUARTER",
        f"(?:(?P<last>LAST)|(?P<next>NEXT)|THIS) (?P<unit>UNIT) OF (?P<nth>{_DAYS}) DASH? (?P<quarter>QUARTER)",
        periods.quarter,
    ),
    _rule(
        "QUARTER",
        f"THE? (?P<nth>{_DAYS}) DASH? (?P<quarter>QUARTER) (?:OF|IN)? "
        "(?:(?P<last>LAST)|(?P<next>NEXT)|THIS) (?P<unit>UNIT)",
        periods.quarter,
    ),
    _rule(
        "QUARTER HALF",
        f"THE? (?:(?P<year1>YEAR)|(?P<last>LAST)|(?P<next>NEXT))? (?P<nth>{_DAYS}) DASH? "
        "(?:(?P<quarter>QUARTER)|(?P<half>HALF)) "
        "(?: COMMA? OF? (?P<year>YEAR))?",
        periods.quarter,
    ),
    _rule(
        "QUARTER",
        "(?:(?P<year1>YEAR) DASH?)? (?P<quarter>QUARTER) (?:DASH? OF? (?P<year>YEAR))?",
        periods.quarter,
        periods.is_code,
    ),
    _rule("QUARTER", "THE? (?P<final>LAST) (?P<quarter>QUARTER) OF (?P<year>YEAR)", periods.quarter),
    _rule("HALF", "THE? (?P<third>LAST) (?P<half>HALF) OF (?P<year>YEAR)", periods.quarter),
    _rule("QUARTER", f"THE? {_THIRD}? {_RELATIVE} (?P<unit>QUARTER)", relative.last_unit),
    _rule("QUARTER", "THE (?P<quarter>QUARTER)", counted.that_quarter),
    # clock times
    _rule(
        "CLOCK APM OCLOCK PART",
        "(?P<about>ABOUT)? FROM? (?:(?P<clock>CLOCK)|(?P<dotted>DOTTED)|(?P<hour>[DAY NUM])) (?P<apm1>APM)? "
        "(?:DASH|TO|AND|UNTIL) (?:(?P<clock2>CLOCK)|(?P<dotted2>DOTTED)(?=APM|OCLOCK)|"
        f"(?P<hour2>[DAY NUM])(?=APM|OCLOCK|IN THE? PART)) {_MARK} {_INPART}",
        clocks.clock_range,
        clocks.clock_exists,
    ),
    _rule(
        "PAST",
        f"(?P<about>ABOUT)? (?P<past>PAST) (?P<hour>[DAY NUM ONE]) {_MARK} {_INPART}",
        clocks.clock,
        clocks.clock_exists,
    ),
    _rule("CLOCK", f"(?P<about>ABOUT)? (?P<clock>CLOCK) (?P<past>PAST) {_INPART}", clocks.clock, clocks.clock_exists),
    _rule(
        "LAST TO",
        f"(?P<about>ABOUT)? (?P<minutes>[DAY NUM]) (?:UNIT)? (?:LAST|(?P<to>TO)) (?P<hour>[DAY NUM]) "
        f"(?=OCLOCK|APM|IN THE? PART) {_MARK} {_INPART}",
        clocks.clock,
        clocks.clock_exists,
    ),
    _rule(
        "CLOCK DOTTED APM OCLOCK PART",
        f"(?P<about>ABOUT)? {_HOUR} {_MARK} {_INPART}",
        clocks.clock,
        clocks.clock_exists,
    ),
    _rule(
        "NOON",
        "(?P<about>ABOUT)? (?:(?P<before>BEFORE)|(?P<after>AFTER))? THE? (?P<twelve>DAY)? (?P<noon>NOON)",
        clocks.noon,
        clocks.noon_is_twelve,
    ),
    # yesterday morning, later today
    _rule("DEICT", f"{_THIRD}? (?P<part>PART) THE? (?P<deict>DEICT)", relative.day_off),
    _rule("DEICT", f"{_THIRD}? (?P<deict>DEICT) (?:IN? THE? (?P<part>PART))?", relative.day_off),
    # weekdays
    _rule("WEEKDAY", "(?P<weekday>WEEKDAY) COMMA? THE (?P<day>DAY)", dates.day_of_month, dates.is_ordinal),
    _rule("WEEKDAY", "(?P<every>EVERY) (?P<weekday>WEEKDAY)", lengths.repeated, timex_only=True),
    _rule("WEEKDAY", f"(?P<the>THE)? {_RELATIVE} (?P<weekday>WEEKDAY) (?:IN? THE? (?P<part>PART))?", clocks.weekday),
    _rule("WEEKDAY", f"THE? (?P<weekday>WEEKDAY) {_AFTERWARDS} (?P<part>PART)?", clocks.weekday),
    _rule(
        "WEEKDAY",
        "THE? (?P<part>PART) (?:OF|IN|FROM)+ THE? (?P<weekday>WEEKDAY) [TO AND DASH] THE? (?P<weekday2>WEEKDAY)",
        clocks.weekday,
    ),
    _rule(
        "WEEKDAY",
        f"FROM? (?P<weekday>WEEKDAY) {_TO} (?P<weekday2>WEEKDAY)",
        clocks.weekday,
        clocks.weekday_run,
        times_only=True,
    ),
    _rule("WEEKDAY", "THE? (?P<part>PART) (?:OF|IN|FROM|(?P<eve>TO))+ THE? (?P<weekday>WEEKDAY)", clocks.weekday),
    _rule(
        "WEEKDAY", f"{_THIRD}? (?P<weekday>WEEKDAY) (?:IN? THE? (?P<part>PART))?", clocks.weekday, clocks.weekday_is_one
    ),
    # counted from another time
    _rule("AGO", f"(?P<about>ABOUT)? {_COUNT} DASH? (?P<unit>[UNIT CENT QUARTER]) DASH? AGO", counted.ago),
    _rule("PREAGO", f"(?P<about>ABOUT)? PREAGO (?:ABOUT)? {_COUNT} (?P<unit>[UNIT CENT])", counted.ago),
    _rule("AGO", "THE? (?P<unit>UNIT) DASH (?P<implied>AGO) QUARTER?", counted.ago),
    _rule("EARLIER", "THE? (?P<unit>UNIT) DASH (?P<earlier>EARLIER) QUARTER?", counted.later),
    _rule("UNIT", "THE? (?P<unit>UNIT) DASH? (?P<third>THIRD)", counted.year_end),
    _rule("UNIT", f"IN (?P<about>ABOUT)? {_COUNT} (?P<unit>[UNIT CENT])", counted.from_now, timex_only=False),
    _rule(
        "LATER EARLIER",
        f"(?P<about>ABOUT)? {_COUNT} DASH? (?P<unit>[UNIT CENT]) DASH? (?:LATER|(?P<earlier>EARLIER))",
        counted.later,
    ),
    _rule(
        "UNIT",
        "THE (?:(?P<next>NEXT)|(?P<foll>FOLL)|(?P<prev>PREV)) (?P<unit>UNIT) (?P<part>PART)",
        relative.last_unit,
    ),
    _rule("UNIT", f"THE? {_RELATIVE} {_COUNT} (?P<unit>[UNIT CENT QUARTER])", lengths.length, timex_only=True),
    _rule("UNIT", f"{_SIDES}? (?:THE? {_THIRD})? (?P<the>THE)? {_RELATIVE} (?P<unit>[UNIT CENT])", relative.last_unit),
    _rule("UNIT", f"THE? {_THIRD} (?P<unit>UNIT)", relative.last_unit),
    _rule("UNIT", f"(?P<the>THE)? (?P<unit>UNIT) {_AFTERWARDS}", relative.last_unit),
    _rule("WEEKEND", f"(?P<the>THE)? {_RELATIVE} (?P<weekend>WEEKEND)", relative.last_weekend),
    _rule("WEEKEND", f"(?P<the>THE)? (?P<weekend>WEEKEND) {_AFTERWARDS}", relative.last_weekend),
    _rule("WEEKEND", "THE (?P<weekend>WEEKEND)", relative.last_weekend),
    _rule("PART", f"(?P<the>THE)? {_RELATIVE} (?P<part>PART)", relative.same_part),
    _rule("PART", f"THE (?P<part>PART) {_AFTERWARDS}", relative.same_part),
    _rule("DAY", "IN THE (?P<day>DAY) (?=DOT|COMMA|$|IN|AND|OTHER)", dates.day_of_month, dates.is_ordinal),
    _rule("PART", "THE (?P<part>PART) (?:(?P<prev>BEFORE)|(?P<foll>AFTER)) (?=COMMA|DOT|$)", relative.same_part),
    _rule("UNIT", "THE (?P<unit>UNIT) (?:(?P<prev>BEFORE)|(?P<foll>AFTER)) (?=COMMA|DOT|$)", relative.last_unit),
    # years
    _rule(
        "YEAR",
        "(?:FROM THE? (?P<year1>YEAR) (?:TO|AND|UNTIL)|(?P<year2>YEAR) (?:TO|UNTIL)) (?P<year>YEAR)",
        periods.years,
        times_only=True,
    ),
    _rule("YEAR", "(?P<year1>YEAR) DASH (?P<year>YEAR)", periods.years),
    _rule("YEAR", "(?P<year1>YEAR) DASH (?P<year>[DAY NUM])", periods.years),
    _rule("YEAR", f"{_SIDES}? (?:THE? {_THIRD})? (?:THE UNIT)? (?P<year>YEAR)", periods.year),
    # lengths, repeated times, pointers
    _rule("UNIT", "(?P<every>EVERY) (?P<count>[DAY NUM])? (?P<unit>[UNIT QUARTER])", lengths.repeated, timex_only=True),
    _rule("PART", "(?P<every>EVERY) (?P<part>PART)", lengths.repeated, timex_only=True),
    _rule(
        "UNIT SEC CENT QUARTER",
        f"(?P<about>ABOUT)? THE? (?:{_COUNT} DASH? (?P<unit>[UNIT CENT])|VAGUE QUARTER)",
        lengths.length,
        timex_only=True,
    ),
    _rule("UNIT", "THE? (?:REF|LAST|NEXT)? (?P<unit>UNIT)", lengths.bare_length, timex_only=True),
    _rule("EVERY", "(?P<every>EVERY)", lengths.repeated_word, timex_only=True),
    _rule("LAST", "THE LAST (?=DOT|COMMA|AND)", lengths.past_pointer, timex_only=True),
    _rule("THIS", "(?P<ref>THIS)", lengths.pointer, _is_current, timex_only=True),
    _rule("REF", "(?P<ref>REF)", lengths.pointer, timex_only=True),
)
