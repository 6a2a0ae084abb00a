"""Make the environment that the Makefile's commands run in, with Python's standard library only.

``bootstrap.py BIN`` makes sure that BIN (``.venv/bin``, or that of the activated conda environment)
has every package of ``requirements.lock`` and the project itself. When nothing has changed since
the last time it does so in a blink; an interrupted set-up goes on where it stopped; a broken
``.venv`` is made anew. ``bootstrap.py BIN lock`` renews ``requirements.lock``.

Written so that even an old Python can read it: it has to be able to say what is wrong.
"""

import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|Read timed out|name resolution|getaddrinfo|dns error|"
    r"Network is unreachable|ProxyError|Connection refused|error sending request|Max retries",
    re.IGNORECASE,
)


class SetUpError(Exception):
    """Something the person has to mend before the set-up can go on."""


def main(arguments):
    """Set up ``arguments[0]``; with a second argument "lock", renew the lock file."""
    folder = ROOT / arguments[0]
    try:
        if folder == ROOT / ".venv" / "bin":
            prepare(folder.parent)
        elif not (folder / "alianzas").is_file():  # conda made the environment; add the project
            install_project(folder / "python", None)
        if arguments[1:] == ["lock"]:
            renew_lock(folder)
    except SetUpError as error:
        print(f"\nThe set-up stopped: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on where it stopped.", file=sys.stderr)
        return 130
    return 0


def prepare(venv):
    """Make ``venv`` hold exactly what the lock file says, and this project."""
    python, stamp = venv / "bin" / "python", venv / ".ready"
    complete = [python, venv / "bin" / "snakemake", venv / "bin" / "alianzas"]
    wanted = os.environ.get("PYTHON")  # set only where the person chose an interpreter
    if (
        stamp.is_file()
        and stamp.read_text() == signature(venv)
        and all(path.exists() for path in complete)
        and (not wanted or version_of(wanted) == version_of(python))
    ):
        return
    check_interpreter(wanted)
    print("Setting up .venv (once; a minute or so) …", file=sys.stderr, flush=True)
    if stamp.exists():
        stamp.unlink()
    if not usable(python, wanted):
        make_venv(venv)
    uv = install_packages(python)
    install_project(python, uv)
    stamp.write_text(signature(venv))


def signature(venv):
    """Return what the environment depends on: its place, the locked versions, the project."""
    contents = [path.read_bytes() for path in (LOCK, ROOT / "pyproject.toml")]
    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    return "\n".join([str(venv), *hashes]) + "\n"


def version_of(python):
    """Return (3, 12) for a Python 3.12 that runs, None for one that does not."""
    code = "import sys; print(*sys.version_info[:2])"
    try:
        got = run([python, "-c", code])
    except OSError:
        return None
    return tuple(map(int, got.stdout.split())) if got.returncode == 0 else None


def check_interpreter(wanted):
    """Stop, or start over with another Python, where this one does not serve."""
    version = sys.version_info[:2]
    if not OLDEST <= version <= NEWEST:
        found = f"{wanted or 'python3'} is Python {version[0]}.{version[1]}"
        for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
            other = shutil.which(f"python3.{minor}")
            if not wanted and other and version_of(other) == (3, minor):
                print(f"{found}; using {other} instead.", file=sys.stderr, flush=True)
                os.execv(other, [other, *sys.argv])
        raise SetUpError(
            f"{found}, but this needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]}.\n"
            "  Debian, Ubuntu: sudo apt install python3.12 python3.12-venv\n"
            "  macOS: brew install python@3.12      Windows: use WSL with Ubuntu\n"
            "  any system: the installers at python.org\n"
            "  Then: PYTHON=python3.12 make paper"
        )
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        raise SetUpError(
            "this Python cannot make virtual environments (its venv module is not installed).\n"
            f"  Debian, Ubuntu: sudo apt install python3-venv   (or python3.{version[1]}-venv)\n"
            "  Fedora: sudo dnf install python3-pip"
        )


def usable(python, wanted):
    """Say whether ``python`` works, has pip, and is of the version asked for, if any was."""
    version = version_of(python)
    if not version or not OLDEST <= version <= NEWEST:
        return False
    if wanted and version != sys.version_info[:2]:
        return False
    return run([python, "-m", "pip", "--version"]).returncode == 0


def make_venv(venv):
    """Make ``venv`` anew."""
    made = run([sys.executable, "-m", "venv", "--clear", venv])
    if made.returncode != 0:
        raise SetUpError("the virtual environment could not be made.\n" + tail(made))


