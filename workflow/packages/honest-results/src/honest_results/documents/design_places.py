"""Where a design value stands: file, line, and what is written there.

The lines are looked for when a document is made, not when the fact is written: a comment that moves
them changes no result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from honest_results.project import settings_place
from human_files.errors import Problem, ResultError
from human_files.language.messages import message

if TYPE_CHECKING:
    from pydantic import BaseModel

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What an entry of a list is called by.
_IDS = ("id", "name")


@dataclass(frozen=True)
class Place:
    """Where a design value stands.

    Attributes
    ----------
    file : str
        The file, as a path from the top of the compendium.
    setting : str
        The dotted address in it.
    line : int or None
        Its line; None where the file leaves the setting out and the model of settings is not known.
    written : str or None
        The value as it is written there, if it is a single one; None for lists and for defaults.
    is_default : bool
        Whether the file leaves the setting out: then ``file`` and ``line`` are those of the model's
        field, which has the default.
    """

    file: str
    setting: str
    line: int | None
    written: str | None
    is_default: bool = False


def design_place(
    key: str,
    fact: Mapping[str, Any],
    study: str,
    root: Path,
    *,
    model: type[BaseModel] | None = None,
    is_built: bool = True,
) -> Place:
    """Return where the design value ``fact`` stands.

    Parameters
    ----------
    key : str
        The fact's key, for the message.
    fact : mapping
        The fact, as ``facts.json`` has it, with ``design``.
    study : str
        The study's name.
    root : path
        Top of the compendium.
    model : type of pydantic.BaseModel, optional
        The study file's model, which has the defaults.
    is_built : bool, default True
        Whether the results were built with the settings as they stand: not in a draft, which has fewer
        replicates, nor while somebody edits them. Only then must fact and file agree.

    Returns
    -------
    Place
        With the line, unless the file leaves the setting out.

    Raises
    ------
    ResultError
        Where something else is written there: then the fact is a result, and has to say on what data
        it rests.
    """
    design = fact["design"]
    file, setting = design.get("file"), design["setting"]
    if file is None:
        file, setting = settings_place(study, setting, root)
    whole = _compose(root / file)
    if setting:
        found = [*_nodes(whole, setting.split("."))]
    else:  # a branch as a whole is its file
        found, setting = ([] if whole is None else [(1, whole)]), design["setting"]
    if not found:
        known = None if model is None else _field(model, design["setting"].split("."))
        if known is None or not known[0].resolve().is_relative_to(root.resolve()):
            return Place(file, design["setting"], None, None, is_default=True)
        code = known[0].resolve().relative_to(root.resolve()).as_posix()
        return Place(code, design["setting"], known[1], None, is_default=True)
    nodes = [node for _, node in found]
    if is_built and not _agrees(fact, nodes, counted="*" in setting):
        raise ResultError(
            Problem(
                file,
                message(
                    "the fact {key} is {value} and said to be the setting {setting}, where "
                    "something else is written.",
                    key=key,
                    value=repr(fact["value"]),
                    setting=setting,
                ),
                message(
                    "A result names the data that it rests on; a setting is printed as it stands."
                ),
                found[0][0],
            )
        )
    is_single = isinstance(nodes[0], yaml.ScalarNode) and not isinstance(fact["value"], str)
    written = nodes[0].value if is_single and len(nodes) == 1 else None
    return Place(file, setting, found[0][0], written)


def _field(model: type[BaseModel], parts: list[str]) -> tuple[Path, int] | None:
    """Return the file and line of the field of a model that an address leads to."""
    import inspect

    owner = next(
        (base for base in model.__mro__ if parts[0] in vars(base).get("__annotations__", {})), None
    )
    if owner is None:
        return None
    inner = _model_in(model.model_fields[parts[0]].annotation)
    if len(parts) > 1 and parts[1] != "*":
        return None if inner is None else _field(inner, parts[1:])
    lines, first = inspect.getsourcelines(owner)
    number = next(n for n, line in enumerate(lines) if line.strip().startswith(f"{parts[0]}:"))
    return Path(inspect.getfile(owner)), first + number


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field holds, whether it may be left out or not."""
    from typing import get_args

    from pydantic import BaseModel

    for one in (annotation, *get_args(annotation)):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return one
    return None


def _compose(path: Path) -> yaml.Node | None:
    return yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_LOADER)


def _nodes(
    node: yaml.Node | None, parts: list[str], line: int | None = None
) -> Iterator[tuple[int, yaml.Node]]:
    """Yield the line and the value of everything at an address."""
    if not parts:
        if node is not None and line is not None:
            yield line, node
        return
    part, *rest = parts
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if part in ("*", name.value):
                yield from _nodes(value, rest, name.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            if part in ("*", *_names(entry)):
                yield from _nodes(entry, rest, entry.start_mark.line + 1)


def _names(entry: yaml.Node) -> Iterator[str]:
    """Yield what an entry of a list is called by."""
    if isinstance(entry, yaml.MappingNode):
        yield from (value.value for name, value in entry.value if name.value in _IDS)


def _agrees(fact: Mapping[str, Any], nodes: list[yaml.Node], counted: bool) -> bool:
    """Say whether a fact says what is written; a phrase may say it in its own words."""
    value = fact["value"]
    if isinstance(value, str) or value is None:
        return True
    if counted:
        return bool(value == len(nodes))
    (node,) = nodes
    if isinstance(node, yaml.ScalarNode):
        return bool(float(yaml.safe_load(node.value)) == value)
    return bool(value <= _size(node))


def _size(node: yaml.Node) -> int:
    """Return how many single values a part of a file has, of which a count counts some."""
    parts = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else [pair])]
    return sum(1 if isinstance(part, yaml.ScalarNode) else _size(part) for part in parts)
