"""A shortlist as an XLSX for the panel: the lists, all scores, conditions, indicators, rules, data.

Printed on A4 one page wide, the title at the head, 填表人 and 审核人 at the foot of each page.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.awards.labels import (
    COLUMNS,
    RULE_WORDS,
    STATES,
    UNITS,
    Language,
    Words,
    in_words,
    peer_group,
)
from analysis.awards.rules import Rules
from analysis.workbook import DECIMAL, PERCENT, WHOLE, Sheet, to_xlsx

if TYPE_CHECKING:
    from analysis.awards.shortlist import Shortlist

_SMALL: Words = ("小微网点", "Small outlets")
_SHEETS: Sequence[Words] = (
    ("名单", "Shortlist"),
    _SMALL,
    ("全部得分", "All scores"),
    ("资格条件", "Conditions"),
    ("指标与样本量", "Indicators and n"),
    ("评选规则", "Rules"),
    ("数据版本", "Data version"),
)
_WIDTHS = {
    "outlet_name": 26.0,
    "industry_name": 12.0,
    "reason": 36.0,
    "quota": 30.0,
    "verify": 22.0,
    "must_haves_words": 18.0,
    "opinions": 12.0,
    "kpi_name": 16.0,
    "peer": 20.0,
    "item": 34.0,
    "content": 90.0,
}
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
    ending = ["band_words", "must_haves_words", *told, "quota", "verify"]
    counted = ["status_words", "reason", "closed_cases", "active_ratings", "inspections"]
    is_small = pl.col("status") == "small"
    listed = outlets.filter(pl.col("place").is_not_null()).sort("place", maintain_order=True)
    of_list = ["place_words", *place, *standing, *ending]
    frames = [
        listed.filter(~is_small).select(of_list),
        listed.filter(is_small).select(of_list),
        outlets.select(*place, "place_words", *counted, *standing, *ending),
        _conditions(shortlist, language),
        _indicators(shortlist, language),
        _rules(shortlist.rules, language),
        _version(shortlist, language),
    ]
    headers = _headers(shortlist.rules, language)
    of_small = _headers(shortlist.rules.of_small(), language)
    formats = _FORMATS | dict.fromkeys(pillars, DECIMAL)
    at = 0 if language == "zh" else 1
    return to_xlsx(
        [
            Sheet(names[at], frame, of_small if names == _SMALL else headers, formats, _WIDTHS)
            for names, frame in zip(_SHEETS, frames, strict=True)
        ],
        created=shortlist.basis.as_of,
        printed=_printed(shortlist, language),
    )


def _printed(shortlist: "Shortlist", language: Language) -> tuple[str, str]:
    """The head and the foot of each printed page; & would begin a code of Excel's."""
    basis, name = shortlist.basis, getattr(shortlist.rules.name, language).replace("&", "&&")
    if language == "zh":
        return (
            f"&L{name}候选建议&R统计期{basis.start}至{basis.end}  数据版本{basis.build_id}",
            "&L填表人：            审核人：            日期：&R&P / &N",
        )
    return (
        f"&L{name}: suggested candidates&R{basis.start} to {basis.end}, data version {basis.build_id}",
        "&LFilled in by:            Checked by:            Date:&R&P / &N",
    )


def _headers(rules: Rules, language: Language) -> dict[str, str]:
    at = 0 if language == "zh" else 1
    named = {pillar.id: getattr(pillar.name, language) for pillar in rules.pillars}
    return named | {
        column: words[at].format(places=rules.places) for column, words in COLUMNS.items()
    }


def _worded(shortlist: "Shortlist", language: Language) -> pl.DataFrame:
    told = [f"opinions_{language}"] if "opinions_zh" in shortlist.outlets.columns else []
    return in_words(shortlist.outlets, language).with_columns(
        pl.col(column).alias("opinions") for column in told
    )


def _conditions(shortlist: "Shortlist", language: Language) -> pl.DataFrame:
    """Every candidate against every condition, one column each: met, not met, to be verified."""
    at = 0 if language == "zh" else 1
    states = {code: pair[at] for code, pair in STATES.items()}
    name = f"name_{language}"
    wide = (
        shortlist.conditions.with_columns(pl.col("state").replace(states))
        .select("outlet_id", name, "state")
        .pivot(name, index="outlet_id", values="state", maintain_order=True)
    )
    named = _worded(shortlist, language).select("outlet_id", "outlet_name", "status_words")
    order = ["outlet_id", "outlet_name", "status_words"]
    joined = wide.join(named, on="outlet_id", how="left", maintain_order="left")
    return joined.select(*order, pl.exclude(order))


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
    """The rules as they stand in the file: each leaf in words, with its path in the file beside it."""
    at = 0 if language == "zh" else 1
    rows: list[tuple[str, str]] = []

    def worded(path: str) -> str:
        keys = (RULE_WORDS[key][at] if key in RULE_WORDS else key for key in path.split("."))
        return " › ".join(keys)

    def walk(path: str, value: object) -> None:
        if isinstance(value, dict) and set(value) == {"zh", "en"}:
            rows.append((path, str(value[language])))
        elif isinstance(value, dict) and value:
            for key, inner in value.items():
                walk(f"{path}.{key}" if path else str(key), inner)
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            for number, inner in enumerate(value, start=1):
                walk(f"{path}.{number}", inner)
        else:
            rows.append(
                (path, ", ".join(map(str, value)) if isinstance(value, list) else str(value))
            )

    walk("", rules.model_dump(mode="json"))
    told = [(worded(path), content, path) for path, content in rows]
    return pl.DataFrame(told, schema=["item", "content", "key"], orient="row")


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
