"""What people say: ratings as the rating system exports them, and the quarterly surveys."""

from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.exports import FORMER_OUTLET, GRADES
from etl.demo.files import write_workbook
from etl.demo.hotline_files import by_year
from etl.demo.plan import outlines
from etl.demo.size import AS_OF
from etl.demo.spelling import Style, headed
from etl.demo.words import drawn

RATED = (
    "rating_id", "ticket_id", "outlet_id", "window_no", "staff_id", "rated_at", "rating", "is_real_name",
    "is_default_rating", "channel", "verified_at", "fixed_at", "is_upheld",
)  # fmt: skip
WITHOUT_CASE, TWICE = 0.08, 0.02
QUARTERS = ("2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")
# source: scale, where it stands on 100, and how far objects lie apart
SOURCES = {
    "群众评议": (100, 87.3, 1.6),
    "党员互评": (10, 93.0, 1.0),
    "领导点评": (5, 91.0, 1.2),
    "督察团": (100, 85.5, 2.0),
    "问卷": (5, 88.0, 1.5),
}
# What the city's public said, and the mean of the upper level, quarter by quarter.
CITY_PUBLIC = (86.92, 87.40, 87.75, 88.02, 88.41, 88.79)
UPPER_MEAN = (85.90, 86.10, 86.31, 86.45, 86.60, 86.79)


def write_ratings(
    rng: np.random.Generator, cases: pl.DataFrame, outlet_ids: pl.Series, out: Path
) -> list[Path]:
    """Write the ratings: of a few the case is not known, a few cases are rated again.

    Args:
        rng: the generator of this part.
        cases: rows of `window_cases` that were rated, all periods.
        outlet_ids: the ledger's ids in the order of the outlets' positions.
        out: the folder.
    """
    given = cases.filter("is_rated", pl.col("closed_at") <= AS_OF)
    second = given.filter(pl.Series(rng.random(given.height) < TWICE)).with_columns(
        pl.col("closed_at") + pl.duration(hours=20), pl.lit(False).alias("is_default_rating")
    )
    both = pl.concat([given, second])
    count = both.height
    minutes = pl.lit(pl.Series(rng.integers(1, 45, count)))
    grade = pl.when("is_default_rating").then(5).otherwise("rating")
    former = pl.col("staff_id") % 1999 == 7
    rated = pl.col("closed_at") + pl.when("is_default_rating").then(pl.duration(days=5)).otherwise(
        pl.duration(minutes=minutes)
    )
    verified, fixed = (pl.col("rated_at") + pl.duration(days=days) for days in (1, 8))
    bad = pl.col("grade") <= 2  # noqa: PLR2004
    rows = (
        both.with_columns(
            rated.alias("rated_at"),
            grade.alias("grade"),
            pl.when(former)
            .then(pl.lit(FORMER_OUTLET))
            .otherwise(outlet_ids.gather(both["outlet"]))
            .alias("outlet_id"),
            pl.Series("is_blank", rng.random(count) < WITHOUT_CASE),
            pl.Series("is_real_name", rng.random(count) < 0.35),
            drawn(rng, ("窗口评价器", "扫码", "短信"), count, [0.6, 0.3, 0.1]).alias("channel"),
        )
        .filter(pl.col("rated_at") <= AS_OF)
        .sort("rated_at", "ticket_id")
        .with_row_index("number", 1)
        .with_columns(
            pl.format("PJ{}", pl.col("number").cast(pl.String).str.zfill(8)).alias("rating_id"),
            pl.when(~pl.col("is_blank")).then("ticket_id").alias("ticket_id"),
            pl.col("window_no").cast(pl.String).str.zfill(2),
            pl.col("grade").replace_strict(dict(enumerate(GRADES, 1)), default=None).alias("rating"),
            pl.when(bad & (verified <= AS_OF)).then(verified).alias("verified_at"),
            pl.when(bad & (fixed <= AS_OF)).then(fixed).alias("fixed_at"),
            pl.when(bad & (verified <= AS_OF)).then("is_upheld").alias("is_upheld"),
        )
    )  # fmt: skip
    return by_year(rng, rows, "rated_at", RATED, "ratings", out)


def write_surveys(rng: np.random.Generator, industries: list[str], out: Path) -> Path:
    """Write the quarterly surveys of the city, its districts and industries, each source on its own scale."""
    objects: list[tuple[str, str | None]] = [("全市", None)]
    objects += [("区县", name) for name, _ in outlines().values()]
    objects += [("行业", name) for name in industries]
    ahead = {name: rng.normal(0, 1, len(objects)) for name in SOURCES}
    rows = []
    for turn, quarter in enumerate(QUARTERS):
        for source, (scale, middle, spread) in SOURCES.items():
            for place, (scope, name) in enumerate(objects):
                if scope == "行业" and source != "群众评议":
                    continue
                is_city_public = (scope, source) == ("全市", "群众评议")
                score = middle + 0.3 * turn + spread * ahead[source][place] + rng.normal(0, 0.4)
                score = CITY_PUBLIC[turn] if is_city_public else min(score, 99.0)
                sent = 2_800 if scope == "全市" else 300
                asked = source in ("群众评议", "问卷")
                rows.append(
                    {
                        "survey_id": f"CP{quarter}",
                        "period": quarter,
                        "scope": scope,
                        "scope_id": name,
                        "source": source,
                        "score": round(score * scale / 100, 2),
                        "scale": scale,
                        "sent": sent if asked else None,
                        "returned": int(sent * rng.uniform(0.88, 0.97)) if asked else None,
                        "benchmark": UPPER_MEAN[turn] if is_city_public else None,
                        "benchmark_name": "全省平均" if is_city_public else None,
                    }
                )
    table = headed(pl.DataFrame(rows, infer_schema_length=None), "surveys", Style())
    return write_workbook(table, out / "满意度测评.xlsx", "满意度测评")
