"""How fast files are read into whole records, and the installed peers beside it.

    python tests/benchmarks/bench_reading.py [RECORDS]      default: 2000
    python tests/benchmarks/bench_reading.py FILE...        RIS or Web of Science text

Records are invented, as long as databases export them (about 2.5 kB). Peers only take the file
apart, some of them into lines by tag; our time includes every field of the record. CPU time, the
best of three runs. With files: the same for each file and rispy, in turns, the best of nine.
"""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from peers import python_with
from reading_peers import MODULES, PEERS

from human_files.text.content import Content
from references.formats.recognition import read_content

SEED = 20261121
REPEATS = 3
TURNS = 9
_SCOPUS_COLUMNS = (
    "Authors",
    "Title",
    "Year",
    "Source title",
    "Volume",
    "Issue",
    "Art. No.",
    "Page start",
    "Page end",
    "Cited by",
    "DOI",
    "Affiliations",
    "Abstract",
    "Author Keywords",
    "ISSN",
    "Document Type",
    "Source",
    "EID",
)


def main() -> None:
    """Print a row per format and reader, or per file."""
    if len(sys.argv) > 1 and not sys.argv[1].isdigit():
        for file in sys.argv[1:]:
            _race(Path(file))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    references = [_reference(random.Random(SEED + number)) for number in range(count)]
    print(f"Reading {count} records                                records/s")
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (
            ("RIS", _ris),
            ("BibTeX", _bibtex),
            ("Web of Science tagged", _wos),
            ("Scopus CSV", _scopus),
            ("MEDLINE (nbib)", _nbib),
        ):
            file = Path(folder, "export.txt")
            file.write_text(write(references), encoding="utf-8")
            _print(name, "alianzas", count, *_ours(file.read_bytes()))
            for program, version in PEERS.get(name, ()):
                _print(name, f"{program} {version}", count, *_peer(program, version, file))


def _ours(raw: bytes) -> tuple[int, float]:
    found, times = 0, []
    for _ in range(REPEATS):
        start = time.process_time()
        found = len(read_content(Content("", raw))[1].records)
        times.append(time.process_time() - start)
    return found, min(times)


