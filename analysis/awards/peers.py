"""With whom an outlet is compared: its industry and level, its industry, or the whole city."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray


@dataclass(frozen=True)
class Group:
    """One set of peers and the outlets judged against it.

    Attributes:
        industry_id: The industry, or None for the whole city.
        entity_level: The level, or None for all of them.
        peers: Which outlets make up the group, one flag per outlet.
        judged: Which outlets are judged against it; each against exactly one group.
    """

    industry_id: str | None
    entity_level: str | None
    peers: NDArray[np.bool_]
    judged: NDArray[np.bool_]


def peer_groups(outlets: pl.DataFrame, least: int, known: NDArray[np.bool_]) -> list[Group]:
    """Give every outlet the smallest group of peers that has enough outlets with data.

    Args:
        outlets: One row per outlet with `industry_id` and `entity_level`.
        least: How many outlets a group needs; below it the industry is taken, then the city.
        known: Which outlets have the indicator; the others are in no group.

    Returns:
        The groups that judge anyone, in order of industry and level, the city last.
    """
    industry = outlets["industry_id"].fill_null("").to_numpy()
    level = outlets["entity_level"].fill_null("").to_numpy()
    left = known.copy()
    groups: list[Group] = []
    for name in sorted(set(industry[known].tolist())):
        of_industry = known & (industry == name)
        for rank in sorted(set(level[of_industry].tolist())):
            cell = of_industry & (level == rank)
            if cell.sum() >= least:
                groups.append(Group(name, rank, cell, cell))
                left &= ~cell
        rest = of_industry & left
        if of_industry.sum() >= least and rest.any():
            groups.append(Group(name, None, of_industry, rest))
            left &= ~rest
    if left.any():
        groups.append(Group(None, None, known, left))
    return groups
