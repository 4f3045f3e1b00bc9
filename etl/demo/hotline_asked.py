"""What is asked of the hotline: who calls from where, and which unit has to answer."""

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.demo.clock import Days
from etl.demo.names import HOTLINE_CENTRE
from etl.demo.plan import Township
from etl.demo.units import office_of
from etl.demo.words import TOPICS, contents, drawn, phones, worded

Flags = npt.NDArray[np.bool_]

REQUESTS = ("咨询", "求助", "投诉", "举报", "建议", "表扬")
# Few are called 投诉: it means a complaint about a window here, and each becomes a complaint.
REQUEST_SHARES = [0.34, 0.47, 0.008, 0.092, 0.07, 0.02]


def asked(
    rng: np.random.Generator, topic: Days, district: Days, towns: list[Township]
) -> dict[str, pl.Series | Days]:
    """Return who asks for what, and where."""
    count = len(topic)
    town, callers = _towns(rng, district, towns), phones(rng, count)
    return {
        "request_type": drawn(rng, REQUESTS, count, REQUEST_SHARES),
        "category_1": worded(tuple(t.category_1 for t in TOPICS), topic),
        "category_2": worded(tuple(t.category_2 for t in TOPICS), topic),
        "category_3": worded(tuple(t.category_3 for t in TOPICS), topic),
        "urgency": drawn(rng, ("一般", "紧急", "特急"), count, [0.92, 0.07, 0.01]),
        "district": worded(tuple(t.district for t in towns), town),
        "township": worded((*(t.name for t in towns), None), _some(rng, town, 0.6, len(towns))),
        "town": town,
        "person_key": callers,
        "content": contents(rng, topic, callers),
    }


def answering(
    rng: np.random.Generator, topic: Days, district: Days, direct: Flags, units: pl.DataFrame
) -> Days:
    """Return the position of the unit that answers each case."""
    by_name = {name: place for place, name in enumerate(units["unit_name"])}
    districts = sorted({d for d in units["district"] if d}, key=list(units["district"]).index)
    offices = np.array([by_name[office_of(name)] for name in districts])
    owner = dict(zip(units["industry"].reverse(), range(len(units) - 1, -1, -1), strict=True))
    central = np.array([owner[t.industry] if t.industry else -1 for t in TOPICS])[topic]
    local = np.where(rng.random(len(topic)) < 0.55, offices[district], offices[district] + 1)
    unit = np.where((central < 0) | (rng.random(len(topic)) < 0.25), local, central)
    return np.where(direct, by_name[HOTLINE_CENTRE], unit).astype(np.int64)


def spelled_unit(rng: np.random.Generator, full: pl.Series, short: pl.Series) -> pl.Series:
    """Return unit names as clerks type them: full, short, or with a part of the unit added."""
    how = pl.Series(rng.choice(3, len(full), p=[0.91, 0.075, 0.015]))
    names = pl.DataFrame({"full": full, "short": short, "how": how})
    return names.select(
        pl.when(pl.col("how") == 0)
        .then("full")
        .when(pl.col("how") == 1)
        .then("short")
        .otherwise(pl.format("{}(服务科)", "full"))
        .alias("unit")
    ).to_series()


def _towns(rng: np.random.Generator, district: Days, towns: list[Township]) -> Days:
    adcodes = sorted({town.adcode for town in towns})
    people = np.array([town.population for town in towns])
    where = np.array([adcodes.index(town.adcode) for town in towns])
    ends = np.concatenate([[0.0], np.cumsum(people)])
    first = np.searchsorted(where, district)
    last = np.searchsorted(where, district, side="right")
    mark = ends[first] + rng.random(len(district)) * (ends[last] - ends[first])
    place = np.searchsorted(ends, mark, side="right") - 1
    return np.asarray(np.clip(place, first, last - 1), np.int64)


def _some(rng: np.random.Generator, places: Days, share: float, none: int) -> Days:
    return np.asarray(np.where(rng.random(len(places)) < share, places, none), np.int64)
