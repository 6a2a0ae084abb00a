"""``alianzas outputs``: every table and figure of a study's documents, with the rule behind it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from alianzas.commandline.chosen_studies import chosen_studies
from alianzas.pooled.comparison_facts import every_part
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.build.outputs import as_markdown, in_columns, outputs
from honest_results.comparison import COMPARISON
from honest_results.project import POOLED, load_project


def run(options: Namespace, root: Path) -> int:
    """Print the list, in columns or (``options.markdown``) as a Markdown table."""
    name = options.study or load_project(root).studies[0]
    if name == POOLED:
        rows = outputs(root, POOLED, every_part(), [COMPARISON])
    else:
        study = chosen_studies(name, root)[0]
        rows = outputs(root, study.study, settled_facts(study, root))
    print("\n".join(as_markdown(rows) if options.markdown else in_columns(rows)))
    return 0
