"""The manifest of a deposit: what each file's SHA-256 has to be, and what became of it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from honest_results.build.cold_copy import BESIDE
from honest_results.verify.findings import FileFindings, Findings
from human_files.language.messages import message

MANIFEST = "manifest-sha256.txt"
_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
#: A manifest of more bytes than that is none.
_LARGEST = 64 * 1024**2


@dataclass
class Manifest:
    """A deposit's manifest, checked.

    Attributes
    ----------
    sha256 : str
        Of the manifest itself: to be compared with the one that a repository or registry keeps; whoever
        changes files and the manifest cannot change that.
    listed : mapping of str to str
        The hash of each file, by path.
    findings : Findings
        What became of each: the same, changed, swapped, missing or extra.
    """

    sha256: str = ""
    listed: dict[str, str] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)


def check_manifest(folder: Path) -> Manifest | None:
    """Check every file of a deposit against its manifest; None where it has none."""
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file():
        return None
    found = Manifest()
    if path.stat().st_size > _LARGEST:
        _sink(found, MANIFEST).add("different", "entry", note=message("It is no manifest."))
        return found
    content = path.read_bytes()
    found.sha256 = hashlib.sha256(content).hexdigest()
    _read(content.decode("utf-8", "replace"), found)
    present = dict(_present(folder))
    by_hash = {digest: name for name, digest in sorted(found.listed.items(), reverse=True)}
    for name in sorted(found.listed.keys() | present.keys()):
        sink = _sink(found, name)
        if name not in found.listed:
            sink.add("extra", "entry", note=message("The manifest does not list it."))
        elif name not in present:
            sink.add("missing", "entry", note=message("The manifest lists it."))
        else:
            _check(found.listed[name], present[name], name, by_hash, sink)
    return found


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file of any size."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sink(found: Manifest, name: str) -> FileFindings:
    return FileFindings(found.findings, name)


def _read(text: str, found: Manifest) -> None:
    """Read the lines of a manifest, as sha256sum writes them."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        sink = _sink(found, MANIFEST)
        place = message("line {n}", n=number)
        matched = _LINE.fullmatch(line)
        if matched is None:
            sink.add(
                "different", "entry", place, line, note=message("It is no line of a manifest.")
            )
            continue
        escaped, digest, name = matched.groups()
        if escaped:
            name = re.sub(
                r"\\([\\nr])", lambda sign: {"n": "\n", "r": "\r"}.get(sign[1], "\\"), name
            )
        parts = PurePosixPath(name).parts
        if PurePosixPath(name).is_absolute() or ".." in parts or name in found.listed:
            note = message("It leads out of the deposit, or stands there twice.")
            sink.add("different", "entry", place, name, note=note)
            continue
        found.listed[str(PurePosixPath(name))] = digest


def _present(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a deposit, without what a build makes there."""
    for top, folders, files in os.walk(folder):
        inside = Path(top).relative_to(folder)
        linked = [name for name in folders if Path(top, name).is_symlink()]
        folders[:] = [
            name
            for name in folders
            if not (name in BESIDE and inside == Path())
            and name != "__pycache__"
            and not name.endswith(".egg-info")
        ]
        for name in (*files, *linked):
            if (inside / name).as_posix() != MANIFEST:
                yield (inside / name).as_posix(), Path(top, name)


def _check(
    wanted: str, path: Path, name: str, by_hash: Mapping[str, str], sink: FileFindings
) -> None:
    """Check one file against the hash that it has to have."""
    if path.is_symlink() or not path.is_file():
        sink.add("different", "entry", note=message("It is a link to another file."))
        return
    got = file_hash(path)
    if got == wanted:
        sink.same("entry")
    elif got in by_hash:
        note = message("Swapped: it is what {other} has to be.", other=by_hash[got])
        sink.add("different", "entry", "", got, wanted, note)
    else:
        note = message("Changed since the manifest was made.")
        sink.add("different", "entry", "", got, wanted, note)
