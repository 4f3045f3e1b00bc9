"""The conditions of an award, one by one: what is asked, what was found, and what nobody knows.

The gates of domain.md section 7, step 1, and the matters of step 2 that veto. A veto is for the
competent body to find; the data can at most raise one, so none of them excludes anybody here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from analysis.awards.rules import Gates, Rules

MET = "met"
UNMET = "unmet"
UNKNOWN = "unknown"

Pair = tuple[str, str]
Said = tuple[pl.Expr, pl.Expr]
_NEVER = pl.lit(False)


@dataclass(frozen=True)
class Gate:
    """One condition.

    Attributes:
        name: What it is called, in Chinese and in English.
        asked: What is asked.
        found: What the data have.
        fails: Whether it is known not to be met.
        said: Why an outlet that fails is out; the other way to say what was found.
        unknown: Whether the data cannot tell; then it is to be verified.
        is_few: Whether it is the one that makes an outlet a small one.
    """

    name: Pair
    asked: Pair
    found: Said
    fails: pl.Expr
    said: Said
    unknown: pl.Expr = _NEVER
    is_few: bool = False

    @property
    def state(self) -> pl.Expr:
        """met, unmet or unknown."""
        known = pl.when(self.fails).then(pl.lit(UNMET)).otherwise(pl.lit(MET))
        return pl.when(self.unknown).then(pl.lit(UNKNOWN)).otherwise(known)


def gates(asked: Gates, start: date) -> list[Gate]:
    """Return what an outlet must meet to be a candidate.

    Args:
        asked: The gates of the rules.
        start: The first day of the period; an outlet must have been open on it.
    """
    opened, closed = pl.col("opened_on"), pl.col("closed_on")
    months = asked.open_months
    found: list[Gate] = [
        Gate(
            ("台账登记", "In the ledger"),
            ("已登记", "listed"),
            _either(pl.col("is_registered"), ("已登记", "listed"), ("未登记", "not listed")),
            ~pl.col("is_registered"),
            _lit("未在窗口单位台账登记", "not in the ledger"),
        ),
        Gate(
            ("在用", "In service"),
            ("未停止服务", "not closed"),
            _either(closed.is_null(), ("在用", "in service"), ("已停止服务", "closed")),
            closed.is_not_null(),
            (pl.format("已于{}停止服务", closed), pl.format("out of service since {}", closed)),
        ),
        Gate(
            ("开业时间", "Open long enough"),
            (f"满{months}个月", f"for {months} months"),
            (
                opened.cast(pl.String).fill_null("开业日期未填报"),
                opened.cast(pl.String).fill_null("opening date not filled in"),
            ),
            (opened > start).fill_null(False),
            (
                pl.format(f"{{}}开业，不足{months}个月", opened),
                pl.format(f"opened {{}}, less than {months} months ago", opened),
            ),
            opened.is_null(),
        ),
    ]
    if asked.entity_levels:
        outside = ~pl.col("entity_level").is_in(asked.entity_levels).fill_null(False)
        found.append(
            Gate(
                ("单位级别", "Level"),
                ("属本奖项范围", "one of this award"),
                _either(~outside, ("属本奖项范围", "in range"), ("不在范围", "out of range")),
                outside,
                _lit("单位级别不在本奖项范围", "level outside this award"),
            )
        )
    return [*found, _few(asked), *_inspected(asked), _present(asked), must_haves(asked)]


def matters() -> list[Gate]:
    """Return the matters that veto when a competent body has found them (一票否决情形)."""
    severe = pl.col("severe_overdue")
    told = [
        Gate(
            ("严重超期", "Severely overdue cases"),
            ("无", "none"),
            (
                pl.when(severe > 0)
                .then(pl.format("严重超期在办{}件", severe))
                .otherwise(pl.lit("未发现")),
                pl.when(severe > 0)
                .then(pl.format("{} severely overdue cases", severe))
                .otherwise(pl.lit("none found")),
            ),
            _NEVER,
            _lit("", ""),
            severe > 0,
        )
    ]
    return told + [
        Gate(
            name,
            ("无", "none"),
            _lit("数据中没有，须由有关部门核实", "not in the data; for the bodies concerned"),
            _NEVER,
            _lit("", ""),
            pl.lit(True),
        )
        for name in _VETOES
    ]


_VETOES: tuple[Pair, ...] = (
    ("数据造假", "Falsified data"),
    ("安全、服务责任事故", "Accidents of safety or service"),
    ("违纪违法", "Breaches of discipline or law"),
    ("有理重大投诉未解决", "Major complaints unresolved"),
    ("媒体曝光属实", "Exposure in the media, verified"),
    ("歧视、违规收费", "Discrimination or illegal charges"),
)


def conditions(outlets: pl.DataFrame, rules: Rules, start: date) -> pl.DataFrame:
    """Hold outlets against every condition.

    Args:
        outlets: Rows of `eligibility.judge`.
        rules: The rules of the award.
        start: The first day of the period.

    Returns:
        One row per outlet and condition, both in their order: outlet_id, name_zh, name_en, asked_zh,
        asked_en, found_zh, found_en, state (met, unmet, unknown), is_veto.
    """
    every = [(gate, False) for gate in gates(rules.eligibility, start)]
    every += [(gate, True) for gate in matters()]
    parts = [
        outlets.select(
            "outlet_id",
            *(
                pl.lit(text).alias(f"{column}_{language}")
                for column, pair in (("name", gate.name), ("asked", gate.asked))
                for language, text in zip(("zh", "en"), pair, strict=True)
            ),
            found_zh=gate.found[0],
            found_en=gate.found[1],
            state=gate.state,
            is_veto=pl.lit(is_veto),
            outlet=pl.int_range(pl.len()),
        )
        for gate, is_veto in every
    ]
    return pl.concat(parts).sort("outlet", maintain_order=True).drop("outlet")


def _few(asked: Gates) -> Gate:
    """Too few cases and too few ratings: enough of either would do."""
    cases, ratings = pl.col("closed_cases"), pl.col("active_ratings")
    zh = f"办结{{}}件，不足{asked.closed_cases}件，主动评价{{}}条，不足{asked.active_ratings}条"
    en = (
        f"{{}} cases closed, fewer than {asked.closed_cases}, "
        f"and {{}} active ratings, fewer than {asked.active_ratings}"
    )
    return Gate(
        ("办件量或主动评价", "Cases or active ratings"),
        (
            f"办结不少于{asked.closed_cases}件，或主动评价不少于{asked.active_ratings}条",
            f"at least {asked.closed_cases} closed cases or {asked.active_ratings} active ratings",
        ),
        (
            pl.format("办结{}件，主动评价{}条", cases, ratings),
            pl.format("{} closed, {} active ratings", cases, ratings),
        ),
        (cases < asked.closed_cases) & (ratings < asked.active_ratings),
        (pl.format(zh, cases, ratings), pl.format(en, cases, ratings)),
        is_few=True,
    )


def _inspected(asked: Gates) -> Iterator[Gate]:
    for column, least, name, unit, en in (
        ("inspections", asked.inspections, ("检查", "Inspections"), "次", "inspections"),
        ("unannounced", asked.unannounced, ("暗访", "Unannounced visits"), "次", "unannounced visits"),
        ("inspectors", asked.inspectors, ("检查人员", "Inspectors"), "人", "inspectors"),
    ):  # fmt: skip
        counted = pl.col(column)
        yield Gate(
            name,
            (f"不少于{least}{unit}", f"at least {least}"),
            (pl.format(f"{{}}{unit}", counted), counted.cast(pl.String)),
            counted < least,
            (
                pl.format(f"{name[0]}{{}}{unit}，不足{least}{unit}", counted),
                pl.format(f"{{}} {en}, fewer than {least}", counted),
            ),
        )


def _present(asked: Gates) -> Gate:
    present = (pl.col("weight_present") * 100).round(1)
    least = round(asked.weight_present * 100)
    return Gate(
        ("指标数据", "Data of the indicators"),
        (f"有数据的权重不低于{least}%", f"data for at least {least}% of the weight"),
        (pl.format("{}%", present), pl.format("{}%", present)),
        pl.col("weight_present") < asked.weight_present,
        (
            pl.format(f"有数据的指标权重{{}}%，不足{least}%", present),
            pl.format(f"data for {{}}% of the weight, less than {least}%", present),
        ),
    )


def must_haves(asked: Gates) -> Gate:
    """Return the gate of the must-haves of the check sheet, each as last checked."""
    every, checked = pl.col("must_haves"), pl.col("must_haves_checked")
    failed = pl.col("must_haves_failed").is_not_null()
    zh = pl.format("必备项不合格：{}", "must_haves_failed")
    en = pl.format("must-haves failed: {}", "must_haves_failed_en")
    left = every - checked
    is_open = (every == 0) | (left > 0)
    return Gate(
        ("设施必备项", "Must-haves"),
        ("100%合格", "100% met"),
        (
            pl.when(failed)
            .then(zh)
            .when(every == 0)
            .then(pl.lit("必备项没有检查数据"))
            .when(left > 0)
            .then(pl.format("必备项{}项合格，{}项未检查", checked, left))
            .otherwise(pl.format("必备项{}项全部合格", every)),
            pl.when(failed)
            .then(en)
            .when(every == 0)
            .then(pl.lit("must-haves: no data"))
            .when(left > 0)
            .then(pl.format("must-haves: {} met, {} not checked", checked, left))
            .otherwise(pl.format("all {} must-haves met", every)),
        ),
        failed if asked.must_haves else _NEVER,
        (zh, en),
        ~failed & is_open if asked.must_haves else failed | is_open,
    )


def _lit(zh: str, en: str) -> Said:
    return pl.lit(zh), pl.lit(en)


def _either(holds: pl.Expr, yes: Pair, no: Pair) -> Said:
    zh, en = (pl.when(holds).then(pl.lit(yes[at])).otherwise(pl.lit(no[at])) for at in (0, 1))
    return zh, en
