"""Whether an outlet stands where its ledger says: its point against its district's outline."""

from collections.abc import Mapping

import numpy as np
import polars as pl
import shapely

from etl.geography import locate

# Outlines are drawn coarsely along the coast: a point in no district counts as inside its own
# when it lies within about 500 m of it.
COAST_DEGREES = 0.005


def outlet_places(
    outlets: pl.DataFrame, outlines: Mapping[str, shapely.Geometry], names: pl.DataFrame
) -> pl.DataFrame:
    """Return whether each outlet's point lies in the district its ledger declares.

    A coordinate in another datum than declared, or with its numbers swapped, shows up here.

    Args:
        outlets: outlet_id, district (a name or an adcode), lon_wgs84, lat_wgs84.
        outlines: outline by adcode.
        names: district_id, district_name.

    Returns:
        outlet_id and is_in_district, null where the point, the district or its outline is unknown.
    """
    adcodes = dict(names.select("district_name", "district_id").iter_rows())
    declared = [adcodes.get(district, district) for district in outlets["district"]]
    position = {adcode: number for number, adcode in enumerate(outlines)}
    own = np.array([position.get(adcode, -2) for adcode in declared], dtype=np.int64)
    lon, lat = (outlets[c].fill_null(float("nan")).to_numpy() for c in ("lon_wgs84", "lat_wgs84"))
    is_known = (own >= 0) & ~np.isnan(lon) & ~np.isnan(lat)
    shapes = np.array([outlines.get(adcode) for adcode in declared], dtype=object)
    gap = np.full(len(own), np.inf)
    gap[is_known] = shapely.distance(shapes[is_known], shapely.points(lon[is_known], lat[is_known]))
    found = locate(lon, lat, list(outlines.values()))
    is_inside = (found == own) | ((found == -1) & (gap <= COAST_DEGREES))
    return pl.DataFrame(
        {"outlet_id": outlets["outlet_id"], "is_inside": is_inside, "is_known": is_known}
    ).select("outlet_id", pl.when("is_known").then("is_inside").alias("is_in_district"))
