"""``python -m honest_results.build.pipeline`` is Snakemake: sooner, and saying why a job failed.

Where pandas is installed, Snakemake spends half a second importing it, to ask whether a rule's
parameter is a data frame. Here parameters never are, so it does not ask. Nothing is hidden: a plug-in
that needs pandas imports it.

When a cluster refuses or kills a group of steps, Snakemake drops what the cluster says; here it goes
to the log as it does for a single step. And Slurm's plug-in, when it reports that an account is
unknown, asks a group for its rule, and would wait forever without one.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


def main() -> None:
    """Run Snakemake with the arguments of the command line."""
    from snakemake.cli import main as snakemake
    from snakemake.iocontainers import Snakemake
    from snakemake.jobs import GroupJob
    from snakemake.persistence import PersistenceBase

    # Not Snakemake's public interface: if it changes, these do nothing, and tests fail.
    PersistenceBase._serialize_param = property(lambda self: self._serialize_param_builtin)
    Snakemake._safely_store_params = _store_as_they_are
    GroupJob.log_error = _telling_why(GroupJob.log_error)
    GroupJob.rule = property(lambda self: SimpleNamespace(name=self.groupid))
    snakemake()


def _store_as_they_are(self: Any, parameters: Any) -> None:
    """Keep a step's parameters without asking which library they belong to."""
    self._params_store = parameters
    self._params_types = {}


def _telling_why(log_error: Callable[..., None]) -> Callable[..., None]:
    """Return ``GroupJob.log_error`` with its first argument in the record, as ``rule_msg``."""

    def telling(self: Any, msg: str | None = None, **about: Any) -> None:
        log_error(self, msg, **about, rule_msg=msg)

    return telling


if __name__ == "__main__":
    main()
