import signal
import subprocess
import sys

import pytest

from etl.errors import AnotherLoadRuns, ChecksRefused, FileRefused, Said
from etl.paths import PROJECT_REFERENCE, DataFolder
from etl.stages import reached


def test_a_process_dies_at_the_stage_it_is_told_to_and_at_no_other(monkeypatch):
    code = "from etl.stages import reached; reached('a'); reached('b'); print('alive')"
    child = subprocess.run(
        [sys.executable, "-c", code], env={"MINGCHUANG_KILL_AT": "b"}, capture_output=True
    )
    monkeypatch.setenv("MINGCHUANG_KILL_AT", "b")

    reached("a")

    assert child.returncode == -signal.SIGKILL
    assert child.stdout == b""


def test_a_citys_own_reference_file_goes_before_the_projects(tmp_path):
    folder = DataFolder(tmp_path)
    own = tmp_path / "reference" / "city.yaml"
    own.parent.mkdir()
    own.write_text("name: 试验市", encoding="utf-8")

    assert folder.reference("city.yaml") == own
    assert folder.reference("districts.csv") == PROJECT_REFERENCE / "districts.csv"


def test_the_data_folder_is_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("MINGCHUANG_DATA", str(tmp_path))

    assert DataFolder.from_env().current == tmp_path / "warehouse" / "CURRENT"


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (FileRefused("empty_file", Said("空", "empty")), 1),
        (ChecksRefused(Said("空", "empty")), 3),
        (AnotherLoadRuns(Said("空", "empty")), 75),
    ],
)
def test_each_failure_has_its_exit_code_and_says_itself_in_both_languages(error, exit_code):
    assert error.exit_code == exit_code
    assert (error.said.in_language("zh"), str(error)) == ("空", "empty")
