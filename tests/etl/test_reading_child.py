"""What a child is given of a file has no name: of a load that dies nothing lies about, masked or not."""

import io
import subprocess
import sys
import tempfile

from etl.reading.archive import Content
from etl.reading.child import copied

READ = "import pathlib, sys; print(pathlib.Path(sys.argv[1]).read_text())"


def test_the_copy_is_read_by_its_descriptor_and_lies_in_no_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with copied(Content("投诉.xlsx", lambda: io.BytesIO(b"13800138000"))) as file:
        lying_about = list(tmp_path.iterdir())
        path = f"/dev/fd/{file.fileno()}"
        read = [sys.executable, "-c", READ, path]
        said = subprocess.run(read, pass_fds=[file.fileno()], capture_output=True, check=True)

    assert lying_about == []
    assert said.stdout.decode().strip() == "13800138000"
