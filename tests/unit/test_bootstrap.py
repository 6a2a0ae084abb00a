"""The set-up says in words what is missing, and does nothing where nothing is to be done."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "workflow/bootstrap.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def venv(bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a finished environment."""
    monkeypatch.delenv("PYTHON", raising=False)
    folder = tmp_path / ".venv"
    (folder / "bin").mkdir(parents=True)
    for name in ("python", "snakemake", "alianzas"):
        (folder / "bin" / name).touch()
    (folder / ".ready").write_text(bootstrap.signature(folder))
    return folder


def finished(output: str, code: int = 1) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, output)


class NoSetUpError(Exception):
    """The set-up would have begun."""


@pytest.fixture
def watched(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    def begin(wanted: str | None) -> None:
        raise NoSetUpError

    monkeypatch.setattr(bootstrap, "check_interpreter", begin)
    return bootstrap


def test_nothing_is_done_where_all_is_as_it_was(watched: ModuleType, venv: Path) -> None:
    watched.prepare(venv)


@pytest.mark.parametrize("missing", [".ready", "bin/python", "bin/snakemake", "bin/alianzas"])
def test_an_incomplete_environment_is_set_up_again(
    watched: ModuleType, venv: Path, missing: str
) -> None:
    (venv / missing).unlink()
    with pytest.raises(NoSetUpError):
        watched.prepare(venv)


def test_other_locked_versions_or_another_place_set_it_up_again(
    watched: ModuleType, venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = venv.rename(tmp_path / "moved")
    with pytest.raises(NoSetUpError):
        watched.prepare(moved)
    moved.rename(venv)
    lock = tmp_path / "requirements.lock"
    lock.write_text("other==1\n")
    monkeypatch.setattr(watched, "LOCK", lock)
    with pytest.raises(NoSetUpError):
        watched.prepare(venv)


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_an_unfit_python_is_named_with_what_to_install(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int]
) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (*version, 0, "final", 0))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.SetUpError) as caught:
        bootstrap.check_interpreter(None)
    message = str(caught.value)
    assert f"python3 is Python {version[0]}.{version[1]}" in message
    assert "needs Python 3.11 to 3.13" in message
    assert "sudo apt install python3.12 python3.12-venv" in message


def test_a_missing_venv_module_is_named_with_what_to_install(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        bootstrap.importlib.util,
        "find_spec",
        lambda name: None if name == "ensurepip" else found(name),
    )
    with pytest.raises(bootstrap.SetUpError, match="sudo apt install python3-venv"):
        bootstrap.check_interpreter(None)


def test_no_network_is_said_in_words(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.SetUpError, match="no connection to the package index"):
        bootstrap.stop_without_network(
            finished("NewConnectionError: [Errno -3] Temporary failure in name resolution")
        )
    bootstrap.stop_without_network(finished("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"))


def test_the_lock_entry_of_a_package_is_taken_whole(bootstrap: ModuleType) -> None:
    entry = bootstrap.lock_entry("uv")
    assert entry.startswith("uv==")
    assert entry.count("--hash=sha256:") > 5
    assert entry.count("==") == 1
    with pytest.raises(bootstrap.SetUpError, match="no-such-package"):
        bootstrap.lock_entry("no-such-package")


def test_pips_settings_are_read_and_the_environment_wins(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = (
        ":env:.find-links='/b'\n"
        "global.extra-index-url='https://a.example/simple https://b.example/simple'\n"
        "global.find-links='/a'\n"
        "global.trusted-host='a.example'\n"
    )
    monkeypatch.setattr(bootstrap, "run", lambda command: finished(listed, 0))
    settings = bootstrap.pip_settings(Path("python"))
    assert settings["find-links"] == "/b"
    flags, variables = bootstrap.translate({**settings, "proxy": "http://p.example:1"})
    assert flags == [
        *("--index", "https://a.example/simple", "--index", "https://b.example/simple"),
        *("--find-links", "/b", "--allow-insecure-host", "a.example"),
        *("--index-strategy", "unsafe-best-match"),
    ]
    assert variables == {"ALL_PROXY": "http://p.example:1"}


def test_an_index_of_ones_own_replaces_the_public_one(bootstrap: ModuleType) -> None:
    flags, _ = bootstrap.translate({"index-url": "https://own.example/simple", "no-index": "false"})
    assert flags == ["--default-index", "https://own.example/simple"]
    assert bootstrap.translate({"no-index": "true"})[0] == ["--no-index"]


def test_a_failed_set_up_ends_without_a_traceback(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(venv: Path) -> None:
        raise bootstrap.SetUpError("nothing works.")

    monkeypatch.setattr(bootstrap, "prepare", fail)
    assert bootstrap.main([".venv/bin"]) == 1
    assert "The set-up stopped: nothing works." in capsys.readouterr().err


def test_it_knows_the_version_of_a_python_that_runs(bootstrap: ModuleType, tmp_path: Path) -> None:
    assert bootstrap.version_of(sys.executable) == sys.version_info[:2]
    assert bootstrap.version_of(tmp_path / "none") is None


def test_the_lock_is_made_from_the_whole_index_only(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    settings = {
        "index-url": "https://own.example/simple",
        "extra-index-url": "https://part.example/simple",
        "find-links": "/wheels",
    }
    monkeypatch.setattr(bootstrap, "pip_settings", lambda python: settings)
    monkeypatch.setattr(
        bootstrap, "run", lambda command, variables: commands.append([*map(str, command)])
    )
    bootstrap.run_uv("uv", "python", ["pip", "compile"])
    bootstrap.run_uv("uv", "python", ["pip", "install"])
    compiled, installed = (" ".join(command) for command in commands)
    assert "https://own.example/simple" in compiled and "https://own.example/simple" in installed
    assert "part.example" not in compiled and "/wheels" not in compiled
    assert "part.example" in installed and "/wheels" in installed
