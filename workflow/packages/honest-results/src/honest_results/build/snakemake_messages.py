"""Snakemake's error messages as a person needs them: without its own locations and tracebacks."""

from __future__ import annotations

import builtins
import re
import signal

from human_files import disk
from human_files.errors import Problem

_HEADER = re.compile(r'\A\w+(?: in rule \w+)?(?: in file "[^"]*", line \d+)?:\n')
_TRACEBACK = re.compile(r'^ +File "[^"]*", line \d+, in .*(?:\n|\Z)', re.MULTILINE)
#: An error in a function that gives a rule's inputs or parameters.
_IN_FUNCTION = re.compile(r"\AError:\n  (?P<kind>\w+): (?P<text>.*?)\nWildcards:\n.*\Z", re.DOTALL)
_OUR_FAULT = (
    "This is a fault of the program, not of your data. Snakemake's own words: make paper VERBOSE=1"
)
#: A step that a signal ended, as its parent shell or the step itself reports it.
_KILLED = re.compile(
    r"\.snakemake/scripts/\w+\.(?P<step>\w+)\.py\S* "
    r"(?:died with <Signals\.(?P<name>SIG\w+)|returned non-zero exit status (?P<status>1[3-5]\d)\.)"
)
_ADVICE = {
    signal.SIGKILL: [
        "  Systems do this when memory runs out. If it happens again, close other programs, or",
        "  run one step at a time: .venv/bin/alianzas build -- --cores 1",
    ]
}
_AFFECTED = re.compile(r"affected files:\n((?: +.+(?:\n|\Z))+)")


def killed_step(message: str) -> tuple[str, signal.Signals] | None:
    """Return the step that a signal ended, and the signal, if that is what a message is about."""
    found = _KILLED.search(message)
    if found is None:
        return None
    if found["name"]:
        return found["step"], signal.Signals[found["name"]]
    return found["step"], signal.Signals(int(found["status"]) - 128)


def person_message(message: str) -> str:
    """Return a Snakemake error in words: the message it carries, or else its own.

    A missing raw file is named as such.
    """
    if message.startswith("MissingInputException"):
        found = _AFFECTED.search(message)
        if found:
            files = sorted(line.strip() for line in found[1].splitlines())
            return "\n".join(f"error: {missing(file)}" for file in files)
    if disk.is_full(message):
        return f"error: {disk.full_disk()}"
    killed = killed_step(message)
    if killed:
        lines = [f"error: the step {killed[0]} was killed from outside ({killed[1].name})."]
        return "\n".join([*lines, *_ADVICE.get(killed[1], ["  Run the same command again."])])
    text = _TRACEBACK.sub("", _HEADER.sub("", message)).strip()
    inner = _IN_FUNCTION.match(text)
    if inner and hasattr(builtins, inner["kind"]):  # not a person's mistake
        text = f"{inner['kind']}: {inner['text']}\n  {_OUR_FAULT}"
    elif inner:
        text = inner["text"]
    return text if text.startswith("error:") else f"error: {text}"


def cut_off(by: signal.Signals) -> str:
    """Return what to say about a build whose scheduler was killed by a signal."""
    lines = [
        f"error: the build was interrupted: Snakemake was killed from outside ({by.name}).",
        "  Earlier results are kept. The same command goes on where it stopped.",
    ]
    return "\n".join([*lines, *_ADVICE.get(by, [])])


def missing(file: str) -> Problem:
    """Return the problem that the input ``file`` is not there."""
    return Problem(
        file,
        "is missing, and no step makes it.",
        "Put the file there, or correct its path in the study file (config/studies/)."
        if file.startswith("data/")
        else "Restore the file.",
    )
