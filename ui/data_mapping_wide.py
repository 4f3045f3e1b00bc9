"""A wide sheet, a column per item, said by hand: which headers are items, and what their cells are."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui import formats
from ui.words import t

_ACROSS = 3
_NONE = ""


def by_hand(answer: dict[str, Any]) -> dict[str, Any]:
    """Draw a choice for every header that is no column yet; what names an item comes chosen.

    Args:
        answer: The proposal.

    Returns:
        What a mapping says under `unpivot`; empty where no header is an item.
    """
    kinds = answer["wide"]
    taken = {column["position"] for column in answer["columns"]}
    free = [i for i, header in enumerate(answer["headers"]) if header and i not in taken]
    if not kinds or not free:
        return {}
    proposed = {one["position"]: one["item"] for one in answer["items"]}
    names = {one["code"]: one["label"] for kind in kinds for one in kind["choices"]}
    source = answer["source"]
    with st.expander(t("data_mapping.wide"), expanded=bool(proposed)):
        st.caption(t("data_mapping.wide_says"))
        pairs = [(kind, fills) for kind in kinds for fills in kind["fills"]]
        at = next((i for i, (kind, _) in enumerate(pairs) if kind["of"] == _of(answer)), 0)
        kind, fills = pairs[
            st.radio(
                t("data_mapping.wide_fills"),
                range(len(pairs)),
                at,
                format_func=lambda i: t(
                    "data_mapping.wide_pair", of=pairs[i][0]["label"], fills=pairs[i][1]["label"]
                ),
                key=f"mapping_wide_{source}",
            )
        ]
        items = {}
        for start in range(0, len(free), _ACROSS):
            row = zip(free[start : start + _ACROSS], st.columns(_ACROSS), strict=False)
            for position, cell in row:
                with cell:
                    items[position] = _item(answer, position, names, proposed)
    told = {answer["headers"][position]: item for position, item in items.items() if item}
    return {"of": kind["of"], "fills": fills["name"], "items": told} if told else {}


def _of(answer: dict[str, Any]) -> str:
    return answer["items"][0]["of"] if answer["items"] else ""


def _item(
    answer: dict[str, Any], position: int, names: dict[str, str], proposed: dict[int, str]
) -> str:
    options = _options(answer["headers"][position], names, proposed.get(position))
    label = " · ".join([answer["headers"][position], *answer["samples"][position][:1]])
    told = st.selectbox(
        formats.escaped(label),
        options,
        options.index(proposed.get(position, _NONE)),
        format_func=lambda one: names.get(one, one) or t("data_mapping.wide_none"),
        accept_new_options=True,
        key=f"mapping_item_{answer['source']}_{position}",
    )
    return (told or _NONE).strip()


def _options(header: str, names: dict[str, str], proposed: str | None) -> Sequence[str]:
    """Return none, the header's own words, and all the items that are known."""
    own = [] if header in names or header in names.values() else [header]
    known = list(names)
    if proposed and proposed not in names:
        known.insert(0, proposed)
    return [_NONE, *own, *known]
