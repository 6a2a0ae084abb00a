"""The README's instructions to replicators."""

from __future__ import annotations

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.readme.requirements import build_seconds
from alianzas.deposit.readme.words import duration
from honest_results.deposit.wheelhouse import WHEELS


def instructions(deposit: Deposited) -> list[str]:
    """Return the section."""
    seconds = build_seconds(deposit)
    takes = f" It took {duration(seconds)} when it last ran." if seconds else ""
    wheels = (deposit.folder / WHEELS).is_dir()
    first = (
        "Without a network it installs the packages from `wheels/`, where the system and the version "
        "of Python are those of `wheels/README.md`."
        if wheels
        else "The first run needs the network, to install the packages; later ones do not."
    )
    return [
        "## Instructions to Replicators",
        "",
        "1. Unpack the ZIP into any folder, and change to it. Git is not needed.",
        "2. Check the files, if you like: `sha256sum --check --quiet manifest-sha256.txt`",
        f"3. Run `make paper`. {first}{takes} The documents and results are then in `results/`; "
        "`published/` is not touched.",
        "4. Run `make verify`. It builds everything again in a temporary folder, compares it with "
        "`published/`, and reports every value, table, figure and document as the same or different.",
        "",
        "In a container: `Dockerfile` and `deposit/apptainer.def` begin with the commands to use.",
        "",
        "### Details",
        "",
        "- Nothing has to be edited, no path set and no data fetched.",
        "- Snakemake chooses the order of the steps, and runs them side by side where it can; "
        "results are the same whatever it chooses.",
        "- `make paper` again does nothing; after a change it repeats what the change affects. `make "
        "clean` removes everything that was built.",
        '- `.venv/bin/alianzas trace "Table 1"` tells the program, rule and raw files behind a table, '
        "figure, number or sentence of the documents.",
        "- `make test` runs the tests of the programs. Some need what a repository has and a deposit "
        "has not.",
        "",
    ]
