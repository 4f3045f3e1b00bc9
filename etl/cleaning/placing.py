"""Coordinates of accepted rows in WGS-84, and the shapes of grids."""

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from etl.geography import area_m2, representative_point, shape_to_wgs84, to_wgs84
from etl.sources import Source

AREA_FAULTS = ("outline_beyond_earth", "outline_crosses_itself")
# What part of an area may hang on a loop of its outline.
_LOOP = 0.01


def place_rows(source: Source, rows: pl.DataFrame, crs: str) -> pl.DataFrame:
    """Add what a source keeps of where its rows are.

    Args:
        source: the source.
        rows: typed rows; the datum of a row is its own `crs`, else the one given.
        crs: the datum of rows that name none.

    Returns:
        The rows with `lon_wgs84` and `lat_wgs84`, and `geometry_wkt` and `area_m2` for grids.
    """
    if "geometry_wkt" in source.extra:
        return _place_shapes(rows, crs)
    if "lon_wgs84" not in source.extra or not {"longitude", "latitude"} <= set(rows.columns):
        return rows
    datum = pl.col("crs").fill_null(crs) if "crs" in rows.columns else pl.lit(crs)
    placed = to_wgs84(rows.with_columns(_datum=datum), "longitude", "latitude", "_datum")
    return placed.drop("_datum")


def is_area(texts: pl.Series) -> pl.Series:
    """Return which texts are a Polygon or MultiPolygon in WKT."""
    shapes = shapely.from_wkt(texts.fill_null("").to_numpy(), on_invalid="ignore")
    kinds = shapely.get_type_id(shapes)
    areas = np.isin(kinds, [shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON])
    return pl.Series(areas & ~shapely.is_empty(shapes))


def lie_beyond_earth(texts: pl.Series) -> pl.Series:
    """Return which areas have numbers that are no longitude and latitude: exchanged, or metres."""
    west, south, east, north = shapely.bounds(_shapes(texts)).T
    return pl.Series((west < -180) | (east > 180) | (south < -90) | (north > 90))


def cross_themselves(texts: pl.Series) -> pl.Series:
    """Return which areas have an outline that crosses itself, so that nobody knows what lies inside.

    A small loop, as drawn by hand, is none: the area is the same with it and without.
    """
    shapes = _shapes(texts)
    odd = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    mended = shapely.area(shapely.make_valid(shapes[odd]))
    odd[odd] = np.abs(mended - shapely.area(shapes[odd])) > _LOOP * mended
    return pl.Series(odd)


def _shapes(texts: pl.Series) -> npt.NDArray[np.object_]:
    """The areas of a column of WKT; none where a text is no area."""
    written = texts.to_numpy().astype(object)
    written[~is_area(texts).to_numpy()] = None
    return np.asarray(shapely.from_wkt(written), dtype=object)


def _place_shapes(rows: pl.DataFrame, crs: str) -> pl.DataFrame:
    own = rows["crs"].fill_null(crs) if "crs" in rows.columns else pl.Series([crs] * rows.height)
    shapes = [
        shape_to_wgs84(shapely.make_valid(shape), datum)
        for shape, datum in zip(shapely.from_wkt(rows["geometry"].to_numpy()), own, strict=True)
    ]
    points = [representative_point(shape) for shape in shapes]
    return rows.drop("geometry").with_columns(
        pl.Series("geometry_wkt", [s.wkt for s in shapes], dtype=pl.String),
        pl.Series("lon_wgs84", [lon for lon, _ in points], dtype=pl.Float64),
        pl.Series("lat_wgs84", [lat for _, lat in points], dtype=pl.Float64),
        pl.Series("area_m2", [area_m2(shape) for shape in shapes], dtype=pl.Float64),
    )
