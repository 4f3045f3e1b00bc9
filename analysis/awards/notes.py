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
    "一票否决情形须由有权机关认定，数据中没有的逐项列为待核实，不作否决，也不视为没有；设施必备项以统计期内最近一次检查为准，不合格后已整改的视为合格，未检查的列为待核实。",
    "Veto matters are for the competent bodies: what the data do not hold is to be verified, item by item, and neither vetoes anybody nor is taken as absent. A must-have counts as last checked in the period, as met when put right since, and is to be verified when nobody checked it.",
)
_METHOD: Pair = (
    "方法：各指标按同组（行业×级别，有数据的单位不足8个时并入本行业，再并入全市）在用单位作经验贝叶斯收缩，样本越少越靠近同组平均；以固定上下限折算1–100分；"
    "支柱内按权重算术平均，支柱间按权重几何平均；缺项权重由同支柱其他指标承担。",
    "Method: each indicator is shrunk by empirical Bayes towards the outlets in service of the same industry and level (of the industry, then the city, where fewer than 8 have data; the fewer cases, the closer to their mean) and put between fixed goalposts as 1–100 points; weighted arithmetic mean inside a pillar, geometric across pillars; a missing indicator leaves its weight to its pillar.",
)


def notes(
    rules: Rules,
    period: tuple[date, date, int],
    groups: tuple[Standings | None, Standings | None],
    names: Names,
) -> tuple[Pair, ...]:
    """Say the period, the method, what cannot be told apart and what is left out.

    Args:
        rules: The rules of the award.
        period: The first day, the last day, and how many complete statistical months.
        groups: The standings of the candidates and of the small outlets, None without any.
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
    standings, small = groups
    found = [COMPLIANCE, *_period(rules, *period), _METHOD, draws, _LEFT_OUT]
    found += _proposal(rules, standings)
    if rules.small_outlets.places:
        found += _small(rules, small)
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


def _proposal(rules: Rules, standings: Standings | None) -> list[Pair]:
    """How long the list is, and when there are too few to make it as long."""
    least, most = rules.proposal.sizes(rules.places)
    found = [
        (
            f"差额名单：{rules.places}个名额提出{least}–{most}个，先列名额内单位，再列差额备选：建议推荐的全部列入，提请评审的按得分列入，每个行业不超过其名额上限的{rules.proposal.least:g}倍（进一取整）。",
            f"The list proposes {least}–{most} for {rules.places} places: those with a place, then the reserve, which holds everyone recommended and the best for the panel, an industry at most {rules.proposal.least:g} times its places (rounded up).",
        )
    ]
    if standings is not None and standings.selection.chosen:
        listed = len(standings.selection.chosen) + len(standings.reserve)
        if listed < least:
            found.append(
                (
                    f"可列入差额名单的单位只有{listed}个，不足{least}个。",
                    f"Only {listed} can be proposed, fewer than {least}.",
                )
            )
    return found


def _small(rules: Rules, small: Standings | None) -> list[Pair]:
    places = rules.small_outlets.places
    told = (
        f"小微网点单列名额{places}个，不占{rules.places}个名额：除办件量和评价数外符合其他资格的，按同一方法在小微网点中另排名次。",
        f"Small outlets have {places} {'place' if places == 1 else 'places'} of their own beside the {rules.places}: those that meet every other gate are ranked among themselves by the same method.",
    )
    if small is None or not small.selection.problem_zh:
        return [told]
    zh, en = small.selection.problem_zh, small.selection.problem_en
    return [told, (f"小微网点未形成名单：{zh}", f"No list of small outlets: {en}")]


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
