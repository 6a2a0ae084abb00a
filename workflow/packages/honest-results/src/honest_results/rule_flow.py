"""What each rule reads and makes, read from the rule files as text.

Starting Snakemake for it takes two seconds; a command that answers a question must not. The rules name
their files by a few functions (``record("scores")``, ``facts("fit_drivers")``, ``raw("survey.…")``, see
``workflow/rules/common.smk``), and a test holds what is read here against Snakemake itself.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from honest_results.project import RECORDS
from honest_results.rule_files import rule_bodies

#: Those functions, by the kind of what they name.
_KINDS = {
    "record": "record",
    "facts": "facts",
    "table": "table",
    "figures": "figure",
    "inserts": "insert",
    "raw": "raw",
    "codebook": "codebook",
    "words": "labels",
}
#: The functions that name a section of a study's settings; what holds all of them, as plain data and as
#: models; and the function that asks whether there is such a section, and reads nothing of it.
_SECTIONS = ("settings", "provenance")
_STUDIES, _MODELS, _HAS = "STUDIES", "STUDY_FILES", "has"
_SECTION = re.compile(r"^    (?P<name>\w+):(?P<text>.*(?:\n(?:(?: {5,}|\t).*)?)*)", re.MULTILINE)
_FUNCTION = re.compile(r"^def (?P<name>\w+)\(.*(?:\n(?:[ \t].*)?)*", re.MULTILINE)
#: Rules by what a study must have for them: EVIDENCE["survey"] = ["import_responses", …].
_LIST = re.compile(r"^(?P<name>[A-Z_]+)\[\"[\w.:]+\"\] \+?= (?P<text>\[[^\]]*\])", re.MULTILINE)
#: The functions that give the facts of rules told by name: in a list, or after a condition.
_FACTS_OF, _FACTS_WHERE = "facts_of", "where"
_INCLUDE = re.compile(r"^include: *[\"']([^\"']+)[\"']", re.MULTILINE)
_RESULT = re.compile(
    r"(?P<top>results|records)/\{+(?:wildcards\.)?study\}+/"
    r"(?:(?P<kind>facts|tables|figures|inserts)/)?(?P<name>.+)"
)


@dataclass(frozen=True, order=True)
class Item:
    """Something that rules read or make: a record, facts of a rule, a table, raw files at an address …

    ``kind`` is record, facts, table, figure, insert, raw, codebook, labels or file; ``argument`` is the
    name it has in its rule, empty without one.
    """

    kind: str
    name: str
    argument: str = ""

    @property
    def what(self) -> tuple[str, str]:
        """What it is, whatever a rule calls it."""
        return self.kind, self.name


@dataclass(frozen=True)
class Flow:
    """What a rule reads and makes, in the order of the rule.

    ``settings`` are the addresses of the study file that it takes its settings from, such as ``cases``
    or ``synthesis.claims``; empty for the whole file.
    """

    rule: str
    inputs: tuple[Item, ...]
    outputs: tuple[Item, ...]
    settings: tuple[str, ...] = ()


def read_flows(root: Path) -> dict[str, Flow]:
    """Return what every rule of the compendium in ``root`` reads and makes, by rule."""
    texts = _texts(root)
    functions = {
        found["name"]: ast.parse(found.group())
        for text in texts
        for found in _FUNCTION.finditer(text)
    }
    lists = _lists(texts)
    flows: dict[str, Flow] = {}
    for rule, body in rule_bodies(root).items():
        sections = {found["name"]: found["text"] for found in _SECTION.finditer(body)}
        inputs, outputs = (
            tuple(dict.fromkeys(_items(sections.get(name, ""), functions, lists)))
            for name in ("input", "output")
        )
        settings = dict.fromkeys(
            address
            for name in ("input", "params")
            for address in _settings(_call(sections.get(name, "")), functions, frozenset())
        )
        flows[rule] = Flow(rule, inputs, outputs, tuple(settings))
    return flows


def _texts(root: Path) -> list[str]:
    """Return the texts of the rule files in the order in which they are included."""
    main = root / "Snakefile"
    included = _INCLUDE.findall(main.read_text(encoding="utf-8")) if main.is_file() else []
    paths = [root / name for name in included] or sorted((root / "workflow/rules").glob("*.smk"))
    return [path.read_text(encoding="utf-8") for path in paths if path.is_file()]


def _lists(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the rules that the rule files list, whatever a study must have for them."""
    lists: dict[str, list[str]] = {}
    for text in texts:
        for found in _LIST.finditer(text):
            lists.setdefault(found["name"], []).extend(ast.literal_eval(found["text"]))
    return lists


