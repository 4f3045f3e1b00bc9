"""Reads one Parquet file in a process of its own, since a small file can ask for all the memory.

Run by child.py as `python parquet_child.py FILE DESCRIPTOR SECONDS`; imports nothing of the project.
Writes the rows as one Arrow stream of text to the descriptor, and what it found as JSON to
standard output. Columns that hold no plain values are written empty and named.
"""

import errno
import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import types

MEMORY_BYTES = 2 * 1024**3
WRITTEN_BYTES = 20 * 1024**3
BATCH_ROWS = 50_000
# Moments with a zone become the wall clock of the city, as exports write it.
ZONE = "+08:00"
TEXT = pa.large_string()
EXHAUSTED = 9
PLAIN = (
    types.is_string, types.is_large_string, types.is_string_view, types.is_integer, types.is_boolean,
    types.is_decimal, types.is_null,
)  # fmt: skip


class NoPlainValues(Exception):  # noqa: N818
    """A column of lists, structures or bytes."""


def main(path: str, descriptor: int, seconds: int) -> None:
    """Write the rows of a file, then say what was written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    # At the second limit it would be killed like one that takes too much memory.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))
    try:
        found = read_rows(path, descriptor)
    except MemoryError:
        sys.exit(EXHAUSTED)
    except (pa.ArrowException, OSError, ValueError) as error:
        if getattr(error, "errno", None) in (errno.EFBIG, errno.ENOSPC):
            sys.exit(EXHAUSTED)
        found = {"error": str(error).splitlines()[0]}
    sys.stdout.write(json.dumps(found))


def read_rows(path: str, descriptor: int) -> dict[str, Any]:
    """Write the file as text; return its header and the columns that could not be."""
    file = pq.ParquetFile(path)
    fields = list(file.schema_arrow)
    days = columns_of_days(file)
    unreadable: dict[str, str] = {}
    schema = pa.schema([(f"c{i}", TEXT) for i in range(len(fields))])
    with os.fdopen(descriptor, "wb") as sink, pa.ipc.new_stream(sink, schema) as stream:
        for batch in file.iter_batches(BATCH_ROWS):
            columns = []
            for field, column in zip(fields, batch.columns, strict=True):
                try:
                    columns.append(as_text(column, is_day=field.name in days))
                except NoPlainValues:
                    unreadable[field.name] = str(field.type)[:80]
                    columns.append(pa.nulls(batch.num_rows, TEXT))
            stream.write_batch(pa.record_batch(columns, schema=schema))
    return {"header": [field.name for field in fields], "unreadable": unreadable}


def columns_of_days(file: pq.ParquetFile) -> set[str]:
    """Return the columns of moments that are all midnights: some writers know no days."""
    names = [field.name for field in file.schema_arrow if types.is_timestamp(field.type)]
    days = set(names)
    for batch in file.iter_batches(BATCH_ROWS, columns=names) if names else ():
        for field, column in zip(batch.schema, batch.columns, strict=True):
            moments = on_the_wall(column)
            is_midnight = pc.equal(pc.floor_temporal(moments, unit="day"), moments)
            if not pc.all(is_midnight, min_count=0).as_py():
                days.discard(field.name)
    return days


def on_the_wall(moments: pa.Array) -> pa.Array:
    """Return moments without a zone, in microseconds."""
    if moments.type.tz is not None:
        moments = pc.local_timestamp(moments.cast(pa.timestamp(moments.type.unit, ZONE)))
    return moments.cast(pa.timestamp("us"), safe=False)


def as_text(values: pa.Array, *, is_day: bool) -> pa.Array:
    """Return values as a person would write them.

    Raises:
        NoPlainValues: they cannot be written in a cell.
    """
    kind = values.type
    if types.is_dictionary(kind):
        return as_text(values.dictionary_decode(), is_day=is_day)
    if types.is_timestamp(kind):
        moments = on_the_wall(values)
        return moments.cast(pa.date32(), safe=False).cast(TEXT) if is_day else clock(moments)
    if types.is_time(kind):
        return clock(values)
    if types.is_floating(kind):
        return pa.array(written(values.to_pylist()), TEXT)
    if types.is_date(kind):
        return values.cast(pa.date32()).cast(TEXT)
    if types.is_binary(kind) or types.is_large_binary(kind):
        # Some writers do not say which of their bytes are text.
        try:
            return values.cast(TEXT)
        except pa.ArrowInvalid as error:
            raise NoPlainValues from error
    if not any(is_plain(kind) for is_plain in PLAIN):
        raise NoPlainValues
    return values.cast(TEXT)


def clock(values: pa.Array) -> pa.Array:
    """Return moments or times of day, their fractions only where there are some."""
    return pc.replace_substring_regex(values.cast(TEXT), r"\.0+$", "")


def written(numbers: list[float | None]) -> Iterator[str | None]:
    """Yield numbers as digits: 1001 for 1001.0, and nothing where there is none."""
    for number in numbers:
        if number is None or number != number:
            yield None
        else:
            yield str(int(number)) if number.is_integer() else repr(number)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
