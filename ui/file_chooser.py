"""The one file that writes HTML: Streamlit's chooser of files in the reader's language.

The chooser says two things in English whatever language the page speaks, and has no option for
them. What is written here is a constant and two sentences of `ui.words`; nothing of an export ever
comes near.
"""

import streamlit as st

from ui.words import t

_SPOKEN = """<style>
[data-testid=stFileUploaderDropzone] button [data-testid=stMarkdownContainer] p,
[data-testid=stFileUploaderDropzoneInstructions] span {{ display: none; }}
[data-testid=stFileUploaderDropzone] button [data-testid=stMarkdownContainer]::after
{{ content: "{choose}"; }}
[data-testid=stFileUploaderDropzoneInstructions]::after {{ content: "{drop}"; }}
</style>"""


def translate() -> None:
    """Let the choosers of files on this page speak the reader's language."""
    st.html(
        _SPOKEN.format(choose=t("data_loading.upload_choose"), drop=t("data_loading.upload_drop"))
    )
