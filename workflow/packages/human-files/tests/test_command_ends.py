import errno
import signal
import subprocess
import sys

import pytest

from human_files.command_ends import run_command
from human_files.errors import DataError, Problem


def raising(error):
    def command():
        raise error

    return command


@pytest.fixture(autouse=True)
def _signals_as_before():
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def test_what_the_command_returns_is_the_exit_code():
    assert run_command(lambda: 3) == 3


def test_a_mistake_is_one_message(capsys):
    told = DataError(Problem("a.csv", "is empty.", "Export it again.", row=2))
    assert run_command(raising(told)) == 1
    assert capsys.readouterr().err == "error: a.csv, row 2: is empty.\n  Export it again.\n"


def test_errors_of_the_disk_are_told_and_faults_are_not_hidden(capsys):
    assert run_command(raising(OSError(errno.ENOSPC, "No space left on device"))) == 1
    assert "the disk is full" in capsys.readouterr().err
    assert run_command(raising(PermissionError(errno.EACCES, "Permission denied", "a"))) == 1
    assert "error: a: cannot be read or written" in capsys.readouterr().err
    with pytest.raises(FileNotFoundError):
        run_command(raising(FileNotFoundError(errno.ENOENT, "No such file", "a")))
    with pytest.raises(ZeroDivisionError):
        run_command(lambda: 1 // 0)


def test_an_interruption_is_told(capsys):
    assert run_command(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_reader_that_has_enough_ends_the_command_in_silence():
    code = (
        "import sys\nfrom human_files.command_ends import run_command\n"
        "def talk():\n    for _ in range(100_000):\n        print('x' * 100)\n    return 0\n"
        "sys.exit(run_command(talk))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.read(1000)
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(), said) == (1, b"")
