"""Where a fact, table, figure or claim of the documents comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from honest_results.code_tracking import import_closure
from honest_results.fact_merging import FACTS, SOURCE, read_merged
from honest_results.file_hashes import file_hash
from honest_results.rule_files import words_of_rules
from human_files.errors import Problem, UserError, did_you_mean
from human_files.language.numbers import format_value

Rows = list[tuple[str, str]]


class UntraceableError(UserError):
    """A key that names no result, or results that have not been built."""


def explain(key: str, study: str, root: Path) -> list[str]:
    """Return the lines that explain ``key``: its value or files, its rule, its raw files.

    For a claim, its verdict and each of its facts on the way to the raw files.

    Raises UntraceableError before a build, and for an unknown key, naming the nearest.
    """
    folder, given = root / "results" / study, key
    if not (folder / FACTS).is_file():
        raise UntraceableError(
            Problem(f"results/{study}/facts.json", "is not there yet.", "Run `make paper` first.")
        )
    facts = read_merged(folder / FACTS, folder / SOURCE)
    tables = {_label("tbl", path): path for path in (folder / "tables").glob("*.json")}
    figures: dict[str, list[Path]] = {}
    for path in sorted((folder / "figures").glob("*.*.json")):
        figures.setdefault(_label("fig", path), []).append(path)
    claims = _claims(folder / "claims.json")
    if key in claims:
        return explain_claim(claims[key], root)
    if key not in facts:
        key = key.replace("_", "-")
    if key in facts:
        rows, origin = _fact(facts[key]), facts[key]
    elif key in tables:
        rows, origin = _table(tables[key], root)
    elif key in figures:
        rows, origin = _figure(figures[key], root)
    else:
        advice = _nearest(given, [*facts, *tables, *figures, *claims])
        raise UntraceableError(
            Problem(f"results/{study}", f'has no fact, table, figure or claim "{given}".', advice)
        )
    rows += [("printed in", place) for place in _uses(key, root)] + _origin(origin, root)
    return [key, *_aligned(rows)]


def explain_claim(claim: Mapping[str, Any], root: Path) -> list[str]:
    """Return the lines that lead from a claim (an entry of ``claims.json``) to its raw files."""
    rows: Rows = [
        ("article", f"{claim['article']['en']}, https://doi.org/{claim['doi']}"),
        *(("claim", claim["text"][language]) for language in ("en", "es")),
        ("published", claim["published"]["en"]),
        ("found", claim["found"]["en"]),
        ("rule", claim["rule_in_words"]["en"].replace("`", "")),
        ("needs", _needs(claim["needs"])),
        ("verdict", claim["verdict"].replace("_", " ") + f": {claim['reason']['en']}"),
    ]
    rows += [("missing", key) for key in claim["missing"]]
    lines = [claim["id"], *_aligned(rows)]
    for fact in claim["facts"]:
        value = [("value", f"{fact['text']['en']} {(fact['interval_text'] or {}).get('en', '')}")]
        printed = [("printed in", place) for place in _uses(fact["key"], root)]
        about = _aligned([*value, *printed, *_origin(fact, root)])
        lines += ["", f"  {fact['key']}", *(f"  {line.rstrip()}" for line in about)]
    return lines


def _needs(needs: Mapping[str, Any]) -> str:
    """Return the provenance that a claim needs, in words."""
    if needs["supported"] == needs["not_supported"]:
        return f"{needs['supported']} data"
    return (
        f"{needs['supported']} data to speak for it, {needs['not_supported']} to speak against it"
    )


def _claims(path: Path) -> dict[str, Any]:
    """Return the claims of a ledger by id; none where it was not built."""
    if not path.is_file():
        return {}
    return {claim["id"]: claim for claim in json.loads(path.read_text(encoding="utf-8"))["claims"]}


def _label(kind: str, path: Path) -> str:
    """Return the label the article gives a table or figure."""
    return f"{kind}-{path.name.split('.')[0].replace('_', '-')}"


def _nearest(key: str, known: Sequence[str]) -> str:
    advice = did_you_mean(key, known)
    if advice.startswith("Did"):
        return advice
    return "Keys are listed in facts.json; tables and figures are named as in the article."


def _fact(fact: Mapping[str, Any]) -> Rows:
    unit = f" {fact['unit']}" if fact.get("unit") else ""
    rows = [("value", f"{fact['value']}{unit} ({fact['kind'].replace('_', ' ')})")]
    rows += [(f"text ({language})", text) for language, text in sorted(fact["text"].items())]
    if fact.get("interval"):
        share = format_value(fact["confidence"], "percent", "en")
        low, high = fact["interval"]
        rows.append((f"{share} interval", f"[{low}, {high}]"))
        texts = sorted(fact.get("interval_text", {}).items())
        rows += [(f"interval ({language})", text) for language, text in texts]
    if fact.get("n") is not None:
        rows.append(("n", str(fact["n"])))
    return rows


def _table(path: Path, root: Path) -> tuple[Rows, Mapping[str, Any]]:
    about = json.loads(path.read_text(encoding="utf-8"))
    files = sorted(path.parent.glob(f"{path.stem}.*"))
    rows = [("size", f"{about['rows']} rows: {', '.join(about['columns'])}")]
    return rows + [("file", _relative(file, root)) for file in files], about


def _figure(paths: Sequence[Path], root: Path) -> tuple[Rows, Mapping[str, Any]]:
    rows: Rows = []
    about: dict[str, Any] = {}
    for path in paths:
        about = json.loads(path.read_text(encoding="utf-8"))
        language = path.name.split(".")[1]
        rows.append((f"shows ({language})", about["alt"]))
        files = sorted(path.parent.glob(f"{path.name.removesuffix('.json')}.*"))
        rows += [("file", _relative(file, root)) for file in files]
    return rows, about


def _uses(key: str, root: Path) -> Iterable[str]:
    """Yield the places of the manuscripts that name the result."""
    from honest_results.documents.check_references import usage
    from honest_results.documents.source import Manuscript

    kind = {"tbl-": "table", "fig-": "figure"}.get(key[:4], "fact")
    name = key if kind == "fact" else key[4:].replace("-", "_")
    for path in sorted((root / "manuscript").glob("*.*.qmd")):
        file = _relative(path, root)
        used = usage(Manuscript.read(file, path.name.split(".")[1], root))
        lines = sorted({*used.get(kind, {}).get(name, [])})
        if lines:
            yield f"{file}, line {', '.join(map(str, lines))}"


def _origin(about: Mapping[str, Any], root: Path) -> Rows:
    script = Path(about["script"])
    words = words_of_rules(root).get(about["rule"])
    rows = [
        ("provenance", about["level"]),
        ("rule", about["rule"] + (f": {words}" if words else "")),
        ("script", about["script"]),
    ]
    if (root / script).is_file():
        rows += [("library", module) for module in _library(root / script, root)]
    for source in about["sources"]:
        entry = source if isinstance(source, dict) else {"file": source[0], "level": source[1]}
        rows.append(("raw file", _raw_file(entry, root)))
    return rows


def _library(script: Path, root: Path) -> list[str]:
    """Return the library modules that ``script`` can reach, but for those that every step shares."""
    shared = {*import_closure(Path(__file__).with_name("step.py"))}
    own = [path for path in import_closure(script) if path not in shared and path != script]
    named = [_relative(path, root.resolve()) for path in own if path.name != "__init__.py"]
    return [*named, f"and {len(shared)} modules that every step shares"]


def _raw_file(entry: Mapping[str, str], root: Path) -> str:
    path = root / entry["file"]
    now = file_hash(path) if path.is_file() else None
    then = entry.get("sha256", now)
    changed = "" if now == then else " (changed since: run `make paper`)"
    return f"{entry['file']}, {entry['level']}, sha256:{then}{changed}"


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _aligned(rows: Rows) -> list[str]:
    """Return the rows in two columns; a name that repeats is written once."""
    width = max(len(name) for name, _ in rows)
    lines: list[str] = []
    before = ""
    for name, value in rows:
        lines.append(f"  {name if name != before else '':<{width}}  {value}")
        before = name
    return lines
