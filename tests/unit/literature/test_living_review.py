"""An update of a review: what is written, what is told, and that sheets are read through the ledger."""

import csv
from pathlib import Path

import pytest

from alianzas.config.literature_settings import LiteratureSettings
from alianzas.config.study_files import load_study
from alianzas.literature.agreement_so_far import agreement_so_far
from alianzas.literature.first_ledger import first_ledger, set_aside
from alianzas.literature.ledger_update import fates
from alianzas.literature.record_ledger import ledger_file, unique_of
from alianzas.literature.screening_decisions import ScreeningError, decide, disagreements
from alianzas.literature.undecided_records import earlier_decisions, undecided
from alianzas.literature.window_check import included_outside
from references.formats.ris_writing import write_ris
from references.ledger.changes import changes
from references.ledger.names import names_frame, read_names
from references.ledger.rows import LedgerError, read_ledger, write_ledger
from references.record import Record
from unit.literature.conftest import SCREENING_COLUMNS

ROOT = Path(__file__).resolve().parents[3]
TRUST = Record(
    title="Trust in the strategic alliances of small firms", authors=("Ash, A.", "Bo, B."),
    year=2020, journal="Journal of Trust", volume="4", pages="10-31", doi="10.1234/trust",
)  # fmt: skip
#: Another database has it without the DOI, and with the title in capitals.
TRUST_AGAIN = Record(
    title=TRUST.title.upper(), authors=("Ash, A.",), year=2020, journal="J. Trust", volume="4",
    pages="10-31",
)  # fmt: skip
BREAD = Record(title="The price of bread", authors=("Dee, D.",), year=2019, doi="10.1234/bread")
#: Takes the id that BREAD would have: the same surname, year and word, and a smaller DOI.
PRICE = Record(title="The price of trust", authors=("Dee, E.",), year=2019, doi="10.1000/a")
OLD = Record(title="Bakers of 1999", authors=("Fu, F.",), year=1999)


@pytest.fixture
def review(tmp_path):
    """A review in a folder: write its exports, read its settings."""

    class Review:
        root = tmp_path

        def exports(self, **files):
            for file in tmp_path.glob("*.ris"):
                file.unlink()
            for name, records in files.items():
                write_ris(records, tmp_path / f"{name}.ris")
            raw = {"provenance": "observed"}
            sheets = {
                "passes": [{"name": name, "file": f"{name}.csv", **raw} for name in ("ana", "ben")],
                "consensus": {"file": "consensus.csv", **raw},
            }
            coding = {
                "passes": [{"name": n, "file": f"code-{n}.csv", **raw} for n in ("ana", "ben")],
                "consensus": {"file": "code-consensus.csv", **raw},
            }
            self.settings = LiteratureSettings.model_validate(
                {
                    "window": {"first": 2014, "last": 2025},
                    "focus_window": {"first": 2014, "last": 2025},
                    "sources": [
                        {"name": n, "file": f"{n}.ris", "database": {"en": n}, **raw} for n in files
                    ],
                    "readers": {"en": "Two people read."},
                    "screening": {"read": "titles", **sheets},
                    "coding": coding,
                }
            )
            return self.settings

        def sheet(self, name, rows):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(SCREENING_COLUMNS)
                writer.writerows([*row, ""] for row in rows)

        def update(self, day="2026-01-01"):
            found = unique_of(self.settings, tmp_path, day)
            write_ledger(found.listed, tmp_path / ledger_file(self.settings))
            return found

        def decide(self, codebook):
            found = unique_of(self.settings, tmp_path)
            titles = dict(zip(found.records["record_id"], found.records["title"], strict=True))
            return decide(
                titles, {}, self.settings.screening, codebook, "title_abstract",
                root=tmp_path, names=found.names,
            )  # fmt: skip

    return Review()


def both(review, *rows):
    for name in ("ana", "ben"):
        review.sheet(f"{name}.csv", rows)
    review.sheet("consensus.csv", [])


INCLUDED = (TRUST.title, "include", "")
EXCLUDED = (BREAD.title, "exclude", "off_topic")


def test_the_ledger_that_is_shipped_has_every_record_under_its_id():
    study = load_study("ecuador", ROOT)
    found = unique_of(study.literature, ROOT)
    assert found.known == sorted(found.listed), "alianzas literature update ecuador"


def test_a_source_that_is_added_moves_no_id_and_changes_no_decision(review, screening_codebook):
    review.exports(one=[TRUST, BREAD])
    review.update()
    both(review, ("ash-2020-trust", *INCLUDED), ("dee-2019-price", *EXCLUDED))
    first = review.decide(screening_codebook).final
    review.exports(two=[PRICE], one=[BREAD, TRUST])
    (found,) = [r for r in review.update("2026-02-01").listed if r.title == PRICE.title]
    assert found.record_id == "dee-2019-price-b"
    with pytest.raises(ScreeningError, match="1 record has no decision: dee-2019-price-b"):
        review.decide(screening_codebook)
    for name in ("ana", "ben"):  # a folder has the sheet of each update
        earlier = (review.root / f"{name}.csv").read_bytes()
        (review.root / f"{name}.csv").unlink()
        (review.root / f"{name}.csv").mkdir()
        (review.root / f"{name}.csv/2026-01.csv").write_bytes(earlier)
        review.sheet(f"{name}.csv/2026-02.csv", [(found.record_id, PRICE.title, "include", "")])
    final = review.decide(screening_codebook).final
    assert {name: final[name][:2] for name in first} == {n: one[:2] for n, one in first.items()}
    assert final[found.record_id].decision == "include"


