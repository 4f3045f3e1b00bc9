"""Upload on the data page: several files, how each would be read, then accept or cancel."""

from collections.abc import Iterator, Mapping
from functools import partial

import polars as pl
import streamlit as st

from ui import data_inbox, data_mapping, data_words, formats, styles, uploads
from ui.data_loading import KEPT, source_name
from ui.looking import Preview
from ui.said import said
from ui.uploads import Upload
from ui.words import WORDS, t

_UPLOAD, _FOUND, _ROUND = "_upload", "_upload_found", "_upload_round"


def upload() -> None:
    """Draw the chooser of files, or how the files chosen would be read."""
    kept: Upload | None = st.session_state.get(_UPLOAD)
    if kept is None:
        _choose()
    elif not kept.folder.exists():
        _forget()
    else:
        _decide(kept, st.session_state[_FOUND])


def _choose() -> None:
    styles.translate_choosers()
    # A key of its own every time, or the chooser would still hold what was decided.
    chosen = st.file_uploader(
        t("data_loading.upload"),
        accept_multiple_files=True,
        key=f"upload_{st.session_state.get(_ROUND, 0)}",
    )
    if not chosen or not st.button(t("data_loading.upload_look"), key="upload_look"):
        return
    kept = uploads.keep([(file.name, file.getvalue()) for file in chosen])
    _look(kept)
    st.rerun()


def _look(kept: Upload) -> None:
    with st.status(t("inbox.look_runs", seconds=0, said="")) as status:

        def tell(said: str, seconds: int) -> None:
            status.update(label=t("inbox.look_runs", seconds=seconds, said=said))

        found = uploads.look(kept, tell)
    st.session_state[_UPLOAD], st.session_state[_FOUND] = kept, found


def _decide(kept: Upload, found: list[Preview]) -> None:
    st.info(t("data_loading.upload_not_yet"), icon=":material/preview:")
    at = 0
    if len(found) > 1:
        at = st.selectbox(
            t("data_loading.upload_file"),
            range(len(found)),
            format_func=lambda one: _named(found[one]),
            key="upload_file",
        )
    _shown(found[at])
    sources = {one.source for one in found if one.file_name == found[at].file_name}
    says = data_words.by_hand(kept, found[at], len(sources))
    if data_mapping.by_hand(kept, found[at].file_name) or says:
        _look(kept)
        st.rerun()
    is_any = any(not one.is_refused for one in found)
    if not is_any:
        st.warning(t("data_loading.upload_none"), icon=":material/report:")
    with st.container(horizontal=True):
        takes = is_any and st.button(
            t("data_loading.upload_accept"), key="upload_accept", type="primary"
        )
        leaves = st.button(t("data_loading.upload_cancel"), key="upload_cancel")
    if takes:
        with data_inbox.load_status() as tell:
            st.session_state[KEPT] = uploads.accept(kept, tell)
    elif leaves:
        uploads.cancel(kept)
    if takes or leaves:
        _forget()
        st.rerun()


def _forget() -> None:
    data_mapping.forget()
    del st.session_state[_UPLOAD], st.session_state[_FOUND]
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _named(one: Preview) -> str:
    return " · ".join(filter(None, (one.file_name, one.sheet_name, source_name(one.source))))


def _shown(one: Preview) -> None:
    name = " · ".join(filter(None, (one.file_name, one.sheet_name)))
    st.markdown(f"**{formats.escaped(name)}**")
    if one.is_refused:
        message = t("data_loading.upload_refused", message=formats.escaped(one.message))
        st.error(message, icon=":material/error:")
        return
    st.markdown("\n".join(f"- {line}" for line in _lines(one)))
    if one.rows.height:
        st.caption(t("data_loading.upload_rows", count=formats.number(one.rows.height)))
        headers = {name: header for header, name in one.headers.items() if name}
        heads = {name: _head(one.labels[name], headers.get(name)) for name in one.rows.columns}
        st.dataframe(
            _worded(one).rename(heads).to_arrow(),
            key="upload_rows",
            hide_index=True,
            placeholder=formats.MISSING,
            lazy=False,
        )


def _worded(one: Preview) -> pl.DataFrame:
    """Return the rows with the words of codes; a number of points stays one."""
    coded = [name for name in one.choices if one.rows[name].dtype in (pl.String, pl.Boolean)]
    return one.rows.with_columns(
        said(one.rows.cast({name: pl.String}), name, partial(_word, dict(one.choices[name])))
        for name in coded
    )


def _word(words: Mapping[str, str], code: str) -> str:
    return words.get(code, code)


def _lines(one: Preview) -> Iterator[str]:
    yield t(
        "data_loading.upload_reads",
        source=source_name(one.source),
        read=formats.number(one.read),
        accepted=formats.number(one.accepted),
        rejected=formats.number(one.rejected),
    )
    taken = [
        formats.escaped(header if header == one.labels[name] else f"{header} → {one.labels[name]}")
        for header, name in one.headers.items()
        if name
    ]
    yield t("data_loading.upload_matched", names=formats.listed(taken))
    if left := [formats.escaped(header) for header, name in one.headers.items() if not name]:
        yield t("data_loading.upload_unmatched", names=formats.listed(left))
    if one.rules:
        reasons = [_reason(one, *rule, count) for rule, count in one.rules.items()]
        yield t("data_loading.upload_wrong", names=formats.listed(reasons))
    yield from (formats.escaped(note) for note in one.notes)
    for sheet, why in one.left_out.items():
        yield t(
            "data_loading.upload_left_out", sheet=formats.escaped(sheet), why=formats.escaped(why)
        )


def _head(label: str, header: str | None) -> str:
    return label if header in (label, None) else f"{label} ({header})"


def _reason(one: Preview, column: str | None, rule: str, count: int) -> str:
    key = f"corrections.why_{rule}"
    why = t(key) if key in WORDS else t("corrections.why_other", rule=rule)
    label = formats.escaped(one.labels.get(column or "", ""))
    return t(
        "data_loading.upload_reason", column=label, reason=why, count=formats.number(count)
    ).strip()
