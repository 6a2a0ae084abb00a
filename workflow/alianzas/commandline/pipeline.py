"""``python -m alianzas.commandline.pipeline`` is Snakemake, half a second sooner.

Where pandas is installed Snakemake imports it before every build, in case a rule has a data frame
among its parameters. Ours have none, and the process that only schedules steps has no other use for
pandas; the steps are processes of their own.
"""

import sys

if __name__ == "__main__":
    sys.modules["pandas"] = None  # type: ignore[assignment]  # to Python: not installed
    from snakemake.cli import main

    main()
