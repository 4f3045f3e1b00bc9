"""What the codes and columns of a shortlist are called, in Chinese and in English."""

from collections.abc import Mapping

import polars as pl

Language = str  # zh or en
Words = tuple[str, str]

LEVELS: Mapping[str, Words] = {
    "city": ("市级", "City"),
    "county": ("县区级", "County"),
    "township": ("乡镇街道级", "Township"),
    "village": ("村社区级", "Village"),
}
STATUSES: Mapping[str, Words] = {
    "eligible": ("符合资格", "Eligible"),
    "small": ("小微网点", "Small outlet"),
    "ineligible": ("不符合资格", "Not eligible"),
}
BANDS: Mapping[str, Words] = {
    "recommended": ("建议推荐", "Recommended"),
    "review": ("提请评审", "For the panel"),
    "other": ("其他", "Other"),
}
UNITS: Mapping[str, Words] = {
    "rate": ("%", "%"),
    "count": ("/万", "per 10,000"),
    "mean": ("分", "points"),
}
COLUMNS: Mapping[str, Words] = {
    "outlet_id": ("单位编号", "Outlet id"),
    "outlet_name": ("窗口单位", "Outlet"),
    "industry_name": ("行业", "Industry"),
    "level": ("级别", "Level"),
    "district_name": ("区(县、市)", "District"),
    "status_words": ("资格", "Eligibility"),
    "reason": ("不符合原因", "Reason"),
    "closed_cases": ("办结量", "Closed cases"),
    "active_ratings": ("主动评价数", "Active ratings"),
    "inspections": ("检查次数", "Inspections"),
    "rank": ("名次", "Rank"),
    "score": ("得分", "Score"),
    "median_rank": ("中位名次", "Median rank"),
    "rank_low": ("名次区间下限", "Rank range from"),
    "rank_high": ("名次区间上限", "Rank range to"),
    "chance": ("进入前{places}名的可能性", "Chance of the first {places}"),
    "band_words": ("建议", "Suggestion"),
    "opinions": ("征求意见", "Opinions"),
    "peer": ("对照组", "Peers"),
    "peers": ("对照组单位数", "Number of peers"),
    "quota": ("名额说明", "Quota note"),
    "verify": ("待核实事项", "To verify"),
    "kpi_id": ("指标编号", "KPI"),
    "kpi_name": ("指标", "Indicator"),
    "numerator": ("分子", "Numerator"),
    "denominator": ("分母(样本量)", "Denominator (n)"),
    "value": ("原值", "Raw value"),
    "peer_mean": ("同组平均", "Mean of its peers"),
    "estimate": ("样本量修正值", "Adjusted for sample size"),
    "unit": ("单位", "Unit"),
    "points": ("指标得分", "Points"),
    "weight": ("权重", "Weight"),
    "item": ("项目", "Item"),
    "content": ("内容", "Content"),
}


def peer_group(industries: Mapping[str, str], language: Language) -> pl.Expr:
    """Name the peers of a candidate: 邮政 · 乡镇街道级, 邮政, or the whole city; null without any.

    Args:
        industries: Industry id to name.
        language: Language of the level and of the city.
    """
    at = 0 if language == "zh" else 1
    levels = {code: pair[at] for code, pair in LEVELS.items()}
    named = pl.concat_str(
        pl.col("peer_industry").replace(industries),
        pl.col("peer_level").replace(levels),
        separator=" · ",
        ignore_nulls=True,
    )
    city = pl.lit(("全市", "Whole city")[at])
    return (
        pl.when(pl.col("peer_industry").is_not_null())
        .then(named)
        .when(pl.col("peers").is_not_null())
        .then(city)
    )
