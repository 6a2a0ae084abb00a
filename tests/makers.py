"""Which functions made a script's facts, tables and figures: `alianzas trace` is held against it.

``python tests/makers.py SCRIPT FILE ARGUMENTS…`` runs the script alone and writes to FILE, as JSON,
for each result, such as "fact literature.included.n", the function that made it and those that called
it, each as [file of the code, name of the function].
"""

from __future__ import annotations

import atexit
import json
import runpy
import sys
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from honest_results.facts import Fact
from honest_results.figures import Figure
from honest_results.tables import Table

#: Parts of a function's full name that are no functions of their own.
_INNER = ("<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>", "<lambda>", "<locals>", "<module>")

makers: dict[str, list[list[str]]] = {}


def _watch(cls: type[Any], kind: str, name: str) -> None:
    """Note who makes each instance first; a changed copy of one is not made anew."""
    original = cls.__init__

    def noted(self: Any, *args: Any, **options: Any) -> None:
        original(self, *args, **options)
        frame: FrameType | None = sys._getframe(1)
        if frame is not None and Path(frame.f_code.co_filename).name != "dataclasses.py":
            places = []
            while frame is not None:
                places.append(_place(frame.f_code))
                frame = frame.f_back
            makers.setdefault(f"{kind} {getattr(self, name)}", places)

    cls.__init__ = noted


def _place(code: CodeType) -> list[str]:
    parts = [part for part in code.co_qualname.split(".") if part not in _INNER]
    return [str(Path(code.co_filename).resolve()), ".".join(parts)]


def _write(path: str) -> None:
    Path(path).write_text(json.dumps(makers), encoding="utf-8")


if __name__ == "__main__":
    script, file = sys.argv[1:3]
    atexit.register(_write, str(Path(file).resolve()))
    for cls, kind, name in (
        (Fact, "fact", "key"),
        (Table, "table", "id"),
        (Figure, "figure", "id"),
    ):
        _watch(cls, kind, name)
    sys.argv = [script, *sys.argv[3:]]
    runpy.run_path(script, run_name="__main__")
