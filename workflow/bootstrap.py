"""Make the environment that the Makefile's commands run in, with Python's standard library only.

``bootstrap.py BIN`` makes sure that BIN (``.venv/bin``, or that of the activated conda environment)
has every package of ``requirements.lock`` and the project itself. When nothing has changed since
the last time it does so in a blink; an interrupted set-up goes on where it stopped; a broken
``.venv`` is made anew. ``bootstrap.py BIN lock`` renews the lock files, ``bootstrap.py BIN quarto``
adds Quarto.

Written so that even an old Python can read it: it has to be able to say what is wrong.
"""

import hashlib
import importlib.util
import json
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
#: The folders of the project itself and of its own packages, which are installed in place.
OWN = [
    ".",
    *sorted(
        str(p.parent.relative_to(ROOT)) for p in ROOT.glob("workflow/packages/*/pyproject.toml")
    ),
]
QUARTO_LOCK = ROOT / "requirements-quarto.lock"
#: The packages themselves, which a deposit may bring along, and the list of them with their hashes.
WHEELS = "wheels"
WHEELS_LOCK = ROOT / WHEELS / "requirements.lock"
#: What tools that write paths into files and commands cannot cope with: setuptools, venv, make.
UNFIT = re.compile(r"[{}:\x00-\x1f\x7f\ud800-\udfff]")
NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|Read timed out|name resolution|getaddrinfo|dns error|"
    r"Network is unreachable|ProxyError|Connection refused|error sending request|Max retries",
    re.IGNORECASE,
)
NO_SPACE = re.compile(r"No space left on device|Disk quota exceeded|os error 28\b|Errno 28\b")
#: Of what uv and pip print while they work, the lines that show how far they are.
PROGRESS = re.compile(
    r"\s*(Collecting \S+|Downloading https:\S+|Downloading \S+ \(.+\)|(?:Prepared|Installed) \d.*)"
)


def template(sentence):
    """Mark a sentence that is said later, by ``message``."""
    return sentence


def message(sentence, **fields):
    """Say a sentence in the language of the terminal, with its ``{fields}`` filled; else in English.

    As ``human_files.language.messages``, which is not installed yet.
    """
    core = sentence.strip()
    said = sentence.replace(core, translations().get(core, core), 1)
    return said.format(**fields)


def translations():
    """Return the sentences of the terminal's language by the English ones."""
    stated = next(filter(None, map(os.environ.get, TERMINAL)), "")
    for word in stated.split(":"):
        language = re.split("[_.@-]", word)[0].lower()
        file = ROOT / "config" / "languages" / language / "messages.yaml"
        if language == "en":
            break
        if language and file.is_file():
            return read_messages(file)
    return {}


def read_messages(file):
    """Return the sentences of a file of messages: each line is a pair, as JSON has them too."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith('"'):
            try:
                found.update(json.loads("{" + line + "}"))
            except ValueError:  # a translator's slip: said in English
                continue
    return found


#: Where a terminal states its language; the first variable that is set counts.
TERMINAL = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


class SetUpError(Exception):
    """Something the person has to mend before the set-up can go on."""


def main(arguments):
    """Set up ``arguments[0]``; with a second argument "lock", renew the lock file.

    ``help MAKEFILE`` lists the targets of a Makefile instead.
    """
    if arguments[0] == "help":
        print("\n".join(targets(Path(arguments[1]))))
        return 0
    folder = ROOT / arguments[0]
    try:
        check_place()
        if folder == ROOT / ".venv" / "bin":
            prepare(folder.parent)
        elif not (folder / "alianzas").is_file():  # conda made the environment; add the project
            install_project(folder / "python", None)
        if arguments[1:] == ["lock"]:
            renew_locks(folder)
        elif arguments[1:] == ["quarto"]:
            add_quarto(folder)
    except SetUpError as error:
        say("\n" + message("The set-up stopped: {error}", error=error))
        return 1
    except OSError as error:  # the disk is full, or cannot be written, or runs no programs
        said = f"{error.strerror or error}: {error.filename or ROOT}"
        say("\n" + message("The set-up stopped: {error}", error=said) + "\n" + message(PLACE))
        return 1
    except KeyboardInterrupt:
        say("\n" + message("Interrupted. The same command goes on where it stopped."))
        return 130
    return 0


PLACE = template(
    "  .venv is made in the project's folder, which has to be on a disk with 2 GB free that "
    "you can\n  write to and that programs may run from. Where this one is not, move the folder "
    "elsewhere."
)


def targets(makefile):
    """Return a line for each target of a Makefile that says what it does, in the person's language."""
    found = re.findall(r"^([a-z-]+):.*?## (.*)$", makefile.read_text(encoding="utf-8"), re.M)
    said = translations()
    return [f"  make {name:<10} {said.get(words, words)}" for name, words in found]


