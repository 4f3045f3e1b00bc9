"""The exports of cases: one file per period and kind, and at last one that restates what changed."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.dirt import HOTLINE_FAULTS, WINDOW_FAULTS, soiled
from etl.demo.exports import hotline_export, restated, window_export
from etl.demo.files import write_csv
from etl.demo.plan import Township
from etl.demo.size import AS_OF, PERIODS
from etl.demo.spelling import Style, headed, spelled
from etl.geography import from_wgs84

WINDOW_STYLES = (
    Style("slash", encoding="gb18030", has_total=True, days_suffix="个工作日", headers={"ticket_id": "办件编号"}),
    Style("iso", headers={"ticket_id": "办件编号"}, missing="—"),
    Style("chinese", encoding="gb18030", headers={"ticket_id": "办件编号", "rating": "评价等级"}, has_total=True),
    Style("iso", headers={"outlet_id": "网点编号", "status": "办件状态"}, yes_no=("Y", "N")),
    Style("slash", headers={"ticket_id": "办件编号"}, days_suffix="个工作日", serials="received_at"),
    Style("iso", headers={"ticket_id": "办件编号", "promised_days": "承诺工作日"}, encoding="utf-8"),
    Style("chinese", headers={"ticket_id": "办件编号"}),
)  # fmt: skip
HOTLINE_HEADERS = {"due_at": "办理期限", "received_at": "登记时间", "request_type": "诉求类型"}
OLD_SYSTEM = Style("iso", headers=HOTLINE_HEADERS, encoding="gb18030", has_total=True)
NEW_SYSTEM = Style("iso", headers=HOTLINE_HEADERS)
HOTLINE_STYLES = (
    OLD_SYSTEM,
    OLD_SYSTEM,
    replace(OLD_SYSTEM, dates="slash"),
    NEW_SYSTEM,
    NEW_SYSTEM,
    replace(OLD_SYSTEM, dates="chinese"),
    NEW_SYSTEM,
)
LATE = Style("iso", headers={"ticket_id": "办件编号"})
# Seen twice in one export, with the deadline before and after the extension.
TWICE_IN_FILE = 0.5


@dataclass
class CaseWriter:
    """Writes the case files as the periods come and remembers what must be restated.

    Attributes:
        out: the folder.
        outlet_ids: the ledger's ids in the order of the outlets.
    """

    out: Path
    outlet_ids: pl.Series
    written: list[Path] = field(default_factory=list)
    late_window: list[pl.DataFrame] = field(default_factory=list)
    late_hotline: list[pl.DataFrame] = field(default_factory=list)

    def write_window(self, rng: np.random.Generator, truth: pl.DataFrame, number: int) -> None:
        """Write the window cases of a period."""
        period = PERIODS[number]
        style = _titled(WINDOW_STYLES[number], "示例市窗口办件明细表", number)
        rows = window_export(truth, self.outlet_ids, period.exported_at)
        path = self.out / f"窗口办件_{period.name}.csv"
        text = soiled(spelled(rows, style, rng), WINDOW_FAULTS, rng)
        self.written.append(write_csv(headed(text, "tickets", style), path, style))
        self.late_window.append(restated(truth, period.exported_at, AS_OF))

    def write_hotline(
        self, rng: np.random.Generator, truth: pl.DataFrame, towns: list[Township], number: int
    ) -> None:
        """Write the hotline cases of a period; some of those extended appear twice."""
        period = PERIODS[number]
        style = _titled(HOTLINE_STYLES[number], "示例市12345热线工单明细表", number)
        luck = rng.random(truth.height)
        extended = (pl.col("extension_days") > 0) & pl.Series(luck < 0.7)
        marked = _placed(rng, truth, towns).with_columns(extended.alias("is_overwritten"))
        plain = marked.with_columns(pl.lit(False).alias("is_overwritten"))
        rows = hotline_export(plain, period.exported_at)
        both = marked.filter(
            pl.col("is_overwritten") & pl.Series(luck < 0.7 * TWICE_IN_FILE),
            pl.col("received_at") < period.exported_at - timedelta(days=14),
        )
        earlier = hotline_export(
            both.with_columns(pl.lit(False).alias("is_overwritten")),
            period.exported_at - timedelta(days=7),
        )
        newer = hotline_export(both, period.exported_at)
        rest = rows.join(
            both.select("ticket_id"), on="ticket_id", how="anti", maintain_order="left"
        )
        rows = pl.concat([rest, earlier, newer]).sort("received_at", maintain_order=True)
        path = self.out / f"12345工单_{period.name}.csv"
        text = soiled(spelled(rows, style, rng), HOTLINE_FAULTS, rng)
        self.written.append(write_csv(headed(text, "tickets", style), path, style))
        self.late_hotline.append(restated(marked, period.exported_at, AS_OF))

    def finished(self, rng: np.random.Generator) -> list[Path]:
        """Write what later exports say of earlier cases, and return all files."""
        window = window_export(pl.concat(self.late_window), self.outlet_ids, AS_OF)
        hotline = hotline_export(pl.concat(self.late_hotline), AS_OF)
        day = f"{AS_OF.year}年{AS_OF.month}月{AS_OF.day}日"
        for name, rows, style in (
            (f"窗口办件_更新至{day}", window, LATE),
            (f"12345工单_更新至{day}", hotline, replace(LATE, headers=HOTLINE_HEADERS)),
        ):
            text = headed(spelled(rows, style, rng), "tickets", style)
            self.written.append(write_csv(text, self.out / f"{name}.csv", style))
        return self.written


def _titled(style: Style, title: str, number: int) -> Style:
    """Put two title lines above the header of the files that have a total below."""
    if not style.has_total:
        return style
    period = PERIODS[number]
    when = f"{period.exported_at:%Y-%m-%d %H:%M}"
    return replace(style, titles=(title, f"统计周期：{period.name}　导出时间：{when}"))


def _placed(rng: np.random.Generator, truth: pl.DataFrame, towns: list[Township]) -> pl.DataFrame:
    """Give a third of the cases a place near their town's centre, in GCJ-02 as the hotline has it."""
    centres = np.array([town.centre for town in towns])[truth["town"].to_numpy()]
    places = centres + rng.normal(0, 0.008, centres.shape)
    known = pl.Series(rng.random(truth.height) < 0.32)
    here = pl.DataFrame({"longitude": places[:, 0], "latitude": places[:, 1]})
    moved = from_wgs84(here, "longitude", "latitude", "gcj02")
    return truth.with_columns(
        pl.when(known).then(moved["longitude"].round(6)).alias("longitude"),
        pl.when(known).then(moved["latitude"].round(6)).alias("latitude"),
        pl.when(known).then(pl.lit("GCJ02")).alias("crs"),
    )