def _items(
    section: str, functions: Mapping[str, ast.Module], lists: Mapping[str, list[str]]
) -> Iterator[Item]:
    """Yield what a section names."""
    call = _call(section)
    arguments = [("", value) for value in call.args]
    arguments += [(word.arg or "", word.value) for word in call.keywords]
    for name, value in arguments:
        for kind, what in _named(value, functions, lists, frozenset()):
            yield Item(kind, what, name)


def _call(section: str) -> ast.Call:
    """Return a section as the call that it is the arguments of."""
    call = ast.parse(f"f(\n{textwrap.dedent(section)}\n)", mode="eval").body
    assert isinstance(call, ast.Call)
    return call


def _settings(
    node: ast.AST, functions: Mapping[str, ast.Module], seen: frozenset[str]
) -> Iterator[str]:
    """Yield the addresses of the study file that an expression, or a function it names, reads."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SECTIONS:
        yield from _strings(node.args)
        return
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in (*_KINDS, _HAS)
    ):
        return
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Subscript)
        and isinstance(node.value.value, ast.Name)
        and node.value.value.id == _MODELS
    ):
        yield node.attr
        return
    if isinstance(node, ast.Name) and node.id in functions and node.id not in seen:
        for child in functions[node.id].body:
            yield from _settings(child, functions, seen | {node.id})
        return
    parts: list[str] = []
    inner = node
    while isinstance(inner, ast.Subscript):
        if isinstance(inner.slice, ast.Constant):
            parts.insert(0, str(inner.slice.value))
        inner = inner.value
    if isinstance(inner, ast.Name) and inner.id == _STUDIES and inner is not node:
        yield ".".join(parts)
        return
    for part in ast.iter_child_nodes(node):
        yield from _settings(part, functions, seen)


def _named(
    node: ast.AST,
    functions: Mapping[str, ast.Module],
    lists: Mapping[str, list[str]],
    seen: frozenset[str],
) -> Iterator[tuple[str, str]]:
    """Yield kind and name of everything that an expression, or a function it names, speaks of."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _KINDS:
        yield from ((_KINDS[node.func.id], each) for each in _strings(node.args))
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == _FACTS_OF:
        names = node.args[0].elts if isinstance(node.args[0], ast.List) else []
        yield from (("facts", each) for each in _strings(names))
        return
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == _FACTS_WHERE
    ):
        yield from (("facts", each) for each in _strings(node.args[2:]))
        return
    if isinstance(node, ast.Name) and node.id in lists:
        yield from (("facts", each) for each in lists[node.id])
        return
    if isinstance(node, ast.Name) and node.id in functions and node.id not in seen:
        for child in functions[node.id].body:
            yield from _named(child, functions, lists, seen | {node.id})
        return
    if isinstance(node, ast.Expr):
        return  # the docstring of a function
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield from _path(node)
        return
    for part in ast.iter_child_nodes(node):
        yield from _named(part, functions, lists, seen)


def _strings(nodes: Sequence[ast.expr]) -> list[str]:
    """Return the names a function is given, but for those that only running the rules would tell."""
    return [str(node.value) for node in nodes if isinstance(node, ast.Constant)]


def _path(node: ast.Constant | ast.JoinedStr) -> Iterator[tuple[str, str]]:
    """Yield what a path that is written out names; none for a path with a gap."""
    if isinstance(node, ast.JoinedStr):
        if not all(isinstance(part, ast.Constant) for part in node.values):
            return
        text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    else:
        text = str(node.value)
    found = _RESULT.fullmatch(text)
    if found is None:
        if "/" in text and "{" not in text:
            yield "file", text
        return
    stem = found["name"].replace("{{", "{").replace("}}", "}")
    if found["top"] == RECORDS:
        yield "record", stem.removesuffix(".parquet")
    elif found["kind"] == "facts":
        yield "facts", stem.removesuffix(".json")
    else:
        yield "file", "results/{study}/" + "/".join(filter(None, (found["kind"], stem)))
