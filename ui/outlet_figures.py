"""The outlets of a selection with one KPI and their volume: rows of the map and of its table."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import polars as pl

from analysis import kpi_questions, questions
from analysis.filters import Filters
from analysis.kpis import Kpi
from analysis.targets import reliability
from analysis.warehouse import Release
from ui import queries
from ui.map_scales import Scale, scale
from ui.words import language, pick, t

# Those that say something of a single outlet; the first colours the map until another is chosen.
KPIS = ("K04", "K12", "S02", "C01", "C04", "I02", "I04", "I06")
SIZES = ("K01", "K02")
UNATTRIBUTED = "unknown"


@dataclass(frozen=True)
class Drawn:
    """What a map of outlets shows: its classes, and how many outlets are in each state."""

    kpi: Kpi
    size: Kpi
    scale: Scale | None
    overall: float | None
    rows: pl.DataFrame

    @cached_property
    def judged(self) -> pl.DataFrame:
        """The outlets that may be judged."""
        return self.rows.filter(pl.col("reliability") != "withheld")

    @cached_property
    def counts(self) -> list[int]:
        """How many outlets stand in each class."""
        if self.scale is None:
            return []
        places = [self.scale.place(value) for value in self.judged["value"]]
        return [places.count(at) for at in range(len(self.scale.bands))]

    @cached_property
    def largest(self) -> float:
        """The largest volume."""
        return max(self.rows["volume"].to_list(), default=0.0)


def offered() -> tuple[str, ...]:
    """Return the KPIs that the city's exports allow."""
    collected = queries.ask(kpi_questions.kpis_collected).filter("is_collected")["kpi_id"]
    return tuple(kpi_id for kpi_id in KPIS if kpi_id in collected)


def shown(chosen: Filters, kpi_id: str, size_id: str) -> tuple[pl.DataFrame, Drawn]:
    """Return the outlets of a selection (see `outlets`), and what a map of them shows."""
    return _shown(queries.release(), language(), chosen, kpi_id, size_id)


@lru_cache(maxsize=200)
def _shown(
    opened: Release, lang: str, chosen: Filters, kpi_id: str, size_id: str
) -> tuple[pl.DataFrame, Drawn]:
    frame = outlets(chosen, kpi_id, size_id)
    overall = queries.kpi_values(chosen, (kpi_id,))
    return frame, drawn(frame, kpi_id, size_id, overall["value"][0] if overall.height else None)


def outlets(chosen: Filters, kpi_id: str, size_id: str) -> pl.DataFrame:
    """Return the outlets of a selection, largest volume first.

    An outlet is in the selection by its ledger or by the place of its cases; a closed one only
    when it had cases. Cases without an outlet are a row of their own, so the rows sum to the total.

    Returns:
        [outlet_id, name, industry_name, district_name, township_name, lon_wgs84, lat_wgs84,
        is_in_district, is_placed, volume, numerator, denominator, value, reliability];
        reliability is withheld, grey or plain.
    """
    figures = queries.kpi_by_level(chosen, (kpi_id, size_id), "outlet")
    volume = figures.filter(kpi_id=size_id).select(
        pl.col("scope_id").alias("outlet_id"), pl.col("numerator").alias("volume")
    )
    value = figures.filter(kpi_id=kpi_id).select(
        pl.col("scope_id").alias("outlet_id"), "numerator", "denominator", "value"
    )
    own = queries.ask(questions.outlets, chosen).select("outlet_id", is_own=pl.lit(True))
    n, kpi = pl.col("denominator").fill_null(0), queries.kpi(kpi_id)
    return (
        _ledger(chosen)
        .join(volume, on="outlet_id", how="left")
        .join(value, on="outlet_id", how="left")
        .join(own, on="outlet_id", how="left")
        .with_columns(pl.col("volume").fill_null(0))
        .filter((pl.col("is_own") & pl.col("is_open")) | (pl.col("volume") > 0) | (n > 0))
        .with_columns(
            is_placed=pl.col("lon_wgs84").is_not_null() & pl.col("lat_wgs84").is_not_null(),
            reliability=n.map_elements(lambda cases: reliability(kpi, cases), pl.String),
        )
        .sort("volume", "outlet_id", descending=[True, False])
    )


def _ledger(chosen: Filters) -> pl.DataFrame:
    """Every outlet of the city, named as a reader sees it, and the row of cases without one."""
    everywhere = replace(
        chosen, district_id=None, township_id=None, industry_id=None, entity_level=None
    )
    industries = queries.industries().select("industry_id", "industry_name_en")
    listed = (
        queries.ask(questions.outlets, everywhere)
        .join(industries, on="industry_id", how="left")
        .select(
            "outlet_id",
            pl.col("outlet_name").alias("name"),
            pl.coalesce(pick("industry_name", "industry_name_en"), "industry_name").alias(
                "industry_name"
            ),
            "district_name",
            "township_name",
            "lon_wgs84",
            "lat_wgs84",
            "is_in_district",
            "is_open",
        )
        .with_columns(
            pl.col("industry_name", "district_name", "township_name").replace(
                "unknown", t("common.unknown")
            )
        )
    )
    rest = {
        "outlet_id": UNATTRIBUTED,
        "name": t("outlet_map.unattributed"),
        "is_open": False,
    }
    return pl.concat([listed, pl.DataFrame([rest])], how="diagonal")


def drawn(frame: pl.DataFrame, kpi_id: str, size_id: str, overall: float | None) -> Drawn:
    """Return the outlets of a frame that have a place, with the classes of their KPI."""
    kpi = queries.kpi(kpi_id)
    rows = frame.filter("is_placed")
    values = rows.filter(pl.col("reliability") != "withheld")["value"].to_list()
    return Drawn(kpi, queries.kpi(size_id), scale(kpi, values, overall), overall, rows)
