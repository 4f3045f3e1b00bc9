"""The order of day and month in the columns of one file, decided over all of its rows.

Only a file in which such a date was met is read for this, once more and for its dates alone.
"""

from dataclasses import dataclass, field
from pathlib import Path

from etl.cleaning.cleaning import TableCleaner
from etl.cleaning.date_order import WRITTEN, Evidence, Order, undecided, year_last_cells
from etl.errors import FileRefused
from etl.lake.lake import BatchNote
from etl.mapping.mapping import Mapping
from etl.opening import open_tables, recognise_table
from etl.paths import shown_part
from etl.reading import TextTable
from etl.sources.recognition import HeaderBook


@dataclass(frozen=True)
class DateOrders:
    """What was found of a file's columns of dates.

    Attributes:
        found: source → canonical name → evidence.
    """

    found: dict[str, dict[str, Evidence]] = field(default_factory=dict)

    def of(self, source: str) -> dict[str, Order]:
        """Return the order of each column of a source that has such dates."""
        columns = self.found.get(source, {})
        return {name: evidence.order for name, evidence in columns.items() if evidence.order}

    def notes(self, source: str) -> list[BatchNote]:
        """Return which columns were read in which order, and the cell that says so."""
        notes = []
        for evidence in self.found.get(source, {}).values():
            if evidence.order and evidence.proof:
                order, cell = WRITTEN[evidence.order], evidence.proof.said
                zh = f"“{evidence.header}”列按{order.zh}读取：{cell.zh}只能这样读。"
                en = f'"{evidence.header}" was read as {order.en}: {cell.en} can be nothing else.'
                notes.append(BatchNote(code="date_order", zh=zh, en=en))
        return notes


def decide_orders(
    path: Path, book: HeaderBook, mapping: Mapping | None, source: str | None, part: str = ""
) -> DateOrders:
    """Decide in which order the dates of a file are written.

    Args:
        path: the file.
        book: the known headers.
        mapping: the mapping it is read with.
        source: which export it is, when it is told.
        part: which file of a zip, as in `opening.parts_of`.

    Returns:
        The orders of its columns.

    Raises:
        DatesUndecided: a column leaves it open or contradicts itself.
        FileRefused: the file cannot be read to its end.
    """
    orders = DateOrders()
    for table in open_tables(path, book, mapping, part):
        try:
            recognised = recognise_table(table, book, mapping, source)
        except FileRefused:
            continue
        cleaner = TableCleaner(
            recognised, table.header, mapping, b"", counts_from_1904=table.counts_from_1904
        )
        _gather(table, cleaner, orders.found.setdefault(recognised.source.name, {}))
    columns = [item for found in orders.found.values() for item in found.items()]
    asked = {name: evidence for name, evidence in columns if evidence.order is None}
    if asked:
        known = [evidence for _, evidence in columns if evidence.order and evidence.proof]
        raise undecided(shown_part(path, part), asked, known)
    return orders


def _gather(table: TextTable, cleaner: TableCleaner, found: dict[str, Evidence]) -> None:
    titles = {name: table.header[i].strip() for name, i in cleaner.columns.items()}
    for frame in table.frames:
        # A row of too many or too few fields is refused: its cells stand in wrong columns.
        is_whole = frame["field_fault"].is_null()
        for name, text in cleaner.untold_times(frame).items():
            words, places = year_last_cells(text)
            if words.is_empty():
                continue
            evidence = found.setdefault(name, Evidence(titles.get(name, name)))
            counts = is_whole.gather(places)
            lines = frame["line_number"].gather(places).filter(counts)
            evidence.add(words.filter(counts), lines, table.sheet_name)
