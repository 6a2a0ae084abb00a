"""A small study of three cases, complete and right, for tests to read or to break."""

import csv
from dataclasses import dataclass
from pathlib import Path

from alianzas.cases.adjudication import adjudicate
from alianzas.cases.case_codes import CaseCodes
from alianzas.cases.case_texts import read_texts
from alianzas.cases.coders import read_coders
from alianzas.cases.judgements import Material, read_judgements
from alianzas.cases.profiles import read_profiles

ROOT = Path(__file__).parents[3]
SHEET = ["case", "source", "code", "value", "passage"]

PROFILES = [
    ["alpha", "Alpha", "EC", "agrifood", "bridge_alliance", 2001, 10, 2010, "Partner A"],
    ["beta", "Beta", "PE", "biotechnology", "university_industry", 2002, 20, 2012, "Partner B"],
    ["gamma", "Gamma", "BR", "agrifood", "bridge_alliance", 2003, 31, 2014, "Partner C"],
]
#: What both coders find; the second differs where DIFFERENT says so.
PRESENT = {
    "alpha": ["strategic_compatibility", "trust", "market_expansion", "alliance_success"],
    "beta": ["formal_contract", "trust", "knowledge_transfer", "governance_conflicts"],
    "gamma": ["strategic_compatibility", "formal_contract", "alliance_success"],
}
DIFFERENT = [("beta", "trust"), ("gamma", "cultural_fit")]


def sentence(case, code):
    return f"In {case} the text shows {code.replace('_', ' ')}, «as they say»."


def write_rows(path, header, rows, delimiter=",", encoding="utf-8"):
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def coding_row(case, code, value):
    return [case, f"{case}.md", code, value, sentence(case, code) if value else ""]


@dataclass
class Study:
    """The files of a study in ``folder``, and readers for them."""

    folder: Path
    codes: CaseCodes

    @property
    def profiles_file(self):
        return self.folder / "cases.csv"

    @property
    def coder_files(self):
        return {f"coder-{number}": self.folder / f"coder-{number}.csv" for number in (1, 2)}

    @property
    def consensus_file(self):
        return self.folder / "consensus.csv"

    @property
    def texts_folder(self):
        return self.folder / "texts"

    def rows(self, coder):
        rows = []
        for case, present in PRESENT.items():
            for code in self.codes.judged:
                value = code in present
                if coder == 2 and (case, code) in DIFFERENT:
                    value = not value
                rows.append(coding_row(case, code, int(value)))
        return rows

    def write_coder(self, number, rows):
        return write_rows(self.folder / f"coder-{number}.csv", SHEET, rows)

    def write_consensus(self, rows):
        return write_rows(self.consensus_file, SHEET, rows)

    def profiles(self):
        return read_profiles(self.profiles_file, self.codes)

    def texts(self):
        files = sorted(self.texts_folder.iterdir())
        return read_texts(files, list(PRESENT), "texts")

    def material(self):
        return Material(self.codes, list(PRESENT), self.texts())

    def judgements(self):
        return read_coders(self.coder_files, self.material())

    def codings(self):
        consensus = read_judgements(self.consensus_file, self.material(), complete=False)
        return adjudicate(self.judgements(), consensus, self.profiles(), "consensus.csv")
