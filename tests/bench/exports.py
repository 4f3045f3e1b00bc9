"""A ticket export of a given size as a city's system would write it: 13 columns, about 210 bytes a row.

`python -m tests.bench.exports FILE ROWS` writes one, as CSV or XLSX: in a process of its own, since the peak of a
measured child counts what its parent held.
"""

import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl

ROWS_A_PIECE = 250_000
FIRST_DAY = np.datetime64("2025-05-01T00:00:00", "s")
AS_OF = datetime(2026, 11, 3, 18, 0, 0)
TEXT = np.array(
    list("关于办理事项时间过长窗口排队系统卡顿材料反复补充请有关部门尽快核实并答复结果谢谢")
)


def write_tickets(path: Path, rows: int, seed: int = 7) -> None:
    """Write the export; one text in twenty holds a telephone number.

    Args:
        path: the CSV file, UTF-8.
        rows: how many tickets.
        seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    with path.open("wb") as file:
        for first in range(0, rows, ROWS_A_PIECE):
            piece = _piece(rng, first, min(ROWS_A_PIECE, rows - first))
            piece.write_csv(file, include_header=first == 0)


def _piece(rng: np.random.Generator, first: int, rows: int) -> pl.DataFrame:
    outlets = rng.integers(0, 400, rows)
    promised = rng.choice([0, 1, 3, 5, 7, 10, 15], rows)
    accepted = FIRST_DAY + rng.integers(0, 551 * 86_400, rows).astype("timedelta64[s]")
    closed = accepted + (rng.gamma(2.0, 0.35, rows) * (promised + 0.3) * 86_400).astype(
        "timedelta64[s]"
    )
    frame = pl.DataFrame(
        {
            "工单编号": np.char.add("T", np.char.zfill((first + np.arange(rows)).astype(str), 9)),
            "来源渠道": rng.choice(["窗口", "热线", "网上"], rows),
            "受理时间": accepted.astype("datetime64[ms]"),
            "办结时间": closed.astype("datetime64[ms]"),
            "区县": np.array(["海曙区", "江北区", "北仑区", "镇海区", "鄞州区", "慈溪市"])[
                outlets % 6
            ],
            "网格编号": np.char.add("G", (outlets * 3 + rng.integers(0, 3, rows)).astype(str)),
            "承办网点": np.char.add("W", outlets.astype(str)),
            "事项名称": np.char.add("事项", rng.integers(0, 60, rows).astype(str)),
            "承诺时限": promised,
            "状态": "办结",
            "评价": rng.choice(["非常满意", "满意", "基本满意", "不满意", ""], rows),
            "联系电话": np.char.add("1390000", rng.integers(1_000, 9_999, rows).astype(str)),
            "内容": _texts(rng, rows),
        }
    )
    is_open = pl.col("办结时间") > AS_OF
    return frame.with_columns(
        状态=pl.when(is_open).then(pl.lit("在办")).otherwise("状态"),
        办结时间=pl.when(~is_open).then("办结时间").dt.strftime("%Y-%m-%d %H:%M:%S"),
        受理时间=pl.col("受理时间").dt.strftime("%Y-%m-%d %H:%M:%S"),
    )


def _texts(rng: np.random.Generator, rows: int) -> np.ndarray:
    """Return 40 to 80 characters a row, cut from a long run of them so that this stays quick."""
    run = "".join(rng.choice(TEXT, 200_000))
    starts = rng.integers(0, len(run) - 80, rows)
    lengths = rng.integers(40, 81, rows)
    phones = np.where(rng.random(rows) < 0.05, "，联系电话13900001234", "")
    cut = [run[s : s + n] for s, n in zip(starts.tolist(), lengths.tolist(), strict=True)]
    return np.char.add(np.array(cut), phones)


def write_beside(path: Path, rows: int) -> None:
    """Write the export in a process of its own; as a workbook where the file is called so."""
    command = [sys.executable, "-m", "tests.bench.exports", str(path), str(rows)]
    subprocess.run(command, check=True)


def main(path: Path, rows: int) -> None:
    if path.suffix == ".csv":
        write_tickets(path, rows)
        return
    with tempfile.NamedTemporaryFile(suffix=".csv") as csv:
        write_tickets(Path(csv.name), rows)
        pl.read_csv(csv.name, infer_schema=False).write_excel(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
