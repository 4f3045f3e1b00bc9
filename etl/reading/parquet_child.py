"""Reads one Parquet file in a process of its own, since a small file can ask for all the memory.

Run by child.py as `python parquet_child.py FILE DESCRIPTOR SECONDS`; imports nothing of the project.
Writes the rows as one Arrow stream of text to the descriptor, and what it found as JSON to
standard output. Columns that hold no plain values are written empty and named. A column of shapes
(GeoParquet, or well-known binary) is written as well-known text; where all are points, their
longitude and latitude are two further columns.
"""

import errno
import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from pyarrow import types

MEMORY_BYTES = 2 * 1024**3
WRITTEN_BYTES = 20 * 1024**3
BATCH_ROWS = 50_000
# Moments with a zone become the wall clock of the city, as exports write it.
ZONE = "+08:00"
TEXT = pa.large_string()
EXHAUSTED = 9
POINT = ("longitude", "latitude")
NO_SHAPE = "(WKB?)"
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
    shapes = columns_of_shapes(file)
    points = column_of_points(file, shapes)
    header = [field.name for field in fields]
    header += [name for name in POINT if points and name not in header]
    unreadable: dict[str, str] = {}
    schema = pa.schema([(f"c{i}", TEXT) for i in range(len(header))])
    with os.fdopen(descriptor, "wb") as sink, pa.ipc.new_stream(sink, schema) as stream:
        for batch in file.iter_batches(BATCH_ROWS):
            columns = []
            for field, column in zip(fields, batch.columns, strict=True):
                try:
                    if field.name in shapes:
                        columns.append(as_wkt(column))
                    else:
                        columns.append(as_text(column, is_day=field.name in days))
                except NoPlainValues:
                    unreadable[field.name] = str(field.type)[:80]
                    columns.append(pa.nulls(batch.num_rows, TEXT))
            if points:
                degrees = degrees_of(batch.column(points))
                columns += [degrees[name] for name in header[len(fields) :]]
            stream.write_batch(pa.record_batch(columns, schema=schema))
    return {"header": header, "unreadable": unreadable}


def columns_of_shapes(file: pq.ParquetFile) -> set[str]:
    """Return the columns that hold shapes as well-known binary.

    GeoParquet names them in the file's metadata, DuckDB and others only by what stands in them.
    """
    binary = [
        field.name
        for field in file.schema_arrow
        if types.is_binary(field.type) or types.is_large_binary(field.type)
    ]
    told = (file.schema_arrow.metadata or {}).get(b"geo")
    if told is not None:
        columns = json.loads(told).get("columns", {})
        wkb = {name for name, about in columns.items() if about.get("encoding") == "WKB"}
        return wkb & set(binary)
    found = set(binary)
    for batch in file.iter_batches(BATCH_ROWS, columns=binary) if binary else ():
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            values = column.drop_null()
            if len(values) and shapely.is_missing(shapes_of(values)).any():
                found.discard(name)
    empty = {
        name for name in found if file.read([name]).column(0).null_count == file.metadata.num_rows
    }
    return found - empty


def column_of_points(file: pq.ParquetFile, shapes: set[str]) -> str | None:
    """Return the one column of shapes that are all points; of several nobody knows which counts."""
    if len(shapes) != 1:
        return None
    [name] = shapes
    for batch in file.iter_batches(BATCH_ROWS, columns=[name]):
        kinds = shapely.get_type_id(shapes_of(batch.column(0).drop_null()))
        if (kinds != shapely.GeometryType.POINT).any():
            return None
    return name


def shapes_of(values: pa.Array) -> Any:
    """Return shapes; what is none is missing."""
    return shapely.from_wkb(np.array(values.to_pylist(), dtype=object), on_invalid="ignore")


def as_wkt(values: pa.Array) -> pa.Array:
    """Return shapes as text with every digit; bytes that are none are said to be none."""
    shapes = shapes_of(values)
    is_other = shapely.is_missing(shapes) & values.is_valid().to_numpy(zero_copy_only=False)
    texts = shapely.to_wkt(shapes, rounding_precision=-1)
    return pa.array(np.where(is_other, NO_SHAPE, texts), TEXT)


def degrees_of(values: pa.Array) -> dict[str, pa.Array]:
    """Return longitude and latitude of points, nothing where there is none."""
    shapes = shapes_of(values)
    degrees = {"longitude": shapely.get_x(shapes), "latitude": shapely.get_y(shapes)}
    return {name: pa.array(written(at.tolist()), TEXT) for name, at in degrees.items()}


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
