import pandas as pd
import pytest

from honest_results.provenance import Source
from honest_results.records import read_records, write_records


def test_records_carry_their_sources(tmp_path):
    frame = pd.DataFrame({"title": ["Año", None], "year": [2014, 2020]})
    sources = [Source("b.ris", "reconstructed"), Source("a.csv", "simulated")]
    write_records(frame, tmp_path / "x.parquet", sources)
    again, found = read_records(tmp_path / "x.parquet")
    pd.testing.assert_frame_equal(again, frame)
    assert found == sorted(sources)


def test_records_from_nowhere_are_refused(tmp_path):
    with pytest.raises(ValueError, match="at least one raw source"):
        write_records(pd.DataFrame({"a": [1]}), tmp_path / "x.parquet", [])


def test_foreign_parquet_has_no_provenance(tmp_path):
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "x.parquet")
    with pytest.raises(ValueError, match="no provenance"):
        read_records(tmp_path / "x.parquet")


def test_the_same_records_give_the_same_bytes(tmp_path):
    frame = pd.DataFrame({"a": [1.5, 2.5]})
    for name in ("x", "y"):
        write_records(frame, tmp_path / name, [Source("f", "observed")])
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()
