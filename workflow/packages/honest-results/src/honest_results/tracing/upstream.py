"""The way from a result back to the raw files: every rule on it, what it reads, how many rows."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from honest_results.provenance import Source
from honest_results.records import sources_of
from honest_results.rule_files import Rule, read_rules
from honest_results.rule_flow import Flow, Item, read_flows
from honest_results.settings_addresses import files_at
from honest_results.tracing.built_results import Built


@dataclass(frozen=True)
class Reading:
    """Records or facts that a rule reads: what, how many rows (None: no records), and who made them."""

    item: Item
    rows: int | None
    maker: str


@dataclass(frozen=True)
class Step:
    """A rule on the way: what it reads, and the raw files among it."""

    rule: Rule
    flow: Flow
    reads: tuple[Reading, ...]
    raw: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """The steps from a result's own rule upstream, nearest first; ``chain`` is the longest line."""

    steps: tuple[Step, ...]
    chain: tuple[str, ...]


def way(rule: str, files: Sequence[str], built: Built, settings: Mapping[str, Any] | None) -> Way:
    """Return the way from ``rule`` to the raw ``files`` behind one of its results.

    Rules that rest on none of these files are left out, so that what has no data behind it has its own
    rule alone. ``settings`` is the study's, which names the raw
    files that each rule reads.
    """
    flows, rules = read_flows(built.root), read_rules(built.root)
    if rule not in flows:
        return Way((), ())
    makers = {item.what: flow.rule for flow in flows.values() for item in flow.outputs}
    relevant = {rule}
    order: list[str] = []
    waiting = [rule]
    while waiting:
        name = waiting.pop(0)
        if name in order:
            order.remove(name)  # also further upstream: after all that read it
        order.append(name)
        for item in flows[name].inputs:
            maker = makers.get(item.what)
            if maker is None or not files:
                continue
            if maker in relevant or _rests_on(flows[maker], files, built):
                relevant.add(maker)
                waiting.append(maker)
    steps = [_step(flows[name], rules[name], makers, relevant, built, settings) for name in order]
    return Way(tuple(steps), tuple(_longest(rule, steps)))


def _rests_on(flow: Flow, files: Sequence[str], built: Built) -> bool:
    """Say whether what a rule made rests on one of ``files``; also where it cannot be told."""
    found: list[Source] = []
    for item in flow.outputs:
        if item.kind == "record":
            for path in built.record_files(item.name):
                found += sources_of(path)
    return not found or any(source.file in files for source in found)


def _step(
    flow: Flow,
    rule: Rule,
    makers: Mapping[tuple[str, str], str],
    relevant: set[str],
    built: Built,
    settings: Mapping[str, Any] | None,
) -> Step:
    reads = tuple(
        Reading(item, built.rows(item.name) if item.kind == "record" else None, makers[item.what])
        for item in flow.inputs
        if makers.get(item.what) in relevant
    )
    raw: list[str] = []
    if settings is not None:
        for item in flow.inputs:
            if item.kind == "raw":
                raw += _files(settings, item.name)
    return Step(rule, flow, reads, tuple(dict.fromkeys(raw)))


def _files(settings: Mapping[str, Any], address: str) -> list[str]:
    """Return the raw files at an address of the study's settings; none where it has no such part."""
    try:
        return [file for file in files_at(settings, address) if file != "None"]
    except (KeyError, TypeError, AttributeError):
        return []


def _longest(rule: str, steps: Sequence[Step]) -> list[str]:
    """Return the longest line of rules that hand records on, and the raw files at its end."""
    by_name = {step.rule.name: step for step in steps}
    lines: dict[str, list[str]] = {}

    def line(name: str) -> list[str]:
        if name not in lines:
            above = [line(r.maker) for r in by_name[name].reads if r.maker in by_name]
            lines[name] = [name, *max(above, key=len, default=[])]
        return lines[name]

    found = line(rule)
    raw = by_name[found[-1]].raw
    return [*found, ", ".join(Path(file).name for file in raw)] if raw else found


def record_makers(script: Path) -> dict[str, str]:
    """Return the function whose result a script writes as each of its records, by the output's name."""
    tree = ast.parse(script.read_text(encoding="utf-8"))
    assigned = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in _names(node.targets)
    }
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "write_records"
            and isinstance(node.args[0], ast.Constant)
        ):
            name = _function(node.args[1], assigned)
            if name:
                found[str(node.args[0].value)] = name
    return found


def _names(targets: Sequence[ast.expr]) -> list[ast.Name]:
    return [n for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]


def _function(node: ast.expr, assigned: Mapping[str, ast.expr], depth: int = 0) -> str:
    """Return the name of the function that an expression's value comes from."""
    if depth > 20:
        return ""
    if isinstance(node, ast.IfExp):
        return _function(node.body, assigned, depth + 1)
    if isinstance(node, ast.Attribute | ast.Subscript):
        return _function(node.value, assigned, depth + 1)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name):
            return node.func.id
        if isinstance(node.func, ast.Attribute):
            inner = node.func.value
            if isinstance(inner, ast.Name) and inner.id == "run":
                return ""
            if isinstance(inner, ast.Name) and inner.id not in assigned:
                return node.func.attr
            # frame.assign(weight=found.weights) is as much the frame's as that of what it is given.
            given = [inner, *(word.value for word in node.keywords)]
            names = [_function(each, assigned, depth + 1) for each in given]
            return next(filter(None, names), "")
    if isinstance(node, ast.Name) and node.id in assigned:
        return _function(assigned[node.id], assigned, depth + 1)
    return ""
