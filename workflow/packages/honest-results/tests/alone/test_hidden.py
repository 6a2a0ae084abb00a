"""What runs scripts alone costs a build nothing, and a change in it reruns nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from honest_results import step
from honest_results.code_tracking import import_closure


def test_a_steps_own_modules_do_not_reach_it() -> None:
    reached = {path.parent.name for path in import_closure(Path(step.__file__))}
    assert "honest_results" in reached and "alone" not in reached


def test_a_step_of_a_build_loads_neither_it_nor_snakemake(tmp_path: Path) -> None:
    script = tmp_path / "fit.py"
    script.write_text(
        "import sys\n"
        "from types import SimpleNamespace as Names\n"
        "from honest_results.step import step\n"
        "class Outputs(list):\n"
        "    def keys(self): return []\n"
        "nothing = dict(input=[], params=[], wildcards=[], config={}, log=[], scriptdir='x')\n"
        "snakemake = Names(rule='fit', output=Outputs(), **nothing)\n"
        "with step() as run:\n"
        "    print(run.rule, *(n for n in sys.modules if n.split('.')[0] == 'snakemake'),\n"
        "        *(n for n in sys.modules if n.startswith('honest_results.alone')))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "fit\n", done.stderr
