"""What a build would hand to a rule's script: read from the Snakefile by Snakemake itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from honest_results.alone.arguments import Asked, wildcards
from honest_results.build.snakemake_messages import missing, person_message
from honest_results.comparison import are_comparable, comparison_project
from honest_results.project import POOLED, is_made, load_project
from human_files.errors import ConfigurationError, Problem, UserError, did_you_mean, error_mark
from human_files.language.messages import message


class MissingInputsError(UserError):
    """Inputs of a script alone that no build has made yet."""


class UnreadableRulesError(UserError):
    """Snakemake cannot read the rules; ``told`` is why, for a person."""

    def __init__(self, told: str) -> None:
        super().__init__(Problem("Snakefile", told, ""))
        self.told = told

    def __str__(self) -> str:
        return self.told


@dataclass(frozen=True)
class Job:
    """``snakemake`` as a script gets it, and the files it reads and writes, from the top."""

    snakemake: Any
    wildcards: dict[str, str]
    inputs: list[str]
    outputs: list[str]


@contextmanager
def workflow(root: Path, *, of_comparison: bool = False) -> Iterator[Any]:
    """Give Snakemake's workflow of the compendium in ``root``, the working directory.

    That of the studies, or ``of_comparison`` that of their comparison. Raises UnreadableRulesError
    where Snakemake refuses it.
    """
    from snakemake.api import SnakemakeApi
    from snakemake.exceptions import WorkflowError
    from snakemake.settings.types import (
        ConfigSettings,
        DAGSettings,
        OutputSettings,
        Quietness,
        ResourceSettings,
    )

    config = ConfigSettings(config={POOLED: True} if of_comparison else {})

    try:
        with SnakemakeApi(OutputSettings(quiet={Quietness.ALL})) as api:
            opened = api.workflow(ResourceSettings(), config, snakefile=root / "Snakefile")
            opened.dag(DAGSettings())
            yield opened._workflow
    except WorkflowError as error:
        raise UnreadableRulesError(person_message(str(error)).removeprefix(error_mark())) from error


def read_job(root: Path, rule: str, asked: Asked) -> Job:
    """Return the job of ``rule`` in the compendium in ``root``, which is the working directory.

    Raises ConfigurationError for a rule or a value that is not known, MissingInputsError with the
    command that makes what is missing.
    """
    from snakemake.iocontainers import Snakemake, Wildcards

    project = load_project(root)
    of_comparison = asked.study == POOLED or _compares(rule, root)
    if of_comparison:
        if not are_comparable(project.studies, root):
            raise ConfigurationError(
                Problem(
                    "config/config.yaml",
                    message(
                        "names no two studies that can be compared, as {rule} does.", rule=rule
                    ),
                    message("Name them under `studies:`."),
                )
            )
        project = comparison_project(project)
    with workflow(root, of_comparison=of_comparison) as flow:
        names = [each.name for each in flow.rules if each.script]
        if rule not in names:
            advice = did_you_mean(rule, names)
            raise ConfigurationError(
                Problem("Snakefile", message('has no rule "{rule}".', rule=rule), advice)
            )
        found = flow.get_rule(rule)
        parts = max(flow._scatter.values(), default=1)
        values = wildcards(rule, sorted(found.wildcard_names), asked, project, parts)
        given = Wildcards(fromdict=values)
        inputs, *_ = found.expand_input(given)
        outputs, _ = found.expand_output(given)
        params, _ = found.expand_params(given, inputs, outputs, None)
        job = Snakemake(
            inputs,
            outputs,
            params,
            given,
            1,
            {},
            found.expand_log(given),
            flow.config,
            rule,
            None,
            str((root / "workflow/rules" / found.script).resolve().parent),
        )
    _check(rule, list(job.input))
    return Job(job, values, list(job.input), list(job.output))


def _compares(rule: str, root: Path) -> bool:
    """Say whether a rule is one of the comparison of studies, which is a build of its own."""
    return (root / "workflow/scripts" / POOLED / f"{rule}.py").is_file()


def _check(rule: str, files: list[str]) -> None:
    """Raise MissingInputsError for the files that are not there, with what makes them."""
    lost = [path for path in dict.fromkeys(files) if not Path(path).exists()]
    unmade = [path for path in lost if is_made(path)]
    problems = [missing(path) for path in lost if path not in unmade]
    if unmade:
        some = ", ".join(unmade[1:4]) + (", …" if len(unmade) > 4 else "")
        problems.append(
            Problem(
                unmade[0],
                message(
                    "is not there yet, and {rule} reads it (also {others}).", rule=rule, others=some
                )
                if some
                else message("is not there yet, and {rule} reads it.", rule=rule),
                message("Make it first: alianzas build -- {files}", files=" ".join(unmade)),
            )
        )
    if problems:
        raise MissingInputsError(problems)
