"""A compendium in miniature: the command line's machinery is tested on it in seconds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

SNAKEFILE = '''
from honest_results.build.surroundings import settle_snakemake

settle_snakemake()


configfile: "config/config.yaml"


include: "workflow/rules/steps.smk"


rule all:
    """Make everything."""
    default_target: True
    input:
        "results/demo/one.txt",
        "results/demo/two.txt",
        "results/demo/article.en.html",
'''

STEPS = '''
rule write_one:
    """Write the first file."""
    input:
        "data/demo/one.csv",
    output:
        "results/{study}/one.txt",
    log:
        "logs/{study}/write_one.log",
    script:
        "../scripts/write_one.py"


rule write_two:
    """
    Write the second file, slowly.

    More words that are not shown.
    """
    output:
        "results/{study}/two.txt",
    log:
        "logs/{study}/write_two.log",
    script:
        "../scripts/write_two.py"


rule join_files:
    """Join both files."""
    input:
        "results/{study}/one.txt",
        "results/{study}/two.txt",
    output:
        "results/{study}/article.en.html",
    script:
        "../scripts/join_files.py"
'''

FAIL = """
import os, sys
print("error: data/demo/one.csv, row 2: 7 is too much.\\n  Write 6.", file=sys.stderr, flush=True)
os._exit(1)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a Snakefile, two independent steps and one that joins them."""
    root = tmp_path / "demo"
    files = {
        "Snakefile": SNAKEFILE,
        "config/config.yaml": "studies: [demo]\nlanguages: [en]\nformats: [html]\n",
        "data/demo/one.csv": "a\n1\n",
        "workflow/rules/steps.smk": STEPS,
        "workflow/scripts/write_one.py": "open(snakemake.output[0], 'w').write('one')\n",
        "workflow/scripts/write_two.py": "open(snakemake.output[0], 'w').write('two')\n",
        "workflow/scripts/join_files.py": (
            "text = [open(path).read() for path in snakemake.input]\n"
            "open(snakemake.output[0], 'w').write(' '.join(text))\n"
        ),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name in ("workflow/profiles/default", "config/languages/en"):
        shutil.copytree(ROOT / name, root / name)
    return root
