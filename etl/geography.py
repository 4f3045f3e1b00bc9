"""Places on the earth: datums, areas, and which polygon holds a point.

Chinese maps come in three datums. WGS-84 is the one kept. GCJ-02 (高德, 腾讯) moves it by some
hundred metres with the published polynomial of `_shift`; BD-09 (百度) turns GCJ-02 once more.
Neither has an exact inverse: GCJ-02 is undone by three fixed-point iterations, which leaves less
than a millimetre.
"""

from collections.abc import Sequence
from math import pi

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

DATUMS = ("wgs84", "gcj02", "bd09")

# Krasovsky 1940, the ellipsoid GCJ-02 is computed on; and WGS-84, on which areas are.
KRASOVSKY_A, KRASOVSKY_EE = 6378245.0, 0.00669342162296594323
WGS84_A, WGS84_EE = 6378137.0, 0.00669437999014
BD09_PI = pi * 3000 / 180
ITERATIONS = 3

_LON, _LAT = pl.col("_lon"), pl.col("_lat")


def to_wgs84(frame: pl.DataFrame, lon: str, lat: str, crs: str) -> pl.DataFrame:
    """Add `lon_wgs84` and `lat_wgs84`, converted from each row's own datum.

    Args:
        frame: rows with coordinates in degrees; null coordinates stay null.
        lon: the column of longitudes.
        lat: the column of latitudes.
        crs: `wgs84`, `gcj02` or `bd09` for all rows, or the column that names one of them per row
            (null means wgs84: fill in the city's default before).

    Returns:
        The frame with the two columns appended, degrees in WGS-84, in the same order.
    """
    datum = pl.lit(crs) if crs in DATUMS else pl.col(crs).cast(pl.String)
    points = frame.select(
        pl.col(lon).cast(pl.Float64).alias("_lon"),
        pl.col(lat).cast(pl.Float64).alias("_lat"),
        pl.when(pl.col(lon).is_not_null()).then(datum).alias("_crs"),
    )
    if points["_crs"].is_in(["gcj02", "bd09"]).any():
        points = _undo_gcj02(_undo_bd09(points))
    return frame.with_columns(points["_lon"].alias("lon_wgs84"), points["_lat"].alias("lat_wgs84"))


def from_wgs84(frame: pl.DataFrame, lon: str, lat: str, crs: str) -> pl.DataFrame:
    """Replace WGS-84 coordinates by those of another datum; the sample city writes its files so.

    Args:
        frame: rows with WGS-84 degrees.
        lon: the column of longitudes.
        lat: the column of latitudes.
        crs: the datum wanted.

    Returns:
        The same frame with the two columns converted.
    """
    points = frame.select(pl.col(lon).alias("_lon"), pl.col(lat).alias("_lat"))
    if crs != "wgs84":
        points = points.with_columns(_shift(_LON, _LAT))
        points = points.with_columns(_LON + pl.col("_dlon"), _LAT + pl.col("_dlat"))
    if crs == "bd09":
        angle = pl.arctan2(_LAT, _LON) + 0.000003 * (_LON * BD09_PI).cos()
        radius = (_LON**2 + _LAT**2).sqrt() + 0.00002 * (_LAT * BD09_PI).sin()
        points = points.with_columns(
            (radius * angle.cos() + 0.0065).alias("_lon"),
            (radius * angle.sin() + 0.006).alias("_lat"),
        )
    return frame.with_columns(points["_lon"].alias(lon), points["_lat"].alias(lat))


def _undo_bd09(points: pl.DataFrame) -> pl.DataFrame:
    """Turn BD-09 into GCJ-02 by Baidu's published inverse, which is good to a metre."""
    x, y = _LON - 0.0065, _LAT - 0.006
    radius = (x**2 + y**2).sqrt() - 0.00002 * (y * BD09_PI).sin()
    angle = pl.arctan2(y, x) - 0.000003 * (x * BD09_PI).cos()
    is_bd09 = pl.col("_crs") == "bd09"
    return points.with_columns(
        pl.when(is_bd09).then(radius * angle.cos()).otherwise(_LON).alias("_lon"),
        pl.when(is_bd09).then(radius * angle.sin()).otherwise(_LAT).alias("_lat"),
    )


def _undo_gcj02(points: pl.DataFrame) -> pl.DataFrame:
    """Turn GCJ-02 into WGS-84: guess the point, see where GCJ-02 puts it, correct the guess."""
    is_shifted = pl.col("_crs").is_in(["gcj02", "bd09"]).fill_null(False)
    guess = points.with_columns(_LON.alias("_lon0"), _LAT.alias("_lat0"))
    for _ in range(ITERATIONS):
        # One frame per iteration: as one nested expression, four take minutes (stack.md 0.8).
        guess = guess.with_columns(_shift(_LON, _LAT)).with_columns(
            pl.when(is_shifted)
            .then(pl.col("_lon0") - pl.col("_dlon"))
            .otherwise(_LON)
            .alias("_lon"),
            pl.when(is_shifted)
            .then(pl.col("_lat0") - pl.col("_dlat"))
            .otherwise(_LAT)
            .alias("_lat"),
        )
    return guess


