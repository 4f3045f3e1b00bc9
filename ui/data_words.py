"""What the words of a file mean that a column of few words does not know, said by hand."""

import streamlit as st

from ui import formats, hand_mapping
from ui.looking import Preview
from ui.uploads import Upload
from ui.words import t

_ACROSS = 3
_LEFT, _NOTHING = "-", ""


def by_hand(kept: Upload, one: Preview, sources: int) -> bool:
    """Draw the words that a table's columns do not know, each with what it may mean.

    Args:
        kept: The upload.
        one: The table.
        sources: How many kinds of export the file holds; a mapping made here is for one only.

    Returns:
        Whether something was said, so that the file has to be looked at again.
    """
    is_made = hand_mapping.is_made(kept.mappings, one.file_name)
    if not one.unknown_words:
        return False
    if sources > 1:
        st.caption(t("data_words.several"))
        return False
    with (
        st.expander(t("data_words.head"), icon=":material/translate:"),
        st.form(f"words_{one.file_name}", border=False),
    ):
        st.markdown(t("data_words.says"))
        values = {name: _meanings(one, name) for name in one.unknown_words}
        is_kept = is_made or st.checkbox(t("data_words.keep"), key="words_keep")
        if not st.form_submit_button(t("data_mapping.look"), type="primary"):
            return False
    said = {name: meanings for name, meanings in values.items() if meanings}
    if said:
        file = kept.folder / "files" / one.file_name
        city = "" if is_made else one.mapping
        hand_mapping.explain(kept.mappings, file, one.source, said, is_kept=is_kept, mapping=city)
    return bool(said)


def _meanings(one: Preview, name: str) -> dict[str, str | None]:
    """Draw the words of a column; return those of which something was said, null for no value."""
    st.markdown(f"**{formats.escaped(one.labels[name])}**")
    choices = {_LEFT: t("data_words.left"), **dict(one.choices[name])}
    choices[_NOTHING] = t("data_words.nothing")
    told: dict[str, str | None] = {}
    words = list(one.unknown_words[name].items())
    for start in range(0, len(words), _ACROSS):
        row = zip(words[start : start + _ACROSS], st.columns(_ACROSS), strict=False)
        for (word, count), cell in row:
            label = t("data_words.word", word=formats.escaped(word), count=formats.number(count))
            chosen = cell.selectbox(
                label, list(choices), format_func=choices.__getitem__, key=f"word_{name}_{word}"
            )
            if chosen != _LEFT:
                told[word.strip()] = chosen or None
    return told
