"""A deposit as its layout says, of a built compendium: enough of one to be verified."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

from honest_results.verify.manifest import MANIFEST


def deposited(compendium: Path, folder: Path) -> Path:
    """Write a deposit of the commit of a built compendium, with its results; return its folder."""
    command = ["git", "archive", "HEAD"]
    done = subprocess.run(command, cwd=compendium, capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    for path in folder.iterdir():
        if path.is_symlink():  # a deposit has none: a ZIP file would make a text of it
            path.unlink()
    (folder / "README.md").rename(folder / "COMPENDIUM.md")
    (folder / "README.md").write_text("# A deposit\n", encoding="utf-8")
    for results in (compendium / "results").glob("*/facts.json"):
        shutil.copytree(results.parent, folder / "published" / results.parent.name)
    (folder / MANIFEST).write_text(manifest_of(folder), encoding="utf-8")
    return folder


def manifest_of(folder: Path) -> str:
    """Return the manifest of a deposit as it is now."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    )
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    return "".join(f"{digest}  {name}\n" for name, digest in hashes.items())


def zipped(deposit: Path) -> Path:
    """Write a ZIP file of a deposit beside it, and return its path."""
    archive = deposit.with_name(f"{deposit.name}.zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for path in sorted(deposit.rglob("*")):
            if path.is_file():
                written.write(path, f"{deposit.name}/{path.relative_to(deposit).as_posix()}")
    return archive