def check_place():
    """Stop where the folder's own name would break a tool."""
    found = UNFIT.search(str(ROOT))
    if found:
        raise SetUpError(
            message(
                "the folder's path has a character that Python's tools cannot cope with: "
                "{found}\n  {root}\n  Rename the folder, or move it, and run the same "
                "command again.",
                found=ascii(found[0]),
                root=ascii(str(ROOT)),
            )
        )


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
    had_quarto = (venv / "bin" / "quarto").exists()
    say(message("Setting up .venv (once; a minute or so):"))
    if stamp.exists():
        stamp.unlink()
    if not usable(python, wanted):
        say("  " + message("1/5 a new environment"))
        make_venv(venv)
    say("  " + message("2/5 uv, which installs the rest in a tenth of the time"))
    uv = install_uv(python)
    say("  " + message("3/5 the packages of requirements.lock"))
    install_packages(python, uv)
    say("  " + message("4/5 compiling them (nearly half of the time)"))
    compile_packages(python)
    say("  " + message("5/5 the project itself"))
    install_project(python, uv)
    if had_quarto and not (venv / "bin" / "quarto").exists():
        add_quarto(venv / "bin")
    stamp.write_text(signature(venv))


def signature(venv):
    """Return what the environment depends on: its place, the locked versions, the project."""
    contents = [path.read_bytes() for path in (LOCK, *projects())]
    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    return "\n".join([str(venv), *hashes]) + "\n"


def projects():
    """Return the files that say what is installed in place."""
    return [ROOT / folder / "pyproject.toml" for folder in OWN]


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
        found = message(
            "{program} is Python {version}",
            program=wanted or "python3",
            version="{}.{}".format(*version),
        )
        for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
            other = shutil.which(f"python3.{minor}")
            if not wanted and other and version_of(other) == (3, minor):
                say(found + "; " + message("using {program} instead.", program=other))
                os.execv(other, [other, *sys.argv])
        raise SetUpError(
            found
            + ". "
            + message(
                "This needs Python {oldest} to {newest}.\n"
                "  Debian, Ubuntu: sudo apt install python3.12 python3.12-venv\n"
                "  macOS: brew install python@3.12      Windows: use WSL with Ubuntu\n"
                "  any system: the installers at python.org\n"
                "  Then: PYTHON=python3.12 make paper",
                oldest="{}.{}".format(*OLDEST),
                newest="{}.{}".format(*NEWEST),
            )
        )
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        raise SetUpError(
            message(
                "this Python cannot make virtual environments (its venv module is not "
                "installed).\n  Debian, Ubuntu: sudo apt install python3-venv   (or "
                "python3.{version}-venv)\n  Fedora: sudo dnf install python3-pip",
                version=version[1],
            )
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
        raise SetUpError(message("the virtual environment could not be made.") + "\n" + tail(made))


def sources():
    """Return where packages may come from, the nearest first: the list of them, and the options.

    A deposit's own come without network; they fit one kind of system and one version of Python.
    """
    own = ["--no-index", "--find-links", WHEELS]  # not its path, in which "#" or "%" would be read
    return [*([(WHEELS_LOCK, own)] if WHEELS_LOCK.is_file() else []), (LOCK, [])]


def install_uv(python):
    """Install uv; return its path, or None where there is none for this machine."""
    for lock, options in sources():
        with tempfile.TemporaryDirectory() as folder:
            only_uv = Path(folder) / "uv.lock"
            only_uv.write_text(lock_entry("uv", lock), encoding="utf-8")
            command = [*pip_install(python), "--quiet", "--only-binary=:all:", *options]
            got = run([*command, "-r", only_uv])
        if got.returncode == 0:
            return python.with_name("uv")
    stop_for_known_causes(got)
    say(
        "      "
        + message("There is no uv for this machine; pip does its work (a few minutes). pip says:")
    )
    say(tail(got, 3))
    return None


def install_packages(python, uv):
    """Install the locked packages, each against its hash: by uv where it can, else by pip."""
    for lock, options in sources():
        if uv:
            # Its progress is shown line by line: the same on a terminal, in a file and in CI.
            command = ["pip", "install", "--require-hashes", *options, "-r", lock]
            got = run_uv(uv, python, command, show=True)
            if got.returncode == 0:
                return
            stop_for_known_causes(got, network=False)  # pip may have a way that uv has not
        if lock == WHEELS_LOCK:
            say("      " + message(UNFIT_WHEELS, folder=WHEELS))
    if uv:
        say(
            "      "
            + message("uv cannot be used here; pip does its work (a few minutes). uv says:")
        )
        say(tail(got, 3))
    got = run([*pip_install(python), "--no-compile", "-r", LOCK], show=True)
    if got.returncode != 0:
        stop_for_known_causes(got)
        raise SetUpError(message("a package could not be installed. pip says:") + "\n" + tail(got))


UNFIT_WHEELS = template(
    "The packages in {folder}/ are for another system or Python (see {folder}/README.md); "
    "they are fetched from the package index instead."
)


def pip_install(python):
    """Return the command with which pip installs what a lock file names."""
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--progress-bar=off"]
    return [*pip, "--retries=2", "--require-hashes"]


def compile_packages(python):
    """Compile all packages at once: steps that run side by side would each do it for themselves."""
    packages = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    run([python, "-m", "compileall", "-qq", "-j0", packages.stdout.strip()])


def install_project(python, uv):
    """Install the project itself and its packages, in place; needs no network."""
    # "." and not its path, in which "#" or "%" would be read as parts of an address
    options = ["install", "--no-deps", "--no-build-isolation", "--no-index"]
    for folder in OWN:
        options += ["-e", folder if folder == "." else "./" + folder]
    if uv:
        got = run_uv(uv, python, ["pip", *options])
    else:
        got = run([python, "-m", "pip", "--quiet", "--disable-pip-version-check", *options])
    if got.returncode != 0:
        stop_for_known_causes(got)
        raise SetUpError(message("the project itself could not be installed.") + "\n" + tail(got))


def renew_locks(folder):
    """Write the lock files anew: the newest versions that fit, for all Pythons, hashed."""
    options = "--universal --python-version 3.11 --upgrade --generate-hashes --no-header --quiet"
    # One version of each package for all Pythons, so that they give the same digits.
    options += " --fork-strategy=fewest"
    options += " --no-emit-index-url --no-emit-find-links"
    for own in OWN[1:]:  # ours are installed in place, and from no index
        options += " --no-emit-package " + Path(own).name
    groups = {LOCK: ["--group=dev"], QUARTO_LOCK: ["--group=quarto", "--no-deps"]}
    sources = {LOCK: ["pyproject.toml"], QUARTO_LOCK: []}
    for lock, group in groups.items():
        command = ["pip", "compile", *sources[lock], *group, *options.split()]
        got = run_uv(folder / "uv", folder / "python", [*command, "--output-file", lock.name])
        if got.returncode != 0:
            stop_for_known_causes(got)
            raise SetUpError(message("the versions could not be settled.") + "\n" + tail(got))


def add_quarto(folder):
    """Install Quarto beside the packages, from PyPI's ``quarto-cli``; its Jupyter is not needed.

    That package holds no program: it downloads Quarto from its makers while it is installed.
    """
    if (folder / "quarto").exists():
        say(message("Quarto is in {folder} already.", folder=folder))
        return
    say(message("Adding Quarto to the environment (a download of more than 100 MB) …"))
    options = ["--no-deps", "--no-build-isolation", "-r", QUARTO_LOCK]
    got = run([*pip_install(folder / "python"), *options], show=True)
    if got.returncode != 0 or not (folder / "quarto").exists():
        refused = re.search(r"Error downloading Quarto: .*", got.stdout)
        reason = "  " + refused[0] if refused else tail(got, 3)
        raise SetUpError(
            message(
                "Quarto could not be added. Its package on PyPI fetches it from GitHub.\n"
                "{reason}\n  Two other ways: the conda environment of environment.yml, "
                "which has Quarto, or an\n  installer from "
                "https://quarto.org/docs/download/. Without it `make paper` uses Pandoc.",
                reason=reason,
            )
        )
    say(message("Quarto is there; `make paper` now renders with it."))


def lock_entry(name, lock=LOCK):
    """Return the lines of a lock file that are about ``name``."""
    text = lock.read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(name)}==.*(?:\n[ \t].*)*", text, re.MULTILINE)
    if not found:
        raise SetUpError(
            message(
                "requirements.lock says nothing of {name}; restore the file from git.", name=name
            )
        )
    return found.group() + "\n"


