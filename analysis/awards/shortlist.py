"""The shortlist of an award: the same for the page, the command line and the file for the panel."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from analysis import data_questions, questions
from analysis.awards import sheets
from analysis.awards.eligibility import ELIGIBLE, SMALL, judge
from analysis.awards.gates import conditions
from analysis.awards.listing import evidence, listed
from analysis.awards.nominations import award_nominations, with_opinions
from analysis.awards.notes import Names, Pair, notes
from analysis.awards.questions import award_indicators, award_outlets
from analysis.awards.rules import Rules, load_rules
from analysis.awards.standings import rank_candidates
from analysis.kpis import PROJECT_REFERENCE, catalogue
from analysis.warehouse import Release, data_folder


class NoCompleteMonthError(ValueError):
    """The data do not hold one complete statistical month; says so in both languages."""

    zh = "数据中尚无完整的统计月，不能评选。"
    en = "The data hold no complete statistical month yet, so there is nothing to judge."


@dataclass(frozen=True)
class Basis:
    """The data a shortlist rests on.

    Attributes:
        build_id: The build (数据版本).
        as_of: Up to when its tickets reach.
        start: The first day of the period.
        end: Its last day.
        months: The statistical months in it.
        is_sample: Whether it is the invented sample city.
    """

    build_id: str
    as_of: datetime
    start: date
    end: date
    months: int
    is_sample: bool = False


@dataclass(frozen=True)
class Shortlist:
    """Suggested candidates with everything they rest on.

    Attributes:
        rules: The rules used.
        basis: The data used.
        outlets: Every outlet once, candidates by rank: the columns of `award_outlets`, of
            `eligibility.judge`, of `Standings.scores` and of `listing.listed`.
        indicators: Every outlet × indicator with its n, as `listing.evidence` gives them.
        names: KPI to its names.
        notes: What must be said beside it, the compliance line first.
        problem: Why there is no list, or None.
    """

    rules: Rules
    basis: Basis
    outlets: pl.DataFrame
    indicators: pl.DataFrame
    names: Names
    notes: tuple[Pair, ...]
    problem: Pair | None

    @property
    def candidates(self) -> pl.DataFrame:
        """Those who passed the gates, by rank."""
        return self.outlets.filter(pl.col("status") == ELIGIBLE)

    @property
    def proposed(self) -> pl.DataFrame:
        """The suggested list: those with a place, then the reserve, each best score first."""
        return self._proposed(ELIGIBLE)

    @property
    def chosen(self) -> pl.DataFrame:
        """Those of the list who have a place; empty when there is a problem."""
        return self.proposed.filter("is_chosen")

    @property
    def small_proposed(self) -> pl.DataFrame:
        """The suggested list of the small outlets, who are ranked among themselves."""
        return self._proposed(SMALL)

    @property
    def conditions(self) -> pl.DataFrame:
        """Every candidate, small ones included, against every condition: see `gates.conditions`."""
        some = self.outlets.filter((pl.col("status") == ELIGIBLE) | pl.col("is_small_candidate"))
        return conditions(some, self.rules, self.basis.start)

    def _proposed(self, status: str) -> pl.DataFrame:
        found = self.outlets.filter(pl.col("status") == status, pl.col("place").is_not_null())
        return found.sort("place", maintain_order=True)

    def to_workbook(self, language: str = "zh") -> bytes:
        """Return the XLSX for the panel; equal for equal data and rules."""
        return sheets.workbook(self, language)


def rules_file(name: str = "shijia") -> Path:
    """Return the rules of an award: the city's own in the data folder, else the project's."""
    own = data_folder() / "reference" / "award_rules" / f"{name}.yaml"
    return own if own.exists() else PROJECT_REFERENCE / "award_rules" / f"{name}.yaml"


def shortlist(release: Release, rules_path: Path | None = None) -> Shortlist:
    """Draw up the shortlist of a build over its last complete statistical months.

    Args:
        release: The build.
        rules_path: The rules, `rules_file()` unless given.

    Returns:
        The shortlist.

    Raises:
        RulesError: The rules cannot be used.
        NoCompleteMonthError: There is no complete month.
    """
    rules = load_rules(rules_path or rules_file())
    months = questions.months(release).filter("is_complete").tail(rules.months)
    if months.is_empty():
        raise NoCompleteMonthError(NoCompleteMonthError.en)
    build = data_questions.build_info(release).row(0, named=True)
    start, end = months["month"][0], months["last_day"][-1]
    basis = Basis(
        build["build_id"], build["as_of"], start, end, months.height, bool(build["is_sample"])
    )
    kpi_ids = [indicator.kpi_id for indicator in rules.indicators]
    drawn = draw_up(
        award_outlets(release, start, end),
        award_indicators(release, start, end, kpi_ids),
        rules,
        basis,
        {kpi.id: (kpi.name_zh, kpi.name_en) for kpi in catalogue().values()},
    )
    told = with_opinions(drawn.outlets, award_nominations(release), rules.name.zh)
    return replace(drawn, outlets=told)


def draw_up(
    outlets: pl.DataFrame, indicators: pl.DataFrame, rules: Rules, basis: Basis, names: Names
) -> Shortlist:
    """Draw up a shortlist from frames; the same frames and rules give the same list.

    Args:
        outlets: One row per outlet, as `analysis.awards.questions.award_outlets` gives them.
        indicators: One row per outlet and indicator, as `award_indicators` gives them.
        rules: The rules of the award.
        basis: Where the data come from.
        names: KPI to its names in Chinese and English.

    Returns:
        The shortlist; without candidates its list is empty and `problem` says so.
    """
    # Sums of scores depend on the order of adding in their last digits; the list must not.
    sums = pl.col("numerator", "denominator", "sum_of_squares").cast(pl.Float64).round(6)
    indicators = indicators.with_columns(sums)
    judged = judge(outlets, indicators, rules, basis.start)
    peers = judged.filter("is_in_service")
    standings = rank_candidates(
        peers.with_columns(is_candidate=pl.col("status") == ELIGIBLE), indicators, rules
    )
    small = None
    if rules.small_outlets.places:
        small = rank_candidates(
            peers.with_columns(is_candidate="is_small_candidate"), indicators, rules.of_small()
        )
    problem: Pair | None = None
    if standings is None:
        problem = ("没有符合资格的候选单位。", "No outlet passes the gates.")
    elif standings.selection.problem_zh:
        problem = (standings.selection.problem_zh, standings.selection.problem_en)
    return Shortlist(
        rules=rules,
        basis=basis,
        outlets=listed(judged, standings, small, rules),
        indicators=evidence(indicators, standings, rules),
        names=names,
        notes=notes(rules, (basis.start, basis.end, basis.months), (standings, small), names),
        problem=problem,
    )
