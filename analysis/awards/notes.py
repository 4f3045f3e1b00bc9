"""What must be said beside a shortlist, in Chinese and in English."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from analysis.awards.rules import Rules
from analysis.awards.standings import Standings

Pair = tuple[str, str]
Names = Mapping[str, Pair]

COMPLIANCE: Pair = (
    "本系统输出为候选建议，由评审会研究确定；表彰项目须经批准设立。",
    "These are suggestions of candidates; a panel decides, and an award must itself be approved.",
)
_LEFT_OUT: Pair = (
    "一票否决情形须由有权机关认定，本名单只列出待核实事项，不作否决；设施必备项暂未纳入资格审核。",
    "Veto matters are for the competent bodies; this list only names matters to verify and vetoes nobody. Must-have facilities are not part of the gates yet.",
)
_METHOD: Pair = (
    "方法：各指标按同组（行业×级别，有数据的单位不足8个时并入本行业，再并入全市）在用单位作经验贝叶斯收缩，样本越少越靠近同组平均；以固定上下限折算1–100分；"
    "支柱内按权重算术平均，支柱间按权重几何平均；缺项权重由同支柱其他指标承担。",
    "Method: each indicator is shrunk by empirical Bayes towards the outlets in service of the same industry and level (of the industry, then the city, where fewer than 8 have data; the fewer cases, the closer to their mean) and put between fixed goalposts as 1–100 points; weighted arithmetic mean inside a pillar, geometric across pillars; a missing indicator leaves its weight to its pillar.",
)


def notes(
    rules: Rules, period: tuple[date, date, int], standings: Standings | None, names: Names
) -> tuple[Pair, ...]:
    """Say the period, the method, what cannot be told apart and what is left out.

    Args:
        rules: The rules of the award.
        period: The first day, the last day, and how many complete statistical months.
        standings: The standings, None when there is no candidate.
        names: KPI to its names.

    Returns:
        Sentences as (Chinese, English), the compliance line first.
    """
    asked = rules.uncertainty
    draws = (
        f"名次区间与进入前{rules.places}名的可能性由{asked.draws:,}次模拟得出：抽取各指标估计值，"
        f"权重±{asked.weight_noise:.0%}，上下限±{asked.goalpost_noise:.0%}（按区间宽度），几何或算术合成，"
        f"每家以{asked.drop_inspection:.0%}的机会略去一次检查；未计行业名额。随机种子{asked.seed}。",
        f"Rank ranges and the chance of the first {rules.places} come from {asked.draws:,} draws: estimates from their posteriors, weights ±{asked.weight_noise:.0%}, goalposts ±{asked.goalpost_noise:.0%} of their distance, geometric or arithmetic, one inspection of an outlet left out with a chance of {asked.drop_inspection:.0%}; quotas are not part of them. Seed {asked.seed}.",
    )
    found = [COMPLIANCE, *_period(rules, *period), _METHOD, draws, _LEFT_OUT]
    if standings is not None:
        found += [*_problem(standings), *_inseparable(rules, standings, names)]
        found += _close(rules, standings.scores)
    return tuple(found)


def _period(rules: Rules, start: date, end: date, months: int) -> list[Pair]:
    found = [
        (
            f"统计期{start}至{end}（{months}个完整统计月）。",
            f"Period {start} to {end} ({months} complete statistical months).",
        )
    ]
    if months < rules.months:
        found.append(
            (
                f"规则要求{rules.months}个完整统计月，数据只有{months}个，结果仅供试算。",
                f"The rules ask for {rules.months} complete months and the data hold {months}: a trial only.",
            )
        )
    return found


def _problem(standings: Standings) -> list[Pair]:
    selection = standings.selection
    return [(selection.problem_zh, selection.problem_en)] if selection.problem_zh else []


def _inseparable(rules: Rules, standings: Standings, names: Names) -> list[Pair]:
    """τ² = 0, said of each indicator with how many groups it holds for."""
    found = []
    for indicator, priors in zip(rules.indicators, standings.priors, strict=True):
        alike = sum(prior.between == 0 for prior in priors)
        if alike:
            zh, en = names.get(indicator.kpi_id, (indicator.kpi_id, indicator.kpi_id))
            found.append(
                (
                    f"{zh}：{len(priors)}个对照组中有{alike}个组内差异未超出正常波动，组内各单位均按同组平均计。",
                    f"{en}: in {alike} of {len(priors)} peer groups the outlets differ by no more than chance; each of them counts with the mean of its group.",
                )
            )
    return found


def _close(rules: Rules, scores: pl.DataFrame) -> list[Pair]:
    """Which ranks the data cannot part at the line of N."""
    near = scores.filter(pl.col("rank_low") <= rules.places, pl.col("rank_high") > rules.places)
    if near.height < 2:
        return []
    first, last = near.select(low=pl.col("rank").min(), high=pl.col("rank").max()).row(0)
    return [
        (
            f"第{first}–{last}名中有{near.height}个单位的名次合理波动范围跨过第{rules.places}名，彼此差距不明显。",
            f"Of ranks {first}–{last}, {near.height} outlets have a range that crosses rank {rules.places}; the data do not part them clearly.",
        )
    ]
