"""``python -m alianzas.commandline.pipeline`` is Snakemake, half a second sooner.

Where pandas is installed, Snakemake imports it to ask whether a rule's parameter is a data frame.
Ours never are, so here it does not ask. Nothing is hidden: a plug-in that needs pandas imports it.
"""

from __future__ import annotations

from typing import Any


def main() -> None:
    """Run Snakemake with the arguments of the command line."""
    from snakemake.cli import main as snakemake
    from snakemake.iocontainers import Snakemake
    from snakemake.persistence import PersistenceBase

    # Not Snakemake's public interface: under another name these do nothing but cost the half second.
    PersistenceBase._serialize_param = property(lambda self: self._serialize_param_builtin)
    Snakemake._safely_store_params = _store_as_they_are
    snakemake()


def _store_as_they_are(self: Any, parameters: Any) -> None:
    """Keep a step's parameters without asking of which library they are."""
    self._params_store = parameters
    self._params_types = {}


if __name__ == "__main__":
    main()
