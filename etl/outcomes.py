"""What became of a file, in one sentence for the clerk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from etl.errors import EtlError, FileRefused, Reason, Said, TooManyRejects
from etl.lake.lake import BatchNote, BatchRecord
from etl.reading import Note, TextTable
from etl.storage import StorageFailed

# Above this share of rejected rows pages show a banner (exports.md, How a file is read).
MANY_REJECTS = 0.01
# A full snapshot with this note withdraws nothing (etl/lake/snapshots.py).
UNKEYED_SNAPSHOT = "unkeyed_snapshot"


@dataclass(frozen=True)
class FileResult:
    """One batch of one file, or the file's refusal.

    Attributes:
        batch_id: '' when the file was refused.
        source: '' when it was not recognised.
        file_name: the file's name.
        status: loaded, unchanged or refused.
        read: rows below the header, blank and footer rows left out.
        accepted: rows in the lake.
        rejected: rows kept as rejects, superseded ones included; of a refused file those that refused it.
        message: what happened, and what to do.
        is_unfinished: the computer failed, not the file: it is to be loaded again as it is.
        reasons: of a file refused for its many wrong rows, what is wrong with most of them.
    """

    batch_id: str
    source: str
    file_name: str
    status: Literal["loaded", "unchanged", "refused"]
    read: int
    accepted: int
    rejected: int
    message: Said
    is_unfinished: bool = False
    reasons: tuple[Reason, ...] = ()


def loaded(record: BatchRecord) -> FileResult:
    """Return the outcome of a batch that has just been written."""
    zh = f"读取 {record.rows_read} 行，载入 {record.rows_accepted} 行。"
    en = f"{record.rows_read} rows read, {record.rows_accepted} loaded."
    old = record.rejected_by_rule.get("superseded_in_file", 0)
    wrong = record.rows_rejected - old
    if wrong:
        zh += f"{wrong} 行为待更正数据，可在“数据质量”页查看原因并下载。"
        en += f" {wrong} rows are to be corrected: see the reasons on the data quality page."
    if old:
        zh += f"{old} 行是同一编号的旧版本，未采用。"
        en += f" {old} rows are older versions of a row in the same file."
    for note in record.notes:
        if note.code in ("undated_snapshot", UNKEYED_SNAPSHOT):
            zh, en = f"{zh}{note.zh}", f"{en} {note.en}"
    return _outcome(record, "loaded", Said(zh, en))


def unchanged(record: BatchRecord) -> FileResult:
    """Return the outcome of a file that is in the lake already."""
    zh = f"与 {record.loaded_at} 载入的“{record.file_name}”内容完全相同，没有变化。"
    en = f'Unchanged: the same bytes were loaded as "{record.file_name}" at {record.loaded_at}.'
    return _outcome(record, "unchanged", Said(zh, en))


def refused(file_name: str, fault: EtlError, source: str = "", read: int = 0) -> FileResult:
    """Return the outcome of a file of which nothing was kept."""
    is_unfinished = isinstance(fault, StorageFailed)
    many = fault if isinstance(fault, TooManyRejects) else None
    rejected, reasons = (many.rejected, many.reasons) if many else (0, ())
    return FileResult(
        "", source, file_name, "refused", read, 0, rejected, fault.said, is_unfinished, reasons
    )


def unreadable(file_name: str, fault: OSError) -> FileRefused:
    """Return the refusal of a file that the computer does not hand over."""
    return FileRefused(
        "unreadable",
        Said(
            f"“{file_name}”读不出来：{_why(fault)}。请检查文件是否还在、是否有读取权限。",
            f'"{file_name}" cannot be read: {fault.strerror or fault}. Check that it is still there and may be read.',
        ),
    )


def _why(fault: OSError) -> str:
    known: dict[type[OSError], str] = {
        FileNotFoundError: "文件已不存在",
        PermissionError: "没有读取权限",
        IsADirectoryError: "这是一个文件夹",
    }
    return known.get(type(fault), fault.strerror or str(fault))


def no_rows(file_name: str) -> FileRefused:
    """Return the refusal of a file that has headers and nothing below them."""
    return FileRefused(
        "no_rows",
        Said(
            f"“{file_name}”只有表头，没有数据行。请检查导出条件后重新导出。",
            f'"{file_name}" has headers and no rows below them. Check what was exported.',
        ),
    )


def _outcome(
    record: BatchRecord, status: Literal["loaded", "unchanged"], message: Said
) -> FileResult:
    return FileResult(
        batch_id=record.batch_id,
        source=record.source,
        file_name=record.file_name,
        status=status,
        read=record.rows_read,
        accepted=record.rows_accepted,
        rejected=record.rows_rejected,
        message=message,
    )


def batch_note(note: Note) -> BatchNote:
    """Return a note of reading as the batch keeps it."""
    return BatchNote(code=note.code, zh=note.said.zh, en=note.said.en)


def unknown_columns_note(table: TextTable, unknown: tuple[int, ...]) -> BatchNote:
    """Return the note on headers that no column has: they are not kept."""
    names = "、".join(table.header[place] for place in unknown)
    return BatchNote(
        code="unknown_columns",
        zh=f"有 {len(unknown)} 列不属于标准列，未载入：{names}。",
        en=f"{len(unknown)} columns are not known and were left out: {names}.",
    )


def doubled_headers_note(headers: Sequence[str]) -> BatchNote:
    """Return the note on headers of which a table has several: rows in which they differ are rejected."""
    names = "、".join(headers)
    return BatchNote(
        code="doubled_headers",
        zh=f"表头重复：{names}。同名的列内容一致或只有一列有内容的行照常载入，不一致的行列入待更正数据。",
        en=f"Headers that stand more than once: {names}. Rows in which they agree, or only one is filled, are loaded; "
        "the others are to be corrected.",
    )


def lesser_headers_note(best: Sequence[str], left_out: Sequence[Sequence[str]]) -> BatchNote:
    """Return the note on headers that name a column which another header names better."""
    zh = "；".join(
        f"“{one}”以外还有“{'”“'.join(more)}”" for one, more in zip(best, left_out, strict=True)
    )
    en = "; ".join(
        f'"{one}", not {", ".join(more)}' for one, more in zip(best, left_out, strict=True)
    )
    return BatchNote(
        code="lesser_headers",
        zh=f"同一列有几个表头，按标准名称读取一个，其余未载入：{zh}。",
        en=f"Several headers of one column: the standard name was read and the others left out: {en}.",
    )


def units_note(titles: Sequence[str], units: Sequence[tuple[Said, Said]]) -> BatchNote:
    """Return the note on headers whose numbers were brought to the unit of their column."""
    zh = "；".join(
        f"“{title}”的数字已换算，载入为{column.zh}（{unit.zh}）"
        for title, (column, unit) in zip(titles, units, strict=True)
    )
    en = "; ".join(
        f'"{title}" as {column.en} in {unit.en}'
        for title, (column, unit) in zip(titles, units, strict=True)
    )
    return BatchNote(code="units", zh=f"{zh}。", en=f"Numbers converted: {en}.")


def zones_note(titles: Sequence[str]) -> BatchNote:
    """Return the note on columns whose times name another zone than the warehouse's."""
    return BatchNote(
        code="zones",
        zh=f"{'、'.join(f'“{title}”' for title in titles)}中带其他时区（如 Z、+00:00）的时间已换算为北京时间。",
        en=f"Times of another zone (Z, +00:00 …) were brought to Beijing time: {', '.join(titles)}.",
    )