def test_a_decision_in_two_sheets_of_a_reader_must_be_one(review, screening_codebook):
    review.exports(one=[TRUST])
    both(review, ("ash-2020-trust", *INCLUDED))
    (review.root / "ana.csv").unlink()
    review.sheet("ana.csv/1.csv", [("ash-2020-trust", *INCLUDED)])
    review.sheet("ana.csv/2.csv", [("ash-2020-trust", TRUST.title, "", "")])
    assert review.decide(screening_codebook).final["ash-2020-trust"].decision == "include"
    review.sheet("ana.csv/2.csv", [("ash-2020-trust", TRUST.title, "exclude", "off_topic")])
    with pytest.raises(ScreeningError, match=r"row 2 of ana.csv/1.csv says include, this one ex"):
        review.decide(screening_codebook)


TWINS = {"one": [TRUST], "two": [TRUST_AGAIN]}


def parted(review):
    """Begin with two records that a person called different."""
    settings = review.exports(**TWINS)
    (review.root / "maybe.csv").write_text(
        "first,second,verdict,title_first,title_second\n"
        f'one:1,two:1,different,"{TRUST.title}","{TRUST_AGAIN.title}"\n',
        encoding="utf-8",
    )
    maybe = {"maybe": {"file": "maybe.csv", "provenance": "observed"}}
    with_verdict = settings.model_dump(by_alias=True, mode="json") | {"deduplication": maybe}
    review.settings = LiteratureSettings.model_validate(with_verdict)
    return settings


@pytest.mark.parametrize(("second", "differ"), [("include", False), ("exclude", True)])
def test_a_merge_keeps_both_decisions_and_tells_where_they_differ(
    review, screening_codebook, second, differ
):
    settings = parted(review)
    before = review.update()
    assert sorted(before.records["record_id"]) == ["ash-2020-trust", "ash-2020-trust-b"]
    reason = "off_topic" if differ else ""
    both(
        review,
        ("ash-2020-trust", *INCLUDED),
        ("ash-2020-trust-b", TRUST_AGAIN.title, second, reason),
    )
    review.settings = settings
    after = review.update("2026-02-01")
    what = changes(before.listed, after.listed)
    assert what.merged == [("ash-2020-trust-b", "ash-2020-trust")] and not what.new
    (fate, _) = fates(settings, after.names, review.root)
    assert (fate.judged, fate.same, len(fate.follow)) == (2, 1, 1)
    assert bool(fate.conflicts) == differ
    assert "2026-02-01 merged into ash-2020-trust" in after.listed[1].trail
    if differ:
        with pytest.raises(ScreeningError, match="are one record now") as error:
            review.decide(screening_codebook)
        assert len(error.value.problems) == 2  # one in each reader's sheet
    else:
        assert review.decide(screening_codebook).final["ash-2020-trust"].decision == "include"


def test_what_is_parted_again_has_its_own_decision_back(review, screening_codebook):
    settings = parted(review)
    apart = review.settings
    review.update()
    both(
        review,
        ("ash-2020-trust", *INCLUDED),
        ("ash-2020-trust-b", TRUST_AGAIN.title, "exclude", "off_topic"),
    )
    review.settings = settings
    review.update("2026-02-01")
    review.settings = apart
    found = review.update("2026-03-01")
    final = review.decide(screening_codebook).final
    assert [final[name].decision for name in sorted(final)] == ["include", "exclude"]
    assert "parted from ash-2020-trust" in found.listed[1].trail


def test_a_record_that_came_out_of_another_goes_to_the_readers_with_what_was_decided(review):
    review.exports(**TWINS)
    review.update()
    both(review, ("ash-2020-trust", *INCLUDED))
    parted(review)
    found = review.update("2026-02-01")
    names, sheets = found.names, review.settings.screening
    left = undecided(found.records, review.settings, sheets, names, review.root, None)
    assert [*left["record_id"]] == ["ash-2020-trust-b"]
    for reader in (None, "ben"):
        shown = earlier_decisions(left, found.listed, review.settings, sheets, review.root, reader)
        assert shown == {"ash-2020-trust-b": "ash-2020-trust: include"}


