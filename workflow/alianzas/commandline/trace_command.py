"""``alianzas trace KEY``: where a fact, table, figure or claim of the documents comes from."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from alianzas.commandline.chosen_studies import chosen_studies
from honest_results.tracing import explain


def run(options: Namespace, root: Path) -> int:
    """Print everything that is known of one result."""
    study = chosen_studies(options.study, root, built=True)[0].study
    print("\n".join(explain(options.key, study, root)))
    return 0
