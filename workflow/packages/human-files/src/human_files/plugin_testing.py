"""Testing a plug-in without installing it: its module and metadata in a temporary folder."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def installed(folder: Path, pyproject: str, modules: dict[str, str]) -> Iterator[None]:
    """Make a distribution importable within a ``with`` block, with its entry points.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder, such as pytest's ``tmp_path``.
    pyproject : str
        The text of the distribution's ``pyproject.toml``; read are the name, the version and the
        entry points of its ``[project]`` table.
    modules : dict of str to str
        The source of each module of the distribution, by the module's name.

    Yields
    ------
    None
        While the block runs, :func:`~human_files.plugins.installed_plugins` finds the plug-ins.
    """
    project = tomllib.loads(pyproject)["project"]
    name, version = project["name"], project["version"]
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    lines = []
    for group, points in project.get("entry-points", {}).items():
        lines += [f"[{group}]", *(f"{key} = {value}" for key, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
    for module, source in modules.items():
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for module in modules:
            sys.modules.pop(module, None)
