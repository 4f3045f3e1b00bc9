"""The circles of a map of outlets: colour by class, area by volume, hollow where cases are few."""

from typing import Any

from analysis.kpis import Kpi
from ui import formats, palette
from ui.figures import behind, few
from ui.map_layers import Row, rgba
from ui.map_scales import radius
from ui.outlet_figures import Drawn
from ui.words import pick, t


def marks(on_map: Drawn, theme: str) -> list[Row]:
    """Return one circle per outlet for `map_layers.circles`, large ones first so that small ones lie on top."""
    colour = palette.tokens(theme)
    rim, grey = rgba(colour.paper), rgba(colour.steady)
    made = []
    for row in on_map.rows.iter_rows(named=True):
        look: dict[str, Any] = {"f": rgba(colour.steady, 0), "l": grey, "w": 1.5}
        if on_map.scale and row["reliability"] != "withheld":
            band = on_map.scale.bands[on_map.scale.place(row["value"])].colour
            is_full = row["reliability"] == "plain"
            look = (
                {"f": rgba(band), "l": rim, "w": 1}
                if is_full
                else {"f": rgba(band, 0.15), "l": rgba(band), "w": 2}
            )
        made.append(
            {
                "id": row["outlet_id"],
                "p": [round(row["lon_wgs84"], 5), round(row["lat_wgs84"], 5)],
                "r": radius(row["volume"], on_map.largest),
                "tip": _tip(row, on_map.kpi, on_map.size),
            }
            | look
        )
    return made


def ring(on_map: Drawn, outlet_id: str | None, theme: str) -> list[Row]:
    """Return the ink ring around the chosen outlet."""
    ink = rgba(palette.tokens(theme).ink)
    return [
        {
            "p": [row["lon_wgs84"], row["lat_wgs84"]],
            "r": radius(row["volume"], on_map.largest) + 3,
            "f": [0, 0, 0, 0],
            "l": ink,
            "w": 3,
        }
        for row in on_map.rows.filter(outlet_id=outlet_id or "").iter_rows(named=True)
    ]


def _tip(row: dict[str, Any], kpi: Kpi, size: Kpi) -> str:
    """What a reader sees on hover, as plain text."""
    n = behind(kpi, row["numerator"], row["denominator"])
    if row["reliability"] == "withheld":
        said = t("outlet_map.tip_few", n=n) if row["denominator"] else t("outlet_map.tip_none")
    else:
        remark = few(kpi, row["numerator"], row["denominator"])
        beside = formats.listed([n, remark]) if remark else n
        said = f"{formats.kpi(row['value'], kpi.unit)}（{beside}）"
    lines = (
        row["name"],
        " · ".join(part for part in (row["district_name"], row["industry_name"]) if part),
        f"{pick(kpi.name_zh, kpi.name_en)} {said}",
        f"{pick(size.name_zh, size.name_en)} {formats.count(row['volume'], size.unit)}",
    )
    return "\n".join(line for line in lines if line)