def install_packages(python):
    """Install the locked packages, each against its hash; return uv's path, or None without uv.

    uv comes first because it installs the rest in a tenth of pip's time; where there is no uv for
    the machine, or it does not cope with the person's package index, pip does it all.
    """
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    pip += ["install", "--retries=2", "--require-hashes"]
    uv = python.with_name("uv")
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.lock"
        only_uv.write_text(lock_entry("uv"))
        got = run([*pip, "--only-binary=:all:", "-r", only_uv])
    if got.returncode != 0:
        stop_without_network(got)
    else:
        # Compiled at once, as pip does: steps that run side by side would each compile for themselves.
        options = ["--compile-bytecode", "--require-hashes", "-r", LOCK]
        if run_uv(uv, python, ["pip", "install", *options]).returncode == 0:
            return uv
    print("uv cannot be used here; pip does it (a few minutes) …", file=sys.stderr, flush=True)
    got = run([*pip, "-r", LOCK])
    if got.returncode != 0:
        stop_without_network(got)
        raise SetUpError("a package could not be installed. pip says:\n" + tail(got))
    return None


def install_project(python, uv):
    """Install the project itself, in place; needs no network."""
    options = ["install", "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT]
    if uv:
        got = run_uv(uv, python, ["pip", *options])
    else:
        got = run([python, "-m", "pip", "--quiet", "--disable-pip-version-check", *options])
    if got.returncode != 0:
        raise SetUpError("the project itself could not be installed.\n" + tail(got))


def renew_lock(folder):
    """Write ``requirements.lock`` anew: the newest versions that fit, for all Pythons, hashed."""
    options = (
        "--group dev --universal --python-version 3.11 --upgrade --generate-hashes --no-header"
    )
    quiet = "--no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock"
    command = ["pip", "compile", "pyproject.toml", *options.split(), *quiet.split()]
    got = run_uv(folder / "uv", folder / "python", command)
    if got.returncode != 0:
        stop_without_network(got)
        raise SetUpError("the versions could not be settled.\n" + tail(got))


def lock_entry(name):
    """Return the lines of the lock file that are about ``name``."""
    text = LOCK.read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(name)}==.*(?:\n[ \t].*)*", text, re.MULTILINE)
    if not found:
        raise SetUpError(f"requirements.lock says nothing of {name}; restore the file from git.")
    return found.group() + "\n"


def run_uv(uv, python, arguments):
    """Run uv with the package index that pip is set up to use (uv does not read pip's files)."""
    settings = pip_settings(python)
    if "compile" in arguments:
        # Hashes of all systems' files: not from an extra index, which may hold one system's only.
        settings = {k: v for k, v in settings.items() if k not in ("extra-index-url", "find-links")}
        target = []
    else:
        target = ["--python", python]
    flags, variables = translate(settings)
    offline = "--no-index" in arguments
    command = [uv, *arguments, *target, *([] if offline else flags)]
    return run(command, {**variables, "UV_NO_PROGRESS": "1"})


def pip_settings(python):
    """Return pip's settings by name, those of the environment over those of its files."""
    listed = run([python, "-m", "pip", "--disable-pip-version-check", "config", "list"]).stdout
    found = re.findall(r"^(global|install|:env:)\.([a-z-]+)=(.*)$", listed, re.MULTILINE)
    order = {"global": 0, "install": 1, ":env:": 2}
    settings = {}
    for _, name, value in sorted(found, key=lambda item: order[item[0]]):
        settings[name] = shlex.split(value.replace("\\n", " "))[0] if value else ""
    return settings


def translate(settings):
    """Return uv's flags and environment variables for pip's settings."""
    flags = []
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        flags.append("--no-index")
    if "index-url" in settings:
        flags += ["--default-index", settings["index-url"]]
    for url in settings.get("extra-index-url", "").split():
        flags += ["--index", url]
    for place in settings.get("find-links", "").split():
        flags += ["--find-links", place]
    for host in settings.get("trusted-host", "").split():
        flags += ["--allow-insecure-host", host]
    if "--index" in flags:  # like pip: the best version wherever it is; the hash decides
        flags += ["--index-strategy", "unsafe-best-match"]
    names = {"cert": "SSL_CERT_FILE", "client-cert": "SSL_CLIENT_CERT", "proxy": "ALL_PROXY"}
    variables = {
        variable: settings[name]
        for name, variable in names.items()
        if name in settings and variable not in os.environ
    }
    return flags, variables


def run(command, variables=None):
    """Run a command from the top of the repository; its whole output is in ``stdout``."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=str(ROOT),
        env={**os.environ, "PIP_USER": "0", **(variables or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def tail(finished):
    """Return the last lines a command printed."""
    return "\n".join("  " + line for line in finished.stdout.strip().splitlines()[-12:])


def stop_without_network(finished):
    """Say so in words where a command failed for want of a network."""
    if NO_NETWORK.search(finished.stdout):
        raise SetUpError(
            "the Python packages could not be fetched: no connection to the package index.\n"
            "  Connect to the internet and run the same command again; it goes on.\n"
            "  Behind a proxy: export HTTPS_PROXY=http://proxy.example:8080\n"
            "  With a package index of your own: python3 -m pip config set global.index-url URL"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