def _shift(lon: pl.Expr, lat: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return how far GCJ-02 moves a WGS-84 point, in degrees; nothing outside China."""
    x, y = lon - 105.0, lat - 35.0
    waves = (20 * (6 * pi * x).sin() + 20 * (2 * pi * x).sin()) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 0.2 * x.abs().sqrt() + waves
    north += (20 * (pi * y).sin() + 40 * (pi * y / 3).sin()) * 2 / 3
    north += (160 * (pi * y / 12).sin() + 320 * (pi * y / 30).sin()) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + 0.1 * x.abs().sqrt() + waves
    east += (20 * (pi * x).sin() + 40 * (pi * x / 3).sin()) * 2 / 3
    east += (150 * (pi * x / 12).sin() + 300 * (pi * x / 30).sin()) * 2 / 3
    phi = lat.radians()
    magic = 1 - KRASOVSKY_EE * phi.sin() ** 2
    dlat = north * 180 / (KRASOVSKY_A * (1 - KRASOVSKY_EE) / (magic * magic.sqrt()) * pi)
    dlon = east * 180 / (KRASOVSKY_A / magic.sqrt() * phi.cos() * pi)
    # The box of the published algorithm: beyond it maps are not shifted.
    in_china = lon.is_between(72.004, 137.8347) & lat.is_between(0.8293, 55.8271)
    return (
        pl.when(in_china).then(dlon).otherwise(0.0).alias("_dlon"),
        pl.when(in_china).then(dlat).otherwise(0.0).alias("_dlat"),
    )


def shape_to_wgs84(shape: shapely.Geometry, crs: str) -> shapely.Geometry:
    """Return a shape with every corner converted to WGS-84.

    Args:
        shape: any geometry in degrees.
        crs: its datum.
    """
    if crs == "wgs84":
        return shape

    def corners(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        converted = to_wgs84(pl.DataFrame(xy, schema=["x", "y"], orient="row"), "x", "y", crs)
        return converted.select("lon_wgs84", "lat_wgs84").to_numpy()

    return shapely.transform(shape, corners)


def representative_point(shape: shapely.Geometry) -> tuple[float, float]:
    """Return (longitude, latitude) of a point that lies inside the shape, unlike a centroid."""
    point = shapely.point_on_surface(shape)
    return float(shapely.get_x(point)), float(shapely.get_y(point))


def area_m2(shape: shapely.Geometry) -> float:
    """Return the area of a WGS-84 shape in square metres, on the ellipsoid.

    The corners are laid out by Lambert's cylindrical equal-area projection (Snyder 1987,
    formulas 3-12 and 10-14/15 with the equator as standard parallel).
    """

    def equal_area(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        e = np.sqrt(WGS84_EE)
        sine = np.sin(np.radians(xy[:, 1]))
        q = sine / (1 - WGS84_EE * sine**2) + np.arctanh(e * sine) / e
        return np.column_stack(
            [WGS84_A * np.radians(xy[:, 0]), WGS84_A * (1 - WGS84_EE) * q / 2],
        )

    return float(shapely.area(shapely.transform(shape, equal_area)))


def locate(
    lon: npt.NDArray[np.float64],
    lat: npt.NDArray[np.float64],
    shapes: Sequence[shapely.Geometry],
) -> npt.NDArray[np.int64]:
    """Return for each point the position of the shape that holds it.

    Args:
        lon: longitudes, NaN where unknown.
        lat: latitudes, NaN where unknown.
        shapes: polygons of the same datum.

    Returns:
        Positions in `shapes`; -1 where none holds the point, the first on a shared border.
    """
    found = np.full(len(lon), -1, dtype=np.int64)
    known = np.flatnonzero(~(np.isnan(lon) | np.isnan(lat)))
    if not len(known) or not len(shapes):
        return found
    polygons = np.asarray(shapes, dtype=object)
    shapely.prepare(polygons)
    point, shape = shapely.STRtree(polygons).query(shapely.points(lon[known], lat[known]))
    inside = shapely.intersects_xy(polygons[shape], lon[known][point], lat[known][point])
    point, shape = known[point[inside]], shape[inside]
    # Written from the last shape to the first, so that the first keeps a shared border.
    order = np.argsort(-shape, kind="stable")
    found[point[order]] = shape[order]
    return found
