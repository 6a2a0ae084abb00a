"""A review over years, as a property: whatever is done to its sources, no decision is lost or moved."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from references.deduplication.merging import remove_duplicates
from references.ledger.changes import changes
from references.ledger.names import names_frame, read_names
from references.ledger.rows import read_ledger, write_ledger
from references.record import Record, to_frame

WORDS = (
    "harbour", "orchard", "lantern", "granite", "meadow", "saddle", "copper", "violin", "glacier",
    "market", "anchor", "timber", "velvet", "canyon", "pepper", "marble",
)  # fmt: skip
PUBLICATIONS = 12
SOURCES = ("one", "two", "three")


def publication(number: int) -> Record:
    """Return a reference that resembles no other."""
    words = [WORDS[(number * step + step) % len(WORDS)] for step in (1, 3, 5, 7)]
    return Record(
        title=f"The {' and the '.join(words)} of firm number {WORDS[number]}",
        authors=(f"{WORDS[number].capitalize()}, {'ABCD'[number % 4]}.", "Bo, B."),
        year=2000 + number % 3,
        journal=f"Journal of {WORDS[-number - 1]} studies",
        volume=str(number + 1),
        pages=f"{10 * number + 1}-{10 * number + 9}",
        doi=f"10.1234/p{number}" if number % 2 else "",
    )


def as_given(record: Record, source: str) -> Record:
    """Return a reference as a database gives it: each has ways of its own."""
    if source == "two":
        return replace(record, title=record.title.upper(), abstract=f"About {record.title}.")
    if source == "three":
        return replace(record, authors=record.authors[:1], issue="1", times_cited=4)
    return replace(record)


class Review:
    """A review as its team sees it: exports, a sheet of decisions, a ledger."""

    def __init__(self, folder) -> None:
        self.path = folder / "record_ids.csv"
        self.path.unlink(missing_ok=True)
        self.sheet = folder / "verdicts.csv"
        self.files: dict[str, list[Record]] = {}
        self.apart: set[int] = set()
        #: Of these, one source may be removed that a decision was on, and another stay.
        self.ever_apart: set[int] = set()
        #: What was decided: the id and title in the sheet, and on which publication that was.
        self.decisions: dict[str, tuple[str, int]] = {}
        self.day = 0

    def update(self):
        frame = to_frame(
            (source, f"{source}.ris", replace(record, position=at, line=at))
            for source, records in self.files.items()
            for at, record in enumerate(records, start=1)
        )
        self.day += 1
        before = read_ledger(self.path)
        result = remove_duplicates(
            frame, self.verdicts(frame), ledger=before, today=f"2026-01-{self.day:02}"
        )
        write_ledger(result.ledger, self.path)
        again = remove_duplicates(
            frame, self.verdicts(frame), ledger=read_ledger(self.path), today="2027-01-01"
        )
        assert again.ledger == result.ledger == sorted(read_ledger(self.path))
        assert changes(before, result.ledger).read >= 0
        return result

    def verdicts(self, frame):
        """Return the sheet in which a person parts the records of some publications."""
        lines = ["first,second,verdict,title_first,title_second"]
        for number in sorted(self.apart):
            key = publication(number).title.casefold()
            same = frame[frame["title"].str.casefold() == key]
            called = [f"{row.source}:{row.position}" for row in same.itertuples()]
            titles = [*same["title"]]
            lines += [
                f'{one},{other},different,"{titles[i]}","{titles[j]}"'
                for i, one in enumerate(called)
                for j, other in enumerate(called)
                if i < j
            ]
        self.sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self.sheet

    def decide(self, result) -> None:
        """Have a reader judge every record that has no decision yet."""
        names = read_names(names_frame(result.ledger, result.records))
        judged = {names.says(written) for written in self.decisions}
        for row in result.records.to_dict("records"):
            if row["record_id"] not in judged:
                self.decisions[row["record_id"]] = (row["title"], which(row["title"]))

    def check(self, result) -> None:
        """Require that each decision is on the publication it was made on, or kept while it is away."""
        names = read_names(names_frame(result.ledger, result.records))
        titles = dict(zip(result.records["record_id"], result.records["title"], strict=True))
        at_hand = {which(title) for title in titles.values()}
        assert len({row.record_id for row in result.ledger if row.head}) == len(
            {row.record_id for row in result.ledger}
        )
        for written, (title, number) in self.decisions.items():
            assert written in names.now, "lost"
            now = names.says(written)
            if number not in self.ever_apart:
                assert (now == "") == (number not in at_hand), "lost while its record is at hand"
            if now:
                assert which(titles[now]) == number, "moved"
                assert title_is_accepted(names, written, title)


def title_is_accepted(names, written, title) -> bool:
    from references.comparable_text import title_key

    return title_key(title) in names.titles[written]


def which(title: str) -> int:
    return next(
        n for n in range(PUBLICATIONS) if publication(n).title.casefold() == title.casefold()
    )


numbers = st.lists(st.integers(0, PUBLICATIONS - 1), min_size=1, max_size=6, unique=True)
operations = st.lists(
    st.one_of(
        st.tuples(st.just("export"), st.sampled_from(SOURCES), numbers),
        st.tuples(st.just("remove"), st.sampled_from(SOURCES), st.just([])),
        st.tuples(st.just("reverse"), st.sampled_from(SOURCES), st.just([])),
        st.tuples(st.just("rename"), st.sampled_from(SOURCES), st.just([])),
        st.tuples(st.just("part"), st.just(""), numbers),
        st.tuples(st.just("join"), st.just(""), numbers),
    ),
    min_size=1,
    max_size=6,
)


@given(operations)
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_decision_is_lost_or_moved(tmp_path, steps):
    review = Review(tmp_path)
    review.files["zero"] = [publication(number) for number in range(0, PUBLICATIONS, 2)]
    result = review.update()
    review.decide(result)
    for name, source, chosen in steps:
        here = review.files.get(source, [])
        if name == "export":
            review.files[source] = [as_given(publication(n), source) for n in chosen]
        elif name == "remove" and here:
            del review.files[source]
        elif name == "reverse" and here:
            review.files[source] = here[::-1]
        elif name == "rename" and here:
            review.files[f"{source} again"] = review.files.pop(source)
        elif name == "part":
            review.apart |= {*chosen}
            review.ever_apart |= {*chosen}
        elif name == "join":
            review.apart -= {*chosen}
        result = review.update()
        review.check(result)
        review.decide(result)
        review.check(result)
