"""The set-up says in words what is missing, and does nothing where nothing is to be done."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
import sysconfig
import tarfile
import venv
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
def made(bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
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


def test_nothing_is_done_where_all_is_as_it_was(watched: ModuleType, made: Path) -> None:
    watched.prepare(made)


@pytest.mark.parametrize("missing", [".ready", "bin/python", "bin/snakemake", "bin/alianzas"])
def test_an_incomplete_environment_is_set_up_again(
    watched: ModuleType, made: Path, missing: str
) -> None:
    (made / missing).unlink()
    with pytest.raises(NoSetUpError):
        watched.prepare(made)


def test_other_locked_versions_or_another_place_set_it_up_again(
    watched: ModuleType, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = made.rename(tmp_path / "moved")
    with pytest.raises(NoSetUpError):
        watched.prepare(moved)
    moved.rename(made)
    lock = tmp_path / "requirements.lock"
    lock.write_text("other==1\n")
    monkeypatch.setattr(watched, "LOCK", lock)
    with pytest.raises(NoSetUpError):
        watched.prepare(made)


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
        bootstrap.stop_for_known_causes(
            finished("NewConnectionError: [Errno -3] Temporary failure in name resolution")
        )
    bootstrap.stop_for_known_causes(finished("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"))


@pytest.mark.parametrize(
    "words",
    [
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "  cause: failed to write to file `/a/b`: No space left on device (os error 28)",
        "OSError: [Errno 122] Disk quota exceeded",
    ],
)
def test_a_full_disk_is_said_in_words_with_what_is_left(bootstrap: ModuleType, words: str) -> None:
    with pytest.raises(bootstrap.SetUpError, match=r"the disk is full: \d+ MB left in the project"):
        bootstrap.stop_for_known_causes(finished(words), network=False)


@pytest.mark.parametrize("name", ["a{b}", "a:b", "a\nb", "a\udcf1"])
def test_a_folder_that_tools_cannot_cope_with_is_named(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", Path("/home") / name)
    assert bootstrap.main([".venv/bin"]) == 1
    said = capsys.readouterr().err
    assert "a character that Python's tools cannot cope with" in said
    assert "Rename the folder" in said


def test_the_folders_that_people_have_are_fit(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Mi unidad (1)", "O'Hara", "ñandú", "a;b&c #d%e", "$x `y`", 'q"\\w', "g*[h]?"):
        monkeypatch.setattr(bootstrap, "ROOT", Path("/home") / name)
        bootstrap.check_place()


def test_a_disk_that_cannot_be_used_ends_without_a_traceback(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(venv: Path) -> None:
        raise PermissionError(13, "Permission denied", ".venv/bin/python")

    monkeypatch.setattr(bootstrap, "prepare", fail)
    assert bootstrap.main([".venv/bin"]) == 1
    said = capsys.readouterr().err
    assert "The set-up stopped: Permission denied: .venv/bin/python" in said
    assert "move the folder elsewhere" in said


def test_progress_is_shown_line_by_line_and_the_whole_output_kept(
    bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        "Collecting pandas==3.1.1 (from -r requirements.lock (line 3))",
        "  Downloading pandas-3.1.1.whl (11.5 MB)",
        "Downloading pyarrow (52.5MiB)",
        "Prepared 116 packages in 10.31s",
        " + pandas==3.1.1",
    ]
    got = bootstrap.run([sys.executable, "-c", f"print({chr(10).join(lines)!r})"], show=True)
    assert got.stdout.splitlines() == lines
    assert [line.strip() for line in capsys.readouterr().err.splitlines()] == [
        "Collecting pandas==3.1.1",
        "Downloading pandas-3.1.1.whl (11.5 MB)",
        "Downloading pyarrow (52.5MiB)",
        "Prepared 116 packages in 10.31s",
    ]


def test_where_uv_fails_its_reason_is_told_and_pip_goes_on(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands: list[str] = []

    def run(command: list[object], *rest: object, **more: object) -> object:
        commands.append(" ".join(map(str, command)))
        return finished("", 0)

    reason = "error: client error: certificate of own.example is not trusted"
    monkeypatch.setattr(bootstrap, "run_uv", lambda *_, **__: finished(reason))
    monkeypatch.setattr(bootstrap, "run", run)
    bootstrap.install_packages(Path("python"), Path("uv"))
    said = capsys.readouterr().err
    assert "uv cannot be used here" in said and reason in said
    assert len(commands) == 1 and "-m pip" in commands[0] and "requirements.lock" in commands[0]


def stand_in_for_quarto(folder: Path, setup: str) -> Path:
    """Make a source package named quarto-cli; return a lock file with its hash."""
    source = folder / "quarto_cli-1.10.19"
    (source / "quarto_cli").mkdir(parents=True)
    (source / "quarto_cli/__init__.py").write_text("def run():\n    print('1.10.19')\n")
    (source / "setup.py").write_text(
        "from setuptools import setup\n" + setup + "\n"
        "setup(name='quarto-cli', version='1.10.19', packages=['quarto_cli'],\n"
        "      install_requires=['jupyter'],\n"
        "      entry_points={'console_scripts': ['quarto = quarto_cli:run']})\n"
    )
    (source / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: quarto-cli\nVersion: 1.10.19\n")
    archive = folder / "quarto_cli-1.10.19.tar.gz"
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(source, source.name)
    lock = folder / "quarto.lock"
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    lock.write_text(f"quarto-cli==1.10.19 --hash=sha256:{digest}\n")
    return lock


@pytest.fixture
def small_venv(tmp_path: Path) -> Path:
    """A new environment that sees the packages of this one, pip and setuptools among them."""
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "these.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


def test_quarto_is_added_from_its_package_and_stays(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    small_venv: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setattr(bootstrap, "QUARTO_LOCK", stand_in_for_quarto(tmp_path, ""))
    bootstrap.add_quarto(small_venv)
    got = subprocess.run([small_venv / "quarto"], capture_output=True, encoding="utf-8", check=True)
    assert got.stdout == "1.10.19\n"
    capsys.readouterr()
    bootstrap.add_quarto(small_venv)
    assert "already" in capsys.readouterr().err


def test_where_quarto_is_refused_one_message_names_the_other_ways(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, small_venv: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    refused = "print('Error downloading Quarto:', 'Name or service not known'); len(None)"
    monkeypatch.setattr(bootstrap, "QUARTO_LOCK", stand_in_for_quarto(tmp_path, refused))
    with pytest.raises(bootstrap.SetUpError) as caught:
        bootstrap.add_quarto(small_venv)
    said = str(caught.value)
    assert "Error downloading Quarto: Name or service not known" in said
    assert "conda" in said and "https://quarto.org/" in said
    assert not (small_venv / "quarto").exists()


def test_a_new_environment_gets_the_quarto_that_the_old_one_had(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, made: Path
) -> None:
    added: list[Path] = []
    (made / "bin/quarto").touch()
    (made / ".ready").unlink()
    monkeypatch.setattr(bootstrap, "usable", lambda python, wanted: False)
    monkeypatch.setattr(bootstrap, "make_venv", lambda folder: (folder / "bin/quarto").unlink())
    for name in ("install_uv", "install_packages", "compile_packages", "install_project"):
        monkeypatch.setattr(bootstrap, name, lambda *_: None)
    monkeypatch.setattr(bootstrap, "add_quarto", added.append)
    bootstrap.prepare(made)
    assert added == [made / "bin"]


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
    monkeypatch.setattr(bootstrap, "run", lambda command, *_: commands.append([*map(str, command)]))
    bootstrap.run_uv("uv", "python", ["pip", "compile"])
    bootstrap.run_uv("uv", "python", ["pip", "install"])
    compiled, installed = (" ".join(command) for command in commands)
    assert "https://own.example/simple" in compiled and "https://own.example/simple" in installed
    assert "part.example" not in compiled and "/wheels" not in compiled
    assert "part.example" in installed and "/wheels" in installed


class Installer:
    """Stands in for uv and pip: keeps the commands, and fails where it is told to."""

    def __init__(self, fails: str) -> None:
        self.fails = fails
        self.commands: list[list[str]] = []

    def __call__(self, *parts: object, **options: object) -> subprocess.CompletedProcess[str]:
        command = [str(word) for part in parts if isinstance(part, list) for word in part]
        self.commands.append(command)
        return finished("uv says no", 1 if self.fails and self.fails in command else 0)


@pytest.fixture
def wheels(bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deposit that has its packages with it."""
    lock = tmp_path / "wheels/requirements.lock"
    lock.parent.mkdir()
    lock.write_text("uv==1 \\\n    --hash=sha256:00\n")
    monkeypatch.setattr(bootstrap, "WHEELS_LOCK", lock)
    return lock


