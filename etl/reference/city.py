"""The city that a data folder is about: `reference/city.yaml`."""

from dataclasses import dataclass

from etl.errors import Said
from etl.geography import DATUMS
from etl.handwritten import faulty, read_yaml
from etl.paths import DataFolder


@dataclass(frozen=True)
class City:
    """What every part needs to know of the city.

    Attributes:
        name: its name as the pages show it.
        name_en: its name in English.
        adcode: its six-digit administrative code (GB/T 2260).
        crs: the datum of coordinates that name none.
        period_start_day: the day on which a statistical month begins, 1 to 28.
    """

    name: str
    name_en: str
    adcode: str
    crs: str
    period_start_day: int


def read_city(folder: DataFolder) -> City:
    """Read `city.yaml` of the data folder, or the project's own.

    Args:
        folder: the data folder.

    Returns:
        The city.

    Raises:
        EtlError: a value is missing or not one of those allowed.
    """
    path = folder.reference("city.yaml")
    given = read_yaml(path) or {}
    if not isinstance(given, dict):
        raise faulty(
            path, Said("应写成“键: 值”，如 name: 宁波市", "write key: value, such as name: Ningbo")
        )
    start = str(given.get("period_start_day", 1)).strip()
    city = City(
        name=str(given.get("name", "")),
        name_en=str(given.get("name_en") or given.get("name", "")),
        adcode=str(given.get("adcode", "")),
        crs=str(given.get("crs", "wgs84")),
        period_start_day=int(start) if start.isdecimal() else 0,
    )
    # A month that began on the 29th would not exist every February.
    if not city.name or city.crs not in DATUMS or not 1 <= city.period_start_day <= 28:
        raise faulty(
            path,
            Said(
                f"请写明 name，crs 只能是 {'、'.join(DATUMS)}，period_start_day 只能是 1 至 28"
                f"（现为 name: {city.name or '空'}，crs: {city.crs}，period_start_day: {start}）",
                f"give a name, a crs out of {', '.join(DATUMS)}, a period_start_day of 1 to 28 "
                f"(there is name: {city.name or 'none'}, crs: {city.crs}, period_start_day: {start})",
            ),
        )
    return city
