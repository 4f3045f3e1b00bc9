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
PLACES: Mapping[str, Words] = {
    "quota": ("名额内", "Has a place"),
    "reserve": ("差额备选", "Reserve"),
}
STATES: Mapping[str, Words] = {
    "met": ("符合", "Met"),
    "unmet": ("不符合", "Not met"),
    "unknown": ("待核实", "To verify"),
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
    "place_words": ("名额", "Place"),
    "must_haves_words": ("设施必备项", "Must-haves"),
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
    "key": ("规则文件中的键", "Key in the file"),
    "content": ("内容", "Content"),
}

# The keys of a rules file.
RULE_WORDS: Mapping[str, Words] = {
    "id": ("代码", "Id"),
    "version": ("版本", "Version"),
    "name": ("名称", "Name"),
    "places": ("名额", "Places"),
    "months": ("完整统计月数", "Complete months"),
    "eligibility": ("资格", "Eligibility"),
    "open_months": ("开业月数不少于", "Months open at least"),
    "closed_cases": ("办结量不少于", "Closed cases at least"),
    "active_ratings": ("或主动评价不少于", "Or active ratings at least"),
    "inspections": ("检查次数不少于", "Inspections at least"),
    "unannounced": ("其中暗访不少于", "Unannounced at least"),
    "inspectors": ("检查人员不少于", "Inspectors at least"),
    "weight_present": ("有数据的权重不低于", "Weight with data at least"),
    "entity_levels": ("单位级别(空为不限)", "Levels (empty: all)"),
    "must_haves": ("设施必备项须合格", "Must-haves required"),
    "peer_group_least": ("对照组最少单位数", "Fewest peers"),
    "pillars": ("类别", "Pillar"),
    "weight": ("权重", "Weight"),
    "indicators": ("指标", "Indicator"),
    "kpi_id": ("指标编号", "KPI"),
    "model": ("修正方式", "Model"),
    "per": ("每多少件", "Per"),
    "low": ("1分起点", "Worth 1 point"),
    "high": ("满分点", "Worth 100 points"),
    "quotas": ("行业名额", "Places per industry"),
    "least": ("下限", "At least"),
    "most": ("上限", "At most"),
    "industries": ("单列行业", "Industries apart"),
    "proposal": ("差额名单(名额的倍数)", "Proposal (multiples of the places)"),
    "small_outlets": ("小微网点", "Small outlets"),
    "uncertainty": ("不确定性模拟", "Uncertainty"),
    "draws": ("模拟次数", "Draws"),
    "seed": ("随机种子", "Seed"),
    "weight_noise": ("权重变动幅度", "Weights moved by"),
    "goalpost_noise": ("上下限变动幅度", "Goalposts moved by"),
    "aggregators": ("合成方式", "Aggregators"),
    "drop_inspection": ("略去一次检查的机会", "Chance to leave out an inspection"),
    "bands": ("建议档", "Bands"),
    "recommended": ("建议推荐不低于", "Recommended from"),
    "review": ("提请评审不低于", "For the panel from"),
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


def in_words(rows: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Add what the codes of a shortlist's rows are called: level, status_words, place_words, band_words.

    Args:
        rows: Rows of `Shortlist.outlets`.
        language: Language of the words.
    """
    at = 0 if language == "zh" else 1

    def words(column: str, pairs: Mapping[str, Words]) -> pl.Expr:
        return pl.col(column).replace({code: pair[at] for code, pair in pairs.items()})

    return rows.with_columns(
        level=words("entity_level", LEVELS),
        status_words=words("status", STATUSES),
        place_words=words("place", PLACES),
        band_words=words("band", BANDS),
        must_haves_words=pl.col(f"must_haves_{language}"),
        reason=pl.col(f"reason_{language}"),
        verify=pl.col(f"verify_{language}"),
        quota=pl.col(f"quota_{language}"),
    )


def for_terminal(
    rows: pl.DataFrame, language: Language
) -> tuple[list[str], list[tuple[object, ...]]]:
    """Return the headings and the rows of a list as a terminal shows them.

    Args:
        rows: Rows of `Shortlist.outlets`.
        language: Language of the words.
    """
    at = 0 if language == "zh" else 1
    columns = ["status_words", "place_words", "rank", "outlet_id", "outlet_name", "industry_name"]
    columns += ["score", "chance", "band_words", "must_haves_words", "verify"]
    shown = in_words(rows, language).select(
        pl.col(columns).exclude("score", "chance"),
        pl.col("score").map_elements(lambda score: f"{score:.2f}", pl.String),
        pl.col("chance").map_elements(lambda chance: f"{chance:.1%}", pl.String),
    )
    # N of the list an outlet is on: small outlets have places of their own.
    headings = [COLUMNS[column][at].format(places="N") for column in columns]
    return headings, shown.select(columns).rows()
