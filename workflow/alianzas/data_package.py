"""The description of a study's raw files: ``data/<study>/datapackage.json``.

A Data Package (Frictionless Standards, version 1): every raw file that the study file names, with
its size, its SHA-256 hash and, as the property ``provenance``, its provenance level. The hashes
show whether the files are still those the article was built from. Tables have a Table Schema, made
from the codebooks and the questionnaire (:mod:`alianzas.data_schemas`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from alianzas.config.study_model import Study
from alianzas.data_schemas.resource_names import resource_names
from alianzas.data_schemas.table_schemas import table_schemas
from alianzas.declared_levels import disagreements
from alianzas.literature.record_ledger import ledger_file
from honest_results.facts import write_json
from honest_results.file_hashes import file_hash
from honest_results.project import STUDIES
from human_files.errors import DataError, Problem
from human_files.language.messages import message, template

LICENSE = {
    "name": "CC0-1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    "title": "CC0 1.0 Universal",
}
#: Media type and, for text, encoding by file extension.
FORMATS: dict[str, tuple[str, str | None]] = {
    "bib": ("application/x-bibtex", "utf-8"),
    "csv": ("text/csv", "utf-8"),
    "dta": ("application/x-stata-dta", None),
    "md": ("text/markdown", "utf-8"),
    "qdpx": ("application/zip", None),
    "r": ("text/x-r", "utf-8"),
    "ris": ("application/x-research-info-systems", "utf-8"),
    "sav": ("application/x-spss-sav", None),
    "tsv": ("text/tab-separated-values", "utf-8"),
    "txt": ("text/plain", "utf-8"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None),
}
_NAME = "datapackage.json"
_REFRESH = template(
    "If the change is meant, run `alianzas describe {study}`; if not, restore the file."
)


#: The finding about a file that is named but does not exist.
MISSING = template("is missing.")


def package_file(study: str) -> str:
    """Return the path of a study's data package from the root of the repository."""
    return f"data/{study}/{_NAME}"


def raw_files(study: Study, root: Path) -> dict[str, str]:
    """Return the provenance level of every existing raw file by path, folders expanded.

    Those for which pretend ones stand in are among them, as much as these.
    """
    found: dict[str, str] = {}
    for name, level in {**study.set_aside, **study.sources(), **_ledger(study)}.items():
        place = root / name
        if place.is_dir():
            inside = sorted(path for path in place.iterdir() if _counts(path))
            found |= {path.relative_to(root).as_posix(): level for path in inside}
        elif place.is_file():
            found[name] = level
    return dict(sorted(found.items()))


def _ledger(study: Study) -> dict[str, str]:
    """Return the ledger of record ids with the level of the first file whose records it lists."""
    if study.literature is None:
        return {}
    return {ledger_file(study.literature): study.literature.sources[0].provenance}


def describe(study: Study, root: Path) -> dict[str, Any]:
    """Return the data package of ``study`` as a JSON object.

    Raises DataError for a raw file outside the study's folder: a package holds only its own files.
    """
    outside = [*_outside(study)]
    if outside:
        raise DataError(outside)
    country, title = study.country.name.words("en"), study.article.title.words("en")
    authors = [{"title": author.name, "role": "author"} for author in study.article.authors]
    listed = study.literature.sources if study.literature else []
    bibliographies = {source.file: source.database.words("en") for source in listed}
    titles = [*bibliographies.values()]
    schemas = table_schemas(study, root)
    return {
        "profile": "data-package",
        "name": study.study,
        "title": f"Raw data: {title}",
        "description": f"Every raw file behind the article ({country}). The property `provenance` "
        "of a resource says what it holds: observed, reconstructed, illustrative or simulated.",
        "licenses": [LICENSE],
        **({"contributors": authors} if authors else {}),
        "keywords": [text.words("en") for text in study.article.keywords.values()],
        **({"sources": [{"title": title} for title in titles]} if titles else {}),
        "resources": [
            {**resource, **schemas.get(file, {})}
            for file, resource in _resources(study, root, bibliographies).items()
        ],
    }


def _resources(
    study: Study, root: Path, bibliographies: Mapping[str, str] = MappingProxyType({})
) -> dict[str, dict[str, Any]]:
    """Return the entry of each raw file, without its columns; ``bibliographies``: their databases."""
    levels = raw_files(study, root)
    names = resource_names(study, levels)
    return {
        file: {"name": names[file], **_resource(root, study.study, file, level)}
        | ({"sources": [{"title": bibliographies[file]}]} if file in bibliographies else {})
        for file, level in levels.items()
    }


