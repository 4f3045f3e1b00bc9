"""Writing the whole sample city."""

from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.case_files import CaseWriter
from etl.demo.clock import Workdays
from etl.demo.complaints import complaints
from etl.demo.drift import period_weights
from etl.demo.files import write_marker
from etl.demo.hotline_cases import hotline_cases
from etl.demo.hotline_files import write_calls, write_dispatches
from etl.demo.inspections import inspections
from etl.demo.ledgers import (
    industry_names,
    write_grids,
    write_outlets,
    write_suspensions,
    write_units,
)
from etl.demo.matters import MatterTable
from etl.demo.names import INDUSTRIES
from etl.demo.office_files import write_nominations, write_summaries, write_tasks, write_visits
from etl.demo.outlets import Outlets
from etl.demo.outlets import outlets as founded
from etl.demo.plan import Township, townships
from etl.demo.plan import grids as divided
from etl.demo.size import PERIODS, SIZES, Size, SizeName
from etl.demo.small_files import write_complaints, write_inspections
from etl.demo.units import units as registered
from etl.demo.voice_files import write_ratings, write_surveys
from etl.demo.window_cases import window_cases

SEED = 20261101
# Each part draws from a stream of its own: more cases of one kind leave the other files alone.
GROUND, PEOPLE, WINDOWS, HOTLINE, COMPLAINTS, INSPECTIONS, FILES, BESIDE = range(8)


def write(out: Path, size: SizeName = "city", seed: int = SEED) -> list[Path]:
    """Write the exports of a sample city and the marker that says they are invented.

    Args:
        out: the folder for the files, made when missing; usually the inbox of a data folder.
        size: `small` (3,000 tickets, for tests), `city` (120,000) or `province` (1,200,000).
        seed: the same seed writes the same bytes.

    Returns:
        The files written, in the order of writing; `sample.json` lies beside an inbox, else in
        `out`, and is not among them.
    """
    out.mkdir(parents=True, exist_ok=True)
    wanted, work = SIZES[size], Workdays.of_project()
    towns = townships(_stream(seed, GROUND), wanted.townships)
    areas = divided(_stream(seed, GROUND, 1), towns, wanted.grids)
    units = registered(_stream(seed, PEOPLE), towns)
    outlets = founded(_stream(seed, PEOPLE, 1), wanted.outlets, towns, units)
    written = write_units(units, out)
    written.append(write_outlets(_stream(seed, FILES), outlets, out))
    written.append(write_grids(_stream(seed, FILES, 1), areas, towns, outlets, out))
    writer = CaseWriter(out, outlets.ledger["outlet_id"])
    suspensions, calls, rated = _write_cases(writer, seed, wanted, work, towns, units, outlets)
    told = calls.filter(pl.col("request_type") == "投诉", pl.col("oddity") == 0)
    written += writer.finished(_stream(seed, FILES, 50))
    written.append(write_suspensions(_stream(seed, FILES, 2), suspensions, out))
    draw = _stream(seed, COMPLAINTS)
    made = complaints(draw, wanted.window_cases, outlets, told, units, work)
    written += write_complaints(_stream(seed, FILES, 3), made, out)
    visited = inspections(_stream(seed, INSPECTIONS), outlets, work)
    written += write_inspections(_stream(seed, FILES, 4), visited, out)
    beside = [_stream(seed, BESIDE, number) for number in range(8)]
    written += write_dispatches(beside[0], calls, units, out)
    written += write_calls(beside[1], wanted.hotline_cases, work, out)
    written += write_ratings(beside[2], rated, outlets.ledger["outlet_id"], out)
    written.append(write_surveys(beside[3], list(industry_names().values()), out))
    written += write_visits(beside[4], areas, out)
    written.append(write_tasks(beside[5], units, out))
    written.append(write_summaries(beside[6], units, out))
    written += write_nominations(beside[7], outlets.ledger, units, out)
    write_marker(written, out.parent if out.name == "inbox" else out)
    return written


def _write_cases(
    writer: CaseWriter,
    seed: int,
    wanted: Size,
    work: Workdays,
    towns: list[Township],
    units: pl.DataFrame,
    outlets: Outlets,
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Write the cases period by period; return suspensions, the hotline's cases, and rated cases."""
    matters = MatterTable.of_all(list(INDUSTRIES))
    suspensions, asked, rated = [], [], []
    first_window = first_call = 1
    for number, share in enumerate(period_weights(PERIODS, work)):
        period = PERIODS[number]
        many, few = round(wanted.window_cases * share), round(wanted.hotline_cases * share)
        draw = _stream(seed, WINDOWS, number)
        cases, stopped = window_cases(draw, many, period, outlets, work, matters, first_window)
        writer.write_window(_stream(seed, FILES, 10 + number), cases, number)
        suspensions.append(stopped)
        draw = _stream(seed, HOTLINE, number)
        calls = hotline_cases(draw, few, period, towns, units, work, first_call)
        writer.write_hotline(_stream(seed, FILES, 30 + number), calls, towns, number)
        asked.append(calls)
        rated.append(cases.filter("is_rated"))
        first_window, first_call = first_window + many, first_call + few
    return pl.concat(suspensions), pl.concat(asked), pl.concat(rated)


def _stream(seed: int, *part: int) -> np.random.Generator:
    return np.random.default_rng([seed, *part])
