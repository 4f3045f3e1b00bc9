"""The runs of a page's script in a tab, as the tab's socket tells of them.

What stands on the screen does not say whether a click has become a run yet; what the tab has sent
and has been answered does.
"""

from typing import Any

from google.protobuf.message import DecodeError
from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Runs:
    """Listens to a tab from its opening on.

    Attributes:
        pending: whether a run has been asked for or has begun, and has not ended.
    """

    def __init__(self, page: Page) -> None:
        self.pending = False
        self._begun = False
        page.on("websocket", self._on_socket)

    def _on_socket(self, socket: WebSocket) -> None:
        self._ask()
        socket.on("framesent", self._on_sent)
        socket.on("framereceived", self._on_received)
        socket.on("close", self._on_close)

    def _ask(self) -> None:
        # The end of an earlier run may still be on its way: only a run that begins now counts.
        self.pending, self._begun = True, False

    def _on_sent(self, payload: Any) -> None:
        if isinstance(payload, bytes) and BackMsg.FromString(payload).HasField("rerun_script"):
            self._ask()

    def _on_received(self, payload: Any) -> None:
        try:
            told = ForwardMsg.FromString(payload)
        except (DecodeError, TypeError):
            return
        if told.HasField("new_session"):
            self.pending = self._begun = True
        elif told.HasField("script_finished") and self._begun:
            # A run that ends early for another is followed by that other.
            self.pending = told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _on_close(self, _: WebSocket) -> None:
        self.pending = False