def _peer(program: str, version: str, file: Path) -> tuple[int, float | None]:
    python = python_with(program, version, MODULES.get(program))
    if python is None:
        return 0, None
    command = [python, str(Path(__file__).with_name("reading_peers.py")), program, str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        print(f"  {program} stops: {done.stderr.strip().splitlines()[-1]}")
        return 0, None
    run = json.loads(done.stdout)
    return run["found"], run["seconds"]


def _print(name: str, reader: str, count: int, found: int, seconds: float | None) -> None:
    if seconds is None:
        print(f"  {name:<22} {reader:<20} cannot be measured here")
        return
    lost = f"   ({found} of {count} records)" if found != count else ""
    print(f"  {name:<22} {reader:<20} {count / seconds:>8,.0f}{lost}", flush=True)


def _race(file: Path) -> None:
    """Print how long one file takes here and by rispy, run in turns on one machine's mood."""
    raw = file.read_bytes()
    name, reading = read_content(Content("", raw))
    tagged = name != "RIS"
    ours, theirs = [], []
    try:
        for _ in range(TURNS):
            start = time.process_time()
            read_content(Content("", raw))
            between = time.process_time()
            found = _rispy(raw.decode("utf-8-sig"), tagged)
            theirs.append(time.process_time() - between)
            ours.append(between - start)
    except (KeyError, OSError, UnicodeError) as error:
        print(f"  {file.name:<32} rispy stops: {type(error).__name__} {error}")
        return
    count = len(reading.records)
    lost = f"   (rispy: {found} of {count} records)" if found != count else ""
    print(
        f"  {file.name:<32} {count / min(ours):>8,.0f} records/s, "
        f"{min(ours) / min(theirs):.2f} times rispy's time{lost}"
    )


def _reference(rng: random.Random) -> dict[str, object]:
    def words(number: int) -> str:
        return " ".join(
            "".join(rng.choice("aeioulnrst") for _ in range(rng.randint(3, 9)))
            for _ in range(number)
        )

    people = [f"{words(1).title()}, {rng.choice('ABC')}." for _ in range(rng.randint(1, 6))]
    return {
        "title": words(12).capitalize(),
        "authors": people,
        "journal": f"Journal of {words(3)}",
        "year": rng.randint(1990, 2026),
        "volume": rng.randint(1, 90),
        "issue": rng.randint(1, 12),
        "first": rng.randint(1, 400),
        "last": rng.randint(401, 800),
        "doi": f"10.1016/j.{words(1)}.{rng.randint(10**6, 10**7)}",
        "abstract": f"{words(210)}. © {rng.randint(2000, 2026)}",
        "keywords": [words(2) for _ in range(8)],
        "addresses": [f"{words(4)}, {words(1)}, Ecuador" for _ in people],
    }


def _ris(references: list[dict]) -> str:
    lines = []
    for r in references:
        lines += ["TY  - JOUR", f"TI  - {r['title']}", f"T2  - {r['journal']}"]
        lines += [f"AU  - {name}" for name in r["authors"]]
        lines += [f"AD  - {address}" for address in r["addresses"]]
        lines += [f"KW  - {word}" for word in r["keywords"]]
        lines += [f"PY  - {r['year']}", f"VL  - {r['volume']}", f"IS  - {r['issue']}"]
        lines += [f"SP  - {r['first']}", f"EP  - {r['last']}", f"DO  - {r['doi']}"]
        lines += [f"AB  - {r['abstract']}", "SN  - 1234-5678", "M3  - Article", "DB  - Scopus"]
        lines += [f"N1  - Cited By :{r['issue']}", "LA  - English", "ER  - ", ""]
    return "\n".join(lines)


def _bibtex(references: list[dict]) -> str:
    entries = []
    for number, r in enumerate(references):
        fields = {
            "title": r["title"],
            "author": " and ".join(r["authors"]),
            "journal": r["journal"],
            "year": r["year"],
            "volume": r["volume"],
            "number": r["issue"],
            "pages": f"{r['first']}--{r['last']}",
            "doi": r["doi"],
            "abstract": r["abstract"],
            "author_keywords": "; ".join(r["keywords"]),
            "affiliations": "; ".join(r["addresses"]),
            "source": "Scopus",
        }
        body = ",\n".join(f"\t{name} = {{{value}}}" for name, value in fields.items())
        entries.append(f"@ARTICLE{{Key{number},\n{body}\n}}\n")
    return "\n".join(entries)


def _wos(references: list[dict]) -> str:
    lines = ["FN Clarivate Analytics Web of Science", "VR 1.0"]
    for number, r in enumerate(references):
        lines += ["PT J", "AU " + "\n   ".join(r["authors"]), "AF " + "\n   ".join(r["authors"])]
        lines += [f"TI {r['title']}", f"SO {r['journal']}", "LA English", "DT Article"]
        lines += ["DE " + "; ".join(r["keywords"]), f"AB {r['abstract']}"]
        lines += [
            "C1 "
            + "\n   ".join(f"[{a}] {b}." for a, b in zip(r["authors"], r["addresses"], strict=True))
        ]
        lines += [f"TC {r['issue']}", "SN 1234-5678", f"PY {r['year']}", f"VL {r['volume']}"]
        lines += [f"BP {r['first']}", f"EP {r['last']}", f"DI {r['doi']}"]
        lines += [f"UT WOS:{number:015d}", "ER", ""]
    return "\n".join([*lines, "EF", ""])


def _scopus(references: list[dict]) -> str:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_SCOPUS_COLUMNS)
    for number, r in enumerate(references):
        row = ["; ".join(name.replace(",", "") for name in r["authors"]), r["title"], r["year"]]
        row += [r["journal"], r["volume"], r["issue"], "", r["first"], r["last"], r["issue"]]
        row += [r["doi"], "; ".join(r["addresses"]), r["abstract"], "; ".join(r["keywords"])]
        writer.writerow([*row, "12345678", "Article", "Scopus", f"2-s2.0-{number:011d}"])
    return table.getvalue()


def _nbib(references: list[dict]) -> str:
    lines = []
    for number, r in enumerate(references):
        lines += ["", f"PMID- {number}", f"TI  - {r['title']}", f"AB  - {r['abstract']}"]
        lines += [f"FAU - {name}" for name in r["authors"]]
        lines += [f"AD  - {address}." for address in r["addresses"]]
        lines += [f"OT  - {word}" for word in r["keywords"]]
        lines += [f"DP  - {r['year']}", f"AID - {r['doi']} [doi]", f"JT  - {r['journal']}"]
        lines += [f"VI  - {r['volume']}", "PT  - Journal Article", "SO  - Journal."]
    return "\n".join([*lines, ""])


def _rispy(text: str, tagged: bool) -> int:
    import rispy

    return len(rispy.loads(text, implementation=rispy.WokParser if tagged else rispy.RisParser))


if __name__ == "__main__":
    main()
