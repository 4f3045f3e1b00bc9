"""What a command answers: one JSON object for programs, a short table for people."""

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from etl.errors import EtlError, Language, Said

# Piped tables are for reading too: rich would cut them at 80 columns.
PIPED_WIDTH = 160


def language() -> Language:
    """Return the language of the command line: Chinese unless MINGCHUANG_LANG is `en`."""
    return "en" if os.environ.get("MINGCHUANG_LANG", "").lower().startswith("en") else "zh"


def words(zh: str, en: str) -> str:
    """Return a sentence in the language of the command line."""
    return Said(zh, en).in_language(language())


class UsageError(EtlError):
    """The command was asked for something that does not exist."""

    exit_code = 2


@dataclass(frozen=True)
class Answer:
    """The outcome of a command.

    Attributes:
        json: the object that `--json` prints.
        header: the columns of the table.
        rows: its rows.
        said: sentences under the table.
        exit_code: what the process returns (design.md section 3).
    """

    json: Mapping[str, Any]
    header: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = ()
    said: Sequence[Said] = field(default_factory=tuple)
    exit_code: int = 0


def tell(said: Said) -> None:
    """Say one step of a long command on stderr, so that stdout holds the answer alone."""
    typer.echo(f"· {said.in_language(language())}", err=True)


def tell_rows(file_name: str, rows: int) -> None:
    """Say how far a file is read, on one line that is written over; nothing where nobody looks."""
    if sys.stderr.isatty():
        said = words(f"· {file_name}：{rows:,} 行", f"· {file_name}: {rows:,} rows")
        typer.echo(f"\r{said}", nl=False, err=True)


def give(ask: Callable[[], Answer], as_json: bool) -> None:
    """Print the answer of a command and end the process with its exit code.

    Args:
        ask: the command; a failure that explains itself becomes its sentence.
        as_json: one JSON object on stdout instead of a table.

    Raises:
        typer.Exit: always when the exit code is not 0.
    """
    try:
        answer = ask()
    except EtlError as fault:
        raise _explained(fault.said, as_json, fault.exit_code) from None
    except OSError as fault:
        # A full disk, a folder that may not be written: the computer's words say it best.
        raise _explained(
            Said(f"读写失败：{fault}", f"Reading or writing failed: {fault}"), as_json
        ) from None
    if as_json:
        typer.echo(_json(answer.json))
    else:
        _print(answer)
    if answer.exit_code:
        raise typer.Exit(answer.exit_code)


def _explained(said: Said, as_json: bool, exit_code: int = 1) -> typer.Exit:
    sentence = said.in_language(language())
    typer.echo(_json({"error": sentence}) if as_json else sentence, err=not as_json)
    return typer.Exit(exit_code)


def _print(answer: Answer) -> None:
    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPED_WIDTH)
    if answer.header:
        table = Table()
        for title in answer.header:
            # Chinese has no blanks to break a line at; rich would cut the sentence and say "…".
            table.add_column(title, overflow="fold")
        for row in answer.rows:
            table.add_row(*("" if cell is None else escape(str(cell)) for cell in row))
        console.print(table)
    for said in answer.said:
        typer.echo(said.in_language(language()))


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, default=_plain, allow_nan=False)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
