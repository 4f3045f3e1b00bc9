"""The files that change seldom: units and their other names, outlets, grids, suspensions."""

from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.files import write_csv, write_geojson, write_workbook
from etl.demo.outlets import ALWAYS, Outlets, last_day
from etl.demo.plan import Grid, Township
from etl.demo.size import AS_OF
from etl.demo.spelling import Style, headed
from etl.geography import from_wgs84
from etl.paths import PROJECT_REFERENCE

WITHOUT_PLACE, IN_GCJ02, ELSEWHERE = 0.025, 0.15, 3
WITHOUT_WORKER, WITHOUT_OUTLET = 0.05, 0.08
UNKNOWN_INDUSTRY = "旅游景区"


def industry_names() -> dict[str, str]:
    """Return the Chinese name of each industry's code."""
    table = pl.read_csv(PROJECT_REFERENCE / "industries.csv")
    return dict(zip(table["code"], table["name_zh"], strict=True))


def write_units(units: pl.DataFrame, out: Path) -> list[Path]:
    """Write the ledger of units and a table of other names that files call them."""
    named = units.with_columns(pl.col("industry").replace(industry_names()))
    table = headed(named, "units", Style())
    other = units.filter(pl.col("kind") == "市直部门").head(6)
    aliases = pl.DataFrame(
        {
            "alias": other["unit_name"] + "(服务科)",
            "kind": ["单位"] * other.height,
            "target_id": other["unit_id"],
            "valid_from": ["2025-01-01"] * other.height,
            "confirmed_by": ["示例管理员"] * other.height,
            "confirmed_on": ["2026-03-02"] * other.height,
        }
    )
    return [
        write_workbook(table, out / "单位台账.xlsx", "单位台账"),
        write_csv(headed(aliases, "aliases", Style()), out / "单位对照表.csv", Style()),
    ]


def write_outlets(rng: np.random.Generator, outlets: Outlets, out: Path) -> Path:
    """Write the ledger of outlets with the faults such ledgers have.

    Some have no place, some are in GCJ-02 and say so, three lie in another district than they
    declare, two are of an industry that nobody listed, and two rows cannot be read.
    """
    ledger = outlets.ledger.with_columns(pl.col("industry").replace(industry_names()))
    count = ledger.height
    order = rng.permutation(count)
    on_land = order[outlets.ledger["is_island"].to_numpy()[order] == "否"][ELSEWHERE + 2 :]
    few, many = max(1, round(WITHOUT_PLACE * count)), round(IN_GCJ02 * count)
    lost = np.isin(np.arange(count), on_land[:few])
    shifted = np.isin(np.arange(count), on_land[few : few + many])
    moved = from_wgs84(ledger, "longitude", "latitude", "gcj02")
    places = ledger.with_columns(
        pl.when(pl.Series(shifted)).then(moved[name].round(6)).otherwise(pl.col(name)).alias(name)
        for name in ("longitude", "latitude")
    )
    crs = np.where(shifted, "GCJ02", "WGS84")
    wrong = pl.Series(np.isin(np.arange(count), order[:ELSEWHERE]))
    far = pl.Series(np.isin(np.arange(count), order[ELSEWHERE : ELSEWHERE + 2]))
    kept = pl.Series(~lost)
    table = places.with_columns(
        pl.when(kept).then(pl.when(wrong).then(pl.lit(121.93)).otherwise("longitude")).alias("longitude"),
        pl.when(kept).then(pl.when(wrong).then(pl.lit(29.45)).otherwise("latitude")).alias("latitude"),
        pl.when(kept).then(pl.Series(crs)).alias("crs"),
        pl.when(far).then(pl.lit(UNKNOWN_INDUSTRY)).otherwise("industry").alias("industry"),
        pl.Series("opened_on", [max(int(d), -7_000) for d in outlets.opened]),
        pl.Series("closed_on", last_day(outlets.closed), dtype=pl.Date),
    )  # fmt: skip
    day_zero = pl.lit("2025-01-01").str.to_date()
    opened = day_zero + pl.duration(days=pl.col("opened_on"))
    table = table.with_columns(opened.alias("opened_on"))
    names = headed(table, "outlets", Style())
    unread = names.tail(2).with_columns(
        pl.format("{}B", "网点编号").alias("网点编号"),
        pl.Series("窗口数", ["若干", "三四个"]),
    )
    whole = pl.concat([names.with_columns(pl.col("窗口数").cast(pl.String)), unread])
    return write_workbook(whole, out / "窗口单位台账.xlsx", "窗口单位台账")


