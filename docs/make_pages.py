"""Write the pages of ``docs/`` that are made from the code: ``make docs``.

``docs/api/<package>.md`` from the docstrings of each package's public names, the picture of the house
in ``docs/ARCHITECTURE.md`` from the imports, and ``docs/outputs.md`` from the texts and rules. A test
compares them with the code.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import griffe
import grimp
from griffe2md import ConfigDict, render_object_docs

from alianzas.config.study_files import load_study
from alianzas.pooled.comparison_facts import every_part
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.build.outputs import as_markdown, outputs
from honest_results.comparison import COMPARISON
from honest_results.project import POOLED, load_project

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = sorted(
    path.name for path in (ROOT / "workflow/packages").glob("*/src/*") if path.is_dir()
)
_LINK = re.compile(r"\[([^\]]+)\]\(#[^)]+\)")
#: The entry of an attribute, which is described with its class.
_REPEATED = re.compile(
    r"^###+ `[\w.]+`\n\n```python\n\w+: [^`]*?\n```\n(?=\n*(?:#|\*This|\Z))", re.MULTILINE
)
#: The packages whose names begin so are plug-ins found by name, without an interface of their own.
_PLUGIN = "snakemake_"
#: What everything imports: drawn below the packages only.
_BASE = "human_files"
#: Parts of the study that are drawn as one.
_STUDY = "alianzas"


def api_page(package: str) -> str:
    """Return the page of a package: every name of its ``__all__`` with its docstring."""
    loader = griffe.GriffeLoader(
        search_paths=_search_paths(),
        docstring_parser=griffe.Parser.numpy,
        docstring_options={"warn_unknown_params": False},
    )
    module = loader.load(package)
    loader.resolve_aliases()
    names = import_module(package).__all__
    config = ConfigDict(
        docstring_style="numpy",
        heading_level=2,
        show_signature_annotations=True,
        signature_crossrefs=False,
        show_submodules=False,
        members_order="source",
    )
    parts = [f"# `{package}`", str(module.docstring.value if module.docstring else "")]
    parts += [render_object_docs(module[name], config) for name in names]
    note = "This page is made from the docstrings by `make docs`."
    text = "\n\n".join([*(part.strip() for part in parts), f"*{note}*"]) + "\n"
    text = _REPEATED.sub("", _LINK.sub(r"\1", text))  # GitHub's anchors are others
    return re.sub(r"\n{3,}", "\n\n", text)


def picture() -> str:
    """Return the picture: which parts of the study and which packages import which, as Mermaid."""
    graph = grimp.build_graph(_STUDY, *_library(), cache_dir=None)
    arrows: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = _part(module), _part(imported)
            if pair[0] != pair[1]:
                arrows[pair] += 1
    parts = sorted({part for pair in arrows for part in pair})
    study = [part for part in parts if part.startswith(_STUDY)]
    lines = ["```mermaid", "flowchart TD", '  scripts["workflow/scripts: one per rule"]']
    lines += ["  subgraph study [workflow/alianzas: the study]"]
    lines += [f'    {_key(part)}["{part.removeprefix(_STUDY + ".")}"]' for part in study]
    lines += ["  end", "  subgraph tools [workflow/packages: the tools]"]
    lines += [f'    {_key(part)}["{part}"]' for part in parts if part not in study]
    lines += ["  end", "  scripts --> study"]
    lines += [
        f"  {_key(one)} --> {_key(other)}"
        for one, other in sorted(arrows)
        if other not in study and (other != _BASE or one not in study)
    ]
    return "\n".join([*lines, "```"])


def listed() -> list[tuple[str, ...]]:
    """Return the tables and figures of the first study."""
    name = load_project(ROOT).studies[0]
    return outputs(ROOT, name, settled_facts(load_study(name, ROOT), ROOT))


def compared() -> list[tuple[str, ...]]:
    """Return the tables and figures of a comparison of studies that have everything."""
    return outputs(ROOT, POOLED, every_part(), [COMPARISON])


def pages() -> dict[Path, str]:
    """Return every page that is made from the code, by its path."""
    made = {ROOT / f"docs/api/{package}.md": api_page(package) for package in _library()}
    for name, mark, text in (
        ("ARCHITECTURE.md", "picture", picture()),
        ("outputs.md", "outputs", "\n".join(as_markdown(listed()))),
        ("outputs.md", "comparison", "\n".join(as_markdown(compared()))),
    ):
        page = ROOT / "docs" / name
        before = made[page] if page in made else page.read_text(encoding="utf-8")
        made[page] = _filled(before, mark, text)
    return made


def _filled(page: str, mark: str, text: str) -> str:
    """Return ``page`` with ``text`` between its comments ``<!-- mark -->`` and ``<!-- /mark -->``."""
    pattern = rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)"
    filled, count = re.subn(
        pattern, lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page, flags=re.DOTALL
    )
    if count != 1:
        raise ValueError(f"no place for {mark}")
    return filled


def _library() -> list[str]:
    return [package for package in PACKAGES if not package.startswith(_PLUGIN)]


def _search_paths() -> list[Path]:
    return [ROOT / "workflow", *sorted(ROOT.glob("workflow/packages/*/src"))]


def _part(module: str) -> str:
    """Return the part of the house that a module belongs to: a branch of the study, or a package."""
    top, *rest = module.split(".")
    return f"{top}.{rest[0]}" if top == _STUDY and rest else top


def _key(part: str) -> str:
    return part.replace(".", "_")


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
