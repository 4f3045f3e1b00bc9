"""Outlets in their district (D03), of three datums and near every border, against the plain-Python oracle."""

import csv
import random
from collections import defaultdict
from pathlib import Path

import pytest

from analysis import kpi_questions
from analysis.filters import Filters
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.analysis.evidence_city import WHOLE
from tests.etl.tiny_city import drop, tickets
from tests.oracle.places import Declared, Ring, holds, is_in_district, outlines, shown_on
from tests.sql.clock_world import asked

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
SHAPES = outlines(REFERENCE / "boundaries" / "330200.geojson")
WORDS = {"wgs84": "WGS84", "gcj02": "高德", "bd09": "百度", None: ""}
USUAL = "wgs84"


def adcodes() -> dict[str, str]:
    with (REFERENCE / "districts.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {line["name"]: line["adcode"] for line in csv.DictReader(lines)}


def drawn(chance: random.Random) -> list[Declared]:
    """Draw outlets on both sides of borders, at sea, far away, swapped, and without a cell."""
    names = {adcode: name for name, adcode in adcodes().items()}
    found = []
    for adcode, polygons in SHAPES.items():
        corners = [corner for rings in polygons for ring in rings for corner in ring]
        for number in range(60):
            x, y = chance.choice(corners)
            near = chance.choice((0.0008, 0.006, 0.05))
            lon, lat = x + chance.uniform(-near, near), y + chance.uniform(-near, near)
            datum = chance.choice(("wgs84", "gcj02", "bd09", None))
            lon, lat = shown_on(datum or USUAL, lon, lat)
            one = (round(lon, 7), round(lat, 7))
            # A datum that is not the declared one, and numbers that were swapped, are seen by D03.
            told = chance.choice((datum, datum, datum, "gcj02"))
            district = chance.choice((names[adcode], names[adcode], adcode, "海曙区"))
            cells = chance.choice((one, one, one, one, (None, one[1]), one[::-1]))
            if cells[1] is not None and not -90 <= cells[1] <= 90:
                cells = one
            found.append(Declared(f"{adcode}-{number}", district, *cells, told))
    return [*found, Declared("X1", "无名区", 121.5, 29.8)]


def ledger(outlets: list[Declared]) -> str:
    lines = ["网点编号,网点名称,行业,区县,经度,纬度,坐标系"]
    for one in outlets:
        cells = ["" if cell is None else str(cell) for cell in (one.lon, one.lat)]
        lines.append(f"{one.outlet_id},窗口{one.outlet_id},邮政,{one.district},{','.join(cells)},{WORDS[one.datum]}")  # fmt: skip
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    outlets = drawn(random.Random(3))
    folder = DataFolder(tmp_path_factory.mktemp("places") / "data")
    files = [
        drop(folder.inbox, "网点台账.csv", ledger(outlets)),
        # A ledger has no time of its own: a stock stands in the month of the as-of.
        drop(folder.inbox, "办件工单.csv", tickets(1, 4)),
    ]
    result, _ = load_files(folder, files)
    assert (result.accepted, result.rejected) == (len(outlets), 0)
    made = build(folder)
    judged = {one.outlet_id: is_in_district(one, SHAPES, adcodes(), USUAL) for one in outlets}
    return outlets, judged, made


def test_each_outlet_is_judged_as_the_textbook_judges_it(city):
    _, judged, made = city
    rows = asked(made.path, "select outlet_id, is_in_district from dim_outlet where is_registered")

    assert dict(rows) == judged
    kinds = list(judged.values())
    assert min(kinds.count(True), kinds.count(False), kinds.count(None)) > 50


@pytest.mark.parametrize("scope", ["city", "district", "outlet"])
def test_the_share_at_every_level(city, scope):
    outlets, judged, made = city
    expected = defaultdict(lambda: [0, 0])
    for one in outlets:
        known = judged[one.outlet_id]
        if known is not None:
            at = {"city": "city", "district": adcodes().get(one.district, one.district), "outlet": one.outlet_id}  # fmt: skip
            expected[at[scope]][0] += known
            expected[at[scope]][1] += 1
    release = Release(made.build_id, made.path)
    values = kpi_questions.kpi_by_level(release, WHOLE, ["D03"], scope)
    told = values.filter(values["denominator"] > 0)

    assert {row[0]: list(row[1:]) for row in told.select("scope_id", "numerator", "denominator").rows()} == dict(expected)  # fmt: skip
    assert told["value"].to_list() == pytest.approx(
        (told["numerator"] / told["denominator"]).to_list()
    )


def test_the_stock_is_of_the_as_of_whatever_the_period(city):
    *_, made = city
    release = Release(made.build_id, made.path)
    early = Filters(WHOLE.start, WHOLE.start)

    one, other = (kpi_questions.kpi_values(release, chosen, ["D03"]) for chosen in (WHOLE, early))
    assert one.equals(other)


def test_a_ring_with_a_hole_holds_what_is_between_only():
    def square(size: float) -> Ring:
        return [(-size, -size), (size, -size), (size, size), (-size, size), (-size, -size)]

    assert holds([[square(2), square(1)]], (1.5, 0.0))
    assert not holds([[square(2), square(1)]], (0.5, 0.0))
    assert not holds([[square(2)], [square(1)]], (3.0, 0.0))
