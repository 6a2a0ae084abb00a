"""Snakemake's error messages as a person needs them: without its own locations and tracebacks."""

from __future__ import annotations

import builtins
import re
import signal

from human_files import disk
from human_files.errors import Problem, error_mark
from human_files.language.messages import message, template

_HEADER = re.compile(r'\A\w+(?: in rule \w+)?(?: in file "[^"]*", line \d+)?:\n')
_TRACEBACK = re.compile(r'^ +File "[^"]*", line \d+, in .*(?:\n|\Z)', re.MULTILINE)
#: An error in a function that gives a rule's inputs or parameters.
_IN_FUNCTION = re.compile(r"\AError:\n  (?P<kind>\w+): (?P<text>.*?)\nWildcards:\n.*\Z", re.DOTALL)
_OUR_FAULT = template(
    "This is a fault of the program, not of your data. Snakemake's own words: make paper VERBOSE=1"
)
#: A step that a signal ended, as its parent shell or the step itself reports it.
_KILLED = re.compile(
    r"\.snakemake/scripts/\w+\.(?P<step>\w+)\.py\S* "
    r"(?:died with <Signals\.(?P<name>SIG\w+)|returned non-zero exit status (?P<status>1[3-5]\d)\.)"
)
_ADVICE = {
    signal.SIGKILL: template(
        "Systems do this when memory runs out. If it happens again, close other programs, or run "
        "one step at a time: .venv/bin/alianzas build -- --cores 1"
    )
}
_AFFECTED = re.compile(r"affected files:\n((?: +.+(?:\n|\Z))+)")


def killed_step(words: str) -> tuple[str, signal.Signals] | None:
    """Return the step that a signal ended, and the signal, if that is what the words are about."""
    found = _KILLED.search(words)
    if found is None:
        return None
    if found["name"]:
        return found["step"], signal.Signals[found["name"]]
    return found["step"], signal.Signals(int(found["status"]) - 128)


def person_message(words: str) -> str:
    """Return a Snakemake error in words: the message it carries, or else its own.

    A missing raw file is named as such.
    """
    if words.startswith("MissingInputException"):
        found = _AFFECTED.search(words)
        if found:
            files = sorted(line.strip() for line in found[1].splitlines())
            return "\n".join(f"{error_mark()}{missing(file)}" for file in files)
    if disk.is_full(words):
        return f"{error_mark()}{disk.full_disk()}"
    killed = killed_step(words)
    if killed:
        step, by = killed
        told = message(
            "the step {step} was killed from outside ({signal}).", step=step, signal=by.name
        )
        advice = message(_ADVICE.get(by, template("Run the same command again.")))
        return f"{error_mark()}{told}\n  {advice}"
    text = _TRACEBACK.sub("", _HEADER.sub("", words)).strip()
    inner = _IN_FUNCTION.match(text)
    if inner and hasattr(builtins, inner["kind"]):  # not a person's mistake
        text = f"{inner['kind']}: {inner['text']}\n  {message(_OUR_FAULT)}"
    elif inner:
        text = inner["text"]
    return text if text.startswith(error_mark()) else f"{error_mark()}{text}"


def cut_off(by: signal.Signals) -> str:
    """Return what to say about a build whose scheduler was killed by a signal."""
    lines = [
        error_mark()
        + message(
            "the build was interrupted: Snakemake was killed from outside ({signal}).",
            signal=by.name,
        ),
        "  " + message("Earlier results are kept. The same command goes on where it stopped."),
    ]
    return "\n".join([*lines, *(f"  {message(_ADVICE[one])}" for one in (by,) if one in _ADVICE)])


def missing(file: str) -> Problem:
    """Return the problem that the input ``file`` is not there."""
    return Problem(
        file,
        message("is missing, and no step makes it."),
        message("Put the file there, or correct its path in the study file (config/studies/).")
        if file.startswith("data/")
        else message("Restore the file."),
    )
