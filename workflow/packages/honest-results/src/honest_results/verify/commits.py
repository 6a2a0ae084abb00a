"""A deposit against the commit that it says it is: for whoever has the repository at hand."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from honest_results.build.repository import ARCHIVED, git, state
from honest_results.verify.findings import FileFindings, Findings
from human_files.language.messages import message

#: In a deposit the compendium's own README has another name: README.md is the deposit's.
_RENAMED = {"README.md": "COMPENDIUM.md"}
#: Folders whose files are code and data: what is not in the commit has no business there.
_OURS = ("config/", "data/", "manuscript/", "workflow/")


def compare_with_commit(deposit: Path, repository: Path) -> tuple[str, Findings] | None:
    """Compare the tracked files of a deposit with the commit that it names.

    Returns the commit and what was found; None where the deposit names none, or the repository at hand
    does not have it.
    """
    commit = _named(deposit)
    if not commit or deposit.resolve() == repository.resolve():
        return None
    listed = git(repository, "ls-tree", "-r", "-z", "--full-tree", commit)
    if not listed:
        return None
    wanted = {}
    for entry in filter(None, listed.split("\0")):
        about, _, name = entry.partition("\t")
        wanted[_RENAMED.get(name, name)] = about.split()[2]
    findings = Findings()
    for name, digest in sorted(wanted.items()):
        path = deposit / name
        if name == ARCHIVED or not path.is_file() or path.is_symlink():
            continue  # filled in by Git; of a study that is not deposited; a link
        sink = FileFindings(findings, name)
        if _blob(path) == digest:
            sink.same("entry")
        else:
            note = message("Not as it is in the commit {commit}.", commit=commit[:10])
            sink.add("different", "entry", note=note)
    for path in sorted(deposit.rglob("*")):
        name = path.relative_to(deposit).as_posix()
        is_made = "__pycache__" in name or ".egg-info" in name
        if name.startswith(_OURS) and path.is_file() and name not in wanted and not is_made:
            note = message("Not in the commit {commit}.", commit=commit[:10])
            FileFindings(findings, name).add("extra", "entry", note=note)
    return commit, findings


def _named(deposit: Path) -> str | None:
    """Return the commit that a deposit names."""
    try:
        text = (deposit / ARCHIVED).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return state(deposit)["commit"]
    found = re.search(r"^commit: ([0-9a-f]{7,40})$", text, re.MULTILINE)
    return found[1] if found else None


def _blob(path: Path) -> str:
    """Return the hash that Git gives to the content of a file."""
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
