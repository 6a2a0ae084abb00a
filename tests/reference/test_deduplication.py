"""Five labelled sets, scored as their README says."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from reference_files import DEDUPLICATION as SETS
from reference_files import EXPORTS, MORE_EXPORTS
from references.comparable_text import title_key
from references.deduplication.find_duplicates import find_duplicates
from references.deduplication.record_rows import read_record_table, rows_of
from references.importing import recover_source
from references.record import to_frame

pytestmark = pytest.mark.slow

#: Of bib-dedupe: false negatives per set (no false positive), and its undecided pairs in all.
PEER = {"cytology_screening": 6, "respiratory": 28, "stroke": 2, "digital_work": 1}
PEER |= {"special_cases": 2}
PEER_UNDECIDED = 6000
SEEDS = (1, 2, 3)


@cache
def outcome(name, seed):
    """Return true positives, false positives, false negatives, groups and undecided pairs."""
    records, names = read_record_table(str(SETS / name / "records_pre_merged.csv"))
    order = records.sample(frac=1, random_state=seed).index.tolist()
    records, names = records.loc[order], [names[place] for place in order]
    found = find_duplicates(rows_of(records), names)
    groups = [tuple(names[place] for place in group) for group in found.groups]
    truth = pd.read_csv(SETS / name / "merged_record_ids.csv")["merged_ids"].str.split(";").tolist()
    kept = {group[0] for group in groups}
    true, wrong, missed = 0, 0, 0
    for group in truth:
        remaining = len(kept.intersection(group))
        true += len(group) - remaining
        missed += max(remaining - 1, 0)
        wrong += remaining == 0
    duplicates = {record for group in truth for record in group}
    wrong += sum(record not in duplicates and record not in kept for record in names)
    return true, wrong, missed, groups, len(found.undecided)


def test_neither_false_positives_nor_more_misses_than_the_best_peer():
    for seed in SEEDS:
        wrong, missed = (sum(outcome(name, seed)[part] for name in PEER) for part in (1, 2))
        assert wrong == 0
        assert missed < sum(PEER.values()) / 2


def test_less_is_left_to_a_person():
    assert sum(outcome(name, SEEDS[0])[4] for name in PEER) < PEER_UNDECIDED / 200


@pytest.mark.parametrize("name", PEER)
def test_the_order_of_rows_plays_no_part(name):
    assert outcome(name, 1)[3:] == outcome(name, 2)[3:] == outcome(name, 3)[3:]


@pytest.mark.parametrize("name", PEER)
def test_every_record_is_in_one_group(name):
    groups = outcome(name, 1)[3]
    records, names = read_record_table(str(SETS / name / "records_pre_merged.csv"))
    assert sorted(record for group in groups for record in group) == sorted(names)
    assert len(records) == len(groups) + sum(len(group) - 1 for group in groups)


#: Folders of exports, and the duplicates that are at least to be found in each. In ours the words
#: are invented, and with them gone are the references that differ by a letter.
FOLDERS = [pytest.param(EXPORTS / "literature", 0, id="ours")]
if (MORE_EXPORTS / "literature").is_dir():
    FOLDERS.append(pytest.param(MORE_EXPORTS / "literature", 150, id="beside"))


@pytest.mark.parametrize(("folder", "least"), FOLDERS)
def test_without_identifiers_exports_give_the_groups_that_their_dois_give(folder, least):
    files = [path for path in sorted(folder.iterdir()) if path.suffix not in (".tsv", ".md")]
    read = [
        (path.name, path.name, record)
        for path in files
        for record in recover_source(path.name, path, path.name).kept
    ]
    frame = to_frame(read)
    dois = frame["doi"].tolist()
    hidden = frame.assign(doi="", url="", other="")
    names = [f"{name}:{place}" for name, place in zip(frame["source"], frame.index, strict=True)]
    groups = find_duplicates(rows_of(hidden), names).groups
    print(len(frame) - len(groups))
    assert len(frame) - len(groups) >= least
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    split = {}
    for place, doi in enumerate(dois):
        if doi:
            split.setdefault(doi, set()).add(group_of[place])
    assert [doi for doi, found in split.items() if len(found) > 1] == []
    # Two articles of these files have two DOIs each, one of them the publisher's old one.
    several = [group for group in groups if len({dois[place] for place in group} - {""}) > 1]
    titles = [{title_key(frame["title"][place]) for place in group} for group in several]
    assert len(several) <= 2 and all(len(found) == 1 for found in titles)
