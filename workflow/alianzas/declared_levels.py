"""The provenance of raw files, in the three places where it stands, which must agree.

The study file says it for the analysis, ``data/<study>/datapackage.json`` for programs, and a README.md
beside the files for people. A level that is changed in one of them alone, up or down, is a mistake or
an attempt to make data look like what they are not: nothing is computed before all agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from honest_results.project import STUDIES, study_file
from honest_results.provenance import LEVELS
from human_files.errors import Problem
from human_files.language.messages import counted_message, message, template

README = "README.md"
#: A line of a README: "Provenance level: **simulated**", "Provenance level of `a.csv`: **observed**".
_SAID = re.compile(
    r"\W*(?:provenance level|nivel de procedencia|nível de procedência)"
    r"(?P<files>[^:]*):\W*(?P<level>\w+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"`([^`]+)`")
_ADVICE = template(
    "Nothing is computed before they agree. Correct the place that is wrong: `alianzas describe "
    "{study}` renews datapackage.json from the study file; a README is changed by hand, by somebody "
    "who knows where the data come from."
)
_UNSAID = template(
    "Write a line `Provenance level: **{level}**` into a README.md there, if that is what the files "
    "hold ({levels}); `alianzas describe {study}` begins one where there is none."
)


@dataclass(frozen=True)
class Said:
    """What one place says of a raw file."""

    file: str
    line: int | None
    level: str

    def __str__(self) -> str:
        place = (
            self.file
            if self.line is None
            else message("{file}, line {line}", file=self.file, line=self.line)
        )
        return f"{place}: {self.level}"


def disagreements(study: str, levels: Mapping[str, str], root: Path) -> list[Problem]:
    """Return a problem for each set of raw files whose level is not the same in all three places.

    ``levels`` are those of the study file, by path from ``root``. A file that the data package does not
    list is none of its affairs; each needs a README that tells its level.
    """
    package = _package(study, root)
    readmes: dict[str, list[tuple[int, list[str], str]]] = {}
    found: dict[object, tuple[str, list[Said], list[str]]] = {}
    for file, level in levels.items():
        said = [*_readmes(file, root, readmes)]
        is_told = bool(said)
        if file in package:
            said.insert(0, package[file])
        if not is_told or any(each.level != level for each in said):
            # One problem for all files of which the same places say the same.
            kind = (level, is_told and [(each.file, each.level) for each in said])
            problem = found.setdefault(repr(kind), (level, said if is_told else [], []))
            problem[2].append(file)
    return [_problem(study, *problem, root) for problem in found.values()]


def _problem(
    study: str, level: str, said: Sequence[Said], files: Sequence[str], root: Path
) -> Problem:
    named, more = files[0], len(files) - 1
    if more:
        named = counted_message(
            more, "{file} and {n} more file", "{file} and {n} more files", file=files[0]
        )
    here, line = _declared(study, files[0], root)
    if not said:
        return Problem(
            named,
            message(
                "no {readme} says what kind of data this is; {here} says {level}.",
                readme=README,
                here=here,
                level=level,
            ),
            message(_UNSAID, level=level, levels=", ".join(LEVELS), study=study),
        )
    others = "".join(f"\n    {each}" for each in said)
    found = counted_message(
        len(files),
        "says that {named} is {level}, but other places say{others}",
        "says that {named} are {level}, but other places say{others}",
        named=named,
        level=level,
        others=others,
    )
    return Problem(here, found, message(_ADVICE, study=study), row=line)


def _declared(study: str, file: str, root: Path) -> tuple[str, int | None]:
    """Return the file of the study that gives the level of a raw file, and the line."""
    for path in sorted((root / STUDIES / study).glob("*.yaml")):
        line = line_of(path, file)
        if line is not None:
            return path.relative_to(root).as_posix(), line
    return study_file(study), None


def _package(study: str, root: Path) -> dict[str, Said]:
    """Return what the data package says, by path; nothing where it is absent or broken."""
    name = f"data/{study}/datapackage.json"
    try:
        text = (root / name).read_text(encoding="utf-8")
        entries = {entry["path"]: entry for entry in json.loads(text)["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    lines = text.splitlines()
    said = {}
    for path, entry in entries.items():
        start = next((n for n, line in enumerate(lines) if _is_pair(line, "path", path)), None)
        where = None
        if start is not None:
            # Sorted by key: the level is the next of its name.
            following = range(start, len(lines))
            where = next((n + 1 for n in following if '"provenance"' in lines[n]), start + 1)
        level = str(entry.get("provenance"))
        said[f"data/{study}/{path}"] = Said(name, where, level)
    return said


def _is_pair(line: str, key: str, value: str) -> bool:
    return line.strip().rstrip(",") == f'"{key}": {json.dumps(value, ensure_ascii=False)}'


def _readmes(
    file: str, root: Path, read: dict[str, list[tuple[int, list[str], str]]]
) -> Iterator[Said]:
    """Yield what each README beside or above a file says of it: of the file itself, or of all."""
    for folder in PurePosixPath(file).parents:
        name = f"{folder}/{README}"
        if str(folder) in (".", "data"):
            return
        if name not in read:
            read[name] = [*_lines(root / name)]
        inside = PurePosixPath(file).relative_to(folder).as_posix()
        own = [entry for entry in read[name] if inside in entry[1]]
        general = [entry for entry in read[name] if not entry[1]]
        yield from (Said(name, line, level) for line, _, level in own or general)


def _lines(path: Path) -> Iterator[tuple[int, list[str], str]]:
    """Yield the lines of a README that tell a level: number, the files they name, level."""
    if not path.is_file():
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        said = _SAID.match(line)
        if said is not None:
            yield number, _QUOTED.findall(said["files"]), said["level"].lower()


def line_of(path: Path, file: str) -> int | None:
    """Return the line of a study file that gives the level of a raw file, or of the folder it is in."""
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    # The loader that reads the settings: the other one of the library refuses some files it accepts.
    node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    folders = {file, *map(str, PurePosixPath(file).parents)}
    return _level_line(node, folders, None)


def _level_line(node: yaml.Node | None, names: set[str], line: int | None) -> int | None:
    """Return the line of the nearest ``provenance:`` around one of ``names``."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            line = value.start_mark.line + 1 if key.value == "provenance" else line
        parts = [value for _, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        parts = [*node.value]
    else:
        is_it = isinstance(node, yaml.ScalarNode) and node.value.rstrip("/") in names
        return line if is_it else None
    return next(filter(None, (_level_line(part, names, line) for part in parts)), None)


def begin_readmes(levels: Mapping[str, str], root: Path) -> list[Path]:
    """Write a README.md into each folder of raw files that none describes; return those written."""
    written: dict[str, list[tuple[str, str]]] = {}
    read: dict[str, list[tuple[int, list[str], str]]] = {}
    for file, level in levels.items():
        folder = str(PurePosixPath(file).parent)
        above = [root / parent / README for parent in PurePosixPath(file).parents]
        is_described = any(path.is_file() for path in above[:-2])
        if not is_described and not [*_readmes(file, root, read)]:
            written.setdefault(folder, []).append((PurePosixPath(file).name, level))
    for folder, files in written.items():
        found = {level for _, level in files}
        lines = [f"Provenance level: **{level}**" for level in found]
        if len(found) > 1:
            lines = [f"Provenance level of `{name}`: **{level}**" for name, level in files]
        text = "\n\n".join([f"# {folder}", *lines, _BEGUN]) + "\n"
        (root / folder / README).write_text(text, encoding="utf-8")
    return [root / folder / README for folder in written]


_BEGUN = (
    "Begun by `alianzas describe` from the study file: check it. Say here where the files come from, "
    "who made them and when. The build compares the level with the study file and datapackage.json."
)
