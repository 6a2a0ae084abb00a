"""How often the search for personal data is wrong: numbers that are nobody's, and real export files.

``python tests/benchmarks/bench_personal_data.py`` prints the tables of ``docs/personal-data.md``.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

from human_files.personal_data import find_personal_data
from human_files.personal_data.national_numbers import NO_COUNTRY
from human_files.personal_data.scanning import scan_files

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = ROOT / "tests/reference/exports"
COUNTRIES = ("EC", "PE", "MX", "CO", "BR", "CL", "AR", "ES", NO_COUNTRY)
LENGTHS = range(6, 16)
#: Numbers of each length that are drawn; a rate is known to about half a percentage point.
DRAWN = 5000
#: What people write that is nobody's number.
NOBODYS = (
    "ISSN 1234-5679, ISBN 978-3-16-148410-0, https://doi.org/10.1016/j.respol.2021.104234",
    "ORCID 0000-0002-1825-0097, WOS:000456789012345, 2-s2.0-85071234567, PMID 31234567",
    "2019-2023, pp. 1037-1053, 2026-03-02T09:30:00-05:00, (2014) 25(3), 450–478",
    "ventas 120000 en 2024 y 150.000.001 en 2025; 12,500.50; 1 234 567; n = 1500; p = 0.00012345",
    "id 481200123, uuid 4bcb560d-57b6-49c5-81e6-29f8180ea5ff, versión 1.2.3.4, sección 4.1.2.3",
    "95% CI [0.123456, 0.456789], (95% CI = 405-990), CC BY 4.0, Gwet's AC1 = 0.8123",
)


def rates(country: str, draw: random.Random) -> list[float]:
    """Return the share of numbers of each length that are taken, where no word announces them."""
    found = []
    for length in LENGTHS:
        numbers = (draw.randrange(10 ** (length - 1), 10**length) for _ in range(DRAWN))
        taken = sum(bool(find_personal_data(f"pedido {n} de mayo", country)) for n in numbers)
        found.append(taken / DRAWN)
    return found


def main() -> None:
    """Print the rates by country and length, what real files hold, and how long it takes."""
    draw = random.Random(16)
    print("Share of random numbers in a note that are taken for somebody's, by digits (%)")
    print("country " + " ".join(f"{length:>5}" for length in LENGTHS))
    for country in COUNTRIES:
        print(f"{country:<8}" + " ".join(f"{100 * rate:5.1f}" for rate in rates(country, draw)))
    print("\nSentences of identifiers, years, amounts and statistics in which something is found")
    for country in COUNTRIES:
        told = sum(bool(find_personal_data(text, country)) for text in NOBODYS)
        print(f"{country:<8}{told} of {len(NOBODYS)}")
    print("\nReal export files: what is found, by kind")
    for folder in ("literature", "survey"):
        paths = sorted(path for path in (EXPORTS / folder).iterdir() if path.name != "README.md")
        files = [path.relative_to(ROOT).as_posix() for path in paths]
        size = sum(path.stat().st_size for path in paths) / 1e6
        for country in (NO_COUNTRY, *COUNTRIES[:-1]):
            begin = time.perf_counter()
            scan = scan_files(files, ROOT, country, by_header=False)
            seconds = time.perf_counter() - begin
            kinds = Counter[str]()
            for one in scan.findings:
                kinds[one.kind] += one.cells
            print(f"{folder:<11}{country}  {size:.1f} MB in {seconds:.1f} s  {dict(kinds)}")


if __name__ == "__main__":
    main()
