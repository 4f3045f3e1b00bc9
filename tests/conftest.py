"""The order of the whole run."""

from itertools import groupby

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put each file of pages before two others.

    Left to themselves the browsers all come last, side by side, and a page waits for the processor longer than its reader would.
    """
    files = [list(tests) for _, tests in groupby(items, key=lambda item: item.path)]
    pages = [tests for tests in files if tests[0].path.parent.name == "pages"]
    others = [tests for tests in files if tests[0].path.parent.name != "pages"]
    ordered = list(others)
    for place, tests in enumerate(pages):
        ordered.insert(3 * place, tests)
    items[:] = [test for tests in ordered for test in tests]
