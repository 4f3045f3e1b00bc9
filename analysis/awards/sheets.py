"""A shortlist as an XLSX for the panel: 名单, 全部得分, 指标与样本量, 评选规则, 数据版本."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.awards.labels import (
    BANDS,
    COLUMNS,
    LEVELS,
    STATUSES,
    UNITS,
    Language,
    Words,
    peer_group,
)
from analysis.awards.rules import Rules
from analysis.workbook import DECIMAL, PERCENT, WHOLE, Sheet, to_xlsx

if TYPE_CHECKING:
    from analysis.awards.shortlist import Shortlist

_SHEETS: Sequence[Words] = (
    ("名单", "Shortlist"),
    ("全部得分", "All scores"),
    ("指标与样本量", "Indicators and n"),
    ("评选规则", "Rules"),
    ("数据版本", "Data version"),
)
_WIDTHS = {"outlet_name": 30.0, "reason": 44.0, "quota": 44.0, "verify": 24.0, "content": 100.0}
_FORMATS = {
    "score": DECIMAL,
    "chance": PERCENT,
    "value": DECIMAL,
    "peer_mean": DECIMAL,
    "estimate": DECIMAL,
    "points": DECIMAL,
    "weight": PERCENT,
    "closed_cases": WHOLE,
    "active_ratings": WHOLE,
    "numerator": "#,##0.##",
    "denominator": "#,##0.##",
}


def workbook(shortlist: "Shortlist", language: Language = "zh") -> bytes:
    """Write a shortlist as XLSX; the same shortlist gives the same bytes.

    Args:
        shortlist: The shortlist.
        language: Language of headers and notes; names stay as the data have them.

    Returns:
        The bytes of the file.
    """
    outlets = _worded(shortlist, language)
    pillars = [pillar.id for pillar in shortlist.rules.pillars]
    place = ["outlet_id", "outlet_name", "industry_name", "level", "district_name"]
    standing = ["rank", "score", *pillars, "median_rank", "rank_low", "rank_high", "chance"]
    told = ["opinions"] if "opinions" in outlets.columns else []
    ending = ["band_words", *told, "quota", "verify"]
    counted = ["status_words", "reason", "closed_cases", "active_ratings", "inspections"]
    frames = [
        outlets.filter("is_chosen").select(*place, *standing, *ending),
        outlets.select(*place, *counted, *standing, *ending),
        _indicators(shortlist, language),
        _rules(shortlist.rules, language),
        _version(shortlist, language),
    ]
    headers = _headers(shortlist.rules, language)
    formats = _FORMATS | dict.fromkeys(pillars, DECIMAL)
    at = 0 if language == "zh" else 1
    return to_xlsx(
        [
            Sheet(names[at], frame, headers, formats, _WIDTHS)
            for names, frame in zip(_SHEETS, frames, strict=True)
        ],
        created=shortlist.basis.as_of,
    )


def _headers(rules: Rules, language: Language) -> dict[str, str]:
    at = 0 if language == "zh" else 1
    named = {pillar.id: getattr(pillar.name, language) for pillar in rules.pillars}
    return named | {
        column: words[at].format(places=rules.places) for column, words in COLUMNS.items()
    }


def _worded(shortlist: "Shortlist", language: Language) -> pl.DataFrame:
    at = 0 if language == "zh" else 1

    def words(column: str, pairs: Mapping[str, Words]) -> pl.Expr:
        return pl.col(column).replace({code: pair[at] for code, pair in pairs.items()})

    told = [f"opinions_{language}"] if "opinions_zh" in shortlist.outlets.columns else []
    return shortlist.outlets.with_columns(
        *(pl.col(column).alias("opinions") for column in told),
        level=words("entity_level", LEVELS),
        status_words=words("status", STATUSES),
        band_words=words("band", BANDS),
        reason=pl.col(f"reason_{language}"),
        verify=pl.col(f"verify_{language}"),
        quota=pl.col(f"quota_{language}"),
    )


def _indicators(shortlist: "Shortlist", language: Language) -> pl.DataFrame:
    """Every figure with its n; rates in percent, since a column of a sheet has one format."""
    at = 0 if language == "zh" else 1
    models = {one.kpi_id: one.model for one in shortlist.rules.indicators}
    names = {kpi_id: pair[at] for kpi_id, pair in shortlist.names.items()}
    units = {kpi_id: UNITS[model][at] for kpi_id, model in models.items()}
    rates = [kpi_id for kpi_id, model in models.items() if model == "rate"]
    scale = pl.when(pl.col("kpi_id").is_in(rates)).then(100.0).otherwise(1.0)
    named = shortlist.outlets.select("outlet_id", "outlet_name", "industry_name")
    industries = dict(shortlist.outlets.select("industry_id", "industry_name").iter_rows())
    return (
        shortlist.indicators.join(named, on="outlet_id", how="left", maintain_order="left")
        .with_columns(
            kpi_name=pl.col("kpi_id").replace(names),
            unit=pl.col("kpi_id").replace(units),
            value=pl.col("value") * scale,
            peer=peer_group(industries, language),
            peer_mean=pl.col("peer_mean") * scale,
            estimate=pl.col("estimate") * scale,
        )
        .select(
            *("outlet_id", "outlet_name", "industry_name", "kpi_id", "kpi_name", "numerator"),
            *(
                "denominator",
                "value",
                "peer",
                "peers",
                "peer_mean",
                "estimate",
                "unit",
                "points",
                "weight",
            ),
        )
    )


def _rules(rules: Rules, language: Language) -> pl.DataFrame:
    """The rules as they stand in the file, one leaf per row under its path."""
    rows: list[tuple[str, str]] = []

    def walk(path: str, value: object) -> None:
        if isinstance(value, dict) and set(value) == {"zh", "en"}:
            rows.append((path, str(value[language])))
        elif isinstance(value, dict) and value:
            for key, inner in value.items():
                walk(f"{path}.{key}" if path else str(key), inner)
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            for at, inner in enumerate(value, start=1):
                walk(f"{path}.{at}", inner)
        else:
            rows.append(
                (path, ", ".join(map(str, value)) if isinstance(value, list) else str(value))
            )

    walk("", rules.model_dump(mode="json"))
    return pl.DataFrame(rows, schema=["item", "content"], orient="row")


def _version(shortlist: "Shortlist", language: Language) -> pl.DataFrame:
    at = 0 if language == "zh" else 1
    basis, rules = shortlist.basis, shortlist.rules
    facts: list[tuple[Words, str]] = [
        (("奖项", "Award"), getattr(rules.name, language)),
        (("数据版本", "Data version"), basis.build_id),
        (("数据截至", "Data up to"), f"{basis.as_of:%Y-%m-%d %H:%M:%S}"),
        (("统计期", "Period"), f"{basis.start} – {basis.end}"),
        (("规则版本", "Version of the rules"), rules.version),
        (("规则校验码", "SHA-256 of the rules"), rules.sha256),
        (("随机种子", "Random seed"), str(rules.uncertainty.seed)),
    ]
    if basis.is_sample:
        facts.append((("示例数据", "Sample data"), ("虚构城市，仅供演示", "an invented city")[at]))
    if shortlist.problem:
        facts.append((("未形成名单", "No list"), shortlist.problem[at]))
    noted = [(("说明", "Note")[at], pair[at]) for pair in shortlist.notes]
    rows = [(words[at], content) for words, content in facts] + noted
    return pl.DataFrame(rows, schema=["item", "content"], orient="row")
