"""Who answers: departments, district offices, functional zones, towns and companies, all invented."""

import numpy as np
import polars as pl

from etl.demo.names import (
    DISTRICT_OFFICE,
    ENTERPRISES,
    FUNCTIONAL,
    HOTLINE_CENTRE,
    MUNICIPAL,
    OTHER_MUNICIPAL,
)
from etl.demo.plan import SEATS, Township, outlines

Row = tuple[str, str, str, str | None, str | None]


def units(rng: np.random.Generator, towns: list[Township]) -> pl.DataFrame:
    """Return the ledger of units.

    Args:
        rng: the generator of this part.
        towns: the townships; each has its own office.

    Returns:
        One row per unit in ledger order with the Chinese words of the export: unit_id, unit_name,
        short_name, kind, industry (code), district, contact, phone, valid_from.
    """
    rows: list[Row] = []
    rows += [
        (f"示例市{name}", f"示例{short}", "市直部门", code, None)
        for code, (name, short) in MUNICIPAL.items()
    ]
    rows += [(f"示例市{name}", f"示例{name}", "市直部门", None, None) for name in OTHER_MUNICIPAL]
    rows.append((HOTLINE_CENTRE, "示例12345中心", "市直部门", None, None))
    for name, _ in outlines().values():
        office = f"示例市{name}{DISTRICT_OFFICE}"
        rows.append((office, f"示例{name[:2]}政务办", "区(县、市)", "government_services", name))
        rows.append((f"示例市{name}综合执法局", f"示例{name[:2]}执法局", "区(县、市)", None, name))
    rows += [(name, name[:4], "功能区", None, None) for name in FUNCTIONAL]
    for town in towns:
        office = "街道办事处" if town.name.endswith("街道") else "镇人民政府"
        stem = f"示例市{town.district}示例{town.core}{office}"
        rows.append((stem, town.name, "街镇", None, town.district))
    rows += [
        (f"示例市{name}", f"示例{name}", "公共服务企业", code, None)
        for code, name in ENTERPRISES.items()
    ]
    return _ledger(rng, rows)


def _ledger(rng: np.random.Generator, rows: list[Row]) -> pl.DataFrame:
    count = len(rows)
    phones = [f"0574-0000{number:04d}" for number in rng.permutation(10_000)[:count]]
    ledger = pl.DataFrame(
        rows, schema=["unit_name", "short_name", "kind", "industry", "district"], orient="row"
    )
    return ledger.select(
        pl.Series("unit_id", [f"D{number:04d}" for number in range(1, count + 1)]),
        "unit_name",
        "short_name",
        "kind",
        "industry",
        "district",
        pl.Series("contact", [f"示例联系人{number:03d}" for number in range(1, count + 1)]),
        pl.Series("phone", phones),
        pl.lit("2019-01-01").str.to_date().alias("valid_from"),
    )


def office_of(district: str) -> str:
    """Return the full name of a district's service office."""
    return f"示例市{district}{DISTRICT_OFFICE}"


def district_people() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the people of each district as shares of one, ordered by adcode."""
    people = np.array([SEATS[adcode][2] for adcode in sorted(SEATS)], float)
    shares: np.ndarray[tuple[int], np.dtype[np.float64]] = people / people.sum()
    return shares
