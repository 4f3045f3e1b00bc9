"""The ledger of outlets: names, places, parents, and two of them on islands."""

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from etl.demo.names import ENTERPRISES, INDUSTRIES, MUNICIPAL, OPEN_HOURS, numbered
from etl.demo.plan import Township, outlines, points_within
from etl.demo.units import office_of

Places = npt.NDArray[np.int64]

LEVELS = ("市级", "县区级", "乡镇街道级", "村社区级")
ISLANDS = 2
POSTAL = list(INDUSTRIES).index("postal")


def outlet_ledger(
    rng: np.random.Generator,
    industry: Places,
    town: Places,
    level: Places,
    windows: Places,
    towns: list[Township],
    units: pl.DataFrame,
) -> pl.DataFrame:
    """Return one row per outlet, as its owners would describe it.

    Args:
        rng: the generator of this part.
        industry: position in `INDUSTRIES` of each.
        town: position in `towns` of each; those put on islands are changed to the island's.
        level: position in `LEVELS` of each.
        windows: installed windows of each.
        towns: the townships.
        units: the ledger of units, for the parents.
    """
    count = len(industry)
    codes = list(INDUSTRIES)
    place, island = _places(rng, industry, town, towns)
    seen: dict[str, int] = {}
    names = []
    for i, t in zip(industry, town, strict=True):
        stem = f"示例{towns[t].core}{INDUSTRIES[codes[i]][0]}"
        seen[stem] = seen.get(stem, 0) + 1
        names.append(numbered(stem, seen[stem]))
    staff = windows + rng.integers(0, 4, count)
    return pl.DataFrame(
        {
            "outlet_id": [f"W{number:04d}" for number in range(1, count + 1)],
            "outlet_name": names,
            "industry": [codes[i] for i in industry],
            "entity_level": [LEVELS[i] for i in level],
            "parent_id": _parents(rng, industry, town, level, towns, units),
            "district": [towns[t].district for t in town],
            "township": [towns[t].name for t in town],
            "community": [f"示例{towns[t].core}第{k}社区" for t, k in zip(town, rng.integers(1, 9, count), strict=True)],
            "address": [f"示例{towns[t].core}路{k}号" for t, k in zip(town, rng.integers(1, 400, count), strict=True)],
            "longitude": place[:, 0].round(6),
            "latitude": place[:, 1].round(6),
            "windows_total": windows,
            "staff_full": staff,
            "staff_part": rng.integers(0, 4, count),
            "hall_area_m2": np.round(windows * 18 + rng.normal(60, 25, count).clip(10), 0),
            "open_hours": [OPEN_HOURS[k] for k in rng.choice(4, count, p=[0.5, 0.2, 0.15, 0.15])],
            "is_standardised": [("是", "否", None)[k] for k in rng.choice(3, count, p=[0.83, 0.12, 0.05])],
            "is_island": island,
        }
    )  # fmt: skip


def _parents(
    rng: np.random.Generator,
    industry: Places,
    town: Places,
    level: Places,
    towns: list[Township],
    units: pl.DataFrame,
) -> list[str]:
    codes = list(INDUSTRIES)
    by_name = dict(zip(units["unit_name"], units["unit_id"], strict=True))
    by_short = dict(zip(units["short_name"], units["unit_id"], strict=True))
    parents = []
    for i, t, floor, luck in zip(industry, town, level, rng.random(len(industry)), strict=True):
        code = codes[i]
        if code in ENTERPRISES:
            parents.append(by_name[f"示例市{ENTERPRISES[code]}"])
        elif code == "government_services" and floor >= 2:
            parents.append(by_short[towns[t].name])
        elif floor == 0 or luck < 0.6:
            parents.append(by_name[f"示例市{MUNICIPAL[code][0]}"])
        else:
            parents.append(by_name[office_of(towns[t].district)])
    return parents


def _places(
    rng: np.random.Generator,
    industry: Places,
    town: Places,
    towns: list[Township],
) -> tuple[npt.NDArray[np.float64], list[str]]:
    """Return where each outlet is and whether on an island; island outlets change their town."""
    place = np.array(
        [points_within(rng, towns[t].area, 1, towns[t].centre, 0.009, 0.9)[0] for t in town]
    )
    on_island = ["否"] * len(industry)
    parts = [p for _, area in outlines().values() for p in _small_parts(area)]
    parts.sort(key=lambda part: -part.area)
    for who, part in zip(np.flatnonzero(industry == POSTAL)[-ISLANDS:], parts[1:], strict=False):
        point = shapely.point_on_surface(part)
        place[who] = point.x, point.y
        town[who] = next(t for t, own in enumerate(towns) if own.area.intersects(point))
        on_island[who] = "是"
    return place, on_island


def _small_parts(area: shapely.Geometry) -> list[shapely.Geometry]:
    parts = getattr(area, "geoms", [area])
    return sorted(parts, key=lambda part: float(part.area))[:-1]
