"""The headless Chromium of a test process: one window for all its tests, as a reader has one."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, Page


class Chromium:
    """Opens tabs, one at a time or more, that share a profile on the disk.

    What Chromium has compiled of Streamlit's scripts stays in the profile; a window without one
    compiles them at every visit. Cookies and what pages store do not stay.
    """

    def __init__(self, kind: BrowserType, profile: Path, **how: Any) -> None:
        self._window = kind.launch_persistent_context(profile, **how)

    def tab(self, viewport: dict[str, int], *, is_mobile: bool = False) -> Page:
        """Open a tab of a size, on a desk or on a phone."""
        page = self._window.new_page()
        page.set_viewport_size(viewport)
        if is_mobile:
            size = {**viewport, "deviceScaleFactor": 1, "mobile": True}
            session = self._window.new_cdp_session(page)
            session.send("Emulation.setDeviceMetricsOverride", size)
        return page

    def close_tab(self, page: Page) -> None:
        """Close a tab and forget what its pages have stored."""
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.close()
        self._window.clear_cookies()

    def close(self) -> None:
        """End the window."""
        self._window.close()