def test_packages_that_came_along_are_installed_without_the_index(
    bootstrap: ModuleType, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer = Installer("")
    monkeypatch.setattr(bootstrap, "run", installer)
    monkeypatch.setattr(bootstrap, "run_uv", installer)
    assert bootstrap.install_uv(Path("bin/python")) == Path("bin/uv")
    bootstrap.install_packages(Path("bin/python"), Path("bin/uv"))
    assert len(installer.commands) == 2
    for command in installer.commands:
        assert command[command.index("--find-links") + 1] == "wheels"
        assert "--no-index" in command
        assert "--require-hashes" in command
    assert str(wheels) in installer.commands[1]


def test_packages_of_another_system_are_fetched_instead_and_it_is_said(
    bootstrap: ModuleType,
    wheels: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    installer = Installer("--no-index")
    monkeypatch.setattr(bootstrap, "run", installer)
    monkeypatch.setattr(bootstrap, "run_uv", installer)
    assert bootstrap.install_uv(Path("bin/python")) == Path("bin/uv")
    bootstrap.install_packages(Path("bin/python"), Path("bin/uv"))
    assert [("--no-index" in command) for command in installer.commands] == [True, False] * 2
    assert str(bootstrap.LOCK) in installer.commands[-1]
    assert "The packages in wheels/ are for another system or Python" in capsys.readouterr().err


def test_without_such_packages_the_index_is_asked_at_once(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer = Installer("")
    monkeypatch.setattr(bootstrap, "run_uv", installer)
    bootstrap.install_packages(Path("bin/python"), Path("bin/uv"))
    assert [("--no-index" in command) for command in installer.commands] == [False]
