"""What a city's headers of wide sheets may stand for: the check sheet's items and the figures."""

from etl.handwritten import read_table
from etl.mapping.wide_items import KnownItems
from etl.paths import DataFolder
from etl.reference.references import CHECKLIST, kpis


def read_items(folder: DataFolder) -> KnownItems:
    """Return what headers of wide sheets may stand for.

    Args:
        folder: the data folder, whose own reference files come before the project's.
    """
    lines = read_table(folder.reference("checklist.csv"), CHECKLIST)
    newest = lines.unique("item_code", keep="last", maintain_order=True)
    return KnownItems(
        {
            "item_code": newest.select("item_code", "name_zh").rows(),
            "kpi_id": kpis(folder).select("kpi_id", "name_zh").rows(),
        }
    )
