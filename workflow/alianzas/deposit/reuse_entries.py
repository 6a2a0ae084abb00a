"""The licences of what a deposit adds to the source, in its ``REUSE.toml``."""

from __future__ import annotations

from pathlib import Path

from honest_results.deposit.licences import REUSE, Licence, Licences, annotation

#: What is text, what is data about the deposit, and what is other people's.
_TEXTS = ("COMPENDIUM.md", "README.pdf", "published/**")
_STYLES = ("published/**/apa.*.csl",)
_METADATA = (
    "manifest-sha256.txt",
    "codecheck.yml",
    "ro-crate-metadata.json",
    ".zenodo.json",
    "deposit/**",
)
_WHEELS = ("wheels/**",)
_OWN_LICENCE = "LicenseRef-stated-in-each-wheel"


def add_licences(folder: Path, *, wheels: bool) -> None:
    """Add entries for the deposit's own files; they are licensed as the compendium's of their kind.

    ``wheels``: whether the packages came along, of which each states its own licence.
    """
    licences = Licences.read(folder)
    kinds = [
        (_TEXTS, licences.of("README.md")),
        (_METADATA, licences.of("data/datapackage.json")),
        (_STYLES, licences.of("manuscript/styles/apa.csl")),
    ]
    if wheels:
        holders = "The authors of the packages, as each wheel states"
        kinds.append((_WHEELS, Licence(_OWN_LICENCE, holders)))
        (folder / f"LICENSES/{_OWN_LICENCE}.txt").write_text(
            "Each file wheels/*.whl is a package under its authors' own licence, which it holds in "
            "its\nfolder *.dist-info and wheels/README.md names.\n",
            encoding="utf-8",
            newline="\n",
        )
    added = "".join(annotation(paths, licence) for paths, licence in kinds if licence is not None)
    file = folder / REUSE
    if file.is_file():
        text = file.read_text(encoding="utf-8").rstrip("\n")
        head = "\n\n# What the deposit adds to the source.\n"
        file.write_text(f"{text}{head}{added}", encoding="utf-8", newline="\n")
