"""Which column is which, chosen by hand for a file that nobody recognises; the proposal comes chosen."""

from typing import Any

import streamlit as st

from ui import data_mapping_formats, data_mapping_wide, formats, hand_mapping
from ui.data_loading import source_name
from ui.hand_mapping import Choice
from ui.uploads import Upload
from ui.words import t

_PROPOSED = "_mapping_proposed"
_ACROSS = 3
_ORDERS = ("", "dmy", "mdy")


def by_hand(kept: Upload, file_name: str) -> bool:
    """Draw the choice of a file's columns.

    Args:
        kept: The upload.
        file_name: Which of its files.

    Returns:
        Whether something was chosen, so that the file has to be looked at again.
    """
    proposed = st.session_state.setdefault(_PROPOSED, {})
    if file_name not in proposed:
        return _begin(kept, file_name)
    answer, error = proposed[file_name]
    if not answer:
        st.error(formats.escaped(error) or t("data_mapping.nothing"), icon=":material/error:")
        return False
    with st.container(border=True):
        st.markdown(t("data_mapping.head"))
        names = [source["name"] for source in answer["sources"]]
        source = st.selectbox(
            t("data_mapping.source"),
            sorted(names),
            sorted(names).index(answer["source"]),
            format_func=source_name,
            key=f"mapping_source_{file_name}",
        )
        if source != answer["source"]:
            proposed[file_name] = _propose(kept, file_name, source)
            st.rerun()
        choice = _columns(answer)
    if choice is None:
        return False
    hand_mapping.write(kept.mappings, file_name, answer["told"], choice)
    del proposed[file_name]
    return True


def _begin(kept: Upload, file_name: str) -> bool:
    """Offer the choice, and to leave one made before; return whether that was left."""
    with st.container(horizontal=True):
        begins = st.button(t("data_mapping.begin"), key="mapping_begin", icon=":material/rule:")
        leaves = hand_mapping.is_made(kept.mappings, file_name) and st.button(
            t("data_mapping.forget"), key="mapping_forget"
        )
    if begins:
        st.session_state[_PROPOSED][file_name] = _propose(kept, file_name, None)
        st.rerun()
    if leaves:
        hand_mapping.forget(kept.mappings, file_name)
    return leaves


def forget() -> None:
    """Forget what was proposed: the upload is decided."""
    st.session_state.pop(_PROPOSED, None)


def _propose(kept: Upload, file_name: str, source: str | None) -> tuple[dict[str, Any], str]:
    with st.spinner(t("data_mapping.looks")):
        return hand_mapping.propose(
            kept.folder / "files" / file_name, source, lambda _said, _seconds: None
        )


def _columns(answer: dict[str, Any]) -> Choice | None:
    """Draw a choice per column; required, missing and proposed ones first."""
    missing = {name for group in answer["missing"] for name in group}
    # What the items of a wide sheet give has no header of its own.
    made = {one["of"] for one in answer["items"]}
    columns = [column for column in answer["columns"] if column["name"] not in made]
    first = [c for c in columns if c["is_required"] or c["header"] or c["name"] in missing]
    others = [c for c in columns if c not in first]
    # One key per kind of export: a choice of one says nothing in another.
    with st.form(f"mapping_{answer['source']}", border=False):
        _needs(answer)
        chosen = _choices(answer, first)
        with st.expander(t("data_mapping.more", count=formats.number(len(others)))):
            chosen |= _choices(answer, others)
        unpivot = data_mapping_wide.by_hand(answer)
        order = st.radio(
            t("data_mapping.order"),
            _ORDERS,
            format_func=lambda one: t(f"data_mapping.order_{one or 'found'}"),
            horizontal=True,
            key=f"mapping_order_{answer['source']}",
        )
        told = data_mapping_formats.by_hand(answer)
        pattern = formats.escaped(answer["told"]["match"])
        is_kept = st.checkbox(t("data_mapping.keep", pattern=pattern), key="mapping_keep")
        if not st.form_submit_button(t("data_mapping.look"), type="primary"):
            return None
    headers = answer["headers"]
    taken = {name: headers[place] for name, place in chosen.items() if place is not None}
    return Choice(taken, order, is_kept, told, unpivot)


def _needs(answer: dict[str, Any]) -> None:
    """Say what is still missing: columns that have to be there, and groups of which one is enough."""
    labels = {column["name"]: column["label"] for column in answer["columns"]}
    groups = [[labels[name] for name in group] for group in answer["missing"]]
    if alone := [group[0] for group in groups if len(group) == 1]:
        st.caption(t("data_mapping.needs", names=formats.listed(alone)))
    for group in groups:
        if len(group) > 1:
            st.caption(t("data_mapping.needs_one", names=formats.listed(group)))


def _choices(answer: dict[str, Any], columns: list[dict[str, Any]]) -> dict[str, int | None]:
    headers, samples = answer["headers"], answer["samples"]
    places = [None, *(i for i, header in enumerate(headers) if header)]

    def shown(place: int | None) -> str:
        if place is None:
            return t("data_mapping.no_header")
        return " · ".join([headers[place], *samples[place][:1]])

    chosen = {}
    for start in range(0, len(columns), _ACROSS):
        for column, cell in zip(
            columns[start : start + _ACROSS], st.columns(_ACROSS), strict=False
        ):
            star = " \\*" if column["is_required"] else ""
            chosen[column["name"]] = cell.selectbox(
                f"{column['label']}{star}",
                places,
                places.index(column["position"]),
                format_func=shown,
                key=f"mapping_{answer['source']}_{column['name']}",
            )
    return chosen
