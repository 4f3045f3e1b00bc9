"""The ground: real district outlines, and townships and grids invented inside them."""

import json
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import shape

from etl.demo.names import township_cores
from etl.paths import PROJECT_REFERENCE

Points = npt.NDArray[np.float64]

# adcode: where its seat lies (roughly, degrees) and its people in ten thousands, rounded from
# the yearbook; the grids share 9.4 million out in these proportions.
SEATS: dict[str, tuple[float, float, int]] = {
    "330203": (121.546, 29.863, 106),
    "330205": (121.556, 29.890, 51),
    "330206": (121.846, 29.899, 84),
    "330211": (121.713, 29.952, 53),
    "330212": (121.549, 29.815, 167),
    "330213": (121.411, 29.655, 59),
    "330225": (121.869, 29.477, 57),
    "330226": (121.429, 29.289, 70),
    "330281": (121.155, 30.037, 126),
    "330282": (121.266, 30.170, 184),
}
POPULATION = 9_400_000


@dataclass(frozen=True)
class Township:
    """An invented street or town: its name, where it lies and where its people live."""

    name: str
    core: str
    adcode: str
    district: str
    area: shapely.Geometry
    centre: tuple[float, float]
    population: float


@dataclass(frozen=True)
class Grid:
    """An invented grid: a cell of its township and the people in it."""

    township: int
    area: shapely.Geometry
    point: tuple[float, float]
    population: int


def outlines() -> dict[str, tuple[str, shapely.Geometry]]:
    """Return adcode → (name, outline) of the city's districts."""
    path = PROJECT_REFERENCE / "boundaries" / "330200.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        f["properties"]["adcode"]: (f["properties"]["name"], shape(f["geometry"])) for f in features
    }


def townships(rng: np.random.Generator, count: int) -> list[Township]:
    """Divide every district into cells around random points; about `count` in all.

    Args:
        rng: the generator of this part.
        count: townships wanted; at most 200, since names are given once.
    """
    people = np.array([seat[2] for seat in SEATS.values()], float)
    shares = np.maximum(np.round(count * people**0.7 / (people**0.7).sum()), 1).astype(int)
    cores = iter(township_cores(rng, int(shares.sum())))
    made = []
    for (adcode, (name, area)), share in zip(sorted(outlines().items()), shares, strict=True):
        lon, lat, tens = SEATS[adcode]
        seeds = points_within(rng, area, int(share), (lon, lat), 0.06, 0.4)
        seeds[0] = lon, lat
        near = np.exp(-np.hypot(*(seeds - (lon, lat)).T) / 0.12)
        weight = near * rng.lognormal(0, 0.3, len(seeds))
        for seed, cell, part in zip(seeds, cells(seeds, area), weight / weight.sum(), strict=True):
            core = next(cores)
            kind = "街道" if np.hypot(*(seed - (lon, lat))) < 0.12 else "镇"
            made.append(
                Township(
                    f"示例{core}{kind}",
                    core,
                    adcode,
                    name,
                    cell,
                    (float(seed[0]), float(seed[1])),
                    float(part * tens),
                )
            )
    return made


def grids(rng: np.random.Generator, towns: list[Township], count: int) -> list[Grid]:
    """Divide every township into grids, small ones where the people live."""
    people = np.array([town.population for town in towns])
    shares = np.maximum(np.round(count * people / people.sum()), 2).astype(int)
    made: list[tuple[int, shapely.Geometry, Points, float]] = []
    for number, (town, share) in enumerate(zip(towns, shares, strict=True)):
        seeds = points_within(rng, town.area, int(share), town.centre, 0.011, 0.78)
        distance = np.hypot(*(seeds - town.centre).T)
        weight = (0.25 + np.exp(-distance / 0.02)) * rng.lognormal(0, 0.35, len(seeds))
        weight *= town.population / weight.sum()
        cut = zip(seeds, cells(seeds, town.area), weight, strict=True)
        made.extend((number, cell, seed, part) for seed, cell, part in cut)
    total = sum(part for *_, part in made)
    return [
        Grid(number, cell, (seed[0], seed[1]), max(30, round(POPULATION * part / total)))
        for number, cell, seed, part in made
    ]


def points_within(
    rng: np.random.Generator,
    area: shapely.Geometry,
    count: int,
    centre: tuple[float, float],
    spread: float,
    share: float,
) -> Points:
    """Return points inside an area, a share of them scattered around a centre.

    Args:
        rng: the generator.
        area: a polygon in degrees.
        count: points wanted.
        centre: longitude and latitude.
        spread: standard deviation in degrees.
        share: how many lie around the centre, 0 to 1; the others lie anywhere.

    Returns:
        An array of (longitude, latitude).
    """
    west, south, east, north = area.bounds
    kept = np.empty((0, 2))
    while len(kept) < count:
        size = 8 * count + 16
        anywhere = rng.random((size, 2)) * (east - west, north - south) + (west, south)
        around = rng.normal(centre, spread, (size, 2))
        drawn = np.where(rng.random((size, 1)) < share, around, anywhere)
        inside = shapely.contains_xy(area, drawn[:, 0], drawn[:, 1])
        kept = np.vstack([kept, drawn[inside]])
    return kept[:count]


def cells(seeds: Points, area: shapely.Geometry) -> list[shapely.Geometry]:
    """Return the Voronoi cell of each seed, clipped to the area: polygons only, 5 decimals."""
    if len(seeds) == 1:
        return [area]
    cloud = shapely.MultiPoint(seeds)
    whole = shapely.voronoi_polygons(cloud, extend_to=area, ordered=True).geoms
    clipped = [shapely.intersection(cell, area) for cell in whole]
    return [_areas_only(shapely.set_precision(cell, 1e-5)) for cell in clipped]


def _areas_only(found: shapely.Geometry) -> shapely.Geometry:
    if found.geom_type in ("Polygon", "MultiPolygon"):
        return found
    return shapely.MultiPolygon([p for p in found.geoms if p.geom_type == "Polygon"])