def _resource(root: Path, study: str, file: str, level: str) -> dict[str, Any]:
    """Return the entry of one raw file."""
    path = Path(file)
    inside = path.relative_to(Path("data", study))
    ending = path.suffix.lower().removeprefix(".")
    mediatype, encoding = FORMATS.get(ending, ("application/octet-stream", None))
    resource: dict[str, Any] = {
        "path": inside.as_posix(),
        "format": ending,
        "mediatype": mediatype,
        "bytes": (root / path).stat().st_size,
        "hash": f"sha256:{file_hash(root / path)}",
        "provenance": level,
    }
    if encoding:
        resource["encoding"] = encoding
    return resource


def write(study: Study, root: Path) -> Path:
    """Write the data package of ``study`` and return its path."""
    path = root / package_file(study.study)
    write_json(describe(study, root), path)
    return path


def check(study: Study, root: Path) -> list[Problem]:
    """Return every disagreement between the study file, its raw files and what describes them."""
    file = package_file(study.study)
    refresh = message(_REFRESH, study=study.study)
    outside = [*_outside(study)]
    if outside:
        return outside
    problems = [*_missing(study, root), *_unnamed(study, root), *levels_apart(study, root)]
    path = root / file
    if not path.is_file():
        return [*problems, Problem(file, message(MISSING), refresh)]
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
        resources = {entry["path"]: entry for entry in listed["resources"]}
    except (ValueError, KeyError, TypeError):
        return [*problems, Problem(file, message("is not a data package."), refresh)]
    expected = {entry["path"]: entry for entry in _resources(study, root).values()}
    for name in sorted(expected.keys() | resources.keys()):
        here, there = expected.get(name), resources.get(name)
        place = f"data/{study.study}/{name}"
        if there is None:
            problems.append(Problem(place, message("is not listed in {file}.", file=file), refresh))
        elif here is None:
            problems.append(
                Problem(
                    place, message("is listed in {file} but is not a raw file.", file=file), refresh
                )
            )
        elif here["hash"] != there.get("hash"):
            problems.append(
                Problem(place, message("differs from its hash in {file}.", file=file), refresh)
            )
    return problems


def outdated(study: Study, root: Path) -> list[Problem]:
    """Return each table that the data package describes otherwise than codebook and questionnaire.

    Nothing that is built depends on it; who takes the data without the article does.
    """
    path = root / package_file(study.study)
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["resources"]
        there = {entry["path"]: entry.get("schema") for entry in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return []  # check() says so
    return [
        Problem(
            f"data/{study.study}/{entry['path']}",
            message(
                "its columns are described otherwise in {file} than by the codebooks now.",
                file=package_file(study.study),
            ),
            message("Run `alianzas describe {study}`.", study=study.study),
        )
        for entry in describe(study, root)["resources"]
        if entry["path"] in there and there[entry["path"]] != entry.get("schema")
    ]


def levels_apart(study: Study, root: Path) -> list[Problem]:
    """Return every disagreement on the provenance of raw files (:mod:`alianzas.declared_levels`)."""
    return disagreements(study.study, raw_files(study, root), root)


def _outside(study: Study) -> Iterator[Problem]:
    """Yield a problem for each raw file named outside the study's folder."""
    folder = f"data/{study.study}/"
    for name in {**study.set_aside, **study.sources()}:
        if not name.startswith(folder) or ".." in Path(name).parts:
            yield Problem(
                name,
                message("lies outside {folder}.", folder=folder),
                message(
                    "Move it there, and correct its path in {file}.", file=study.file_naming(name)
                ),
            )


def _missing(study: Study, root: Path) -> Iterator[Problem]:
    """Yield a problem for each raw file that does not exist."""
    for name in study.sources():
        if not (root / name).exists():
            yield Problem(
                name,
                message(MISSING),
                message(
                    "Put the file there, or correct its path in {file}.",
                    file=study.file_naming(name),
                ),
            )


def _unnamed(study: Study, root: Path) -> Iterator[Problem]:
    """Yield a problem for each file in the study's folder that is named nowhere and so ignored."""
    named = raw_files(study, root)
    folder = root / "data" / study.study
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and _counts(path) and name not in named:
            yield Problem(
                name,
                message("is named nowhere in the study's files, so nothing reads it."),
                message(
                    "Name it in {file}, or move it elsewhere.",
                    file=f"{STUDIES}/{study.study}/<branch>.yaml",
                ),
            )


def _counts(path: Path) -> bool:
    """Say whether a file is data, not a description or the trace of an open spreadsheet."""
    return path.name not in ("README.md", _NAME) and not path.name.startswith((".", "~$"))
