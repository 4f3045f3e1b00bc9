import os
import subprocess
import sys

ASKED = (
    "import os, ui, polars; print(polars.thread_pool_size(), os.environ.get('POLARS_MAX_THREADS'))"
)


def test_pages_reshape_on_one_thread_and_what_they_start_is_free_to_use_more():
    free = {name: value for name, value in os.environ.items() if name != "POLARS_MAX_THREADS"}

    said = subprocess.run(
        [sys.executable, "-c", ASKED], env=free, capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == ["1", "None"]
