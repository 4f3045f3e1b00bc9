"""A choice of one page kept in the address, so that a link shows what the sender saw.

The shared filters keep themselves (ui/filter_address.py); this is for what a single page lets one choose.
"""

from collections.abc import Collection

import streamlit as st


def adopt(key: str, param: str, offered: Collection[str], usual: str | None = None) -> None:
    """Give a widget its first value from the address; call it before the widget is drawn.

    Args:
        key: The widget's key.
        param: Its name in the address.
        offered: What may be chosen; anything else, now or later, falls back to the usual.
        usual: What is chosen when nothing is asked for.
    """
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(param, usual)
    if st.session_state[key] not in offered:
        st.session_state[key] = usual


def keep(param: str, value: str | None, usual: str | None = None) -> None:
    """Write a choice into the address; the usual one leaves no trace there."""
    if value is None or value == usual:
        if param in st.query_params:
            del st.query_params[param]
    elif st.query_params.get(param) != value:
        st.query_params[param] = value
