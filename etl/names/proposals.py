"""Whom an unknown name is likely to mean: similar names, best first. Never more than a proposal.

Both sides are compared as the build compares them (`plain_text` of dim_name and mart_open_name):
without brackets and blanks, the city's name as 市.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

# Below this two names of units have little more in common than 市 and 局.
LEAST_SCORE = 60
# 人社局 for 人力资源和社会保障局: every letter of the short name in the long one, in order.
ABBREVIATED_SCORE, ABBREVIATED_LETTERS = 85, 3
PROPOSED = 3


@dataclass(frozen=True)
class Asked:
    """A name that means nobody yet.

    Attributes:
        plain_text: as it is compared.
        first_day, last_day: the days of the rows that name it.
    """

    plain_text: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Proposal:
    """One that may be meant.

    Attributes:
        target_id: the unit or outlet.
        target_name: its full name.
        name_text: the name of it that is most like the one asked.
        score: how like, 60 to 100.
        valid_from, valid_to: the days on which it bears that name.
    """

    target_id: str
    target_name: str
    name_text: str
    score: int
    valid_from: date
    valid_to: date


def likeliest(asked: Sequence[Asked], known: pl.DataFrame) -> list[list[Proposal]]:
    """Return the likeliest bearers of each name, at most three.

    Args:
        asked: names of one kind.
        known: [name_text, plain_text, target_id, target_name, valid_from, valid_to] of the same kind; only
            those in force on a day on which the name was used are proposed.

    Returns:
        As many lists as names; the best first, equal ones by number.
    """
    if not asked or known.is_empty():
        return [[] for _ in asked]
    scores = _scores([one.plain_text for one in asked], known["plain_text"].to_list())
    first, last = (known[column].to_numpy() for column in ("valid_from", "valid_to"))
    found = []
    for one, row in zip(asked, scores, strict=True):
        in_force = (first <= np.datetime64(one.last_day)) & (last >= np.datetime64(one.first_day))
        found.append(_best(known, np.where(in_force, row, 0)))
    return found


def _scores(asked: list[str], known: list[str]) -> np.ndarray:
    """Return how like every asked name is to every known one, 0 to 100."""
    like = process.cdist(asked, known, scorer=fuzz.WRatio, dtype=np.float32)
    whole = process.cdist(asked, known, scorer=fuzz.ratio, dtype=np.float32)
    common = process.cdist(asked, known, scorer=LCSseq.similarity, dtype=np.float32)
    lengths = (np.array([len(text) for text in texts]) for texts in (asked, known))
    shorter = np.minimum.outer(*lengths)
    is_long_enough = shorter >= ABBREVIATED_LETTERS
    abbreviated = np.where(common == shorter, ABBREVIATED_SCORE, 0)
    # One or two letters are a part of many names and say nothing of any.
    scores: np.ndarray = np.where(is_long_enough, np.maximum(like, abbreviated), whole)
    return scores


def _best(known: pl.DataFrame, scores: np.ndarray) -> list[Proposal]:
    """Return the best name of each of the best bearers."""
    likely = (
        known.with_columns(pl.Series("score", scores).round().cast(pl.Int64))
        .filter(pl.col("score") >= LEAST_SCORE)
        .sort("score", "target_id", "name_text", "valid_from", descending=[True, *[False] * 3])
        .unique("target_id", keep="first", maintain_order=True)
        .head(PROPOSED)
    )
    columns = ("target_id", "target_name", "name_text", "score", "valid_from", "valid_to")
    return [Proposal(*row) for row in likely.select(columns).iter_rows()]
