"""Fifteen thousand numbers of persons go in with cases and complaints; none comes out anywhere."""

import io
import json
import random
import re
import shutil
import tempfile
import unicodedata
import zipfile

import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from tests.etl.test_masking import FULL, card, identity, phone, spelled

ROWS = 2_500
PLANTED_A_ROW = 6
# Written inside a number: taken out before a text is searched.
BETWEEN = re.compile(r"(?<=[0-9])[ \-.()/]{1,3}(?=[0-9])")


def old_identity(rng):
    region, year = rng.choice(["330206", "110105"]), rng.randint(40, 79)
    return f"{region}{year}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(0, 999):03}"


def landline(rng):
    return f"0574-{rng.randint(2, 8)}{rng.randint(0, 10**7 - 1):07}"


def plain(text):
    """Digits as a search sees them: half width, nothing between, an x in upper case."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


@pytest.fixture(scope="module")
def planted():
    """Rows of a ticket export, and every number in them in plain digits."""
    rng = random.Random(20261125)
    makers = [
        lambda: spelled(rng, "phone"),
        lambda: spelled(rng, "identity"),
        lambda: spelled(rng, "card"),
        lambda: old_identity(rng),
        lambda: landline(rng),
        lambda: f"{phone(rng)}，{phone(rng)}",
        lambda: f"{identity(rng)} {phone(rng)}",
        lambda: card(rng).translate(FULL),
    ]
    rows, numbers = [], set()
    for at in range(ROWS):
        said = [rng.choice(makers)() for _ in range(PLANTED_A_ROW - 2)]
        clerk = rng.choice(makers[:5])()
        person = phone(rng)
        numbers |= {
            n for text in (*said, clerk, person) for n in re.findall(r"[0-9]{9,}X?", plain(text))
        }
        # Every tenth row is rejected, and its original text is kept.
        received = "昨天上午" if at % 10 == 0 else f"2026-{at % 9 + 1:02}-{at % 27 + 1:02} 09:30:00"
        text = f"来电人{said[0]}反映，联系{said[1]}"
        # Numbers of cases that hold their day look like phones, and stay what they are.
        number, unit = f"151103{at:05}", f"示例市公安局{said[3]}"
        rows.append((number, unit, clerk, received, person, text, f"重复来电{said[2]}"))
    return rows, numbers


def exported(rows, folder):
    folder.mkdir(parents=True)
    frame = pl.DataFrame(
        rows,
        ["工单编号", "承办单位", "经办人工号", "收件时间", "联系电话", "内容", "剔除原因"],
        orient="row",
    )
    frame.write_csv(folder / "热线工单.csv", include_bom=True)
    complaints = frame.select(
        pl.col("工单编号").alias("投诉编号"),
        pl.col("承办单位").alias("被投诉单位"),
        pl.col("经办人工号").alias("被投诉网点"),
        pl.col("收件时间").alias("接收时间"),
        "联系电话",
        pl.col("内容").alias("投诉内容"),
    )
    complaints.write_excel(folder / "投诉.xlsx")


def texts_of_tables(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        for (table,) in connection.sql("select view_name from duckdb_views() where not internal union all select table_name from duckdb_tables()").fetchall():  # fmt: skip
            yield from texts_of(connection.sql(f'select * from "{table}"').pl(), f"{table}")


def texts_of(frame, where):
    for name in frame.columns:
        column = frame[name].cast(pl.String, strict=False) if frame[name].dtype != pl.List else frame[name].cast(pl.List(pl.String)).list.join(" ")  # fmt: skip
        yield f"{where}.{name}", "\n".join(column.drop_nulls().unique().to_list())


def everything_kept(data):
    for path in sorted(data.rglob("*")):
        if not path.is_file() or "inbox" in path.parts:
            continue
        if path.suffix == ".parquet":
            yield from texts_of(pl.read_parquet(path), str(path.relative_to(data)))
        elif path.suffix == ".duckdb":
            # A copy, since the commands of this process hold the build open in their own way.
            with tempfile.NamedTemporaryFile(suffix=".duckdb") as copy:
                yield from texts_of_tables(shutil.copy(path, copy.name))
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
                for member in book.namelist():
                    yield f"{path.name}/{member}", book.read(member).decode()
        else:
            yield str(path.relative_to(data)), path.read_bytes().decode("utf-8", errors="replace")


def found_in(text, numbers):
    """The planted numbers in a text, each tried at every place of every run of digits."""
    sizes = {len(number) for number in numbers}
    return {
        run[at : at + size]
        for run in re.findall(r"[0-9]{9,}X?", plain(text))
        for size in sizes
        for at in range(len(run) - size + 1)
        if run[at : at + size] in numbers
    }


def etl(data, *words):
    said = CliRunner().invoke(app, words, env={"MINGCHUANG_DATA": str(data)})
    assert said.exit_code == 0, said.output
    return said.stdout + said.stderr


def test_the_search_sees_a_number_in_any_spelling():
    numbers = {"13800138000", "11010519491231002X"}

    for text in (
        "1 138 0013 8000",
        "１３８－００１３－８０００",
        "+8613800138000",
        "110105 19491231 002x",
    ):
        assert found_in(text, numbers), text


def test_fifteen_thousand_numbers_of_persons_are_nowhere_afterwards(planted, tmp_path):
    rows, numbers = planted
    data = tmp_path / "data"
    exported(rows, data / "inbox")

    said = [etl(data, "load"), etl(data, "load", "--json")]
    said.append(etl(data, "rejects", "--out", str(data / "rejects.xlsx")))
    said += [
        etl(data, "rejects"),
        etl(data, "batches", "--json"),
        etl(data, "trace", "15110300001"),
    ]

    assert len(numbers) >= 15_000
    batches = json.loads(said[1][said[1].index("{") :])["batches"]
    assert {(b["source"], b["read"], b["rejected"]) for b in batches} == {
        ("tickets", ROWS, ROWS // 10),
        ("complaints", ROWS, ROWS // 10),
    }
    tickets = pl.read_parquet(data / "lake" / "tickets" / "*.parquet")
    rejects = pl.read_parquet(data / "rejects" / "tickets" / "*.parquet")
    numbered = {number for number, *_ in rows}
    assert {*tickets["ticket_id"], *rejects["row_key"]} == numbered
    assert {json.loads(row)["工单编号"] for row in rejects["row_json"]} == {*rejects["row_key"]}
    # Two clerks stay two.
    clerks = {plain(row[2]) for row in rows if row[0] in set(tickets["ticket_id"])}
    assert tickets["staff_id"].n_unique() == len(clerks)
    leaks = {
        where: sorted(found)[:3]
        for where, text in [*everything_kept(data), *enumerate(said)]
        if (found := found_in(text, numbers))
    }
    assert leaks == {}
