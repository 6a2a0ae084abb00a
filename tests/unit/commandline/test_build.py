"""Building as a person sees it: steps in words, one message per mistake, nothing twice."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest

from honest_results.build.snakemake_runs import building

from .conftest import FAIL

pytestmark = pytest.mark.slow

ARTICLE = "results/demo/article.en.html"


def build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "alianzas.commandline", "build", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", timeout=120)


def cpu_seconds() -> float:
    """Return the processor time of all processes that this one has started and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def script(root: Path, name: str) -> Path:
    return root / "workflow/scripts" / f"{name}.py"


def test_a_build_tells_its_steps_and_where_the_documents_are(project: Path) -> None:
    first = build(project)
    assert first.returncode == 0, first.stderr
    lines = first.stderr.splitlines()
    assert sorted(line[6:] for line in lines) == [
        "Join both files (demo)",
        "Write the first file (demo)",
        "Write the second file, slowly (demo)",
    ]
    assert [line[:5] for line in lines] == ["[1/3]", "[2/3]", "[3/3]"]
    assert first.stdout.startswith("Done: 3 steps in ")
    assert f"The documents:\n  {ARTICLE}\n" in first.stdout
    assert (project / ARTICLE).read_text() == "one two"

    before = cpu_seconds()
    second = build(project)
    assert cpu_seconds() - before < 4  # not by the clock: other tests may be running
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.startswith("Nothing to be done")


def test_snakemake_itself_speaks_where_asked(project: Path) -> None:
    done = build(project, "--verbose")
    assert done.returncode == 0
    assert "Building DAG of jobs" in done.stderr


def test_arguments_reach_snakemake(project: Path) -> None:
    assert build(project, "--", "results/demo/one.txt").returncode == 0
    assert (project / "results/demo/one.txt").exists()
    assert not (project / ARTICLE).exists()


def test_every_failed_step_gives_its_message_once(project: Path) -> None:
    script(project, "write_one").write_text(FAIL)
    script(project, "write_two").write_text(FAIL.replace("one.csv, row 2", "two.csv, row 3"))
    done = build(project)
    assert done.returncode != 0
    assert done.stderr.count("one.csv, row 2: 7 is too much.\n  Write 6.") == 1
    assert done.stderr.count("two.csv, row 3: 7 is too much.\n  Write 6.") == 1
    assert "Write the first file (demo)\n    log: logs/demo/write_one.log" in done.stderr
    for noise in ("Traceback", "CalledProcessError", "WorkflowError", "RuleException", "jobid"):
        assert noise not in done.stderr
    assert not (project / ARTICLE).exists()


@pytest.mark.parametrize("how", ["os.kill(os.getpid(), 9)", "os._exit(128 + 9)"])
def test_a_step_that_the_system_killed_is_named_with_the_likely_cause(
    project: Path, how: str
) -> None:
    script(project, "write_one").write_text(f"import os\n{how}\n")
    done = build(project)
    assert done.returncode == 1
    assert "error: the step write_one was killed from outside (SIGKILL)." in done.stderr
    assert "when memory runs out" in done.stderr
    assert "CalledProcessError" not in done.stderr


def test_a_failed_step_does_not_hold_back_the_others(project: Path) -> None:
    script(project, "write_one").write_text(FAIL)
    assert build(project).returncode != 0
    assert (project / "results/demo/two.txt").read_text() == "two"


def test_a_missing_raw_file_is_named(project: Path) -> None:
    (project / "data/demo/one.csv").unlink()
    done = build(project)
    assert done.returncode != 0
    assert "error: data/demo/one.csv: is missing, and no step makes it." in done.stderr
    assert "MissingInputException" not in done.stderr


def test_a_mistake_in_the_configuration_is_told_in_one_message(project: Path) -> None:
    rules = project / "workflow/rules/steps.smk"
    head = (
        "from snakemake.exceptions import WorkflowError\n"
        "from human_files.errors import ConfigurationError, Problem\n"
        "try:\n"
        "    raise ConfigurationError(Problem('config/config.yaml', 'is wrong.', 'Mend it.', 3))\n"
        "except ConfigurationError as error:\n"
        "    raise WorkflowError(str(error)) from None\n"
    )
    rules.write_text(head + rules.read_text())
    done = build(project)
    assert done.returncode != 0
    assert done.stderr == "error: config/config.yaml, line 3: is wrong.\n  Mend it.\n"


def test_outside_a_compendium_it_says_so(tmp_path: Path) -> None:
    done = build(tmp_path)
    assert done.returncode == 1
    assert "is not inside a compendium" in done.stderr