def run_uv(uv, python, arguments, show=False):
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
    return run(command, variables, show)


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


def run(command, variables=None, show=False):
    """Run a command from the top of the repository; its whole output is in ``stdout``.

    With ``show``, the lines that tell how far it is are shown as they come.
    """
    command = [str(part) for part in command]
    with subprocess.Popen(
        command,
        cwd=str(ROOT),
        env={**os.environ, "PIP_USER": "0", **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            found = PROGRESS.match(line) if show else None
            if found:
                say("      " + found[1])
    return subprocess.CompletedProcess(command, process.returncode, "".join(lines))


def say(text):
    """Tell the person."""
    print(text, file=sys.stderr, flush=True)


def tail(finished, count=12):
    """Return the last lines a command printed."""
    lines = finished.stdout.strip().splitlines()[-count:]
    return "\n".join("      " + line for line in lines)


def stop_for_known_causes(finished, network=True):
    """Say so in words where a command failed for want of space or of a network."""
    if NO_SPACE.search(finished.stdout):
        temporary = tempfile.gettempdir()
        left, for_temporary = (shutil.disk_usage(str(p)).free // 10**6 for p in (ROOT, temporary))
        raise SetUpError(
            message(
                "the disk is full: {left} MB left in the project's folder, {for_temporary} "
                "MB in\n  {temporary}, where temporary files go. Free 2 GB and run the same "
                "command again; it\n  goes on. Another place for temporary files: export "
                "TMPDIR=/path/to/a/larger/disk",
                left=left,
                for_temporary=for_temporary,
                temporary=temporary,
            )
        )
    if network and NO_NETWORK.search(finished.stdout):
        raise SetUpError(
            message(
                "the Python packages could not be fetched: no connection to the package "
                "index.\n  Connect to the internet and run the same command again; it goes "
                "on.\n  Behind a proxy: export HTTPS_PROXY=http://proxy.example:8080\n  With "
                "a package index of your own: python3 -m pip config set global.index-url "
                "URL"
            )
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
