"""One other program takes a file apart: run by :mod:`bench_reading` in that program's environment.

python reading_peers.py PROGRAM FILE      prints the records found and the CPU seconds
"""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path

REPEATS = 3
#: The programs by format, with the version that is installed to compare with.
PEERS = {
    "RIS": (("rispy", "0.10.0"),),
    "BibTeX": (("bibtexparser", "2.1.0"), ("pybtex", "0.26.1")),
    "Web of Science tagged": (("rispy", "0.10.0"), ("wosfile", "0.7.0")),
    "MEDLINE (nbib)": (("nbib", "0.3.2"), ("biopython", "1.88")),
}
#: Under what name Python imports a program, where that is another one.
MODULES = {"biopython": "Bio"}


def read(program: str, file: Path, text: str) -> int:
    """Return how many records ``program`` finds in a file with this text."""
    if program == "rispy":
        import rispy

        tagged = text.startswith("FN ")
        return len(rispy.loads(text, implementation=rispy.WokParser if tagged else rispy.RisParser))
    if program == "bibtexparser":
        import bibtexparser

        return len(bibtexparser.parse_string(text).entries)
    if program == "pybtex":
        from pybtex.database import parse_string

        return len(parse_string(text, "bibtex").entries)
    if program == "wosfile":
        import wosfile

        return sum(1 for _ in wosfile.records_from([str(file)]))
    if program == "nbib":
        import nbib

        return len(nbib.read(text))
    from Bio import Medline

    return len(list(Medline.parse(io.StringIO(text))))


def main(program: str, file: Path) -> None:
    """Print the records found, and the CPU seconds of the fastest of some runs."""
    text = file.read_text(encoding="utf-8-sig")
    found, times = 0, []
    for _ in range(REPEATS):
        start = time.process_time()
        found = read(program, file, text)
        times.append(time.process_time() - start)
    print(json.dumps({"found": found, "seconds": min(times)}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