def slow(root: Path, seconds: int = 60) -> subprocess.Popen[str]:
    """Start a build whose second step waits, and return once it does."""
    flag = root / "waiting"
    script(root, "write_two").write_text(
        "import pathlib, time\n"
        f"flag = pathlib.Path({str(flag)!r})\n"
        "if not flag.exists():\n"
        f"    flag.touch(); open(snakemake.output[0], 'w').write('half'); time.sleep({seconds})\n"
        "open(snakemake.output[0], 'w').write('two')\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "alianzas.commandline", "build"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        # Where the tests run in the background, the shell had them ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    for _ in range(300):
        if flag.exists():
            return process
        time.sleep(0.1)
    raise AssertionError("the build did not start")


def test_a_killed_build_goes_on_where_it_stopped(project: Path) -> None:
    process = slow(project)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert any((project / ".snakemake/locks").iterdir()), "nothing was left locked: test is void"
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert (project / ARTICLE).read_text() == "one two"


@pytest.mark.parametrize("how", ["ctrl-c", "kill"])
def test_a_stopped_build_ends_in_good_order(project: Path, how: str) -> None:
    process = slow(project)
    if how == "ctrl-c":
        os.killpg(process.pid, signal.SIGINT)
    else:
        os.kill(process.pid, signal.SIGTERM)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped. The same command goes on where it stopped." in output
    assert "Traceback" not in output
    assert build(project).returncode == 0


def test_a_build_whose_watcher_is_killed_ends_by_itself(project: Path) -> None:
    process = slow(project, seconds=10)
    process.kill()
    process.communicate()
    done = build(project)  # waits for the other one, which still holds the lock
    assert done.returncode == 0
    assert "Another build of this folder is running" in done.stderr
    assert done.stdout.startswith("Nothing to be done")
    assert (project / ARTICLE).read_text() == "one two"


def descendants(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


def is_snakemake(process: psutil.Process) -> bool:
    return "honest_results.build.pipeline" in process.cmdline()


def test_a_killed_scheduler_is_noticed_and_its_steps_end(project: Path) -> None:
    process = slow(project, seconds=3600)
    family = descendants(process.pid)
    scheduler = next(member for member in family if is_snakemake(member))
    steps = scheduler.children(recursive=True)
    assert steps
    scheduler.kill()
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGKILL
    assert "the build was interrupted: Snakemake was killed from outside (SIGKILL)" in output
    assert "The same command goes on where it stopped." in output
    assert "exit code" not in output
    assert not psutil.wait_procs(steps, timeout=10)[1]
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert (project / ARTICLE).read_text() == "one two"


def test_steps_without_scheduler_and_watcher_end_when_the_next_build_begins(project: Path) -> None:
    process = slow(project, seconds=3600)
    family = descendants(process.pid)
    for member in (psutil.Process(process.pid), *filter(is_snakemake, family)):
        member.kill()
    steps = [member for member in family if member.is_running()]
    assert steps
    assert build(project).returncode == 0
    assert not psutil.wait_procs(steps, timeout=10)[1]
    process.communicate()


def test_two_builds_of_one_folder_wait_for_each_other(project: Path) -> None:
    (project / ".snakemake").mkdir()
    command = [sys.executable, "-m", "alianzas.commandline", "build"]
    with (project / ".snakemake/build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(
            command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        assert process.stdout is not None
        assert "waiting for it" in process.stdout.readline()
        time.sleep(0.5)
        assert process.poll() is None
        assert not (project / "results").exists()
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert ARTICLE in output


@pytest.mark.skipif(
    find_spec("snakemake_executor_plugin_slurm") is not None,
    reason="the plug-in for Slurm is installed, and imports pandas whatever Snakemake does",
)
def test_scheduling_does_without_pandas_and_the_steps_have_it(project: Path) -> None:
    rules = project / "workflow/rules/steps.smk"
    rules.write_text(
        rules.read_text()
        + "\n\nonsuccess:\n    import sys\n    assert 'pandas' not in sys.modules\n"
    )
    step = script(project, "write_one")
    step.write_text("import pandas\n" + step.read_text())
    done = build(project, "--", "results/demo/one.txt")
    assert done.returncode == 0, done.stderr


def test_a_plugin_that_is_only_installed_changes_nothing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the executor of Slurm does: it imports pandas as soon as Snakemake looks at it."""
    plugin = tmp_path / "installed/snakemake_executor_plugin_elsewhere"
    plugin.mkdir(parents=True)
    (plugin / "__init__.py").write_text(
        "from pathlib import Path\n"
        "import pandas\n"
        "from snakemake_interface_executor_plugins.executors.remote import RemoteExecutor\n"
        "from snakemake_interface_executor_plugins.settings import CommonSettings\n"
        "common_settings = CommonSettings(\n"
        "    non_local_exec=True, implies_no_shared_fs=False, job_deploy_sources=False\n"
        ")\n"
        "class Executor(RemoteExecutor):\n    pass\n"
        "Path(__file__).with_name('seen').write_text(pandas.DataFrame([1]).to_csv())\n"
    )
    paths = [str(plugin.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert (plugin / "seen").is_file(), "the plug-in was not looked at: the test is void"
    assert (project / ARTICLE).read_text() == "one two"


def test_a_profile_whose_plugin_is_missing_says_what_to_install(project: Path) -> None:
    profile = project / "workflow/profiles/far"
    profile.mkdir(parents=True)
    (profile / "config.yaml").write_text("executor: far-away\njobs: 3\n")
    arguments = ["--", "--workflow-profile", "workflow/profiles/far"]
    done = build(project, *arguments)
    assert done.returncode == 1
    assert done.stderr == (
        "error: workflow/profiles/far/config.yaml: "
        "`executor: far-away` is a plug-in that is not installed.\n"
        "  Install it: .venv/bin/python -m pip install snakemake-executor-plugin-far-away\n"
    )
    (profile / "requirements.txt").write_text("snakemake-executor-plugin-far-away==1\n")
    assert (
        "install -r workflow/profiles/far/requirements.txt\n" in build(project, *arguments).stderr
    )
    assert "`executor: far`" in build(project, "--", "--executor=far").stderr
    assert "`executor: far`" in build(project, "--", "-e", "far", "all").stderr


def test_a_file_system_without_locks_is_no_obstacle(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    with building(project) as lock:
        assert not lock.closed