def skipped_table_note(table: TextTable, fault: EtlError) -> BatchNote:
    """Return the note on a sheet that is no export, in a workbook that has others."""
    return BatchNote(
        code="skipped_sheet",
        zh=f"工作表“{table.sheet_name}”未载入。{fault.said.zh}",
        en=f'Sheet "{table.sheet_name}" was left out. {fault.said.en}',
    )


def many_rejects_note(wrong: int, read: int) -> BatchNote:
    """Return the note that more rows are wrong than usual."""
    return BatchNote(
        code="many_rejects",
        zh=f"待更正数据占 {wrong / read:.1%}（{wrong} / {read} 行），请先核对导出文件。",
        en=f"{wrong / read:.1%} of the rows ({wrong} of {read}) are to be corrected: look at the export first.",
    )


def unkeyed_snapshot_note(count: int) -> BatchNote:
    """Return the note that a full snapshot withdraws nothing: some of its rows could be any that it seems to lack."""
    return BatchNote(
        code=UNKEYED_SNAPSHOT,
        zh=f"全量快照中有 {count} 行读不出编号，它们可能正是看似缺少的数据，因此本快照未使任何数据退出。请更正后重新导出。",
        en=f"Of {count} rows of this full snapshot the number cannot be read: they may be those that it seems to lack, "
        "so it withdrew nothing. Correct them and export again.",
    )


def undated_snapshot_note() -> BatchNote:
    """Return the note that a full snapshot withdraws nothing, since nobody knows of when it is."""
    return BatchNote(
        code="undated_snapshot",
        zh="对照文件写明是全量快照，但不知其截至时间，未使任何数据退出。请在对照文件中写明 as_of。",
        en="The mapping says full snapshot, but not of when: nothing was withdrawn. Give as_of in it.",
    )
