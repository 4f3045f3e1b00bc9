"""The rows to be corrected as a workbook that loads again: what `python -m etl rejects --out` writes.

Its sheets have the headers of the files that the rows came from, and each row bears its number. The
command line hands out the same, so that there is one such workbook.
"""

import tempfile
from pathlib import Path

from ui import loading


def workbook() -> bytes:
    """Return the workbook, in the reader's language.

    Raises:
        RuntimeError: the command failed; the sentence says why.
    """
    with tempfile.TemporaryDirectory(prefix="mingchuang-rejects-") as folder:
        out = Path(folder) / "rejects.xlsx"
        outcome = loading.run(["rejects", "--json", f"--out={out}"], lambda said, seconds: None)
        if outcome.exit_code != 0:
            raise RuntimeError(outcome.error or outcome.reference)
        return out.read_bytes()