def test_a_source_that_is_removed_keeps_its_decisions_until_it_is_back(review, screening_codebook):
    review.exports(one=[TRUST], two=[BREAD])
    review.update()
    both(review, ("ash-2020-trust", *INCLUDED), ("dee-2019-price", *EXCLUDED))
    review.exports(one=[TRUST], three=[PRICE])
    away = review.update("2026-02-01")
    assert {*away.records["record_id"]} == {"ash-2020-trust", "dee-2019-price-b"}
    fate = next(fates(review.settings, away.names, review.root))
    assert [row.written for row in fate.away] == ["dee-2019-price"]
    review.exports(one=[TRUST], two=[BREAD])
    assert review.decide(screening_codebook).final["dee-2019-price"].decision == "exclude"


def test_the_first_ledger_takes_the_ids_that_sheets_have(review, screening_codebook):
    """The team screened before there was a ledger, and another source has changed an id since."""
    review.exports(one=[TRUST, BREAD], two=[PRICE])
    both(review, ("ash-2020-trust", *INCLUDED), ("dee-2019-price", *EXCLUDED))
    computed = unique_of(review.settings, review.root)
    assert "dee-2019-price-b" in [r.record_id for r in computed.listed if r.title == BREAD.title]
    first = first_ledger(review.settings, review.root, "2026-01-01")
    assert first.problems == []
    ids = {row.title: row.record_id for row in first.unique.listed}
    assert ids[BREAD.title] == "dee-2019-price" and ids[PRICE.title] == "dee-2019-price-b"


def test_an_id_that_no_record_can_be_given_is_told_and_can_be_set_aside(review):
    review.exports(one=[TRUST])
    both(review, ("ash-2020-trust", *INCLUDED), ("dee-2019-price", *EXCLUDED))
    first = first_ledger(review.settings, review.root, "2026-01-01")
    assert [one.found for one in first.problems] == ['there is no record "dee-2019-price".']
    listed = set_aside(first.unique.listed, review.settings, review.root, "2026-01-01")
    names = read_names(names_frame(listed, first.unique.records))
    assert names.is_away("dee-2019-price")
    review.exports(one=[TRUST], two=[PRICE])
    write_ledger(listed, review.root / "record_ids.csv")
    assert "dee-2019-price-b" in {*unique_of(review.settings, review.root).records["record_id"]}


def test_what_a_reader_includes_outside_the_window_is_told_with_its_row(review, screening_codebook):
    review.exports(one=[TRUST, OLD])
    both(review, ("ash-2020-trust", *INCLUDED), ("fu-1999-bakers", OLD.title, "include", ""))
    found = unique_of(review.settings, review.root)
    problems = included_outside(
        found.records, review.settings.screening, review.settings.window, found.names, review.root
    )
    assert [(one.file, one.row) for one in problems] == [("ana.csv", 3), ("ben.csv", 3)]
    assert "published in 1999" in problems[0].found


def test_a_ledger_that_something_else_wrote_is_refused(review):
    review.exports(one=[TRUST, BREAD])
    path = review.root / "record_ids.csv"
    rows = review.update().listed
    write_ledger([row._replace(number=1) for row in rows], path)
    with pytest.raises(LedgerError, match="number 1 is in row 2 as well"):
        read_ledger(path)
    write_ledger([row for row in rows if row.number != 1], path)
    with pytest.raises(LedgerError, match="the row with number 1 is missing"):
        read_ledger(path)
    circle = dict(
        zip(("ash-2020-trust", "dee-2019-price"), ("dee-2019-price", "ash-2020-trust"), strict=True)
    )
    write_ledger([row._replace(merged_into=circle[row.record_id]) for row in rows], path)
    with pytest.raises(LedgerError, match="is merged into itself"):
        read_ledger(path)
    write_ledger([row._replace(merged_into="nobody") for row in rows], path)
    with pytest.raises(LedgerError, match='there is no record "nobody"'):
        read_ledger(path)


def test_disagreements_are_read_through_the_ledger(review, screening_codebook):
    settings = parted(review)
    review.update()
    for name, decision, reason in (("ana", "include", ""), ("ben", "exclude", "off_topic")):
        review.sheet(f"{name}.csv", [("ash-2020-trust-b", TRUST_AGAIN.title, decision, reason)])
    review.settings = settings
    found = review.update()
    titles = dict(zip(found.records["record_id"], found.records["title"], strict=True))
    differing = disagreements(
        titles,
        {},
        settings.screening,
        screening_codebook,
        "title_abstract",
        review.root,
        found.names,
    )
    assert [*differing] == ["ash-2020-trust"]


def test_conflicts_are_counted_by_kind_while_the_readers_are_at_work(review):
    review.exports(one=[TRUST, BREAD, OLD])
    review.update()
    excluded = ("dee-2019-price", BREAD.title, "Exclude")
    review.sheet("ana.csv", [("ash-2020-trust", *INCLUDED), (*excluded, "off_topic")])
    sheets, names = review.settings.screening, unique_of(review.settings, review.root).names
    assert agreement_so_far(sheets, names, review.root) == (0, 0, 0)
    out = ("ash-2020-trust", TRUST.title, "exclude", "off_topic")
    review.sheet("ben.csv", [out, (*excluded, "no_article"), ("fu-1999-bakers", OLD.title, "", "")])
    assert agreement_so_far(sheets, names, review.root) == (2, 1, 1)