def write_grids(
    rng: np.random.Generator, grids: list[Grid], towns: list[Township], outlets: Outlets, out: Path
) -> Path:
    """Write the grids; some have no worker, some no responsible outlet."""
    count = len(grids)
    worker = rng.random(count) > WITHOUT_WORKER
    people = np.array([grid.population for grid in grids])
    near = _nearest(grids, outlets)
    attached = rng.random(count) > WITHOUT_OUTLET
    own = [towns[grid.township] for grid in grids]
    table = pl.DataFrame(
        {
            "grid_id": [f"WG{number:05d}" for number in range(1, count + 1)],
            "grid_name": [f"示例{t.core}第{n}网格" for n, t in zip(_running(grids), own, strict=True)],
            "district": [town.district for town in own],
            "township": [town.name for town in own],
            "community": [f"示例{t.core}第{n // 3 + 1}社区" for n, t in zip(_running(grids), own, strict=True)],
            "population": people,
            "households": np.round(people / 2.6).astype(int),
            "worker_name": [f"示例网格员{n:04d}" if has else None for n, has in enumerate(worker, 1)],
            "worker_count": np.where(worker, 1 + people // 9_000, 0),
            "outlet_id": [o if has else None for o, has in zip(near, attached, strict=True)],
        }
    )  # fmt: skip
    areas = [grid.area for grid in grids]
    return write_geojson(headed(table, "grids", Style()), areas, out / "网格.geojson")


def write_suspensions(rng: np.random.Generator, suspensions: pl.DataFrame, out: Path) -> Path:
    """Write the suspensions: some are open still, some cases were stopped twice at once."""
    suspensions = suspensions.filter(pl.col("started_at") <= AS_OF)
    count = suspensions.height
    ended = pl.Series(rng.random(count) > 0.02)
    again = suspensions.filter(pl.Series(rng.random(count) < 0.03)).with_columns(
        pl.col("started_at") + pl.duration(days=1), pl.col("ended_at") + pl.duration(days=1)
    )
    some = suspensions.with_columns(pl.when(ended).then("ended_at").alias("ended_at"))
    untyped = pl.Series(rng.random(count) < 0.02)
    some = some.with_columns(pl.when(~untyped).then("legal_type").alias("legal_type"))
    table = pl.concat([some, again]).sort("started_at", "ticket_id")
    dated = table.with_columns(pl.col("started_at", "ended_at").cast(pl.Date))
    return write_workbook(headed(dated, "suspensions", Style()), out / "挂起记录.xlsx", "挂起记录")


def _running(grids: list[Grid]) -> list[int]:
    """Return the number of each grid within its township, from 1."""
    numbers: list[int] = []
    for place, grid in enumerate(grids):
        same = place > 0 and grids[place - 1].township == grid.township
        numbers.append(numbers[-1] + 1 if same else 1)
    return numbers


def _nearest(grids: list[Grid], outlets: Outlets) -> list[str]:
    lasting = pl.Series((outlets.closed >= ALWAYS) & (outlets.opened < 0))
    known = outlets.ledger.filter(lasting)
    there = known.select("longitude", "latitude").to_numpy()
    here = np.array([grid.point for grid in grids])
    # A degree of longitude is 0.87 of a degree of latitude here.
    scale = np.array([0.87, 1.0])
    nearest = [int(np.argmin((((there - p) * scale) ** 2).sum(axis=1))) for p in here]
    return known["outlet_id"].gather(nearest).to_list()
