"""Which pages there are, read from dashboard.py without running it; each has its stem for address, the overview the root."""

import ast

from conftest import ROOT


def _listed() -> list[str]:
    tree = ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))
    (pages,) = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "PAGES"
    ]
    return [stem for stem, _ in ast.literal_eval(pages)]


LISTED = _listed()
FILES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
ADDRESS = {stem: "" if stem == LISTED[0] else stem for stem in FILES}
